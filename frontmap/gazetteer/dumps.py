"""GeoNames' own files: country dumps, alternate names, names of regions and districts; plain or zipped.

Which of them a file is shows in its columns. They are read line by line: the alternate names of all countries have
eighteen million lines.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from frontmap.errors import GazetteerError
from frontmap.gazetteer.curated import ExtraName
from frontmap.gazetteer.names import clean, script_of
from frontmap.gazetteer.rows import Name, Row, other_names
from frontmap.records import Place
from frontmap.zipped import DamagedArchiveError, open_archive, open_member

__all__ = ["DUMP_COLUMNS", "RegionCode", "dump_sort", "read_alternate_names", "read_dump", "read_region_codes"]

DUMP_COLUMNS = (
    "geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature class", "feature code", "country code", "cc2",
    "admin1 code", "admin2 code", "admin3 code", "admin4 code", "population", "elevation", "dem", "timezone", "modification date",
)  # fmt: skip
_FEATURES = ("ADM1", "ADM2", "ADM3", "PCLI")  # of class A; of class P all count
_FORMER = ("PPLH", "PPLCH")  # settlements that are no more; names in reports are not theirs
_ALTERNATE_COLUMNS = (8, 10)  # with and without the years
_CODE_COLUMNS = 4
_REGION_CODE = re.compile(r"[A-Z]{2}\.[^.\s]+")
_DISTRICT_CODE = re.compile(r"[A-Z]{2}\.[^.\s]+\.[^.\s]+")
_LANGUAGE = re.compile(r"(?:[a-z]{2,3}(?:-[A-Za-z]+)?)?")
_NO_LANGUAGES = ("abbr", "post", "link", "iata", "icao", "faac", "unlc", "phon", "piny", "tcid", "wkdt")
_YEAR = re.compile(r"(\d{4})(-\d{2}(?:-\d{2})?|\d{2}(?:\d{2})?)?")
_SORTS = "the 19 columns of a country dump, the 10 of alternateNamesV2 or the 4 of admin1CodesASCII and admin2Codes, separated by tabs"


@dataclass(frozen=True, slots=True)
class RegionCode:
    """A line of the region or district codes: `UA.05`, its name, the id of the area."""

    code: str
    name: str
    place_id: str
    line: int


def dump_sort(path: Path) -> str:
    """Return which of GeoNames' files one is: `dump`, `alternate names` or `region codes`.

    Raises
    ------
    GazetteerError
        If it is none of them; says what its first line holds.
    """
    for number, values in _lines(path):
        columns = len(values)
        if columns == len(DUMP_COLUMNS):
            return "dump"
        if columns == _CODE_COLUMNS and (_REGION_CODE.fullmatch(values[0]) or _DISTRICT_CODE.fullmatch(values[0])):
            return "region codes"
        if columns in _ALTERNATE_COLUMNS and values[0].isdecimal() and values[1].isdecimal():
            return "alternate names"
        raise GazetteerError(f"has {columns} column{'s' if columns != 1 else ''}, the first {values[0][:40]!r}: expected {_SORTS}", path=path, line=number)
    raise GazetteerError(f"is empty: expected {_SORTS}", path=path)


def read_dump(path: Path, *, repeats: bool = False) -> Iterator[Row]:
    """Yield the settlements, regions, districts and countries of a GeoNames dump (19 columns, tab-separated).

    Of their other names those in Latin and Cyrillic letters are kept. A place's `admin1` is the region's code. An id may
    come twice only if `repeats` is true.

    Raises
    ------
    GazetteerError
        If a line has other columns, or a point or number cannot be read; names file, line and column.
    """
    seen: dict[str, int] = {}
    for number, values in _lines(path):
        if len(values) != len(DUMP_COLUMNS):
            message = f"has {len(values)} columns: expected the {len(DUMP_COLUMNS)} of a GeoNames dump, separated by tabs; fetch the file again"
            raise GazetteerError(message, path=path, line=number)
        fault = _Fault(path, number, dict(zip(DUMP_COLUMNS, values, strict=True)))
        _, name, ascii_name, others, _, _, group, feature, country, _, admin1 = values[:11]
        if (group != "P" and feature not in _FEATURES) or feature in _FORMER:
            continue
        place = Place(
            id=f"geonames:{fault.whole('geonameid')}",
            name=clean(name) or clean(ascii_name),
            lat=fault.degrees("latitude", 90),
            lon=fault.degrees("longitude", 180),
            country=country,
            admin1=admin1,
            feature=feature or "PPL",
            population=fault.whole("population") if values[14] else 0,
        )
        if not place.name:
            raise fault("name", "a name")
        if not (len(country) == 2 and country.isupper()):
            raise fault("country code", "two capital letters, such as UA")
        if place.id in seen and not repeats:
            raise fault("geonameid", f"an id that does not stand in line {seen[place.id]} already")
        seen[place.id] = number
        yield Row(place, tuple(other_names(place.name, (ascii_name, *others.split(",")))))


def read_alternate_names(path: Path, known: Container[str] | None = None) -> Iterator[ExtraName]:
    """Yield the names of `alternateNamesV2` in Latin and Cyrillic letters, with their language and years.

    Parameters
    ----------
    path : Path
        The file, plain or zipped.
    known : container of str, optional
        Ids of places ("geonames:713174"); the names of others are passed over.

    Raises
    ------
    GazetteerError
        If a line has other columns or no id; names file, line and column.
    """
    for number, values in _lines(path):
        if len(values) not in _ALTERNATE_COLUMNS:
            raise GazetteerError(f"has {len(values)} columns: expected the 10 of alternateNamesV2, separated by tabs; fetch the file again", path=path, line=number)
        _, geonames_id, language, text, _, _, _, historic, *years = values
        if not geonames_id.isdecimal():
            raise GazetteerError(f"column geonameid is {geonames_id[:40]!r}: expected a whole number", path=path, line=number)
        place_id, name = f"geonames:{geonames_id}", clean(text)
        if language in _NO_LANGUAGES or not _LANGUAGE.fullmatch(language) or (known is not None and place_id not in known):
            continue
        if script_of(name) not in ("latin", "cyrillic") or not name[0].isupper() or len(name) < 2:
            continue
        since, until = (_year(value) for value in (years or ("", "")))
        kind = "historic" if historic == "1" or until else "alternate"
        yield ExtraName(place_id, Name(name, kind, language, since, until), number)


def read_region_codes(path: Path) -> Iterator[RegionCode]:
    """Yield the lines of `admin1CodesASCII` (codes such as UA.05) or `admin2Codes` (UA.05.12345).

    Raises
    ------
    GazetteerError
        If a line has other columns, no code or no id; names file, line and column.
    """
    for number, values in _lines(path):
        if len(values) != _CODE_COLUMNS:
            raise GazetteerError(f"has {len(values)} columns: expected the 4 of admin1CodesASCII, separated by tabs", path=path, line=number)
        code, name, _, geonames_id = values
        if not (_REGION_CODE.fullmatch(code) or _DISTRICT_CODE.fullmatch(code)):
            raise GazetteerError(f"column code is {code[:40]!r}: expected a code such as UA.05 or UA.05.12345", path=path, line=number)
        if not geonames_id.isdecimal():
            raise GazetteerError(f"column geonameid is {geonames_id[:40]!r}: expected a whole number", path=path, line=number)
        yield RegionCode(code, clean(name), f"geonames:{geonames_id}", number)


@dataclass(frozen=True, slots=True)
class _Fault:
    """The values of one line by column; reads them, and makes the error for one that cannot be."""

    path: Path
    line: int
    values: Mapping[str, str]

    def __call__(self, column: str, expected: str) -> GazetteerError:
        return GazetteerError(f"column {column} is {self.values[column][:40]!r}: expected {expected}", path=self.path, line=self.line)

    def whole(self, column: str) -> int:
        value = self.values[column]
        if not (value.isascii() and value.isdecimal() and len(value) < 12):
            raise self(column, "a whole number")
        return int(value)

    def degrees(self, column: str, most: int) -> float:
        try:
            value = float(self.values[column])
        except ValueError:
            value = float("nan")
        if not -most <= value <= most:
            raise self(column, f"degrees from {-most} to {most}")
        return value


def _year(value: str) -> str:
    """Return a year or ISO date; GeoNames writes both, and dates without signs too. Nothing for what is neither."""
    match = _YEAR.fullmatch(value)
    if match is None:
        return ""
    year, rest = match.groups()
    if rest and "-" not in rest:
        rest = "-" + "-".join(rest[at : at + 2] for at in range(0, len(rest), 2))
    return year + (rest or "")


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield (line number, values) of the lines that hold any."""
    try:
        if zipfile.is_zipfile(path):
            with open_archive(path) as archive, open_member(archive, _member(archive, path)) as packed:
                yield from _split(io.TextIOWrapper(packed, encoding="utf-8-sig", newline="\n"))
        elif path.suffix.lower() == ".zip":
            raise GazetteerError("is no zip archive: fetch it again", path=path)
        else:
            with path.open(encoding="utf-8-sig", newline="\n") as file:
                yield from _split(file)
    except UnicodeDecodeError as error:
        raise GazetteerError(f"is not UTF-8 ({error.reason} at byte {error.start}): save it as UTF-8", path=path) from None
    except DamagedArchiveError as error:
        raise GazetteerError(f"{error}: fetch it again", path=path) from None
    except OSError as error:
        raise GazetteerError(f"cannot be read ({error.strerror or error}): check the path", path=path) from None


def _split(lines: io.TextIOBase) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(lines, 1):
        text = line.rstrip("\r\n")
        if text and not text.startswith("#"):
            yield number, text.split("\t")


def _member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """Return the largest text in an archive: beside the data lie a read-me and a table of languages."""
    texts = [item for item in archive.infolist() if item.filename.endswith(".txt") and "readme" not in item.filename.lower()]
    if not texts:
        raise GazetteerError("holds no .txt: expected a GeoNames file such as UA.zip", path=path)
    return max(texts, key=lambda item: item.file_size)
