"""Who does the work: an engine takes documents through a job and yields the results in their order.

What an engine promises:

1. Results come in the order of the items; what is no document passes through where it stood.
2. It streams: it takes from the input only a little ahead of what has been yielded, however long the input is.
3. A document on which a worker dies, or that takes longer than the time limit, becomes a `Failure` that says so; the rest goes on.
4. When the reader of the results stops (an error, Ctrl-C), the workers end at once. They hold nothing that could be lost.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from frontmap.batch.pool import Pool, TakesTooLong, Task, too_slow
from frontmap.documents.reader import Failure
from frontmap.errors import FrontmapError
from frontmap.pipeline import fault_of
from frontmap.records import Document

__all__ = ["Done", "Engine", "Job", "LocalEngine"]

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
T = TypeVar("T")


class Job(Protocol[R_co]):
    """What is to be done with each document; it is pickled to the workers."""

    def open(self) -> Callable[[Document], R_co]:
        """Return the function that does it, having opened what it needs; called once by each worker."""


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """A document and what the job made of it."""

    document: Document
    result: R | Failure


class Engine(Protocol):
    """Takes documents through a job; keeps the promises at the head of this module."""

    def run(self, job: Job[R], items: Iterable[Document | T]) -> Generator[Done[R] | T]:
        """Yield what became of each item, in the order of the items; closing the generator ends the work.

        Raises
        ------
        FrontmapError
            If a worker finds that nothing can be read, such as a lexicon that is broken.
        """


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """Does the work on this machine.

    Parameters
    ----------
    jobs : int
        Worker processes. With one, this process does the work itself: nothing has to be started, and the time limit is held by a
        signal, on platforms that have it and in the main thread only. With more, a document that takes its worker with it (no
        memory left, a crash in native code) takes nothing else.
    timeout_s : float
        Seconds that one document may take.
    """

    jobs: int = 1
    timeout_s: float = 120.0

    def run(self, job: Job[R], items: Iterable[Document | T]) -> Generator[Done[R] | T]:
        """Yield what became of each item, in the order of the items."""
        if self.jobs > 1:
            for item in Pool(job, self.jobs, self.timeout_s).run(items):
                yield Done(item.document, item.result) if isinstance(item, Task) else item
            return
        work: Callable[[Document], R] | None = None
        for item in items:
            if not isinstance(item, Document):
                yield item
                continue
            work = work or job.open()  # only once there is something to do: all may come from a cache
            yield Done(item, self._limited(work, item))

    def _limited(self, work: Callable[[Document], R], document: Document) -> R | Failure:
        try:
            with _time_limit(self.timeout_s):
                return work(document)
        except FrontmapError:
            raise  # a lexicon or gazetteer that cannot be read is no matter of this document
        except TakesTooLong:
            return too_slow(document, self.timeout_s)
        except Exception as error:  # noqa: BLE001 - one document must not take the others with it; the failure is told
            return fault_of(document, error)


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise TakesTooLong in the block once `seconds` are over, where there is SIGALRM and this is the main thread."""
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: Any) -> None:
        raise TakesTooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
