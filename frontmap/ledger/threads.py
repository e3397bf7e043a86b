"""The claims about one matter at one place in one stretch of days, and what they do to each other.

Nothing here depends on the order of the claims: a thread is known by its matter, its place and its first day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from frontmap.ledger.origins import origins_of
from frontmap.ledger.statements import Statement, statement_of
from frontmap.ledger.status import Change, histories_of
from frontmap.records import Claim, Kind, Status, content_id

__all__ = ["Told", "chronology", "ledger_of", "matter_of", "place_key", "tell", "thread_claims"]

_MATTERS = {
    Kind.CONTROL: "ground",
    Kind.ADVANCE: "ground",
    Kind.WITHDRAWAL: "ground",
    Kind.ENCIRCLEMENT: "encirclement",
    Kind.ASSAULT: "fighting",
    Kind.STRIKE: "fire",
    Kind.DAMAGE: "fire",
    Kind.CIVILIANS: "civilians",
    Kind.LOSSES: "losses",
    Kind.PRESENCE: "presence",
    Kind.VISIT: "visit",
}
_GAPS = {"ground": 14, "encirclement": 14, "presence": 14}  # days without a claim after which another thread begins
_GAP = 3


@dataclass(frozen=True, slots=True)
class Told:
    """What the ledger says of a claim: its thread, its origin, and how its status came about."""

    id: str
    thread: str
    origin: str
    history: tuple[Change, ...]

    @property
    def status(self) -> Status:
        """The claim's status now."""
        return self.history[-1].status


def matter_of(kind: Kind) -> str:
    """Return the matter that a kind of claim is about: who holds the ground, fighting, fire, ..."""
    return _MATTERS[kind]


def place_key(claim: Claim) -> str:
    """Return the place's id; claims without a place meet only where the same document names the same one."""
    place = claim.placement.place if claim.placement is not None else None
    return place.id if place is not None else f"unplaced:{claim.doc_id}:{claim.place_text or claim.id}"


def thread_claims(claims: Sequence[Claim]) -> list[Claim]:
    """Return the same claims, in the same order, with `thread`, `origin` and `status`.

    Parameters
    ----------
    claims : sequence of Claim
        Of any number of documents, in any order.
    """
    threaded = {claim.id: claim for claim, _ in ledger_of(claims)}
    return [threaded[claim.id] for claim in claims]


def ledger_of(claims: Iterable[Claim]) -> Iterator[tuple[Claim, tuple[Change, ...]]]:
    """Yield each claim once, with `thread`, `origin` and `status`, and how its status came about; thread by thread."""
    groups: dict[tuple[str, str], dict[str, Claim]] = {}
    for claim in claims:
        groups.setdefault((matter_of(claim.kind), place_key(claim)), {})[claim.id] = claim
    for (matter, place), members in sorted(groups.items()):
        statements = sorted(map(statement_of, members.values()), key=chronology)
        for told in tell(matter, place, statements):
            yield replace(members[told.id], thread=told.thread, origin=told.origin, status=told.status), told.history


def chronology(statement: Statement) -> tuple[int, int, int, str]:
    """Return by what the statements of one matter at one place are sorted: background, then by days, then what has no date."""
    sort = 0 if statement.background else 1 if statement.days is not None else 2
    return (sort, *(statement.days or (0, 0)), statement.id)


def tell(matter: str, place: str, statements: Iterable[Statement]) -> Iterator[Told]:
    """Yield what the ledger says of each claim about one matter at one place, thread by thread.

    Parameters
    ----------
    matter, place : str
        As `matter_of` and `place_key` give them.
    statements : iterable of Statement
        All of them, in the order of `chronology`; no more than one thread is held at a time.
    """
    reach = _GAPS.get(matter, _GAP)
    for members in _threads(statements, reach):
        if members[0].background:
            thread = content_id("thread", matter, place, members[0].id)
        else:
            first = min((each.days[0] for each in members if each.days is not None), default=None)
            thread = content_id("thread", matter, place, None if first is None else dt.date.fromordinal(first))
        origins = origins_of(members)
        histories = histories_of(members, origins, reach)
        yield from (Told(each.id, thread, origins[each.id], histories[each.id]) for each in members)


def _threads(statements: Iterable[Statement], gap: int) -> Iterator[list[Statement]]:
    """Cut statements into stretches of days; those without a date join the only stretch, or stay by themselves."""
    stretch: list[Statement] = []
    reach, stretches = 0, 0
    for each in statements:
        if each.background:
            yield [each]
        elif each.days is not None:
            if stretch and each.days[0] > reach + gap:
                yield stretch
                stretch = []
            if not stretch:
                stretches, reach = stretches + 1, each.days[1]
            stretch.append(each)
            reach = max(reach, each.days[1])
        else:
            if stretches > 1 and stretch and stretch[-1].days is not None:
                yield stretch
                stretch = []
            stretch.append(each)
    if stretch:
        yield stretch
