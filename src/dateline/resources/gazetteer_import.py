"""Adds GeoNames country dumps to a built gazetteer.

A dump has every village, airfield, bridge and plant of a country, where the gazetteer's own packages have towns. An
import is written to a copy of the file that then takes its place, so whoever has the gazetteer open reads on.
"""

from __future__ import annotations

import hashlib
import math
import os
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from dateline.errors import BadDump, FetchFailed, GazetteerMissing
from dateline.model import Level
from dateline.resources.gazetteer_build import Entry, row_of, silent, worth_keeping

COLUMNS = 19
LARGEST_FETCH = 512 << 20  # bytes; the largest country's zip has about 70 MB
LARGEST_DUMP = 4 << 30  # bytes unpacked; all countries together have 1.7 GB
LARGEST_RATIO = 100  # unpacked to packed; real dumps have about 4
LONGEST_LINE = 1 << 20
REDIRECTS = 5
SECONDS = 30.0  # that a server may keep silent

# GeoNames feature codes of classes S, L, T, H, V and R, in this order.
_SITE_CODES = """
AIRB AIRF AIRH AIRP BDG BLDG CMP CMPRF DAM FCL FT GASF HSP INSM MFG MFGC MFGPH MILB MLSG MN MNAU MNC MSQE MSTY
NUCL OILF OILR PRKGT PRN PS PSH PSN PSTB PSTC PSTP RSTN RSTP SCH TNKD TOWR WRCK
INDS LCTY MVA NVB PRT PRK RESF RESN CTRB
CAPE HLL ISL ISLS MT MTS PASS PEN PK PT RDGE SPIT VAL
BAY CNL HBR LGN LK RSV SEA STM STRT GULF SHOL REEF
FRST
TNL RD RDJCT
"""
_SITES = frozenset(_SITE_CODES.split())
_LEVELS = {"ADM1": Level.ADMIN1, "RGN": Level.ADMIN1, "AREA": Level.ADMIN2} | dict.fromkeys(
    ("ADM2", "ADM3", "ADM4", "ADMD"), Level.ADMIN2
)
_GONE = frozenset({"PPLH", "PPLCH", "PPLW"})  # former and destroyed places


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import brought."""

    country: str
    source: str
    sha256: str
    read: int  # lines of the dump
    places: int  # kept
    names: int
    replaced: int  # places of an earlier import of the same country


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """A dump that a gazetteer holds."""

    country: str
    source: str
    sha256: str
    read: int
    places: int
    names: int


def import_dump(
    country: str, source: str | Path, gazetteer: Path, *, progress: Callable[[str, int, int], None] | None = None
) -> ImportReport:
    """Import a GeoNames country dump, in place of an earlier one of the same country.

    Args:
        country: ISO 3166 alpha-2 code; every line of the dump must carry it.
        source: A `.zip` or `.txt` file, or its address.
        gazetteer: The built gazetteer to add to.
        progress: Called with a stage in words, how much of it is done, and how much there is (0: unknown).

    Raises:
        BadDump: the file is no GeoNames dump of that country; the gazetteer stays as it was.
        FetchFailed: the address could not be read.
        GazetteerMissing: there is no gazetteer to add to.
    """
    country = country.upper()
    if not re.fullmatch("[A-Z]{2}", country):
        raise BadDump(f"{country!r} is not a country code. Give two letters, such as UA.")
    if not gazetteer.is_file():
        raise GazetteerMissing(gazetteer)
    told = progress or silent
    with _local(source, told) as path:
        sha256 = _digest(path)
        rows = list(_rows(path, country, told))
    with _rewritten(gazetteer) as base:
        replaced = _forget(base, country)
        entries = list(_entries(base, rows, country))
        names = _add(base, entries)
        base.execute(
            "INSERT INTO imports VALUES (?,?,?,?,?,?)", (country, str(source), sha256, len(entries), names, len(rows))
        )
    told("importing", len(entries), len(entries))
    return ImportReport(
        country=country,
        source=str(source),
        sha256=sha256,
        read=len(rows),
        places=len(entries),
        names=names,
        replaced=replaced,
    )


def list_imports(gazetteer: Path) -> tuple[Import, ...]:
    """The dumps that a gazetteer holds, by country."""
    if not gazetteer.is_file():
        raise GazetteerMissing(gazetteer)
    base = sqlite3.connect(f"{gazetteer.resolve().as_uri()}?mode=ro", uri=True)
    try:
        found = base.execute("SELECT country, source, sha256, read, places, names FROM imports ORDER BY country")
        return tuple(
            Import(country=c, source=s, sha256=d, read=r, places=p, names=n) for c, s, d, r, p, n in found.fetchall()
        )
    finally:
        base.close()


def remove_import(country: str, gazetteer: Path) -> int:
    """Take a country's dump out again; how many places went."""
    if not gazetteer.is_file():
        raise GazetteerMissing(gazetteer)
    with _rewritten(gazetteer) as base:
        return _forget(base, country.upper())


