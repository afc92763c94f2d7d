"""How well a reader reads: figures of found claims against gold ones."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dateline.evaluate.alignment import (
    ROLES,
    aligned,
    chain_right,
    fillers,
    place_right,
    same_filler,
    source_right,
    time_right,
)
from dateline.model import Casualty, Claim, Modality

T = TypeVar("T")
Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Miss:
    """A claim that one side has and the other lacks."""

    document: str
    claim: Claim
    missed: bool  # True: gold that was not found; False: found that gold lacks


def counts(gold: Sequence[Claim], found: Sequence[Claim]) -> Counter[str]:
    """What there is and what is right in one document. Every figure is a ratio of sums of these."""
    return tallied(aligned(gold, found), gold, found)


def tallied(pairs: Sequence[tuple[Claim, Claim]], gold: Sequence[Claim], found: Sequence[Claim]) -> Counter[str]:
    """The same where it is known which claims pair. Sums over parts of a set are those of the set."""
    tally: Counter[str] = Counter(gold=len(gold), found=len(found), pairs=len(pairs))
    for g, f in pairs:
        tally.update(_right(g, f))
    for side, claims in (("gold", gold), ("found", found)):
        for claim in claims:
            tally.update(_asked(claim, side))
    return tally


def _right(g: Claim, f: Claim) -> Counter[str]:
    right: Counter[str] = Counter()
    right["event type"] = g.event_type is f.event_type
    right["sub-event type"] = g.kind is f.kind
    for role in ROLES:
        right[f"{role} hit"] = hits(fillers(g, role), fillers(f, role), same_filler)
    right["casualties hit"] = hits(g.casualties, f.casualties, same_toll)
    right["place hit"] = bool(g.place) and place_right(g, f)
    right["place paired"] = bool(g.place) + bool(f.place)
    right["time hit"] = bool(g.when) and time_right(g, f)
    right["time paired"] = bool(g.when) + bool(f.when)
    right["source"] = source_right(g, f)
    right["chain"] = chain_right(g, f)
    right["modality"] = g.modality is f.modality
    right["hedged"] = g.hedged == f.hedged
    right["source hit"] = bool(g.attribution) and source_right(g, f)
    right["modality hit"] = g.modality is f.modality is not Modality.ACTUAL
    right["hedge hit"] = g.hedged and f.hedged
    right["usable"] = is_usable(g, f)
    return right


def is_usable(gold: Claim, found: Claim) -> bool:
    """Whether a desk could take `found` over as it is: type, place, time, innermost source and modality all right."""
    return (
        gold.kind is found.kind
        and place_right(gold, found)
        and time_right(gold, found)
        and source_right(gold, found)
        and gold.modality is found.modality
    )


def _asked(claim: Claim, side: str) -> Counter[str]:
    asked: Counter[str] = Counter()
    for role in ROLES:
        asked[f"{role} {side}"] = len(fillers(claim, role))
    asked[f"casualties {side}"] = len(claim.casualties)
    asked[f"source {side}"] = bool(claim.attribution)
    asked[f"modality {side}"] = claim.modality is not Modality.ACTUAL
    asked[f"hedge {side}"] = claim.hedged
    return asked


def same_toll(a: Casualty, b: Casualty) -> bool:
    """Whether two tolls count the same."""
    return (a.kind, a.low, a.high) == (b.kind, b.low, b.high)


def hits(gold: Sequence[T], found: Sequence[T], same: Callable[[T, T], bool]) -> int:
    """How many gold values have a found one of their own."""
    left, hit = list(found), 0
    for g in gold:
        answer = next((f for f in left if same(g, f)), None)
        if answer is not None:
            left.remove(answer)
            hit += 1
    return hit


def figures(documents: Iterable[Counter[str]]) -> Figures:
    """The figures over documents; nan where there is nothing to measure."""
    t: Counter[str] = Counter()
    for document in documents:
        t.update(document)

    def f1(hit: str, asked: str) -> float:
        return _ratio(2 * t[hit], t[f"{asked} gold"] + t[f"{asked} found"])

    both = t["gold"] + t["found"]
    return {
        "precision": _ratio(t["pairs"], t["found"]),
        "recall": _ratio(t["pairs"], t["gold"]),
        "detect": _ratio(2 * t["pairs"], both),
        "event type": _ratio(2 * t["event type"], both),
        "sub-event type": _ratio(2 * t["sub-event type"], both),
        **{role: f1(f"{role} hit", role) for role in ROLES},
        "place": _ratio(2 * t["place hit"], t["place paired"]),
        "time": _ratio(2 * t["time hit"], t["time paired"]),
        "casualties": f1("casualties hit", "casualties"),
        **{what: _ratio(t[what], t["pairs"]) for what in ("source", "chain", "modality", "hedged")},
        "source F1": f1("source hit", "source"),
        "modality F1": f1("modality hit", "modality"),
        "hedge F1": f1("hedge hit", "hedge"),
        "usable": _ratio(2 * t["usable"], both),
    }


def misses(document: str, gold: Sequence[Claim], found: Sequence[Claim]) -> list[Miss]:
    """The claims of a document that one side lacks."""
    pairs = aligned(gold, found)
    answered = {id(g) for g, _ in pairs} | {id(f) for _, f in pairs}
    return [Miss(document, c, True) for c in gold if id(c) not in answered] + [
        Miss(document, c, False) for c in found if id(c) not in answered
    ]


def _ratio(a: float, b: float) -> float:
    return a / b if b else math.nan
