"""Where and when: which of the places and times that a sentence names belongs to an event."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.extract.attribution import SPEECH
from dateline.extract.mentions import Mention
from dateline.extract.nouns import COUNTRIES
from dateline.extract.roles import Roles
from dateline.extract.syntax import Sentence, clause_of, conjuncts, is_under, lemma, up
from dateline.extract.vocabulary import words
from dateline.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_LOCATIVE = words(
    """in at near on outside around inside across over throughout into through toward towards within along
    between from to of off north south east west northeast northwest southeast southwest beside outside
    against for"""
)
_STRONG = words("""in at near outside around inside across throughout within along over""")
_LEAST_NEARNESS = -1.0
_SURE = 1.5
_SEAT = 2.0  # what a speaker's seat falls behind by
# A dateline: a name at the very beginning, before a comma, a bracket or a dash and a date or another name.
_DATELINE = re.compile(r"\s*(?:,\s|\([^)]{2,40}\)|[–—-]\s)")
_LEAD = 60
_LEAD_LINES = 4
_LOCATED = re.compile(
    r"\b(?:in|at|near|outside|around|inside|across|throughout|within|into|over)\s+(?:the\s+|northern\s+|"
    r"southern\s+|eastern\s+|western\s+|central\s+)*"
    r"(?:(?:city|town|village|district|province|region|suburbs?)\s+of\s+)?$"
    r"|\b(?:city|town|village|port|capital|centre|center|market|streets?|outskirts|suburbs?|station|airport|hospital"
    r"|people|residents|mayor)\s+of\s+$",
    re.IGNORECASE,
)
_VILLAGE = re.compile(r"\b(?:village|town|city|hamlet|settlement) of ([A-Z][\w'’-]{2,30})\b")
_NEAR = re.compile(
    r",?\s+(?:near|outside|close to|not far from|"
    r"(?:some |about )?\d{1,3} (?:km|kilomet\w{2,4}|miles) (?:[a-z-]+ )?(?:of|from))\s+"
)
_SPEAKS = re.compile(r",?\s+(?:said|says|claims|claimed|told|announced|denied|denies|reported|reports|warned)\b")
_MOST_PLACES = 2_000
_LONGEST_HEADING = 60  # characters
_NOT_LETTERS = re.compile(r"[^a-z]+")
_REGION_WORDS = words("region province area district city oblast state county and")
_EXTRA_TYPES = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class SpanIndex:
    """Spans of a document in order, found by position."""

    spans: tuple[Span, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, spans: Sequence[Span]) -> SpanIndex:
        """An index of spans in any order; of those that overlap the first, the longest, stays."""
        kept: list[Span] = []
        for span in sorted(spans, key=lambda s: (s.start, -s.end)):
            if not kept or not kept[-1].overlaps(span):
                kept.append(span)
        return cls(tuple(kept), tuple(s.start for s in kept))

    def between(self, start: int, end: int) -> tuple[Span, ...]:
        """The spans that begin in a stretch."""
        return self.spans[bisect.bisect_left(self.starts, start) : bisect.bisect_left(self.starts, end)]

    def holds(self, position: int) -> bool:
        """Whether a span covers a position."""
        index = bisect.bisect_right(self.starts, position) - 1
        return index >= 0 and position < self.spans[index].end


def places_in(sentence: Sentence, known: SpanIndex) -> list[Span]:
    """The toponyms of a sentence: those that the gazetteer knows, and names that read like places."""
    found = list(known.between(sentence.start, sentence.end))
    run: list[Token] = []
    for token in (*sentence.tokens, None):
        if token is not None and token.ent_type_ in _EXTRA_TYPES and token.ent_iob_ != "O":
            if run and token.ent_iob_ == "B":
                _keep(run, sentence, found)
                run = []
            run.append(token)
        elif run:
            _keep(run, sentence, found)
            run = []
    stretch = sentence.text[sentence.start : sentence.end]
    for match in _VILLAGE.finditer(stretch):
        span = Span.of(sentence.text, sentence.start + match.start(1), sentence.start + match.end(1))
        found += [] if any(span.overlaps(f) for f in found) else [span]
    return sorted(found)


def _keep(run: list[Token], sentence: Sentence, found: list[Span]) -> None:
    first = run[1] if len(run) > 1 and lemma(run[0]) == "the" else run[0]
    span = sentence.span(first, run[-1])
    if span.text[:1].isupper() and not any(span.overlaps(f) for f in found):
        found.append(span)


def focus_of(text: str, places: SpanIndex) -> Span | None:
    """The place that a text is about: its dateline, else the name that stands in it most often as a location."""
    lead = next((p for p in places.spans if p.start < _LEAD), None)
    coarse = lead is not None and _is_coarse(lead)  # the town before it is not known
    if (
        lead is not None
        and not coarse
        and _DATELINE.match(text, lead.end)
        and text[: lead.start].count("\n") < _LEAD_LINES
    ):
        return lead
    counts: dict[str, list[Span]] = {}
    for place in places.spans[:_MOST_PLACES]:
        if _LOCATED.search(text[max(0, place.start - 24) : place.start]) and not _SPEAKS.match(text, place.end):
            counts.setdefault(place.text.casefold(), []).append(place)
    groups = sorted(counts.values(), key=lambda group: (-len(group), group[0].start))
    fine = [g for g in groups if not _is_coarse(g[0])]
    if fine and 3 * len(fine[0]) >= len(groups[0]):
        return fine[0][0]
    return groups[0][0] if groups else None


def _is_coarse(name: Span) -> bool:
    """Whether a name is a country's or a larger part's; Port Sudan is a town."""
    parts = name.text.lower().split()
    return parts[-1] in COUNTRIES and parts[0] != "port"


def toponym_of(
    mention: Mention, roles: Roles, named: Sequence[Span], sources: Sequence[Span], known: Span | None
) -> Span | None:
    """The place that a sentence gives an event; None where it gives none of its own.

    Args:
        known: the place that the text is at. A country in passing does not outdo a finer one.
    """
    best: tuple[float, Span] | None = None
    for span in named:
        head = mention.sentence.token_at(span)
        if head is None or any(span.overlaps(s) for s in sources):
            continue
        score = _nearness(mention, head, roles)
        if known is not None and is_seat(head):
            score -= _SEAT
        if best is None or score > best[0]:
            best = (score, span)
    if best is None or best[0] <= _LEAST_NEARNESS:
        return None
    coarse = _is_coarse(best[1])
    if coarse and best[0] < _SURE and known is not None and not _is_coarse(known):
        return None
    return best[1]


def known_near(toponym: Span, text: str, known: SpanIndex) -> Span:
    """The toponym, or where no gazetteer has it the name that it is said to be near: Goma of "Bulo near Goma"."""
    if known.holds(toponym.start):
        return toponym
    near = _NEAR.match(text, toponym.end)
    beside = known.between(near.end(), near.end() + 1) if near else ()
    return beside[0] if beside else toponym


def joined_places(toponym: Span, sentence: Sentence, named: Sequence[Span]) -> list[Span]:
    """The other names that a sentence joins to a toponym: Aleppo of "strikes hit Idlib and Aleppo"."""
    head = sentence.token_at(toponym)
    if head is None:
        return []
    others = {int(t.i) for t in conjuncts(head)[1:]}
    heads = [(span, sentence.token_at(span)) for span in named if span != toponym]
    return [span for span, other in heads if other is not None and other.i in others]


def located(sentence: Sentence, named: Sequence[Span]) -> Span | None:
    """The last name of a sentence that stands as a location ("in Homs"), not as somebody who acts."""
    found = None
    for span in named:
        head = sentence.token_at(span)
        if head is not None and head.dep_ == "pobj" and lemma(head.head) in _STRONG and not is_country(head):
            found = found if is_seat(head) else span
    return found


def is_seat(head: Token) -> bool:
    """Whether a name only says where a speaker sits: "the ministry in Kyiv said"."""
    child = head
    for governor, reached in up(head):
        child = reached
        if governor.pos_ in ("VERB", "AUX"):
            return lemma(governor) in SPEECH and child.dep_ in ("nsubj", "agent")
        if lemma(governor) in ("according", "accord"):
            return True
    return False


def heading_of(sentence: Sentence, named: Sequence[Span]) -> Span | None:
    """The place that a sentence consists of: the heading of a section of a digest ("Kherson region.")."""
    text = sentence.text[sentence.start : sentence.end]
    first = named[0] if named else None
    if first is None or first.start != sentence.start or len(text) > _LONGEST_HEADING:
        return None
    rest = _NOT_LETTERS.sub(" ", sentence.text[first.end : sentence.end].lower()).split()
    return first if _REGION_WORDS.issuperset(rest) else None


def is_country(head: Token) -> bool:
    """Whether a name is a country's or a larger part's."""
    return str(head.text).lower() in COUNTRIES


def _nearness(mention: Mention, head: Token, roles: Roles) -> float:
    trigger = mention.token
    score = -0.06 * abs(head.i - trigger.i) - 1.2 * _verbs_between(trigger, head)
    governor = lemma(head.head) if head.dep_ == "pobj" else ""
    if governor in _STRONG:
        score += 2.0
    elif governor in _LOCATIVE:
        score += 1.0
    if is_under(head, trigger):
        score += 2.0
    if any(is_under(head, t) and head.i <= t.i + 8 for t in (*roles.target, *roles.victim)):
        score += 1.5
    if governor not in _STRONG and any(is_under(head, a) for a in roles.actor):
        score -= 3.0
    if head.ent_type_ in ("NORP", "PERSON", "ORG") or head.dep_ in ("amod", "poss", "compound"):
        score -= 1.5
    if governor == "from" or head.dep_ in ("nsubj", "appos"):
        score -= 1.0
    if is_country(head):
        score -= 0.5 if governor in _STRONG else 1.5
    return float(score)


def _verbs_between(trigger: Token, other: Token) -> int:
    """How many clauses part two tokens: those from each up to what governs both."""
    above = [trigger, *(g for g, _ in up(trigger))]
    places = {t.i for t in above}
    crossed = 0
    current = other
    while current.i not in places and current.head.i != current.i:
        if current.pos_ in ("VERB", "AUX") and current.dep_ != "aux":
            crossed += 1
        current = current.head
    for token in above[:-1] if len(above) > 1 else []:
        if token.i == current.i:
            break
        if token.pos_ in ("VERB", "AUX"):
            crossed += 1
    return crossed


def time_of(mention: Mention, named: Sequence[Span], others: Sequence[Token]) -> Span | None:
    """The time that a sentence gives an event; the time of saying it is none.

    Args:
        others: the words of the sentence's other events.
    """
    best: tuple[float, Span] | None = None
    for span in named:
        head = mention.sentence.token_at(span)
        if head is None:
            continue
        score = _closeness(mention, head, others)
        if best is None or score > best[0]:
            best = (score, span)
    return best[1] if best is not None and best[0] > -1.5 else None


def _closeness(mention: Mention, head: Token, others: Sequence[Token]) -> float:
    trigger = mention.token
    verb = clause_of(head)
    score = 1.0 - 0.05 * abs(head.i - trigger.i) - 1.0 * _verbs_between(trigger, head)
    if is_under(head, trigger):
        return float(score + 2.0)
    beside = 0 < trigger.i - head.i < 3
    if verb.i != trigger.i and lemma(verb) in SPEECH and not beside:
        score -= 3.0  # "said on Tuesday": the day of speaking
    if any(is_under(head, o) and not is_under(trigger, o) and not is_under(o, trigger) for o in others):
        score -= 1.5
    return float(score)