# --- getting the file -------------------------------------------------------------------------------------------


@contextmanager
def _local(source: str | Path, told: Callable[[str, int, int], None]) -> Iterator[Path]:
    """The dump as a local file; one that was fetched is deleted afterwards."""
    if isinstance(source, str) and re.match("https?://", source, re.IGNORECASE):
        with tempfile.TemporaryDirectory(prefix="dateline-dump-") as room:
            yield _fetched(source, Path(room) / "dump", told)
        return
    path = Path(source)
    if not path.is_file():
        raise BadDump(f"No file at {path}. Give a GeoNames country dump (.zip or .txt), or its address.")
    yield path


def _fetched(address: str, to: Path, told: Callable[[str, int, int], None]) -> Path:
    # Heavy, and needed only here. The user names the address, so private and loopback ones are allowed.
    import httpx

    done = 0
    try:
        client = httpx.Client(follow_redirects=True, max_redirects=REDIRECTS, timeout=SECONDS)
        with client, client.stream("GET", address) as reply, to.open("wb") as out:
            reply.raise_for_status()
            total = int(reply.headers.get("content-length") or 0)
            for chunk in reply.iter_bytes(1 << 16):
                done += len(chunk)
                if done > LARGEST_FETCH:
                    raise FetchFailed(f"{address} is larger than {LARGEST_FETCH >> 20} MB: not a country dump.")
                out.write(chunk)
                told("fetching", done, total)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as problem:
        raise FetchFailed(f"{address} could not be fetched: {problem}") from problem
    return to


def _digest(path: Path) -> str:
    with path.open("rb") as raw:
        return hashlib.file_digest(raw, "sha256").hexdigest()


# --- reading it -------------------------------------------------------------------------------------------------


def _rows(path: Path, country: str, told: Callable[[str, int, int], None]) -> Iterator[list[str]]:
    """The checked lines of a dump."""
    seen = False
    with _opened(path, country) as (lines, size):
        for number, raw in enumerate(_bounded(lines, path), 1):
            row = _row(raw, f"{path.name}, line {number}", country)
            if row is not None:
                seen = True
                yield row
            if number % 20_000 == 0:
                told("reading the dump", min(lines.tell(), size), size)
    if not seen:
        raise BadDump(f"{path.name} has no places. Give a GeoNames dump of {country}.")


@contextmanager
def _opened(path: Path, country: str) -> Iterator[tuple[IO[bytes], int]]:
    """The dump's bytes and how many there are."""
    if not zipfile.is_zipfile(path):
        with path.open("rb") as lines:
            yield lines, path.stat().st_size
        return
    try:
        with zipfile.ZipFile(path) as packed:
            inside = {entry.filename: entry for entry in packed.infolist()}
            entry = inside.get(f"{country}.txt")
            if entry is None:
                raise BadDump(f"{path.name} holds no {country}.txt, but {', '.join(sorted(inside)[:5]) or 'nothing'}.")
            if entry.file_size > LARGEST_DUMP or entry.file_size > LARGEST_RATIO * max(entry.compress_size, 1 << 10):
                raise BadDump(f"{path.name} unpacks to {entry.file_size:,} bytes: not a country dump.")
            with packed.open(entry) as lines:
                yield lines, entry.file_size
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as problem:
        raise BadDump(f"{path.name} cannot be unpacked: {problem}") from problem


def _bounded(lines: IO[bytes], path: Path) -> Iterator[bytes]:
    """Lines, with an end put to one that never ends and to a file that lies about its size."""
    total = 0
    while line := lines.readline(LONGEST_LINE):
        total += len(line)
        if len(line) >= LONGEST_LINE or total > LARGEST_DUMP:
            raise BadDump(f"{path.name} is not a GeoNames dump: a line or the file has no end.")
        yield line


