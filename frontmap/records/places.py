"""Rows of the gazetteer, and what a mention was resolved to."""

from __future__ import annotations

from dataclasses import dataclass, field

from frontmap.records.documents import Mention
from frontmap.records.vocabulary import Precision

__all__ = ["Place", "Placement", "RunnerUp"]


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the gazetteer: a settlement, facility, district, region or country.

    `feature` is the GeoNames feature code (PPL, PPLA2, ADM1, PCLI ...); `admin1` is the first-level region's name.
    """

    id: str
    name: str
    lat: float
    lon: float
    country: str = ""
    admin1: str = ""
    feature: str = "PPL"
    population: int = field(default=0, compare=False)
    radius_m: float | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """A place that was considered and not chosen; `distance_m` is how far it lies from the chosen one."""

    id: str
    name: str
    admin1: str
    country: str
    lat: float
    lon: float
    score: float
    distance_m: float | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """What a place mention was resolved to; `place` is None where it was not, and `reason` then says why.

    `lat` and `lon` are the mark's point: the place itself, or the offset from it that the mention tells of. `radius_m`
    is how far from that point the truth may lie.
    """

    mention: Mention
    place: Place | None
    lat: float | None = None
    lon: float | None = None
    precision: Precision | None = None
    radius_m: float | None = None
    score: float = 0.0
    runners_up: tuple[RunnerUp, ...] = ()
    reason: str = ""
