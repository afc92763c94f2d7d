from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.extract.baseline import SpacyReader
from dateline.model import (
    CasualtyKind,
    Claim,
    Document,
    DocumentId,
    Modality,
    SubEventType,
    Victims,
)

Read = Callable[[str], tuple[Claim, ...]]


def the_one(claims: tuple[Claim, ...]) -> Claim:
    assert len(claims) == 1, [c.trigger.text for c in claims]
    return claims[0]


def words(spans: tuple[object, ...]) -> list[str]:
    return [s.text for s in spans]  # type: ignore[attr-defined]


def tolls(claim: Claim) -> list[tuple[CasualtyKind, int | None, int | None]]:
    return [(c.kind, c.low, c.high) for c in claim.casualties]


# --- types ------------------------------------------------------------------------------------------------------

TYPES = [
    ("Rebels clashed with government troops near Goma on Monday.", SubEventType.ARMED_CLASH),
    ("Government forces recaptured Kupiansk from the militants on Friday.", SubEventType.GOVERNMENT_REGAINS),
    ("Rebels captured the town of Gao on Sunday.", SubEventType.NON_STATE_OVERTAKES),
    ("Government jets used chlorine gas against the village near Idlib.", SubEventType.CHEMICAL_WEAPON),
    ("An airstrike hit a school in Idlib on Monday.", SubEventType.AIR_STRIKE),
    ("A suicide bomber killed nine worshippers at a mosque in Kabul.", SubEventType.SUICIDE_BOMB),
    ("Artillery shelled the market in Kherson on Tuesday.", SubEventType.SHELLING),
    ("A roadside bomb killed two policemen in Quetta.", SubEventType.REMOTE_EXPLOSIVE),
    ("Two men threw a grenade at a bar in Cauca on Sunday.", SubEventType.GRENADE),
    ("Soldiers raped three women in Nyala on Monday.", SubEventType.SEXUAL_VIOLENCE),
    ("Gunmen killed a journalist in Quetta on Monday.", SubEventType.ATTACK),
    ("Militiamen abducted a teacher in Nyala on Monday.", SubEventType.ABDUCTION),
    ("Hundreds of teachers protested in Khartoum on Thursday.", SubEventType.PEACEFUL_PROTEST),
    ("Police dispersed the protesters in Khartoum with tear gas.", SubEventType.PROTEST_WITH_INTERVENTION),
    ("Soldiers opened fire on protesters in Mandalay.", SubEventType.EXCESSIVE_FORCE),
    ("Youths hurled petrol bombs at a fire station in Derry.", SubEventType.VIOLENT_DEMONSTRATION),
    ("A mob lynched a suspected thief in Bamako.", SubEventType.MOB_VIOLENCE),
    ("The government and the rebels signed a ceasefire in Marib on Friday.", SubEventType.AGREEMENT),
    ("Police arrested two opposition leaders in Khartoum.", SubEventType.ARRESTS),
    ("The army deployed 300 soldiers to Goma on Monday.", SubEventType.CHANGE_TO_GROUP),
    ("Sappers defused a bomb under a bridge in Cauca.", SubEventType.DISRUPTED_WEAPONS),
    ("The rebels established a base near Lashio in 2019.", SubEventType.BASE_ESTABLISHED),
    ("Fighters looted the warehouses in Gao.", SubEventType.LOOTING),
    ("The army withdrew from Kherson on Thursday.", SubEventType.TRANSFER_OF_TERRITORY),
    ("The generals seized power in Bamako on Monday.", SubEventType.OTHER),
]


@pytest.mark.parametrize(("text", "kind"), TYPES, ids=[k.value for _, k in TYPES])
def test_each_of_the_sub_event_types_can_be_read(read: Read, text: str, kind: SubEventType) -> None:
    assert kind in {c.kind for c in read(text)}


def test_the_examples_above_cover_every_sub_event_type() -> None:
    assert {kind for _, kind in TYPES} == set(SubEventType)


def test_the_means_decide_what_a_killing_is(read: Read) -> None:
    assert the_one(read("A drone killed three farmers near Marib.")).kind is SubEventType.AIR_STRIKE
    assert the_one(read("A mine killed three farmers near Marib.")).kind is SubEventType.REMOTE_EXPLOSIVE
    assert the_one(read("Gunmen killed three soldiers near Marib.")).kind is SubEventType.ARMED_CLASH


