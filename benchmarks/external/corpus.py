"""What every set is to the runner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from benchmarks.external.scores import Figures
from dateline.model import Claim, Document

G = TypeVar("G")


@dataclass(frozen=True, slots=True)
class Case(Generic[G]):
    """A document and what the set says of it."""

    document: Document
    gold: G


@dataclass(frozen=True, slots=True)
class Answer(Generic[G]):
    """A case, and the claims that the reader finds in its document."""

    document: Document
    gold: G
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus(Generic[G]):
    """A set: where its files are, how they are read and how answers to it are scored."""

    name: str
    needs: tuple[str, ...]  # files or folders below the data folder
    read: Callable[[Path], Sequence[Case[G]]]  # from the data folder
    scored: Callable[[Sequence[Answer[G]]], Figures]
    hint: str = ""  # what to know where a file is missing
    sampled: bool = False  # too large to be read whole: `--sample` holds
