"""The data dictionary, docs/data-model.md, as the records, the contract and the exports themselves tell it: `python -m frontmap.exports.dictionary`."""

from __future__ import annotations

import dataclasses
import inspect
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from frontmap import records
from frontmap.documents.csv import COLUMN_NAMES
from frontmap.exports import acled, viina
from frontmap.exports.gpkg import PLACE_COLUMNS
from frontmap.exports.schema import CLAIM, DAYS, FLAT, Column, Field, FieldType

__all__ = ["data_dictionary"]

_HEAD = """\
# Data model

Made by `scripts/build-docs` from the code; a test compares. What files there are and how they are read: [formats.md](formats.md).
Points are WGS 84, longitude first in every geometry; distances are metres; offsets count code points, ends not included. Dates are
[EDTF](https://www.loc.gov/standards/datetime/) level 1: `2023-01-13`, `2022-04`, `2022-04-01~`, `2025-11-10/2025-11-12`. What is not known is null, never left out.
"""
_DOCUMENT_TEXTS = {
    "id": "an id of your own, text or number; a hash of the content without it",
    "text": "the article; the only field that must be there",
    "title": "its title",
    "published": "ISO 8601 day, or day and time",
    "url": "its address",
    "publisher": "whose page carries it; the address's host without it",
    "language": "en, uk or ru; detected without it",
}


def data_dictionary() -> str:
    """Return the dictionary in Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD
    yield "## Documents in\n"
    yield "Keys of a JSON line; of a CSV, Parquet or Arrow table the columns of these names, whatever their case.\n"
    yield from _table(("key", "column", "meaning"), [(f"`{key}`", ", ".join(f"`{name}`" for name in COLUMN_NAMES[key]), text) for key, text in _DOCUMENT_TEXTS.items()])
    yield "## A claim\n"
    yield "One JSON object a line in `.jsonl`, the properties of a feature in `.geojson`, a row with these very columns in `.parquet`.\n"
    yield from _fields(CLAIM, "")
    yield "## Values\n"
    for kind in _enums():
        yield f"### {kind.__name__}\n"
        yield f"{_first_line(kind)}\n"
        yield from _members(kind)
    yield "## Flat columns\n"
    yield "Of `.csv`, of the layers `claims` and `unplaced` of `.gpkg`, and of the `ExtendedData` of `.kml`.\n"
    yield from _columns(FLAT)
    yield "`.parquet` and `.gpkg` repeat the dates in columns of days, which can be sorted and compared:\n"
    yield from _columns(DAYS)
    yield "The layer `places` of `.gpkg`:\n"
    yield from _columns(PLACE_COLUMNS)
    yield "## Events\n"
    yield f"`--acled`: {', '.join(f'`{name}`' for name in acled.COLUMNS)}.\n"
    yield f"`--viina`: {', '.join(f'`{name}`' for name in viina.COLUMNS)}.\n"
    yield "## Records\n"
    yield "What the stages hand to each other in Python (`frontmap.records`).\n"
    for record in _records():
        yield f"### {record.__name__}\n"
        yield f"{_first_line(record)}\n"
        yield from _table(("field", "type"), [(f"`{field.name}`", f"`{field.type}`") for field in dataclasses.fields(record)])


def _fields(fields: Iterable[Field], prefix: str) -> Iterator[str]:
    """Yield a table of fields, then one of each field that holds objects."""
    fields = tuple(fields)
    yield from _table(("field", "type", "meaning"), [(f"`{prefix}{field.name}`", _type(field), _meaning(field)) for field in fields])
    for field in fields:
        if field.fields:
            yield f"### {prefix}{field.name}\n"
            yield from _fields(field.fields, f"{prefix}{field.name}{'[]' if field.type is FieldType.OBJECTS else ''}.")


def _type(field: Field) -> str:
    return f"{field.type}, or null" if field.nullable else str(field.type)


def _meaning(field: Field) -> str:
    return f"{field.text}: {', '.join(f'`{value}`' for value in field.values)}" if field.values else field.text


def _columns(columns: Iterable[Column]) -> Iterator[str]:
    return _table(("column", "type", "meaning"), [(f"`{column.name}`", str(column.type), column.text) for column in columns])


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(head)
    yield _row(["---"] * len(head))
    yield from map(_row, rows)
    yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _enums() -> Iterator[type[StrEnum]]:
    """Yield the closed sets of values, in the order of the module."""
    for value in vars(records).values():
        if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum:
            yield value


def _records() -> Iterator[type]:
    for value in vars(records).values():
        if isinstance(value, type) and dataclasses.is_dataclass(value):
            yield value


def _members(kind: type[StrEnum]) -> Iterator[str]:
    """Yield the values, with what the comments behind them say where there are any."""
    source = inspect.getsource(kind)
    told = {member.value: re.search(rf"^\s+{member.name} = [^#\n]+#\s*(.+)$", source, re.MULTILINE) for member in kind}
    if any(told.values()):
        yield from _table(("value", "meaning"), [(f"`{value}`", found[1].strip() if found else "") for value, found in told.items()])
    else:
        yield f"{', '.join(f'`{value}`' for value in told)}\n"


def _first_line(what: type) -> str:
    return (inspect.getdoc(what) or "").partition("\n")[0]


if __name__ == "__main__":
    sys.stdout.buffer.write(data_dictionary().encode("utf-8"))
