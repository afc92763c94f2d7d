"""Claims get the days of their words, and no others."""

from __future__ import annotations

from datetime import date

from dateline.dating import dated, spotted
from dateline.model import Claim, Document, DocumentId, Interval, Modality, Span, SubEventType

TEXT = (
    "Partisans blew up a bridge near Tokmak on Sunday. Two weeks earlier a train had been derailed. "
    "An attack on the depot is planned for Friday, a source said. A clash was reported at some point."
)
DOC = Document(id=DocumentId("d"), text=TEXT, published=date(2023, 6, 14))


def claim(trigger: str, time: str | None, *, modality: Modality = Modality.ACTUAL) -> Claim:
    def span(words: str) -> Span:
        start = TEXT.index(words)
        return Span.of(TEXT, start, start + len(words))

    return Claim(
        document=DOC.id,
        trigger=span(trigger),
        kind=SubEventType.ATTACK,
        time_words=span(time) if time else None,
        modality=modality,
    )


def test_each_claim_gets_the_days_of_its_own_words() -> None:
    first, second = dated([claim("blew up", "Sunday"), claim("derailed", "Two weeks earlier")], DOC)
    assert first.when == Interval.on(date(2023, 6, 11))
    assert second.when == Interval.on(date(2023, 5, 28))


def test_words_that_only_touch_a_mention_get_its_days() -> None:
    (one,) = dated([claim("blew up", "on Sunday")], DOC)
    assert one.when == Interval.on(date(2023, 6, 11))


def test_a_claim_without_words_of_time_stays_undated() -> None:
    (one,) = dated([claim("clash", None)], DOC)
    assert one.when is None


def test_words_that_settle_no_day_stay_undated() -> None:
    (one,) = dated([claim("clash", "at some point")], DOC)
    assert one.when is None
    assert one.time_words is not None


def test_a_planned_claim_looks_ahead() -> None:
    actual, planned = dated(
        [claim("attack on", "Friday"), claim("attack on", "Friday", modality=Modality.PLANNED)], DOC
    )
    assert planned.when == Interval.on(date(2023, 6, 16))
    assert actual.when == Interval.on(date(2023, 6, 16))
    (told,) = dated([claim("blew up", "Sunday", modality=Modality.PLANNED)], DOC)
    assert told.when == Interval.on(date(2023, 6, 18))


def test_without_a_publication_date_nothing_relative_is_dated() -> None:
    undated = Document(id=DOC.id, text=TEXT)
    assert [c.when for c in dated([claim("blew up", "Sunday")], undated)] == [None]


def test_news_that_names_the_weekday_of_its_own_day_means_that_day() -> None:
    sunday = Document(id=DOC.id, text=TEXT, published=date(2023, 6, 11))
    (one,) = dated([claim("blew up", "Sunday")], sunday)
    assert one.when == Interval.on(date(2023, 6, 11))


def test_no_claims_give_none_and_nothing_else_changes() -> None:
    assert dated([], DOC) == ()
    before = claim("blew up", "Sunday")
    (after,) = dated([before], DOC)
    assert after.id == before.id
    assert after.time_words == before.time_words


def test_spotted_times_are_spans_of_the_document() -> None:
    found = spotted(DOC)
    assert [s.text for s in found] == ["Sunday", "Two weeks earlier", "Friday"]
    assert all(s.within(TEXT) for s in found)


def _when(text: str, trigger: str, time: str, published: date, words: str | None = None) -> tuple[str, str]:
    doc = Document(id=DocumentId("d"), text=text, published=published)

    def span(words: str) -> Span:
        return Span.of(text, text.index(words), text.index(words) + len(words))

    told = Claim(document=doc.id, trigger=span(trigger), kind=SubEventType.ATTACK, time_words=span(time))
    (found,) = dated((told,), doc)
    assert found.when
    assert found.time_words == span(words or time)
    return found.when.earliest.isoformat(), found.when.latest.isoformat()


SINCE = "The cadet has been missing since Saturday, when gunmen stormed the base. Nobody was missing before."
CLAUSE = "More than 100 fighters have been killed since the offensive began in May, doctors say."
TWO = "Car bombs exploded at six meeting places in June and July."


def test_what_happened_when_a_stretch_began_has_its_first_day() -> None:
    assert _when(SINCE, "missing", "since Saturday", date(2014, 3, 26)) == ("2014-03-22", "2014-03-26")
    assert _when(SINCE, "stormed", "since Saturday", date(2014, 3, 26), "Saturday") == ("2014-03-22", "2014-03-22")


def test_since_an_event_with_a_date_is_since_that_date_but_for_the_event_itself() -> None:
    whole = "since the offensive began in May"
    assert _when(CLAUSE, "killed", "May", date(2016, 6, 12), whole) == ("2016-05-01", "2016-06-12")
    assert _when(CLAUSE, "began", "May", date(2016, 6, 12)) == ("2016-05-01", "2016-05-31")


def test_two_neighbouring_times_joined_by_and_are_one_stretch() -> None:
    assert _when(TWO, "exploded", "June", date(2015, 12, 18), "June and July") == ("2015-06-01", "2015-07-31")
    assert _when(TWO, "exploded", "July", date(2015, 12, 18), "June and July") == ("2015-06-01", "2015-07-31")


def test_a_date_that_seems_to_lie_most_of_a_year_ahead_is_the_last_one() -> None:
    text = "The ceasefire of 15 May holds, and one member has died."
    assert _when(text, "ceasefire", "15 May", date(1998, 7, 20)) == ("1998-05-15", "1998-05-15")
