"""Intervals of the civil calendar: days, weeks, months, seasons, quarters, decades and their parts.

Functions give None, never an error, where there is no such day (31 February, year 0). Arithmetic that leaves the
calendar (before year 1, after year 9999) raises `OverflowError` or `ValueError`; `dateline.dating.mentions` turns
both into "no interval".
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum

from dateline.model import Interval

# Years that a text can mean. Numbers outside are misprints or fill-ins ("00/00/0000", "9999-12-31").
YEARS = range(1000, 2200)
WEEK = timedelta(days=7)
# First month of each season, as the meteorological year has them.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
# What "recent" and "coming" cover, in days.
RECENT = {"day": 7, "week": 28, "month": 90, "year": 3 * 365}


class Heading(Enum):
    """Where a sentence looks from the day of publication."""

    BACK = "back"
    AHEAD = "ahead"


def on(year: int, month: int, day: int) -> Interval | None:
    """One day, or None where the calendar has no such day.

    >>> on(2022, 2, 31) is None
    True
    """
    if year not in YEARS:
        return None
    try:
        return Interval.on(date(year, month, day))
    except ValueError:
        return None


def month_of(year: int, month: int) -> Interval | None:
    """A whole month."""
    if year not in YEARS or not 1 <= month <= 12:
        return None
    return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def months_of(year: int, month: int, count: int) -> Interval | None:
    """As many whole months as `count`, from the given one on; they may run into the next year."""
    first = month_of(year, month)
    last = month_of(year + (month + count - 2) // 12, (month + count - 2) % 12 + 1)
    return Interval(first.earliest, last.latest) if first and last else None


def year_of(year: int) -> Interval | None:
    """A whole year."""
    return months_of(year, 1, 12)


def years_of(first: int, last: int) -> Interval | None:
    """Whole years, from `first` to `last` included."""
    start, end = year_of(first), year_of(last)
    return Interval(start.earliest, end.latest) if start and end and first <= last else None


def week_of(day: date) -> Interval:
    """Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return Interval(monday, monday + timedelta(days=6))


def season_of(name: str, year: int) -> Interval | None:
    """A whole season; a winter is named after the year in which it begins."""
    return months_of(year, SEASONS[name], 3)


