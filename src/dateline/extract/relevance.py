"""A cheap look before the encoders: which sentences of a text may report an event?

A linear model over words. Each word has four weights: what it adds to its sentence, how loudly it speaks for its
sentence alone, and both again for the document. A sentence passes if these add up to more than a threshold, which is
set so that sentences with events hardly ever fall below it. Costs about a microsecond a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

# Columns of the weights.
SUM, LOUDEST, DOCUMENT, DOCUMENT_LOUDEST = range(4)
COLUMNS = 4
# A mark between sentences, from the private use area so that hardly any text holds it; its weights are zero.
_MARK = "\ue000"
_WORDS = re.compile(rf"[^\W\d_]+|{_MARK}")
# Rows of the weights before those of the words.
MARK, UNKNOWN, KNOWN = 0, 1, 2
# Words that are added to a sentence and to a document of unknown kind: short ones say less for sure.
_SENTENCE_PRIOR, _DOCUMENT_PRIOR = 2, 5


@dataclass(frozen=True, slots=True)
class Segments:
    """The words of a text as rows of the weights, each sentence after a mark."""

    rows: Ints  # [words + sentences]
    marks: NDArray[np.int64]  # [sentences] where the marks stand in `rows`


@dataclass(frozen=True, slots=True)
class Gate:
    """Says which sentences of a text may report an event.

    Args:
        words: lower-cased, in the order of their weights.
        weights: float32 [2 + words, 4]; the first two rows are those of the mark (all zero) and of unknown words.
        bias: added to every sentence's score.
        threshold: the score above which a sentence passes.

    >>> weights = np.zeros((3, 4), dtype=np.float32)
    >>> weights[2, LOUDEST] = 1
    >>> gate = Gate(words=["shells"], weights=weights, bias=0, threshold=0.5)
    >>> gate.passing("Shells hit the market. Tea was served.", [0, 23]).tolist()
    [True, False]
    """

    words: Sequence[str]
    weights: Floats
    bias: float
    threshold: float
    _rows: dict[str, int] = field(init=False, repr=False, compare=False)
    _columns: tuple[Floats, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.weights.shape != (KNOWN + len(self.words), COLUMNS):
            raise ValueError(f"weights of {len(self.words)} words are {self.weights.shape}")
        object.__setattr__(self, "_rows", rows_of(self.words))
        columns = tuple(np.ascontiguousarray(self.weights[:, c], dtype=np.float32) for c in range(COLUMNS))
        object.__setattr__(self, "_columns", columns)

    def passing(self, text: str, starts: Sequence[int]) -> Bools:
        """For each sentence whether it may report an event. Linear in the length of the text.

        Args:
            text: the whole text: a sentence is judged by its document too.
            starts: where its sentences begin, in code points, the first at 0.
        """
        return np.asarray(self.scores(text, starts) > self.threshold)

    def scores(self, text: str, starts: Sequence[int]) -> Floats:
        """The score of each sentence: log-odds that it reports an event, as far as its words show."""
        found = segments(text, starts, self._rows)
        total, loudest, document, document_loudest = (column[found.rows] for column in self._columns)
        sizes = np.diff(found.marks, append=len(found.rows)) - 1
        own = np.add.reduceat(total, found.marks) / np.sqrt(sizes + np.float32(_SENTENCE_PRIOR))
        own += np.maximum.reduceat(loudest, found.marks)
        shared = document.sum() / (len(found.rows) - len(starts) + _DOCUMENT_PRIOR) + document_loudest.max()
        return np.asarray(own + np.float32(shared + self.bias), dtype=np.float32)


class _Rows(dict[str, int]):
    def __missing__(self, word: str) -> int:
        return UNKNOWN


def rows_of(words: Sequence[str]) -> dict[str, int]:
    """The row of each word's weights; of `UNKNOWN` for any other."""
    return _Rows({_MARK: MARK} | {word: KNOWN + i for i, word in enumerate(words)})


def segments(text: str, starts: Sequence[int], rows: dict[str, int]) -> Segments:
    """The words of a text, looked up, in sentences. One pass, without an object a word that lasts."""
    edges = [*starts, len(text)]
    plain = text.replace(_MARK, " ") if _MARK in text else text
    marked = _MARK + _MARK.join([plain[a:b] for a, b in pairwise(edges)])
    found = np.asarray(list(map(rows.__getitem__, _WORDS.findall(marked.lower()))), dtype=np.int32)
    return Segments(found, np.flatnonzero(found == MARK))
