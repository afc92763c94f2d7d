"""Query parameters to an `EventFilter`: the same names as on the command line."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Query

from dateline.errors import UsageError
from dateline.model import EventFilter, EventType, Modality, ReviewState, Status, SubEventType

Grades = Annotated[str, Query(pattern=r"^([A-Fa-f][1-6]?|[1-6])$")]
Country = Annotated[str, Query(pattern=r"^[A-Za-z]{2}$")]


def wanted(  # one parameter a filter
    near: Annotated[str | None, Query(description="LAT,LON in degrees", examples=["46.85,35.37"])] = None,
    within_km: Annotated[float, Query(ge=0, le=20_100, description="kilometres around `near`")] = 25.0,
    bbox: Annotated[str | None, Query(description="west,south,east,north in degrees")] = None,
    since: Annotated[date | None, Query(description="the event reaches this day or a later one")] = None,
    until: Annotated[date | None, Query(description="the event begins on this day or an earlier one")] = None,
    type: Annotated[list[EventType] | None, Query()] = None,  # noqa: A002  the name that users write
    sub_type: Annotated[list[SubEventType] | None, Query()] = None,
    status: Annotated[list[Status] | None, Query()] = None,
    modality: Annotated[list[Modality] | None, Query()] = None,
    grade: Annotated[list[Grades] | None, Query(description="B2, a letter or a digit")] = None,
    country: Annotated[list[Country] | None, Query(description="ISO 3166 alpha-2")] = None,
    review: Annotated[list[ReviewState] | None, Query()] = None,
    released: Annotated[bool | None, Query()] = None,
    q: Annotated[str | None, Query(max_length=1000, description="words that a document of the event has")] = None,
    dated: Annotated[bool | None, Query()] = None,
    placed: Annotated[bool | None, Query()] = None,
) -> EventFilter:
    """The filter that a request asks for."""
    return EventFilter(
        near=_point(near),
        within_km=within_km,
        bbox=_box(bbox),
        since=since,
        until=until,
        types=tuple(type or ()),
        sub_types=tuple(sub_type or ()),
        statuses=tuple(status or ()),
        modalities=tuple(modality or ()),
        grades=tuple(g.upper() for g in grade or ()),
        countries=tuple(c.upper() for c in country or ()),
        reviews=tuple(review or ()),
        released=released,
        text=q.strip() or None if q else None,
        dated=dated,
        placed=placed,
    )


def _point(value: str | None) -> tuple[float, float] | None:
    if value is None:
        return None
    lat, lon = _numbers("near", value, 2)
    if abs(lat) > 90 or abs(lon) > 180:
        raise UsageError("near: latitude goes from -90 to 90, longitude from -180 to 180.")
    return lat, lon


def _box(value: str | None) -> tuple[float, float, float, float] | None:
    if value is None:
        return None
    west, south, east, north = _numbers("bbox", value, 4)
    if south > north or abs(south) > 90 or abs(north) > 90 or abs(west) > 180 or abs(east) > 180:
        raise UsageError("bbox: write it as west,south,east,north, in degrees.")
    return west, south, east, north


def _numbers(name: str, value: str, count: int) -> tuple[float, ...]:
    try:
        found = tuple(float(part) for part in value.split(","))
    except ValueError:
        found = ()
    if len(found) != count or any(x != x for x in found):  # NaN alone differs from itself
        raise UsageError(f"{name}: {count} numbers with commas between are needed.")
    return found
