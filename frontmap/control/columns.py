"""Control for a page: each cell's outline once, its states as intervals of days, the borders once, all of it plain JSON.

The page colours a cell by the interval that holds the day it shows, by the clock of events or by that of publication, and finds the
claimed front line, its disputed parts and its doubt from borders and settlements (rules 17 and 18): no geometry is told twice,
however many days there are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from frontmap.control.cells import RADIUS_M, Cell, Mesh, Ring, base_land, land_within, mesh_of, settlements_around
from frontmap.control.opinions import Hold, Opinion, fighting_sides, opinions_by_place
from frontmap.control.settlements import Interval, State, control_intervals, known_intervals, mark_radius_m
from frontmap.ledger.clocks import day_known
from frontmap.records import Claim
from frontmap.theatres.load import Theatre

if TYPE_CHECKING:
    from shapely import Geometry

    from frontmap.gazetteer.index import Gazetteer

__all__ = ["SCALE", "STATES", "control_columns", "control_layer"]

SCALE = 10_000  # steps a degree: eleven metres, far finer than what is claimed
STATES = tuple(State)
_EPOCH = dt.date(1970, 1, 1).toordinal()


def control_layer(claims: Sequence[Claim], theatre: Theatre, gazetteer: Gazetteer, land: Iterable[Ring] | None = None, *, radius_m: float = RADIUS_M) -> dict[str, Any] | None:
    """Return the layer's data for the claims that a page shows, as `control_columns` tells it; None where nobody holds anything.

    Parameters
    ----------
    claims : sequence of Claim
        In any order.
    theatre : Theatre
        Its fighting sides can hold.
    gazetteer : Gazetteer
        Its settlements shape the cells.
    land : iterable of rings, optional
        Rings of (lon, lat) that cells are cut to; the base map's land without it.
    """
    intervals = control_intervals(claims, theatre)
    places = list({interval.place.id: interval.place for interval in intervals}.values())
    if not places:
        return None
    mesh = mesh_of(places, settlements_around(places, gazetteer, radius_m), radius_m=radius_m, land=land_within(base_land() if land is None else land, places))
    opinions = {place.id: told for place, told in opinions_by_place(claims, theatre).items()}
    return control_columns(mesh, intervals, theatre, known=known_intervals(claims, theatre), opinions=opinions)


def control_columns(
    mesh: Mesh, intervals: Iterable[Interval], theatre: Theatre, *, known: Iterable[Interval] = (), opinions: Mapping[str, Sequence[Opinion]] = MappingProxyType({})
) -> dict[str, Any]:
    """Return the layer's data.

    Parameters
    ----------
    mesh : Mesh
        Cells and borders.
    intervals : iterable of Interval
        By the clock of events, as `control_intervals` gives them.
    theatre : Theatre
        Its fighting sides are numbered.
    known : iterable of Interval
        By the clock of publication, as `known_intervals` gives them.
    opinions : mapping
        By place id, what is said of its hold, as `opinions_by_place` gives it.

    Returns
    -------
    dict
        `scale`: steps a degree. `sides`: ids of the fighting sides. `states`: names of the states. `radius_m`: of the cells.
        `cells`: columns `place` (its id), `name`, `lat`, `lon` (steps), `radius_m` (of the settlement's mark), `told` (the days on which somebody spoke of its hold,
        ascending; attacks alone are no such word), `told_known` (the same by publication) and `rings` (a list of rings; each a flat list
        of lon and lat in steps, the first pair absolute, each further pair the difference from the one before).
        `intervals`: columns `cell` (its number), `first` and `last` (days since 1970-01-01, `last` null where the state
        goes on), `state`, `side` (numbers, `side` null for none) and `partial` (0 or 1), by cell and day. `known`: the same by
        the other clock.
        `edges`: columns `one` and `other` (numbers of cells), `line` (as a ring, not closed) and `distance_m`.
    """
    number = {place: at for at, place in enumerate(sorted(mesh.cells))}
    sides = fighting_sides(theatre)
    cells = [mesh.cells[place] for place in number]
    return {
        "scale": SCALE,
        "sides": list(sides),
        "states": [state.value for state in STATES],
        "radius_m": round(mesh.radius_m),
        "cells": {
            "place": [cell.place.id for cell in cells],
            "name": [cell.place.name for cell in cells],
            "lat": [round(cell.place.lat * SCALE) for cell in cells],
            "lon": [round(cell.place.lon * SCALE) for cell in cells],
            "radius_m": [round(mark_radius_m(opinions.get(cell.place.id, ()))) for cell in cells],
            "told": [_days(opinion.day for opinion in _words(opinions, cell)) for cell in cells],
            "told_known": [_days(max(learnt, opinion.day) for opinion in _words(opinions, cell) if (learnt := day_known(opinion.claim))) for cell in cells],
            "rings": [_rings(cell.area) for cell in cells],
        },
        "intervals": _interval_columns(intervals, number, sides),
        "known": _interval_columns(known, number, sides),
        "edges": {
            "one": [number[edge.one] for edge in mesh.edges],
            "other": [number[edge.other] for edge in mesh.edges],
            "line": [_steps(edge.line) for edge in mesh.edges],
            "distance_m": [round(edge.distance_m) for edge in mesh.edges],
        },
    }


def _words(opinions: Mapping[str, Sequence[Opinion]], cell: Cell) -> Iterator[Opinion]:
    """Yield what is said of the hold of a cell's settlement; who only attacks it says nothing of that."""
    return (opinion for opinion in opinions.get(cell.place.id, ()) if opinion.hold is not Hold.ATTACKS)


def _days(days: Iterable[dt.date]) -> list[int]:
    return sorted({day.toordinal() - _EPOCH for day in days})


def _interval_columns(intervals: Iterable[Interval], number: Mapping[str, int], sides: Sequence[str]) -> dict[str, list[int | None]]:
    spans = sorted((each for each in intervals if each.place.id in number), key=lambda each: (number[each.place.id], each.first))
    return {
        "cell": [number[span.place.id] for span in spans],
        "first": [span.first.toordinal() - _EPOCH for span in spans],
        "last": [None if span.last is None else span.last.toordinal() - _EPOCH for span in spans],
        "state": [STATES.index(span.state) for span in spans],
        "side": [None if span.side is None else sides.index(span.side) for span in spans],
        "partial": [int(span.partial) for span in spans],
    }


def _rings(area: Geometry) -> list[list[int]]:
    """Return the outer rings of an area; holes, which only islands of sea could make, are not told."""
    import shapely

    return [_steps(part.exterior) for part in shapely.get_parts(area) if part.geom_type == "Polygon"]


def _steps(line: Geometry) -> list[int]:
    """Return a line as steps: the first point, then the differences, points that fall together left out."""
    import shapely

    points = [(round(lon * SCALE), round(lat * SCALE)) for lon, lat in shapely.get_coordinates(line).tolist()]
    steps: list[int] = list(points[0])
    at = points[0]
    for point in points[1:]:
        if point != at:
            steps += [point[0] - at[0], point[1] - at[1]]
            at = point
    return steps
