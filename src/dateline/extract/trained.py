"""The trained reader: windows of a document through two small networks, their scores turned into claims.

The first network tags triggers with their kind; the second reads around each trigger. What they score are words of the
document, so that every value is a span of it. Rules only normalise: a toll's words to bounds, and, later in the
pipeline, words of time to days and names to places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dateline.extract.counts import counted_in
from dateline.extract.heads import AGAIN, CLAIM, KINDS, MODALITIES, POINTED, ROLES, TAGGED
from dateline.extract.network import Floats, Network, Read, Tagged
from dateline.extract.numbering import numbered
from dateline.extract.reader import Spotter
from dateline.extract.retelling import told_once
from dateline.extract.vocabulary import words
from dateline.extract.windows import Ints, Pieces, Window, windows
from dateline.model import Casualty, CasualtyKind, Claim, Document, Span
from dateline.model.sentences import sentence_starts

Bools = NDArray[np.bool_]

# Windows that are encoded together.
BATCH = 8
LONGEST_SOURCE = 12  # words
# Words that no name ends in.
DANGLING = words(
    "the a an of his her its their this that some and in by from to for at on least more than about around nearly"
)
PLACE, TIME, SOURCE, ANCHOR = (POINTED.index(name) for name in ("place", "time", "source", "anchor"))
_LEAD = 25  # characters before a count that may bound it: "at least "


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was fitted on the development part of the corpus: decision thresholds and calibration.

    A threshold is the probability from which on something is taken as said. `retold` weighs what other mentions of an
    event say of its place and time, `nothing` weighs "none" for place, time and source, `unspotted` words that no
    spotter knows: where the network rather points at these, there is no place or time. `calibration` maps a field's
    raw probability to how often it is right, as points of a broken line.
    """

    candidate: float = 0.1
    claim: float = 0.5
    again: float = 0.3
    retold: float = 0.7
    unspotted: float = 0.5
    begins: float = 0.4
    belongs: float = 0.35
    nothing: tuple[float, float, float] = (1.0, 1.0, 1.0)
    hedged: float = 0.5
    aggregate: float = 0.5
    calibration: Mapping[str, tuple[tuple[float, ...], tuple[float, ...]]] = field(default_factory=dict)

    def calibrated(self, name: str, raw: float) -> float:
        """How likely a field is right, from what the network gives it."""
        points = self.calibration.get(name)
        return round(float(np.interp(raw, *points)) if points else float(raw), 3)


class Sieve(Protocol):
    """Says which sentences of a text may report an event. See `extract.relevance.Gate`."""

    def passing(self, text: str, starts: Sequence[int]) -> Bools:
        """For each sentence, given where it begins, whether it is to be read."""


class TrainedReader:
    """Reads claims out of English text with small networks. See `extract.reader.Reader`."""

    def __init__(
        self,
        network: Network,
        *,
        times: Spotter,
        places: Spotter,
        fitted: Fitted | None = None,
        gate: Sieve | None = None,
    ) -> None:
        """A reader over a network.

        Args:
            network: tags triggers and reads around them.
            times: spots times.
            places: spots places.
            fitted: decision thresholds and calibration.
            gate: says which sentences are read at all; every one by default.
        """
        self._network = network
        self._times = times
        self._places = places
        self._gate = gate
        self._fitted = fitted or Fitted()

    @property
    def name(self) -> str:
        """Name and version."""
        return self._network.name

    @property
    def languages(self) -> frozenset[str]:
        """English alone."""
        return frozenset({"en"})

    def read(self, doc: Document) -> tuple[Claim, ...]:
        """The claims of `doc`, in order of their triggers, with `toponym` and `time_words` unresolved."""
        starts = list(sentence_starts(doc.text))
        passing = self._gate.passing(doc.text, starts) if self._gate else None
        if passing is not None and not passing.any():
            return ()
        pieces = self._network.pieces(doc.text)
        cut = windows(pieces, starts, marks=self._network.marks, wanted=passing)
        page: Page | None = None
        claims: list[Claim] = []
        for window, tagged in self._tagged(cut):
            likely = eventful(tagged)
            slots = self._candidates(window, likely, passing)
            if slots:
                page = page or Page(doc, pieces, self._places(doc), self._times(doc))
                claims += self._claims(page, window, tagged, {slot: float(likely[slot]) for slot in slots})
        return numbered(replace(c, reader=self.name) for c in told_once(claims))

    def _tagged(self, cut: Iterable[Window]) -> Iterator[tuple[Window, Tagged]]:
        batches = iter(cut)
        while batch := list(islice(batches, BATCH)):
            yield from zip(batch, self._network.tag(batch), strict=True)

    def _candidates(self, window: Window, likely: Floats, passing: Bools | None) -> list[int]:
        """The slots of a window's core that may name an event, in sentences that are read."""
        low, high = window.core
        kept = likely[low:high] > self._fitted.candidate
        if passing is not None:
            kept &= passing[window.sentences[low:high]]
        return [low + int(s) for s in np.flatnonzero(kept)]

    def _claims(self, page: Page, window: Window, tagged: Tagged, likely: Mapping[int, float]) -> Iterator[Claim]:
        places, times = slots_of(page.places, page.pieces, window), slots_of(page.times, page.pieces, window)
        scene = Scene(page, window, places, times, self._fitted)
        marks = marks_of(places, times, len(window.words))
        reads = dict(zip(likely, self._network.around(tagged, list(likely), window, marks), strict=True))
        told = {slot: _told(likely[slot], read, CLAIM) for slot, read in reads.items()}
        claims = [slot for slot, sure in told.items() if sure >= self._fitted.claim]
        again: dict[int, list[Read]] = {slot: [] for slot in claims}
        for slot, read in reads.items():
            if claims and slot not in again and _told(likely[slot], read, AGAIN) >= self._fitted.again:
                again[max(claims, key=lambda c: read.pointers[c, ANCHOR])].append(read)
        for slot in claims:
            yield scene.claim(slot, told[slot], tagged, reads[slot], again[slot])


