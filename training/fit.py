"""Fit thresholds and calibration on the development part of the corpus, which no weight has seen.

usage: python -m training.fit FOLDER        (the folder of the exported networks; writes its reader.json)

Each threshold is moved in turn to where its own figures are best, twice around. Calibration is a logistic curve over a
field's raw probability (Platt 1999), written down as a broken line.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from dateline.dating import spotted as spotted_times
from dateline.evaluate.breakdown import Judged
from dateline.evaluate.calibration import Trial, detection, fields
from dateline.evaluate.figures import Figures, counts, figures
from dateline.extract.network import Network, Read, Tagged, Windowed
from dateline.extract.relevance import Gate
from dateline.extract.trained import Fitted, TrainedReader
from dateline.extract.windows import Ints, Pieces, Window
from dateline.locate import spotted as spotted_places
from dateline.model import Claim
from dateline.pipeline import read
from dateline.resources.gazetteer import open_gazetteer
from dateline.resources.network import MANIFEST, OnnxNetworks
from dateline.resources.relevance import FILE, gate_weights
from training.check import BATCHES
from training.gold import documents
from training.notation import reports
from training.train import DEVELOPMENT

NAME = "dateline-en 1"
FILLERS = ("actor", "target", "victim", "weapon", "casualties")
ROUNDS = 1


class Remembered:
    """A network that is asked about each window once, however often the thresholds change."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self.name, self.marks = network.name, network.marks
        self._tagged: dict[bytes, Tagged] = {}
        self._read: dict[tuple[bytes, int], Read] = {}
        self.pieces: Callable[[str], Pieces] = lru_cache(maxsize=None)(network.pieces)

    def tag(self, batch: Sequence[Window]) -> list[Tagged]:
        """Remembered scores of windows."""
        fresh = [w for w in batch if _key(w) not in self._tagged]
        if fresh:
            for window, tagged in zip(fresh, self._network.tag(fresh), strict=True):
                self._tagged[_key(window)] = tagged
        return [self._tagged[_key(w)] for w in batch]

    def around(self, tagged: Tagged, triggers: Sequence[int], window: Window, spotted: Ints) -> list[Read]:
        """Remembered scores around triggers."""
        key = _key(window)
        fresh = [t for t in triggers if (key, t) not in self._read]
        if fresh:
            for trigger, one in zip(fresh, self._network.around(tagged, fresh, window, spotted), strict=True):
                self._read[key, trigger] = one
        return [self._read[key, t] for t in triggers]


def _key(window: Window) -> bytes:
    return window.ids.tobytes() + window.words.tobytes()


class Development:
    """The development reports, read again with every change of thresholds."""

    def __init__(self, network: Network, gate: Gate) -> None:
        found = [r for p in sorted(BATCHES.glob(f"{DEVELOPMENT}*.txt")) for r in reports(p) if not r.faults]
        self.gold = documents(found)
        self.network = Remembered(network)
        self.gate = gate
        self.gazetteer = open_gazetteer()
        self.places = lru_cache(maxsize=None)(lambda doc: spotted_places(doc, self.gazetteer, demonyms=True))
        self.times = lru_cache(maxsize=None)(spotted_times)

    def found(self, fitted: Fitted) -> list[tuple[Claim, ...]]:
        """The claims of every report under these thresholds."""
        reader = TrainedReader(self.network, times=self.times, places=self.places, fitted=fitted, gate=self.gate)
        return [read(doc, reader=reader, gazetteer=self.gazetteer) for doc, _ in self.gold]

    def figures(self, fitted: Fitted) -> Figures:
        """The figures under these thresholds."""
        return figures(counts(gold, found) for (_, gold), found in zip(self.gold, self.found(fitted), strict=True))


