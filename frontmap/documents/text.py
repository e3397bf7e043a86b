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

__all__ = ["PlainText", "head_title", "head_url"]

_HEAD_LINES = 8
_TITLE_CHARS = 200
_URL_LINE = re.compile(r"(?:(?:url|source|link)\s*:\s*)?(https?://[^\s<>\"]+)", re.IGNORECASE)
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
            yield make_document(text, source_seen, settings, title=head_title(text), url=head_url(text))
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
    lines = (line.strip() for line in text[:4000].split("\n"))
    for line in [line for line in lines if line][:_HEAD_LINES]:
        found = _URL_LINE.fullmatch(line)
        if found:
            return found[1]
    return None
