"""Whether confidences mean what they say."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.evaluate.breakdown import Judged
from dateline.evaluate.calibration import Trial, bins, calibration_error, detection, fields, kept, usable
from dateline.model import Casualty, CasualtyKind, Claim, DocumentId, Modality, Span, SubEventType


def span(start: int, text: str) -> Span:
    return Span(start, start + len(text), text)


TOLL = Casualty(kind=CasualtyKind.KILLED, low=2, high=2, span=None)
GOLD = Claim(
    document=DocumentId("d"),
    trigger=span(40, "shelled"),
    kind=SubEventType.SHELLING,
    actor=(span(0, "the army"), span(10, "the militia")),
    casualties=(TOLL,),
    attribution=(span(20, "the mayor"),),
)
ALL = dict.fromkeys(
    ("type", "actor", "target", "victim", "weapon", "place", "time", "casualties", "source", "modality", "hedged"), 0.5
)


def rights(found: Claim) -> dict[str, bool]:
    doc = Judged.of("d", "", [GOLD], [found], confidences=[ALL])
    return {name: trial.right for name, (trial,) in fields([doc]).items()}


trials = st.lists(st.builds(Trial, st.floats(0, 1), st.booleans()), max_size=60)


def test_a_reader_that_is_right_as_often_as_it_says_has_no_error() -> None:
    honest = [Trial(0.2, n < 2) for n in range(10)] + [Trial(0.8, n < 8) for n in range(10)]
    assert calibration_error(honest, 2) == pytest.approx(0)


def test_a_reader_that_is_sure_and_wrong_has_the_whole_error() -> None:
    assert calibration_error([Trial(1.0, False)] * 7) == 1
    assert math.isnan(calibration_error([]))


def test_over_and_under_confidence_do_not_cancel_out_between_bins() -> None:
    assert calibration_error([Trial(0.1, True)] * 5 + [Trial(0.9, False)] * 5, 2) == pytest.approx(0.9)


@given(trials)
def test_bins_are_of_one_size_give_or_take_one_and_hold_every_trial(given_trials: list[Trial]) -> None:
    found = bins(given_trials)
    assert sum(b.count for b in found) == len(given_trials)
    assert len(found) == min(5, len(given_trials))
    assert max((b.count for b in found), default=0) - min((b.count for b in found), default=0) <= 1
    means = [b.confidence for b in found]
    assert all(a <= b + 1e-12 for a, b in itertools.pairwise(means))


@given(trials)
def test_a_higher_threshold_keeps_no_more(given_trials: list[Trial]) -> None:
    shares = [row.share for row in kept(given_trials)]
    assert all(math.isnan(s) for s in shares) or shares == sorted(shares, reverse=True)


def test_the_table_tells_what_a_threshold_keeps_and_how_much_of_it_is_right() -> None:
    rows = kept([Trial(0.9, True), Trial(0.9, True), Trial(0.5, False), Trial(0.2, True)], (0.0, 0.5, 0.95))
    assert [(r.share, r.precision) for r in rows[:2]] == [(1, 0.75), (0.75, pytest.approx(2 / 3))]
    assert rows[2].share == 0
    assert math.isnan(rows[2].precision)


def test_detection_is_right_where_a_gold_claim_answers_and_usable_where_the_record_stands() -> None:
    false = replace(GOLD, trigger=span(900, "rally"), kind=SubEventType.PEACEFUL_PROTEST, confidence=0.3)
    denied = replace(GOLD, confidence=0.8, modality=Modality.DENIED)
    doc = Judged.of("d", "", [GOLD], [denied, false])
    assert detection([doc]) == [Trial(0.8, True), Trial(0.3, False)]
    assert usable([doc]) == [Trial(0.8, False), Trial(0.3, False)]


def test_a_claim_without_confidence_is_no_trial() -> None:
    doc = Judged.of("d", "", [GOLD], [GOLD])
    assert detection([doc]) == []
    assert fields([doc]) == {}


def test_every_field_of_a_right_claim_is_right() -> None:
    assert rights(GOLD) == dict.fromkeys(ALL, True)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"kind": SubEventType.AIR_STRIKE}, {"type"}),
        ({"actor": GOLD.actor[:1]}, {"actor"}),
        ({"actor": (*GOLD.actor, span(60, "villagers"))}, {"actor"}),
        ({"victim": (span(60, "villagers"),)}, {"victim"}),
        ({"casualties": ()}, {"casualties"}),
        ({"casualties": (replace(TOLL, high=None),)}, {"casualties"}),
        ({"attribution": ()}, {"source"}),
        ({"modality": Modality.PLANNED, "hedged": True}, {"modality", "hedged"}),
    ],
)
def test_a_field_is_wrong_where_something_is_missing_or_too_much(changes: dict[str, object], wrong: set[str]) -> None:
    found = rights(replace(GOLD, **changes))  # type: ignore[arg-type]
    assert {name for name, right in found.items() if not right} == wrong


def test_fields_of_false_claims_and_unknown_names_are_left_out() -> None:
    false = replace(GOLD, trigger=span(900, "rally"), kind=SubEventType.PEACEFUL_PROTEST)
    doc = Judged.of("d", "", [GOLD], [false, GOLD], confidences=[{"type": 0.9}, {"type": 0.4, "mood": 0.1}])
    assert fields([doc]) == {"type": [Trial(0.4, True)]}
