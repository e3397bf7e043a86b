"""What is new since the build before, as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

__all__ = ["KEPT", "News", "atom"]

KEPT = 50
"""How many entries a feed holds, the newest first."""

_ATOM = "http://www.w3.org/2005/Atom"
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # characters that XML 1.0 cannot carry


@dataclass(frozen=True, slots=True)
class News:
    """What one build found new for one map.

    `updated` is the build's moment in ISO 8601, UTC; `lines` say the new claims, one each.
    """

    id: str
    title: str
    updated: str
    file: str
    lines: tuple[str, ...]


def atom(title: str, feed_id: str, news: Sequence[News], updated: str) -> bytes:
    """Return a feed with these entries, in their order."""
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _add(feed, "title", title)
    _add(feed, "id", f"urn:frontmap:{feed_id}")
    _add(feed, "updated", updated)
    _add(feed, "link", None, rel="self", href="feed.xml")
    author = _add(feed, "author", None)
    _add(author, "name", "frontmap")
    for each in news[:KEPT]:
        entry = _add(feed, "entry", None)
        _add(entry, "title", each.title)
        _add(entry, "id", f"urn:frontmap:{each.id}")
        _add(entry, "updated", each.updated)
        _add(entry, "link", None, rel="alternate", type="text/html", href=each.file)
        _add(entry, "content", "\n".join(each.lines), type="text")
    ET.indent(feed)
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add(parent: ET.Element, name: str, text: str | None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_ATOM}}}{name}", {key: _carried(value) for key, value in attributes.items()})
    if text is not None:
        child.text = _carried(text)
    return child


def _carried(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
