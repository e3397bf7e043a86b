"""The rows of a gazetteer: a place with its names, and the tab-separated text they are shipped in."""

from __future__ import annotations

import gzip
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from frontmap.errors import GazetteerError
from frontmap.gazetteer.names import clean, compact, normalise, script_of
from frontmap.records import Place

__all__ = ["KINDS", "Name", "Row", "data_folder", "gzipped", "other_names", "read_rows", "write_rows"]

KINDS = ("main", "alternate", "press", "occupation", "historic", "exonym", "generated", "fuzzy")
"""What a name is to its place, the more telling first."""

_CODE = re.compile(r"^[A-Z0-9]{2,4}$")
_COLUMNS = ("id", "name", "lat", "lon", "country", "admin1", "feature", "population", "radius_m", "names")
_SYSTEM_BYTE, _UNIX = 9, 3  # of the header of a gzip file


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a place; `language` is an ISO 639-1 code or empty.

    `since` and `until` are the ISO date or year from and to which the place bore it; empty where that is not known.
    """

    text: str
    kind: str = "alternate"
    language: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A place with all its names but the main one, which is `place.name`.

    The first of several names that one spelling stands for is the one it keeps. The `admin1` of a place fresh from a
    file may be a code ("05"); `frontmap.gazetteer.merge` puts the region's name in its place.
    """

    place: Place
    names: tuple[Name, ...] = ()


def other_names(name: str, others: Iterable[str], scripts: Container[str] = ("latin", "cyrillic")) -> Iterator[Name]:
    """Yield what is worth keeping of a place's other names, sorted, once for each key.

    Left out are codes (MOW), words in small letters (Latin spellings of Chinese or Arabic ones), single letters and
    scripts that are not asked for (`latin`, `cyrillic`, `other`).
    """
    seen = {compact(normalise(name))}
    for text in sorted({clean(other) for other in others}):
        key, script = compact(normalise(text)), script_of(text)
        code_or_word = _CODE.match(text) or (script != "other" and not text[:1].isupper())
        if len(key) >= 2 and key not in seen and script in scripts and not code_or_word:
            seen.add(key)
            yield Name(text)


def data_folder() -> Path:
    """Return the folder of shipped rows: inside the package when installed, beside it in a checkout.

    Raises
    ------
    GazetteerError
        If there is neither.
    """
    folders = (Path(__file__).parent / "data", Path(__file__).parents[2] / "gazetteer")
    for folder in folders:
        if (folder / "rows").is_dir():
            return folder
    raise GazetteerError(f"no shipped gazetteer in {folders[0]} or {folders[1]}: reinstall frontmap, or run scripts/build-gazetteer in a checkout")


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a shipped file, `.tsv` or `.tsv.gz`.

    Raises
    ------
    GazetteerError
        If the header or a line is not as `write_rows` writes it.
    """
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    lines = text.split("\n")
    if tuple(lines[0].split("\t")) != _COLUMNS:
        raise GazetteerError(f"has the columns {lines[0]!r}: expected {'<tab>'.join(_COLUMNS)}; run scripts/build-gazetteer", path=path, line=1)
    for number, line in enumerate(lines[1:], 2):
        if not line:
            continue
        try:
            place_id, name, lat, lon, country, admin1, feature, population, radius, names = line.split("\t")
            place = Place(place_id, name, float(lat), float(lon), country, admin1, feature, int(population), float(radius) if radius else None)
        except ValueError as error:
            raise GazetteerError(f"is no gazetteer row: {error}; run scripts/build-gazetteer", path=path, line=number) from None
        yield Row(place, tuple(Name(text) for text in names.split("|") if text))


def write_rows(path: Path, rows: Iterable[Row]) -> int:
    """Write rows as tab-separated text, in the order given, and return how many; `.gz` is packed without a time stamp."""
    lines = ["\t".join(_COLUMNS)]
    for row in rows:
        place = row.place
        radius = "" if place.radius_m is None else f"{place.radius_m:.0f}"
        values = (place.id, place.name, f"{place.lat:.5f}", f"{place.lon:.5f}", place.country, place.admin1, place.feature, str(place.population))
        lines.append("\t".join((*values, radius, "|".join(name.text for name in row.names))))
    data = ("\n".join(lines) + "\n").encode()
    path.write_bytes(gzipped(data, 9) if path.suffix == ".gz" else data)
    return len(lines) - 1


def gzipped(data: bytes, level: int) -> bytes:
    """Pack bytes alike in every version of Python and on every system: without a time, and as if on Unix, which some write and some leave open."""
    packed = bytearray(gzip.compress(data, level, mtime=0))
    packed[_SYSTEM_BYTE] = _UNIX
    return bytes(packed)
