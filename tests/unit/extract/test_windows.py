"""Documents cut into windows for the encoder."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.windows import CORE, FRONT, HEAD, LEFT, LONGEST, RIGHT, Pieces, Window, bands, windows

START, END = 101, 102


def _pieces(sizes: list[int]) -> Pieces:
    """Words of so many pieces each, three characters and a space a word."""
    words = [w for w, size in enumerate(sizes) for _ in range(size)]
    offsets = [(4 * w, 4 * w + 3) for w in words]
    return Pieces.of(range(1000, 1000 + len(words)), words, offsets)


def _cut(pieces: Pieces, every: int = 20) -> list[Window]:
    return list(windows(pieces, range(0, 4 * len(pieces.starts), 4 * every), marks=(START, END)))


def test_a_short_text_is_one_window_whose_core_is_all_of_it() -> None:
    (window,) = _cut(_pieces([1, 2, 1]))
    assert window.ids.tolist() == [START, 1000, 1001, 1002, 1003, END]
    assert window.firsts.tolist() == [0, 1, 2, 4]
    assert window.words.tolist() == [-1, 0, 1, 2]
    assert window.core == (1, 4)


def test_an_empty_text_has_no_window() -> None:
    assert _cut(_pieces([])) == []


def test_a_later_window_shows_the_head_of_the_document_before_its_context() -> None:
    last = _cut(_pieces([1] * 700))[-1]
    assert last.words[1 : HEAD + 1].tolist() == list(range(HEAD))
    assert last.ids[HEAD + 1] == END
    assert last.words[-1] == 699
    assert last.core[0] > HEAD


def test_cores_end_where_sentences_end() -> None:
    cut = _cut(_pieces([1] * 1000), every=30)
    ends = [int(w.words[w.core[1] - 1]) + 1 for w in cut]
    assert all(end % 30 == 0 for end in ends[:-1])


def test_each_word_knows_its_sentence() -> None:
    (window,) = _cut(_pieces([1] * 50), every=20)
    assert window.sentences[[0, 1, 20, 21, 50]].tolist() == [-1, 0, 0, 1, 2]


def test_a_sentence_longer_than_a_core_is_cut_between_words() -> None:
    cut = _cut(_pieces([3] * 500), every=100_000)
    assert len(cut) >= 1500 // CORE
    assert all(len(w.ids) <= LONGEST + 3 for w in cut)


@given(st.lists(st.integers(1, 6), max_size=900), st.integers(1, 400))
def test_every_word_is_in_exactly_one_core(sizes: list[int], every: int) -> None:
    pieces = _pieces(sizes)
    cut = _cut(pieces, every)
    cored = np.concatenate([w.words[w.core[0] : w.core[1]] for w in cut]) if cut else np.zeros(0)
    assert cored.tolist() == list(range(len(sizes)))
    for window in cut:
        assert len(window.firsts) == len(window.words) == len(window.sentences)
        firsts = window.ids[window.firsts[1:]]
        assert firsts.tolist() == [1000 + sum(sizes[:w]) for w in window.words[1:]]
        assert len(window.ids) <= 512


@pytest.mark.parametrize("text", ["", "a b"])
def test_pieces_of_a_tokeniser_know_where_their_words_stand(text: str) -> None:
    words = text.split()
    pieces = Pieces.of(range(len(words)), range(len(words)), [(2 * i, 2 * i + 1) for i in range(len(words))])
    assert [text[s:e] for s, e in zip(pieces.starts, pieces.ends, strict=True)] == words


def test_around_a_trigger_its_neighbours_and_the_front_of_the_window_are_read() -> None:
    seen = bands(np.array([1, 200, 399]), 400)
    assert seen.shape == (3, 1 + FRONT + LEFT + RIGHT)
    for trigger, row in zip((1, 200, 399), seen, strict=True):
        assert trigger in row
        assert list(row[: 1 + FRONT]) == list(range(1 + FRONT))
        assert list(row) == sorted(set(row.tolist()))
    assert seen[1, 1 + FRONT] == 200 - LEFT
    assert seen[1, -1] == 200 + RIGHT - 1


def test_around_a_trigger_of_a_short_window_all_is_read() -> None:
    assert bands(np.array([3, 5]), 9).tolist() == [list(range(9))] * 2
