from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dateline.assess import choices
from dateline.assess.events import assessed
from dateline.model import (
    Casualty,
    CasualtyKind,
    Claim,
    ClaimId,
    Document,
    DocumentId,
    Event,
    Interval,
    Level,
    Link,
    Modality,
    Origin,
    OriginId,
    OriginKind,
    Place,
    ReviewState,
    Source,
    Span,
    Status,
    SubEventType,
    Victims,
)

IZYUM = Place(name="Izyum", country="UA", lat=49.21, lon=37.25, level=Level.TOWN)
OBLAST = Place(name="Kharkiv Oblast", country="UA", lat=49.6, lon=36.5, level=Level.ADMIN1)
KHERSON = Place(name="Kherson", country="UA", lat=46.63, lon=32.6, level=Level.TOWN)
SOURCES = {
    "reuters": Source(name="Reuters", reliability="B"),
    "united nations": Source(name="United Nations", reliability="A"),
    "general staff": Source(name="General Staff", reliability="C", party_to="war"),
    "russian defence ministry": Source(name="Russian Defence Ministry", reliability="D", party_to="war"),
}
TEXT = "Shells hit the station of Izyum, killing several people of the town."


@dataclass(frozen=True)
class Cluster:
    claims: tuple[ClaimId, ...]
    links: tuple[Link, ...] = ()


def claim(
    key: str,
    *,
    place: Place | None = IZYUM,
    days: tuple[int, int] | None = (18, 18),
    killed: tuple[int | None, int | None] | None = None,
    modality: Modality = Modality.ACTUAL,
    kind: SubEventType = SubEventType.SHELLING,
    target: str = "",
    hedged: bool = False,
) -> Claim:
    start = TEXT.index(target) if target else 0
    return Claim(
        document=DocumentId(key),
        trigger=Span.of(TEXT, 7, 10),
        kind=kind,
        place=place,
        when=Interval(date(2022, 5, days[0]), date(2022, 5, days[1])) if days else None,
        casualties=(Casualty(kind=CasualtyKind.KILLED, low=killed[0], high=killed[1], span=None),) if killed else (),
        modality=modality,
        target=(Span.of(TEXT, start, start + len(target)),) if target else (),
        hedged=hedged,
    )


def origin(name: str, *claims: Claim, partisan: bool = False) -> Origin:
    return Origin(
        id=OriginId(name),
        name=name,
        kind=OriginKind.ATTRIBUTION,
        claims=tuple(c.id for c in claims),
        documents=tuple(c.document for c in claims),
        evidence=("told by it alone",),
        asserts=any(c.modality is Modality.ACTUAL for c in claims),
        partisan=partisan,
    )


def event(
    claims: Sequence[Claim],
    origins: Sequence[Origin],
    *rejected: Claim,
    days: Sequence[int] = (),
    superseded: Sequence[Claim] = (),
) -> Event:
    docs = {
        c.document: Document(id=c.document, text=TEXT, published=date(2022, 5, days[n] if days else 20))
        for n, c in enumerate(claims)
    }
    cluster = Cluster(tuple(c.id for c in claims))
    return assessed(
        cluster,
        claims,
        docs,
        origins,
        SOURCES,
        rejected=frozenset(c.id for c in rejected),
        superseded=frozenset(c.id for c in superseded),
    )


def test_two_independent_origins_that_are_no_party_confirm_an_event() -> None:
    a, b = claim("a"), claim("b")
    found = event([a, b], [origin("Reuters", a), origin("United Nations", b)])
    assert found.status is Status.CORROBORATED
    assert found.grade is not None
    assert found.grade.code == "A1"
    assert "United Nations" in found.grade.reliability_reason
    assert "2 independent origins" in found.grade.credibility_reason


def test_ten_claims_of_one_origin_confirm_nothing() -> None:
    claims = [claim(f"d{n}") for n in range(10)]
    found = event(claims, [origin("Reuters", *claims)])
    assert (found.status, found.grade and found.grade.code) == (Status.SINGLE_ORIGIN, "B3")


def test_a_party_alone_is_doubtful_and_two_parties_are_not_confirmation() -> None:
    a, b = claim("a"), claim("b")
    alone = event([a], [origin("General Staff", a, partisan=True)])
    both = event(
        [a, b], [origin("General Staff", a, partisan=True), origin("Russian Defence Ministry", b, partisan=True)]
    )
    assert alone.grade is not None
    assert both.grade is not None
    assert (alone.grade.code, both.grade.code) == ("C4", "C2")


def test_nobody_known_alone_cannot_be_judged() -> None:
    a = claim("a")
    found = event([a], [origin("a passer-by", a)])
    assert found.grade is not None
    assert found.grade.code == "F6"


