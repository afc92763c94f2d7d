"""Words to search for: what a query asks, what a text has, and the snippet that shows it.

Follows the `unicode61` tokenizer of SQLite's FTS5 (letters and numbers make words, accents of Latin letters are
dropped), so that every store finds the same documents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Letters and numbers, with the combining accents that follow them.
_WORD = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_\u0300-\u036f]*)*")
_ACCENT = re.compile(r"[\u0300-\u036f]")
_BLANK = re.compile(r"\s")
# Nobody types more; FTS5 refuses expressions that are very long.
MOST_PHRASES = 32
# A snippet shows about two lines of a list.
_SHOWN = 200
# The best window is sought among this many matches, in this much text: a long document stays cheap.
_MOST_MATCHES = 200
_MOST_TEXT = 1_000_000


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: folded, and where it stands."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Query:
    """Phrases that must all occur. With `open_end` the very last word may be the beginning of one."""

    phrases: tuple[tuple[str, ...], ...]
    open_end: bool

    def __bool__(self) -> bool:
        return bool(self.phrases)

    def match(self) -> str:
        """The query in the language of FTS5. Words hold letters and numbers only, so nothing needs escaping."""
        quoted = [f'"{" ".join(phrase)}"' for phrase in self.phrases]
        return " AND ".join(quoted) + ("*" if self.open_end else "")

    def met_by(self, *fields: str) -> bool:
        """Whether each phrase occurs in one of the fields."""
        words = [[t.word for t in tokens(field)] for field in fields]
        return all(any(self._occurs(i, field) for field in words) for i in range(len(self.phrases)))

    def found(self, text: str) -> Iterator[Token]:
        """Words of `text` that the query asks for, in order."""
        asked = {word for phrase in self.phrases for word in phrase}
        beginning = self.phrases[-1][-1] if self.open_end else None
        for token in tokens(text):
            if token.word in asked or (beginning is not None and token.word.startswith(beginning)):
                yield token

    def _occurs(self, index: int, words: Sequence[str]) -> bool:
        phrase = self.phrases[index]
        size = len(phrase)
        if not (self.open_end and index == len(self.phrases) - 1):
            return any(tuple(words[i : i + size]) == phrase for i in range(len(words) - size + 1))
        return any(
            tuple(words[i : i + size - 1]) == phrase[:-1] and words[i + size - 1].startswith(phrase[-1])
            for i in range(len(words) - size + 1)
        )


def asked(words: str) -> Query:
    """What `words` ask for: each stretch without blanks is a phrase.

    >>> asked("Kam'yanets shell")
    Query(phrases=(('kam', 'yanets'), ('shell',)), open_end=True)
    """
    chunks = [tuple(t.word for t in tokens(chunk)) for chunk in words.split(maxsplit=MOST_PHRASES)]
    phrases = tuple(c for c in chunks[:MOST_PHRASES] if c)
    return Query(phrases, open_end=bool(phrases) and not words[-1:].isspace())


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, in order."""
    for match in _WORD.finditer(text):
        yield Token(folded(match[0]), match.start(), match.end())


def folded(word: str) -> str:
    """A word without case and without the accents of its Latin letters.

    >>> folded("Déjà"), folded("ЙОД")
    ('deja', 'йод')
    """
    low = word.lower()
    return low if low.isascii() else _ACCENT.sub("", "".join(map(_plain, low)))


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    base = unicodedata.normalize("NFD", sign)
    return base[0] if len(base) > 1 and base[0].isascii() and base[0].isalpha() else sign


def snippet(query: Query, title: str | None, text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A stretch of the text (or the title, where only that has the words) and the words' offsets in it."""
    for field in (text, title or ""):
        found = _first(query.found(field[:_MOST_TEXT]))
        if found:
            return _cut(field, _best(found))
    return _cut(text, [])


def _first(found: Iterator[Token]) -> list[Token]:
    return [token for _, token in zip(range(_MOST_MATCHES), found, strict=False)]


def _best(found: Sequence[Token]) -> list[Token]:
    """The run of matches, no wider than a snippet, with the most different words; of equals the first."""
    best: list[Token] = []
    start = 0
    for stop, token in enumerate(found):
        while token.end - found[start].start > _SHOWN and start < stop:
            start += 1
        run = found[start : stop + 1]
        if len({t.word for t in run}) > len({t.word for t in best}):
            best = list(run)
    return best


def _cut(text: str, found: Sequence[Token]) -> tuple[str, tuple[tuple[int, int], ...]]:
    low, high = _window(text, found)
    before = "…" if low else ""
    shown = before + _BLANK.sub(" ", text[low:high]) + ("…" if high < len(text) else "")
    shift = len(before) - low
    return shown, tuple((t.start + shift, min(t.end, high) + shift) for t in found)


def _window(text: str, found: Sequence[Token]) -> tuple[int, int]:
    """Where a snippet begins and ends: around the matches, between words where blanks are near."""
    if not found:
        return 0, _edge(text, min(_SHOWN, len(text)), range(20))
    spare = max(0, _SHOWN - (found[-1].end - found[0].start)) // 2
    low = max(0, found[0].start - spare)
    if low:
        low = next((i for i in range(low, min(low + 20, found[0].start)) if text[i - 1].isspace()), low)
    high = min(len(text), max(low + _SHOWN, found[0].end))
    high = _edge(text, high, range(max(0, min(20, high - found[-1].end))))
    return low, min(high, found[0].start + 2 * _SHOWN)


def _edge(text: str, high: int, back: Iterable[int]) -> int:
    if high == len(text):
        return high
    return next((high - i for i in back if text[high - i].isspace()), high)
