from __future__ import annotations

import io
from dataclasses import replace

import pytest

from dateline.model import (
    Choice,
    Document,
    DocumentId,
    Event,
    Grade,
    Link,
    Origin,
    OriginKind,
    ReviewState,
    Source,
    SourceKind,
    Status,
)
from dateline.publish.policy import UNNAMED, public
from dateline.publish.tables import Form, write_events

STAFF = Source(name="General Staff", kind=SourceKind.MILITARY, aliases=("Vasyl Speaker", "Border Troops"))
SOURCES = {
    "reuters": Source(name="Reuters", kind=SourceKind.AGENCY),
    "harbour post": Source(name="Harbour Post", kind=SourceKind.OUTLET),
    "general staff": STAFF,
    "vasyl speaker": STAFF,
    "border troops": STAFF,
    "kyiv": Source(name="Government of Ukraine", kind=SourceKind.GOVERNMENT),
    "shazia koval": Source(name="Shazia Koval", kind=SourceKind.PERSON),
    "somebody": Source(name="Somebody", kind=SourceKind.UNKNOWN),
}
NAME = "Shazia Koval"
ID = DocumentId("shazia-koval-interview")


def released(event: Event) -> Event:
    return replace(event, released=True)


def outward(event: Event, sources: dict[str, Source] | None = SOURCES) -> Event:
    (found,) = public([released(event)], sources)
    return found


def everywhere(event: Event) -> Event:
    """The event with a person's name wherever words of documents stand."""

    def words(text: str) -> Choice[str]:
        return Choice(value=text, supporting=event.claims)

    return replace(
        event,
        actor=words(NAME),
        target=words(f"the house of {NAME}"),
        weapon=words(f"{NAME}'s own rifle"),
        victim=words(NAME),
        links=(Link(claim=event.claims[1], to=event.claims[0], score=0.9, reasons=("victims share shazia koval",)),),
        origins=tuple(
            replace(
                event.origins[0],
                name=name,
                kind=kind,
                documents=(ID,),
                evidence=(f"told by {name} alone",),
                asserts=True,
            )
            for kind in OriginKind
            for name in (NAME, f"blog of {NAME}", "shazia koval")
        ),
        grade=Grade(
            reliability="B",
            credibility=1,
            reliability_reason="Shazia koval, the most reliable origin that asserts it, stands at B by default.",
            credibility_reason=f"12 independent origins assert it: {NAME.upper()}, Koval and 10 more.",
        ),
    )


def test_only_what_a_decision_released_goes_out(event: Event) -> None:
    assert [e.id for e in public([event, released(event)], SOURCES)] == ["e1"]
    assert not list(public([event]))
    assert not list(public([replace(released(event), review=ReviewState.REJECTED)]))


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("sources", [SOURCES, None])
def test_a_person_s_name_leaves_from_no_field_in_any_form(
    event: Event, form: Form, sources: dict[str, Source] | None
) -> None:
    doc = Document(
        id=ID,
        text=f"{NAME} saw it.",
        source=f"{NAME}'s channel",
        author=NAME,
        title=f"What {NAME} saw",
        url="https://example.org/shazia-koval",
    )

    def text_of(events: list[Event]) -> str:
        out = io.StringIO()
        assert write_events(events, out, form=form, documents={ID: doc}.get) == 1
        return out.getvalue().casefold()

    assert "shazia" in text_of([released(everywhere(event))])
    told = text_of(list(public([released(everywhere(event))], sources)))
    assert "izyum" in told
    for secret in ("shazia", "koval"):
        assert secret not in told


