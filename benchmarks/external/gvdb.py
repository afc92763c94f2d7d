"""Gun Violence Database: how many were killed and injured, of articles on shootings.

An article's answer is the largest toll that any of its claims gives as a fact, not the sum: an article tells one
shooting over and over. Gold counts its victims: those marked killed, and those marked injured or hospitalized but not
killed. "killed" and "injured" are the shares of articles with exactly the gold count, 0 included; "killed, two or more"
those among articles with at least two dead.

The counts stand in the table `dev.tsv` of the set's splits. `dev.json` has the same articles without them, so with that
file alone nothing can be measured.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.external.corpus import Answer, Case, Corpus
from benchmarks.external.scores import Accuracy, Figures, largest_toll
from dateline.model import CasualtyKind, Document, DocumentId

FILE = "gvdb/dev.tsv"


@dataclass(frozen=True, slots=True)
class Counts:
    """Victims of an article."""

    killed: int
    injured: int


def read(data: Path) -> list[Case[Counts]]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    with (data / FILE).open(encoding="utf-8", newline="") as lines:
        return [_case(row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _case(row: dict[str, str]) -> Case[Counts]:
    title = row["Article title"].strip()
    body = row["Full text"].removeprefix(title).strip()
    victims = json.loads(row["Json"]).get("victim-section", [])
    doc = Document(id=DocumentId(f"gvdb-{row['Article id']}"), text=f"{title}\n\n{body}", language="en")
    return Case(doc, counted(victims))


def counted(victims: Iterable[dict[str, Any]]) -> Counts:
    """How many were killed, and how many hurt but not killed."""
    fates = [set(victim.get("victim-was", ())) for victim in victims]
    return Counts(
        killed=sum("killed" in fate for fate in fates),
        injured=sum("killed" not in fate and bool(fate & {"injured", "hospitalized"}) for fate in fates),
    )


def scored(answers: Sequence[Answer[Counts]]) -> Figures:
    killed = [largest_toll(a.claims, CasualtyKind.KILLED) == a.gold.killed for a in answers]
    injured = [largest_toll(a.claims, CasualtyKind.INJURED) == a.gold.injured for a in answers]
    many = [right for right, a in zip(killed, answers, strict=True) if a.gold.killed > 1]
    return {
        "killed": Accuracy(sum(killed), len(killed)),
        "killed, two or more": Accuracy(sum(many), len(many)),
        "injured": Accuracy(sum(injured), len(injured)),
    }


GVDB = Corpus(name="gvdb", needs=(FILE,), hint="dev.json lacks the counts of victims", read=read, scored=scored)
