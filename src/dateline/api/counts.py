"""Counts for the timeline, the facets and the head of the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from importlib.metadata import version
from typing import Literal

from dateline.api.out import BinOut, FacetsOut, MetaOut, TimelineOut
from dateline.model import EventFilter, EventType
from dateline.store.base import Store

Unit = Literal["day", "month", "year"]
# So many bars are still told apart on a narrow screen.
MOST_DAYS = 190
MOST_MONTHS = 190 * 31

_FACETS = {
    "type": "types",
    "sub_type": "sub_types",
    "status": "statuses",
    "modality": "modalities",
    "grade": "grades",
    "country": "countries",
    "review": "reviews",
}


def fitting_unit(first: date, last: date) -> Unit:
    """The finest unit that gives no more bars than can be told apart.

    >>> fitting_unit(date(2022, 2, 24), date(2022, 6, 1))
    'day'
    """
    days = (last - first).days
    return "day" if days <= MOST_DAYS else "month" if days <= MOST_MONTHS else "year"


def bin_of(day: date, unit: Unit) -> tuple[date, date]:
    """The first and last day of the bin that holds `day`."""
    if unit == "day":
        return day, day
    if unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if day.month == 12:
        return date(day.year, 12, 1), date(day.year, 12, 31)
    return date(day.year, day.month, 1), date(day.year, day.month + 1, 1) - timedelta(days=1)


def timeline(store: Store, wanted: EventFilter, unit: Unit | None) -> TimelineOut:
    """Events by the first day that they may have begun on."""
    counted = store.timeline(wanted)
    undated = 0 if wanted.dated else store.count_events(replace(wanted, dated=False))
    if not counted:
        return TimelineOut(unit=unit or "day", bins=[], undated=undated)
    days = [day for day, _, _ in counted]
    chosen = unit or fitting_unit(min(days), max(days))
    bins: dict[tuple[date, date], dict[EventType, int]] = defaultdict(dict)
    for day, kind, count in counted:
        counts = bins[bin_of(day, chosen)]
        counts[EventType(kind)] = counts.get(EventType(kind), 0) + count
    found = [BinOut(start=start, end=end, counts=counts) for (start, end), counts in sorted(bins.items())]
    return TimelineOut(unit=chosen, bins=found, undated=undated)


def facets(store: Store, wanted: EventFilter) -> FacetsOut:
    """For each facet, how many events each value would leave. A facet's own choice does not narrow it."""
    every = store.facets(wanted)
    for name, field in _FACETS.items():
        if getattr(wanted, field):
            every[name] = store.facets(_without(wanted, field))[name]
    return FacetsOut.model_validate({name: every.get(name, {}) for name in _FACETS})


def _without(wanted: EventFilter, field: str) -> EventFilter:
    values = {name: getattr(wanted, name) for name in wanted.__dataclass_fields__ if name != field}
    return EventFilter(**values)


def meta(store: Store, *, basemap: bool) -> MetaOut:
    """What the store holds."""
    readings = [store.reading(doc.id) for doc in store.documents()]
    days = [day for day, _, _ in store.timeline(EventFilter())]
    return MetaOut(
        version=version("dateline"),
        documents=len(readings),
        claims=sum(1 for _ in store.claims()),
        events=store.count_events(EventFilter()),
        decisions=len(store.decisions()),
        rejections=len(store.rejections()),
        first=_edge(days, first=True),
        last=_edge(days, first=False),
        readers=sorted({r.reader for r in readings if r and r.reader}),
        basemap=basemap,
    )


def _edge(days: Sequence[date], *, first: bool) -> date | None:
    return (min(days) if first else max(days)) if days else None
