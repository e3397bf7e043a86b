"""The records that pass from stage to stage.

All are frozen and slotted. Where a record came from (document, offsets) never takes part in equality: two mentions of
the same words are equal wherever they stand. Points are kept as `lat` and `lon` in degrees, WGS 84; distances are metres.
"""

from __future__ import annotations

from frontmap.records.claims import Claim, Cue, Quantity
from frontmap.records.documents import Document, Mention, Relation
from frontmap.records.places import Place, Placement, RunnerUp
from frontmap.records.spans import DateSpan, Span, content_id
from frontmap.records.vocabulary import (
    Basis,
    Counted,
    Credibility,
    Kind,
    Modality,
    Polarity,
    Precision,
    RelationKind,
    Reliability,
    Role,
    Status,
    Verification,
)

__all__ = [
    "Basis",
    "Claim",
    "Counted",
    "Credibility",
    "Cue",
    "DateSpan",
    "Document",
    "Kind",
    "Mention",
    "Modality",
    "Place",
    "Placement",
    "Polarity",
    "Precision",
    "Quantity",
    "Relation",
    "RelationKind",
    "Reliability",
    "Role",
    "RunnerUp",
    "Span",
    "Status",
    "Verification",
    "content_id",
]
