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


def without_publisher(desk: Any, *keys: str) -> None:
    for key in keys:
        desk.docs[DocumentId(key)] = replace(desk.docs[DocumentId(key)], source=None)


def as_version(desk: Any, key: str, *, of: str, number: int) -> None:
    desk.docs[DocumentId(key)] = replace(
        desk.docs[DocumentId(key)], source=desk.docs[DocumentId(of)].source, version_of=DocumentId(of), version=number
    )


def test_files_without_a_publisher_are_never_several_origins(desk: Any) -> None:
    desk.paper("a", "Shells hit the station of Izyum on Wednesday; three bodies lay on the platform.")
    desk.paper("b", "Three railwaymen died under fire in Izyum as people queued for bread on the square.")
    desk.paper("c", "The bombardment of Izyum went on until dusk, residents said.")
    for key, trigger, by in (("a", "hit", ()), ("b", "died", ()), ("c", "bombardment", ("residents",))):
        desk.claim(key, trigger, by=by)
    without_publisher(desk, "a", "b", "c")
    (origin,) = found(desk)
    assert origin.name == "unnamed outlet"
    assert "name no publisher" in origin.evidence[0]


def test_a_named_source_and_a_credited_agency_stand_apart_in_files_without_a_publisher(desk: Any) -> None:
    desk.paper("a", WIRE)
    desk.paper("b", "Governor Synyehubov wrote that an attack left four people dead.")
    desk.paper("c", "The bombardment went on until dusk.")
    desk.claim("a", "hit")
    desk.claim("b", "attack", by=("Governor Synyehubov",))
    desk.claim("c", "bombardment")
    without_publisher(desk, "a", "b", "c")
    assert {o.name for o in found(desk)} == {"Reuters", "Governor Synyehubov", "unnamed outlet"}


def test_a_file_without_a_publisher_does_not_join_what_another_copied_from_an_agency(desk: Any) -> None:
    desk.paper("a", WIRE, source="Reuters")
    desk.paper("b", WIRE.removeprefix("KYIV (Reuters) - "))
    desk.paper("c", "Guns were heard all afternoon and the bakery burned down.")
    for key, trigger in (("a", "hit"), ("b", "hit"), ("c", "burned")):
        desk.claim(key, trigger)
    without_publisher(desk, "b", "c")
    assert sorted(len(o.claims) for o in found(desk)) == [1, 2]


@pytest.mark.parametrize("publisher", [True, False])
def test_versions_of_one_page_that_word_it_anew_are_one_origin(desk: Any, publisher: bool) -> None:
    desk.paper("a", "Two men died when shells struck the market of Izyum, officials said.")
    desk.paper("b", "An artillery barrage on traders in Izyum left a pair of people dead, according to officials.")
    desk.claim("a", "struck", by=("officials",))
    desk.claim("b", "barrage", by=("officials",))
    if not publisher:
        without_publisher(desk, "a")
    as_version(desk, "b", of="a", number=2)
    (origin,) = found(desk)
    assert "versions of one page" in origin.evidence[0]


def test_a_page_that_names_its_source_anew_is_one_origin_called_by_what_it_says_now(desk: Any) -> None:
    desk.paper("a", "Shells hit Izyum, the Russian Defence Ministry said.")
    desk.paper("b", "Shells hit Izyum, mayor Valeriy Marchenko said.")
    desk.claim("a", "hit", by=("the Russian Defence Ministry",))
    desk.claim("b", "hit", by=("mayor Valeriy Marchenko",))
    as_version(desk, "b", of="a", number=2)
    (origin,) = found(desk)
    assert (origin.name, origin.partisan) == ("mayor Valeriy Marchenko", False)


def test_two_sources_that_every_version_of_a_page_names_stay_two_origins(desk: Any) -> None:
    text = "Shells killed five in Izyum, mayor Valeriy Marchenko said; governor Synyehubov spoke of six dead{}."
    desk.paper("a", text.format(""))
    desk.paper("b", text.format(" on Thursday"))
    for key in "ab":
        desk.claim(key, "killed", by=("mayor Valeriy Marchenko",))
        desk.claim(key, "dead", by=("governor Synyehubov",))
    as_version(desk, "b", of="a", number=2)
    assert [(o.name, len(o.claims)) for o in found(desk)] == [
        ("mayor Valeriy Marchenko", 2),
        ("governor Synyehubov", 2),
    ]


