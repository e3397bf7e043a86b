"""Files read into documents, or the documents that the same bytes gave before: a page of HTML costs as much to parse as to read.

Kept are small files alone, under a hash of their bytes, their ending, the settings that a reader heeds and its code. A file that
gave a failure is read anew each time, so that the failure is told each time.
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from frontmap.batch.cache import Cache
from frontmap.batch.keys import code_fingerprint
from frontmap.config import Settings
from frontmap.documents.reader import Failure, check_ids, format_of, read, read_stream
from frontmap.packing import pack, unpack
from frontmap.records import Document

__all__ = ["read_files"]

_SMALL = 1_000_000  # bytes; a larger file is a collection whose documents are better read one by one
_LIBRARIES = ("charset-normalizer", "feedparser", "lxml", "pyarrow", "trafilatura", "warcio")


@dataclass(frozen=True, slots=True)
class _Parsed:
    """What a file gave; the documents' sources are without the file's name, which may be another next time."""

    documents: tuple[Document, ...]


def read_files(paths: Iterable[Path], settings: Settings, cache: Cache | None = None) -> Iterator[Document | Failure]:
    """Yield what `frontmap.documents.reader.read` yields for these files, with the help of a cache where there is one."""
    if cache is None:
        return read(paths, settings)
    base = repr((code_fingerprint(), *map(_version, _LIBRARIES), settings.max_document_chars, settings.language)).encode()
    return check_ids(item for path in paths for item in _read(path, settings, cache, base))


def _version(library: str) -> str | None:
    """The version of a library; None where it is not installed, and its files are refused."""
    try:
        return f"{library} {metadata.version(library)}"
    except metadata.PackageNotFoundError:
        return None


def _read(path: Path, settings: Settings, cache: Cache, base: bytes) -> Iterator[Document | Failure]:
    source, form = path.as_posix(), format_of(path)
    try:
        small = not isinstance(form, Failure) and path.stat().st_size <= _SMALL
        data = path.read_bytes() if small else b""
    except OSError:
        small, data = False, b""
    if not small or isinstance(form, Failure):
        yield from read([path], settings)
        return
    key = hashlib.blake2b(b"\0".join((base, path.suffix.lower().encode("utf-8", "surrogateescape"), data)), digest_size=16).hexdigest()
    kept = cache.get(key)
    if kept is not None:
        for document in unpack(_Parsed, zlib.decompress(kept)).documents:
            yield dataclasses.replace(document, source=source + document.source)
        return
    stream = io.BufferedReader(io.BytesIO(data))
    found = list(form.read(stream, source, settings) if form else read_stream(stream, source, settings))
    yield from found
    documents = [dataclasses.replace(item, source=item.source.removeprefix(source)) for item in found if isinstance(item, Document)]
    if documents and len(documents) == len(found):
        cache.put(key, "", (), zlib.compress(pack(_Parsed(tuple(documents))), 1))
