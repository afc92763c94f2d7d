"""Bytes from a file, a pipe or an answer: looked at before they are read, unpacked under guard, never all at once."""

from __future__ import annotations

import gzip
import zlib
from typing import Protocol

from dateline.errors import BadInput
from dateline.ingest.arrivals import MEGABYTE, Limits

GZIP = b"\x1f\x8b"
PIECE = 65_536


class Readable(Protocol):
    """Anything with `read`: a file, standard input, an answer in memory."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""


class Stream:
    """Bytes that can be looked at before they are read. `taken` counts the bytes drawn from below."""

    def __init__(self, below: Readable) -> None:
        self._below = below
        self._ahead = b""
        self.taken = 0

    def peek(self, size: int) -> bytes:
        """The next `size` bytes, or what is left; they stay to be read."""
        while len(self._ahead) < size:
            piece = self._draw(size - len(self._ahead))
            if not piece:
                break
            self._ahead += piece
        return self._ahead[:size]

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""
        if self._ahead:
            piece, self._ahead = self._ahead[:size], self._ahead[size:]
            return piece
        return self._draw(size)

    def read_whole(self, most: int) -> bytes:
        """All that is left.

        Raises:
            BadInput: that is more than `most` bytes.
        """
        pieces, size = [], 0
        while piece := self.read(PIECE):
            size += len(piece)
            if size > most:
                raise BadInput(f"It is larger than {in_megabytes(most)}, the most for one document. Split it.")
            pieces.append(piece)
        return b"".join(pieces)

    def _draw(self, size: int) -> bytes:
        piece = self._below.read(size)
        self.taken += len(piece)
        return piece


class Unpacked:
    """What a gzip stream holds, unpacked piece by piece and refused once it swells like a bomb."""

    def __init__(self, packed: Stream, limits: Limits) -> None:
        self._packed = packed
        self._limits = limits
        # gzip only ever calls `read` on what it is given to read from.
        self._file = gzip.GzipFile(fileobj=packed, mode="rb")  # type: ignore[call-overload]
        self._size = 0

    def read(self, size: int, /) -> bytes:
        """At most `size` unpacked bytes; none at the end.

        Raises:
            BadInput: the packed bytes are damaged, or a bomb.
        """
        try:
            piece: bytes = self._file.read(size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise BadInput(f"The gzip data is damaged or cut short ({error}). Get it again.") from error
        self._size += len(piece)
        # Under a megabyte no ratio can harm.
        if self._size > max(MEGABYTE, self._limits.unpacked_ratio * self._packed.taken):
            raise BadInput(
                f"It unpacks to more than {self._limits.unpacked_ratio} times its size, as a decompression bomb does. "
                "If it is wanted, unpack it first."
            )
        return piece


def opened(below: Readable, limits: Limits) -> Stream:
    """A stream over `below`, unpacked where it is gzip.

    Raises:
        BadInput: it is gzip within gzip.
    """
    stream = Stream(below)
    if not stream.peek(2).startswith(GZIP):
        return stream
    inner = Stream(Unpacked(stream, limits))
    if inner.peek(2).startswith(GZIP):
        raise BadInput("It is gzip within gzip. Unpack it first.")
    return inner


def in_megabytes(size: int) -> str:
    """A size in words.

    >>> in_megabytes(20_000_000)
    '20 MB'
    """
    return f"{size / MEGABYTE:g} MB"
