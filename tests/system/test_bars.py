"""The floors that the reader keeps on real news. A floor is lowered on purpose, with a reason, or not at all."""

from __future__ import annotations

from pathlib import Path

from dateline.evaluate.figures import counts, figures
from dateline.model.records import ReadRecord, read_line
from dateline.pipeline import open_extractor

FLOORS = {"precision": 0.70, "detect": 0.57, "sub-event type": 0.47, "usable": 0.10}


def test_the_reader_keeps_its_floors_on_real_news(shared: Path) -> None:
    extractor = open_extractor()
    tallies = []
    for line in (shared / "gold/dev/gold.jsonl").read_text(encoding="utf-8").splitlines():
        record = read_line(line, ReadRecord, "dev")
        doc = record.document.value()
        tallies.append(counts([c.value(doc.id) for c in record.claims], extractor(doc)))
    table = figures(tallies)
    assert {name: round(table[name], 3) for name, floor in FLOORS.items() if table[name] < floor} == {}


def test_the_founding_report_keeps_nine_of_its_fifteen_claims(shared: Path) -> None:
    extractor = open_extractor()
    (line,) = (shared / "gold/seed/gold.jsonl").read_text(encoding="utf-8").splitlines()
    record = read_line(line, ReadRecord, "seed")
    doc = record.document.value()
    assert counts([c.value(doc.id) for c in record.claims], extractor(doc))["pairs"] >= 9
