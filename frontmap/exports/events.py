"""Claims as events: what other data sets count, one a place, day, matter and actor, whoever and however many tell of it.

An event is what is said to have happened, not a claim: denials, plans, possibilities, background, sums over the war and what has no
day or no place make none. So does a place known no nearer than its country, or a stretch of more than a month.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontmap.records import Claim, Counted, DateSpan, Modality, Place, Polarity, Precision, Status, content_id

__all__ = ["Event", "event_id", "least_number", "mapping", "mentions", "one_per_day"]

_GEO_PRECISION = {Precision.EXACT: 1, Precision.SETTLEMENT: 1, Precision.VICINITY: 2, Precision.DISTRICT: 2, Precision.REGION: 3}
_WEEK, _MONTH = dt.timedelta(days=7), dt.timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Event:
    """What claims tell of one place, day, matter and actor.

    `lat` and `lon` are the mark's, in degrees. `geo_precision` is 1 for a settlement or finer, 2 for its surroundings or a district,
    3 for a region; `time_precision` 1 for a day, 2 for at most a week, 3 for at most a month. `claims` are in the order of the input.
    """

    place: Place
    lat: float
    lon: float
    day: dt.date
    geo_precision: int
    time_precision: int
    claims: tuple[Claim, ...]

    @property
    def lead(self) -> Claim:
        """The claim that tells of it best: placed and dated most finely, read most surely."""
        return min(self.claims, key=lambda claim: (_precisions(claim), -claim.score, claim.id))

    @property
    def status(self) -> Status:
        """Disputed where one of its claims is, else corroborated where one is, else claimed."""
        found = {claim.status for claim in self.claims}
        return next((status for status in (Status.DISPUTED, Status.CORROBORATED) if status in found), Status.CLAIMED)

    def joined(self, of: Callable[[Claim], str | None]) -> str:
        """Return what `of` tells of the claims, each once, in the order of the input."""
        return "; ".join(dict.fromkeys(text for claim in self.claims if (text := of(claim))))


def one_per_day(claims: Iterable[Claim], matter: Callable[[Claim], tuple[str, ...] | None]) -> list[Event]:
    """Return the events of claims, by day and place.

    Parameters
    ----------
    matter : callable
        What tells two events of one place and day apart; None for a claim that makes no event.
    """
    groups: dict[tuple[str, str, tuple[str, ...]], list[Claim]] = {}
    for claim in claims:
        told = matter(claim) if _happened(claim) else None
        if told is not None and claim.placement is not None and claim.placement.place is not None and claim.event is not None:
            groups.setdefault((claim.event.first.isoformat(), claim.placement.place.id, told), []).append(claim)
    return [_event(groups[key]) for key in sorted(groups)]


def _happened(claim: Claim) -> bool:
    span, placement = claim.event, claim.placement
    if span is None or placement is None or placement.place is None or placement.precision not in _GEO_PRECISION or claim.apart:
        return False
    return claim.polarity is Polarity.ASSERTED and claim.modality is Modality.ACTUAL and claim.status is not Status.RETRACTED and span.last - span.first < _MONTH


def _precisions(claim: Claim) -> tuple[int, int]:
    placement, span = claim.placement, claim.event
    geo = _GEO_PRECISION.get(placement.precision, 3) if placement is not None and placement.precision is not None else 3
    return geo, _time_precision(span) if span is not None else 3


def _time_precision(span: DateSpan) -> int:
    long = span.last - span.first
    if not long:
        return 2 if span.approximate else 1
    return 2 if long < _WEEK and not span.approximate else 3


def _event(claims: list[Claim]) -> Event:
    finest = min(claims, key=lambda claim: (_precisions(claim), claim.id))
    placement, span = finest.placement, finest.event
    if placement is None or placement.place is None or placement.lat is None or placement.lon is None or span is None:
        raise AssertionError("only placed and dated claims make events")
    geo, time = _precisions(finest)
    return Event(placement.place, round(placement.lat, 6), round(placement.lon, 6), span.first, geo, time, tuple(claims))


def event_id(prefix: str, event: Event, *matter: object) -> str:
    """Return an id that depends on place, day and matter alone, so that it stays when another report tells of the same."""
    return f"{prefix}{content_id(event.place.id, event.day, *matter)}"


def least_number(event: Event, *what: Counted) -> int | None:
    """Return the greatest of the least numbers that claims give of something, None where none gives one; sums over the war do not count."""
    found = [quantity.low for claim in event.claims for quantity in claim.quantities if quantity.what in what and not quantity.total and quantity.low is not None]
    return int(max(found)) if found else None


def mentions(claim: Claim, words: str) -> bool:
    """Whether a claim's sentence has one of a list of words from `events.toml`."""
    return bool(_words()[words].search(claim.evidence.text.casefold()))


@functools.cache
def mapping() -> Mapping[str, Any]:
    """Return the tables of `events.toml`."""
    return tomllib.loads((Path(__file__).parent / "events.toml").read_text(encoding="utf-8"))


@functools.cache
def _words() -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})") for name, words in mapping()["words"].items()}

