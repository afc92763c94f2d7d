"""JSON lines → documents, one line at a time: a line of any length is never held whole past the limit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from dateline.errors import BadInput, BadRecord
from dateline.ingest.addresses import normalised
from dateline.ingest.days import believable, day_of, moment_of
from dateline.ingest.languages import language_of
from dateline.ingest.streams import PIECE, Stream, in_megabytes
from dateline.model import Document, DocumentId
from dateline.model.records import DocumentRecord

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def lines(stream: Stream, *, most: int) -> Iterator[tuple[int, bytes | BadInput]]:
    """The lines of `stream` with their numbers from 1; an error in place of one longer than `most` bytes."""
    number, size = 1, 0
    held: list[bytes] = []
    while piece := stream.read(PIECE):
        *ended, rest = piece.split(b"\n")
        for part in ended:
            yield number, _line([*held, part], size + len(part), most)
            number, held, size = number + 1, [], 0
        size += len(rest)
        # Past the limit only the length is kept.
        if size <= most:
            held.append(rest)
        else:
            held.clear()
    if size:
        yield number, _line(held, size, most)


def _line(parts: list[bytes], size: int, most: int) -> bytes | BadInput:
    if size > most:
        return BadInput(f"The line is longer than {in_megabytes(most)}, the most for one document. Split the document.")
    return b"".join(parts)


def document(line: bytes, *, where: str, now: datetime) -> Document:
    """The document of a line: `{"document": {…}}`, or its fields bare.

    A given id and text are kept verbatim. A date that cannot be one is left out, and so is an address that is not on
    the web. The language is found where it is not given.

    Raises:
        BadRecord: the line is not JSON, or no such record; the message names the field.
    """
    fields = _fields(line, where)
    try:
        doc = DocumentRecord.model_validate({**fields, **_dates(fields, now)}).value()
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the line"
        raise BadRecord(where, f"{field}: {first['msg']}") from error
    if not doc.text.strip():
        raise BadRecord(where, "text: it is empty. A document needs text.")
    return replace(
        doc,
        id=DocumentId(fields["id"]) if fields.get("id") else Document.id_for(doc.text, doc.source),
        url=normalised(doc.url),
        language=two_letters(doc.language) or language_of(doc.text),
    )


def two_letters(language: object) -> str | None:
    """The ISO 639-1 code that a language tag begins with.

    >>> two_letters("uk-UA"), two_letters("und")
    ('uk', None)
    """
    if not isinstance(language, str):
        return None
    first = language.strip().lower().replace("_", "-").partition("-")[0]
    return first if len(first) == 2 and first.isascii() and first.isalpha() else None


def _fields(line: bytes, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadRecord(where, f"not UTF-8 (byte {error.start}). JSON lines are UTF-8; convert the file.") from error
    except (ValueError, RecursionError) as error:
        raise BadRecord(where, f'not JSON ({error}). Each line is one document, as {{"text": …}}.') from error
    inner = row.get("document", row) if isinstance(row, dict) else None
    if not isinstance(inner, dict):
        raise BadRecord(where, 'not an object with a "text". Each line is one document.')
    for name, value in inner.items():
        if isinstance(value, str) and _LONE_SURROGATE.search(value):
            raise BadRecord(where, f"{name}: it holds half a character (a lone surrogate). Write the text anew.")
    return inner


def _dates(fields: dict[str, Any], now: datetime) -> dict[str, Any]:
    """The dates of a record as values, None where they cannot be dates of publication or retrieval."""
    moment = moment_of(fields.get("published_at"))
    day = believable(day_of(fields.get("published")) or day_of(fields.get("published_at")), now)
    retrieved = fields.get("retrieved")
    return {
        "published": day.isoformat() if day else None,
        "published_at": moment if day else None,
        "retrieved": moment_of(retrieved) or moment_of(f"{retrieved}+00:00") or None,
    }


def is_one_value(head: bytes) -> bool:
    r"""Whether JSON begins like one value over many lines rather than like lines of objects.

    >>> is_one_value(b'[\n {"text": "a"}'), is_one_value(b'{"text": "a"}')
    (True, False)
    """
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    first_line = start.partition(b"\n")[0].strip()
    return start.startswith(b"[") or first_line == b"{"
