"""What a claim's fields are called, of what type they are and what they mean: one tree, from which files and their dictionary are made.

`CLAIM` describes the contract's JSON object, `FLAT` the columns of tables that know no objects, `DAYS` the columns in which
tables with a type for days repeat the dates, since an interval in EDTF cannot be sorted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from frontmap.exports.csv import COLUMNS
from frontmap.records import (
    Basis,
    Claim,
    Counted,
    Credibility,
    Kind,
    Modality,
    Polarity,
    Precision,
    RelationKind,
    Reliability,
    Status,
    Verification,
)

__all__ = ["CLAIM", "DAYS", "FLAT", "Column", "Field", "FieldType", "days_of"]


class FieldType(StrEnum):
    """What a field holds."""

    TEXT = "text"
    EDTF = "EDTF date"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "true or false"
    DAY = "day"
    OBJECT = "object"
    OBJECTS = "list of objects"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the contract: `nullable` where it can be null, `values` where only these can stand, `fields` where it holds objects."""

    name: str
    type: FieldType
    text: str
    nullable: bool = False
    values: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()


_T, _N, _I, _F, _O, _L = FieldType.TEXT, FieldType.NUMBER, FieldType.INTEGER, FieldType.FLAG, FieldType.OBJECT, FieldType.OBJECTS
_START = Field("start", _I, "where it begins in the document's text, in code points")
_END = Field("end", _I, "where it ends, not included")

