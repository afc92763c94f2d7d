"""Where a reader is weak: parts of an evaluation that add up to the whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from dateline.evaluate.breakdown import Judged, by_length, by_register, by_sub_type, confusion
from dateline.evaluate.figures import figures
from dateline.model import Claim, DocumentId, Span, SubEventType

S = SubEventType


def claim(start: int, trigger: str, kind: SubEventType) -> Claim:
    return Claim(document=DocumentId("d"), trigger=Span(start, start + len(trigger), trigger), kind=kind)


def judged(
    gold: list[Claim], found: list[Claim], *, words: int = 10, register: str | None = None, key: str = "d"
) -> Judged:
    return Judged.of(key, "word " * words, gold, found, register=register)


SHELLED, SEIZED, RALLY = (
    claim(0, "shelled", S.SHELLING),
    claim(500, "seized", S.NON_STATE_OVERTAKES),
    claim(900, "rally", S.PEACEFUL_PROTEST),
)
MIXED = [
    judged([SHELLED, SEIZED], [replace(SHELLED, kind=S.AIR_STRIKE), RALLY], register="wire"),
    judged([SHELLED], [SHELLED, claim(700, "bombed", S.AIR_STRIKE)], words=500, register="digest"),
    judged([], [], words=60),
]


def test_a_pair_counts_under_the_type_of_its_gold_claim_and_a_false_claim_under_its_own() -> None:
    parts = {part.name: part for part in by_sub_type(MIXED)}
    assert {name: (p.gold, p.found) for name, p in parts.items()} == {
        S.SHELLING: (2, 2),
        S.NON_STATE_OVERTAKES: (1, 0),
        S.PEACEFUL_PROTEST: (0, 1),
        S.AIR_STRIKE: (0, 1),
    }
    assert parts[S.SHELLING].figures["detect"] == 1
    assert parts[S.SHELLING].figures["sub-event type"] == 0.5
    assert parts[S.NON_STATE_OVERTAKES].figures["recall"] == 0
    assert [part.name for part in by_sub_type(MIXED)] == [str(kind) for kind in S if kind in parts]


@pytest.mark.parametrize("split", [by_sub_type, by_length])
def test_parts_add_up_to_the_whole(split: object) -> None:
    parts = split(MIXED)  # type: ignore[operator]
    assert sum(p.gold for p in parts) == 3
    assert sum(p.found for p in parts) == 4


def test_one_part_that_holds_everything_has_the_figures_of_the_whole() -> None:
    (part,) = by_length([replace(doc, words=10) for doc in MIXED])
    assert part.figures == pytest.approx(figures(doc.counts() for doc in MIXED), nan_ok=True)


def test_registers_stand_by_name_and_documents_without_one_are_left_out() -> None:
    assert [(p.name, p.documents) for p in by_register(MIXED)] == [("digest", 1), ("wire", 1)]
    assert by_register([judged([], [])]) == ()


def test_lengths_stand_shortest_first() -> None:
    names = [p.name for p in by_length(reversed(MIXED))]
    assert names == ["up to 50 words", "51 to 150 words", "over 400 words"]


def test_confusion_counts_pairs_by_gold_and_found_type() -> None:
    assert confusion(MIXED) == Counter({(S.SHELLING, S.AIR_STRIKE): 1, (S.SHELLING, S.SHELLING): 1})


def test_an_equal_claim_that_stands_twice_is_paired_once() -> None:
    doc = judged([SHELLED], [SHELLED, replace(SHELLED)])
    assert len(doc.pairs) == 1
    assert [(p.gold, p.found) for p in by_sub_type([doc])] == [(1, 2)]
