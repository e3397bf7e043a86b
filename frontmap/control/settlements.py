"""Who is claimed to hold each settlement on a day: claimed by a side, disputed, or unclaimed.

Nothing lapses by itself: a claim stands until something that is said later answers it, and every change of state names the
claim that made it. The numbered rules are those of docs/control.md.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from frontmap.control.opinions import SAME_MATTER, Hold, Opinion, claims_by_place, fighting_sides, opinions_by_place, opinions_of
from frontmap.ledger.clocks import day_known, published_by
from frontmap.records import Claim, Place
from frontmap.theatres.load import Theatre

__all__ = ["Control", "Interval", "LastClaim", "State", "control_intervals", "control_on", "known_intervals", "last_day", "mark_radius_m"]


class State(StrEnum):
    """What the claims, taken together, say of who holds a settlement."""

    CLAIMED = "claimed"  # by one side, and nothing that stands says otherwise
    DISPUTED = "disputed"  # by both, in part by both, or by one and denied
    UNCLAIMED = "unclaimed"  # spoken of, but what was claimed has been answered


@dataclass(frozen=True, slots=True)
class LastClaim:
    """The last claim that a side holds a settlement, whoever made it; `part` where it is a part of it."""

    side: str
    day: dt.date
    age_days: int
    part: bool
    claim: Claim = field(compare=False)


@dataclass(frozen=True, slots=True)
class Control:
    """Who is claimed to hold a settlement on a day.

    `side` is the holder where the state is `claimed`. `partial` tells that only a part of the settlement is claimed.
    `since` is the day of the claim that brought this state about, `standing` are the claims that make it, `last` holds each
    side's last claim in the theatre's order of sides, `reason` says in words why. `radius_m` is how far from its point the
    claims' mark may reach.
    """

    place: Place
    day: dt.date
    state: State
    side: str | None
    partial: bool
    since: dt.date
    reason: str
    radius_m: float
    last: tuple[LastClaim, ...]
    standing: tuple[Claim, ...] = field(compare=False)

    @property
    def firm(self) -> bool:
        """Whether one side is claimed to hold all of it, and nothing says otherwise."""
        return self.state is State.CLAIMED and not self.partial


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from `first` to `last` (None: until the claims end) in which a settlement's state stays the same."""

    place: Place
    first: dt.date
    last: dt.date | None
    state: State
    side: str | None
    partial: bool


@dataclass(frozen=True, slots=True)
class _Verdict:
    """A state with what stands behind it."""

    state: State
    side: str | None
    partial: bool
    reason: str
    standing: tuple[Opinion, ...] = field(compare=False)


def last_day(claims: Iterable[Claim]) -> dt.date | None:
    """Return the last day on which a claim was published or happened, None where nothing is dated."""
    return max((span.last for claim in claims if (span := claim.published or claim.event) is not None), default=None)


def control_on(claims: Sequence[Claim], theatre: Theatre, *, as_happened: dt.date | None = None, as_known: dt.date | None = None) -> list[Control]:
    """Return the control of each settlement of which a hold was ever claimed or denied, in the order of their ids.

    Parameters
    ----------
    claims : sequence of Claim
        In any order; a claim that stands twice counts once.
    theatre : Theatre
        Its fighting sides are those that can hold.
    as_happened : date, optional
        The day asked about: what is said of later days is left out. The claims' last day without it.
    as_known : date, optional
        Only claims published by then count, so that the answer is what could be known on that day (rule 9).
    """
    known = claims if as_known is None else published_by(claims, as_known)
    day = as_happened or last_day(known)
    if day is None:
        return []
    sides = fighting_sides(theatre)
    found = (_control(place, opinions, day, sides) for place, opinions in opinions_by_place(known, theatre).items())
    return [control for control in found if control is not None]


def control_intervals(claims: Sequence[Claim], theatre: Theatre, *, as_known: dt.date | None = None) -> list[Interval]:
    """Return the stretches of days in which each settlement's state stays the same, by place and day."""
    told = opinions_by_place(claims if as_known is None else published_by(claims, as_known), theatre)
    return [interval for place, opinions in told.items() for interval in _intervals(place, _happened(opinions))]


