"""A page that has changed is a new version of its document, not a second document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.model import Document, DocumentId, digest


def as_version(doc: Document, earlier: Sequence[Document]) -> Document | None:
    """`doc` as the version that follows `earlier`, or None where it says nothing new.

    Nothing is new where the newest version has the same text, or where `doc` is an earlier version that comes in
    again. A page fetched later that has gone back to an earlier text is a new version with an id of its own.

    Args:
        doc: What has come in.
        earlier: The stored versions at the same URL, oldest first.
    """
    if not earlier:
        return doc
    newest = earlier[-1]
    if newest.text == doc.text:
        return None
    same = [known for known in earlier if known.text == doc.text]
    if same and not _is_later(doc, (newest, *same)):
        return None
    number = newest.version + 1
    first = earlier[0].version_of or earlier[0].id
    taken = any(known.id == doc.id for known in same)
    key = DocumentId(digest(doc.id, f"version {number}")) if taken else doc.id
    return replace(doc, id=key, version=number, version_of=first)


def _is_later(doc: Document, known: Sequence[Document]) -> bool:
    """Whether `doc` is known to have been retrieved after all of `known`."""
    moments = [one.retrieved for one in known]
    return doc.retrieved is not None and all(moment is not None and doc.retrieved > moment for moment in moments)
