"""The basemap as it was built: an archive whose tiles decode."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from dateline.resources.paths import basemap_path

SOUTHERN_UKRAINE = ("6", "38", "22")  # zoom, column, row: 33.75 to 39.4 east, 45.1 to 48.9 north


@pytest.fixture(scope="module")
def tile() -> dict[str, list[Any]]:
    """The features of a tile by layer."""
    path = basemap_path()
    if not path.is_file():
        pytest.skip("the basemap is not built: `make data` builds it")
    pytest.importorskip("cubao_tippecanoe", reason="tippecanoe is not installed")
    call = [sys.executable, "-m", "cubao_tippecanoe", "decode", str(path), *SOUTHERN_UKRAINE]
    found = json.loads(subprocess.run(call, capture_output=True, check=True, text=True).stdout)
    return {part["properties"]["layer"]: part["features"] for part in found["features"]}


def points(coordinates: Any) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates[0], (int, float)):
        yield coordinates[0], coordinates[1]
        return
    for part in coordinates:
        yield from points(part)


def at_perekop(feature: Any) -> bool:
    """Whether a line runs over the isthmus that joins Crimea to the rest of Ukraine."""
    return any(33.7 < lon < 34.9 and 45.8 < lat < 46.3 for lon, lat in points(feature["geometry"]["coordinates"]))


def test_a_tile_has_every_kind_of_layer(tile: dict[str, list[Any]]) -> None:
    assert {"land", "borders", "regions", "towns"} <= set(tile)


def test_towns_have_their_latin_and_cyrillic_names(tile: dict[str, list[Any]]) -> None:
    names = {f["properties"]["name"]: f["properties"].get("name_cyrl") for f in tile["towns"]}
    assert names["Melitopol"] == "Мелітополь"


def test_districts_of_a_town_are_no_towns(tile: dict[str, list[Any]]) -> None:
    names = {f["properties"]["name"] for f in tile["towns"]}
    assert "Mariupol" in names
    assert "Pravyi Bereh" not in names


def test_crimea_is_parted_from_ukraine_by_no_border_of_states(tile: dict[str, list[Any]]) -> None:
    assert not any(at_perekop(f) for f in tile["borders"])
    assert any(at_perekop(f) for f in tile["regions"])
