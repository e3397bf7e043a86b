"""Worker processes, a pipe each: one can be stopped in the middle of a document without harm to the others.

A worker gets a handful of documents at a time and answers for each, so that it never waits for the parent after every short one;
the parent sends only to a worker that has answered for all, so that the two never block each other.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from frontmap.documents.reader import Failure
from frontmap.errors import FrontmapError
from frontmap.pipeline import fault_of, settle
from frontmap.records import Document

__all__ = ["Pool", "TakesTooLong", "Task", "too_slow"]

_AHEAD = 32  # items per worker that may be under way or wait for an earlier one
_HANDFUL, _HANDFUL_CHARS = 8, 20_000
_STARTING_SECONDS, _ENDING_SECONDS = 120.0, 5.0
_FALSE_STARTS = 3
_MOST_ON_WINDOWS = 60  # it waits for no more than 63 things at a time


class TakesTooLong(BaseException):
    """The time limit of a document is over; no Exception, so that no stage can take it for a fault of its own."""


def too_slow(document: Document, seconds: float) -> Failure:
    """Return the failure of a document that took longer than the limit."""
    return Failure(document.source, None, f"took longer than {seconds:g} s and was left out: split it, or raise max_document_seconds in the settings")


def _died(document: Document, code: int | None) -> Failure:
    how = f"ended by {signal.Signals(-code).name}" if code is not None and code < 0 else f"ended with exit code {code}"
    return Failure(document.source, None, f"took its worker process with it ({how}): too little memory or a crash; split it, or try it alone")


@dataclass(slots=True, eq=False)
class Task:
    """A document under way, and once it is `done` what came of it."""

    document: Document
    result: Any = None
    done: bool = False

    def finish(self, result: Any) -> None:
        """Take the result, or the failure in its place."""
        self.result, self.done = result, True


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, its pipe, the documents it has not answered for, and since when it is at the first of them."""

    process: Any
    pipe: Connection
    tasks: deque[Task] = field(default_factory=deque)
    ready: bool = False
    since: float = field(default_factory=time.monotonic)

    @property
    def busy(self) -> bool:
        return bool(self.tasks) or not self.ready

    def end(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.join(_ENDING_SECONDS)
        self.pipe.close()


class Pool:
    """At most `jobs` workers for one job; each is started when there is something to do for it."""

    def __init__(self, job: Any, jobs: int, timeout_s: float) -> None:
        self._job = pickle.dumps(job)
        self._jobs, self._timeout = min(jobs, _MOST_ON_WINDOWS) if sys.platform == "win32" else jobs, timeout_s
        self._workers: list[_Worker] = []
        self._waiting: deque[Task] = deque()
        self._false_starts = 0
        # A server process forks the workers: it has no threads, has imported the stages once, and forks in a millisecond.
        server = "forkserver" in multiprocessing.get_all_start_methods()
        self._context: Any = multiprocessing.get_context("forkserver" if server else "spawn")
        if server:
            self._context.set_forkserver_preload(["frontmap.pipeline"])

    def run(self, items: Iterable[Any]) -> Iterator[Any]:
        """Yield a finished task for each document, and all other items as they are, in the order given."""
        source, window = iter(items), deque[Any]()
        more = True
        try:
            while True:
                while more and len(window) < _AHEAD * self._jobs:
                    try:
                        item = next(source)
                    except StopIteration:
                        more = False
                        break
                    if isinstance(item, Document):
                        item = Task(item)
                        self._waiting.append(item)
                    window.append(item)
                self._hand_out()
                if not window:
                    return
                head = window[0]
                if not isinstance(head, Task) or head.done:
                    window.popleft()
                    yield head
                    self._collect(0)
                else:
                    self._collect(max(0.01, self._next_deadline() - time.monotonic()))
        finally:
            for worker in self._workers:
                worker.process.kill()
            while self._workers:
                self._workers.pop().end()

    def _hand_out(self) -> None:
        """Give what waits to idle workers, starting further ones as far as there is work for them."""
        idle = [worker for worker in self._workers if not worker.busy]
        while self._waiting and idle:
            worker = idle.pop()
            handful, chars = list[Task](), 0
            while self._waiting and len(handful) < _HANDFUL and (not handful or chars + len(self._waiting[0].document.text) <= _HANDFUL_CHARS):
                handful.append(self._waiting.popleft())
                chars += len(handful[-1].document.text)
            worker.tasks.extend(handful)
            worker.since = time.monotonic()
            try:
                worker.pipe.send([task.document for task in handful])
            except OSError:  # it died while it was idle: the documents are not to blame
                self._replace(worker)
        starting = sum(not worker.ready for worker in self._workers)
        while len(self._workers) < self._jobs and len(self._waiting) > starting * _HANDFUL:
            self._start()
            starting += 1

    def _start(self) -> None:
        here, there = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(there, self._job, self._timeout, dict(os.environ)), daemon=True)
        with _unbroken():  # Ctrl-C is the parent's to answer, not that of a server that is still importing
            process.start()
        there.close()
        self._workers.append(_Worker(process, here))

    def _collect(self, seconds: float) -> None:
        """Take what the workers answer within `seconds`; end those whose time is over."""
        busy = [worker for worker in self._workers if worker.busy]
        answered = wait([worker.pipe for worker in busy], max(0.0, seconds)) if busy else []
        now = time.monotonic()
        for worker in busy:
            if worker.pipe in answered:
                self._receive(worker)
            elif now > self._deadline(worker):
                self._fail(worker, lambda document: too_slow(document, self._timeout))

    def _receive(self, worker: _Worker) -> None:
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(_ENDING_SECONDS)
            self._fail(worker, lambda document: _died(document, worker.process.exitcode))
            return
        if isinstance(answer, FrontmapError):
            raise answer
        worker.since = time.monotonic()
        if worker.ready:
            worker.tasks.popleft().finish(answer)
        else:
            worker.ready, self._false_starts = True, 0

    def _fail(self, worker: _Worker, failure: Callable[[Document], Failure]) -> None:
        """Put a failure in place of the document at which a worker was, and end the worker."""
        if worker.tasks:
            task = worker.tasks.popleft()
            task.finish(failure(task.document))
        elif not worker.ready:
            self._false_starts += 1
            if self._false_starts == _FALSE_STARTS:
                raise FrontmapError(f"worker processes end before they have begun (exit code {worker.process.exitcode}): try --jobs 1")
        self._replace(worker)

    def _replace(self, worker: _Worker) -> None:
        """End a worker; what it had not begun waits for another."""
        self._workers.remove(worker)
        self._waiting.extendleft(reversed(worker.tasks))
        worker.end()

    def _deadline(self, worker: _Worker) -> float:
        return worker.since + (self._timeout if worker.ready else _STARTING_SECONDS)

    def _next_deadline(self) -> float:
        return min((self._deadline(worker) for worker in self._workers if worker.busy), default=0.0)


@contextmanager
def _unbroken() -> Iterator[None]:
    """Hold back Ctrl-C for a moment; what begins in it is never told of one."""
    if sys.platform == "win32":
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _serve(pipe: Connection, job: bytes, timeout_s: float, environment: Mapping[str, str]) -> None:
    """Do the job for each document that comes through the pipe, until the parent closes it, or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    os.environ.update(environment)  # the server that forks may be older than a change of it
    try:
        work: Callable[[Document], Any] = pickle.loads(job).open()  # noqa: S301 - from our own parent, through our own pipe
    except FrontmapError as error:
        pipe.send(error)
        return
    settle()
    with suppress(EOFError, OSError):
        pipe.send(None)
        while True:
            for document in pipe.recv():
                if sys.platform != "win32":  # an orphan that hangs ends by itself; the parent is quicker where there is one
                    signal.setitimer(signal.ITIMER_REAL, 2 * timeout_s + 10)
                pipe.send(_attempt(work, document))


def _attempt(work: Callable[[Document], Any], document: Document) -> Any:
    try:
        return work(document)
    except FrontmapError as error:
        return error
    except Exception as error:  # noqa: BLE001 - one document must not take the others with it; the failure is told
        return fault_of(document, error)
