#!/usr/bin/env python3
"""Load the demo corpus into build/demo.sqlite, print its events, and serve the app. Run by `make demo`."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATELINE = ROOT / ".venv/bin/dateline"
STORE = ROOT / "build/demo.sqlite"


def main() -> int:
    """Run the three commands that a user would."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8710)
    parser.add_argument("--no-serve", action="store_true", help="stop after the table")
    options = parser.parse_args()
    STORE.parent.mkdir(exist_ok=True)
    # What the demo's desk thinks of the invented outlets stands beside the store, as any desk's table does.
    shutil.copyfile(ROOT / "demo/sources.csv", STORE.with_suffix(".sources.csv"))
    for command in (["add", str(ROOT / "demo/corpus")], ["events", "--format", "table"]):
        print(f"$ dateline {' '.join(command)} --store {STORE.relative_to(ROOT)}", file=sys.stderr)
        subprocess.run([DATELINE, *command, "--store", str(STORE)], check=True)
    if options.no_serve:
        return 0
    try:
        return subprocess.run([DATELINE, "serve", "--store", str(STORE), "--port", str(options.port)]).returncode
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
