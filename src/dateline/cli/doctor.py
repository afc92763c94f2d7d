"""`doctor`: whether everything that Dateline needs is there."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

import typer

from dateline.cli.options import DEFAULT_STORE, StoreOption, opened
from dateline.errors import DatelineError, PageMissing, ResourceMissing, StoreMissing


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    fine: bool
    words: str


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(doctor)


def doctor(store: StoreOption = DEFAULT_STORE) -> None:
    """Check the installation: Python, SQLite, reader, gazetteer, basemap, page, store. Exit code 3 if one is missing.

    Example: dateline doctor
    """
    checks = [
        _looked("Python", _python),
        _looked("SQLite", _sqlite),
        _looked("reader", _reader),
        _looked("gazetteer", _gazetteer),
        _looked("basemap", _basemap),
        _looked("page", _page),
        _looked("store", lambda: _store(store)),
    ]
    for check in checks:
        typer.echo(f"{'ok     ' if check.fine else 'MISSING'}  {check.name:10s} {check.words}")
    if not all(check.fine for check in checks):
        raise typer.Exit(3)


def _looked(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except DatelineError as error:
        return Check(name, False, str(error))


def _python() -> str:
    return sys.version.split()[0]


def _sqlite() -> str:
    from dateline.store.features import sqlite_version

    return f"{sqlite_version()} with full-text search and R*Tree"


def _reader() -> str:
    from dateline.extract.baseline import NAME
    from dateline.resources.language import PIPELINE, load_pipeline

    load_pipeline()
    return f"{NAME} over {PIPELINE}"


def _gazetteer() -> str:
    from dateline.resources.gazetteer import open_gazetteer
    from dateline.resources.paths import gazetteer_path

    open_gazetteer()
    return str(gazetteer_path())


def _basemap() -> str:
    from dateline.resources.paths import basemap_path

    path = basemap_path()
    if not path.is_file():
        raise ResourceMissing(f"No basemap at {path}. Run `make data`. The app works without it, on a plain ground.")
    return str(path)


def _page() -> str:
    from dateline.resources.paths import page_path

    path = page_path()
    if not (path / "index.html").is_file():
        raise PageMissing(path)
    return str(path)


def _store(address: str) -> str:
    try:
        with opened(address) as kept:
            return f"{address}, {kept.count_events()} events"
    except StoreMissing:
        return f"none at {address} yet; `dateline init` makes one"
