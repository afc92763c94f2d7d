"""Bytes of plain text → documents: their characters, and the header lines that may stand before them.

A text file may begin as a letter does, with lines such as `Title: …`, `Source: …`, `Published: 2022-06-08`, `URL: …`,
`Author: …` and `Language: uk`, then an empty line. What follows is the text.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from itertools import islice

from dateline.errors import BadInput
from dateline.ingest.languages import language_and_certainty

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# One encoding for each look of the bytes. With all that charset-normalizer knows, Ukrainian in cp1251 comes out as
# Kazakh and a short Russian line in koi8 as Japanese; with these, 30 of 31 samples in eight languages are right.
_ENCODINGS = ["cp1251", "koi8_u", "cp866", "iso8859_5", "cp1252", "cp1256", "gb18030"]
_CENTRAL_EUROPE = frozenset({"pl", "cs", "sk", "hu", "hr", "sl", "ro", "sq", "bs"})
_SAMPLE = 16_384
_MOST_TELLING = 2_000
_TELLING = re.compile(rb"[\x00-\x7f]{0,20}[\x80-\xff]+(?:[\x00-\x7f]{1,20}[\x80-\xff]+){0,50}[\x00-\x7f]{0,20}")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_MIXED = re.compile("[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]")

_KEYS = {
    "title": "title",
    "source": "source",
    "publisher": "source",
    "published": "published",
    "date": "published",
    "url": "url",
    "author": "author",
    "language": "language",
}
_HEADER_LINE = re.compile(r"([A-Za-z][A-Za-z-]{1,30})[ \t]*:[ \t]*(.*)")
_MOST_HEADER_LINES = 20


@dataclass(frozen=True, slots=True)
class Letter:
    """A text with what its header lines say."""

    body: str
    header: dict[str, str] = field(default_factory=dict)  # title, source, published, url, author, language


def decoded(raw: bytes, *, declared: str | None = None) -> str:
    r"""The characters of `raw`: by its byte order mark, as UTF-8, as declared, or by what reads best.

    UTF-8 with some broken characters keeps its text, with U+FFFD for each broken one. Line ends become "\n".

    Raises:
        BadInput: it is not text in any known encoding.

    >>> decoded("Взрыв в Мелитополе.".encode("cp1251"))
    'Взрыв в Мелитополе.'
    """
    text = _characters(raw, declared)
    if "\x00" in text:
        raise BadInput("It holds NUL characters, as binary files do. Save it as plain text.")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _characters(raw: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared is not None and (text := _as_declared(raw, declared)) is not None:
        return text
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(character > "\x7f" for character in text) - broken
    # Text of a one-byte encoding hardly ever forms UTF-8 characters by chance; broken UTF-8 is full of whole ones.
    if whole > 2 * broken:
        return text
    return _as_detected(raw)


def _as_declared(raw: bytes, declared: str) -> str | None:
    try:
        encoding = codecs.lookup(declared).name
        # A page that says latin-1 means cp1252, as browsers read it. Source: WHATWG Encoding Standard.
        return raw.decode({"iso8859-1": "cp1252", "ascii": "cp1252"}.get(encoding, encoding))
    except (LookupError, UnicodeError, ValueError):
        return None


def _as_detected(raw: bytes) -> str:
    from charset_normalizer import from_bytes

    # Only what stands by characters outside ASCII tells anything, and it may be a small part of a long text.
    sample = b" ".join(islice((match[0] for match in _TELLING.finditer(raw)), _MOST_TELLING))[:_SAMPLE]
    best = from_bytes(sample, cp_isolation=_ENCODINGS).best()
    if best is None:
        raise BadInput("Its characters are in no known encoding, or it is not text. Save it as UTF-8.")
    encoding = best.encoding
    if _mixes_alphabets(sample.decode(encoding, "replace")):
        encoding = "cp1252"
    if encoding == "cp1252" and _is_central_european(sample):
        encoding = "cp1250"
    return raw.decode(encoding, "replace")


def _mixes_alphabets(text: str) -> bool:
    """Whether much of the Cyrillic in `text` stands within Latin words, as where "café" comes out as "cafй"."""
    return 4 * len(_MIXED.findall(text)) > len(_CYRILLIC.findall(text))


def _is_central_european(sample: bytes) -> bool:
    language, certainty = language_and_certainty(sample.decode("cp1250", "replace"))
    return language in _CENTRAL_EUROPE and certainty > 0.5


def letter(text: str) -> Letter:
    r"""A text apart from its header lines. Without a known key in the first line the whole is the body.

    >>> letter("Title: A raid\nSource: Desk\n\nTwo died.").header["source"]
    'Desk'
    """
    header: dict[str, str] = {}
    place = 0
    for _ in range(_MOST_HEADER_LINES):
        end = text.find("\n", place)
        line = text[place:] if end < 0 else text[place:end]
        if header and not line.strip():
            return Letter(text[place:].strip("\n"), header)
        match = _HEADER_LINE.fullmatch(line)
        key = _KEYS.get(match[1].lower()) if match else None
        if match is None or (not header and key is None):
            break
        if key is not None and match[2].strip():
            header.setdefault(key, match[2].strip())
        if end < 0:
            return Letter("", header)
        place = end + 1
    return Letter(text)
