"""Doubt that the teller marks, and sums over many events."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.extract.syntax import Sentence, clause_of, is_passive, lemma, up
from dateline.extract.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Token


_ADVERBS = words(
    """reportedly allegedly apparently presumably possibly probably supposedly purportedly seemingly perhaps maybe
    likely ostensibly evidently conceivably suspectedly"""
)
_ADJECTIVES = words(
    "alleged suspected apparent unconfirmed presumed reported purported probable supposed rumoured "
    "rumored possible likely unverified"
)
_PASSIVE = words(
    "believe suspect allege report think say presume rumour rumor suppose assume understand consider fear deem"
)
_SEEMING = words("appear seem suspect believe think assume presume suggest fear doubt")
_SENTENCE = re.compile(
    r"\b(?:unconfirmed|not (?:immediately |yet )?(?:be(?:en)? )?(?:independently )?(?:verif|confirm)\w*|"
    r"(?:cannot|could not|couldn't|can't|has not|have not)"
    r" (?:immediately |yet |be |been |independently ){0,3}(?:verif|confirm|corroborat|establish)\w*|"
    r"(?:it (?:is|was)|remains?) (?:un|not )clear"
    r"|no independent (?:confirmation|verification)|(?:doubt|question)s? (?:about|over)|if confirmed|"
    r"may have|might have|could have been)",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"\b(?:dozens|hundreds|scores|thousands|series|wave|string|spate|campaign|repeated(?:ly)?|daily|weekly|"
    r"nightly|regular(?:ly)?|frequent(?:ly)?"
    r"|numerous|many times|every (?:day|night|week|few)|in (?:total|all)|since|so far|over the (?:past|"
    r"last)|during the (?:past|last)"
    r"|throughout|continu(?:ed?|ing|ous)|ongoing|years? of|months? of|weeks? of|often|routinely|"
    r"systematic(?:ally)?|widespread)\b",
    re.IGNORECASE,
)

# What comes in numbers within one event: "explosions shook the airfield".
_BANGS = frozenset({"explosion", "blast", "detonation", "shot"})


def is_hedged(token: Token, sentence: Sentence) -> bool:
    """Whether the sentence marks doubt about the event at `token` or who did it."""
    if _is_doubtful(token):
        return True
    crossed = 0
    for governor, child in up(token):
        if child.dep_ in ("relcl", "advcl", "conj") and child.pos_ in ("VERB", "AUX"):
            crossed += 1
        if crossed > 1:
            break
        if _is_doubtful(governor):
            return True
        if lemma(governor) in _SEEMING and child.dep_ in ("xcomp", "ccomp", "oprd"):
            return True
        if lemma(governor) in _PASSIVE and is_passive(governor) and child.dep_ in ("xcomp", "ccomp", "oprd"):
            return True
    words = sentence.text[sentence.start : sentence.end]
    return _SENTENCE.search(words) is not None


def _is_doubtful(token: Token) -> bool:
    if token.pos_ in ("VERB", "AUX"):
        return any(lemma(c) in _ADVERBS for c in token.children if c.dep_ in ("advmod", "amod")) or any(
            lemma(d) in _ADJECTIVES
            for c in token.children
            if c.dep_ in ("nsubj", "agent", "nsubjpass")
            for d in c.subtree
            if d.dep_ == "amod" and d.i <= c.i
        )
    return any(
        str(c.text).lower() in _ADJECTIVES or lemma(c) in _ADVERBS
        for c in token.children
        if c.dep_ in ("amod", "advmod")
    )


def is_aggregate(token: Token, sentence: Sentence) -> bool:
    """Whether the event at `token` sums many: a plural with words of repetition or of a long time."""
    clause = clause_of(token)
    near = sorted((t for t in clause.subtree), key=lambda t: int(t.i))
    words = sentence.text[sentence.offset + near[0].idx : sentence.offset + near[-1].idx + len(near[-1])]
    if token.tag_ in ("NNS", "NNPS"):
        return _SUM.search(words) is not None or not (_is_definite(token) or lemma(token) in _BANGS)
    return _SUM.search(words) is not None and (token.pos_ == "NOUN" or _has_plural(token))


def _is_definite(token: Token) -> bool:
    return any(c.dep_ in ("det", "poss", "nummod") and lemma(c) not in ("some", "any") for c in token.children)


def _has_plural(token: Token) -> bool:
    return any(c.dep_ in ("dobj", "nsubjpass", "nsubj") and c.tag_ in ("NNS", "NNPS") for c in token.children)
