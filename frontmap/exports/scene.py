"""What a picture of claims shows: marks on a plane in metres, one a place, and what could not be drawn, counted."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from frontmap.geodesy import Plane, lonlat
from frontmap.records import Claim, Kind, Modality, Polarity, Precision, Status

__all__ = ["AREAS", "PUBLISHER", "Box", "Frame", "Mark", "Scene", "frame_of", "scene_of"]

AREAS = frozenset({Precision.DISTRICT, Precision.REGION})
PUBLISHER = "publisher"
Box = tuple[float, float, float, float]  # west, south, east, north in degrees
_LEAST_M = 60_000.0  # the least width of what is shown
_MARGIN = 0.08  # of width and height, on each side
_OUTLIERS = 0.03  # of the places that may lie outside, at each end
_FEW = 30  # places below which all are shown
_DEGREE_M = 111_195.0


@dataclass(frozen=True, slots=True)
class Frame:
    """What is shown: a rectangle on a plane, in metres from its middle, and the degrees that hold it."""

    plane: Plane
    lat: float
    lon: float
    half_width: float
    half_height: float

    @property
    def box(self) -> Box:
        """West, south, east and north in degrees of an area that holds the frame, with a little air."""
        north = self.half_height * 1.1 / _DEGREE_M
        east = self.half_width * 1.1 / _DEGREE_M / max(0.05, math.cos(math.radians(min(89.0, abs(self.lat) + north))))
        return (self.lon - east, self.lat - north, self.lon + east, self.lat + north)

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        """Return metres east and north of the middle."""
        from shapely import Point

        moved = self.plane.project(Point(lonlat(lat, lon)))
        return moved.x, moved.y

    def holds(self, x: float, y: float) -> bool:
        """Whether a point on the plane is shown."""
        return abs(x) <= self.half_width and abs(y) <= self.half_height


@dataclass(frozen=True, slots=True)
class Mark:
    """A place, or the area about it, with the most weighty of what is said of it.

    `x` and `y` are metres on the plane. `other_side` is who denies what `side` says, or says it too, where they are at odds.
    `age_days` is how long ago it was last spoken of.
    """

    name: str
    x: float
    y: float
    kind: Kind
    side: str
    other_side: str | None
    denied: bool
    doubtful: bool
    area: bool
    radius_m: float
    count: int
    age_days: int


@dataclass(frozen=True, slots=True)
class Scene:
    """The marks of a picture, the greatest first; and what stands beside them: counts and days."""

    marks: tuple[Mark, ...]
    claims: int
    documents: int
    first: dt.date | None
    last: dt.date | None
    left_out: dict[str, int] = field(default_factory=dict)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds that are drawn, most weighty first."""
        drawn = {mark.kind for mark in self.marks}
        return tuple(kind for kind in Kind if kind in drawn)

    @property
    def sides(self) -> frozenset[str]:
        """The sides whose colours are drawn."""
        return frozenset(side for mark in self.marks for side in (mark.side, mark.other_side) if side)


def frame_of(claims: Iterable[Claim], shape: float, *, extent: Box, box: Box | None = None) -> Frame:
    """Return the frame about the places of claims; of many places, the few that lie far off may stay outside.

    Parameters
    ----------
    shape : float
        Width by height.
    extent : tuple of float
        What is shown where no claim has a place: west, south, east, north in degrees.
    box : tuple of float, optional
        What is to be shown, whatever the claims.
    """
    west, south, east, north = box or _box_of(claims) or extent
    lat, lon = (south + north) / 2, (west + east) / 2
    plane = Plane(lat, lon)
    frame = Frame(plane, lat, lon, 1.0, 1.0)
    corners = [frame.point(*at) for at in ((south, west), (north, west), (south, east), (north, east), (south, lon), (north, lon))]
    margin = 1.0 if box else 1 + 2 * _MARGIN
    wide = max(_LEAST_M / 2, max(abs(x) for x, _ in corners) * margin)
    high = max(abs(y) for _, y in corners) * margin
    return Frame(plane, lat, lon, max(wide, high * shape), max(wide / shape, high))


def _box_of(claims: Iterable[Claim]) -> Box | None:
    places = {(placement.lat, placement.lon) for claim in claims if (placement := claim.placement) is not None and placement.precision not in {*AREAS, Precision.COUNTRY}}
    points = [(lat, lon) for lat, lon in places if lat is not None and lon is not None]
    if not points:
        return None
    skipped = int(len(points) * _OUTLIERS) if len(points) > _FEW else 0
    lats, lons = sorted(lat for lat, _ in points), sorted(lon for _, lon in points)
    return lons[skipped], lats[skipped], lons[-1 - skipped], lats[-1 - skipped]


def scene_of(claims: Sequence[Claim], frame: Frame, *, today: dt.date | None = None) -> Scene:
    """Return what a frame shows of claims; `today` is the day from which their ages count, the last of them without it."""
    groups: dict[tuple[str, bool], list[Claim]] = {}
    left_out: Counter[str] = Counter()
    for claim in claims:
        placement = claim.placement
        if placement is None or placement.place is None or placement.lat is None or placement.lon is None:
            left_out["without a place"] += 1
        elif placement.precision is Precision.COUNTRY:
            left_out["of whole countries"] += 1
        elif not frame.holds(*frame.point(placement.lat, placement.lon)):
            left_out["outside the frame"] += 1
        else:
            groups.setdefault((placement.place.id, placement.precision in AREAS), []).append(claim)
    days = [day for claim in claims if claim.event for day in (claim.event.first, claim.event.last)]
    last = today or max(days, default=None)
    marks = [_mark(group, frame, last, area=area) for (_, area), group in groups.items()]
    return Scene(
        marks=tuple(sorted(marks, key=lambda mark: (-mark.count, mark.name, mark.x))),
        claims=len(claims),
        documents=len({claim.doc_id for claim in claims}),
        first=min(days, default=None),
        last=max(days, default=None),
        left_out=dict(left_out),
    )


def _mark(claims: Sequence[Claim], frame: Frame, today: dt.date | None, *, area: bool) -> Mark:
    weight = list(Kind)
    lead = min(claims, key=lambda claim: (weight.index(claim.kind), claim.status is not Status.DISPUTED, claim.modality is not Modality.ACTUAL, claim.polarity is Polarity.DENIED, claim.id))
    same = [claim for claim in claims if claim.kind is lead.kind]
    side = lead.claimant_side or PUBLISHER
    at_odds = [claim for claim in same if (claim.claimant_side or PUBLISHER) != side and claim.thread == lead.thread] if lead.status is Status.DISPUTED else []
    placement = lead.placement
    if placement is None or placement.place is None or placement.lat is None or placement.lon is None:
        raise AssertionError("only placed claims are drawn")
    x, y = frame.point(placement.lat, placement.lon)
    seen = max((claim.event.last for claim in claims if claim.event), default=None)
    return Mark(
        name=placement.place.name,
        x=x,
        y=y,
        kind=lead.kind,
        side=side,
        other_side=at_odds[0].claimant_side or PUBLISHER if at_odds else None,
        denied=lead.polarity is Polarity.DENIED,
        doubtful=lead.modality is not Modality.ACTUAL,
        area=area,
        radius_m=placement.radius_m or 0.0,
        count=len(claims),
        age_days=max(0, (today - seen).days) if today and seen else 0,
    )
