"""Chooses a place for each toponym of a document."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dateline.locate.abbreviations import expanded
from dateline.locate.coherence import Floats, weighed
from dateline.locate.gazetteer import Gazetteer
from dateline.locate.names import Asked, asked, plain
from dateline.locate.spot import spotted
from dateline.model import Claim, Document, Level, Place, Span

MOST = 30  # candidates of one name that are weighed
WINDOW, KEPT = 50, 15  # names weighed together, and how many of the document's commonest join every window

# Log odds, chosen as the weights of `coherence` are.
POPULATION = 0.4
MAIN_NAME = 1.0
OF_LEVEL = {Level.COUNTRY: 3.0, Level.ADMIN1: 0.3, Level.ADMIN2: -0.7, Level.TOWN: 0.0, Level.SITE: -1.0}
ASKED_LEVEL = 6.0
HELD = 5.0
SEAT = -2.0  # of a division whose town of the same name is not ruled out: bare "Kherson" is the town
AT_HOME = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A place that a toponym could mean, how likely, and why."""

    place: Place
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A toponym and the place that it was resolved to."""

    span: Span
    place: Place | None  # None: the gazetteer has no such name
    confidence: float  # 0 to 1; how far ahead of its rivals, 0 where unresolved
    rivals: tuple[Rival, ...] = ()  # the chosen one first; only on request


def resolve(
    text: str, spans: Sequence[Span], gazetteer: Gazetteer, *, home: str | None = None, explain: bool = False
) -> tuple[Located, ...]:
    """Choose a place for each of `spans`, in their order, using all of them as context for each other.

    Args:
        text: The document's text.
        spans: Toponyms in it. "Kherson region" and "20 km west of Sake" may be whole spans.
        gazetteer: Where names are looked up.
        home: ISO 3166 alpha-2 code of the country that the source writes from, where known.
        explain: Whether to fill `rivals`.
    """
    questions = [asked(text, span, gazetteer) for span in spans]
    counts = Counter(question for question in questions if question.found)
    answers: dict[Asked, tuple[tuple[Place, ...], Floats]] = {}
    for window in _windows(list(counts), counts):
        shortlists = [_shortlist(question) for question in window]
        alone = [_alone(q, places, gazetteer, home) for q, places in zip(window, shortlists, strict=True)]
        chances = weighed(shortlists, alone, [counts[question] for question in window])
        for question, places, chance in zip(window, shortlists, chances, strict=True):
            answers.setdefault(question, (places, chance))
    return tuple(_answer(span, q, answers.get(q), explain) for span, q in zip(spans, questions, strict=True))


def located(claims: Sequence[Claim], doc: Document, gazetteer: Gazetteer) -> tuple[Claim, ...]:
    """The claims with `place` filled where their toponym could be resolved, in the light of the whole document."""
    own = {claim.toponym for claim in claims if claim.toponym is not None}
    if not own:
        return tuple(claims)
    context = [span for span in spotted(doc, gazetteer, demonyms=True) if not any(span.overlaps(o) for o in own)]
    spans = sorted({*own, *context})
    places = {found.span: found.place for found in resolve(doc.text, spans, gazetteer)}
    return tuple(replace(c, place=places.get(c.toponym)) if c.toponym is not None else c for c in claims)


def _windows(questions: list[Asked], counts: Counter[Asked]) -> Iterator[list[Asked]]:
    """Names to weigh together. A long document is cut up so that its cost grows with its length alone."""
    if len(questions) <= WINDOW + KEPT:
        if questions:
            yield questions
        return
    common = [question for question, _ in counts.most_common(KEPT)]
    rest = [question for question in questions if question not in set(common)]
    for start in range(0, len(rest), WINDOW):
        yield [*common, *rest[start : start + WINDOW]]


def _shortlist(question: Asked) -> tuple[Place, ...]:
    """The candidates to weigh: of the asked level where there are any, else all; the likelier ones of very many."""
    fitting = tuple(place for place in question.found if place.level in question.levels)
    if fitting and question.levels[0] is not Level.TOWN:
        return fitting[:MOST]
    return question.found[:MOST]


def _alone(question: Asked, places: tuple[Place, ...], gazetteer: Gazetteer, home: str | None) -> Floats:
    """What speaks for each candidate by itself."""
    name = plain(question.name)
    held = _holding(question.holder, gazetteer)
    odds = np.zeros(len(places))
    seats = [p for p in places if p.level is Level.TOWN and p.admin1]
    for n, place in enumerate(places):
        odds[n] = POPULATION * math.log(place.population + 300) + OF_LEVEL[place.level]
        odds[n] += MAIN_NAME * (plain(place.name) == name)
        odds[n] += ASKED_LEVEL * (place.level in question.levels)
        odds[n] += HELD * (held is not None and _is_held(place, held))
        odds[n] += AT_HOME * (place.country == home)
        odds[n] += SEAT * (not question.levels and any(_is_seat(town, place) for town in seats))
    return odds


def _is_seat(town: Place, division: Place) -> bool:
    """Whether a town is one that a first-order division is called after, not a hamlet called after the division."""
    inside = (town.country, town.admin1) == (division.country, division.name)
    return inside and division.level is Level.ADMIN1 and town.population * 50 >= division.population


@dataclass(frozen=True, slots=True)
class _Holding:
    countries: frozenset[str]
    first: frozenset[tuple[str, str]]
    second: frozenset[tuple[str, str]]


def _holding(holder: str | None, gazetteer: Gazetteer) -> _Holding | None:
    """The divisions and countries that a name may stand for."""
    if holder is None:
        return None
    short = expanded(holder, after_comma=True)
    if short is not None:
        return _Holding(frozenset(), frozenset({(short[1], short[0])}), frozenset())
    found: Sequence[Place] = ()
    words = holder.rstrip(".,").split()
    while words and not found:
        found = gazetteer.candidates(" ".join(words))
        words.pop()
    countries = frozenset(p.country for p in found if p.level is Level.COUNTRY)
    first = frozenset((p.country, p.name) for p in found if p.level is Level.ADMIN1)
    second = frozenset((p.country, p.name) for p in found if p.level is Level.ADMIN2)
    return _Holding(countries, first, second) if countries or first or second else None


def _is_held(place: Place, by: _Holding) -> bool:
    if place.level is Level.COUNTRY:
        return False
    if place.country in by.countries:
        return True
    if place.level is not Level.ADMIN1 and (place.country, place.admin1) in by.first:
        return True
    return place.level.rank < Level.ADMIN2.rank and (place.country, place.admin2) in by.second


def _answer(span: Span, question: Asked, answer: tuple[tuple[Place, ...], Floats] | None, explain: bool) -> Located:
    if answer is None:
        return Located(span=span, place=None, confidence=0.0)
    places, chance = answer
    order = np.argsort(-chance, kind="stable")
    rivals = tuple(
        Rival(place=places[n], confidence=round(float(chance[n]), 4), reasons=_reasons(question, places[n]))
        for n in (order[:5] if explain else ())
    )
    best = int(order[0])
    return Located(span=span, place=places[best], confidence=round(float(chance[best]), 4), rivals=rivals)


def _reasons(question: Asked, place: Place) -> tuple[str, ...]:
    """Why a place is among the candidates, in words."""
    said = [f'"{question.name}" stands for it' if question.demonym else f'the gazetteer calls it "{question.name}"']
    if place.population:
        said.append(f"{place.population:,} people")
    if place.level in question.levels:
        said.append(f"the words around the name ask for a place of level {place.level}")
    if question.holder:
        said.append(f'the text goes on with "{question.holder}"')
    if question.offset:
        said.append("it is what the phrase measures from")
    return tuple(said)
