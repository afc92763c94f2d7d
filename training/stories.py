"""Stories: the same events told by several outlets, with the event and the origin of every claim.

A file of stories is in the notation of `training.notation`, with what happened and who first told it in front of each
story's texts:

    *** us-01
    event e1: artillery on Orikhiv, evening of 13 August 2022
    event e2: sum of the week's shelling of the district
    origin gov official: the governor; texts 2 and 3 quote him, text 4 has his sentence word for word
    origin paper outlet: its own background
    === us-01-1
    publisher: …
    <<<
    …
    >>>
    SHELL | Shells [landed] on the elevator
      event: e1
      origin: gov
      …

usage: python -m training.stories [FILE …] [--jsonl]      (--jsonl prints the stories as records, one a line)
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from training.notation import NotationError, Report, reports_of

STORIES = Path(__file__).parent / "corpus" / "stories"
KINDS = ("agency", "official", "party", "witness", "outlet", "channel", "investigation")


@dataclass(slots=True)
class Story:
    """Texts that tell the same events, and how their claims go together."""

    id: str
    events: dict[str, str] = field(default_factory=dict)  # name: what happened
    origins: dict[str, tuple[str, str]] = field(default_factory=dict)  # name: kind, evidence
    reports: list[Report] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """What must be mended before the story may be used."""
        found = [f"{r.id}: {fault}" for r in self.reports for fault in r.faults]
        if not 3 <= len(self.reports) <= 8:
            found.append(f"{self.id}: a story has three to eight texts, not {len(self.reports)}")
        used: dict[str, Counter[str]] = {"event": Counter(), "origin": Counter()}
        for report in self.reports:
            told: Counter[tuple[str, str]] = Counter()
            for number, claim in enumerate(report.claims, 1):
                for name, known in (("event", self.events), ("origin", self.origins)):
                    used[name][claim.get(name, "")] += 1
                    if claim.get(name) not in known:
                        found.append(f"{report.id} claim {number}: no such {name}: {claim.get(name)!r}")
                told[claim.get("event", ""), claim.get("origin", "")] += 1
            found += [f"{report.id}: tells {e} {n} times by {o}: one claim" for (e, o), n in told.items() if n > 1]
        found += [f"{self.id}: event {e} has no claim" for e in self.events if e not in used["event"]]
        found += [f"{self.id}: origin {o} has no claim" for o in self.origins if o not in used["origin"]]
        return found

    def record(self) -> dict[str, Any]:
        """The story with its groups of claims, `document#number`."""
        groups: dict[str, dict[str, list[str]]] = {"event": {}, "origin": {}}
        for report in self.reports:
            for number, claim in enumerate(report.claims, 1):
                for name, group in groups.items():
                    group.setdefault(claim[name], []).append(f"{report.id}#{number}")
        return {
            "story": self.id,
            "documents": [r.document for r in self.reports],
            "claims": [r.claims for r in self.reports],
            "events": [{"event": e, "what": w, "claims": groups["event"][e]} for e, w in self.events.items()],
            "origins": [
                {"origin": o, "kind": k, "claims": groups["origin"][o], "evidence": e}
                for o, (k, e) in self.origins.items()
            ],
        }


def held_out(path: Path) -> bool:
    """Whether a file of stories is for development alone: every fifth one of a writer."""
    return int(path.stem.rpartition("-")[2]) % 5 == 0


def stories(path: Path) -> Iterator[Story]:
    """The stories of one file, in order.

    Raises:
        NotationError: the file cannot be read.
    """
    parts = re.split(r"^\*\*\* ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    if parts[0].strip():
        raise NotationError(f"{path.name}: a story starts with '*** id', not {parts[0].strip()[:60]!r}")
    for part in parts[1:]:
        head, _, texts = part.partition("\n=== ")
        first, *rest = head.split("\n")
        story = Story(first.strip())
        for line in filter(str.strip, rest):
            _define(story, line, path.name)
        story.reports = list(reports_of(("=== " + texts).split("\n"), path.name))
        yield story


def _define(story: Story, line: str, name: str) -> None:
    event = re.fullmatch(r"event (\S+): (.+)", line.strip())
    origin = re.fullmatch(r"origin (\S+) (\S+): (.+)", line.strip())
    if event:
        story.events[event[1]] = event[2]
    elif origin and origin[2] in KINDS:
        story.origins[origin[1]] = (origin[2], origin[3])
    else:
        raise NotationError(
            f"{name}: {story.id}: write 'event e1: what' or 'origin o1 KIND: evidence' (kinds {KINDS}): {line[:60]!r}"
        )


def spread(found: Sequence[Story]) -> Iterator[str]:
    """Counts, beside what a good collection has."""
    claims = [c for s in found for r in s.reports for c in r.claims]
    texts = [r for s in found for r in s.reports]
    length = sum(len(r.text.split()) for r in texts)
    yield f"{len(found)} stories, {len(texts)} texts, {length} words, {len(claims)} claims"
    sizes, tellers = [], []
    for story in found:
        for event in story.events:
            mine = [c for r in story.reports for c in r.claims if c.get("event") == event]
            sizes.append(len(mine))
            tellers.append(len({c.get("origin") for c in mine}))
    shared = [t for n, t in zip(sizes, tellers, strict=True) if n > 1]
    if sizes and shared:
        yield f"{len(sizes)} events, {100 * len(shared) / len(sizes):.0f}% told twice or more (wanted 60)"
        one, three = sum(t == 1 for t in shared), sum(t > 2 for t in shared)
        parts = (
            f"{100 * one / len(shared):.0f}% by one origin (wanted 33), {100 * three / len(shared):.0f}% by three (33)"
        )
        yield f"of these {parts}"
    yield ", ".join(f"{k} {n}" for k, n in Counter(k for s in found for k, _ in s.origins.values()).most_common())


def main(argv: Sequence[str]) -> int:
    """Print faults and counts, or records."""
    paths = [Path(a) for a in argv if not a.startswith("--")] or sorted(STORIES.glob("*.txt"))
    try:
        found = list(chain.from_iterable(stories(p) for p in paths))
    except (NotationError, OSError, UnicodeDecodeError) as error:
        print(error)
        return 1
    faults = [fault for story in found for fault in story.faults]
    ids = Counter(r.id for s in found for r in s.reports)
    faults += [f"{i}: stands {n} times" for i, n in ids.items() if n > 1]
    if "--jsonl" in argv and not faults:
        print(*(json.dumps(s.record(), ensure_ascii=False) for s in found), sep="\n")
        return 0
    print(*faults, *spread(found), sep="\n")
    print(f"{len(faults)} faults" if faults else "no faults")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
