"""Exact duplicates: the same text, from the same publisher, twice in the input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from frontmap.documents.seen import Seen
from frontmap.records import Document, content_id

__all__ = ["Duplicate", "drop_exact_duplicates"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A document that was dropped because another one says the same; `first_source` is where that one stands."""

    document: Document
    first_source: str


def drop_exact_duplicates(items: Iterable[Document | T]) -> Iterator[Document | Duplicate | T]:
    """Yield `items` in order, a `Duplicate` in place of each document that came before.

    Two documents are the same when text (white space aside), title, publication date, address and publisher are. The
    same dispatch at two publishers is two documents: how many origins they have is the ledger's to say. Whatever is no
    document passes through.
    """
    with Seen() as seen:
        for item in items:
            if not isinstance(item, Document):
                yield item
                continue
            key = content_id(" ".join(item.text.split()), item.title, item.published, item.url, item.publisher)
            first = seen.first(key, item.source)
            yield item if first is None else Duplicate(item, first)
