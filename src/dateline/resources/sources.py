"""The table of known sources, with the reliability that a desk gives them before it knows more."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from types import MappingProxyType

from dateline.errors import BadRecord
from dateline.model import Source, SourceKind

_LEADING = re.compile(r"^(?:the|a|an|its|their|his|her|our|el|la|los|las|le|les) ")


def load_sources() -> Mapping[str, Source]:
    """Known sources by folded alias, from the table that comes with the package. Read-only.

    >>> load_sources()[folded("Thomson Reuters")].name
    'Reuters'
    """
    text = files("dateline.resources").joinpath("data/sources.csv").read_text(encoding="utf-8")
    return table_of(csv.DictReader(io.StringIO(text, newline="")))


def table_of(rows: Iterable[Mapping[str, str]]) -> Mapping[str, Source]:
    """Sources by folded alias, from rows with the columns of `sources.csv`.

    Raises:
        BadRecord: a row lacks a name, has an unknown kind or letter, or an alias that another source has.
    """
    table: dict[str, Source] = {}
    for number, row in enumerate(rows, start=2):
        source = _source(row, f"sources.csv, line {number}")
        for alias in (source.name, *source.aliases):
            holder = table.setdefault(folded(alias), source)
            if holder is not source:
                raise BadRecord(f"sources.csv, line {number}", f"{alias!r} is a name of {holder.name} already")
    return MappingProxyType(table)


def folded(name: str) -> str:
    """The key of a name: lower case, without accents, apostrophes, punctuation and a leading article.

    >>> folded("The General Staff of Ukraine’s Armed Forces")
    'general staff of ukraines armed forces'
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    bare = re.sub(r"['’ʼ`´‘]", "", bare.casefold())
    return _LEADING.sub("", " ".join(re.findall(r"\w+", bare)))


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