def shifted(day: date, *, days: int = 0, months: int = 0) -> date:
    """A day moved by days and by months; a day that the month lacks becomes its last one.

    >>> shifted(date(2024, 3, 31), months=-1)
    datetime.date(2024, 2, 29)
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    moved = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if months else day
    return moved + timedelta(days=days)


def moved(interval: Interval, count: int, unit: str) -> Interval:
    """An interval `count` units of "day", "week", "month" or "year" later; whole months stay whole months."""
    if unit in ("day", "week"):
        step = timedelta(days=count * (7 if unit == "week" else 1))
        return Interval(interval.earliest + step, interval.latest + step)
    months = count * (12 if unit == "year" else 1)
    earliest = shifted(interval.earliest, months=months)
    if interval.earliest.day == 1 and interval.latest + timedelta(days=1) == _month_start_after(interval.latest):
        end = shifted(date(interval.latest.year, interval.latest.month, 1), months=months + 1)
        return Interval(earliest, end - timedelta(days=1))
    return Interval(earliest, shifted(interval.latest, months=months))


def _month_start_after(day: date) -> date:
    return shifted(date(day.year, day.month, 1), months=1)


def period(day: date, unit: str, offset: int) -> Interval | None:
    """The whole day, week, month, quarter, year or decade around a day, moved by `offset` such units.

    >>> period(date(2024, 7, 17), "week", -1)
    Interval(earliest=datetime.date(2024, 7, 8), latest=datetime.date(2024, 7, 14))
    """
    if unit == "day":
        return Interval.on(day + timedelta(days=offset))
    if unit == "week":
        return week_of(day + offset * WEEK)
    if unit == "year":
        return year_of(day.year + offset)
    if unit == "decade":
        first = (day.year // 10 + offset) * 10
        return years_of(first, first + 9)
    size = 3 if unit == "quarter" else 1
    start = shifted(date(day.year, (day.month - 1) // size * size + 1, 1), months=offset * size)
    return months_of(start.year, start.month, size)


def weekday_near(day: date, weekday: int, heading: Heading, *, today: bool = False) -> date:
    """The last such weekday before `day`, or the first after it. `today`: the day itself counts."""
    if heading is Heading.BACK:
        return day - timedelta(days=(day.weekday() - weekday) % 7 or (0 if today else 7))
    return day + timedelta(days=(weekday - day.weekday()) % 7 or (0 if today else 7))


def weekend_near(day: date, heading: Heading) -> Interval:
    """The last Saturday and Sunday that `day` has reached the end of, or the first that it has not."""
    saturday = week_of(day).earliest + timedelta(days=5)
    if heading is Heading.BACK and day.weekday() != 6:
        saturday -= WEEK
    return Interval(saturday, saturday + timedelta(days=1))


# Days from publication from which on a date without a year that seems to lie ahead is doubted, and within which the
# last one is taken in its place: "The ceasefire of 15 May holds" looks back, whatever the tense.
FAR, NEAR = 200, 120


def nearest(
    published: date, heading: Heading | None, in_year: Callable[[int], Interval | None], *, ended: bool = False
) -> Interval | None:
    """What recurs every year ("5 May", "in May", "Christmas"), in the year that the tense allows.

    Args:
        published: the day that the text looks from.
        heading: back: the latest that has begun; ahead: the first that is not over; None: the closest.
        in_year: the interval in a given year, None where that year has none (29 February).
        ended: looking back, take only what is over.
    """
    # A leap day may be eight years away (1896 to 1904); all else comes every year.
    for reach in (1, 8):
        years = (y for y in range(published.year - reach, published.year + reach + 1) if y in YEARS)
        found = [i for y in years if (i := in_year(y)) is not None]
        chosen = _chosen(found, published, heading, ended=ended)
        if chosen is not None:
            return chosen
    return None


def _chosen(found: list[Interval], published: date, heading: Heading | None, *, ended: bool) -> Interval | None:
    if heading is None:
        return min(found, key=lambda i: (_days_off(i, published), i.earliest), default=None)
    past = max((i for i in found if (i.latest < published if ended else i.earliest <= published)), default=None)
    if heading is Heading.BACK:
        return past
    coming = min((i for i in found if i.latest >= published), default=None)
    doubted = coming and past and _days_off(coming, published) > FAR and _days_off(past, published) < NEAR
    return past if doubted else coming


def _days_off(interval: Interval, day: date) -> int:
    return interval.gap(Interval.on(day))


def not_begun(interval: Interval | None, day: date) -> Interval | None:
    """The interval where it begins after `day`, else None."""
    return interval if interval and interval.earliest > day else None


def part_of(whole: Interval, part: str) -> Interval:
    """The early, mid or late part.

    Of a month the 1st-10th, 11th-20th and the rest; of a week Monday-Wednesday, Tuesday-Thursday and
    Thursday-Sunday; of anything longer its thirds, in whole months (whole years for decades: 0-3, 4-6, 7-9).
    """
    index = ("early", "mid", "late").index(part)
    if whole.days <= 7:
        lo, hi = ((0, 2), (1, 3), (3, 6))[index]
        return Interval(
            min(whole.earliest + timedelta(days=lo), whole.latest),
            min(whole.earliest + timedelta(days=hi), whole.latest),
        )
    if whole.days <= 31:
        first = whole.earliest + timedelta(days=10 * index)
        return Interval(first, whole.latest if index == 2 else first + timedelta(days=9))
    if whole.days > 3000:
        lo, hi = ((0, 4), (4, 7), (7, 10))[index]
        tenth = round(whole.days / 3652.5) * 12
        return _months(whole, lo * tenth, hi * tenth)
    months = round(whole.days / 30.44)
    return _months(whole, months * index // 3, months * (index + 1) // 3)


def half_of(whole: Interval, half: int) -> Interval:
    """The first (0) or second (1) half: 1st-15th and 16th-end of a month, six months of a year."""
    if whole.days <= 31:
        cut = whole.earliest + timedelta(days=15)
        return Interval(cut, whole.latest) if half else Interval(whole.earliest, cut - timedelta(days=1))
    months = round(whole.days / 30.44)
    return _months(whole, months * half // 2, months * (half + 1) // 2)


def _months(whole: Interval, start: int, stop: int) -> Interval:
    end = shifted(whole.earliest, months=stop) - timedelta(days=1)
    return Interval(shifted(whole.earliest, months=start), end)
