"""Faults that a gazetteer's rows may have: swapped coordinates, points abroad, ids that come twice or not at all, a neighbour's name.

Each fault is told with the place it is of and what to do; none is mended here: `corrections.csv` and the source itself are.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from frontmap.gazetteer.added import AddedSource
from frontmap.gazetteer.merge import is_settlement
from frontmap.gazetteer.neighbours import neighbours_names
from frontmap.gazetteer.rows import Row, data_folder, read_rows
from frontmap.geodesy import distance_m
from frontmap.records import Place

__all__ = ["FAULTS", "Fault", "check_ids", "check_rows"]

FAULTS = ("swapped coordinates", "outside its country", "duplicate id", "missing id", "another place's id", "a neighbour's name")
"""The sorts of fault, as `Fault.sort` names them."""

_WILDERNESS = 8  # cells of half a degree that may lie between settlements
_NEIGHBOUR_M = 15_000.0  # as far away is a neighbour that reporting names in one sentence


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its sort, the place's id and name, what is wrong, and what to do."""

    sort: str
    place_id: str
    name: str
    found: str
    remedy: str


def check_ids(source: AddedSource, strangers: Iterable[Row], known: Mapping[str, Place]) -> Iterator[Fault]:
    """Yield the faults of a user's source beside the places that are there: ids that are another place's, or nobody's.

    Parameters
    ----------
    source : AddedSource
        What the file holds.
    strangers : iterable of Row
        Those of its rows that merging found to bear another place's id.
    known : mapping of str to Place
        The places that are there by id.
    """
    for row in strangers:
        other = known[row.place.id]
        metres = distance_m(row.place.lat, row.place.lon, other.lat, other.lon)
        found = f"bears the id of {other.name} in {other.admin1 or other.country}, {metres / 1000:.1f} km away"
        yield Fault("another place's id", row.place.id, row.place.name, found, "give it its own id; until then it is kept as another place")
    missing: dict[str, str] = {}
    for extra in source.names:
        if extra.place_id not in known:
            missing.setdefault(extra.place_id, extra.name.text)
    for place_id, name in sorted(missing.items()):
        yield Fault("missing id", place_id, name, "names a place that no source has", "add the places first, such as the country's dump")


def check_rows(rows: Sequence[Row]) -> Iterator[Fault]:
    """Yield the faults of rows by themselves: their ids, where they lie, their names beside their neighbours'."""
    where = _Whereabouts.read()
    seen: dict[str, str] = {}
    for row in rows:
        place = row.place
        if place.id in seen:
            yield Fault("duplicate id", place.id, place.name, f"has the id of {seen[place.id]}", "give each place an id of its own")
        seen[place.id] = place.name
        if is_settlement(place):
            yield from where.fault(place)
    for hit in neighbours_names(rows, rows, lambda _place, _other: _NEIGHBOUR_M):
        found = f"is called {hit.name.text!r} too, which is {hit.other.id}, {hit.metres / 1000:.1f} km away"
        yield Fault("a neighbour's name", hit.row.place.id, hit.row.place.name, found, "take the name out, unless both bear it")


@dataclass(frozen=True, slots=True)
class _Whereabouts:
    """Which countries have settlements in each cell of half a degree, after the shipped rows."""

    cells: Mapping[tuple[int, int], frozenset[str]]
    countries: frozenset[str]

    @classmethod
    def read(cls) -> _Whereabouts:
        found: dict[tuple[int, int], set[str]] = defaultdict(set)
        for row in read_rows(data_folder() / "rows" / "settlements.tsv.gz"):
            found[_cell(row.place.lat, row.place.lon)].add(row.place.country)
        cells = {cell: frozenset(countries) for cell, countries in found.items()}
        return cls(cells, frozenset().union(*cells.values()))

    def fault(self, place: Place) -> Iterator[Fault]:
        """Yield the fault of a settlement with none of its country's about it: swapped coordinates, or a point abroad."""
        about = self._countries(place.lat, place.lon, 1)
        if place.country in about or place.country not in self.countries:
            return
        where = f"{place.lat:.4f}, {place.lon:.4f} (lat, lon) is not in {place.country}"
        if abs(place.lon) <= 90 and place.country in self._countries(place.lon, place.lat, 1):
            yield Fault("swapped coordinates", place.id, place.name, where, f"swap them: {place.lon:.4f}, {place.lat:.4f} is")
        elif about or place.country not in self._countries(place.lat, place.lon, _WILDERNESS):
            near = f", settlements about it are in {', '.join(sorted(about))}" if about else ""
            yield Fault("outside its country", place.id, place.name, where + near, "correct the point or the country")

    def _countries(self, lat: float, lon: float, reach: int) -> set[str]:
        row, column = _cell(lat, lon)
        steps = range(-reach, reach + 1)
        return {country for up in steps for right in steps for country in self.cells.get((row + up, column + right), ())}


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat * 2), math.floor(lon * 2)
