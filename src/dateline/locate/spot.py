"""Finds names of places in raw text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.locate.gazetteer import Gazetteer
from dateline.locate.words import (
    ARTICLES,
    COMMON,
    DIRECTIONS,
    ENDINGS,
    GIVEN,
    INNER,
    KINDS,
    NOT_PLACES_AFTER,
    PREPOSITIONS,
    SPEAKING,
    TITLES,
    TOWN_KINDS,
)
from dateline.model import Document, Level, Place, Span

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,5}|W\. ?Va\.|[^\W\d_]+(?:['’ʼ\-‑][^\W\d_]+)*")
_LONGEST_TOKEN = 40
_MOST_TOKENS = 6
SMALL = 15_000  # people; a smaller place needs a word beside it that speaks for a place
KNOWN = 300_000  # people; a larger one may stand beside capitalised words


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    lower: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() or (
            self.lower.split("-")[0] in ARTICLES and "-" in self.text and self.text.partition("-")[2][:1].isupper()
        )


def spotted(doc: Document, gazetteer: Gazetteer, *, demonyms: bool = False) -> tuple[Span, ...]:
    """Spans of `doc.text` that name places known to the gazetteer, in order and without overlap.

    The longest known run of words is taken. Names of people, streets, newspapers, months and English words that are
    also towns are left out; so are small places that no word beside them speaks for, unless the document does so
    elsewhere.

    Args:
        doc: The document.
        gazetteer: Where names are looked up.
        demonyms: Whether "Syrian" and "Russians" are spotted too; they stand for countries, not for sites.
    """
    tokens = _tokens(doc.text)
    found: list[tuple[int, int, bool]] = []
    persons = _surnames(doc.text, tokens)
    n = 0
    while n < len(tokens):
        if not tokens[n].capital:
            n += 1
            continue
        end = _longest(doc.text, tokens, n, gazetteer)
        if end is None:
            if demonyms and _is_demonym(tokens, n, gazetteer):
                found.append((n, n + 1, True))
            n += 1
            continue
        if end == n + 1 and _is_demonym(tokens, n, gazetteer):
            if demonyms:
                found.append((n, end, True))
            n = end
            continue
        verdict = _verdict(doc.text, tokens, n, end, gazetteer, persons)
        if verdict is not None:
            found.append((_with_direction(doc.text, tokens, n, end, gazetteer), end, verdict))
        n = end
    return _settled(doc.text, tokens, found)


def _is_demonym(tokens: Sequence[_Token], n: int, gazetteer: Gazetteer) -> bool:
    """Whether a word is an adjective or people's name and no country's name."""
    text = tokens[n].text
    if gazetteer.demonym(text) is None:
        return False
    return not any(p.level is Level.COUNTRY for p in gazetteer.candidates(text))


def _settled(text: str, tokens: Sequence[_Token], found: Sequence[tuple[int, int, bool]]) -> tuple[Span, ...]:
    """Keep sure finds, and unsure ones whose name is sure elsewhere in the document."""
    spans = [(Span.of(text, tokens[a].start, tokens[b - 1].end), sure) for a, b, sure in found]
    sure_names = {span.text for span, sure in spans if sure}
    return tuple(span for span, sure in spans if sure or span.text in sure_names)


def _surnames(text: str, tokens: Sequence[_Token]) -> frozenset[str]:
    """Words that follow a given name, a title or an initial, or that speak: surnames in this document."""
    names = set()
    for n in range(1, len(tokens)):
        left, word = tokens[n - 1], tokens[n]
        if not (word.capital and left.capital) or not _adjacent(text, left, word):
            continue
        if left.lower in GIVEN or left.lower in TITLES:
            names.add(word.lower)
        elif len(left.text) == 1 and n > 1 and tokens[n - 2].capital and text[left.end : left.end + 2] == ". ":
            names.add(word.lower)  # "John D. Miller"
    for left, word in pairwise(tokens):
        if left.capital and word.lower in SPEAKING and text[left.end : word.start] == " ":
            names.add(left.lower)
    return frozenset(names)


def _tokens(text: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        if len(word) > _LONGEST_TOKEN:
            continue
        end = match.end()
        if word.endswith(("'s", "’s")):
            word, end = word[:-2], end - 2
        if word:
            found.append(_Token(match.start(), end, word, word.lower()))
    return found


def _longest(text: str, tokens: Sequence[_Token], start: int, gazetteer: Gazetteer) -> int | None:
    """The end (exclusive) of the longest known name that begins at a token."""
    best = None
    for end in range(start + 1, min(len(tokens), start + _MOST_TOKENS) + 1):
        token = tokens[end - 1]
        if end > start + 1:
            between = text[tokens[end - 2].end : token.start]
            if between not in (" ", "\u00a0", "-", ". ") or (between == ". " and tokens[end - 2].lower not in _SHORT):
                break
        name = text[tokens[start].start : token.end]
        if (token.capital or (end > start + 1 and token.lower in ENDINGS)) and gazetteer.candidates(name):
            best = end
        if not gazetteer.has_prefix(name):
            break
    return best


_CONTRACTION = re.compile(r"['’](?:ve|ll|re|t|d|m)$")
_SHORT = frozenset({"st", "ste", "mt", "ft"})


def _with_direction(text: str, tokens: Sequence[_Token], start: int, end: int, gazetteer: Gazetteer) -> int:
    """Where the name begins with the direction before it, if that names a region of its own: "northern Syria"."""
    if not start or tokens[start - 1].lower not in DIRECTIONS or not _adjacent(text, tokens[start - 1], tokens[start]):
        return start
    wider = text[tokens[start - 1].start : tokens[end - 1].end]
    return start - 1 if any(p.level is Level.ADMIN1 for p in gazetteer.candidates(wider)) else start


def _verdict(
    text: str, tokens: Sequence[_Token], start: int, end: int, gazetteer: Gazetteer, persons: frozenset[str]
) -> bool | None:
    """Whether a known name is a place here: True surely, False if the document says so elsewhere, None not."""
    words = tokens[start:end]
    places = gazetteer.candidates(text[words[0].start : words[-1].end])
    before = tokens[start - 1] if start and _adjacent(text, tokens[start - 1], words[0]) else None
    after = tokens[end] if end < len(tokens) and _adjacent(text, words[-1], tokens[end]) else None
    if after is not None and after.capital and after.lower in NOT_PLACES_AFTER:
        return None
    if len(words) == 1 and words[0].text.isupper() and len(words[0].text) <= 5:
        return True if _is_written_short(text, words[0], places) else None
    if words[0].lower == "new" and len(words) == 1:
        return None
    if before is not None and before.lower in TITLES and before.capital:
        return None
    if len(words) == 1 and (words[0].lower in COMMON or (len(words[0].text) < 3 and not _is_area(places))):
        return None
    if (
        words[-1].lower not in KINDS
        and all(w.lower in COMMON or w.lower in INNER for w in words)
        and not _is_area(places)
    ):
        return None
    beside = _spoken_for(text, words, before, after)
    if len(words) == 1 and words[0].lower in persons and not _is_area(places) and not beside:
        return None
    if len(words) == 1 and _CONTRACTION.search(words[0].text):
        return None
    if words[-1].lower in KINDS and len(words) > 1:
        return True
    if _person_like(text, tokens, start, end, before, after, places, gazetteer):
        return None
    if _is_area(places) or len(words) > 1 or max(p.population for p in places) >= SMALL:
        return True
    if any(p.level is Level.SITE and p.geonames_id is None for p in places):
        return True
    return beside


def _is_written_short(text: str, word: _Token, places: Sequence[Place]) -> bool:
    """Whether capitals ("US", "U.K.", "DRC") stand for a country; other short capitals are organisations."""
    country = any(p.level is Level.COUNTRY for p in places)
    return country and (word.text != "US" or not text[max(0, word.start - 20) : word.end + 20].isupper())


def _is_area(places: Sequence[Place]) -> bool:
    return any(p.level in (Level.COUNTRY, Level.ADMIN1) for p in places)


def _adjacent(text: str, left: _Token, right: _Token) -> bool:
    return text[left.end : right.start] in (" ", "\u00a0", ". ", "-", "’s ", "'s ")


def _spoken_for(text: str, words: Sequence[_Token], before: _Token | None, after: _Token | None) -> bool:
    """Whether a word beside a small place's name speaks for a place."""
    if before is not None and (
        before.lower in PREPOSITIONS or before.lower in TOWN_KINDS or before.lower in DIRECTIONS
    ):
        return True
    if after is not None and (after.lower in KINDS or after.lower in TOWN_KINDS):
        return True
    tail = text[words[-1].end : words[-1].end + 3]
    return tail[:2] == ", " and tail[2:].isupper()


