from __future__ import annotations

from datetime import date, timedelta

import pytest

from dateline.model import Interval, Level
from dateline.publish.precision import acled_place, acled_time, priogrid, ucdp_place, ucdp_time


@pytest.mark.parametrize(
    ("days", "acled", "ucdp"),
    [(1, 1, 1), (2, 2, 2), (6, 2, 2), (7, 2, 3), (8, 3, 4), (31, 3, 4), (32, 3, 5), (366, 3, 5)],
)
def test_days_become_codes(days: int, acled: int, ucdp: int) -> None:
    when = Interval(date(2024, 1, 1), date(2024, 1, 1) + timedelta(days=days - 1))
    assert (acled_time(when), ucdp_time(when)) == (acled, ucdp)


@pytest.mark.parametrize(
    ("level", "acled", "ucdp"),
    [
        (Level.SITE, 1, 1),
        (Level.TOWN, 1, 1),
        (Level.ADMIN2, 2, 3),
        (Level.ADMIN1, 3, 4),
        (Level.COUNTRY, 3, 6),
    ],
)
def test_levels_become_codes(level: Level, acled: int, ucdp: int) -> None:
    assert (acled_place(level), ucdp_place(level)) == (acled, ucdp)


def test_grid_cells_stay_on_the_grid() -> None:
    assert priogrid(90.0, 180.0) == 259_200
    assert priogrid(0.0, 0.0) == 180 * 720 + 361