def known_intervals(claims: Sequence[Claim], theatre: Theatre) -> list[Interval]:
    """Return the stretches of days in which what could be known of each settlement stays the same, by place and day.

    On each of their days `control_on` with that day as `as_happened` and `as_known` tells the same: no day has hindsight.
    """
    return [interval for place, group in claims_by_place(claims, theatre).items() for interval in _intervals(place, _learnt(group, theatre))]


def _learnt(claims: Sequence[Claim], theatre: Theatre) -> list[tuple[dt.date, _Verdict]]:
    """Return each day on which another state of one settlement becomes known, with it."""
    published = {day for claim in claims if (day := day_known(claim)) is not None}
    days = published | {opinion.day for opinion in opinions_of(claims, theatre)}
    return _changes((day, _told_by(opinions_of(published_by(claims, day), theatre), day)) for day in sorted(days))


def _happened(opinions: Sequence[Opinion]) -> list[tuple[dt.date, _Verdict]]:
    """Return each day on which the state of one settlement changes, with the state from then on."""
    return _changes((day, _told_by(opinions, day)) for day in sorted({opinion.day for opinion in opinions}))


def _changes(told: Iterable[tuple[dt.date, list[Opinion]]]) -> list[tuple[dt.date, _Verdict]]:
    """Return the days on which what counts by then makes another state than the day before, with it."""
    changes: list[tuple[dt.date, _Verdict]] = []
    for day, opinions in told:
        verdict = _verdict(opinions) if opinions else None
        if verdict is not None and (not changes or _told(changes[-1][1]) != _told(verdict)):
            changes.append((day, verdict))
    return changes


def _intervals(place: Place, changes: Sequence[tuple[dt.date, _Verdict]]) -> Iterator[Interval]:
    for number, (first, verdict) in enumerate(changes):
        last = changes[number + 1][0] - dt.timedelta(days=1) if number + 1 < len(changes) else None
        yield Interval(place, first, last, verdict.state, verdict.side, verdict.partial)


def _told_by(opinions: Iterable[Opinion], day: dt.date) -> list[Opinion]:
    """Return the opinions up to a day; none where they tell of attacks alone, which say nothing of who holds a place."""
    told = [opinion for opinion in opinions if opinion.day <= day]
    return told if any(opinion.hold is not Hold.ATTACKS for opinion in told) else []


def _told(verdict: _Verdict) -> tuple[State, str | None, bool]:
    return (verdict.state, verdict.side, verdict.partial)


def _control(place: Place, opinions: Sequence[Opinion], day: dt.date, sides: Sequence[str]) -> Control | None:
    told = _told_by(opinions, day)
    if not told:
        return None
    verdict = _verdict(told)
    return Control(
        place=place,
        day=day,
        state=verdict.state,
        side=verdict.side,
        partial=verdict.partial,
        since=_happened(told)[-1][0],
        reason=verdict.reason,
        radius_m=mark_radius_m(told),
        last=tuple(_last_claims(told, day, sides)),
        standing=tuple(opinion.claim for opinion in verdict.standing),
    )


def mark_radius_m(told: Iterable[Opinion]) -> float:
    """Return how far from the settlement's point, in metres, the mark of the most exact of its claims reaches."""
    return min((radius for opinion in told if opinion.claim.placement is not None and (radius := opinion.claim.placement.radius_m) is not None), default=0.0)


def _last_claims(told: Sequence[Opinion], day: dt.date, sides: Sequence[str]) -> Iterator[LastClaim]:
    for side in sides:
        held = [opinion for opinion in told if opinion.side == side and opinion.gives]
        if held:
            yield LastClaim(side, held[-1].day, (day - held[-1].day).days, held[-1].hold is Hold.PART, held[-1].claim)


