"""Versions of one page: a changed page is no new origin, and what it no longer says nobody stands behind."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.model import Document, DocumentId


def page_of(doc: Document) -> DocumentId:
    """The page that a document is a version of, named by its first version."""
    return doc.version_of or doc.id


def superseded(docs: Mapping[DocumentId, Document]) -> frozenset[DocumentId]:
    """The documents of which a later version is there.

    Their claims can still be linked and shown, and show who copied whom; they support nothing.
    """
    newest: dict[DocumentId, int] = {}
    for doc in docs.values():
        newest[page_of(doc)] = max(doc.version, newest.get(page_of(doc), doc.version))
    return frozenset(doc.id for doc in docs.values() if doc.version < newest[page_of(doc)])
