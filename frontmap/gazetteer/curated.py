"""The curated rows: places that the shipped set lacks, names that it does not know, and corrections to it.

A folder holds up to six files, each of its own columns: `settlements.csv`, `facilities.csv` and `regions.csv` (places),
`names.csv` (more names of places that are there), `corrections.csv`, and `city_districts.csv` (names without a point). Every fault is an error that names file, line
and column: a wrong row draws a wrong map.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from frontmap.errors import GazetteerError
from frontmap.gazetteer.rows import KINDS, Name, Row
from frontmap.records import Place

__all__ = ["CITY_DISTRICTS", "CORRECTION_FIELDS", "NAME_KINDS", "PLACE_COLUMNS", "PLACE_FILES", "Correction", "ExtraName", "read_city_districts", "read_corrections", "read_names", "read_places"]

PLACE_FILES = ("settlements.csv", "facilities.csv", "regions.csv")
CITY_DISTRICTS = "city_districts.csv"
PLACE_COLUMNS = ("id", "name", "lat", "lon", "country", "admin1", "feature", "population", "radius_m", "names_en", "names_uk", "names_ru", "historic", "source")
NAME_KINDS = tuple(kind for kind in KINDS if kind not in ("main", "generated", "fuzzy"))
CORRECTION_FIELDS = ("lat", "lon", "name", "admin1", "country", "population", "feature", "drop", "drop_name")

_NAME_COLUMNS = ("place_id", "name", "language", "kind", "from", "until", "source")
_DISTRICT_COLUMNS = ("city_id", "city", "name", "names_en", "names_uk", "names_ru", "source")
_CORRECTION_COLUMNS = ("id", "field", "value", "reason", "source")
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_LANGUAGES = {"names_en": "en", "names_uk": "uk", "names_ru": "ru"}


@dataclass(frozen=True, slots=True)
class ExtraName:
    """A further name of a place that is there already; `line` is where it stands."""

    place_id: str
    name: Name
    line: int


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of one place set to another value, or a place (`drop`) or name (`drop_name`) taken out."""

    place_id: str
    field: str
    value: str
    line: int


def read_places(path: Path) -> Iterator[Row]:
    """Yield the places of a curated file; an empty field of a place that is there already leaves its value as it is.

    Raises
    ------
    GazetteerError
        If the columns are others, or a value cannot be true; names file, line and column.
    """
    seen: dict[str, int] = {}
    for line, values in _records(path, PLACE_COLUMNS):
        fault = _Fault(path, line)
        place_id = _identity(values["id"], "id", fault)
        if place_id in seen:
            raise fault("id", values["id"], f"an id that does not stand in line {seen[place_id]} already")
        seen[place_id] = line
        if not values["name"]:
            raise fault("name", "", "a name")
        radius = values["radius_m"]
        place = Place(
            id=place_id,
            name=values["name"],
            lat=_number(values, "lat", fault, -90, 90),
            lon=_number(values, "lon", fault, -180, 180),
            country=_country(values["country"], "country", fault),
            admin1=values["admin1"],
            feature=values["feature"],
            population=int(_number(values, "population", fault, 0, 2e9)) if values["population"] else 0,
            radius_m=_number(values, "radius_m", fault, 1, 2e7) if radius else None,
        )
        names = [Name(text, "alternate", language) for column, language in _LANGUAGES.items() for text in _split(values[column])]
        names += [Name(text, "historic") for text in _split(values["historic"])]
        if not values["source"]:
            raise fault("source", "", "where the row's facts come from")
        yield Row(place, tuple(names))


def read_names(path: Path) -> Iterator[ExtraName]:
    """Yield the names of `names.csv`.

    Raises
    ------
    GazetteerError
        If the columns are others, a name is empty or a kind is not known.
    """
    for line, values in _records(path, _NAME_COLUMNS):
        fault = _Fault(path, line)
        if not values["name"]:
            raise fault("name", "", "a name")
        if values["kind"] not in NAME_KINDS:
            raise fault("kind", values["kind"], f"one of {', '.join(NAME_KINDS)}")
        since, until = (_day(values[column], column, fault) for column in ("from", "until"))
        name = Name(values["name"], values["kind"], values["language"], since, until)
        yield ExtraName(_identity(values["place_id"], "place_id", fault), name, line)


