"""`extract`, `locate`, `link`: the pure forms, from JSON lines to JSON lines. No store is touched."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from dateline.cli.options import (
    EndpointOption,
    InFile,
    OutFile,
    ReaderOption,
    claim_of,
    known_sources,
    opened,
    progress,
    reading,
    say,
    wanted_model,
    writing,
)
from dateline.errors import BadInput, BadRecord, UsageError

STDIN, STDOUT = Path("-"), Path("-")


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(extract)
    app.command()(locate)
    app.command()(link)


def extract(
    texts: Annotated[
        list[str] | None, typer.Argument(help="Text or HTML files or directories, in place of -i.", metavar="[FILE]...")
    ] = None,
    documents: InFile = STDIN,
    out: OutFile = STDOUT,
    workers: Annotated[int, typer.Option(help="Processes to read with.", min=1)] = 1,
    reader: ReaderOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Read the claims of documents: JSON lines in, one line of claims for every document out, in order.

    Examples: dateline extract -i documents.jsonl -o claims.jsonl; dateline extract report.txt | jq .claims
    """
    from dateline.engine.batches import read_all
    from dateline.model.records import ClaimRecord, DocumentRecord, ReadRecord, write_line
    from dateline.pipeline import open_extractor

    opening = partial(open_extractor, wanted_model(reader, endpoint))
    if texts and documents != STDIN:
        raise UsageError("Give either text files or -i, not both.")
    with progress() as bar, writing(out) as sink, nullcontext(()) if texts else reading(documents) as lines:
        task = bar.add_task("reading", total=None)
        docs = _texts(texts) if texts else _documents(lines, str(documents))
        for doc, claims in read_all(docs, opening, workers=workers):
            found: Iterable[Any] = () if isinstance(claims, Exception) else claims
            if isinstance(claims, Exception):
                say(f"{doc.id}: not read: {claims}")
            record = ReadRecord(document=DocumentRecord.of(doc), claims=[ClaimRecord.of(c) for c in found])
            sink.write(write_line(record) + "\n")
            bar.update(task, advance=1)


def _documents(lines: Iterable[str], where: str) -> Iterator[Any]:
    from dateline.model.records import DocumentRecord, read_line

    for number, line in enumerate(lines, 1):
        if line.strip():
            yield read_line(_unwrapped(line), DocumentRecord, f"{where}:{number}").value()


