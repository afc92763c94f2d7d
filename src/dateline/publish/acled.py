"""Events in the 31 columns of an ACLED export. What Dateline does not know stays empty."""

from __future__ import annotations

from datetime import date, timedelta

from dateline.model import CasualtyKind, Event, EventType, Interval, SubEventType
from dateline.publish import areas, countries
from dateline.publish.cells import Cell
from dateline.publish.citations import Citations
from dateline.publish.headline import headline
from dateline.publish.precision import acled_place, acled_time

COLUMNS = tuple(
    """event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1
    actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude
    longitude geo_precision source source_scale notes fatalities tags timestamp""".split()  # noqa: SIM905
)

_CIVILIANS = "Civilian targeting"


def acled(event: Event, cited: Citations) -> dict[str, Cell]:
    """An event by ACLED's columns; `selection.happened` says which events are rows.

    `event_date` of several days is the middle one, as ACLED dates a week or a month. `fatalities` is the most
    conservative figure, and empty, not 0, where nobody gives one. `source` names the outlets of the event's documents,
    and the origins where no document is known. `inter` codes wait for a table of actors.
    """
    place, when = event.place and event.place.value, event.when and event.when.value
    point = areas.point(place) if place else None
    killed = next((t for t in event.tolls if t.kind is CasualtyKind.KILLED), None)
    known: dict[str, Cell] = {
        "event_id_cnty": f"{place.country if place else ''}{event.id}",
        "event_date": middle(when).isoformat() if when else None,
        "year": middle(when).year if when else None,
        "time_precision": acled_time(when) if when else None,
        "disorder_type": disorder(event.kind.value),
        "event_type": event.kind.value.event_type.value,
        "sub_event_type": event.kind.value.value,
        "actor1": event.actor.value if event.actor else None,
        "actor2": _other_side(event),
        "civilian_targeting": _CIVILIANS if _on_civilians(event.kind.value) else None,
        "iso": countries.number(place.country) if place else None,
        "country": countries.name(place.country) if place else None,
        "admin1": areas.admin1(place) if place else None,
        "admin2": areas.admin2(place) if place else None,
        "location": place.name if place else None,
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "geo_precision": acled_place(place.level) if place else None,
        "source": "; ".join(cited.outlets or dict.fromkeys(o.name for o in event.origins)) or None,
        "notes": headline(event),
        "fatalities": killed.conservative if killed else None,
        "tags": "; ".join(_tags(event)),
    }
    return {column: known.get(column) for column in COLUMNS}


def middle(when: Interval) -> date:
    """The middle day of an interval; of an even number the earlier one.

    >>> middle(Interval(date(2022, 3, 1), date(2022, 3, 4)))
    datetime.date(2022, 3, 2)
    """
    return when.earliest + timedelta(days=(when.days - 1) // 2)


def disorder(kind: SubEventType) -> str:
    """ACLED's disorder type of a sub-event type."""
    if kind.event_type is EventType.STRATEGIC:
        return "Strategic developments"
    if kind is SubEventType.EXCESSIVE_FORCE:
        return "Political violence; Demonstrations"
    if kind.event_type is EventType.PROTESTS or kind is SubEventType.VIOLENT_DEMONSTRATION:
        return "Demonstrations"
    return "Political violence"


def _on_civilians(kind: SubEventType) -> bool:
    return kind.event_type is EventType.CIVILIANS or kind is SubEventType.EXCESSIVE_FORCE


def _other_side(event: Event) -> str | None:
    """Whom it was done to, where the type says that it was a side or civilians; a target may be a building."""
    if event.kind.value.event_type is EventType.BATTLES and event.target:
        return event.target.value
    return "Civilians" if event.kind.value.event_type is EventType.CIVILIANS else None


def _tags(event: Event) -> list[str]:
    grade = [f"grade={event.grade.code}"] if event.grade else []
    marks = [word for word, holds in (("sum of several events", event.aggregate), ("hedged", event.hedged)) if holds]
    return [f"status={event.status.value}", f"modality={event.modality.value.value}", *grade, *marks]
