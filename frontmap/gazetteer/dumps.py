"""A user's own gazetteer files: GeoNames country dumps (`UA.txt`, `UA.zip`) and CSV in the columns of the curated places."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from frontmap.errors import GazetteerError
from frontmap.gazetteer.curated import read_places
from frontmap.gazetteer.rows import Name, Row
from frontmap.records import Place

__all__ = ["read_added", "read_dump"]

_COLUMNS = 19
_FEATURES = ("ADM1", "ADM2", "ADM3", "PCLI")  # of class A; of class P all count


def read_added(path: Path, regions: Mapping[str, str]) -> Iterator[Row]:
    """Yield the rows of a file that a user added, by its ending.

    Parameters
    ----------
    path : Path
        `.txt` or `.zip` (GeoNames dump), or `.csv` (columns of the curated places).
    regions : mapping of str to str
        First-level codes ("UA.05") with the regions' names.

    Raises
    ------
    GazetteerError
        If the file is missing, of another sort, or broken; names file and line.
    """
    readers = {".txt": read_dump, ".zip": read_dump}
    if not path.is_file():
        raise GazetteerError("no such gazetteer file: check the path", path=path)
    if path.suffix.lower() == ".csv":
        yield from read_places(path)
    elif path.suffix.lower() in readers:
        yield from read_dump(path, regions)
    else:
        raise GazetteerError(f"ends in {path.suffix!r}: expected a GeoNames dump (.txt, .zip) or a .csv", path=path)


def read_dump(path: Path, regions: Mapping[str, str]) -> Iterator[Row]:
    """Yield the settlements, regions, districts and countries of a GeoNames dump (19 columns, tab-separated).

    Raises
    ------
    GazetteerError
        If a line has other columns, or a point or number cannot be read.
    """
    for number, line in enumerate(_lines(path), 1):
        values = line.rstrip("\r\n").split("\t")
        if values == [""]:
            continue
        if len(values) != _COLUMNS:
            raise GazetteerError(f"has {len(values)} columns: expected the {_COLUMNS} of a GeoNames dump, separated by tabs", path=path, line=number)
        geonames_id, name, ascii_name, others, lat, lon, group, feature, country, _, admin1 = values[:11]
        if group != "P" and feature not in _FEATURES:
            continue
        try:
            region = regions.get(f"{country}.{admin1}", admin1)
            place = Place(f"geonames:{int(geonames_id)}", name, float(lat), float(lon), country, region, feature or "PPL", int(values[14] or 0))
        except ValueError as error:
            raise GazetteerError(f"is no row of a GeoNames dump: {error}", path=path, line=number) from None
        if not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
            raise GazetteerError(f"lies at latitude {lat}, longitude {lon}: expected -90 to 90 and -180 to 180", path=path, line=number)
        yield Row(place, tuple(Name(text) for text in dict.fromkeys((ascii_name, *others.split(","))) if text and text != name))


def _lines(path: Path) -> Iterator[str]:
    try:
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as archive:
                member = next((name for name in archive.namelist() if name.endswith(".txt") and "readme" not in name.lower()), None)
                if member is None:
                    raise GazetteerError("holds no .txt: expected a GeoNames country dump such as UA.zip", path=path)
                with archive.open(member) as file:
                    yield from io.TextIOWrapper(file, encoding="utf-8", newline="\n")
        else:
            with path.open(encoding="utf-8", newline="\n") as file:
                yield from file
    except UnicodeDecodeError as error:
        raise GazetteerError(f"is not UTF-8 ({error.reason} at byte {error.start})", path=path) from None
    except zipfile.BadZipFile:
        raise GazetteerError("is no zip archive: fetch it again", path=path) from None
