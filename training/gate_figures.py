"""How much the gate lets through: of sentences with triggers, and of everything else.

usage: python -m training.gate_figures GATE.npz [GOLD.jsonl | FOLDER_OF_TEXTS]...

The development part of the corpus and the held-out general news are always measured. Gold files are only measured:
nothing is chosen by them.
"""

from __future__ import annotations

import json
import sys
import time
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from dateline.extract.relevance import Gate
from dateline.model.sentences import sentence_starts
from dateline.resources.relevance import gate_weights
from training.check import BATCHES
from training.examples import load
from training.gate import paragraphs
from training.train import DEVELOPMENT

Labelled = tuple[str, list[int]]  # a text, and where its triggers begin


def main() -> None:
    """Print a line for each set of texts."""
    gate = Gate(**gate_weights(Path(sys.argv[1]).read_bytes()))
    development = [
        (r.text, [s["start"] for c in r.claims for s in (c["trigger"], *c["also"])])
        for r in load(sorted(BATCHES.glob(f"{DEVELOPMENT}*.txt")))
    ]
    sets: list[tuple[str, Iterable[Labelled]]] = [
        ("development", development),
        ("  its reports without events", [pair for pair in development if not pair[1]]),
        ("general news, held out", [(p, []) for p in paragraphs(held_out=True)]),
        *((path, given(Path(path))) for path in sys.argv[2:]),
    ]
    for name, texts in sets:
        print(f"{name}: {line(gate, list(texts))}")


def given(path: Path) -> Iterator[Labelled]:
    """Texts of a gold file, of a file of documents with their text, or of a folder."""
    if path.is_dir():
        yield from ((p.read_text(encoding="utf-8"), []) for p in sorted(path.iterdir()))
        return
    for text in filter(None, path.read_text(encoding="utf-8").split("\n")):
        record = json.loads(text)
        document = record.get("document", record)
        yield document["text"], [c["trigger"]["start"] for c in record.get("claims", [])]


def line(gate: Gate, texts: list[Labelled]) -> str:
    """Recall of sentences with triggers, share of the others and of documents that pass, and what a word costs."""
    hits, others, documents, words = [], [], [], sum(len(t.split()) for t, _ in texts)
    started = time.perf_counter()
    passed = [gate.passing(text, list(sentence_starts(text))) for text, _ in texts]
    spent = time.perf_counter() - started
    weights = []
    for (text, triggers), passing in zip(texts, passed, strict=True):
        starts = list(sentence_starts(text))
        holding = {bisect_right(starts, t) - 1 for t in triggers}
        hits += [bool(passing[s]) for s in holding]
        others += [bool(p) for s, p in enumerate(passing) if s not in holding]
        documents.append(bool(passing.any()))
        weights += [
            (len(text[a:b].split()), p) for a, b, p in zip(starts, [*starts[1:], len(text)], passing, strict=True)
        ]
    recall = f"{sum(hits)} of {len(hits)} trigger sentences ({np.mean(hits):.4f}); " if hits else ""
    share = sum(n for n, p in weights if p) / max(1, sum(n for n, _ in weights))
    return (
        f"{recall}of others {np.mean(others):.3f} pass; {np.mean(documents):.3f} of {len(documents)} documents, "
        f"{share:.3f} of words; {spent / words * 1e6:.2f} µs a word with cutting into sentences"
    )


if __name__ == "__main__":
    main()
