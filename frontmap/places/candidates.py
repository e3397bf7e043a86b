"""Which places a mention could be: the gazetteer's candidates, kept to the sort of place that the words call for."""

from __future__ import annotations

import functools
import itertools
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from frontmap.gazetteer.curated import read_places
from frontmap.gazetteer.inflect import nominatives
from frontmap.gazetteer.names import is_cyrillic, normalise, skeleton
from frontmap.gazetteer.rows import data_folder
from frontmap.geodesy import distance_m
from frontmap.records import Place, Precision
from frontmap.theatres.load import Theatre

if TYPE_CHECKING:
    from frontmap.gazetteer.index import Candidate, Gazetteer

__all__ = ["Focus", "Option", "is_area", "is_reported", "is_seat", "known_areas", "near_options", "options", "precision_of", "radius_of"]

# How much less telling a name is than the main one, in log-odds.
_KINDS = {"main": 0.0, "alternate": -0.2, "press": -0.2, "occupation": -0.3, "exonym": -0.2, "former": -0.3, "historic": -2.0, "generated": -1.2, "fuzzy": -2.5}
_BORROWED = ("alternate", "exonym")  # kinds of names that one town may have of another
_VILLAGES = ("village", "hamlet")
_GIVEN = ("main", "alternate", "exonym")  # names by which a region is called, and not one made by rule from its town's
_PAST_SHARE = 0.5  # of what speaks for a reported place, by a name of the past
_STILL_SAID = "2000"  # names given up since then are still in use, on one side of the front at least
_SAME_M = 4_000.0  # two rows nearer than this are one settlement in two sources
_FUZZY_LEAST, _ALIKE = 0.86, 2  # how near a spelling must be, and letters at its beginning and end that must agree
_HOME, _NEARBY, _EXTENT, _ABROAD = 0.0, -1.0, -2.0, -3.5
_WORLD_CITY, _WORLD_CITY_BONUS = 3_000_000, 5.0  # meant by its name wherever the war is
_CAPITAL = 1.5
_OTHERS_NAME = -2.5  # by a name that is the very name of a larger town: Mykolaivka is seldom meant by Mykolaiv
_REGION_S_NAME = -6.0  # by the name of a region that no town bears: a hamlet is hardly meant by Chechnya
_NO_VILLAGE = -6.0  # a town or city where the text speaks of a village
_LARGER = 0.5  # of the population from which the bearer of the very name counts as larger
_AREA = 2.0  # a region, whatever lives there: by the bare name the town is meant first
_UNKNOWN_POPULATION = 300  # what a row without a population is counted as
_IS_FACILITY = 5.0  # a plant or port where the text speaks of one
_FACILITY = 2.0  # a plant or bridge that a gazetteer has is known by its name
_TOWN = 5_000  # inhabitants
_DEGREE_M = 111_000.0  # metres of a degree of latitude, or a little less
_VOWELS = "аеєиіїоуюяыэё"
_CITY, _LARGE_CITY, _METROPOLIS = 50_000, 100_000, 500_000
_BORDER_TOWN = 0.5  # of what speaks for a town at home, for one next door that lies in the theatre's extent
_REACH_DEGREES = (12.0, 7.0)  # of longitude and latitude around the extent: as far as drones fly
_MANIFOLD = 5  # times as many inhabitants: the bearer of the very name next door is meant, and not a town that has it as another one
_NAMESAKE = 20_000  # a town from which size on a bare name means it, and not the region
_REPORTED, _REPORTED_WITHIN_M, _REPORTED_REACH_M = 3.0, 2_000.0, 8_000.0


@dataclass(frozen=True, slots=True)
class Focus:
    """Where the war is: its home countries, those beside them, and its extent (west, south, east, north in degrees)."""

    home: tuple[str, ...]
    nearby: tuple[str, ...]
    extent: tuple[float, float, float, float]

    @classmethod
    def of(cls, theatre: Theatre) -> Focus:
        """Return a theatre's focus."""
        return cls(theatre.home, theatre.nearby, theatre.extent)


@dataclass(frozen=True, slots=True)
class Option:
    """A place that a mention could be, under which name, and how likely it is before the text is read (log-odds).

    `kind` is the gazetteer's kind of name, or "former" for one given up lately; `until` is when, an ISO date or year, "" if not
    known. `own` tells whether the name is a spelling of the place's main one, `nominative` whether the text has it in a case that
    its preposition forbids (Cyrillic names that end in a consonant, and would be inflected).
    """

    place: Place
    name: str
    kind: str
    prior: float
    until: str = ""
    own: bool = True
    nominative: bool = False
    area: bool = field(init=False, compare=False)  # whether the place is a country, region or district

    def __post_init__(self) -> None:
        """Tell areas once."""
        object.__setattr__(self, "area", is_area(self.place))


