"""The tables, as queries name them. Migrations make them; a test holds the two against each other."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

# `seq` counts in the order of storing and never skips: rows of these tables are not deleted.
documents = Table(
    "documents",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("source", Text),
    Column("url", Text, index=True),
    Column("title", Text),
    Column("author", Text),
    Column("published", Text),  # days and times in ISO 8601: SQLite's own types lose the time zone
    Column("published_at", Text),
    Column("retrieved", Text),
    Column("language", Text),
    Column("media_type", Text, nullable=False),
    Column("raw_sha256", Text),
    Column("version_of", Text),
    Column("version", Integer, nullable=False),
    Column("kept", Text, ForeignKey("raw.sha256")),
    Column("text", Text, nullable=False),  # last: a long one does not stand in the way of the others
)

raw = Table(
    "raw",
    metadata,
    Column("sha256", Text, primary_key=True, nullable=False),
    Column("data", LargeBinary, nullable=False),  # zlib
)

readings = Table(
    "readings",
    metadata,
    Column("document", Integer, ForeignKey("documents.seq"), primary_key=True),
    Column("reader", Text),
    Column("note", Text, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("document", Integer, ForeignKey("documents.seq"), primary_key=True),
    Column("position", Integer, primary_key=True),  # in the order of triggers
    Column("id", Text, nullable=False, unique=True),
    Column("population", Integer, nullable=False),
    Column("record", Text, nullable=False),  # JSON, see dateline.model.records.ClaimRecord
)

events = Table(
    "events",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("type", Text, nullable=False),
    Column("sub_type", Text, nullable=False),
    Column("modality", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("review", Text, nullable=False),
    Column("released", Boolean, nullable=False),
    Column("reliability", Text),
    Column("credibility", Integer),
    Column("earliest", Text),
    Column("latest", Text),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("population", Integer, nullable=False),
    Column("record", Text, nullable=False),  # JSON, see dateline.model.records.EventRecord
)
Index("ix_events_newest", events.c.latest.desc(), events.c.earliest.desc(), events.c.id)

event_claims = Table(
    "event_claims",
    metadata,
    Column("event", Integer, ForeignKey("events.seq"), primary_key=True),
    Column("claim", Text, primary_key=True, index=True),  # no foreign key: a newer reader may have dropped it
)

decisions = Table(
    "decisions",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("at", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("target_kind", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("anchors", Text, nullable=False),  # JSON array of [claim, document, start, end]
    Column("reason", Text, nullable=False),
)

rejections = Table(
    "rejections",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("locator", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),
    Index("ux_rejections", "locator", "reason", unique=True),
)

state = Table(
    "state",
    metadata,
    Column("key", Text, primary_key=True, nullable=False),
    Column("value", Text, nullable=False),
)

changes = Table("changes", metadata, Column("count", Integer, primary_key=True))

# Virtual tables: metadata of their own, since they are made by hand.
_virtual = MetaData()
event_places = Table(
    "event_places",  # R*Tree over placed events
    _virtual,
    Column("seq", Integer, primary_key=True),
    Column("south", Float),
    Column("north", Float),
    Column("west", Float),
    Column("east", Float),
)
document_words = Table(
    "document_words",  # FTS5 over documents
    _virtual,
    Column("rowid", Integer, primary_key=True),
    Column("title", Text),
    Column("text", Text),
)
