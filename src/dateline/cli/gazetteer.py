"""`gazetteer build|add|list|remove`: the place names."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.options import progress, say


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    group = typer.Typer(no_args_is_help=True, help="Build the gazetteer and import GeoNames dumps into it.")
    group.command()(build)
    group.command()(add)
    group.command("list")(list_imports)
    group.command()(remove)
    app.add_typer(group, name="gazetteer")


def build(
    out: Annotated[Path | None, typer.Option(help="Where to; else where Dateline looks for it.")] = None,
    cities: Annotated[Path | None, typer.Option(help="cities500.txt of the data packages.")] = None,
) -> None:
    """Build the gazetteer from the installed data packages.

    Example: dateline gazetteer build
    """
    from dateline.resources.gazetteer_build import build as build_it
    from dateline.resources.paths import gazetteer_path

    path = out or gazetteer_path()
    with progress() as bar:
        tasks: dict[str, object] = {}

        def on_step(name: str, done: int, total: int) -> None:
            task = tasks.setdefault(name, bar.add_task(name, total=total))
            bar.update(task, completed=done, total=total)  # type: ignore[arg-type]

        report = build_it(path, cities=cities, progress=on_step)
    say(f"{report.places:,} places under {report.names:,} names in {path}.")


def add(
    country: Annotated[str, typer.Argument(help="ISO 3166 code, as UA.")],
    source: Annotated[str, typer.Option("--from", help="GeoNames country dump: a .zip or .txt, or its address.")],
) -> None:
    """Import a GeoNames country dump, in place of an older import of it.

    Example: dateline gazetteer add UA --from UA.zip
    """
    from dateline.resources.gazetteer import import_dump
    from dateline.resources.paths import gazetteer_path

    with progress() as bar:
        task = bar.add_task(f"importing {country.upper()}", total=None)
        report = import_dump(
            country.upper(),
            source,
            gazetteer_path(),
            progress=lambda _name, done, total: bar.update(task, completed=done, total=total or None),
        )
    say(f"{report.places:,} places of {report.country} under {report.names:,} names, of {report.read:,} lines.")


def list_imports() -> None:
    """List the imported dumps, as JSON lines.

    Example: dateline gazetteer list
    """
    from dateline.resources.gazetteer import list_imports as imports
    from dateline.resources.paths import gazetteer_path

    for row in imports(gazetteer_path()):
        typer.echo(json.dumps(asdict(row), ensure_ascii=False, default=str))


def remove(country: Annotated[str, typer.Argument(help="ISO 3166 code.")]) -> None:
    """Remove an imported dump.

    Example: dateline gazetteer remove UA
    """
    from dateline.resources.gazetteer import remove_import
    from dateline.resources.paths import gazetteer_path

    count = remove_import(country.upper(), gazetteer_path())
    say(f"{count:,} places of {country.upper()} removed.")
