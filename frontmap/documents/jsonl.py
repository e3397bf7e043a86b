"""JSON Lines: one object a line, one document an object; and a JSON file that holds one object or a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import Any

from frontmap.config import Settings
from frontmap.documents.formats import Failure, decode, document_from_fields, read_bytes
from frontmap.errors import InputError
from frontmap.faults import json_fault
from frontmap.records import Document

__all__ = ["JsonFile", "JsonLines", "load_json"]

# A character may be written as two escapes of six bytes; the rest of the object is small beside its text.
_BYTES_PER_CHAR = 12
_OTHER_FIELDS_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class JsonLines:
    """`{"id"?, "text", "title"?, "published"?, "url"?, "publisher"?, "language"?}` a line; read line by line, never as a whole."""

    suffixes: tuple[str, ...] = (".jsonl", ".ndjson")

    def sniff(self, head: bytes) -> bool:
        """Whether the first line is an object, or the start of one, that has a text."""
        first, newline, _ = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
        if not first.startswith(b"{"):
            return False
        try:
            return "text" in json.loads(first)
        except (ValueError, RecursionError):
            return not newline and b'"text"' in first

    def read(self, stream: BufferedReader[Any], source: str, settings: Settings) -> Iterator[Document | Failure]:
        """Yield a document, or a failure, for each line that is not blank."""
        limit = settings.max_document_chars * _BYTES_PER_CHAR + _OTHER_FIELDS_BYTES
        number, seen = 0, 0
        while line := stream.readline(limit):
            number += 1
            if len(line) == limit and not line.endswith(b"\n"):
                _skip_line(stream)
                seen += 1
                yield Failure(source, number, f"is longer than {limit:,} bytes, more than max_document_chars = {settings.max_document_chars:,} allows: split it or raise max_document_chars")
            elif line.strip(b" \t\r\n\xef\xbb\xbf"):
                seen += 1
                yield _document(line, number, source, settings)
        if not seen:
            yield Failure(source, None, "is empty: expected one JSON object a line")


def _skip_line(stream: BufferedReader[Any]) -> None:
    while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
        pass


def _document(line: bytes, number: int, source: str, settings: Settings) -> Document | Failure:
    try:
        fields = _parse(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
        if "text" not in fields and {"doc_id", "kind", "evidence"} <= fields.keys():
            return Failure(source, number, "is a claim and no document: make a map of claims with `frontmap map`")
        return document_from_fields(fields, f"{source}:{number}", settings)
    except InputError as error:
        return Failure(source, number, error.message)


def _parse(line: bytes) -> dict[str, Any]:
    try:
        data = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8 (byte {line[error.start]:#04x} at byte {error.start + 1} of the line): write JSON as UTF-8") from None
    except json.JSONDecodeError as error:
        raise InputError(f'is no JSON ({json_fault(error)}): expected one object such as {{"text": "…"}}') from None
    except RecursionError:
        raise InputError("nests too deeply to be read: expected one flat object") from None
    except ValueError as error:
        raise InputError(f"holds a number that cannot be read ({error}): expected an object of strings") from None
    return _object(data)


def _object(data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise InputError(f'is a JSON {type(data).__name__}: expected an object such as {{"text": "…"}}')
    return data


@dataclass(frozen=True, slots=True)
class JsonFile:
    """One object of the same keys, or a list of them, in a file of its own."""

    suffixes: tuple[str, ...] = (".json",)

    def sniff(self, head: bytes) -> bool:
        """Whether the stream starts a list of objects; single objects are JSON Lines of one line."""
        return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[") and b'"text"' in head

    def read(self, stream: BufferedReader[Any], source: str, settings: Settings) -> Iterator[Document | Failure]:
        """Yield a document for each object; sources name them by number."""
        data = load_json(stream, source, settings)
        if isinstance(data, Failure):
            yield data
            return
        items = data if isinstance(data, list) else [data]
        if not items:
            yield Failure(source, None, "holds an empty list: expected at least one object")
        for number, item in enumerate(items, 1):
            name = f"{source}#{number}"
            try:
                yield document_from_fields(_object(item), name, settings)
            except InputError as error:
                yield Failure(name, None, error.message)


def load_json(stream: BufferedReader[Any], source: str, settings: Settings) -> Any:
    """Return what a stream of JSON holds, or the failure that says why it holds none."""
    try:
        text, _ = decode(read_bytes(stream, settings))
        return json.loads(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))
    except InputError as error:
        return Failure(source, None, error.message)
    except json.JSONDecodeError as error:
        hint = ": it looks like JSON Lines, name it .jsonl" if error.msg == "Extra data" else ""
        return Failure(source, error.lineno, f"is no JSON ({json_fault(error)}){hint or ': expected an object or a list of objects'}")
    except RecursionError:
        return Failure(source, None, "nests too deeply to be read: expected a list of flat objects")
    except ValueError as error:
        return Failure(source, None, f"holds a number that cannot be read ({error}): expected a list of objects of strings")
