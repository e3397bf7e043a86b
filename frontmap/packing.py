"""Records to bytes and back, exactly: for what frontmap itself keeps and passes on, never for other programs.

The contract's JSON rounds and leaves out what a reader does not need; here a record comes back as it was, to the last bit of each
number. A record becomes the list of its fields; one that stands in several others (a placement that many claims share) is written
once, and is one object again when it is read. Nothing but JSON is read, so that bytes from a damaged file can at worst be refused.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import json
import types
from collections.abc import Callable
from enum import StrEnum
from operator import attrgetter
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

__all__ = ["pack", "unpack"]

T = TypeVar("T")
Part = Callable[[Any, Any], Any]
"""Turns one field into JSON or back; the second argument is the `_Writer` or `_Reader` at work."""


def pack(record: Any) -> bytes:
    """Return a record as bytes; equal records whose parts are shared alike give equal bytes.

    Parameters
    ----------
    record : dataclass instance
        Its fields, and theirs, are text, numbers, truth values, dates, members of a `StrEnum`, records, tuples of these, or None.
    """
    writer = _Writer([], {})
    kind: Any = type(record)
    root = _shape(kind).encode(record, writer)
    return json.dumps([root, writer.table], ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpack(kind: type[T], data: bytes) -> T:
    """Return the record of class `kind` that `pack` made `data` of.

    Raises
    ------
    ValueError
        If `data` are none of `pack`'s, or of a record with other fields.
    """
    try:
        root, table = json.loads(data.decode("utf-8", "surrogatepass"))
        of: Any = kind
        found: T = _shape(of).decode(root, _Reader(table, [None] * len(table)))
    except (TypeError, ValueError, LookupError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(f"these bytes are no {kind.__name__}: {error!r}") from None
    return found


@dataclasses.dataclass(slots=True)
class _Writer:
    """The parts written so far, and at which place of the table each stands, by its identity."""

    table: list[list[Any]]
    places: dict[int, int]


@dataclasses.dataclass(slots=True)
class _Reader:
    """The table, and the records already made of it."""

    table: list[list[Any]]
    made: list[Any]


@dataclasses.dataclass(frozen=True, slots=True)
class _Shape:
    """How the fields of one class are written and read; only those that JSON does not do by itself have an encoder or decoder."""

    kind: type[Any]
    values: Callable[[Any], Any]
    encoders: tuple[tuple[int, Part], ...]
    decoders: tuple[tuple[int, Part], ...]

    def encode(self, record: Any, writer: _Writer) -> list[Any]:
        values = list(self.values(record))
        for at, encode in self.encoders:
            if values[at] is not None:
                values[at] = encode(values[at], writer)
        return values

    def decode(self, values: list[Any], reader: _Reader) -> Any:
        """Make the record of its values, which are used up."""
        for at, decode in self.decoders:
            if values[at] is not None:
                values[at] = decode(values[at], reader)
        return self.kind(*values)

    def refer(self, record: Any, writer: _Writer) -> int:
        """Write a record into the table, if it is not there yet, and return its place."""
        place = writer.places.get(id(record))
        if place is None:
            values = self.encode(record, writer)
            place = writer.places[id(record)] = len(writer.table)
            writer.table.append(values)
        return place

    def follow(self, place: int, reader: _Reader) -> Any:
        """Return the record at a place of the table."""
        made = reader.made[place]
        if made is None:
            made = reader.made[place] = self.decode(reader.table[place], reader)
        return made


@functools.cache
def _shape(kind: Any) -> _Shape:
    names = [field.name for field in dataclasses.fields(kind) if field.init]
    hints = get_type_hints(kind)
    parts = [(at, *_part(hints[name])) for at, name in enumerate(names)]
    values = attrgetter(*names) if len(names) > 1 else _only(names[0])
    encoders = tuple((at, encode) for at, encode, _ in parts if encode is not None)
    return _Shape(kind, values, encoders, tuple((at, decode) for at, _, decode in parts if decode is not None))


def _only(name: str) -> Callable[[Any], tuple[Any]]:
    get = attrgetter(name)
    return lambda record: (get(record),)


def _part(hint: Any) -> tuple[Part | None, Part | None]:
    """Return how a field of a type is written and read, None where JSON does it as it is."""
    shape_of: Callable[[Any], _Shape] = _shape
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (choice for choice in get_args(hint) if choice is not type(None))
    if get_origin(hint) is tuple:
        return _many(*_part(get_args(hint)[0]))
    if dataclasses.is_dataclass(hint):
        shape = shape_of(hint)
        return shape.refer, shape.follow
    if hint is dt.date:
        return (lambda day, _: day.toordinal()), (lambda number, _: dt.date.fromordinal(number))
    if issubclass(hint, StrEnum):
        members = {member.value: member for member in hint}
        return None, lambda value, _: members[value]
    if hint not in (str, int, float, bool):
        raise TypeError(f"fields of type {hint!r} cannot be packed")
    return None, None


def _many(encode: Part | None, decode: Part | None) -> tuple[Part | None, Part]:
    """Return how a tuple is written and read, told how each of its items is."""
    encode_all = None if encode is None else lambda items, writer: [encode(item, writer) for item in items]
    if decode is None:
        return encode_all, lambda items, _: tuple(items)
    return encode_all, lambda items, reader: tuple([decode(item, reader) for item in items])
