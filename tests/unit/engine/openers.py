"""Functions that open a reading; in a module of their own, which other processes can import by its name."""

from __future__ import annotations

import os
from collections.abc import Callable

from dateline.errors import BadRecord
from dateline.model import Document


def _read(doc: Document) -> int:
    if doc.text == "bad":
        raise BadRecord(doc.id, "not what it should be")
    if doc.text == "deadly":
        os._exit(9)
    return len(doc.text)


def open_length() -> Callable[[Document], int]:
    return _read


def open_nothing() -> Callable[[Document], int]:
    raise BadRecord("model", "is not installed")


def open_process_number() -> Callable[[Document], int]:
    return lambda doc: os.getpid()


def open_and_die() -> Callable[[Document], int]:
    os._exit(9)
