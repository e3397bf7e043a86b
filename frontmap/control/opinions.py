"""From claims to opinions: what one voice says on one day of who holds a settlement.

A voice is one of the fighting sides of the theatre, or nobody's side: the publishers, analysts and third countries that
speak in their own name. The numbered rules are those of docs/control.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from frontmap.lexicon.load import load_rules
from frontmap.records import Basis, Claim, DateSpan, Kind, Modality, Place, Polarity, Precision, RelationKind, Verification
from frontmap.theatres.load import Theatre

__all__ = ["SAME_MATTER", "Hold", "Opinion", "claims_by_place", "fighting_sides", "opinions_by_place", "opinions_of"]

SAME_MATTER = dt.timedelta(days=14)  # claims farther apart are about different turns of the war; as threads of ground have it
_LONGEST = 92  # days: an interval longer than a season dates nothing
_BYSTANDERS = "other"  # the theatre's word for all that fight for nobody
_FIRM = frozenset({Precision.EXACT, Precision.SETTLEMENT})


class Hold(IntEnum):
    """How much of a settlement a side is said to hold; whoever attacks it does not hold all of it."""

    ATTACKS = 0
    NOT = 1
    PART = 2
    WHOLE = 3


@dataclass(frozen=True, slots=True)
class Opinion:
    """One voice's word on one side's hold of a settlement; `voice` is None where nobody's side speaks.

    `dated` tells that the sentence itself names the day, rather than the document. `left` marks a withdrawal: the side is
    said to have gone, which is more than that it does not hold.
    """

    day: dt.date
    side: str
    hold: Hold
    voice: str | None
    dated: bool
    left: bool
    claim: Claim = field(compare=False)

    @property
    def gives(self) -> bool:
        """Whether the side is said to hold the settlement or a part of it."""
        return self.hold >= Hold.PART

    @property
    def order(self) -> tuple[dt.date, bool, int, str]:
        """Older first; of one day those that only the document dates first; then by amount and id."""
        return (self.day, self.dated, self.hold, self.claim.id)


def fighting_sides(theatre: Theatre) -> tuple[str, ...]:
    """Return the ids of the theatre's sides that fight, in the theatre's order."""
    return tuple(side.id for side in theatre.sides if side.id != _BYSTANDERS)


def opinions_by_place(claims: Iterable[Claim], theatre: Theatre) -> dict[Place, tuple[Opinion, ...]]:
    """Return what is said of the hold of each settlement, oldest first; settlements in the order of their ids.

    Parameters
    ----------
    claims : iterable of Claim
        In any order. What the ledger makes of them plays no part: who takes back a claim answers it from that day on.
    theatre : Theatre
        Its fighting sides are the voices and the holders.
    """
    told = {place: opinions_of(group, theatre) for place, group in claims_by_place(claims, theatre).items()}
    return {place: opinions for place, opinions in told.items() if opinions}


def claims_by_place(claims: Iterable[Claim], theatre: Theatre) -> dict[Place, list[Claim]]:
    """Return the claims about what a fighting side does on each settlement, settlements in the order of their ids; a claim that stands twice counts once."""
    sides = fighting_sides(theatre)
    found: dict[Place, dict[str, Claim]] = {}
    for claim in claims:
        place = _settlement(claim)
        if place is not None and claim.actor_side in sides:
            found.setdefault(place, {})[claim.id] = claim
    return {place: list(found[place].values()) for place in sorted(found, key=lambda place: place.id)}


def _settlement(claim: Claim) -> Place | None:
    """Return the settlement that a claim's mark lies on (rule 1): "near X" and regions tell nothing of who holds X."""
    placement = claim.placement
    if placement is None or placement.place is None or placement.precision not in _FIRM or not placement.place.feature.startswith("PPL"):
        return None
    relation = placement.mention.relation
    return placement.place if relation is None or relation.kind is RelationKind.PART else None


