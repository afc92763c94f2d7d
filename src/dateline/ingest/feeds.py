"""RSS and Atom → their entries. Links are followed by whoever asks for it, never from here."""

from __future__ import annotations

import io
import re
from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from dateline.errors import BadInput
from dateline.ingest.addresses import normalised
from dateline.ingest.days import believable, day_of, moment_of
from dateline.ingest.pages import fragment_text

# A teaser has one or two sentences (about 200 characters); what is longer is taken for the report itself.
LONG_ENOUGH = 600
_OWN_ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed."""

    text: str  # what the feed itself carries; may be empty or a teaser
    markup: str  # the HTML that it stands in
    url: str | None
    title: str | None
    author: str | None
    source: str | None  # the feed's title
    published: date | None
    published_at: datetime | None  # aware
    language: str | None

    @property
    def is_whole(self) -> bool:
        """Whether the feed carries the report itself rather than a teaser."""
        return len(self.text) >= LONG_ENOUGH


def entries(raw: bytes, *, now: datetime, most: int, media_type: str = "") -> tuple[Entry, ...]:
    """The entries of a feed, in its order, at most `most` of them.

    Raises:
        BadInput: it is no feed, has no entries, or declares entities of its own (as a decompression bomb in XML does).
    """
    import feedparser

    if _OWN_ENTITIES.search(raw):
        raise BadInput("The feed declares entities of its own, as bombs in XML do. Feeds need none.")
    headers = {"content-type": media_type} if media_type else {}
    try:
        # A file object: of bytes feedparser would first try to open a file or an address of that name.
        parsed = feedparser.parse(io.BytesIO(raw), response_headers=headers)
    except Exception as error:  # a hostile feed must become a rejection, whatever it makes the parser raise
        raise BadInput(f"The feed cannot be parsed ({type(error).__name__}: {error}).") from error
    if not parsed.entries:
        problem = f" ({parsed.bozo_exception})" if parsed.bozo else ""
        raise BadInput(f"The feed has no entries{problem}. Check that its address or file is the right one.")
    return tuple(_entry(item, parsed.feed, now) for item in parsed.entries[:most])


def _entry(item: Any, feed: Any, now: datetime) -> Entry:
    markup = max(
        [str(c.get("value") or "") for c in item.get("content", ())] + [str(item.get("summary") or "")], key=len
    )
    day, moment = _published(item, now)
    return Entry(
        text=_words(markup),
        markup=markup,
        url=normalised(item.get("link")),
        title=_words(item.get("title")) or None,
        author=_words(item.get("author")) or None,
        source=_words(feed.get("title")) or None,
        published=day,
        published_at=moment,
        language=feed.get("language"),
    )


def _words(markup: object) -> str:
    if not isinstance(markup, str) or not markup.strip():
        return ""
    try:
        return fragment_text(markup)
    except BadInput:
        return ""


def _published(item: Any, now: datetime) -> tuple[date | None, datetime | None]:
    """The day at the outlet, and the moment. Where the words cannot be read, feedparser's reading in UTC is taken."""
    words = item.get("published")
    moment = moment_of(words)
    day = day_of(words)
    if day is None and (fields := item.get("published_parsed")):
        try:
            moment = datetime.fromtimestamp(timegm(fields), tz=UTC)
        except (ValueError, TypeError, OverflowError, OSError):
            return None, None
        day = moment.date()
    day = believable(day, now)
    return day, moment if day is not None else None
