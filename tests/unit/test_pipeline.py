"""The stages in order, over a store: what joins them, and what a fault of one does to the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from dateline.ingest import Arrived
from dateline.model import (
    Claim,
    DecisionKind,
    Document,
    DocumentId,
    ReviewState,
    Source,
    Span,
    Status,
    SubEventType,
)
from dateline.pipeline import Extractor, add, decide, derive, is_stale, refresh, reread
from dateline.store.base import Store
from dateline.store.memory import MemoryStore

NOON = datetime(2022, 6, 8, 12, tzinfo=UTC)
NOBODY: dict[str, Source] = {}


class Words:
    """A reader of one word: every document that has it tells of an attack; on "break" it breaks."""

    name = "words 1"
    languages = frozenset({"en"})

    def __init__(self, word: str = "attack") -> None:
        self.word = word

    def read(self, doc: Document) -> tuple[Claim, ...]:
        if "break" in doc.text:
            raise RuntimeError("no such luck")
        start = doc.text.find(self.word)
        if start < 0:
            return ()
        span = Span.of(doc.text, start, start + len(self.word))
        return (Claim(document=doc.id, trigger=span, kind=SubEventType.ATTACK, reader=self.name),)


class Nowhere:
    """A gazetteer that knows nothing."""

    def candidates(self, name: str) -> tuple[()]:
        return ()

    def has_prefix(self, name: str) -> bool:
        return False

    def demonym(self, word: str) -> None:
        return None


def extractor(word: str = "attack") -> Extractor:
    return Extractor(Words(word), Nowhere())


def arrived(key: str, text: str, **fields: object) -> Arrived:
    doc = Document(id=DocumentId(key), text=text, language="en", published=date(2022, 6, 8))
    return Arrived(document=replace(doc, **fields), raw=None, at=NOON)  # type: ignore[arg-type]


def filled(*arrivals: Arrived) -> Store:
    store = MemoryStore()
    add(arrivals, store, extractor)
    refresh(store, NOBODY)
    return store


def test_a_reader_that_breaks_on_one_document_stops_no_other_and_loses_nothing() -> None:
    store = MemoryStore()
    tally = add([arrived("a", "break"), arrived("b", "An attack.")], store, extractor)
    assert (tally.added, tally.claims, tally.rejected) == (2, 1, 1)
    assert [r.stage for r in store.rejections()] == ["extract"]
    assert store.document(DocumentId("a")) is not None


def test_the_reader_is_not_opened_for_documents_that_are_known() -> None:
    store = filled(arrived("a", "An attack."))

    def refuse() -> Extractor:
        raise AssertionError("opened")

    assert add([arrived("a", "An attack.")], store, refuse).known == 1


def test_events_are_stale_after_a_document_a_decision_or_another_table_of_sources() -> None:
    store = filled(arrived("a", "An attack."))
    assert not is_stale(store, NOBODY)
    assert is_stale(store, {"reuters": Source(name="Reuters")})
    add([arrived("b", "An attack.")], store, extractor)
    assert is_stale(store, NOBODY)


def test_a_rejection_holds_under_a_newer_reader_that_moves_the_trigger() -> None:
    store = filled(arrived("a", "A bomb attack."))
    (event,) = store.events()
    decide(store, NOBODY, kind=DecisionKind.REJECT, target=event.claims[0], user="ana", reason="", at=NOON)
    newer = extractor("bomb attack")
    newer.reader.name = "words 2"  # type: ignore[misc]
    assert reread(store, newer, at=NOON) == (1, 0)
    refresh(store, NOBODY)
    (now,) = store.events()
    assert now.claims != event.claims
    assert now.review is ReviewState.REJECTED


def test_a_newer_reader_that_breaks_on_a_document_leaves_what_was_read_of_it() -> None:
    store = filled(arrived("a", "A bomb attack."), arrived("b", "An attack to break."))
    newer = Extractor(Words("bomb"), Nowhere())
    newer.reader.name = "words 2"  # type: ignore[misc]
    before = [claim.id for claim in store.claims()]
    assert before
    newer.reader.read = lambda doc: 1 / 0  # type: ignore[assignment, method-assign, return-value]
    assert reread(store, newer, at=NOON) == (0, 2)
    assert [claim.id for claim in store.claims()] == before
    assert "ZeroDivisionError" in [r.reason for r in store.rejections()][-1]


def test_a_newer_version_that_takes_back_a_report_leaves_it_without_support() -> None:
    first = arrived("a", "An attack.", url="https://post.example/1", source="Post")
    store = filled(
        first, arrived("a2", "Correction: nothing of the kind.", url="https://post.example/1", source="Post")
    )
    (event,) = store.events()
    assert event.kind.supporting == ()
    assert event.grade is not None
    assert event.grade.credibility == 6


def test_two_reports_of_nobody_in_particular_are_not_corroboration() -> None:
    docs = {d.id: d for d in (arrived("a", "An attack.").document, arrived("b", "An attack!").document)}
    claims = [claim for doc in docs.values() for claim in extractor()(doc)]
    assert {event.status for event in derive(claims, docs, (), NOBODY)} == {Status.SINGLE_ORIGIN}
