"""Whether a sentence says that an event happened, was denied, tried, planned or only supposed."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from dateline.extract.syntax import clause_of, lemma, up
from dateline.extract.vocabulary import words
from dateline.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token


class Unreal(Enum):
    """What is wished for, demanded, possible or ruled out in general: told of, but not as an event."""

    NO_CLAIM = auto()


_Found = Modality | Unreal | None  # None: nothing said at this word

_WISH = words(
    """call urge ask demand want hope need wish like help allow let enable permit encourage invite press
        recommend request able refuse willing unwilling reluctant discuss consider seek oppose support
        favour favor prefer advocate require deserve dare continue-to capable like afford condemn-future
        avoid deter prohibit ban forbid discourage"""
)
_WISHES = words(
    "call demand request goal aim hope need wish appeal ability capability capacity right desire chance "
    "proposal talk negotiation law ban"
)
_DENY = words("deny reject refute dismiss disprove debunk rebut disclaim repudiate")
_DENIAL = words("denial")
_THWART = words("foil thwart avert prevent stop abort fend ward survive escape beat")
_TRY = words("try attempt fail")
_ATTEMPTS = words("attempt bid effort failure try")
_ATTEMPTED = words("attempted failed foiled thwarted abortive botched unsuccessful aborted averted bungled")
_PLAN = words(
    """plan intend threaten vow promise pledge order expect aim prepare propose decide mean set schedule
        instruct command ready authorise authorize warn mull contemplate plot conspire agree poise
        anticipate approve due announce"""
)
_PLANS = words(
    """plan plot intention threat order proposal preparation readiness vow pledge promise warning decision
        conspiracy scheme ultimatum"""
)
_PLANNED = words(
    "planned imminent future upcoming impending threatened forthcoming looming intended proposed expected scheduled"
)
_SUPPOSE = words("suppose imagine assume hypothesise hypothesize pretend fear")
_RISKS = words("risk possibility danger event case scenario likelihood chance fear hypothesis potential")
_POSSIBLE = words("possible potential hypothetical eventual theoretical hypothetic")
_COMPLEMENT = frozenset(
    {"ccomp", "xcomp", "dobj", "prep", "pobj", "pcomp", "acl", "nsubjpass", "oprd", "agent", "relcl", "dative"}
)


def modality_of(token: Token) -> Modality | None:
    """How real an event is said to be, from its word's own markers to those of each clause that governs it.

    None where it is only wished for, demanded, able to happen or ruled out in general: no event is told.
    """
    found = _modality(token)
    return None if isinstance(found, Unreal) else found


def _modality(token: Token) -> Modality | Unreal:
    own = _own(token)
    if own is not None:
        return own
    child = token
    for governor, reached in up(token):
        child = reached
        found = _from_governor(governor, child)
        if found is not None:
            return found
        if child.dep_ in ("relcl",) or (
            child.dep_ in ("ccomp", "parataxis") and _is_finite(child) and not _colours(governor)
        ):
            # What governs a finite clause or its noun says no more about what the clause tells, but the deniers do.
            return _beyond(governor, child)
    return _conditional(token) or Modality.ACTUAL


def _beyond(governor: Token, child: Token) -> Modality:
    """The modality that verbs further up lend to a finite clause."""
    if child.dep_ == "relcl":
        return Modality.ACTUAL
    for above, reached in up(governor):
        if reached.dep_ not in ("ccomp", "parataxis", "conj"):
            break
        if lemma(above) in _DENY:
            return Modality.DENIED
    return Modality.ACTUAL


def _colours(governor: Token) -> bool:
    """Whether a verb changes how real its finite clause is."""
    word = lemma(governor)
    return word in _DENY or word in _SUPPOSE or word in _PLAN or word in _WISH


def _is_finite(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBP", "VBZ", "MD") or any(
        c.dep_ in ("aux", "auxpass") and c.tag_ != "TO" for c in token.children
    )


def _own(token: Token) -> _Found:
    """Markers that hang on the word itself."""
    children = list(token.children)
    if token.pos_ in ("NOUN", "PROPN"):
        return _own_noun(token, children)
    modal = next((str(c.text).lower() for c in children if c.dep_ == "aux" and c.tag_ == "MD"), None)
    if modal is not None:
        return _of_modal(modal, token, children)
    conditional = _conditional(token)
    if conditional is not None:
        return conditional
    if any(c.dep_ == "neg" or lemma(c) == "never" for c in children):
        return Modality.DENIED if _is_past_or_perfect(token, children) else Unreal.NO_CLAIM
    subjects = [c for c in children if c.dep_ in ("nsubj", "nsubjpass")]
    if any(
        lemma(s) in ("nobody", "none") or any(lemma(d) == "no" for d in s.children if d.dep_ == "det") for s in subjects
    ):
        return Modality.DENIED
    if token.dep_ not in ("nsubjpass",) and any(
        c.dep_ == "dobj" and any(d.dep_ == "det" and lemma(d) == "no" for d in c.children) for c in children
    ):
        return Modality.DENIED
    if any(c.dep_ == "dobj" and lemma(c) in ("nobody", "none") for c in children):
        return Modality.DENIED
    return None


def _own_noun(token: Token, children: list[Token]) -> _Found:
    words = {str(c.text).lower() for c in children if c.dep_ in ("amod", "det", "compound", "neg", "advmod")}
    if words & {"no", "neither"}:
        return Modality.DENIED
    if words & _ATTEMPTED:
        return Modality.ATTEMPTED
    if words & _PLANNED:
        return Modality.PLANNED
    if words & _POSSIBLE:
        return Modality.HYPOTHETICAL
    if token.dep_ == "compound" and lemma(token.head) in _ATTEMPTS:
        return Modality.ATTEMPTED
    if token.dep_ == "compound" and lemma(token.head) in _PLANS:
        return Modality.PLANNED
    return None


def _of_modal(modal: str, token: Token, children: list[Token]) -> _Found:
    perfect = any(c.dep_ == "aux" and lemma(c) == "have" for c in children)
    if any(c.dep_ == "neg" for c in children) or modal in ("can", "ca", "need"):
        return Unreal.NO_CLAIM
    if modal in ("will", "'ll", "shall", "wo"):
        return _conditional(token) or Modality.PLANNED
    if modal in ("would", "'d"):
        return Modality.HYPOTHETICAL if perfect or _conditional(token) else Modality.PLANNED
    if modal in ("may", "might", "could"):
        return None if perfect and modal != "could" else Modality.HYPOTHETICAL
    if modal in ("should", "must", "ought"):
        return None if perfect and modal == "must" else _conditional(token) or Unreal.NO_CLAIM
    return None


def _is_past_or_perfect(token: Token, children: list[Token]) -> bool:
    auxiliaries = [c for c in children if c.dep_ in ("aux", "auxpass")]
    if token.tag_ == "VBD" or any(lemma(c) == "have" or c.tag_ == "VBD" for c in auxiliaries):
        return True
    return token.tag_ in ("VBN", "VBG") and not any(c.tag_ in ("VBP", "VBZ", "TO") for c in auxiliaries)


def _conditional(token: Token) -> Modality | None:
    """A clause that is a condition, or that has one."""
    verb = clause_of(token)
    for child in verb.children:
        if child.dep_ == "mark" and str(child.text).lower() in ("if", "unless", "lest") and verb.dep_ == "advcl":
            return Modality.HYPOTHETICAL
        if child.dep_ == "advcl" and any(g.dep_ == "mark" and lemma(g) in ("if", "unless") for g in child.children):
            return Modality.HYPOTHETICAL if verb.pos_ == "VERB" and not _is_past(verb) else None
        if (
            child.dep_ == "advcl"
            and child.left_edge.tag_ == "VBD"
            and lemma(child.left_edge) == "be"
            and child.left_edge.i < verb.i
        ):
            return Modality.HYPOTHETICAL  # "Were X to …, it would"
    first = verb.left_edge
    if str(first.text) in ("Should", "Were", "Had") and verb.dep_ == "advcl":
        return Modality.HYPOTHETICAL
    return None


def _is_past(verb: Token) -> bool:
    return bool(verb.tag_ == "VBD") and not any(c.tag_ == "MD" for c in verb.children)


def _from_governor(governor: Token, child: Token) -> _Found:
    word = lemma(governor)
    if child.dep_ in ("conj", "appos", "punct"):
        return _shared(governor, child)
    if child.dep_ in ("nsubj",) and governor.pos_ in ("VERB", "AUX"):
        return _of_subject(governor, word)
    if child.dep_ in ("acl", "relcl") and _is_infinitive(child) and word not in _PLANS | _ATTEMPTS | _RISKS | _WISHES:
        return Unreal.NO_CLAIM  # "a strike to target them": a purpose
    if child.dep_ not in _COMPLEMENT and child.dep_ not in ("compound", "amod"):
        return _from_adverbial(child)
    if word in _DENY or (governor.pos_ == "NOUN" and word in _DENIAL):
        return Modality.DENIED
    if governor.pos_ == "ADP":
        return _from_preposition(governor, word)
    if governor.pos_ == "NOUN":
        return _from_noun(governor, word)
    return _from_verb(governor, child, word)


def _shared(governor: Token, child: Token) -> _Found:
    """What joined verbs share: the modal or negation of the first, where the second has no subject of its own."""
    if child.pos_ == "VERB" and any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children):
        return None
    if child.pos_ in ("VERB",) and child.tag_ in ("VBD",) and governor.tag_ != "VBD":
        return None
    if governor.pos_ in ("VERB", "NOUN"):
        found = _own(governor)
        return found if found is not Modality.DENIED or child.pos_ == "NOUN" else None
    return None


def _of_subject(verb: Token, word: str) -> _Found:
    """An event that is the subject: "the attack failed", "no attack took place", "strikes will continue"."""
    if word in ("fail", "falter", "collapse"):
        return Modality.ATTEMPTED
    if word in ("happen", "occur", "take", "begin", "start", "continue", "go", "resume", "follow", "be", "come"):
        found = _own(verb)
        return found if found is not Modality.HYPOTHETICAL or word != "be" else None
    return None


def _from_adverbial(child: Token) -> _Found:
    marks = {str(c.text).lower() for c in child.children if c.dep_ == "mark"}
    if child.dep_ == "advcl" and marks & {"if", "unless", "lest"}:
        return Modality.HYPOTHETICAL
    if child.dep_ == "advcl" and _is_infinitive(child):
        return Unreal.NO_CLAIM  # "gathered to attack": a purpose
    return None


def _from_preposition(governor: Token, word: str) -> _Found:
    if word == "without":
        return Modality.DENIED
    if word == "of" and lemma(governor.head) in ("case", "event"):
        return Modality.HYPOTHETICAL
    return None


def _from_noun(governor: Token, word: str) -> _Found:
    words = {str(c.text).lower() for c in governor.children if c.dep_ in ("amod", "det")}
    if word in _ATTEMPTS:
        return Modality.ATTEMPTED
    if word in _RISKS:
        return Modality.HYPOTHETICAL
    if word in _PLANS:
        return Modality.PLANNED
    if word in _WISHES:
        return Unreal.NO_CLAIM
    if word in ("evidence", "sign", "trace", "proof") and words & {"no"}:
        return Modality.DENIED
    return None


def _from_verb(governor: Token, child: Token, word: str) -> _Found:
    negated = any(c.dep_ == "neg" for c in governor.children)
    if child.dep_ == "agent":
        return None
    if word in _WISH and (_is_intended(child) or child.pos_ == "VERB"):
        return Unreal.NO_CLAIM
    if word in _THWART and child.dep_ in ("dobj", "prep", "ccomp", "xcomp", "nsubjpass"):
        if negated or governor.tag_ not in ("VBD", "VBN", "VBZ"):
            return Unreal.NO_CLAIM
        return Modality.ATTEMPTED
    if word in _TRY:
        return Modality.ATTEMPTED
    if word in _SUPPOSE:
        return Modality.HYPOTHETICAL
    if word in _PLAN and governor.pos_ in ("VERB", "ADJ", "AUX") and _is_intended(child):
        return Modality.DENIED if negated else Modality.PLANNED
    if word == "go" and child.dep_ == "xcomp" and child.tag_ == "VB":
        return Modality.PLANNED
    if child.dep_ in ("dobj", "nsubjpass", "xcomp", "prep"):
        return _own(governor) if governor.pos_ == "VERB" else None
    if governor.pos_ == "AUX" and child.dep_ == "xcomp" and any(c.tag_ == "TO" for c in child.children):
        return Modality.PLANNED  # "is to withdraw"
    return None


def _is_infinitive(token: Token) -> bool:
    return token.tag_ == "VB" and any(c.tag_ == "TO" for c in token.children)


def _is_intended(child: Token) -> bool:
    """Whether what a verb of planning governs is open: an infinitive, a noun, a clause with "would" or no past."""
    if child.dep_ in ("dobj", "prep", "nsubjpass", "dative"):
        return child.pos_ in ("NOUN", "PROPN", "ADP")
    if child.dep_ in ("xcomp", "acl", "pcomp", "advcl", "oprd"):
        return True
    if child.dep_ == "ccomp":
        return child.tag_ not in ("VBD", "VBN") or any(c.tag_ in ("TO", "MD") for c in child.children)
    return False
