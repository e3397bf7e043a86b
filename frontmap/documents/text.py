"""Plain text: one file, one document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import Any

from frontmap.config import Settings
from frontmap.documents.formats import Failure, clean, decode, make_document, read_bytes
from frontmap.errors import InputError
from frontmap.records import Document

__all__ = ["PlainText", "head_outlet", "head_title", "head_url"]

_HEAD_LINES = 8
_TITLE_CHARS = 200
_URL_LINE = re.compile(r"(?:(?:url|source|link)\s*:\s*)?(https?://[^\s<>\"]+)", re.IGNORECASE)
# KYIV, Jan 13, 2023 (Reuters) - …; МОСКВА, 13 января. /ТАСС/ …; ДНІПРО, 13 жовтня 2023 року, «Хвиля» — …
_DATELINE_OUTLET = re.compile(
    r"[A-ZА-ЯІЇЄҐ]{2}[^\n()/«»“”]{0,70}(?:\(([^()\n\d]{2,40})\)\s*[-–—]\s|/([^/\n\d]{2,40})/|[«“]([^»”\n\d]{2,40})[»”]\s*[-–—]\s)"
)
_SENTENCE_END = re.compile(r"[.,;:]['\"”’»)]*$")


@dataclass(frozen=True, slots=True)
class PlainText:
    """Plain text, with the title and address that scraped articles carry at their head."""

    suffixes: tuple[str, ...] = (".txt", ".text")

    def sniff(self, head: bytes) -> bool:
        """Any text can be plain text."""
        return bool(head)

    def read(self, stream: BufferedReader[Any], source: str, settings: Settings) -> Iterator[Document | Failure]:
        """Yield the one document of the stream."""
        try:
            text, assumed = decode(read_bytes(stream, settings))
            text = clean(text)
            source_seen = f"{source} (read as {assumed})" if assumed else source
            url = head_url(text)
            # Whose page carries it comes before whose dispatch it is.
            publisher = None if url else head_outlet(text)
            yield make_document(text, source_seen, settings, title=head_title(text), url=url, publisher=publisher)
        except InputError as error:
            yield Failure(source, None, error.message)


def head_title(text: str) -> str | None:
    """Return the first line where it looks like a title: short, no sentence, and not all there is."""
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    if not rest.strip() or len(first) > _TITLE_CHARS or _SENTENCE_END.search(first) or not re.search(r"[^\W\d]{2}", first):
        return None
    return None if _URL_LINE.fullmatch(first) else first


def head_url(text: str) -> str | None:
    """Return the address that stands on a line of its own among the first lines."""
    return next((found[1] for line in _head(text) if (found := _URL_LINE.fullmatch(line))), None)


def head_outlet(text: str) -> str | None:
    """Return the outlet that a dateline among the first lines names: "KYIV, Jan 13 (Reuters) - "."""
    found = next((found for line in _head(text) if (found := _DATELINE_OUTLET.match(line))), None)
    return next(filter(None, found.groups())) if found else None


def _head(text: str) -> list[str]:
    lines = (line.strip() for line in text[:4000].split("\n"))
    return [line for line in lines if line][:_HEAD_LINES]
