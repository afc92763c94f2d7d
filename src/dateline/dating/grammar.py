"""What a rule is, and how rules are tried: by the word that a mention begins with, the longest match winning."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.dating.calendars import Heading
from dateline.dating.words import any_of, key
from dateline.model import Interval

# How a mention says its time: by the calendar, from the day of publication, from another date in the text, by the
# name of a day, or as a stretch between two.
Kind = Literal["date", "relative", "anaphor", "holiday", "range"]
DIGIT = "#"
DAY_FIGURE = "##"  # one or two digits
YEAR_FIGURE = "####"  # four
_FIGURE = {DIGIT: "[0-9]{1,3}(?![0-9])", DAY_FIGURE: "[0-9]{1,2}(?![0-9])", YEAR_FIGURE: "[0-9]{4}(?![0-9])"}
# How much text before a mention its guards and modifiers look at, in characters.
WINDOW = 64


@dataclass(frozen=True, slots=True)
class Scene:
    """What the reading of a mention may rest on."""

    published: date | None
    heading: Heading | None = None  # None: the sentence does not show it
    mentioned: Interval | None = None  # the time that the text gave last
    country: str | None = None  # ISO 3166 alpha-2, of the outlet
    today: bool = False  # a weekday may be the day of publication itself

    @property
    def back_by_default(self) -> Heading:
        """Reporting tells what has happened, unless the sentence says otherwise."""
        return self.heading or Heading.BACK


Reading = Callable[[Scene], Interval | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that denote a time, and how they are read.

    Attributes:
        name: as tests and mentions call it.
        first: the words that a mention begins with, lower case; `DIGIT`, `DAY_FIGURE` or `YEAR_FIGURE` for a numeral.
        rest: the pattern of what follows.
        read: the interval that the words mean in a scene; None: none.
        before: what must stand right before; `unless`: what must not; `after`: what must not follow.
        needs: where the sentence must look, else the words are no time ("in two days").
        head: a lookahead for where the mention begins, finer than `first`; it may name groups.
    """

    name: str
    kind: Kind
    first: tuple[str, ...]
    rest: str
    read: Callable[[re.Match[str], Scene], Interval | None]
    before: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    head: str = ""
    needs: Heading | None = None

    def compiled(self) -> re.Pattern[str]:
        """The pattern of the whole mention. Compiled on asking: a hundred of them are too dear for an import."""
        words = [w for w in self.first if w not in _FIGURE]
        parts = ([any_of(words)] if words else []) + [_FIGURE[w] for w in self.first if w in _FIGURE]
        return re.compile(rf"{self.head}(?P<first>{'|'.join(parts)}){self.rest}(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Atom:
    """A time found in a text, not read yet."""

    start: int
    end: int
    kind: Kind
    name: str
    read: Reading
    needs: Heading | None = None


# "9/11", "3.5", "$20": a numeral inside a longer figure begins no date.
_INSIDE_FIGURE = re.compile(r"(?:[0-9][.,:/-]|[$€£#№])\Z")
_GOES_ON = re.compile(r"[0-9]{1,3}(?:[^\W\d_]|['’]s|\s{0,3}[-./\u2010-\u2015\u2212]|\s{1,3}[^\W\d_])")
_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W\d_]+)?")
_NEVER_BEFORE = re.compile(r"\b(?:every|each|per|any|кажд\w{2,4}|кожн\w{1,4})\s{1,3}\Z", re.IGNORECASE)
# Names that are built on a date: streets and movements on any without a year, wars and fairs on a named day.
_NAMES = r"movement|brigades?|battalion|youth|street|square|bridge|avenue|martyrs|revolution|group|island"
_NAME_AFTER_FIGURES = re.compile(rf"\s{{1,3}}(?:{_NAMES})\b", re.IGNORECASE)
_NAME_AFTER_WORDS = re.compile(
    rf"\s{{1,3}}(?:{_NAMES}|war|sales?|tree|market|rising|uprising|offensive|campaign|coalition|accords?|agreement|"
    r"times|mirror|telegraph|mail|prayers?|sermon|school|deal|pact|treaty|mosque|church|club|hospital|society)\b",
    re.IGNORECASE,
)
_FULL_YEAR = re.compile(r"[0-9]{4}")


class Grammar:
    """Rules by the first word of what they match."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._patterns = {rule.name: rule.compiled() for rule in self.rules}
        table: dict[str, list[Rule]] = {}
        for rule in self.rules:
            # A name of several words is found by its first one.
            for opening in {w if w in _FIGURE else _opening(w) for w in rule.first}:
                table.setdefault(opening, []).append(rule)
        self._by_first = {word: tuple(found) for word, found in table.items()}
        short, days = tuple(table.get(DIGIT, ())), tuple(table.get(DAY_FIGURE, ()))
        self._by_figure = {1: days + short, 2: days + short, 3: short, 4: tuple(table.get(YEAR_FIGURE, ()))}

    def atoms(self, text: str) -> Iterator[Atom]:
        """Times in `text`, in order, none overlapping. Each word is tried once: the cost grows as the text."""
        reached = 0
        for word in _WORD.finditer(text):
            if word.start() < reached:
                continue
            found = self._longest(text, word)
            if found is not None:
                reached = found.end
                yield found

    def _longest(self, text: str, word: re.Match[str]) -> Atom | None:
        start = word.start()
        best: Atom | None = None
        for rule in self._rules_for(text, start, word[0]):
            match = self._patterns[rule.name].match(text, start)
            if match is None or (best is not None and match.end() <= best.end):
                continue
            if _stands(rule, text, match):
                best = Atom(start, match.end(), rule.kind, rule.name, _bound(rule, match), rule.needs)
        return best

    def _rules_for(self, text: str, start: int, word: str) -> tuple[Rule, ...]:
        if "0" <= word[0] <= "9":
            count = _digits(word)
            # Most figures count something: what could be no day or number of units is not tried.
            return self._by_figure.get(count, ()) if count == 4 or _GOES_ON.match(text, start) else ()
        # No word of the grammar is longer; a megabyte without a space is not worth lowering.
        if len(word) > 24:
            return ()
        exact = self._by_first.get(word.lower())
        if exact is not None or word.isalpha():
            return exact or ()
        plain = key(word)
        return self._by_first.get(plain) or self._by_first.get(plain.partition("'")[0], ())


def _digits(word: str) -> int:
    count = 0
    while count < 5 and count < len(word) and "0" <= word[count] <= "9":
        count += 1
    return count


def _opening(words: str) -> str:
    opening = _WORD.match(words)
    return opening[0] if opening else words


def _bound(rule: Rule, match: re.Match[str]) -> Reading:
    return lambda scene: rule.read(match, scene)


def _stands(rule: Rule, text: str, match: re.Match[str]) -> bool:
    """Whether what is around a match lets it be a time."""
    head = text[max(0, match.start() - WINDOW) : match.start()]
    tail = text[match.end() : match.end() + WINDOW]
    if _NEVER_BEFORE.search(head) or _names(match[0], tail):
        return False
    if match[0][0].isdecimal() and _INSIDE_FIGURE.search(head):
        return False
    if rule.before is not None and not rule.before.search(head):
        return False
    if rule.unless is not None and rule.unless.search(head):
        return False
    return rule.after is None or not rule.after.match(tail)


def _names(words: str, tail: str) -> bool:
    """Whether the words begin a name ("March 23 Movement", "Good Friday Agreement")."""
    if _FULL_YEAR.search(words):
        return False
    pattern = _NAME_AFTER_FIGURES if any("0" <= c <= "9" for c in words) else _NAME_AFTER_WORDS
    return pattern.match(tail) is not None
