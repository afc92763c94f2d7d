"""When named days fall."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.dating.holidays import easter, feast, feast_names, islamic, orthodox_easter


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [
        (2016, date(2016, 3, 27), date(2016, 5, 1)),
        (2019, date(2019, 4, 21), date(2019, 4, 28)),
        (2022, date(2022, 4, 17), date(2022, 4, 24)),
        (2024, date(2024, 3, 31), date(2024, 5, 5)),
        (2025, date(2025, 4, 20), date(2025, 4, 20)),
    ],
)
def test_easter_falls_where_the_churches_kept_it(year: int, western: date, eastern: date) -> None:
    assert easter(year) == western
    assert orthodox_easter(year) == eastern


def test_every_easter_is_a_sunday() -> None:
    assert {d.weekday() for y in range(1900, 2100) for d in (easter(y), orthodox_easter(y))} == {6}


@pytest.mark.parametrize("year", range(2010, 2031))
def test_tabled_feasts_lie_within_two_days_of_the_arithmetic_calendar(year: int) -> None:
    for name, month, day in (("eid al-fitr", 10, 1), ("eid al-adha", 12, 10)):
        falls = feast(name)
        assert falls is not None
        found = falls(year, None)
        assert found is not None
        assert min(abs((found.earliest - d).days) for d in islamic(year, month, day)) <= 2


def test_ramadan_ends_on_the_eve_of_eid() -> None:
    falls = feast("Ramadan")
    assert falls is not None
    found = falls(2024, None)
    assert found is not None
    assert (found.earliest, found.latest) == (date(2024, 3, 11), date(2024, 4, 9))


@pytest.mark.parametrize(
    ("name", "country", "year", "day"),
    [
        ("Independence Day", "UA", 2022, date(2022, 8, 24)),
        ("Independence Day", "US", 2022, date(2022, 7, 4)),
        ("Victory Day", "RU", 2022, date(2022, 5, 9)),
        ("Nowruz", "IR", 2024, date(2024, 3, 20)),
        ("Thanksgiving", "US", 2023, date(2023, 11, 23)),
        ("Christmas", "RU", 2023, date(2023, 1, 7)),
        ("New Year’s Eve", "IQ", 2019, date(2019, 12, 31)),
        ("Ashura", None, 2022, date(2022, 8, 8)),
    ],
)
def test_a_named_day_falls_where_that_country_keeps_it(name: str, country: str | None, year: int, day: date) -> None:
    falls = feast(name)
    assert falls is not None
    found = falls(year, country)
    assert found is not None
    assert found.earliest == day


def test_a_name_that_is_in_no_table_is_no_feast() -> None:
    assert feast("Tuesday of the Long Knives") is None


def test_every_name_is_known() -> None:
    assert all(feast(name) is not None for name in feast_names())
