"""What documents came to, kept in one file between runs.

One SQLite file in WAL mode: any number of processes read it while one writes, a write is whole or not there however the process
ends, and it needs no server. The file is a convenience, never a source of truth: whatever is wrong with it is told, put aside and
made again, and a run goes on without it if it must.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from frontmap.config import cache_folder

__all__ = ["Cache", "CacheInfo", "Verdict", "cache_path"]

_FILE = "readings-1.sqlite"  # the number is that of the tables' shape
_TABLES = """
CREATE TABLE IF NOT EXISTS reading (
  key TEXT NOT NULL, rules TEXT NOT NULL, names BLOB NOT NULL, value BLOB NOT NULL, hash BLOB NOT NULL,
  size INTEGER NOT NULL, used INTEGER NOT NULL, UNIQUE (key, rules)
);
CREATE INDEX IF NOT EXISTS reading_used ON reading (used, size);
"""
_KEEP = 0.9  # of the limit, so that not every run has to prune
_FLUSH_BYTES, _FLUSH_SECONDS = 1 << 20, 0.5
_PATIENCE_SECONDS = 30.0
_HOUR = 3600
_ROW_BYTES = 200  # of keys and pages beside names and value
_STALE = "DELETE FROM reading WHERE rowid IN (SELECT rowid FROM (SELECT rowid, SUM(size) OVER (ORDER BY used DESC, rowid DESC) AS upto FROM reading) WHERE upto > ?)"


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """What a cache holds: readings, the bytes that count against its limit, and the size of its file with what SQLite keeps beside it."""

    path: Path
    entries: int
    size: int
    file_size: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of all entries found: how many were looked at, how many were broken and are gone now."""

    checked: int
    broken: int


def cache_path() -> Path:
    """Return where the cache lies: in `FRONTMAP_HOME`, or the platform's folder for caches."""
    return cache_folder() / "readings" / _FILE


