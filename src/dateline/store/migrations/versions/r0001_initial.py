"""Documents, claims, events, decisions."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "CREATE TABLE raw (sha256 TEXT NOT NULL PRIMARY KEY, data BLOB NOT NULL)",
    """CREATE TABLE documents (
        seq INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        source TEXT, url TEXT, title TEXT, author TEXT, published TEXT, published_at TEXT, retrieved TEXT,
        language TEXT, media_type TEXT NOT NULL, raw_sha256 TEXT, version_of TEXT, version INTEGER NOT NULL,
        kept TEXT REFERENCES raw (sha256),
        text TEXT NOT NULL
    )""",
    "CREATE INDEX ix_documents_url ON documents (url)",
    """CREATE TABLE readings (
        document INTEGER NOT NULL PRIMARY KEY REFERENCES documents (seq), reader TEXT, note TEXT NOT NULL
    )""",
    """CREATE TABLE claims (
        document INTEGER NOT NULL REFERENCES documents (seq),
        position INTEGER NOT NULL,
        id TEXT NOT NULL UNIQUE,
        population INTEGER NOT NULL,
        record TEXT NOT NULL,
        PRIMARY KEY (document, position)
    )""",
    """CREATE TABLE events (
        seq INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        type TEXT NOT NULL, sub_type TEXT NOT NULL, modality TEXT NOT NULL,
        status TEXT NOT NULL, review TEXT NOT NULL, released BOOLEAN NOT NULL,
        reliability TEXT, credibility INTEGER,
        earliest TEXT, latest TEXT,
        country TEXT, lat FLOAT, lon FLOAT,
        population INTEGER NOT NULL,
        record TEXT NOT NULL
    )""",
    "CREATE INDEX ix_events_newest ON events (latest DESC, earliest DESC, id)",
    """CREATE TABLE event_claims (
        event INTEGER NOT NULL REFERENCES events (seq), claim TEXT NOT NULL, PRIMARY KEY (event, claim)
    )""",
    "CREATE INDEX ix_event_claims_claim ON event_claims (claim)",
    """CREATE TABLE decisions (
        seq INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        at TEXT NOT NULL, user TEXT NOT NULL, kind TEXT NOT NULL, target_kind TEXT NOT NULL, target TEXT NOT NULL,
        anchors TEXT NOT NULL, reason TEXT NOT NULL
    )""",
    """CREATE TABLE rejections (
        seq INTEGER NOT NULL PRIMARY KEY, locator TEXT NOT NULL, stage TEXT NOT NULL, reason TEXT NOT NULL,
        at TEXT NOT NULL
    )""",
    "CREATE UNIQUE INDEX ux_rejections ON rejections (locator, reason)",
    "CREATE TABLE state (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE changes (count INTEGER NOT NULL PRIMARY KEY)",
    "INSERT INTO changes VALUES (0)",
)

SEARCH = (
    "CREATE VIRTUAL TABLE event_places USING rtree (seq, south, north, west, east)",
    """CREATE VIRTUAL TABLE document_words USING fts5 (
        title, text, content = 'documents', content_rowid = 'seq', tokenize = 'unicode61 remove_diacritics 2'
    )""",
    """CREATE TRIGGER documents_are_searchable AFTER INSERT ON documents BEGIN
        INSERT INTO document_words (rowid, title, text) VALUES (new.seq, new.title, new.text);
    END""",
)

# BEFORE INSERT as well: INSERT OR REPLACE deletes without asking the triggers for DELETE.
KEPT = tuple(
    f"""CREATE TRIGGER {table}_are_kept_on_{action.partition(" ")[0].lower()} BEFORE {action} ON {table}
    {condition} BEGIN SELECT RAISE(ABORT, '{reason}'); END"""
    for table, reason in (
        ("decisions", "decisions are appended, never changed or deleted"),
        ("documents", "documents are never changed or deleted"),
    )
    for action, condition in (
        ("UPDATE", ""),
        ("DELETE", ""),
        ("INSERT", f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = new.id OR seq = new.seq)"),  # noqa: S608
    )
)


def upgrade() -> None:
    """Make everything."""
    for statement in (*TABLES, *SEARCH, *KEPT):
        op.execute(statement)
