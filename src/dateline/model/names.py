"""Names made comparable: the same sort of folding wherever sources, actors and outlets are held against each other."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")
_APOSTROPHE = re.compile(r"['’ʼ`´‘]")
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|his|her|our|el|la|los|las|le|les) ")


def folded(text: str) -> str:
    """Lower case without accents, apostrophes and punctuation, words parted by one blank.

    >>> folded("Ukraine’s  General Staff")
    'ukraines general staff'
    >>> folded("Toribío")
    'toribio'
    """
    bare = text if text.isascii() else _unaccented(text)
    return " ".join(_WORD.findall(_APOSTROPHE.sub("", bare.casefold())))


def name_key(name: str) -> str:
    """A name folded, without its leading article: the key of the table of sources.

    >>> name_key("The General Staff of Ukraine’s Armed Forces")
    'general staff of ukraines armed forces'
    """
    return _ARTICLE.sub("", folded(name))


def _unaccented(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