def is_area(place: Place) -> bool:
    """Whether the place is a country, region or district, which is never drawn as a pin."""
    return _is_area(place.feature)


@functools.cache
def _is_area(feature: str) -> bool:
    return feature.startswith(("PCL", "ADM", "RGN", "TERR", "PRSH"))


def is_seat(place: Place) -> bool:
    """Whether a region is called after the city, so that its direction of the front is the region's."""
    return place.population >= _CITY and place.feature.startswith("PPL") and place.admin1.startswith(place.name)


def precision_of(place: Place) -> Precision:
    """Return how exactly the place's point stands for it."""
    return _precision_of(place.feature)


@functools.cache
def _precision_of(feature: str) -> Precision:
    if feature.startswith("PCL"):
        return Precision.COUNTRY
    if feature.startswith(("ADM2", "ADM3", "ADM4")):
        return Precision.DISTRICT
    if _is_area(feature):
        return Precision.REGION
    return Precision.SETTLEMENT if feature.startswith("PPL") else Precision.EXACT


def radius_of(place: Place) -> float:
    """Return the place's radius in metres: its row's own, or one that grows with the root of its population."""
    if place.radius_m is not None:
        return place.radius_m
    if is_area(place):
        return {Precision.COUNTRY: 500_000.0, Precision.REGION: 100_000.0}.get(precision_of(place), 25_000.0)
    return 1_000.0 + 9.0 * math.sqrt(place.population)


@functools.lru_cache(maxsize=65536)
def options(gazetteer: Gazetteer, focus: Focus, key: str, sort: str) -> tuple[Option, ...]:
    """Return the places that a name could be, the likeliest first.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where to look.
    focus : Focus
        Its home countries come first, then those beside them, then its extent.
    key : str
        The name as the gazetteer knows it, or as it stands in the text.
    sort : str
        What the words call for: "region", "district", "city", "village", "hamlet", "facility" or "".
    """
    bones = _bones(key)
    uninflected = normalise(key) if is_cyrillic(key) and key[-1:].lower() not in _VOWELS else ""
    found = []
    for candidate in gazetteer.candidates(key):
        if _suits(candidate.place, sort):
            kind = _kind(candidate)
            prior = _prior(candidate.place, kind, focus) + _fitness(candidate.place, sort)
            nominative = uninflected != "" and normalise(candidate.name) == uninflected
            found.append(Option(candidate.place, candidate.name, kind, prior, candidate.name_until, _is_own(candidate, kind, key, bones), nominative))
    kept = known_areas(_with_metropolises(key, _without_borrowed(found, focus), focus, sort))
    return _distinct(sorted(kept, key=lambda option: (-option.prior, option.place.id)))


def _kind(candidate: Candidate) -> str:
    """Return what a name is to its place: "former" for one given up so lately that it is still said."""
    return "former" if candidate.name_kind == "historic" and candidate.name_until >= _STILL_SAID else candidate.name_kind


def _without_borrowed(found: list[Option], focus: Focus) -> list[Option]:
    """Lower the candidates that only borrow the name which a town of their country, or a city next door, bears as its own, in any spelling."""
    cities = [option.place for option in found if option.own and option.place.feature.startswith("PPL") and _is_city_in_reach(option.place, focus)]
    return [replace(option, prior=option.prior + lower) if (lower := _lower(option, found, cities)) else option for option in found]


def _lower(option: Option, found: Sequence[Option], cities: Sequence[Place]) -> float:
    """Return what speaks against a candidate since others bear the name itself: 0.0 for nothing."""
    namesakes = [other for other in found if other.place.country == option.place.country and other.place.feature.startswith("PPL")]
    if option.kind == "generated" and any(_bears(other, option, namesakes) for other in found):
        return -_renown(option.place) + (_OTHERS_NAME if option.own or option.place.population >= _TOWN else 0.0)
    owners = [other.place for other in namesakes if other.own]
    if option.own:
        return 0.0
    if not owners:  # Владимир is next door, and seldom Volodymyr
        borrowed = option.kind in _BORROWED and any(city.population >= _MANIFOLD * option.place.population for city in cities)
        return _OTHERS_NAME if borrowed else 0.0
    if any(owner.population >= max(_TOWN, _LARGER * option.place.population) for owner in owners):
        return _OTHERS_NAME
    return -_renown(option.place) if option.kind == "generated" or option.place.feature == "PPLX" else 0.0  # Donetsk is large, but not by the name of its suburb


def _bears(other: Option, option: Option, namesakes: Sequence[Option]) -> bool:
    """Whether another place is written so in Cyrillic, where one's own name is only near.

    Новоалександровка is not Melitopol, founded as Novoalexandrovka, and Братске is the city of Bratsk and not Bratske, Братське.
    """
    if other.kind == "generated" or not is_cyrillic(other.name):
        return False
    if option.own:
        return other.place.population >= max(_CITY, option.place.population)
    return other in namesakes or other.place.population >= _CITY


