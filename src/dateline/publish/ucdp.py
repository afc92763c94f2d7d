"""Events in the 49 columns of UCDP GED. What Dateline does not know stays empty."""

from __future__ import annotations

from dateline.model import CasualtyKind, Event, EventType, Place
from dateline.publish import areas, countries
from dateline.publish.cells import Cell
from dateline.publish.citations import Citations
from dateline.publish.precision import priogrid, ucdp_place, ucdp_time

COLUMNS = tuple(
    """id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name
    dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b
    number_of_sources source_article source_office source_date source_headline source_original where_prec
    where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region
    event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa
    gwnob""".split()  # noqa: SIM905
)
_CLEAR, _LOWER = 1, 2
_ONE_SIDED = 3


def ucdp(event: Event, cited: Citations) -> dict[str, Cell]:
    """An event by UCDP GED's columns; `selection.happened` says which events are rows.

    `number_of_sources` counts independent origins that assert the event. All deaths stand under `deaths_unknown`, as
    tolls are not kept by side; `deaths_a`, `deaths_b` and `deaths_civilians` are empty, not 0, though claims may say
    whose they were. `high` of an open count ("more than 100") is its lower bound.
    """
    when = event.when and event.when.value
    known: dict[str, Cell] = {
        "id": event.id,
        "year": when.earliest.year if when else None,
        "type_of_violence": _ONE_SIDED if event.kind.value.event_type is EventType.CIVILIANS and event.actor else None,
        "side_a": event.actor.value if event.actor else None,
        "side_b": _side_b(event),
        "number_of_sources": sum(origin.asserts for origin in event.origins),
        "source_article": "; ".join(cited.urls) or None,
        "source_office": "; ".join(cited.outlets) or None,
        "source_date": "; ".join(cited.days) or None,
        "source_headline": "; ".join(cited.titles) or None,
        "source_original": "; ".join(dict.fromkeys(o.name for o in event.origins if o.asserts)) or None,
        "event_clarity": _LOWER if event.aggregate else _CLEAR,
        "date_prec": ucdp_time(when) if when else None,
        "date_start": when.earliest.isoformat() if when else None,
        "date_end": when.latest.isoformat() if when else None,
        **(_where(event.place.value) if event.place else {}),
        **_deaths(event),
    }
    return {column: known.get(column) for column in COLUMNS}


def _side_b(event: Event) -> str | None:
    if event.kind.value.event_type is EventType.CIVILIANS:
        return "Civilians"
    return event.target.value if event.target and event.kind.value.event_type is EventType.BATTLES else None


def _where(place: Place) -> dict[str, Cell]:
    point = areas.point(place)
    return {
        "where_prec": ucdp_place(place.level),
        "where_coordinates": place.name,
        "adm_1": areas.admin1(place),
        "adm_2": areas.admin2(place),
        "latitude": place.lat if point else None,
        "longitude": place.lon if point else None,
        "geom_wkt": f"POINT ({place.lon} {place.lat})" if point else None,
        "priogrid_gid": priogrid(place.lat, place.lon) if point else None,
        "country": countries.name(place.country),
    }


def _deaths(event: Event) -> dict[str, Cell]:
    killed = next((t for t in event.tolls if t.kind is CasualtyKind.KILLED), None)
    if killed is None:
        return {}
    most = killed.high if killed.high is not None else max(killed.low or 0, killed.best or 0)
    return {"deaths_unknown": killed.best, "best": killed.best, "high": most, "low": killed.low}