def _told(likely: float, read: Read, how: int) -> float:
    """How sure it is that a trigger tells an event as a claim of its own, or again."""
    return float(np.sqrt(likely * softmax(read.keep)[how]))


@dataclass(frozen=True, slots=True)
class Scene:
    """A window with the places and times spotted in it: what the claims of its triggers are made from."""

    page: Page
    window: Window
    places: Sequence[tuple[Span, list[int]]]
    times: Sequence[tuple[Span, list[int]]]
    fitted: Fitted

    def claim(self, slot: int, told: float, tagged: Tagged, read: Read, again: Sequence[Read] = ()) -> Claim:
        """The claim at a trigger.

        Args:
            slot: of the trigger's first word.
            told: how sure it is that an event is told, uncalibrated.
            tagged: the window's scores.
            read: the scores around the trigger.
            again: the scores around other mentions of the same event; they too say where and when it was.
        """
        fitted = self.fitted
        kinds = softmax(log_softmax(tagged.kinds[slot, 1:]) + log_softmax(read.kind))
        modalities, (hedged, aggregate) = softmax(read.modality), sigmoid(read.flags)
        pointed = softmax(read.pointers, axis=0)
        for column in (PLACE, TIME):
            if again:
                others = np.mean([softmax(r.pointers[:, column]) for r in again], axis=0)
                pointed[:, column] += self.fitted.retold * others
        pointed[0, : len(fitted.nothing)] *= fitted.nothing
        pointed /= pointed.sum(axis=0)
        begins, belongs = sigmoid(read.tags[:, 0]), sigmoid(read.tags[:, 1])
        place, sure_place = chosen(self.places, pointed[:, PLACE], fitted.unspotted)
        time, sure_time = chosen(self.times, pointed[:, TIME], fitted.unspotted)
        source, sure_source = self._source(pointed[:, SOURCE], belongs[:, SOURCE])
        tags, sure_tags = self._tags(begins[:, len(POINTED) :], belongs[:, len(POINTED) :])
        outer = tuple(s for s in tags["outer"] if source and not s.overlaps(source))
        raw = {
            "type": kinds.max(),
            **{role: sure_tags[role] for role in ROLES},
            "place": sure_place,
            "time": sure_time,
            "casualties": np.prod([sure_tags[kind.value] for kind in CasualtyKind]),
            "source": sure_source,
            "modality": modalities.max(),
            "hedged": max(hedged, 1 - hedged),
        }
        size = int(tagged.lengths[slot].argmax()) + 1
        return Claim(
            document=self.page.doc.id,
            trigger=self.page.span(self.window, slot, min(slot + size, len(self.window.words))),
            kind=KINDS[int(kinds.argmax())],
            actor=tags["actor"],
            target=tags["target"],
            victim=tags["victim"],
            weapon=tags["weapon"],
            toponym=place,
            time_words=time,
            casualties=tuple(tolls(tags, self.page.doc.text)),
            attribution=(*outer, source) if source else (),
            modality=MODALITIES[int(modalities.argmax())],
            hedged=bool(hedged > fitted.hedged),
            aggregate=bool(aggregate > fitted.aggregate),
            confidence=fitted.calibrated("claim", told),
            confidences=tuple((name, fitted.calibrated(name, float(value))) for name, value in raw.items()),
        )

    def _tags(self, begins: Floats, belongs: Floats) -> tuple[dict[str, tuple[Span, ...]], dict[str, float]]:
        """The spans of each tagged head, and how sure each is: of its weakest span, or of there being none."""
        spans, sure = {}, {}
        for column, name in enumerate(TAGGED):
            first, inside = begins[1:, column], belongs[1:, column]
            found = list(runs(first, inside, self.fitted.begins, self.fitted.belongs))
            spans[name] = tuple(self._span(a, b) for a, b in found)
            sure[name] = float(min((first[a - 1] for a, _ in found), default=1 - first.max(initial=0)))
        return spans, sure

    def _source(self, pointed: Floats, belongs: Floats) -> tuple[Span | None, float]:
        at = int(pointed.argmax())
        if at == 0:
            return None, float(pointed[0])
        end = at + 1
        while end < len(belongs) and belongs[end] > self.fitted.belongs and end - at < LONGEST_SOURCE:
            end += 1
        return self._span(at, end), float(pointed[at])

    def _span(self, first: int, stop: int) -> Span:
        """The characters of slots `first` to `stop`, and of those after them that it cannot end without."""
        span = self.page.span(self.window, first, stop)
        while stop < len(self.window.words) and span.text.rpartition(" ")[2].lower() in DANGLING:
            stop += 1
            longer = self.page.span(self.window, first, stop)
            if longer == span:
                break
            span = longer
        return span


