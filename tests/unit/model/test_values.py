"""Spans, intervals, ids."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Claim, Document, DocumentId, EventType, Interval, Level, Span, SubEventType, digest

days = st.dates()


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    first, last = sorted((draw(days), draw(days)))
    return Interval(first, last)


@given(intervals(), intervals())
def test_overlap_does_not_depend_on_order(a: Interval, b: Interval) -> None:
    assert a.overlaps(b) == b.overlaps(a)
    assert a.gap(b) == b.gap(a)


@given(intervals(), intervals())
def test_intervals_share_days_exactly_where_they_overlap(a: Interval, b: Interval) -> None:
    shared = a.intersection(b)
    assert (shared is not None) == a.overlaps(b)
    if shared:
        assert shared.days <= min(a.days, b.days)


def test_an_interval_may_reach_the_last_day_of_the_calendar() -> None:
    assert Interval.on(date.max).days == 1


def test_an_interval_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Interval(date(2022, 5, 2), date(2022, 5, 1))


def test_spans_count_code_points_so_that_emoji_do_not_shift_them() -> None:
    text = "🔥🔥 Обстріл у Херсоні"
    span = Span.of(text, 3, 10)
    assert span.text == "Обстріл"
    assert span.within(text)


def test_an_empty_span_is_refused() -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span.of("words", 3, 3)


def test_a_span_that_leaves_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span.of("words", 3, 9)


def claim(**changes: object) -> Claim:
    values: dict[str, object] = {
        "document": DocumentId("d"),
        "trigger": Span(10, 17, "shelled"),
        "kind": SubEventType.SHELLING,
    }
    return Claim(**(values | changes))  # type: ignore[arg-type]


def test_a_claim_keeps_its_id_when_a_better_reader_fills_its_fields() -> None:
    assert claim().id == claim(hedged=True, kind=SubEventType.AIR_STRIKE, victim=(Span(0, 3, "two"),)).id


def test_two_sources_of_one_trigger_make_two_claims() -> None:
    assert claim(attribution=(Span(0, 4, "Kyiv"),)).id != claim(attribution=(Span(5, 9, "Mosc"),)).id


def test_one_verb_over_two_towns_makes_two_claims_by_their_ordinals() -> None:
    assert claim(ordinal=0).id != claim(ordinal=1).id


def test_a_document_without_id_is_named_after_its_text_and_source() -> None:
    assert Document.id_for("text", "A") == Document.id_for("text", "A") != Document.id_for("text", "B")


@given(st.text(), st.text(), st.text())
def test_digests_do_not_confuse_where_a_part_ends(a: str, b: str, c: str) -> None:
    assert (digest(a + b, c) == digest(a, b + c)) == (b == "")


def test_every_sub_event_type_belongs_to_an_event_type() -> None:
    assert len(SubEventType) == 25
    assert {sub.event_type for sub in SubEventType} == set(EventType)


def test_levels_rank_from_site_to_country() -> None:
    assert [level.rank for level in (Level.SITE, Level.COUNTRY)] == [0, 4]
