"""IndiaPoliceEvents (as ConfliBERT splits it): what police did, asked of single sentences.

Five questions, several of which may hold: did police KILL, ARREST, do ANYthing, FAIL to act, use FORCE. Only claims of
what happened answer:

- ARREST: a claim of type Arrests, or one that counts detained people;
- KILL: a claim that counts killed people, where police act;
- FORCE: KILL, or a claim of a type of violence where police act, or of force against protesters;
- ANY: one of these, or any other claim where police act;
- FAIL: never. Dateline records events, and doing nothing is none.

Police act where an actor, weapon or trigger names police or another force of order. The macro mean is over all five,
and over the four without FAIL. Sentences are lower-cased in the set and stand without their articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path

from benchmarks.external.corpus import Answer, Case, Corpus
from benchmarks.external.scores import Figures, Mean, by_label, toll
from dateline.model import CasualtyKind, Claim, Document, DocumentId, EventType, Modality, SubEventType

FILE = "conflibert/IndiaPoliceEvents_sents/dev.tsv"


class Act(StrEnum):
    """The set's questions, in the order of its columns."""

    KILL = "KILL"
    ARREST = "ARREST"
    ANY = "ANY"
    FAIL = "FAIL"
    FORCE = "FORCE"


Acts = dict[Act, bool]
_POLICE = re.compile(
    r"""\b(?:police(?:m[ae]n|wom[ae]n)?|officers?|constables?|cops?
             |paramilitar(?:y|ies)|security\ (?:forces?|personnel))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_VIOLENCE = frozenset({EventType.BATTLES, EventType.EXPLOSIONS, EventType.CIVILIANS, EventType.RIOTS})
_AT_PROTESTS = frozenset({SubEventType.PROTEST_WITH_INTERVENTION, SubEventType.EXCESSIVE_FORCE})


def read(data: Path) -> list[Case[Acts]]:
    lines = (data / FILE).read_text(encoding="utf-8").splitlines()
    return [_case(number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _case(number: int, line: str) -> Case[Acts]:
    sentence, *marks = line.rsplit("\t", len(Act))
    doc = Document(id=DocumentId(f"police-{number}"), text=sentence, language="en")
    return Case(doc, {act: mark == "1" for act, mark in zip(Act, marks, strict=True)})


def acts(claims: Iterable[Claim]) -> Acts:
    """What police do in some claims."""
    told = [claim for claim in claims if claim.modality is Modality.ACTUAL]
    by_police = [claim for claim in told if _police_act(claim)]
    kill = any(toll(c, CasualtyKind.KILLED) for c in by_police)
    arrest = any(c.kind is SubEventType.ARRESTS or toll(c, CasualtyKind.DETAINED) for c in told)
    force = any(c.event_type in _VIOLENCE for c in by_police) or any(c.kind in _AT_PROTESTS for c in told)
    return {
        Act.KILL: kill,
        Act.ARREST: arrest,
        Act.ANY: kill or arrest or force or bool(by_police),
        Act.FAIL: False,
        Act.FORCE: kill or force,
    }


def _police_act(claim: Claim) -> bool:
    return any(_POLICE.search(span.text) for span in (*claim.actor, *claim.weapon, claim.trigger))


def scored(answers: Sequence[Answer[Acts]]) -> Figures:
    table = by_label([(a.gold, acts(a.claims)) for a in answers], list(Act))
    return {
        **{act.value: f1 for act, f1 in table.items()},
        "macro-F1": Mean.over(table.values()),
        "macro-F1 without FAIL": Mean.over(f1 for act, f1 in table.items() if act is not Act.FAIL),
    }


POLICE = Corpus(name="conflibert", needs=(FILE,), read=read, scored=scored)