def _row(raw: bytes, where: str, country: str) -> list[str] | None:
    try:
        row = raw.decode("utf-8").rstrip("\r\n").split("\t")
    except UnicodeDecodeError as problem:
        raise BadDump(f"{where}: not UTF-8. GeoNames dumps are.") from problem
    if row == [""]:
        return None
    if len(row) != COLUMNS:
        raise BadDump(f"{where}: {len(row)} columns where a GeoNames dump has {COLUMNS}, separated by tabs.")
    if row[8] != country:
        raise BadDump(f"{where}: a place in {row[8] or 'no country'}, not in {country}. Give that country's own dump.")
    try:
        number, lat, lon, people = int(row[0]), float(row[4]), float(row[5]), int(row[14] or 0)
    except ValueError as problem:
        raise BadDump(f"{where}: {problem}") from problem
    sane = math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180
    if not sane or not 0 < number < 1 << 62 or not 0 <= people < 1 << 40:
        raise BadDump(f"{where}: no such place: {number} at {row[4]} {row[5]} with {people} people.")
    return row


# --- writing it -------------------------------------------------------------------------------------------------


def _level(kind: str, feature: str) -> Level | None:
    """The level of a feature; None where it is no place that reporting speaks of."""
    if kind == "P":
        return None if feature in _GONE else Level.SITE if feature == "PPLX" else Level.TOWN
    return _LEVELS.get(feature) or (Level.SITE if feature in _SITES else None)


def _entries(base: sqlite3.Connection, rows: list[list[str]], country: str) -> Iterator[Entry]:
    own = dict(
        base.execute("SELECT geonames_id, name FROM places WHERE country = ? AND feature LIKE 'ADM_'", (country,))
    )
    divisions = {
        (row[10], row[11] if row[7] == "ADM2" else ""): own.get(int(row[0]), row[1])
        for row in rows
        if row[7] in ("ADM1", "ADM2")
    }
    for row in rows:
        level = _level(row[6], row[7])
        if level is None or not row[1].strip():
            continue
        yield Entry(
            name=own.get(int(row[0]), row[1]),
            country=country,
            lat=float(row[4]),
            lon=float(row[5]),
            level=level,
            feature=row[7],
            geonames_id=int(row[0]),
            admin1=divisions.get((row[10], "")) if level is not Level.ADMIN1 else None,
            admin2=divisions.get((row[10], row[11])) if row[11] and row[7] not in ("ADM1", "ADM2") else None,
            population=int(row[14] or 0),
            origin=f"import:{country}",
            names={name for name in (row[1], row[2], *row[3].split(",")) if worth_keeping(name)},
        )


def _add(base: sqlite3.Connection, entries: list[Entry]) -> int:
    """Write places and their names; how many names."""
    first = base.execute("SELECT coalesce(max(id), 0) + 1 FROM places").fetchone()[0]
    base.executemany(
        f"INSERT INTO places VALUES ({','.join('?' * 12)})",  # noqa: S608
        (row_of(first + n, entry) for n, entry in enumerate(entries)),
    )
    pairs = sorted((key, first + n) for n, entry in enumerate(entries) for key in entry.lookups())
    base.executemany("INSERT INTO names VALUES (?,?)", pairs)
    return len(pairs)


def _forget(base: sqlite3.Connection, country: str) -> int:
    """Take a country's import out; how many places went."""
    origin = f"import:{country}"
    base.execute("DELETE FROM names WHERE place IN (SELECT id FROM places WHERE origin = ?)", (origin,))
    base.execute("DELETE FROM imports WHERE country = ?", (country,))
    return base.execute("DELETE FROM places WHERE origin = ?", (origin,)).rowcount


@contextmanager
def _rewritten(gazetteer: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the gazetteer in one transaction; it takes the file's place when the block ends well."""
    copy = gazetteer.with_name(f".{gazetteer.name}.{os.getpid()}.partial")
    try:
        shutil.copyfile(gazetteer, copy)
        base = sqlite3.connect(copy)
        try:
            with base:
                yield base
        finally:
            base.close()
        copy.replace(gazetteer)
    finally:
        for leftover in (copy, copy.with_name(f"{copy.name}-journal")):
            leftover.unlink(missing_ok=True)
