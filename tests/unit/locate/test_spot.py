"""Finding names of places."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.locate import spotted
from dateline.locate.gazetteer import Gazetteer
from dateline.model import Document, DocumentId


def names(text: str, gazetteer: Gazetteer, *, demonyms: bool = False) -> list[str]:
    doc = Document(id=DocumentId("d"), text=text)
    return [span.text for span in spotted(doc, gazetteer, demonyms=demonyms)]


def test_towns_are_found_with_their_offsets(few: Gazetteer) -> None:
    text = "🚀🚀 Shells hit Kherson and Oleshky overnight."
    doc = Document(id=DocumentId("d"), text=text)
    assert [(s.text, s.within(text)) for s in spotted(doc, few)] == [("Kherson", True), ("Oleshky", True)]


@pytest.mark.parametrize("written", ["Deir ez-Zor", "Deir Ez Zor", "Deir-ez-Zor"])
def test_a_name_of_several_words_is_one_find(few: Gazetteer, written: str) -> None:
    assert names(f"Clashes near {written} went on.", few) == [written]


def test_lower_case_words_belong_to_a_known_site_or_region(few: Gazetteer) -> None:
    text = "Drones hit the Kerch bridge, then Kerch itself, far from northern Syria and western Ukraine."
    assert names(text, few) == ["Kerch bridge", "Kerch", "northern Syria", "Ukraine"]


def test_a_possessive_ends_before_its_s(few: Gazetteer) -> None:
    assert names("Drones struck Kherson's port and Aleppo’s airport.", few) == ["Kherson", "Aleppo"]


@pytest.mark.parametrize(
    "text",
    [
        "Reading the report took Most of the day.",
        "Jack Letts was held there.",
        "Mr London spoke first. Dr. Paris agreed.",
        "He bought the Paris Times on Aleppo Street.",
        "Jordan Smith scored twice.",
        "Abu Jandal joined the Moro rebels.",
    ],
)
def test_words_people_papers_and_streets_are_no_places(few: Gazetteer, text: str) -> None:
    assert names(text, few) == []


def test_a_surname_stays_one_through_the_document(few: Gazetteer) -> None:
    assert names("Anna Greenville was there. Greenville said so. Police came from Greenville.", few) == ["Greenville"]


def test_a_small_place_needs_a_word_that_speaks_for_it(few: Gazetteer) -> None:
    assert names("Letts answered nothing.", few) == []
    assert names("They live in Letts. Letts is small.", few) == ["Letts", "Letts"]


def test_people_are_found_only_on_request(few: Gazetteer) -> None:
    text = "Syrian troops left Aleppo."
    assert names(text, few) == ["Aleppo"]
    assert names(text, few, demonyms=True) == ["Syrian", "Aleppo"]


@pytest.mark.parametrize(
    "text", ["", " ", "a" * 1_000_000, "K" * 100_000, "\ud800 Kherson", "\x00\u200fKherson\u200f", "🙂" * 999]
)
def test_odd_text_does_no_harm(few: Gazetteer, text: str) -> None:
    assert names(text, few) in ([], ["Kherson"])


@settings(max_examples=50)
@given(st.text(alphabet=st.sampled_from("Kherson Paris.,’'-\n🙂ا"), max_size=200))
def test_finds_are_in_order_and_apart(text: str) -> None:
    from dateline.model import Place

    class All:
        def candidates(self, name: str) -> list[Place]:
            from dateline.model import Level

            return [Place(name=name, country="UA", lat=0, lon=0, level=Level.TOWN, population=99_999)]

        def has_prefix(self, name: str) -> bool:
            return True

        def demonym(self, word: str) -> None:
            return None

    spans = spotted(Document(id=DocumentId("d"), text=text), All())
    assert all(span.within(text) for span in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
