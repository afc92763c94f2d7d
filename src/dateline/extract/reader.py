"""What every reader offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from dateline.model import Claim, Document, Span

# Spots spans of a text: times that denote calendar time, or names that the gazetteer knows.
# Readers that do not tag times or places themselves are handed such a function; stages do not import each other.
Spotter = Callable[[Document], Sequence[Span]]


class Reader(Protocol):
    """Reads the claims of a document. Places and times are left as words; the pipeline resolves them."""

    @property
    def name(self) -> str:
        """Name and version, as in "baseline 0.1": stored with every claim."""

    @property
    def languages(self) -> frozenset[str]:
        """ISO 639-1 codes of what it reads. A document in another language gets no claims."""

    def read(self, doc: Document) -> tuple[Claim, ...]:
        """The claims of `doc`, in order of their triggers, with `toponym` and `time_words` unresolved.

        Every span lies in `doc.text`. Pure: the same document gives the same claims.
        """
