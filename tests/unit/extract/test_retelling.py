"""Claims of one document that tell the same event, made one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.extract.retelling import told_once
from dateline.model import Casualty, CasualtyKind, Claim, Modality, Span, SubEventType
from dateline.model.document import DocumentId

TEXT = (
    "Two officers were murdered in an ambush near Jonesborough in 1989. The minister condemned the ambush near "
    "Jonesborough on the officers. The army denied that the officers were murdered. Shells hit Derry. In Derry, "
    "shells killed a baker; in Newry shells killed three bakers."
)


def _span(words: str, after: str = "") -> Span:
    start = TEXT.index(words, TEXT.index(after))
    return Span.of(TEXT, start, start + len(words))


def _claim(trigger: str, after: str = "", kind: SubEventType = SubEventType.ATTACK, **fields: object) -> Claim:
    base = Claim(document=DocumentId("d"), trigger=_span(trigger, after), kind=kind, confidence=0.5)
    return replace(base, **fields)  # type: ignore[arg-type]


MURDERED = _claim(
    "murdered",
    victim=(_span("Two officers"),),
    toponym=_span("Jonesborough"),
    time_words=_span("1989"),
    casualties=(Casualty(kind=CasualtyKind.KILLED, low=2, high=2, span=_span("Two officers")),),
    confidence=0.9,
)


def test_two_triggers_with_the_very_same_victim_are_one_event() -> None:
    ambush = _claim("ambush", kind=SubEventType.ARMED_CLASH, victim=(_span("Two officers"),), actor=())
    assert told_once([MURDERED, ambush]) == [MURDERED]


def test_the_surer_claim_keeps_its_trigger_and_gains_what_the_other_says() -> None:
    gun = _span("army", "The army")
    ambush = _claim("ambush", victim=(_span("Two officers"),), weapon=(gun,), confidence=0.95)
    (claim,) = told_once([MURDERED, ambush])
    assert claim.trigger.text == "ambush"
    assert claim.weapon == (gun,)
    assert claim.casualties == MURDERED.casualties
    assert claim.time_words == MURDERED.time_words


def test_an_event_named_again_later_is_the_same_where_place_and_people_agree() -> None:
    again = _claim(
        "ambush", "condemned", victim=(_span("officers", "on the"),), toponym=_span("Jonesborough", "condemned")
    )
    assert told_once([MURDERED, again]) == [MURDERED]


def test_a_denial_stays_beside_what_it_denies() -> None:
    denied = _claim("murdered", "denied", victim=(_span("officers", "denied"),), modality=Modality.DENIED)
    assert len(told_once([MURDERED, denied])) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"toponym": _span("Newry"), "victim": (_span("bakers"),)},
        {"toponym": _span("Derry"), "victim": (_span("bakers"),), "casualties": (
            Casualty(kind=CasualtyKind.KILLED, low=3, high=3, span=_span("three bakers")),)},
        {"toponym": _span("Derry"), "victim": (_span("a baker"),), "attribution": (_span("army"),)},
        {"toponym": _span("Derry"), "victim": (_span("a baker"),), "aggregate": True},
        {"toponym": _span("Derry"), "victim": (_span("officers", "that the"),)},
    ],
    ids=["another place", "another toll", "another source", "a sum", "other people"],
)  # fmt: skip
def test_what_differs_stays_apart(other: dict[str, object]) -> None:
    baker = _claim(
        "killed",
        toponym=_span("Derry", "In Derry"),
        victim=(_span("a baker"),),
        attribution=(_span("minister"),),
        casualties=(Casualty(kind=CasualtyKind.KILLED, low=1, high=1, span=_span("a baker")),),
    )
    second = _claim("killed", "Newry", **other)
    if "attribution" not in other:
        baker = replace(baker, attribution=())
    assert len(told_once([baker, second])) == 2


def test_two_events_of_one_kind_that_share_nothing_stay_apart() -> None:
    assert len(told_once([_claim("hit"), _claim("killed", "Newry")])) == 2


def test_a_document_of_many_claims_is_held_against_near_ones_only() -> None:
    many = [_claim("hit", confidence=0.5) for _ in range(3)] * 100
    assert len(told_once(many)) == 300
