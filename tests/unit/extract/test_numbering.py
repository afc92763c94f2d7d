from __future__ import annotations

from dateline.extract.numbering import numbered
from dateline.model import Claim, DocumentId, Span, SubEventType


def claim(start: int, source: Span | None = None) -> Claim:
    return Claim(
        document=DocumentId("d"),
        trigger=Span(start, start + 3, "hit"),
        kind=SubEventType.AIR_STRIKE,
        attribution=(source,) if source else (),
    )


def test_claims_of_one_anchor_get_ids_of_their_own() -> None:
    claims = numbered([claim(5), claim(5), claim(5)])
    assert [c.ordinal for c in claims] == [0, 1, 2]
    assert len({c.id for c in claims}) == 3


def test_claims_of_other_sources_are_numbered_apart() -> None:
    claims = numbered([claim(5), claim(5, Span(0, 2, "He"))])
    assert [c.ordinal for c in claims] == [0, 0]


def test_claims_come_in_the_order_of_their_triggers() -> None:
    assert [c.trigger.start for c in numbered([claim(9), claim(2), claim(5)])] == [2, 5, 9]


def test_numbering_twice_changes_nothing() -> None:
    once = numbered([claim(5), claim(9), claim(5)])
    assert numbered(once) == once