def _person_like(
    text: str,
    tokens: Sequence[_Token],
    start: int,
    end: int,
    before: _Token | None,
    after: _Token | None,
    places: Sequence[Place],
    gazetteer: Gazetteer,
) -> bool:
    """Whether the name is part of a person's: beside a given name, or one itself beside another capitalised word."""
    if before is not None and before.capital and before.lower in GIVEN and text[before.end] == " ":
        return True
    word = tokens[start]
    follows = after is not None and after.capital and text[tokens[end - 1].end] == " "
    if end - start == 1 and word.lower in GIVEN:
        if not follows or after is None:
            return before is None or before.lower not in PREPOSITIONS
        return after.lower not in KINDS and after.lower not in TOWN_KINDS and not gazetteer.demonym(after.text)
    if end - start == 1 and before is not None and before.capital and text[before.end] == " ":
        # "Barack Obama": an unknown capitalised word before a name that is not a large place or an area.
        plain_before = before.lower in COMMON or before.lower in DIRECTIONS or before.lower in PREPOSITIONS
        known = _is_area(places) or max(p.population for p in places) >= KNOWN
        return not plain_before and not known and not _begins_sentence(text, before)
    return False


def _begins_sentence(text: str, token: _Token) -> bool:
    lead = text[max(0, token.start - 3) : token.start].rstrip(" \"'“‘(")
    return not lead or lead[-1] in ".!?:\n"
