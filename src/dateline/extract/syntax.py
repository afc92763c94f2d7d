"""Small questions to a parse: phrases, paths, arguments. Tokens are spaCy's; offsets are the document's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

# Dependents that stay outside a noun phrase's span: they tell something else about it.
_OUTSIDE = frozenset(
    {"relcl", "appos", "acl", "conj", "cc", "punct", "advcl", "parataxis", "preconj", "advmod", "npadvmod"}
)
_NAME_PREPOSITIONS = frozenset({"of", "for"})
_COUNTERS = frozenset(
    {"dozen", "hundred", "thousand", "score", "number", "ten", "million", "group", "handful", "couple"}
)
_ACCUSING = frozenset({"accuse", "suspect", "blame", "convict"})
LONGEST_PHRASE = 160  # characters of a role's span


@dataclass(frozen=True, slots=True)
class Sentence:
    """One parsed sentence at its place in the document."""

    tokens: tuple[Token, ...]
    offset: int  # of the passage, to be added to a token's own
    number: int  # in the document
    paragraph: int
    text: str  # of the whole document

    @property
    def start(self) -> int:
        """Where it begins in the document."""
        return self.offset + int(self.tokens[0].idx)

    @property
    def end(self) -> int:
        """Where it ends in the document."""
        last = self.tokens[-1]
        return self.offset + int(last.idx) + len(last)

    def span(self, first: Token, last: Token) -> Span:
        """From one token to another, both included, in the document's own words."""
        return Span.of(self.text, self.offset + first.idx, self.offset + last.idx + len(last))

    def token_at(self, span: Span) -> Token | None:
        """The syntactic head among the tokens of a span of the document; None where it is not of this sentence."""
        inside = [t for t in self.tokens if span.start <= self.offset + t.idx < span.end]
        held = {t.i for t in inside}
        return next((t for t in inside if t.head.i not in held or t.head.i == t.i), None)


def lemma(token: Token) -> str:
    """The lemma in lower case."""
    return str(token.lemma_).lower()


def up(token: Token) -> Iterator[tuple[Token, Token]]:
    """Each (governor, the dependent by which it was reached), from a token to its root."""
    child = token
    while child.head.i != child.i:
        yield child.head, child
        child = child.head


def is_under(token: Token, ancestor: Token) -> bool:
    """Whether a token is another or hangs below it."""
    return token.i == ancestor.i or any(governor.i == ancestor.i for governor, _ in up(token))


def phrase(token: Token, sentence: Sentence) -> Span:
    """The noun phrase of a head: its modifiers and its "of", without clauses and appositions."""
    kept = sorted(_kept(token), key=lambda t: int(t.i))
    first, last = kept[0], kept[-1]
    while first.i < token.i and (first.is_punct or first.is_space):
        first = first.nbor(1)
    while last.i > token.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    span = sentence.span(first, last)
    if span.end - span.start > LONGEST_PHRASE:
        return sentence.span(token, token)
    return span


def _kept(token: Token, depth: int = 0) -> list[Token]:
    kept = [token]
    for child in token.children:
        if child.dep_ in _OUTSIDE or abs(child.i - token.i) > 25:
            continue
        if child.dep_ == "prep":
            if lemma(child) in _NAME_PREPOSITIONS and depth == 0 and child.i > token.i:
                kept.append(child)
                for obj in child.children:
                    if obj.dep_ == "pobj":
                        kept += _kept(obj, depth + 1)
            continue
        kept += _kept(child, depth + 1) if depth < 6 else []
    low, high = min(t.i for t in kept), max(t.i for t in kept)
    # A phrase is one stretch: what hangs off it beyond a gap is left out.
    return [t for t in kept if low <= t.i <= high]


def conjuncts(token: Token) -> list[Token]:
    """A head and what is joined to it by "and" or commas, in order."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            found += conjuncts(child)
    return found


def clause_of(token: Token) -> Token:
    """The nearest verb at or above a token; the root where there is none."""
    current = token
    while current.pos_ not in ("VERB", "AUX") and current.head.i != current.i:
        current = current.head
    return current


def below(token: Token, levels: int = 2) -> list[Token]:
    """Dependents down to some levels, clauses left out."""
    found: list[Token] = []
    for child in token.children:
        if child.dep_ in ("ccomp", "advcl", "relcl", "parataxis", "punct") or (
            child.dep_ == "conj" and child.pos_ == "VERB"
        ):
            continue
        found.append(child)
        if levels > 1:
            found += below(child, levels - 1)
    return found


def subjects(verb: Token) -> list[Token]:
    """Who does what a verb says, its own subject or that of the verb it is joined or subordinated to; active ones."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "csubj")]
    if own:
        return [resolved(s) for s in own if s.pos_ != "VERB"]
    agents = [o for c in verb.children if c.dep_ == "agent" for o in c.children if o.dep_ == "pobj"]
    if agents:
        return agents
    if is_passive(verb):
        return []
    return _inherited(verb)


