"""Claims held against a published map of control: what they change in it, and whether a later one bears them out.

A reference is any file of polygons in GeoJSON (RFC 7946, WGS 84) that says which ground a side held on one day. It is another
claim, made by whoever drew it, and no truth: what is told is how far two accounts agree. The numbered rules are those of
docs/control.md.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from frontmap.config import nearest
from frontmap.control.opinions import Hold, Opinion, fighting_sides, opinions_by_place
from frontmap.errors import ConfigError, InputError, MissingInputError
from frontmap.geodesy import Plane, circle, geodesic_m, lonlat
from frontmap.records import Claim, Place
from frontmap.theatres.load import Theatre

if TYPE_CHECKING:
    from shapely import Geometry

__all__ = ["Change", "Outcome", "Reference", "Tally", "Verdict", "changes_since", "outcomes", "read_reference", "reference_of", "tally"]

_REST = "rest"
_SIDE_PROPERTY = "side"
_MOST_BYTES = 100_000_000  # some two million points; the finest published maps have a tenth


@dataclass(frozen=True, slots=True)
class Reference:
    """The ground that each side held on a day, (lon, lat) in degrees; `rest` is the side of all ground that no polygon covers."""

    day: dt.date
    areas: Mapping[str, Geometry]
    rest: str | None = None
    source: str = ""

    def tells_of(self, side: str) -> bool:
        """Whether the file says which ground a side held."""
        return side in self.areas or side == self.rest

    def holder(self, place: Place) -> str | None:
        """Return the side that holds the place's point, None where the file does not say."""
        import shapely

        point = lonlat(place.lat, place.lon)
        return next((side for side, area in self.areas.items() if shapely.intersects_xy(area, *point)), self.rest)

    def beyond_m(self, place: Place, side: str) -> float | None:
        """Return how many metres the place lies outside a side's ground, negative inside it; None where it has no bounds.

        The nearest point of the bounds is found on a plane around the place and measured along the ellipsoid.
        """
        import shapely

        area = self.areas.get(side)
        bounds = shapely.boundary(area if area is not None else shapely.union_all(list(self.areas.values())))
        if bounds.is_empty or not self.tells_of(side):
            return None
        plane = Plane(place.lat, place.lon)
        near = plane.unproject(shapely.shortest_line(shapely.Point(0, 0), plane.project(bounds)))
        lon, lat = shapely.get_coordinates(near)[-1].tolist()
        distance = geodesic_m(place.lat, place.lon, lat, lon)
        return -distance if self.holder(place) == side else distance


@dataclass(frozen=True, slots=True)
class Change:
    """A claim of hold, later than the reference, of a settlement that the reference does not give to that side.

    `beyond_m` is how far beyond the side's line of the reference the settlement lies; None where that side has no line there.
    """

    place: Place
    side: str
    day: dt.date
    part: bool
    held_by: str | None
    beyond_m: float | None
    claim: Claim = field(compare=False)


