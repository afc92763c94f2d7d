"""Keeps documents, claims, events and decisions. SQL stands here and in the gazetteer resource, nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

from dateline.errors import UsageError
from dateline.store.base import Hit, Reading, Store, View, Writer

__all__ = ["Hit", "Reading", "Store", "View", "Writer", "open_store"]

_SQLITE = "sqlite:///"


def open_store(address: str | Path, *, create: bool = False) -> Store:
    """The store at `address`, to be closed after use (it is a context manager).

    Args:
        address: A path, `sqlite:///PATH`, or `memory:` for one that lives as long as the process.
        create: Make the store where there is none, and bring an older one up to this version's schema.

    Raises:
        StoreMissing: there is none, and `create` is false.
        StoreOutdated: it has an older schema, and `create` is false.
        StoreError: the file is no store of Dateline, is newer than this version, or cannot be opened.
        UsageError: the address is of no known kind.

    >>> with open_store("memory:") as store:
    ...     store.count_events()
    0
    """
    words = str(address)
    if words == "memory:":
        from dateline.store.memory import MemoryStore

        return MemoryStore()
    path = words.removeprefix(_SQLITE)
    if not path or (path == words and re.match(r"[a-z][a-z0-9+]+:(//|$)", words)):
        raise UsageError(f"No kind of store is called {words!r}. Give a path, sqlite:///PATH or memory:.")
    # SQLAlchemy takes a quarter of a second to import: only those who open a file pay for it.
    from dateline.store.sqlite import SqliteStore

    return SqliteStore(Path(path), create=create)
