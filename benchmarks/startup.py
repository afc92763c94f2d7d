#!/usr/bin/env python3
"""How long Dateline takes to start, beside a bare interpreter in the same run: medians of so many runs, in seconds.

Run: python benchmarks/startup.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 9
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "import dateline": [sys.executable, "-c", "import dateline"],
    "dateline --help": [str(Path(sys.executable).with_name("dateline")), "--help"],
}


def seconds(command: list[str]) -> float:
    """The median time of a whole process."""
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    bare = seconds(COMMANDS["python -c pass"])
    for name, command in COMMANDS.items():
        took = seconds(command)
        print(f"{name:18s} {took:.3f} s, {took / bare:.1f} times a bare interpreter")
