from __future__ import annotations

from dateline.link.texts import Texts
from dateline.link.versions import superseded
from dateline.model import Document, DocumentId


def page(key: str, version: int = 1, of: str | None = None) -> Document:
    return Document(
        id=DocumentId(key),
        text=f"Text {key}.",
        url="https://example.org/page",
        version=version,
        version_of=DocumentId(of) if of else None,
    )


def test_only_the_newest_version_of_a_page_stands() -> None:
    docs = {d.id: d for d in (page("c", 3, "a"), page("a"), page("b", 2, "a"), page("other"))}
    assert superseded(docs) == {"a", "b"}
    assert Texts.of(docs.values()).superseded == {"a", "b"}


def test_a_later_version_supersedes_an_earlier_one_though_the_first_is_gone() -> None:
    docs = {d.id: d for d in (page("b", 2, "a"), page("c", 3, "a"))}
    assert superseded(docs) == {"b"}


def test_nothing_supersedes_a_page_that_never_changed() -> None:
    assert superseded({}) == frozenset()
    assert superseded({DocumentId("b"): page("b", 2, "a")}) == frozenset()
