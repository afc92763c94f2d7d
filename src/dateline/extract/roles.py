"""Who did it, to whom or what, and with what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.extract.lexicon import Family
from dateline.extract.mentions import Mention, is_person
from dateline.extract.nouns import (
    ABSTRACT,
    BASES,
    COUNTRIES,
    FIGHTERS,
    MEANS,
    NON_STATE,
    STATE,
    TERRITORY,
    Means,
    means_of,
)
from dateline.extract.syntax import (
    clause_of,
    conjuncts,
    is_passive,
    lemma,
    lemmas,
    objects,
    phrase_lemmas,
    prepositional,
    resolved,
    subjects,
)
from dateline.extract.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_AGAINST = frozenset({"on", "against", "at", "upon", "targeting", "into"})
_VERB_AGAINST = frozenset({"on", "against", "at", "upon", "into"})
_WITH = frozenset({"with", "using", "by"})
_BY = frozenset({"by", "from"})
_LIGHT = words(
    """carry conduct launch stage mount commit perpetrate make hold begin start wage undertake lead do
    execute order face suffer deploy plan announce impose organise organize claim sign reach broker
    declare join open give continue resume step"""
)
_SUFFERING = frozenset({"face", "suffer", "survive", "repel", "withstand", "escape", "endure"})
# Nouns whose "of" gives the doer; with all others it gives what it was done to.
_DOER_OF = frozenset({Family.WITHDRAW, Family.CLASH, Family.PROTEST, Family.AGREE})
_TWO_SIDED = frozenset({Family.CLASH, Family.AGREE})
# Words that say of what kind an act is rather than whose.
_KINDS = words("military terrorist court service intelligence group guard gang")
_ALL_WEAPONS = frozenset().union(*(MEANS[m] for m in Means if m not in (Means.AIR, Means.SUICIDE))) | {
    *words("drone uav vest weapon fire jet warplane helicopter agent gas strike airstrike ammunition")
}
_OWN_WORDS_ARE_THE_WEAPON = frozenset(
    {Family.CHEMICAL, Family.SHELL, Family.GRENADE, Family.SUICIDE, Family.AIR, Family.MINE}
)
_NO_OBJECT_ROLE = frozenset({Family.WITHDRAW, Family.AGREE, Family.PROTEST, Family.BASE, Family.DEATH})


@dataclass(frozen=True, slots=True)
class Roles:
    """Heads of the phrases that fill a mention's roles."""

    actor: tuple[Token, ...] = ()
    target: tuple[Token, ...] = ()
    victim: tuple[Token, ...] = ()
    weapon: tuple[Token, ...] = ()

    def everyone(self) -> tuple[Token, ...]:
        """All of them."""
        return (*self.actor, *self.target, *self.victim, *self.weapon)


def roles_of(mention: Mention, is_event: Callable[[Token], bool]) -> Roles:
    """The roles of a mention within its sentence.

    Args:
        is_event: whether a token names an event itself, and so fills no role of another.
    """
    if mention.token.pos_ == "ADJ" and mention.token.dep_ == "acomp" and mention.family in (Family.DEATH, Family.WOUND):
        found = Roles(victim=tuple(c for c in mention.token.head.children if c.dep_ == "nsubj"))  # "50 people are dead"
    else:
        found = _of_verb(mention) if mention.is_verb else _of_noun(mention)
    return _tidied(found, mention, is_event)


def grounded(roles: Roles, is_place: Callable[[Token], bool]) -> Roles:
    """The roles with towns that the tagger takes for persons among the targets."""
    towns = tuple(t for t in roles.victim if t.pos_ == "PROPN" and is_place(t) and not any(t.children))
    return replace(roles, target=(*roles.target, *towns), victim=tuple(t for t in roles.victim if t not in towns))


def _of_verb(mention: Mention) -> Roles:
    verb, family = mention.token, mention.family
    doers, done_to = subjects(verb), objects(verb)
    if family is Family.SHOOT and lemma(verb) == "come":
        doers, done_to = [], doers  # "came under fire"
    weapons = [o for o in prepositional(verb, _WITH) if _is_weapon(o)]
    weapons += [
        o
        for child in verb.children
        if lemma(child) == "use" and child.dep_ in ("advcl", "xcomp")
        for o in objects(child)
    ]
    if family in (Family.DEATH, Family.WOUND) and not done_to:
        return Roles(victim=tuple(doers), weapon=tuple(weapons))
    if family is Family.EXPLODE and not done_to and not is_passive(verb):
        around = prepositional(verb, frozenset({"in", "at", "near", "outside", "inside", "under", "beneath", "by"}))
        return Roles(weapon=tuple(doers), target=tuple(o for o in around if _is_target(o)))
    instruments = [d for d in doers if _is_weapon(d) and not is_person(d)]
    doers = [d for d in doers if d not in instruments] + [o for i in instruments for o in _owners(i)]
    if family in (Family.TAKE,) and verb.lemma_.lower() == "fall":
        return Roles(target=tuple(doers), actor=tuple(prepositional(verb, frozenset({"to"}))))
    own = [o for o in done_to if _is_weapon(o)] if family in _OWN_WORDS_ARE_THE_WEAPON or family is Family.SHOOT else []
    done_to = [o for o in done_to if o not in own and lemma(o) != "fire"]
    aimed = prepositional(verb, _VERB_AGAINST) if family not in _NO_OBJECT_ROLE else []
    if family in _TWO_SIDED:
        aimed += prepositional(verb, frozenset({"with"}))
    if family is Family.WITHDRAW:
        doers += [o for o in done_to if is_person(o)]
    if family is Family.DESTROY or family is Family.DISARM:
        aimed = []
    aimed = [o for o in aimed if o.ent_type_ != "DATE"]
    return _sorted(doers, [*done_to, *aimed], [*instruments, *own, *weapons])


