"""The `dateline` command: parses, calls one function, prints.

Data goes to standard output, progress and errors to standard error. Heavy modules are imported inside the commands,
so that `dateline --help` starts fast.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from dateline.cli import assess, doctor, files, gazetteer, keep, review, serve, show
from dateline.errors import DatelineError


class _Interrupted(Exception):
    """Ctrl-C within a command."""


class _ReaderGone(Exception):
    """Whoever read our output has gone, as `head` does."""


class _Commands(TyperGroup):
    """The commands. Typer ends without a word on Ctrl-C and with another code on a closed pipe, if it sees them."""

    def invoke(self, ctx: Any) -> Any:
        try:
            value = super().invoke(ctx)
            if sys.stdout is not None:
                sys.stdout.flush()  # or a full disk would show only when Python ends
        except KeyboardInterrupt as error:
            raise _Interrupted from error
        except BrokenPipeError as error:
            raise _ReaderGone from error
        return value


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="A sourced record of reported conflict events: who says what happened, where and when, and who else says so.",
    epilog="Start: dateline init; dateline add reports/; dateline events. Exit codes are in docs/cli.md.",
)


def _version(wanted: bool) -> None:
    if wanted:
        from dateline import __version__

        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _root(
    _: Annotated[bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)] = False,
) -> None:
    pass


for part in (keep, show, files, review, assess, gazetteer, serve, doctor):
    part.register(app)


def main() -> None:
    """Run the command line; the exit codes are those of `dateline.errors`."""
    # Closed by whoever started the command, as with `>&-`: what is written goes nowhere.
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the process
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the process
    # The data is UTF-8 whatever the terminal says; half of a surrogate pair is written as JSON escapes it.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except DatelineError as error:
        _fail(str(error), error.exit_code)
    except (_ReaderGone, BrokenPipeError):
        _let_go_of_output()
        sys.exit(141)
    except OSError as error:
        _let_go_of_output()
        _fail(f"{error.filename or 'Output'}: {error.strerror or error}.", 1)
    except (_Interrupted, KeyboardInterrupt):
        _fail("Interrupted. What was stored is kept; the same command goes on from there.", 130)


def _let_go_of_output() -> None:
    """What is still held back goes nowhere: Python would try to write it once more at its end, and complain."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(words: str, code: int) -> None:
    typer.echo(f"dateline: {words}", err=True)
    sys.exit(code)
