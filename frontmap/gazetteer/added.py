"""The sources that a user added for good: each is one packed file of checked rows in `cache_folder()/gazetteer/added`.

A file is read, checked and put in one form when it is added, so that opening the gazetteer reads nothing that could fail.
The first line says what it holds; each further one is a JSON list.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from frontmap.atomic import writing
from frontmap.config import cache_folder
from frontmap.errors import GazetteerError, OutputError
from frontmap.gazetteer.curated import ExtraName
from frontmap.gazetteer.dumps import dump_sort, read_alternate_names, read_dump, read_region_codes
from frontmap.gazetteer.rows import Name, Row, gzipped
from frontmap.gazetteer.tables import read_geojson, read_table
from frontmap.records import Place

__all__ = ["AddedSource", "add", "added_files", "added_folder", "name_of", "read_added", "read_source", "remove"]

_ENDING = ".jsonl.gz"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_LICENCE = "as its publisher says"


@dataclass(frozen=True, slots=True)
class AddedSource:
    """What one file holds: places, or names of places that others bring, or names of regions (`sort`).

    Attributes
    ----------
    name : str
        What the user calls it.
    sort : str
        `places`, `names` or `regions`.
    rows : tuple of Row
        Its places.
    names : tuple of ExtraName
        Its names of places; those of `regions` too.
    regions : mapping of str to str
        Names of first-level regions by their code (UA.05).
    licence, credit : str
        To show wherever its places are shown.
    """

    name: str
    sort: str
    rows: tuple[Row, ...] = ()
    names: tuple[ExtraName, ...] = ()
    regions: Mapping[str, str] = field(default_factory=dict)
    licence: str = _LICENCE
    credit: str = ""

    @property
    def count(self) -> int:
        """How many places it holds, or names."""
        return len(self.rows) if self.sort == "places" else len(self.names)


def added_folder() -> Path:
    """Return the folder of added sources."""
    return cache_folder() / "gazetteer" / "added"


def added_files() -> tuple[Path, ...]:
    """Return the sources that the user added, sorted by name."""
    folder = added_folder()
    return tuple(sorted(path for path in folder.glob(f"*{_ENDING}") if not path.name.startswith("."))) if folder.is_dir() else ()


def name_of(path: Path) -> str:
    """Return the name that a file is added under unless told: `UA` of UA.zip.

    Raises
    ------
    GazetteerError
        If its letters make no name.
    """
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", path.name.removesuffix(_ENDING).partition(".")[0]).strip("-")[:64]
    return _checked_name(name)


def read_source(
    path: Path, *, name: str = "", columns: Mapping[str, str] | None = None, known: Container[str] | None = None, repeats: bool = False
) -> AddedSource:
    """Read and check a user's file: its form shows in its ending and its columns.

    Parameters
    ----------
    path : Path
        `.txt`, `.tsv` or `.zip` (GeoNames), `.csv`, `.geojson` or `.json`.
    name : str
        What to call it; else by the file's name.
    columns : mapping of str to str, optional
        Field to column, for CSV and GeoJSON: see `frontmap.gazetteer.tables`.
    known : container of str, optional
        Ids of known places: further names of others are passed over.
    repeats : bool
        Whether an id may come twice, for `check` to tell.

    Raises
    ------
    GazetteerError
        If the file is missing, of another sort, or broken; names file, line and column.
    """
    if not path.is_file():
        found = "is a folder: name one file in it" if path.is_dir() else "no such gazetteer file: check the path"
        raise GazetteerError(found, path=path)
    title = _checked_name(name) if name else name_of(path)
    ending, credit = path.suffix.lower(), f"added by the user: {path.name}"
    if ending in (".csv", ".geojson", ".json"):
        reader = read_table if ending == ".csv" else read_geojson
        rows = tuple(reader(path, title, columns or {}, repeats=repeats))
        if not rows:
            raise GazetteerError("holds no place: expected at least one", path=path)
        return AddedSource(title, "places", rows, credit=credit)
    if ending not in (".txt", ".tsv", ".zip"):
        raise GazetteerError(f"ends in {path.suffix!r}: expected a GeoNames file (.txt, .zip), .csv or .geojson", path=path)
    if columns:
        raise GazetteerError("is read as a GeoNames file, which has columns of its own: leave --columns out, or save it as .csv", path=path)
    sort = dump_sort(path)
    if sort == "dump":
        return AddedSource(title, "places", tuple(read_dump(path, repeats=repeats)), credit=credit)
    if sort == "alternate names":
        return AddedSource(title, "names", (), tuple(read_alternate_names(path, known)), credit=credit)
    codes = list(read_region_codes(path))
    names = tuple(ExtraName(code.place_id, Name(code.name), code.line) for code in codes)
    return AddedSource(title, "regions", (), names, {code.code: code.name for code in codes if code.code.count(".") == 1}, credit=credit)


def add(source: AddedSource) -> Path:
    """Keep a source for good, in place of one of the same name; return its file.

    Raises
    ------
    GazetteerError
        If it cannot be written.
    """
    path = added_folder() / f"{_checked_name(source.name)}{_ENDING}"
    head = {"name": source.name, "sort": source.sort, "licence": source.licence, "credit": source.credit, "regions": dict(source.regions)}
    lines = [json.dumps(head, ensure_ascii=False), *(json.dumps(values, ensure_ascii=False) for values in _values(source))]
    try:
        with writing(path) as file:
            file.write(gzipped(("\n".join(lines) + "\n").encode(), 6))
    except OutputError as error:
        raise GazetteerError(f"cannot be written ({error.message}): set FRONTMAP_HOME to a folder that can be written", path=path) from None
    return path


def remove(name: str) -> Path:
    """Take an added source out again; return the file that was removed.

    Raises
    ------
    GazetteerError
        If there is none of that name; names those there are.
    """
    for path in added_files():
        if path.name.removesuffix(_ENDING) == name:
            path.unlink()
            return path
    names = ", ".join(path.name.removesuffix(_ENDING) for path in added_files())
    raise GazetteerError(f"no added source is called {name!r}: " + (f"expected one of {names}" if names else "none was added"))


def read_added(path: Path) -> AddedSource:
    """Read an added source, or any file that could be one.

    Raises
    ------
    GazetteerError
        As `read_source`, or if an added file was damaged.
    """
    if not path.name.endswith(_ENDING):
        return read_source(path)
    try:
        packed = path.read_bytes()
    except OSError as error:
        raise GazetteerError(f"cannot be read ({error.strerror}): check the file and its permissions", path=path) from None
    try:
        head, *lines = gzip.decompress(packed).decode("utf-8").splitlines()
        about = json.loads(head)
        values = [json.loads(line) for line in lines]
        places = {"places": True, "names": False, "regions": False}[about["sort"]]
        rows = tuple(_row(item) for item in values) if places else ()
        names = () if places else tuple(ExtraName(item[0], Name(*item[1:]), line) for line, item in enumerate(values, 2))
        return AddedSource(about["name"], about["sort"], rows, names, about["regions"], about["licence"], about["credit"])
    except (gzip.BadGzipFile, EOFError, zlib.error, ValueError, LookupError, TypeError) as error:
        name = path.name.removesuffix(_ENDING)
        raise GazetteerError(f"is no added source ({error}): run frontmap gazetteer remove {name}, then add it again", path=path) from None


def _checked_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise GazetteerError(f"a source cannot be called {name!r}: expected up to 64 letters, digits, - and _; give one with --name")
    return name


def _values(source: AddedSource) -> Iterator[list[Any]]:
    for row in source.rows:
        place = row.place
        names = [_name(name) for name in row.names]
        yield [place.id, place.name, place.lat, place.lon, place.country, place.admin1, place.feature, place.population, place.radius_m, names]
    for extra in source.names if source.sort != "places" else ():
        yield [extra.place_id, *_name(extra.name)]


def _name(name: Name) -> list[str]:
    """Return a name's fields without the empty ones at the end."""
    values = [name.text, name.kind, name.language, name.since, name.until]
    while not values[-1]:
        values.pop()
    return values if values[1:] != ["alternate"] else values[:1]


def _row(values: Iterable[Any]) -> Row:
    *place, names = values
    return Row(Place(*place), tuple(Name(*name) for name in names))
