"""A document cut into passages that the parser can take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.extract.datelines import sentence_start

# Characters. A paragraph of news has under 2,000; a single-block article is read in pieces of this size.
LONGEST = 6_000
# A run of characters without a space that is longer than any word: encoded data, not language.
LONGEST_WORD = 120
# A line shorter than this is none of a wrapped paragraph, unless its last.
_SHORT = 45

_BREAK = re.compile(r"\n[ \t\r\f\v]*\n\s*|\r\n[ \t]*\r\n\s*")
_LONG_RUN = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_SENTENCE_END = re.compile(r"[.!?][”’\"')\]]*\s")
# One character for one character, so that offsets stay: quotes as the parser learned them, nothing it cannot encode.
_PLAIN = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "\u00a0": " ", "\n": " ", "\r": " ", "\t": " "}
)
_UNREADABLE = re.compile(
    "[\ud800-\udfff\u0000-\u0008\u000b\u000c\u000e-\u001f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufe0f\u20e3]"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or a piece of a long one."""

    start: int  # code points into the document
    text: str  # as the parser gets it: as long as the stretch of the document it stands for
    paragraph: int


def passages(text: str) -> Iterator[Passage]:
    """The passages of `text` in order; blank ones are left out.

    Each is at most `LONGEST` characters, cut at the end of a sentence where there is one, and holds no run of
    characters longer than a word can be: such runs become spaces. Datelines, clock times and bullets are left out.
    """
    for number, (start, end) in enumerate(_paragraphs(text)):
        for left, right in _pieces(text, sentence_start(text, start, end), end):
            piece = text[left:right]
            if piece.strip():
                yield Passage(left, readable(piece), number)


def readable(text: str) -> str:
    """`text` with what the parser cannot take replaced, character by character."""
    blanked = _LONG_RUN.sub(lambda m: " " * len(m.group()), text)
    return _UNREADABLE.sub(" ", blanked.translate(_PLAIN))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BREAK.finditer(text):
        yield from _lines(text, start, match.start())
        start = match.end()
    yield from _lines(text, start, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A block as one paragraph where it is hard-wrapped, else line by line: headlines, lists, channel posts."""
    begin = start
    cursor = start
    while cursor < end:
        stop = text.find("\n", cursor, end)
        if stop < 0:
            break
        line = text[cursor:stop].rstrip()
        if _ends(line) or _is_headline(line, text, stop + 1, end) or text[stop + 1 : stop + 2] in "-*•–—":
            yield begin, stop
            begin = stop + 1
        cursor = stop + 1
    yield begin, end


def _ends(line: str) -> bool:
    return not line or line[-1] in '.!?:”"’)' or len(line) < _SHORT


def _is_headline(line: str, text: str, start: int, end: int) -> bool:
    """Whether the line after is too long for the two to be one wrapped paragraph."""
    stop = text.find("\n", start, min(end, start + 2 * len(line) + 1))
    return (end if stop < 0 else stop) - start > 2 * len(line)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = _cut(text, start, start + LONGEST)
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _cut(text: str, start: int, limit: int) -> int:
    """Where to cut before `limit`: after the last sentence in the second half, else after a space, else there."""
    half = start + LONGEST // 2
    last = None
    for match in _SENTENCE_END.finditer(text, half, limit):
        last = match.end()
    if last is not None:
        return last
    space = text.rfind(" ", half, limit)
    return space + 1 if space > 0 else limit
