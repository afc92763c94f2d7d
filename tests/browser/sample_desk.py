"""A small desk made by hand: three outlets, a disputed strike, a foiled plan, an undated claim, and hostile text.

Shared by the tests of the API and those of the page.
"""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime

from dateline.model import (
    Casualty,
    CasualtyKind,
    Choice,
    Claim,
    Decision,
    DecisionKind,
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
    ReviewState,
    Span,
    Status,
    SubEventType,
    TargetKind,
    Toll,
)
from dateline.store.base import Reading
from dateline.store.memory import MemoryStore

READER = "by hand 1"
IZYUM = Place(name="Izyum", country="UA", lat=49.2088, lon=37.2485, level=Level.TOWN, admin1="Kharkiv")
MELITOPOL = Place(name="Melitopol", country="UA", lat=46.8489, lon=35.3653, level=Level.TOWN, admin1="Zaporizhzhia")
KHERSON = Place(name="Kherson Oblast", country="UA", lat=46.6, lon=33.6, level=Level.ADMIN1)
HOSTILE = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
RTL = "\u202eredro desrever\u202c"

WIRE = Document(
    id=DocumentId("wire-1"),
    source="Steppe Wire",
    title="Shells fall on Izyum market",
    url="https://wire.example/izyum",
    published=date(2022, 5, 19),
    language="en",
    text=(
        "🚨🚨 IZYUM, May 19 (Steppe Wire) – Shells struck a market in Izyum on Wednesday, killing five people, "
        "the governor Oleh Marchenko said.\n\nThe defence ministry in Moscow denied that its artillery shelled Izyum. "
        "A witness said three people were killed."
    ),
)
CHANNEL = Document(
    id=DocumentId("channel/7"),
    source="Ridge Channel",
    title=None,
    url="javascript:document.title='owned'",
    published=date(2022, 6, 1),
    language="en",
    text=(
        "A car bomb went off outside the administration in Melitopol on 30 May. Partisans planned a further attack in "
        "Kherson region, the exiled mayor told The Lantern."
    ),
)
HOSTILE_DOC = Document(
    id=DocumentId("hostile"),
    source=HOSTILE,
    title=f"{HOSTILE} {RTL}",
    url="https://hostile.example/?q=<script>",
    published=date(2022, 6, 3),
    language="en",
    text=f"{HOSTILE} gunmen shot at a car 😀 {RTL} in a village. {'x' * 3000}",
)
UNREAD = Document(
    id=DocumentId("unread"),
    source="Вісник",
    title="Обстріл Ізюма",
    published=date(2022, 5, 20),
    language="uk",
    text="У середу обстріляли ринок в Ізюмі.",
)


def span(doc: Document, words: str, after: str = "") -> Span:
    """The span of `words`, the first one after the words `after`."""
    start = doc.text.index(words, doc.text.index(after))
    return Span.of(doc.text, start, start + len(words))


