"""`serve`: the app."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.options import DEFAULT_STORE, StoreOption, known_sources, now, opened, say, user_name
from dateline.errors import UsageError


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
    from dateline.api.serve import is_loopback
    from dateline.api.serve import serve as run
    from dateline.model import Decision, DecisionKind
    from dateline.pipeline import decide, refresh
    from dateline.resources.paths import basemap_path, page_path

    if is_loopback(host):  # `run` refuses others
        port = _free(host, port)
    sources = known_sources(store)
    with opened(store) as kept:
        refresh(kept, sources)

        def on_decision(kind: DecisionKind, target: str, reason: str) -> Decision:
            return decide(kept, sources, kind=kind, target=target, user=user_name(), reason=reason, at=now())

        if is_loopback(host):
            shown = f"[{host}]" if ":" in host else host
            say(f"Serving {store} at http://{shown}:{port}/ until Ctrl-C.")
        run(kept, page=page_path(), basemap=basemap_path(), host=host, port=port, decide=on_decision)


def _free(host: str, port: int) -> int:
    """The port, or a free one for 0.

    Raises:
        UsageError: nothing can listen there.
    """
    import socket

    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, proto) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            return int(probe.getsockname()[1])
    except OSError as error:
        raise UsageError(f"Cannot listen on {host} port {port}: {error.strerror}. Name another with --port.") from error