def read_corrections(path: Path) -> Iterator[Correction]:
    """Yield the corrections of `corrections.csv`.

    Raises
    ------
    GazetteerError
        If the columns are others, a field is not known or its value cannot be true.
    """
    for line, values in _records(path, _CORRECTION_COLUMNS):
        fault = _Fault(path, line)
        name = values["field"]
        if name not in CORRECTION_FIELDS:
            raise fault("field", name, f"one of {', '.join(CORRECTION_FIELDS)}")
        if not values["reason"]:
            raise fault("reason", "", "why the row is wrong")
        if name in ("lat", "lon"):
            _number(values, "value", fault, *((-90, 90) if name == "lat" else (-180, 180)))
        elif name == "population":
            _number(values, "value", fault, 0, 2e9)
        elif name == "country":
            _country(values["value"], "value", fault)
        elif name != "drop" and not values["value"]:
            raise fault("value", "", f"a value for {name}")
        yield Correction(_identity(values["id"], "id", fault), name, values["value"], line)


def read_city_districts(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the id of a city and the names of one of its districts, from `city_districts.csv`.

    Raises
    ------
    GazetteerError
        If the columns are others, or a row lacks its name or its source.
    """
    for line, values in _records(path, _DISTRICT_COLUMNS):
        fault = _Fault(path, line)
        for column in ("name", "source"):
            if not values[column]:
                raise fault(column, "", "a value")
        names = (values["name"], *(text for column in _LANGUAGES for text in _split(values[column])))
        yield _identity(values["city_id"], "city_id", fault), names


@dataclass(frozen=True, slots=True)
class _Fault:
    """Makes the error for a value of one line."""

    path: Path
    line: int

    def __call__(self, column: str, found: str, expected: str) -> GazetteerError:
        return GazetteerError(f"column {column} is {found!r}: expected {expected}", path=self.path, line=self.line)


def _records(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield (line, column -> stripped value) for each row of a CSV file whose header is `columns`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise GazetteerError(f"is not UTF-8 ({error.reason} at byte {error.start}): save it as UTF-8", path=path) from None
    reader = csv.reader(io.StringIO(text, newline=""))
    header = tuple(next(reader, ()))
    if header != columns:
        raise GazetteerError(f"has the columns {','.join(header)!r}: expected {','.join(columns)!r}", path=path, line=1)
    for values in reader:
        if not any(values):
            continue
        if len(values) != len(columns):
            raise GazetteerError(f"has {len(values)} columns: expected {len(columns)}; quote a value that holds a comma", path=path, line=reader.line_num)
        yield reader.line_num, {column: value.strip() for column, value in zip(columns, values, strict=True)}


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split("|") if name.strip()]


def _identity(value: str, column: str, fault: _Fault) -> str:
    source, colon, number = value.partition(":")
    if not (colon and source.isalnum() and number and " " not in number) or (source == "geonames" and not number.isdecimal()):
        raise fault(column, value, "an id such as geonames:713174 or frontmap:novouspenivske")
    return value


def _day(value: str, column: str, fault: _Fault) -> str:
    if value and not _DAY.fullmatch(value):
        raise fault(column, value, "a year, or a date such as 2016-05-12")
    return value


def _country(value: str, column: str, fault: _Fault) -> str:
    if not (len(value) == 2 and value.isascii() and value.isupper()):
        raise fault(column, value, "two capital letters, such as UA")
    return value


def _number(values: Mapping[str, str], column: str, fault: _Fault, least: float, most: float) -> float:
    try:
        number = float(values[column])
    except ValueError:
        number = float("nan")
    if not least <= number <= most:
        raise fault(column, values[column], f"a number from {least:g} to {most:g}")
    return number
