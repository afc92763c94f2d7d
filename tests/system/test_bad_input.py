"""Bad input at the command line: a clear sentence with its exit code, or a correct result; never a traceback."""

from __future__ import annotations

import gzip
import json
import os
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.main import app
from dateline.errors import BadInput, DatelineError, StoreError
from dateline.ingest import Limits, gather
from dateline.ingest.arrivals import Fetched
from dateline.model import Rejection

DATELINE = Path(sys.executable).with_name("dateline")
REPORT = "Rebels shelled the market in Goma on Monday, killing two people, police said."
Bytes = bytes | str
Done = subprocess.CompletedProcess[bytes]


def run(*words: str | bytes | Path, given: Bytes | None = None, code: int | None = 0, within: int = 60) -> Done:
    """Run the command; it must end in time with this exit code and without a traceback."""
    fed = given.encode("utf-8", "surrogatepass") if isinstance(given, str) else given
    done = subprocess.run(
        [str(DATELINE), *words],
        input=fed,
        stdin=subprocess.DEVNULL if fed is None else None,
        capture_output=True,
        timeout=within,
    )
    said = done.stderr.decode()
    assert "Traceback" not in said, said
    assert code is None or done.returncode == code, said
    return done


def refused(*words: str, given: Bytes | None = None, error: type[DatelineError] = BadInput) -> str:
    """What a command says that must end with this error. Within this process: many cases are tried so."""
    result = CliRunner().invoke(app, list(words), input=given)
    assert isinstance(result.exception, error), result.exception
    return str(result.exception)


def rejections(store: Path) -> dict[str, str]:
    """Reasons by the last part of what was rejected."""
    rows = [json.loads(line) for line in run("rejections", "--store", store).stdout.splitlines()]
    return {row["locator"].rpartition("/")[2]: row["reason"] for row in rows}


def test_a_directory_of_rubbish_becomes_rejections_and_its_reports_are_read(tmp_path: Path) -> None:
    folder, store = tmp_path / "in", tmp_path / "desk.sqlite"
    folder.mkdir()
    rubbish: dict[str, bytes] = {
        "empty.txt": b"",
        "blank.txt": b" \n\t\r\n",
        "nul.txt": b"Goma was\0shelled",
        "page.txt": b"%PDF-1.4",
        "bomb.txt.gz": gzip.compress(b"Goma was shelled. " * 300_000),
        "cut.txt.gz": gzip.compress(os.urandom(500))[:200],
        "deep.html": b"<html><body>" + b"<div>" * 100_000 + b"x",
        "laughs.xml": b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel/></rss>',
        "\u202etxt.exe.txt": b"MZ\x90",
    }
    for name, raw in rubbish.items():
        (folder / name).write_bytes(raw)
    (folder / "new\nline.txt").write_text(REPORT)
    Path(os.fsdecode(os.fsencode(folder) + b"/not\xff utf8.txt")).write_text(REPORT.replace("Goma", "Bukavu"))
    (folder / "russian.txt").write_bytes("Обстреляли Изюм, погибли двое, сообщил губернатор.".encode("cp1251"))
    (folder / "wide.txt").write_bytes(REPORT.replace("Goma", "Beni").encode("utf-16"))
    (folder / "loop").symlink_to(".")
    (folder / "gone").symlink_to("nowhere")
    os.mkfifo(folder / "pipe")
    said = run("add", folder, "--store", store).stderr.decode()
    assert "4 documents added (1 in a language that no reader reads)" in said
    reasons = rejections(store)
    assert reasons.keys() == {*rubbish, "gone", "pipe"}
    assert "bomb" in reasons["bomb.txt.gz"]
    assert "entities" in reasons["laughs.xml"]


