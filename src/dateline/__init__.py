"""Dateline: who says what happened, where and when, and who else says so.

>>> import dateline
>>> doc = dateline.document("Shelling hit Izyum on Tuesday, the governor said.", published="2022-06-08")
>>> doc.published
datetime.date(2022, 6, 8)

`dateline.open_extractor()` opens the installed reader and gazetteer; calling what it gives with a document gives the
document's claims. Start reading the code at `dateline.model`, then `dateline.pipeline`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.model import Document
    from dateline.pipeline import Extractor

__version__ = "0.1.0"
__all__ = ["__version__", "document", "open_extractor"]


def document(text: str, *, published: date | str | None = None, source: str | None = None) -> Document:
    """A document from its text.

    Args:
        text: What was published, as it stands.
        published: Civil day of publication, or its ISO form; without it "on Tuesday" stays undated.
        source: Who published it.

    Raises:
        ValueError: `published` is not an ISO date.
    """
    from dateline.model import Document

    day = date.fromisoformat(published) if isinstance(published, str) else published
    return Document(id=Document.id_for(text, source), text=text, source=source, published=day, language="en")


def open_extractor() -> Extractor:
    """Open the installed reader and gazetteer.

    Raises:
        ResourceMissing: one of them is not installed; the message says what to run.
    """
    from dateline.pipeline import open_extractor as opened

    return opened()
