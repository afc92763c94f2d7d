"""Figures of an evaluation, as tables for people and as JSON for programs."""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dateline.cli.tables import shown
from dateline.evaluate.breakdown import Judged, Part, by_length, by_register, by_sub_type, confusion
from dateline.evaluate.calibration import Kept, Trial, bins, calibration_error, detection, fields, kept, usable
from dateline.evaluate.figures import Miss, figures, misses
from dateline.model import Span, SubEventType
from dateline.publish.quotes import quote

# Columns of a breakdown: over the figure's name, what stands above its column.
_COLUMNS = {
    "precision": "prec",
    "recall": "rec",
    "detect": "detect",
    "sub-event type": "type",
    "actor": "actor",
    "target": "target",
    "victim": "victim",
    "weapon": "weapon",
    "place": "place",
    "time": "time",
    "casualties": "toll",
    "source F1": "source",
    "modality F1": "modal",
    "hedge F1": "hedge",
    "usable": "usable",
}
_NAME = 36  # characters of a row's name
NO_CONFIDENCE = "The reader gives no confidence: there is nothing to calibrate."


# --- for programs -----------------------------------------------------------------------------------------------


def as_json(judged: Sequence[Judged]) -> dict[str, Any]:
    """Every figure of an evaluation; null where there is nothing to measure."""
    return {
        "documents": len(judged),
        "claims": sum(len(doc.gold) for doc in judged),
        "found": sum(len(doc.found) for doc in judged),
        "figures": _rounded(figures(doc.counts() for doc in judged)),
        "by_sub_type": [_part(part) for part in by_sub_type(judged)],
        "by_register": [_part(part) for part in by_register(judged)],
        "by_length": [_part(part) for part in by_length(judged)],
        "confusion": [
            {"gold": gold, "found": found, "pairs": count}
            for (gold, found), count in sorted(confusion(judged).items(), key=lambda row: (-row[1], row[0]))
        ],
    }


def misses_as_json(judged: Sequence[Judged], texts: Mapping[str, str], count: int) -> dict[str, Any]:
    """The first `count` missed gold claims and false claims, each with its sentence."""
    return {
        title: [
            {
                "document": miss.document,
                "sub_event_type": miss.claim.kind,
                "trigger": dataclasses.asdict(miss.claim.trigger),
                "sentence": quote(texts[miss.document], miss.claim.trigger).text,
            }
            for miss in found[:count]
        ]
        for title, found in _missed(judged)
    }


def calibration_as_json(judged: Sequence[Judged]) -> dict[str, Any] | None:
    """Calibration of detection and of each field; None where the reader gives no confidence."""
    trials = detection(judged)
    if not trials:
        return None
    claims = _trials(trials)
    for row, record in zip(claims["kept"], kept(usable(judged)), strict=True):
        row["usable"] = _round(record.precision)
    return {"detection": claims, "fields": {name: _trials(rows) for name, rows in fields(judged).items()}}


def _part(part: Part) -> dict[str, Any]:
    return dataclasses.asdict(part) | {"figures": _rounded(part.figures)}


def _trials(trials: Sequence[Trial]) -> dict[str, Any]:
    return {
        "count": len(trials),
        "error": _round(calibration_error(trials)),
        "bins": [_rounded(dataclasses.asdict(b)) for b in bins(trials)],
        "kept": [_rounded(dataclasses.asdict(row)) for row in kept(trials)],
    }


def _rounded(row: Mapping[str, float]) -> dict[str, float | None]:
    return {key: _round(value) for key, value in row.items()}


def _round(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 4)


# --- for people -------------------------------------------------------------------------------------------------


def summary(judged: Sequence[Judged]) -> Iterator[str]:
    """The figures over all documents, one a line."""
    gold, found = sum(len(doc.gold) for doc in judged), sum(len(doc.found) for doc in judged)
    yield f"{len(judged)} documents, {gold} gold claims, {found} found"
    for name, value in figures(doc.counts() for doc in judged).items():
        yield f"{name:15s} {_cell(value)}"


def breakdowns(judged: Sequence[Judged]) -> Iterator[str]:
    """The figures by sub-type, register and length, and which sub-types are taken for which."""
    yield from _table("by sub-type (a false claim counts under its own)", by_sub_type(judged))
    registers = by_register(judged)
    if registers:
        yield from _table("by register", registers)
    yield from _table("by length", by_length(judged))
    yield from _matrix(confusion(judged))


