"""Gazetteer entries."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.taxonomy import Level


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
