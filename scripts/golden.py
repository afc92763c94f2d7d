#!/usr/bin/env python3
"""Write tests/golden/*/claims.jsonl anew from what the reader reads now. Review every changed claim."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from dateline.errors import FetchFailed
from dateline.ingest import Arrived, Fetched, Limits, gather
from dateline.model.records import ClaimRecord, write_line
from dateline.pipeline import Extractor, open_extractor

CASES = Path(__file__).resolve().parent.parent / "tests/golden"


def no_fetch(url: str) -> Fetched:
    """Cases are files."""
    raise FetchFailed(f"{url} is not a file")


def claims_of(case: Path, extractor: Extractor) -> str:
    """The claims of a case's document, one JSON line each."""
    arrivals = gather(
        [str(case / "document.txt")], fetch=no_fetch, stdin=None, now=lambda: datetime.now(UTC), limits=Limits()
    )
    (arrived,) = arrivals
    if not isinstance(arrived, Arrived):
        raise SystemExit(f"{case}: {arrived.reason}")
    return "".join(write_line(ClaimRecord.of(claim)) + "\n" for claim in extractor(arrived.document))


def main() -> None:
    """Rewrite every case."""
    extractor = open_extractor()
    for case in sorted(p for p in CASES.iterdir() if p.is_dir()):
        (case / "claims.jsonl").write_text(claims_of(case, extractor), encoding="utf-8")
        print(case.name)


if __name__ == "__main__":
    main()
