"""Every value has its evidence: over the demo corpus and, where it is there, over real news."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.dating import Heading, times_in
from dateline.ingest import Arrived, Limits, gather
from dateline.model import Claim, Document, Interval, Place
from dateline.model.records import ReadRecord, read_line
from dateline.pipeline import Extractor, open_extractor

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return open_extractor()


def demo() -> Iterator[Document]:
    for arrived in gather(
        [str(ROOT / "demo/corpus")], fetch=_none, stdin=None, now=lambda: datetime.now(UTC), limits=Limits()
    ):
        assert isinstance(arrived, Arrived), arrived
        yield arrived.document


def _none(url: str) -> object:
    raise AssertionError(f"the demo corpus fetches {url}")


def unsupported(claim: Claim, doc: Document, extractor: Extractor) -> list[str]:
    """What a claim says without words of its document behind it."""
    wrong = [f"span {s.text!r} does not stand in the text" for s in claim.spans() if not s.within(doc.text)]
    if claim.document != doc.id:
        wrong.append("names another document")
    if (claim.place is not None) and claim.toponym is None:
        wrong.append(f"place {claim.place.name} without a toponym")
    if (claim.when is not None) and claim.time_words is None:
        wrong.append(f"time {claim.when} without time words")
    if claim.place and claim.toponym and not bears(claim.place, claim.toponym.text, extractor):
        wrong.append(f"{claim.place.level} {claim.place.name} for {claim.toponym.text!r}")
    if claim.when and claim.time_words and not denotes(claim, doc):
        wrong.append(f"{claim.when} for {claim.time_words.text!r}")
    if not 0 < len(claim.trigger.text) <= 60:
        wrong.append(f"trigger of {len(claim.trigger.text)} characters")
    for toll in claim.casualties:
        if toll.low is not None and toll.high is not None and toll.low > toll.high:
            wrong.append(f"toll from {toll.low} to {toll.high}")
        if toll.low is None and toll.high is None:
            wrong.append("toll without a number")
    return wrong


def bears(place: Place, words: str, extractor: Extractor) -> bool:
    """Whether the gazetteer knows the place under these words, or the people that they name."""
    people = extractor.gazetteer.demonym(words)
    known = [*extractor.gazetteer.candidates(words), *([people] if people else [])]
    return any((p.lat, p.lon, p.level) == (place.lat, place.lon, place.level) for p in known)


def denotes(claim: Claim, doc: Document) -> bool:
    """Whether the claim's words of time have just these days, looking back or ahead.

    They have those of a mention that overlaps them, or from their first mention to their last ("June and July"), or to
    publication ("since the war began in May"); or, for what happened when "since" began, those of the words alone.
    """
    assert claim.time_words
    words = claim.time_words
    known = {m.interval for m in times_in(f"in {words.text}", doc.published, heading=Heading.BACK)}
    for heading in (None, Heading.AHEAD):
        told = [m for m in times_in(doc.text, doc.published, heading=heading, same_day=True) if m.span.overlaps(words)]
        days = [m.interval for m in told if m.interval]
        known |= set(days)
        if days:
            last = doc.published if words.text.lower().startswith("since") else days[-1].latest
            known |= {Interval(days[0].earliest, last)} if last and days[0].earliest <= last else set()
    return claim.when in known


def problems(docs: Iterator[Document], extractor: Extractor) -> tuple[int, list[str]]:
    count, found = 0, []
    for doc in docs:
        claims = extractor(doc)
        assert len({c.id for c in claims}) == len(claims), f"{doc.id}: two claims under one id"
        count += len(claims)
        found += [f"{doc.title or doc.id}: {words}" for c in claims for words in unsupported(c, doc, extractor)]
    return count, found


def test_every_value_of_the_demo_corpus_rests_on_words(extractor: Extractor) -> None:
    count, found = problems(demo(), extractor)
    assert found == []
    assert count >= 80


def test_every_value_read_in_real_news_rests_on_words(extractor: Extractor, shared: Path) -> None:
    lines = (shared / "gold/dev/documents.jsonl").read_text(encoding="utf-8").splitlines()
    docs = (read_line('{"document": ' + line + ', "claims": []}', ReadRecord, "dev").document.value() for line in lines)
    count, found = problems(docs, extractor)
    assert found == []
    assert count >= 100


def test_no_undated_claim_takes_the_day_of_publication(extractor: Extractor) -> None:
    text = "Rebels shelled the market in Goma. The army said that it had retaken Sake."
    doc = Document(
        id=Document.id_for(text, None), text=text, published=datetime(2024, 2, 3, tzinfo=UTC).date(), language="en"
    )
    claims = extractor(doc)
    assert claims
    assert [c.when for c in claims] == [None] * len(claims)


def test_a_document_in_another_language_has_no_claims(extractor: Extractor) -> None:
    text = "Російська артилерія обстріляла Ізюм у вівторок, двоє людей загинули."
    doc = Document(id=Document.id_for(text, None), text=text, language="uk")
    assert extractor(doc) == ()
