"""Second readings: a fifth of the training reports and the development ones, labelled again without the first labels.

usage: python -m training.second texts BATCH …       print the texts to be labelled again, without their labels
       python -m training.second compare             hold every second reading against the first, by field
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from dateline.evaluate.figures import counts, figures
from training.check import BATCHES
from training.gold import claims_of
from training.notation import Report, reports, second_labels

SECOND = BATCHES.parent / "second"
EVERY = 5
SHOWN = ("detect", "sub-event type", "actor", "target", "victim", "weapon", "place", "time", "casualties",
         "source F1", "chain", "modality", "modality F1", "hedge F1", "usable")  # fmt: skip


def chosen(batch: Sequence[Report], *, all_of_it: bool) -> list[Report]:
    """The reports of a batch that are read again: every fifth from the third on, or all."""
    return list(batch) if all_of_it else list(batch)[2::EVERY]


def texts(paths: Sequence[Path]) -> None:
    """Print texts without labels."""
    for path in paths:
        for report in chosen(list(reports(path)), all_of_it=path.name.startswith("dv")):
            head = "\n".join(f"{k}: {v}" for k, v in report.head.items())
            print(f"=== {report.id}\n{head}\n<<<\n{report.text}\n>>>\n")


def compare() -> None:
    """Print agreement (the first labels as if they were gold) and claims by second reader."""
    first = {r.id: r for p in sorted(BATCHES.glob("*.txt")) for r in reports(p)}
    groups: dict[str, list[tuple[Report, Report]]] = {}
    for path in sorted(SECOND.glob("*.txt")):
        for report in second_labels(path, {i: r.text for i, r in first.items()}):
            groups.setdefault(f"{path.stem} reads {report.id[:2]}", []).append((first[report.id], report))
            groups.setdefault("all", []).append((first[report.id], report))
            for fault in report.faults:
                print(f"{path.name}: {report.id}: {fault}")
    print("readings,reports,claims,second claims," + ",".join(SHOWN))
    for name, pairs in sorted(groups.items(), key=lambda g: (g[0] == "all", g[0])):
        value = figures(counts(claims_of(a), claims_of(b)) for a, b in pairs)
        row = [f"{value[k]:.3f}" for k in SHOWN]
        print(
            ",".join(
                [
                    name,
                    str(len(pairs)),
                    *(str(sum(len(r.claims) for r in side)) for side in zip(*pairs, strict=True)),
                    *row,
                ]
            )
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["texts"] and len(sys.argv) > 2:
        texts([Path(a) for a in sys.argv[2:]])
    elif sys.argv[1:2] == ["compare"]:
        compare()
    else:
        print(__doc__)
        raise SystemExit(2)
