"""The language of a text, or nothing where the text is too short to tell."""

from __future__ import annotations

import threading
from functools import cache
from typing import Any

_SAMPLE = 5_000  # characters: more changes nothing and costs a millisecond a thousand
# Certainty grows with length: a sentence in its own language has .7 and more, place names alone have under .2.
_SURE = 0.35
_opening = threading.Lock()


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language that most of `text` is in; None where that is not clear.

    >>> language_of("Two people were killed when shells hit a market in the east of the city.")
    'en'
    """
    language, certainty = language_and_certainty(text)
    return language if certainty >= _SURE else None


def language_and_certainty(text: str) -> tuple[str, float]:
    """The likeliest language of `text` and how likely it is, 0 to 1."""
    sample = text[:_SAMPLE]
    if not any(character.isalpha() for character in sample):
        return "", 0.0
    with _opening:  # `cache` alone would let two threads open it at once
        identifier = _identifier()
    language, certainty = identifier.classify(sample)
    return str(language), float(certainty)


@cache
def _identifier() -> Any:
    """The identifier, opened on first use (about half a second). Classifying reads it only: threads may share it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # ISO 639-1 has two letters. Left in, Nigerian Pidgin takes much of what is sure of short English texts.
    identifier.set_languages([label for label in identifier.labels if len(label) == 2])
    return identifier
