"""`eval`: how well the reader reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.options import EndpointOption, ReaderOption, claim_of, progress, reading, say, wanted_model
from dateline.errors import BadRecord

if TYPE_CHECKING:
    from dateline.evaluate.breakdown import Judged
    from dateline.model import Claim, Document
    from dateline.resources.endpoint import LanguageModel


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("eval")(evaluate)


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Documents with their right claims, JSON lines.", metavar="GOLD")],
    claims: Annotated[
        Path | None, typer.Argument(help="Claims to judge; without them the reader reads.", metavar="[CLAIMS]")
    ] = None,
    misses: Annotated[
        int, typer.Option(help="List so many missed and so many false claims with their sentences.", min=0)
    ] = 0,
    calibration: Annotated[
        bool, typer.Option("--calibration", help="Hold the reader's confidences against how often it is right.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as one JSON object.")] = False,
    reader: ReaderOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Hold claims against a gold standard and print the figures. docs/record.md explains the fields.

    The figures come over all documents, by sub-type, by register where the gold gives `document.register`, and by
    length, with a table of sub-types taken for others.

    Examples: dateline eval gold.jsonl; dateline eval gold.jsonl claims.jsonl --misses 20 --calibration
    """
    from dateline.cli import figures

    model = wanted_model(reader, endpoint)
    truth = _lines(gold)
    judged = _judged(truth, _lines(claims) if claims else _read(truth, model))
    texts = {key: line.doc.text for key, line in truth.items()}
    if as_json:
        row = figures.as_json(judged)
        row |= {"misses": figures.misses_as_json(judged, texts, misses)} if misses else {}
        row |= {"calibration": figures.calibration_as_json(judged)} if calibration else {}
        typer.echo(json.dumps(row, ensure_ascii=False))
        return
    _print(figures.summary(judged))
    _print(figures.breakdowns(judged))
    _print(figures.calibration(judged) if calibration else iter(()))
    _print(figures.listed(judged, texts, misses) if misses else iter(()))


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        typer.echo(line)


@dataclass(frozen=True, slots=True)
class _Line:
    """A document with claims, and what only measuring asks about them."""

    doc: Document
    claims: tuple[Claim, ...]
    confidences: tuple[Mapping[str, float], ...] = ()
    register: str | None = None


def _judged(truth: Mapping[str, _Line], found: Mapping[str, _Line]) -> list[Judged]:
    from dateline.evaluate.breakdown import Judged

    strange = len(found.keys() - truth.keys())
    if strange:
        say(f"{strange} documents of the claims are not in the gold standard: they count for nothing.")
    judged = []
    for key, line in truth.items():
        read = found.get(key, _Line(line.doc, ()))
        judged.append(
            Judged.of(
                key,
                line.doc.text,
                line.claims,
                read.claims,
                register=line.register,
                confidences=read.confidences,
            )
        )
    return judged


def _lines(path: Path) -> dict[str, _Line]:
    """The documents of a file by their ids.

    Raises:
        BadRecord: a line is no such record, or two have one id.
    """
    from dateline.model.records import ReadRecord, read_line

    out: dict[str, _Line] = {}
    with reading(path) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            where = f"{path}:{number}"
            record = read_line(line, ReadRecord, where)
            doc = record.document.value()
            if doc.id in out:
                raise BadRecord(where, f"document {doc.id!r} has been on an earlier line. An id is of one.")
            row = json.loads(line)
            register = row["document"].get("register")
            out[str(doc.id)] = _Line(
                doc,
                tuple(_sure(claim_of(c, doc, where, n), where) for n, c in enumerate(record.claims, 1)),
                tuple(_confidences(claim.get("confidences"), where) for claim in row["claims"]),
                register if isinstance(register, str) and register.strip() else None,
            )
    return out


def _sure(claim: Claim, where: str) -> Claim:
    """The claim itself.

    Raises:
        BadRecord: its confidence is none.
    """
    if claim.confidence is not None and not 0 <= claim.confidence <= 1:
        raise BadRecord(where, f"confidence: {claim.confidence} is not from 0 to 1")
    return claim


def _confidences(given: Any, where: str) -> dict[str, float]:
    """How sure the reader was of each field of a claim.

    Raises:
        BadRecord: something else stands there.
    """
    if given is None:
        return {}
    fine = isinstance(given, dict) and all(
        isinstance(p, int | float) and not isinstance(p, bool) and 0 <= p <= 1 for p in given.values()
    )
    if not fine:
        raise BadRecord(where, 'confidences: it should be numbers from 0 to 1 by field, as {"place": 0.9}')
    return {str(name): float(p) for name, p in given.items()}


def _read(truth: Mapping[str, _Line], model: LanguageModel | None) -> dict[str, _Line]:
    """The same documents as the reader reads them. One that it breaks on has no claims, and is named."""
    from dateline.pipeline import open_extractor

    found = {}
    with progress() as bar:
        extractor = open_extractor(model)
        for key, line in bar.track(truth.items(), description="reading"):
            try:
                claims = extractor(line.doc)
            except Exception as error:  # one document must not stop the measuring of the others
                say(f"{key}: not read: {error}")
                claims = ()
            # Not every reader's claims know how sure it is of single fields.
            sure = tuple(dict(getattr(claim, "confidences", None) or {}) for claim in claims)
            found[key] = _Line(line.doc, claims, sure)
    return found
