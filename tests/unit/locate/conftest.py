"""A gazetteer of a few places in a dictionary."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dateline.model import Level, Place

_TOWN, _SITE, _ONE, _TWO, _LAND = Level.TOWN, Level.SITE, Level.ADMIN1, Level.ADMIN2, Level.COUNTRY
ROWS: list[tuple[str, str, float, float, Level, str | None, int]] = [
    ("Ukraine", "UA", 49, 32, _LAND, None, 44_000_000),
    ("Syria", "SY", 35, 38, _LAND, None, 20_000_000),
    ("France", "FR", 46, 2, _LAND, None, 66_000_000),
    ("United States", "US", 39.8, -98.5, _LAND, None, 330_000_000),
    ("Jordan", "JO", 31, 36, _LAND, None, 10_000_000),
    ("Texas", "US", 31.1, -98.8, _ONE, None, 25_000_000),
    ("Kentucky", "US", 37.5, -85.3, _ONE, None, 4_000_000),
    ("Kherson", "UA", 46.7, 33.6, _ONE, None, 900_000),
    ("Donetsk", "UA", 48.1, 37.7, _ONE, None, 3_900_000),
    ("Aleppo", "SY", 36.2, 37.5, _ONE, None, 3_000_000),
    ("Kherson", "UA", 46.64, 32.61, _TOWN, "Kherson", 280_000),
    ("Donetsk", "UA", 48.0, 37.8, _TOWN, "Donetsk", 900_000),
    ("Aleppo", "SY", 36.2, 37.16, _TOWN, "Aleppo", 1_600_000),
    ("Mykolaivka", "UA", 48.85, 37.78, _TOWN, "Donetsk", 14_000),
    ("Mykolaivka", "UA", 46.55, 32.9, _TOWN, "Kherson", 800),
    ("Sake", "CD", -1.57, 29.04, _TOWN, "North Kivu", 60_000),
    ("Sloviansk", "UA", 48.85, 37.61, _TOWN, "Donetsk", 110_000),
    ("Skadovsk", "UA", 46.12, 32.91, _TOWN, "Kherson", 17_000),
    ("Oleshky", "UA", 46.62, 32.72, _TOWN, "Kherson", 24_000),
    ("Paris", "FR", 48.85, 2.35, _TOWN, "Île-de-France", 2_100_000),
    ("Paris", "US", 33.66, -95.56, _TOWN, "Texas", 25_000),
    ("Paris", "US", 38.21, -84.25, _TOWN, "Kentucky", 9_000),
    ("Dallas", "US", 32.78, -96.8, _TOWN, "Texas", 1_300_000),
    ("Greenville", "US", 33.14, -96.11, _TOWN, "Texas", 28_000),
    ("London", "GB", 51.5, -0.12, _TOWN, "England", 8_900_000),
    ("Reading", "GB", 51.45, -0.97, _TOWN, "England", 160_000),
    ("Most", "CZ", 50.5, 13.64, _TOWN, "Ústí nad Labem", 67_000),
    ("Deir ez-Zor", "SY", 35.33, 40.15, _TOWN, "Deir ez-Zor", 240_000),
    ("Kerch bridge", "UA", 45.3, 36.5, _SITE, "Crimea", 0),
    ("Kerch", "UA", 45.36, 36.47, _TOWN, "Crimea", 150_000),
    ("Northern Syria", "SY", 36.3, 38, _ONE, None, 0),
    ("Letts", "US", 41.33, -91.24, _TOWN, "Iowa", 400),
    ("Moro", "PK", 26.66, 68.0, _TOWN, "Sindh", 142_000),
    ("Abu", "IN", 24.48, 72.78, _TOWN, "Rajasthan", 25_000),
    ("Dubai", "AE", 25.1, 55.2, _TOWN, "Dubai", 3_000_000),
]
PEOPLE = {"Syrian": "Syria", "Syrians": "Syria", "Ukrainian": "Ukraine", "American": "United States"}


class Few:
    """Names fold as far as these tests need: case, hyphens."""

    def __init__(self) -> None:
        self.places: dict[str, list[Place]] = {}
        for name, country, lat, lon, level, admin1, people in ROWS:
            place = Place(name=name, country=country, lat=lat, lon=lon, level=level, admin1=admin1, population=people)
            self.places.setdefault(self.key(name), []).append(place)
        for found in self.places.values():
            found.sort(key=lambda place: -place.population)

    @staticmethod
    def key(name: str) -> str:
        return name.lower().replace("-", " ").removeprefix("the ")

    def candidates(self, name: str) -> Sequence[Place]:
        return self.places.get(self.key(name), [])

    def has_prefix(self, name: str) -> bool:
        return any(known.startswith(f"{self.key(name)} ") for known in self.places)

    def demonym(self, word: str) -> Place | None:
        return self.candidates(PEOPLE[word])[0] if word in PEOPLE else None


@pytest.fixture(scope="session")
def few() -> Few:
    return Few()
