"""Where a reader is weak: the figures by sub-type, register and length, and which types it takes for which."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dateline.evaluate.alignment import aligned
from dateline.evaluate.figures import Figures, figures, tallied
from dateline.model import Claim, SubEventType

# Words of a document, and what a band that ends there is called. What is longer is of the last band.
BANDS = ((50, "up to 50 words"), (150, "51 to 150 words"), (400, "151 to 400 words"))
LONGER = "over 400 words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One document: its gold claims, the found ones, and which of them answer each other."""

    document: str
    words: int
    gold: tuple[Claim, ...]
    found: tuple[Claim, ...]
    pairs: tuple[tuple[Claim, Claim], ...]
    register: str | None = None  # wire, channel post, …; None: the gold does not say
    confidences: tuple[Mapping[str, float], ...] = ()  # by field, one mapping for each of `found`; (): none given

    @classmethod
    def of(
        cls,
        document: str,
        text: str,
        gold: Iterable[Claim],
        found: Iterable[Claim],
        *,
        register: str | None = None,
        confidences: Iterable[Mapping[str, float]] = (),
    ) -> Judged:
        """The found claims of a document held against its gold ones."""
        right, read = tuple(gold), tuple(found)
        return cls(
            document=document,
            words=len(text.split()),
            gold=right,
            found=read,
            pairs=tuple(aligned(right, read)),
            register=register,
            confidences=tuple(confidences),
        )

    def answered(self) -> frozenset[int]:
        """The claims of either side that are paired, by `id()`: equal claims may stand twice."""
        return frozenset(id(claim) for pair in self.pairs for claim in pair)

    def counts(self) -> Counter[str]:
        """What there is and what is right; see `figures.counts`."""
        return tallied(self.pairs, self.gold, self.found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The figures of a part of the documents or claims."""

    name: str
    documents: int
    gold: int
    found: int
    figures: Figures


def by_sub_type(judged: Iterable[Judged]) -> tuple[Part, ...]:
    """The figures of each sub-type that occurs, in the order of the taxonomy.

    A pair belongs to the sub-type of its gold claim, a false claim to its own, so that every claim is of one part.
    """
    tallies: defaultdict[SubEventType, list[Counter[str]]] = defaultdict(list)
    for doc in judged:
        kinds = {id(found): gold.kind for gold, found in doc.pairs}
        for kind in {c.kind for c in doc.gold} | {c.kind for c in doc.found if id(c) not in kinds}:
            tallies[kind].append(
                tallied(
                    [pair for pair in doc.pairs if pair[0].kind is kind],
                    [c for c in doc.gold if c.kind is kind],
                    [c for c in doc.found if kinds.get(id(c), c.kind) is kind],
                )
            )
    return tuple(_part(kind, tallies[kind]) for kind in SubEventType if kind in tallies)


def by_register(judged: Iterable[Judged]) -> tuple[Part, ...]:
    """The figures of each register, by name; documents that name none are left out."""
    named = [doc for doc in judged if doc.register is not None]
    return _grouped(named, lambda doc: doc.register or "", sorted({doc.register or "" for doc in named}))


def by_length(judged: Iterable[Judged]) -> tuple[Part, ...]:
    """The figures of each band of length that occurs, shortest first."""
    return _grouped(judged, lambda doc: band(doc.words), [*(name for _, name in BANDS), LONGER])


def band(words: int) -> str:
    """The band of length that a document of so many words is in.

    >>> band(50), band(51), band(9000)
    ('up to 50 words', '51 to 150 words', 'over 400 words')
    """
    return next((name for most, name in BANDS if words <= most), LONGER)


def confusion(judged: Iterable[Judged]) -> Counter[tuple[SubEventType, SubEventType]]:
    """How many pairs there are of each gold sub-type with each found one."""
    return Counter((gold.kind, found.kind) for doc in judged for gold, found in doc.pairs)


def _grouped(judged: Iterable[Judged], group: Callable[[Judged], str], order: Iterable[str]) -> tuple[Part, ...]:
    tallies: defaultdict[str, list[Counter[str]]] = defaultdict(list)
    for doc in judged:
        tallies[group(doc)].append(doc.counts())
    return tuple(_part(name, tallies[name]) for name in order if name in tallies)


def _part(name: str, tallies: list[Counter[str]]) -> Part:
    return Part(
        name=str(name),
        documents=len(tallies),
        gold=sum(t["gold"] for t in tallies),
        found=sum(t["found"] for t in tallies),
        figures=figures(tallies),
    )
