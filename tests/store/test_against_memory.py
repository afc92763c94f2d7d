"""Whatever is done to them in whatever order, SQLite answers as memory does."""

from __future__ import annotations

import functools
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from dateline.errors import DatelineError
from dateline.model import (
    Choice,
    Claim,
    ClaimId,
    Decision,
    DecisionKind,
    Document,
    DocumentId,
    Event,
    EventFilter,
    EventId,
    EventType,
    Grade,
    Interval,
    Level,
    Modality,
    Place,
    Rejection,
    ReviewState,
    Span,
    Status,
    SubEventType,
    TargetKind,
)
from dateline.store import Reading, Store, open_store

WORDS = ["shells", "Shell", "Izyum", "Ізюм", "café", "CAFE", "Kam'yanets", "yanets", "23-year", "\0", "🛰", "не", "a"]
KINDS = [SubEventType.SHELLING, SubEventType.ARMED_CLASH, SubEventType.AIR_STRIKE]

texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
keys = st.sampled_from(["d1", "d2", "d3", "d4", "d5"]).map(DocumentId)
moments = st.datetimes(timezones=st.just(UTC))
# Few days, and points that lie on and beside the antimeridian, the poles and the equator: so that filters meet events.
days = st.sampled_from([date(1, 1, 1), date(2022, 5, 1), date(2022, 5, 2), date(2022, 6, 1), date(9999, 12, 31)])
intervals = st.tuples(days, days).map(lambda pair: Interval(min(pair), max(pair)))
lats = st.one_of(st.sampled_from([-90.0, -89.99, 0.0, 49.2, 90.0]), st.floats(-90, 90))
lons = st.one_of(st.sampled_from([-180.0, -179.99, 0.0, 37.25, 179.99, 180.0]), st.floats(-180, 180))
places = st.builds(
    Place,
    name=st.just("p"),
    country=st.sampled_from(["UA", "SY"]),
    lat=lats,
    lon=lons,
    level=st.sampled_from(Level),
    population=st.integers(0, 10**7),
)
grades = st.builds(
    Grade,
    reliability=st.sampled_from("ABF"),
    credibility=st.integers(1, 6),
    reliability_reason=st.just(""),
    credibility_reason=st.text(max_size=5),
)


def some(members: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(members), max_size=2).map(tuple)


filters = st.builds(
    EventFilter,
    near=st.none() | st.tuples(lats, lons),
    within_km=st.sampled_from([0.0, 25.0, 3000.0, 10_007.5, 25_000.0]),
    bbox=st.none() | st.tuples(lons, lats, lons, lats).filter(lambda box: box[1] <= box[3]),
    since=st.none() | days,
    until=st.none() | days,
    types=some(list(EventType)[:2]),
    sub_types=some(KINDS),
    statuses=some(list(Status)[:2]),
    modalities=some(list(Modality)[:2]),
    grades=some(["A", "B2", "2", "F6"]),
    countries=some(["UA", "sy"]),
    reviews=some(list(ReviewState)[:2]),
    released=st.none() | st.booleans(),
    text=st.none() | texts,
    dated=st.none() | st.booleans(),
    placed=st.none() | st.booleans(),
)


@st.composite
def claims_of(draw: st.DrawFn, key: DocumentId, text: str) -> list[Claim]:
    claims = []
    for ordinal in range(draw(st.integers(0, 3)) if text else 0):
        start = draw(st.integers(0, len(text) - 1))
        trigger = Span.of(text, start, start + 1)
        place, kind = draw(st.none() | places), draw(st.sampled_from(KINDS))
        claims.append(Claim(document=key, trigger=trigger, kind=kind, ordinal=ordinal, place=place))
    return claims


@st.composite
def event_lists(draw: st.DrawFn, known: list[ClaimId]) -> list[Event]:
    names = draw(st.lists(st.sampled_from("abcdefgh"), unique=True))
    return [draw(events(EventId(name), [*known, ClaimId("gone")])) for name in names]


