"""Figures, and the counting that sets share. Pure: no file is read here."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dateline.model import CasualtyKind, Claim, Modality, Victims

G = TypeVar("G")
F = TypeVar("F")
L = TypeVar("L", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """So many right of so many asked."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """The share; nan where nothing is asked."""
        return self.right / self.of if self.of else math.nan

    def __str__(self) -> str:
        return f"{_told(self.value)}  {self.right} of {self.of}"


@dataclass(frozen=True, slots=True)
class F1:
    """Found ones held against gold ones."""

    hit: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        return self.hit / self.found if self.found else math.nan

    @property
    def recall(self) -> float:
        return self.hit / self.gold if self.gold else math.nan

    @property
    def value(self) -> float:
        """The harmonic mean of precision and recall; nan where there is neither a gold one nor a found one."""
        both = self.found + self.gold
        return 2 * self.hit / both if both else math.nan

    def __add__(self, other: F1) -> F1:
        return F1(self.hit + other.hit, self.found + other.found, self.gold + other.gold)

    def __str__(self) -> str:
        sides = f"precision {_told(self.precision)}, recall {_told(self.recall)}"
        return f"{_told(self.value)}  {self.hit} hit of {self.found} found, {self.gold} gold; {sides}"


@dataclass(frozen=True, slots=True)
class Mean:
    """The plain mean of some figures: a macro average."""

    value: float
    of: int

    @classmethod
    def over(cls, figures: Iterable[Accuracy | F1]) -> Mean:
        """The mean of those that measure something."""
        values = [f.value for f in figures if not math.isnan(f.value)]
        return cls(sum(values) / len(values) if values else math.nan, len(values))

    def __str__(self) -> str:
        return f"{_told(self.value)}  mean of {self.of}"


Figure = Accuracy | F1 | Mean
Figures = dict[str, Figure]


def _told(value: float) -> str:
    return "   –" if math.isnan(value) else f"{value:.3f}".removeprefix("0").rjust(4)


def matched(gold: Sequence[G], found: Sequence[F], same: Callable[[G, F], bool]) -> int:
    """How many gold ones get a found one of their own: the most that any one-to-one alignment gives."""
    answers = [[j for j, f in enumerate(found) if same(g, f)] for g in gold]
    holder: dict[int, int] = {}

    def placed(g: int, tried: set[int]) -> bool:
        for j in answers[g]:
            if j in tried:
                continue
            tried.add(j)
            if j not in holder or placed(holder[j], tried):
                holder[j] = g
                return True
        return False

    return sum(placed(g, set()) for g in range(len(gold)))


def by_class(pairs: Iterable[tuple[L | None, L | None]]) -> dict[L, F1]:
    """F1 of each class over (gold, found) labels; None is no label. In the order in which classes come up."""
    table: dict[L, F1] = {}
    for gold, found in pairs:
        for label in dict.fromkeys((gold, found)):
            if label is not None:
                table[label] = table.get(label, F1(0, 0, 0)) + F1(gold == found, found == label, gold == label)
    return table


def by_label(pairs: Iterable[tuple[Mapping[L, bool], Mapping[L, bool]]], labels: Sequence[L]) -> dict[L, F1]:
    """F1 of each label where one text may have several: (gold, found) say of each label whether it holds."""
    table = dict.fromkeys(labels, F1(0, 0, 0))
    for gold, found in pairs:
        for label in labels:
            table[label] += F1(gold[label] and found[label], found[label], gold[label])
    return table


def toll(claim: Claim, kind: CasualtyKind) -> int:
    """How many people of a kind a claim counts; 0 where it counts none.

    The least that it says, or what it says at most where it gives no least. Civilians and fighters add up; a total
    beside its parts is not added to them.
    """
    largest = dict.fromkeys(Victims, 0)
    for casualty in claim.casualties:
        if casualty.kind is kind:
            size = casualty.low if casualty.low is not None else casualty.high or 0
            largest[casualty.victims] = max(largest[casualty.victims], size)
    return max(largest[Victims.UNKNOWN], largest[Victims.CIVILIANS] + largest[Victims.FIGHTERS])


def largest_toll(claims: Iterable[Claim], kind: CasualtyKind) -> int:
    """The largest toll that a text gives as a fact. Not the sum: news tells one event over and over."""
    return max((toll(c, kind) for c in claims if c.modality is Modality.ACTUAL), default=0)
