"""What every store does, on each of them. Memory is the reference."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from dateline.errors import BadRecord, DecisionRefused, NotFound, StoreError, UsageError
from dateline.model import (
    Anchor,
    Casualty,
    CasualtyKind,
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
    Link,
    Modality,
    Origin,
    OriginId,
    OriginKind,
    Place,
    Rejection,
    ReviewState,
    Span,
    Status,
    SubEventType,
    TargetKind,
    Toll,
)
from dateline.store import Reading, Store

TEXT = "Two people died when shells hit Izyum on Monday, the mayor said. Troops left Balakliia overnight."
NOON = datetime(2022, 5, 24, 12, 0, tzinfo=timezone(timedelta(hours=3)))
IZYUM = Place(name="Izyum", country="UA", lat=49.21, lon=37.25, level=Level.TOWN, geonames_id=707753, population=48114)


def a_document(key: str = "d1", text: str = TEXT, **fields: Any) -> Document:
    return Document(id=DocumentId(key), text=text, **fields)


def a_claim(doc: Document, words: str, kind: SubEventType = SubEventType.SHELLING, **fields: Any) -> Claim:
    start = doc.text.index(words)
    return Claim(document=doc.id, trigger=Span.of(doc.text, start, start + len(words)), kind=kind, **fields)


def by(doc: Document, reader: str | None = "baseline 0.1", note: str = "") -> Reading:
    return Reading(document=doc.id, reader=reader, note=note)


def span(doc: Document, words: str) -> Span:
    start = doc.text.index(words)
    return Span.of(doc.text, start, start + len(words))


def an_event(key: str, *claims: str, **fields: Any) -> Event:
    """An event with plain values: `kind`, `modality`, `place` and `when` are given bare."""
    ids = tuple(ClaimId(c) for c in claims or (f"claim of {key}",))
    chosen = {"kind": SubEventType.SHELLING, "modality": Modality.ACTUAL} | fields
    for name in ("kind", "modality", "place", "when", "actor"):
        if chosen.get(name) is not None:
            chosen[name] = Choice(value=chosen[name], supporting=ids)
    return Event(id=EventId(key), claims=ids, **chosen)


def at(lat: float, lon: float, country: str = "UA") -> Place:
    return Place(name="somewhere", country=country, lat=lat, lon=lon, level=Level.TOWN)


def a_grade(code: str) -> Grade:
    return Grade(reliability=code[0], credibility=int(code[1]), reliability_reason="r", credibility_reason="c")


def ids(store: Store, **wanted: Any) -> list[str]:
    return [event.id for event in store.events(EventFilter(**wanted))]


def fill(store: Store, *texts: str) -> list[Document]:
    docs = [a_document(f"d{i}", text) for i, text in enumerate(texts, 1)]
    for doc in docs:
        store.add(doc, [], by(doc))
    return docs


# --- documents and claims -----------------------------------------------------------------------------------------


def test_a_document_comes_back_with_every_field(store: Store) -> None:
    raw = b"<p>Two people died</p>"
    doc = a_document(
        source="Kharkiv Daily",
        url="https://example.org/1",
        title="Shells hit Izyum",
        author="A. Writer",
        published=date(2022, 5, 24),
        published_at=NOON,
        retrieved=datetime(2022, 5, 25, tzinfo=UTC),
        language="en",
        media_type="text/html",
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        version_of=DocumentId("d0"),
        version=2,
    )
    assert store.add(doc, [], by(doc), raw=raw)
    kept = store.document(doc.id)
    assert kept == doc
    assert kept is not None
    assert kept.published_at is not None
    assert kept.published_at.utcoffset() == timedelta(hours=3)
    assert store.raw(doc.id) == raw
    assert list(store.documents()) == [doc]
    assert store.document(DocumentId("other")) is None
    assert store.raw(DocumentId("other")) is None


def test_a_claim_comes_back_with_every_field(store: Store) -> None:
    doc = a_document()
    claim = a_claim(
        doc,
        "hit",
        actor=(span(doc, "Troops"),),
        target=(span(doc, "Izyum"),),
        victim=(span(doc, "Two people"),),
        weapon=(span(doc, "shells"),),
        toponym=span(doc, "Izyum"),
        place=IZYUM,
        time_words=span(doc, "on Monday"),
        when=Interval.on(date(2022, 5, 23)),
        casualties=(Casualty(kind=CasualtyKind.KILLED, low=2, high=None, span=span(doc, "Two people")),),
        attribution=(span(doc, "the mayor"),),
        modality=Modality.DENIED,
        hedged=True,
        aggregate=True,
        confidence=0.1 + 0.2,
        ordinal=3,
        reader="baseline 0.1",
    )
    store.add(doc, [claim], by(doc))
    assert store.claim(claim.id) == claim
    assert store.claims_of(doc.id) == [claim] or store.claims_of(doc.id) == (claim,)
    assert list(store.claims()) == [claim]
    assert store.claim(ClaimId("none")) is None


def test_adding_twice_changes_nothing(store: Store) -> None:
    doc = a_document()
    claim = a_claim(doc, "hit")
    assert store.add(doc, [claim], by(doc))
    before = store.changes()
    assert not store.add(replace(doc, title="Another title"), [], by(doc, "other reader"))
    assert store.changes() == before
    assert list(store.documents()) == [doc]
    assert list(store.claims()) == [claim]
    assert store.reading(doc.id) == by(doc)


def test_another_text_under_a_known_id_is_refused(store: Store) -> None:
    doc = a_document()
    store.add(doc, [], by(doc))
    with pytest.raises(BadRecord, match="another text"):
        store.add(replace(doc, text=TEXT + " "), [], by(doc))
    assert list(store.documents()) == [doc]


@pytest.mark.parametrize(
    "text",
    [
        "nul \0 inside \0",
        "\u202eright to left\u202c and \u200f marks",
        "astral 🛰 signs 𝔸 and flags 🇺🇦",
        "",
        "\r\n\t line ends\r",
        "x" * 1_000_000,
        "и\u0306 decomposed, й not",
    ],
)
def test_text_is_kept_verbatim(store: Store, text: str) -> None:
    doc = a_document(text=text)
    store.add(doc, [], by(doc))
    kept = store.document(doc.id)
    assert kept is not None
    assert kept.text == text


@pytest.mark.parametrize("field", ["id", "text", "title", "source", "url"])
def test_half_a_surrogate_pair_is_refused_with_its_place(store: Store, field: str) -> None:
    doc = Document(**({"id": "d1", "text": TEXT} | {field: "abc\ud83d"}))  # type: ignore[arg-type]
    with pytest.raises(BadRecord, match=r"U\+D83D\) at character 3"):
        store.add(doc, [], by(doc))
    assert list(store.documents()) == []


def test_raw_bytes_must_be_those_that_the_document_names(store: Store) -> None:
    doc = a_document(raw_sha256="0" * 64)
    with pytest.raises(BadRecord, match="raw_sha256"):
        store.add(doc, [], by(doc), raw=b"other")
    assert store.document(doc.id) is None


def test_two_documents_of_the_same_bytes_both_give_them_back(store: Store) -> None:
    docs = [a_document("d1"), a_document("d2", "another reading of it"), a_document("d3", "not kept")]
    for doc, raw in zip(docs, (b"same", b"same", None), strict=True):
        store.add(doc, [], by(doc), raw=raw)
    assert [store.raw(doc.id) for doc in docs] == [b"same", b"same", None]


def test_versions_of_one_address_come_oldest_first(store: Store) -> None:
    url = "https://example.org/live"
    second = a_document("b", "second", url=url, version=2, version_of=DocumentId("a"))
    first = a_document("a", "first", url=url)
    for doc in (second, first, a_document("c", "elsewhere", url=url + "/2")):
        store.add(doc, [], by(doc))
    assert store.versions(url) == [first, second]
    assert list(store.versions("https://example.org/none")) == []


def test_claims_come_by_document_then_by_trigger(store: Store) -> None:
    docs = [a_document("z"), a_document("a")]
    expected = []
    for doc in docs:
        late, early = a_claim(doc, "left", SubEventType.TRANSFER_OF_TERRITORY), a_claim(doc, "hit")
        store.add(doc, [late, early], by(doc))
        expected += [early, late]
    assert list(store.claims()) == expected


def test_a_newer_reader_replaces_the_claims_of_its_document_only(store: Store) -> None:
    docs = [a_document("d1"), a_document("d2")]
    for doc in docs:
        store.add(doc, [a_claim(doc, "hit")], by(doc))
    newer = a_claim(docs[0], "left", SubEventType.TRANSFER_OF_TERRITORY, reader="trained 1")
    before = store.changes()
    store.reread(docs[0].id, [newer], by(docs[0], "trained 1"))
    assert list(store.claims()) == [newer, a_claim(docs[1], "hit")]
    assert store.reading(docs[0].id) == by(docs[0], "trained 1")
    assert store.changes() > before


def test_rereading_a_document_that_is_not_there_says_so(store: Store) -> None:
    with pytest.raises(NotFound, match="nowhere"):
        store.reread(DocumentId("nowhere"), [], by(a_document("nowhere")))


def test_a_failed_write_leaves_everything_as_it_was(store: Store) -> None:
    doc = a_document()
    twice = [a_claim(doc, "hit"), a_claim(doc, "hit")]
    with pytest.raises(BadRecord, match="ordinal"):
        store.add(doc, twice, by(doc), raw=b"raw")
    with pytest.raises(BadRecord, match="another document"):
        store.add(doc, [a_claim(a_document("other"), "hit")], by(doc))
    with pytest.raises(BadRecord, match="lat"):
        store.add(doc, [a_claim(doc, "hit", place=replace(IZYUM, lat=91.0))], by(doc))
    assert store.document(doc.id) is None
    assert store.changes() == 0
    assert list(store.claims()) == []


def test_a_document_that_no_reader_reads_is_kept_marked_and_found(store: Store) -> None:
    doc = a_document(text="Обстріл Ізюма тривав усю ніч.", language="uk")
    note = "no reader reads uk"
    store.add(doc, [], by(doc, None, note))
    assert store.reading(doc.id) == Reading(document=doc.id, reader=None, note=note)
    assert [hit.document for hit in store.search("ІЗЮМА")] == [doc.id]


def test_documents_may_be_added_while_all_are_gone_through(store: Store) -> None:
    fill(store, *(f"text {i}" for i in range(40)))
    seen = []
    for doc in store.documents():
        seen.append(doc.id)
        copy = replace(doc, id=DocumentId(f"copy of {doc.id}"))
        store.add(copy, [], by(copy))
        store.reread(doc.id, [], by(doc, "again"))
    assert seen == [f"d{i}" for i in range(1, 41)]
    assert len(list(store.documents())) == 80


# --- events -------------------------------------------------------------------------------------------------------


def test_an_event_comes_back_with_every_field(store: Store) -> None:
    a, b = ClaimId("a"), ClaimId("b")
    event = Event(
        id=EventId("e"),
        claims=(a, b),
        kind=Choice(value=SubEventType.SHELLING, supporting=(a,), differing=(b,)),
        modality=Choice(value=Modality.ACTUAL, supporting=(a, b)),
        place=Choice(value=IZYUM, supporting=(b,)),
        when=Choice(value=Interval(date(1, 1, 1), date(9999, 12, 31)), supporting=(a,)),
        actor=Choice(value="Russian forces", supporting=(a,)),
        target=Choice(value="the school", supporting=(a,)),
        victim=Choice(value="two people", supporting=(a,)),
        weapon=Choice(value="shells", supporting=(a,)),
        tolls=(Toll(kind=CasualtyKind.KILLED, low=2, best=2, high=None, conservative=2, supporting=(a,)),),
        aggregate=True,
        hedged=True,
        links=(Link(claim=b, to=a, score=0.7, reasons=("same place", "one day apart")),),
        origins=(
            Origin(
                id=OriginId("o"),
                name="the mayor",
                kind=OriginKind.ATTRIBUTION,
                claims=(a, b),
                documents=(DocumentId("d1"),),
                evidence=("both name the mayor",),
                asserts=True,
                partisan=True,
            ),
        ),
        status=Status.DISPUTED,
        grade=a_grade("B2"),
        review=ReviewState.CONFIRMED,
        released=True,
        rejected_claims=(b,),
    )
    store.replace_events([event], state={})
    assert store.event(event.id) == event
    assert list(store.events()) == [event]
    assert store.event_of(b) == event
    assert store.event_of(ClaimId("c")) is None
    assert store.event(EventId("f")) is None


def test_events_replace_all_before_and_state_goes_with_them(store: Store) -> None:
    store.replace_events([an_event("old", "c", place=IZYUM)], state={"derived": "1", "model": "m"})
    before = store.changes()
    store.replace_events([an_event("new", "c")], state={"derived": "2"})
    assert ids(store) == ["new"]
    assert ids(store, near=(IZYUM.lat, IZYUM.lon)) == []
    assert (store.state("derived"), store.state("model"), store.state("none")) == ("2", "m", None)
    found = store.event_of(ClaimId("c"))
    assert found is not None
    assert found.id == "new"
    assert store.changes() == before


def test_two_events_of_one_id_are_refused_and_the_old_ones_stay(store: Store) -> None:
    store.replace_events([an_event("a")], state={"k": "1"})
    with pytest.raises(BadRecord, match="two events"):
        store.replace_events([an_event("b"), an_event("b")], state={"k": "2"})
    assert ids(store) == ["a"]
    assert store.state("k") == "1"


def test_events_come_latest_first_undated_last_then_by_id(store: Store) -> None:
    events = [
        an_event("undated b"),
        an_event("old", when=Interval.on(date(999, 5, 1))),
        an_event("long", when=Interval(date(2022, 1, 1), date(2022, 6, 1))),
        an_event("undated a"),
        an_event("short b", when=Interval.on(date(2022, 6, 1))),
        an_event("short a", when=Interval.on(date(2022, 6, 1))),
    ]
    store.replace_events(events, state={})
    order = ["short a", "short b", "long", "old", "undated a", "undated b"]
    assert ids(store) == order
    assert [e.id for e in store.events(limit=2, offset=1)] == order[1:3]
    assert [e.id for e in store.events(offset=4)] == order[4:]
    assert list(store.events(limit=0)) == []
    with pytest.raises(UsageError, match="negative"):
        store.events(limit=-1)


def test_filters_by_day_take_every_event_that_reaches_into_them(store: Store) -> None:
    spring = Interval(date(2022, 3, 1), date(2022, 5, 31))
    store.replace_events(
        [an_event("spring", when=spring), an_event("day", when=Interval.on(date(2022, 6, 1))), an_event("never")],
        state={},
    )
    assert ids(store, since=date(2022, 5, 31)) == ["day", "spring"]
    assert ids(store, since=date(2022, 6, 1)) == ["day"]
    assert ids(store, until=date(2022, 3, 1)) == ["spring"]
    assert ids(store, since=date(2022, 4, 1), until=date(2022, 4, 2)) == ["spring"]
    assert ids(store, dated=False) == ["never"]
    assert ids(store, dated=True) == ["day", "spring"]


def test_near_measures_on_the_globe(store: Store) -> None:
    store.replace_events(
        [
            an_event("east of the line", place=at(-17.0, 179.9)),
            an_event("west of the line", place=at(-17.0, -179.9)),
            an_event("on the line", place=at(-17.0, 180.0)),
            an_event("by the pole", place=at(89.9, 10.0)),
            an_event("beyond the pole", place=at(89.9, -170.0)),
            an_event("far south", place=at(-89.9, 0.0)),
            an_event("nowhere"),
        ],
        state={},
    )
    line = ["east of the line", "on the line", "west of the line"]
    assert ids(store, near=(-17.0, 179.95), within_km=30) == line
    assert ids(store, near=(-17.0, -180.0), within_km=30) == line
    assert ids(store, near=(-17.0, 179.9), within_km=12) == line[:2]
    assert ids(store, near=(89.95, 100.0), within_km=30) == ["beyond the pole", "by the pole"]
    assert ids(store, near=(0.0, 0.0), within_km=40_000) == sorted([*line, *ids(store, near=(90, 0)), "far south"])
    assert ids(store, near=(-17.0, 179.9), within_km=0) == ["east of the line"]


def test_a_box_may_cross_the_antimeridian(store: Store) -> None:
    store.replace_events([an_event(f"{lon}", place=at(0.0, lon)) for lon in (-179.0, -10.0, 10.1, 179.0)], state={})
    assert ids(store, bbox=(170, -1, -170, 1)) == ["-179.0", "179.0"]
    assert ids(store, bbox=(170, -1, 190, 1)) == ["-179.0", "179.0"]
    assert ids(store, bbox=(-20, -1, 20, 1)) == ["-10.0", "10.1"]
    assert ids(store, bbox=(-300, -1, 300, 1)) == ["-10.0", "-179.0", "10.1", "179.0"]
    assert ids(store, bbox=(-20, 1, 20, 2)) == []
    assert ids(store, placed=False) == []
    assert ids(store, bbox=(10.100_000_1, -1, 20, 1)) == []  # finer than single precision


def test_filters_by_what_was_judged(store: Store) -> None:
    store.replace_events(
        [
            an_event("a", grade=a_grade("B2"), status=Status.CORROBORATED, released=True),
            an_event("b", grade=a_grade("B3"), review=ReviewState.CONFIRMED),
            an_event("c", grade=a_grade("C2"), modality=Modality.DENIED, place=at(0, 0, "SY")),
            an_event("d", kind=SubEventType.ARMED_CLASH),
        ],
        state={},
    )
    assert ids(store, grades=("B2",)) == ["a"]
    assert ids(store, grades=("b",)) == ["a", "b"]
    assert ids(store, grades=("2",)) == ["a", "c"]
    assert ids(store, grades=("B3", "C")) == ["b", "c"]
    assert ids(store, statuses=(Status.CORROBORATED, Status.DENIED)) == ["a"]
    assert ids(store, reviews=(ReviewState.CONFIRMED,)) == ["b"]
    assert ids(store, modalities=(Modality.DENIED,)) == ["c"]
    assert ids(store, types=(EventType.BATTLES,)) == ["d"]
    assert ids(store, sub_types=(SubEventType.SHELLING,), grades=("2",)) == ["a", "c"]
    assert ids(store, countries=("sy", "IQ")) == ["c"]
    assert ids(store, released=True) == ["a"]
    assert ids(store, released=False, placed=False) == ["b", "d"]
    assert store.count_events(EventFilter(grades=("B",))) == 2


@pytest.mark.parametrize(
    "wanted",
    [
        EventFilter(grades=("G1",)),
        EventFilter(grades=("B7",)),
        EventFilter(grades=("",)),
        EventFilter(grades=("B22",)),
        EventFilter(near=(91, 0)),
        EventFilter(near=(float("nan"), 0)),
        EventFilter(near=(0, float("inf"))),
        EventFilter(near=(0, 0), within_km=-1),
        EventFilter(bbox=(0, 10, 1, 0)),
    ],
)
def test_a_filter_that_asks_nonsense_is_refused(store: Store, wanted: EventFilter) -> None:
    for ask in (store.events, store.count_events, store.timeline, store.facets):
        with pytest.raises(UsageError, match="No "):
            ask(wanted)


def test_text_asks_for_one_document_of_the_event_with_all_words(store: Store) -> None:
    docs = fill(store, "Shells hit Izyum. Two died.", "A bridge fell near Izyum.")
    first, second = (replace(a_claim(doc, "Izyum"), document=doc.id) for doc in docs)
    store.reread(docs[0].id, [first], by(docs[0]))
    store.reread(docs[1].id, [second], by(docs[1]))
    store.replace_events([an_event("both", first.id, second.id), an_event("second", second.id)], state={})
    assert ids(store, text="izyum") == ["both", "second"]
    assert ids(store, text="shells izyum") == ["both"]
    assert ids(store, text="shells bridge") == []  # no one document has both
    assert ids(store, text=" ?! ") == ["both", "second"]  # asks for no word


def test_counts_for_the_timeline_and_the_facets_obey_the_filter(store: Store) -> None:
    day, later = Interval.on(date(2022, 5, 21)), Interval(date(2022, 5, 22), date(2022, 6, 1))
    store.replace_events(
        [
            an_event("a", when=day, grade=a_grade("B2"), place=at(1, 1, "UA")),
            an_event("b", when=day, kind=SubEventType.AIR_STRIKE),
            an_event("c", when=day, kind=SubEventType.ARMED_CLASH, released=True),
            an_event("d", when=later, status=Status.DENIED, modality=Modality.DENIED),
            an_event("e", grade=a_grade("B2")),
        ],
        state={},
    )
    shelling = "Explosions/Remote violence"
    assert list(store.timeline()) == [
        (date(2022, 5, 21), "Battles", 1),
        (date(2022, 5, 21), shelling, 2),
        (date(2022, 5, 22), shelling, 1),
    ]
    assert list(store.timeline(EventFilter(released=True))) == [(date(2022, 5, 21), "Battles", 1)]
    facets = store.facets()
    assert facets == {
        "type": {"Battles": 1, shelling: 4},
        "sub_type": {"Air/drone strike": 1, "Armed clash": 1, "Shelling/artillery/missile attack": 3},
        "status": {"denied": 1, "single origin": 4},
        "grade": {"B2": 2},
        "modality": {"actual": 4, "denied": 1},
        "country": {"UA": 1},
        "review": {"unreviewed": 5},
    }
    assert store.facets(EventFilter(grades=("B2",), dated=False))["type"] == {shelling: 1}


# --- search -------------------------------------------------------------------------------------------------------


def found(store: Store, words: str) -> list[str]:
    return sorted(hit.document for hit in store.search(words))


def test_search_finds_documents_that_hold_all_words(store: Store) -> None:
    fill(store, "Shells hit Izyum.", "Shells hit Lyman.", "Обстрел Изюма. Kyiv’s café")
    assert found(store, "shells") == ["d1", "d2"]
    assert found(store, "IZYUM shells") == ["d1"]
    assert found(store, "изюма") == ["d3"]
    assert found(store, "cafe") == ["d3"]
    assert found(store, "CAFÉ kyiv") == ["d3"]
    assert found(store, "nothing") == []


def test_the_last_word_may_be_the_beginning_of_one_unless_a_space_follows(store: Store) -> None:
    fill(store, "Shelling of Izyum", "Shell casings of Izyum")
    assert found(store, "izyum shell") == ["d1", "d2"]
    assert found(store, "izyum shell ") == ["d2"]
    assert found(store, "izy shell") == []


def test_joined_words_must_stand_joined(store: Store) -> None:
    fill(store, "in Kam'yanets, a 23-year-old", "yanets and kam, 23 old year")
    assert found(store, "Kam'yanets") == ["d1"]
    assert found(store, "23-year-old ") == ["d1"]
    assert found(store, "kam yanets") == ["d1", "d2"]


@pytest.mark.parametrize(
    "words",
    [
        *('"', "'; DROP TABLE documents --", "a AND", "NOT", "NEAR(a b)", "title:x", "*", "^a", "{a}", "a\0b", "-"),
        *("\ud83d", "", " ", "((((", "🛰", "x" * 100_000, "a " * 5000, '"a" "b', "col : a + b", "a" * 40_000 + " b"),
    ],
)
def test_search_takes_any_input(store: Store, words: str) -> None:
    fill(store, "a b and not near x")
    for hit in store.search(words):
        assert hit.document == "d1"
    store.count_events(EventFilter(text=words))


def test_words_of_the_query_language_are_words(store: Store) -> None:
    fill(store, "and not near", "something else")
    assert found(store, "NOT ") == ["d1"]
    assert found(store, "near AND ") == ["d1"]


def test_a_snippet_shows_the_words_marked(store: Store) -> None:
    filler = "Rain fell over the plain and nobody was seen on the roads. " * 40
    fill(store, filler + "Shells\nhit Ізюм and Izyum 🛰 again, two died. " + filler)
    [hit] = store.search("izyum shells")
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Shells", "Izyum"]
    assert "Shells hit Ізюм and Izyum 🛰 again" in hit.snippet
    assert len(hit.snippet) < 300
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")


def test_a_word_that_only_the_title_has_is_found_and_shown_there(store: Store) -> None:
    doc = a_document(title="Bridge falls", text="Nobody was hurt.")
    store.add(doc, [], by(doc))
    [hit] = store.search("bridge")
    assert (hit.snippet, hit.marks) == ("Bridge falls", ((0, 6),))


def test_words_after_a_nul_are_found(store: Store) -> None:
    fill(store, "before \0 behind")
    assert found(store, "behind before") == ["d1"]


def test_search_gives_no_more_than_asked(store: Store) -> None:
    fill(store, *(f"Izyum {i}" for i in range(9)))
    assert len(store.search("izyum", limit=3)) == 3
    assert list(store.search("izyum", limit=0)) == []


# --- decisions, rejections, lifetime ------------------------------------------------------------------------------


def a_decision(key: str, **fields: Any) -> Decision:
    given: dict[str, Any] = {"at": NOON, "user": "olena", "kind": DecisionKind.CONFIRM}
    given |= {"target_kind": TargetKind.EVENT, "target": "e"}
    return Decision(id=key, **(given | fields))


def test_decisions_are_kept_in_the_order_in_which_they_were_taken(store: Store) -> None:
    decisions = [
        a_decision("b", anchors=(Anchor(ClaimId("x"), DocumentId("ї"), 3, 9),), reason='two "independent" papers'),
        a_decision("a", kind=DecisionKind.UNDO, target_kind=TargetKind.DECISION, target="b", at=NOON - timedelta(1)),
    ]
    for count, decision in enumerate(decisions, 1):
        store.decide(decision)
        assert store.changes() == count
    assert store.decisions() == decisions


def test_a_decision_is_taken_once(store: Store) -> None:
    store.decide(a_decision("a"))
    store.decide(a_decision("a"))
    with pytest.raises(DecisionRefused, match="Another decision"):
        store.decide(a_decision("a", user="petro"))
    assert store.decisions() == [a_decision("a")]
    assert store.changes() == 1


def test_a_rejection_again_changes_only_its_time(store: Store) -> None:
    first = Rejection(locator="a.txt", stage="ingest", reason="empty", at=NOON)
    other = replace(first, reason="not text")
    later = replace(first, at=NOON + timedelta(days=1))
    for rejection in (first, other, later):
        store.reject(rejection)
    assert store.rejections() == [later, other]


def test_a_file_with_an_undecodable_name_can_be_rejected(store: Store) -> None:
    store.reject(Rejection(locator="caf\udce9.txt", stage="ingest", reason="\ud800", at=NOON))
    assert store.rejections()[0].locator == "caf\\udce9.txt"


def test_many_threads_may_add_and_read(store: Store) -> None:
    docs = [a_document(f"d{i}", f"{TEXT} {i}") for i in range(24)]

    def work(doc: Document) -> tuple[bool, int]:
        added = store.add(doc, [a_claim(doc, "hit")], by(doc))
        return added, len(store.search("izyum")) + len(list(store.claims()))

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(work, docs + docs))
    assert sum(added for added, _ in results) == len(docs)
    assert all(seen >= 2 for _, seen in results)
    assert len(list(store.claims())) == len(docs)
    assert store.changes() == len(docs)


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.count_events()