def test_one_sentence_with_three_speakers_gives_two_origins_in_any_number_of_versions(desk: Any) -> None:
    text = "Shells killed five in Izyum, officials said; mayor Valeriy Marchenko spoke of six dead in the raid{}."
    for n, key in enumerate("abc", start=1):
        desk.paper(key, text.format("!" * n))
        desk.claim(key, "killed", by=("officials",))
        desk.claim(key, "dead", by=("mayor Valeriy Marchenko",))
        desk.claim(key, "raid")
        if n > 1:
            as_version(desk, key, of="a", number=n)
    assert [(o.name, len(o.claims)) for o in found(desk)] == [("Paper a", 6), ("mayor Valeriy Marchenko", 3)]


def test_a_denial_that_a_later_version_drops_is_not_its_assertion(desk: Any) -> None:
    desk.paper("a", "Moscow denied that shells hit Izyum.")
    desk.paper("b", "Shells hit Izyum, satellite pictures show.")
    desk.claim("a", "hit", by=("Moscow",), modality=Modality.DENIED)
    desk.claim("b", "hit")
    as_version(desk, "b", of="a", number=2)
    assert [(o.name, o.asserts) for o in found(desk)] == [("Government of Russia", False), ("Paper a", True)]


def test_nobodies_in_particular_of_one_outlet_are_one_origin_with_it(desk: Any) -> None:
    desk.paper(
        "a", "Shells killed two in Izyum, officials said. Residents spoke of three dead. The raid began at noon."
    )
    desk.paper("b", "The barrage destroyed a bakery, a volunteer said.", source="Paper a")
    desk.claim("a", "killed", by=("officials",), killed=(2, 2))
    desk.claim("a", "dead", by=("Residents",), killed=(3, 3))
    desk.claim("a", "raid")
    desk.claim("b", "barrage", by=("a volunteer",))
    (origin,) = found(desk)
    assert (origin.name, origin.kind) == ("Paper a", OriginKind.OUTLET)
    assert "counted with it" in " ".join(origin.evidence)


def test_nobody_in_particular_whom_another_outlet_passes_on_is_that_outlet_s(desk: Any) -> None:
    desk.paper("a", "Shells killed two in Izyum, officials told Slobidskyi Visnyk. Our reporter counted three dead.")
    desk.paper("b", "The bombardment went on, residents told Slobidskyi Visnyk.")
    desk.claim("a", "killed", by=("Slobidskyi Visnyk", "officials"))
    desk.claim("a", "dead")
    desk.claim("b", "bombardment", by=("Slobidskyi Visnyk", "residents"))
    assert [(o.name, len(o.claims)) for o in found(desk)] == [("Slobidskyi Visnyk", 2), ("Paper a", 1)]


def test_a_party_that_copies_an_agency_does_not_make_the_agency_a_party(desk: Any) -> None:
    desk.paper("a", WIRE, source="Reuters")
    desk.paper("b", WIRE.removeprefix("KYIV (Reuters) - "), source="Russian Defence Ministry")
    desk.claim("a", "hit")
    desk.claim("b", "hit")
    (origin,) = found(desk)
    assert (origin.name, origin.partisan) == ("Reuters", False)


def test_a_party_that_is_copied_stays_a_party(desk: Any) -> None:
    text = "Our gunners hit the railway station of Izyum on Wednesday and destroyed a train with ammunition."
    desk.paper("a", text, source="Russian Defence Ministry", day="2022-05-18")
    desk.paper("b", text, day="2022-05-19")
    desk.claim("a", "hit")
    desk.claim("b", "hit")
    (origin,) = found(desk)
    assert (origin.name, origin.partisan) == ("Russian Defence Ministry", True)
