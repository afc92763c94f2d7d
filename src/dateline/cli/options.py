"""Options that several commands share, and the small parsers behind them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, TextIO

import typer

from dateline.errors import BadRecord, UsageError
from dateline.model import EventFilter, EventType, Level, Modality, ReviewState, Source, Status, SubEventType

if TYPE_CHECKING:
    from rich.progress import Progress

    from dateline.model import Claim, Document
    from dateline.model.records import ClaimRecord
    from dateline.resources.endpoint import LanguageModel
    from dateline.store.base import Store

DEFAULT_STORE = "dateline.sqlite"

StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="DATELINE_STORE",
        help="Where the record is kept.",
        metavar="PATH",
        show_default=True,
    ),
]
InFile = Annotated[Path, typer.Option("-i", "--in", help="Input, JSON lines; - is standard input.", metavar="FILE")]
OutFile = Annotated[Path, typer.Option("-o", "--out", help="Output, JSON lines; - is standard output.", metavar="FILE")]
NearOption = Annotated[str | None, typer.Option("--near", help="A place's name, or LAT,LON.", metavar="PLACE")]
WithinOption = Annotated[float, typer.Option("--within-km", help="Kilometres around --near.", min=0.0)]
BoxOption = Annotated[str | None, typer.Option("--bbox", help="West,south,east,north in degrees.", metavar="W,S,E,N")]
SinceOption = Annotated[str | None, typer.Option("--since", help="First day, as 2022-05-18.", metavar="DAY")]
UntilOption = Annotated[str | None, typer.Option("--until", help="Last day.", metavar="DAY")]
TypeOption = Annotated[
    list[EventType] | None,
    typer.Option("--type", help="ACLED event type, as Battles; may be given again.", metavar="TYPE"),
]
SubTypeOption = Annotated[
    list[SubEventType] | None,
    typer.Option("--sub-type", help='ACLED sub-event type, as "Armed clash"; may be given again.', metavar="TYPE"),
]
StatusOption = Annotated[list[Status] | None, typer.Option("--status", help="How it stands between its origins.")]
ModalityOption = Annotated[
    list[Modality] | None, typer.Option("--modality", help="Whether it is said to have happened.")
]
GradeOption = Annotated[
    list[str] | None, typer.Option("--grade", help="Admiralty grade: B2, a letter or a digit.", metavar="GRADE")
]
CountryOption = Annotated[list[str] | None, typer.Option("--country", help="ISO 3166 code, as UA.", metavar="CODE")]
ReviewOption = Annotated[list[ReviewState] | None, typer.Option("--review", help="What people decided.")]
ReleasedOption = Annotated[
    bool | None, typer.Option("--released/--not-released", help="Whether it may leave the desk.")
]
ReaderOption = Annotated[
    str | None,
    typer.Option(
        "--reader",
        help="Read with a language model in place of the built-in reader: openai:MODEL, with --endpoint. "
        "The text of every document is then sent there.",
        metavar="READER",
    ),
]
EndpointOption = Annotated[
    str | None,
    typer.Option(
        "--endpoint",
        help="The OpenAI-compatible server that --reader asks, as http://127.0.0.1:11434/v1; https, or a server on "
        "this machine. A key is taken from $DATELINE_LLM_KEY alone.",
        metavar="URL",
    ),
]
TextOption = Annotated[str | None, typer.Option("--text", "-q", help="Words of its documents.", metavar="WORDS")]


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def progress() -> Progress:
    """A progress bar on standard error; silent where that is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )


def say(words: str) -> None:
    """A line for people, on standard error."""
    typer.echo(words, err=True)


@contextmanager
def opened(address: str, *, create: bool = False) -> Iterator[Store]:
    """The store at an address, closed at the end."""
    from dateline.store import open_store

    store = open_store(address, create=create)
    try:
        yield store
    finally:
        store.close()


def known_sources(address: str) -> Mapping[str, Source]:
    """The table of sources for the store at an address: the package's, and a desk's own beside the store.

    For `desk.sqlite` that is `desk.sources.csv`.
    """
    from dateline.resources.sources import load_sources

    return load_sources(Path(address.removeprefix("sqlite:///")).with_suffix(".sources.csv"))


# Bytes of one JSON line: twice the longest document that `add` takes, so that its claims fit beside it.
LONGEST_LINE = 40_000_000


@contextmanager
def reading(path: Path) -> Iterator[Iterator[str]]:
    """A file's lines, or standard input's for "-".

    Raises:
        UsageError: the file cannot be opened, or there is no standard input.
        BadRecord: while lines are drawn: one is not UTF-8, or too long to hold.
    """
    if str(path) == "-":
        if sys.stdin is None:
            raise UsageError("There is no standard input here. Name a file.")
        if sys.stdin.isatty():
            say("Reading JSON lines as you type them. End with Ctrl-D, or stop with Ctrl-C and name a file.")
        yield _decoded(sys.stdin.buffer, "-")
        return
    try:
        handle = path.open("rb")
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror}.") from error
    with handle:
        yield _decoded(handle, str(path))


def _decoded(handle: BinaryIO, where: str) -> Iterator[str]:
    number = 0
    while line := handle.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise BadRecord(f"{where}:{number}", f"longer than {LONGEST_LINE // 1_000_000} MB. Split the document.")
        try:
            # Some programs begin a file with a byte order mark, which JSON does not allow.
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise BadRecord(
                f"{where}:{number}", f"not UTF-8 (byte {error.start}). JSON lines are UTF-8; convert the file."
            ) from error
        yield text


