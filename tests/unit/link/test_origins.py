from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.link.origins import origins
from dateline.link.texts import Texts
from dateline.model import DocumentId, Modality, Origin, OriginKind, Source, SourceKind

WIRE = (
    "KYIV (Reuters) - Russian shells hit the railway station of Izyum on Wednesday, killing three people and "
    "wounding nine."
)
REUTERS = Source(name="Reuters", kind=SourceKind.AGENCY, reliability="B")
MINISTRY = Source(
    name="Russian Defence Ministry", kind=SourceKind.MILITARY, country="RU", party_to="war", reliability="D"
)
KREMLIN = Source(name="Government of Russia", kind=SourceKind.GOVERNMENT, country="RU", party_to="war", reliability="D")
SOURCES = {
    "reuters": REUTERS,
    "thomson reuters": REUTERS,
    "russian defence ministry": MINISTRY,
    "russias mod": MINISTRY,
    "moscow": KREMLIN,
}


def found(desk: Any) -> tuple[Origin, ...]:
    return origins(desk.claims, desk.docs, Texts.of(desk.docs.values()), SOURCES)


def test_two_papers_repeating_one_agency_count_as_one_origin(desk: Any) -> None:
    desk.paper("a", WIRE)
    desk.paper("b", "Shells fell on Izyum station in the afternoon, leaving three dead. (Thomson Reuters)")
    desk.claim("a", "hit")
    desk.claim("b", "fell")
    (origin,) = found(desk)
    assert (origin.name, origin.kind, len(origin.claims)) == ("Reuters", OriginKind.AGENCY, 2)
    assert "carry the report of Reuters" in " ".join(origin.evidence)


def test_a_reprint_without_its_credit_line_is_found_by_its_words(desk: Any) -> None:
    desk.paper("a", WIRE)
    desk.paper(
        "b",
        "A long day for the east. Rain fell since morning. Shells hit the railway station of Izyum on Wednesday, "
        "killing three people and wounding nine. Our readers ask what comes next, and so do we.",
    )
    desk.claim("a", "hit")
    desk.claim("b", "hit")
    (origin,) = found(desk)
    assert any("of the sentence of" in words for words in origin.evidence)


def test_papers_that_tell_it_in_words_of_their_own_are_two_origins(desk: Any) -> None:
    desk.paper("a", "Shells hit the station of Izyum on Wednesday; our reporter saw three bodies on the platform.")
    desk.paper(
        "b", "Three railwaymen died under fire in Izyum, as people in the queue for bread could watch from the square."
    )
    desk.claim("a", "hit")
    desk.claim("b", "died")
    assert [o.kind for o in found(desk)] == [OriginKind.OUTLET, OriginKind.OUTLET]


def test_one_named_source_is_one_origin_through_however_many_papers(desk: Any) -> None:
    desk.paper("a", "Shells killed three in Izyum, regional governor Oleh Synyehubov said.")
    desk.paper("b", "Governor Synyehubov wrote that the attack on Izyum left four people dead.")
    desk.claim("a", "killed", by=("regional governor Oleh Synyehubov",))
    desk.claim("b", "attack", by=("Governor Synyehubov",))
    (origin,) = found(desk)
    assert origin.name == "regional governor Oleh Synyehubov"
    assert not origin.partisan


def test_spellings_of_one_body_meet_in_the_table_of_sources_and_are_partisan(desk: Any) -> None:
    desk.paper("a", "High-precision missiles hit Izyum, the Russian Defence Ministry said.")
    desk.paper("b", "Missiles struck Izyum, according to Russia’s MoD.")
    desk.claim("a", "hit", by=("the Russian Defence Ministry",))
    desk.claim("b", "struck", by=("Russia’s MoD",))
    (origin,) = found(desk)
    assert (origin.name, origin.partisan) == ("Russian Defence Ministry", True)


def test_officials_of_two_papers_are_two_origins(desk: Any) -> None:
    desk.paper("a", "Shells killed two in Izyum, officials said.")
    desk.paper("b", "Two people died of the bombardment, according to officials.")
    desk.claim("a", "killed", by=("officials",), killed=(2, 2))
    desk.claim("b", "died", by=("officials",), killed=(2, 2))
    assert len(found(desk)) == 2


def test_officials_who_repeat_a_named_source_s_high_figure_are_that_source(desk: Any) -> None:
    desk.paper("a", "Shells killed 37 in Izyum, mayor Valeriy Marchenko said.")
    desk.paper("b", "The death toll has reached 37, officials say of the bombardment.")
    desk.claim("a", "killed", by=("mayor Valeriy Marchenko",), killed=(37, 37))
    desk.claim("b", "bombardment", by=("officials",), killed=(37, 37))
    (origin,) = found(desk)
    assert "give the figures of" in origin.evidence[0]


