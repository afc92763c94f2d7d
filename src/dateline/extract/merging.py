"""Repeated mentions of one event, and results told apart from it, made one claim."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dateline.extract.vocabulary import words
from dateline.model import Casualty, CasualtyKind, Claim, Span, SubEventType

# How many kept drafts of a kind a new one is held against: keeps the cost linear in a document's length.
WINDOW = 60
# Sentences within which "the attack" goes back to an event of another type.
NEAR = 3

_WORD = re.compile(r"[^\W_]+")
_STOP = words("""the a an of in at on and its their his her s to by from for some other many""")
# What any side has: "Russian troops" are not "Ukrainian troops".
_FORCES = words("force forces troops troop soldiers army fighters military men units unit aircraft")


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim on its way, with what merging asks about it."""

    claim: Claim
    sentence: int
    own_place: bool  # whether its own sentence gives the place
    vague: bool = False  # "the attack": points back, names no type of its own
    result: bool = False  # only says what became of people
    empty: bool = False  # says too little to be an event of its own, though it may point back to one

    @property
    def weight(self) -> float:
        """How informative the mention is."""
        c = self.claim
        filled = (
            sum(map(bool, (c.actor, c.target, c.victim, c.weapon, c.time_words)))
            + 2 * bool(c.casualties)
            + self.own_place
        )
        return filled - 2 * self.vague - 1.5 * self.result


def merged(drafts: Iterable[Draft]) -> list[Claim]:
    """One claim for each event and innermost source, at its most informative mention."""
    kept: list[Draft] = []
    for draft in drafts:
        index = _match(draft, kept)
        if index is None:
            if not draft.empty:
                kept.append(draft)
        else:
            kept[index] = _joined(kept[index], draft)
    return [d.claim for d in kept]


def _match(draft: Draft, kept: list[Draft]) -> int | None:
    for index in range(len(kept) - 1, max(-1, len(kept) - 1 - WINDOW), -1):
        if _same(kept[index], draft):
            return index
    return None


def _same(a: Draft, b: Draft) -> bool:
    x, y = a.claim, b.claim
    if x.modality is not y.modality:
        return False
    near = b.sentence - a.sentence <= NEAR
    points_back = (b.vague or b.result) and (near or b.empty) and _compatible(x.kind, y.kind)
    points_on = a.vague and near and _compatible(x.kind, y.kind)  # "eight were held over the attack", told only then
    if x.kind is not y.kind and not points_back and not points_on:
        return False
    # Another source that only goes back to the event, or counts what the first did not, agrees with it.
    adds = (points_back and near) and not (y.actor and not x.actor)
    if not (_sources_agree(x, y) or adds) or _tolls_differ(x, y):
        return False
    if not _text_agrees(x.time_words, y.time_words):
        return False
    if (a.own_place or b.own_place) and not points_back and not _text_agrees(x.toponym, y.toponym):
        return False
    if not _doers_agree(x.actor, y.actor):
        return False
    if points_back:
        return _fillers_agree(x.victim, y.victim)
    return _fillers_agree((*x.target, *x.victim), (*y.target, *y.victim))


def _compatible(x: SubEventType, y: SubEventType) -> bool:
    violent = {"Battles", "Explosions/Remote violence", "Violence against civilians"}
    return x.event_type.value in violent and y.event_type.value in violent


def _sources_agree(x: Claim, y: Claim) -> bool:
    if not x.attribution or not y.attribution:
        return True
    mine, theirs = _words(x.attribution[-1]), _words(y.attribution[-1])
    shared, least = len(mine & theirs), min(len(mine), len(theirs))
    return shared == least or 2 * shared > least  # "the Russian ministry" is not "the Russian mayor"


def _tolls_differ(x: Claim, y: Claim) -> bool:
    for a in x.casualties:
        for b in y.casualties:
            if a.kind is b.kind and (a.low, a.high) != (b.low, b.high) and not _is_bare(a) and not _is_bare(b):
                return True
    return False


def _is_bare(toll: Casualty) -> bool:
    """A bare plural says nothing against a figure."""
    return toll.low == 2 and toll.high is None


def _words(span: Span) -> set[str]:
    return {w for w in _WORD.findall(span.text.lower()) if w not in _STOP}


def _text_agrees(a: Span | None, b: Span | None) -> bool:
    return a is None or b is None or bool(_words(a) & _words(b)) or a.text == b.text


def _fillers_agree(a: tuple[Span, ...], b: tuple[Span, ...]) -> bool:
    if not a or not b:
        return True
    return bool(set().union(*map(_words, a)) & set().union(*map(_words, b)))


def _doers_agree(a: tuple[Span, ...], b: tuple[Span, ...]) -> bool:
    if not a or not b:
        return True
    mine, theirs = set().union(*map(_words, a)), set().union(*map(_words, b))
    return bool((mine - _FORCES) & (theirs - _FORCES)) or mine <= theirs or theirs <= mine


def _joined(a: Draft, b: Draft) -> Draft:
    base, other = (b, a) if b.weight > a.weight else (a, b)
    x, y = base.claim, other.claim
    voiced = x.attribution if other.vague or other.result or y.attribution else ()
    own = base.own_place or not other.own_place or (other.vague and x.toponym is not None)
    claim = replace(
        x,
        actor=x.actor or y.actor,
        target=x.target or y.target,
        victim=x.victim or y.victim,
        weapon=x.weapon or y.weapon,
        toponym=x.toponym if own else y.toponym,
        time_words=x.time_words or y.time_words,
        casualties=_tolls(x.casualties, y.casualties),
        attribution=voiced,
        hedged=x.hedged and y.hedged if not (other.vague or other.result) else x.hedged,
        aggregate=x.aggregate,
    )
    vague = base.vague and other.vague
    return Draft(
        claim, max(a.sentence, b.sentence), base.own_place or other.own_place, vague, base.result and other.result
    )


def _tolls(x: tuple[Casualty, ...], y: tuple[Casualty, ...]) -> tuple[Casualty, ...]:
    kinds: dict[CasualtyKind, list[Casualty]] = {}
    for toll in x:
        kinds.setdefault(toll.kind, []).append(toll)
    result = list(x)
    for toll in y:
        known = kinds.get(toll.kind)
        if known is None:
            result.append(toll)
        elif len(known) == 1 and _is_bare(known[0]) and not _is_bare(toll):
            result[result.index(known[0])] = toll
            kinds[toll.kind] = [toll]
    return tuple(result)
