"""What the ledger needs to know of a claim, and nothing else: small enough that a long thread of them fits into memory."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from frontmap.records import Claim, DateSpan, Kind, Modality, Polarity

__all__ = ["Days", "Stance", "Statement", "claimant_key", "statement_of"]

Days = tuple[int, int]
"""First and last day of a span, counted as `date.toordinal` does."""

_IDLE = frozenset({"the", "a", "an", "of", "in", "and", "for", "s", "has", "have"})
_STEM = 6  # letters by which "Russia's" and "Russian" are one


class Stance(NamedTuple):
    """What is said, and by which side: all on which it depends whether two claims of a thread agree or contradict each other."""

    kind: Kind
    polarity: Polarity
    modality: Modality
    actor_side: str | None
    claimant_side: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim as the ledger sees it.

    Attributes
    ----------
    id, doc_id : str
        The claim's and its document's.
    kind, polarity, modality, actor_side, claimant_side
        As the claim has them.
    voice : str
        Who stands behind it, see `claimant_key`.
    named : bool
        Whether the claim names its claimant.
    text : str
        Its sentence.
    days : Days or None
        When it happened, else when it was said, else when it appeared.
    told : Days or None
        When it was said, else when it appeared, else when it happened.
    background : bool
        Whether it stands apart from its document's days: `Claim.apart`.
    """

    id: str
    doc_id: str
    kind: Kind
    polarity: Polarity
    modality: Modality
    actor_side: str | None
    claimant_side: str | None
    voice: str
    named: bool
    text: str
    days: Days | None
    told: Days | None
    background: bool

    @property
    def stance(self) -> Stance:
        """What it says, and for which side."""
        return Stance(self.kind, self.polarity, self.modality, self.actor_side, self.claimant_side)


def statement_of(claim: Claim) -> Statement:
    """Return what the ledger needs of a claim."""
    return Statement(
        id=claim.id,
        doc_id=claim.doc_id,
        kind=claim.kind,
        polarity=claim.polarity,
        modality=claim.modality,
        actor_side=claim.actor_side,
        claimant_side=claim.claimant_side,
        voice=claimant_key(claim),
        named=bool(claim.claimant),
        text=claim.evidence.text,
        days=_days(claim.event or claim.stated or claim.published),
        told=_days(claim.stated or claim.published or claim.event),
        background=claim.apart,
    )


def claimant_key(claim: Claim) -> str:
    """Return who stands behind a claim: the claimant's words in any order and form, else the publisher, else the document."""
    if claim.claimant:
        words = re.findall(r"\w+", claim.claimant.casefold().replace("defense", "defence"))
        return " ".join(sorted({word[:_STEM] for word in words if word not in _IDLE}))
    if claim.claimant_side:
        return f"side:{claim.claimant_side}"
    return f"publisher:{(claim.publisher or '').casefold() or claim.doc_id}"


def _days(span: DateSpan | None) -> Days | None:
    return None if span is None else (span.first.toordinal(), span.last.toordinal())
