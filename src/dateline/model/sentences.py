"""Where a sentence begins and ends, for quoting it and for comparing its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model.spans import Span

_BOUNDARY = re.compile(r"[.!?…。؟]+[\"'”’»)\]]*\s+|\s*\n\s*|\s\|\|\s")
_NO_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Maj|Capt|Lt|Sgt|Gov|St|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z])\.\s+$"
)
REACH = 600  # characters either side of the span: a text without sentences is cut here


def sentence_edges(text: str, span: Span) -> tuple[int, int]:
    """Start and end of the sentence or sentences that hold `span`, without the space around them.

    A span beyond the text gives an empty stretch at its end.

    >>> text = "Rain fell. Gen. Asad said shells hit Homs. It was late."
    >>> start, end = sentence_edges(text, Span.of(text, 26, 32))
    >>> text[start:end]
    'Gen. Asad said shells hit Homs.'
    """
    left, right = max(0, span.start - REACH), min(len(text), span.end + REACH)
    start, end = min(left, len(text)), right
    for boundary in _BOUNDARY.finditer(text, left, right):
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


def sentence_starts(text: str) -> Iterator[int]:
    """Where sentences begin, the first one at 0. One pass, linear in the length.

    >>> list(sentence_starts("Rain fell. Gen. Asad said shells hit Homs. It was late."))
    [0, 11, 43]
    """
    yield 0
    for boundary in _BOUNDARY.finditer(text):
        end = boundary.end()
        if end < len(text) and not _NO_END.search(text, max(0, end - 8), end):
            yield end
