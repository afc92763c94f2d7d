"""Between windows of a document and the arrays that networks take and give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dateline.extract.windows import Ints, Pieces, Window, bands

Floats = NDArray[np.float32]

# The score of a slot that is too far from a trigger to be read around it.
UNSEEN = -1e4


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the first network says of one window."""

    states: Floats  # [slots, width]
    kinds: Floats  # [slots, 1 + kinds] log-odds, 0 for no trigger
    lengths: Floats  # [slots, 6]


@dataclass(frozen=True, slots=True)
class Read:
    """What the second network says around one trigger, as scores before any softmax."""

    pointers: Floats  # [slots, pointed]
    tags: Floats  # [slots, 2, pointed + tagged]: begins, belongs
    keep: Floats  # [3] nothing, a claim, a claim told again
    kind: Floats  # [kinds]
    modality: Floats  # [modalities]
    flags: Floats  # [2] hedged, aggregate


class Network(Protocol):
    """Two networks over windows, with their tokeniser."""

    @property
    def name(self) -> str:
        """Name and version."""

    @property
    def marks(self) -> tuple[int, int]:
        """Ids of the pieces that stand before a window, and after it."""

    def pieces(self, text: str) -> Pieces:
        """The word pieces of a text, without marks."""

    def tag(self, batch: Sequence[Window]) -> list[Tagged]:
        """States and trigger scores of each window."""

    def around(self, tagged: Tagged, triggers: Sequence[int], window: Window, spotted: Ints) -> list[Read]:
        """What stands around each trigger (a slot) of a window; `spotted`: what the spotters found [slots]."""


class Arrays(Protocol):
    """The same two networks as functions of arrays, however they are run."""

    @property
    def name(self) -> str:
        """Name and version."""

    @property
    def marks(self) -> tuple[int, int]:
        """Ids of the pieces that stand before a window, and after it."""

    def spelled(self, text: str) -> tuple[Sequence[int], Sequence[int | None], Sequence[tuple[int, int]]]:
        """Of each piece of a text its id, its word and its characters."""

    def tag(self, ids: Ints, mask: Floats, firsts: Ints) -> Sequence[Floats]:
        """Ids and mask [batch, pieces] and first pieces [batch, slots] to states, kinds and lengths, by slot."""

    def around(self, states: Floats, spotted: Ints, sentences: Ints, triggers: Ints, seen: Ints) -> Sequence[Floats]:
        """The arrays of `Read` in order, each with a first axis of triggers, and `seen` [triggers, seen] for slots."""


class Windowed:
    """Networks over arrays as networks over windows. See `Network`."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays

    @property
    def name(self) -> str:
        """Name and version."""
        return self._arrays.name

    @property
    def marks(self) -> tuple[int, int]:
        """Ids of the pieces that stand before a window, and after it."""
        return self._arrays.marks

    def pieces(self, text: str) -> Pieces:
        """The word pieces of a text, without marks."""
        return Pieces.of(*self._arrays.spelled(text))

    def tag(self, batch: Sequence[Window]) -> list[Tagged]:
        """States and trigger scores of each window."""
        longest = max(len(w.ids) for w in batch)
        most = max(len(w.firsts) for w in batch)
        ids = np.zeros((len(batch), longest), dtype=np.int64)
        mask = np.zeros((len(batch), longest), dtype=np.float32)
        firsts = np.zeros((len(batch), most), dtype=np.int64)
        for row, window in enumerate(batch):
            ids[row, : len(window.ids)] = window.ids
            mask[row, : len(window.ids)] = 1
            firsts[row, : len(window.firsts)] = window.firsts
        outputs = self._arrays.tag(ids, mask, firsts)
        return [Tagged(*(o[i, : len(w.firsts)] for o in outputs)) for i, w in enumerate(batch)]

    def around(self, tagged: Tagged, triggers: Sequence[int], window: Window, spotted: Ints) -> list[Read]:
        """What stands around each trigger of a window."""
        slots = np.asarray(triggers, dtype=np.int64)
        seen = bands(slots, len(window.words))
        pointers, tags, *rest = self._arrays.around(tagged.states, spotted, window.sentences, slots, seen)
        rows, total = np.arange(len(slots))[:, None], len(window.words)
        pointed = np.full((len(slots), total, pointers.shape[2]), UNSEEN, dtype=np.float32)
        tagged_as = np.full((len(slots), total, *tags.shape[2:]), UNSEEN, dtype=np.float32)
        pointed[rows, seen], tagged_as[rows, seen] = pointers, tags
        return [Read(pointed[i], tagged_as[i], *(o[i] for o in rest)) for i in range(len(slots))]
