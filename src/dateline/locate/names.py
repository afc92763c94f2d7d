"""What a written toponym asks for: the name to look up, the level it speaks of, and what it says holds it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from dateline.locate.abbreviations import expanded
from dateline.locate.gazetteer import Gazetteer
from dateline.locate.words import (
    COMMON,
    DIRECTIONS,
    EITHER,
    FACILITIES,
    GIVEN,
    KINDS,
    PLURAL_KINDS,
    TOO_WIDE,
    TOWN_KINDS,
)
from dateline.model import Level, Place, Span

_EDGES = " \t\r\n\"'“”‘’«»()[].,;:!?–—\u200e\u200f\u202a\u202b\u202c\u00a0"
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_AREAS = (
    "city|town|village|settlement|port|capital|outskirts|suburbs?|district|province|region|state|governorate|oblast"
    "|county|republic|island"
)
_LEADING = re.compile(rf"^(?:[Tt]he |(?:{_AREAS}|coastal|besieged|occupied) (?:of )?|(?:{_AREAS.title()}) of )(?=\S)")
_ANCHOR = re.compile(r"\b(?:of|near|outside|from|in|at|around|to|towards?|between)\s+(?:the\s+)?", re.IGNORECASE)
_TERRITORY = re.compile(r"^[Tt]he (?=[A-Z])| (?:territory|soil|republic|Republic)$")
_NEXT_WORD = re.compile(r"[ \u00a0\n]{1,2}([A-Za-z]{3,20})\b")
_WORD_BEFORE = re.compile(r"([A-Za-z]{2,20})(?: of)? (?:the )?$")
_HOLDER = re.compile(
    r"(?:,| \(|\s+in(?:\s+the)?(?:\s+(?:north|south|east|west|central)\w*)?)\s*"
    r"((?:[A-Z]\.\s?){2,3}|[A-Z][\w.’'-]*(?:[ -][A-Z][\w.’'-]*){0,2})"
)
LARGE = 200_000  # people; a facility is hardly named after a smaller place elsewhere
LONGEST = 120  # characters of a toponym; a longer one is a sentence


def plain(name: str) -> str:
    """A name for comparison: lower case, no accents, apostrophes or hyphens."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c) and c not in "'’ʼ`").replace("-", " ").strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one toponym asks for. Equal ones are resolved alike within a document."""

    name: str  # what was looked up
    levels: tuple[Level, ...]  # what the words around it allow; empty: any
    holder: str | None  # "Louisiana" in "Alexandria, Louisiana"
    found: tuple[Place, ...]
    demonym: bool = False
    offset: bool = False  # "a village near X": the anchor was looked up


def asked(text: str, span: Span, gazetteer: Gazetteer) -> Asked:
    """Read a toponym and the words around it."""
    written = span.text.strip(_EDGES) if len(span.text) <= LONGEST else ""
    levels = _levels(text, span, written)
    holder = _holder(text, span)
    short = expanded(span.text if span.text.endswith(".") else written, after_comma=_after_comma(text, span))
    if short is None and text[span.end : span.end + 1] == "." and len(written) > 1:
        # "Ala." tagged without its full stop; at the end of a sentence the name itself has to be unknown.
        short = expanded(f"{written}.") if not gazetteer.candidates(written) or len(written) == 2 else None
    if short is not None:
        name, country = short
        found = tuple(p for p in gazetteer.candidates(name) if p.country == country and p.level is Level.ADMIN1)
        if found:
            return Asked(name=name, levels=(Level.ADMIN1,), holder=None, found=found)
    if written.lower().removeprefix("the ") in TOO_WIDE or (
        _is_acronym(text, written) and not any(p.level is Level.COUNTRY for p in gazetteer.candidates(written))
    ):
        return Asked(name=written, levels=(), holder=None, found=())
    bare = _POSSESSIVE.sub("", written)
    territory = _TERRITORY.sub("", bare)
    for name in _tries(written):
        adjective = name[:1].isupper() and name.lower() not in DIRECTIONS and name in (written, bare, territory)
        place = gazetteer.demonym(name) if adjective else None
        if place is not None and not any(p.level is Level.COUNTRY for p in gazetteer.candidates(name)):
            return Asked(name=name, levels=(), holder=None, found=(place,), demonym=True)
        if {name.lower().removeprefix("the ")} & (TOO_WIDE | DIRECTIONS):
            break
        if found := _with_divisions(tuple(gazetteer.candidates(name)), levels, gazetteer):
            return Asked(name=name, levels=levels, holder=holder, found=found)
    anchor = _anchor(written, gazetteer) or _namesake(written, gazetteer)
    if anchor is not None:
        return Asked(name=anchor, levels=(), holder=holder, found=tuple(gazetteer.candidates(anchor)), offset=True)
    return Asked(name=written, levels=levels, holder=holder, found=())