def test_a_pipe_that_nobody_writes_into_does_not_hang_and_its_reason_is_said(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    said = run("add", tmp_path / "pipe", "--store", tmp_path / "desk.sqlite", within=30).stderr.decode()
    assert "pipe: It is empty." in said


@pytest.mark.slow
@pytest.mark.parametrize("name", ["line.txt", "line.jsonl"])
def test_a_line_of_100_megabytes_is_refused_in_little_memory(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(b'{"text": "' if name.endswith("l") else b"")
        for _ in range(100):
            file.write(b"shelled Goma " * 77_000)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    run("add", path, "--store", tmp_path / "desk.sqlite")
    (reason,) = rejections(tmp_path / "desk.sqlite").values()
    assert "20 MB" in reason
    if name.endswith("l"):
        assert "40 MB" in run("locate", "-i", path, code=5).stderr.decode()
    path.unlink()
    # The largest child so far, in kilobytes: this one, or a larger one of an earlier test.
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < max(before + 1, 600_000)


def test_bad_json_lines_are_refused_one_by_one(tmp_path: Path) -> None:
    bad = [
        '{"text": "half \\ud800"}',
        '{"text": 1}',
        '{"text": null}',
        "[]",
        "1e999",
        "[" * 100_000,
        '{"text": "deep", "x": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"text": "x", "version": ' + "9" * 5_000 + "}",
        '{"text": "y", "version": 99999999999999999999}',
        '{"text": "z", "version": 0}',
        '{"text": "unfinished',
        '{"id": "a", "text": "Another text under a known id."}',
    ]
    good = [
        json.dumps({"id": "a", "text": REPORT}),
        json.dumps({"id": "b", "text": "\u202e\u200f" + REPORT, "published": "0000-00-00"}),
        json.dumps({"id": "c", "text": REPORT + " c", "published": "9999-12-31", "title": "\u202egnp.exe\x1b[2J"}),
    ]
    lines, store = tmp_path / "docs.jsonl", tmp_path / "desk.sqlite"
    lines.write_text("\n".join([*good, *bad]) + "\n")
    said = run("add", lines, "--store", store).stderr.decode()
    assert "3 documents added" in said
    assert f"{len(bad)} rejected" in said
    record = json.loads(run("show", "c", "--json", "--store", store).stdout)
    assert record["document"]["published"] is None
    shown = run("show", "c", "--store", store).stdout.decode()
    assert "\u202e" not in shown
    assert "\x1b" not in shown


def test_a_long_feed_says_what_it_left_out(tmp_path: Path) -> None:
    items = "".join(f"<item><title>{n}</title><description>Nr {n}.</description></item>" for n in range(6))
    feed = tmp_path / "feed.xml"
    feed.write_text(f"<rss version='2.0'><channel><title>F</title>{items}</channel></rss>")
    limits = Limits(feed_entries=5)
    *read, last = gather([str(feed)], fetch=never, stdin=None, now=lambda: datetime.now(UTC), limits=limits)
    assert len(read) == 5
    assert isinstance(last, Rejection)
    assert "only the first 5" in last.reason


def never(url: str) -> Fetched:
    raise AssertionError(f"{url} is fetched")


@pytest.mark.parametrize(
    "given",
    [
        '{"text": null}',
        '{"text": 5}',
        "{}",
        "[]",
        "5",
        "[" * 100_000,
        b'\xff\xfe{"text": "x"}',
        '{"text": "Goma", "x": 1e999}',
        '{"text": "Goma", "toponyms": 5}',
        '{"text": "Goma", "toponyms": [null]}',
        '{"text": "Goma", "toponyms": [{"start": 0}]}',
        '{"text": "Goma", "toponyms": [{"start": 0, "end": 5}]}',
        '{"text": "Goma", "toponyms": [{"start": -1, "end": 4}]}',
        '{"text": "Goma", "toponyms": [{"start": 3, "end": 1}]}',
        '{"text": "Goma", "toponyms": [{"start": 0.5, "end": 4}]}',
        '{"text": "Goma", "toponyms": [{"start": true, "end": 4}]}',
    ],
)
def test_locate_names_the_line_that_it_cannot_take(given: Bytes) -> None:
    said = refused("locate", given=given)
    assert said.startswith("-:1: ")
    assert "object is not" not in said


def test_pure_forms_keep_half_characters_and_take_a_byte_order_mark() -> None:
    line = '\ufeff{"id": "h", "language": "en", "text": "\\ud800 Rebels shelled Goma on Monday."}'
    extracted = run("extract", given=line).stdout
    assert json.loads(extracted)["document"]["text"] == "\ud800 Rebels shelled Goma on Monday."
    assert json.loads(run("locate", given=line).stdout)["text"].startswith("\ud800")
    assert json.loads(run("link", given=extracted).stdout)["claims"] == ["h#1"]


def claims_line() -> dict[str, object]:
    return {
        "document": {"id": "a", "text": "Rebels shelled Goma."},
        "claims": [
            {
                "event_type": "Explosions/Remote violence",
                "sub_event_type": "Shelling/artillery/missile attack",
                "trigger": {"start": 7, "end": 14, "text": "shelled"},
            }
        ],
    }


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"trigger": {"start": 7, "end": 14, "text": "bombed!"}}, "claim 1: the text does not have 'bombed!'"),
        ({"trigger": {"start": 9_000, "end": 9_007, "text": "shelled"}}, "claim 1"),
        ({"trigger": {"start": 7, "end": 3, "text": "shelled"}}, "claim 1: not a span"),
        ({"time": {"earliest": "2022-02-02", "latest": "2021-01-01"}}, "before it begins"),
        ({"sub_event_type": "Alien landing"}, "sub_event_type"),
        ({"place": {"name": "x", "country": "UA", "lat": 95, "lon": 0, "level": "town"}}, "place.lat"),
    ],
)
def test_link_names_the_claim_that_it_cannot_take(change: dict[str, object], says: str) -> None:
    line = claims_line()
    line["claims"][0].update(change)  # type: ignore[index]
    said = refused("link", given=json.dumps(line))
    assert says in said
    assert said.startswith("-:1")


def test_link_refuses_two_documents_of_one_id_and_gives_nothing_for_nothing() -> None:
    line = json.dumps(claims_line())
    assert refused("link", given=f"{line}\n{line}\n").startswith("-:2")
    assert run("link", given="").stdout == b""


