"""A cheap look before the parser: does a passage hold a word that can name an event?"""

from __future__ import annotations

import re

from dateline.extract.lexicon import trigger_words

_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SPEECH = re.compile(
    r"\b(?:sa(?:id|ys|y)|told|according|report(?:ed|s)|claim(?:ed|s)|announced|den(?:ied|ies))\b", re.IGNORECASE
)


def may_tell(text: str) -> bool:
    """Whether any word of `text` can name an event. Linear in its length.

    >>> may_tell("Shells hit the market."), may_tell("Tomatoes were cheap.")
    (True, False)
    """
    known = trigger_words()
    return any(
        word in known or any(part in known for part in word.split("-"))
        for word in (m.group().lower() for m in _WORDS.finditer(text))
    )


def may_quote(text: str) -> bool:
    """Whether somebody may be speaking in `text`, so that the next passage can mean them by "he said"."""
    return _SPEECH.search(text) is not None
