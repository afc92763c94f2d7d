from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.engine.batches import read_all
from dateline.errors import BadRecord, DatelineError
from dateline.model import Document, DocumentId


def documents(*texts: str) -> list[Document]:
    return [Document(id=DocumentId(str(n)), text=text) for n, text in enumerate(texts)]


@pytest.fixture
def openers(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    return importlib.import_module("openers")


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_order_and_an_error_takes_one_document(workers: int, openers: Any) -> None:
    docs = documents("a", "bb", "bad", *("x" * n for n in range(40)))
    found = list(read_all(docs, openers.open_length, workers=workers))
    assert [doc for doc, _ in found] == docs
    error = found[2][1]
    assert isinstance(error, DatelineError)
    assert str(error) == "2: not what it should be"
    assert [value for _, value in found if not isinstance(value, Exception)] == [1, 2, *range(40)]


def test_a_process_that_dies_takes_one_document_with_it(openers: Any) -> None:
    docs = documents("a", "bb", "deadly", "cccc", "bad", *["ddddd"] * 20)
    found = list(read_all(docs, openers.open_length, workers=2))
    assert [doc for doc, _ in found] == docs
    assert [n for n, (_, value) in enumerate(found) if isinstance(value, Exception)] == [2, 4]
    assert "died" in str(found[2][1])
    assert [value for _, value in found if value == 5] == [5] * 20


@pytest.mark.parametrize("workers", [1, 2])
def test_what_cannot_be_opened_is_raised_with_its_reason(workers: int, openers: Any) -> None:
    with pytest.raises(DatelineError, match="is not installed") as caught:
        list(read_all(documents("a"), openers.open_nothing, workers=workers))
    assert caught.value.exit_code == 5


def test_several_processes_read_and_this_one_does_not(openers: Any) -> None:
    numbers = {value for _, value in read_all(documents("a", "b", "c"), openers.open_process_number, workers=2)}
    assert os.getpid() not in numbers


@pytest.mark.parametrize("workers", [1, 2])
def test_documents_are_drawn_only_a_little_ahead(workers: int, openers: Any) -> None:
    drawn = 0

    def endless() -> Iterator[Document]:
        nonlocal drawn
        while True:
            drawn += 1
            yield Document(id=DocumentId(str(drawn)), text="a")

    results = read_all(endless(), openers.open_length, workers=workers)
    for _ in range(3):
        next(results)
    results.close()  # type: ignore[attr-defined]
    assert drawn <= 3 + 4 * workers


def test_an_error_in_the_documents_comes_after_those_before_it(openers: Any) -> None:
    def broken() -> Iterator[Document]:
        yield from documents("a", "bb")
        raise BadRecord("line 3", "not JSON")

    results = read_all(broken(), openers.open_length, workers=2)
    assert [next(results)[1], next(results)[1]] == [1, 2]
    with pytest.raises(BadRecord):
        next(results)


@pytest.mark.parametrize("workers", [1, 2])
def test_no_documents_give_no_results(workers: int, openers: Any) -> None:
    assert list(read_all([], openers.open_length, workers=workers)) == []


def test_processes_that_die_whatever_they_read_are_not_begun_for_ever(openers: Any) -> None:
    with pytest.raises(DatelineError, match="whatever they read"):
        list(read_all(documents(*"abcdefgh"), openers.open_and_die, workers=2))


def test_what_another_process_cannot_import_is_said(openers: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.path", [entry for entry in sys.path if entry != str(Path(__file__).parent)])
    with pytest.raises(ModuleNotFoundError, match="openers"):
        list(read_all(documents("a"), openers.open_length, workers=2))
