"""`init`, `add`, `reread`, `rejections`: the store and what goes into it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import (
    DEFAULT_STORE,
    EndpointOption,
    ReaderOption,
    StoreOption,
    day,
    known_sources,
    now,
    opened,
    progress,
    say,
    wanted_model,
)

if TYPE_CHECKING:
    from dateline.ingest import Arrived
    from dateline.model import Rejection

MOST_TOLD = 5  # rejections that `add` names; `rejections` lists all

Inputs = Annotated[
    list[str],
    typer.Argument(
        help="Files, directories, addresses, feeds, JSON lines of documents; - is standard input.", metavar="INPUT..."
    ),
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
    source: Annotated[
        str | None, typer.Option(help="Who published, where the input does not say.", metavar="NAME")
    ] = None,
    published: Annotated[
        str | None, typer.Option(help="Day of publication, as 2022-06-08, where the input does not say.", metavar="DAY")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from private and loopback addresses too.")
    ] = False,
    follow: Annotated[bool, typer.Option("--follow", help="Fetch the pages that a feed links to.")] = False,
    reader: ReaderOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Read documents into the store. Known ones are left as they are, so the same command can be run again.

    Examples: dateline add report.txt pages/ https://example.org/article; cat posts.jsonl | dateline add -
    """
    from dateline.ingest import Limits, gather
    from dateline.ingest.fetch import HttpFetch
    from dateline.pipeline import add as add_all
    from dateline.pipeline import open_extractor, refresh

    limits = Limits()
    opening = partial(open_extractor, wanted_model(reader, endpoint))
    with opened(store, create=True) as kept, HttpFetch(limits, allow_private=allow_private) as fetch, progress() as bar:
        task = bar.add_task("reading", total=None)
        arrivals = gather(
            inputs,
            fetch=fetch,
            stdin=sys.stdin.buffer if sys.stdin else None,
            now=now,
            source=source,
            published=day(published, "--published"),
            limits=limits,
            follow=follow,
        )
        tally = add_all(
            _told(arrivals),
            kept,
            opening,
            on_each=lambda what: bar.update(task, advance=1, description=what[:50]),
        )
        bar.update(task, description="linking")
        refresh(kept, known_sources(store))
        events = kept.count_events()
    unread = f" ({tally.unread} in a language that no reader reads)" if tally.unread else ""
    say(f"{tally.added} documents added{unread}, {tally.known} known already, {tally.claims} claims; {events} events.")
    if tally.rejected:
        say(f"{tally.rejected} rejected: see `dateline rejections`.")


def _told(arrivals: Iterable[Arrived | Rejection]) -> Iterator[Arrived | Rejection]:
    """The same, with the first few rejections said at once: a name misspelt is seen without asking for the list."""
    from dateline.cli.tables import shown
    from dateline.model import Rejection

    told = 0
    for arrived in arrivals:
        if isinstance(arrived, Rejection) and told < MOST_TOLD:
            told += 1
            say(f"{shown(arrived.locator)}: {shown(arrived.reason)}")
        yield arrived


def reread(store: StoreOption = DEFAULT_STORE, reader: ReaderOption = None, endpoint: EndpointOption = None) -> None:
    """Read again what another reader, or an older one, has read. Decisions are kept.

    A document that cannot be read keeps what was read of it before, and becomes a rejection.

    Example: dateline reread --store desk.sqlite
    """
    from dateline.pipeline import open_extractor, refresh
    from dateline.pipeline import reread as reread_all

    model = wanted_model(reader, endpoint)
    with opened(store) as kept, progress() as bar:
        task = bar.add_task("reading", total=None)
        count, failed = reread_all(kept, open_extractor(model), at=now(), on_each=lambda _: bar.update(task, advance=1))
        refresh(kept, known_sources(store))
    say(f"{count} documents read again.")
    if failed:
        say(f"{failed} could not be read and keep what was read before: see `dateline rejections`.")


def rejections(store: StoreOption = DEFAULT_STORE) -> None:
    """List what could not be read, with the reasons, as JSON lines.

    Example: dateline rejections | head
    """
    with opened(store) as kept:
        for r in kept.rejections():
            row = {"locator": r.locator, "stage": r.stage, "reason": r.reason, "at": r.at.isoformat()}
            typer.echo(json.dumps(row, ensure_ascii=False))
