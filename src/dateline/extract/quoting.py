"""Finds the words that somebody quotes from a text: word for word, or they are not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from dateline.model import Span

# Characters; what is longer is no quotation of a phrase or a passage.
LONGEST = 2_000
# Occurrences that are weighed against each other.
_MOST = 200
# One character for one character, so that offsets stay: whoever copies by hand or by machine changes these.
_ALIKE = str.maketrans(
    dict.fromkeys("‘’ʼ`´‛", "'")
    | dict.fromkeys("“”„«»‟", '"')
    | dict.fromkeys("–—‑−‒", "-")
    | dict.fromkeys("\xa0\u2009\u202f\u2007", " ")
)
_EDGES = " \t\r\n\"'.,;:!?…()[]*_"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A text in which quotations are looked up, from `start` to `end`."""

    text: str
    start: int
    end: int
    folded: str  # the stretch alone, as long as it is

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Quoted:
        """The stretch of `text` between two offsets; spans are of the whole `text`."""
        return cls(text, start, end, text[start:end].translate(_ALIKE))

    def find(self, words: str, *, within: Span | None = None, near: int | None = None) -> Span | None:
        """Where `words` stand, as whole words; None where they do not, or stand nowhere near enough to choose.

        White space, the forms of quotation marks and dashes, and capitals may differ.

        Args:
            words: the quotation.
            within: a stretch in which they are looked for first.
            near: where the quotation belongs: of several occurrences the nearest one before it is meant, else the
                nearest after it. None: the first one.
        """
        if within is not None:
            inside = _chosen(self._all(words, within.start, within.end), near, within)
            if inside is not None:
                return inside
        return _chosen(self._all(words, self.start, self.end), near, None)

    def count(self, words: str, *, start: int, end: int) -> int:
        """How often `words` stand between two offsets."""
        return len(self._all(words, start, end))

    def _all(self, words: str, start: int, end: int) -> list[Span]:
        for wanted in dict.fromkeys((words.strip(), words.strip(_EDGES))):
            if not wanted or len(wanted) > LONGEST:
                continue
            for same_case in (True, False):
                found = list(self._matches(wanted, start, end, same_case))
                if found:
                    return found
        return []

    def _matches(self, words: str, start: int, end: int, same_case: bool) -> Iterator[Span]:
        pattern = _pattern(words.translate(_ALIKE), same_case)
        for match in islice(pattern.finditer(self.folded, start - self.start, end - self.start), _MOST):
            yield Span.of(self.text, match.start() + self.start, match.end() + self.start)


def _chosen(found: list[Span], near: int | None, within: Span | None) -> Span | None:
    if not found or near is None:
        return found[0] if found else None
    if within is not None:
        return min(found, key=lambda s: (abs(s.start - near), s.start))
    return min(found, key=lambda s: (s.start > near, abs(s.start - near)))


@lru_cache(maxsize=64)
def _pattern(words: str, same_case: bool) -> re.Pattern[str]:
    # Literal words with blanks between: nothing to go back over, so that matching is linear.
    body = r"\s+".join(map(re.escape, words.split()))
    before = r"(?<!\w)" if re.match(r"\w", words) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", words) else ""
    return re.compile(before + body + after, re.NOFLAG if same_case else re.IGNORECASE)
