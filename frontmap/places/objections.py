"""What speaks against a mark for certain: the region said beside the name, or all that the text names lying elsewhere.

A place that meets an objection stays unplaced, with the objection as its reason: better no pin than one in another war zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from frontmap.gazetteer.names import is_cyrillic
from frontmap.places.candidates import Option, is_area, is_reported, radius_of
from frontmap.places.distances import metres_between
from frontmap.records import Place

__all__ = ["contains", "far_from_all", "is_host", "is_landmark", "is_little_known", "lies_in_city", "none_near", "outside_told"]

_FAR_M = 80_000.0  # from here on a place known by another name only is not the one that the text means
_VERY_FAR_M, _VILLAGE = 150_000.0, 5_000  # and from here on an unreported village of so many inhabitants, by whatever name
_FRONT_M = 15_000.0  # a village so near a reported one may be meant in any text
_GUESSED = ("generated", "historic", "fuzzy")
_RENOWNED = 20_000  # inhabitants: such a town is meant by any of its names
_NATIONAL = 200_000  # inhabitants: a text names such a city wherever it speaks of
_QUARTER_M = 18_000.0  # how far from a city's middle a place of its district's name is that district
_HOST, _HOST_M = 50_000, 30_000.0  # inhabitants of a city that has districts, and how far they lie from its middle
_TOLD = 3  # namesakes told of in an objection
_CITY_REGION = " City"  # Sevastopol City, Kyiv City: regions of their own inside another
_REGION_OF_CITY_M = 120_000.0


def contains(area: Place, place: Place) -> bool:
    """Whether a place lies in a country, a region, or another area (by its radius)."""
    if area.feature.startswith("PCL"):
        return area.country == place.country
    if area.feature == "ADM1":
        if place.admin1.endswith(_CITY_REGION) and area.country == place.country:
            return metres_between(area.lat, area.lon, place.lat, place.lon) < _REGION_OF_CITY_M
        return area.admin1 == place.admin1 or (bool(place.admin1) and (area.admin1 in place.admin1 or place.admin1 in area.admin1))  # Sakha, Sakha Republic
    if area.feature.startswith("ADM2") and area.country != place.country:
        return False  # a raion ends at the border, its disc does not
    return metres_between(area.lat, area.lon, place.lat, place.lon) < 1.3 * radius_of(area)


def is_host(place: Place, district: Place) -> bool:
    """Whether a place is the city that a district may belong to."""
    return place.population >= _HOST and place.feature != "PPLX" and metres_between(place.lat, place.lon, district.lat, district.lon) < _HOST_M


def is_landmark(option: Option) -> bool:
    """Whether a certain place shows which area the text speaks of: a settlement, but no city that is named everywhere."""
    place = option.place
    return place.feature.startswith("PPL") and place.feature != "PPLX" and place.population < _NATIONAL and not _is_weak(option)


def outside_told(name: str, place: Place, area: Place) -> str:
    """Return the objection that a region is said right beside the name and the place lies in another one, "" for none.

    Parameters
    ----------
    name : str
        The name as written.
    place : Place
        What it would be resolved to.
    area : Place
        What the words beside it name.
    """
    if not place.admin1 or (is_area(place) and not place.feature.startswith("ADM2")) or contains(area, place):
        return ""
    if area.feature != "ADM1" and not (area.feature.startswith("ADM2") and area.country != place.country):  # a raion is a disc with us: it may end too early
        return ""
    return f"no {name} is known in {area.name}: {place.name} lies in {place.admin1}"


def none_near(name: str, reference: Place, nearest: Sequence[Place]) -> str:
    """Return the objection that no namesake lies near the place that the text names.

    Parameters
    ----------
    name : str
        The name as written.
    reference : Place
        What it is said to lie near.
    nearest : sequence of Place
        The places of that name, the nearest to the reference first.
    """
    told = [
        f"{metres_between(reference.lat, reference.lon, place.lat, place.lon) / 1000:.0f} km off ({place.admin1 or place.country}, at {place.lat:.2f} {place.lon:.2f})"
        for place in nearest[:_TOLD]
    ]
    if len(told) == 1:
        return f"no {name} is known near {reference.name}; the only place of that name lies {told[0]}"
    return f"no {name} is known near {reference.name}; of {len(nearest)} places of that name the nearest lie {', '.join(told[:-1])} and {told[-1]}"


def lies_in_city(place: Place, city: Place) -> bool:
    """Whether a place may be the district of a city that the text means; areas are not asked."""
    return not city.feature.startswith("PPL") or metres_between(place.lat, place.lon, city.lat, city.lon) < _QUARTER_M


def far_from_all(name: str, option: Option, landmarks: Sequence[Place], regions: Iterable[Place]) -> str:
    """Return the objection that a little-known place lies far from all else that the text names, "" for none.

    Parameters
    ----------
    name : str
        The name as written.
    option : Option
        What it would be resolved to.
    landmarks : sequence of Place
        The other settlements that the document names for certain, and the cities of its own sentence.
    regions : iterable of Place
        The regions that its own sentence names.
    """
    place = option.place
    weak, areas = _is_weak(option), list(regions)
    if not is_little_known(option) or any(contains(area, place) for area in areas):
        return ""
    if weak and areas and not landmarks:
        return f"{name!r} is known only as another name of {place.name}, {place.admin1 or place.country}, and the text speaks of {areas[0].name}"
    near = [(metres_between(place.lat, place.lon, other.lat, other.lon), other) for other in landmarks]
    metres, nearest = min(near, key=lambda pair: (pair[0], pair[1].id), default=(0.0, place))
    if metres < (_FAR_M if weak else _VERY_FAR_M):
        return ""
    where, far = place.admin1 or place.country, f"{metres / 1000:.0f} km from {nearest.name}, of which the text speaks"
    return f"{name!r} is known only as another name of {place.name}, {where}, {far}" if weak else f"the {place.name} of {where} lies {far}"


def is_little_known(option: Option) -> bool:
    """Whether it takes a neighbour to believe in a candidate: an unreported village, or a place known by another name only."""
    return _is_weak(option) or _is_small(option)


def _is_small(option: Option) -> bool:
    """Whether it is a village away from all that this war's reporting names."""
    place = option.place
    return place.feature.startswith("PPL") and place.population < _VILLAGE and not is_reported(place, _FRONT_M)


def _is_weak(option: Option) -> bool:
    """Whether only another name than its own leads to a place that this war's reporting does not name."""
    place = option.place
    if option.own or not place.feature.startswith("PPL"):
        return False
    if is_cyrillic(option.name) and option.kind not in _GUESSED:
        return False  # in Russian every Ukrainian place has another name
    return place.feature == "PPLX" or (place.population < _RENOWNED and not is_reported(place))
