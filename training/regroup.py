"""Second groupings: claims of stories, grouped again by event and by origin without the first groups.

A second grouping is a line of `corpus/second/groups-*.jsonl`; it covers every claim of its story once in each list:

    {"story": "sc-004", "events": [["sc-004-1#1", "sc-004-2#3"], …], "origins": [[…], …]}

Agreement is counted over pairs of claims of one story, the story's own groups as if they were gold.

usage: python -m training.regroup        hold every second grouping against the story's own, by writer and in all
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from pathlib import Path
from typing import Any

from training.second import SECOND
from training.stories import STORIES, Story, stories

Groups = Sequence[Sequence[str]]  # claims as `document#number`
KINDS = ("events", "origins")


def pairs(groups: Groups) -> set[tuple[str, str]]:
    """Every two claims that stand in one group.

    >>> sorted(pairs([["a#1", "b#1", "c#2"], ["a#2"]]))
    [('a#1', 'b#1'), ('a#1', 'c#2'), ('b#1', 'c#2')]
    """
    return set(chain.from_iterable(combinations(sorted(group), 2) for group in groups))


def own(story: Story) -> dict[str, Groups]:
    """The story's own groups."""
    record = story.record()
    return {kind: [group["claims"] for group in record[kind]] for kind in KINDS}


def faults(name: str, first: Groups, second: Groups) -> Iterator[str]:
    """Claims that a second grouping leaves out, makes up or puts into two groups."""
    known, given = set(chain.from_iterable(first)), Counter(chain.from_iterable(second))
    yield from (f"{name}: leaves out {claim}" for claim in sorted(known - set(given)))
    yield from (f"{name}: no such claim: {claim}" for claim in sorted(set(given) - known))
    yield from (f"{name}: {claim} stands {n} times" for claim, n in sorted(given.items()) if n > 1)


def tally(first: Groups, second: Groups) -> Counter[str]:
    """How many pairs of one story each grouping makes, and how many both make."""
    mine, other = pairs(first), pairs(second)
    return Counter(claims=sum(map(len, first)), first=len(mine), second=len(other), both=len(mine & other))


def figures(counts: Mapping[str, int]) -> dict[str, float]:
    """Precision, recall and F1 of the second pairs; nan where there is nothing to measure.

    >>> figures({"first": 4, "second": 2, "both": 2})
    {'precision': 1.0, 'recall': 0.5, 'F1': 0.6666666666666666}
    """

    def ratio(part: int, whole: int) -> float:
        return part / whole if whole else math.nan

    return {
        "precision": ratio(counts["both"], counts["second"]),
        "recall": ratio(counts["both"], counts["first"]),
        "F1": ratio(2 * counts["both"], counts["first"] + counts["second"]),
    }


def compare(found: Mapping[str, Story], lines: Iterable[tuple[str, dict[str, Any]]]) -> tuple[list[str], list[str]]:
    """Faults of the second groupings, each given with its file's name, and a table of agreement."""
    wrong: list[str] = []
    total: dict[tuple[str, str], Counter[str]] = {}
    for name, line in lines:
        story = found.get(line["story"])
        if story is None:
            wrong.append(f"{name}: no story {line['story']!r}")
            continue
        first = own(story)
        for kind in KINDS:
            wrong += faults(f"{name}: {story.id} {kind}", first[kind], line[kind])
            counted = tally(first[kind], line[kind]) + Counter(
                stories=1, alike=int(pairs(first[kind]) == pairs(line[kind]))
            )
            for group in (story.id.partition("-")[0], "all"):
                total.setdefault((group, kind), Counter()).update(counted)
    table = ["writer,groups,stories,alike,claims,first pairs,second pairs,both,precision,recall,F1"]
    for (group, kind), counts in sorted(total.items(), key=lambda item: (item[0][0] == "all", item[0])):
        shown = [str(counts[k]) for k in ("stories", "alike", "claims", "first", "second", "both")]
        table.append(",".join([group, kind, *shown, *(f"{value:.3f}" for value in figures(counts).values())]))
    return wrong, table


def main(first: Path = STORIES, second: Path = SECOND) -> int:
    """Print faults and agreement of the second groupings in a folder with the stories of another."""
    found = {story.id: story for path in sorted(first.glob("*.txt")) for story in stories(path)}
    lines = [
        (path.name, json.loads(line))
        for path in sorted(second.glob("groups-*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    wrong, table = compare(found, lines)
    print(*wrong, *table, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    if sys.argv[1:]:
        print(__doc__)
        raise SystemExit(2)
    raise SystemExit(main())
