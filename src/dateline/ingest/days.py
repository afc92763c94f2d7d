"""Dates of publication as pages, feeds and header lines write them. What cannot be one is no date, never an error."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime

_EARLIEST = 1800
_AHEAD = timedelta(days=2)  # clocks differ, and a paper carries tomorrow's date


def believable(day: date | None, now: datetime) -> date | None:
    """`day` where something can have been published on it: from 1800 to two days after `now`."""
    if day is None or day.year < _EARLIEST or day > now.date() + _AHEAD:
        return None
    return day


def moment_of(words: object) -> datetime | None:
    """The date and time that `words` write in ISO 8601 or as mail does; aware, else None.

    >>> moment_of("2022-06-08T23:10:00+03:00").isoformat()
    '2022-06-08T23:10:00+03:00'
    """
    moment = _parsed(words)
    if moment is None or moment.tzinfo is None:
        return None
    try:
        moment.utctimetuple()  # the first and last days of the calendar overflow in other zones
    except (OverflowError, ValueError):
        return None
    return moment


def day_of(words: object) -> date | None:
    """The civil day that `words` write, in ISO 8601 or as mail does, at the writer's own place.

    >>> day_of("Wed, 08 Jun 2022 23:10:00 +0300")
    datetime.date(2022, 6, 8)
    >>> day_of("8 June 2022")
    datetime.date(2022, 6, 8)
    >>> day_of("0000-00-00") is None
    True
    """
    moment = _parsed(words)
    return moment.date() if moment is not None else None


def _parsed(words: object) -> datetime | None:
    if not isinstance(words, str) or not 8 <= len(words.strip()) <= 60:
        return None
    for parse in (datetime.fromisoformat, _day_first, parsedate_to_datetime, _without_time):
        try:
            return parse(words.strip())
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _day_first(words: str) -> datetime:
    """A date at the start of something longer that `fromisoformat` refuses, as in "2022-06-08 at noon"."""
    if words[10:11] not in ("", " ", "T"):
        raise ValueError(words)
    return datetime.fromisoformat(words[:10])


def _without_time(words: str) -> datetime:
    """A day written as in mail, in English, without a time."""
    return parsedate_to_datetime(f"{words} 00:00:00")
