"""What the other claims of a thread do to a claim: deny it, agree with it, or take it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from frontmap.ledger.origins import claimant_key, same_statement
from frontmap.records import Claim, Kind, Modality, Polarity, Status

__all__ = ["contradicts", "status_of"]


def status_of(claim: Claim, others: Sequence[Claim], origins: Mapping[str, str]) -> Status:
    """Return a claim's status among the other claims of its thread.

    Parameters
    ----------
    origins : mapping of claim id to origin
        As `frontmap.ledger.origins.origins_of` gives it.
    """
    against = [other for other in others if contradicts(other, claim)]
    if any(claim.claimant and claimant_key(other) == claimant_key(claim) and _later(other, claim) for other in against):
        return Status.RETRACTED
    if any(claimant_key(other) != claimant_key(claim) for other in against):
        return Status.DISPUTED
    agreeing = [other for other in others if same_statement(claim, other) and origins[other.id] != origins[claim.id]]
    if claim.modality is Modality.ACTUAL and any(_independent(claim, other) for other in agreeing):
        return Status.CORROBORATED
    return Status.CLAIMED


def _independent(one: Claim, other: Claim) -> bool:
    """Whether two claims come from sources that do not lean on each other: different sides, or another document's own voice.

    An article is not independent of those whom it quotes, nor its headline of it.
    """
    if one.claimant_side == other.claimant_side:
        return False
    return one.doc_id != other.doc_id or None not in (one.claimant_side, other.claimant_side)


def contradicts(denial: Claim, claim: Claim) -> bool:
    """Whether one claim says that another is not so.

    A denial contradicts what it denies; that one side holds a place contradicts that the other does, where different
    sides say so.
    """
    if denial.modality is not Modality.ACTUAL or claim.modality is not Modality.ACTUAL or denial.kind is not claim.kind:
        return False
    same_voice = denial.claimant_side == claim.claimant_side
    compatible = denial.actor_side == claim.actor_side or (None in (denial.actor_side, claim.actor_side) and not same_voice)
    if denial.polarity is Polarity.DENIED:
        return claim.polarity is Polarity.ASSERTED and compatible
    both_hold = denial.kind is Kind.CONTROL and claim.polarity is Polarity.ASSERTED and None not in (denial.actor_side, claim.actor_side) and not compatible
    return both_hold and None not in (denial.claimant_side, claim.claimant_side) and denial.claimant_side != claim.claimant_side


def _later(one: Claim, other: Claim) -> bool:
    first = one.stated or one.published or one.event
    second = other.stated or other.published or other.event
    return first is not None and second is not None and first.first > second.last
