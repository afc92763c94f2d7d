"""The gate, and the reader behind one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from dateline.extract.network import Read, Tagged
from dateline.extract.relevance import DOCUMENT, KNOWN, LOUDEST, SUM, UNKNOWN, Gate
from dateline.extract.trained import TrainedReader
from dateline.extract.windows import Ints, Pieces, Window, windows
from dateline.model import Document, Span
from dateline.model.document import DocumentId
from dateline.model.sentences import sentence_starts


def _gate(words: dict[str, dict[int, float]], *, threshold: float = 0.5, unknown: float = 0.0) -> Gate:
    weights = np.zeros((KNOWN + len(words), 4), dtype=np.float32)
    weights[UNKNOWN, SUM] = unknown
    for row, values in enumerate(words.values(), start=KNOWN):
        for column, value in values.items():
            weights[row, column] = value
    return Gate(words=list(words), weights=weights, bias=0.0, threshold=threshold)


def _passing(gate: Gate, text: str) -> list[bool]:
    return gate.passing(text, list(sentence_starts(text))).tolist()


SHELLS = _gate({"shells": {LOUDEST: 1.0}, "kupiansk": {DOCUMENT: 6.0}})


def test_only_the_sentence_with_the_loud_word_passes() -> None:
    assert _passing(SHELLS, "Tea was served. SHELLS hit the market. It rained.") == [False, True, False]


def test_one_loud_word_is_not_drowned_by_a_long_sentence() -> None:
    assert _passing(SHELLS, "The " + "very " * 5000 + "old market and the shells. Tea.") == [True, False]


def test_a_document_speaks_for_all_its_sentences() -> None:
    assert _passing(SHELLS, "Kupiansk again. It began at dawn.") == [True, True]
    assert _passing(SHELLS, "Kupiansk again. It began at dawn. " + "The market sold plums. " * 20) == [False] * 22


def test_what_a_word_adds_counts_less_the_longer_the_sentence() -> None:
    gate = _gate({"clashes": {SUM: 1.0}})
    assert _passing(gate, "Clashes.") == [True]
    assert _passing(gate, "Clashes of colour on the walls of the hall.") == [False]


def test_unknown_words_have_weights_of_their_own() -> None:
    assert _passing(_gate({}, unknown=2.0), "Zqx.") == [True]


@pytest.mark.parametrize(
    "text", ["", " \n ", "x" * 1_000_000, "\ue000 \ue000shells", "\ud800\x00 😀 \u202eshells", "İ" * 50 + ". Shells."]
)
def test_no_text_breaks_it(text: str) -> None:
    starts = list(sentence_starts(text))
    passing = SHELLS.passing(text, starts)
    assert passing.shape == (len(starts),)
    assert passing[-1] == ("hells" in text)


@given(st.lists(st.sampled_from(["Shells fell", "tea", "Kupiansk", "\ue000", "…", "é"]), min_size=1, max_size=30))
def test_each_sentence_is_judged_as_if_its_neighbours_were_in_any_order(parts: list[str]) -> None:
    text, reverse = (". ".join(p) for p in (parts, parts[::-1]))
    one, other = (_scores(t, len(parts)) for t in (text, reverse))
    assert np.allclose(one, other[::-1], atol=1e-5)


def _scores(text: str, count: int) -> NDArray[np.float32]:
    starts = [0]
    while len(starts) < count:
        starts.append(text.index(". ", starts[-1]) + 2)
    return SHELLS.scores(text, starts)


def test_weights_must_fit_the_words() -> None:
    with pytest.raises(ValueError, match="weights of 1 words"):
        Gate(words=["a"], weights=np.zeros((2, 4), dtype=np.float32), bias=0, threshold=0)


class Watched:
    """A network that suspects a trigger in every word and then finds none; it remembers what it was asked."""

    name, marks = "watched 1", (101, 102)

    def __init__(self) -> None:
        self.cut, self.seen, self.read = 0, [], []

    def pieces(self, text: str) -> Pieces:
        self.cut += 1
        spans = [(m, m + len(w)) for m, w in _words(text)]
        return Pieces.of(range(len(spans)), range(len(spans)), spans)

    def tag(self, batch: Sequence[Window]) -> list[Tagged]:
        self.seen += batch
        kinds = [np.zeros((len(w.words), 26), dtype=np.float32) for w in batch]
        return [Tagged(np.zeros((len(k), 2), np.float32), k, np.zeros((len(k), 6), np.float32)) for k in kinds]

    def around(self, tagged: Tagged, triggers: Sequence[int], window: Window, spotted: Ints) -> list[Read]:
        self.read += [int(window.words[t]) for t in triggers]
        nothing = np.zeros(3, dtype=np.float32)
        return [Read(nothing, nothing, np.asarray([9, 0, 0], np.float32), nothing, nothing, nothing) for _ in triggers]


def _words(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for word in text.split(" "):
        found.append((at, word))
        at += len(word) + 1
    return [(a, w) for a, w in found if w]


def _run(text: str, gate: Gate | None) -> tuple[Watched, list[str]]:
    network, spotted = Watched(), []

    def spot(name: str):
        def spots(doc: Document) -> list[Span]:
            spotted.append(name)
            return []

        return spots

    reader = TrainedReader(network, times=spot("times"), places=spot("places"), gate=gate)
    assert reader.read(Document(id=DocumentId("d1"), text=text, source="Line Seventeen")) == ()
    return network, spotted


PLUMS = "The market sold plums. "


def test_a_text_without_a_passing_sentence_is_neither_cut_nor_spotted_nor_read() -> None:
    network, spotted = _run(PLUMS * 3, SHELLS)
    assert (network.cut, network.seen, spotted) == (0, [], [])
    network, spotted = _run(PLUMS * 3, None)
    assert network.cut == 1
    assert network.seen
    assert spotted


def test_triggers_are_looked_for_in_passing_sentences_alone() -> None:
    network, _ = _run("Tea was served. Shells hit it. It rained.", SHELLS)
    assert network.read == [3, 4, 5]


def test_a_long_text_is_encoded_only_around_its_passing_sentences() -> None:
    every, _ = _run(PLUMS * 200 + "Shells hit it. " + PLUMS * 200, None)
    network, _ = _run(PLUMS * 200 + "Shells hit it. " + PLUMS * 200, SHELLS)
    (window,) = network.seen
    low, high = window.core
    assert window.words[low:high].tolist() == [800, 801, 802]
    assert low > 60
    assert len(window.words) - high > 25
    assert network.read == [800, 801, 802]
    assert len(every.seen) > 3
    assert len(every.read) == 400 * 4 + 3


def test_a_text_of_one_window_keeps_all_its_context() -> None:
    pieces = Pieces.of(range(9), range(9), [(4 * i, 4 * i + 3) for i in range(9)])
    wanted = np.asarray([False, True, False])
    (window,) = windows(pieces, [0, 12, 24], marks=(101, 102), wanted=wanted)
    assert window.core == (1, 10)
    assert list(windows(pieces, [0, 12, 24], marks=(101, 102), wanted=np.zeros(3, dtype=np.bool_))) == []


@given(st.integers(1, 900), st.integers(1, 90), st.integers(0, 2**32 - 1))
def test_every_wanted_word_is_in_exactly_one_core(words: int, every: int, seed: int) -> None:
    pieces = Pieces.of(range(words), range(words), [(4 * i, 4 * i + 3) for i in range(words)])
    starts = list(range(0, 4 * words, 4 * every))
    wanted = np.random.default_rng(seed).random(len(starts)) < 0.3
    cut = list(windows(pieces, starts, marks=(101, 102), wanted=wanted))
    cored = [int(w) for one in cut for w in one.words[one.core[0] : one.core[1]]]
    assert len(set(cored)) == len(cored)
    assert {w for w in range(words) if wanted[w // every]} <= set(cored)
