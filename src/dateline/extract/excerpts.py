"""A document cut into excerpts that a language model is shown one at a time, with what stands before each."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.model.sentences import sentence_starts

# Characters of an excerpt: some 1,500 tokens, so that it, the instructions and the answer fit a small model's 4,096.
LONGEST = 5_000
CONTEXT = 800  # characters of what stands before it
_LETTER = re.compile(r"[^\W\d_]")
# What no endpoint can be sent: halves of surrogate pairs, control characters, marks that turn the direction of text.
_UNSENDABLE = re.compile("[\ud800-\udfff\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Whole sentences of a document from `start` to `end`, and from `before` on what they may refer back to."""

    before: int
    start: int
    end: int


def excerpts(text: str, *, longest: int = LONGEST, context: int = CONTEXT) -> Iterator[Excerpt]:
    """The excerpts of `text` in order: they cover it and do not overlap. Those without a letter are left out.

    Each is at most `longest` characters and ends where a sentence does; a sentence that is longer is cut. The cost is
    linear in the length of `text`.
    """
    start = last = 0
    recent = deque([0])  # where the sentences begin that may be context of the next excerpt
    for edge in (*sentence_starts(text), len(text)):
        while edge - start > longest:
            end = last if last > start else start + longest
            yield from _excerpt(text, recent, start, end, context)
            start = end
        while recent and edge - recent[0] > longest + context:
            recent.popleft()
        recent.append(edge)
        last = edge
    yield from _excerpt(text, recent, start, len(text), context)


def _excerpt(text: str, edges: Iterable[int], start: int, end: int, context: int) -> Iterator[Excerpt]:
    if start < end and _LETTER.search(text, start, end):
        yield Excerpt(min((edge for edge in edges if start - context <= edge <= start), default=start), start, end)


def sendable(text: str) -> str:
    """`text` with what cannot be sent turned to blanks, character by character."""
    return _UNSENDABLE.sub(" ", text)
