"""The districts of cities: "the Shevchenkivskyi district" is Kharkiv's where the text speaks of Kharkiv, and nobody's where it names no city."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from frontmap.gazetteer.districts import cities_of
from frontmap.places.candidates import Option
from frontmap.places.evidence import Evidence
from frontmap.places.questions import Names
from frontmap.records import Mention

if TYPE_CHECKING:
    from frontmap.gazetteer.index import Gazetteer

__all__ = ["quarters_of"]

_ONLY = 0.9  # the share of a city that alone has a district of that name, and is not named


def quarters_of(places: Sequence[Mention], reading: Names, gazetteer: Gazetteer) -> dict[int, tuple[float, Option] | str]:
    """Return the city of each district that is named without its city, with its share, or why none is meant; by the mention's index.

    Parameters
    ----------
    places : sequence of Mention
        The document's place mentions.
    reading : Names
        Their evidence and weighed candidates.
    gazetteer : Gazetteer
        Knows the cities.
    """
    found: dict[int, tuple[float, Option] | str] = {}
    for item in reading.evidence:
        if item.sort != "district" or item.city >= 0 or item.region:
            continue
        text = places[item.index].text
        cities = cities_of(text) or cities_of(text.rpartition(" ")[0])
        if not cities:
            found.update(_of_town_beside(item, reading))
            continue
        said = [*item.inside, *(index for index in (item.told, item.listed) if index >= 0)]
        if said:  # "the Kyivskyi and Petrovskyi districts of Donetsk", "Pokrovskyi district, Donetsk Oblast"
            hosts = [reading.asked[index].shares[0] for index in said if (host := reading.asked[index].best) is not None and host.place.id in cities]
            if hosts:
                found[item.index] = hosts[0]
            continue
        best = reading.asked[item.index].best
        is_raion = best is not None and any(option.place.feature.startswith("ADM2") for option in reading.asked[item.index].options)
        named = next(iter(_named(item, cities, reading, near=is_raion)), None) or _shared_city(item, cities, places, reading, gazetteer)
        if named is not None:
            found[item.index] = named
        elif not is_raion:
            known = [gazetteer.place(city) for city in cities if city in gazetteer]
            if len(known) == 1:
                found[item.index] = (_ONLY, Option(known[0], known[0].name, "main", 0.0))
            elif known:
                names = sorted(place.name for place in known)
                found[item.index] = f"a district of {', '.join(names[:-1])} and of {names[-1]} is called so, and the text names none of these cities"
    return found


def _shared_city(item: Evidence, cities: Sequence[str], places: Sequence[Mention], reading: Names, gazetteer: Gazetteer) -> tuple[float, Option] | None:
    """Return the city that alone has a district named in the same sentence, if it has this one too: «в Соломенском и Днепровском районах»."""
    beside = (other for other in reading.evidence if other is not item and other.sort == "district" and other.sentence == item.sentence)
    alone = {host[0] for other in beside if len(host := cities_of(places[other.index].text)) == 1}
    city = gazetteer.place(next(iter(alone))) if len(alone) == 1 and alone <= set(cities) and next(iter(alone)) in gazetteer else None
    return (_ONLY, Option(city, city.name, "main", 0.0)) if city is not None else None


def _of_town_beside(item: Evidence, reading: Names) -> dict[int, tuple[float, Option]]:
    """Return the town of whose quarter of that name nobody knows, if it is said to be a quarter: the one behind it or before it in its sentence, or the one before that: «микрорайон Канал в Часовом Яре»."""
    towns = [other for other in reading.evidence if item.quarter and not other.sort and not other.quarter and 0 <= item.sentence - other.sentence <= 1]
    towns = [other for other in towns if (best := reading.asked[other.index].best) is not None and best.place.feature.startswith("PPL")]
    nearest = min(towns, key=lambda other: (other.sentence != item.sentence, abs(other.index - item.index), other.index < item.index), default=None)
    return {item.index: reading.asked[nearest.index].shares[0]} if nearest is not None else {}


def _named(item: Evidence, cities: Sequence[str], reading: Names, *, near: bool) -> Iterator[tuple[float, Option]]:
    """Yield the mentions of one of the cities, the likeliest to be meant first: of the same sentence, before it, behind it; `near`: no farther than the sentence before."""
    hosts = [other for other in reading.evidence if (best := reading.asked[other.index].best) is not None and best.place.id in cities]
    hosts = [other for other in hosts if not near or 0 <= item.sentence - other.sentence <= 1]
    for host in sorted(hosts, key=lambda other: (other.sentence != item.sentence, other.index > item.index, abs(other.index - item.index))):
        yield reading.asked[host.index].shares[0]
