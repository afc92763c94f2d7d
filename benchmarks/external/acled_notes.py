"""ACLED notes: the sub-event type and the fatalities that ACLED's coders gave one event, from their note on it.

A note tells one event, so the answer is one type: that of the first claim in the text that happened or was tried.
Accuracy is over all notes, and a note without such a claim is wrong; macro-F1 is the plain mean over the types that
the sample has. "type among the claims'" is the share of notes where any such claim has the gold type: what the choice
of the first one costs. Fatalities are asked of notes with at least one dead: the largest toll of killed that a claim
gives as a fact has to be the gold number.

Notes are coders' summaries, not news. What codes rather than tells is cut off: a label and the date at the beginning,
at the end the bracketed tags and "3 fatalities". The day of the event is given as the day of publication.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.external.corpus import Answer, Case, Corpus
from benchmarks.external.scores import Accuracy, Figures, Mean, by_class, largest_toll
from dateline.model import CasualtyKind, Claim, Document, DocumentId, Modality, SubEventType

FILE = "acled_notes/acled_old_deletion_dummy.csv"

_LABEL = re.compile(r"^[A-Z][\w/ -]{2,40}: (?=(?:On|Around|Between|In|By|Since|From)\b)")
_DATE = re.compile(
    r"""^(?:On|Around|Between|In|By|Since|From)\ (?:\d\d?\ )?(?:\w+\ )?(?:(?:and|to|-)\ \d\d?\ )?\w+,?\ \d{4}
        (?:\ \((?:as\ reported|week\ of|month\ of|[^()]*report[^()]*)\))?(?:,\s*|\s+)""",
    re.VERBOSE,
)
_TAGS = re.compile(r"\s*\[[^\[\]]*\]\s*$")
_FATALITIES = re.compile(
    r"""(?:^|(?<=[.;!?])\s*)(?:at\ least\ |around\ |about\ )?
        (?:\d[\d,]*|no|one|two|three|several|unknown|unclear|multiple)\ (?:\w+\ ){0,2}fatalit(?:y|ies)\b[^.;]*\.?$
      | (?<=[.;!?])\s*fatalities\ (?:\w+\ ){0,3}coded\b[^.;]*\.?$""",
    re.VERBOSE | re.IGNORECASE,
)
_HAPPENED = frozenset({Modality.ACTUAL, Modality.ATTEMPTED})


@dataclass(frozen=True, slots=True)
class Coded:
    """What the coder recorded."""

    kind: SubEventType
    fatalities: int


def read(data: Path) -> list[Case[Coded]]:
    with (data / FILE).open(encoding="utf-8", newline="") as lines:
        return [_case(row) for row in csv.DictReader(lines)]


def _case(row: dict[str, str]) -> Case[Coded]:
    doc = Document(
        id=DocumentId(row["event_id_cnty"]),
        text=told(row["notes"]),
        published=date.fromisoformat(row["event_date"]),
        language="en",
    )
    return Case(doc, Coded(SubEventType(row["sub_event_type"]), int(float(row["fatalities"]))))


def told(note: str) -> str:
    """A note without what codes rather than tells.

    >>> told("Looting: On 2 May 2022, rebels took cattle in Bor (Jonglei). Two herders died. 2 fatalities. [size=none]")
    'Rebels took cattle in Bor (Jonglei). Two herders died.'
    """
    text = _DATE.sub("", _LABEL.sub("", note.strip()))
    shorter = ""
    while shorter != text:
        shorter, text = text, _FATALITIES.sub("", _TAGS.sub("", text)).strip()
    return text[:1].upper() + text[1:]


def happened(claims: Iterable[Claim]) -> list[Claim]:
    """The claims of what happened or was tried, in the order of the text."""
    return sorted((c for c in claims if c.modality in _HAPPENED), key=lambda c: (c.trigger.start, c.ordinal))


def scored(answers: Sequence[Answer[Coded]]) -> Figures:
    found = [happened(a.claims) for a in answers]
    pairs = [(a.gold.kind, claims[0].kind if claims else None) for a, claims in zip(answers, found, strict=True)]
    among = [any(c.kind is a.gold.kind for c in claims) for a, claims in zip(answers, found, strict=True)]
    fatal = [a for a in answers if a.gold.fatalities > 0]
    exact = [largest_toll(a.claims, CasualtyKind.KILLED) == a.gold.fatalities for a in fatal]
    table = {kind: f1 for kind, f1 in by_class(pairs).items() if f1.gold}
    return {
        "sub-event macro-F1": Mean.over(table.values()),
        "sub-event accuracy": Accuracy(sum(gold is first for gold, first in pairs), len(pairs)),
        "type among the claims'": Accuracy(sum(among), len(among)),
        "notes with a claim": Accuracy(sum(bool(claims) for claims in found), len(found)),
        "fatalities": Accuracy(sum(exact), len(exact)),
        **{kind.value: table[kind] for kind in SubEventType if kind in table},
    }


ACLED_NOTES = Corpus(name="acled_notes", needs=(FILE,), read=read, scored=scored, sampled=True)
