"""Events as files: CSV, GeoJSON, JSON lines, and CSV in the columns of ACLED and UCDP GED."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import TextIO

from dateline.model import Document, DocumentId, Event
from dateline.publish import acled, areas, flat, ucdp
from dateline.publish.cells import Cell, cell
from dateline.publish.citations import Citations, Lookup, citations
from dateline.publish.selection import happened


class Form(StrEnum):
    """How events are written."""

    CSV = "csv"
    GEOJSON = "geojson"
    JSONL = "jsonl"
    ACLED = "acled"
    UCDP = "ucdp"


def _no_documents(key: DocumentId) -> Document | None:
    del key
    return None


def write_events(events: Iterable[Event], out: TextIO, *, form: Form, documents: Lookup = _no_documents) -> int:
    """Write events in the order given; give how many were written.

    The columns of ACLED and UCDP have no place for how an event stands: only those that somebody asserts and no
    decision rejects are written in them (`selection.happened`). The other forms have all, each with its status.

    Args:
        events: any events; `policy.public` lets through those that may leave the desk.
        out: text to write to, opened with `newline=""` and UTF-8 where it is a file.
        form: columns and syntax. Unknown values are left empty, or null in JSON.
        documents: finds a document, for columns that name outlets, addresses and days.
    """
    if form is Form.GEOJSON:
        return _geojson(events, out, documents)
    if form is Form.JSONL:
        return _jsonl(events, out)
    columns, row = _TABLES[form]
    chosen = events if form is Form.CSV else filter(happened, events)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    count = 0
    for count, event in enumerate(chosen, start=1):  # noqa: B007
        values = row(event, citations(event, documents))
        writer.writerow([cell(values[column]) for column in columns])
    return count


_Row = Callable[[Event, Citations], Mapping[str, Cell]]
_TABLES: dict[Form, tuple[tuple[str, ...], _Row]] = {
    Form.CSV: (flat.COLUMNS, flat.flat),
    Form.ACLED: (acled.COLUMNS, acled.acled),
    Form.UCDP: (ucdp.COLUMNS, ucdp.ucdp),
}


def _jsonl(events: Iterable[Event], out: TextIO) -> int:
    """One record a line, as docs/record.md explains it."""
    from dateline.model.records import EventRecord, write_line  # pydantic, for those who write JSON alone

    count = 0
    for count, event in enumerate(events, start=1):  # noqa: B007
        out.write(write_line(EventRecord.of(event)) + "\n")
    return count


def _geojson(events: Iterable[Event], out: TextIO, documents: Lookup) -> int:
    """A FeatureCollection (RFC 7946), one feature a line. Without a place finer than a country the geometry is null."""
    out.write('{"type": "FeatureCollection", "features": [')
    count = 0
    for count, event in enumerate(events, start=1):
        out.write(",\n" if count > 1 else "\n")
        out.write(json.dumps(feature(event, documents), ensure_ascii=True, allow_nan=False))
    out.write("\n]}\n")
    return count


def feature(event: Event, documents: Lookup = _no_documents) -> dict[str, object]:
    """An event as a GeoJSON feature: longitude first, the flat columns as properties.

    The `level` among them says how fine the point is: that of an area is its middle. A country has no geometry.
    """
    point = areas.point(event.place.value) if event.place else None
    geometry = {"type": "Point", "coordinates": [point[1], point[0]]} if point else None
    properties = dict(flat.flat(event, citations(event, documents)))
    return {"type": "Feature", "id": event.id, "geometry": geometry, "properties": properties}
