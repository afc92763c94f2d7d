"""`events`, `show`, `search`, `export`: what the record says."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.options import (
    DEFAULT_STORE,
    BoxOption,
    CountryOption,
    GradeOption,
    ModalityOption,
    NearOption,
    ReleasedOption,
    ReviewOption,
    SinceOption,
    StatusOption,
    StoreOption,
    SubTypeOption,
    TextOption,
    TypeOption,
    UntilOption,
    WithinOption,
    known_sources,
    opened,
    say,
    wanted,
    writing,
)
from dateline.publish.tables import Form

if TYPE_CHECKING:
    from dateline.model import Claim, Document, Event, Source
    from dateline.store.base import Store


class Shape(StrEnum):
    """How `events` prints."""

    TABLE = "table"
    JSONL = "jsonl"


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(events)
    app.command()(show)
    app.command()(search)
    app.command()(export)


def events(
    store: StoreOption = DEFAULT_STORE,
    near: NearOption = None,
    within_km: WithinOption = 25.0,
    bbox: BoxOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    types: TypeOption = None,
    sub_types: SubTypeOption = None,
    statuses: StatusOption = None,
    modalities: ModalityOption = None,
    grades: GradeOption = None,
    countries: CountryOption = None,
    reviews: ReviewOption = None,
    released: ReleasedOption = None,
    text: TextOption = None,
    limit: Annotated[int | None, typer.Option(help="At most so many.", min=1)] = None,
    shape: Annotated[
        Shape | None, typer.Option("--format", help="A table (on a terminal) or JSON lines (elsewhere).")
    ] = None,
) -> None:
    """List events, newest first.

    Examples: dateline events --near Melitopol --within-km 10; dateline events --status disputed --since 2022-05-01
    """
    from dateline.model.records import EventRecord, write_line

    asked = wanted(
        near=near,
        within_km=within_km,
        bbox=bbox,
        since=since,
        until=until,
        types=types,
        sub_types=sub_types,
        statuses=statuses,
        modalities=modalities,
        grades=grades,
        countries=countries,
        reviews=reviews,
        released=released,
        text=text,
    )
    with opened(store) as kept:
        _warn_if_stale(kept, known_sources(store))
        found = kept.events(asked, limit=limit)
    if shape is Shape.TABLE or (shape is None and sys.stdout.isatty()):
        _table(found)
        return
    for event in found:
        typer.echo(write_line(EventRecord.of(event)))


def _warn_if_stale(kept: Store, sources: Mapping[str, Source]) -> None:
    from dateline.pipeline import is_stale

    if is_stale(kept, sources):
        say("Claims or decisions are newer than these events. Run `dateline link --store …`.")


def _table(found: Any) -> None:
    from rich.console import Console

    from dateline.cli.tables import event_table

    Console().print(event_table(found))


def show(
    key: Annotated[str, typer.Argument(help="The id of an event, a claim or a document.", metavar="ID")],
    store: StoreOption = DEFAULT_STORE,
    as_json: Annotated[bool, typer.Option("--json", help="Print the record as JSON.")] = False,
) -> None:
    """Show an event, a claim or a document, with the sentences and the marked words that it rests on.

    Example: dateline show 3fa1…
    """
    from dateline.errors import NotFound
    from dateline.model import ClaimId, DocumentId, EventId

    with opened(store) as kept:
        event = kept.event(EventId(key))
        claim = None if event else kept.claim(ClaimId(key))
        doc = None if event or claim else kept.document(DocumentId(key))
        if event:
            _show_event(event, kept, as_json)
        elif claim:
            _show_claim(claim, kept, as_json)
        elif doc:
            _show_document(doc, kept, as_json)
        else:
            raise NotFound("event, claim or document", key)


def _show_event(event: Event, kept: Store, as_json: bool) -> None:
    from dateline.cli.tables import claim_block, event_block
    from dateline.model.records import EventRecord, write_line

    if as_json:
        typer.echo(write_line(EventRecord.of(event)))
        return
    claims = [c for c in map(kept.claim, event.claims) if c]
    typer.echo(event_block(event))
    for claim in claims:
        doc = kept.document(claim.document)
        if doc:
            typer.echo("")
            typer.echo(claim_block(claim, doc, colour=sys.stdout.isatty()))


def _show_claim(claim: Claim, kept: Store, as_json: bool) -> None:
    from dateline.cli.tables import claim_block
    from dateline.model.records import ClaimRecord, write_line

    if as_json:
        typer.echo(write_line(ClaimRecord.of(claim)))
        return
    doc = kept.document(claim.document)
    event = kept.event_of(claim.id)
    if doc:
        typer.echo(claim_block(claim, doc, colour=sys.stdout.isatty()))
    if event:
        typer.echo(f"  event       {event.id}")


def _show_document(doc: Document, kept: Store, as_json: bool) -> None:
    from dateline.cli.tables import claim_block, document_head, shown_block
    from dateline.model.records import ClaimRecord, DocumentRecord, ReadRecord, write_line

    claims = kept.claims_of(doc.id)
    if as_json:
        typer.echo(write_line(ReadRecord(document=DocumentRecord.of(doc), claims=[ClaimRecord.of(c) for c in claims])))
        return
    typer.echo(document_head(doc, kept.reading(doc.id)))
    typer.echo("")
    typer.echo(shown_block(doc.text))
    for claim in claims:
        typer.echo("")
        typer.echo(claim_block(claim, doc, colour=sys.stdout.isatty()))


def search(
    words: Annotated[list[str], typer.Argument(help="Words that a document must have.", metavar="WORD...")],
    store: StoreOption = DEFAULT_STORE,
    limit: Annotated[int, typer.Option(help="At most so many.", min=1)] = 20,
) -> None:
    """Search all documents, read or not. JSON lines: document, title, snippet and where the words stand in it.

    Example: dateline search command post
    """
    with opened(store) as kept:
        for hit in kept.search(" ".join(words), limit=limit):
            doc = kept.document(hit.document)
            row = {
                "document": hit.document,
                "title": doc.title if doc else None,
                "publisher": doc.source if doc else None,
                "snippet": hit.snippet,
                "marks": hit.marks,
            }
            typer.echo(json.dumps(row, ensure_ascii=False))


def export(
    form: Annotated[Form, typer.Option("--format", help="What to write.")] = Form.CSV,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="File; else standard output.")] = None,
    public: Annotated[bool, typer.Option("--public", help="Only what a decision released, redacted.")] = False,
    store: StoreOption = DEFAULT_STORE,
    near: NearOption = None,
    within_km: WithinOption = 25.0,
    bbox: BoxOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    types: TypeOption = None,
    sub_types: SubTypeOption = None,
    statuses: StatusOption = None,
    modalities: ModalityOption = None,
    grades: GradeOption = None,
    countries: CountryOption = None,
    reviews: ReviewOption = None,
    released: ReleasedOption = None,
    text: TextOption = None,
) -> None:
    """Write events as CSV, GeoJSON, JSON lines, or CSV in the columns of ACLED or UCDP GED.

    The last two leave out what is only planned, attempted, denied or supposed, and what is rejected.

    Examples: dateline export --format acled -o events.csv; dateline export --public --format geojson > events.geojson
    """
    from dateline.pipeline import refresh
    from dateline.publish.policy import public as released_only
    from dateline.publish.tables import write_events

    asked = wanted(
        near=near,
        within_km=within_km,
        bbox=bbox,
        since=since,
        until=until,
        types=types,
        sub_types=sub_types,
        statuses=statuses,
        modalities=modalities,
        grades=grades,
        countries=countries,
        reviews=reviews,
        released=released,
        text=text,
    )
    sources = known_sources(store)
    with opened(store) as kept, writing(out) as sink:
        if public:
            refresh(kept, sources)  # what was taken back since must not leave the desk
        _warn_if_stale(kept, sources)
        found: Iterable[Event] = kept.events(asked)
        if public:
            found = released_only(found, sources)
        write_events(found, sink, form=form, documents=kept.document)
