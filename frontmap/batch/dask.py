"""Documents read on a Dask cluster; needs the extra `frontmap[dask]`, and nothing else imports this module.

The input comes in blocks. A block's documents are shared out by the hash of their ids into partitions, each one task that any worker can do and do
again: the partitions of a worker that dies go to another. Where workers go on dying, the documents that they had are read again one by one while nothing
else is, so that the one which takes workers with it is named, and never its neighbour.
Cache, ledger and output stay with the process that asks, so that the results are those of any other engine, to the byte.

Workers need the same frontmap and the same gazetteer; a job says so where they have another. Start them with one thread a process: reading is
pure Python. A document's time limit cannot interrupt native code there.
"""

from __future__ import annotations

import ctypes
import hashlib
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

import dask
from distributed import Client, KilledWorker, LocalCluster, WorkerPlugin, get_worker, wait

from frontmap.batch.engines import Done, Job
from frontmap.batch.pool import TakesTooLong, too_slow
from frontmap.documents.reader import Failure
from frontmap.errors import FrontmapError
from frontmap.pipeline import fault_of
from frontmap.records import Document

__all__ = ["DaskEngine"]

R = TypeVar("R")
T = TypeVar("T")
_start: Any = LocalCluster  # untyped
_connect: Any = Client
_wait: Any = wait
_BLOCK = 256  # documents that are shared out at once
_PARTITIONS = 16
_ITEMS = 4096  # of a block, what is no document included
_AHEAD = 3  # blocks under way
_CONNECT_SECONDS, _PATIENCE_SECONDS, _CLOSE_SECONDS = 20, 60, 10


@dataclass(frozen=True, slots=True)
class DaskEngine:
    """Does the work on a Dask cluster.

    Parameters
    ----------
    scheduler : str or None
        Address of a scheduler, such as `tcp://10.0.0.1:8786`; without one a cluster of processes is started on this machine.
    jobs : int
        Processes of that cluster.
    timeout_s : float
        Seconds that one document may take.
    """

    scheduler: str | None = None
    jobs: int = 2
    timeout_s: float = 120.0

    def run(self, job: Job[R], items: Iterable[Document | T]) -> Generator[Done[R] | T]:
        """Yield what became of each item, in the order of the items.

        Raises
        ------
        FrontmapError
            If the scheduler cannot be reached or goes away, or a worker finds that nothing can be read.
        """
        with ExitStack() as stack:
            hand: _Hand | None = None
            under_way: deque[_Block] = deque()
            for block in _blocks(items):
                if hand is None and any(isinstance(item, Document) for item in block):
                    hand = stack.enter_context(self._hand(job))
                under_way.append(_Block(block, hand.partitions(block) if hand is not None else []))
                while len(under_way) >= _AHEAD:
                    yield from under_way.popleft().settled(hand)
            while under_way:
                yield from under_way.popleft().settled(hand)

    @contextmanager
    def _hand(self, job: Job[Any]) -> Iterator[_Hand]:
        """Connect to the cluster; only once there is something to do, for all may come from a cache."""
        with ExitStack() as stack:
            stack.enter_context(dask.config.set({"distributed.comm.timeouts.connect": _CONNECT_SECONDS}))
            try:
                address: Any = self.scheduler
                if address is None:
                    stack.enter_context(dask.config.set({"distributed.scheduler.allowed-failures": 1}))
                    address = stack.enter_context(_own_cluster(self.jobs))
                client = stack.enter_context(_connect(address, timeout=_CONNECT_SECONDS))
            except (OSError, TimeoutError, ValueError) as error:
                raise FrontmapError(f"the Dask scheduler {self.scheduler or 'of this machine'} cannot be reached ({error}): check --scheduler") from None
            desk = _Desk(job)
            client.register_plugin(desk, name=desk.name)
            try:
                yield _Hand(client, desk.name, self.timeout_s)
            finally:
                with suppress(Exception):
                    client.unregister_worker_plugin(desk.name)


@contextmanager
def _own_cluster(jobs: int) -> Iterator[Any]:
    """Start a cluster on this machine; at the end, when all is read, no trouble in closing it is an error."""
    with _deaf_to_ctrl_c():
        cluster = _start(n_workers=jobs, threads_per_worker=1, dashboard_address=None, silence_logs=50)
    try:
        yield cluster
    finally:
        with suppress(Exception):  # a worker that is just being started again cannot be joined ...
            cluster.wait_for_workers(jobs, timeout=_CLOSE_SECONDS)  # ... so that it is waited for
        with suppress(Exception):
            cluster.close()


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Let the processes that are started meanwhile ignore Ctrl-C, which is for this one to answer."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@dataclass(slots=True)
class _Partition:
    """Documents that one task reads, where they stand in their block, and the task."""

    places: list[int]
    documents: list[Document]
    future: Any = None


@dataclass(slots=True)
class _Block:
    """A stretch of the input, and its partitions."""

    items: list[Any]
    partitions: list[_Partition]

    def settled(self, hand: _Hand | None) -> Iterator[Any]:
        """Yield what became of the items, once all is done."""
        results: dict[int, Any] = {}
        for partition in self.partitions:
            if hand is not None:
                results.update(zip(partition.places, hand.results(partition), strict=True))
        for place, item in enumerate(self.items):
            yield Done(item, results[place]) if isinstance(item, Document) else item


