"""How fast times are read, and whether the cost grows as the text.

Usage: python benchmarks/dating.py

Prints documents a second over a report of ordinary length, and for each kind of text how many times longer a text ten
times as long takes: about 10 where the cost is linear.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import perf_counter

from dateline.dating import times_in

REPORT = (
    "Shells fell on the harbour district on Tuesday, hours after a truce that had been signed on 5 May 2022 ran out. "
    "Two days earlier the mayor had asked people to leave by the end of the week, and since Monday three convoys have "
    "gone. Residents said the strikes began overnight and went on until dawn. Officials counted 14 dead in a school "
    "that has stood empty since last winter. The governor, who will speak on Friday, blamed a battery over the river. "
    "У ніч на 5 травня збили дев'ять безпілотників. В прошлом месяце город обстреливали дважды. "
)
KINDS: dict[str, Callable[[int], str]] = {
    "reports": lambda n: REPORT * (n // len(REPORT)),
    "no space": lambda n: "a" * n,
    "digits": lambda n: "1" * n,
    "short figures": lambda n: "1 " * (n // 2),
    "weekdays": lambda n: "Monday " * (n // 7),
    "joined weekdays": lambda n: "Monday to " * (n // 10),
    "opening words": lambda n: "the last two " * (n // 13),
    "months": lambda n: "5 May " * (n // 6),
    "spaces": lambda n: " " * n,
}
PUBLISHED = date(2022, 6, 1)
SIZE = 100_000


def seconds(text: str) -> float:
    start = perf_counter()
    times_in(text, PUBLISHED)
    return perf_counter() - start


def main() -> None:
    report = REPORT * 4
    times_in(report, PUBLISHED)
    count = 50
    spent = sum(seconds(report) for _ in range(count))
    print(f"{count / spent:.0f} documents/s of {len(report)} characters")
    for kind, make in KINDS.items():
        short, long = seconds(make(SIZE)), seconds(make(10 * SIZE))
        print(f"{kind:16s} 100 kB {short:6.2f} s   1 MB {long:6.2f} s   ratio {long / max(short, 1e-4):5.1f}")


if __name__ == "__main__":
    main()