def test_a_denial_disputes_and_stands_as_differing() -> None:
    a, b = claim("a"), claim("b", modality=Modality.DENIED)
    found = event([a, b], [origin("Reuters", a), origin("Russian Defence Ministry", b, partisan=True)])
    assert found.status is Status.DISPUTED
    assert found.modality.value is Modality.ACTUAL
    assert found.modality.differing == (b.id,)
    assert found.grade is not None
    assert found.grade.credibility == 4
    assert "Russian Defence Ministry denies" in found.grade.credibility_reason


def test_only_a_denial_is_denied_and_only_a_plan_is_unrealised() -> None:
    denial, plan = claim("a", modality=Modality.DENIED), claim("b", modality=Modality.PLANNED)
    assert event([denial], [origin("Reuters", denial)]).status is Status.DENIED
    planned = event([plan], [origin("Reuters", plan)])
    assert planned.status is Status.UNREALISED
    assert planned.grade is not None
    assert planned.grade.code == "F6"


def test_a_plan_that_came_true_is_actual_though_more_origins_foresaw_it() -> None:
    plans = [claim(f"p{n}", modality=Modality.PLANNED) for n in range(3)]
    done = claim("d")
    found = event([*plans, done], [*(origin(f"o{n}", p) for n, p in enumerate(plans)), origin("Reuters", done)])
    assert found.modality.value is Modality.ACTUAL
    assert found.status is Status.SINGLE_ORIGIN


def test_doubt_in_every_telling_lowers_the_credibility() -> None:
    a = claim("a", hedged=True)
    found = event([a], [origin("Reuters", a)])
    assert found.hedged
    assert found.grade is not None
    assert found.grade.credibility == 4
    assert "doubt" in found.grade.credibility_reason


def test_the_finest_place_that_origins_agree_on_is_chosen() -> None:
    a, b, c = claim("a", place=OBLAST), claim("b"), claim("c", place=KHERSON)
    found = event([a, b, c], [origin("x", a), origin("y", b), origin("z", c)])
    assert found.place is not None
    assert found.place.value == IZYUM
    assert (found.place.supporting, found.place.differing) == ((a.id, b.id), (c.id,))


def test_the_narrowest_days_that_origins_agree_on_are_chosen() -> None:
    a, b, c = claim("a", days=(10, 20)), claim("b", days=(18, 22)), claim("c", days=(29, 29))
    found = event([a, b, c], [origin("x", a), origin("y", b), origin("z", c)])
    assert found.when is not None
    assert found.when.value == Interval(date(2022, 5, 18), date(2022, 5, 20))
    assert found.when.differing == (c.id,)


def test_one_origin_in_many_papers_has_one_vote_on_the_type() -> None:
    many = [claim(f"d{n}", kind=SubEventType.AIR_STRIKE) for n in range(5)]
    two = [claim("x"), claim("y")]
    found = event([*many, *two], [origin("wire", *many), origin("x", two[0]), origin("y", two[1])])
    assert found.kind.value is SubEventType.SHELLING
    assert found.kind.differing == tuple(c.id for c in many)


def test_tolls_are_counted_by_origins() -> None:
    claims = [
        claim("a", killed=(5, 5)),
        claim("b", killed=(5, 5)),
        claim("c", killed=(3, 3)),
        claim("d", killed=(9, 9)),
    ]
    copies = [claim(f"e{n}", killed=(9, 9)) for n in range(4)]
    origins = [*(origin(c.document, c) for c in claims[:3]), origin("d", claims[3], *copies)]
    (toll,) = event([*claims, *copies], origins).tolls
    assert (toll.low, toll.best, toll.high, toll.conservative) == (3, 5, 9, 3)
    assert toll.supporting == (claims[0].id, claims[1].id)


def test_a_revised_toll_supersedes_the_older_one_of_its_origin() -> None:
    late, early = claim("a", killed=(14, 14)), claim("b", killed=(12, 12))
    (toll,) = event([late, early], [origin("mayor", late, early)], days=(21, 19)).tolls
    assert (toll.low, toll.best, toll.high) == (14, 14, 14)
    assert toll.differing == (early.id,)


def test_an_open_toll_has_no_high_unless_another_origin_closes_it() -> None:
    a, b = claim("a", killed=(5, None)), claim("b", killed=(12, 12))
    (alone,) = event([a], [origin("x", a)]).tolls
    (both,) = event([a, b], [origin("x", a), origin("y", b)]).tolls
    assert (alone.low, alone.best, alone.high) == (5, 5, None)
    assert (both.low, both.best, both.high) == (5, 5, 12)


