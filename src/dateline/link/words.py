"""Words of reports made comparable: folded, stemmed, without the ones that every report has."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dateline.model import Span

_WORD = re.compile(r"\w+")
_APOSTROPHE = re.compile(r"['’ʼ`´‘]")
_BOUNDARY = re.compile(r"[.!?…。؟]+[\"'”’»)\]]*\s+|\n+|\s\|\|\s")
_REACH = 500  # characters either side of a trigger in which its sentence is sought
_NO_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Maj|Capt|Lt|Sgt|Gov|St|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z])\.\s+$"
)

STOP = frozenset(
    """a an the of in on at to from by for with without and or but nor as is are was were be been being has have had
    it its he she they them his her their our we us you i who whom which that this these those there here what when
    where while after before during over under about around into onto near off up down out not no than then so also
    said says say told tells tell reported reports report according added adds added one two three four five six seven
    eight nine ten more most less least some several many any all both each other another such same own very least
    el la los las de del un una y en que se con por fue fueron le les des du et dans sur a o os do da no na em
    """.split()  # noqa: SIM905
)


def folded(text: str) -> str:
    """Lower case without accents, apostrophes and punctuation, words parted by one blank.

    >>> folded("Ukraine’s  General Staff")
    'ukraines general staff'
    >>> folded("Toribío")
    'toribio'
    """
    bare = text if text.isascii() else _unaccented(text)
    return " ".join(_WORD.findall(_APOSTROPHE.sub("", bare.casefold())))


def _unaccented(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """An English word without its ending: enough to hold "shelling" against "shelled".

    >>> [stem(w) for w in ("shelling", "shelled", "shells", "bus", "injuries")]
    ['shell', 'shell', 'shell', 'bus', 'injury']
    """
    if len(word) > 5 and word.endswith("ies"):
        return word[:-3] + "y"
    for ending in ("ings", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e") if len(word) > 4 else word


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in order."""
    return tuple(stem(w) for w in folded(text).split() if w not in STOP)


def sentence(text: str, span: Span) -> Span:
    """The sentence that `span` begins in; at most 500 characters either side of it."""
    left, right = max(0, span.start - _REACH), min(len(text), span.end + _REACH)
    start, end = left, right
    for boundary in _BOUNDARY.finditer(text, left, right):
        if _NO_END.search(text, max(left, boundary.end() - 8), boundary.end()):
            continue
        if boundary.end() <= span.start:
            start = boundary.end()
        elif boundary.start() >= span.end:
            end = boundary.end()
            break
    return Span.of(text, start, max(end, span.end))


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the smaller set the larger one has, 0 to 1; 0 where one is empty."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
