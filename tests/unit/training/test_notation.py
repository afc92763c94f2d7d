"""The notation of the training corpus, its checks and its batches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from training.check import BATCHES, faults, main, shingles
from training.notation import NotationError, Report, reports, second_labels

from dateline.model.records import ClaimRecord

BATCH = """=== zz-001
publisher: Line Seventeen
published: 2022-08-14
register: channel post
conflict: Ukraine 2022
<<<
Orikhiv. Shells landed on the elevator again overnight; two watchmen were killed and, the governor told
Ukrainska Hazeta, several others hurt. The strike is the third since Monday.

Nobody denies the strike.
>>>
SHELL hedged | Shells [landed] on the elevator
  target: the elevator
  victim: two watchmen ; several others
  at: Orikhiv | Orikhiv | UA | 47.57,35.78 | town
  when: overnight | 2022-08-13..2022-08-14
  toll: killed 2 = two watchmen ; injured 3.. = several others
  by: Ukrainska Hazeta > the governor
  also: The [strike] is the third

SHELL denied | Nobody [denies] the strike
"""


def _read(tmp_path: Path, text: str) -> list[Report]:
    path = tmp_path / "zz-01.txt"
    path.write_text(text, encoding="utf-8")
    return list(reports(path))


def test_a_report_is_read_into_records_of_the_exchange_format(tmp_path: Path) -> None:
    (report,) = _read(tmp_path, BATCH)
    assert report.faults == []
    shelling, denied = report.claims
    assert shelling["trigger"]["text"] == "landed"
    assert [s["text"] for s in shelling["attribution"]] == ["Ukrainska Hazeta", "the governor"]
    assert shelling["time"]["earliest"] == "2022-08-13"
    assert [(t["kind"], t["low"], t["high"]) for t in shelling["casualties"]] == [
        ("killed", 2, 2),
        ("injured", 3, None),
    ]
    assert [s["text"] for s in shelling["also"]] == ["strike"]
    assert shelling["hedged"]
    assert denied["modality"] == "denied"
    for claim in report.claims:
        value = ClaimRecord.model_validate({k: v for k, v in claim.items() if k != "also"}).value(report.id)  # type: ignore[arg-type]
        assert all(span.within(report.text) for span in value.spans())


@pytest.mark.parametrize(
    ("wrong", "right", "fault"),
    [
        ("SHELL denied", "BOOM denied", "start a claim with"),
        ("SHELL denied", "SHELL refuted", "no such flag"),
        ("[denies] the", "denies the", "brackets"),
        ("[denies] the strike", "[denies] the stroke", "passage not in the text"),
        ("Nobody [denies] the strike", "[strike]", "more than once"),
        ("two watchmen ; several", "three watchmen ; several", "victim not in the text"),
        ("47.57,35.78", "147.57,35.78", "coordinates"),
        ("| town", "| village", "level"),
        ("2022-08-13..2022-08-14", "2022-08-15..2022-08-14", "forwards"),
        ("2022-08-13..2022-08-14", "last night", "write 'when"),
        ("killed 2 =", "slain 2 =", "write 'toll"),
        ("killed 2 =", "killed 5..2 =", "backwards"),
        ("published: 2022-08-14", "published: yesterday", "published must be"),
        ("  target:", "  targt:", "no such field"),
    ],
)
def test_a_label_that_cannot_be_placed_is_named(tmp_path: Path, wrong: str, right: str, fault: str) -> None:
    assert wrong in BATCH
    (report,) = _read(tmp_path, BATCH.replace(wrong, right, 1))
    assert any(fault in f for f in report.faults), report.faults


@pytest.mark.parametrize("text", ["no report\n", BATCH.replace(">>>\n", ""), BATCH.replace("<<<\n", "")])
def test_a_batch_that_is_no_batch_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(NotationError, match=r"zz-01\.txt:"):
        _read(tmp_path, text)


def test_a_string_is_looked_up_in_its_passage_before_the_rest_of_the_text(tmp_path: Path) -> None:
    text = BATCH.replace("Nobody denies the strike.", "Nobody denies the strike on the elevator.").replace(
        "Nobody [denies] the strike", "Nobody [denies] the strike on the elevator\n  target: the elevator"
    )
    (report,) = _read(tmp_path, text)
    first, second = (c["target"][0]["start"] for c in report.claims)
    assert first < report.text.index("Nobody") < second


def test_near_duplicates_and_worn_phrases_are_faults(tmp_path: Path) -> None:
    twin = BATCH.replace("zz-001", "zz-002").replace("again overnight", "once more overnight")
    worn = BATCH.replace("zz-001", "zz-003").replace("Nobody denies", "Nobody, amid all this, denies")
    found = faults(_read(tmp_path, BATCH + twin + worn + worn.replace("zz-003", "zz-004")))
    assert any("zz-001 and zz-002: near-duplicates" in f or "zz-002 and zz-001" in f for f in found)
    assert any("worn phrase 'amid'" in f for f in found)


def test_a_second_reader_labels_texts_of_others(tmp_path: Path) -> None:
    (first,) = _read(tmp_path, BATCH)
    path = tmp_path / "second.txt"
    path.write_text("=== zz-001\nSHELL | Shells [landed] on the elevator\n  target: the elevator\n", encoding="utf-8")
    (second,) = second_labels(path, {first.id: first.text})
    assert second.faults == []
    assert second.claims[0]["target"] == first.claims[0]["target"]
    with pytest.raises(NotationError, match="no report"):
        list(second_labels(path, {}))


def test_the_corpus_has_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0, capsys.readouterr().out


def test_development_has_conflicts_that_training_never_has() -> None:
    shares = {True: set[str](), False: set[str]()}
    for path in sorted(BATCHES.glob("*.txt")):
        shares[path.name.startswith("dv")] |= {r.head["conflict"] for r in reports(path)}
    assert shares[True]
    assert not {c.split(" in ")[0] for c in shares[True]} & {c.split(" in ")[0] for c in shares[False]}


def test_no_run_of_eight_words_stands_in_an_evaluation_set(shared: Path) -> None:
    measured = set[tuple[str, ...]]()
    for name in ("dev", "seed", "challenge"):
        path = shared / "gold" / name / "gold.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines():
            measured |= shingles(json.loads(line)["document"]["text"], 8)
    assert measured
    found = {}
    for path in sorted(BATCHES.glob("*.txt")):
        for report in reports(path):
            if both := shingles(report.text, 8) & measured:
                found[report.id] = " ".join(min(both))
    assert found == {}
