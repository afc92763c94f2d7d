"""A point that stands for an area."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

Ring = Sequence[Sequence[float]]


def inner_point(geometry: dict[str, Any]) -> tuple[float, float]:
    """Degrees north and east of the centroid of the largest polygon of a GeoJSON geometry.

    Islands and exclaves do not pull the point into the sea. Areas are compared on the plane with longitudes shrunk by
    the latitude, which is near enough to tell a mainland from an island.
    """
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    _, lat, lon = max((_centroid(polygon[0]) for polygon in polygons), key=lambda found: found[0])
    return lat, lon


def _centroid(ring: Ring) -> tuple[float, float, float]:
    """Area (in squashed square degrees), latitude and longitude of the centroid of a closed ring."""
    twice = lat = lon = 0.0
    for (x1, y1, *_), (x2, y2, *_) in pairwise(ring):
        cross = x1 * y2 - x2 * y1
        twice += cross
        lon += (x1 + x2) * cross
        lat += (y1 + y2) * cross
    if not twice:
        return 0.0, ring[0][1], ring[0][0]
    lat, lon = lat / (3 * twice), lon / (3 * twice)
    return abs(twice) / 2 * max(0.1, 1 - abs(lat) / 90), lat, lon
