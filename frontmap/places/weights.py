"""What speaks for one candidate among its namesakes, in log-odds: what lies near it, the regions named, remarks such as "12 km from X"."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet

from frontmap.geodesy import bearing
from frontmap.places.candidates import Option
from frontmap.places.distances import metres_between, metres_from
from frontmap.places.objections import contains, is_host
from frontmap.records import Place, Relation, RelationKind

__all__ = ["ALONE", "KNOWN_BY_ITSELF", "Beside", "agreement", "company", "hosted", "named_regions", "pull"]

Beside = tuple[Sequence[Place], Sequence[Place], Sequence[Place]]
"""The certain places beside a name, each once: those of the same sentence, of the next one, of the document."""

ALONE: Beside = ((), (), ())
KNOWN_BY_ITSELF = 50_000  # inhabitants: such a city is named beside places far from it
_SENTENCE_REGION, _NAMED_REGION = 2.5, 1.0  # a region named in the same sentence, or elsewhere in the document, agrees
_AXIS_REGION = 4.0  # and the same where its seat names the direction of the front of which the sentence tells
_FAR_M, _FAR = 150_000.0, -2.5  # nothing of its sentence lies near it
_HOSTED, _HOMELESS = 2.0, -4.0  # a city's district beside its city, and without it
# How a certain place pulls, and how far that reaches in metres: of the same sentence, of the next one, of the document.
_PULL = ((4.0, 45_000.0), (3.0, 60_000.0), (2.0, 80_000.0))


def company(option: Option, beside: Beside, areas: Collection[Place], regions: AbstractSet[str]) -> float:
    """Weigh all that is named beside a candidate: what lies near, the city of a district, the regions."""
    if beside is ALONE and not areas and not regions and option.place.feature != "PPLX":
        return 0.0
    return named_regions(option, areas, regions) + pull(option, beside) + hosted(option, beside)


def pull(option: Option, beside: Beside) -> float:
    """Weigh how near a candidate lies to the places named beside it; a small place far from all of them is doubtful."""
    if beside is ALONE:
        return 0.0
    here, best, far = option.place, 0.0, False
    metres = metres_from(here.lat, here.lon)
    for places, (strength, reach) in zip(beside, _PULL, strict=True):
        if places and strength > best:  # else none of them can pull harder, however near
            nearest = min([metres[place.lat, place.lon] for place in places])
            best = max(best, strength * math.exp(-nearest / reach))
            far = far or (places is beside[0] and nearest > _FAR_M)
    if far and here.population < KNOWN_BY_ITSELF and here.feature.startswith("PPL"):
        best += _FAR if len(beside[0]) == 1 else 1.5 * _FAR
    return best


def hosted(option: Option, beside: Beside) -> float:
    """Weigh whether the city is named that a district belongs to."""
    if option.place.feature != "PPLX":
        return 0.0
    return _HOSTED if any(is_host(place, option.place) for places in beside for place in places) else _HOMELESS


def named_regions(option: Option, areas: Collection[Place], regions: AbstractSet[str]) -> float:
    """Weigh regions that the same sentence, or the document, names without saying that the place lies there."""
    weight = _NAMED_REGION if option.place.admin1 in regions else 0.0
    place, agrees = option.place, False
    for area in areas:
        seat = area.feature.startswith("PPL")
        if seat and area.admin1 == place.admin1:
            return weight + _AXIS_REGION
        agrees = agrees or (not seat and contains(area, place))
    return weight + _SENTENCE_REGION if agrees else weight


def agreement(option: Option, reference: Option, relation: Relation) -> float:
    """Return how well a candidate fits a remark, from 1 (just there) to -1 (somewhere else)."""
    here, there = option.place, reference.place
    metres = max(0.0, metres_between(here.lat, here.lon, there.lat, there.lon) - (0.0 if option.area else here.radius_m or 0.0))
    reach = relation.distance_m * 1.5 + 5_000 if relation.distance_m else 60_000.0
    if metres > reach:
        return -1.0
    off = 0.0
    if relation.bearing is not None and metres > 3_000:
        off = abs((bearing(there.lat, there.lon, here.lat, here.lon) - relation.bearing + 180) % 360 - 180)
    if relation.kind is RelationKind.NEAR:
        return math.exp(-metres / 20_000)
    turn = max(-1.0, 1 - max(0.0, off - 30) / 45)
    if relation.distance_m:
        return turn * math.exp(-abs(metres - relation.distance_m) / (0.3 * relation.distance_m + 3_000))
    return turn * math.exp(-metres / 50_000)