_RELATION = (
    Field("kind", _T, "how the mark relates to the place named", values=tuple(RelationKind)),
    Field("text", _T, 'the words of it: "6 km south of"'),
    Field("distance_m", _N, "metres told", nullable=True),
    Field("bearing", _N, "degrees clockwise from north", nullable=True),
    Field("other", _T, 'the second place of "between X and Y"', nullable=True),
    _START,
    _END,
)
_RUNNER_UP = (
    Field("id", _T, "the gazetteer's id"),
    Field("name", _T, "its name"),
    Field("admin1", _T, "first-level region"),
    Field("country", _T, "ISO 3166 code"),
    Field("lat", _N, "degrees north, WGS 84"),
    Field("lon", _N, "degrees east, WGS 84"),
    Field("score", _N, "what it scored, 0 to 1"),
    Field("distance_m", _N, "metres from the place chosen", nullable=True),
)
_PLACE = (
    Field("id", _T, "the gazetteer's id of the place, such as geonames:692170"),
    Field("name", _T, "its name in the gazetteer"),
    Field("country", _T, "ISO 3166 code of its country"),
    Field("admin1", _T, "its first-level region"),
    Field("feature", _T, "GeoNames feature code: PPL, PPLA2, ADM1, PCLI ..."),
    Field("lat", _N, "degrees north of the mark, WGS 84: the place, or the offset from it that the text tells of"),
    Field("lon", _N, "degrees east of the mark, WGS 84"),
    Field("place_lat", _N, "degrees north of the place itself"),
    Field("place_lon", _N, "degrees east of the place itself"),
    Field("precision", _T, "how exactly the mark is known", values=tuple(Precision)),
    Field("radius_m", _N, "how far from the mark the truth may lie, metres", nullable=True),
    Field("score", _N, "how sure the choice of place is, 0 to 1"),
    Field("text", _T, "the place as written"),
    _START,
    _END,
    Field("relation", _O, "how the mark relates to the place named", nullable=True, fields=_RELATION),
    Field("runners_up", _L, "places that were considered and not chosen, best first", fields=_RUNNER_UP),
    Field("reason", _T, "why this place was chosen"),
)
_QUANTITY = (
    Field("what", _T, "what is counted or measured", values=tuple(Counted)),
    Field("of", _T, "the class of what is counted (soldiers, drones); empty where none is told"),
    Field("low", _N, 'least number, included; null for "up to 20"', nullable=True),
    Field("high", _N, 'greatest number, included; null for "at least 20"', nullable=True),
    Field("approximate", _F, '"about", "more than", "dozens"'),
    Field("total", _F, "a sum since the war or the year began, which is no day's event"),
    Field("text", _T, "the words of it"),
    _START,
    _END,
)
CLAIM: tuple[Field, ...] = (
    Field("id", _T, "hash of the claim's content: the same claim has the same id in every build"),
    Field("doc_id", _T, "id of the document"),
    Field("kind", _T, "what is said of the place", values=tuple(Kind)),
    Field("polarity", _T, "whether it is said to be so or not", values=tuple(Polarity)),
    Field("modality", _T, "whether it is, is meant to be, or may be", values=tuple(Modality)),
    Field("actor", _T, "who is said to act (Russian forces)", nullable=True),
    Field("actor_side", _T, "the actor's side, as the theatre names it: ru, ua, other", nullable=True),
    Field("claimant", _T, "who says it; null in the publisher's own voice", nullable=True),
    Field("claimant_side", _T, "the claimant's side", nullable=True),
    Field("publisher", _T, "whose page carries it", nullable=True),
    Field("verification", _T, "what the publisher says of its proof", nullable=True, values=tuple(Verification)),
    Field("reliability", _T, "how far the source is trusted, on the Admiralty scale, F where nobody judged it", values=tuple(Reliability)),
    Field("credibility", _T, "how likely the information is, on the Admiralty scale, 6 where nobody judged it", values=tuple(Credibility)),
    Field("status", _T, "what the other claims on the matter do to it", values=tuple(Status)),
    Field("thread", _T, "id shared by the claims on one matter"),
    Field("origin", _T, "id shared by repeats of one statement: count these, not articles"),
    Field("score", _N, "how sure the reading is, 0 to 1"),
    Field("place", _O, "where; null for an unplaced claim", nullable=True, fields=_PLACE),
    Field("place_text", _T, "the place as written, placed or not", nullable=True),
    Field("unplaced_reason", _T, "why there is no place", nullable=True),
    Field("event_date", FieldType.EDTF, "when it is said to have happened", nullable=True),
    Field("date_basis", _T, "what that date rests on", values=tuple(Basis)),
    Field("stated", FieldType.EDTF, "when the claimant said it", nullable=True),
    Field("published", FieldType.EDTF, "when the document appeared", nullable=True),
    Field("published_basis", _T, "what that date rests on", values=tuple(Basis)),
    Field("title", _T, "the document's title", nullable=True),
    Field("url", _T, "the document's address", nullable=True),
    Field("language", _T, "the document's language: en, uk, ru"),
    Field("evidence", _O, "the sentence", fields=(Field("text", _T, "as written"), _START, _END)),
    Field("cues", _L, "the words that made the claim", fields=(Field("text", _T, "as written"), _START, _END, Field("rule", _T, "the lexicon's rule that knows them"))),
    Field("quantities", _L, "its numbers", fields=_QUANTITY),
    Field("background", _F, "the document only recalls it: no news of its day"),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a flat table."""

    name: str
    type: FieldType
    text: str


_OWN_COLUMNS: Mapping[str, tuple[FieldType, str]] = MappingProxyType({
    "sentence": (_T, "`evidence.text`"),
    "sentence_start": (_I, "`evidence.start`"),
    "sentence_end": (_I, "`evidence.end`"),
    "cues": (_T, "the words of `cues`, joined by a bar"),
    "quantities": (_T, '`quantities` in words, joined by a bar: "killed 20..30 soldiers", "~" for an approximate, "total" for a summed number'),
    "place_text": (_T, "the place as written, placed or not"),
})  # fmt: skip


def _column(name: str) -> Column:
    if name in _OWN_COLUMNS:
        return Column(name, *_OWN_COLUMNS[name])
    fields = {field.name: field for field in CLAIM}
    if name in fields:
        return Column(name, fields[name].type, fields[name].text)
    inner = next(field for field in _PLACE if f"place_{field.name}" == name)
    return Column(name, inner.type, inner.text)


FLAT: tuple[Column, ...] = tuple(_column(name) for name in COLUMNS)
DAYS: tuple[Column, ...] = tuple(
    Column(f"{clock}_{end}", FieldType.DAY, f"{end} day of {meaning}")
    for clock, meaning in (("event", "`event_date`"), ("published", "`published`"))
    for end in ("first", "last")
)
_DAY_OF: Mapping[str, Callable[[Claim], dt.date | None]] = MappingProxyType({
    "event_first": lambda claim: claim.event.first if claim.event else None,
    "event_last": lambda claim: claim.event.last if claim.event else None,
    "published_first": lambda claim: claim.published.first if claim.published else None,
    "published_last": lambda claim: claim.published.last if claim.published else None,
})  # fmt: skip


def days_of(claim: Claim) -> dict[str, Any]:
    """Return the values of the columns `DAYS`."""
    return {name: day(claim) for name, day in _DAY_OF.items()}
