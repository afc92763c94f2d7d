"""The people that a sentence counts as killed, injured, detained, abducted, missing or displaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.extract.counts import number_run
from dateline.extract.lexicon import Family
from dateline.extract.mentions import Mention, is_person
from dateline.extract.nouns import CIVILIANS, FIGHTERS
from dateline.extract.syntax import Sentence, conjuncts, lemma, objects, resolved, subjects
from dateline.extract.tolls import VAGUE, bounds, number
from dateline.extract.vocabulary import words
from dateline.model import Casualty, CasualtyKind, Span, Victims

if TYPE_CHECKING:
    from spacy.tokens import Token

_K = CasualtyKind
_KIND_OF: dict[Family, CasualtyKind] = {
    Family.KILL: _K.KILLED,
    Family.DEATH: _K.KILLED,
    Family.WOUND: _K.INJURED,
    Family.CAPTURE: _K.DETAINED,
    Family.ARREST: _K.DETAINED,
    Family.ABDUCT: _K.ABDUCTED,
}
# Characters: of what stands before a count, of a count with its adjectives, of a toll's span.
_LEAD = 25
_LONGEST_COUNT = 60
_LONGEST_SPAN = 90
_DISPLACED = frozenset({"displace", "flee", "uproot", "displacement"})
# Words for many people whose number nobody can tell from a singular.
_COLLECTIVE = words(
    """family crowd population community group army force police military minority opposition enemy crew
    staff team unit public infantry isis"""
)
_UNCLEAR = words(
    """people person man member leader individual suspect prisoner detainee victim hostage figure guest
    crowd group chief recruit"""
)
_ANIMALS = words("animal cow cattle sheep goat dog horse donkey camel bird fish livestock pig chicken bee")
_COUNTERS = frozenset(["dozen", "hundred", "thousand", "score", "million", "number", "total", "ten"])
_RESULT_WORDS = {
    "dead": _K.KILLED,
    "wounded": _K.INJURED,
    "injured": _K.INJURED,
    "missing": _K.MISSING,
    "homeless": _K.DISPLACED,
    "displaced": _K.DISPLACED,
}
_BODY_NOUNS = {"death": _K.KILLED, "fatality": _K.KILLED, "injury": _K.INJURED, "dead": _K.KILLED}


def kind_for(mention: Mention) -> CasualtyKind | None:
    """What happens to those whom a mention's verb or noun is done to."""
    if lemma(mention.token) in _DISPLACED:
        return _K.DISPLACED
    if lemma(mention.token) == "shoot":
        return _K.KILLED if any(lemma(c) == "dead" for c in mention.token.children) else None
    return _KIND_OF.get(mention.family)


def counted(mention: Mention, victims: tuple[Token, ...]) -> tuple[Casualty, ...]:
    """The tolls that a mention tells of its victims, and those that words beside it count ("left 12 dead")."""
    kind = kind_for(mention)
    found: list[Casualty] = []
    if kind is not None:
        heads = [*victims, *_numbers(mention.token)]
        if lemma(mention.token) in ("flee",):
            heads = subjects(mention.token)
        if lemma(mention.token) in _BODY_NOUNS and not victims:
            heads = [mention.token]
        found = [c for c in (toll(h, kind, mention.sentence) for h in heads) if c is not None]
    found += _results(mention)
    return _distinct(found)


def _distinct(tolls: list[Casualty]) -> tuple[Casualty, ...]:
    kept: list[Casualty] = []
    for one in tolls:
        if not any(k.kind == one.kind and k.span and one.span and k.span.overlaps(one.span) for k in kept):
            kept.append(one)
    return tuple(kept)


def _numbers(verb: Token) -> list[Token]:
    """Bare numbers that a verb is done to: "killing five"."""
    heads = [h for o in objects(verb) for h in conjuncts(o)]
    return [h for h in heads if h.pos_ == "NUM" or lemma(h) in _COUNTERS]


def _results(mention: Mention) -> list[Casualty]:
    """Counts of "left 12 dead and 30 wounded" and "12 dead"."""
    found: list[Casualty] = []
    verb = mention.token
    if verb.pos_ == "VERB" and lemma(verb) == "leave":
        words = {str(t.text).lower() for t in verb.subtree} & _RESULT_WORDS.keys()
        for word in words:
            marker = next(t for t in verb.subtree if str(t.text).lower() == word)
            before = [t for t in verb.subtree if verb.i < t.i < marker.i and (t.pos_ == "NUM" or is_person(t))]
            if before:
                one = toll(before[-1], _RESULT_WORDS[word], mention.sentence)
                found += [one] if one else []
    return found


def toll(head: Token, kind: CasualtyKind, sentence: Sentence) -> Casualty | None:
    """What a noun phrase counts; None where it counts nobody ("no casualties", a crowd)."""
    head = resolved(head)
    counter = _counter(head)
    start = sentence.offset + int(counter.left_edge.idx)
    end = sentence.offset + int(counter.idx) + (len(counter) if counter is not head or head.pos_ == "NUM" else 0)
    lead = sentence.text[max(sentence.start, start - _LEAD) : start]
    phrase = sentence.text[max(start, end - _LONGEST_COUNT) : end]
    found = number_run(phrase)
    if found is None and (lemma(head) in _COLLECTIVE or _is_uncountable(head)):
        return None
    if lemma(head) in _ANIMALS or any(c.dep_ == "det" and lemma(c) == "no" for c in head.children):
        return None
    first, words = found if found is not None else (0, [])
    limits = bounds(
        lead + phrase[:first], words, plural=head.tag_ in ("NNS", "NNPS") or lemma(head) in ("people", "police")
    )
    if limits is None:
        return None
    stop = sentence.offset + int(head.idx) + len(head)
    left = min(start, stop - len(head))
    span = Span.of(sentence.text, left, stop) if stop - left <= _LONGEST_SPAN else sentence.span(head, head)
    return Casualty(kind=kind, low=limits[0], high=limits[1], span=span, victims=who(head))


def _counter(head: Token) -> Token:
    """The head itself, or what counts it: the dozens of "dozens of people"."""
    above = head.head.head
    if (
        head.dep_ == "pobj"
        and lemma(head.head) == "of"
        and (number(above.text) is not None or str(above.text).lower() in VAGUE or above.pos_ == "NUM")
    ):
        return above
    return head


def _is_uncountable(head: Token) -> bool:
    return bool(
        head.pos_ == "PRON" and lemma(head) not in ("he", "she", "one", "him", "her", "someone", "another")
    ) or not (is_person(head) or head.pos_ in ("NUM", "PRON") or lemma(head) in _BODY_NOUNS)


def who(head: Token) -> Victims:
    """Whether those counted are civilians or fighters, where the words say so."""
    word = lemma(head)
    if word in _UNCLEAR or head.pos_ == "NUM":
        modifiers = {lemma(c) for c in head.children}
        if modifiers & {"civilian"}:
            return Victims.CIVILIANS
        return Victims.FIGHTERS if modifiers & FIGHTERS and word != "people" else Victims.UNKNOWN
    if word in CIVILIANS:
        return Victims.CIVILIANS
    return Victims.FIGHTERS if word in FIGHTERS else Victims.UNKNOWN


def without_span(kind: CasualtyKind, low: int, high: int | None, span: Span | None = None) -> Casualty:
    """A toll that rests on the trigger."""
    return Casualty(kind=kind, low=low, high=high, span=span)
