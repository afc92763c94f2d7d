from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dateline.model import (
    CasualtyKind,
    Choice,
    Event,
    Interval,
    Level,
    Modality,
    ReviewState,
    Status,
    SubEventType,
    Toll,
)
from dateline.publish.headline import days_in_words, headline


def test_a_headline_says_what_the_fields_say(event: Event) -> None:
    assert headline(event) == "Shelling or missile attack reported in Izyum, 18 May 2022: 3 to 5 killed (disputed)"


def test_a_headline_says_nothing_that_no_field_says(bare: Event) -> None:
    assert headline(bare) == "Strategic development reported as planned"


def test_areas_sums_denials_and_open_tolls_are_said(event: Event) -> None:
    assert event.place is not None
    area = replace(event.place.value, name="Kharkiv Oblast", level=Level.ADMIN1)
    toll = Toll(kind=CasualtyKind.INJURED, low=9, best=9, high=None, conservative=9, supporting=())
    wide = replace(
        event,
        place=Choice(value=area, supporting=()),
        modality=Choice(value=Modality.DENIED, supporting=()),
        status=Status.DENIED,
        tolls=(toll,),
        aggregate=True,
    )
    assert headline(wide) == (
        "Several events, shelling or missile attack denied in the area of Kharkiv Oblast, 18 May 2022: "
        "at least 9 injured"
    )


def test_one_origin_and_a_rejection_are_said(event: Event) -> None:
    assert headline(replace(event, status=Status.SINGLE_ORIGIN)).endswith("(one origin)")
    assert headline(replace(event, review=ReviewState.REJECTED)).endswith("(rejected in review)")


def test_a_status_that_the_verb_does_not_say_is_said(event: Event) -> None:
    planned = replace(event, modality=Choice(value=Modality.PLANNED, supporting=()), status=Status.DENIED)
    assert headline(planned).endswith("(denied)")
    assert headline(replace(event, status=Status.UNREALISED)).endswith("(nobody asserts it)")
    unsupported = replace(event, status=Status.UNREALISED, review=ReviewState.REJECTED)
    assert headline(unsupported).endswith("(rejected in review)")


def test_a_country_is_named_as_such_and_no_place_is_made_up(event: Event) -> None:
    assert event.place is not None
    country = replace(event.place.value, name="Ukraine", level=Level.COUNTRY)
    wide = replace(event, place=Choice(value=country, supporting=()), tolls=())
    assert headline(wide) == "Shelling or missile attack reported in Ukraine, 18 May 2022 (disputed)"
    assert headline(replace(wide, place=None, when=None)) == "Shelling or missile attack reported (disputed)"


@pytest.mark.parametrize("kind", list(SubEventType))
def test_every_type_and_modality_has_words(event: Event, kind: SubEventType) -> None:
    for modality in Modality:
        told = headline(
            replace(event, kind=Choice(value=kind, supporting=()), modality=Choice(value=modality, supporting=()))
        )
        assert "Izyum" in told
        assert "\n" not in told


def test_intervals_across_years_name_both() -> None:
    assert days_in_words(Interval(date(2021, 12, 30), date(2022, 1, 2))) == "30 December 2021 to 2 January 2022"
    assert days_in_words(Interval(date(1, 1, 1), date(9999, 12, 31))) == "1 January 1 to 31 December 9999"