# --- roles ------------------------------------------------------------------------------------------------------


def test_actor_victim_weapon_place_and_time_are_the_documents_own_words(read: Read) -> None:
    claim = the_one(read("Partisans killed a police chief with a car bomb in Melitopol on Tuesday."))
    assert claim.trigger.text == "killed"
    assert words(claim.actor) == ["Partisans"]
    assert words(claim.victim) == ["a police chief"]
    assert words(claim.weapon) == ["a car bomb"]
    assert claim.toponym is not None
    assert claim.toponym.text == "Melitopol"
    assert claim.time_words is not None
    assert "Tuesday" in claim.time_words.text
    assert claim.place is None
    assert claim.when is None


def test_the_agent_of_a_passive_is_the_actor_and_its_subject_the_target(read: Read) -> None:
    claim = the_one(read("A fuel depot in Kherson was shelled by Ukrainian troops."))
    assert words(claim.actor) == ["Ukrainian troops"]
    assert words(claim.target) == ["A fuel depot"]


def test_joined_actors_are_apart(read: Read) -> None:
    claim = the_one(read("Soldiers and militiamen attacked a convoy near Nyala."))
    assert words(claim.actor) == ["Soldiers", "militiamen"]


def test_whose_weapon_it_was_is_the_actor(read: Read) -> None:
    claim = the_one(read("Israeli airstrikes destroyed a radar near Homs."))
    assert claim.kind is SubEventType.AIR_STRIKE
    assert words(claim.actor) == ["Israeli"]


def test_one_verb_over_two_towns_is_two_claims_with_ids_of_their_own(read: Read) -> None:
    claims = read("Airstrikes hit Idlib and Aleppo on Monday.")
    assert [c.toponym.text for c in claims if c.toponym] == ["Idlib", "Aleppo"]
    assert len({c.id for c in claims}) == 2


def test_no_place_and_no_time_stay_unknown(read: Read) -> None:
    claim = the_one(read("Gunmen killed a journalist."))
    assert claim.toponym is None
    assert claim.time_words is None


def test_the_day_of_saying_is_not_the_day_of_the_event(read: Read) -> None:
    claim = the_one(read("The governor said on Friday that shells had hit a clinic in Kherson."))
    assert claim.time_words is None


# --- tolls ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "toll"),
    [
        ("Gunmen killed more than 100 soldiers near Gao.", (101, None)),
        ("Gunmen killed dozens of villagers near Gao.", (24, None)),
        ("Gunmen killed a soldier near Gao.", (1, 1)),
        ("Gunmen killed at least six soldiers near Gao.", (6, None)),
        ("Gunmen killed up to 30 soldiers near Gao.", (None, 30)),
        ("Gunmen killed several soldiers near Gao.", (3, None)),
        ("Gunmen killed soldiers near Gao.", (2, None)),
        ("Gunmen killed twenty-two soldiers near Gao.", (22, 22)),
        ("Gunmen killed 1,200 soldiers near Gao.", (1200, 1200)),
    ],
)
def test_a_toll_has_the_bounds_that_its_words_give(read: Read, text: str, toll: tuple[int | None, int | None]) -> None:
    assert tolls(the_one(read(text))) == [(CasualtyKind.KILLED, *toll)]


def test_at_least_governs_only_the_number_beside_it(read: Read) -> None:
    claim = the_one(read("A car bomb exploded in Mosul, killing at least six people and wounding 35."))
    assert set(tolls(claim)) == {(CasualtyKind.KILLED, 6, None), (CasualtyKind.INJURED, 35, 35)}


def test_a_toll_says_who_where_the_words_do(read: Read) -> None:
    fighters = the_one(read("Shells killed four soldiers near Gao.")).casualties
    civilians = the_one(read("Shells killed four villagers near Gao.")).casualties
    people = the_one(read("Shells killed four people near Gao.")).casualties
    assert [t[0].victims for t in (fighters, civilians, people)] == [
        Victims.FIGHTERS,
        Victims.CIVILIANS,
        Victims.UNKNOWN,
    ]


def test_nobody_has_died_yet_of_what_is_planned(read: Read) -> None:
    claims = read("The militia threatened to kill two teachers in Nyala.")
    assert [c.modality for c in claims] == [Modality.PLANNED]
    assert claims[0].casualties == ()


