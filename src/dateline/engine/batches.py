"""Many documents through one function: in order, a few at a time, in this process or in several."""

from __future__ import annotations

import multiprocessing
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from dateline.errors import DatelineError
from dateline.model import Document

T = TypeVar("T")
Read = Callable[[Document], T]

# Documents under way for each process: enough to keep it busy, few enough to keep memory flat.
_AHEAD = 4
# One document may kill a process; where this many in a row do, it is not the documents.
_DEATHS = 3


def read_all(
    docs: Iterable[Document], open_read: Callable[[], Read[T]], *, workers: int = 1
) -> Iterator[tuple[Document, T | Exception]]:
    """What reading gives for each document, in their order; the exception where reading one fails.

    `docs` is drawn from only as far as results are taken, plus a few documents a process.

    Args:
        docs: The documents.
        open_read: Opens what reading needs and gives the function that reads. Called once in each process; for
            more than one it must be a function of a module, since processes begin afresh and import it by name.
        workers: Processes. With 1, everything happens in this one.

    Raises:
        DatelineError: `open_read` raises it, as where a model is missing, or processes die whatever they read.
    """
    if workers <= 1:
        read = open_read()
        for doc in docs:
            yield doc, _attempt(read, doc)
    else:
        yield from _Workers(open_read, workers).results(docs)


def _attempt(read: Read[T], doc: Document) -> T | Exception:
    try:
        return read(doc)
    except Exception as error:  # one document must not stop the others; who asked decides what to do with it
        return error


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What comes back from a process. Exactly one field that is not None, or all None: the value is None."""

    value: Any = None
    error: Exception | None = None
    unopened: Exception | None = None  # reading cannot begin at all


class _Source:
    """Documents as they are asked for. What drawing one raises waits until those drawn before are done."""

    def __init__(self, docs: Iterable[Document]) -> None:
        self._docs = iter(docs)
        self._error: Exception | None = None

    def next(self) -> Document | None:
        """The next document; None at the end, or where it cannot be drawn."""
        try:
            return None if self._error else next(self._docs, None)
        except Exception as error:
            self._error = error
            return None

    def check(self) -> None:
        """Raise what drawing a document has raised."""
        if self._error is not None:
            raise self._error


class _Workers(Generic[T]):
    """Processes that read. One that dies takes its document with it, and no other."""

    def __init__(self, open_read: Callable[[], Read[T]], count: int) -> None:
        self._packed = pickle.dumps(open_read)
        self._count = count
        self._deaths = 0  # in a row

    def results(self, docs: Iterable[Document]) -> Iterator[tuple[Document, T | Exception]]:
        source = _Source(docs)
        again: deque[Document] = deque()  # under way when a process died; read one by one to find which killed it
        while True:
            for doc in again:
                yield doc, self._alone(doc)
            again.clear()
            under_way: deque[tuple[Document, Future[_Outcome]]] = deque()
            pool = self._pool(self._count)
            try:
                self._fill(pool, under_way, source)
                while under_way:
                    doc, future = under_way[0]
                    result: T | Exception = _result(future)
                    under_way.popleft()
                    yield doc, result
                    self._fill(pool, under_way, source)
                source.check()
                return
            except BrokenProcessPool:
                again.extend(doc for doc, _ in under_way)
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    def _fill(
        self,
        pool: ProcessPoolExecutor,
        under_way: deque[tuple[Document, Future[_Outcome]]],
        source: _Source,
    ) -> None:
        while len(under_way) < self._count * _AHEAD:
            doc = source.next()
            if doc is None:
                return
            future: Future[_Outcome] = Future()
            try:
                future = pool.submit(_read_here, doc)
            except BrokenProcessPool as error:
                future.set_exception(error)
                under_way.append((doc, future))
                return
            under_way.append((doc, future))

    def _alone(self, doc: Document) -> T | Exception:
        with self._pool(1) as pool:
            try:
                result: T | Exception = _result(pool.submit(_read_here, doc))
            except BrokenProcessPool as error:
                self._deaths += 1
                if self._deaths >= _DEATHS:
                    raise DatelineError(
                        "The processes that read die, whatever they read. Is there memory for as many? Try one worker."
                    ) from error
                return DatelineError("The process that read this document died, as for want of memory. It is left out.")
        self._deaths = 0
        return result

    def _pool(self, count: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            count,
            # Not forked: a process that is forked while another thread holds a lock hangs.
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_open_here,
            initargs=(self._packed,),
        )


def _result(future: Future[_Outcome]) -> Any:
    """The value or the exception of a document.

    Raises:
        BrokenProcessPool: a process died.
        DatelineError: reading could not be opened.
    """
    try:
        outcome = future.result()
    except BrokenProcessPool:
        raise
    except Exception as error:  # the document or what was read of it cannot travel between processes
        return DatelineError(f"It cannot be handed to another process ({type(error).__name__}: {error}).")
    if outcome.unopened is not None:
        raise outcome.unopened
    return outcome.value if outcome.error is None else outcome.error


# --- within a process -------------------------------------------------------------------------------------------

_here: Callable[[Document], _Outcome] | None = None


def _open_here(packed: bytes) -> None:
    """Open what reading needs, once in a process. Failure is kept for the first document: raised here, it would only
    break the process and its reason would be lost.
    """
    global _here
    try:
        read: Read[Any] = pickle.loads(packed)()  # noqa: S301 - packed by the process that began this one
    except Exception as error:
        failed = _Outcome(unopened=_portable(error))
        _here = lambda _: failed  # noqa: E731
        return

    def outcome(doc: Document) -> _Outcome:
        value = _attempt(read, doc)
        return _Outcome(error=_portable(value)) if isinstance(value, Exception) else _Outcome(value=value)

    _here = outcome


def _read_here(doc: Document) -> _Outcome:
    assert _here is not None, "the process was not opened"  # noqa: S101
    return _here(doc)


def _portable(error: Exception) -> Exception:
    """`error`, or its words where it does not survive the way between processes, as errors with own arguments."""
    try:
        copy = pickle.loads(pickle.dumps(error))  # noqa: S301
    except Exception:
        copy = None
    if isinstance(copy, Exception) and str(copy) == str(error):
        return error
    kept = DatelineError(str(error) or type(error).__name__)
    if isinstance(error, DatelineError):
        kept.exit_code = error.exit_code
    return kept
