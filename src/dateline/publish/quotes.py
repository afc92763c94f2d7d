"""The sentence that a value rests on, with the marked words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.model import Span

_END = re.compile(r"[.!?…。؟]+[\"'”’»)\]]*\s+|\s*\n\s*")
_NO_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Maj|Capt|Lt|Sgt|Gov|St|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z])\.\s+$"
)
REACH = 600  # characters either side of the span: a text without sentences is cut here


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
    start, end = _edges(text, span)
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


def _edges(text: str, span: Span) -> tuple[int, int]:
    left, right = max(0, span.start - REACH), min(len(text), span.end + REACH)
    start, end = min(left, len(text)), right
    for boundary in _END.finditer(text, left, right):
        if _NO_END.search(text, max(left, boundary.end() - 8), boundary.end()):
            continue
        if boundary.end() <= span.start:
            start = boundary.end()
        elif boundary.start() >= span.end - 1:
            end = boundary.end()
            break
    stretch = text[start:end]
    end = start + len(stretch.rstrip())
    start += len(stretch) - len(stretch.lstrip()) if stretch.strip() else 0
    return start, max(start, end)
