"""Claims with their words of time turned into days."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from dateline.dating.calendars import Heading
from dateline.dating.mentions import TimeMention, times_in
from dateline.model import Claim, Document, Interval, Modality, Span

# Characters: how far apart a time and the clause that it stands in are looked for, and two times that "and" joins.
CLAUSE = 120
NEAR = 12

_SINCE = re.compile(r"(?:ever\s+)?since\s+", re.IGNORECASE)
_SINCE_CLAUSE = re.compile(r"(?<!\w)since\s+(?:[^\W\d_][\w'’-]*\s+){1,10}\Z", re.IGNORECASE)
_WHEN = re.compile(r",?\s+when(?!\w)", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?:in\s+|on\s+)?", re.IGNORECASE)
_STOP = re.compile(r"[.!?]\s|\n")


def spotted(doc: Document) -> tuple[Span, ...]:
    """Where a document mentions calendar time."""
    return tuple(mention.span for mention in times_in(doc.text, doc.published))


def dated(claims: Sequence[Claim], doc: Document, *, country: str | None = None) -> tuple[Claim, ...]:
    """Fill `when` of each claim that has `time_words`, from the mention that they overlap most.

    A claim whose words settle no day stays undated; the day of publication never stands in. What is planned looks
    ahead of publication. The document is read once, and a second time where it tells of plans. Where the days rest on
    other words than the mention's ("June and July" for "June"), `time_words` becomes these.

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
    return tuple(_dated(c, doc, planned if c.modality is Modality.PLANNED else told) for c in claims)


def _dated(claim: Claim, doc: Document, mentions: Sequence[TimeMention]) -> Claim:
    if claim.time_words is None:
        return claim
    number = _meant(claim.time_words, mentions)
    if number is None:
        return replace(claim, when=None)
    days, words = _days(claim.trigger, doc, mentions, number)
    return replace(claim, when=days, time_words=words or claim.time_words)


def _meant(words: Span, mentions: Sequence[TimeMention]) -> int | None:
    """Which mention shares most characters with `words`; of equals the first that has days."""
    first = bisect_right(mentions, words.start, key=lambda m: m.span.end)
    touching = takewhile(lambda n: mentions[n].span.start < words.end, range(first, len(mentions)))
    return max(
        touching, key=lambda n: (_shared(mentions[n].span, words), mentions[n].interval is not None), default=None
    )


def _days(
    trigger: Span, doc: Document, mentions: Sequence[TimeMention], number: int
) -> tuple[Interval | None, Span | None]:
    """The days of a mention as they are those of the event at `trigger`, and the words that say so if not its own."""
    mention = mentions[number]
    days, span, text = mention.interval, mention.span, doc.text
    if days is None:
        return None, None
    since = _SINCE.match(span.text)
    if since:
        # "missing since Saturday, when the base was stormed": the storming was on Saturday.
        when = _WHEN.match(text, span.end)
        if when and when.end() <= trigger.start < _sentence_end(text, when.end()):
            began = Span.of(text, span.start + since.end(), span.end)
            return _alone(began, doc), began
        return days, None
    opening = _SINCE_CLAUSE.search(text, max(0, span.start - CLAUSE), span.start)
    if opening and doc.published and days.earliest <= doc.published and not opening.start() < trigger.start < span.end:
        # "2,000 have died since the war began in May": died from May on; the war began in May.
        return Interval(days.earliest, doc.published), Span.of(text, opening.start(), span.end)
    return _with_next(text, mentions, number)


def _with_next(text: str, mentions: Sequence[TimeMention], number: int) -> tuple[Interval | None, Span | None]:
    """The days of "June and July", "Monday and Tuesday", whichever of the two is meant."""
    days, words = mentions[number].interval, mentions[number].span
    for other in (number - 1, number + 1):
        if days is None or not 0 <= other < len(mentions):
            continue
        first, last = sorted((mentions[number], mentions[other]), key=lambda m: m.span.start)
        near = last.span.start - first.span.end <= NEAR and _AND.fullmatch(text, first.span.end, last.span.start)
        a, b = first.interval, last.interval
        if near and a and b and a.earliest < b.earliest and a.gap(b) <= max(a.days, b.days):
            days, words = Interval(a.earliest, b.latest), Span.of(text, first.span.start, last.span.end)
    return days, None if words is mentions[number].span else words


def _alone(words: Span, doc: Document) -> Interval | None:
    """The days of words of time that stand alone."""
    inner = times_in(f"in {words.text}", doc.published, heading=Heading.BACK)
    return inner[0].interval if inner else None


def _sentence_end(text: str, start: int) -> int:
    stop = _STOP.search(text, start, start + CLAUSE)
    return stop.start() if stop else min(len(text), start + CLAUSE)


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)
