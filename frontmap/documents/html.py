"""HTML pages: the article's text by trafilatura, its date by what the page itself declares."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import Any, TypeAlias

from frontmap.config import Settings
from frontmap.documents.formats import Failure, decode, detect_encoding, make_document, parse_day, read_bytes
from frontmap.errors import InputError
from frontmap.records import Document

__all__ = ["HtmlPage", "article_text", "declared_date"]

HtmlElement: TypeAlias = Any  # lxml's, which carries no types

_DECLARED_ENCODING = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)
# Names of meta elements that declare the day of publication; those of the last change are left out on purpose.
_DATE_NAMES = frozenset(
    {
        "article:published_time", "og:published_time", "article:published", "datepublished", "date", "pubdate", "publishdate", "publish-date",
        "publish_date", "publication_date", "publication-date", "dc.date", "dc.date.issued", "dc.date.created", "dcterms.date", "dcterms.created",
        "dcterms.issued", "dcterms.available", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "citation_publication_date",
        "citation_date", "article.published", "published", "published_time", "published-date",
    }
)  # fmt: skip
_BLOCKS = frozenset(
    ("p", "div", "li", "ul", "ol", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "article", "section", "header", "footer", "pre", "table")
)
_DEEP = f"boolean({'/*' * 250})"  # trafilatura's own parser loses, without a word, what is nested deeper
_HIDDEN = frozenset(("script", "style", "noscript", "template", "head"))


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page with one article. Nothing is fetched; a day is taken only from metadata that declare it."""

    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")

    def sniff(self, head: bytes) -> bool:
        """Whether the stream starts with a doctype or an html element."""
        return bool(re.match(rb"(?:\xef\xbb\xbf)?\s*(?:(?><!--.*?-->)\s*+)*+(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b", head, re.IGNORECASE | re.DOTALL))

    def read(self, stream: BufferedReader[Any], source: str, settings: Settings) -> Iterator[Document | Failure]:
        """Yield the one document of the stream."""
        try:
            html, assumed = _decode(read_bytes(stream, settings))
            yield _document(html, f"{source} (read as {assumed})" if assumed else source, settings)
        except InputError as error:
            yield Failure(source, None, error.message)


def _decode(data: bytes) -> tuple[str, str | None]:
    """Decode by the page's own word where it is true, else as any text."""
    declared = _DECLARED_ENCODING.search(data[:4096])
    if declared and detect_encoding(data)[1]:
        name = (declared[1] or declared[2]).decode("ascii")
        try:
            return data.decode(name), None
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _document(html: str, source: str, settings: Settings) -> Document:
    from trafilatura import bare_extraction
    from trafilatura.metadata import extract_metadata

    tree = _parse(html)
    if tree is None:
        raise InputError("is no HTML that can be parsed: expected a page")
    found = None if tree.xpath(_DEEP) else bare_extraction(html, include_comments=False, include_tables=True, favor_recall=True)
    text = getattr(found, "text", None) or article_text(html)
    # Its guess of a date is not asked for: a page's day is what the page declares.
    about = extract_metadata(html, date_config={"extensive_search": False, "original_date": True, "max_date": None})
    title = about.title if about is not None else None
    if title and title not in text:
        text = f"{title}\n\n{text}"
    return make_document(
        text,
        source,
        settings,
        title=title,
        published=declared_date(tree),
        url=about.url if about is not None else None,
        publisher=about.sitename if about is not None else None,
        language=_language(tree),
    )


def article_text(fragment: str) -> str:
    """Return the text of a fragment of HTML as it stands, a line a block, without scripts and styles."""
    tree = _parse(fragment)
    if tree is None:
        return ""
    lines = (" ".join(line.split()) for line in "".join(_pieces(tree)).split("\n"))
    return "\n".join(line for line in lines if line)


def _parse(html: str) -> HtmlElement | None:
    """Return the element tree of a page or fragment, None where there is none; nothing that it points to is fetched.

    Raises
    ------
    InputError
        If it nests so deeply that the parser gave up.
    """
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    # As bytes, since a text that declares an encoding is refused; without limits of depth, since a document's length is bounded already.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        tree = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except ParserError:
        return None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise InputError("nests too deeply, and what stands deepest cannot be read: save the article as plain text")
    return tree


def _pieces(tree: HtmlElement) -> Iterator[str]:
    """Yield the pieces of an element's text, a newline round each block; a stack, not recursion, for pages nest deeply."""
    stack: list[HtmlElement | str] = [tree]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
            continue
        around = "\n" if item.tag in _BLOCKS else ""
        stack.append(around + (item.tail or "").replace("\n", " "))
        if isinstance(item.tag, str) and item.tag not in _HIDDEN:
            stack.extend(reversed(item))
            yield around + (item.text or "").replace("\n", " ")


def declared_date(tree: HtmlElement) -> dt.date | None:
    """Return the day of publication that a page declares: meta elements, JSON-LD, microdata, `time` with `pubdate`."""
    for meta in tree.iter("meta"):
        names = {(meta.get(key) or "").lower() for key in ("property", "name", "itemprop")}
        day = parse_day(meta.get("content") or "") if names & _DATE_NAMES else None
        if day:
            return day
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            day = _json_ld_date(script.text or "")
            if day:
                return day
    for element in tree.iter("time", "span", "div", "p", "abbr"):
        itemprop = (element.get("itemprop") or "").lower().split()
        if "datepublished" in itemprop or (element.tag == "time" and element.get("pubdate") is not None):
            day = parse_day(element.get("datetime") or element.get("content") or element.get("title") or element.text_content())
            if day:
                return day
    return None


def _json_ld_date(text: str) -> dt.date | None:
    try:
        queue: deque[Any] = deque([json.loads(text)])
    except (ValueError, RecursionError):
        return None
    while queue:
        item = queue.popleft()
        if isinstance(item, list):
            queue.extend(item)
        elif isinstance(item, dict):
            day = parse_day(item["datePublished"]) if isinstance(item.get("datePublished"), str) else None
            if day:
                return day
            queue.extend(item.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage"))
    return None


def _language(tree: HtmlElement) -> str | None:
    root = tree.getroottree().getroot()
    declared = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    # Many sites leave their template's language in place; only the three that we can check are taken at their word.
    return None if declared is None or declared[:2].lower() not in {"uk", "ru"} else str(declared)
