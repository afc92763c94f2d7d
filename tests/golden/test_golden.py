"""What the reader reads in the cases beside this file is what `make golden` last wrote and a person approved."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest


def _no_fetch(url: str) -> Any:
    raise AssertionError(f"nothing is fetched here: {url}")


CASES = sorted(p for p in Path(__file__).resolve().parent.iterdir() if (p / "document.txt").is_file())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_reader_reads_what_was_approved(case: Path) -> None:
    approved = case / "claims.jsonl"
    if not approved.is_file():
        pytest.skip("no approved claims yet: run `make golden`")
    import dateline
    from dateline.errors import ResourceMissing
    from dateline.ingest import Arrived, Limits, gather
    from dateline.model.records import ClaimRecord

    try:
        extractor = dateline.open_extractor()
    except ResourceMissing as error:
        pytest.skip(str(error))
    (arrived,) = gather(
        [str(case / "document.txt")], fetch=_no_fetch, stdin=None, now=lambda: datetime.now(UTC), limits=Limits()
    )
    assert isinstance(arrived, Arrived)
    found = [ClaimRecord.of(claim).model_dump(mode="json") for claim in extractor(arrived.document)]
    assert found == [json.loads(line) for line in approved.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_case_says_why_it_is_there(case: Path) -> None:
    assert len((case / "WHY.md").read_text(encoding="utf-8").split()) > 30
