"""Which claims a map shows, and how a series of maps shares them out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from frontmap.geodesy import distance_m
from frontmap.ledger.clocks import day_known
from frontmap.records import Claim, DateSpan

__all__ = ["UNDATED", "UNPLACED", "Each", "Selection", "share_out"]

UNDATED = "undated"
UNPLACED = "unplaced"
_LONGEST = dt.timedelta(days=366)  # an interval that is longer tells of no day, week or month


class Each(StrEnum):
    """What each map of a series is about."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    OBLAST = "oblast"


@dataclass(frozen=True, slots=True)
class Selection:
    """What a map asks of its claims; a field that is empty asks nothing.

    Attributes
    ----------
    centre : tuple of float or None
        Point (lat, lon) in degrees about which the map is.
    within_km : float or None
        How far from it a claim's mark may lie.
    regions : tuple of str
        Names of first-level regions, as the gazetteer has them ("Donetsk Oblast").
    sides : tuple of str
        Sides of the claimants; `publisher` stands for claims that the publisher makes in its own voice.
    kinds, statuses, languages, publishers : tuple of str
        Values of the claim's fields of that name.
    first, last : date or None
        The period, both days included, into which some day of the event falls.
    as_known, as_happened : date or None
        The days of the two clocks: by the end of the first the claim was known, by the end of the second the event was over.
    """

    centre: tuple[float, float] | None = None
    within_km: float | None = None
    regions: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    as_known: dt.date | None = None
    as_happened: dt.date | None = None

    def keeps(self, claim: Claim) -> bool:
        """Whether a claim is shown."""
        return (
            _allows(self.kinds, claim.kind)
            and _allows(self.statuses, claim.status)
            and _allows(self.sides, claim.claimant_side or "publisher")
            and _allows(self.languages, claim.language)
            and _allows(self.publishers, claim.publisher)
            and self.knew(claim)
            and self._in_period(claim.event)
            and self._in_area(claim)
        )

    def knew(self, claim: Claim) -> bool:
        """Whether a claim was known on the day that is asked about."""
        if self.as_known is None:
            return True
        known = day_known(claim)
        return known is not None and known <= self.as_known

    def _in_period(self, event: DateSpan | None) -> bool:
        if self.first is None and self.last is None and self.as_happened is None:
            return True
        if event is None or (self.as_happened is not None and event.last > self.as_happened):
            return False
        return (self.first is None or event.last >= self.first) and (self.last is None or event.first <= self.last)

    def _in_area(self, claim: Claim) -> bool:
        if not self.regions and self.centre is None:
            return True
        placement = claim.placement
        if placement is None or placement.place is None or placement.lat is None or placement.lon is None:
            return False
        if not _allows(self.regions, placement.place.admin1):
            return False
        return self.centre is None or self.within_km is None or distance_m(*self.centre, placement.lat, placement.lon) <= self.within_km * 1000


def _allows(allowed: tuple[str, ...], value: str | None) -> bool:
    return not allowed or value in allowed


def share_out(claims: Iterable[Claim], each: Each) -> dict[str, list[Claim]]:
    """Return the claims of each map of a series, by the map's key: `2025-11-12`, `2025-W46`, `2025-11` or a region's name.

    A claim whose event spans several days, weeks or months stands on the map of each. What tells no day, or lies in no
    region, stands under `undated` or `unplaced` alone: no key is guessed for it.
    """
    shares: dict[str, list[Claim]] = {}
    for claim in claims:
        for key in _keys(claim, each):
            shares.setdefault(key, []).append(claim)
    return dict(sorted(shares.items()))


def _keys(claim: Claim, each: Each) -> Iterable[str]:
    if each is Each.OBLAST:
        place = claim.placement.place if claim.placement is not None else None
        return [place.admin1 if place is not None and place.admin1 else UNPLACED]
    if claim.event is None or claim.event.last - claim.event.first > _LONGEST:
        return [UNDATED]
    return dict.fromkeys(_key_of_day(day, each) for day in _days(claim.event))


def _days(span: DateSpan) -> Iterator[dt.date]:
    return (span.first + dt.timedelta(days=number) for number in range((span.last - span.first).days + 1))


def _key_of_day(day: dt.date, each: Each) -> str:
    if each is Each.DAY:
        return day.isoformat()
    if each is Each.MONTH:
        return f"{day:%Y-%m}"
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
