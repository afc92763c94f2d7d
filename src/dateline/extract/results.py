"""What became of people, joined to the event that did it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.extract.lexicon import Family
from dateline.extract.mentions import Mention
from dateline.extract.syntax import is_under, lemma, up
from dateline.extract.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Token

RESULTS = frozenset({Family.KILL, Family.WOUND, Family.DEATH})
_HOSTS_NOT = frozenset(
    {Family.GROUP, Family.AGREE, Family.BASE, Family.OTHER, Family.WITHDRAW, Family.ARREST, Family.CAPTURE}
)
_BANGS = frozenset({Family.EXPLODE, Family.SUICIDE, Family.BOMB, Family.SHELL, Family.AIR})
_FLAG = words("raise hoist plant")
_RANK = {Family.KILL: 1, Family.DEATH: 2, Family.WOUND: 3}
_CAUSING = words("""in during by from when after as while following amid because""")


def hosts_of(found: Sequence[Mention]) -> dict[int, int]:
    """For each mention that only gives the result or the name of another in its sentence, the other's index."""
    hosts: dict[int, int] = {}
    for index, mention in enumerate(found):
        for other_index, other in enumerate(found):
            if index != other_index and hosts.get(other_index) != index and _belongs(mention, other):
                hosts[index] = other_index
                break
    return {index: _top(index, hosts) for index in hosts}


def is_of_nobody(mention: Mention) -> bool:
    """Whether nobody came to harm: "no soldier was killed", "nobody died". That denies no event."""
    harmed = [c for c in mention.token.children if c.dep_ in ("nsubjpass", "nsubj")]
    if mention.family is Family.KILL:
        harmed = [c for c in harmed if c.dep_ == "nsubjpass"]
    return any(
        lemma(c) in ("nobody", "none") or str(c.text).lower() == "no" or any(lemma(d) == "no" for d in c.children)
        for c in harmed
    )


def _top(index: int, hosts: dict[int, int]) -> int:
    seen = {index}
    current = hosts[index]
    while current in hosts and current not in seen:
        seen.add(current)
        current = hosts[current]
    return current


def _belongs(mention: Mention, other: Mention) -> bool:
    if mention.family in RESULTS:
        if other.family in _HOSTS_NOT:
            return False
        if other.family in RESULTS:
            higher = _RANK[mention.family] > _RANK[other.family]
            return (higher and (_joined(mention, other) or _caused(mention, other))) or _repeats(mention, other)
        return _caused(mention, other)
    if mention.family is Family.EXPLODE and other.family in _BANGS:
        return mention.token.i > other.token.i and _caused(mention, other)
    if mention.family is Family.DESTROY and other.family in _BANGS and not other.is_verb:
        return _is_circumstance(mention.token, other.token) or _renames(mention, other)
    if mention.family is Family.TAKE and other.family in (Family.TAKE, Family.RETAKE):
        return lemma(mention.token) in _FLAG and _repeats_ground(mention, other)
    return _renames(mention, other)


def _repeats_ground(mention: Mention, other: Mention) -> bool:
    """Of "took the town and raised the flag": one act of taking."""
    return bool(mention.token.dep_ == "conj" and mention.token.head.i == other.token.i)


def _renames(mention: Mention, other: Mention) -> bool:
    """Whether a general word takes another as its subject: "the raid targeted them"."""
    if (
        mention.is_verb
        and mention.family in (Family.ATTACK, Family.SHELL, Family.DESTROY, Family.EXPLODE)
        and not other.is_verb
    ):
        verbs = [mention.token, *(c for c in mention.token.children if c.dep_ == "conj" and c.pos_ == "VERB")]
        return other.family not in _HOSTS_NOT and any(_is_subject(other.token, verb) for verb in verbs)
    return False


def _is_subject(noun: Token, verb: Token) -> bool:
    return bool(noun.head.i == verb.i and noun.dep_ in ("nsubj", "agent")) or bool(
        noun.dep_ == "pobj" and noun.head.dep_ == "agent" and noun.head.head.i == verb.i
    )


def _repeats(mention: Mention, other: Mention) -> bool:
    """Of "killed three but killed one more": joined, with no subject of its own."""
    if mention.family is not other.family or mention.token.dep_ != "conj" or mention.token.head.i != other.token.i:
        return False
    return not any(c.dep_ in ("nsubj", "nsubjpass", "prep", "npadvmod") for c in mention.token.children)


def _joined(mention: Mention, other: Mention) -> bool:
    """Of "killed six and wounded ten": one follows the other without a subject of its own."""
    return abs(mention.token.i - other.token.i) <= 14 and (
        is_under(mention.token, other.token)
        or mention.token.head.i == other.token.head.i
        or is_under(other.token, mention.token)
    )


def _caused(mention: Mention, other: Mention) -> bool:
    token, cause = mention.token, other.token
    for governor, child in up(token):
        if child.dep_ in ("ccomp", "parataxis"):
            break
        if governor.i == cause.i and child.dep_ in ("advcl", "acl", "relcl", "conj", "xcomp", "prep", "pcomp", "dobj"):
            return (
                child.dep_ != "conj"
                or not any(c.dep_ in ("nsubj",) for c in child.children)
                or mention.family is not Family.KILL
            )
        if governor.pos_ in ("VERB", "AUX") and child.dep_ == "conj" and _subject_is(governor, cause):
            return True
    if _subject_is(token, cause):
        return True
    return _is_circumstance(token, cause)


def _subject_is(verb: Token, cause: Token) -> bool:
    """Whether a verb's subject is the cause, or goes back to it through "which"."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "agent") and is_under(cause, child):
            return True
    return bool(verb.dep_ == "relcl" and is_under(cause, verb.head) and cause.i == verb.head.i)


def _is_circumstance(token: Token, cause: Token) -> bool:
    """Whether the cause hangs below as "in a raid", "when a bomb went off", "after clashes"."""
    for governor, child in up(cause):
        if child.dep_ in ("ccomp", "parataxis") or (child.dep_ == "relcl" and not _is_when(child)):
            return False
        if governor.i == token.i or (child.dep_ == "advcl" and _shares_subject(governor, token)):
            if child.dep_ in ("prep", "agent"):
                return lemma(child) in _CAUSING
            if _is_when(child) and child.dep_ == "relcl":
                return True
            return bool(child.dep_ == "advcl") and any(
                lemma(c) in _CAUSING and c.dep_ in ("mark", "advmod") for c in child.children
            )
    return False


def _shares_subject(verb: Token, first: Token) -> bool:
    """Whether a verb is joined to another: the wounded of "six were killed and ten wounded when a mine blew up"."""
    return bool(verb.dep_ == "conj" and verb.head.i == first.i)


def _is_when(child: Token) -> bool:
    """Whether a clause tells at what time: "on 9 March, when an aircraft bombed the house"."""
    return any(lemma(c) == "when" for c in child.children)
