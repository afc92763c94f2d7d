"""The command line, run as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

DATELINE = Path(sys.executable).with_name("dateline")
REPORT = """Title: Market hit in Izyum
Source: Harbour Post
Published: 2022-06-08

Russian artillery shelled a market in Izyum on Tuesday, killing at least two civilians, the regional governor said.
Nobody has confirmed the report.
"""


def run(*words: str | Path, given: str | None = None, code: int = 0, **env: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [DATELINE, *map(str, words)], input=given, capture_output=True, text=True, env=os.environ | env, timeout=120
    )
    assert done.returncode == code, done.stderr
    return done


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one report in it."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    run("add", folder / "report.txt", "--store", folder / "desk.sqlite")
    return folder / "desk.sqlite"


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_report_goes_in_and_a_sourced_event_comes_out(store: Path) -> None:
    (event,) = rows(run("events", "--store", store))
    assert event["sub_event_type"] == "Shelling/artillery/missile attack"
    assert event["place"]["country"] == "UA"  # type: ignore[index]
    assert event["time"]["earliest"] == event["time"]["latest"] == "2022-06-07"  # type: ignore[index]
    assert [(t["kind"], t["low"]) for t in event["tolls"]] == [("killed", 2)]  # type: ignore[attr-defined]
    assert "governor" in event["origins"][0]["name"]  # type: ignore[index]


def test_adding_again_changes_nothing(store: Path) -> None:
    before = run("events", "--store", store).stdout
    again = run("add", store.parent / "report.txt", "--store", store)
    assert "0 documents added" in again.stderr
    assert "1 known already" in again.stderr
    assert run("events", "--store", store).stdout == before


def test_filters_let_through_what_they_ask_for(store: Path) -> None:
    assert len(rows(run("events", "--store", store, "--near", "Izium", "--within-km", "5"))) == 1
    assert rows(run("events", "--store", store, "--near", "50.45,30.52", "--within-km", "5")) == []
    assert rows(run("events", "--store", store, "--since", "2022-06-08")) == []
    assert len(rows(run("events", "--store", store, "-q", "market"))) == 1


def test_near_a_name_means_the_town_and_not_the_region_that_bears_it(store: Path) -> None:
    assert "taken as the town Kherson" in run("events", "--store", store, "--near", "Kherson").stderr
    assert "--country SY" in run("events", "--store", store, "--near", "Syria", code=2).stderr


def test_show_gives_the_sentence_with_the_words_marked(store: Path) -> None:
    (event,) = rows(run("events", "--store", store))
    shown = run("show", str(event["id"]), "--store", store).stdout
    assert "[shelled]" in shown
    assert "[Izyum]" in shown
    assert "Harbour Post → " in shown


def test_a_decision_can_be_undone(store: Path) -> None:
    key = str(rows(run("events", "--store", store))[0]["id"])
    decision = run("review", "reject", key, "--store", store, "--why", "a test").stdout.strip()
    assert rows(run("events", "--store", store))[0]["review"] == "rejected"
    run("review", "undo", decision, "--store", store)
    assert rows(run("events", "--store", store))[0]["review"] == "unreviewed"
    assert [r["kind"] for r in rows(run("review", "log", "--store", store))] == ["reject", "undo"]


def test_public_export_has_only_what_was_released(store: Path) -> None:
    assert rows(run("export", "--store", store, "--format", "jsonl", "--public")) == []
    key = str(rows(run("events", "--store", store))[0]["id"])
    run("review", "release", key, "--store", store)
    assert len(rows(run("export", "--store", store, "--format", "jsonl", "--public"))) == 1


@pytest.mark.parametrize(("form", "columns"), [("acled", 31), ("ucdp", 49)])
def test_exports_have_the_columns_of_the_field(store: Path, form: str, columns: int) -> None:
    head = run("export", "--store", store, "--format", form).stdout.splitlines()[0]
    assert len(head.split(",")) == columns


def test_search_finds_words_of_documents(store: Path) -> None:
    (hit,) = rows(run("search", "market", "izyum", "--store", store))
    assert hit["title"] == "Market hit in Izyum"


def test_extract_keeps_id_and_text_and_order() -> None:
    docs = [
        {"id": "b", "title": None, "publisher": None, "url": None, "published": "2022-06-08", "language": "en",
         "text": "🔥 Rebels shelled Goma on Monday."},
        {"id": "a", "text": "The cup final ended in a draw.", "published": None, "language": "en"},
    ]  # fmt: skip
    out = rows(run("extract", given="".join(json.dumps(d) + "\n" for d in docs)))
    assert [(r["document"]["id"], r["document"]["text"]) for r in out] == [(d["id"], d["text"]) for d in docs]  # type: ignore[index]
    (claim,) = out[0]["claims"]  # type: ignore[misc]
    trigger = claim["trigger"]  # type: ignore[index]
    assert docs[0]["text"][trigger["start"] : trigger["end"]] == trigger["text"] == "shelled"  # type: ignore[index]
    assert out[1]["claims"] == []


def test_locate_repeats_given_toponyms_with_their_places() -> None:
    spans = [{"start": 14, "end": 21}, {"start": 26, "end": 37}]
    line = {"text": "Fighting near Kharkiv and Qwertyville", "toponyms": spans}
    (out,) = rows(run("locate", given=json.dumps(line)))
    first, second = out["toponyms"]  # type: ignore[misc]
    assert (first["start"], first["place"]["country"]) == (14, "UA")  # type: ignore[index]
    assert second["place"] is None  # type: ignore[index]


def test_locate_finds_its_own_toponyms() -> None:
    (out,) = rows(run("locate", given='{"text": "A convoy left Damascus for Homs."}'))
    assert [t["text"] for t in out["toponyms"]] == ["Damascus", "Homs"]  # type: ignore[attr-defined]


def test_link_joins_claims_by_document_and_index() -> None:
    texts = {
        "x": "Russian artillery shelled Izyum on Tuesday, killing two people, the governor said.",
        "y": "Two people died when Russian artillery shelled Izyum on Tuesday, police said.",
        "z": "Protesters rallied in Khartoum on Monday.",
    }
    docs = [{"id": key, "published": "2022-06-08", "language": "en", "text": text} for key, text in texts.items()]
    claims = run("extract", given="".join(json.dumps(doc) + "\n" for doc in docs)).stdout
    groups = [set(e["claims"]) for e in rows(run("link", given=claims))]  # type: ignore[arg-type]
    assert {"x#1", "y#1"} in groups
    assert all("#" in claim for group in groups for claim in group)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["events", "--store", "/nowhere/x.sqlite"], 6, "dateline init"),
        (["show", "nothing"], 4, "No event, claim or document"),
        (["events", "--since", "yesterday"], 2, "Write it as 2022-05-18"),
        (["events", "--near", "Qwertyville"], 2, "--near LAT,LON"),
        (["review", "undo", "nothing"], 4, "No decision"),
        (["extract", "-i", "/nowhere.jsonl"], 2, "Cannot read"),
    ],
)
def test_errors_say_what_to_do(store: Path, words: list[str], code: int, says: str) -> None:
    given = words if "--store" in words or words[0] == "extract" else [*words, "--store", str(store)]
    assert says in run(*given, code=code).stderr


def test_a_line_that_is_no_document_is_named() -> None:
    assert "-:2" in run("extract", given='{"text": "fine"}\n{"nothing": 1}\n', code=5).stderr


def test_a_missing_gazetteer_says_how_to_build_it(tmp_path: Path) -> None:
    done = run("locate", given='{"text": "Kyiv"}', code=3, DATELINE_DATA=str(tmp_path))
    assert "dateline gazetteer build" in done.stderr


def test_every_command_has_help_with_an_example_and_stands_in_the_docs() -> None:
    import typer.main

    from dateline.cli.main import app

    root = typer.main.get_command(app)
    docs = (Path(__file__).resolve().parents[3] / "docs/cli.md").read_text(encoding="utf-8")
    for name, command in _commands(root):
        assert command.help, name
        assert "Example" in command.help, name
        assert name in docs, name


def _commands(command: object, before: str = "") -> list[tuple[str, object]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        return [(before.strip(), command)]
    return [row for name, part in inner.items() for row in _commands(part, f"{before} {name}")]


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys; import dateline.cli.main; "
        "print([m for m in ('spacy', 'sqlalchemy', 'pydantic', 'trafilatura', 'numpy', 'fastapi') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_importing_dateline_loads_nothing_of_others() -> None:
    code = "import sys; import dateline; print([m for m in ('pydantic', 'typer', 'numpy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
