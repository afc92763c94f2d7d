from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.gate import may_tell
from dateline.extract.passages import LONGEST, LONGEST_WORD, passages


@given(st.text(max_size=400))
def test_a_passage_is_as_long_as_the_stretch_it_stands_for(text: str) -> None:
    for passage in passages(text):
        assert passage.start + len(passage.text) <= len(text)


def test_paragraphs_are_apart_and_know_where_they_begin() -> None:
    text = "One two.\n\nThree four.\n\n\nFive."
    assert [text[p.start : p.start + len(p.text)] for p in passages(text)] == ["One two.", "Three four.", "Five."]


def test_a_hard_wrapped_paragraph_stays_whole() -> None:
    text = "Shells fell on the market of the small town and on the\nroad that leads to it, the mayor said on Tuesday."
    assert len(list(passages(text))) == 1


def test_a_long_paragraph_is_cut_behind_a_sentence() -> None:
    text = "Nobody came to the fair. " * 1_000
    pieces = list(passages(text))
    assert all(len(p.text) <= LONGEST for p in pieces)
    assert all(p.text.rstrip().endswith(".") for p in pieces)


def test_runs_longer_than_a_word_are_not_read() -> None:
    text = "before " + "x" * (LONGEST_WORD + 1) + " after"
    (passage,) = passages(text)
    assert passage.text.split() == ["before", "after"]
    assert len(passage.text) == len(text)


def test_the_gate_lets_every_form_of_a_trigger_through() -> None:
    for text in ("they were beaten", "Kidnappings rose", "bombers bombed it", "a counter-attack", "he was shot"):
        assert may_tell(text)
    assert not may_tell("Tomatoes were cheap at the fair.")
