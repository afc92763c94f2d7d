"""Readings of words that count from the day of publication, or from the date that the text gave last."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateline.dating.absolute import weekday_number
from dateline.dating.calendars import (
    RECENT,
    Heading,
    moved,
    period,
    shifted,
    week_of,
    weekday_near,
    weekend_near,
)
from dateline.dating.grammar import Scene
from dateline.dating.words import UNITS, VAGUE, key, number
from dateline.model import Interval

Match = re.Match[str]


def weekday(match: Match, scene: Scene) -> Interval | None:
    """`Friday`: the last one before publication, or the next one where the sentence looks ahead."""
    if scene.published is None:
        return None
    heading = scene.back_by_default
    return Interval.on(weekday_near(scene.published, weekday_number(match["day"]), heading, today=scene.today))


def weekday_which(match: Match, scene: Scene) -> Interval | None:
    """`last Friday` (the last before publication), `next Monday`, `this Saturday` (the next)."""
    if scene.published is None:
        return None
    which = match["first"].lower()
    heading = Heading.BACK if which in ("last", "past", "previous") else Heading.AHEAD
    if which == "this" and scene.heading is Heading.BACK:
        heading = Heading.BACK
    return Interval.on(weekday_near(scene.published, weekday_number(match["day"]), heading))


def weekday_of_week(match: Match, scene: Scene) -> Interval | None:
    """`Tuesday last week`, `Monday of this week`, `last week's Friday`."""
    offset = {"last": -1, "previous": -1, "next": 1}.get(match["which"].lower(), 0)
    if scene.published is None:
        return None
    monday = week_of(scene.published).earliest
    return Interval.on(monday + timedelta(days=7 * offset + weekday_number(match["day"])))


def weekday_after(match: Match, scene: Scene) -> Interval | None:
    """`the following Friday`, `the previous Monday`: counted from the date that the text gave last."""
    if scene.mentioned is None:
        return None
    back = match["first"].lower() in ("previous", "preceding")
    base, heading = (scene.mentioned.earliest, Heading.BACK) if back else (scene.mentioned.latest, Heading.AHEAD)
    return Interval.on(weekday_near(base, weekday_number(match["day"]), heading))


def weekend(match: Match, scene: Scene) -> Interval | None:
    """`at the weekend`, `last weekend`, `next weekend`: Saturday and Sunday."""
    if scene.published is None:
        return None
    which = (match.groupdict().get("which") or "").lower()
    if which in ("following", "same", "that", "previous"):
        return scene.mentioned and weekend_near(
            scene.mentioned.latest, Heading.BACK if which == "previous" else Heading.AHEAD
        )
    heading = {"last": Heading.BACK, "past": Heading.BACK, "next": Heading.AHEAD, "coming": Heading.AHEAD}.get(which)
    found = weekend_near(scene.published, heading or scene.back_by_default)
    if which == "next" and found.earliest <= week_of(scene.published).latest and scene.published.weekday() >= 5:
        return Interval(found.earliest + timedelta(days=7), found.latest + timedelta(days=7))
    return found


def days_off(offset: int, *, days: int = 1) -> Callable[[Match, Scene], Interval | None]:
    """A reading: `days` days from the one `offset` days after publication."""

    def read(_: Match, scene: Scene) -> Interval | None:
        if scene.published is None:
            return None
        start = scene.published + timedelta(days=offset)
        return Interval(start, start + timedelta(days=days - 1))

    return read


def period_which(match: Match, scene: Scene) -> Interval | None:
    """`last week` and `next month` whole; `this week` up to publication, or from it where the sentence looks ahead."""
    return around(scene, match["first"].lower(), UNITS[key(match["unit"])])


def around(scene: Scene, which: str, unit: str) -> Interval | None:
    """The period that `which` ("last", "this", "next") names, seen from publication."""
    if scene.published is None:
        return None
    if which in ("last", "previous"):
        return period(scene.published, unit, -1)
    if which == "next":
        return period(scene.published, unit, 1)
    whole = period(scene.published, unit, 0)
    if whole is None:
        return None
    if scene.heading is Heading.AHEAD:
        return Interval(scene.published, whole.latest)
    return Interval(whole.earliest, scene.published)


def the_period(match: Match, scene: Scene) -> Interval | None:
    """`the start of the year`: the year of publication, of which a modifier takes the part."""
    return period(scene.published, UNITS[key(match["unit"])], 0) if scene.published else None


def so_far(match: Match, scene: Scene) -> Interval | None:
    """`earlier this year`, `so far this month`: from its first day to publication. `later this`: from it to the end."""
    whole = period(scene.published, UNITS[key(match["unit"])], 0) if scene.published else None
    if whole is None or scene.published is None:
        return None
    if match["first"].lower() == "later":
        return Interval(scene.published, whole.latest)
    return Interval(whole.earliest, scene.published)


def recent(match: Match, scene: Scene) -> Interval | None:
    """`recent weeks` 28 days back, `recent months` 90, `recent days` 7; `coming weeks` as many ahead."""
    if scene.published is None:
        return None
    reach = timedelta(days=RECENT[UNITS[key(match["unit"])]])
    if match["first"].lower() in ("coming", "next"):
        return Interval(scene.published, scene.published + reach)
    return Interval(scene.published - reach, scene.published)


def past_count(match: Match, scene: Scene) -> Interval | None:
    """`the past two weeks`, `the last 10 days`, `the next three days`: that far from publication."""
    if scene.published is None:
        return None
    unit, hours = match["unit"].lower(), "hour" in match["unit"].lower()
    count = number(match["count"]) if match["count"] else 1
    if count is None:
        return None
    far = (count + 23) // 24 if hours else count
    sign = 1 if match["first"].lower() in ("next", "coming") else -1
    other = away(scene.published, sign * far, "day" if hours else UNITS[key(unit)])
    return Interval(min(other, scene.published), max(other, scene.published))


def away(day: date, count: int, unit: str) -> date:
    """The day `count` units after another one."""
    if unit in ("day", "week", "fortnight"):
        return shifted(day, days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return shifted(day, months=count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit])


def ago(match: Match, scene: Scene) -> Interval | None:
    """`two days ago` that day; `two weeks ago` that day too, `two months ago` the month, `two years ago` the year."""
    if scene.published is None:
        return None
    unit = UNITS[key(match["unit"])]
    if key(match["count"]) in VAGUE or "few" in match["count"].lower():
        reach = RECENT.get(unit)
        return Interval(scene.published - timedelta(days=reach), scene.published) if reach else None
    count = number(match["count"])
    if count is None:
        return None
    if unit in ("month", "year", "decade"):
        return period(scene.published, "year" if unit == "decade" else unit, -count * (10 if unit == "decade" else 1))
    return Interval.on(away(scene.published, -count, unit))


def in_count(match: Match, scene: Scene) -> Interval | None:
    """`in two days`, where the sentence looks ahead; `within two weeks` the stretch up to then."""
    count = number(match["count"])
    if scene.published is None or count is None:
        return None
    then = away(scene.published, count, UNITS[key(match["unit"])])
    return Interval(scene.published if match["first"].lower() == "within" else then, then)


_BEFORE = ("earlier", "before", "previously", "beforehand", "prior")


def later(match: Match, scene: Scene) -> Interval | None:
    """`two days later`, `a week earlier`: that far from the date that the text gave last."""
    count = number(match["count"])
    if scene.mentioned is None or count is None:
        return None
    unit = UNITS[key(match["unit"])]
    back = match["way"].lower() in _BEFORE
    base = scene.mentioned
    if unit == "fortnight":
        unit, count = "week", 2 * count
    if unit == "decade":
        unit, count = "year", 10 * count
    if unit == "quarter":
        unit, count = "month", 3 * count
    return moved(base, -count if back else count, unit)


def next_day(match: Match, scene: Scene) -> Interval | None:
    """`the next day`, `the following evening`, `the day after`, `the day before`, `the previous night`."""
    if scene.mentioned is None:
        return None
    if any(w in match[0].lower() for w in ("previous", "preceding", "before", "earlier")):
        return Interval.on(scene.mentioned.earliest - timedelta(days=1))
    return Interval.on(scene.mentioned.latest + timedelta(days=1))


def next_period(match: Match, scene: Scene) -> Interval | None:
    """`the following week`, `the previous month`: the whole period beside the date that the text gave last.

    `the next week`, where the sentence looks ahead, follows publication.
    """
    unit = UNITS[key(match["unit"])]
    if match["first"].lower() == "next" and scene.heading is Heading.AHEAD:
        return period(scene.published, unit, 1) if scene.published else None
    if scene.mentioned is None:
        return None
    back = any(w in match[0].lower() for w in ("previous", "preceding", "before"))
    return period(scene.mentioned.earliest if back else scene.mentioned.latest, unit, -1 if back else 1)


def same(match: Match, scene: Scene) -> Interval | None:
    """`the same day`, `that evening`, `that week`: around the date that the text gave last."""
    if scene.mentioned is None:
        return None
    unit = UNITS.get(key(match["unit"]), "day")
    whole = period(scene.mentioned.earliest, unit, 0)
    if unit == "day" or whole is None:
        return scene.mentioned
    return whole if scene.mentioned.latest <= whole.latest else scene.mentioned
