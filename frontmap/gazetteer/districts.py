"""The districts of cities: of which cities one is called so (`curated/city_districts.csv`).

Shevchenkivskyi district is one of Kharkiv, of Kyiv, of Dnipro, of Zaporizhzhia, of Poltava and of Lviv, and none of them is a village
called Shevchenkove. The rows have no points: a district is marked at its city.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from frontmap.gazetteer.curated import CITY_DISTRICTS, read_city_districts
from frontmap.gazetteer.names import normalise, skeleton
from frontmap.gazetteer.rows import data_folder

__all__ = ["cities_of"]

_ENDING = re.compile(r"(?:i|oi|oho|eho|omu|emu|im|imi|om|em|ih)$")  # of an adjective in any case, as skeletons spell them


@functools.lru_cache(maxsize=4096)
def cities_of(name: str) -> tuple[str, ...]:
    """Return the ids of the cities that have a district of that name, in any spelling and case; () for the name of none.

    Examples
    --------
    >>> len(cities_of("Шевченківському")), cities_of("Saltivskyi"), cities_of("Salt")
    (6, ('geonames:706483',), ())
    """
    return _table().get(_stem(name), ())


def _stem(name: str) -> str:
    return _ENDING.sub("", skeleton(normalise(name)))


@functools.cache
def _table() -> Mapping[str, tuple[str, ...]]:
    path = data_folder() / "curated" / CITY_DISTRICTS
    table: dict[str, dict[str, None]] = {}
    for city, names in read_city_districts(path) if path.is_file() else ():
        for name in names:
            table.setdefault(_stem(name), {})[city] = None
    return {stem: tuple(cities) for stem, cities in table.items()}
