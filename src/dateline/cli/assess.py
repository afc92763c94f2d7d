"""`eval`: how well the reader reads."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Annotated, Any

import typer

from dateline.cli.options import claim_of, progress, reading


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("eval")(evaluate)


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Documents with their right claims, JSON lines.", metavar="GOLD")],
    claims: Annotated[
        Path | None, typer.Argument(help="Claims to judge; without them the reader reads.", metavar="[CLAIMS]")
    ] = None,
    misses: Annotated[int, typer.Option(help="List so many missed and so many false claims.", min=0)] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Hold claims against a gold standard and print the figures. docs/record.md explains the fields.

    Examples: dateline eval gold.jsonl; dateline eval gold.jsonl claims.jsonl --misses 20
    """
    from dateline.evaluate.figures import counts, figures
    from dateline.evaluate.figures import misses as missed

    truth = _claims(gold)
    found = {key: tuple(c) for key, (_, c) in _claims(claims).items()} if claims else _read(truth)
    tallies = [counts(right, found.get(key, ())) for key, (_, right) in truth.items()]
    table = figures(tallies)
    if as_json:
        typer.echo(json.dumps({k: None if math.isnan(v) else round(v, 4) for k, v in table.items()}))
    else:
        _print(table, tallies)
    if misses:
        rows = [m for key, (_, right) in truth.items() for m in missed(key, right, found.get(key, ()))]
        _list(rows, {key: doc.text for key, (doc, _) in truth.items()}, misses)


def _claims(path: Path) -> dict[str, tuple[Any, list[Any]]]:
    from dateline.model.records import ReadRecord, read_line

    out = {}
    with reading(path) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                record = read_line(line, ReadRecord, f"{path}:{number}")
                doc = record.document.value()
                where = f"{path}:{number}"
                out[str(doc.id)] = (doc, [claim_of(c, doc, where, n) for n, c in enumerate(record.claims, 1)])
    return out


def _read(truth: dict[str, tuple[Any, list[Any]]]) -> dict[str, tuple[Any, ...]]:
    from dateline.pipeline import open_extractor

    with progress() as bar:
        extractor = open_extractor()
        return {key: extractor(doc) for key, (doc, _) in bar.track(truth.items(), description="reading")}


def _print(table: dict[str, float], tallies: list[Any]) -> None:
    total = {key: sum(t[key] for t in tallies) for key in ("gold", "found")}
    typer.echo(f"{len(tallies)} documents, {total['gold']} gold claims, {total['found']} found")
    for name, value in table.items():
        typer.echo(f"{name:15s} {'–' if math.isnan(value) else f'{value:.3f}'}")


def _list(rows: list[Any], texts: dict[str, str], count: int) -> None:
    for title, missed in (("missed", True), ("false", False)):
        chosen = [r for r in rows if r.missed is missed]
        typer.echo(f"\n{title}: {len(chosen)}")
        for r in chosen[:count]:
            start = r.claim.trigger.start
            around = " ".join(texts[r.document][max(0, start - 60) : start + 60].split())
            typer.echo(f"  {r.document}  {r.claim.kind}  [{r.claim.trigger.text}]  …{around}…")