def _inherited(verb: Token) -> list[Token]:
    head = verb.head
    if verb.head.i == verb.i:
        return []
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return [head]
    if verb.dep_ in ("conj", "xcomp", "advcl") and head.pos_ in ("VERB", "AUX"):
        if verb.dep_ == "advcl" and verb.tag_ not in ("VBG", "VB"):
            return []
        if is_passive(head) and verb.dep_ != "conj":
            return [resolved(c) for c in head.children if c.dep_ == "nsubjpass"]
        if verb.dep_ == "xcomp":
            ordered = [c for c in head.children if c.dep_ == "dobj"]
            if ordered:
                return ordered
        return subjects(head)
    if verb.dep_ in ("xcomp", "acl", "relcl") and head.pos_ in ("NOUN", "ADJ"):
        return _inherited(head) if head.pos_ == "ADJ" else []
    if verb.dep_ == "pcomp":
        above = head.head
        if lemma(above) in _ACCUSING:  # "accused the army of shelling the town"
            return objects(above)
        return subjects(above) if above.pos_ in ("VERB", "AUX") else []
    return []


def objects(verb: Token) -> list[Token]:
    """Whom or what a verb is done to."""
    found = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "obj")]
    if not found and not is_passive(verb):
        found = _misread_objects(verb)
    if not found and is_passive(verb) and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        found = [c for c in verb.head.children if c.dep_ in ("nsubjpass",)]
    if not found and verb.dep_ == "acl" and verb.tag_ == "VBN":
        found = [verb.head]
    if not found and verb.dep_ == "relcl" and is_passive(verb):
        found = [verb.head]
    return [resolved(o) for o in found]


def _misread_objects(verb: Token) -> list[Token]:
    """The object right behind a verb that the parse takes for an adverb ("captured Bakhmut") or another's subject."""
    names = [c for c in verb.children if c.i == verb.i + 1 and c.dep_ in ("advmod", "npadvmod", "oprd")]
    names = [c for c in names if str(c.text)[:1].isupper() and c.ent_type_ not in ("DATE", "TIME")]
    if names or verb.tag_ != "VBG":
        return names
    return [c for governor, _ in up(verb) for c in governor.children if c.left_edge.i == verb.i + 1 and is_torn(c)]


def is_torn(token: Token) -> bool:
    """Whether a subject is the object of the verb before it: the 39 people of "killing 39 people, the mayor said"."""
    first = token.left_edge.i
    if token.dep_ != "nsubj" or first == 0 or first > token.i:
        return False
    before = token.doc[first - 1]
    return bool(before.tag_ == "VBG") and torn_from(token) is not None


def torn_from(token: Token) -> Token | None:
    """The subject that a torn object has swallowed: the mayor of "killing 39 people, the mayor said"."""
    beside = [c for c in token.children if c.dep_ == "appos" and token.i < c.i < token.head.i]
    return beside[-1] if beside else None


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive, a bare participle after a noun included."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    return bool(verb.tag_ == "VBN" and verb.dep_ == "acl")


def resolved(token: Token) -> Token:
    """A relative pronoun's antecedent, the people of "dozens of people"; any other token itself."""
    if lemma(token) in _COUNTERS or token.pos_ == "NUM":
        counted = prepositional(token, frozenset({"of"}))
        if counted:
            return counted[0]
    if token.tag_ in ("WDT", "WP") or lemma(token) == "that":
        for governor, child in up(token):
            if child.dep_ == "relcl":
                return governor
    return token


def prepositional(token: Token, words: frozenset[str]) -> list[Token]:
    """The objects of a token's prepositions of some kind ("on the base", "against civilians")."""
    return [
        o
        for c in token.children
        if c.dep_ in ("prep", "agent", "dative") and lemma(c) in words
        for o in c.children
        if o.dep_ in ("pobj", "pcomp") and o.pos_ in ("NOUN", "PROPN", "PRON", "NUM")
    ]


def lemmas(tokens: list[Token]) -> frozenset[str]:
    """The lemmas of tokens and their parts: "car-bomb" is also car and bomb."""
    found: set[str] = set()
    for token in tokens:
        word = lemma(token)
        found.add(word)
        found |= set(word.split("-"))
    return frozenset(found)


def phrase_lemmas(token: Token) -> frozenset[str]:
    """The lemmas of a head and its modifiers."""
    near = [c for c in token.subtree if token.i - 6 < c.i < token.i and c.ent_type_ not in ("DATE", "TIME")]
    return lemmas([token, *near])
