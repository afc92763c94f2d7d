"""How many: number words to bounds, and the tolls that a clause tells."""

from __future__ import annotations

import math
import re

# The least that vague words mean.
VAGUE = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "several": 3,
    "some": 3,
    "many": 3,
    "numerous": 3,
    "various": 3,
    "few": 3,
    "multiple": 3,
    "both": 2,
    "tens": 20,
    "millions": 2_000_000,
    "countless": 3,
}
_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12, "score": 20}
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,12}")
_MORE = re.compile(r"\b(?:more than|over|upwards of|in excess of|greater than)(?:\s+an?)?\s*$", re.IGNORECASE)
_LEAST = re.compile(
    r"\b(?:at least|no fewer than|no less than|not less than|a minimum of)(?:\s+an?)?\s*$", re.IGNORECASE
)
_MOST = re.compile(
    r"\b(?:up to|at most|no more than|as many as|not more than|a maximum of)(?:\s+an?)?\s*$", re.IGNORECASE
)
_UNDER = re.compile(r"\b(?:fewer than|less than|under)(?:\s+an?)?\s*$", re.IGNORECASE)
_RANGE = re.compile(r"^\s*(?:to|and|or|-|–|—)\s*$", re.IGNORECASE)

Bounds = tuple[int | None, int | None]


def number(word: str) -> int | None:
    """A numeral or number word as a number; None where it is none.

    >>> number("1,200"), number("twenty-five"), number("dozen"), number("apple")
    (1200, 25, 12, None)
    """
    text = word.lower().strip()
    if _DIGITS.fullmatch(text):
        return int(text.replace(",", ""))
    if text in _UNITS:
        return _UNITS.index(text)
    if text in _TENS:
        return 20 + 10 * _TENS.index(text)
    if text in _SCALES:
        return _SCALES[text]
    tens, _, unit = text.partition("-")
    if tens in _TENS and unit in _UNITS[1:10]:
        return 20 + 10 * _TENS.index(tens) + _UNITS.index(unit)
    return None


def numeral(words: list[str]) -> int | None:
    """Number words in a row as one number.

    >>> numeral(["two", "hundred", "fifty"]), numeral(["two", "dozen"]), numeral(["a", "hundred"])
    (250, 24, 100)
    """
    total, current, seen = 0, 0, False
    for word in words:
        if word.lower() in ("a", "an", "and"):
            continue
        value = number(word)
        if value is None:
            return None
        seen = True
        if word.lower() in _SCALES:
            current = (current or 1) * value
            if value >= 1000:
                total, current = total + current, 0
        else:
            current += value
    return total + current if seen else None


def bounds(before: str, words: list[str], *, plural: bool) -> Bounds | None:
    """The bounds that a count's words give, or None where they count nobody.

    Args:
        before: what stands before the count ("at least ", "more than ").
        words: the count's own words; empty: no count.
        plural: whether the counted noun is plural.

    >>> bounds("more than ", ["100"], plural=True), bounds("", ["dozens"], plural=True)
    ((101, None), (24, None))
    >>> bounds("", [], plural=True), bounds("", ["a"], plural=False), bounds("up to ", ["30"], plural=True)
    ((2, None), (1, 1), (None, 30))
    >>> bounds("", ["several", "hundred"], plural=True)
    (300, None)
    """
    lowered = [w.lower() for w in words]
    if any(w in ("no", "zero", "none", "nobody") for w in lowered):
        return None
    if len(lowered) > 1 and lowered[0] == "some":
        words = words[1:]  # "some 59": about
    pair = _pair(words)
    if pair is not None:
        return pair
    value = numeral(words)
    if value is None:
        return _vague(lowered, plural=plural)
    if value == 0:
        return None
    if _MORE.search(before):
        return value + 1, None
    if _LEAST.search(before):
        return value, None
    if _UNDER.search(before):
        return None, value - 1
    if _MOST.search(before):
        return None, value
    return value, value


def _pair(words: list[str]) -> Bounds | None:
    """Bounds of "ten to fifteen" and "10-15"; None for other words."""
    flat = (
        [p for w in words for p in re.split(r"([-–—])", w) if p] if any(w[0].isdigit() for w in words if w) else words
    )
    for index in range(1, len(flat) - 1):
        if _RANGE.match(flat[index]):
            low, high = numeral(flat[:index]), numeral(flat[index + 1 :])
            if low is not None and high is not None and low < high:
                return low, high
    return None


def _vague(words: list[str], *, plural: bool) -> Bounds:
    """Bounds of vague words: "dozens", "several hundred"; without any, of a plural or a singular."""
    least = [VAGUE[w] for w in words if w in VAGUE]
    if not least:
        return (2, None) if plural else (1, 1)
    scale = math.prod(_SCALES.get(w, 1) for w in words)
    return max(least) * scale, None
