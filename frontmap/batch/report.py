"""`build.json`: what was built from what, so that the next build knows what it may leave as it is and what is new."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from frontmap.atomic import writing
from frontmap.batch.feed import News

__all__ = ["FILE", "FORMAT", "BuildRecord", "MapRecord", "Written", "digest_of", "read_record", "write_record", "written"]

FILE = "build.json"
FORMAT = 2


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the output folder: its name, its size in bytes and the BLAKE2b hash of what is in it."""

    name: str
    size: int
    hash: str

    def stands(self, folder: Path) -> bool:
        """Whether the file is there, as it was written."""
        path = folder / self.name
        return path.is_file() and path.stat().st_size == self.size and digest_of(path) == self.hash


@dataclass(frozen=True, slots=True)
class MapRecord:
    """One map: the recipe's map that it belongs to, what it was drawn from (`fingerprint`), how many claims it shows, and its files, the page first."""

    name: str
    recipe: str
    title: str
    fingerprint: str
    claims: int
    files: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """All that a build says of itself.

    Attributes
    ----------
    frontmap : str
        Version.
    recipe : str
        Name of the recipe's file.
    state : str
        A hash of all inputs, settings, data and code; where it is the same, so would be every file.
    made_from : mapping
        Hashes of gazetteer, theatre, recipe and code.
    counts : mapping
        Documents, duplicates, claims and so on.
    maps : tuple of MapRecord
        In the order of the recipe.
    beside : tuple of Written
        Gallery, feed and the list of what each map shows.
    failures : tuple of str
        What could not be read or built, and why.
    news : tuple of News
        What each build found new, the newest first.
    times : mapping
        When the build ended (ISO 8601, UTC), and seconds by stage; nothing else here depends on the clock but `news`.
    """

    frontmap: str
    recipe: str
    state: str
    made_from: Mapping[str, str]
    counts: Mapping[str, int]
    maps: tuple[MapRecord, ...] = ()
    beside: tuple[Written, ...] = ()
    failures: tuple[str, ...] = ()
    news: tuple[News, ...] = ()
    times: Mapping[str, Any] = field(default_factory=dict)

    def files(self) -> tuple[Written, ...]:
        """Return every file of the build but its record."""
        return (*(file for each in self.maps for file in each.files), *self.beside)


def digest_of(path: Path) -> str:
    """Return the BLAKE2b hash of a file, 32 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def written(path: Path) -> Written:
    """Return what a file that was just written is known by."""
    return Written(path.name, path.stat().st_size, digest_of(path))


def write_record(record: BuildRecord, folder: Path) -> None:
    """Write `build.json`; it comes last, so that an interrupted build leaves the record of the one before."""
    data = {"format": FORMAT, **dataclasses.asdict(record)}
    with writing(folder / FILE) as file:
        file.write(json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n")


def read_record(folder: Path) -> BuildRecord | None:
    """Return the record of the build before, None where there is none that can be trusted."""
    try:
        data = json.loads((folder / FILE).read_bytes())
        if data.pop("format") != FORMAT:
            return None
        maps = tuple(MapRecord(**{**each, "files": tuple(Written(**file) for file in each["files"])}) for each in data.pop("maps"))
        beside = tuple(Written(**file) for file in data.pop("beside"))
        news = tuple(News(**{**each, "lines": tuple(each["lines"])}) for each in data.pop("news"))
        record = BuildRecord(**{**data, "failures": tuple(data["failures"])}, maps=maps, beside=beside, news=news)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    # The names go into paths: only such as a build writes are taken.
    return record if all(Path(file.name).name == file.name for file in record.files()) else None
