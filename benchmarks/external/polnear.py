"""PolNeAR: whose words a stretch of political news gives.

The set marks every attribution, of opinions and plans as well; Dateline attributes claims of events only. So the set is
asked about the places where the reader has a claim: the gold source of a claim is the source span of the attribution
whose content holds the claim's trigger (at most one; the set does not nest), and there is none where no content holds
it. Each claim asks once. It is found where the claim names a source, and hit where a span of its chain is the gold span
(exact) or shares a character with it (overlap).

Limits: what the reader overlooks is not asked, so recall is over its own claims; politics has few events, so counts are
small; and a claim's source may be the fullest name nearby where the set marks the pronoun beside the cue.

Of an article that several people annotated, the first by name of file is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.external.corpus import Answer, Case, Corpus
from benchmarks.external.scores import F1, Accuracy, Figures
from dateline.model import Claim, Document, DocumentId

FOLDER = "polnear/dev"
_DAY = re.compile(r"_(\d{4}-\d\d-\d\d)_")

Stretch = tuple[int, int]  # half-open, in code points


@dataclass(frozen=True, slots=True)
class Attribution:
    """What is attributed, and to whom; either may be in pieces, a source may be missing."""

    content: tuple[Stretch, ...]
    source: tuple[Stretch, ...]

    def holds(self, start: int, end: int) -> bool:
        """Whether a piece of the content shares a character with a stretch."""
        return any(start < right and left < end for left, right in self.content)


Gold = tuple[Attribution, ...]


def read(data: Path) -> list[Case[Gold]]:
    folder = data / FOLDER
    cases = []
    for path in sorted((folder / "text").glob("*.txt")):
        notes = sorted((folder / "attributions").glob(f"{glob_escaped(path.stem)}_*.ann"))
        if not notes:
            continue
        day = _DAY.search(path.name)
        doc = Document(
            id=DocumentId(path.stem),
            text=path.read_bytes().decode("utf-8"),
            published=date.fromisoformat(day[1]) if day else None,
            language="en",
        )
        cases.append(Case(doc, tuple(attributions(notes[0].read_text(encoding="utf-8")))))
    return cases


def glob_escaped(name: str) -> str:
    """A name of a file as a pattern that means itself."""
    return re.sub(r"([\[*?])", r"[\1]", name)


def attributions(notes: str) -> Iterator[Attribution]:
    """The attributions of a brat file: `T1 Source 89 106 words` lines and `E1 Attribution:T4 Source:T1 …` lines."""
    spans: dict[str, tuple[Stretch, ...]] = {}
    rows = [line.split("\t") for line in notes.splitlines()]
    for row in rows:
        if row[0].startswith("T"):
            pieces = [piece.split() for piece in row[1].partition(" ")[2].split(";")]
            spans[row[0]] = tuple((int(start), int(end)) for start, end in pieces)
    for row in rows:
        if row[0].startswith("E"):
            parts = [part.partition(":") for part in row[1].split()]
            named = [(role.rstrip("0123456789"), spans.get(key, ())) for role, _, key in parts]
            yield Attribution(
                content=tuple(s for role, pieces in named if role == "Content" for s in pieces),
                source=tuple(s for role, pieces in named if role == "Source" for s in pieces),
            )


def gold_source(claim: Claim, gold: Gold) -> tuple[Stretch, ...]:
    """The source of the attribution that a claim stands in; empty where it stands in none, or in one without."""
    trigger = claim.trigger
    return next((a.source for a in gold if a.holds(trigger.start, trigger.end)), ())


def is_exact(claim: Claim, source: tuple[Stretch, ...]) -> bool:
    """Whether a span of the chain is the source as a whole."""
    whole = (source[0][0], source[-1][1])
    return any((s.start, s.end) == whole for s in claim.attribution)


def is_touched(claim: Claim, source: tuple[Stretch, ...]) -> bool:
    """Whether a span of the chain shares a character with the source."""
    return any(s.start < end and start < s.end for s in claim.attribution for start, end in source)


def scored(answers: Sequence[Answer[Gold]]) -> Figures:
    asked = [(claim, gold_source(claim, a.gold)) for a in answers for claim in a.claims]
    found = sum(bool(claim.attribution) for claim, _ in asked)
    sourced = [(claim, source) for claim, source in asked if source]
    return {
        "source, exact": F1(sum(is_exact(*pair) for pair in sourced), found, len(sourced)),
        "source, overlap": F1(sum(is_touched(*pair) for pair in sourced), found, len(sourced)),
        "rightly sourced or not": Accuracy(sum(bool(c.attribution) == bool(s) for c, s in asked), len(asked)),
    }


POLNEAR = Corpus(name="polnear", needs=(f"{FOLDER}/text", f"{FOLDER}/attributions"), read=read, scored=scored)
