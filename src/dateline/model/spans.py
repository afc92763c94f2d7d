"""Half-open stretches of a document's text, counted in Unicode code points."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (exclusive) of a document, with the text that stands there.

    >>> Span.of("Shells hit Izyum.", 11, 16)
    Span(start=11, end=16, text='Izyum')
    """

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.text) != self.end - self.start:
            raise ValueError(f"not a span: {self.start} to {self.end}, {len(self.text)} characters")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from `start` to `end`.

        Raises:
            ValueError: the span is empty or leaves the text.
        """
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def within(self, text: str) -> bool:
        """Whether `text` really has these words at this place."""
        return text[self.start : self.end] == self.text
