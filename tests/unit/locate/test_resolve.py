"""Choosing a place for a toponym."""

from __future__ import annotations

import pytest

from dateline.locate import Located, located, resolve
from dateline.locate.abbreviations import expanded
from dateline.locate.gazetteer import Gazetteer
from dateline.model import Claim, Document, DocumentId, Level, Span, SubEventType


def spans(text: str, *names: str) -> list[Span]:
    return [Span.of(text, text.index(name), text.index(name) + len(name)) for name in names]


def first(text: str, *names: str, gazetteer: Gazetteer, home: str | None = None) -> Located:
    """What the first of `names` resolves to, the others being its context."""
    return resolve(text, spans(text, *names), gazetteer, home=home)[0]


def where(found: Located) -> tuple[str, str | None, Level]:
    assert found.place is not None
    return found.place.country, found.place.admin1, found.place.level


def test_a_name_alone_is_the_place_that_most_people_mean(few: Gazetteer) -> None:
    assert where(first("Fire in Paris.", "Paris", gazetteer=few))[0] == "FR"


def test_what_stands_near_it_decides_between_namesakes(few: Gazetteer) -> None:
    text = "A storm went from Paris past Greenville to Dallas, Texas."
    assert where(first(text, "Paris", "Greenville", "Dallas", "Texas", gazetteer=few)) == ("US", "Texas", Level.TOWN)


@pytest.mark.parametrize("written", ["Paris, Kentucky", "Paris, Ky.", "Paris, KY", "Paris (Kentucky)"])
def test_the_division_after_a_comma_decides(few: Gazetteer, written: str) -> None:
    assert where(first(f"A man from {written} was held.", "Paris", gazetteer=few)) == ("US", "Kentucky", Level.TOWN)


def test_the_country_that_a_source_writes_from_tips_the_scales(few: Gazetteer) -> None:
    text = "The mayor of Mykolaivka resigned."
    assert where(first(text, "Mykolaivka", gazetteer=few))[1] == "Donetsk"
    assert where(first("Reports from Paris.", "Paris", gazetteer=few, home="FR"))[0] == "FR"


def test_a_village_with_a_common_name_is_the_one_beside_the_others(few: Gazetteer) -> None:
    text = "Shells fell on Mykolaivka, Oleshky and Skadovsk."
    assert where(first(text, "Mykolaivka", "Oleshky", "Skadovsk", gazetteer=few))[1] == "Kherson"


@pytest.mark.parametrize("written", ["Kherson region", "Kherson Oblast", "the Kherson region"])
def test_a_region_is_not_its_town(few: Gazetteer, written: str) -> None:
    assert where(first(f"Fighting in {written} went on.", written, gazetteer=few))[2] is Level.ADMIN1


def test_the_word_region_may_stand_beside_the_toponym(few: Gazetteer) -> None:
    text = "Fighting in the Donetsk region and in the countryside of Aleppo; calm in Kherson."
    levels = [where(found)[2] for found in resolve(text, spans(text, "Donetsk", "Aleppo", "Kherson"), few)]
    assert levels == [Level.ADMIN1, Level.ADMIN1, Level.TOWN]


def test_a_bare_name_is_the_town_rather_than_the_region_called_after_it(few: Gazetteer) -> None:
    assert where(first("An explosion shook Kherson.", "Kherson", gazetteer=few))[2] is Level.TOWN


def test_an_adjective_is_its_country_and_says_so(few: Gazetteer) -> None:
    assert where(first("Syrian troops left.", "Syrian", gazetteer=few)) == ("SY", None, Level.COUNTRY)


@pytest.mark.parametrize(
    "written", ["a village 20 km west of Sake", "outskirts of Sake", "near Sake", "the town of Sake"]
)
def test_an_offset_phrase_is_the_place_that_it_measures_from(few: Gazetteer, written: str) -> None:
    found = first(f"They camped in {written}.", written, gazetteer=few)
    assert found.place is not None
    assert found.place.name == "Sake"


@pytest.mark.parametrize("name", ["Nowheresk", "the Middle East", "Europe", "EU", "West", "Brands Paris", "…", "9"])
def test_what_is_not_known_stays_unresolved(few: Gazetteer, name: str) -> None:
    found = first(f"It was in {name} then, in Ukraine.", name, "Ukraine", gazetteer=few)
    assert found.place is None
    assert found.confidence == 0.0


def test_confidence_falls_where_namesakes_are_even(few: Gazetteer) -> None:
    sure = first("Sake fell.", "Sake", gazetteer=few)
    unsure = first("Mykolaivka fell.", "Mykolaivka", gazetteer=few)
    assert 0 < unsure.confidence < sure.confidence <= 1


def test_rivals_come_with_reasons_on_request(few: Gazetteer) -> None:
    text = "Fire in Paris, Texas."
    found = resolve(text, spans(text, "Paris"), few, explain=True)[0]
    assert [rival.place.country for rival in found.rivals[:1]] == ["US"]
    assert len(found.rivals) == 3
    assert 'the text goes on with "Texas"' in found.rivals[0].reasons
    assert sum(rival.confidence for rival in found.rivals) == pytest.approx(1, abs=0.01)


def test_one_answer_for_each_span_in_their_order(few: Gazetteer) -> None:
    text = "Aleppo, then Kherson, then Nowheresk, then Aleppo."
    wanted = [*spans(text, "Kherson", "Nowheresk"), Span.of(text, 43, 49), *spans(text, "Aleppo")]
    found = resolve(text, wanted, few)
    assert [f.span for f in found] == wanted
    assert found[2].place == found[3].place
    assert resolve(text, [], few) == ()


def test_a_document_of_thousands_of_names_is_resolved(few: Gazetteer) -> None:
    text = " ".join(["Paris", "Kherson", "Texas", "Aleppo region"] * 2_000)
    wanted = [Span.of(text, n, n + 5) for n in range(0, 20_000, 29)]
    assert len(resolve(text, wanted, few)) == len(wanted)


def claim(toponym: Span | None, trigger: Span) -> Claim:
    return Claim(document=DocumentId("d"), trigger=trigger, kind=SubEventType.SHELLING, toponym=toponym)


def test_claims_are_located_in_the_light_of_the_whole_document(few: Gazetteer) -> None:
    text = "Shelling hit Mykolaivka. Earlier, Oleshky and Skadovsk were hit too. Syria was quiet."
    trigger = Span.of(text, 0, 8)
    claims = (claim(spans(text, "Mykolaivka")[0], trigger), claim(None, trigger))
    done = located(claims, Document(id=DocumentId("d"), text=text), few)
    assert done[0].place is not None
    assert done[0].place.admin1 == "Kherson"
    assert done[1].place is None
    assert done[0].id == claims[0].id


def test_a_town_that_is_not_known_gets_no_country_s_centre(few: Gazetteer) -> None:
    text = "Shelling hit Nowheresk in Ukraine."
    done = located(
        (claim(spans(text, "Nowheresk")[0], Span.of(text, 0, 8)),), Document(id=DocumentId("d"), text=text), few
    )
    assert done[0].place is None


def test_short_forms_of_states() -> None:
    assert expanded("W.Va.") == ("West Virginia", "US")
    assert expanded("OR") is None
    assert expanded("OR", after_comma=True) == ("Oregon", "US")
