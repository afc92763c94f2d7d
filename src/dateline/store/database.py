"""Opens the SQLite file: whose it is, whether its schema is this version's, and how connections behave."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from dateline.errors import StoreError, StoreMissing, StoreOutdated
from dateline.store.places import distance_km

SCHEMA = "0001"  # the last revision in migrations/versions
APPLICATION = 0x444C4E45  # "DLNE": the mark in a store's header that it is one
# Whoever writes holds the file for some milliseconds; replacing all events of a large store takes some seconds.
PATIENCE_MS = 60_000
_HEADER = b"SQLite format 3\0"


def opened(path: Path, *, create: bool) -> Engine:
    """An engine on the store at `path`, whose schema is this version's.

    A transaction begins as BEGIN, or as BEGIN IMMEDIATE under the execution option `writes`.

    Raises:
        StoreMissing: there is none, and `create` is false.
        StoreOutdated: it has an older schema, and `create` is false.
        StoreError: it is none of ours, is newer than this version, or cannot be opened.
    """
    _check_file(path, create=create)
    engine = _engine(path)
    try:
        if create:
            with engine.execution_options(writes=True).begin() as connection:
                _migrate(connection, path)
            # Readers go on while one writes. Kept in the file; past SQLAlchemy, which would begin a transaction.
            with closing(engine.raw_connection()) as pooled:
                pooled.cursor().execute("PRAGMA journal_mode = WAL")
        else:
            with engine.begin() as connection:
                _check_schema(connection, path)
    except (DBAPIError, StoreError) as error:
        engine.dispose()
        if isinstance(error, DBAPIError):
            raise refused(path, error, "cannot be opened") from error
        raise
    return engine


def _check_file(path: Path, *, create: bool) -> None:
    """Look before SQLite touches it: a file that is none of ours stays as it is."""
    try:
        if create:
            path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("rb") as file:
            head = file.read(len(_HEADER))
    except FileNotFoundError:
        if not create:
            raise StoreMissing(str(path)) from None
        return
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise StoreError(f"The store at {path} cannot be opened: {reason}.") from error
    if head and head != _HEADER:
        raise _foreign(path)
    if not head and not create:
        raise StoreMissing(str(path))


def _engine(path: Path) -> Engine:
    # Every thread of a server may read at once, so the pool has no upper bound.
    engine = create_engine(f"sqlite:///{path}", max_overflow=-1)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself; `begin` below does
        connection.create_function("distance_km", 4, distance_km, deterministic=True)
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        # Each commit reaches the disk: what somebody decided outlives a power cut, not only a killed process.
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        # A writer takes its turn at once: one that starts by reading could not go on after another one has written.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _check_schema(connection: Connection, path: Path) -> None:
    found = _schema(connection, path)
    if found is None:
        raise StoreMissing(str(path))
    if found != SCHEMA:
        if found > SCHEMA:
            raise _newer(path, found)
        raise StoreOutdated(str(path), found, SCHEMA)


def _schema(connection: Connection, path: Path) -> str | None:
    """The schema's revision; None where the file is empty.

    Raises:
        StoreError: the file is of another program.
    """
    mark = connection.execute(text("PRAGMA application_id")).scalar_one()
    tables = set(connection.execute(text("SELECT name FROM sqlite_master")).scalars())
    if mark == 0 and not tables:
        return None
    if mark != APPLICATION or "alembic_version" not in tables:
        raise _foreign(path)
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def _migrate(connection: Connection, path: Path) -> None:
    """Bring the schema to this version's, in the transaction that `connection` is in."""
    found = _schema(connection, path)
    if found == SCHEMA:
        return
    if found is not None and found > SCHEMA:
        raise _newer(path, found)
    # Alembic is slow to import, and needed once in a store's life.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    script = ScriptDirectory.from_config(config)

    def steps(revision: Any, _: Any) -> Any:
        return script._upgrade_revs("head", revision)

    try:
        with EnvironmentContext(config, script, fn=steps) as environment:
            environment.configure(connection=connection)
            environment.run_migrations()
    except CommandError as error:
        raise StoreError(f"The store at {path} with schema {found} cannot be migrated: {error}.") from error
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")


def refused(path: Path, error: DBAPIError, what: str) -> StoreError:
    """What SQLite says, with what to do where another program holds the file."""
    words = str(error.orig)
    if "locked" in words:
        wait = PATIENCE_MS // 1000
        return StoreError(f"Another program has held the store at {path} for {wait} s. Run this again when it is done.")
    return StoreError(f"The store at {path} {what}: {words}.")


def _foreign(path: Path) -> StoreError:
    return StoreError(f"{path} is not a Dateline store, and is left as it is. Name another file with --store.")


def _newer(path: Path, found: str) -> StoreError:
    return StoreError(
        f"The store at {path} has schema {found}, of a newer Dateline; this version knows {SCHEMA}. Upgrade Dateline."
    )
