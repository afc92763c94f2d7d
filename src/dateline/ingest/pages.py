"""HTML → text and what the page says about itself. Nothing of a page is run, and nothing it links to is loaded."""

from __future__ import annotations

import logging
import re
import warnings
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from dateline.errors import BadInput
from dateline.ingest.days import believable, day_of, moment_of
from dateline.ingest.texts import decoded

_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_PUBLISHED_IN_SCRIPT = re.compile(r'"datePublished"\s*:\s*"([^"\\]{8,40})"')
_PUBLISHED_TAGS = frozenset({"article:published_time", "og:published_time", "datepublished", "dc.date.issued"})
_SILENT = frozenset({"script", "style", "template", "noscript", "head", "iframe", "object", "svg", "form", "button"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"li", "ul", "ol", "dd", "dt", "tr", "table"})
_BLOCKS = _HEADINGS | _LISTS | {"p", "div", "br", "hr", "pre", "blockquote", "section", "article", "header", "footer"}
# libxml2 builds about 15 times the size of a page; deeper nesting than any article's makes tree walks slow.
_DEEPEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The article of a page, with what the page says about it."""

    text: str
    title: str | None = None
    author: str | None = None
    site: str | None = None
    url: str | None = None  # where the page says it stands
    published: date | None = None
    published_at: datetime | None = None  # aware
    language: str | None = None  # as the page declares it


def page(raw: bytes, *, now: datetime, url: str | None = None, charset: str | None = None) -> Page:
    """The article of an HTML page.

    Args:
        raw: The page's bytes.
        now: No publication date is later.
        url: Where it was fetched.
        charset: As the answer declares it.

    Raises:
        BadInput: the page has no text that could be an article, or is no page.
    """
    markup = decoded(raw, declared=charset or _declared_charset(raw))
    tree = _tree(markup)
    declared = tree.get("lang")
    published, moment = _published(tree, markup, now)
    found = _extracted(tree, url, now)
    text = _clean(getattr(found, "text", None))
    if not text:
        raise BadInput(
            "No article text was found on the page: it may be a list, need scripts to show its text, or be behind a "
            "wall. Save the text itself as a .txt file."
        )
    return Page(
        text=text,
        title=_line(found.title),
        author=_line(found.author),
        site=_line(found.sitename),
        url=found.url,
        published=published or believable(day_of(found.date), now),
        published_at=moment,
        language=declared,
    )


def fragment_text(markup: str) -> str:
    r"""The words of a piece of HTML, a line for each block; empty where there are none.

    >>> fragment_text("<p>Two <b>died</b>.</p><script>alert(1)</script><p>It rained.</p>")
    'Two died.\nIt rained.'
    """
    tree = _tree(f"<html><body><div>{markup}</div></body></html>")
    return _clean("".join(_pieces(tree))) or ""


def _declared_charset(raw: bytes) -> str | None:
    match = _META_CHARSET.search(raw[:4096])
    return match[1].decode("ascii") if match else None


def _tree(markup: str) -> Any:
    """The parsed page.

    Raises:
        BadInput: it cannot be parsed, or is nested deeper than any article.
    """
    try:
        tree = _trafilatura().load_html(markup)
    except Exception as error:  # a hostile page must become a rejection, whatever it makes the parser raise
        raise BadInput(f"The page cannot be parsed ({type(error).__name__}: {error}).") from error
    if tree is None:
        raise BadInput("It is named or served as an HTML page but holds no HTML. Save its text as a .txt file.")
    if _depth(tree) > _DEEPEST:
        raise BadInput(f"The page nests its elements more than {_DEEPEST} deep. Save its text as a .txt file.")
    return tree


@cache
def _trafilatura() -> Any:
    """The library, loaded on first use (0.2 s), its logs silenced: what it cannot read becomes a rejection."""
    with warnings.catch_warnings():
        # It loads a client for proxies that is never used here, which warns where PySocks is missing.
        warnings.simplefilter("ignore")
        import trafilatura
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return trafilatura


def _depth(tree: Any) -> int:
    deepest, level = 0, [tree]
    while level and deepest <= _DEEPEST:
        deepest += 1
        level = [child for element in level for child in element]
    return deepest


def _extracted(tree: Any, url: str | None, now: datetime) -> Any:
    dates = {
        "original_date": True,
        "extensive_search": False,  # or any date within the text would pass for the day of publication
        "max_date": (now.date() + timedelta(days=1)).isoformat(),
    }
    try:
        return _trafilatura().bare_extraction(
            tree, url=url, with_metadata=True, include_comments=False, date_extraction_params=dates
        )
    except Exception as error:  # see _tree
        raise BadInput(f"The page cannot be read ({type(error).__name__}: {error}).") from error


def _published(tree: Any, markup: str, now: datetime) -> tuple[date | None, datetime | None]:
    """The day, and the moment where it has a time zone, that the page's metadata gives as its publication."""
    for words in _published_words(tree, markup):
        day = believable(day_of(words), now)
        if day is not None:
            return day, moment_of(words)
    return None, None


def _published_words(tree: Any, markup: str) -> list[str]:
    words = [
        element.get("content") or element.get("datetime") or ""
        for element in tree.iter("meta", "time")
        if (element.get("property") or element.get("name") or element.get("itemprop") or "").lower() in _PUBLISHED_TAGS
    ]
    if match := _PUBLISHED_IN_SCRIPT.search(markup):
        words.append(match[1])
    return [w.strip() for w in words]


def _pieces(tree: Any) -> list[str]:
    """All text below `tree` in order, with a line's end before and after each block. No recursion."""
    pieces: list[str] = []
    todo: list[Any] = [tree]
    while todo:
        item = todo.pop()
        if isinstance(item, str):
            pieces.append(item)
            continue
        if isinstance(item.tag, str) and item.tag not in _SILENT:
            edge = "\n" if item.tag in _BLOCKS else ""
            below: list[Any] = [edge, _spaced(item.text)]
            for child in item:
                below += (child, _spaced(child.tail))
            todo.extend(reversed([*below, edge]))
    return pieces


def _spaced(text: str | None) -> str:
    """Text between tags, where line ends are only spaces."""
    return re.sub(r"\s+", " ", text or "")


def _clean(text: str | None) -> str | None:
    """`text` with one space between words, one line's end between paragraphs, and no control characters."""
    if not text:
        return None
    printable = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", text)
    lines = (" ".join(line.split()) for line in printable.split("\n"))
    return "\n".join(line for line in lines if line) or None


def _line(words: object) -> str | None:
    """Words of metadata on one line, cut where they run on."""
    return " ".join(words.split())[:500] or None if isinstance(words, str) else None
