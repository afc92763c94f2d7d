"""How place names become keys, so that spellings of one name meet.

A key is lower case, without accents and apostrophes, with single spaces for hyphens and other punctuation, and with
"St", "Mt" and "Ft" written out. Scripts stay as they are; `transliterations` offers Latin keys for Cyrillic ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST = 80  # characters of a key; the longest town names have about 60
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʹʻ`´ʿʾ′ʺ″\"“”ـ"), None)
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ə": "a", "þ": "th", "ð": "d", "ħ": "h"}
    | {"ŧ": "t", "ŋ": "n", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ǝ": "a", "ة": "ه", "ى": "ي", "ک": "ك", "ی": "ي"}
)
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_MARK_CATEGORIES = ("Mn", "Mc", "Me", "Cf", "Cs")
_MARKS = re.compile(
    "["
    + "".join(chr(c) for c in range(0x80, 0x3000) if unicodedata.category(chr(c)) in _MARK_CATEGORIES)
    + "\\ud800-\\udfff\\ufe00-\\ufe0f\\ufe20-\\ufe2f\\ufeff]+"
)
_WORD = re.compile(r"[^\W_]+")
_ARTICLES = "al el ad as ar ash at az an ed es er esh et ez en l the"
_ARABIC_SPEAKING = "AE BH DJ DZ EG EH IL IQ IR JO KM KW LB LY MA MR OM PS QA SA SD SO SS SY TD TN YE"
ARTICLES = frozenset(_ARTICLES.split())
ARABIC_SPEAKING = frozenset(_ARABIC_SPEAKING.split())
_KINDS = (
    "autonomous republic|autonomous region|autonomous province|federal city|oblast|oblasts|krai|kray|raion|rayon|okrug"
    "|governorate|governorates|muhafazat|province|provinces|provincia|provinsi|region|regions|state|states|district"
    "|districts|department|departamento|departement|county|parish|borough|prefecture|municipality|canton|territory"
    "|republic|emirate|division|voivodeship|wilayat|wilaya|commune|woreda|zone|regency|countryside|area|census area"
)
_KIND_AFTER = re.compile(rf" (?:{_KINDS})$")
_KIND_BEFORE = re.compile(
    rf"^(?:{_KINDS}|estado|wilayah|mintaqat|muhafazat|federal republic|kingdom|city)(?: (?:of|de|del|di|da|do))? "
)


@lru_cache(maxsize=1 << 16)
def key_of(name: str) -> str:
    """The key of a name; empty where nothing is left, or too much.

    >>> key_of("Saint-Denis"), key_of("St. Denis"), key_of("Ḩalab"), key_of("Slov’yansk")
    ('saint denis', 'saint denis', 'halab', 'slovyansk')
    """
    if len(name) > 4 * LONGEST:
        return ""
    bare = name.translate(_APOSTROPHES).casefold()
    if not bare.isascii():
        bare = _MARKS.sub("", unicodedata.normalize("NFKD", bare)).translate(_LETTERS)
    words = _WORD.findall(bare)
    if len(words) > 1:
        words = [_ABBREVIATIONS.get(word, word) for word in words]
    key = " ".join(words)
    return key if len(key) <= LONGEST else ""


def without_article(key: str) -> str | None:
    """The key without "al-", "el-", "the" and the like; None where it has none.

    >>> without_article(key_of("al-Bab")), without_article("bab")
    ('bab', None)
    """
    first, _, rest = key.partition(" ")
    return rest if rest and first in ARTICLES else None


def without_kind(key: str) -> str | None:
    """The key of a division without the word for what it is; None where it has none.

    >>> without_kind("kherson oblast"), without_kind("state of kerala"), without_kind("idlib")
    ('kherson', 'kerala', None)
    """
    bare = _KIND_BEFORE.sub("", _KIND_AFTER.sub("", key))
    return bare if bare != key and bare else None


_CYRILLIC = "абвдежзиклмнопрстуфцчшэюя"
_LATIN = "a b v d e zh z i k l m n o p r s t u f ts ch sh e yu ya"
_COMMON = dict(zip(_CYRILLIC, _LATIN.split(), strict=True))
_RUSSIAN = {**_COMMON, "г": "g", "х": "kh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "ё": "e"}
_UKRAINIAN = {**_COMMON, "г": "h", "ґ": "g", "є": "ye", "и": "y", "і": "i", "х": "kh", "щ": "shch", "ь": ""}


def transliterations(key: str) -> Iterator[str]:
    """Latin keys for a Cyrillic one, read as Ukrainian and as Russian; none for other scripts.

    >>> list(transliterations("херсон"))
    ['kherson', 'kherson']
    """
    if "Ѐ" <= key[:1] <= "ӿ":
        for table in (_UKRAINIAN, _RUSSIAN):
            yield "".join(table.get(c, c) for c in key)