def _unwrapped(line: str) -> str:
    """The document of a line that may hold it under `document`, with claims beside it."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return line
    inner = row.get("document") if isinstance(row, dict) else None
    return json.dumps(inner) if isinstance(inner, dict) else line


def _texts(paths: list[str]) -> Iterator[Any]:
    from dateline.cli.options import now
    from dateline.ingest import Arrived, Limits, gather

    for arrived in gather(
        paths, fetch=_no_fetch, stdin=sys.stdin.buffer if sys.stdin else None, now=now, limits=Limits()
    ):
        if not isinstance(arrived, Arrived):
            raise BadInput(f"{arrived.locator}: {arrived.reason}")
        yield arrived.document


def _no_fetch(url: str) -> Any:
    raise UsageError(f"`extract` reads files. To fetch {url}, run `dateline add`.")


def locate(
    documents: InFile = STDIN,
    out: OutFile = STDOUT,
) -> None:
    """Resolve the places of texts. A line has `text`, and may have `published` and `toponyms: [{start, end}]`.

    Without toponyms it finds its own. Lines come out in order, with `place` on every toponym, null where unresolved.

    Example: dateline locate -i texts.jsonl -o places.jsonl
    """
    from dateline.resources.gazetteer import open_gazetteer

    gazetteer = open_gazetteer()
    with progress() as bar, writing(out) as sink, reading(documents) as lines:
        task = bar.add_task("resolving", total=None)
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            where = f"{documents}:{number}"
            row = _placed(_row(line, where), gazetteer, where)
            sink.write(_written(row, where) + "\n")
            bar.update(task, advance=1)


def _row(line: str, where: str) -> dict[str, Any]:
    """The object of a line, with a text.

    Raises:
        BadRecord: it is none.
    """
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadRecord(where, f"not JSON ({error})") from error
    if not isinstance(row, dict):
        raise BadRecord(where, 'not an object. A line is {"text": …}, with "toponyms" where they are known.')
    if not isinstance(row.get("text"), str):
        raise BadRecord(where, "text: it should be a string")
    return row


def _written(row: dict[str, Any], where: str) -> str:
    try:
        return json.dumps(row, ensure_ascii=False, allow_nan=False)
    except (ValueError, RecursionError) as error:
        raise BadRecord(where, f"a value that JSON cannot hold ({error})") from error


def _placed(row: dict[str, Any], gazetteer: Any, where: str) -> dict[str, Any]:
    from dateline.locate import resolve, spotted
    from dateline.model import Document, DocumentId
    from dateline.model.records import PlaceRecord

    text = row["text"]
    given = row.get("toponyms")
    if given is None:
        nameless = Document(id=DocumentId(""), text=text)
        given = [{"start": s.start, "end": s.end} for s in spotted(nameless, gazetteer, demonyms=True)]
    spans = _toponyms(given, text, where)
    places = resolve(text, spans, gazetteer)
    toponyms = []
    for toponym, span, found in zip(given, spans, places, strict=True):
        place = None
        if found.place:
            place = PlaceRecord.of(found.place).model_dump(mode="json", exclude={"span", "admin1", "admin2"})
        toponyms.append({**toponym, "text": span.text, "place": place})
    return {**row, "toponyms": toponyms}


def _toponyms(given: Any, text: str, where: str) -> list[Any]:
    """The stretches of `text` that a line names.

    Raises:
        BadRecord: one is no stretch of it.
    """
    from dateline.model import Span

    if not isinstance(given, list):
        raise BadRecord(where, 'toponyms: it should be a list, as [{"start": 0, "end": 4}]')
    spans = []
    for n, toponym in enumerate(given):
        start, end = (toponym.get(key) if isinstance(toponym, dict) else None for key in ("start", "end"))
        if type(start) is not int or type(end) is not int:
            raise BadRecord(where, f'toponyms.{n}: it should be {{"start": 0, "end": 4}}, both whole numbers')
        if not 0 <= start < end <= len(text):
            raise BadRecord(
                where, f"toponyms.{n}: no words at {start:.6g} to {end:.6g}: the text has {len(text)} characters"
            )
        spans.append(Span.of(text, start, end))
    return spans


def link(
    claims: Annotated[Path | None, typer.Option("-i", "--in", help="Claims, JSON lines.", metavar="FILE")] = None,
    out: OutFile = STDOUT,
    store: Annotated[
        str | None, typer.Option(help="Derive this store's events again, in place of -i and -o.", metavar="PATH")
    ] = None,
) -> None:
    """Join claims to events. An event's line lists its claims as "<document id>#<index from 1>", and its origins.

    Examples: dateline link -i claims.jsonl -o events.jsonl; dateline link --store desk.sqlite
    """
    if store is not None:
        from dateline.pipeline import refresh

        with opened(store) as kept:
            changed = refresh(kept, known_sources(store))
            say(f"{kept.count_events()} events{'' if changed else '; nothing had changed'}.")
        return
    with reading(claims or STDIN) as lines, writing(out) as sink:
        for row in _linked(lines, str(claims or "-")):
            sink.write(json.dumps(row, ensure_ascii=False) + "\n")


def _linked(lines: Iterable[str], where: str) -> Iterator[dict[str, Any]]:
    from dateline.model.records import EventRecord, ReadRecord, read_line
    from dateline.pipeline import derive
    from dateline.resources.sources import load_sources

    docs: dict[Any, Any] = {}
    claims, names = [], {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        record = read_line(line, ReadRecord, f"{where}:{number}")
        doc = record.document.value()
        if doc.id in docs:
            raise BadRecord(f"{where}:{number}", f"document {doc.id!r} has been on an earlier line. An id is of one.")
        docs[doc.id] = doc
        for index, given in enumerate(record.claims, 1):
            # The index tells claims of one anchor apart; ids that the input may carry are not used.
            claim = dataclasses.replace(claim_of(given, doc, f"{where}:{number}", index), ordinal=index)
            claims.append(claim)
            names[claim.id] = f"{doc.id}#{index}"
    for event in derive(claims, docs, (), load_sources()):
        row = EventRecord.of(event).model_dump(mode="json")
        yield _renamed(row, names)


def _renamed(value: Any, names: dict[Any, str]) -> Any:
    """The same JSON with claim ids by document and index."""
    if isinstance(value, dict):
        return {key: _renamed(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(inner, names) for inner in value]
    return names.get(value, value) if isinstance(value, str) else value
