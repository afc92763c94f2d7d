#!/usr/bin/env python3
"""Start the demo's app on a free port, ask it for its events and its page, and stop it. Exit code 1 if it fails."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Ask the app."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        str(ROOT / ".venv/bin/dateline"),
        "serve",
        "--store",
        str(ROOT / "build/demo.sqlite"),
        "--port",
        str(port),
    ]
    server = subprocess.Popen(command)
    try:
        events = json.loads(_get(f"http://127.0.0.1:{port}/api/events?limit=5"))
        page = _get(f"http://127.0.0.1:{port}/")
    finally:
        server.terminate()
        server.wait(10)
    print(f"The app serves {events['total']} events and a page of {len(page)} bytes.")
    return 0 if events["total"] > 0 and b"<title>" in page else 1


def _get(url: str) -> bytes:
    for _ in range(100):
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                body: bytes = answer.read()
                return body
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"nothing answers at {url}")


if __name__ == "__main__":
    sys.exit(main())