@dataclass(frozen=True, slots=True)
class _Hand:
    """The cluster at work on one job."""

    client: Any
    desk: str
    timeout_s: float
    under_way: set[Any] = field(default_factory=set)  # futures whose end nobody has seen

    def partitions(self, items: Sequence[Any]) -> list[_Partition]:
        """Share out documents by the hash of their ids, and have them read."""
        shares: dict[int, _Partition] = {}
        for place, item in enumerate(items):
            if isinstance(item, Document):
                number = int.from_bytes(hashlib.blake2b(item.id.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big") % _PARTITIONS
                share = shares.setdefault(number, _Partition([], []))
                share.places.append(place)
                share.documents.append(item)
        for share in shares.values():
            share.future = self.submit(share.documents)
        return list(shares.values())

    def submit(self, documents: Sequence[Document]) -> Any:
        future = self.client.submit(_read, self.desk, list(documents), self.timeout_s, pure=False, retries=1)
        self.under_way.add(future)
        return future

    def results(self, partition: _Partition) -> list[Any]:
        """Return what became of a partition's documents; where it was on workers that died, of those read again."""
        try:
            found: list[Any] = self._result(partition.future)
        except KilledWorker:
            found = self._alone(partition.documents)
        return found

    def _alone(self, documents: Sequence[Document]) -> list[Any]:
        """Read documents while the cluster does nothing else of this job: the scheduler blames all that a dead worker had, begun or not."""
        self._quiet()
        try:
            found: list[Any] = self._result(self.submit(documents))
        except KilledWorker:
            if len(documents) == 1:
                return [Failure(documents[0].source, None, "took several workers of the cluster with it: too little memory or a crash; split it, or try it alone")]
            found = [result for document in documents for result in self._alone([document])]
        return found

    def _quiet(self) -> None:
        """Wait until nothing is under way."""
        while self.under_way:
            try:
                _wait(list(self.under_way), timeout=_PATIENCE_SECONDS)
            except TimeoutError:
                self._look()
            except Exception as error:
                raise _lost(error) from error
            else:
                self.under_way.clear()

    def _result(self, future: Any) -> Any:
        while True:
            try:
                found = future.result(timeout=_PATIENCE_SECONDS)
            except (KilledWorker, FrontmapError):
                raise
            except TimeoutError:
                self._look()
            except Exception as error:
                raise _lost(error) from error
            else:
                self.under_way.discard(future)
                return found

    def _look(self) -> None:
        """Raise FrontmapError where the scheduler is gone."""
        if self.client.status != "running":
            raise FrontmapError("the Dask scheduler is gone: start it again, and run the same command; readings are kept")


def _lost(error: Exception) -> FrontmapError:
    return FrontmapError(f"the Dask cluster lost the work ({type(error).__name__}: {error}): run the same command again; readings are kept")


class _Desk(WorkerPlugin):
    """What a worker keeps of a job: each of its threads opens it once, when it first reads."""

    def __init__(self, job: Job[Any]) -> None:
        self._job = pickle.dumps(job)
        self.name = f"frontmap-{hashlib.blake2b(self._job, digest_size=12).hexdigest()}"

    def setup(self, worker: Any) -> None:  # noqa: ARG002 - distributed's own signature
        """Be put on a worker."""
        self._own = threading.local()

    def work(self) -> Callable[[Document], Any]:
        """Return this thread's function."""
        if not hasattr(self._own, "work"):
            self._own.work = pickle.loads(self._job).open()  # noqa: S301 - from the process that runs the cluster's work
        work: Callable[[Document], Any] = self._own.work
        return work


def _read(desk: str, documents: Sequence[Document], timeout_s: float) -> list[Any]:
    """Read documents on a worker."""
    plugins: Any = get_worker().plugins
    work = plugins[desk].work()
    return [_attempt(work, document, timeout_s) for document in documents]


def _attempt(work: Callable[[Document], Any], document: Document, timeout_s: float) -> Any:
    try:
        with _time_limit(timeout_s):
            return work(document)
    except FrontmapError:
        raise  # a lexicon or gazetteer that cannot be read is no matter of this document
    except TakesTooLong:
        return too_slow(document, timeout_s)
    except Exception as error:  # noqa: BLE001 - one document must not take the others with it; the failure is told
        return fault_of(document, error)


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise TakesTooLong in this thread once `seconds` are over; a worker's tasks run in threads, where no signal comes."""
    thread, lock, over = threading.get_ident(), threading.Lock(), threading.Event()

    def stop() -> None:
        wait = seconds
        while not over.wait(wait):
            with lock:
                if not over.is_set():
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TakesTooLong))
            wait = 1.0  # again: it may have come in a place where exceptions are dropped, such as a finaliser

    threading.Thread(target=stop, daemon=True).start()
    try:
        yield
    finally:
        with lock:
            over.set()


def _blocks(items: Iterable[T]) -> Iterator[list[T]]:
    """Yield the items in stretches of so many documents."""
    block: list[T] = []
    documents = 0
    for item in items:
        block.append(item)
        documents += isinstance(item, Document)
        if documents == _BLOCK or len(block) == _ITEMS:
            yield block
            block, documents = [], 0
    if block:
        yield block
