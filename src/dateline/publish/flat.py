"""An event as one flat row: the project's own CSV, and the properties of GeoJSON."""

from __future__ import annotations

from dateline.model import CasualtyKind, Choice, Event
from dateline.publish import areas
from dateline.publish.cells import Cell
from dateline.publish.citations import Citations
from dateline.publish.headline import headline

_FIGURES = ("low", "best", "high", "conservative")
COLUMNS = (
    "id",
    "headline",
    "event_type",
    "sub_event_type",
    "modality",
    "earliest",
    "latest",
    "place",
    "admin1",
    "admin2",
    "country",
    "level",
    "lat",
    "lon",
    "geonames_id",
    "actor",
    "target",
    "victim",
    "weapon",
    *(f"{kind.value}_{figure}" for kind in CasualtyKind for figure in _FIGURES),
    "aggregate",
    "hedged",
    "status",
    "grade",
    "reliability_reason",
    "credibility_reason",
    "origins_asserting",
    "origins",
    "documents",
    "outlets",
    "urls",
    "review",
    "released",
    "claims",
)


def flat(event: Event, cited: Citations) -> dict[str, Cell]:
    """An event by the names of COLUMNS. Unknown is None; lists are parted by "; ". A country has no point."""
    place, when, grade = event.place and event.place.value, event.when and event.when.value, event.grade
    point = areas.point(place) if place else None
    return {
        "id": event.id,
        "headline": headline(event),
        "event_type": event.kind.value.event_type.value,
        "sub_event_type": event.kind.value.value,
        "modality": event.modality.value.value,
        "earliest": when.earliest.isoformat() if when else None,
        "latest": when.latest.isoformat() if when else None,
        "place": place.name if place else None,
        "admin1": areas.admin1(place) if place else None,
        "admin2": areas.admin2(place) if place else None,
        "country": place.country if place else None,
        "level": place.level.value if place else None,
        "lat": point[0] if point else None,
        "lon": point[1] if point else None,
        "geonames_id": place.geonames_id if place else None,
        **{name: choice.value if choice else None for name, choice in _roles(event)},
        **_tolls(event),
        "aggregate": event.aggregate,
        "hedged": event.hedged,
        "status": event.status.value,
        "grade": grade.code if grade else None,
        "reliability_reason": grade.reliability_reason if grade else None,
        "credibility_reason": grade.credibility_reason if grade else None,
        "origins_asserting": sum(origin.asserts for origin in event.origins),
        "origins": "; ".join(origin.name for origin in event.origins) or None,
        "documents": "; ".join(cited.documents) or None,
        "outlets": "; ".join(cited.outlets) or None,
        "urls": "; ".join(cited.urls) or None,
        "review": event.review.value,
        "released": event.released,
        "claims": "; ".join(event.claims),
    }


def _roles(event: Event) -> tuple[tuple[str, Choice[str] | None], ...]:
    return (("actor", event.actor), ("target", event.target), ("victim", event.victim), ("weapon", event.weapon))


def _tolls(event: Event) -> dict[str, Cell]:
    found: dict[str, Cell] = {f"{kind.value}_{figure}": None for kind in CasualtyKind for figure in _FIGURES}
    for toll in event.tolls:
        found.update({f"{toll.kind.value}_{figure}": getattr(toll, figure) for figure in _FIGURES})
    return found
