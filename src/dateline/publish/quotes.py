"""The sentence that a value rests on, with the marked words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.model import Span
from dateline.model.sentences import sentence_edges


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a document. `marks` are offsets in `text`, sorted, not overlapping; `start` is its place in the
    document. All counted in code points.
    """

    text: str
    start: int
    marks: tuple[tuple[int, int], ...]


def quote(text: str, span: Span, *, marks: Iterable[Span] = ()) -> Quote:
    """The sentence or sentences of `text` that hold `span`, with `marks` that lie in them.

    Marks that overlap become one; one that leaves the sentences is cut off at their edge; one that lies wholly
    outside is left out. A span beyond the text gives an empty quote.
    """
    start, end = sentence_edges(text, span)
    inside = sorted(
        (max(m.start, start) - start, min(m.end, end) - start) for m in marks if m.start < end and m.end > start
    )
    merged: list[tuple[int, int]] = []
    for left, right in inside:
        if merged and left < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    return Quote(text[start:end], start, tuple(merged))
