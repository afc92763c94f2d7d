"""Readings of calendar words: days, months and years, with and without their year."""

from __future__ import annotations

import re

from dateline.dating.calendars import (
    Heading,
    month_of,
    nearest,
    not_begun,
    on,
    shifted,
    year_of,
    years_of,
)
from dateline.dating.grammar import Scene
from dateline.dating.words import MONTHS, MONTHS_SLAVIC, WEEKDAYS, WEEKDAYS_SLAVIC, key
from dateline.model import Interval

Match = re.Match[str]


def month_number(words: str) -> int:
    """The number of a month in any language of `words`."""
    plain = key(words)
    return MONTHS.get(plain) or MONTHS_SLAVIC[plain]


def weekday_number(words: str) -> int:
    """The number of a weekday, Monday 0, in any language of `words`."""
    plain = key(words)
    return (WEEKDAYS.get(plain) or WEEKDAYS_SLAVIC[plain]) - 1


def yearly(scene: Scene, month: int, day: int) -> Interval | None:
    """A day and a month without a year: the nearest that the tense allows."""
    if scene.published is None:
        return None
    return nearest(scene.published, scene.heading, lambda year: on(year, month, day))


def day_month(match: Match, scene: Scene) -> Interval | None:
    """`5 May`, `May 5th, 2022`; with a weekday before it that the year agrees with."""
    month, day = month_number(match["month"]), int(match["day"])
    if match["year"]:
        return on(int(match["year"]), month, day)
    if match["which"]:
        year = beside_year(match["which"], scene)
        return on(year, month, day) if year else None
    return yearly(scene, month, day)


def beside_year(which: str, scene: Scene) -> int | None:
    """The year of "last year", "this year" (of publication), "that year" (of the date that the text gave last)."""
    plain = which.lower()
    if any(word in plain for word in ("that", "same", "previous")):
        base = scene.mentioned.earliest if scene.mentioned else None
    else:
        base = scene.published
    offset = -1 if "last" in plain or "previous" in plain else 1 if "next" in plain else 0
    return base.year + offset if base else None


def days_month(match: Match, scene: Scene) -> Interval | None:
    """`3 to 5 May 2022`, `May 10-21`."""
    month, first, last = month_number(match["month"]), int(match["day"]), int(match["last"])
    if match["year"]:
        start, end = on(int(match["year"]), month, first), on(int(match["year"]), month, last)
    else:
        end = yearly(scene, month, last)
        start = on(end.latest.year, month, first) if end else None
    return Interval(start.earliest, end.latest) if start and end and start <= end else None


def month_year(match: Match, _: Scene) -> Interval | None:
    """`May 2021`."""
    return month_of(int(match["year"]), month_number(match["month"]))


def month_alone(match: Match, scene: Scene) -> Interval | None:
    """`in May`: the nearest that the tense allows; this month's own name is this month."""
    if scene.published is None:
        return None
    month = month_number(match["month"])
    return nearest(scene.published, scene.heading, lambda year: month_of(year, month))


def month_beside(match: Match, scene: Scene) -> Interval | None:
    """`May this year`, `May of last year`, `May of that year`."""
    year = beside_year(match["which"], scene)
    return month_of(year, month_number(match["month"])) if year else None


def iso(match: Match, _: Scene) -> Interval | None:
    """`2022-05-18`, with or without a time; a time zone never moves the written day."""
    return on(int(match["first"]), int(match["m"]), int(match["d"]))


def dotted(match: Match, _: Scene) -> Interval | None:
    """`18.05.2022`: day first wherever full stops are written."""
    return on(_full(match["year"]), int(match["m"]), int(match["first"]))


def slashed(match: Match, scene: Scene) -> Interval | None:
    """`05/18/2022`: the order of the outlet's country; without one, only what reads one way."""
    a, b, year = int(match["first"]), int(match["m"]), _full(match["year"])
    by_day, by_month = on(year, b, a), on(year, a, b)
    if scene.country in ("US", "PH", "PW", "FM", "MH"):
        return by_month
    if scene.country is not None:
        return by_day
    return by_day if by_month is None or a == b else by_month if by_day is None else None


def _full(year: str) -> int:
    value = int(year)
    return value if len(year) > 2 else 2000 + value if value < 70 else 1900 + value


def year_alone(match: Match, _: Scene) -> Interval | None:
    """`in 2014`."""
    return year_of(int(match["first"]))


def year_range(match: Match, _: Scene) -> Interval | None:
    """`1975-1990`, `2014/15`."""
    first, last = match["first"], match["last"]
    return years_of(int(first), int(last if len(last) == 4 else first[:2] + last))


def decade(match: Match, scene: Scene) -> Interval | None:
    """`the 1990s`; `the 90s` of the century nearest before publication."""
    first = int(match["first"])
    if first < 100:
        first += 1900 if first > 20 else 2000
    return years_of(first, first + 9) if scene.published is None or first <= scene.published.year + 60 else None


TENS = {"twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970,
         "eighties": 1980, "nineties": 1990}  # fmt: skip


def decade_word(match: Match, _: Scene) -> Interval | None:
    """`the nineties`, of the twentieth century."""
    first = TENS[match["first"].lower()]
    return years_of(first, first + 9)


def century(match: Match, _: Scene) -> Interval | None:
    """`the 19th century`: 1801 to 1900."""
    last = int(match["first"]) * 100
    return years_of(last - 99, last)


def day_of_month(match: Match, scene: Scene) -> Interval | None:
    """`the 5th of the month`: of the month that the text gave last, else of publication."""
    base = scene.mentioned.latest if scene.mentioned else scene.published
    return on(base.year, base.month, int(match["day"])) if base else None


def day_alone(match: Match, scene: Scene) -> Interval | None:
    """`on the 19th`: of the month that the tense allows nearest to publication."""
    if scene.published is None:
        return None
    day, base = int(match["first"]), scene.published
    step = 1 if scene.heading is Heading.AHEAD else -1
    for offset in range(3):  # a month without a 31st never follows another
        start = shifted(base.replace(day=1), months=step * offset)
        found = on(start.year, start.month, day)
        if found and (found.latest >= base if step > 0 else found.earliest <= base):
            return found
    return None


def which_month(match: Match, scene: Scene) -> Interval | None:
    """`last May` (the last one over), `next March`, `this June`."""
    month, which = month_number(match["month"]), match["first"].lower()
    if match["year"]:
        return month_of(int(match["year"]), month)
    if scene.published is None:
        return None
    if which == "this":
        return month_of(scene.published.year, month)
    heading = Heading.BACK if which in ("last", "past", "previous") else Heading.AHEAD
    if heading is Heading.AHEAD:
        day = scene.published
        return nearest(day, None, lambda year: not_begun(month_of(year, month), day))
    return nearest(scene.published, heading, lambda year: month_of(year, month), ended=True)


def weekday_date(match: Match, scene: Scene) -> Interval | None:
    """`Friday 28 March`: without a year, the nearest one in which that day is that weekday."""
    month, day = month_number(match["month"] or match["month2"]), int(match["day"] or match["day2"])
    if match["year"]:
        return on(int(match["year"]), month, day)
    if scene.published is None:
        return None
    wanted = weekday_number(match["first"])

    def in_year(year: int) -> Interval | None:
        found = on(year, month, day)
        return found if found and found.earliest.weekday() == wanted else None

    # A weekday that fits no near year is the writer's slip: then the date alone counts.
    fits = nearest(scene.published, None, in_year)
    plain = yearly(scene, month, day)
    if fits and fits.gap(Interval.on(scene.published)) <= 400:
        return fits
    return plain
