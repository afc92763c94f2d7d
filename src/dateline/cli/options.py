"""Options that several commands share, and the small parsers behind them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from dateline.errors import UsageError
from dateline.model import EventFilter, EventType, Modality, ReviewState, Source, Status, SubEventType

if TYPE_CHECKING:
    from rich.progress import Progress

    from dateline.store.base import Store

OutOfWords = UsageError
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
TypeOption = Annotated[list[EventType] | None, typer.Option("--type", help="Event type; may be given again.")]
SubTypeOption = Annotated[list[SubEventType] | None, typer.Option("--sub-type", help="Sub-event type.")]
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


@contextmanager
def reading(path: Path) -> Iterator[TextIO]:
    """A file's lines, or standard input's for "-"."""
    if str(path) == "-":
        yield sys.stdin
        return
    try:
        handle = path.open(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror}.") from error
    with handle:
        yield handle


@contextmanager
def writing(path: Path | None) -> Iterator[TextIO]:
    """Where to write: a file that appears only when whole, or standard output for "-" and None."""
    if path is None or str(path) == "-":
        yield sys.stdout
        return
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="") as handle:
            yield handle
    except OSError as error:
        raise UsageError(f"Cannot write {path}: {error.strerror}.") from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    part.replace(path)


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
    """Degrees north and east of LAT,LON, or of the most populous place of that name.

    Raises:
        UsageError: the gazetteer has no such place.
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
    if len(found) > 1:
        first = found[0]
        say(f"{value}: taken as {first.name}, {first.admin1 or '–'}, {first.country}, of {len(found)} places.")
    return found[0].lat, found[0].lon


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
    box = numbers(bbox, 4, "--bbox") if bbox else None
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
