"""How many people a phrase counts: "at least six police officers", "a soldier", "dozens"."""

from __future__ import annotations

import re

from dateline.extract.tolls import VAGUE, Bounds, bounds, number

_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d{1,3}(?:,\d{3})+|\d+|[-–]")
_PLURAL = frozenset(
    [
        "people",
        "men",
        "women",
        "children",
        "police",
        "personnel",
        "civilians",
        "others",
        "both",
        "those",
        "many",
        "them",
        "they",
    ]
)
_SINGULAR_S = frozenset(["boss", "press", "bus", "process", "gas", "class"])
_COLLECTIVE = frozenset(
    ["family", "families", "crowd", "population", "community", "group", "army", "force", "military", "crew"]
)
_NOBODY = re.compile(r"\s*(?:no|nobody|none|neither)\b(?! (?:fewer|less|more)\b)", re.IGNORECASE)
_END = re.compile(r"\s+(?:of|from|in|at|who|whose|with|and|on|near|including|aged|by|for|to|as)\s|,|\(")


def counted_in(phrase: str, before: str = "") -> Bounds | None:
    """The bounds of how many a phrase counts; None where it counts nobody, or a crowd nobody can count.

    Args:
        phrase: the count with its noun.
        before: the words in front of it.

    >>> counted_in("more than 30 people"), counted_in("six soldiers", "at least "), counted_in("his driver")
    ((31, None), (6, None), (1, 1))
    >>> counted_in("civilians"), counted_in("several others"), counted_in("no one"), counted_in("the crowd")
    ((2, None), (3, None), None, None)
    """
    if _NOBODY.match(phrase):
        return None
    run = number_run(phrase)
    if run is not None:
        first, words = run
        return bounds(before + phrase[:first], words, plural=True)
    head = _END.split(phrase.strip(), maxsplit=1)[0].split()
    if not head:
        return None
    last = re.sub(r"['’]s?$|[^\w-]", "", head[-1].lower())
    if last in _COLLECTIVE:
        return None
    plural = last in _PLURAL or (last.endswith("s") and not last.endswith("ss") and last not in _SINGULAR_S)
    named = head[-1][:1].isupper() and head[0][:1].isupper()
    return (2, None) if plural and not named else (1, 1)


def number_run(phrase: str) -> tuple[int, list[str]] | None:
    """The last run of number words in a phrase: where it begins and its words."""
    tokens = list(_TOKEN.finditer(phrase))
    last = next((n for n in range(len(tokens) - 1, -1, -1) if _counts(tokens[n].group())), None)
    if last is None:
        return None
    first = last
    while first > 0 and (
        _counts(tokens[first - 1].group())
        or (first > 1 and _is_joint(tokens[first - 1].group()) and _counts(tokens[first - 2].group()))
    ):
        first -= 1
    return tokens[first].start(), [t.group() for t in tokens[first : last + 1]]


def _counts(word: str) -> bool:
    return number(word) is not None or word.lower() in VAGUE


def _is_joint(word: str) -> bool:
    """Whether a word may stand between two numbers: "two hundred and six", "ten to fifteen", "10-15"."""
    return word.lower() in ("and", "to", "or", "-", "–")
