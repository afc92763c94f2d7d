from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dateline.ingest.versions import as_version
from dateline.model import Document

MORNING = datetime(2022, 6, 8, 8, tzinfo=UTC)


def fetched(text: str, hours: int | None) -> Document:
    return Document(
        id=Document.id_for(text, "Desk"),
        text=text,
        source="Desk",
        url="https://desk.example/live",
        retrieved=None if hours is None else MORNING + timedelta(hours=hours),
    )


def test_the_first_at_an_address_is_version_one() -> None:
    doc = fetched("Two died.", 0)
    assert as_version(doc, ()) == doc


def test_a_changed_page_is_the_next_version_of_the_first() -> None:
    first = fetched("Two died.", 0)
    second = as_version(fetched("Three died.", 1), (first,))
    assert second is not None
    assert (second.version, second.version_of) == (2, first.id)
    third = as_version(fetched("Four died.", 2), (first, second))
    assert third is not None
    assert (third.version, third.version_of) == (3, first.id)


def test_an_unchanged_page_is_nothing_new() -> None:
    assert as_version(fetched("Two died.", 5), (fetched("Two died.", 0),)) is None


def test_a_page_that_goes_back_to_an_earlier_text_is_a_version_with_its_own_id() -> None:
    first = fetched("Two died.", 0)
    second = as_version(fetched("Three died.", 1), (first,))
    assert second is not None
    third = as_version(fetched("Two died.", 2), (first, second))
    assert third is not None
    assert third.version == 3
    assert len({first.id, second.id, third.id}) == 3


def test_adding_the_same_files_again_changes_nothing() -> None:
    given = [fetched("Two died.", None), fetched("Three died.", None), fetched("Four died.", None)]
    kept: list[Document] = []
    for doc in given * 3:
        version = as_version(doc, kept)
        if version is not None:
            kept.append(version)
    assert [doc.text for doc in kept] == [doc.text for doc in given]


def test_exported_versions_come_back_as_they_were() -> None:
    first = fetched("Two died.", 0)
    second = as_version(fetched("Three died.", 1), (first,))
    assert second is not None
    assert as_version(second, (first,)) == second
    assert as_version(replace(second), (first, second)) is None
