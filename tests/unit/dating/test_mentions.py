"""What is a time, what is none, and how one time leans on another."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dating import Heading, times_in
from dateline.model import Interval

PUBLISHED = date(2023, 6, 14)


def values(text: str, published: date | None = PUBLISHED, country: str | None = None) -> list[Interval | None]:
    return [m.interval for m in times_in(text, published, country=country)]


def words(text: str) -> list[str]:
    return [m.span.text for m in times_in(text, PUBLISHED)]


@pytest.mark.parametrize(
    "text",
    [
        "She walked for three days, aged 34, with two children.",
        "Every Friday the women stand at the gate.",
        "The Black Friday sale drew crowds while the Six-Day War was taught.",
        "Mr May runs the Sunday school on October Street.",
        "The March 23 Movement and the Good Friday Agreement were named.",
        "It may march on; the sat phone rang at 5 p.m. near the Friday Mosque.",
        "The 9th Brigade lost 2,014 men and 1999 shells in three weeks of war.",
        "He paid $20.5 and read 9/11, 24/7 and 3.14.",
        "The city fell in two days.",
        "Сорок человек ждали три часа.",
        "",
    ],
)
def test_durations_ages_frequencies_and_names_are_no_times(text: str) -> None:
    assert words(text) == []


def test_mentions_stand_in_order_and_apart() -> None:
    text = "Since Monday, two days after the 5 June raid, and from 3 to 5 May, last week, on Friday night, 2014–15."
    spans = [m.span for m in times_in(text, PUBLISHED)]
    assert len(spans) >= 6
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(s.within(text) for s in spans)


def test_offsets_count_code_points() -> None:
    text = "🚀🚀 \u200fШ𝔄 fell on 5 May."
    (mention,) = times_in(text, PUBLISHED)
    assert text[mention.span.start : mention.span.end] == "5 May"


def test_a_past_weekday_is_never_the_day_of_publication_unless_the_text_says_so() -> None:
    assert values("Two fell on Wednesday.") == [Interval.on(date(2023, 6, 7))]
    assert values("Two fell on Wednesday, an hour before this edition closed.") == [Interval.on(PUBLISHED)]


def test_news_of_the_day_may_name_its_own_weekday() -> None:
    (mention,) = times_in("Two fell on Wednesday.", PUBLISHED, same_day=True)
    assert mention.interval == Interval.on(PUBLISHED)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The minister, who resigned on Friday, was tired.", date(2023, 6, 9)),
        ("An exchange is set for Friday.", date(2023, 6, 16)),
        ("The bridge will be closed on Friday.", date(2023, 6, 16)),
        ("The envoy said on Friday that talks will go on.", date(2023, 6, 9)),
        ("The truce expires on Friday.", date(2023, 6, 16)),
        ("On Friday no one could leave.", date(2023, 6, 9)),
        ("У п'ятницю відбудеться обмін.", date(2023, 6, 16)),
        ("В пятницу состоится обмен.", date(2023, 6, 16)),
        ("Troops are expected to be moved on Friday.", date(2023, 6, 16)),
    ],
)
def test_the_tense_says_where_a_weekday_lies(text: str, day: date) -> None:
    assert values(text) == [Interval.on(day)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It sank on 31 December.", date(2022, 12, 31)),
        ("It will sail on 9 January.", date(2024, 1, 9)),
        ("It sank on 14 June.", date(2023, 6, 14)),
        ("It sank on 29 February.", date(2020, 2, 29)),
    ],
)
def test_a_date_without_a_year_is_the_nearest_that_the_tense_allows(text: str, day: date) -> None:
    assert values(text) == [Interval.on(day)]


def test_without_a_publication_date_only_explicit_dates_resolve() -> None:
    text = (
        "On 5 May 2022 and two days later shells fell; on Friday, in March, last week, overnight and since Monday too."
    )
    found = values(text, None)
    assert found[:2] == [Interval.on(date(2022, 5, 5)), Interval.on(date(2022, 5, 7))]
    assert len(found) == 7
    assert found[2:] == [None] * 5


def test_anchored_tells_what_rests_on_publication() -> None:
    text = "On 5 May 2022 shells fell, and two days later too; on Friday and the next day none did."
    assert [m.anchored for m in times_in(text, PUBLISHED)] == [False, False, True, True]


def test_an_event_dated_in_its_sentence_dates_what_counts_from_it() -> None:
    text = "They left two days before the assault, which began on 5 May."
    assert values(text) == [Interval.on(date(2023, 5, 3)), Interval.on(date(2023, 5, 5))]


def test_what_counts_from_an_event_without_a_date_has_no_days() -> None:
    assert [v for v in values("They left two days after the vote.") if v is not None] == []


def test_a_plan_looks_ahead() -> None:
    (mention,) = times_in("A strike on Friday was ordered.", PUBLISHED, heading=Heading.AHEAD)
    assert mention.interval == Interval.on(date(2023, 6, 16))


def test_a_holiday_is_that_of_the_country() -> None:
    assert values("Crowds met on Independence Day.", country="US") == [Interval.on(date(2022, 7, 4))]
    assert values("Crowds met on Independence Day.") == [None]
    assert values("Crowds met at Easter.", country="RU") == [Interval.on(date(2023, 4, 16))]
    assert values("Crowds met at Easter.", country="PL") == [Interval.on(date(2023, 4, 9))]


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2022",
        "00/00/0000",
        "9999-12-31",
        "0000-01-01",
        "5 May 0000",
        "5 May 9999",
        "32.13.2022",
        "2022-13-45",
        "on 31 September",
        "29 February 2023",
        "999 years ago",
        "in the 31st of June",
    ],
)
@pytest.mark.parametrize("published", [date(2023, 6, 14), date.min, date.max, None])
def test_days_that_no_calendar_has_resolve_to_nothing(text: str, published: date | None) -> None:
    found = values(f"It was {text}, they said.", published)
    if text != "999 years ago" or published != PUBLISHED:
        assert all(v is None or (published == PUBLISHED and v.latest <= PUBLISHED) for v in found)


@pytest.mark.parametrize("published", [date.min, date(1, 1, 3), date(9999, 12, 30), date.max])
def test_the_ends_of_the_calendar_raise_nothing(published: date) -> None:
    text = (
        "yesterday, tomorrow, last week, next week, last year, next year, two years ago, recent months, coming months, "
        "on Friday, next Monday, overnight, at the weekend, last Christmas, at Easter, during Ramadan, on 29 February, "
        "last summer, in the second quarter, the last fiscal year, the day after tomorrow, the next day, a week later."
    )
    assert len(times_in(text, published, country="US")) > 20


@pytest.mark.parametrize(
    "text",
    ["a" * 1_000_000, "1" * 1_000_000, " " * 1_000_000, "\x00\ud800🚀" * 1000, "5 May" * 1000, "«" * 5000],
    ids=["no space", "digits", "spaces", "odd characters", "run together", "quotes"],
)
def test_odd_texts_raise_nothing(text: str) -> None:
    times_in(text, PUBLISHED)


RELATIVE = [
    "yesterday",
    "tomorrow",
    "two days ago",
    "three weeks ago",
    "overnight",
    "last night",
    "in recent weeks",
    "in the coming weeks",
    "over the past ten days",
    "вчора",
    "послезавтра",
]


@given(
    st.sampled_from(RELATIVE),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.integers(-5000, 5000),
)
@settings(max_examples=200, deadline=None)
def test_a_later_publication_moves_a_relative_time_by_as_many_days(phrase: str, published: date, days: int) -> None:
    by = timedelta(days=days)
    text = f"Shells fell {phrase}."
    (here,), (there,) = values(text, published), values(text, published + by)
    assert here is not None
    assert there == Interval(here.earliest + by, here.latest + by)


@given(
    st.sampled_from(["on Friday", "last week", "at the weekend", "this week"]),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
)
@settings(max_examples=100, deadline=None)
def test_a_week_later_moves_weekdays_and_weeks_by_seven_days(phrase: str, published: date) -> None:
    week = timedelta(days=7)
    text = f"Shells fell {phrase}."
    (here,), (there,) = values(text, published), values(text, published + week)
    assert here is not None
    assert there == Interval(here.earliest + week, here.latest + week)


FORMATS = [
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%d %B %Y",
    "%B %d, %Y",
    "%A, %d %B %Y",
    "%d %b %Y",
    "%b. %d, %Y",
    "the %dth of %B %Y",
]


@given(st.dates(date(1800, 1, 1), date(2150, 1, 1)), st.sampled_from(FORMATS), st.none() | st.dates())
@settings(max_examples=300, deadline=None)
def test_a_written_date_is_read_as_itself(day: date, form: str, published: date | None) -> None:
    assert values(f"Shells fell on {day.strftime(form)}.", published) == [Interval.on(day)]


@given(st.text(max_size=80), st.none() | st.dates())
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_read(text: str, published: date | None) -> None:
    for mention in times_in(text, published):
        assert mention.span.within(text)


def test_the_gold_dates_are_read(shared: Path) -> None:
    right = total = 0
    for line in (shared / "gold" / "dates" / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        found = times_in(item["text"], date.fromisoformat(item["published"]), country=item.get("country"))
        got = {(str(m.interval.earliest), str(m.interval.latest)) for m in found if m.interval}
        wanted = {(t["earliest"], t["latest"]) for t in item["times"]}
        right += len(got & wanted)
        total += len(got) + len(wanted)
    assert 2 * right / total >= 0.95