def test_output_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    kept.write_text("before")
    run("locate", "-o", kept, given='{"text": "Goma"}\nnope\n', code=5)
    assert kept.read_text() == "before"
    for out in (tmp_path, tmp_path / "nowhere/x.jsonl", "/proc/x.jsonl", tmp_path / ("x" * 300)):
        assert "Cannot write" in run("locate", "-o", out, given='{"text": "Goma"}', code=2).stderr.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["kept.jsonl"]


def test_a_pipe_is_written_into_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        run("locate", "-o", pipe, given='{"text": "Goma"}')
        assert b"Goma" in reader.communicate(timeout=30)[0]
    assert pipe.is_fifo()


@pytest.mark.parametrize("make", ["directory", "text", "other program's", "garbage", "cut short"])
def test_what_is_no_store_is_refused_and_left_as_it_is(tmp_path: Path, make: str) -> None:
    path = tmp_path / "thing"
    if make == "directory":
        path.mkdir()
    elif make == "other program's":
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE a (b)")
        other.close()
    else:
        head = b"" if make == "text" else b"SQLite format 3\0"
        path.write_bytes(head + (b"x" * 50 if make == "cut short" else b"words of somebody " * 300))
    before = None if path.is_dir() else path.read_bytes()
    for command in ("events", "init"):
        refused(command, "--store", str(path), error=StoreError)
    assert before is None or path.read_bytes() == before


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one event."""
    store = tmp_path_factory.mktemp("desk") / "desk.sqlite"
    run("add", "-", "--store", store, given=REPORT)
    return store


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["events", "--limit", "0"], 2),
        (["events", "--near", "91,0"], 2),
        (["events", "--near", ""], 2),
        (["events", "--bbox", "east"], 2),
        (["events", "--bbox", ""], 2),
        (["events", "--bbox", "10,50,5,40"], 2),
        (["events", "--grade", "Z9"], 2),
        (["events", "--since", "0000-00-00"], 2),
        (["events", "-q", '"unbalanced AND ('], 0),
        (["events", "--country", b"\xff"], 2),
        (["show", ""], 4),
        (["show", b"\xff"], 4),
        (["review", "reject", b"\xff"], 4),
        (["export", "-o", "."], 2),
        (["serve", "--host", "0.0.0.0"], 2),
        (["extract", "http://example.invalid/"], 2),
    ],
)
def test_odd_words_end_with_their_exit_code(desk: Path, words: list[str | bytes], code: int) -> None:
    stored = [] if words[0] == "extract" else ["--store", str(desk)]
    result = CliRunner().invoke(app, [*map(os.fsdecode, words), *stored])
    error = result.exception
    assert error is None or isinstance(error, DatelineError | SystemExit), error
    assert (error.exit_code if isinstance(error, DatelineError) else result.exit_code) == code


def test_undoing_twice_is_refused(desk: Path) -> None:
    event = json.loads(run("events", "--store", desk).stdout)["id"]
    decision = run("review", "reject", event, "--store", desk).stdout.decode().strip()
    run("review", "undo", decision, "--store", desk)
    assert "undone already" in run("review", "undo", decision, "--store", desk, code=7).stderr.decode()


def test_a_taken_port_is_named(desk: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = run("serve", "--port", port, "--store", desk, code=2).stderr.decode()
    assert f"port {port}" in said
    assert "--port" in said


def test_output_that_nobody_reads_ends_quietly(desk: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([DATELINE, "export", "--store", desk], stdout=writer, stderr=subprocess.PIPE, timeout=60)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.slow
def test_ctrl_c_says_that_it_goes_on_and_it_does(tmp_path: Path) -> None:
    lines, store = tmp_path / "docs.jsonl", tmp_path / "desk.sqlite"
    lines.write_text("".join(json.dumps({"id": str(n), "text": f"{REPORT} {n}"}) + "\n" for n in range(60)))
    # A test run in the background hands down that SIGINT is ignored.
    heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = subprocess.Popen([DATELINE, "add", lines, "--store", store], stderr=subprocess.PIPE, preexec_fn=heeding)
    for _ in range(600):  # until something is stored: searching needs no events
        time.sleep(0.05)
        if store.exists() and b"Goma" in run("search", "Goma", "--store", store, code=None).stdout:
            break
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 130
    assert "Interrupted. What was stored is kept" in said
    assert "Traceback" not in said
    again = run("add", lines, "--store", store).stderr.decode()
    added, known = (int(part.split()[0]) for part in again.split(", ")[:2])
    assert added + known == 60
    assert known > 0


def test_monotonous_texts_are_read_in_time(tmp_path: Path) -> None:
    units = ("(", '"', "5 May ", "Kyiv Kyiv ", "a", "killed ")
    lines = [json.dumps({"text": unit * (100_000 // len(unit)), "language": "en"}) for unit in units]
    said = run("add", "-", "--store", tmp_path / "desk.sqlite", given="\n".join(lines)).stderr
    assert f"{len(units)} documents added".encode() in said
