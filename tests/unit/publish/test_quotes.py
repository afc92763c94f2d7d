from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Span
from dateline.model.sentences import REACH
from dateline.publish.quotes import quote

TEXT = "Rain fell. Gen. Popov said on 18 May that shells 💥 hit Izyum, killing three. Nobody slept."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def test_a_quote_is_the_sentence_around_the_span_with_its_marks() -> None:
    found = quote(TEXT, span("hit"), marks=[span("hit"), span("Izyum"), span("Rain")])
    assert found.text == "Gen. Popov said on 18 May that shells 💥 hit Izyum, killing three."
    assert [found.text[a:b] for a, b in found.marks] == ["hit", "Izyum"]
    assert TEXT[found.start : found.start + len(found.text)] == found.text


def test_a_span_over_two_sentences_brings_both() -> None:
    found = quote(TEXT, span("three. Nobody"), marks=[])
    assert found.text.startswith("Gen. Popov")
    assert found.text.endswith("slept.")


def test_overlapping_marks_become_one() -> None:
    found = quote(TEXT, span("hit"), marks=[span("hit Izyum"), span("Izyum, killing")])
    assert [found.text[a:b] for a, b in found.marks] == ["hit Izyum, killing"]


def test_a_text_without_sentences_is_cut_near_the_span() -> None:
    text = "x" * 1_000_000
    found = quote(text, Span.of(text, 500_000, 500_001), marks=[Span.of(text, 0, 1_000_000)])
    assert len(found.text) == 2 * REACH + 1
    assert found.marks == ((0, len(found.text)),)


@given(st.text(alphabet="ab. \n😀\u202e!?\ud800", min_size=1, max_size=80), st.data())
def test_marks_lie_in_the_quote_and_the_quote_in_the_text(text: str, data: st.DataObject) -> None:
    def some() -> Span:
        start = data.draw(st.integers(0, len(text) - 1))
        return Span.of(text, start, data.draw(st.integers(start + 1, len(text))))

    anchor, marks = some(), [some(), some()]
    found = quote(text, anchor, marks=marks)
    assert text[found.start : found.start + len(found.text)] == found.text
    assert anchor.text.strip() in found.text or not anchor.text.strip()
    ends = [edge for mark in found.marks for edge in mark]
    assert ends == sorted(ends)
    assert all(0 <= a < b <= len(found.text) for a, b in found.marks)