def test_bodies_that_the_table_knows_keep_their_names_and_others_do_not(event: Event) -> None:
    names = ["Reuters", "the General Staff", "Vasyl Speaker", "Harbour Post", "Radio Svit", "uncle Vasyl", "Somebody"]
    for kind in OriginKind:
        many = replace(event, origins=tuple(replace(event.origins[0], name=name, kind=kind) for name in names))
        assert [o.name for o in outward(many).origins] == [
            "Reuters",
            "General Staff",
            "General Staff",
            "Harbour Post",
            UNNAMED,
            UNNAMED,
            UNNAMED,
        ]
        assert {o.name for o in outward(many, None).origins} == {UNNAMED}


def test_a_desk_that_calls_a_name_a_person_s_is_heard_before_the_package(event: Event) -> None:
    saba = Source(name="Saba", kind=SourceKind.AGENCY)
    table = {"saba": Source(name="Saba", kind=SourceKind.PERSON), "saba news agency": saba}
    (told, _) = outward(
        replace(event, origins=(replace(event.origins[0], name="Saba"), event.origins[1])), table
    ).origins
    assert told.name == UNNAMED


@pytest.mark.parametrize(
    ("words", "actor", "target"),
    [
        ("the border troops", "Border Troops", "Border Troops"),
        ("Vasyl Speaker", "General Staff", "General Staff"),
        ("Kyiv", "Government of Ukraine", None),  # as a target it is the town
        ("Reuters", None, None),
        ("Shazia Koval", None, None),
        ("men in a white van", None, None),
    ],
)
def test_sides_are_named_as_the_table_names_them(
    event: Event, words: str, actor: str | None, target: str | None
) -> None:
    choice = Choice(value=words, supporting=event.claims)
    found = outward(replace(event, actor=choice, target=choice, weapon=choice, victim=choice))
    assert found.actor == (Choice(value=actor, supporting=event.claims) if actor else None)
    assert found.target == (Choice(value=target, supporting=event.claims) if target else None)
    assert (found.weapon, found.victim) == (None, None)


def origin(event: Event, *, asserts: bool, partisan: bool = False) -> Origin:
    return replace(event.origins[0], asserts=asserts, partisan=partisan)


def test_reasons_of_the_grade_count_origins_and_keep_its_code(event: Event) -> None:
    mixed = replace(
        event,
        hedged=True,
        origins=(
            origin(event, asserts=True),
            origin(event, asserts=True, partisan=True),
            origin(event, asserts=False),
        ),
    )
    found = outward(mixed).grade
    assert found is not None
    assert found.code == "B1"
    assert found.reliability_reason == "The most reliable origin that asserts it stands at B."
    assert found.credibility_reason == (
        "2 independent origins assert it, 1 of them a party to the conflict; 1 does not; every assertion marks doubt."
    )


def test_a_grade_of_what_nobody_asserts_says_so(event: Event) -> None:
    denied = replace(event, status=Status.DENIED, origins=(origin(event, asserts=False),))
    for unasserted, why in (
        (denied, "Only denials are known."),
        (replace(denied, status=Status.UNREALISED), "It is only planned, attempted or supposed."),
    ):
        found = outward(unasserted).grade
        assert found is not None
        assert (found.reliability_reason, found.credibility_reason) == ("No origin asserts it.", why)
    assert outward(replace(denied, grade=None)).grade is None


def test_an_unknown_teller_is_said_to_be_one(event: Event) -> None:
    assert event.grade is not None
    lone = replace(event, origins=event.origins[:1], grade=replace(event.grade, reliability="F", credibility=6))
    found = outward(lone).grade
    assert found is not None
    assert found.reliability_reason == "Nothing is known of the origins that assert it."
    assert found.credibility_reason == "1 origin asserts it."


def test_parties_to_the_conflict_are_counted_in_reasons(event: Event) -> None:
    party = origin(event, asserts=True, partisan=True)
    one, two = (outward(replace(event, origins=(party,) * n)).grade for n in (1, 2))
    assert one is not None
    assert two is not None
    assert one.credibility_reason == "1 origin asserts it, a party to the conflict."
    assert two.credibility_reason == "2 independent origins assert it, all of them parties to the conflict."