def _is_city_in_reach(place: Place, focus: Focus) -> bool:
    """Whether a place is a city next door, large and so near that reporting names it as it does the towns at home."""
    west, south, east, north = focus.extent
    wide, high = _REACH_DEGREES
    near = west - wide <= place.lon <= east + wide and south - high <= place.lat <= north + high
    return place.country in focus.nearby and (place.population >= _METROPOLIS or (near and place.population >= _LARGE_CITY))


def _with_metropolises(key: str, found: list[Option], focus: Focus, sort: str) -> list[Option]:
    """Raise the cities next door, which reporting names as it does every town at home: Voronezh, and not Voronizh by its Russian name.

    A great city of the world is meant by a name that no town at home bears: Александрия is Oleksandriia. Самар is a town, and hardly a form of Самара.
    """
    at_home = [option for option in found if option.kind != "generated" and option.place.country in focus.home and option.place.population >= _NAMESAKE]
    as_it_stands = any(option.own and normalise(option.name) == normalise(key) for option in at_home)
    raised = []
    for option in found:
        place, more = option.place, 0.0
        if option.own and sort not in _VILLAGES and _is_city_in_reach(place, focus) and not (as_it_stands and normalise(option.name) != normalise(key)):
            more = _REPORTED
        elif at_home and place.population >= _WORLD_CITY and place.country not in (*focus.home, *focus.nearby):
            more = -_WORLD_CITY_BONUS
        raised.append(replace(option, prior=option.prior + more) if more else option)
    return raised


def _is_own(candidate: Candidate, kind: str, key: str, cases: AbstractSet[str]) -> bool:
    """Whether the name is the place's main one, in another spelling or script; a city's in whatever case: «Авіаційних ударів» are none of Aviatsiine."""
    main = skeleton(normalise(candidate.place.name))
    if kind == "generated":
        return main == skeleton(normalise(key)) or (main in cases and candidate.place.population >= _CITY)
    return kind == "main" or main in cases or main == skeleton(normalise(candidate.name))


def _bones(key: str) -> frozenset[str]:
    """Return the skeletons of a name and, in Cyrillic, of all nominatives that it may be a case of."""
    name = normalise(key)
    return frozenset(map(skeleton, (name, *(nominatives(name) if is_cyrillic(key) else ()))))


def known_areas(found: list[Option]) -> list[Option]:
    """Raise the regions whose own name no town bears, over the hamlets that bear it too: Chechnya, Alaska."""
    given = [option for option in found if option.place.feature == "ADM1" and option.kind in _GIVEN]
    if not given or any(option.place.feature.startswith("PPL") and option.place.population >= _NAMESAKE for option in found):
        return found
    raised = [replace(option, prior=option.prior + _size(option.place) + _renown(option.place)) for option in given]
    return raised + [option if option.area else replace(option, prior=option.prior + _REGION_S_NAME) for option in found if option not in given]


@functools.lru_cache(maxsize=8192)
def near_options(gazetteer: Gazetteer, focus: Focus, name: str) -> tuple[Option, ...]:
    """Return places whose names are nearly `name`, for a second look; they never win against the words of the text."""
    found = []
    for candidate, similarity in gazetteer.near(name, 8, _ALIKE):
        share = similarity / 100 if similarity > 1 else similarity
        if share >= _FUZZY_LEAST and not is_area(candidate.place) and _ends_alike(name, candidate.name):
            prior = _prior(candidate.place, "fuzzy", focus) - 10 * (1 - share)
            found.append(Option(candidate.place, candidate.name, "fuzzy", prior, own=False))
    return _distinct(sorted(found, key=lambda option: (-option.prior, option.place.id)))


def _ends_alike(name: str, other: str) -> bool:
    """Whether two names begin and end alike: -ske and -ka, Novo- and Staro- are never slips of the pen."""
    one, two = skeleton(normalise(name)), skeleton(normalise(other))
    return one[:_ALIKE] == two[:_ALIKE] and (one[-_ALIKE:] == two[-_ALIKE:] or _are_swapped(one, two))


def _are_swapped(one: str, two: str) -> bool:
    """Whether two neighbouring letters have changed places: Kupyanks."""
    at = next((at for at, pair in enumerate(zip(one, two, strict=False)) if pair[0] != pair[1]), len(one))
    return len(one) == len(two) and one[at : at + 2] == two[at : at + 2][::-1] and one[at + 2 :] == two[at + 2 :]