@dataclass(frozen=True, slots=True)
class Page:
    """A document in pieces, with the places and times that were spotted in it."""

    doc: Document
    pieces: Pieces
    places: Sequence[Span]
    times: Sequence[Span]

    def span(self, window: Window, first: int, stop: int) -> Span:
        """The characters of slots `first` to `stop`, as far as they lie side by side in the text."""
        words = window.words[first:stop]
        gap = np.flatnonzero(np.diff(words) != 1)
        last = words[gap[0]] if len(gap) else words[-1]
        return Span.of(self.doc.text, int(self.pieces.starts[words[0]]), int(self.pieces.ends[last]))


def eventful(tagged: Tagged) -> Floats:
    """How likely each slot of a window is the first word of a trigger."""
    return np.asarray(1 - softmax(tagged.kinds)[:, 0], dtype=np.float32)


def slots_of(spans: Iterable[Span], pieces: Pieces, window: Window) -> list[tuple[Span, list[int]]]:
    """Each span that lies in a window, with its slots."""
    words = window.words[1:]
    starts, ends = pieces.starts[words], pieces.ends[words]
    found = []
    for span in spans:
        slots = np.flatnonzero((ends > span.start) & (starts < span.end)) + 1
        if len(slots):
            found.append((span, slots.tolist()))
    return found


def marks_of(places: Iterable[tuple[Span, list[int]]], times: Iterable[tuple[Span, list[int]]], size: int) -> Ints:
    """What each slot of a window is to the spotters; see `heads.MARKS`."""
    marks = np.zeros(size, dtype=np.int64)
    for first, spotted in ((1, places), (3, times)):
        for _, slots in spotted:
            marks[slots] = first + 1
            marks[slots[0]] = first
    return marks


def chosen(
    spotted: Sequence[tuple[Span, list[int]]], pointed: Floats, unspotted: float = 0.0
) -> tuple[Span | None, float]:
    """The spotted span that the network points at most, or None where it rather points at nothing; how sure that is.

    Mentions of one name share what the network points at them with, since it may have meant any of them.

    Args:
        spotted: spans with their slots.
        pointed: the probability of each slot, that of nothing at the start mark.
        unspotted: what share of pointing at words that are in no span counts as pointing at nothing.
    """
    shares: dict[str, float] = {}
    best: dict[str, tuple[float, Span]] = {}
    for span, slots in spotted:
        own = float(pointed[slots].sum())
        shares[span.text] = shares.get(span.text, 0.0) + own
        if span.text not in best or own > best[span.text][0]:
            best[span.text] = (own, span)
    none = float(pointed[0]) + unspotted * max(0.0, 1.0 - float(pointed[0]) - sum(shares.values()))
    name = max(shares, key=lambda n: shares[n], default=None)
    if name is None or shares[name] <= none:
        return None, min(1.0, none)
    return best[name][1], min(1.0, shares[name])


def tolls(tags: dict[str, tuple[Span, ...]], text: str) -> Iterator[Casualty]:
    """The counts of people among the tagged spans, as bounds."""
    for kind in CasualtyKind:
        for span in tags[kind.value]:
            limits = counted_in(span.text, text[max(0, span.start - _LEAD) : span.start])
            if limits is not None:
                yield Casualty(kind=kind, low=limits[0], high=limits[1], span=span)


def runs(begins: Floats, belongs: Floats, at_least: float, inside: float) -> Iterator[tuple[int, int]]:
    """Half-open runs of slots (counted from 1) that belong together; a run breaks where another begins."""
    slot, total = 0, len(begins)
    while slot < total:
        if begins[slot] > at_least and begins[slot] + belongs[slot] > at_least + inside:
            stop = slot + 1
            while stop < total and belongs[stop] > inside and begins[stop] < 0.5:
                stop += 1
            yield slot + 1, stop + 1
            slot = stop
        else:
            slot += 1


def softmax(x: Floats, axis: int = -1) -> Floats:
    """Scores as probabilities."""
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return np.asarray(e / e.sum(axis=axis, keepdims=True), dtype=np.float32)


def log_softmax(x: Floats) -> Floats:
    """Scores as log-probabilities."""
    return np.asarray(np.log(softmax(x) + 1e-9), dtype=np.float32)


def sigmoid(x: Floats) -> Floats:
    """Scores as probabilities of their own."""
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -30, 30))), dtype=np.float32)
