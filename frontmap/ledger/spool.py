"""The ledger of more claims than memory holds: they lie in a temporary file, and a thread at a time is looked at.

The file is SQLite's own kind of temporary database: it has no name that could be left behind, and is gone with the process, however
that ends.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from types import TracebackType
from typing import Self

from frontmap.errors import OutputError
from frontmap.ledger.statements import Statement, statement_of
from frontmap.ledger.threads import chronology, matter_of, place_key, tell, thread_claims
from frontmap.packing import pack, unpack
from frontmap.records import Claim, Status

__all__ = ["Spool"]

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -32000;
CREATE TABLE claim (number INTEGER PRIMARY KEY, matter TEXT, place BLOB, sort INTEGER, first INTEGER, last INTEGER, id BLOB, statement BLOB, packed BLOB);
CREATE UNIQUE INDEX claim_id ON claim (id, matter, place);
CREATE TABLE said (number INTEGER PRIMARY KEY, id BLOB);
CREATE TABLE told (id BLOB PRIMARY KEY, claim INTEGER, thread TEXT, origin TEXT, status TEXT) WITHOUT ROWID;
BEGIN;
"""
_PUT = "INSERT OR REPLACE INTO claim (matter, place, sort, first, last, id, statement, packed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_GROUPED = "SELECT matter, place, number, statement FROM claim ORDER BY matter, place, sort, first, last, id"
_ORDERED = "SELECT packed, thread, origin, status FROM said JOIN told ON told.id = said.id JOIN claim ON claim.number = told.claim ORDER BY said.number"


class Spool:
    """Claims on their way through the ledger, as a context manager: `add` them, then take them `threaded`.

    The result is that of `thread_claims`, in memory that grows with the longest thread alone.

    Parameters
    ----------
    in_memory : int
        So many claims stay in memory, where all of it is quicker; with more, all go to the file.
    """

    def __init__(self, in_memory: int = 25_000) -> None:
        self._in_memory = in_memory
        self._held: list[Claim] = []
        self._file: sqlite3.Connection | None = None
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __len__(self) -> int:
        """How many claims were added."""
        return self._count

    def close(self) -> None:
        """Give the room back."""
        self._held = []
        if self._file is not None:
            self._file.close()
            self._file = None

    def add(self, claims: Iterable[Claim]) -> None:
        """Take claims in; those of one document may come at once.

        Raises
        ------
        OutputError
            If the disk for temporary files is full.
        """
        found = list(claims)
        self._count += len(found)
        if self._file is None:
            self._held += found
            if len(self._held) <= self._in_memory:
                return
            found, self._held = self._held, []
            self._file = sqlite3.connect("", isolation_level=None)
            self._file.executescript(_TABLES)
        try:
            self._write(self._file, found)
        except sqlite3.OperationalError as error:
            raise _full(error) from None

    def threaded(self) -> Iterator[Claim]:
        """Yield the claims in the order in which they were added, with `thread`, `origin` and `status`.

        Raises
        ------
        OutputError
            If the disk for temporary files is full.
        """
        if self._file is None:
            yield from thread_claims(self._held)
            return
        db = self._file
        try:
            db.execute("DELETE FROM told")
            db.execute("CREATE INDEX IF NOT EXISTS claim_order ON claim (matter, place, sort, first, last, id)")
            for (matter, place), rows in groupby(db.execute(_GROUPED), key=itemgetter(0, 1)):
                db.executemany("INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?, ?)", _told(matter, place, rows))
            for packed, thread, origin, status in db.execute(_ORDERED):
                yield replace(unpack(Claim, packed), thread=thread, origin=origin, status=Status(status))
        except sqlite3.OperationalError as error:
            raise _full(error) from None

    @staticmethod
    def _write(db: sqlite3.Connection, claims: Sequence[Claim]) -> None:
        db.executemany("INSERT INTO said (id) VALUES (?)", ((_key(claim.id),) for claim in claims))
        rows = ((claim, statement_of(claim)) for claim in claims)
        db.executemany(
            _PUT,
            ((matter_of(claim.kind), _key(place_key(claim)), *chronology(each)[:3], _key(claim.id), pack(each), pack(claim)) for claim, each in rows),
        )


def _told(matter: str, place: bytes, rows: Iterable[tuple[str, bytes, int, bytes]]) -> Iterator[tuple[bytes, int, str, str, str]]:
    """Yield the rows that say what the ledger makes of the claims about one matter at one place."""
    numbers: dict[str, int] = {}

    def statements() -> Iterator[Statement]:
        for _, _, number, packed in rows:
            each = unpack(Statement, packed)
            numbers[each.id] = number
            yield each

    for each in tell(matter, place.decode("utf-8", "surrogatepass"), statements()):
        yield _key(each.id), numbers.pop(each.id), each.thread, each.origin, each.status.value


def _key(text: str) -> bytes:
    """Return text as bytes that sort as it does."""
    return text.encode("utf-8", "surrogatepass")


def _full(error: sqlite3.OperationalError) -> OutputError:
    return OutputError(f"the ledger's temporary file cannot be written ({error}): free the disk, or name a folder on another one with SQLITE_TMPDIR")
