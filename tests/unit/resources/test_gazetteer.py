"""Opening and asking the gazetteer."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import GazetteerMissing, ResourceMissing
from dateline.model import Level
from dateline.resources.gazetteer import SqliteGazetteer, open_gazetteer
from dateline.resources.gazetteer_build import Entry, write_gazetteer
from dateline.resources.paths import data_dir, gazetteer_path


def entry(name: str, country: str, lat: float, lon: float, **more: object) -> Entry:
    return Entry(
        **{"name": name, "country": country, "lat": lat, "lon": lon, "level": Level.TOWN, "feature": "PPL", **more}
    )


ENTRIES = [
    entry("Ukraine", "UA", 49, 32, level=Level.COUNTRY, feature="PCLI", population=44_000_000, geonames_id=690791),
    entry(
        "Kherson", "UA", 46.7, 33.6, level=Level.ADMIN1, feature="ADM1", names={"Kherson Oblast"}, population=900_000
    ),
    entry("Kherson", "UA", 46.64, 32.61, admin1="Kherson", population=280_000, geonames_id=706448, names={"Херсон"}),
    entry("Slov’yansk", "UA", 48.85, 37.61, population=110_000, geonames_id=692087),
    entry("Saint-Denis", "FR", 48.94, 2.36, population=110_000),
    entry("Al Bāb", "SY", 36.37, 37.52, population=130_000, names={"الباب"}),
    entry("Chornobaivka", "UA", 46.7, 32.53, population=9_000, geonames_id=710727),
    entry("Chornobaivka", "UA", 46.71, 32.54, population=0, origin="supplement"),
]


@pytest.fixture
def small(tmp_path: Path) -> SqliteGazetteer:
    path = tmp_path / "gazetteer.sqlite"
    write_gazetteer(path, ENTRIES, {"ukrainian": 1})
    return open_gazetteer(path)


@pytest.fixture(scope="module")
def built() -> SqliteGazetteer:
    if not gazetteer_path().is_file():
        pytest.skip("no built gazetteer; run `dateline gazetteer build`")
    return open_gazetteer()


@pytest.mark.parametrize("written", ["Slovyansk", "SLOV'YANSK", "Slov’yansk", "slovʼyansk"])
def test_apostrophes_and_case_do_not_hide_a_town(small: SqliteGazetteer, written: str) -> None:
    assert [p.geonames_id for p in small.candidates(written)] == [692087]


@pytest.mark.parametrize("written", ["St. Denis", "Saint Denis", "saint-denis", "Sáint Dénis"])
def test_saint_may_be_short_and_hyphens_may_be_spaces(small: SqliteGazetteer, written: str) -> None:
    assert [p.country for p in small.candidates(written)] == ["FR"]


@pytest.mark.parametrize("written", ["al-Bab", "Bab", "Al Bab", "الباب", "the Bab"])
def test_an_arabic_article_may_be_left_out(small: SqliteGazetteer, written: str) -> None:
    assert [p.country for p in small.candidates(written)] == ["SY"]


def test_a_cyrillic_name_is_found_by_itself_and_in_latin_letters(small: SqliteGazetteer) -> None:
    assert small.candidates("Херсон")[0].geonames_id == 706448
    assert small.candidates("Чорнобаївка")[0].geonames_id == 710727


def test_the_most_populous_bearer_of_a_name_comes_first(small: SqliteGazetteer) -> None:
    assert [p.level for p in small.candidates("Kherson")] == [Level.ADMIN1, Level.TOWN]


def test_two_rows_for_one_place_are_one_candidate(small: SqliteGazetteer) -> None:
    assert [p.population for p in small.candidates("Chornobaivka")] == [9_000]


def test_a_prefix_is_known_by_whole_words(small: SqliteGazetteer) -> None:
    assert small.has_prefix("Saint")
    assert not small.has_prefix("Sain")
    assert not small.has_prefix("Kherson Oblast")


def test_a_demonym_stands_for_its_country(small: SqliteGazetteer) -> None:
    place = small.demonym("Ukrainian")
    assert place is not None
    assert (place.country, place.level) == ("UA", Level.COUNTRY)
    assert small.demonym("Ruritanian") is None


def test_threads_may_share_it(small: SqliteGazetteer) -> None:
    found: list[int] = []
    workers = [threading.Thread(target=lambda: found.append(len(small.candidates("Kherson")))) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    small.close()
    assert found == [2] * 8


def test_nothing_can_be_written_through_it(small: SqliteGazetteer) -> None:
    with pytest.raises(sqlite3.OperationalError):
        small._base().execute("DELETE FROM places")


def test_a_missing_gazetteer_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(GazetteerMissing, match="dateline gazetteer build"):
        open_gazetteer(tmp_path / "none.sqlite")


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite").write_text("not a database at all, but long enough to be looked into " * 30)
    with pytest.raises(ResourceMissing, match="not a gazetteer"):
        open_gazetteer(tmp_path / "x.sqlite")


def test_any_text_may_be_asked_for(small: SqliteGazetteer) -> None:
    @given(st.text(max_size=300))
    def ask(name: str) -> None:
        small.candidates(name)
        small.has_prefix(name)
        small.demonym(name)

    ask()
    assert small.candidates("\ud800Kherson\x00") == small.candidates("Kherson")
    assert small.candidates("x" * 1_000_000) == ()


def test_data_stand_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path))
    assert data_dir() == tmp_path


def test_every_name_of_conflict_reporting_is_known_in_its_country(built: SqliteGazetteer, shared: Path) -> None:
    lines = (shared / "data" / "places" / "test-names.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line and not line.startswith("#")]
    missing = [name for name, country in pairs if country not in {p.country for p in built.candidates(name)}]
    assert missing == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kyiv", "Kiev"), ("Chasiv Yar", "Chasov Yar"), ("Hodeidah", "al-Hodeida"), ("Kharkiv", "Харьков")],
)
def test_spellings_of_one_town_meet(built: SqliteGazetteer, one: str, other: str) -> None:
    towns = [{p.geonames_id for p in built.candidates(name) if p.level is Level.TOWN} for name in (one, other)]
    assert towns[0] & towns[1]


def test_the_built_gazetteer_is_whole(built: SqliteGazetteer) -> None:
    base = sqlite3.connect(built.path)
    levels = dict(base.execute("SELECT level, count(*) FROM places GROUP BY level"))
    base.close()
    assert levels["town"] > 200_000
    assert levels["admin1"] > 3_000
    assert levels["admin2"] > 20_000
    assert levels["country"] > 230
    assert built.path.stat().st_size < 250 << 20