STRUCK = Claim(
    document=WIRE.id,
    trigger=span(WIRE, "struck"),
    kind=SubEventType.SHELLING,
    weapon=(span(WIRE, "Shells"),),
    target=(span(WIRE, "a market"),),
    victim=(span(WIRE, "five people"),),
    toponym=span(WIRE, "Izyum", "market in"),
    place=IZYUM,
    time_words=span(WIRE, "Wednesday"),
    when=Interval.on(date(2022, 5, 18)),
    casualties=(Casualty(kind=CasualtyKind.KILLED, low=5, high=5, span=span(WIRE, "five people")),),
    attribution=(span(WIRE, "the governor Oleh Marchenko"),),
    confidence=0.83,
    reader=READER,
)
DENIED = Claim(
    document=WIRE.id,
    trigger=span(WIRE, "shelled"),
    kind=SubEventType.SHELLING,
    actor=(span(WIRE, "its artillery"),),
    toponym=span(WIRE, "Izyum", "shelled"),
    place=IZYUM,
    attribution=(span(WIRE, "The defence ministry in Moscow"),),
    modality=Modality.DENIED,
    reader=READER,
)
WITNESS = Claim(
    document=WIRE.id,
    trigger=span(WIRE, "killed", "three"),
    kind=SubEventType.SHELLING,
    victim=(span(WIRE, "three people"),),
    casualties=(Casualty(kind=CasualtyKind.KILLED, low=3, high=3, span=span(WIRE, "three people")),),
    attribution=(span(WIRE, "A witness"),),
    hedged=True,
    reader=READER,
)
BOMB = Claim(
    document=CHANNEL.id,
    trigger=span(CHANNEL, "went off"),
    kind=SubEventType.REMOTE_EXPLOSIVE,
    weapon=(span(CHANNEL, "A car bomb"),),
    target=(span(CHANNEL, "the administration"),),
    toponym=span(CHANNEL, "Melitopol"),
    place=MELITOPOL,
    time_words=span(CHANNEL, "30 May"),
    when=Interval.on(date(2022, 5, 30)),
    reader=READER,
)
PLAN = Claim(
    document=CHANNEL.id,
    trigger=span(CHANNEL, "attack"),
    kind=SubEventType.ARMED_CLASH,
    actor=(span(CHANNEL, "Partisans"),),
    toponym=span(CHANNEL, "Kherson region"),
    place=KHERSON,
    attribution=(span(CHANNEL, "The Lantern"), span(CHANNEL, "the exiled mayor")),
    modality=Modality.PLANNED,
    reader=READER,
)
SHOT = Claim(
    document=HOSTILE_DOC.id,
    trigger=span(HOSTILE_DOC, "shot"),
    kind=SubEventType.ATTACK,
    actor=(span(HOSTILE_DOC, f"{HOSTILE} gunmen"),),
    target=(span(HOSTILE_DOC, f"a car 😀 {RTL}"),),
    reader=READER,
)
DOCUMENTS = (WIRE, CHANNEL, HOSTILE_DOC, UNREAD)
CLAIMS = (STRUCK, DENIED, WITNESS, BOMB, PLAN, SHOT)


def _origin(name: str, *claims: Claim, asserts: bool = True, partisan: bool = False) -> Origin:
    return Origin(
        id=OriginId(f"o-{claims[0].id}"),
        name=name,
        kind=OriginKind.ATTRIBUTION if claims[0].attribution else OriginKind.OUTLET,
        claims=tuple(c.id for c in claims),
        documents=tuple(dict.fromkeys(c.document for c in claims)),
        evidence=(f"named as the source: {name}",),
        asserts=asserts,
        partisan=partisan,
    )


