"""Every time that a text mentions, in order, with the days that it means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from dateline.dating import english, slavic
from dateline.dating.calendars import Heading
from dateline.dating.composition import compose
from dateline.dating.grammar import Atom, Grammar, Kind, Scene
from dateline.dating.tense import Tenses
from dateline.model import Interval, Span


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Words that denote calendar time.

    Attributes:
        span: the words, with what changes their meaning ("since", "early").
        interval: the days that they mean, both ends included; None where the text does not settle them.
        kind: how they say it: by the calendar, from publication, from another date of the text, by the name of a
            day, or as a stretch.
        anchored: whether `interval` rests on the day of publication.
        rule: name of the grammar's rule.
    """

    span: Span
    interval: Interval | None
    kind: Kind
    anchored: bool
    rule: str


@cache
def grammar() -> Grammar:
    """The rules, compiled once, at first use."""
    return Grammar((*english.RULES, *slavic.RULES))


def times_in(
    text: str,
    published: date | None,
    *,
    country: str | None = None,
    heading: Heading | None = None,
    same_day: bool = False,
) -> tuple[TimeMention, ...]:
    """Every mention of calendar time in `text`.

    Durations, ages, frequencies, clock times without a day and names ("Black Friday sale") are none.

    Args:
        text: of any length; the cost grows as it does.
        published: the civil day of publication; without it only what is explicit has an interval.
        country: ISO 3166 alpha-2, the outlet's: decides day-month order, holidays and fiscal years.
        heading: where the text looks, whatever its tenses show; None: each sentence decides.
        same_day: whether a past weekday may be the day of publication without the text saying so, as in news that
            appears on the day ("on Sunday", published on a Sunday). Off: it is the Sunday before.

    >>> [m.interval for m in times_in("Shells fell on Tuesday.", date(2024, 3, 7))]
    [Interval(earliest=datetime.date(2024, 3, 5), latest=datetime.date(2024, 3, 5))]
    """
    return tuple(_read(text, compose(text, tuple(grammar().atoms(text))), published, country, heading, same_day))


def _read(
    text: str,
    atoms: Sequence[Atom],
    published: date | None,
    country: str | None,
    heading: Heading | None,
    same_day: bool,
) -> Iterator[TimeMention]:
    seen: Interval | None = None  # what the text gave last
    known: Interval | None = None  # the same, without help of the day of publication
    if not atoms:
        return
    tenses = Tenses(text)
    for atom in atoms:
        looks = _heading(atom, tenses.heading(atom.start, atom.end), heading)
        today = tenses.says_today(atom.start, atom.end) or (same_day and looks is not Heading.AHEAD)
        scene = Scene(published, heading=looks, mentioned=seen, country=country, today=today)
        if atom.needs is not None and scene.heading is not atom.needs:
            continue
        interval = _days(atom, scene)
        bare = _days(atom, replace(scene, published=None, mentioned=known))
        yield TimeMention(
            Span.of(text, atom.start, atom.end),
            interval,
            atom.kind,
            interval is not None and bare != interval,
            atom.name,
        )
        if interval is not None:
            seen, known = interval, bare


def _heading(atom: Atom, shown: Heading | None, forced: Heading | None) -> Heading | None:
    if forced is None or shown is forced:
        return shown
    # A plan told in the past ("had planned to strike on 9 May") may lie in the past: the nearest such day counts.
    return None if atom.kind == "date" else forced


def _days(atom: Atom, scene: Scene) -> Interval | None:
    try:
        return atom.read(scene)
    except (ValueError, OverflowError):  # before year 1 or after year 9999: no day of the calendar
        return None
