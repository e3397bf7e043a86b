"""Which claims contradict, support or overtake each other, by what they say and for which side. The rules are those of docs/ledger.md."""

from __future__ import annotations

from frontmap.ledger.origins import same_statement
from frontmap.ledger.statements import AREAS, GROUND, WHOLE, Days, Stance, Statement
from frontmap.records import Kind, Modality, Polarity

__all__ = ["coincide", "contradicts", "doubts", "may_supersede", "may_support", "overtakes"]

_LASTING = GROUND | {Kind.ENCIRCLEMENT, Kind.PRESENCE}
_FEW = 3  # days: a longer stretch holds more than one event
_NOBODY = frozenset({None, "other"})  # who fights for no side leans on no other voice


def contradicts(one: Stance, claim: Stance) -> bool:
    """Whether one claim says that another is not so.

    A denial contradicts what it denies, of control over as much ground; that one side holds all of a place contradicts that the other does, and that
    it left, where different sides say so.
    """
    if one.modality is not Modality.ACTUAL or claim.modality is not Modality.ACTUAL or claim.polarity is not Polarity.ASSERTED or _vague(claim):
        return False
    if one.polarity is Polarity.DENIED:
        same_side = one.claimant_side == claim.claimant_side
        same_actor = one.actor_side == claim.actor_side or (None in (one.actor_side, claim.actor_side) and not same_side)
        return one.kind is claim.kind and same_actor and (one.kind is not Kind.CONTROL or one.extent == claim.extent)
    if None in (one.claimant_side, claim.claimant_side) or one.claimant_side == claim.claimant_side:
        return False
    return _opposed(one, claim)


def _opposed(one: Stance, claim: Stance) -> bool:
    """Whether two claims cannot both be so on one day: two sides hold all of a place, or one holds it and left."""
    held, held_too = _holder(one), _holder(claim)
    if held and held_too:
        return held != held_too
    return bool(held and held == _leaver(claim)) or bool(held_too and held_too == _leaver(one))


def _holder(stance: Stance) -> str | None:
    """The side that is said to hold all of the place."""
    return stance.actor_side if stance.kind is Kind.CONTROL and stance.polarity is Polarity.ASSERTED and stance.extent == WHOLE else None


def _leaver(stance: Stance) -> str | None:
    """The side that is said to have left the place."""
    return stance.actor_side if stance.kind is Kind.WITHDRAWAL and stance.polarity is Polarity.ASSERTED and stance.extent == WHOLE else None


def may_support(one: Stance, claim: Stance) -> bool:
    """Whether a claim agrees with one of another side; claims of one side lean on each other.

    The side that loses admits it also by saying that it left, or no longer holds the place.
    """
    if one.claimant_side == claim.claimant_side or _vague(claim):
        return False
    specific = one.actor_side == claim.actor_side or claim.actor_side is None  # that somebody did it is no word on who
    return (specific and same_statement(one, claim)) or _admits(one, claim)


def coincide(one: Statement, other: Statement) -> bool:
    """Whether two statements may be about one event: what lasts, within the days of a thread; what happens, on one of the same few days."""
    if one.kind in _LASTING:
        return True
    if one.days is None or other.days is None or max(one.days[1] - one.days[0], other.days[1] - other.days[0]) > _FEW:
        return False
    return _overlap(one.days, other.days)


def _overlap(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def doubts(one: Statement, claim: Statement, since: int | None) -> bool:
    """Whether a statement that contradicts a claim is about the same days.

    What happens must overlap. What lasts is doubted by what is said of later days; by what was said of days before only if the
    claim had been made by then and is but repeated. Doubt stands where a date is not known.

    Parameters
    ----------
    since : int or None
        First day of which the claim's side says the same, within the days of one matter before the statement's.
    """
    if one.days is None or claim.days is None or _overlap(one.days, claim.days):
        return True
    return one.kind in _LASTING and (one.days[0] > claim.days[1] or (since is not None and since <= one.days[1]))


def _vague(stance: Stance) -> bool:
    """Whether a claim tells of something somewhere in a region: only who holds the region can be agreed with or denied."""
    return stance.extent in AREAS and stance.kind is not Kind.CONTROL


def _admits(one: Stance, claim: Stance) -> bool:
    """Whether a side says of itself what another says against it."""
    loser = one.claimant_side
    if loser in _NOBODY or one.modality is not Modality.ACTUAL:
        return False
    lost = _leaver(one) == loser or (one.kind is Kind.CONTROL and one.polarity is Polarity.DENIED and one.actor_side == loser and one.extent == WHOLE)
    gained = _holder(one) not in {None, loser}
    taken = _holder(claim) not in {None, loser}
    return (lost and taken) or (gained and _leaver(claim) == loser)


def may_supersede(one: Stance, claim: Stance) -> bool:
    """Whether a claim of the same side, made later, would say otherwise: another holds the place now, or who held it left, or came back."""
    return one.modality is Modality.ACTUAL and claim.modality is Modality.ACTUAL and one.claimant_side == claim.claimant_side and _opposed(one, claim)


def overtakes(one: Statement, claim: Statement) -> bool:
    """Whether a claim is a later word of the same side, or where nobody's side speaks, of the same voice, on a later day."""
    if one.days is None or claim.days is None or one.told is None or claim.told is None or not may_supersede(one.stance, claim.stance):
        return False
    same = one.voice == claim.voice or one.claimant_side not in _NOBODY
    return same and one.told[0] > claim.told[1] and one.days[0] > claim.days[1]
