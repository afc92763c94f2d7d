"""The trained reader, over a network whose scores the tests set."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from dateline.extract.heads import KINDS, MODALITIES, POINTED, TAGGED
from dateline.extract.network import Read, Tagged
from dateline.extract.trained import Fitted, TrainedReader
from dateline.extract.windows import Ints, Pieces, Window
from dateline.model import CasualtyKind, Claim, Document, Modality, Span, SubEventType
from dateline.model.document import DocumentId

TEXT = (
    "KUPIANSK, 3 May - Shells hit the bakery on Tuesday and killed at least 12 people, Governor Syniehubov told "
    "Hazeta. Tea was served. A second blast in Kupiansk may have been a mine."
)


@dataclass
class Wanted:
    """What the fake network says around the word that names an event."""

    kind: SubEventType
    pointed: Mapping[str, str] = field(default_factory=dict)
    tagged: Mapping[str, Sequence[str]] = field(default_factory=dict)
    modality: Modality = Modality.ACTUAL
    hedged: bool = False
    keep: int = 1
    sure: float = 6.0
    vague: bool = False  # hardly surer of there being no place, time or source than of any word of the text


class Scripted:
    """A network that finds the triggers that it is told to find."""

    name = "scripted 1"
    marks = (101, 102)

    def __init__(self, text: str, events: Mapping[str, Wanted]) -> None:
        self.text, self.events = text, events
        self.words = [(m.start(), m.end()) for m in re.finditer(r"\w+|[^\w\s]", text)]
        self.asked: list[list[int]] = []

    def pieces(self, text: str) -> Pieces:
        return Pieces.of(range(len(self.words)), range(len(self.words)), self.words)

    def _slots(self, window: Window, words: str) -> list[int]:
        start = self.text.index(words)
        inside = [w for w, (a, b) in enumerate(self.words) if a < start + len(words) and b > start]
        return [list(window.words).index(w) for w in inside if w in window.words]

    def _at(self, window: Window, slot: int) -> Wanted | None:
        a, b = self.words[window.words[slot]] if slot else (0, 0)
        return self.events.get(self.text[a:b])

    def tag(self, batch: Sequence[Window]) -> list[Tagged]:
        return [self._tag(w) for w in batch]

    def _tag(self, window: Window) -> Tagged:
        size = len(window.words)
        kinds = np.full((size, 1 + len(KINDS)), -6.0, dtype=np.float32)
        kinds[:, 0] = 6.0
        for slot in range(size):
            event = self._at(window, slot)
            if event:
                kinds[slot, 0] = -event.sure
                kinds[slot, 1 + KINDS.index(event.kind)] = event.sure
        return Tagged(np.zeros((size, 4), dtype=np.float32), kinds, np.zeros((size, 6), dtype=np.float32))

    def around(self, tagged: Tagged, triggers: Sequence[int], window: Window, spotted: Ints) -> list[Read]:
        self.asked.append(list(spotted))
        return [self._around(window, slot) for slot in triggers]

    def _around(self, window: Window, slot: int) -> Read:
        event = self._at(window, slot)
        assert event
        size = len(window.words)
        pointers = np.full((size, len(POINTED)), -9.0, dtype=np.float32)
        tags = np.full((size, 2, len(POINTED) + len(TAGGED)), -9.0, dtype=np.float32)
        for column, name in enumerate((*POINTED, *TAGGED)):
            spans = [event.pointed[name]] if name in event.pointed else list(event.tagged.get(name, []))
            runs = [self._slots(window, words) for words in spans]
            if name in POINTED:
                pointers[runs[0][0] if runs else 0, column] = -8.0 if event.vague and not runs else 9.0
            for run in runs:
                tags[run[0], 0, column] = 9.0
                tags[run, 1, column] = 9.0
        keep = np.full(3, -6.0, dtype=np.float32)
        keep[event.keep] = 6.0
        kind = np.where(np.arange(len(KINDS)) == KINDS.index(event.kind), 6.0, -6.0).astype(np.float32)
        modality = np.where(np.arange(len(MODALITIES)) == MODALITIES.index(event.modality), 6.0, -6.0)
        flags = np.asarray([6.0 if event.hedged else -6.0, -6.0], dtype=np.float32)
        return Read(pointers, tags, keep, kind, modality.astype(np.float32), flags)


SHELLING = Wanted(
    SubEventType.SHELLING,
    {"place": "KUPIANSK", "time": "Tuesday", "source": "Governor Syniehubov"},
    {
        "weapon": ["Shells"],
        "target": ["the bakery"],
        "victim": ["12 people"],
        "killed": ["12 people"],
        "outer": ["Hazeta"],
    },
)


def _read(events: Mapping[str, Wanted], text: str = TEXT, **fitted: float) -> tuple[Claim, ...]:
    return _reader(Scripted(text, events), **fitted).read(_doc(text))


def _reader(network: Scripted, **fitted: float) -> TrainedReader:
    def spots(pattern: str):
        return lambda doc: [Span.of(doc.text, m.start(), m.end()) for m in re.finditer(pattern, doc.text)]

    return TrainedReader(network, times=spots("3 May|Tuesday"), places=spots("(?i)kupiansk"), fitted=Fitted(**fitted))


def _doc(text: str) -> Document:
    return Document(id=DocumentId("d1"), text=text, source="Line Seventeen")


def test_every_value_of_a_claim_is_a_stretch_of_the_text() -> None:
    (claim,) = _read({"hit": SHELLING})
    assert claim.trigger.text == "hit"
    assert claim.kind is SubEventType.SHELLING
    assert claim.toponym is not None
    assert claim.toponym.text == "KUPIANSK"
    assert claim.time_words is not None
    assert claim.time_words.text == "Tuesday"
    assert [s.text for s in claim.weapon] == ["Shells"]
    assert [s.text for s in claim.target] == ["the bakery"]
    assert all(s.within(TEXT) for s in claim.spans())


def test_the_outermost_source_comes_first() -> None:
    (claim,) = _read({"hit": SHELLING})
    assert [s.text for s in claim.attribution] == ["Hazeta", "Governor Syniehubov"]


def test_words_before_a_count_bound_it() -> None:
    (claim,) = _read({"hit": SHELLING})
    assert [(c.kind, c.low, c.high) for c in claim.casualties] == [(CasualtyKind.KILLED, 12, None)]


def test_a_place_that_no_spotter_knows_is_left_out() -> None:
    (claim,) = _read({"blast": Wanted(SubEventType.REMOTE_EXPLOSIVE, {"place": "Tea"})})
    assert claim.toponym is None


def test_mentions_of_one_name_stand_for_each_other() -> None:
    (claim,) = _read({"blast": Wanted(SubEventType.REMOTE_EXPLOSIVE, {"place": "Kupiansk"})})
    assert claim.toponym is not None
    assert claim.toponym.start == TEXT.index("Kupiansk may")


def test_what_is_told_again_is_no_second_claim() -> None:
    retold = _read({"hit": SHELLING, "blast": Wanted(SubEventType.SHELLING, SHELLING.pointed, keep=2)})
    assert retold == _read({"hit": SHELLING})


def test_where_an_event_is_told_again_may_say_when_it_was() -> None:
    bare = Wanted(SubEventType.SHELLING, {"place": "KUPIANSK"}, vague=True)
    again = Wanted(SubEventType.SHELLING, {"place": "KUPIANSK", "time": "Tuesday"}, keep=2)
    (claim,) = _read({"hit": bare, "blast": again})
    assert claim.time_words is not None
    assert claim.time_words.text == "Tuesday"
    (alone,) = _read({"hit": bare})
    assert alone.time_words is None


def test_a_source_does_not_end_in_an_article() -> None:
    (claim,) = _read({"hit": Wanted(SubEventType.SHELLING, {"source": "the"})})
    assert [s.text for s in claim.attribution] == ["the bakery"]


def test_doubt_and_modality_are_kept() -> None:
    (claim,) = _read({"blast": Wanted(SubEventType.REMOTE_EXPLOSIVE, modality=Modality.HYPOTHETICAL, hedged=True)})
    assert claim.hedged
    assert claim.modality is Modality.HYPOTHETICAL


def test_unsure_triggers_fall_below_the_threshold() -> None:
    unsure = {"hit": Wanted(SubEventType.SHELLING, sure=0.2)}
    assert _read(unsure, claim=0.9) == ()
    assert len(_read(unsure, claim=0.5)) == 1


def test_confidence_is_what_the_calibration_makes_of_it() -> None:
    curve = {"claim": ((0.0, 1.0), (0.0, 0.5)), "place": ((0.0, 1.0), (0.25, 0.25))}
    reader = TrainedReader(
        Scripted(TEXT, {"hit": SHELLING}), times=lambda _: [], places=lambda _: [], fitted=Fitted(calibration=curve)
    )
    (claim,) = reader.read(_doc(TEXT))
    assert claim.confidence == 0.5
    assert dict(claim.confidences)["place"] == 0.25


def test_the_network_is_told_what_the_spotters_found() -> None:
    network = Scripted(TEXT, {"hit": SHELLING})
    _reader(network).read(_doc(TEXT))
    marks = network.asked[0]
    first = {m: marks.index(m) for m in (1, 3, 4)}
    assert [TEXT[slice(*network.words[slot - 1])] for slot in first.values()] == ["KUPIANSK", "3", "May"]


def test_a_text_longer_than_a_window_gives_the_claims_of_each() -> None:
    filler = "The market sold plums. " * 200
    text = TEXT + " " + filler + "Rebels overran Izium." + filler
    events = {"hit": SHELLING, "overran": Wanted(SubEventType.NON_STATE_OVERTAKES, {"source": "Governor Syniehubov"})}
    assert [c.trigger.text for c in _read(events, text)] == ["hit", "overran"]


def test_an_empty_text_has_no_claims() -> None:
    assert _read({}, "") == ()
    assert _read({}, " \n ") == ()
