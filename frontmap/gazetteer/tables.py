"""Places in a user's own CSV or GeoJSON: which column holds what is told, or shows in its name.

The fields are `name`, `lat`, `lon`, `country` (needed), `id`, `admin1`, `feature`, `population`, `radius_m` and `names` (other
names, parted by | or ;). A GeoJSON feature's point is its own; an area gives its middle and its reach. `country` may be told as
two capitals that hold for all rows, where no column is called so.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from frontmap.config import nearest
from frontmap.errors import GazetteerError
from frontmap.faults import json_fault
from frontmap.gazetteer.curated import PLACE_COLUMNS, read_places
from frontmap.gazetteer.merge import label_of
from frontmap.gazetteer.names import clean
from frontmap.gazetteer.rows import Name, Row
from frontmap.geodesy import distance_m
from frontmap.records import Place, content_id

__all__ = ["TABLE_FIELDS", "read_geojson", "read_table"]

TABLE_FIELDS = ("name", "lat", "lon", "country", "id", "admin1", "feature", "population", "radius_m", "names")
_NEEDED = ("name", "lat", "lon", "country")
_USUAL = {
    "name": ("name", "settlement", "place", "title", "name:en", "name_en"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "lng", "long", "longitude", "x"),
    "country": ("country", "country_code", "iso", "iso2"),
    "admin1": ("admin1", "region", "oblast", "state", "province"),
    "names": ("names", "alternatenames", "other_names"),
}
_ID = re.compile(r"(geonames:\d+|[a-z0-9]+:\S+)")
_COUNTRY = re.compile(r"[A-Z]{2}")


def read_table(path: Path, label: str, columns: Mapping[str, str], *, repeats: bool = False) -> Iterator[Row]:
    """Yield the places of a CSV file (comma, semicolon or tab), or of one in the columns of the curated places.

    Parameters
    ----------
    path : Path
        The file, UTF-8, with a header.
    label : str
        The source's name; ids are made of it where the file has none.
    columns : mapping of str to str
        Field to column; fields left out are looked for under their usual names.
    repeats : bool
        Whether an id may come twice.

    Raises
    ------
    GazetteerError
        If a needed column is not there or a value cannot be true; names file, line and column.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise GazetteerError(f"is not UTF-8 ({error.reason} at byte {error.start}): save it as UTF-8", path=path) from None
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    header = [name.strip() for name in next(reader, ())]
    if tuple(header) == PLACE_COLUMNS and not columns:
        yield from read_places(path)
        return
    mapping = _mapping(columns, header, path, _NEEDED)
    maker = _Maker(path, label, mapping, repeats)
    for values in reader:
        if not any(values):
            continue
        if len(values) != len(header):
            raise GazetteerError(f"has {len(values)} columns: expected {len(header)}; quote a value that holds the separator", path=path, line=reader.line_num)
        yield maker.row(dict(zip(header, values, strict=True)), line=reader.line_num)


