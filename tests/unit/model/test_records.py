"""JSON in and out."""

from __future__ import annotations

import json
from datetime import date

import pytest

from dateline.errors import BadRecord
from dateline.model import (
    Casualty,
    CasualtyKind,
    Choice,
    Claim,
    ClaimId,
    Document,
    DocumentId,
    Event,
    EventId,
    Grade,
    Interval,
    Level,
    Link,
    Modality,
    Origin,
    OriginId,
    OriginKind,
    Place,
    Span,
    Status,
    SubEventType,
    Toll,
)
from dateline.model.records import ClaimRecord, DocumentRecord, EventRecord, ReadRecord, read_line, write_line

TEXT = "Kyiv says shelling of Izyum on 18 May killed at least two."
DOC = Document(id=DocumentId("d1"), text=TEXT, source="Harbour Post", published=date(2022, 5, 20), language="en")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


CLAIM = Claim(
    document=DOC.id,
    trigger=span("shelling"),
    kind=SubEventType.SHELLING,
    toponym=span("Izyum"),
    place=Place(name="Izium", country="UA", lat=49.2, lon=37.26, level=Level.TOWN, geonames_id=707753),
    time_words=span("18 May"),
    when=Interval.on(date(2022, 5, 18)),
    casualties=(Casualty(kind=CasualtyKind.KILLED, low=2, high=None, span=span("at least two")),),
    attribution=(span("Kyiv"),),
    modality=Modality.ACTUAL,
    reader="test 1",
)
EVENT = Event(
    id=EventId("e1"),
    claims=(CLAIM.id, ClaimId("other")),
    kind=Choice(value=SubEventType.SHELLING, supporting=(CLAIM.id,), differing=(ClaimId("other"),)),
    modality=Choice(value=Modality.ACTUAL, supporting=(CLAIM.id,)),
    place=Choice(
        value=Place(name="Izium", country="UA", lat=49.2, lon=37.26, level=Level.TOWN), supporting=(CLAIM.id,)
    ),
    when=Choice(value=Interval.on(date(2022, 5, 18)), supporting=(CLAIM.id,)),
    actor=Choice(value="Russian forces", supporting=(CLAIM.id,)),
    tolls=(Toll(kind=CasualtyKind.KILLED, low=2, best=2, high=None, conservative=2, supporting=(CLAIM.id,)),),
    links=(Link(claim=CLAIM.id, to=ClaimId("other"), score=0.9, reasons=("same town",)),),
    origins=(
        Origin(
            id=OriginId("o1"),
            name="Kyiv",
            kind=OriginKind.ATTRIBUTION,
            claims=(CLAIM.id,),
            documents=(DOC.id,),
            evidence=("names Kyiv",),
            asserts=True,
            partisan=True,
        ),
    ),
    status=Status.CORROBORATED,
    grade=Grade(reliability="C", credibility=3, reliability_reason="a party", credibility_reason="one origin"),
    released=True,
)


def test_a_claim_comes_back_from_json_as_it_went() -> None:
    line = write_line(ClaimRecord.of(CLAIM))
    assert read_line(line, ClaimRecord, "here").value(DOC.id) == CLAIM


def test_an_event_comes_back_from_json_as_it_went() -> None:
    line = write_line(EventRecord.of(EVENT))
    assert read_line(line, EventRecord, "here").value() == EVENT


def test_a_document_comes_back_from_json_as_it_went() -> None:
    assert read_line(write_line(DocumentRecord.of(DOC)), DocumentRecord, "here").value() == DOC


def test_the_record_has_every_field_of_the_gold_standard() -> None:
    row = json.loads(write_line(ReadRecord(document=DocumentRecord.of(DOC), claims=[ClaimRecord.of(CLAIM)])))
    assert row["document"]["publisher"] == "Harbour Post"
    (claim,) = row["claims"]
    assert claim["event_type"] == "Explosions/Remote violence"
    assert claim["place"]["span"] == {"start": 22, "end": 27, "text": "Izyum"}
    assert claim["time"]["earliest"] == claim["time"]["latest"] == "2022-05-18"
    assert claim["casualties"][0] | {"victims": 0} == {
        "kind": "killed",
        "low": 2,
        "high": None,
        "span": {"start": 45, "end": 57, "text": "at least two"},
        "victims": 0,
    }
    assert [s["text"] for s in claim["attribution"]] == ["Kyiv"]


def test_a_publication_day_may_come_with_a_time() -> None:
    doc = read_line('{"text": "x", "published": "2022-06-08T10:00:00Z"}', DocumentRecord, "here").value()
    assert doc.published == date(2022, 6, 8)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "here:3: not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"title": "no text"}', "text: Field required"),
        ('{"text": "x", "published": "0000-00-00"}', "published"),
        ('{"text": 5}', "text"),
    ],
)
def test_a_line_that_is_no_record_says_where_and_why(line: str, words: str) -> None:
    with pytest.raises(BadRecord, match=words):
        read_line(line, DocumentRecord, "here:3")
