"""What some bytes are, told from their first few thousand, their name and their media type."""

from __future__ import annotations

import re
from enum import Enum

HEAD = 8192  # bytes that are looked at


class Kind(Enum):
    """What can be read."""

    TEXT = "text"
    HTML = "HTML page"
    FEED = "feed"
    LINES = "JSON lines"


# First bytes of what people give by mistake.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF file; save its text, or the page that it came from"),
    (b"PK\x03\x04", "a zip file (or an office document); unpack it, or save its text"),
    (b"PK\x05\x06", "an empty zip file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a sound, film or WebP image"),
    (b"\x00\x00\x00\x18ftyp", "a film"),
    (b"\x00\x00\x00\x20ftyp", "a film"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save its text"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it"),
    (b"Rar!", "a rar archive; unpack it"),
    (b"BZh", "a bzip2 file; unpack it"),
    (b"\xfd7zXZ\x00", "an xz file; unpack it"),
    (b"\x28\xb5\x2f\xfd", "a zstd file; unpack it"),
    (b"SQLite format 3\x00", "an SQLite database; name a store with --store"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"{\\rtf", "an RTF document; save its text"),
)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
# What a saved page brings along; no report is told in it.
_CODE = frozenset({"css", "js", "mjs", "ts", "py", "sh", "map", "woff", "woff2", "ttf", "svg", "ini", "toml", "yaml"})
_LINES_SUFFIXES = frozenset({"jsonl", "ndjson", "json"})
_TEXT_SUFFIXES = frozenset({"txt", "text", "md"})
_HTML_SUFFIXES = frozenset({"html", "htm", "xhtml"})
_FEED_TAG = re.compile(rb"<(?:rss|feed|rdf:RDF|(?:atom|a):feed)[\s>]", re.IGNORECASE)
_HTML_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta|title|script)[\s>/]", re.I)
_OBJECT_START = re.compile(rb'\{\s*"')
_MARKUP_START = re.compile(rb"\s*<")


def refusal(head: bytes, *, suffix: str = "", media_type: str = "") -> str | None:
    """Why bytes that begin with `head` are not read, in words that say what to do; None where they may be.

    >>> refusal(b"%PDF-1.7")
    'It is a PDF file; save its text, or the page that it came from.'
    """
    if not head.strip():
        return None
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return f"It is {name}."
    if head[4:8] == b"ftyp":
        return "It is a film."
    if suffix in _CODE:
        return f"A .{suffix} file holds no report."
    major = media_type.partition("/")[0]
    if major in {"image", "audio", "video", "font"} and not _MARKUP_START.match(head):
        return f"It is {media_type}, not text."
    if b"\x00" in head and not head.startswith(_WIDE_MARKS):
        return "It holds NUL bytes, as binary files do. If it is text in UTF-16, save it as UTF-8."
    if _start(head).startswith(b"<?xml") and not _FEED_TAG.search(head) and not _HTML_TAG.search(head):
        return "It is XML, but neither a page nor a feed. Save its text."
    return None


def kind_of(head: bytes, *, suffix: str = "", media_type: str = "") -> Kind:
    """What bytes that begin with `head` are. What they look like goes before what they are called.

    >>> kind_of(b"<?xml version='1.0'?><rss version='2.0'>").value
    'feed'
    """
    start = _start(head)
    if start.startswith(b"<"):
        if _FEED_TAG.search(start[:2048]):
            return Kind.FEED
        if _HTML_TAG.search(start) or "html" in media_type or suffix in _HTML_SUFFIXES:
            return Kind.HTML
    if "html" in media_type or suffix in _HTML_SUFFIXES:
        return Kind.HTML
    if (
        suffix in _LINES_SUFFIXES
        or media_type.endswith("json")
        or (suffix not in _TEXT_SUFFIXES and _OBJECT_START.match(start))
    ):
        return Kind.LINES
    return Kind.TEXT


def _start(head: bytes) -> bytes:
    """`head` from its first visible character."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")