def _with_divisions(found: tuple[Place, ...], levels: tuple[Level, ...], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The candidates, and where a division is asked for and only its town is spelt so, the division called after it."""
    if not found or not levels or levels[0] not in EITHER or any(p.level in levels for p in found):
        return found
    town = next((p for p in found if p.level is Level.TOWN), None)
    if town is None:
        return found
    more = (p for p in gazetteer.candidates(town.name) if p.level in levels and p.country == town.country)
    return (*found, *more)


def _tries(written: str) -> list[str]:
    """Spellings to look up, nearest to the text first."""
    tries = [written]
    bare = _POSSESSIVE.sub("", written)
    tries.append(bare)
    for _ in range(3):
        shorter = _LEADING.sub("", bare)
        if shorter == bare:
            break
        bare = shorter
        tries.append(bare)
    words = bare.split()
    while len(words) > 1 and words[-1].lower() in {*KINDS, *PLURAL_KINDS, *TOWN_KINDS}:
        words = words[:-1]
        tries.append(" ".join(words))
    while len(words) > 1 and words[0].lower() in DIRECTIONS:
        words = words[1:]
        tries.append(" ".join(words))
    return [t for n, t in enumerate(tries) if len(t) > 1 and t not in tries[:n]]


def _anchor(written: str, gazetteer: Gazetteer) -> str | None:
    """The place that an offset phrase hangs on: "Sake" in "20 km west of Sake"; None where there is none."""
    tails = [written[m.end() :] for m in _ANCHOR.finditer(written)][::-1]
    words = written.split()
    lead = 0
    # "the besieged town Sake": words that are no names may be left off; "Brands" of "Brands Hatch" may not.
    while lead < len(words) - 1 and words[lead][0].islower():
        lead += 1
        tails.append(" ".join(words[lead:]))
    for tail in tails:
        for part in (tail, tail.split(",")[0]):
            for name in _tries(part.strip(_EDGES)):
                if name[:1].isupper() and gazetteer.candidates(name):
                    return name
    return None


def _namesake(written: str, gazetteer: Gazetteer) -> str | None:
    """The large place that an unknown facility or event is named after: "Dubai" of "Dubai World Cup"; else None.

    Only of what stands or happens where it is named after: a river or a hotel chain may be anywhere.
    """
    words = written.split()
    if not 2 <= len(words) <= 6 or not words[0][:1].isupper() or words[-1].lower() not in FACILITIES:
        return None
    for end in range(len(words) - 1, 0, -1):
        name = " ".join(words[:end])
        if name.lower() in COMMON or name.lower() in DIRECTIONS or name.lower() in TOO_WIDE or name.lower() in GIVEN:
            continue
        found = gazetteer.candidates(name)
        if any(
            p.level in (Level.COUNTRY, Level.ADMIN1) or (p.level is Level.TOWN and p.population >= LARGE) for p in found
        ):
            return name
    return None


def _levels(text: str, span: Span, written: str) -> tuple[Level, ...]:
    """The levels that a word for a division leaves open: in the toponym, after it, or before it."""
    last = written.rpartition(" ")[2].lower()
    if " " in written and last in KINDS:
        return KINDS[last]
    if (after := _NEXT_WORD.match(text, span.end)) and after[1].islower():
        word = PLURAL_KINDS.get(after[1], after[1])
        if word in TOWN_KINDS:
            return (Level.TOWN, Level.SITE)
        if word in KINDS:
            return KINDS[word]
    before = _WORD_BEFORE.search(text, max(0, span.start - 30), span.start)
    if before and " of" in before[0]:
        word = before[1].lower()
        if word in TOWN_KINDS:
            return (Level.TOWN, Level.SITE)
        return KINDS.get(word, ())
    return ()


def _holder(text: str, span: Span) -> str | None:
    """What stands after a comma, a bracket or "in": perhaps the division or country that holds the place."""
    after = _HOLDER.match(text, span.end, span.end + 60)
    if after is None:
        return None
    name = after[1].strip()
    return name if expanded(name, after_comma=True) else name.rstrip(".")


def _after_comma(text: str, span: Span) -> bool:
    return text[max(0, span.start - 2) : span.start] == ", "


def _is_acronym(text: str, written: str) -> bool:
    """Whether a name is a few capitals in a text that is not all capitals: an organisation, unless a country's."""
    return 2 <= len(written) <= 4 and written.isalpha() and written.isupper() and not text[:2000].isupper()
