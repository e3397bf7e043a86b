"""Web archives (WARC): each page that was saved is a document, with its address; when it was saved, and its digest, stand in the source.

The time of saving is no day of publication: a page's day is what the page declares, as in a file of HTML.
"""

from __future__ import annotations

import contextlib
import io
import zlib
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from io import BufferedReader
from types import MappingProxyType
from typing import Any

from frontmap.config import Settings
from frontmap.documents.formats import Failure, make_document, read_bytes
from frontmap.documents.html import HtmlPage
from frontmap.documents.text import PlainText
from frontmap.errors import InputError, MissingExtraError
from frontmap.extras import load_extra
from frontmap.faults import told_as
from frontmap.records import Document

__all__ = ["WebArchive"]

_PAGES: Mapping[str, HtmlPage | PlainText] = MappingProxyType({"text/html": HtmlPage(), "application/xhtml+xml": HtmlPage(), "text/plain": PlainText()})
_KINDS = frozenset({"response", "resource", "conversion"})
_GOOD = "200"
_PURPOSE = "Web archives"
_PIECE_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class WebArchive:
    """WARC 1.0 and 1.1 and the older ARC, compressed by record or not; read record by record."""

    suffixes: tuple[str, ...] = (".warc", ".warc.gz", ".arc", ".arc.gz")

    def sniff(self, head: bytes) -> bool:
        """Whether the stream starts with a record; a compressed one is known by its ending alone."""
        return head.startswith(b"WARC/")

    def read(self, stream: BufferedReader[Any], source: str, settings: Settings) -> Iterator[Document | Failure]:
        """Yield a document for each page of HTML or text that was answered with 200; all else is passed over."""
        try:
            warcio = load_extra("warcio.archiveiterator", "warc", _PURPOSE)
        except MissingExtraError as error:
            yield Failure(source, None, error.message)
            return
        seen = 0
        try:
            for number, record in enumerate(_records(warcio, stream), 1):
                form = _form(record)
                if form is not None:
                    seen += 1
                    yield _page(record, form, f"{source}#{number}", settings)
        except _BrokenError as error:
            yield Failure(source, None, f"is broken after {seen} pages ({error}): those before it were read")
            return
        if not seen:
            yield Failure(source, None, "holds no page of HTML or text that was answered with 200")


class _BrokenError(Exception):
    """What warcio stumbled over in an archive."""


def _library() -> AbstractContextManager[None]:
    """Take what warcio raises for the archive's fault, around its calls alone: it looks at a record's fields unchecked, so that it fails in many ways."""
    failed = load_extra("warcio.exceptions", "warc", _PURPOSE).ArchiveLoadFailed
    return told_as(_BrokenError, failed, ArithmeticError, AttributeError, EOFError, LookupError, TypeError, ValueError, zlib.error)


def _records(warcio: Any, stream: BufferedReader[Any]) -> Iterator[Any]:
    """Yield an archive's records; what warcio would print of their faults is kept from the screen."""
    with _library():
        archive = warcio.ArchiveIterator(stream, arc2warc=True, check_digests=True)
    while True:
        with contextlib.redirect_stderr(io.StringIO()), _library():
            record = next(archive, None)
        if record is None:
            return
        yield record


class _Whole:
    """A stream of warcio's, whose `read` may give less than it was asked for before its end."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        """Return `size` bytes, fewer only at the end."""
        pieces = []
        with _library():
            while size > 0 and (piece := self._stream.read(min(size, _PIECE_BYTES))):
                pieces.append(piece)
                size -= len(piece)
        return b"".join(pieces)


def _form(record: Any) -> HtmlPage | PlainText | None:
    """Return what reads a record's content, None for what is no page."""
    if record.rec_type not in _KINDS:
        return None
    http = record.http_headers
    with _library():
        if http is not None and http.get_statuscode() != _GOOD:
            return None
        kind = (http or record.rec_headers).get_header("Content-Type") or ""
    return _PAGES.get(kind.partition(";")[0].strip().lower())


def _fault(record: Any) -> str | None:
    """Return why a record that was read to its end cannot be trusted, None where it can.

    The digest of a payload tells only where the payload stands as it was digested: archivers differ on encoded ones.
    """
    with _library():
        is_cut_off = getattr(record.raw_stream, "limit", 0) > 0 and not record.raw_stream.read(1)
    if is_cut_off:
        return "is cut off: its archive ends within it"
    http = record.http_headers
    encoded = http is not None and any(http.get_header(name) for name in ("Transfer-Encoding", "Content-Encoding"))
    wrong = ("block digest failed",) if encoded else ("block digest failed", "payload digest failed")
    if any(problem.startswith(wrong) for problem in record.digest_checker.problems):
        return "does not match its own digest: it was changed or damaged after it was saved, and was not read"
    return None


def _page(record: Any, form: HtmlPage | PlainText, source: str, settings: Settings) -> Document | Failure:
    """Return a record's page as the reader of such files reads it, under the address that was asked."""
    headers = record.rec_headers
    url, saved, digest = (headers.get_header(name) for name in ("WARC-Target-URI", "WARC-Date", "WARC-Payload-Digest"))
    told = f"{source} (saved {saved}{f', {digest}' if digest else ''})"
    with _library():
        stream = record.content_stream()
    try:
        content = io.BufferedReader(io.BytesIO(read_bytes(_Whole(stream), settings)))  # type: ignore[arg-type] # both can be read like files
    except InputError as error:
        return Failure(told, None, error.message)
    fault = _fault(record)
    if fault:
        return Failure(told, None, fault)
    page = next(form.read(content, told, settings))
    if isinstance(page, Failure):
        return page
    address = url.strip("<>") if url else page.url
    return make_document(page.text, page.source, settings, title=page.title, published=page.published, url=address, publisher=page.publisher, language=page.language)
