"""Opens the gazetteer. Imports of country dumps stand in `gazetteer_import` and are offered here too."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from dateline.errors import GazetteerMissing, ResourceMissing
from dateline.model import Level, Place
from dateline.resources.gazetteer_build import FORMAT
from dateline.resources.gazetteer_import import Import, ImportReport, import_dump, list_imports, remove_import
from dateline.resources.paths import gazetteer_path
from dateline.resources.place_names import key_of, transliterations, without_article

__all__ = [
    "Import",
    "ImportReport",
    "SqliteGazetteer",
    "check_format",
    "import_dump",
    "list_imports",
    "open_gazetteer",
    "remove_import",
]

_COLUMNS = "geonames_id, name, country, lat, lon, level, admin1, admin2, population"
_CANDIDATES = (
    f"SELECT {_COLUMNS} FROM names JOIN places ON places.id = names.place WHERE key = ? "  # noqa: S608
    "ORDER BY population DESC, feature = 'PPLC' DESC, geonames_id IS NULL, origin LIKE 'import%' DESC, places.id"
)
_MAPPED = 256 << 20  # bytes of the file that may be read through memory; a whole gazetteer is smaller
SAME_DEGREES = 0.1  # how far two points of one place may lie apart; about ten kilometres
_MOST = 200  # candidates of one name; the commonest town names have about this many bearers


class SqliteGazetteer:
    """Names to places, read from one SQLite file. Safe to share between threads.

    The file is opened as one that nobody changes: `build` and `import_dump` write a new file in its place, which the
    next `open_gazetteer` sees.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        # An instance's own caches, so that a closed gazetteer can be freed.
        self._cached_candidates = lru_cache(maxsize=1 << 15)(self._candidates)
        self._cached_prefix = lru_cache(maxsize=1 << 15)(self._has_prefix)

    def candidates(self, name: str) -> Sequence[Place]:
        """Every place that bears `name`, most populous first.

        Spellings meet as `place_names.key_of` says. A name that is not known as it stands is looked up without its
        article, then in Latin letters.
        """
        return self._cached_candidates(key_of(name))

    def has_prefix(self, name: str) -> bool:
        """Whether a longer known name begins with the words of `name`."""
        return self._cached_prefix(key_of(name))

    def demonym(self, word: str) -> Place | None:
        """The country or region that an adjective or people's name stands for."""
        row = (
            self._base()
            .execute(
                f"SELECT {_COLUMNS} FROM demonyms JOIN places ON places.id = demonyms.place WHERE key = ?",  # noqa: S608
                (key_of(word),),
            )
            .fetchone()
        )
        return _place(row) if row else None

    def close(self) -> None:
        """Close every thread's connection."""
        with self._lock:
            for base in self._open:
                base.close()
            self._open.clear()
        self._local = threading.local()

    def _candidates(self, key: str) -> tuple[Place, ...]:
        for tried in (key, without_article(key), *transliterations(key)):
            if tried and (found := self._rows(tried)):
                return found
        return ()

    def _rows(self, key: str) -> tuple[Place, ...]:
        found: list[Place] = []
        for row in self._base().execute(_CANDIDATES, (key,)):
            place = _place(row)
            if not any(_same(place, other) for other in found):
                found.append(place)
            if len(found) == _MOST:
                break
        return tuple(found)

    def _has_prefix(self, key: str) -> bool:
        for tried in (key, without_article(key)):
            if tried:
                sql = "SELECT 1 FROM names WHERE key >= ? AND key < ? LIMIT 1"
                if self._base().execute(sql, (f"{tried} ", f"{tried}!")).fetchone():
                    return True
        return False

    def _base(self) -> sqlite3.Connection:
        base: sqlite3.Connection | None = getattr(self._local, "base", None)
        if base is None:
            # One connection a thread; `check_same_thread` is off only so that `close` may close them all.
            base = sqlite3.connect(_address(self.path), uri=True, check_same_thread=False)
            base.execute(f"PRAGMA mmap_size={_MAPPED}")
            self._local.base = base
            with self._lock:
                self._open.append(base)
        return base


def open_gazetteer(path: Path | None = None) -> SqliteGazetteer:
    """Open the gazetteer at `path`, or the one that `dateline gazetteer build` made.

    Raises:
        GazetteerMissing: there is none.
        ResourceMissing: the file is not a gazetteer, or one of another version.
    """
    path = path or gazetteer_path()
    if not path.is_file():
        raise GazetteerMissing(path)
    check_format(path)
    return SqliteGazetteer(path)


def check_format(path: Path) -> None:
    """Refuse a file that is not a gazetteer of this version."""
    base = sqlite3.connect(_address(path), uri=True)
    try:
        row = base.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
    except sqlite3.DatabaseError as problem:
        raise ResourceMissing(f"{path} is not a gazetteer ({problem}). Run `dateline gazetteer build`.") from problem
    finally:
        base.close()
    if row is None or row[0] != FORMAT:
        raise ResourceMissing(f"The gazetteer at {path} is of another version. Run `dateline gazetteer build`.")


def _address(path: Path) -> str:
    return f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"


def _same(a: Place, b: Place) -> bool:
    """Whether two rows that bear one name are one place: an import and the supplement repeat places of the base."""
    if a.geonames_id is not None and b.geonames_id is not None:
        return a.geonames_id == b.geonames_id
    near = abs(a.lat - b.lat) < SAME_DEGREES and abs(a.lon - b.lon) < SAME_DEGREES
    return near and a.level is b.level and a.country == b.country


def _place(row: tuple[object, ...]) -> Place:
    geonames_id, name, country, lat, lon, level, admin1, admin2, population = row
    return Place(
        name=str(name),
        country=str(country),
        lat=float(lat),  # type: ignore[arg-type]
        lon=float(lon),  # type: ignore[arg-type]
        level=Level(str(level)),
        geonames_id=geonames_id,  # type: ignore[arg-type]
        admin1=admin1,  # type: ignore[arg-type]
        admin2=admin2,  # type: ignore[arg-type]
        population=int(population),  # type: ignore[call-overload]
    )
