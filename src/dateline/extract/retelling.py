"""Claims of one document that tell the same event by the same source, made one.

A network that judges each trigger by itself takes "murdered in an ambush" for two events, and a headline and its lead
for two more. What it read around them gives them away: they share the very words of a victim, or their place, day and
people agree and nothing differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.extract.vocabulary import words
from dateline.model import Casualty, Claim, Modality, Span

# How many kept claims a new one is held against: keeps the cost linear in a document's length.
REACH = 60
# Characters between two triggers that may stand in one clause.
CLAUSE = 120

_WORD = re.compile(r"[^\W_]+")
_EMPTY = words(
    """the a an of in at on and its their his her s to by from for some other many two three several people men"""
)


def told_once(claims: Iterable[Claim]) -> list[Claim]:
    """The claims with those that tell one event joined into the surest of them."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: c.trigger.start):
        for index in range(len(kept) - 1, max(-1, len(kept) - 1 - REACH), -1):
            if is_same(kept[index], claim):
                kept[index] = joined(kept[index], claim)
                break
        else:
            kept.append(claim)
    return kept


def is_same(a: Claim, b: Claim) -> bool:
    """Whether two claims of one document tell one event by one source."""
    if a.modality is not b.modality and Modality.DENIED in (a.modality, b.modality):
        return False
    if a.aggregate != b.aggregate or _sources_differ(a, b) or _tolls_differ(a, b):
        return False
    near = b.trigger.start - a.trigger.end < CLAUSE
    if near and _share_words(a, b):
        return not _differ(a.toponym, b.toponym) and not _differ(a.time_words, b.time_words)
    if a.event_type is not b.event_type or a.modality is not b.modality:
        return False
    if _differ(a.toponym, b.toponym) or _differ(a.time_words, b.time_words):
        return False
    agreeing = [_agree(getattr(a, role), getattr(b, role)) for role in ("actor", "target", "victim")]
    return any(agreeing) and False not in agreeing


def joined(a: Claim, b: Claim) -> Claim:
    """The surer of two claims, with what only the other says."""
    first, second = (a, b) if (a.confidence or 0) >= (b.confidence or 0) else (b, a)
    return replace(
        first,
        actor=first.actor or second.actor,
        target=first.target or second.target,
        victim=first.victim or second.victim,
        weapon=first.weapon or second.weapon,
        toponym=first.toponym or second.toponym,
        time_words=first.time_words or second.time_words,
        casualties=_all_tolls(first, second),
    )


def _share_words(a: Claim, b: Claim) -> bool:
    """Whether two have the very same words as victims, targets or tolls, or one's trigger is a role of the other."""
    mine = (*a.victim, *a.target, *(c.span for c in a.casualties if c.span))
    theirs = (*b.victim, *b.target, *(c.span for c in b.casualties if c.span))
    if any(x.overlaps(y) for x in mine for y in theirs):
        return True
    return any(a.trigger.overlaps(s) for s in (*b.weapon, *b.actor)) or any(
        b.trigger.overlaps(s) for s in (*a.weapon, *a.actor)
    )


def _sources_differ(a: Claim, b: Claim) -> bool:
    x, y = a.attribution[-1:], b.attribution[-1:]
    return bool(x) and bool(y) and not _agree(x, y)


def _tolls_differ(a: Claim, b: Claim) -> bool:
    mine = {(c.kind): (c.low, c.high) for c in a.casualties}
    return any(c.kind in mine and mine[c.kind] != (c.low, c.high) for c in b.casualties)


def _differ(a: Span | None, b: Span | None) -> bool:
    """Whether both are there and name different things."""
    return a is not None and b is not None and not (_words(a) & _words(b))


def _agree(mine: Sequence[Span], theirs: Sequence[Span]) -> bool | None:
    """Whether fillers name the same; None where one side has none."""
    if not mine or not theirs:
        return None
    return any(x.overlaps(y) or _words(x) & _words(y) for x in mine for y in theirs)


def _words(span: Span) -> frozenset[str]:
    return frozenset(w.removesuffix("s") for w in _WORD.findall(span.text.lower())) - _EMPTY


def _all_tolls(a: Claim, b: Claim) -> tuple[Casualty, ...]:
    kinds = {c.kind for c in a.casualties}
    return (*a.casualties, *(c for c in b.casualties if c.kind not in kinds))