def _of_noun(mention: Mention) -> Roles:
    noun, family = mention.token, mention.family
    doers = [*_owners(noun), *prepositional(noun, frozenset({"by"}) if family is Family.WITHDRAW else _BY)]
    done_to = prepositional(noun, _AGAINST)
    of = prepositional(noun, frozenset({"of"}))
    between = prepositional(noun, frozenset({"between", "among"}))
    if family in _TWO_SIDED:
        doers += [*between, *prepositional(noun, frozenset({"with"}))]
    if family in _DOER_OF:
        doers += [o for o in of if is_person(o) or lemma(o) in STATE]
    else:
        done_to += of
    weapons = [c for c in noun.children if c.dep_ in ("compound", "amod", "nmod") and _is_weapon(c)]
    weapons += [o for o in prepositional(noun, _WITH) if _is_weapon(o)]
    if not doers:
        doers, suffered = _light_subject(noun)
        done_to += suffered
    doers = [d for d in doers if not _is_weapon(d) or is_person(d)]
    return _sorted(doers, done_to, weapons)


def _light_subject(noun: Token) -> tuple[list[Token], list[Token]]:
    """Of "X launched an attack" X; of "X faced an attack" X as the attacked."""
    if noun.dep_ == "dobj" and lemma(noun.head) in _SUFFERING:
        return [], subjects(noun.head)
    if noun.dep_ in ("dobj", "nsubjpass") and lemma(noun.head) in _LIGHT:
        return subjects(noun.head), []
    verb = clause_of(noun)
    if (
        noun.dep_ == "pobj"
        and lemma(noun.head) in ("for", "of")
        and lemma(noun.head.head) in ("responsibility", "guilty", "responsible")
    ):
        return subjects(clause_of(noun.head.head)), []
    if noun.dep_ == "pobj" and verb.pos_ == "VERB" and lemma(verb) in ("accuse", "suspect", "blame"):
        return objects(verb), []
    return [], []


def _owners(noun: Token) -> list[Token]:
    """Those whose act or weapon it is: "Russian shelling", "the army's raid", "a PKK ambush"."""
    return [child for child in noun.children if _owns(child)]


def _owns(child: Token) -> bool:
    if child.dep_ == "poss":
        return child.pos_ in ("NOUN", "PROPN", "PRON")
    if child.dep_ not in ("compound", "amod", "nmod"):
        return False
    if child.ent_type_ == "GPE":  # "the Aleppo raid" is a raid at Aleppo, "the US raid" one by the US
        return lemma(child) in COUNTRIES or child.pos_ == "ADJ"
    if child.ent_type_ in ("NORP", "ORG", "PERSON"):
        return True
    return child.pos_ in ("NOUN", "PROPN") and lemma(child) in (NON_STATE | STATE) - _KINDS


def _sorted(doers: list[Token], done_to: list[Token], weapons: list[Token]) -> Roles:
    people = [o for o in done_to if is_person(o) and lemma(o) not in BASES]
    return Roles(
        actor=tuple(doers),
        target=tuple(o for o in done_to if o not in people),
        victim=tuple(people),
        weapon=tuple(weapons),
    )


def _tidied(roles: Roles, mention: Mention, is_event: Callable[[Token], bool]) -> Roles:
    """Joined heads apart, events and the trigger's own words out."""
    own = {mention.token.i}

    def clean(heads: tuple[Token, ...]) -> tuple[Token, ...]:
        apart = [token for head in heads for token in conjuncts(resolved(head))]
        seen: dict[int, Token] = {}
        for token in apart:
            if (
                token.i not in own
                and token.pos_ not in ("VERB", "AUX", "ADP", "SCONJ")
                and token.ent_type_ not in ("DATE", "TIME")
            ):
                seen.setdefault(token.i, token)
        return tuple(seen.values())

    actor = tuple(t for t in clean(roles.actor) if not is_event(t))
    doers = {t.i for t in actor}
    return replace(
        roles,
        actor=actor,
        target=tuple(t for t in clean(roles.target) if not is_event(t) and t.i not in doers),
        victim=tuple(t for t in clean(roles.victim) if t.i not in doers),
        weapon=tuple(t for t in clean(roles.weapon)),
    )


def _is_weapon(token: Token) -> bool:
    if lemma(token) in ("defence", "defense") and any(lemma(c) == "air" for c in token.children):
        return True
    return bool(lemmas([token]) & _ALL_WEAPONS) or means_of(lemmas([token])) in (Means.CHEMICAL, Means.SUICIDE)


def _is_target(token: Token) -> bool:
    return lemma(token) not in ABSTRACT and token.ent_type_ not in ("DATE", "TIME", "GPE", "LOC")


def is_armed(token: Token) -> bool:
    """Whether a head is a fighter, a policeman or something military, by itself or by its modifiers."""
    words = phrase_lemmas(token)
    if lemma(token) in FIGHTERS or lemma(token) in BASES:
        return True
    if words & {"military", "army", "armed", "security", "combat", "naval", "police"} and lemma(token) not in TERRITORY:
        return True
    return bool(
        lemma(token) in ("member", "leader", "chief", "commander", "personnel") and words & (FIGHTERS | NON_STATE)
    )


def is_outside(token: Token) -> bool:
    """Whether a head is an occupier, or an army named after a country that is not said to be at home."""
    return bool(
        phrase_lemmas(token) & {"occupier", "invader", "occupation", "occupying", "invading", "russian", "foreign"}
    )


def is_state(token: Token) -> bool:
    """Whether a head acts for a state."""
    words = phrase_lemmas(token)
    if words & NON_STATE:
        return False
    return bool(words & STATE) or token.ent_type_ == "GPE"
