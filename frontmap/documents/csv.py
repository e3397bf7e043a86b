"""CSV tables: a row is a document, the header says which column is what."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import _csv

from frontmap.config import Settings, nearest
from frontmap.documents.formats import Failure, detect_encoding, document_from_fields
from frontmap.errors import InputError
from frontmap.records import Document

__all__ = ["COLUMN_NAMES", "CsvTable", "find_columns"]

_SAMPLE_BYTES = 1 << 16
_UNDECODED = re.compile("[\udc80-\udcff]")
# For each field of a document, the column names that hold it, best first.
COLUMN_NAMES = {
    "text": ("text", "body", "content", "article"),
    "id": ("id", "doc_id"),
    "title": ("title", "headline"),
    "published": ("published", "date", "published_at", "publication_date"),
    "url": ("url", "link"),
    "publisher": ("publisher", "source", "outlet", "site"),
    "language": ("language", "lang"),
}


@dataclass(frozen=True, slots=True)
class CsvTable:
    """CSV with a header, separated by comma, semicolon or tab; read row by row, never as a whole."""

    suffixes: tuple[str, ...] = (".csv", ".tsv")

    def sniff(self, head: bytes) -> bool:
        """Answer no: prose has commas too, so a stream without a name is not taken for CSV."""
        del head
        return False

    def read(self, stream: io.BufferedReader[Any], source: str, settings: Settings) -> Iterator[Document | Failure]:
        """Yield a document, or a failure, for each row."""
        # The module keeps one limit for all its readers; it only ever rises, and our own limit is checked afterwards.
        csv.field_size_limit(max(csv.field_size_limit(), settings.max_document_chars + 1))
        sample = stream.peek(_SAMPLE_BYTES)
        if not sample.strip():
            yield Failure(source, None, "is empty: expected a header and rows")
            return
        try:
            encoding, assumed = detect_encoding(sample)
        except InputError as error:
            yield Failure(source, None, error.message)
            return
        # What is broken is told row by row; only UTF-16 and UTF-32 have no bytes of which that could be told.
        errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
        text = io.TextIOWrapper(stream, "utf-8-sig" if encoding == "utf-8" else encoding, errors=errors, newline="")
        rows = csv.reader(text, delimiter=_delimiter(sample.decode(encoding, "replace")))
        try:
            columns = find_columns(next(rows, []))
            yield from _documents(rows, columns, source, settings, f" (read as {assumed})" if assumed else "")
        except InputError as error:
            yield Failure(source, 1, error.message)
        except csv.Error as error:
            yield Failure(source, 1, f"is no CSV header ({error}): expected column names")
        finally:
            text.detach()  # the stream is the caller's to close


def _delimiter(sample: str) -> str:
    header = sample.partition("\n")[0]
    return max(",;\t", key=header.count)


def find_columns(header: Sequence[str]) -> dict[str, int]:
    """Return the number of the column that holds each field of a document.

    Raises
    ------
    InputError
        If no column holds the text; the message names the columns that there are.
    """
    names = [name.strip().lower() for name in header]
    columns = {field: names.index(name) for field, wanted in COLUMN_NAMES.items() for name in reversed(wanted) if name in names}
    if "text" not in columns:
        near = next((name for name in names if nearest(name, COLUMN_NAMES["text"])), None)
        hint = f"rename {near!r}" if near else "the first line must name the columns"
        raise InputError(f"has no text column: its first line names {', '.join(f'{name[:40]!r}' for name in header)}, expected one of {', '.join(COLUMN_NAMES['text'])}; {hint}")
    return columns


def _documents(rows: _csv.Reader, columns: dict[str, int], source: str, settings: Settings, note: str) -> Iterator[Document | Failure]:
    seen = 0
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            yield Failure(source, line, f"is no CSV row ({error}): the rows after it were not read; close the quotation mark that is open")
            return
        if not any(cell.strip() for cell in row):
            continue
        seen += 1
        fields = {field: row[column] for field, column in columns.items() if column < len(row) and row[column].strip()}
        try:
            yield document_from_fields(_decoded(fields), f"{source}:{line}{note}", settings)
        except InputError as error:
            yield Failure(source, line, error.message)
    if not seen:
        yield Failure(source, None, "has a header and no rows: expected at least one row")


def _decoded(fields: dict[str, str]) -> dict[str, str]:
    if any(_UNDECODED.search(cell) for cell in fields.values()):
        raise InputError("is not UTF-8: save the table as UTF-8")
    return fields
