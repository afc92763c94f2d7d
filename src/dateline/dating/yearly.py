"""Readings of what returns every year under a name: seasons, quarters, fiscal years, feasts."""

from __future__ import annotations

import re

from dateline.dating.absolute import beside_year
from dateline.dating.calendars import (
    Heading,
    months_of,
    nearest,
    not_begun,
    season_of,
)
from dateline.dating.grammar import Scene
from dateline.dating.holidays import FISCAL_START, feast
from dateline.dating.words import ORDINALS, key
from dateline.model import Interval

Match = re.Match[str]


def season(match: Match, scene: Scene) -> Interval | None:
    """`this spring` the whole season; `last summer` the last that is over; `the summer of 2022`; `winter 2021-22`."""
    name = key(match["season"]).replace("fall", "autumn")
    groups = match.groupdict()
    if groups.get("year"):
        return season_of(name, int(groups["year"]))
    if scene.published is None:
        return None
    which = (groups.get("which") or "").lower()
    if which == "this":
        # Of two winters of one year the one at hand.
        found = nearest(scene.published, scene.heading, lambda year: season_of(name, year))
        current = nearest(scene.published, None, lambda year: season_of(name, year))
        return current if current and current.overlaps(Interval.on(scene.published)) else found
    heading = {"last": Heading.BACK, "past": Heading.BACK, "next": Heading.AHEAD, "coming": Heading.AHEAD}.get(
        which, scene.heading
    )
    if which == "next":
        day = scene.published
        return nearest(day, None, lambda year: not_begun(season_of(name, year), day))
    return nearest(scene.published, heading, lambda year: season_of(name, year), ended=which == "last")


def quarter(match: Match, scene: Scene) -> Interval | None:
    """`the second quarter of 2022`, `Q2 2022`; without a year the latest that has ended. Fiscal ones by country."""
    groups = match.groupdict()
    which = int(groups["q"]) if groups.get("q") else ORDINALS[(groups.get("nth") or match["first"]).lower()]
    start = FISCAL_START.get(scene.country or "", 1) if "fiscal" in match[0].lower() else 1

    def in_year(year: int) -> Interval | None:
        # A fiscal year is named after the calendar year in which it ends.
        shift = (which - 1) * 3 + start - 1 - (12 if start > 1 else 0)
        return months_of(year + shift // 12, shift % 12 + 1, 3)

    if groups.get("year"):
        return in_year(int(groups["year"]))
    if scene.published is None:
        return None
    if (groups.get("which") or "").lower() in ("this", "last", "next"):
        offset = {"last": -1, "next": 1}.get(groups["which"].lower(), 0)
        return in_year(scene.published.year + offset)
    ended = scene.heading is not Heading.AHEAD
    return nearest(scene.published, scene.back_by_default, in_year, ended=ended)


def half_year(match: Match, scene: Scene) -> Interval | None:
    """`the first half of 2023`, `the second half of this year`."""
    half = {"first": 0, "second": 6}[match["first"].lower()]
    if match["year"]:
        return months_of(int(match["year"]), 1 + half, 6)
    if scene.published is None:
        return None
    offset = {"last": -1, "next": 1}.get((match["which"] or "").lower(), 0)
    return months_of(scene.published.year + offset, 1 + half, 6)


def fiscal_year(match: Match, scene: Scene) -> Interval | None:
    """`fiscal year 2023`, `the last fiscal year`: by country, named after the year in which it ends."""
    start = FISCAL_START.get(scene.country or "", 1)

    def named(year: int) -> Interval | None:
        return months_of(year - (start > 1), start, 12)

    if match.groupdict().get("year"):
        return named(int(match["year"]))
    if scene.published is None:
        return None
    current = scene.published.year + (start > 1 and scene.published.month >= start)
    return named(current + {"last": -1, "previous": -1, "next": 1}.get(match["first"].lower(), 0))


def holiday(match: Match, scene: Scene) -> Interval | None:
    """`Christmas Eve`, `Victory Day`, `Eid al-Fitr 2023`: in that country; without a year as the tense allows."""
    falls = feast(match["first"])
    if falls is None:
        return None
    groups = match.groupdict()
    if groups.get("year"):
        return falls(int(groups["year"]), scene.country)
    if scene.published is None:
        return None
    which = (groups.get("which") or "").lower()
    if which in ("last", "this", "next") and "year" in match[0].lower():
        return falls(scene.published.year + {"last": -1, "next": 1}.get(which, 0), scene.country)
    return nearest(scene.published, scene.heading, lambda year: falls(year, scene.country))


def season_which_year(match: Match, scene: Scene) -> Interval | None:
    """`summer last year`."""
    year = beside_year(match["which"], scene)
    return season_of(key(match["season"]).replace("fall", "autumn"), year) if year else None


def holiday_which(match: Match, scene: Scene) -> Interval | None:
    """`last Christmas`, `this Easter`, `next Ramadan`."""
    falls = feast(match["feast"])
    if falls is None or scene.published is None:
        return None
    country, which, day = scene.country, match["first"].lower(), scene.published
    if which == "this":
        return falls(day.year, country)
    if which == "last":
        return nearest(day, Heading.BACK, lambda year: falls(year, country), ended=True)
    return nearest(day, None, lambda year: not_begun(falls(year, country), day))