STRIKE_EVENT = Event(
    id=EventId("strike"),
    claims=(STRUCK.id, DENIED.id, WITNESS.id),
    kind=Choice(value=SubEventType.SHELLING, supporting=(STRUCK.id, DENIED.id, WITNESS.id)),
    modality=Choice(value=Modality.ACTUAL, supporting=(STRUCK.id, WITNESS.id), differing=(DENIED.id,)),
    place=Choice(value=IZYUM, supporting=(STRUCK.id, DENIED.id)),
    when=Choice(value=Interval.on(date(2022, 5, 18)), supporting=(STRUCK.id,)),
    target=Choice(value="a market", supporting=(STRUCK.id,)),
    weapon=Choice(value="Shells", supporting=(STRUCK.id,)),
    tolls=(
        Toll(
            kind=CasualtyKind.KILLED,
            low=3,
            best=3,
            high=5,
            conservative=3,
            supporting=(WITNESS.id,),
            differing=(STRUCK.id,),
        ),
    ),
    links=(Link(claim=WITNESS.id, to=STRUCK.id, score=0.71, reasons=("the same report", "the same type")),),
    origins=(
        _origin("the governor Oleh Marchenko", STRUCK),
        _origin("The defence ministry in Moscow", DENIED, asserts=False, partisan=True),
        _origin("A witness", WITNESS),
    ),
    status=Status.DISPUTED,
    grade=Grade(
        reliability="C",
        credibility=3,
        reliability_reason="an outlet of mixed record",
        credibility_reason="two origins assert it, one denies it",
    ),
)
BOMB_EVENT = Event(
    id=EventId("bomb"),
    claims=(BOMB.id,),
    kind=Choice(value=SubEventType.REMOTE_EXPLOSIVE, supporting=(BOMB.id,)),
    modality=Choice(value=Modality.ACTUAL, supporting=(BOMB.id,)),
    place=Choice(value=MELITOPOL, supporting=(BOMB.id,)),
    when=Choice(value=Interval.on(date(2022, 5, 30)), supporting=(BOMB.id,)),
    origins=(_origin("Ridge Channel", BOMB),),
    grade=Grade(reliability="F", credibility=6, reliability_reason="unknown", credibility_reason="one origin"),
)
PLAN_EVENT = Event(
    id=EventId("plan"),
    claims=(PLAN.id,),
    kind=Choice(value=SubEventType.ARMED_CLASH, supporting=(PLAN.id,)),
    modality=Choice(value=Modality.PLANNED, supporting=(PLAN.id,)),
    place=Choice(value=KHERSON, supporting=(PLAN.id,)),
    actor=Choice(value="Partisans", supporting=(PLAN.id,)),
    origins=(_origin("the exiled mayor", PLAN, asserts=False),),
    status=Status.UNREALISED,
)
HOSTILE_EVENT = Event(
    id=EventId("hostile"),
    claims=(SHOT.id,),
    kind=Choice(value=SubEventType.ATTACK, supporting=(SHOT.id,)),
    modality=Choice(value=Modality.ACTUAL, supporting=(SHOT.id,)),
    actor=Choice(value=f"{HOSTILE} gunmen", supporting=(SHOT.id,)),
    origins=(_origin(HOSTILE, SHOT),),
)
EVENTS = (STRIKE_EVENT, BOMB_EVENT, PLAN_EVENT, HOSTILE_EVENT)


def fill() -> MemoryStore:
    """A store with the whole desk."""
    store = MemoryStore()
    for doc in DOCUMENTS:
        reading = (
            Reading(document=doc.id, reader=None, note="no reader reads uk")
            if doc is UNREAD
            else Reading(document=doc.id, reader=READER)
        )
        store.add(doc, [c for c in CLAIMS if c.document == doc.id], reading, raw=doc.text.encode())
    store.replace_events(EVENTS, state={})
    return store


class Deciding:
    """Takes decisions about events and applies them, as the pipeline does, to what the desk needs."""

    def __init__(self, store: MemoryStore) -> None:
        self.store = store

    def __call__(self, kind: DecisionKind, target: str, reason: str) -> Decision:
        taken = self.store.decisions()
        decision = Decision(
            id=f"d{len(taken) + 1}",
            at=datetime(2022, 7, 1, 12, len(taken), tzinfo=UTC),
            user="tester",
            kind=kind,
            target_kind=TargetKind.DECISION if kind is DecisionKind.UNDO else TargetKind.EVENT,
            target=target,
            reason=reason,
        )
        self.store.decide(decision)
        self.store.replace_events([self._decided(e) for e in EVENTS], state={})
        return decision

    def _decided(self, event: Event) -> Event:
        taken = self.store.decisions()
        undone = {d.target for d in taken if d.kind is DecisionKind.UNDO}
        kinds = [d.kind for d in taken if d.target == event.id and d.id not in undone]
        states = {DecisionKind.CONFIRM: ReviewState.CONFIRMED, DecisionKind.REJECT: ReviewState.REJECTED}
        review = next((states[k] for k in reversed(kinds) if k in states), ReviewState.UNREVIEWED)
        return dataclasses.replace(event, review=review, released=DecisionKind.RELEASE in kinds)
