"""What the store asks of the SQLite that Python was built with."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from dateline.errors import ResourceMissing

NEEDED = ("ENABLE_FTS5", "ENABLE_RTREE")


def sqlite_version() -> str:
    """The version of SQLite.

    Raises:
        ResourceMissing: it lacks full-text search or R*Tree.
    """
    with closing(sqlite3.connect(":memory:")) as db:
        options = {row[0] for row in db.execute("PRAGMA compile_options")}
    lacking = [option for option in NEEDED if option not in options]
    if lacking:
        raise ResourceMissing(f"This Python's SQLite lacks {', '.join(lacking)}. Use another build of Python.")
    return sqlite3.sqlite_version
