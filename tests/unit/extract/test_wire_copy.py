"""What wire copy, live pages and digests make hard: each a phenomenon that a reader of them meets at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model import CasualtyKind, Claim, Modality, SubEventType

Read = Callable[[str], tuple[Claim, ...]]


def the_one(claims: tuple[Claim, ...]) -> Claim:
    assert len(claims) == 1, [c.trigger.text for c in claims]
    return claims[0]


def words(spans: tuple[object, ...]) -> list[str]:
    return [s.text for s in spans]  # type: ignore[attr-defined]


def tolls(claim: Claim) -> set[tuple[CasualtyKind, int | None, int | None]]:
    return {(c.kind, c.low, c.high) for c in claim.casualties}


def test_the_month_of_march_is_no_protest(read: Read) -> None:
    claims = read("Gunmen killed a teacher in Gao on 9 March. The mayor left on 9 March.")
    assert [c.kind for c in claims] == [SubEventType.ATTACK]


def test_a_dateline_gives_the_place_and_no_source_or_actor(read: Read) -> None:
    claim = the_one(read("MOSUL, May 3 (Sahel Wire) - Soldiers shelled a school on Tuesday, the mayor said."))
    assert words(claim.actor) == ["Soldiers"]
    assert words(claim.attribution) == ["the mayor"]


def test_suicide_drones_are_drones(read: Read) -> None:
    assert the_one(read("Suicide drones struck the airport of Khartoum.")).kind is SubEventType.AIR_STRIKE


def test_who_blows_up_a_bridge_himself_is_no_suicide_bomber(read: Read) -> None:
    engineers = the_one(read("The engineers blew up the bridge near Kherson themselves on Monday."))
    assert engineers.kind is SubEventType.REMOTE_EXPLOSIVE
    bombers = the_one(read("Three bombers blew themselves up at a mosque in Kabul on Friday."))
    assert bombers.kind is SubEventType.SUICIDE_BOMB


def test_an_office_with_a_region_closes_a_sentence_as_its_source(read: Read) -> None:
    text = (
        "Two rockets hit the bus station in Mosul on Friday, killing at least 19 people, the governor of Nineveh said."
    )
    claim = the_one(read(text))
    assert words(claim.attribution) == ["the governor of Nineveh"]
    assert tolls(claim) == {(CasualtyKind.KILLED, 19, None)}


def test_according_to_stands_outside_the_speakers_of_its_sentence(read: Read) -> None:
    claim = the_one(read("According to the Courier, the army says that a prisoner admitted that rebels shelled Gao."))
    assert words(claim.attribution) == ["the Courier", "the army", "a prisoner"]


def test_a_count_speaks_for_those_who_counted(read: Read) -> None:
    claims = read("The latest count of the police says that nine people were killed by a mine near Gao.")
    assert words(the_one(claims).attribution) == ["the police"]


@pytest.mark.parametrize(
    ("text", "toll"),
    [
        ("Gunmen killed over a hundred soldiers near Gao.", (101, None)),
        ("Gunmen killed some 59 soldiers near Gao.", (59, 59)),
        ("Up to 40 villagers were killed near Gao.", (None, 40)),
    ],
)
def test_words_before_a_number_bound_it(read: Read, text: str, toll: tuple[int | None, int | None]) -> None:
    assert tolls(the_one(read(text))) == {(CasualtyKind.KILLED, *toll)}


def test_nobody_hurt_and_animals_are_no_toll_and_no_event(read: Read) -> None:
    assert read("Nobody was killed in Gao on Monday.") == ()
    assert read("About 260 animals died in Gao on Monday.") == ()


def test_the_dead_and_wounded_belong_to_the_bomb_that_they_are_counted_with(read: Read) -> None:
    claim = the_one(read("At least six people were killed and 35 wounded when a car bomb exploded in Mosul."))
    assert claim.kind is SubEventType.REMOTE_EXPLOSIVE
    assert tolls(claim) == {(CasualtyKind.KILLED, 6, None), (CasualtyKind.INJURED, 35, 35)}


def test_a_killing_told_beside_the_act_is_anchored_at_the_act(read: Read) -> None:
    assert the_one(read("Artillery shelled a market in Homs, killing two.")).trigger.text == "shelled"


def test_weapons_and_vehicles_are_not_those_who_act(read: Read) -> None:
    assert the_one(read("A truck exploded at a checkpoint in Mosul, killing nine people.")).actor == ()
    fired_at = the_one(read("A rescue boat came under fire near Goma on Monday."))
    assert (fired_at.actor, words(fired_at.target)) == ((), ["A rescue boat"])


def test_it_in_what_somebody_tells_is_the_teller(read: Read) -> None:
    claim = the_one(read("The army said that it had shelled Gao on Monday."))
    assert words(claim.actor) == ["The army"]


def test_who_is_accused_is_the_actor(read: Read) -> None:
    claim = the_one(read("The ministry accused the militia of murdering nine prisoners in Gao."))
    assert words(claim.actor) == ["the militia"]


def test_a_town_that_is_captured_is_ground_taken(read: Read) -> None:
    claim = the_one(read("The army says that its forces captured Kupiansk on Saturday."))
    assert claim.kind.event_type.value == "Battles"
    assert words(claim.target) == ["Kupiansk"]


def test_a_survivor_pulled_out_is_no_retreat(read: Read) -> None:
    assert read("A woman was pulled out alive in Mosul after eighteen hours.") == ()


def test_a_weapon_known_from_before_tells_of_the_same_event(read: Read) -> None:
    text = "Two rockets hit the port of Goma on Monday. The rockets damaged a pumping station."
    assert the_one(read(text)).trigger.text == "hit"


def test_two_ministries_of_one_nation_are_two_sources(read: Read) -> None:
    text = (
        "The Russian mayor said a mine killed a farmer near Gao. "
        "The Russian ministry said a mine killed a farmer near Gao."
    )
    assert len(read(text)) == 2


def test_a_speakers_seat_is_not_where_it_happened(read: Read) -> None:
    text = "Shells fell on Goma on Monday. The ministry in Khartoum said so. A mine killed a farmer on Tuesday."
    assert [c.toponym.text for c in read(text) if c.toponym] == ["Goma", "Goma"]


def test_a_heading_gives_the_place_of_its_section(read: Read) -> None:
    text = (
        "Homs. Shells hit a school in Homs on Monday.\n\nAleppo region. Three people were killed by a mine on Tuesday."
    )
    assert [c.toponym.text for c in read(text) if c.toponym] == ["Homs", "Aleppo"]


def test_no_attack_is_nobodys_name(read: Read) -> None:
    claims = read("There was no attack on Gao, the governor said.")
    assert [(c.modality, words(c.attribution)) for c in claims] == [(Modality.DENIED, ["the governor"])]


def test_a_village_that_nobody_knows_is_where_it_is_said_to_be_near(read: Read) -> None:
    claim = the_one(read("A missile hit a wake in the village of Dwerniza near Kherson on Monday."))
    assert claim.toponym is not None
    assert claim.toponym.text == "Kherson"


def test_a_country_in_passing_is_not_where_an_unknown_village_lies(read: Read) -> None:
    claim = the_one(read("A missile hit a wake in the village of Dwerniza. Two brothers who live in Mali sent word."))
    assert claim.toponym is not None
    assert claim.toponym.text == "Dwerniza"


def test_explosions_on_one_day_are_one_event_and_no_sum(read: Read) -> None:
    assert not the_one(read("Powerful explosions shook the airfield near Kherson on Tuesday.")).aggregate
