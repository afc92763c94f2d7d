"""Which predicted claim answers which gold claim, and whether a value of it is right.

The measure: a filler is right where half of the smaller side's words are shared and a quarter of the larger side's; a
town or site within 25 km, a region within 100 km, a country by its code; an interval where both ends are within a day,
or within a tenth of a long one. Values are compared as claims have them, never as scores.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.model import Claim, Interval, Level, Span
from dateline.model.place import kilometres

ROLES = ("actor", "target", "victim", "weapon")
LONGEST_TRIGGER = 60  # characters; a longer one names no event and answers nothing
NEAR = 120  # characters between triggers that may still tell of one event
TOWN_KM, REGION_KM = 25.0, 100.0

_WORD = re.compile(r"[^\W_]+")
_WEAK = frozenset(
    ["the", "a", "an", "of", "in", "at", "on", "and", "its", "their", "his", "her", "s", "to", "by", "from"]
)


def words(text: str) -> frozenset[str]:
    """The words that count of a filler: without articles and prepositions, unless there are no others."""
    every = frozenset(_WORD.findall(text.lower()))
    return every - _WEAK or every


def same_filler(a: Span, b: Span) -> bool:
    """Whether two spans name the same thing, by their words."""
    left, right = words(a.text), words(b.text)
    if not left or not right:
        return False
    shared = len(left & right)
    return shared * 2 >= min(len(left), len(right)) and shared * 4 >= max(len(left), len(right))


def place_right(gold: Claim, found: Claim) -> bool:
    """Whether the place is right, or rightly missing."""
    if gold.place is None or found.place is None:
        return gold.place is found.place
    if gold.place.level is Level.COUNTRY:
        return gold.place.country == found.place.country
    allowed = TOWN_KM if gold.place.level in (Level.SITE, Level.TOWN) else REGION_KM
    return kilometres(gold.place.lat, gold.place.lon, found.place.lat, found.place.lon) <= allowed


def time_right(gold: Claim, found: Claim) -> bool:
    """Whether the interval is right, or rightly missing."""
    if gold.when is None or found.when is None:
        return gold.when is found.when
    return _ends_agree(gold.when, found.when)


def _ends_agree(gold: Interval, found: Interval) -> bool:
    slack = max(1, (gold.days - 1) // 10)
    return abs((gold.earliest - found.earliest).days) <= slack and abs((gold.latest - found.latest).days) <= slack


def source_right(gold: Claim, found: Claim) -> bool:
    """Whether the innermost source is right, or there rightly is none."""
    if not gold.attribution or not found.attribution:
        return not gold.attribution and not found.attribution
    return same_filler(gold.attribution[-1], found.attribution[-1])


def chain_right(gold: Claim, found: Claim) -> bool:
    """Whether the whole chain is right."""
    return len(gold.attribution) == len(found.attribution) and all(
        map(same_filler, gold.attribution, found.attribution)
    )


def fillers(claim: Claim, role: str) -> tuple[Span, ...]:
    """The spans of one role of a claim."""
    spans: tuple[Span, ...] = getattr(claim, role)
    return spans


def _shares(gold: Claim, found: Claim, role: str) -> bool:
    return any(same_filler(g, f) for g in fillers(gold, role) for f in fillers(found, role))


def affinity(gold: Claim, found: Claim) -> float:
    """How well `found` answers `gold`; 0 where they cannot be about one event.

    They can where triggers overlap, or types agree and either triggers are near or a role is shared.
    """
    short = len(found.trigger.text) <= LONGEST_TRIGGER
    overlapping = short and gold.trigger.overlaps(found.trigger)
    same_type = gold.event_type is found.event_type
    near = abs(gold.trigger.start - found.trigger.start) <= NEAR
    shared = sum(_shares(gold, found, role) for role in ROLES)
    if not overlapping and not (same_type and (near or shared)):
        return 0.0
    halves = (
        shared
        + place_right(gold, found)
        + time_right(gold, found)
        + source_right(gold, found)
        + (gold.modality is found.modality)
        + near
    )
    return 4.0 * overlapping + 2.0 * (gold.kind is found.kind) + 1.0 * same_type + 0.5 * halves


def aligned(gold: Sequence[Claim], found: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """Pairs of gold and found claims, one to one, best affinity first; earlier claims win ties."""
    likely = sorted(
        ((affinity(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    left, right = set(range(len(gold))), set(range(len(found)))
    pairs = []
    for score, i, j in likely:
        if score > 0 and i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((gold[i], found[j]))
    return pairs