def _table(title: str, parts: Iterable[Part]) -> Iterator[str]:
    yield ""
    yield title
    yield f"{'':{_NAME}s}{'docs':>6s}{'gold':>6s}{'found':>6s}{''.join(f'{head:>7s}' for head in _COLUMNS.values())}"
    for part in parts:
        cells = "".join(f"{_cell(part.figures[name]):>7s}" for name in _COLUMNS)
        yield f"{shown(part.name)[:_NAME]:{_NAME}s}{part.documents:6d}{part.gold:6d}{part.found:6d}{cells}"


def _matrix(pairs: Counter[tuple[SubEventType, SubEventType]]) -> Iterator[str]:
    """Gold sub-types downwards, found ones across under the numbers of their rows."""
    kinds = [kind for kind in SubEventType if any(kind in pair for pair in pairs)]
    yield ""
    yield "confusion of sub-types over the pairs: gold downwards, found across"
    yield f"{'':{_NAME + 3}s}{''.join(f'{n:>4d}' for n in range(1, len(kinds) + 1))}"
    for number, gold in enumerate(kinds, 1):
        cells = "".join(f"{pairs[gold, found] or '·':>4}" for found in kinds)
        yield f"{number:2d} {gold:{_NAME}s}{cells}"


def calibration(judged: Sequence[Judged]) -> Iterator[str]:
    """How sure the reader was and how often it was right, and what a threshold of confidence keeps."""
    yield ""
    trials = detection(judged)
    if not trials:
        yield NO_CONFIDENCE
        return
    yield "calibration: error over five equal-mass bins; in each bin the mean confidence and the share that is right"
    yield from _calibrated("claim", trials)
    by_field = fields(judged)
    for name, rows in by_field.items():
        yield from _calibrated(name, rows)
    if not by_field:
        yield "The reader gives no confidence for single fields."
    yield ""
    yield "accepting claims from a confidence on:   share kept   precision   usable"
    for row, record in zip(kept(trials), kept(usable(judged)), strict=True):
        yield f"{row.threshold:38.2f}   {row.share:10.3f}   {_cell(row.precision):>9s}   {_cell(record.precision):>6s}"
    if by_field:
        yield from _fields_kept(by_field)


def _fields_kept(by_field: Mapping[str, Sequence[Trial]]) -> Iterator[str]:
    """For each field and threshold the share kept and the precision."""
    tables: dict[str, tuple[Kept, ...]] = {name: kept(trials) for name, trials in by_field.items()}
    thresholds = [row.threshold for row in next(iter(tables.values()))]
    yield ""
    yield "accepting a field from a confidence on: share kept / precision"
    yield f"{'':12s}{''.join(f'{threshold:>13.2f}' for threshold in thresholds)}"
    for name, rows in tables.items():
        yield f"{name:12s}{''.join(f'{row.share:8.2f}/{_short(row.precision):>4s}' for row in rows)}"


def _calibrated(name: str, trials: Sequence[Trial]) -> Iterator[str]:
    cells = "  ".join(f"{_short(b.confidence)}→{_short(b.right)}" for b in bins(trials))
    yield f"{name:12s} n {len(trials):5d}   error {_cell(calibration_error(trials))}   {cells}"


def listed(judged: Sequence[Judged], texts: Mapping[str, str], count: int) -> Iterator[str]:
    """The first `count` missed gold claims and false claims, with their sentences and the triggers marked."""
    for title, found in _missed(judged):
        yield ""
        yield f"{title}: {len(found)}"
        for miss in found[:count]:
            yield f"  {shown(miss.document)}  {miss.claim.kind}: {_sentence(texts[miss.document], miss.claim.trigger)}"


def _missed(judged: Iterable[Judged]) -> tuple[tuple[str, list[Miss]], tuple[str, list[Miss]]]:
    every = [miss for doc in judged for miss in misses(doc.document, doc.gold, doc.found)]
    return ("missed", [m for m in every if m.missed]), ("false", [m for m in every if not m.missed])


def _sentence(text: str, trigger: Span) -> str:
    """The sentence of a trigger on one line, the trigger in brackets."""
    around = quote(text, trigger, marks=[trigger])
    words = around.text
    for start, end in reversed(around.marks):
        words = f"{words[:start]}[{words[start:end]}]{words[end:]}"
    return shown(" ".join(words.split()))


def _cell(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3f}"


def _short(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.2f}"