def test_dead_of_two_sides_add_up_and_a_total_beside_its_parts_does_not() -> None:
    parts = (
        Casualty(kind=CasualtyKind.KILLED, low=2, high=2, span=None, victims=Victims.CIVILIANS),
        Casualty(kind=CasualtyKind.KILLED, low=4, high=4, span=None, victims=Victims.FIGHTERS),
    )
    total = Casualty(kind=CasualtyKind.KILLED, low=7, high=7, span=None)
    base = claim("a")
    for casualties, expected in ((parts, 6), ((*parts, total), 7)):
        one = Claim(document=base.document, trigger=base.trigger, kind=base.kind, casualties=casualties)
        (toll,) = event([one], [origin("x", one)]).tolls
        assert toll.best == expected


def test_a_denied_toll_counts_nobody() -> None:
    a = claim("a", killed=(5, 5), modality=Modality.DENIED)
    assert event([a], [origin("x", a)]).tolls == ()


def test_a_rejected_claim_is_shown_and_supports_nothing() -> None:
    a, b = claim("a", killed=(5, 5)), claim("b", killed=(9, 9), place=KHERSON)
    found = event([a, b], [origin("Reuters", a), origin("United Nations", b)], b)
    assert found.claims == (a.id, b.id)
    assert found.rejected_claims == (b.id,)
    assert found.status is Status.SINGLE_ORIGIN
    assert found.grade is not None
    assert found.grade.code == "B3"
    assert found.tolls[0].high == 5
    assert found.place is not None
    assert b.id not in (*found.place.supporting, *found.place.differing)
    assert [o.asserts for o in found.origins] == [True, False]


def test_an_event_of_rejected_claims_alone_stays_as_rejected() -> None:
    a = claim("a", killed=(5, 5), target="the station")
    found = event([a], [origin("Reuters", a)], a)
    assert found.review is ReviewState.REJECTED
    assert (found.kind.supporting, found.tolls) == ((), ())
    assert found.target is not None
    assert found.target.value == "the station"
    assert found.target.supporting == ()
    assert found.grade is not None
    assert found.grade.code == "F6"


def test_the_id_stays_when_an_event_grows() -> None:
    a, b = claim("a"), claim("b")
    assert event([a], [origin("x", a)]).id == event([a, b], [origin("x", a, b)]).id
    assert event([a], [origin("x", a)]).id != event([b], [origin("x", b)]).id


def test_claims_without_any_origin_each_speak_for_themselves() -> None:
    a, b = claim("a", killed=(5, 5)), claim("b", killed=(6, 6))
    (toll,) = event([a, b], []).tolls
    assert (toll.low, toll.high) == (5, 6)


def test_a_report_that_its_page_no_longer_tells_supports_nothing() -> None:
    a, b = claim("a", killed=(9, 9), place=KHERSON), claim("b", killed=(5, 5))
    found = event([a, b], [origin("United Nations", a), origin("Reuters", b)], superseded=[a])
    assert found.claims == (a.id, b.id)
    assert (found.status, found.review) == (Status.SINGLE_ORIGIN, ReviewState.UNREVIEWED)
    assert found.rejected_claims == ()
    assert found.grade is not None
    assert found.grade.code == "B3"
    assert (found.tolls[0].best, found.tolls[0].high) == (5, 5)
    assert found.place is not None
    assert (found.place.value, found.place.differing) == (IZYUM, ())
    assert [o.asserts for o in found.origins] == [False, True]


def test_an_event_that_every_page_withdrew_is_not_rejected_and_cannot_be_judged() -> None:
    a, b = claim("a", killed=(9, 9)), claim("b", place=KHERSON)
    found = event([a, b], [origin("United Nations", a), origin("Reuters", b)], superseded=[a, b])
    assert (found.status, found.review) == (Status.CORROBORATED, ReviewState.UNREVIEWED)
    assert found.grade is not None
    assert found.grade.code == "F6"
    assert "withdrawn or replaced" in found.grade.credibility_reason
    assert (found.kind.value, found.kind.supporting, found.tolls) == (SubEventType.SHELLING, (), ())


def test_an_event_of_rejected_and_withdrawn_claims_keeps_what_the_withdrawn_ones_said() -> None:
    a, b = claim("a", place=KHERSON), claim("b")
    found = event([a, b], [origin("Reuters", a), origin("United Nations", b)], a, superseded=[b])
    assert (found.status, found.review) == (Status.SINGLE_ORIGIN, ReviewState.UNREVIEWED)
    assert found.rejected_claims == (a.id,)
    assert found.place is not None
    assert found.place.value == IZYUM


