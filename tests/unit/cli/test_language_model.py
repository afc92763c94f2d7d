"""`--reader openai:MODEL --endpoint URL`, over a server of this machine's own."""

from __future__ import annotations

import json
import logging
import pickle
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dateline.cli.main import app
from dateline.errors import UsageError
from dateline.pipeline import open_extractor
from dateline.resources.endpoint import LanguageModel

TEXT = "Rebels shelled the bus station in Goma on Tuesday, killing at least five civilians, the governor said."
CLAIM = {
    "passage": TEXT,
    "trigger": "shelled",
    "sub_event_type": "Shelling/artillery/missile attack",
    "actor": ["Rebels", "the Blue Column"],
    "target": ["the bus station"],
    "victim": ["civilians"],
    "weapon": [],
    "place": {"text": "Goma", "lat": 48.85, "lon": 2.35},
    "time": "on Tuesday",
    "casualties": [{"kind": "killed", "text": "at least five civilians", "low": 5, "high": None}],
    "attribution": ["the governor"],
    "modality": "actual",
    "hedged": False,
    "aggregate": False,
}
DOCS = [{"id": key, "text": TEXT, "published": "2022-06-08", "language": "en"} for key in ("first", "second")]


def says(content: str) -> Any:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def fails(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(404)
    handler.send_header("Content-Length", "0")
    handler.end_headers()


GOOD = says(json.dumps({"claims": [CLAIM]}))


def run(*words: str | Path, given: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=given)


@pytest.fixture
def asking(chat: Any) -> list[str]:
    """The options that choose the server."""
    return ["--reader", "openai:m", "--endpoint", chat.url]


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    path = tmp_path / "documents.jsonl"
    path.write_text("".join(json.dumps(doc) + "\n" for doc in DOCS), encoding="utf-8")
    return path


def rows(done: Result) -> list[dict[str, Any]]:
    assert done.exception is None, done.exception
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_claims_come_out_dated_and_located_by_rules_and_name_their_reader(
    chat: Any, asking: list[str], documents: Path, caplog: pytest.LogCaptureFixture
) -> None:
    chat.says(GOOD)
    with caplog.at_level(logging.WARNING):
        first, second = rows(run("extract", "-i", documents, *asking))
    assert [first["document"]["id"], second["document"]["text"]] == ["first", TEXT]
    (claim,) = first["claims"]
    assert claim["reader"] == "openai:m prompt 1"
    assert claim["place"]["country"] == "CD"
    assert (claim["time"]["earliest"], claim["time"]["latest"]) == ("2022-06-07", "2022-06-07")
    assert [span["text"] for span in claim["actor"]] == ["Rebels"]
    assert claim["confidence"] is None
    assert "document 'first': left out of the model's answer: 1 phrases that the text does not have" in caplog.text


def test_a_document_whose_answer_is_none_stops_no_other(chat: Any, asking: list[str], documents: Path) -> None:
    chat.says(says("no"), says("still no"), GOOD)
    done = run("extract", "-i", documents, *asking)
    first, second = rows(done)
    assert (first["claims"], len(second["claims"])) == ([], 1)
    assert "first: not read: document 'first', characters 0 to" in done.stderr


def test_a_failure_becomes_a_rejection_and_a_later_reading_makes_it_good(
    chat: Any, asking: list[str], documents: Path, tmp_path: Path
) -> None:
    store = tmp_path / "desk.sqlite"
    chat.says(fails, GOOD)
    assert "1 rejected" in run("add", documents, "--store", store, *asking).stderr
    (rejection,) = rows(run("rejections", "--store", store))
    assert rejection["stage"] == "extract"
    assert "document 'first'" in rejection["reason"]
    assert "1 documents read again" in run("reread", "--store", store, *asking).stderr
    (event,) = rows(run("events", "--store", store))
    assert len(event["claims"]) == 2


def test_reading_again_with_a_server_that_fails_loses_nothing(
    chat: Any, asking: list[str], documents: Path, tmp_path: Path
) -> None:
    store = tmp_path / "desk.sqlite"
    chat.says(GOOD)
    run("add", documents, "--store", store, *asking)
    before = run("events", "--store", store).stdout
    chat.says(fails)
    done = run("reread", "--store", store, "--reader", "openai:another", "--endpoint", chat.url)
    assert "2 could not be read and keep what was read before" in done.stderr
    assert len(rows(run("rejections", "--store", store))) == 2
    assert run("events", "--store", store).stdout == before


def test_the_key_is_in_no_output(
    chat: Any, asking: list[str], documents: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("DATELINE_LLM_KEY", "sk-secret")
    chat.says(GOOD)
    with caplog.at_level(logging.DEBUG):
        done = run("extract", "-i", documents, *asking)
    assert chat.headers[0]["Authorization"] == "Bearer sk-secret"
    assert "sk-secret" not in done.stdout + done.stderr + caplog.text


@pytest.mark.parametrize("words", [["--reader", "openai:m"], ["--endpoint", "http://localhost:1/v1"]])
@pytest.mark.parametrize("command", [["extract"], ["add", "x.txt"], ["reread"], ["eval", "gold.jsonl"]])
def test_a_model_without_an_endpoint_and_the_other_way_round_are_refused(command: list[str], words: list[str]) -> None:
    done = run(*command, *words)
    assert isinstance(done.exception, UsageError)


@pytest.mark.parametrize("command", ["extract", "add", "reread", "eval"])
def test_help_says_that_text_is_sent(command: str) -> None:
    import typer.main

    found = typer.main.get_command(app).commands[command]  # type: ignore[attr-defined]
    (option,) = (p for p in found.params if "--reader" in p.opts)
    assert "text of every document is then sent there" in option.help
    assert option.default is None


def test_nothing_is_sent_without_the_options(chat: Any, documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE", "DATELINE_LLM_ENDPOINT"):
        monkeypatch.setenv(name, chat.url)
    monkeypatch.setenv("DATELINE_LLM_KEY", "sk-secret")
    chat.says(GOOD)
    first, _ = rows(run("extract", "-i", documents))
    assert chat.asked == []
    assert all(not claim["reader"].startswith("openai:") for claim in first["claims"])


def test_a_model_can_be_measured_against_a_gold_standard(
    chat: Any, asking: list[str], documents: Path, tmp_path: Path
) -> None:
    chat.says(GOOD)
    gold = tmp_path / "gold.jsonl"
    gold.write_text(run("extract", "-i", documents, *asking).stdout, encoding="utf-8")
    table = json.loads(run("eval", gold, "--json", *asking).stdout)
    assert table["figures"]["usable"] == 1
    chat.says(fails)
    done = run("eval", gold, "--json", *asking)
    assert json.loads(done.stdout)["figures"]["recall"] == 0
    assert "first: not read" in done.stderr


def test_what_opens_the_reader_travels_between_processes_without_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_LLM_KEY", "sk-secret")
    packed = pickle.dumps(partial(open_extractor, LanguageModel("m", "http://localhost:1/v1/chat/completions")))
    assert b"sk-secret" not in packed
    assert pickle.loads(packed)().reader.name == "openai:m prompt 1"
