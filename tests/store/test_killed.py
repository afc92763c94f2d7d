"""Several processes write one store; some are killed in the middle of it."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from dateline.store import open_store

# Adds documents with three claims each, derives events and decides, and says so only after each call has returned.
WRITER = """
import os, sys
from datetime import UTC, datetime
from dateline.model import *
from dateline.store import Reading, open_store

path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])

def say(*words):
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())

def event(key, claim):
    kind = Choice(value=SubEventType.SHELLING, supporting=(claim,))
    place = Choice(value=Place(name="p", country="UA", lat=1.0, lon=2.0, level=Level.TOWN), supporting=(claim,))
    modality = Choice(value=Modality.ACTUAL, supporting=(claim,))
    return Event(id=EventId(key), claims=(claim,), kind=kind, modality=modality, place=place)

with open_store(path, create=True) as store:
    say("ready")
    for i in range(count):
        text = f"hit struck burned by shells, report number{i}"
        doc = Document(id=DocumentId(f"{name}{i}"), text=text)
        words = [(0, 3), (4, 10), (11, 17)]
        claims = [Claim(document=doc.id, trigger=Span.of(text, a, b), kind=SubEventType.SHELLING) for a, b in words]
        added = store.add(doc, claims, Reading(document=doc.id, reader="r"), raw=text.encode() * 50)
        say("document", doc.id, int(added))
        if i % 5 == 0:
            store.reread(doc.id, claims, Reading(document=doc.id, reader="r2"))
        if i % 7 == 0:
            events = [event(f"e{n}", claims[0].id) for n in range(i % 40)]
            store.replace_events(events, state={"events": str(len(events))})
        if i % 3 == 0:
            now = datetime.now(UTC)
            store.decide(Decision(id=f"{os.getpid()}-{i}", at=now, user="u", kind=DecisionKind.CONFIRM,
                                  target_kind=TargetKind.EVENT, target="e"))
            say("decision", f"{os.getpid()}-{i}")
"""


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def said(process: subprocess.Popen[str], already: str = "") -> list[list[str]]:
    rest, _ = process.communicate()
    lines = (already + rest).splitlines(keepends=True)
    return [line.split() for line in lines if line.endswith("\n")]


def check_whole(path: Path) -> None:
    """Hold the tables against each other, past our own code."""
    with closing(sqlite3.connect(path)) as c:
        assert c.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert c.execute("PRAGMA foreign_key_check").fetchall() == []
        # FTS5 holds its index against the text of every document, and raises where they differ.
        c.execute("INSERT INTO document_words (document_words, rank) VALUES ('integrity-check', 1)")
        documents = c.execute("SELECT count(*) FROM documents").fetchone()
        assert c.execute("SELECT count(*) FROM readings").fetchone() == documents
        torn = "SELECT count(*) FROM documents d WHERE 3 <> (SELECT count(*) FROM claims WHERE document = d.seq)"
        assert c.execute(torn).fetchone() == (0,)
        assert c.execute("SELECT count(*) FROM documents JOIN raw ON kept = sha256").fetchone() == documents
        [(events,)] = c.execute("SELECT count(*) FROM events").fetchall()
        for table in ("event_places", "event_claims"):
            assert c.execute(f"SELECT count(*) FROM {table}").fetchone() == (events,)
        assert c.execute("SELECT coalesce((SELECT value FROM state), 0)").fetchone()[0] in (events, str(events))


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_killing_writers_tears_nothing_and_loses_nothing_that_was_said_to_be_done(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    documents: set[str] = set()
    decisions: set[str] = set()
    for turn in range(3):
        processes = [writer(path, name, 100_000) for name in (f"a{turn}-", f"b{turn}-")]
        first = []
        for process in processes:
            assert process.stdout is not None
            first.append(process.stdout.readline())
        for process in processes:
            time.sleep(random.uniform(0.01, 0.3))
            process.send_signal(signal.SIGKILL)
        for process, line in zip(processes, first, strict=True):
            for what, *names in said(process, line):
                if what != "ready":
                    (documents if what == "document" else decisions).add(names[0])
        with open_store(path) as store:
            stored = {doc.id for doc in store.documents()}
            assert documents <= stored
            assert decisions <= {decision.id for decision in store.decisions()}
            assert len(list(store.claims())) == 3 * len(stored)
        check_whole(path)
    assert documents
    assert decisions


def test_processes_that_make_a_store_and_add_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    count = 30
    processes = [writer(path, "same", count) for _ in range(3)]
    added = [int(words[2]) for process in processes for words in said(process) if words[0] == "document"]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert (len(added), sum(added)) == (3 * count, count)
    with open_store(path) as store:
        assert len(list(store.documents())) == count
        assert len(store.search("shells", limit=1000)) == count
    check_whole(path)
