"""What an `EventFilter` asks, checked, and whether an event meets it. The SQL in `filtering.py` says the same."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite

from dateline.errors import UsageError
from dateline.model import Event, EventFilter
from dateline.store.places import boxes_between, distance_km
from dateline.store.words import asked

EVERYTHING = EventFilter()


def checked(wanted: EventFilter) -> EventFilter:
    """The filter itself.

    Raises:
        UsageError: a point, box, radius or grade is none.
    """
    if wanted.near is not None:
        lat, lon = wanted.near
        if not (-90 <= lat <= 90 and isfinite(lon)):
            raise UsageError(f"No point: {lat}, {lon}. Give degrees north (-90 to 90) and degrees east.")
        if not (wanted.within_km >= 0 and isfinite(wanted.within_km)):
            raise UsageError(f"No radius: {wanted.within_km}. Give kilometres, 0 or more.")
    if wanted.bbox is not None:
        west, south, east, north = wanted.bbox
        if not (isfinite(west) and isfinite(east) and -90 <= south <= north <= 90):
            raise UsageError(f"No box: {wanted.bbox}. Give west, south, east, north in degrees, south below north.")
    grades(wanted)
    return wanted


def grades(wanted: EventFilter) -> tuple[tuple[str | None, int | None], ...]:
    """The grades asked for as letter and digit; None where either will do.

    Raises:
        UsageError: one is neither "B2" nor a letter A to F nor a digit 1 to 6.
    """
    return tuple(_grade(words) for words in wanted.grades)


def _grade(words: str) -> tuple[str | None, int | None]:
    letter = words[:1].upper() if words[:1].upper() in tuple("ABCDEF") else None
    rest = words[1:] if letter else words
    digit = int(rest) if rest in tuple("123456") else None
    if (rest and digit is None) or not words:
        raise UsageError(f'No grade: {words!r}. Give one such as "B2", a letter A to F or a digit 1 to 6.')
    return letter, digit


def window(limit: int | None, offset: int) -> tuple[int | None, int]:
    """Both as they are.

    Raises:
        UsageError: one is negative.
    """
    if offset < 0 or (limit is not None and limit < 0):
        raise UsageError(f"limit {limit} and offset {offset} cannot be negative.")
    return limit, offset


def newest_first(event: Event) -> tuple[int, int, str]:
    """Sorts events: latest `when` first (by its last day, then its first), undated last, then by id."""
    if event.when is None:
        return 1, 0, event.id
    days = event.when.value
    return -days.latest.toordinal(), -days.earliest.toordinal(), event.id


def met(event: Event, wanted: EventFilter, documents_with: Callable[[Event], bool]) -> bool:
    """Whether the event meets all that `wanted` asks; `documents_with` says so of its text."""
    return (
        _kind_met(event, wanted)
        and _review_met(event, wanted)
        and _when_met(event, wanted)
        and _place_met(event, wanted)
        and (wanted.text is None or not asked(wanted.text) or documents_with(event))
    )


def _kind_met(event: Event, wanted: EventFilter) -> bool:
    return (
        (not wanted.types or event.kind.value.event_type in wanted.types)
        and (not wanted.sub_types or event.kind.value in wanted.sub_types)
        and (not wanted.modalities or event.modality.value in wanted.modalities)
    )


def _review_met(event: Event, wanted: EventFilter) -> bool:
    return (
        (not wanted.statuses or event.status in wanted.statuses)
        and (not wanted.reviews or event.review in wanted.reviews)
        and (wanted.released is None or event.released == wanted.released)
        and (not wanted.grades or any(_graded(event, letter, digit) for letter, digit in grades(wanted)))
    )


def _graded(event: Event, letter: str | None, digit: int | None) -> bool:
    grade = event.grade
    return grade is not None and letter in (None, grade.reliability) and digit in (None, grade.credibility)


def _when_met(event: Event, wanted: EventFilter) -> bool:
    if wanted.dated is not None and (event.when is not None) != wanted.dated:
        return False
    if event.when is None:
        return wanted.since is None and wanted.until is None
    days = event.when.value
    return (wanted.since is None or days.latest >= wanted.since) and (
        wanted.until is None or days.earliest <= wanted.until
    )


def _place_met(event: Event, wanted: EventFilter) -> bool:
    if wanted.placed is not None and (event.place is not None) != wanted.placed:
        return False
    if event.place is None:
        return wanted.near is None and wanted.bbox is None and not wanted.countries
    place = event.place.value
    return (
        (not wanted.countries or place.country in countries(wanted))
        and (wanted.near is None or distance_km(place.lat, place.lon, *wanted.near) <= wanted.within_km)
        and (wanted.bbox is None or any(box.holds(place.lat, place.lon) for box in boxes_between(*wanted.bbox)))
    )


def countries(wanted: EventFilter) -> tuple[str, ...]:
    """The codes asked for, in the upper case that places have."""
    return tuple(code.upper() for code in wanted.countries)