def test_a_paper_quoted_by_another_is_the_origin(desk: Any) -> None:
    desk.paper("a", "A blast shook Izyum; our windows broke.", source="Slobidskyi Visnyk")
    desk.paper("b", "There was a blast in Izyum, Slobidskyi Visnyk writes.")
    desk.claim("a", "blast")
    desk.claim("b", "blast", by=("Slobidskyi Visnyk",))
    (origin,) = found(desk)
    assert "quotes Slobidskyi Visnyk" in origin.evidence[0]


def test_a_forwarded_post_is_its_channel_s(desk: Any) -> None:
    desk.paper("a", "Loud blast in Izyum.", source="Izyum Live")
    desk.paper("b", "Forwarded from Izyum Live: Loud blast in Izyum. Who has news of Kapytolivka?", source="Chat")
    desk.claim("a", "blast")
    desk.claim("b", "blast")
    assert len(found(desk)) == 1


def test_a_denial_is_an_origin_that_does_not_assert(desk: Any) -> None:
    desk.paper("a", "Shells hit Izyum.")
    desk.paper("b", "No shell fell on Izyum, Moscow said.")
    desk.paper("c", "The Russian Defence Ministry said that it did not shell Izyum.")
    desk.claim("a", "hit")
    desk.claim("b", "fell", by=("Moscow",), modality=Modality.DENIED)
    desk.claim("c", "shell", by=("The Russian Defence Ministry",), modality=Modality.DENIED)
    assert [(o.asserts, o.partisan) for o in found(desk)] == [(True, False), (False, True)]


def test_who_speaks_of_his_own_deed_is_a_party(desk: Any) -> None:
    desk.paper("a", "The Black Dunes Brigade said it attacked the checkpoint at Marib.")
    desk.claim("a", "attacked", by=("The Black Dunes Brigade",), actor="The Black Dunes Brigade")
    assert found(desk)[0].partisan


def test_every_claim_has_one_origin_with_evidence_for_it(desk: Any) -> None:
    desk.paper("a", WIRE)
    desk.paper("b", "Shells fell on Izyum, residents said.")
    desk.claim("a", "hit")
    desk.claim("b", "fell", by=("residents",))
    together = found(desk)
    assert sorted(c for o in together for c in o.claims) == sorted(c.id for c in desk.claims)
    assert all(o.evidence for o in together)
    assert [o.claims[0] for o in together] == [c.id for c in desk.claims]


TELLINGS = (
    (WIRE, "hit", ()),
    (
        "Shells killed three in Izyum, regional governor Oleh Synyehubov said.",
        "killed",
        ("regional governor Oleh Synyehubov",),
    ),
    ("Blast.", "Blast", ()),
    ("Three died in the shelling, residents said.", "shelling", ("residents",)),
    ("Three dead after shelling, the mayor said", "shelling", ("the mayor",)),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, len(TELLINGS) - 1), min_size=1, max_size=6), st.data())
def test_an_exact_copy_never_raises_the_count_of_origins(new_desk: Any, chosen: list[int], data: st.DataObject) -> None:
    desk = new_desk()
    for n, which in enumerate(chosen):
        text, trigger, by = TELLINGS[which]
        desk.paper(f"d{n}", text, source=f"Paper {n}")
        desk.claim(f"d{n}", trigger, by=by, killed=(3, 3))
    before = len(found(desk))
    original = desk.docs[DocumentId(f"d{data.draw(st.integers(0, len(chosen) - 1))}")]
    key = DocumentId(data.draw(st.sampled_from(("aa", "zz"))))
    desk.docs[key] = replace(original, id=key, source="Another outlet")
    desk.claims += [replace(c, document=key) for c in desk.claims if c.document == original.id]
    assert len(found(desk)) <= before


@pytest.mark.parametrize("reverse", [False, True])
def test_origins_do_not_depend_on_the_order_of_claims(desk: Any, reverse: bool) -> None:
    for n, (text, trigger, by) in enumerate(TELLINGS):
        desk.paper(f"d{n}", text)
        desk.claim(f"d{n}", trigger, by=by)
    expected = {frozenset(o.claims) for o in found(desk)}
    desk.claims.sort(key=lambda c: c.id, reverse=reverse)
    assert {frozenset(o.claims) for o in found(desk)} == expected


def test_an_agency_credited_by_its_initials_is_the_agency(desk: Any) -> None:
    desk.paper("a", "IZYUM (MNA) - Shells hit a bakery.", source="Meridian News Agency")
    desk.paper("b", "Bread was short after gunfire in the east. (MNA)")
    desk.claim("a", "hit")
    desk.claim("b", "gunfire")
    (origin,) = found(desk)
    assert origin.name == "Meridian News Agency"


def test_the_ministry_is_the_one_named_before(desk: Any) -> None:
    desk.paper("a", "The Russian Defence Ministry spoke at noon. The ministry denied that it shelled Izyum.")
    desk.claim("a", "shelled", by=("The ministry",), modality=Modality.DENIED)
    (origin,) = found(desk)
    assert (origin.name, origin.partisan) == ("Russian Defence Ministry", True)
