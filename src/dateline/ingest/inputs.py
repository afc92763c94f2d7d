"""What a user names → documents: files, directories, addresses, feeds, JSON lines, standard input."""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import BadInput
from dateline.ingest.addresses import host_of, is_address, normalised
from dateline.ingest.arrivals import Arrived, Fetch, Fetched, Limits
from dateline.ingest.days import believable, day_of, moment_of
from dateline.ingest.kinds import HEAD, Kind, kind_of, refusal
from dateline.ingest.languages import language_of
from dateline.ingest.streams import Readable, Stream, opened
from dateline.ingest.texts import decoded, letter
from dateline.model import Document, Rejection

if TYPE_CHECKING:
    from dateline.ingest.feeds import Entry

STDIN = "-"


def gather(
    inputs: Sequence[str],
    *,
    fetch: Fetch,
    stdin: BinaryIO | None,
    now: Callable[[], datetime],
    limits: Limits,
    source: str | None = None,
    published: date | None = None,
    follow: bool = False,
) -> Iterator[Arrived | Rejection]:
    """Every document that `inputs` name, in order, one at a time; a rejection for each that cannot be read.

    Args:
        inputs: Paths of files and directories, addresses, or "-".
        fetch: Gets what stands at an address.
        stdin: What "-" stands for.
        now: The time, aware.
        limits: How much to take.
        source: Who published, where the input does not say.
        published: The day of publication, where the input does not say.
        follow: Fetch the page that a feed's entry links to, where the feed carries only a teaser of it.
    """
    desk = _Desk(fetch=fetch, now=now, limits=limits, source=source, published=published, follow=follow)
    for name in inputs:
        yield from _one(name, stdin, desk)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What all inputs of one call share."""

    fetch: Fetch
    now: Callable[[], datetime]
    limits: Limits
    source: str | None
    published: date | None
    follow: bool
    seen: set[str] = field(default_factory=set)  # addresses that were asked for

    def rejection(self, locator: str, reason: object) -> Rejection:
        return Rejection(locator=_storable(locator), stage="ingest", reason=_storable(str(reason)), at=self.now())


def _storable(words: str) -> str:
    """`words` without lone surrogates, which stand for a file name that is not UTF-8 and which no store takes."""
    return words.encode("utf-8", "backslashreplace").decode("utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """Bytes of one kind, with where they come from."""

    locator: str
    stream: Stream
    suffix: str = ""
    answer: Fetched | None = None  # None: not from the network
    linked: bool = False  # a feed's entry links to it

    @property
    def media_type(self) -> str:
        return self.answer.media_type if self.answer else ""


def _one(name: str, stdin: BinaryIO | None, desk: _Desk) -> Iterator[Arrived | Rejection]:
    if name == STDIN:
        if stdin is None:
            yield desk.rejection(name, "There is no standard input here. Name a file.")
        else:
            yield from _from_stream(name, stdin, desk)
    elif is_address(name):
        yield from _from_address(name, desk)
    elif not name:
        yield desk.rejection(name, "The name is empty. Name a file, a directory or an address.")
    elif "://" in name:
        yield desk.rejection(name, "Only http and https addresses can be fetched. Download it and name the file.")
    else:
        yield from _from_path(Path(name), desk)


# --- where bytes come from --------------------------------------------------------------------------------------


def _from_path(path: Path, desk: _Desk) -> Iterator[Arrived | Rejection]:
    try:
        is_directory = path.is_dir()
    except (OSError, ValueError):
        is_directory = False
    if not is_directory:
        yield from _from_file(path, desk)
        return
    found = False
    for below in _files(path, desk):
        found = True
        if isinstance(below, Rejection):
            yield below
        else:
            yield from _from_file(below, desk)
    if not found:
        yield desk.rejection(str(path), "The directory holds no files (hidden ones are left out).")


def _files(top: Path, desk: _Desk) -> Iterator[Path | Rejection]:
    """Regular files below `top`, sorted, hidden ones left out; a directory reached twice by links is read once."""
    entered: set[tuple[int, int]] = set()
    todo = [top]
    while todo:
        path = todo.pop()
        try:
            status = path.stat()
            if stat.S_ISREG(status.st_mode):
                yield path
                continue
            if not stat.S_ISDIR(status.st_mode):
                yield desk.rejection(str(path), "It is neither a file nor a directory.")
                continue
            if (status.st_dev, status.st_ino) in entered:
                continue
            entered.add((status.st_dev, status.st_ino))
            todo.extend(sorted((p for p in path.iterdir() if not p.name.startswith(".")), reverse=True))
        except OSError as error:
            yield desk.rejection(str(path), _os_words(error))


def _from_file(path: Path, desk: _Desk) -> Iterator[Arrived | Rejection]:
    suffixes = [s.lower().lstrip(".") for s in path.suffixes if s.lower() != ".gz"]
    try:
        file = _opened_file(path)
    except FileNotFoundError:
        yield desk.rejection(str(path), "There is no such file. Check its name.")
        return
    except (OSError, ValueError) as error:
        yield desk.rejection(str(path), _os_words(error))
        return
    with file:
        yield from _from_stream(str(path), file, desk, suffix=suffixes[-1] if suffixes else "")


def _opened_file(path: Path) -> BinaryIO:
    """The file, to be read. A pipe is opened even where nobody writes into it, and is then empty."""
    if not stat.S_ISFIFO(path.stat().st_mode):
        return path.open("rb")
    number = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # without this, opening waits for a writer, maybe for ever
    os.set_blocking(number, True)
    return os.fdopen(number, "rb")


def _from_stream(locator: str, below: Readable, desk: _Desk, *, suffix: str = "") -> Iterator[Arrived | Rejection]:
    try:
        stream = opened(below, desk.limits)
        yield from _read(_Piece(locator=locator, stream=stream, suffix=suffix), desk)
    except BadInput as error:
        yield desk.rejection(locator, error)
    except OSError as error:
        yield desk.rejection(locator, _os_words(error))


def _from_address(url: str, desk: _Desk, *, linked: bool = False) -> Iterator[Arrived | Rejection]:
    key = normalised(url) or url
    if key in desk.seen:
        return
    desk.seen.add(key)
    try:
        answer = desk.fetch(url)
        desk.seen.add(normalised(answer.url) or answer.url)
        stream = opened(io.BytesIO(answer.body), desk.limits)
        yield from _read(_Piece(locator=url, stream=stream, answer=answer, linked=linked), desk)
    except BadInput as error:
        yield desk.rejection(url, error)


def _os_words(error: OSError | ValueError) -> str:
    return f"It cannot be read ({getattr(error, 'strerror', None) or error}). Check its name and permissions."


# --- what the bytes hold ----------------------------------------------------------------------------------------


def _read(piece: _Piece, desk: _Desk) -> Iterator[Arrived | Rejection]:
    """The documents of some bytes.

    Raises:
        BadInput: they are not to be read as a whole.
        OSError: they stop coming.
    """
    head = piece.stream.peek(HEAD)
    reason = refusal(head, suffix=piece.suffix, media_type=piece.media_type)
    if reason is not None:
        raise BadInput(reason)
    kind = kind_of(head, suffix=piece.suffix, media_type=piece.media_type)
    if kind is Kind.LINES:
        yield from _from_lines(piece, head, desk)
        return
    limits = desk.limits
    raw = piece.stream.read_whole(limits.page_bytes if kind is Kind.HTML else limits.document_bytes)
    if not raw.strip():
        raise BadInput("It is empty.")
    if kind is Kind.FEED:
        yield from _from_feed(raw, piece, desk)
    elif kind is Kind.HTML:
        yield _from_page(raw, piece, desk)
    else:
        yield _from_text(raw, piece, desk)


def _from_lines(piece: _Piece, head: bytes, desk: _Desk) -> Iterator[Arrived | Rejection]:
    from dateline.ingest.lines import document, is_one_value, lines

    if is_one_value(head):
        raise BadInput("It is one JSON value, not JSON lines. Put one document on each line (`jq -c '.[]'` does).")
    found = False
    for number, line in lines(piece.stream, most=desk.limits.document_bytes):
        where = f"{piece.locator}:{number}"
        if isinstance(line, bytes) and not line.strip():
            continue
        found = True
        try:
            if isinstance(line, BadInput):
                raise line
            doc = document(line, where=where, now=desk.now())
        except BadInput as error:
            yield desk.rejection(where, str(error).removeprefix(f"{where}: "))
        else:
            yield _arrived(doc, None, desk)
    if not found:
        raise BadInput("It is empty.")


def _from_text(raw: bytes, piece: _Piece, desk: _Desk) -> Arrived:
    now = desk.now()
    found = letter(decoded(raw, declared=piece.answer.charset if piece.answer else None))
    if not found.body.strip():
        raise BadInput("It is empty." if not found.header else "No text follows its header lines.")
    said = found.header
    answer = piece.answer
    source = said.get("source") or desk.source or (host_of(answer.url) if answer else None)
    day = believable(day_of(said.get("published")), now)
    doc = Document(
        id=Document.id_for(found.body, source),
        text=found.body,
        source=source,
        url=normalised(said.get("url")) or (normalised(answer.url) if answer else None),
        title=said.get("title"),
        author=said.get("author"),
        published=day,
        published_at=moment_of(said.get("published")) if day else None,
        retrieved=answer.retrieved if answer else None,
        language=_language(said.get("language"), found.body),
        raw_sha256=hashlib.sha256(raw).hexdigest(),
    )
    return _arrived(doc, raw, desk)


def _from_page(raw: bytes, piece: _Piece, desk: _Desk) -> Arrived:
    from dateline.ingest.pages import page

    answer = piece.answer
    found = page(raw, now=desk.now(), url=answer.url if answer else None, charset=answer.charset if answer else None)
    # Only a saved page is believed where it says it stands: a fetched one could pass for a version of another's.
    url = normalised(answer.url if answer else found.url)
    # Where a page does not name its outlet, trafilatura gives the host, which is less than what the user says.
    host = host_of(url)
    site = found.site if found.site and found.site.lower().removeprefix("www.") != host else None
    source = site or desk.source or host
    doc = Document(
        id=Document.id_for(found.text, source),
        text=found.text,
        source=source,
        url=url,
        title=found.title,
        author=found.author,
        published=found.published,
        published_at=found.published_at,
        retrieved=answer.retrieved if answer else None,
        language=language_of(found.text) or _language(found.language, ""),
        media_type="text/html",
        raw_sha256=hashlib.sha256(raw).hexdigest(),
    )
    return _arrived(doc, raw, desk)


def _arrived(doc: Document, raw: bytes | None, desk: _Desk) -> Arrived:
    """`doc` as it arrives, with what the user says about it where it does not say so itself.

    An id that was made from text and source is not made again: where that matters the source is in it already.
    """
    filled = replace(doc, source=doc.source or desk.source, published=doc.published or desk.published)
    return Arrived(document=filled, raw=raw, at=desk.now())


def _language(declared: str | None, text: str) -> str | None:
    from dateline.ingest.lines import two_letters

    return two_letters(declared) or (language_of(text) if text else None)


# --- feeds ------------------------------------------------------------------------------------------------------


def _from_feed(raw: bytes, piece: _Piece, desk: _Desk) -> Iterator[Arrived | Rejection]:
    from dateline.ingest.feeds import entries

    if piece.linked:
        raise BadInput("A feed's entry links to a feed, not to a page. It is not followed; name that feed itself.")
    # The header's charset goes with it: feedparser weighs it against the one in the feed.
    kind = f"{piece.media_type}; charset={piece.answer.charset}" if piece.answer and piece.answer.charset else ""
    own = normalised(piece.answer.url) if piece.answer else None
    most = desk.limits.feed_entries
    found = entries(raw, now=desk.now(), most=most + 1, media_type=kind)
    for number, entry in enumerate(found[:most], 1):
        where = entry.url or f"{piece.locator}#{number}"
        if entry.url is not None and entry.url in {own, normalised(piece.locator)} and not entry.is_whole:
            yield desk.rejection(f"{piece.locator}#{number}", "The entry links to the feed itself, not to a page.")
        elif desk.follow and entry.url is not None and not entry.is_whole:
            yield from _from_address(entry.url, desk, linked=True)
        elif entry.text:
            yield _from_entry(entry, piece, desk)
        else:
            yield desk.rejection(where, "The feed carries no text of this entry. Fetch its page with --follow.")
    if len(found) > most:
        yield desk.rejection(
            piece.locator, f"The feed has more than {most} entries; only the first {most} were read. Split it."
        )


def _from_entry(entry: Entry, piece: _Piece, desk: _Desk) -> Arrived:
    raw = entry.markup.encode("utf-8", "replace")
    source = entry.source or desk.source
    doc = Document(
        id=Document.id_for(entry.text, source),
        text=entry.text,
        source=source,
        url=entry.url,
        title=entry.title,
        author=entry.author,
        published=entry.published,
        published_at=entry.published_at,
        retrieved=piece.answer.retrieved if piece.answer else None,
        language=language_of(entry.text) or _language(entry.language, ""),
        media_type="text/html",
        raw_sha256=hashlib.sha256(raw).hexdigest(),
    )
    return _arrived(doc, raw, desk)