@contextmanager
def writing(path: Path | None) -> Iterator[TextIO]:
    """Where to write: a file that appears only when whole, or standard output for "-" and None.

    Half of a surrogate pair, which UTF-8 cannot hold, is written as its escape, which JSON reads back as it was.

    Raises:
        UsageError: it cannot be written.
    """
    if path is None or str(path) == "-":
        yield sys.stdout
        return
    try:
        if path.is_dir():
            raise UsageError(f"Cannot write {path}: it is a directory. Name a file in it.")
        if path.exists() and not path.is_file():
            # A device or a pipe is written to as it stands: a file must not take its place.
            with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as handle:
                yield handle
            return
        with _whole(path) as handle:
            yield handle
    except OSError as error:
        raise UsageError(f"Cannot write {path}: {error.strerror or error}.") from error


@contextmanager
def _whole(path: Path) -> Iterator[TextIO]:
    """A file beside `path` that takes its place at the end, and goes where something fails."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    handle = part.open("w", encoding="utf-8", errors="backslashreplace", newline="")
    try:
        with handle:
            yield handle
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def claim_of(record: ClaimRecord, doc: Document, where: str, index: int) -> Claim:
    """The claim of a record, which stands at `index` (from 1) of its line.

    Raises:
        BadRecord: its values do not go together, or its spans do not stand in the text.
    """
    try:
        claim = record.value(doc.id)
    except ValueError as error:
        raise BadRecord(where, f"claim {index}: {error}") from error
    for span in claim.spans():
        if not span.within(doc.text):
            raise BadRecord(
                where, f"claim {index}: the text does not have {span.text[:60]!r} at {span.start} to {span.end}"
            )
    return claim


def wanted_model(reader: str | None, endpoint: str | None) -> LanguageModel | None:
    """The language model that is to read; None: the reader that is built in.

    Raises:
        UsageError: one option stands without the other, or they name no model.
    """
    if reader is None and endpoint is None:
        return None
    if reader is None:
        raise UsageError("--endpoint needs --reader openai:MODEL: which model is to read?")
    if endpoint is None:
        raise UsageError(f"--reader {reader} needs --endpoint URL: where is it asked? Nothing is sent without.")
    from dateline.resources.endpoint import language_model

    return language_model(reader, endpoint)


def day(value: str | None, option: str) -> date | None:
    """A day from its ISO form.

    Raises:
        UsageError: it is none.
    """
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{option} {value!r} is no day. Write it as 2022-05-18.") from error


def numbers(value: str, count: int, option: str) -> tuple[float, ...]:
    """So many numbers with commas between.

    Raises:
        UsageError: they are not.
    """
    try:
        found = tuple(float(part) for part in value.split(","))
    except ValueError:
        found = ()
    if len(found) != count or not all(abs(x) <= 360 for x in found):
        raise UsageError(f"{option} {value!r} should be {count} numbers with commas between.")
    return found


def point(value: str | None) -> tuple[float, float] | None:
    """Degrees north and east of LAT,LON, or of the most populous town of that name, else region.

    Raises:
        UsageError: the gazetteer has no such place, or it is a country.
    """
    if value is None:
        return None
    if value.replace(",", "").replace(".", "").replace("-", "").replace(" ", "").isdigit():
        lat, lon = numbers(value, 2, "--near")
        return lat, lon
    from dateline.resources.gazetteer import open_gazetteer

    found = open_gazetteer().candidates(value)
    if not found:
        raise UsageError(f"The gazetteer has no place {value!r}. Give its point as --near LAT,LON.")
    countries = [place.country for place in found if place.level is Level.COUNTRY]
    if countries:
        raise UsageError(f"{value} is a country, and no point stands for one. Ask with --country {countries[0]}.")
    # A region that bears its town's name is not meant by "near".
    first = min(found, key=lambda place: place.level.rank > Level.TOWN.rank)
    if len(found) > 1:
        region = first.admin1 or first.country
        say(f"{value}: taken as the {first.level} {first.name}, {region}, of {len(found)} places.")
    return first.lat, first.lon


def wanted(
    *,
    near: str | None,
    within_km: float,
    bbox: str | None,
    since: str | None,
    until: str | None,
    types: list[EventType] | None,
    sub_types: list[SubEventType] | None,
    statuses: list[Status] | None,
    modalities: list[Modality] | None,
    grades: list[str] | None,
    countries: list[str] | None,
    reviews: list[ReviewState] | None,
    released: bool | None,
    text: str | None,
) -> EventFilter:
    """The filter that the options ask for."""
    box = numbers(bbox, 4, "--bbox") if bbox is not None else None
    return EventFilter(
        near=point(near),
        within_km=within_km,
        bbox=(box[0], box[1], box[2], box[3]) if box else None,
        since=day(since, "--since"),
        until=day(until, "--until"),
        types=tuple(types or ()),
        sub_types=tuple(sub_types or ()),
        statuses=tuple(statuses or ()),
        modalities=tuple(modalities or ()),
        grades=tuple(g.upper() for g in grades or ()),
        countries=tuple(c.upper() for c in countries or ()),
        reviews=tuple(reviews or ()),
        released=released,
        text=text,
    )


def user_name() -> str:
    """Who decides: $DATELINE_USER, else the name that the machine knows."""
    import getpass

    try:
        return os.environ.get("DATELINE_USER") or getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