# --- attribution ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Shells hit a clinic in Kherson on Monday.", []),
        ("The governor said shells hit a clinic in Kherson.", ["The governor"]),
        ("According to the Red Cross, shells hit a clinic in Kherson.", ["the Red Cross"]),
        ("Shells hit a clinic in Kherson on Monday, governor Ivan Petrenko said.", ["governor Ivan Petrenko"]),
        ("Shells hit a clinic in Kherson, a spokesman for the army told reporters.", ["a spokesman for the army"]),
        ("The ministry said the governor reported that shells hit a clinic.", ["The ministry", "the governor"]),
        ("Officials said shells hit a clinic in Kherson.", ["Officials"]),
        ("It was reported that shells hit a clinic in Kherson.", []),
    ],
)  # fmt: skip
def test_the_chain_names_who_says_it_outermost_first(read: Read, text: str, chain: list[str]) -> None:
    claims = [c for c in read(text) if c.kind is SubEventType.SHELLING]
    assert words(the_one(tuple(claims)).attribution) == chain


def test_who_is_cited_is_the_innermost_source(read: Read) -> None:
    claim = the_one(read("The agency reported, citing a doctor, that militants killed four villagers near Gao."))
    assert words(claim.attribution) == ["The agency", "a doctor"]


def test_a_quotation_over_several_sentences_keeps_its_speaker(read: Read) -> None:
    text = "“They came at night,” said Amina Diallo, a trader. “They burned nine shops. They kidnapped my son in Gao.”"
    claims = {c.kind: c for c in read(text)}
    assert words(claims[SubEventType.ABDUCTION].attribution) == ["Amina Diallo"]


def test_a_pronoun_speaks_for_the_one_who_spoke_last(read: Read) -> None:
    claims = read("General Salif Keita denied any losses. He said rebels had shelled the town of Gao on Monday.")
    shelling = next(c for c in claims if c.kind is SubEventType.SHELLING)
    assert words(shelling.attribution) == ["General Salif Keita"]


# --- modality, hedges, sums -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The army shelled Kherson on Monday.", Modality.ACTUAL),
        ("The army did not shell Kherson on Monday.", Modality.DENIED),
        ("The ministry denied that the army had shelled Kherson.", Modality.DENIED),
        ("The army tried to shell Kherson on Monday.", Modality.ATTEMPTED),
        ("The army plans to shell Kherson.", Modality.PLANNED),
        ("The army will shell Kherson.", Modality.PLANNED),
        ("The army threatened to shell Kherson.", Modality.PLANNED),
        ("If the army shelled Kherson, people would leave.", Modality.HYPOTHETICAL),
    ],
)
def test_modality_is_what_the_clause_says(read: Read, text: str, modality: Modality) -> None:
    assert [c.modality for c in read(text) if c.kind is SubEventType.SHELLING] == [modality]


def test_what_is_only_demanded_is_no_claim(read: Read) -> None:
    assert read("The envoy called for a ceasefire.") == ()
    assert read("Both sides must withdraw their troops from Marib.") == ()


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("The army shelled Kherson on Monday.", False),
        ("The army reportedly shelled Kherson on Monday.", True),
        ("The army is believed to have shelled Kherson on Monday.", True),
        ("Suspected militants killed a teacher in Gao.", True),
        ("The army shelled Kherson, but this could not be independently verified.", True),
    ],
)
def test_doubt_is_marked(read: Read, text: str, hedged: bool) -> None:
    assert [c.hedged for c in read(text)] == [hedged]


def test_a_sum_of_many_events_is_an_aggregate(read: Read) -> None:
    assert the_one(read("There have been dozens of airstrikes in Idlib since May.")).aggregate
    assert not the_one(read("An airstrike hit a school in Idlib on Monday.")).aggregate


def test_a_bare_denial_is_a_second_claim(read: Read) -> None:
    claims = read("Militants shelled a school in Gao on Monday. A spokesman for the militants denied responsibility.")
    assert [c.modality for c in claims] == [Modality.ACTUAL, Modality.DENIED]
    assert words(claims[1].attribution) == ["A spokesman for the militants"]


# --- merging ----------------------------------------------------------------------------------------------------


def test_repeated_mentions_of_one_event_are_one_claim(read: Read) -> None:
    text = "A car bomb exploded near a market in Mosul on Tuesday. The blast killed nine shoppers."
    claim = the_one(read(text))
    assert tolls(claim) == [(CasualtyKind.KILLED, 9, 9)]
    assert claim.toponym is not None


