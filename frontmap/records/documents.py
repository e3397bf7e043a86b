"""What is read: a document, the names in it, and how a name's location relates to its place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from frontmap.records.spans import DateSpan
from frontmap.records.vocabulary import RelationKind, Role

__all__ = ["Document", "Mention", "Relation"]


@dataclass(frozen=True, slots=True)
class Document:
    """One article, post or report.

    `published` is what the file's own metadata say; `date` is what the dates stage makes of metadata and text, None
    where the document stays undated. `source` names the file (and line or entry) it came from.
    """

    id: str
    text: str
    title: str | None = None
    published: dt.date | None = None
    url: str | None = None
    publisher: str | None = None
    language: str = "en"
    date: DateSpan | None = None
    source: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Relation:
    """How a mention's location relates to its place: "6 km south of X" is an offset of 6,000 m at bearing 180.

    `bearing` is in degrees clockwise from north; `other` is the second place name of "between X and Y".
    `start` and `end` are the span of the relation's words.
    """

    kind: RelationKind
    text: str
    distance_m: float | None = None
    bearing: float | None = None
    other: str | None = None
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text, with what it stands for.

    `key` is the name under which the gazetteer knows it ("" where it does not); `reason` says why the role was given.
    """

    text: str
    role: Role
    key: str = field(default="", compare=False)
    relation: Relation | None = None
    reason: str = field(default="", compare=False)
    doc_id: str = field(default="", compare=False)
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)
