"""Where a sentence names an event: tokens that fit an entry of the lexicon."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.extract.lexicon import Entry, Family, Pos, entries, lemma_of_form
from dateline.extract.nouns import BASES, CIVILIANS, FIGHTERS, TERRITORY, THINGS, WEAPONS
from dateline.extract.syntax import Sentence, below, lemma, lemmas, objects, phrase_lemmas, resolved
from dateline.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_TRIGGER = 60  # characters
_PERSON_TYPES = frozenset({"PERSON", "NORP"})
_PLACE_TYPES = frozenset({"GPE", "LOC", "FAC"})
_PEOPLE_PRONOUNS = frozenset(
    {"he", "she", "they", "him", "her", "them", "himself", "who", "me", "us", "someone", "somebody"}
)
_STANDING = frozenset({"occupy", "annex", "besiege", "blockade", "encircle", "wound", "injure", "arrest", "detain"})
_REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})
# Families whose word may be read as a verb where the tagger took a noun for one ("the shelling").
_GERUND = "VBG"


@dataclass(frozen=True, slots=True)
class Mention:
    """A word of a sentence that names an event."""

    token: Token
    entry: Entry
    sentence: Sentence

    @property
    def family(self) -> Family:
        """What the word tells of."""
        return self.entry.family

    @property
    def is_verb(self) -> bool:
        """Whether it is read as a verb."""
        return self.entry.pos is Pos.VERB

    @property
    def trigger(self) -> Span:
        """The word with its particle, object or modifier where these make the event ("opened fire")."""
        parts = [self.token, *_companions(self)]
        first, last = min(parts, key=lambda t: int(t.i)), max(parts, key=lambda t: int(t.i))
        if last.i - first.i > 4:
            first = last = self.token
        span = self.sentence.span(first, last)
        return span if span.end - span.start <= LONGEST_TRIGGER else _clipped(self.sentence, self.token)


def _clipped(sentence: Sentence, token: Token) -> Span:
    start = sentence.offset + int(token.idx)
    return Span.of(sentence.text, start, start + min(len(token), LONGEST_TRIGGER))


def _companions(mention: Mention) -> list[Token]:
    """Companions that stand beside the word without a subject or clause between."""
    wanted = mention.entry.companions
    near = [
        c for c in mention.token.children if c.dep_ in ("prt", "dobj", "compound", "amod", "advmod", "prep", "acomp")
    ]
    found = [c for c in near if lemma(c) in wanted and abs(c.i - mention.token.i) <= 4]
    return [c for c in found if c.dep_ != "prep" or mention.is_verb]


def mentions(
    sentence: Sentence, is_place: Callable[[Token], bool], is_time: Callable[[Token], bool] = lambda _: False
) -> list[Mention]:
    """Every word of a sentence that fits an entry, in order, one entry each.

    Args:
        is_place: whether a token stands in a name that denotes a place.
        is_time: whether a token stands in words for a time, as March of "9 March" does: it names no event.
    """
    found = []
    for token in sentence.tokens:
        if token.pos_ in ("VERB", "NOUN", "PROPN", "ADJ") and not is_time(token):
            entry = _entry(token, is_place)
            if entry is not None:
                found.append(Mention(token, entry, sentence))
    return found


def _entry(token: Token, is_place: Callable[[Token], bool]) -> Entry | None:
    company = _company(token)
    for key in _keys(token):
        for entry in entries().get(key, ()):
            if _fits(token, entry, company, is_place):
                return entry
    return None


def _keys(token: Token) -> list[tuple[str, Pos]]:
    word, form = lemma(token), str(token.text).lower()
    if token.pos_ == "VERB":
        if _is_before_a_name(token) and lemma_of_form().get(form, word) in _STANDING:
            return []  # "in occupied Crimea", "the besieged city": how it stands, not what happened
        known = (word, Pos.VERB) in entries()
        keys = [(word if known else lemma_of_form().get(form, word), Pos.VERB)]
        if token.tag_ == _GERUND:
            keys = [(form, Pos.NOUN), *keys] if token.dep_ in ("nsubj", "dobj", "pobj", "compound", "conj") else keys
        return keys
    if token.pos_ == "ADJ":
        return [(word, Pos.ADJECTIVE)]
    if token.ent_type_ in ("PERSON", "ORG", "WORK_OF_ART") and token.pos_ == "PROPN":
        return []
    if token.dep_ in ("compound", "amod", "nmod") and token.head.pos_ in ("NOUN", "PROPN"):
        # "Attack helicopters", "a combat zone": the head is what is meant, unless it names an event itself.
        return []
    return [(word, Pos.NOUN), (form, Pos.NOUN)]


def _is_before_a_name(verb: Token) -> bool:
    """Whether a participle stands before a noun or, for the parser a verb, between a preposition and a name."""
    if verb.dep_ == "amod" and verb.tag_ == "VBN":
        return True
    return bool(verb.dep_ == "pcomp" and verb.tag_ in ("VBN", "VBD") and verb.i == verb.head.i + 1)


def _company(token: Token) -> frozenset[str]:
    near = below(token, 2)
    words = set(lemmas(near)) - {lemma(token)}
    if token.pos_ in ("NOUN", "PROPN") or token.tag_ == _GERUND:
        words.add(lemma(token.head))
        if token.dep_ == "pobj":
            words.add(lemma(token.head.head))
        if token.dep_ == "conj":
            words |= lemmas(below(token.head, 1)) | {lemma(token.head.head)}
    return frozenset(words)


def _fits(token: Token, entry: Entry, company: frozenset[str], is_place: Callable[[Token], bool]) -> bool:
    if entry.companions and not entry.companions & company:
        return False
    if entry.stoppers & company or (entry.stoppers and lemma(token.head) in entry.stoppers):
        return False
    if entry.family is Family.SUICIDE and entry.companions & _REFLEXIVES and not _does_itself(token):
        return False
    if entry.object_class is None:
        return True
    done_to = objects(token)
    if not done_to and entry.family is not Family.CAPTURE:
        done_to = [resolved(c) for c in token.children if c.dep_ == "nsubj"]
    if entry.family is Family.CAPTURE and token.pos_ == "VERB":
        done_to = [o for o in done_to if not (o.pos_ == "PROPN" and is_place(o) and not any(o.children))]
    return any(belongs(o, entry.object_class, is_place) for o in done_to)


def _does_itself(verb: Token) -> bool:
    """Whether what is blown up is oneself, or a vest: in "they blew up the dam themselves" it is the dam."""
    done_to = objects(verb)
    return not done_to or any(lemma(o) in _REFLEXIVES or lemma(o) in ("vest", "belt") for o in done_to)


def belongs(token: Token, wanted: str, is_place: Callable[[Token], bool]) -> bool:
    """Whether a head is of a class that the lexicon names: place, person, weapon, thing."""
    word = lemma(token)
    if wanted == "weapon":
        return bool(phrase_lemmas(token) & WEAPONS)
    if wanted == "arms":
        return word in WEAPONS
    if wanted == "fighter":
        return word in FIGHTERS
    if wanted == "person":
        return is_person(token)
    if is_person(token) and not is_place(token):
        return False
    if wanted == "place":
        return word in TERRITORY or token.ent_type_ in _PLACE_TYPES or is_place(token)
    return word in THINGS or word in BASES or token.ent_type_ in ("FAC", "ORG")


def is_person(token: Token) -> bool:
    """Whether a head denotes people."""
    word = lemma(token)
    if word in FIGHTERS or word in CIVILIANS or str(token.text).lower() in _PEOPLE_PRONOUNS:
        return True
    if token.ent_type_ in _PERSON_TYPES:
        return True
    return bool(token.pos_ == "NUM" and token.dep_ in ("nsubjpass", "dobj", "nsubj") and token.ent_type_ == "CARDINAL")
