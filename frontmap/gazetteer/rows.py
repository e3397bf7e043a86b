"""The rows of a gazetteer: a place with its names, and the tab-separated text they are shipped in."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from frontmap.errors import GazetteerError
from frontmap.records import Place

__all__ = ["KINDS", "Name", "Row", "data_folder", "read_rows", "write_rows"]

KINDS = ("main", "alternate", "press", "occupation", "historic", "exonym", "generated", "fuzzy")
"""What a name is to its place, the more telling first; the first that a spelling has is the one it keeps."""

_COLUMNS = ("id", "name", "lat", "lon", "country", "admin1", "feature", "population", "radius_m", "names")


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a place; `language` is an ISO 639-1 code or empty."""

    text: str
    kind: str = "alternate"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A place with all its names but the main one, which is `place.name`."""

    place: Place
    names: tuple[Name, ...] = ()


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
    path.write_bytes(gzip.compress(data, 9, mtime=0) if path.suffix == ".gz" else data)
    return len(lines) - 1
