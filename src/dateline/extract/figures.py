"""War words where there is no war: figures of speech, sport, film, markets, drills, anniversaries, accidents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.extract.lexicon import Family
from dateline.extract.mentions import Mention, is_person
from dateline.extract.nouns import ABSTRACT, MEANS, WEAPONS, Means
from dateline.extract.roles import Roles, is_armed
from dateline.extract.syntax import Sentence, lemma, objects
from dateline.extract.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPORT = re.compile(
    r"\b(?:goal(?:s|keeper)?|striker|midfield\w*|winger|half-time|second half|first half|kick-?off|"
    r"penalt(?:y|ies)|league|championship|fixture|cup"
    r"|season|coach|innings|wicket|batsman|touchdown|playoffs?|semi-?final|quarter-?final|referee|whistle|"
    r"team-?mates?|scored|defenders?|nil|set point|ball|fans|home side|visitors|ninety minutes|"
    r"stoppage time|equali[sz]er)\b",
    re.IGNORECASE,
)
_SCREEN = re.compile(
    r"\b(?:film|movie|director|screenplay|actor|actress|box office|sequel|novel|episode|season finale|"
    r"stars as|cast|reel|scenes?|playwright"
    r"|album|video game|gamers?|console|plot twist|characters?|audience|theatre|cinema|exhibition|min\b|"
    r"running time)\b",
    re.IGNORECASE,
)
_MARKET = re.compile(
    r"\b(?:shares|stocks?|investors?|traders?|analysts|yields?|index|nasdaq|ftse|quarterly|profits?|"
    r"revenues?|earnings|brokers?|underwriters?|freight"
    r"|rates|basis points|hedge funds?|bulls?|bears?|per cent|percent|bunkers?|tariffs?|recipe|customers?|"
    r"startups?)\b",
    re.IGNORECASE,
)
_WAR = re.compile(
    r"\b(?:soldiers?|troops?|rebels?|militants?|militia|insurgents?|killed|wounded|civilians?|police|"
    r"shelling|airstrikes?|artillery|ceasefire|gunmen|hostages?"
    r"|explosives?|military|army|fighters?|victims?|bodies)\b",
    re.IGNORECASE,
)
_DRILL = re.compile(
    r"\b(?:(?:military |joint |naval |live-fire |training |annual |tabletop |staff |"
    r"civil-defence )?(?:exercises?|drills?)|war ?games?|simulat\w+|mock|re-?enact\w*"
    r"|dress rehearsal|training ground|blanks?|dummy|dummies|paintball|laser tag|umpires?)\b",
    re.IGNORECASE,
)
_MEMORY = re.compile(
    r"\b(?:anniversar(?:y|ies)|commemorat\w+|memorial|remembrance|wreaths?|unveil\w*|plaque|centenary|"
    r"museum|veterans?|years to the day|minute['’]s? silence|tribute)\b",
    re.IGNORECASE,
)
_FICTION = re.compile(
    r"\b(?:film|movie|novel|video ?game|play|thriller|series|episode|documentary|book|song|poem|exhibition|"
    r"painting)\b",
    re.IGNORECASE,
)
_ACCIDENT = words(
    """accident crash earthquake quake flood flooding storm hurricane cyclone typhoon wildfire avalanche
    landslide stampede collision illness disease cholera covid virus cancer famine hunger drought
    heatwave cold lightning collapse derailment stroke measles malaria outbreak rain tsunami eruption
    volcano leak poisoning-food monsoon mudslide landslip gas-leak boiler capsize pneumonia epidemic"""
)
_SELF = words("it they them itself themselves presence")
_HARM = frozenset({Family.KILL, Family.WOUND, Family.DEATH, Family.EXPLODE, Family.OTHER, Family.DESTROY})
_LEAST_DOMAIN_WORDS = 4


def is_elsewhere(text: str) -> bool:
    """Whether a document speaks of sport, the screen or markets: many of their words, few of war's.

    Only its first 20,000 characters count, so that a long document costs no more.
    """
    head = text[:20_000]
    war = len({m.group().lower() for m in _WAR.finditer(head)})
    for domain in (_SPORT, _SCREEN, _MARKET):
        words = {m.group().lower() for m in domain.finditer(head)}
        if len(words) >= _LEAST_DOMAIN_WORDS and len(words) > 2 * war:
            return True
    return False


def is_framed(sentence: Sentence) -> bool:
    """Whether a sentence tells of a drill or a commemoration, or of what a film or book shows."""
    words = sentence.text[sentence.start : sentence.end]
    return _DRILL.search(words) is not None or _MEMORY.search(words) is not None or _FICTION.search(words) is not None


def is_drill(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a document (a paragraph) speaks of a drill more than once."""
    return len(_DRILL.findall(text[start:end])) >= 2


def is_figurative(mention: Mention, roles: Roles) -> bool:
    """Whether the word is done by or to something that cannot fight or bleed, or is an accident's."""
    if _is_accident(mention, roles) or _is_no_retreat(mention):
        return True
    if any(is_person(t) for t in roles.victim):
        return False
    return any(_is_abstract(t) for t in (*roles.target, *roles.actor)) or _is_abstract_compound(mention.token)


def _is_no_retreat(mention: Mention) -> bool:
    """Whether what is withdrawn or pulled out is nobody who holds ground: a survivor, a number, a complaint."""
    if mention.family is not Family.WITHDRAW or lemma(mention.token) not in ("withdraw", "pull"):
        return False
    done_to = objects(mention.token)
    return bool(done_to) and not any(is_armed(t) or lemma(t) in WEAPONS or lemma(t) in _SELF for t in done_to)


def _is_abstract(token: Token) -> bool:
    return lemma(token) in ABSTRACT and token.ent_type_ not in ("GPE", "ORG", "NORP")


def _is_abstract_compound(token: Token) -> bool:
    near = {lemma(c) for c in token.children if c.dep_ in ("compound", "amod", "poss")}
    near |= {
        lemma(o)
        for c in token.children
        if c.dep_ == "prep" and lemma(c) in ("of", "in", "on")
        for o in c.children
        if o.dep_ == "pobj"
    }
    return bool(
        near
        & (
            ABSTRACT
            | {
                "verbal",
                "heart",
                "personal",
                "charm",
                "legal",
                "marketing",
                "advertising",
                "media",
                "panic",
                "baby",
                "fashion",
            }
        )
    )


def _is_accident(mention: Mention, roles: Roles) -> bool:
    if mention.family not in _HARM:
        return False
    words = {lemma(t) for t in mention.sentence.tokens}
    if not words & _ACCIDENT:
        return False
    armed = words & (MEANS[Means.BOMB] | MEANS[Means.SHELL] | MEANS[Means.AIR] | MEANS[Means.GUN])
    return not armed and not any(is_armed(t) for t in roles.everyone())
