"""`dateline eval`, over files of claims."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dateline.cli.main import app
from dateline.errors import BadRecord

TEXT = "Rain fell. Rebels shelled Goma on Monday, the mayor said. A rally was held in Kinshasa."


def row(key: str, *claims: dict[str, Any], register: str | None = None) -> str:
    document = {"id": key, "text": TEXT, "language": "en"} | ({"register": register} if register else {})
    return json.dumps({"document": document, "claims": claims})


def claim(words: str, kind: str, event_type: str, **fields: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    trigger = {"start": start, "end": start + len(words), "text": words}
    return {"event_type": event_type, "sub_event_type": kind, "trigger": trigger} | fields


SHELLED = claim("shelled", "Shelling/artillery/missile attack", "Explosions/Remote violence")
RALLY = claim("rally", "Peaceful protest", "Protests")


def evaluated(folder: Path, gold: list[str], found: list[str], *words: str) -> Result:
    (folder / "gold.jsonl").write_text("\n".join(gold), encoding="utf-8")
    (folder / "claims.jsonl").write_text("\n".join(found), encoding="utf-8")
    return CliRunner().invoke(app, ["eval", str(folder / "gold.jsonl"), str(folder / "claims.jsonl"), *words])


def test_figures_come_by_sub_type_register_and_length_with_a_table_of_confusions(tmp_path: Path) -> None:
    gold = [row("a", SHELLED, register="wire"), row("b", RALLY)]
    done = evaluated(tmp_path, gold, [row("a", SHELLED), row("b", RALLY)])
    assert "2 documents, 2 gold claims, 2 found" in done.stdout
    for words in ("by sub-type", "by register", "wire", "by length", "up to 50 words", "confusion", "Peaceful protest"):
        assert words in done.stdout
    assert "calibration" not in done.stdout
    assert "missed" not in done.stdout


def test_misses_stand_in_their_sentences_with_the_trigger_marked(tmp_path: Path) -> None:
    done = evaluated(tmp_path, [row("a", SHELLED)], [row("a", RALLY)], "--misses", "5")
    assert "missed: 1" in done.stdout
    assert "Rebels [shelled] Goma on Monday, the mayor said." in done.stdout
    assert "false: 1" in done.stdout
    assert "A [rally] was held in Kinshasa." in done.stdout


def test_no_more_misses_are_listed_than_asked_for(tmp_path: Path) -> None:
    gold = [row(key, SHELLED) for key in "abc"]
    done = evaluated(tmp_path, gold, [], "--misses", "2")
    assert "missed: 3" in done.stdout
    assert done.stdout.count("[shelled]") == 2


def test_everything_is_one_object_of_json(tmp_path: Path) -> None:
    sure = SHELLED | {"confidence": 0.75, "confidences": {"type": 0.9, "place": 0.25}}
    gold = [row("a", SHELLED, register="wire"), row("b", RALLY)]
    done = evaluated(tmp_path, gold, [row("a", sure)], "--json", "--misses", "9", "--calibration")
    table = json.loads(done.stdout)
    assert (table["documents"], table["claims"], table["found"]) == (2, 2, 1)
    assert table["figures"]["recall"] == 0.5
    assert table["figures"]["weapon"] is None
    assert [part["name"] for part in table["by_register"]] == ["wire"]
    assert table["confusion"] == [{"gold": SHELLED["sub_event_type"], "found": SHELLED["sub_event_type"], "pairs": 1}]
    assert [miss["sentence"] for miss in table["misses"]["missed"]] == ["A rally was held in Kinshasa."]
    assert table["calibration"]["detection"]["error"] == 0.25
    assert table["calibration"]["detection"]["kept"][0] == {
        "threshold": 0.0, "share": 1.0, "precision": 1.0, "usable": 1.0,
    }  # fmt: skip
    assert table["calibration"]["fields"]["type"]["error"] == 0.1


def test_a_reader_without_confidences_is_said_to_give_none(tmp_path: Path) -> None:
    done = evaluated(tmp_path, [row("a", SHELLED)], [row("a", SHELLED)], "--calibration")
    assert "The reader gives no confidence" in done.stdout
    done = evaluated(tmp_path, [row("a", SHELLED)], [row("a", SHELLED)], "--calibration", "--json")
    assert json.loads(done.stdout)["calibration"] is None


def test_calibration_is_told_of_detection_and_of_each_field(tmp_path: Path) -> None:
    sure = SHELLED | {"confidence": 0.75, "confidences": {"type": 0.9, "place": 0.25}}
    done = evaluated(tmp_path, [row("a", SHELLED)], [row("a", sure)], "--calibration")
    told = {line.split()[0]: line for line in done.stdout.splitlines() if " error " in line}
    assert set(told) >= {"claim", "type", "place"}
    assert "error 0.750" in told["place"]
    assert "accepting claims from a confidence on" in done.stdout


@pytest.mark.parametrize("given", [{"type": 1.2}, {"type": "high"}, [0.5], {"type": True}])
def test_confidences_that_are_none_are_refused_with_their_line(tmp_path: Path, given: object) -> None:
    done = evaluated(tmp_path, [row("a", SHELLED)], [row("a", SHELLED | {"confidences": given})])
    assert isinstance(done.exception, BadRecord)
    assert re.search(r"claims\.jsonl:1: (claims\.0\.)?confidences", str(done.exception))


def test_a_confidence_that_is_no_probability_is_refused(tmp_path: Path) -> None:
    done = evaluated(tmp_path, [row("a", SHELLED)], [row("a", SHELLED | {"confidence": float("nan")})])
    assert isinstance(done.exception, BadRecord)


def test_a_document_that_stands_twice_is_refused_and_one_of_no_gold_is_named(tmp_path: Path) -> None:
    done = evaluated(tmp_path, [row("a"), row("a")], [])
    assert "gold.jsonl:2" in str(done.exception)
    done = evaluated(tmp_path, [row("a")], [row("z", RALLY)])
    assert "1 documents of the claims are not in the gold standard" in done.stderr