def read_geojson(path: Path, label: str, columns: Mapping[str, str], *, repeats: bool = False) -> Iterator[Row]:
    """Yield the places of a GeoJSON FeatureCollection, their points in longitude and latitude, WGS 84.

    Parameters are those of `read_table`; the columns are keys of the features' properties.

    Raises
    ------
    GazetteerError
        If the file is no GeoJSON, a needed key is not there or a value cannot be true; names file, feature and key.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise GazetteerError(f"is no JSON ({json_fault(error)})", path=path, line=error.lineno) from None
    except UnicodeDecodeError as error:
        raise GazetteerError(f"is not UTF-8 ({error.reason} at byte {error.start}): save it as UTF-8", path=path) from None
    except (ValueError, RecursionError) as error:
        raise GazetteerError(f"is no GeoJSON that can be read ({error}): expected a FeatureCollection", path=path) from None
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) and isinstance(feature.get("properties") or {}, dict) for feature in features):
        raise GazetteerError("has no list of features with properties: expected a GeoJSON FeatureCollection", path=path)
    keys = list(dict.fromkeys(key for feature in features for key in feature.get("properties") or {}))
    mapping = _mapping(columns, keys, path, ("name", "country"))
    maker = _Maker(path, label, mapping, repeats)
    for number, feature in enumerate(features, 1):
        where = f"feature {number}: "
        lat, lon, reach = _point(feature.get("geometry"), where, path)
        properties = {key: "" if value is None else str(value) for key, value in (feature.get("properties") or {}).items()}
        yield maker.row(properties, where=where, point=(lat, lon), reach=reach)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes rows of a table's values; `mapping` is field to column, a country's code standing for itself."""

    path: Path
    label: str
    mapping: Mapping[str, str]
    repeats: bool
    seen: dict[str, str] = field(default_factory=dict)

    def row(
        self, values: Mapping[str, str], *, line: int | None = None, where: str = "", point: tuple[float, float] | None = None, reach: float | None = None
    ) -> Row:
        def value(wanted: str) -> str:
            return clean(values.get(self.mapping.get(wanted, ""), ""))

        def fault(wanted: str, expected: str) -> GazetteerError:
            column = self.mapping.get(wanted, wanted)
            return GazetteerError(f"{where}column {column} is {value(wanted)[:40]!r}: expected {expected}", path=self.path, line=line)

        def number(wanted: str, least: float, most: float) -> float:
            try:
                found = float(value(wanted).replace(",", "."))
            except ValueError:
                found = float("nan")
            if not least <= found <= most:
                raise fault(wanted, f"a number from {least:g} to {most:g}")
            return found

        lat, lon = point or (number("lat", -90, 90), number("lon", -180, 180))
        column = self.mapping["country"]
        country = value("country") if column in values or not _COUNTRY.fullmatch(column) else column
        if not value("name"):
            raise fault("name", "a name")
        if not _COUNTRY.fullmatch(country):
            raise fault("country", "two capital letters, such as UA")
        place_id = value("id")
        if place_id and not _ID.fullmatch(place_id):
            place_id = f"{label_of(self.label)}:{place_id.replace(' ', '-')}"
        place = Place(
            id=place_id or f"{label_of(self.label)}:{content_id(value('name'), f'{lat:.5f}', f'{lon:.5f}')}",
            name=value("name"),
            lat=lat,
            lon=lon,
            country=country,
            admin1=value("admin1"),
            feature=value("feature") or "PPL",
            population=int(number("population", 0, 2e9)) if value("population") else 0,
            radius_m=number("radius_m", 1, 2e7) if value("radius_m") else reach,
        )
        spot = where.removesuffix(": ") or f"line {line}"
        if place.id in self.seen and not self.repeats:
            raise GazetteerError(f"{where}has the id of {self.seen[place.id]}, {place.id!r}: expected one id a place", path=self.path, line=line)
        self.seen[place.id] = spot
        raw = values.get(self.mapping.get("names", ""), "")
        return Row(place, tuple(Name(text) for text in dict.fromkeys(clean(part) for part in re.split(r"[|;]", raw)) if text and text != place.name))


def _mapping(columns: Mapping[str, str], header: Sequence[str], path: Path, needed: Sequence[str]) -> dict[str, str]:
    """Return field to column; what is not told is found by its usual name."""
    known = ", ".join(header)
    for wanted, column in columns.items():
        if wanted not in TABLE_FIELDS:
            hint = nearest(wanted, TABLE_FIELDS)
            raise GazetteerError(f"--columns names the field {wanted!r}: expected one of {', '.join(TABLE_FIELDS)}{f'; did you mean {hint!r}?' if hint else ''}", path=path)
        if column not in header and not (wanted == "country" and _COUNTRY.fullmatch(column)):
            raise GazetteerError(f"has no column {column!r} ({wanted}): it has {known}; tell it with --columns {wanted}=…", path=path, line=1)
    folded = {column.lower(): column for column in reversed(header)}
    usual = {wanted: next((folded[name] for name in _USUAL.get(wanted, (wanted,)) if name in folded), "") for wanted in TABLE_FIELDS}
    mapping = {wanted: column for wanted, column in {**usual, **columns}.items() if column}
    missing = [wanted for wanted in needed if wanted not in mapping]
    if missing:
        remedy = ",".join(f"{wanted}={'UA' if wanted == 'country' else '…'}" for wanted in missing)
        raise GazetteerError(f"has no column for {', '.join(missing)}: it has {known or 'none'}; tell it with --columns {remedy}", path=path, line=1)
    return mapping


def _point(geometry: Any, where: str, path: Path) -> tuple[float, float, float | None]:
    """Return a geometry's (lat, lon) and, for one that is more than a point, its reach in metres."""
    try:
        points = list(_points(geometry.get("coordinates"))) if isinstance(geometry, dict) else []
    except RecursionError:
        raise GazetteerError(f"{where}has coordinates that nest too deeply: expected [longitude, latitude]", path=path) from None
    if not points:
        raise GazetteerError(f"{where}has no point: expected a geometry with coordinates [longitude, latitude]", path=path)
    west, east = min(lon for lon, _ in points), max(lon for lon, _ in points)
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise GazetteerError(f"{where}lies outside the globe: expected coordinates [longitude, latitude] in degrees, WGS 84", path=path)
    lat, lon = (south + north) / 2, (west + east) / 2
    if len(points) == 1:
        return lat, lon, None
    return lat, lon, round(max(distance_m(lat, lon, y, x) for x, y in points) + 1)


def _degrees(number: float) -> float:
    """Return a coordinate; a whole number too large for a float is as far off the globe as infinity."""
    try:
        return float(number)
    except OverflowError:
        return math.inf


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates, list) and len(coordinates) >= 2 and all(isinstance(value, (int, float)) for value in coordinates[:2]):
        yield _degrees(coordinates[0]), _degrees(coordinates[1])
    elif isinstance(coordinates, list):
        for part in coordinates:
            yield from _points(part)
