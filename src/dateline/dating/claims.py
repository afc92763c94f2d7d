"""Claims with their words of time turned into days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, takewhile

from dateline.dating.calendars import Heading
from dateline.dating.mentions import TimeMention, times_in
from dateline.model import Claim, Document, Interval, Modality, Span


def spotted(doc: Document) -> tuple[Span, ...]:
    """Where a document mentions calendar time."""
    return tuple(mention.span for mention in times_in(doc.text, doc.published))


def dated(claims: Sequence[Claim], doc: Document, *, country: str | None = None) -> tuple[Claim, ...]:
    """Fill `when` of each claim that has `time_words`, from the mention that they overlap most.

    A claim whose words settle no day stays undated; the day of publication never stands in. What is planned looks
    ahead of publication. The document is read once, and a second time where it tells of plans.

    A weekday that is the day of publication's own is that day: news of a Sunday that says "on Sunday" means it.

    Args:
        claims: of `doc`.
        doc: where they were read.
        country: ISO 3166 alpha-2, the outlet's.
    """
    timed = [claim for claim in claims if claim.time_words is not None]
    if not timed:
        return tuple(claims)
    told = times_in(doc.text, doc.published, country=country, same_day=True)
    planned: tuple[TimeMention, ...] = ()
    if any(claim.modality is Modality.PLANNED for claim in timed):
        planned = times_in(doc.text, doc.published, country=country, heading=Heading.AHEAD, same_day=True)
    return tuple(_dated(c, planned if c.modality is Modality.PLANNED else told) for c in claims)


def _dated(claim: Claim, mentions: Sequence[TimeMention]) -> Claim:
    return replace(claim, when=_meant(claim.time_words, mentions)) if claim.time_words is not None else claim


def _meant(words: Span, mentions: Sequence[TimeMention]) -> Interval | None:
    """The days of the mention that shares most characters with `words`; of equals the first that has days."""
    first = bisect_right(mentions, words.start, key=lambda m: m.span.end)
    touching = takewhile(lambda m: m.span.start < words.end, islice(mentions, first, None))
    best = max(touching, key=lambda m: (_shared(m.span, words), m.interval is not None), default=None)
    return best.interval if best else None


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)
