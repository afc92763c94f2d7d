"""`init`, `add`, `reread`, `rejections`: the store and what goes into it."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from dateline.cli.options import DEFAULT_STORE, StoreOption, day, known_sources, now, opened, progress, say

Inputs = Annotated[
    list[str], typer.Argument(help="Files, directories, addresses, feeds, JSON lines of documents, or -.")
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(init)
    app.command()(add)
    app.command()(reread)
    app.command()(rejections)


def init(store: StoreOption = DEFAULT_STORE) -> None:
    """Make a store, or bring an older one up to date.

    Example: dateline init --store desk.sqlite
    """
    with opened(store, create=True):
        say(f"The store at {store} is ready.")


def add(
    inputs: Inputs,
    store: StoreOption = DEFAULT_STORE,
    source: Annotated[str | None, typer.Option(help="Who published, where the input does not say.")] = None,
    published: Annotated[str | None, typer.Option(help="Day of publication, where the input does not say.")] = None,
    allow_private: Annotated[bool, typer.Option(help="Fetch from private and loopback addresses too.")] = False,
    follow: Annotated[bool, typer.Option(help="Fetch the pages that a feed links to.")] = False,
) -> None:
    """Read documents into the store. Known ones are left as they are, so the same command can be run again.

    Examples: dateline add report.txt pages/ https://example.org/article; cat posts.jsonl | dateline add -
    """
    from dateline.ingest import Limits, gather
    from dateline.ingest.fetch import HttpFetch
    from dateline.pipeline import add as add_all
    from dateline.pipeline import open_extractor, refresh

    limits = Limits()
    with opened(store, create=True) as kept, HttpFetch(limits, allow_private=allow_private) as fetch, progress() as bar:
        task = bar.add_task("reading", total=None)
        arrivals = gather(
            inputs,
            fetch=fetch,
            stdin=sys.stdin.buffer,
            now=now,
            source=source,
            published=day(published, "--published"),
            limits=limits,
            follow=follow,
        )
        tally = add_all(
            arrivals, kept, open_extractor, on_each=lambda what: bar.update(task, advance=1, description=what[:50])
        )
        bar.update(task, description="linking")
        refresh(kept, known_sources(store))
        events = kept.count_events()
    unread = f" ({tally.unread} in a language that no reader reads)" if tally.unread else ""
    say(f"{tally.added} documents added{unread}, {tally.known} known already, {tally.claims} claims; {events} events.")
    if tally.rejected:
        say(f"{tally.rejected} rejected: see `dateline rejections`.")


def reread(store: StoreOption = DEFAULT_STORE) -> None:
    """Read again what another reader, or an older one, has read. Decisions are kept.

    Example: dateline reread --store desk.sqlite
    """
    from dateline.pipeline import open_extractor, refresh
    from dateline.pipeline import reread as reread_all

    with opened(store) as kept, progress() as bar:
        task = bar.add_task("reading", total=None)
        count = reread_all(kept, open_extractor(), on_each=lambda _: bar.update(task, advance=1))
        refresh(kept, known_sources(store))
    say(f"{count} documents read again.")


def rejections(store: StoreOption = DEFAULT_STORE) -> None:
    """List what could not be read, with the reasons, as JSON lines.

    Example: dateline rejections | head
    """
    with opened(store) as kept:
        for r in kept.rejections():
            row = {"locator": r.locator, "stage": r.stage, "reason": r.reason, "at": r.at.isoformat()}
            typer.echo(json.dumps(row, ensure_ascii=False))
