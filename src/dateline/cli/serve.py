"""`serve`: the app."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.options import DEFAULT_STORE, StoreOption, known_sources, now, opened, say, user_name


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(serve)


def serve(
    store: StoreOption = DEFAULT_STORE,
    host: Annotated[str, typer.Option(help="Address to listen on. There is no login: loopback only.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)] = 8710,
) -> None:
    """Serve the app until Ctrl-C.

    Example: dateline serve --store desk.sqlite --port 8710
    """
    from dateline.api.serve import serve as run
    from dateline.model import Decision, DecisionKind
    from dateline.pipeline import decide, refresh
    from dateline.resources.paths import basemap_path, page_path

    sources = known_sources(store)
    with opened(store) as kept:
        refresh(kept, sources)

        def on_decision(kind: DecisionKind, target: str, reason: str) -> Decision:
            return decide(kept, sources, kind=kind, target=target, user=user_name(), reason=reason, at=now())

        say(f"Serving {store} at http://{host}:{port}/ until Ctrl-C.")
        run(kept, page=page_path(), basemap=basemap_path(), host=host, port=port, decide=on_decision)
