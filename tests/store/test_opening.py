"""Opening, making and migrating the file of a store."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tracemalloc
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from dateline.errors import StoreError, StoreMissing, StoreOutdated, UsageError
from dateline.model import Decision, DecisionKind, Document, DocumentId, Rejection, TargetKind
from dateline.store import Reading, open_store
from dateline.store import database as database_module
from dateline.store.database import SCHEMA
from dateline.store.schema import metadata

DOC = Document(id=DocumentId("d1"), text="Shells hit Izyum.")
READING = Reading(document=DOC.id, reader="r")
DECISION = Decision(
    id="x",
    at=datetime(2022, 1, 1, tzinfo=UTC),
    user="u",
    kind=DecisionKind.CONFIRM,
    target_kind=TargetKind.EVENT,
    target="e",
)


@pytest.fixture
def path(tmp_path: Path, empty: Path) -> Path:
    """A store with one document and one decision."""
    path = Path(shutil.copy(empty, tmp_path))
    with open_store(path) as store:
        store.add(DOC, [], READING, raw=b"bytes")
        store.decide(DECISION)
    return path


def run(path: Path, *statements: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection, connection:
        return [row for statement in statements for row in connection.execute(statement)]


def test_importing_the_store_imports_no_database() -> None:
    code = "import sys, dateline.store; sys.exit('sqlalchemy' in sys.modules or 'sqlite3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_was_written_is_there_after_opening_again(path: Path) -> None:
    for address in (str(path), f"sqlite:///{path}", path):
        with open_store(address) as store:
            assert list(store.documents()) == [DOC]
            assert store.decisions() == [DECISION]
            assert store.raw(DOC.id) == b"bytes"


def test_readers_go_on_while_one_writes(path: Path) -> None:
    assert run(path, "PRAGMA journal_mode") == [("wal",)]
    with open_store(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert list(store.documents()) == [DOC]


def test_a_store_that_was_not_finished_is_none_and_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.sqlite"
    with monkeypatch.context() as patch:
        patch.setattr(database_module, "APPLICATION", "no (number")  # the last step of making it fails
        with pytest.raises(StoreError, match="cannot be opened"):
            open_store(path, create=True)
    with pytest.raises(StoreMissing):
        open_store(path)
    with open_store(path, create=True) as store:
        assert store.add(DOC, [], READING)


def test_a_closed_store_is_one_file(path: Path) -> None:
    assert [file.name for file in path.parent.iterdir()] == ["store.sqlite"]


def test_an_absent_store_is_missing_and_is_not_made_by_asking(tmp_path: Path) -> None:
    for path in (tmp_path / "none.sqlite", tmp_path / "none" / "none.sqlite"):
        with pytest.raises(StoreMissing, match="dateline init"):
            open_store(path)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_missing_until_it_is_made_a_store(tmp_path: Path) -> None:
    path = tmp_path / "empty.sqlite"
    path.touch()
    with pytest.raises(StoreMissing):
        open_store(path)
    with open_store(path, create=True) as store:
        assert store.count_events() == 0
    with open_store(path) as store:
        assert store.changes() == 0


def test_creating_makes_the_folders_and_twice_is_once(tmp_path: Path) -> None:
    path = tmp_path / "100% new" / "a b.sqlite"
    with open_store(path, create=True) as store:
        store.add(DOC, [], READING)
    with open_store(path, create=True) as store:
        assert list(store.documents()) == [DOC]


@pytest.mark.parametrize("create", [False, True])
def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "mail.sqlite"
    run(path, "CREATE TABLE messages (id INTEGER)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not a Dateline store"):
        open_store(path, create=create)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["mail.sqlite"]


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{}\n", "not a Dateline store"),
        (b"SQLite format 3\0" + b"x" * 5000, "cannot be opened: file is not a database"),
    ],
)
def test_a_file_of_another_kind_is_refused_and_left_alone(
    tmp_path: Path, content: bytes, says: str, create: bool
) -> None:
    path = tmp_path / "notes.jsonl"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=says):
        open_store(path, create=create)
    assert path.read_bytes() == content


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    for create in (False, True):
        with pytest.raises(StoreError, match="cannot be opened"):
            open_store(tmp_path, create=create)


@pytest.mark.parametrize("address", ["postgresql://host/db", "", "sqlite:///", "sqlite://", "http://example.org"])
def test_an_address_of_no_known_kind_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="memory:"):
        open_store(address)


@pytest.mark.parametrize("create", [False, True])
def test_a_newer_schema_is_refused_and_left_alone(path: Path, create: bool) -> None:
    run(path, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="Upgrade Dateline"):
        open_store(path, create=create)
    assert run(path, "SELECT version_num FROM alembic_version") == [("9999",)]


def test_an_older_schema_is_outdated(path: Path) -> None:
    run(path, "UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(StoreOutdated, match=rf"schema 0000, this version needs {SCHEMA}"):
        open_store(path)
    with pytest.raises(StoreError, match="cannot be migrated"):  # no version of Dateline had this one
        open_store(path, create=True)


def test_the_last_revision_is_the_one_that_is_asked_for() -> None:
    script = ScriptDirectory(str(Path(database_module.__file__).parent / "migrations"))
    assert script.get_heads() == [SCHEMA]


def test_the_migrations_make_the_tables_that_queries_name(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    ours = {table.name for table in metadata.sorted_tables}
    try:
        with engine.connect() as connection:
            options = {"include_name": lambda name, kind, _: kind != "table" or name in ours, "compare_type": True}
            context = MigrationContext.configure(connection, opts=options)
            assert compare_metadata(context, metadata) == []
    finally:
        engine.dispose()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decisions SET reason = 'other'",
        "DELETE FROM decisions",
        "INSERT OR REPLACE INTO decisions SELECT seq, id, at, 'other', kind, target_kind, '', '', '' FROM decisions",
        "UPDATE documents SET text = 'other'",
        "UPDATE documents SET title = 'other'",
        "DELETE FROM documents",
        "INSERT OR REPLACE INTO documents (seq, id, media_type, version, text) VALUES (1, 'other', '', 1, '')",
        "INSERT OR REPLACE INTO documents (id, media_type, version, text) VALUES ('d1', '', 1, '')",
    ],
)
def test_the_file_itself_forbids_changing_decisions_and_documents(path: Path, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="never changed or deleted"):
        run(path, statement)
    with open_store(path) as store:
        assert store.decisions() == [DECISION]
        assert list(store.documents()) == [DOC]


def test_a_store_that_cannot_be_written_says_why(path: Path) -> None:
    with open_store(path) as store:
        run(path, "CREATE TRIGGER full BEFORE INSERT ON rejections BEGIN SELECT RAISE(ABORT, 'disk is full'); END")
        with pytest.raises(StoreError, match="disk is full"):
            store.reject(Rejection(locator="a", stage="ingest", reason="b", at=DECISION.at))


def test_going_through_all_documents_takes_the_memory_of_a_few(path: Path) -> None:
    size, count = 200_000, 60
    with open_store(path) as store:
        for i in range(count):
            doc = Document(id=DocumentId(f"long {i}"), text=f"{i} " + "x" * size)
            store.add(doc, [], Reading(document=doc.id, reader=None))
        tracemalloc.start()
        try:
            assert sum(len(doc.text) > size for doc in store.documents()) == count
            assert tracemalloc.get_traced_memory()[1] < count * size / 2
        finally:
            tracemalloc.stop()


def test_letting_go_of_a_half_read_list_holds_nothing(path: Path) -> None:
    with open_store(path) as store:
        half = store.documents()
        assert next(half) == DOC
    assert [file.name for file in path.parent.iterdir()] == ["store.sqlite"]
