"""A store of each kind, empty."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.store import Store, open_store


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty store: copying it is quicker than migrating one for every test."""
    path = tmp_path_factory.mktemp("empty") / "store.sqlite"
    open_store(path, create=True).close()
    return path


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path, empty: Path) -> Iterator[Store]:
    address = "memory:" if request.param == "memory" else str(shutil.copy(empty, tmp_path))
    with open_store(address) as opened:
        yield opened
