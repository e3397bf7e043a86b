"""What came before, for inputs of any length: on disk once it is much, in SQLite's own temporary file, which is gone with the process."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
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
    """Remembers what was first said of each key; a context manager.

    Parameters
    ----------
    in_memory : int
        So many keys stay in memory, where they are found quicker; with more, all go to the file.
    """

    def __init__(self, in_memory: int = 50_000) -> None:
        self._in_memory = in_memory
        self._held: dict[str, str] = {}
        self._file: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._file is not None:
            self._file.close()

    def first(self, key: str, value: str) -> str | None:
        """Return what was said of `key` before, None where it is new: then `value` is remembered."""
        if self._file is None:
            found = self._held.get(key)
            if found is None:
                self._held[key] = value
                if len(self._held) > self._in_memory:
                    self._file = _spill(self._held)
                    self._held = {}
            return found
        packed = _bytes(key)
        row = self._file.execute("SELECT value FROM seen WHERE key = ?", (packed,)).fetchone()
        if row is not None:
            return str(row[0], "utf-8", "surrogatepass")
        self._file.execute("INSERT INTO seen VALUES (?, ?)", (packed, _bytes(value)))
        return None


def _spill(held: Mapping[str, str]) -> sqlite3.Connection:
    file = sqlite3.connect("", isolation_level=None)
    file.executescript(_TABLES)
    file.executemany("INSERT INTO seen VALUES (?, ?)", ((_bytes(key), _bytes(value)) for key, value in held.items()))
    return file


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
