"""The table of known sources, with the reliability that a desk gives them before it knows more."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from dateline.errors import BadRecord
from dateline.model import Source, SourceKind
from dateline.model.names import name_key

COLUMNS = ("name", "aliases", "kind", "country", "party_to", "reliability")


def load_sources(own: Path | None = None) -> Mapping[str, Source]:
    """Known sources by folded alias, from the table that comes with the package. Read-only.

    Args:
        own: A desk's own table, in the same columns; what it says of a name stands before the package's. A path
            where there is no file adds nothing.

    Raises:
        BadRecord: the desk's table is not one.

    >>> load_sources()[name_key("Thomson Reuters")].name
    'Reuters'
    """
    shipped = files("dateline.resources").joinpath("data/sources.csv").read_text(encoding="utf-8")
    table = dict(_table(shipped, "sources.csv"))
    if own is not None and own.is_file():
        table |= _table(_text(own), str(own))
    return MappingProxyType(table)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadRecord(str(path), f"cannot be read as UTF-8 text ({error})") from error


def _table(text: str, where: str) -> Mapping[str, Source]:
    rows = csv.DictReader(io.StringIO(text, newline=""), restval="")
    lacking = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if lacking:
        raise BadRecord(where, f"needs the columns {', '.join(COLUMNS)}; lacks {', '.join(lacking)}")
    return table_of(rows, where=where)


def table_of(rows: Iterable[Mapping[str, str]], *, where: str = "sources.csv") -> Mapping[str, Source]:
    """Sources by folded alias, from rows with the columns of `sources.csv`.

    Raises:
        BadRecord: a row lacks a name, has an unknown kind or letter, or an alias that another source has.
    """
    table: dict[str, Source] = {}
    for number, row in enumerate(rows, start=2):
        source = _source(row, f"{where}, line {number}")
        for alias in (source.name, *source.aliases):
            holder = table.setdefault(name_key(alias), source)
            if holder is not source:
                raise BadRecord(f"{where}, line {number}", f"{alias!r} is a name of {holder.name} already")
    return MappingProxyType(table)


def _source(row: Mapping[str, str], where: str) -> Source:
    name, letter = row["name"].strip(), row["reliability"].strip()
    if not name:
        raise BadRecord(where, "a source needs a name")
    if len(letter) != 1 or letter not in "ABCDEF":
        raise BadRecord(where, f"reliability is a letter from A to F, not {letter!r}")
    try:
        kind = SourceKind(row["kind"].strip())
    except ValueError as error:
        raise BadRecord(where, f"unknown kind {row['kind']!r}") from error
    return Source(
        name=name,
        kind=kind,
        aliases=tuple(_parts(row["aliases"])),
        country=row["country"].strip() or None,
        party_to=row["party_to"].strip() or None,
        reliability=letter,
    )


def _parts(cell: str) -> Iterator[str]:
    return (part.strip() for part in cell.split("|") if part.strip())
