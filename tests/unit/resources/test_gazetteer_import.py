"""Importing GeoNames country dumps."""

from __future__ import annotations

import threading
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dateline.errors import BadDump, FetchFailed, GazetteerMissing
from dateline.model import Level
from dateline.resources.gazetteer import import_dump, list_imports, open_gazetteer, remove_import
from dateline.resources.gazetteer_build import Entry, write_gazetteer


def line(
    number: int, name: str, kind: str, feature: str, *, country: str = "UA", lat: str = "46.7", **more: str
) -> str:
    division = [more.get("one", "08"), more.get("two", ""), "", ""]
    rest = [more.get("people", "0"), "", "40", "Europe/Kyiv", "2024-01-01"]
    row = [str(number), name, name, more.get("names", ""), lat, "32.5", kind, feature, country, "", *division, *rest]
    return "\t".join(row)


DUMP = "\n".join(
    [
        line(706442, "Kherson Oblast", "A", "ADM1"),
        line(1, "Stara Balka", "P", "PPL", people="412", names="Старая Балка,Stara-Balka"),
        line(2, "Stara Balka Air Base", "S", "AIRB"),
        line(3, "Hotel Stara Balka", "S", "HTL"),
        line(4, "Zhovtneve", "P", "PPLH"),
    ]
)


@pytest.fixture
def gazetteer(tmp_path: Path) -> Path:
    path = tmp_path / "gazetteer.sqlite"
    entries = [
        Entry(name="Kherson", country="UA", lat=46.7, lon=33.6, level=Level.ADMIN1, feature="ADM1", geonames_id=706442)
    ]
    write_gazetteer(path, entries, {})
    return path


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "UA.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("readme.txt", "GeoNames")
        packed.writestr("UA.txt", DUMP)
    return path


def test_villages_and_airfields_are_imported_and_hotels_are_not(gazetteer: Path, dump: Path) -> None:
    report = import_dump("ua", dump, gazetteer)
    assert (report.read, report.places) == (5, 3)
    opened = open_gazetteer(gazetteer)
    village = opened.candidates("Старая Балка")[0]
    assert (village.name, village.level, village.population, village.admin1) == (
        "Stara Balka",
        Level.TOWN,
        412,
        "Kherson",
    )
    assert opened.candidates("Stara Balka Air Base")[0].level is Level.SITE
    assert opened.candidates("Hotel Stara Balka") == ()
    assert opened.candidates("Zhovtneve") == ()


def test_a_second_import_takes_the_place_of_the_first(gazetteer: Path, dump: Path, tmp_path: Path) -> None:
    import_dump("UA", dump, gazetteer)
    plain = tmp_path / "UA.txt"
    plain.write_text(line(9, "Nova Balka", "P", "PPL") + "\n", encoding="utf-8")
    assert import_dump("UA", plain, gazetteer).replaced == 3
    opened = open_gazetteer(gazetteer)
    assert opened.candidates("Stara Balka") == ()
    assert opened.candidates("Nova Balka")
    assert [found.places for found in list_imports(gazetteer)] == [1]


def test_an_import_can_be_taken_out_again(gazetteer: Path, dump: Path) -> None:
    import_dump("UA", dump, gazetteer)
    assert remove_import("UA", gazetteer) == 3
    assert list_imports(gazetteer) == ()
    assert open_gazetteer(gazetteer).candidates("Stara Balka") == ()
    assert open_gazetteer(gazetteer).candidates("Kherson")


def test_whoever_has_the_gazetteer_open_reads_on(gazetteer: Path, dump: Path) -> None:
    before = open_gazetteer(gazetteer)
    assert before.candidates("Kherson")
    import_dump("UA", dump, gazetteer)
    assert before.candidates("Stara Balka") == ()
    assert open_gazetteer(gazetteer).candidates("Stara Balka")


BAD = {
    "no dump at all": ("just some text", "1 columns"),
    "too few columns": ("1\tA\tA", "3 columns where a GeoNames dump has 19"),
    "another country": (line(1, "Minsk", "P", "PPL", country="BY"), "a place in BY, not in UA"),
    "beyond the pole": (line(1, "A", "P", "PPL", lat="99"), "no such place"),
    "no number": (line(1, "A", "P", "PPL", lat="north"), "could not convert"),
    "not a number": (line(1, "A", "P", "PPL", lat="nan"), "no such place"),
    "empty": ("", "no places"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_dump_is_refused_and_changes_nothing(case: str, gazetteer: Path, tmp_path: Path) -> None:
    text, message = BAD[case]
    path = tmp_path / "dump.txt"
    path.write_text(text, encoding="utf-8")
    before = gazetteer.read_bytes()
    with pytest.raises(BadDump, match=message):
        import_dump("UA", path, gazetteer)
    assert gazetteer.read_bytes() == before
    assert [p.name for p in tmp_path.glob(".*")] == []


def test_bytes_that_are_not_utf8_are_refused(gazetteer: Path, tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    path.write_bytes(DUMP.encode("cp1251"))
    with pytest.raises(BadDump, match="not UTF-8"):
        import_dump("UA", path, gazetteer)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(gazetteer: Path, tmp_path: Path) -> None:
    path = tmp_path / "UA.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        packed.writestr("UA.txt", "\0" * (8 << 20))
    with pytest.raises(BadDump, match="unpacks to"):
        import_dump("UA", path, gazetteer)


def test_a_zip_of_another_country_and_a_cut_one_are_refused(gazetteer: Path, dump: Path, tmp_path: Path) -> None:
    with pytest.raises(BadDump, match=r"holds no SY\.txt"):
        import_dump("SY", dump, gazetteer)
    with pytest.raises(BadDump, match="two letters"):
        import_dump("../etc", dump, gazetteer)
    (tmp_path / "cut.zip").write_bytes(dump.read_bytes()[:200])
    with pytest.raises(BadDump):
        import_dump("UA", tmp_path / "cut.zip", gazetteer)


def test_missing_files_say_so(gazetteer: Path, dump: Path, tmp_path: Path) -> None:
    with pytest.raises(BadDump, match="No file at"):
        import_dump("UA", tmp_path / "none.zip", gazetteer)
    with pytest.raises(GazetteerMissing):
        import_dump("UA", dump, tmp_path / "none.sqlite")


def test_a_dump_is_fetched_from_an_address(gazetteer: Path, dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    handler = partial(Quiet, directory=str(dump.parent))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        root = f"http://127.0.0.1:{server.server_address[1]}"
        assert import_dump("UA", f"{root}/UA.zip", gazetteer).places == 3
        with pytest.raises(FetchFailed, match="404"):
            import_dump("UA", f"{root}/none.zip", gazetteer)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def test_a_whole_country_is_imported(gazetteer: Path, shared: Path) -> None:
    report = import_dump("UA", shared / "data" / "places" / "UA.zip", gazetteer)
    assert report.read > 45_000
    assert report.places > 35_000
    opened = open_gazetteer(gazetteer)
    assert any(p.admin1 == "Kherson" for p in opened.candidates("Krynky"))
    assert any(p.level is Level.SITE for p in opened.candidates("Чорнобаївка")) or opened.candidates("Chornobaivka")
