"""Points and divisions of places as tables have them."""

from __future__ import annotations

from dateline.model import Level, Place


def point(place: Place) -> tuple[float, float] | None:
    """Latitude and longitude. None for a country: its middle would pass for a place."""
    return None if place.level is Level.COUNTRY else (place.lat, place.lon)


def admin1(place: Place) -> str | None:
    """The first-order division that holds the place, or that it is."""
    return place.admin1 or (place.name if place.level is Level.ADMIN1 else None)


def admin2(place: Place) -> str | None:
    """The second-order division that holds the place, or that it is."""
    return place.admin2 or (place.name if place.level is Level.ADMIN2 else None)