def fit(development: Development) -> Fitted:
    """Thresholds, then calibration."""
    fitted = Fitted()
    steps: list[tuple[tuple[str, ...], Callable[[float, Fitted], Fitted], Sequence[float]]] = [
        (("detect", "usable"), lambda v, f: replace(f, claim=v), np.arange(0.25, 0.75, 0.05).round(2)),
        (FILLERS, lambda v, f: replace(f, begins=v), (0.2, 0.3, 0.4, 0.5, 0.6)),
        (FILLERS, lambda v, f: replace(f, belongs=v), (0.15, 0.25, 0.35, 0.5)),
        (("place",), lambda v, f: replace(f, nothing=(v, *f.nothing[1:])), (0.1, 0.3, 0.6, 1.0, 1.5)),
        (("time",), lambda v, f: replace(f, nothing=(f.nothing[0], v, f.nothing[2])), (0.3, 0.6, 1.0, 1.5, 2.0)),
        (("place", "time"), lambda v, f: replace(f, unspotted=v), (0.0, 0.25, 0.5, 0.75, 1.0)),
        (("place", "time"), lambda v, f: replace(f, retold=v), (0.0, 0.3, 0.7, 1.0)),
        (("source F1", "source"), lambda v, f: replace(f, nothing=(*f.nothing[:2], v)), (0.3, 0.6, 1.0, 1.5, 2.0)),
        (("hedge F1",), lambda v, f: replace(f, hedged=v), (0.2, 0.3, 0.4, 0.5, 0.6)),
    ]  # fmt: skip
    for _ in range(ROUNDS):
        for names, changed, values in steps:
            best = max(values, key=lambda v: _worth(development.figures(changed(v, fitted)), names))
            fitted = changed(best, fitted)
            print(*names, best, {n: round(development.figures(fitted)[n], 3) for n in names}, flush=True)
    return replace(fitted, calibration=calibration(development, fitted))


def _worth(value: Figures, names: Sequence[str]) -> float:
    return float(sum(np.nan_to_num(value[n]) for n in names))


def calibration(development: Development, fitted: Fitted) -> dict[str, tuple[tuple[float, ...], tuple[float, ...]]]:
    """For the claim and each field, raw probability to the share that is right."""
    judged = [
        Judged.of(doc.id, doc.text, gold, found, confidences=[dict(c.confidences) for c in found])
        for (doc, gold), found in zip(development.gold, development.found(fitted), strict=True)
    ]
    trials = {"claim": detection(judged), **fields(judged)}
    return {name: curve(t) for name, t in trials.items() if len(t) > 50}


def curve(trials: Sequence[Trial]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """A logistic curve through trials, as a broken line of 21 points."""
    raw = np.clip([t.confidence for t in trials], 1e-4, 1 - 1e-4)
    x = np.stack([np.log(raw / (1 - raw)), np.ones(len(raw))], axis=1)
    y = np.asarray([t.right for t in trials], dtype=float)
    y = (y * (len(y) - 2) + 1) / len(y)  # Platt's smoothing
    w = np.asarray([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(2)
        w = w - np.linalg.solve(hessian, x.T @ (p - y) + 1e-3 * (w - [1.0, 0.0]))
    at = np.clip(np.linspace(0, 1, 21), 1e-4, 1 - 1e-4)
    line = 1 / (1 + np.exp(-(w[0] * np.log(at / (1 - at)) + w[1])))
    return tuple(at.round(4).tolist()), tuple(line.round(4).tolist())


def main() -> None:
    """Fit and write the manifest."""
    folder = Path(sys.argv[1])
    sums = json.loads((folder / "checksums.json").read_text())
    network = Windowed(OnnxNetworks(NAME, {name: (folder / name).read_bytes() for name in sums}))
    development = Development(network, Gate(**gate_weights((folder / FILE).read_bytes())))
    fitted = fit(development)
    manifest = {"name": NAME, "sha256": sums, "fitted": asdict(fitted)}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n")
    print({k: round(v, 3) for k, v in development.figures(fitted).items()})


if __name__ == "__main__":
    main()
