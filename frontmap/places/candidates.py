"""Which places a mention could be: the gazetteer's candidates, kept to the sort of place that the words call for."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontmap.geodesy import distance_m
from frontmap.records import Place, Precision
from frontmap.theatres.load import Theatre

if TYPE_CHECKING:
    from frontmap.gazetteer.index import Gazetteer

__all__ = ["Option", "is_area", "options", "precision_of", "radius_of"]

# How much less telling a name is than the main one, in log-odds.
_KINDS = {"main": 0.0, "alternate": -0.2, "press": -0.2, "occupation": -0.3, "exonym": -0.2, "historic": -0.6, "generated": -0.5, "fuzzy": -2.5}
_SAME_M = 4_000.0  # two rows nearer than this are one settlement in two sources
_FUZZY_LEAST = 0.86
_POPULATION_WEIGHT = 0.45
_HOME, _NEARBY, _EXTENT, _ABROAD = 0.0, -1.0, -2.0, -3.5


@dataclass(frozen=True, slots=True)
class Option:
    """A place that a mention could be, under which name, and how likely it is before the text is read (log-odds)."""

    place: Place
    name: str
    kind: str
    prior: float


def is_area(place: Place) -> bool:
    """Whether the place is a country, region or district, which is never drawn as a pin."""
    return place.feature.startswith(("PCL", "ADM", "RGN", "TERR", "PRSH"))


def precision_of(place: Place) -> Precision:
    """Return how exactly the place's point stands for it."""
    if place.feature.startswith("PCL"):
        return Precision.COUNTRY
    if place.feature.startswith(("ADM2", "ADM3", "ADM4")):
        return Precision.DISTRICT
    return Precision.REGION if is_area(place) else Precision.SETTLEMENT


def radius_of(place: Place) -> float:
    """Return the place's radius in metres: its row's own, or one that grows with the root of its population."""
    if place.radius_m is not None:
        return place.radius_m
    if is_area(place):
        return {Precision.COUNTRY: 500_000.0, Precision.REGION: 100_000.0}.get(precision_of(place), 25_000.0)
    return 1_000.0 + 9.0 * math.sqrt(place.population)


@functools.lru_cache(maxsize=65536)
def options(gazetteer: Gazetteer, theatre: Theatre, key: str, sort: str) -> tuple[Option, ...]:
    """Return the places that a name could be, the likeliest first.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where to look.
    theatre : Theatre
        Its home countries come first, then those beside them, then its extent.
    key : str
        The name as the gazetteer knows it, or as it stands in the text.
    sort : str
        What the words call for: "region", "district", "city", "village", "facility" or "".
    """
    found = [
        Option(candidate.place, candidate.name, candidate.name_kind, _prior(candidate.place, candidate.name_kind, theatre))
        for candidate in gazetteer.candidates(key)
    ]
    kept = [option for option in found if _suits(option.place, sort)]
    return _distinct(sorted(kept, key=lambda option: (-option.prior, option.place.id)))


@functools.lru_cache(maxsize=8192)
def near_options(gazetteer: Gazetteer, theatre: Theatre, name: str) -> tuple[Option, ...]:
    """Return places whose names are nearly `name`, for a second look; they never win against the words of the text."""
    found = []
    for candidate, similarity in gazetteer.near(name, 8):
        share = similarity / 100 if similarity > 1 else similarity
        if share >= _FUZZY_LEAST and not is_area(candidate.place):
            prior = _prior(candidate.place, "fuzzy", theatre) - 10 * (1 - share)
            found.append(Option(candidate.place, candidate.name, "fuzzy", prior))
    return _distinct(sorted(found, key=lambda option: (-option.prior, option.place.id)))


def _suits(place: Place, sort: str) -> bool:
    if sort == "region":
        return is_area(place) and not place.feature.startswith(("ADM2", "ADM3", "ADM4"))
    if sort == "district":
        return place.feature.startswith(("ADM2", "ADM3", "ADM4"))
    if sort in ("city", "town", "village"):
        return not is_area(place)
    return True


def _prior(place: Place, kind: str, theatre: Theatre) -> float:
    west, south, east, north = theatre.extent
    if place.country in theatre.home:
        where = _HOME
    elif place.country in theatre.nearby:
        where = _NEARBY
    elif west <= place.lon <= east and south <= place.lat <= north:
        where = _EXTENT
    else:
        where = _ABROAD
    people = _POPULATION_WEIGHT * math.log10(max(place.population, 1))
    area = -1.5 if is_area(place) and not place.feature.startswith("PCL") else 0.0
    return where + people + area + _KINDS.get(kind, -0.5)


def _distinct(ranked: list[Option]) -> tuple[Option, ...]:
    """Leave out rows that lie so near a better one that they are the same settlement."""
    kept: list[Option] = []
    for option in ranked:
        place = option.place
        twin = any(
            is_area(place) == is_area(other.place)
            and abs(place.lat - other.place.lat) < 0.05
            and distance_m(place.lat, place.lon, other.place.lat, other.place.lon) < _SAME_M
            for other in kept
        )
        if not twin:
            kept.append(option)
    return tuple(kept)
