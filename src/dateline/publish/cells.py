"""Cells of delimited text that a spreadsheet cannot mistake for formulas."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"^\s*[=+\-@\t\r]")
_NUMBER = re.compile(r"^-?\d+(?:\.\d+)?$")
_UNSAFE = re.compile(r"[\x00\ud800-\udfff]")

Cell = str | int | float | bool | None


def cell(value: Cell) -> str:
    """A value as it stands in a cell: None is empty, text that begins like a formula gets an apostrophe before it.

    Characters that a file cannot hold (NUL, lone surrogates) become U+FFFD.

    >>> cell("=1+1"), cell(-3.5), cell(None), cell(True)
    ("'=1+1", '-3.5', '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = _UNSAFE.sub("\ufffd", value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.match(text) else text
