"""Markdown: one file, one document; front matter tells of it, markup is taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import Any

from frontmap.config import Settings
from frontmap.documents.formats import Failure, clean, decode, document_from_fields, read_bytes
from frontmap.documents.text import head_title, head_url
from frontmap.errors import InputError
from frontmap.records import Document

__all__ = ["Markdown", "strip_markup"]

_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]+)[ \t]*[:=][ \t]*(.*)$", re.MULTILINE)
# The names under which writers keep what the contract calls by one name.
_FIELDS = {
    "id": "id",
    "title": "title",
    "date": "published",
    "published": "published",
    "url": "url",
    "link": "url",
    "source": "publisher",
    "publisher": "publisher",
    "site": "publisher",
    "lang": "language",
    "language": "language",
}
_HEADING = re.compile(r"\A\s*+#[ \t]++([^\n]+?)[ \t]{0,99}#{0,99}[ \t]{0,99}(?:\n|\Z)")
# Each mark with what it leaves; none looks further than the next of its sort, so that a file of marks alone takes linear time. Links and images before emphasis, so that a star in an address is not taken for one.
_MARKUP = tuple(
    (re.compile(pattern, flags), replacement)
    for pattern, replacement, flags in (
        (r"<!--(?:(?!<!--).)*?-->", "", re.DOTALL),
        (r"^[ \t]*(?:```|~~~)[^\n]*\n?", "", re.MULTILINE),
        (r"!\[([^\[\]\n]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+\"[^\"\n]*\")?\)", r"\1", 0),
        (r"(?<!\\)\[([^\[\]\n]+)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+\"[^\"\n]*\")?\)", r"\1", 0),
        (r"(?<!\\)\[([^\[\]\n]+)\]\[[^\[\]\n]*\]", r"\1", 0),
        (r"^[ \t]*\[[^\]\n]+\]:[ \t]*\S+[^\n]*\n?", "", re.MULTILINE),
        (r"<(https?://[^<>\s]+)>", r"\1", 0),
        (r"</?[A-Za-z][^<>\n]*>", "", 0),
        (r"^[ \t]*+#{1,6}[ \t]++([^\n]*?)[ \t]{0,99}#{0,99}[ \t]{0,99}$", r"\1", re.MULTILINE),
        (r"^([^\n]+)\n(?:=+|-{3,})[ \t]*$", r"\1", re.MULTILINE),
        (r"^[ \t]*(?:[-*_][ \t]*){3,}$", "", re.MULTILINE),
        (r"^[ \t]*(?:>[ \t]?)+", "", re.MULTILINE),
        (r"(?<![\w*\\])(\*{1,3})(?=\S)([^*\n]+?)(?<=\S)\1(?![\w*])", r"\2", 0),
        (r"(?<![\w_\\])(_{1,3})(?=\S)([^_\n]+?)(?<=\S)\1(?![\w_])", r"\2", 0),
        (r"~~([^~\n]+)~~", r"\1", 0),
        (r"(?<!\\)`([^`\n]+)`", r"\1", 0),
        (r"\\([\\`*_{}\[\]()#+\-.!>~|])", r"\1", 0),
    )
)


@dataclass(frozen=True, slots=True)
class Markdown:
    """Markdown with optional front matter (`title`, `date`, `url`, `publisher`, `language`, `id`)."""

    suffixes: tuple[str, ...] = (".md", ".markdown")

    def sniff(self, head: bytes) -> bool:
        """Front matter alone tells Markdown from plain text."""
        return bool(_FRONT_MATTER.match(head.decode("utf-8", "replace").replace("\r\n", "\n")))

    def read(self, stream: BufferedReader[Any], source: str, settings: Settings) -> Iterator[Document | Failure]:
        """Yield the one document of the stream."""
        try:
            text, assumed = decode(read_bytes(stream, settings))
            fields, body = _front_matter(clean(text))
            heading = _HEADING.match(body)
            text = strip_markup(body).strip("\n")
            title = strip_markup(heading[1]) if heading else head_title(text)
            yield document_from_fields({"title": title, "url": head_url(text), **fields, "text": text}, f"{source} (read as {assumed})" if assumed else source, settings)
        except InputError as error:
            yield Failure(source, None, error.message)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text
    fields: dict[str, str] = {}
    for name, value in _FIELD.findall(found[2]):
        field = _FIELDS.get(name.lower())
        if field and value.strip(" \t\"'"):
            fields.setdefault(field, value.strip(" \t\"'"))
    return fields, text[found.end() :]


def strip_markup(text: str) -> str:
    """Return Markdown as readable text: the words stay, marks, addresses of links and comments go."""
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    return text
