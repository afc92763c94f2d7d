"""How quick the SQLite store is: documents added a second, and how long events take to find.

Run by hand: python benchmarks/store.py [--documents 2000] [--events 1000 10000]
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from dateline.model import (
    Choice,
    Claim,
    ClaimId,
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
    Span,
    SubEventType,
)
from dateline.store import Reading, Store, open_store

WORDS = ("shells", "hit", "the", "town", "of", "Izyum", "on", "Monday", "two", "people", "died", "said", "Ізюм", "удар")
RUNS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--events", type=int, nargs="+", default=[1000, 10_000])
    options = parser.parse_args()
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "store.sqlite", create=True) as store:
        print(f"add, documents/s:         {add(store, options.documents, chance):8.0f}")
        print(f"add again, documents/s:   {add(store, options.documents, random.Random(1)):8.0f}")
        print(f"claims read/s:            {1 / per_claim(store):8.0f}")
        print(f"search, ms:               {median(lambda: store.search('izyum monday')):8.1f}")
        claims = [claim.id for claim in store.claims()]
        for count in options.events:
            measure(store, count, claims, chance)


def add(store: Store, count: int, chance: random.Random) -> float:
    """Documents of 400 words with 5 claims each, in documents per second."""
    docs = [(doc := document(i, chance), claims_of(doc)) for i in range(count)]
    start = time.perf_counter()
    for doc, claims in docs:
        store.add(doc, claims, Reading(document=doc.id, reader="r"), raw=doc.text.encode())
    return count / (time.perf_counter() - start)


def per_claim(store: Store) -> float:
    start = time.perf_counter()
    count = sum(1 for _ in store.claims())
    return (time.perf_counter() - start) / count


def measure(store: Store, count: int, claims: list[ClaimId], chance: random.Random) -> None:
    events = [event(i, claims, chance) for i in range(count)]
    start = time.perf_counter()
    store.replace_events(events, state={})
    print(f"{count} events")
    print(f"  replace all, s:         {time.perf_counter() - start:8.2f}")
    wanted = {
        "all": EventFilter(),
        "near": EventFilter(near=(49.0, 37.0), within_km=50),
        "box": EventFilter(bbox=(36, 48, 38, 50)),
        "days": EventFilter(since=date(2022, 5, 1), until=date(2022, 5, 7)),
        "type, grade": EventFilter(types=(EventType.BATTLES,), grades=("B",)),
        "text": EventFilter(text="izyum monday"),
    }
    for name, each in wanted.items():
        page = median(lambda each=each: store.events(each, limit=50))  # type: ignore[misc]
        number = median(lambda each=each: store.count_events(each))  # type: ignore[misc]
        facets = median(lambda each=each: (store.facets(each), store.timeline(each)))  # type: ignore[misc]
        found = store.count_events(each)
        print(f"  {name:12} {found:6} found; first 50 {page:6.1f} ms, count {number:6.1f} ms, facets {facets:6.1f} ms")


def median(work: Callable[[], object]) -> float:
    """Milliseconds, the middle of a few runs."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return sorted(times)[RUNS // 2] * 1000


def document(number: int, chance: random.Random) -> Document:
    return Document(id=DocumentId(f"d{number}"), text=" ".join([f"report{number}", *chance.choices(WORDS, k=400)]))


def claims_of(doc: Document) -> list[Claim]:
    spans = [Span.of(doc.text, start, start + 5) for start in range(0, 100, 20)]
    return [Claim(document=doc.id, trigger=s, kind=SubEventType.SHELLING, actor=(s,), attribution=(s,)) for s in spans]


def event(number: int, claims: list[ClaimId], chance: random.Random) -> Event:
    held = tuple(chance.sample(claims, 3))
    place = Place(
        name="p", country="UA", lat=chance.uniform(45, 52), lon=chance.uniform(23, 40), level=Level.TOWN, population=1
    )
    day = date(2022, 1, 1) + timedelta(days=chance.randrange(1000))
    return Event(
        id=EventId(f"e{number}"),
        claims=held,
        kind=Choice(value=chance.choice(list(SubEventType)), supporting=held),
        modality=Choice(value=Modality.ACTUAL, supporting=held),
        place=Choice(value=place, supporting=held),
        when=Choice(value=Interval.on(day), supporting=held),
        grade=Grade(
            reliability=chance.choice("BCF"),
            credibility=chance.randint(1, 6),
            reliability_reason="",
            credibility_reason="",
        ),
    )


if __name__ == "__main__":
    main()
