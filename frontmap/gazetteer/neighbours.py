"""Names that are a neighbour's: they draw its reports to the wrong place.

GeoNames has gathered names from many hands, some of them put to the town beside the right one: Donetsk was called
Aleksandrovka, and so is a town 20 km away that reports mean when they say so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from frontmap.gazetteer.compiler import CYRILLIC_COUNTRIES
from frontmap.gazetteer.merge import is_settlement
from frontmap.gazetteer.names import compact, normalise, skeleton, transliterate
from frontmap.gazetteer.rows import Name, Row
from frontmap.gazetteer.variants import russian_skeletons
from frontmap.geodesy import distance_m
from frontmap.records import Place

__all__ = ["NeighboursName", "neighbours_names"]

_ONE_SPOT_M = 1_500.0  # nearer ones may be one settlement, or parts of one
_ALIKE = 0.8  # of the letters of two spellings: Beryozovsky and Берёзовский


@dataclass(frozen=True, slots=True)
class NeighboursName:
    """A further name of a settlement, `row`, which is the main name of `other`, `metres` away."""

    row: Row
    name: Name
    other: Place
    metres: float


def neighbours_names(rows: Iterable[Row], others: Iterable[Row], reach_m: Callable[[Place, Place], float]) -> Iterator[NeighboursName]:
    """Yield the names of settlements that are the main name of another settlement close by, the nearest one.

    Spellings are those under which the gazetteer finds a name: where names are written in Cyrillic all romanisations are
    one. Former names are passed over, for both may be true, and so are forms of a settlement's own name in another language.

    Parameters
    ----------
    rows, others : iterable of Row
        Whose names are looked at, and whose main names they may be.
    reach_m : callable
        How many metres away the second place may lie for the first one's name to be taken for its.
    """
    bearers: dict[str, list[Place]] = defaultdict(list)
    for row in others:
        if is_settlement(row.place):
            for spelling in _spellings(row.place):
                bearers[spelling].append(row.place)
    for row in rows:
        if not is_settlement(row.place):
            continue
        seen = set()
        for name in row.names:
            spelling = _spelling(name.text, row.place.country)
            if name.kind == "historic" or name.text in seen or spelling not in bearers or _is_own(spelling, name.text, row.place):
                continue
            seen.add(name.text)
            near = [(_apart(row.place, other), other.id, other) for other in bearers[spelling] if other.id != row.place.id]
            found = min((hit for hit in near if _ONE_SPOT_M < hit[0] <= reach_m(row.place, hit[2])), default=None)
            if found is not None:
                yield NeighboursName(row, name, found[2], found[0])


def _is_own(spelling: str, name: str, place: Place) -> bool:
    """Whether a name is a form of the place's own in another language or romanisation."""
    from rapidfuzz.distance import Levenshtein

    own = _spellings(place)
    return bool(own & {spelling, *_russian(name, place.country)}) or any(Levenshtein.normalized_similarity(spelling, each) >= _ALIKE for each in own)


def _apart(one: Place, other: Place) -> float:
    return distance_m(one.lat, one.lon, other.lat, other.lon)


def _spelling(name: str, country: str) -> str:
    return skeleton(normalise(name)) if country in CYRILLIC_COUNTRIES else compact(normalise(name))


def _spellings(place: Place) -> set[str]:
    return {_spelling(place.name, place.country), *_russian(place.name, place.country)}


def _russian(name: str, country: str) -> tuple[str, ...]:
    """Return the skeletons of Russian-like forms of a Ukrainian settlement's name."""
    return russian_skeletons(transliterate(name)) if country == "UA" else ()
