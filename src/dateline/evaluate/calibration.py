"""Whether a reader is right as often as its confidences say."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dateline.evaluate.alignment import ROLES, chain_right, fillers, place_right, same_filler, source_right, time_right
from dateline.evaluate.breakdown import Judged
from dateline.evaluate.figures import hits, is_usable, same_toll
from dateline.model import Claim

BINS = 5
THRESHOLDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)


@dataclass(frozen=True, slots=True)
class Trial:
    """One value, how sure its reader was of it, and whether it is right."""

    confidence: float  # 0 to 1
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Trials of like confidence."""

    count: int
    confidence: float  # their mean confidence
    right: float  # the share of them that is right


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What remains where only values of at least some confidence are accepted."""

    threshold: float
    share: float  # of all values, kept
    precision: float  # share of the kept ones that is right; nan where none is kept


def bins(trials: Sequence[Trial], count: int = BINS) -> tuple[Bin, ...]:
    """The trials in order of confidence, cut into `count` runs of as equal a size as can be; empty runs left out.

    >>> bins([Trial(0.9, True), Trial(0.1, False), Trial(0.3, True)], 2)
    (Bin(count=2, confidence=0.2, right=0.5), Bin(count=1, confidence=0.9, right=1.0))
    """
    ordered = sorted(trials, key=lambda t: t.confidence)
    size, longer = divmod(len(ordered), count)
    found, start = [], 0
    for index in range(count):
        end = start + size + (index < longer)
        if run := ordered[start:end]:
            confidence = math.fsum(t.confidence for t in run) / len(run)
            found.append(Bin(count=len(run), confidence=confidence, right=sum(t.right for t in run) / len(run)))
        start = end
    return tuple(found)


def calibration_error(trials: Sequence[Trial], count: int = BINS) -> float:
    """Expected calibration error over `count` equal-mass bins, 0 to 1; nan without trials.

    The mean distance between how sure the reader was and how often it was right, weighed by the bins' sizes.

    Source: Naeini, Cooper and Hauskrecht 2015; equal-mass bins as in Nixon et al. 2019.

    >>> round(calibration_error([Trial(0.9, True)] * 9 + [Trial(0.9, False)], 1), 6)
    0.0
    """
    if not trials:
        return math.nan
    return math.fsum(b.count * abs(b.confidence - b.right) for b in bins(trials, count)) / len(trials)


def kept(trials: Sequence[Trial], thresholds: Iterable[float] = THRESHOLDS) -> tuple[Kept, ...]:
    """For each threshold the share of the trials that reach it, and how many of those are right."""
    rows = []
    for threshold in thresholds:
        passing = [t.right for t in trials if t.confidence >= threshold]
        share = len(passing) / len(trials) if trials else math.nan
        precision = sum(passing) / len(passing) if passing else math.nan
        rows.append(Kept(threshold=threshold, share=share, precision=precision))
    return tuple(rows)


def detection(judged: Iterable[Judged]) -> list[Trial]:
    """The found claims that carry a confidence: right where a gold claim is paired with them."""
    return _claims(judged, lambda *_: True)


def usable(judged: Iterable[Judged]) -> list[Trial]:
    """The same claims: right where a desk could take the record over as it is."""
    return _claims(judged, is_usable)


def _claims(judged: Iterable[Judged], is_right: Callable[[Claim, Claim], bool]) -> list[Trial]:
    trials = []
    for doc in judged:
        right = {id(found) for gold, found in doc.pairs if is_right(gold, found)}
        trials += [Trial(c.confidence, id(c) in right) for c in doc.found if c.confidence is not None]
    return trials


def fields(judged: Iterable[Judged]) -> dict[str, list[Trial]]:
    """For each field that has confidences, the pairs whose found claim carries one.

    A role or toll is right where all that was found is in the gold and nothing of the gold is missing; the other
    fields are as `figures` has them, a value that is rightly missing included.
    """
    trials: dict[str, list[Trial]] = {}
    for doc in judged:
        given = {id(claim): row for claim, row in zip(doc.found, doc.confidences, strict=False)}
        for gold, found in doc.pairs:
            for name, confidence in given.get(id(found), {}).items():
                if name in FIELDS:
                    trials.setdefault(name, []).append(Trial(confidence, FIELDS[name](gold, found)))
    return {name: trials[name] for name in FIELDS if name in trials}


def _role_right(role: str) -> Callable[[Claim, Claim], bool]:
    def is_right(gold: Claim, found: Claim) -> bool:
        mine, theirs = fillers(gold, role), fillers(found, role)
        return len(mine) == len(theirs) == hits(mine, theirs, same_filler)

    return is_right


def _tolls_right(gold: Claim, found: Claim) -> bool:
    mine, theirs = gold.casualties, found.casualties
    return len(mine) == len(theirs) == hits(mine, theirs, same_toll)


# What it means for a field of a pair to be right, by the name that `confidences` has for it.
FIELDS: dict[str, Callable[[Claim, Claim], bool]] = {
    "type": lambda gold, found: gold.kind is found.kind,
    **{role: _role_right(role) for role in ROLES},
    "place": place_right,
    "time": time_right,
    "casualties": _tolls_right,
    "source": source_right,
    "chain": chain_right,
    "modality": lambda gold, found: gold.modality is found.modality,
    "hedged": lambda gold, found: gold.hedged == found.hedged,
    "aggregate": lambda gold, found: gold.aggregate == found.aggregate,
}
