"""Written reports as documents with claims, in the types of the package."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.model import Claim, Document
from dateline.model.records import ClaimRecord, DocumentRecord
from training.notation import GROUPS, Report


def documents(found: Iterable[Report]) -> list[tuple[Document, list[Claim]]]:
    """Each report as a document with its claims; mentions told again are left out."""
    return [(document_of(r), claims_of(r)) for r in found]


def document_of(report: Report) -> Document:
    """A report as a document."""
    return DocumentRecord.model_validate(report.document).value()


def claims_of(report: Report) -> list[Claim]:
    """The claims of a report."""
    kept = ({k: v for k, v in c.items() if k not in {"also", *GROUPS}} for c in report.claims)
    key = DocumentRecord.model_validate(report.document).value().id
    return [ClaimRecord.model_validate(c).value(key) for c in kept]
