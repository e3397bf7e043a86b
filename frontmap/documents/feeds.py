"""RSS and Atom: one file, one document an entry. Nothing is fetched."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import Any

from frontmap.config import Settings
from frontmap.documents.formats import Failure, make_document, parse_day, read_bytes
from frontmap.documents.html import article_text
from frontmap.errors import InputError
from frontmap.records import Document

__all__ = ["Feed"]

# Declarations of entities: no feed needs them, and they can swell a small file to a huge one or name other files.
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_DOCTYPE_BEGINS = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed kept in a local file."""

    suffixes: tuple[str, ...] = (".xml", ".rss", ".atom", ".rdf")

    def sniff(self, head: bytes) -> bool:
        """Whether the stream starts as a feed does."""
        return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and bool(_ROOT.search(head))

    def read(self, stream: BufferedReader[Any], source: str, settings: Settings) -> Iterator[Document | Failure]:
        """Yield a document for each entry; sources name them by number."""
        import feedparser

        try:
            data = read_bytes(stream, settings)
        except InputError as error:
            yield Failure(source, None, error.message)
            return
        if not _ROOT.search(data):
            yield Failure(source, None, "is neither RSS nor Atom: expected a feed")
            return
        # A stream, never a string: feedparser takes strings for addresses or file names.
        feed = feedparser.parse(io.BytesIO(_without_doctype(data)), sanitize_html=False, resolve_relative_uris=False)
        publisher, language = feed.feed.get("title"), feed.feed.get("language")
        for number, entry in enumerate(feed.entries, 1):
            name = f"{source}#{number}"
            try:
                yield _document(entry, name, settings, article_text(publisher or ""), language)
            except InputError as error:
                yield Failure(name, None, error.message)
        if feed.bozo and not feed.entries:
            yield Failure(source, None, f"is no feed that can be read ({feed.bozo_exception}): expected RSS or Atom")
        elif feed.bozo and "encoding" not in type(feed.bozo_exception).__name__.lower():
            yield Failure(source, None, f"is broken XML ({feed.bozo_exception}): {len(feed.entries)} entries could be read, others may be lost")
        elif not feed.entries:
            yield Failure(source, None, "is a feed without entries")


def _without_doctype(data: bytes) -> bytes:
    """Return a feed without its declaration of entities; asked for once, where it begins, so that a file of such beginnings is read in linear time."""
    begin = _DOCTYPE_BEGINS.search(data)
    found = _DOCTYPE.match(data, begin.start()) if begin else None
    return data[: found.start()] + data[found.end() :] if found else data


def _document(entry: Any, source: str, settings: Settings, publisher: str, language: str | None) -> Document:
    title = article_text(entry.get("title") or "").replace("\n", " ") or None
    bodies = [item.get("value") or "" for item in entry.get("content") or ()] + [entry.get("summary") or ""]
    text = max((article_text(body) for body in bodies if body), key=len, default="")
    if title and not text.startswith(title):
        text = f"{title}\n\n{text}" if text else title
    return make_document(
        text,
        source,
        settings,
        title=title,
        published=_published(entry),
        url=entry.get("link"),
        publisher=article_text((entry.get("source") or {}).get("title") or "") or publisher or None,
        language=language if language and language[:2].lower() in {"uk", "ru"} else None,
    )


def _published(entry: Any) -> dt.date | None:
    """Return the entry's day in its own time zone; `updated` counts only where `published` is not told (Atom demands it)."""
    for key in ("published", "updated"):
        # feedparser answers for a missing `updated` with `published`, and warns; ask the mapping itself.
        if dict.__contains__(entry, key):
            written, parsed = dict.__getitem__(entry, key), dict.get(entry, f"{key}_parsed")
            day = parse_day(written or "")
            return day or (dt.date(*parsed[:3]) if parsed else None)
    return None
