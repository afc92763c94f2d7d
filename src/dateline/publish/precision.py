"""How fine a day or place is, in the codes of ACLED and UCDP."""

from __future__ import annotations

from dateline.model import Interval, Level


def acled_time(when: Interval) -> int:
    """ACLED `time_precision`: 1 the day is known, 2 the week, 3 the month or less.

    >>> from datetime import date
    >>> acled_time(Interval.on(date(2022, 3, 1)))
    1
    """
    return 1 if when.days == 1 else 2 if when.days <= 7 else 3


def acled_place(level: Level) -> int:
    """ACLED `geo_precision`: 1 a town or a site, 2 part of a region, 3 a larger region."""
    return {Level.SITE: 1, Level.TOWN: 1, Level.ADMIN2: 2}.get(level, 3)


def ucdp_time(when: Interval) -> int:
    """UCDP `date_prec`: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 more (UCDP's "a given year").

    >>> from datetime import date
    >>> [ucdp_time(Interval(date(2022, 3, 1), date(2022, 3, d))) for d in (1, 6, 7, 31)]
    [1, 2, 3, 4]
    """
    for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)):
        if when.days <= most:
            return code
    return 5


def ucdp_place(level: Level) -> int:
    """UCDP `where_prec`: 1 an exact point, 3 a second-order division, 4 a first-order division, 6 a country."""
    return {Level.SITE: 1, Level.TOWN: 1, Level.ADMIN2: 3, Level.ADMIN1: 4, Level.COUNTRY: 6}[level]


def priogrid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell (half a degree) of a point: 1 in the south-west, 259,200 in the north-east.

    >>> priogrid(-90.0, -180.0), priogrid(89.9, 179.9)
    (1, 259200)
    """
    row, column = min(359, int((lat + 90.0) * 2)), min(719, int((lon + 180.0) * 2))
    return row * 720 + column + 1
