"""What the other claims of a thread do to a claim: deny it, agree with it, or take it back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from frontmap.ledger.origins import same_statement
from frontmap.ledger.statements import Days, Stance, Statement
from frontmap.records import Kind, Modality, Polarity, Status

__all__ = ["contradicts", "statuses_of"]

_LONG = 31  # days; spans longer than that are few, and looked at each time


def statuses_of(statements: Sequence[Statement], origins: Mapping[str, str], reach: int) -> dict[str, Status]:
    """Return the status of each statement of a thread, by its id.

    Parameters
    ----------
    statements : sequence of Statement
        A whole thread.
    origins : mapping of id to origin
        As `frontmap.ledger.origins.origins_of` gives it.
    reach : int
        Days by which two claims may lie apart and be about one event; those of undated documents are about any.
    """
    stances: dict[Stance, list[Statement]] = defaultdict(list)
    for each in statements:
        stances[each.stance].append(each)
    windows = {stance: _Window(members, reach) for stance, members in stances.items()}
    told: dict[str, Status] = {}
    for stance, members in stances.items():
        against = [windows[other] for other in windows if contradicts(other, stance)]
        agreeing = [windows[other] for other in windows if stance.modality is Modality.ACTUAL and _may_support(other, stance)]
        for each in members:
            told[each.id] = _status(each, against, agreeing, origins)
    return told


def _status(claim: Statement, against: Sequence[_Window], agreeing: Sequence[_Window], origins: Mapping[str, str]) -> Status:
    if claim.named and any(_later(other, claim) for window in against for other in window.of_voice(claim.voice, claim.days)):
        return Status.RETRACTED
    if any(other.voice != claim.voice for window in against for other in window.near(claim.days)):
        return Status.DISPUTED
    others = (other for window in agreeing for other in window.near(claim.days))
    if any(origins[other.id] != origins[claim.id] and _independent(claim, other) for other in others):
        return Status.CORROBORATED
    return Status.CLAIMED


class _Window:
    """The statements of one stance, by their days."""

    def __init__(self, members: Sequence[Statement], reach: int) -> None:
        dated = sorted(((each.days, each) for each in members if each.days is not None), key=lambda pair: (pair[0], pair[1].id))
        short = [(days, each) for days, each in dated if days[1] - days[0] <= _LONG]
        self._reach = reach
        self._firsts = [days[0] for days, _ in short]
        self._short = short
        self._always = [(days, each) for days, each in dated if days[1] - days[0] > _LONG]
        self._undated = [each for each in members if each.days is None]
        self._members = members
        self._voices: dict[str, _Window] | None = None

    def near(self, days: Days | None) -> Iterator[Statement]:
        """Yield the statements that may be about one event with one of these days."""
        if days is None:
            yield from self._members
            return
        first, last = days[0] - self._reach, days[1] + self._reach
        start, stop = bisect_left(self._firsts, first - _LONG), bisect_right(self._firsts, last)
        for spans in (self._short[start:stop], self._always):
            yield from (each for span, each in spans if span[0] <= last and first <= span[1])
        yield from self._undated

    def of_voice(self, voice: str, days: Days | None) -> Iterator[Statement]:
        """Yield those of them that have this voice."""
        if self._voices is None:
            members: dict[str, list[Statement]] = defaultdict(list)
            for each in self._members:
                members[each.voice].append(each)
            self._voices = {name: _Window(own, self._reach) for name, own in members.items()}
        found = self._voices.get(voice)
        return found.near(days) if found is not None else iter(())


def contradicts(denial: Stance, claim: Stance) -> bool:
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


def _may_support(one: Stance, other: Stance) -> bool:
    """Whether two claims say the same for different sides; those of one side lean on each other."""
    return one.claimant_side != other.claimant_side and same_statement(one, other)


def _independent(one: Statement, other: Statement) -> bool:
    """Whether two claims of different sides do not lean on each other: an article is not independent of those whom it quotes, nor its headline of it."""
    return one.doc_id != other.doc_id or None not in (one.claimant_side, other.claimant_side)


def _later(one: Statement, other: Statement) -> bool:
    return one.told is not None and other.told is not None and one.told[0] > other.told[1]
