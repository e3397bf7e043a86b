"""ninjs, the IPTC's news items in JSON: 1.x and 2.x, one item a file, a list of them, or an object with `items`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BufferedReader
from typing import Any

from frontmap.config import Settings
from frontmap.documents.formats import Failure, make_document, parse_day
from frontmap.documents.html import article_text
from frontmap.documents.jsonl import load_json
from frontmap.errors import InputError
from frontmap.records import Document

__all__ = ["Ninjs"]

_KEYS = (b'"bodies"', b'"headlines"', b'"body_text"', b'"body_html"', b'"body_xhtml"', b'"versioncreated"', b'"ninjs"')
_WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})
_HTML = ("body_html", "body_xhtml")


@dataclass(frozen=True, slots=True)
class Ninjs:
    """News items: headline and body, the day of the first version, the source as publisher."""

    suffixes: tuple[str, ...] = (".json", ".ninjs")

    def sniff(self, head: bytes) -> bool:
        """Whether the stream starts as JSON and has one of the keys that a news item has and our own documents have not."""
        return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")) and any(key in head for key in _KEYS)

    def read(self, stream: BufferedReader[Any], source: str, settings: Settings) -> Iterator[Document | Failure]:
        """Yield a document for each item; items within items (pictures, related stories) are not read."""
        data = load_json(stream, source, settings)
        if isinstance(data, Failure):
            yield data
            return
        items = data["items"] if isinstance(data, dict) and isinstance(data.get("items"), list) else data if isinstance(data, list) else [data]
        if not items:
            yield Failure(source, None, "holds no item: expected at least one")
        for number, item in enumerate(items, 1):
            name = f"{source}#{number}" if len(items) > 1 else source
            try:
                yield _document(item, name, settings)
            except InputError as error:
                yield Failure(name, None, error.message)


def _document(item: Any, source: str, settings: Settings) -> Document:
    if not isinstance(item, dict):
        raise InputError(f"is a JSON {type(item).__name__}: expected a ninjs item")
    status = item.get("pubstatus")
    if isinstance(status, str) and status.lower() in _WITHDRAWN:
        raise InputError(f"is no longer published (pubstatus {status}): not read")
    title = _valued(item.get("headlines")) or _string(item.get("headline"))
    body = _body(item)
    if not body.strip():
        raise InputError(f"has no body (type {item.get('type')!r:.30}): expected bodies with a value, body_text or body_html")
    text = f"{title}\n\n{body}" if title and not body.lstrip().startswith(title) else body
    uri = _string(item.get("uri")) or ""
    return make_document(
        text,
        source,
        settings,
        title=title,
        published=_day(item),
        url=uri if uri.startswith(("http://", "https://")) else None,
        publisher=_publisher(item),
        language=_string(item.get("language")),
    )


def _body(item: Mapping[str, Any]) -> str:
    """Return an item's text: plain where there is plain text, else that of its HTML; the longest of several bodies."""
    plain = [_string(item.get("body_text"))]
    html = [_string(item.get(key)) for key in _HTML]
    for body in _objects(item.get("bodies")):
        kind = _string(body.get("contenttype")) or ""
        (html if "html" in kind or "xml" in kind else plain).append(_string(body.get("value")))
    best = max((text for text in plain if text), key=len, default="")
    return best or max((article_text(text) for text in html if text), key=len, default="")


def _day(item: Mapping[str, Any]) -> dt.date | None:
    """Return the day of an item's first version; that of a later one only where no other is told."""
    written = (_string(item.get(key)) for key in ("firstcreated", "versioncreated", "contentcreated"))
    return next((day for text in written if text and (day := parse_day(text))), None)


def _publisher(item: Mapping[str, Any]) -> str | None:
    sources = [*_objects(item.get("infosources")), *_objects(item.get("infosource"))]
    named = sorted(sources, key=lambda source: source.get("role") != "publisher")
    found = (*(_string(source.get("name")) for source in named), _string(item.get("source")), _string(item.get("copyrightholder")))
    return next((name for name in found if name), None)


def _valued(texts: Any) -> str | None:
    """Return the value of the main one of a list of `{"role", "value"}`, which may hold markup."""
    ranked = sorted(_objects(texts), key=lambda text: text.get("role") != "main")
    value = next((value for text in ranked if (value := _string(text.get("value")))), None)
    return article_text(value).replace("\n", " ") if value and "<" in value else value


def _objects(value: Any) -> Iterable[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _string(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
