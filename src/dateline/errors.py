"""Every error that Dateline raises on purpose, with the exit code of the command line.

DatelineError                 1
├── UsageError                2  the call's words are off
├── ResourceMissing           3  something that must be built or installed first
│   ├── GazetteerMissing
│   ├── ModelMissing
│   ├── PageMissing
│   └── ExtraMissing
├── NotFound                  4  no such event, claim, document or decision
├── BadInput                  5  input that cannot be read, with what to do about it
│   ├── BadRecord
│   ├── BadDump
│   └── FetchFailed
├── StoreError                6  the store cannot be opened, or is not one of ours
│   ├── StoreMissing
│   └── StoreOutdated
└── DecisionRefused           7  a decision that cannot be taken, such as undoing an undo
"""

from __future__ import annotations

from pathlib import Path


class DatelineError(Exception):
    """Base of every error raised on purpose."""

    exit_code = 1


class UsageError(DatelineError):
    """The call's words are off: an unknown format, a date that is none."""

    exit_code = 2


class ResourceMissing(DatelineError):
    """Something that must be built or installed first is not there."""

    exit_code = 3


class GazetteerMissing(ResourceMissing):
    """The gazetteer file is not installed."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"No gazetteer at {path}. Run `dateline gazetteer build`.")


class ModelMissing(ResourceMissing):
    """The reader's language pipeline is not installed."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The language pipeline {name} is not installed. Run `pip install -r requirements/runtime.txt`."
        )


class PageMissing(ResourceMissing):
    """The built page is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"No page at {path}. Run `make page`.")


class ExtraMissing(ResourceMissing):
    """A package that only one part needs is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f'{package} is not installed. Run `pip install "dateline[{extra}]"`.')


class NotFound(DatelineError):
    """No such event, claim, document or decision."""

    exit_code = 4

    def __init__(self, what: str, key: str) -> None:
        lister = "dateline review log" if what == "decision" else "dateline events"
        super().__init__(f"No {what} {key!r} in this store. `{lister}` lists what there is.")


class BadInput(DatelineError):
    """Input that cannot be read; the message says what to do about it."""

    exit_code = 5


class BadRecord(BadInput):
    """A JSON line is not the record it should be."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")


class BadDump(BadInput):
    """A GeoNames dump that is not one."""


class FetchFailed(BadInput):
    """An address could not be fetched, or may not be."""


class StoreError(DatelineError):
    """The store cannot be opened, or is not one of ours."""

    exit_code = 6


class StoreMissing(StoreError):
    """No store at the given address."""

    def __init__(self, where: str) -> None:
        super().__init__(f"No store at {where}. Run `dateline init`, or name one with --store.")


class StoreOutdated(StoreError):
    """The store's schema is not the one this version works with."""

    def __init__(self, where: str, found: str | None, wanted: str) -> None:
        super().__init__(f"The store at {where} has schema {found}, this version needs {wanted}. Run `dateline init`.")


class DecisionRefused(DatelineError):
    """A decision that cannot be taken."""

    exit_code = 7
