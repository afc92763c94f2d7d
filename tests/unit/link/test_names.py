from __future__ import annotations

import pytest

from dateline.link.names import fuller, is_generic, known, same_name
from dateline.model import Source

MINISTRY = Source(name="Russian Defence Ministry")
TABLE = {"russian defence ministry": MINISTRY, "reuters": Source(name="Reuters"), "moscow": Source(name="Moscow")}


@pytest.mark.parametrize(
    "name", ["officials", "local residents", "two witnesses", "a trader", "Western intelligence sources"]
)
def test_nobody_in_particular_is_generic(name: str) -> None:
    assert is_generic(name)


@pytest.mark.parametrize("name", ["the police", "the mayor", "the Cauca police command", "Idris", "the army"])
def test_bodies_offices_and_persons_are_somebody(name: str) -> None:
    assert not is_generic(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("City police chief Tariq Mengal", "police chief Tariq Mengal"),
        ("the army", "the army's spokesman"),
        ("President Zelensky", "Volodymyr Zelenskyy"),
        ("the doctors' union", "the city's branch of the doctors’ union"),
    ],
)
def test_one_speaker_under_two_names(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("the mayor", "the governor"), ("Ivan Fedorov", "Ivan Kuzmenko"), ("the army", "the navy"), ("", "the army")],
)
def test_two_speakers(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_the_table_is_met_inside_a_longer_name_only_where_that_is_safe() -> None:
    assert known("the Russian Defence Ministry spokesman Igor Konashenkov", TABLE) is MINISTRY
    assert known("Reuters news agency", TABLE) == TABLE["reuters"]
    assert known("a resident of Moscow", TABLE) is None
    assert known("", TABLE) is None


@pytest.mark.parametrize(
    "name", ["a separatist fighter", "rescue volunteers", "a senior official", "an aid worker in town"]
)
def test_a_description_without_a_name_is_nobody_in_particular(name: str) -> None:
    assert is_generic(name)


def test_a_short_name_is_read_by_the_last_fuller_one_before_it() -> None:
    text = "The Ukrainian defence ministry spoke first. Hours later the Russian defence ministry answered. "
    assert fuller("The ministry", text) == "Russian defence ministry"
    assert fuller("The ministry of roads", text) == "The ministry of roads"
    assert fuller("Officials", text) == "Officials"
    assert fuller("The ministry", "A " * 100_000) == "The ministry"
