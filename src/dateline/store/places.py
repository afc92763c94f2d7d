"""Distances and boxes on the globe."""

from __future__ import annotations

from math import asin, cos, degrees, pi, radians, sin
from typing import NamedTuple

from dateline.model.place import EARTH_KM, kilometres

distance_km = kilometres  # the name by which queries call it
# About 11 m: boxes only narrow the search and must not lose a place to rounding.
MARGIN = 1e-4


class Box(NamedTuple):
    """Degrees, all ends included, west <= east."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point lies in it."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east


def boxes_around(lat: float, lon: float, km: float) -> tuple[Box, ...]:
    """Boxes that hold every point within `km`: two where the circle crosses the antimeridian.

    >>> len(boxes_around(-17.0, 179.9, 50))
    2
    """
    angle = km / EARTH_KM
    reach = degrees(angle) + MARGIN
    south, north = lat - reach, lat + reach
    if north >= 90 or south <= -90 or angle >= pi / 2:  # a pole lies inside: every meridian does
        return (Box(-180.0, max(south, -90.0), 180.0, min(north, 90.0)),)
    wide = degrees(asin(min(1.0, sin(angle) / cos(radians(lat))))) + MARGIN
    return boxes_between(lon - wide, south, lon + wide, north)


def boxes_between(west: float, south: float, east: float, north: float) -> tuple[Box, ...]:
    """One box as boxes whose longitudes lie between -180 and 180.

    `west` greater than `east` crosses the antimeridian, as do longitudes beyond it, which maps give when scrolled.

    >>> boxes_between(170, -20, -170, 0) == boxes_between(170, -20, 190, 0)
    True
    """
    if east - west >= 360:
        return (Box(-180.0, south, 180.0, north),)
    west, east = _wrapped(west), _wrapped(east)
    if west <= east:
        return (Box(west, south, east, north),)
    return (Box(west, south, 180.0, north), Box(-180.0, south, east, north))


def _wrapped(lon: float) -> float:
    if -180 <= lon <= 180:
        return lon
    return (lon + 180) % 360 - 180