def test_an_attempt_that_is_denied_is_disputed() -> None:
    names = ("Reuters", "BBC", "Al Jazeera")
    tries = [claim(f"t{n}", modality=Modality.ATTEMPTED) for n in range(3)]
    denial = claim("k", modality=Modality.DENIED)
    told = [*(origin(n, c) for n, c in zip(names, tries, strict=True)), origin("Kremlin", denial, partisan=True)]
    found = event([*tries, denial], told)
    assert (found.status, found.modality.value) == (Status.DISPUTED, Modality.ATTEMPTED)
    assert found.modality.differing == (denial.id,)
    assert found.grade is not None
    assert found.grade.code == "B2"
    assert "3 independent origins report an attempt, though Kremlin denies it" in found.grade.credibility_reason


def test_an_attempt_alone_is_unrealised_and_graded_as_an_attempt() -> None:
    a = claim("a", modality=Modality.ATTEMPTED)
    found = event([a], [origin("Reuters", a)])
    assert (found.status, found.modality.value) == (Status.UNREALISED, Modality.ATTEMPTED)
    assert found.grade is not None
    assert found.grade.code == "B3"
    assert "reports an attempt" in found.grade.credibility_reason


def test_those_who_tell_of_the_act_and_of_an_attempt_stand_together_against_a_denial() -> None:
    done, tried = claim("a"), claim("b", modality=Modality.ATTEMPTED)
    denials = [claim(key, modality=Modality.DENIED) for key in "cd"]
    found = event(
        [done, tried, *denials], [origin("Reuters", done), origin("BBC", tried), *(origin("x", c) for c in denials)]
    )
    assert (found.status, found.modality.value) == (Status.DISPUTED, Modality.ACTUAL)


def test_up_to_thirty_alone_tells_no_best_figure() -> None:
    a = claim("a", killed=(None, 30))
    (toll,) = event([a], [origin("x", a)]).tolls
    assert (toll.low, toll.best, toll.high, toll.conservative) == (None, None, 30, None)
    assert toll.supporting == (a.id,)


def test_the_best_figure_is_never_under_the_least() -> None:
    a, b = claim("a", killed=(5, None)), claim("b", killed=(None, 3))
    (toll,) = event([a, b], [origin("x", a), origin("y", b)]).tolls
    assert (toll.low, toll.best, toll.high, toll.conservative) == (5, 5, None, 5)
    assert (toll.supporting, toll.differing) == ((a.id,), (b.id,))


def test_what_is_certain_of_a_claim_outweighs_what_it_fears() -> None:
    base = claim("a")
    certain = Casualty(kind=CasualtyKind.KILLED, low=5, high=None, span=None)
    feared = Casualty(kind=CasualtyKind.KILLED, low=None, high=30, span=None)
    fighters = Casualty(kind=CasualtyKind.KILLED, low=None, high=3, span=None, victims=Victims.FIGHTERS)
    civilians = Casualty(kind=CasualtyKind.KILLED, low=4, high=4, span=None, victims=Victims.CIVILIANS)
    for casualties, expected in (((certain, feared), (5, None)), ((civilians, fighters), (4, 7))):
        one = Claim(document=base.document, trigger=base.trigger, kind=base.kind, casualties=casualties)
        (toll,) = event([one], [origin("x", one)]).tolls
        assert (toll.low, toll.best, toll.high) == (expected[0], *expected)


BOUND = st.none() | st.integers(0, 200)


@given(st.lists(st.tuples(BOUND, BOUND).filter(lambda b: b != (None, None)), min_size=1, max_size=6), st.data())
def test_low_best_and_high_never_cross(bounds: list[tuple[int | None, int | None]], data: st.DataObject) -> None:
    ordered = [b if None in b else (min(b), max(b)) for b in bounds]  # type: ignore[type-var]
    claims = [claim(f"d{n}", killed=b) for n, b in enumerate(ordered)]
    several = data.draw(st.integers(1, len(claims)))
    origins = [origin(f"o{n}", *claims[n::several]) for n in range(several)]
    (toll,) = event(claims, origins).tolls
    assert toll.conservative == toll.low
    assert (toll.low is None) is (toll.best is None)
    if toll.low is not None and toll.best is not None:
        assert toll.low <= toll.best
        assert toll.high is None or toll.best <= toll.high


def test_places_either_side_of_the_antimeridian_agree() -> None:
    west = Place(name="A", country="FJ", lat=-16.8, lon=-179.99, level=Level.TOWN)
    east = Place(name="B", country="FJ", lat=-16.8, lon=179.99, level=Level.TOWN)
    assert choices.agree(west, east)
    assert not choices.agree(IZYUM, KHERSON)
