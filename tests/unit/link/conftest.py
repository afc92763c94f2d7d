"""Claims over real sentences, in a few words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest

from dateline.model import (
    Casualty,
    CasualtyKind,
    Claim,
    Document,
    DocumentId,
    Interval,
    Level,
    Modality,
    Place,
    Span,
    SubEventType,
)

IZYUM = Place(name="Izyum", country="UA", lat=49.21, lon=37.25, level=Level.TOWN)
BALAKLIIA = Place(name="Balakliia", country="UA", lat=49.46, lon=36.86, level=Level.TOWN)
KHARKIV_OBLAST = Place(name="Kharkiv Oblast", country="UA", lat=49.6, lon=36.5, level=Level.ADMIN1)
MARIB = Place(name="Marib", country="YE", lat=15.46, lon=45.33, level=Level.TOWN)


@dataclass
class Desk:
    """Documents and claims as a test writes them."""

    docs: dict[DocumentId, Document] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    izyum: Place = IZYUM
    balakliia: Place = BALAKLIIA
    oblast: Place = KHARKIV_OBLAST
    marib: Place = MARIB

    def paper(self, key: str, text: str, *, source: str | None = None, day: str = "2022-05-19") -> str:
        doc = Document(
            id=DocumentId(key), text=text, source=source or f"Paper {key}", published=date.fromisoformat(day)
        )
        self.docs[doc.id] = doc
        return key

    def claim(
        self,
        key: str,
        trigger: str,
        *,
        kind: SubEventType = SubEventType.SHELLING,
        place: Place | None = IZYUM,
        day: str | None = "2022-05-18",
        until: str | None = None,
        by: tuple[str, ...] = (),
        killed: tuple[int | None, int | None] | None = None,
        modality: Modality = Modality.ACTUAL,
        aggregate: bool = False,
        actor: str = "",
        target: str = "",
        weapon: str = "",
    ) -> Claim:
        text = self.docs[DocumentId(key)].text

        def span(words: str) -> Span:
            start = text.index(words)
            return Span.of(text, start, start + len(words))

        def spans(words: str) -> tuple[Span, ...]:
            return (span(words),) if words else ()

        claim = Claim(
            document=DocumentId(key),
            trigger=span(trigger),
            kind=kind,
            place=place,
            when=Interval(date.fromisoformat(day), date.fromisoformat(until or day)) if day else None,
            attribution=tuple(span(s) for s in by),
            casualties=(Casualty(kind=CasualtyKind.KILLED, low=killed[0], high=killed[1], span=None),)
            if killed
            else (),
            modality=modality,
            aggregate=aggregate,
            actor=spans(actor),
            target=spans(target),
            weapon=spans(weapon),
        )
        self.claims.append(claim)
        return claim


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture(scope="session")
def new_desk() -> Callable[[], Desk]:
    return Desk