def _verdict(told: Sequence[Opinion]) -> _Verdict:
    """Return the state that opinions, oldest first, leave behind (rules 10 to 14)."""
    heard = _outspoken(told)
    held = [opinion for opinion in heard if opinion.gives and not any(_answers(later, opinion) for later in heard)]
    standing: Mapping[str, list[Opinion]] = {side: [opinion for opinion in held if opinion.side == side] for side in sorted({opinion.side for opinion in held})}
    if not standing:
        words = "what was claimed has been answered since" if any(opinion.gives for opinion in told) else "nobody is said to hold it, only not to"
        return _Verdict(State.UNCLAIMED, None, partial=False, reason=words, standing=())
    partial = {side: all(opinion.hold is Hold.PART for opinion in opinions) for side, opinions in standing.items()}
    if len(standing) > 1:
        words = "a part is claimed against the rest" if any(partial.values()) else "each side's claim stands against the other's"
        return _Verdict(State.DISPUTED, None, partial=all(partial.values()), reason=words, standing=tuple(held))
    side = next(iter(standing))
    denials = [opinion for opinion in heard if _denies(opinion, held) and not _is_conceded(opinion, heard)]
    if denials:
        return _Verdict(State.DISPUTED, None, partial=partial[side], reason="claimed by one side and denied", standing=(*held, *denials))
    attacks = _attacks_since(held, heard)
    if attacks:
        return _Verdict(State.DISPUTED, None, partial=partial[side], reason="claimed, and attacked since by the side that would hold it", standing=(*held, *attacks))
    return _Verdict(State.CLAIMED, side, partial=partial[side], reason=f"last claimed on {held[-1].day}", standing=tuple(held))


def _outspoken(told: Sequence[Opinion]) -> list[Opinion]:
    """Leave out what one voice says of a day by its document's date only, where it says the opposite with the day's name (rule 10)."""
    return [one for one in told if one.dated or not any(other.dated and other.voice == one.voice and other.day == one.day and _opposed(one, other) for other in told)]


def _opposed(one: Opinion, other: Opinion) -> bool:
    """Whether two opinions cannot both be so: one side holds it and does not, or two sides hold all of it."""
    if one.side == other.side:
        return Hold.NOT in (one.hold, other.hold) and (one.gives or other.gives)
    return one.hold is Hold.WHOLE and other.hold is Hold.WHOLE


def _answers(later: Opinion, claim: Opinion) -> bool:
    """Whether an opinion settles that a claim of hold no longer stands (rules 11 and 12)."""
    if later.day < claim.day or not _goes_against(later, claim):
        return False
    if later.voice == claim.voice:
        return later.day > claim.day  # a voice may change its mind, but not on one day
    if claim.voice is None:
        return later.day > claim.day and not _is_denial(later)  # who only reports is overtaken by whatever is claimed after it
    if later.voice == claim.side:
        return True  # an admission by the side that would hold it
    if later.voice is None:
        return not _is_denial(later)  # nobody's side says that the other holds it, or that this one left
    return later.day - claim.day > SAME_MATTER and not _is_denial(later)


def _goes_against(later: Opinion, claim: Opinion) -> bool:
    if later.side == claim.side:
        return later.hold is Hold.NOT
    return later.hold is Hold.WHOLE


def _is_denial(opinion: Opinion) -> bool:
    return opinion.hold is Hold.NOT and not opinion.left


def _denies(opinion: Opinion, held: Sequence[Opinion]) -> bool:
    """Whether an opinion contests claims that stand: another voice, within the days of one matter (rule 13)."""
    return opinion.hold is Hold.NOT and any(
        other.side == opinion.side and other.voice != opinion.voice and abs(other.day - opinion.day) <= SAME_MATTER for other in held
    )


def _attacks_since(held: Sequence[Opinion], heard: Sequence[Opinion]) -> tuple[Opinion, ...]:
    """Return the attacks by the side that holds a place, later than the last claim of its hold (rule 14).

    They count where two days within those of one matter tell of them: a single one may be a battle that is remembered.
    """
    last = held[-1]
    attacks = tuple(opinion for opinion in heard if opinion.hold is Hold.ATTACKS and opinion.side == last.side and opinion.day > last.day)
    days = sorted({opinion.day for opinion in attacks})
    return attacks if any(later - earlier <= SAME_MATTER for earlier, later in itertools.pairwise(days)) else ()


def _is_conceded(denial: Opinion, heard: Sequence[Opinion]) -> bool:
    """Whether the voice that denies a hold, or nobody's side, later says that it is so; or the voice that its own side left."""
    later = [other for other in heard if other.day > denial.day]
    return any(other.side == denial.side and other.gives and other.voice in {denial.voice, None} for other in later) or any(
        other.left and other.side == other.voice == denial.voice for other in later
    )
