"""Claims held against a gold standard."""

from __future__ import annotations

import importlib.util
import math
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.evaluate.alignment import aligned, same_filler
from dateline.evaluate.figures import counts, figures, misses
from dateline.model import Claim, DocumentId, Modality, Span, SubEventType
from dateline.model.records import ReadRecord, read_line


def claim(start: int, trigger: str, kind: SubEventType, **changes: object) -> Claim:
    base = Claim(document=DocumentId("d"), trigger=Span(start, start + len(trigger), trigger), kind=kind)
    return replace(base, **changes)  # type: ignore[arg-type]


def test_a_filler_is_right_where_half_of_its_words_are_shared() -> None:
    assert same_filler(Span(0, 21, "the Ukrainian brigade"), Span(0, 9, "Ukrainian"))
    assert not same_filler(Span(0, 3, "the"), Span(0, 5, "Kyiv!"))


def test_claims_pair_one_to_one_by_overlapping_triggers() -> None:
    gold = [claim(0, "shelled", SubEventType.SHELLING), claim(500, "seized", SubEventType.NON_STATE_OVERTAKES)]
    found = [claim(501, "eized", SubEventType.ATTACK), claim(2, "elled", SubEventType.SHELLING)]
    assert aligned(gold, found) == [(gold[0], found[1]), (gold[1], found[0])]


def test_a_trigger_of_a_whole_paragraph_answers_nothing() -> None:
    gold = [claim(0, "shelled", SubEventType.SHELLING)]
    assert aligned(gold, [claim(0, "x" * 61, SubEventType.ATTACK)]) == []


def test_finding_nothing_scores_nothing_and_finding_all_scores_one() -> None:
    gold = [claim(0, "shelled", SubEventType.SHELLING, modality=Modality.DENIED, hedged=True)]
    assert figures([counts(gold, [])])["detect"] == 0
    perfect = figures([counts(gold, gold)])
    assert perfect["usable"] == perfect["detect"] == perfect["modality F1"] == perfect["hedge F1"] == 1
    assert math.isnan(perfect["weapon"])


def test_misses_name_what_either_side_lacks() -> None:
    gold, found = [claim(0, "shelled", SubEventType.SHELLING)], [claim(900, "rally", SubEventType.PEACEFUL_PROTEST)]
    assert [(m.claim.trigger.text, m.missed) for m in misses("d", gold, found)] == [("shelled", True), ("rally", False)]


def test_the_figures_are_those_of_the_judge(shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("judge", shared / "gold/score.py")
    assert spec
    assert spec.loader
    judge = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(judge)
    rows = judge.read(str(shared / "gold/dev/gold.jsonl"))
    spoilt = {
        key: {**row, "claims": [_spoilt(c, n) for n, c in enumerate(row["claims"]) if n % 5]}
        for key, row in rows.items()
    }
    theirs = judge.figures([judge.count(rows[k]["claims"], spoilt[k]["claims"]) for k in rows])
    ours = figures([counts(_values(rows[k]), _values(spoilt[k])) for k in rows])
    assert ours == pytest.approx(theirs)


def _spoilt(row: dict[str, object], n: int) -> dict[str, object]:
    changes: list[dict[str, object]] = [
        {"time": None},
        {"attribution": []},
        {"hedged": True},
        {"modality": "planned"},
        {"casualties": []},
        {"victim": row["actor"]},
        {"place": None},
    ]
    return row | changes[n % 7]


def _values(row: dict[str, object]) -> list[Claim]:
    record = ReadRecord.model_validate(row)
    return [c.value(DocumentId("d")) for c in record.claims]


def test_a_gold_line_reads_as_a_record() -> None:
    line = '{"document": {"id": "a", "text": "shelled"}, "claims": []}'
    assert read_line(line, ReadRecord, "x").claims == []
