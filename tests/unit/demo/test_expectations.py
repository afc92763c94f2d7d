"""The shipped reader, linker and assessor find in the demo corpus what a person expects there (demo/expect.json)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.errors import ResourceMissing
from dateline.ingest import Arrived, Limits, gather
from dateline.model import CasualtyKind, Claim, ClaimId, Document, DocumentId, Event, Modality
from dateline.pipeline import derive
from dateline.resources.sources import load_sources

DEMO = Path(__file__).resolve().parents[3] / "demo"
EXPECTED = json.loads((DEMO / "expect.json").read_text(encoding="utf-8"))
FOUND_BY_THE_BASELINE = [e for e in EXPECTED["events"] if "hard" not in e]


@dataclass(frozen=True)
class Demo:
    """The demo corpus, read and linked."""

    docs: Mapping[DocumentId, Document]
    claims: Mapping[ClaimId, Claim]
    events: tuple[Event, ...]

    def urls(self, claims: tuple[ClaimId, ...]) -> set[str | None]:
        return {self.docs[self.claims[c].document].url for c in claims}

    def claims_at(self, url: str) -> list[Claim]:
        return [c for c in self.claims.values() if self.docs[c.document].url == url]


def _no_fetch(url: str) -> Any:
    raise AssertionError(f"nothing is fetched here: {url}")


@pytest.fixture(scope="module")
def demo() -> Demo:
    try:
        extractor = dateline.open_extractor()
    except ResourceMissing as error:
        pytest.skip(str(error))
    docs: dict[DocumentId, Document] = {}
    arrivals = gather(
        [str(DEMO / "corpus")], fetch=_no_fetch, stdin=None, now=lambda: datetime.now(UTC), limits=Limits()
    )
    for arrived in arrivals:
        assert isinstance(arrived, Arrived)
        docs[arrived.document.id] = arrived.document
    claims = {c.id: c for doc in docs.values() for c in extractor(doc)}
    return Demo(docs, claims, tuple(derive(tuple(claims.values()), docs, (), load_sources())))


@pytest.mark.parametrize("wanted", FOUND_BY_THE_BASELINE, ids=lambda e: e["name"])
def test_an_expected_event_is_found(demo: Demo, wanted: dict[str, Any]) -> None:
    shared = [e for e in demo.events if set(wanted["together"]) <= demo.urls(e.claims)]
    assert shared, "no event has claims of all these documents"
    faults = {event.id: _faults(demo, event, wanted) for event in shared}
    assert not all(faults.values()), faults


def _faults(demo: Demo, event: Event, wanted: dict[str, Any]) -> list[str]:
    said = [
        _unless(event.status.value in wanted["status"], f"status {event.status}"),
        _unless(event.kind.value.value in wanted["sub_event_types"], f"type {event.kind.value}"),
        _origins(event, wanted),
        _days(event, wanted),
        _place(event, wanted),
        _killed(event, wanted),
        _one_origin(demo, event, wanted),
    ]
    return [words for words in said if words]


def _unless(right: bool, words: str) -> str:
    return "" if right else words


def _origins(event: Event, wanted: dict[str, Any]) -> str:
    asserting = sum(o.asserts for o in event.origins)
    fewest, most = wanted["origins"]
    return _unless(fewest <= asserting <= most, f"{asserting} origins")


def _days(event: Event, wanted: dict[str, Any]) -> str:
    if event.when is None:
        return "undated"
    first, last = wanted["days"]
    when = event.when.value
    return _unless(first <= when.earliest.isoformat() and when.latest.isoformat() <= last, f"{when}")


def _place(event: Event, wanted: dict[str, Any]) -> str:
    if event.place is None:
        return "nowhere"
    place = event.place.value
    lat, lon = wanted["near"]
    reach = wanted["within_km"] / 111.0
    return _unless(abs(place.lat - lat) <= reach and abs(place.lon - lon) <= 1.6 * reach, f"{place}")


def _killed(event: Event, wanted: dict[str, Any]) -> str:
    if "killed" not in wanted:
        return ""
    fewest, most = wanted["killed"]
    toll = next((t for t in event.tolls if t.kind is CasualtyKind.KILLED), None)
    if toll is None or toll.best is None:
        return "no toll"
    return _unless(fewest <= toll.best <= most and (toll.high is None or toll.high <= most), f"{toll}")


def _one_origin(demo: Demo, event: Event, wanted: dict[str, Any]) -> str:
    documents = set(wanted.get("one_origin", ()))
    joined = not documents or any(documents <= demo.urls(o.claims) for o in event.origins)
    return _unless(joined, f"several origins: {[o.name for o in event.origins]}")


def test_a_text_that_no_reader_reads_has_no_claims(demo: Demo) -> None:
    for url in EXPECTED["unread"]:
        assert any(doc.url == url for doc in demo.docs.values())
        assert not demo.claims_at(url)


def test_a_plan_is_no_event_that_happened(demo: Demo) -> None:
    for url in EXPECTED["unrealised"]:
        modalities = {c.modality for c in demo.claims_at(url)}
        assert modalities
        assert Modality.ACTUAL not in modalities


def test_words_of_a_script_are_not_read(demo: Demo) -> None:
    for words in EXPECTED["never_in_the_text"]:
        assert not any(words in doc.text for doc in demo.docs.values())


def test_every_span_of_every_claim_stands_in_its_document(demo: Demo) -> None:
    assert len(demo.claims) > 100
    for claim in demo.claims.values():
        text = demo.docs[claim.document].text
        assert all(span.within(text) for span in claim.spans()), claim
