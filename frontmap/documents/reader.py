"""Read documents from files, folders and streams: one dispatch over the formats."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, cast

from frontmap.config import Settings, nearest
from frontmap.documents.archive import ZippedFolder
from frontmap.documents.arrow import ArrowTable, ParquetTable
from frontmap.documents.csv import CsvTable
from frontmap.documents.feeds import Feed
from frontmap.documents.formats import Failure, Format, form_of
from frontmap.documents.html import HtmlPage
from frontmap.documents.jsonl import JsonFile, JsonLines
from frontmap.documents.markdown import Markdown
from frontmap.documents.ninjs import Ninjs
from frontmap.documents.seen import Seen
from frontmap.documents.telegram import TelegramExport
from frontmap.documents.text import PlainText
from frontmap.documents.warc import WebArchive
from frontmap.records import Document, content_id

__all__ = ["FORMATS", "Failure", "Format", "check_ids", "files_under", "format_of", "read", "read_stream", "suffixes"]

# In the order in which they are asked whether a stream without a name is theirs; plain text, which never refuses, is last.
_FILES: tuple[Format, ...] = (
    ParquetTable(), ArrowTable(), WebArchive(), TelegramExport(), Ninjs(), JsonLines(), JsonFile(), Feed(), HtmlPage(), CsvTable(), Markdown(), PlainText(),
)  # fmt: skip
FORMATS: tuple[Format, ...] = (ZippedFolder(_FILES), *_FILES)
_OFFICE = frozenset({".doc", ".docx", ".odt", ".pdf", ".ppt", ".pptx", ".rtf", ".xls", ".xlsx"})  # what people have, and we do not read
_BUFFER_BYTES = 1 << 16
_JUNCTION = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT, which `stat` has on Windows alone
_DEFAULTS = Settings()


def suffixes() -> tuple[str, ...]:
    """Return the endings of the files that can be read, sorted."""
    return tuple(sorted({suffix for form in FORMATS for suffix in form.suffixes}))


def read(paths: Iterable[Path | str | IO[Any]], settings: Settings = _DEFAULTS) -> Iterator[Document | Failure]:
    """Yield every document of `paths`, and a failure for whatever could not be read; the rest goes on.

    Parameters
    ----------
    paths : iterable of Path, str or open file
        Files, folders (read recursively, in sorted order, without hidden files and links that lead out of them), `-`
        for the standard input, or open streams.
    settings : Settings
        `max_document_chars` and `language` are heeded.

    Notes
    -----
    An id that the input gives to two different texts makes a failure of the second.
    """
    return check_ids(item for path in paths for item in _read_input(path, settings))


def check_ids(items: Iterable[Document | Failure]) -> Iterator[Document | Failure]:
    """Yield documents and failures as they come; an id that was given to another text before makes a failure of the document."""
    with Seen() as given:
        for item in items:
            yield _check_id(item, given) if isinstance(item, Document) else item


def _read_input(path: Path | str | IO[Any], settings: Settings) -> Iterator[Document | Failure]:
    if not isinstance(path, Path | str):
        return read_stream(path, str(getattr(path, "name", "<stream>")), settings)
    if str(path) == "-":
        return read_stream(sys.stdin.buffer, "<stdin>", settings)
    path = Path(path)
    return _read_folder(path, settings) if path.is_dir() else _read_file(path, settings)


def _check_id(document: Document, given: Seen) -> Document | Failure:
    text_id = content_id(document.text)
    if given.first(document.id, text_id) not in (None, text_id):
        return Failure(document.source, None, f"has the id {document.id!r}, which another text had before: give each document an id of its own, or none")
    return document


def read_stream(stream: IO[Any], source: str, settings: Settings) -> Iterator[Document | Failure]:
    """Yield the documents of an open stream, bytes or text, whose format its first bytes tell."""
    buffered = _buffered(stream)
    head = buffered.peek(_BUFFER_BYTES)
    form = next((form for form in FORMATS if form.sniff(head)), PlainText())
    return form.read(buffered, source, settings)


def _buffered(stream: IO[Any]) -> io.BufferedReader[Any]:
    if isinstance(stream, io.BufferedReader):
        return stream
    if isinstance(stream, io.TextIOBase):
        binary = getattr(stream, "buffer", None)
        return _buffered(binary) if binary is not None else _buffered(io.BytesIO(stream.read().encode("utf-8", "surrogatepass")))
    return io.BufferedReader(cast("io.RawIOBase", stream), _BUFFER_BYTES)


def files_under(path: Path) -> Iterator[Path]:
    """Yield the files that would be read for a path, in order: those under a folder, else the path itself."""
    return _walk(path, path.resolve()) if path.is_dir() else iter((path,))


def _read_folder(folder: Path, settings: Settings) -> Iterator[Document | Failure]:
    seen = False
    for path in files_under(folder):
        seen = True
        yield from _read_file(path, settings)
    if not seen:
        yield Failure(str(folder), None, f"is a folder without files: expected documents ({', '.join(suffixes())})")


def _walk(folder: Path, root: Path) -> Iterator[Path]:
    """Yield the files under a folder, sorted by name; hidden ones and links that lead out of `root` are passed over."""
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError:
        yield folder
        return
    for path in entries:
        if path.name.startswith("."):
            continue
        if _is_link(path) and _leads_out(path, root):
            continue
        if path.is_dir():
            yield from _walk(path, root)
        else:
            yield path


def _is_link(path: Path) -> bool:
    """Whether a path is a link, or what Windows has beside links: a junction, which takes no rights to make."""
    try:
        return path.is_symlink() or getattr(path.lstat(), "st_reparse_tag", 0) == _JUNCTION
    except OSError:  # it is gone, which is told where it is opened
        return False


def _leads_out(link: Path, root: Path) -> bool:
    try:
        return link.is_dir() or not link.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # it leads to itself
        return True


def _read_file(path: Path, settings: Settings) -> Iterator[Document | Failure]:
    source = path.as_posix()
    form = format_of(path)
    if isinstance(form, Failure):
        yield form
        return
    try:
        with io.BufferedReader(io.FileIO(path), _BUFFER_BYTES) as stream:
            yield from form.read(stream, source, settings) if form else read_stream(stream, source, settings)
    except OSError as error:
        yield Failure(source, None, f"cannot be read ({os.strerror(error.errno) if error.errno else error}): check the path and its permissions")


def format_of(path: Path) -> Format | Failure | None:
    """Return the format that a file's ending tells, None where it has no ending, a failure where nothing reads it."""
    if not path.exists():
        return Failure(path.as_posix(), None, _missing(path))
    if path.is_dir():
        return Failure(path.as_posix(), None, "is a folder that cannot be looked into: check its permissions")
    if not path.is_file():
        return Failure(path.as_posix(), None, "is neither a file nor a folder: expected documents")
    if not path.suffix:
        return None
    if path.suffix.lower() in _OFFICE:
        return Failure(path.as_posix(), None, f"skipped: {path.suffix} is not read; save it as text or HTML and give that")
    return form_of(path.name, FORMATS) or Failure(path.as_posix(), None, f"skipped: no format has the ending {path.suffix!r}; expected one of {', '.join(suffixes())}")


def _missing(path: Path) -> str:
    try:
        near = nearest(path.name, (other.name for other in path.parent.iterdir()))
    except OSError:
        near = None
    return f"no such file or folder: did you mean {near!r}?" if near else "no such file or folder: check the path"
