"""The `dateline` command: parses, calls one function, prints.

Data goes to standard output, progress and errors to standard error. Heavy modules are imported inside the commands,
so that `dateline --help` starts fast.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from dateline.cli import assess, doctor, files, gazetteer, keep, review, serve, show
from dateline.cli.options import OutOfWords
from dateline.errors import DatelineError

app = typer.Typer(
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
    try:
        app()
    except OutOfWords as error:
        _fail(str(error), 2)
    except DatelineError as error:
        _fail(str(error), error.exit_code)
    except BrokenPipeError:
        # The reader of our output has gone (as `head` does): end quietly.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except KeyboardInterrupt:
        _fail("Interrupted. What was stored is kept; the same command goes on from there.", 130)


def _fail(words: str, code: int) -> None:
    typer.echo(f"dateline: {words}", err=True)
    sys.exit(code)
