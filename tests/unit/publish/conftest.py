"""One event with every field, as tests publish it."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.model import (
    CasualtyKind,
    Choice,
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
    Status,
    SubEventType,
    Toll,
)

CLAIMS = (ClaimId("c1"), ClaimId("c2"))


@pytest.fixture
def izyum() -> Place:
    return Place(
        name="Izyum", country="UA", lat=49.21, lon=37.25, level=Level.TOWN, geonames_id=707688, admin1="Kharkiv Oblast"
    )


@pytest.fixture
def bare() -> Event:
    return Event(
        id=EventId("e2"),
        claims=CLAIMS[:1],
        kind=Choice(value=SubEventType.OTHER, supporting=CLAIMS[:1]),
        modality=Choice(value=Modality.PLANNED, supporting=CLAIMS[:1]),
        status=Status.UNREALISED,
    )


@pytest.fixture
def event(izyum: Place) -> Event:
    return Event(
        id=EventId("e1"),
        claims=CLAIMS,
        kind=Choice(value=SubEventType.SHELLING, supporting=CLAIMS),
        modality=Choice(value=Modality.ACTUAL, supporting=CLAIMS),
        place=Choice(value=izyum, supporting=CLAIMS),
        when=Choice(value=Interval.on(date(2022, 5, 18)), supporting=CLAIMS),
        actor=Choice(value="=Russian troops", supporting=CLAIMS),
        target=Choice(value="the station", supporting=CLAIMS),
        victim=Choice(value="Olha Petrenko", supporting=CLAIMS),
        tolls=(Toll(kind=CasualtyKind.KILLED, low=3, best=3, high=5, conservative=3, supporting=CLAIMS),),
        links=(Link(claim=CLAIMS[1], to=CLAIMS[0], score=0.9, reasons=("victims share petrenko",)),),
        origins=(
            Origin(
                id=OriginId("o1"),
                name="Reuters",
                kind=OriginKind.AGENCY,
                claims=CLAIMS[:1],
                documents=(DocumentId("d1"),),
                evidence=("told by Reuters alone",),
                asserts=True,
            ),
            Origin(
                id=OriginId("o2"),
                name="Shazia, a nurse",
                kind=OriginKind.ATTRIBUTION,
                claims=CLAIMS[1:],
                documents=(DocumentId("d2"),),
                evidence=("Shazia, a nurse, told it",),
                asserts=True,
            ),
        ),
        status=Status.DISPUTED,
        grade=Grade(
            reliability="B",
            credibility=1,
            reliability_reason="Reuters stands at B.",
            credibility_reason="Reuters and Shazia, a nurse assert it.",
        ),
    )


@pytest.fixture
def docs() -> dict[DocumentId, Document]:
    return {
        DocumentId("d1"): Document(
            id=DocumentId("d1"),
            text="Shells hit Izyum, killing three. The full text stays here.",
            source="Reuters",
            url="https://example.org/1",
            title="Shells hit Izyum",
            published=date(2022, 5, 19),
        ),
        DocumentId("d2"): Document(id=DocumentId("d2"), text="I saw five dead.", source="Radio Svit"),
    }