@st.composite
def events(draw: st.DrawFn, key: EventId, known: list[ClaimId]) -> Event:
    claims = tuple(draw(st.lists(st.sampled_from(known), min_size=1, max_size=3)))

    def choice(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return values.map(lambda value: Choice(value=value, supporting=claims[:1], differing=claims[1:]))

    return Event(
        id=key,
        claims=claims,
        kind=draw(choice(st.sampled_from(KINDS))),
        modality=draw(choice(st.sampled_from(list(Modality)[:2]))),
        place=draw(st.none() | choice(places)),
        when=draw(st.none() | choice(intervals)),
        status=draw(st.sampled_from(list(Status)[:2])),
        grade=draw(st.none() | grades),
        review=draw(st.sampled_from(list(ReviewState)[:2])),
        released=draw(st.booleans()),
    )


@functools.cache
def _template() -> bytes:
    """An empty store: copying it is quicker than migrating one for every example."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.sqlite"
        open_store(path, create=True).close()
        return path.read_bytes()


class Pair:
    """One store of each kind, asked the same."""

    def __init__(self) -> None:
        self.folder = tempfile.mkdtemp()
        path = Path(self.folder) / "store.sqlite"
        path.write_bytes(_template())
        self.stores = (open_store("memory:"), open_store(path))

    def same(self, ask: Callable[[Store], Any]) -> Any:
        """What both answer, errors with their words included."""
        memory, sqlite = (self._answer(ask, store) for store in self.stores)
        assert sqlite == memory
        return memory

    def close(self) -> None:
        for store in self.stores:
            store.close()
        shutil.rmtree(self.folder)

    @staticmethod
    def _answer(ask: Callable[[Store], Any], store: Store) -> Any:
        try:
            return ask(store)
        except DatelineError as error:
            return type(error), str(error)


def check_filter(pair: Pair, wanted: EventFilter) -> None:
    listed = pair.same(lambda s: list(s.events(wanted)))
    pair.same(lambda s: list(s.events(wanted, limit=2, offset=1)))
    assert pair.same(lambda s: s.count_events(wanted)) == len(listed)
    timeline = pair.same(lambda s: list(s.timeline(wanted)))
    assert sum(count for _, _, count in timeline) == sum(event.when is not None for event in listed)
    assert sum(pair.same(lambda s: s.facets(wanted))["type"].values()) == len(listed)


def _about_document(key: DocumentId, store: Store) -> Any:
    return store.document(key), store.raw(key), store.reading(key), list(store.claims_of(key))


def _about_claim(key: ClaimId, store: Store) -> Any:
    return store.claim(key), store.event_of(key)


class Stores(RuleBasedStateMachine):
    @initialize()
    def opened(self) -> None:
        self.pair = Pair()

    @rule(key=keys, text=texts, title=st.none() | texts, raw=st.none() | st.binary(), data=st.data())
    def add(self, key: DocumentId, text: str, title: str | None, raw: bytes | None, data: st.DataObject) -> None:
        doc = Document(id=key, text=text, title=title, url=title)
        claims = data.draw(claims_of(key, text))
        self.pair.same(lambda s: s.add(doc, claims, Reading(document=key, reader="r"), raw=raw))

    @rule(key=keys, data=st.data())
    def reread(self, key: DocumentId, data: st.DataObject) -> None:
        doc = self.pair.stores[0].document(key)
        claims = data.draw(claims_of(key, doc.text if doc else ""))
        self.pair.same(lambda s: s.reread(key, claims, Reading(document=key, reader=None, note="n")))

    @rule(data=st.data(), value=st.text(max_size=3))
    def replace_events(self, data: st.DataObject, value: str) -> None:
        known = [claim.id for claim in self.pair.stores[0].claims()]
        derived = data.draw(event_lists(known))
        self.pair.same(lambda s: s.replace_events(derived, state={"k": value}))

    @rule(key=st.sampled_from("xyz"), user=st.sampled_from(["u", "\ud800"]), at=moments)
    def decide(self, key: str, user: str, at: datetime) -> None:
        decision = Decision(
            id=key, at=at, user=user, kind=DecisionKind.CONFIRM, target_kind=TargetKind.EVENT, target="e"
        )
        self.pair.same(lambda s: s.decide(decision))

    @rule(locator=st.sampled_from(["a", "b", "\udce9"]), reason=st.text(max_size=2), at=moments)
    def reject(self, locator: str, reason: str, at: datetime) -> None:
        self.pair.same(lambda s: s.reject(Rejection(locator=locator, stage="ingest", reason=reason, at=at)))

    @rule(wanted=filters)
    def ask_events(self, wanted: EventFilter) -> None:
        check_filter(self.pair, wanted)

    @rule(words=texts, title=texts)
    def search(self, words: str, title: str) -> None:
        def hits(store: Store) -> set[tuple[str, str, tuple[tuple[int, int], ...]]]:
            return {(hit.document, hit.snippet, hit.marks) for hit in store.search(words)}

        self.pair.same(hits)
        self.pair.same(lambda s: list(s.versions(title)))

    @invariant()
    def all_is_the_same(self) -> None:
        if not hasattr(self, "pair"):
            return
        for doc in self.pair.same(lambda s: list(s.documents())):
            self.pair.same(partial(_about_document, doc.id))
        for claim in self.pair.same(lambda s: list(s.claims())):
            self.pair.same(partial(_about_claim, claim.id))
        self.pair.same(lambda s: (list(s.decisions()), list(s.rejections()), s.state("k"), s.changes()))

    def teardown(self) -> None:
        if hasattr(self, "pair"):
            self.pair.close()


TestStores = Stores.TestCase
TestStores.settings = settings(max_examples=12, stateful_step_count=12, deadline=None)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(derived=event_lists([ClaimId("c")]), wanted=st.lists(filters, min_size=4, max_size=4))
def test_filters_let_the_same_events_through(derived: list[Event], wanted: list[EventFilter]) -> None:
    pair = Pair()
    try:
        pair.same(lambda s: s.replace_events(derived, state={}))
        for each in wanted:
            check_filter(pair, each)
    finally:
        pair.close()


@settings(max_examples=25, deadline=None)
@given(derived=event_lists([ClaimId("c")]), near=st.tuples(lats, lons), km=st.floats(0, 21_000))
def test_near_lets_the_same_events_through_anywhere(derived: list[Event], near: tuple[float, float], km: float) -> None:
    pair = Pair()
    try:
        pair.same(lambda s: s.replace_events(derived, state={}))
        pair.same(lambda s: list(s.events(EventFilter(near=near, within_km=km))))
    finally:
        pair.close()
