"""Serves the app with uvicorn."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path

from dateline.errors import ExtraMissing, UsageError
from dateline.store.base import Store

try:
    import uvicorn

    from dateline.api.app import Decide, create_app
    from dateline.api.guard import LOOPBACK
except ImportError as error:
    raise ExtraMissing(error.name or "fastapi", "api") from error


def serve(
    store: Store,
    *,
    page: Path,
    basemap: Path | None,
    host: str = "127.0.0.1",
    port: int = 8710,
    decide: Decide | None = None,
    allow_remote: bool = False,
    hosts: frozenset[str] = frozenset(),
) -> None:
    """Serve until interrupted.

    Args:
        store: An open store; several threads read it.
        page: The directory of the built page.
        basemap: The PMTiles archive; None where it is not built.
        host: The address to listen on.
        port: The port to listen on; 0 takes a free one.
        decide: Takes decisions; None: the app only shows.
        allow_remote: Listen on an address that other machines reach, though there is no login.
        hosts: Further names that the app answers to, without ports.

    Raises:
        UsageError: `host` is not a loopback address, and `allow_remote` was not given.
        PageMissing: the page is not built.
    """
    if not is_loopback(host) and not allow_remote:
        raise UsageError(
            f"{host} can be reached from other machines, and the app has no login: anybody there could read and decide."
            " Listen on 127.0.0.1 and reach it through an SSH tunnel."
        )
    names = LOOPBACK | hosts | ({host} if allow_remote else frozenset())
    built = basemap if basemap is not None and basemap.is_file() else None
    app = create_app(store, page=page, basemap=built, decide=decide, hosts=names)
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