class Cache:
    """The readings of documents by key; open it with `Cache.open`, as a context manager.

    Nothing here raises for what is wrong with the file or the disk: `tell` gets a sentence, and the cache is made anew or stays off.
    """

    def __init__(self, path: Path, limit_mb: float, tell: Callable[[str], None]) -> None:
        self.path = path
        self._limit = int(limit_mb * 1e6)
        self._tell = tell
        self._waiting: list[tuple[str, str, bytes, bytes, bytes, int, int]] = []
        self._seen: set[int] = set()
        self._bytes = self._unpruned = 0
        self._flushed = time.monotonic()
        self._db: sqlite3.Connection | None = None
        with self._trying():
            self._db = _connect(path)

    @classmethod
    def open(cls, path: Path | None = None, *, limit_mb: float = 2000, tell: Callable[[str], None] = lambda _: None) -> Cache:
        """Open the cache, making it where there is none.

        Parameters
        ----------
        path : Path, optional
            The file; `cache_path()` without it.
        limit_mb : float
            Megabytes that it may take; what was not used for longest goes first.
        tell : callable
            Called with a sentence about whatever is wrong with the cache itself.
        """
        return cls(path or cache_path(), limit_mb, tell)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def on(self) -> bool:
        """Whether the file can be used."""
        return self._db is not None

    def names(self, key: str) -> tuple[str, ...] | None:
        """Return the names mentioned in a document, None where the key is not known; they do not depend on corrections."""
        found = self._one("SELECT rowid, names, value, hash, used, rules FROM reading WHERE key = ? LIMIT 1", key)
        return _unpack_names(found[0]) if found else None

    def get(self, key: str, rules: str = "") -> bytes | None:
        """Return what is kept under a key, None where nothing is, or what is there is not what was put."""
        found = self._one("SELECT rowid, names, value, hash, used, rules FROM reading WHERE key = ? AND rules = ?", key, rules)
        return found[1] if found else None

    def _one(self, query: str, key: str, *more: str) -> tuple[bytes, bytes] | None:
        if self._db is None:
            return None
        with self._trying():
            found = self._db.execute(query, (key, *more)).fetchone()
            if found is None:
                return None
            row, names, value, digest, used, rules = found
            if digest != _digest(key, rules, names, value):
                self._tell(f"an entry of the cache {self.path} is damaged: it is put aside and its document is read again")
                self._db.execute("DELETE FROM reading WHERE rowid = ?", (row,))
                return None
            if used < _now():
                self._seen.add(row)
            return names, value
        return None

    def put(self, key: str, rules: str, names: Iterable[str], value: bytes) -> None:
        """Keep a value; it is on disk within a second, or when the cache is closed."""
        if self._db is None:
            return
        packed = zlib.compress("\n".join(names).encode("utf-8", "surrogatepass"), 1)
        size = len(packed) + len(value) + _ROW_BYTES
        self._waiting.append((key, rules, packed, value, _digest(key, rules, packed, value), size, _now()))
        self._bytes += size
        if self._bytes > _FLUSH_BYTES or time.monotonic() - self._flushed > _FLUSH_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what waits; in one step, so that no other process sees a part of it."""
        waiting, seen = self._waiting, sorted(self._seen)
        self._unpruned += self._bytes
        self._waiting, self._seen, self._bytes, self._flushed = [], set(), 0, time.monotonic()
        if self._db is None or not (waiting or seen):
            return
        with self._trying(), _transaction(self._db):
            self._db.executemany("INSERT OR REPLACE INTO reading (key, rules, names, value, hash, size, used) VALUES (?, ?, ?, ?, ?, ?, ?)", waiting)
            self._db.executemany("UPDATE reading SET used = ? WHERE rowid = ?", ((_now(), row) for row in seen))
        if self._unpruned > self._limit // 10:
            self.prune()

    def close(self) -> None:
        """Write what waits, drop what is too much and close the file."""
        self.flush()
        if self._unpruned:
            self.prune()
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.close()
            self._db = None

    def prune(self, limit_mb: float | None = None) -> int:
        """Drop the entries that were not used for longest until the rest fits; return how many went.

        Parameters
        ----------
        limit_mb : float, optional
            Megabytes to keep; the cache's own limit without it, which is kept with a tenth to spare.
        """
        self._unpruned = 0
        if self._db is None:
            return 0
        with self._trying():
            (size,) = self._db.execute("SELECT COALESCE(SUM(size), 0) FROM reading").fetchone()
            limit = self._limit if limit_mb is None else int(limit_mb * 1e6)
            if size <= limit:
                return 0
            with _transaction(self._db):
                gone = self._db.execute(_STALE, (limit if limit_mb is not None else int(limit * _KEEP),)).rowcount
            self._db.executescript("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE);")
            return gone
        return 0

    def info(self) -> CacheInfo:
        """Return what the cache holds."""
        entries = size = 0
        if self._db is not None:
            with self._trying():
                entries, size = self._db.execute("SELECT COUNT(*), COALESCE(SUM(size), 0) FROM reading").fetchone()
        files = (Path(f"{self.path}{ending}") for ending in ("", "-wal", "-shm"))
        return CacheInfo(self.path, entries, size, sum(file.stat().st_size for file in files if file.is_file()))

    def verify(self) -> Verdict:
        """Check every entry against its hash and drop those that are broken."""
        checked, broken = 0, []
        if self._db is not None:
            with self._trying():
                problems = [line for (line,) in self._db.execute("PRAGMA quick_check(1)") if line != "ok"]
                if problems:
                    raise sqlite3.DatabaseError(problems[0])
                for row, key, rules, names, value, digest in self._db.execute("SELECT rowid, key, rules, names, value, hash FROM reading"):
                    checked += 1
                    if digest != _digest(key, rules, names, value):
                        broken.append((row,))
                with _transaction(self._db):
                    self._db.executemany("DELETE FROM reading WHERE rowid = ?", broken)
        return Verdict(checked, len(broken))

    @contextmanager
    def _trying(self) -> Iterator[None]:
        """Let the work go on whatever the file does: a damaged one is put aside and made anew, with any other fault the cache stays off."""
        try:
            yield
        except (sqlite3.OperationalError, OSError) as error:
            self._off(f"the cache {self.path} cannot be used ({error}): documents are read without it; free the disk, or name another folder with FRONTMAP_HOME")
        except sqlite3.DatabaseError as error:
            self._off(f"the cache {self.path} is damaged ({error}): it is put aside as {self.path.name}.damaged and made anew")
            try:
                self.path.replace(f"{self.path}.damaged")
                for ending in ("-wal", "-shm"):
                    Path(f"{self.path}{ending}").unlink(missing_ok=True)
                self._db = _connect(self.path)
            except (sqlite3.Error, OSError) as again:
                self._off(f"the cache {self.path} cannot be made anew ({again}): documents are read without it")

    def _off(self, why: str) -> None:
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.close()
            self._db = None
        self._tell(why)


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA auto_vacuum = INCREMENTAL")
        db.execute("PRAGMA journal_mode = WAL").fetchall()
        db.execute("PRAGMA synchronous = NORMAL")
        db.executescript(_TABLES)
    except BaseException:
        db.close()
        raise
    return db


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _digest(key: str, rules: str, names: bytes, value: bytes) -> bytes:
    digest = hashlib.blake2b(f"{key} {rules} {len(names)} ".encode(), digest_size=16)
    digest.update(names)
    digest.update(value)
    return digest.digest()


def _unpack_names(packed: bytes) -> tuple[str, ...]:
    return tuple(zlib.decompress(packed).decode("utf-8", "surrogatepass").split("\n"))


def _now() -> int:
    """Return the hours since 1970: fine enough to tell what was not used for long, and most runs need no update."""
    return int(time.time()) // _HOUR
