"""Tables in Parquet and Arrow files: a row is a document, columns are those of a CSV; read a few rows at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import Any

from frontmap.config import Settings
from frontmap.documents.csv import find_columns
from frontmap.documents.formats import Failure, document_from_fields, seekable
from frontmap.errors import InputError, MissingExtraError
from frontmap.extras import load_extra
from frontmap.faults import told_as
from frontmap.records import Document

__all__ = ["ArrowTable", "ParquetTable"]

_BATCH_ROWS = 64
_GROUP_BYTES = 2 << 30
_PURPOSE = "Parquet and Arrow files"


@dataclass(frozen=True, slots=True)
class ParquetTable:
    """A Parquet file; only the columns of documents are read, row group by row group."""

    suffixes: tuple[str, ...] = (".parquet", ".geoparquet", ".pq")

    def sniff(self, head: bytes) -> bool:
        """Whether the stream starts as Parquet does."""
        return head.startswith(b"PAR1")

    def read(self, stream: BufferedReader[Any], source: str, settings: Settings) -> Iterator[Document | Failure]:
        """Yield a document, or a failure, for each row."""
        return _guarded(_parquet_batches, stream, source, settings)


@dataclass(frozen=True, slots=True)
class ArrowTable:
    """An Arrow file (Feather 2) or stream."""

    suffixes: tuple[str, ...] = (".arrow", ".arrows", ".feather", ".ipc")

    def sniff(self, head: bytes) -> bool:
        """Whether the stream starts as an Arrow file does, or as a stream of messages."""
        return head.startswith((b"ARROW1", b"\xff\xff\xff\xff"))

    def read(self, stream: BufferedReader[Any], source: str, settings: Settings) -> Iterator[Document | Failure]:
        """Yield a document, or a failure, for each row."""
        return _guarded(_arrow_batches, stream, source, settings)


def _guarded(batches: Any, stream: BufferedReader[Any], source: str, settings: Settings) -> Iterator[Document | Failure]:
    """Yield the documents of a table's batches; a table that cannot be read further is a failure."""
    try:
        pa = load_extra("pyarrow", "parquet", _PURPOSE)
    except MissingExtraError as error:
        yield Failure(source, None, error.message)
        return
    row = 0
    try:
        for row, fields in enumerate(_rows(batches(seekable(stream)), pa.ArrowException), 1):
            yield _document(fields, f"{source}#{row}", settings)
    except InputError as error:
        yield Failure(source, None, error.message)
    except _BrokenError as error:
        yield Failure(source, None, f"cannot be read as a table ({' '.join(str(error).split()):.120}): {row} rows before it were read")
    else:
        if not row:
            yield Failure(source, None, "is a table without rows: expected at least one")


class _BrokenError(Exception):
    """What Arrow stumbled over in a table."""


def _rows(batches: Iterator[Any], broken: type[Exception]) -> Iterator[dict[str, Any]]:
    """Yield the rows of batches; what Arrow raises for them is the table's fault."""
    with told_as(_BrokenError, broken, ValueError):
        for batch in batches:
            yield from batch.to_pylist()


def _parquet_batches(stream: BufferedReader[Any]) -> Iterator[Any]:
    parquet = load_extra("pyarrow.parquet", "parquet", _PURPOSE)
    table = parquet.ParquetFile(stream)
    names = table.schema_arrow.names
    columns = find_columns(names)
    wanted = sorted({names[number] for number in columns.values()})
    metadata = table.metadata
    for group in range(metadata.num_row_groups):
        size = max(metadata.row_group(group).column(number).total_uncompressed_size for number in range(metadata.num_columns))
        if size > _GROUP_BYTES:
            raise InputError(f"has a row group of which one column takes {size:,} bytes, more than the {_GROUP_BYTES:,} that are read: write it with smaller row groups")
        for batch in table.iter_batches(_BATCH_ROWS, row_groups=[group], columns=wanted):
            yield _renamed(batch, columns, names)


def _arrow_batches(stream: BufferedReader[Any]) -> Iterator[Any]:
    ipc = load_extra("pyarrow.ipc", "parquet", _PURPOSE)
    is_file = stream.read(6) == b"ARROW1"
    stream.seek(0)
    reader = ipc.open_file(stream) if is_file else ipc.open_stream(stream)
    names = reader.schema.names
    columns = find_columns(names)
    batches = (reader.get_batch(number) for number in range(reader.num_record_batches)) if is_file else reader
    for batch in batches:
        batch.validate(full=True)  # offsets that lead out of a file's own memory end the process without this
        for start in range(0, batch.num_rows, _BATCH_ROWS):
            yield _renamed(batch.slice(start, _BATCH_ROWS), columns, names)


def _renamed(batch: Any, columns: dict[str, int], names: list[str]) -> Any:
    """Return a batch with the columns of documents alone, under their names."""
    kept = [batch.column(batch.schema.get_field_index(names[number])) for number in columns.values()]
    return type(batch).from_arrays(kept, names=list(columns))


def _document(fields: dict[str, Any], source: str, settings: Settings) -> Document | Failure:
    told = {key: _plain(value) for key, value in fields.items() if value is not None}
    try:
        return document_from_fields(told, source, settings)
    except InputError as error:
        return Failure(source, None, error.message)


def _plain(value: Any) -> Any:
    """Return days and times as the contract writes them."""
    return value.isoformat() if isinstance(value, dt.date) else value
