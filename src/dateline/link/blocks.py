"""Which pairs of claims are worth a look: never all of them.

A claim with a place and days meets the claims of its cell and days; one that lacks either meets its neighbours in
words. Every block is bounded, so that the number of pairs grows with the number of claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from heapq import nsmallest
from math import floor, log

from dateline.link.tellings import Telling
from dateline.model import EventType, Level, SubEventType

BLOCK = 60  # a block of more claims than this pairs each with this many next ones, in order of day and kind
NEIGHBOURS = 12  # how many claims nearest in words one that lacks a place or a day is paired with
RAREST = 16  # by how many of its rarest words a claim seeks neighbours
COMMON = 150  # a word of more claims than this tells nothing of neighbourhood
_CELL = 0.5  # degrees, about 55 km north to south
_EDGE = 0.12  # a place this near to a border stands in both cells
_SHORT = 4  # days: intervals up to this long meet day by day

_WIDE = frozenset({Level.ADMIN1, Level.COUNTRY})
_S = SubEventType
_CROWD = frozenset({EventType.PROTESTS, EventType.RIOTS})
_CROWD_TOO = frozenset({_S.ARRESTS, _S.LOOTING})
_FORCE = frozenset({EventType.BATTLES, EventType.EXPLOSIONS, EventType.CIVILIANS})
_FORCE_TOO = frozenset({_S.LOOTING, _S.DISRUPTED_WEAPONS, _S.TRANSFER_OF_TERRITORY, _S.ARRESTS})

Pair = tuple[int, int]  # places in the sequence, the smaller first
Key = tuple[object, ...]


def pairs(tellings: Sequence[Telling]) -> list[Pair]:
    """Pairs of places in `tellings` worth a score, in order. `tellings` come sorted by their keys."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    for at, telling in enumerate(tellings):
        for key in _keys(telling):
            blocks[key].append(at)
    found: set[Pair] = set()
    for members in blocks.values():
        found.update(_of_block(members, tellings))
    found.update(_neighbours(tellings))
    return sorted(found)


def _families(kind: SubEventType) -> Iterator[str]:
    if kind.event_type in _FORCE or kind in _FORCE_TOO:
        yield "force"
    if kind.event_type in _CROWD or kind in _CROWD_TOO:
        yield "crowd"
    if kind.event_type is EventType.STRATEGIC:
        yield "strategic"


def _keys(telling: Telling) -> Iterator[Key]:
    yield ("document", telling.document)
    cells, days = tuple(_cells(telling)), tuple(_days(telling))
    for family in _families(telling.kind):
        for cell in cells:
            for day in days:
                yield (telling.aggregate, family, cell, day)


def _cells(telling: Telling) -> Iterator[Key]:
    """The cells of a point, its country for an area."""
    place = telling.place
    if place is None:
        return
    if place.level in _WIDE:
        yield (place.country,)
        return
    rows = {floor((place.lat + d) / _CELL) for d in (-_EDGE, _EDGE)}
    columns = {floor((place.lon + d) / _CELL) for d in (-_EDGE, _EDGE)}
    yield from ((row, column) for row in sorted(rows) for column in sorted(columns))


def _days(telling: Telling) -> Iterator[Key]:
    """Days of a short interval and their month; months of a longer one; the month of publication without one."""
    when = telling.when
    if when is None:
        if telling.published is not None:
            yield ("month", telling.published.year, telling.published.month)
        return
    if when.days <= _SHORT:
        yield from (("day", (when.earliest + timedelta(days=n)).toordinal()) for n in range(when.days))
    if when.days <= 366:
        first, last = (day.year * 12 + day.month for day in (when.earliest, when.latest))
        yield from (("month", (month - 1) // 12, (month - 1) % 12 + 1) for month in range(first, last + 1))
    else:
        yield ("year", when.earliest.year)


def _of_block(members: Sequence[int], tellings: Sequence[Telling]) -> Iterator[Pair]:
    if len(members) > BLOCK:
        members = sorted(members, key=lambda at: (_day(tellings[at]), tellings[at].kind.value, at))
    for n, one in enumerate(members):
        for other in members[n + 1 : n + 1 + BLOCK]:
            yield (one, other) if one < other else (other, one)


def _day(telling: Telling) -> int:
    day = telling.when.earliest if telling.when else telling.published
    return day.toordinal() if day else 0


def _neighbours(tellings: Sequence[Telling]) -> Iterator[Pair]:
    """For claims without a place or a day, those that share the rarest words with them."""
    postings: dict[str, list[int]] = defaultdict(list)
    for at, telling in enumerate(tellings):
        for word in _telling_words(telling):
            postings[word].append(at)
    weights = {word: log((len(tellings) + 1) / len(at)) for word, at in postings.items() if len(at) <= COMMON}
    for at, telling in enumerate(tellings):
        if telling.place is not None and telling.when is not None and telling.place.level not in _WIDE:
            continue
        rarest = sorted((w for w in _telling_words(telling) if w in weights), key=lambda w: (-weights[w], w))[:RAREST]
        for other in _nearest(at, rarest, postings, weights):
            yield (at, other) if at < other else (other, at)


def _telling_words(telling: Telling) -> Iterable[str]:
    return sorted(telling.words | telling.actor | telling.target | telling.victim)


def _nearest(
    at: int, words: Sequence[str], postings: Mapping[str, Sequence[int]], weights: Mapping[str, float]
) -> list[int]:
    shared: dict[int, float] = defaultdict(float)
    for word in words:
        weight = weights[word]
        for other in postings[word]:
            shared[other] += weight
    shared.pop(at, None)
    return nsmallest(NEIGHBOURS, shared, key=lambda other: (-shared[other], other))
