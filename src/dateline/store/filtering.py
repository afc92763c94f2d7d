"""An `EventFilter` as SQL. The reference in words is `matching.py`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, text, union_all

from dateline.model import EventFilter
from dateline.store.matching import checked, countries, grades
from dateline.store.places import Box, boxes_around, boxes_between
from dateline.store.schema import claims, document_words, event_claims, event_places, events
from dateline.store.words import asked


def conditions(wanted: EventFilter) -> list[ColumnElement[bool]]:
    """What must hold of a row of `events`, all of it.

    Raises:
        UsageError: a point, box, radius or grade is none.
    """
    checked(wanted)
    return [*_of_kind(wanted), *_of_review(wanted), *_of_days(wanted), *_of_places(wanted), *_of_text(wanted)]


def _any_of(column: ColumnElement[str], values: Iterable[str]) -> Iterator[ColumnElement[bool]]:
    listed = [str(value) for value in values]
    if listed:
        yield column.in_(listed)


def _of_kind(wanted: EventFilter) -> Iterator[ColumnElement[bool]]:
    yield from _any_of(events.c.type, wanted.types)
    yield from _any_of(events.c.sub_type, wanted.sub_types)
    yield from _any_of(events.c.modality, wanted.modalities)


def _of_review(wanted: EventFilter) -> Iterator[ColumnElement[bool]]:
    yield from _any_of(events.c.status, wanted.statuses)
    yield from _any_of(events.c.review, wanted.reviews)
    if wanted.released is not None:
        yield events.c.released.is_(wanted.released)
    if wanted.grades:
        yield or_(false(), *(_graded(letter, digit) for letter, digit in grades(wanted)))


def _graded(letter: str | None, digit: int | None) -> ColumnElement[bool]:
    parts = [events.c.reliability == letter] if letter else []
    if digit:
        parts.append(events.c.credibility == digit)
    return and_(*parts)


def _of_days(wanted: EventFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.since is not None:
        yield events.c.latest >= wanted.since.isoformat()
    if wanted.until is not None:
        yield events.c.earliest <= wanted.until.isoformat()
    if wanted.dated is not None:
        yield events.c.latest.is_not(None) if wanted.dated else events.c.latest.is_(None)


def _of_places(wanted: EventFilter) -> Iterator[ColumnElement[bool]]:
    yield from _any_of(events.c.country, countries(wanted))
    if wanted.near is not None:
        lat, lon = wanted.near
        yield _in_boxes(boxes_around(lat, lon, wanted.within_km))
        yield func.distance_km(events.c.lat, events.c.lon, lat, lon) <= wanted.within_km
    if wanted.bbox is not None:
        boxes = boxes_between(*wanted.bbox)
        yield _in_boxes(boxes)
        # The R*Tree keeps single precision, rounded outwards: the columns decide.
        yield or_(*(_in_box(box) for box in boxes))
    if wanted.placed is not None:
        yield events.c.lat.is_not(None) if wanted.placed else events.c.lat.is_(None)


def _in_boxes(boxes: Iterable[Box]) -> ColumnElement[bool]:
    return events.c.seq.in_(union_all(*(_touching(box) for box in boxes)))


def _touching(box: Box) -> Select[tuple[int]]:
    return select(event_places.c.seq).where(
        event_places.c.north >= box.south,
        event_places.c.south <= box.north,
        event_places.c.east >= box.west,
        event_places.c.west <= box.east,
    )


def _in_box(box: Box) -> ColumnElement[bool]:
    return and_(events.c.lat.between(box.south, box.north), events.c.lon.between(box.west, box.east))


def _of_text(wanted: EventFilter) -> Iterator[ColumnElement[bool]]:
    query = asked(wanted.text or "")
    if query:
        yield events.c.seq.in_(
            select(event_claims.c.event)
            .join(claims, claims.c.id == event_claims.c.claim)
            .join(document_words, document_words.c.rowid == claims.c.document)
            .where(text("document_words MATCH :words").bindparams(words=query.match()))
        )
