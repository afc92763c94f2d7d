"""A document cut into windows that an encoder reads once each.

A window has a core, whole sentences whose triggers are looked for in it, with context on both sides, and before that
the first words of the document, where datelines stand. Cores do not overlap and cover every token.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Word pieces: of a core, of the context before and after it, and of the document's head.
CORE, BEFORE, AFTER, HEAD = 380, 64, 32, 32
LONGEST = CORE + BEFORE + AFTER + HEAD + 3
# Slots of a window that are read around a trigger: its first ones, and those before and from the trigger on.
FRONT, LEFT, RIGHT = 16, 112, 64

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text, and the words that they spell."""

    ids: Ints  # [pieces]
    word: Ints  # [pieces] index of each piece's word
    starts: Ints  # [words] code points
    ends: Ints  # [words] code points, exclusive

    @classmethod
    def of(cls, ids: Sequence[int], words: Sequence[int | None], offsets: Sequence[tuple[int, int]]) -> Pieces:
        """From what a tokeniser gives for a text without special tokens."""
        if not len(ids):
            empty = np.zeros(0, dtype=np.int64)
            return cls(empty, empty, empty, empty)
        spans = np.asarray(offsets, dtype=np.int64).reshape(-1, 2)
        raw = np.asarray([-1 if w is None else w for w in words], dtype=np.int64)
        first = np.flatnonzero(np.diff(raw, prepend=-2))
        last = np.append(first[1:], len(raw)) - 1
        word = np.cumsum(np.diff(raw, prepend=-2) != 0) - 1
        return cls(np.asarray(ids, dtype=np.int64), word, spans[first, 0], spans[last.astype(np.int64), 1])


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder reads at once. Slot 0 of the words is the start mark, which stands for "nothing here"."""

    ids: Ints  # [pieces] with the marks around them
    firsts: Ints  # [slots] where each word's first piece stands in `ids`
    words: Ints  # [slots] index of each word in the document; -1 for the start mark
    sentences: Ints  # [slots] which sentence of the document each word stands in; -1 for the start mark
    core: tuple[int, int]  # slots, half-open


def windows(
    pieces: Pieces, sentences: Sequence[int], *, marks: tuple[int, int], wanted: NDArray[np.bool_] | None = None
) -> Iterator[Window]:
    """The windows of a text in order.

    Args:
        pieces: of the text.
        sentences: where its sentences begin, in code points.
        marks: ids of the piece before a window, and of that after its head and after it.
        wanted: which sentences are to be read; all of them by default. A window is left out whose core holds none, and
            the cores of a text that needs several windows reach from the first such sentence to the last.
    """
    total = len(pieces.ids)
    if not total:
        return
    first_piece = np.flatnonzero(np.diff(pieces.word, prepend=-1))  # [words]
    sentence = np.searchsorted(np.asarray(sentences, dtype=np.int64), pieces.starts, side="right") - 1  # [words]
    for low, high in _wanted(_cores(pieces, first_piece, sentences, total), sentence[pieces.word], wanted):
        left = _word_start(first_piece, max(0, low - BEFORE))
        right = min(total, high + AFTER)
        right = total if right == total else _word_start(first_piece, right)
        head = 0 if left <= HEAD else _word_start(first_piece, HEAD)
        left = 0 if head == 0 else left
        yield _window(pieces, sentence, head, (left, right), (low, high), marks)


def bands(triggers: Ints, size: int) -> Ints:
    """The slots that are read around each trigger of a window of `size` slots: [triggers, seen], in order."""
    reach = LEFT + RIGHT
    if size <= 1 + FRONT + reach:
        return np.broadcast_to(np.arange(size), (len(triggers), size))
    first = np.clip(triggers - LEFT, 1 + FRONT, size - reach)
    run = first[:, None] + np.arange(reach)
    return np.concatenate([np.broadcast_to(np.arange(1 + FRONT), (len(triggers), 1 + FRONT)), run], axis=1)


def _window(
    pieces: Pieces, sentence: Ints, head: int, span: tuple[int, int], core: tuple[int, int], marks: tuple[int, int]
) -> Window:
    left, right = span
    start, end = marks
    kept = np.concatenate([np.arange(head), np.arange(left, right)])
    parts = [[start], pieces.ids[:head], [end] if head else [], pieces.ids[left:right], [end]]
    ids = np.concatenate([np.asarray(p, dtype=np.int64) for p in parts])
    at = np.arange(len(kept)) + 1
    at[head:] += 1 if head else 0
    words = pieces.word[kept]
    is_first = np.diff(words, prepend=-1) != 0
    if head:
        is_first[head] = True
    firsts, slots = at[is_first], words[is_first]
    in_core = (kept[is_first] >= core[0]) & (kept[is_first] < core[1]) & (np.flatnonzero(is_first) >= head)
    where = np.flatnonzero(in_core)
    low, high = (int(where[0]) + 1, int(where[-1]) + 2) if len(where) else (1, 1)
    return Window(ids, np.append(0, firsts), np.append(-1, slots), np.append(-1, sentence[slots]), (low, high))


def _cores(pieces: Pieces, first_piece: Ints, sentences: Sequence[int], total: int) -> Iterator[tuple[int, int]]:
    """Stretches of pieces: as many whole sentences as fit; one that is too long is cut between words."""
    if total <= CORE + AFTER:
        yield 0, total
        return
    begins = np.searchsorted(pieces.starts, np.asarray(sentences, dtype=np.int64))
    edges = sorted({int(first_piece[w]) for w in begins if w < len(first_piece)} | {0, total})
    low = 0
    while low < total:
        index = bisect_left(edges, low + CORE + 1) - 1
        high = edges[index]
        if high <= low:
            high = min(total, low + CORE)
            high = total if high == total else _word_start(first_piece, high)
            high = high if high > low else min(total, low + CORE)
        yield low, high
        low = high


def _wanted(
    cores: Iterator[tuple[int, int]], sentence: Ints, wanted: NDArray[np.bool_] | None
) -> Iterator[tuple[int, int]]:
    """The cores that hold wanted sentences, without what stands before the first and after the last of these."""
    for low, high in cores:
        inside = [0, high - low - 1] if wanted is None else np.flatnonzero(wanted[sentence[low:high]])
        if len(inside) and (low, high) == (0, len(sentence)):
            yield low, high
        elif len(inside):
            yield low + int(inside[0]), low + int(inside[-1]) + 1


def _word_start(first_piece: Ints, piece: int) -> int:
    """The start of the word that holds a piece."""
    return int(first_piece[np.searchsorted(first_piece, piece, side="right") - 1])
