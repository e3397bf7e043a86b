"""What the other claims of a thread do to a claim, and when: dispute it, agree with it, take it back, or overtake it.

A claim's history is played in the order in which the others became known. The numbered rules are those of docs/ledger.md.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from frontmap.ledger.origins import same_statement
from frontmap.ledger.stances import coincide, contradicts, doubts, may_supersede, may_support, overtakes
from frontmap.ledger.statements import Days, Stance, Statement
from frontmap.ledger.tolls import disagree, raised
from frontmap.records import Modality, Status

__all__ = ["Change", "Why", "histories_of"]

_LONG = 31  # days; spans longer than that are few, and looked at each time


class Why(StrEnum):
    """What a claim did to another; the order is that in which those of one day are heard: doubt is heard after agreement."""

    SAID = "said"
    AGREED = "an independent origin agrees"
    ADMITTED = "the opposing side says so too"
    DISPUTED = "somebody says that it is not so"
    OVERTAKEN = "a later claim of the same side says otherwise"
    RETRACTED = "the claimant takes it back"


@dataclass(frozen=True, slots=True)
class Change:
    """A claim's status from a day on, and the claim that changed it.

    `day` is the day on which that became known, as `date.toordinal` counts, None where no date is known. `by` is the id of the claim that
    brought it about: the claim itself at first.
    """

    status: Status
    day: int | None
    by: str
    why: Why


class _Word(NamedTuple):
    """What another claim does to a claim."""

    why: Why
    by: Statement


def histories_of(statements: Sequence[Statement], origins: Mapping[str, str], reach: int) -> dict[str, tuple[Change, ...]]:
    """Return the history of each statement of a thread, by its id: the last change tells its status.

    Parameters
    ----------
    statements : sequence of Statement
        A whole thread.
    origins : mapping of id to origin
        As `frontmap.ledger.origins.origins_of` gives it.
    reach : int
        Days by which two claims may lie apart and be about one event; those of undated documents are about any.
    """
    if len(statements) == 1:  # as in most threads: nobody says anything of it
        return {each.id: tuple(_history(each, ())) for each in statements}
    stances: dict[Stance, list[Statement]] = defaultdict(list)
    for each in statements:
        stances[each.stance].append(each)
    windows = {stance: _Window(members, reach) for stance, members in stances.items()}
    told: dict[str, tuple[Change, ...]] = {}
    for stance, members in stances.items():
        around = _Around(
            own=windows[stance],
            against=[windows[other] for other in windows if contradicts(other, stance)],
            agreeing=[windows[other] for other in windows if stance.modality is Modality.ACTUAL and may_support(other, stance)],
            alike=[windows[other] for other in windows if same_statement(other, stance) and other.claimant_side == stance.claimant_side],
            later=[windows[other] for other in windows if may_supersede(other, stance)],
        )
        for each in members:
            told[each.id] = tuple(_history(each, list(around.words(each, origins))))
    return told


def _history(claim: Statement, words: Sequence[_Word]) -> Iterator[Change]:
    """Yield the changes of a claim's status, as the others' words came to be known (rules 4 to 9)."""
    status = Status.CLAIMED
    yield Change(status, claim.known, claim.id, Why.SAID)
    order = list(Why)
    doubters: set[str] = set()
    for why, by in sorted(words, key=lambda word: (_heard(claim, word.by), order.index(word.why), word.by.id)):
        before = status
        if why is Why.RETRACTED:
            status = Status.RETRACTED
        elif status is Status.RETRACTED or (status is Status.SUPERSEDED and why is not Why.OVERTAKEN):
            continue
        elif why is Why.OVERTAKEN:
            status = Status.SUPERSEDED
        elif why is Why.DISPUTED:
            doubters.add(_speaker(by))
            status = Status.DISPUTED
        else:
            doubters.discard(_speaker(by))  # who denied it now says it: the only way out of a dispute, and this line tells of it
            status = Status.DISPUTED if doubters else Status.CORROBORATED
        if status is not before:
            yield Change(status, _day_heard(claim, by), by.id, why)


def _speaker(statement: Statement) -> str:
    """Who may end a dispute that a statement began: its side, or without one its voice."""
    return statement.voice if statement.claimant_side in {None, "other"} else f"side:{statement.claimant_side}"


def _heard(claim: Statement, other: Statement) -> tuple[bool, int]:
    """Return by what words are sorted; what has no date is heard at once."""
    day = _day_heard(claim, other)
    return (day is not None, day or 0)


def _day_heard(claim: Statement, other: Statement) -> int | None:
    """Return the day from which a claim stands beside another: that on which the later one became known."""
    days = [day for day in (claim.known, other.known) if day is not None]
    return max(days, default=None)


@dataclass(frozen=True, slots=True)
class _Around:
    """Those of a thread that may have something to say of the claims of one stance."""

    own: _Window
    against: Sequence[_Window]
    agreeing: Sequence[_Window]
    alike: Sequence[_Window]
    later: Sequence[_Window]

    def words(self, claim: Statement, origins: Mapping[str, str]) -> Iterator[_Word]:
        """Yield what the others do to a claim."""
        yield from self._doubts(claim)
        for window in self.agreeing:
            for other in window.near(claim.days):
                if origins[other.id] != origins[claim.id] and _independent(claim, other) and coincide(claim, other) and not disagree(claim, other):
                    yield _Word(Why.ADMITTED if _opposing(claim, other) else Why.AGREED, other)
        own = (other for window in self.alike for other in window.of_voice(claim.voice, claim.days))
        yield from (_Word(Why.OVERTAKEN, other) for other in own if _later(other, claim) and raised(other, claim))
        first = min((other for window in self.later for other in window.after(claim) if overtakes(other, claim)), key=_told, default=None)
        if first is not None:
            yield _Word(Why.OVERTAKEN, first)

    def _doubts(self, claim: Statement) -> Iterator[_Word]:
        """Yield who says that it is not so: somebody else, or the claimant itself, later."""
        for other in (other for window in self.against for other in window.near(claim.days)):
            if overtakes(other, claim) or not doubts(other, claim, self.own.first_before(other.days)):
                continue
            if other.voice != claim.voice:
                yield _Word(Why.DISPUTED, other)
            elif _later(other, claim):
                yield _Word(Why.RETRACTED if claim.named else Why.OVERTAKEN, other)


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

    def first_before(self, days: Days | None) -> int | None:
        """Return the first day of a statement that may be about one event with these days and begins before they end."""
        if days is None:
            return None
        at = bisect_left(self._firsts, days[0] - self._reach)
        return self._firsts[at] if at < len(self._firsts) and self._firsts[at] <= days[1] else None

    def after(self, claim: Statement) -> Iterator[Statement]:
        """Yield the statements about days after those of a claim."""
        if claim.days is not None:
            yield from (each for _, each in self._short[bisect_right(self._firsts, claim.days[1]) :])


def _told(statement: Statement) -> tuple[int, str]:
    return (statement.told[0] if statement.told is not None else 0, statement.id)


def _opposing(one: Statement, other: Statement) -> bool:
    """Whether two fighting sides speak."""
    return not {one.claimant_side, other.claimant_side} & {None, "other"}


def _independent(one: Statement, other: Statement) -> bool:
    """Whether two claims of different sides do not lean on each other.

    An article is not independent of those whom it quotes, nor its headline of it, unless it vouches for what it says.
    """
    return one.doc_id != other.doc_id or None not in (one.claimant_side, other.claimant_side) or one.verified or other.verified


def _later(one: Statement, other: Statement) -> bool:
    return one.told is not None and other.told is not None and one.told[0] > other.told[1]