def _fitness(place: Place, sort: str) -> float:
    """Return how a place fits the word beside its name: no city is a hamlet, and the port of Pivdennyi is no village."""
    if sort == "facility":
        return _IS_FACILITY if not is_area(place) and not place.feature.startswith("PPL") else 0.0
    return _NO_VILLAGE if sort == "hamlet" and place.population >= _NAMESAKE else 0.0


def _suits(place: Place, sort: str) -> bool:
    if sort == "region":
        return is_area(place) and not place.feature.startswith(("ADM2", "ADM3", "ADM4"))
    if sort == "district":
        return place.feature.startswith(("ADM2", "ADM3", "ADM4"))
    if sort in ("city", "town", "village", "hamlet"):
        return place.feature.startswith("PPL")
    if sort == "facility":
        return not is_area(place)
    return True


def _prior(place: Place, kind: str, focus: Focus) -> float:
    west, south, east, north = focus.extent
    if place.country in focus.home:
        where = _HOME
    elif place.country in focus.nearby:
        where = _NEARBY
    elif west <= place.lon <= east and south <= place.lat <= north:
        where = _EXTENT
    else:
        where = _ABROAD
    if is_area(place) and not place.feature.startswith("PCL"):
        return where + _AREA + _KINDS.get(kind, -0.5)
    if where == _ABROAD and place.population >= _WORLD_CITY:
        where += _WORLD_CITY_BONUS
    renown = 0.0 if kind == "historic" else _renown(place)  # a city is far likelier than a village, but not by a name of the past
    people = _size(place) + renown + (_CAPITAL if place.feature == "PPLC" else 0.0)
    reported = _reported(place, focus) * (_PAST_SHARE if kind == "historic" else 1.0)
    return where + people + _KINDS.get(kind, -0.5) + reported


def _size(place: Place) -> float:
    return 0.4 * math.log10(max(place.population, _UNKNOWN_POPULATION))


def _renown(place: Place) -> float:
    """Return how much its size makes a place be meant by its bare name; a city's district is known in its city alone."""
    return 0.0 if place.feature == "PPLX" else max(0.0, math.log10(max(place.population, 1)) - 4.0)


def is_reported(place: Place, within_m: float = _REPORTED_WITHIN_M) -> bool:
    """Whether this war's reporting has named a settlement, or one within so many metres of it: a curated one."""
    return _nearest_reported(place.lat, place.lon) < within_m


def _reported(place: Place, focus: Focus) -> float:
    """Weigh whether a settlement lies where this war's reporting has named others: near a curated one."""
    if is_area(place):
        return 0.0
    if not place.feature.startswith("PPL"):
        return _FACILITY
    if place.population >= _TOWN and place.country in focus.home and place.feature != "PPLX":
        return _REPORTED  # reporting names every town
    near = _REPORTED * math.exp(-max(0.0, _nearest_reported(place.lat, place.lon) - _REPORTED_WITHIN_M) / _REPORTED_REACH_M)
    west, south, east, north = focus.extent
    if place.country in focus.nearby and place.population >= _TOWN and west <= place.lon <= east and south <= place.lat <= north:
        return max(near, _BORDER_TOWN * _REPORTED)
    return near


@functools.lru_cache(maxsize=65536)
def _nearest_reported(lat: float, lon: float) -> float:
    """Return the metres to the nearest curated settlement, infinity where none lies in the cells around."""
    grid = _reported_grid()
    row, column = round(lat * 5), round(lon * 5)
    nearest = math.inf
    for y, x in itertools.product((row, row - 1, row + 1), (column, column - 1, column + 1)):
        for other_lat, other_lon in grid.get((y, x), ()):
            if abs(other_lat - lat) * _DEGREE_M < nearest:
                nearest = min(nearest, distance_m(lat, lon, other_lat, other_lon))
    return nearest


@functools.cache
def _reported_grid() -> Mapping[tuple[int, int], tuple[tuple[float, float], ...]]:
    """Return the curated settlements by cells of a fifth of a degree."""
    grid: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    path = data_folder() / "curated" / "settlements.csv"
    for row in read_places(path) if path.is_file() else ():
        grid[round(row.place.lat * 5), round(row.place.lon * 5)].append((row.place.lat, row.place.lon))
    return {cell: tuple(points) for cell, points in grid.items()}


def _distinct(ranked: list[Option]) -> tuple[Option, ...]:
    """Leave out rows that lie so near a better one that they are the same settlement."""
    kept: list[Option] = []
    for option in ranked:
        place = option.place
        twin = any(
            is_area(place) == is_area(other.place)
            and (
                (is_area(place) and (place.name, place.country, place.feature) == (other.place.name, other.place.country, other.place.feature))
                or (abs(place.lat - other.place.lat) < 0.05 and distance_m(place.lat, place.lon, other.place.lat, other.place.lon) < _SAME_M)
            )
            for other in kept
        )
        if not twin:
            kept.append(option)
    return tuple(kept)
