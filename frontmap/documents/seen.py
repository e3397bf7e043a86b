"""What came before, for inputs of any length: on disk once it is much, in SQLite's own temporary file, which is gone with the process."""

from __future__ import annotations

import sqlite3
from types import TracebackType
from typing import Self

__all__ = ["Seen"]

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -8000;
CREATE TABLE seen (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID;
BEGIN;
"""


class Seen:
    """Remembers what was first said of each key; a context manager."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._db.close()

    def first(self, key: str, value: str) -> str | None:
        """Return what was said of `key` before, None where it is new: then `value` is remembered."""
        packed = key.encode("utf-8", "surrogatepass")
        found = self._db.execute("SELECT value FROM seen WHERE key = ?", (packed,)).fetchone()
        if found is not None:
            return str(found[0], "utf-8", "surrogatepass")
        self._db.execute("INSERT INTO seen VALUES (?, ?)", (packed, value.encode("utf-8", "surrogatepass")))
        return None
