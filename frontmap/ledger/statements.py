"""What the ledger needs to know of a claim, and nothing else: small enough that a long thread of them fits into memory."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import NamedTuple

from frontmap.gazetteer.names import normalise, skeleton
from frontmap.records import Claim, DateSpan, Kind, Modality, Polarity, Precision, Quantity, Verification

__all__ = ["AREAS", "GROUND", "WHOLE", "Days", "Stance", "Statement", "claimant_key", "statement_of"]

Days = tuple[int, int]
"""First and last day of a span, counted as `date.toordinal` does."""

GROUND = frozenset({Kind.CONTROL, Kind.ADVANCE, Kind.WITHDRAWAL})
"""Kinds that tell who stands where: there it matters whether all of a place is meant."""
AREAS = frozenset({Precision.DISTRICT.value, Precision.REGION.value, Precision.COUNTRY.value})
"""Extents so wide that two who tell of them need not mean one event."""
WHOLE = ""
"""The extent of what is said of a place itself."""

_IDLE = frozenset({"the", "a", "an", "of", "in", "and", "for", "has", "have"})
_POSSESSIVE = re.compile(r"['’]s\b")
_STEM = 5  # letters by which "Russia" and "Russian" are one


class Stance(NamedTuple):
    """What is said, and by which side: all on which it depends whether two claims of a thread agree or contradict each other.

    `extent` is `WHOLE`, or how what is meant lies to the place (`part`, `near`, `direction` ...), or one of `AREAS`.
    """

    kind: Kind
    polarity: Polarity
    modality: Modality
    actor_side: str | None
    claimant_side: str | None
    extent: str = WHOLE


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim as the ledger sees it.

    Attributes
    ----------
    id, doc_id : str
        The claim's and its document's.
    kind, polarity, modality, actor_side, claimant_side, language, quantities
        As the claim has them.
    extent : str
        As a `Stance` has it.
    voice : str
        Who stands behind it, see `claimant_key`.
    named : bool
        Whether the claim names its claimant.
    verified : bool
        Whether the publisher vouches for it.
    text : str
        Its sentence.
    days : Days or None
        When it happened, else when it was said, else when it appeared.
    told : Days or None
        When it was said, else when it appeared, else when it happened.
    known : int or None
        The day by which it was known: it appeared then, else it was said then.
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
    extent: str
    voice: str
    named: bool
    verified: bool
    text: str
    language: str
    quantities: tuple[Quantity, ...]
    days: Days | None
    told: Days | None
    known: int | None
    background: bool

    @property
    def stance(self) -> Stance:
        """What it says, and for which side."""
        return Stance(self.kind, self.polarity, self.modality, self.actor_side, self.claimant_side, self.extent)


def statement_of(claim: Claim) -> Statement:
    """Return what the ledger needs of a claim."""
    appeared = claim.published or claim.stated
    return Statement(
        id=claim.id,
        doc_id=claim.doc_id,
        kind=claim.kind,
        polarity=claim.polarity,
        modality=claim.modality,
        actor_side=claim.actor_side,
        claimant_side=claim.claimant_side,
        extent=_extent(claim),
        voice=claimant_key(claim),
        named=bool(claim.claimant),
        verified=claim.verification is Verification.VERIFIED,
        text=claim.evidence.text,
        language=claim.language,
        quantities=claim.quantities,
        days=_days(claim.event or claim.stated or claim.published),
        told=_days(claim.stated or claim.published or claim.event),
        known=None if appeared is None else appeared.last.toordinal(),
        background=claim.apart,
    )


def _extent(claim: Claim) -> str:
    placement = claim.placement
    if placement is None:
        return WHOLE
    if placement.precision is not None and placement.precision.value in AREAS:
        return placement.precision.value
    return WHOLE if placement.mention.relation is None else placement.mention.relation.kind.value


def claimant_key(claim: Claim) -> str:
    """Return who stands behind a claim: the claimant's words in any order, form and script, else the publisher, else the document.

    A publisher is known by the same key when others cite it, so that what they relay is its own word.
    """
    if claim.claimant:
        return _name_key(claim.claimant)
    if claim.claimant_side:
        return f"side:{claim.claimant_side}"
    return _name_key(claim.publisher) if claim.publisher else f"document:{claim.doc_id}"


@functools.lru_cache(maxsize=10_000)
def _name_key(name: str) -> str:
    """Return a name's words without case, form, order and script: "Олег Синєгубов" and "Syniehubov, Oleh" are one."""
    words = normalise(_POSSESSIVE.sub("", name).replace("efense", "efence")).split()
    return " ".join(sorted({skeleton(word)[:_STEM] if word.isalpha() else word for word in words if word not in _IDLE})) or name.casefold()


def _days(span: DateSpan | None) -> Days | None:
    return None if span is None else (span.first.toordinal(), span.last.toordinal())
