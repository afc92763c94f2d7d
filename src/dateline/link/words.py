"""Words of reports made comparable: folded, stemmed, without the ones that every report has."""

from __future__ import annotations

from functools import lru_cache

from dateline.model import Span
from dateline.model.names import folded
from dateline.model.sentences import sentence_edges

STOP = frozenset(
    """a an the of in on at to from by for with without and or but nor as is are was were be been being has have had
    it its he she they them his her their our we us you i who whom which that this these those there here what when
    where while after before during over under about around into onto near off up down out not no than then so also
    said says say told tells tell reported reports report according added adds added one two three four five six seven
    eight nine ten more most less least some several many any all both each other another such same own very least
    el la los las de del un una y en que se con por fue fueron le les des du et dans sur a o os do da no na em
    """.split()  # noqa: SIM905
)


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


def told(text: str, span: Span) -> str:
    """The words of the sentence or sentences that hold `span`."""
    start, end = sentence_edges(text, span)
    return text[start:end]


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the smaller set the larger one has, 0 to 1; 0 where one is empty."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
