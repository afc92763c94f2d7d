"""Gazetteer entries."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from dateline.model.taxonomy import Level

EARTH_KM = 6371.0  # mean radius of the sphere on which every distance is measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A point on the map with a name, as the gazetteer has it."""

    name: str
    country: str  # ISO 3166 alpha-2
    lat: float  # degrees north, WGS 84; of an area its representative point
    lon: float  # degrees east
    level: Level
    geonames_id: int | None = None  # None: a place of the supplement or of another source
    admin1: str | None = None  # name of the first-order division that holds it
    admin2: str | None = None
    population: int = 0  # 0: unknown


def kilometres(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Great-circle distance by the haversine formula, on a sphere of 6,371 km; points in degrees.

    >>> round(kilometres(50.45, 30.52, 46.85, 35.37))
    536
    >>> round(kilometres(0.0, 179.9, 0.0, -179.9))
    22
    """
    north, east = radians(b_lat - a_lat) / 2, radians(b_lon - a_lon) / 2
    half = sin(north) ** 2 + cos(radians(a_lat)) * cos(radians(b_lat)) * sin(east) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
