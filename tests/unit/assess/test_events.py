from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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


def event(claims: Sequence[Claim], origins: Sequence[Origin], *rejected: Claim, days: Sequence[int] = ()) -> Event:
    docs = {
        c.document: Document(id=c.document, text=TEXT, published=date(2022, 5, days[n] if days else 20))
        for n, c in enumerate(claims)
    }
    cluster = Cluster(tuple(c.id for c in claims))
    return assessed(cluster, claims, docs, origins, SOURCES, rejected=frozenset(c.id for c in rejected))


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