def test_two_events_in_one_sentence_are_two_claims(read: Read) -> None:
    claims = read("Rebels kidnapped a priest in Gao, while soldiers arrested a mayor in Bamako.")
    assert {c.kind for c in claims} == {SubEventType.ABDUCTION, SubEventType.ARRESTS}


def test_differing_tolls_of_two_sources_are_two_claims(read: Read) -> None:
    text = (
        "The army said a mine killed three farmers near Marib. Doctors said the mine killed seven farmers near Marib."
    )
    assert sorted(t[1] or 0 for c in read(text) for t in tolls(c)) == [3, 7]


# --- what is no event -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The opposition attacked the budget on Monday.",
        "The striker shot wide in the first half; the league leaders bombarded the goal until the final whistle.",
        "House prices exploded last week.",
        "She suffered a heart attack on Friday.",
        "The novel tells how soldiers burned a village near Gao.",
        "Soldiers stormed a building in Kabul as part of a military exercise.",
        "Veterans marked the anniversary of the bombing with a wreath.",
        "Tomatoes were cheap in Mosul on Monday.",
        "",
    ],
)
def test_figures_of_speech_sport_fiction_and_drills_are_no_events(read: Read, text: str) -> None:
    assert read(text) == ()


# --- robustness -------------------------------------------------------------------------------------------------


def test_reading_twice_gives_the_same(read: Read) -> None:
    text = "\n\n".join(text for text, _ in TYPES)
    assert read(text) == read(text)


def test_claims_come_in_the_order_of_their_triggers_with_the_readers_name(reader: SpacyReader, read: Read) -> None:
    claims = read("\n\n".join(text for text, _ in TYPES))
    assert [c.trigger.start for c in claims] == sorted(c.trigger.start for c in claims)
    assert {c.reader for c in claims} == {reader.name}
    assert reader.languages == {"en"}


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "\x00 killed \x00",
        "\ud800 Rebels killed a soldier \udfff near Gao.",
        "\u202eRebels killed a soldier\u202c near Gao.",
        "🔥🔥 Rebels killed a soldier 🇺🇦 near Gao 👉🏽",
        "killed " * 3_000,
        '"' * 5_000 + "killed",
        "\n" * 10_000 + "Rebels killed a soldier.",
        "(" * 3_000 + "shelling",
        "said said said killed killed , said",
    ],
    ids=["run", "nul", "surrogates", "bidi", "emoji", "repetition", "quotes", "newlines", "brackets", "saying"],
)
def test_weird_text_neither_crashes_nor_gives_words_that_are_not_there(read: Read, text: str) -> None:
    for claim in read(text):
        assert all(span.within(text) for span in claim.spans())


def test_a_sentence_of_thousands_of_words_is_passed_over_and_the_next_one_read(read: Read) -> None:
    text = "Rebels shelled Goma and " * 200 + "left.\n\nGunmen killed a teacher near Gao."
    assert [c.trigger.text for c in read(text)] == ["killed"]


def test_offsets_count_code_points_behind_astral_characters(read: Read) -> None:
    text = "🔥🔥🔥 Rebels killed a soldier near Gao."
    claim = the_one(read(text))
    assert text[claim.trigger.start : claim.trigger.end] == "killed"


def test_a_document_longer_than_the_pipeline_takes_is_read_to_its_end(read: Read) -> None:
    text = "Tomatoes were cheap at the fair and nobody bought any of them. " * 20_000
    assert len(text) > 1_000_000
    claims = read(text + "Rebels killed a soldier near Gao on Monday.")
    assert [c.trigger.text for c in claims] == ["killed"]


_SNIPPETS = st.sampled_from(
    [text for text, _ in TYPES]
    + ["he said. ", "“", "” said the mayor.\n", "\n\n", " — ", "🔥", "\u200f", "\ud83d", "the blast", "According to "]
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.one_of(_SNIPPETS, st.text(max_size=12)), max_size=8))
def test_every_span_of_every_claim_lies_in_the_text(reader: SpacyReader, pieces: list[str]) -> None:
    text = " ".join(pieces)
    claims = reader.read(Document(id=DocumentId("d"), text=text))
    assert all(span.within(text) for claim in claims for span in claim.spans())
    assert all(claim.trigger.end - claim.trigger.start <= 60 for claim in claims)
    assert len({claim.id for claim in claims}) == len(claims)