def opinions_of(claims: Sequence[Claim], theatre: Theatre) -> tuple[Opinion, ...]:
    """Return what the claims about one settlement say of its hold, oldest first; nothing where they tell of attacks alone."""
    sides = fighting_sides(theatre)
    advances = [claim for claim in claims if claim.kind is Kind.ADVANCE and _is_said(claim)]
    found = [opinion for claim in claims if (opinion := _opinion(claim, advances, sides)) is not None]
    if all(opinion.hold is Hold.ATTACKS for opinion in found):
        return ()
    return tuple(sorted(found, key=lambda opinion: opinion.order))


def _opinion(claim: Claim, advances: Sequence[Claim], sides: Sequence[str]) -> Opinion | None:
    """Return what a claim says of its actor's hold, None where it says nothing of it (rules 2 to 8)."""
    day, hold = day_of(claim), _hold(claim)
    if day is None or hold is None or claim.actor_side is None or claim.modality is not Modality.ACTUAL:
        return None
    dated = claim.event is not None and claim.event.basis is not Basis.DOCUMENT
    recalled = hold is not Hold.NOT and not dated and _recalls(claim)
    if recalled and (hold is Hold.ATTACKS or not _follows_advance(claim, day, advances)):
        return None
    voice = claim.claimant_side if claim.claimant_side in sides and claim.verification is not Verification.VERIFIED else None
    return Opinion(day, claim.actor_side, hold, voice, dated, claim.kind is Kind.WITHDRAWAL, claim)


def _is_said(claim: Claim) -> bool:
    return claim.polarity is Polarity.ASSERTED and claim.modality is Modality.ACTUAL


def _hold(claim: Claim) -> Hold | None:
    """Return how much a claim gives its actor, None where it is not about holding."""
    relation = claim.placement.mention.relation if claim.placement is not None else None
    part = relation is not None and relation.kind is RelationKind.PART
    asserted = claim.polarity is Polarity.ASSERTED
    if claim.kind is Kind.CONTROL and asserted:
        return Hold.PART if part or _of_positions(claim) else Hold.WHOLE  # rule 3
    if claim.kind is Kind.ADVANCE:
        return Hold.PART if asserted and part else None  # rule 4
    if claim.kind is Kind.ASSAULT:
        return Hold.ATTACKS if asserted else None  # rule 14
    if (claim.kind is Kind.CONTROL or (claim.kind is Kind.WITHDRAWAL and asserted)) and not part:
        return Hold.NOT  # rules 5 and 6
    return None


def _of_positions(claim: Claim) -> bool:
    """Whether it is positions in the place that are held: a part of it."""
    return any(cue.rule.endswith("-positions") for cue in claim.cues)


def _recalls(claim: Claim) -> bool:
    """Whether a noun makes the claim ("the fall of X"), which takes for known what happened on another day (rule 7)."""
    rules = [cue.rule.split(".") for cue in claim.cues if cue.rule.count(".") == 2]
    forms = {rule.values.get("form") for language, topic, name in rules for rule in load_rules(language, topic) if rule.id == f"{language}.{topic}.{name}" and "kind" in rule.values}
    return bool(forms) and forms == {"noun"}


def _follows_advance(claim: Claim, day: dt.date, advances: Iterable[Claim]) -> bool:
    """Whether the side that is said to hold a place is also said to have advanced there within the same days."""
    return any(
        advance.actor_side == claim.actor_side and (told := day_of(advance)) is not None and dt.timedelta() <= day - told <= SAME_MATTER
        for advance in advances
    )


def day_of(claim: Claim) -> dt.date | None:
    """Return the day for which a claim counts (rule 8): the last of its event's days, never later than it was published.

    None where the text recalls it without a day, or by more than a season.
    """
    span: DateSpan | None = claim.event
    if span is None or (span.last - span.first).days > _LONGEST:
        return None
    return min(span.last, claim.published.last) if claim.published is not None else span.last
