"""Compile rows into the index: one SQLite file, written beside its place and renamed when it is whole.

Two processes may compile at once: each writes a file of its own, and the last rename wins over equal content. The file is
only ever read after that, so that any number of workers share it through the page cache.
"""

from __future__ import annotations

import contextlib
import dataclasses
import math
import os
import sqlite3
import threading
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from frontmap.atomic import replace
from frontmap.errors import GazetteerError
from frontmap.gazetteer.names import compact, is_cyrillic, normalise, skeleton
from frontmap.gazetteer.rows import KINDS, Name, Row
from frontmap.gazetteer.sieve import Sieve
from frontmap.gazetteer.sources import Source, common_words
from frontmap.gazetteer.variants import russian_skeletons

__all__ = ["BANDS_PER_DEGREE", "CYRILLIC_COUNTRIES", "IS_COMMON", "IS_LAST_WORD", "IS_NAME", "IS_SKELETON", "LEAST_CASE_SKELETON", "LEAST_SKELETON", "band_of", "compile_index"]

CYRILLIC_COUNTRIES = ("BY", "MD", "RU", "UA")
"""Countries whose names have many romanisations: only their names are indexed by skeleton."""

LEAST_SKELETON = 5
"""Letters a skeleton must have to stand for a name: shorter ones meet by chance."""

LEAST_CASE_SKELETON = 7
"""The same for the skeleton of an undone case form, which is twice a guess."""

_MAIN = KINDS.index("main")
BANDS_PER_DEGREE = 10
_KEPT_INDEXES = 4

IS_NAME, IS_SKELETON, IS_COMMON, IS_LAST_WORD = 1, 2, 4, 8
"""What a spelling is, as flags of the table `spelling`: a name's key, a name's skeleton, an ordinary word, the last word of a name
of several."""

_SCHEMA = """
CREATE TABLE place (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
  country TEXT NOT NULL, admin1 TEXT NOT NULL, feature TEXT NOT NULL, population INTEGER NOT NULL, radius_m REAL, band INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, row INTEGER NOT NULL, kind INTEGER NOT NULL, name TEXT NOT NULL,
  since TEXT NOT NULL, until TEXT NOT NULL, PRIMARY KEY (key, row)) WITHOUT ROWID;
CREATE TABLE skeleton (skeleton TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (skeleton, key)) WITHOUT ROWID;
CREATE TABLE spelling (key TEXT PRIMARY KEY, flags INTEGER NOT NULL, words INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE source (name TEXT, rows INTEGER, licence TEXT, credit TEXT, joined INTEGER, apart INTEGER);
CREATE TABLE about (places INTEGER, names INTEGER, bones BLOB, spellings BLOB);
"""
_INDEXES = """
CREATE INDEX place_band ON place (band, lon);
CREATE INDEX name_row ON name (row);
"""


def band_of(lat: float) -> int:
    """Return the number of the tenth-of-a-degree band of latitude that a point lies in."""
    return math.floor(lat * BANDS_PER_DEGREE)


def compile_index(rows: Sequence[Row], sources: Iterable[Source], path: Path) -> None:
    """Write the index of `rows` to `path`, whole or not at all.

    Raises
    ------
    GazetteerError
        If the folder cannot be written; says how to choose another.
    """
    beside = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(beside, isolation_level=None)) as db:
            db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;" + _SCHEMA)
            db.execute("BEGIN")
            _fill(db, rows, sources)
            db.execute("COMMIT")
            db.executescript(_INDEXES)
        replace(beside, path)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(f"the gazetteer index cannot be written ({getattr(error, 'strerror', None) or error}): set FRONTMAP_HOME to a folder that can be written", path=path) from None
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    _forget_old(path.parent)


def _forget_old(folder: Path) -> None:
    """Remove all but the newest indexes: each change of the rows leaves one behind."""
    with contextlib.suppress(OSError):
        indexes = sorted(folder.glob("index-*.sqlite"), key=lambda index: index.stat().st_mtime, reverse=True)
        for index in indexes[_KEPT_INDEXES:]:
            index.unlink(missing_ok=True)


def _fill(db: sqlite3.Connection, rows: Sequence[Row], sources: Iterable[Source]) -> None:
    names: list[tuple[str, int, int, str, str, str]] = []
    skeletons: set[tuple[str, str]] = set()
    bones: set[str] = set()
    flags: dict[str, int] = defaultdict(int)
    heads: dict[str, int] = defaultdict(int)
    for number, row in enumerate(rows):
        place = row.place
        area = (place.country, place.admin1, place.feature, place.population, place.radius_m, band_of(place.lat))
        db.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, place.id, place.name, place.lat, place.lon, *area))
        cyrillic, is_ukrainian = place.country in CYRILLIC_COUNTRIES, place.country == "UA" and place.feature.startswith("PPL")
        for key, name in _keys(row):
            spelling, kind = compact(key), KINDS.index(name.kind)
            names.append((spelling, number, kind, name.text, name.since, name.until))
            flags[spelling] |= IS_NAME if len(spelling) > 2 or place.feature == "PCLI" else 0
            first, *others = key.split(" ")
            if others and not is_cyrillic(key):
                flags[others[-1]] |= IS_LAST_WORD
            for head in {first, skeleton(first)} if others and cyrillic else {first} if others else ():
                heads[head] = max(heads[head], 1 + len(others))
            if cyrillic:
                own = skeleton(key)
                bones.add(own)
                russian = russian_skeletons(name.text) if kind == _MAIN and is_ukrainian and not is_cyrillic(key) else ()
                for bone in (own, *russian):
                    if len(bone) >= LEAST_SKELETON:
                        skeletons.add((bone, spelling))
                        flags[bone] |= IS_SKELETON
    for word in common_words():
        flags[word] |= IS_COMMON
    db.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?)", sorted(names))
    db.executemany("INSERT INTO skeleton VALUES (?, ?)", sorted(pair for pair in skeletons if pair[0] != pair[1]))
    spellings = sorted({*flags, *heads})
    db.executemany("INSERT INTO spelling VALUES (?, ?, ?)", [(key, flags.get(key, 0), heads.get(key, 0)) for key in spellings])
    db.executemany("INSERT INTO source VALUES (?, ?, ?, ?, ?, ?)", [dataclasses.astuple(source) for source in sources])
    packed = zlib.compress("\n".join(sorted(bone for bone in bones if len(bone) >= LEAST_SKELETON)).encode())
    db.execute("INSERT INTO about VALUES (?, ?, ?, ?)", (len(rows), len(names), packed, Sieve.made_of(spellings)))


def _keys(row: Row) -> Iterator[tuple[str, Name]]:
    """Yield (key, name) of a place's names, the first of each spelling."""
    seen = set()
    for name in (Name(row.place.name, "main"), *row.names):
        key = normalise(name.text)
        spelling = compact(key)
        if len(spelling) > 1 and spelling not in seen:
            seen.add(spelling)
            yield key, name