class Verdict(StrEnum):
    """What a later reference says of a claim."""

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not confirmed"
    CONTRADICTED = "contradicted"
    HELD_BEFORE = "held before"  # the earlier reference gave it to that side already: no test of the claim


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a claim of hold between two references.

    `within_days` bounds how long its confirmation took, from the claim to the later reference: it came at some time in these
    days, or the claim only told what was so already. None where it was not confirmed.
    """

    place: Place
    side: str
    day: dt.date
    part: bool
    verdict: Verdict
    within_days: int | None
    claim: Claim = field(compare=False)


@dataclass(frozen=True, slots=True)
class Tally:
    """How the claims of one claimant and kind fared; `low` and `high` bound the confirmed share at 95 % (Wilson).

    `tested` counts what was confirmed, not confirmed or contradicted; `held_before` is left out of it. `median_days` is the
    median of the upper bounds `within_days`.
    """

    claimant: str
    claimant_side: str | None
    side: str
    kind: str
    tested: int
    confirmed: int
    not_confirmed: int
    contradicted: int
    held_before: int
    share: float | None
    low: float | None
    high: float | None
    median_days: float | None


def read_reference(path: Path | str, day: dt.date, theatre: Theatre, sides: str | None = None) -> Reference:
    """Read a published map of control.

    Parameters
    ----------
    path : path
        GeoJSON with polygons.
    day : date
        The day that it shows.
    theatre : Theatre
        Its fighting sides are the ones that may be named.
    sides : str, optional
        Whose the polygons are: `ru` (all of them), `status:occupied=ru,liberated=ua` (by a property's values), and in
        both cases `rest=ua` for all ground outside. Without it each feature's property `side` names one.

    Raises
    ------
    MissingInputError, InputError
        If there is no such file, or it is no GeoJSON with polygons in degrees.
    ConfigError
        If `sides` names no side of the theatre, or no feature has the property or one of the values.
    """
    path = Path(path)
    return reference_of(_features(path), day, theatre, sides, source=path.name)


def reference_of(
    features: Sequence[tuple[Mapping[str, Any], Geometry]], day: dt.date, theatre: Theatre, sides: str | None = None, *, source: str = ""
) -> Reference:
    """Return the map of control that some polygons make, each with its properties; `sides` as `read_reference` has it, and its ConfigError."""
    import shapely

    name, by_value, everything, rest = _mapping(sides, fighting_sides(theatre))
    found: dict[str, list[Geometry]] = {}
    for properties, geometry in features:
        side = everything or by_value.get(str(properties.get(name)))
        if side is None and not by_value and properties.get(name) in fighting_sides(theatre):
            side = str(properties[name])
        if side is not None:
            found.setdefault(side, []).append(geometry)
    if not found:
        seen = sorted({f"{key}:{value}" for properties, _ in features for key, value in properties.items() if isinstance(value, str)})[:8]
        told = f"the features have {', '.join(seen)}" if seen else "the features have no properties"
        raise ConfigError(f"no polygon is given to a side: {told}; say whose they are, such as --reference-sides {fighting_sides(theatre)[0]}", path=source or None)
    return Reference(day, {side: shapely.union_all(found[side]) for side in sorted(found)}, rest, source)


def _features(path: Path) -> list[tuple[Mapping[str, Any], Geometry]]:
    """Return the properties and polygons of a GeoJSON file."""
    import shapely
    from shapely.geometry import shape

    if path.is_file() and (size := path.stat().st_size) > _MOST_BYTES:
        raise InputError(f"has {size:,} bytes: expected {_MOST_BYTES:,} at most; leave points out of its lines, which need not be finer than a field", path=path)
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise MissingInputError("no such reference: give a GeoJSON file of polygons", path=path) from None
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"is no GeoJSON ({error}): expected a FeatureCollection of polygons", path=path) from None
    try:
        told = data["features"] if data.get("type") == "FeatureCollection" else [data if data.get("type") == "Feature" else {"geometry": data}]
        found = [(each.get("properties") or {}, shapely.make_valid(shape(each["geometry"]))) for each in told if each.get("geometry")]
    except (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError, RecursionError, shapely.errors.ShapelyError) as error:
        raise InputError(f"is no GeoJSON ({type(error).__name__}: {error}): expected a FeatureCollection of polygons", path=path) from None
    areas: list[tuple[Mapping[str, Any], Geometry]] = [(properties, geometry) for properties, geometry in found if geometry.area > 0]
    if not areas:
        raise InputError("holds no polygon: expected the ground that a side holds", path=path)
    for _, geometry in areas:
        west, south, east, north = shapely.bounds(geometry).tolist()
        if west < -180 or east > 180 or south < -90 or north > 90:
            raise InputError(f"reaches from {west:.0f}, {south:.0f} to {east:.0f}, {north:.0f}: expected degrees of WGS 84, longitude first", path=path)
    return areas


def _mapping(text: str | None, sides: Sequence[str]) -> tuple[str, dict[str, str], str | None, str | None]:
    """Return what `sides` says: the property, its values' sides, the side of every polygon, the side of the rest."""
    name, colon, values = (text or "").rpartition(":")
    by_value: dict[str, str] = {}
    everything: str | None = None
    rest: str | None = None
    for pair in filter(None, values.split(",")):
        value, equals, side = (part.strip() for part in pair.rpartition("="))
        if side not in sides:
            near = nearest(side, sides)
            hint = f"did you mean {near!r}?" if near else f"expected one of {', '.join(sides)}"
            raise ConfigError(f"{side!r} in {text!r} is no side of this theatre: {hint}")
        if equals and value == _REST:
            rest = side
        elif equals:
            by_value[value] = side
        else:
            everything = side
    return name if colon else _SIDE_PROPERTY, by_value, everything, rest


def _held(claims: Sequence[Claim], theatre: Theatre) -> Iterator[tuple[Place, Opinion]]:
    """Yield the claims that a side holds a settlement, by place and day."""
    for place, opinions in opinions_by_place(claims, theatre).items():
        for opinion in opinions:
            if opinion.gives:
                yield place, opinion


def changes_since(claims: Sequence[Claim], theatre: Theatre, reference: Reference) -> list[Change]:
    """Return the claims of hold that are later than a reference and go beyond it, by place and day (rule 19)."""
    found = []
    for place, opinion in _held(claims, theatre):
        holder = reference.holder(place)
        if opinion.day > reference.day and holder != opinion.side:
            found.append(Change(place, opinion.side, opinion.day, opinion.hold is Hold.PART, holder, reference.beyond_m(place, opinion.side), opinion.claim))
    return found


def outcomes(claims: Sequence[Claim], theatre: Theatre, earlier: Reference, later: Reference) -> list[Outcome]:
    """Return what became of each claim of hold between two references (rules 20 to 22).

    Of several claims by one claimant that one side holds one place the first counts; claims about a side whose ground the
    references do not tell are left out.

    Raises
    ------
    ConfigError
        If the second reference is not of a later day.
    """
    if later.day <= earlier.day:
        raise ConfigError(f"the later reference is of {later.day}, the earlier of {earlier.day}: swap them or check their dates")
    found: dict[tuple[str, str, str | None, str], Outcome] = {}
    for place, opinion in _held(claims, theatre):
        if earlier.day < opinion.day <= later.day and earlier.tells_of(opinion.side) and later.tells_of(opinion.side):
            key = (place.id, opinion.side, opinion.claim.claimant_side, _claimant(opinion.claim))
            if key not in found:
                found[key] = _outcome(place, opinion, earlier, later)
    return list(found.values())


def _outcome(place: Place, opinion: Opinion, earlier: Reference, later: Reference) -> Outcome:
    verdict, within = Verdict.NOT_CONFIRMED, None
    if earlier.holder(place) == opinion.side:
        verdict = Verdict.HELD_BEFORE
    elif later.holder(place) == opinion.side:
        verdict, within = Verdict.CONFIRMED, (later.day - opinion.day).days
    elif not _reaches(place, opinion, later):
        verdict = Verdict.CONTRADICTED
    return Outcome(place, opinion.side, opinion.day, opinion.hold is Hold.PART, verdict, within, opinion.claim)


def _reaches(place: Place, opinion: Opinion, reference: Reference) -> bool:
    """Whether the side's ground, or ground of nobody named, comes within the claim's mark: the place may be held in part (rule 21)."""
    import shapely

    if reference.holder(place) is None:
        return True
    radius = opinion.claim.placement.radius_m if opinion.claim.placement is not None else None
    around = circle(place.lat, place.lon, max(radius or 0.0, 1.0))
    area = reference.areas.get(opinion.side)
    if area is not None:
        return bool(shapely.intersects(around, area))
    return not shapely.union_all(list(reference.areas.values())).contains(around)


def _claimant(claim: Claim) -> str:
    return claim.claimant or claim.publisher or "not named"


def tally(found: Iterable[Outcome]) -> list[Tally]:
    """Return how often the claims of each claimant, held side and kind were borne out; the most tested first.

    The rows whose `claimant` is "all" sum up a side's claimants, nobody's side among them.
    """
    groups: dict[tuple[str | None, str, str, str], list[Outcome]] = {}
    for outcome in found:
        claim = outcome.claim
        for claimant in ("all", _claimant(claim)):
            groups.setdefault((claim.claimant_side, claimant, outcome.side, claim.kind.value), []).append(outcome)
    rows = [_row(key, members) for key, members in groups.items()]
    return sorted(rows, key=lambda row: (row.claimant != "all", -row.tested, row.claimant_side or "", row.claimant, row.side, row.kind))


def _row(key: tuple[str | None, str, str, str], members: Sequence[Outcome]) -> Tally:
    claimant_side, claimant, side, kind = key
    count = {verdict: sum(outcome.verdict is verdict for outcome in members) for verdict in Verdict}
    tested = len(members) - count[Verdict.HELD_BEFORE]
    confirmed = count[Verdict.CONFIRMED]
    low, high = wilson(confirmed, tested) if tested else (None, None)
    return Tally(
        claimant=claimant,
        claimant_side=claimant_side,
        side=side,
        kind=kind,
        tested=tested,
        confirmed=confirmed,
        not_confirmed=count[Verdict.NOT_CONFIRMED],
        contradicted=count[Verdict.CONTRADICTED],
        held_before=count[Verdict.HELD_BEFORE],
        share=confirmed / tested if tested else None,
        low=low,
        high=high,
        median_days=median([outcome.within_days for outcome in members if outcome.within_days is not None]) if confirmed else None,
    )


def wilson(hits: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """Return the bounds of a share's 95 % confidence interval (Wilson score), which stays within 0 and 1 for few cases."""
    share = hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    reach = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(0.0, middle - reach), min(1.0, middle + reach)
