"""What a user asks of the record. One set of names for command line, API and page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.model.event import ReviewState, Status
from dateline.model.taxonomy import EventType, Modality, SubEventType


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events to give. A field of None or () asks for nothing; all that ask must hold."""

    near: tuple[float, float] | None = None  # degrees north, east
    within_km: float = 25.0  # of `near`
    bbox: tuple[float, float, float, float] | None = None  # west, south, east, north
    since: date | None = None  # the event's interval reaches this day or a later one
    until: date | None = None  # the event's interval begins on this day or an earlier one
    types: tuple[EventType, ...] = ()
    sub_types: tuple[SubEventType, ...] = ()
    statuses: tuple[Status, ...] = ()
    modalities: tuple[Modality, ...] = ()
    grades: tuple[str, ...] = ()  # "B2", a letter "B" or a digit "2"
    countries: tuple[str, ...] = ()  # ISO 3166 alpha-2
    reviews: tuple[ReviewState, ...] = ()
    released: bool | None = None
    text: str | None = None  # words that a document of the event has
    dated: bool | None = None
    placed: bool | None = None
