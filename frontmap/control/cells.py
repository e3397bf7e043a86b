"""The ground that a claim about a settlement may colour: the points nearer to it than to any other settlement, near it, on land.

Cells are Voronoi cells of all settlements that the gazetteer knows, drawn in a plane of metres, cut to a circle about each
settlement and to land (rule 15). Only settlements that somebody spoke of get one (rule 16). Geometries are (lon, lat) in degrees.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontmap.geodesy import Plane, circle, geodesic_m, lonlat
from frontmap.records import Place

if TYPE_CHECKING:
    import numpy as np
    from shapely import Geometry, LineString, Polygon

    from frontmap.gazetteer.index import Gazetteer

__all__ = ["RADIUS_M", "Cell", "Edge", "Mesh", "Ring", "base_land", "land_within", "mesh_of", "settlements_around"]

RADIUS_M = 5_000.0
_REACH = 2.1  # radii within which another settlement can shape a cell: two, and what the plane distorts
_SAME_SITE_M = 50.0  # settlements that lie closer are one site, listed twice
_MARGIN = 1.0  # degrees of land around the settlements
_BEYOND_M = 200_000.0  # of the plane around the outermost settlements: more than any cell reaches
_NOT_A_SITE = frozenset({"PPLX", "PPLH", "PPLQ"})  # quarters of cities; places that are no more

Ring = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Cell:
    """The ground of one settlement: a Polygon or MultiPolygon, (lon, lat) in degrees."""

    place: Place
    area: Geometry


@dataclass(frozen=True, slots=True)
class Edge:
    """The border between the cells of two settlements, by their places' ids; `distance_m` lies between the two settlements."""

    one: str
    other: str
    line: LineString
    distance_m: float


@dataclass(frozen=True, slots=True)
class Mesh:
    """The cells of the settlements that somebody spoke of, by place id, and the borders between them."""

    cells: Mapping[str, Cell]
    edges: tuple[Edge, ...]
    radius_m: float


def base_land() -> list[Ring]:
    """Return the rings of the base map's layer `land`."""
    from frontmap.gazetteer.basemap import layers

    return [ring for layer in layers() if layer.name == "land" for ring in layer.shapes]


def land_within(rings: Iterable[Ring], places: Sequence[Place]) -> Geometry:
    """Return the land around some places as one area, from rings of (lon, lat) such as those of the base map's layer `land`."""
    import shapely

    lons, lats = [place.lon for place in places], [place.lat for place in places]
    frame = shapely.box(min(lons) - _MARGIN, min(lats) - _MARGIN, max(lons) + _MARGIN, max(lats) + _MARGIN)
    parts = shapely.make_valid([shapely.Polygon(ring) for ring in rings if len(ring) > 2])
    return shapely.union_all(shapely.intersection(parts, frame))


def settlements_around(places: Iterable[Place], gazetteer: Gazetteer, radius_m: float = RADIUS_M) -> list[Place]:
    """Return the gazetteer's settlements that lie near enough to some places to shape their cells, by their ids."""
    near = {found.id: found for place in places for found, _ in gazetteer.within(place.lat, place.lon, _REACH * radius_m)}
    return [near[place] for place in sorted(near) if near[place].feature.startswith("PPL")]


def mesh_of(places: Iterable[Place], settlements: Iterable[Place], *, radius_m: float = RADIUS_M, land: Geometry | None = None) -> Mesh:
    """Return the cells of `places` among all `settlements`.

    Parameters
    ----------
    places : iterable of Place
        Those of which somebody spoke.
    settlements : iterable of Place
        All that the gazetteer knows; `places` need not be among them. Several rows of one site give one cell, that of a
        place that was spoken of, the largest first.
    radius_m : float
        How far a cell may reach from its settlement, in metres along the ellipsoid.
    land : Geometry, optional
        What cells are cut to. A settlement that lies off it, by a coast that is drawn coarsely, keeps its whole cell.
    """
    wanted = {place.id: place for place in places}
    if not wanted:
        return Mesh({}, (), radius_m)
    lats, lons = [place.lat for place in wanted.values()], [place.lon for place in wanted.values()]
    plane = Plane((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)
    sites, points = _sites(wanted, settlements, plane, radius_m)
    spoken = [number for number, place in enumerate(sites) if place.id in wanted]
    raw = _voronoi(points, spoken)
    limits = {number: _limit(sites[number], plane, radius_m, land) for number in spoken}
    cells = {sites[number].id: Cell(sites[number], plane.unproject(raw[number].intersection(limits[number]))) for number in spoken}
    return Mesh(cells, tuple(_edges(raw, sites, limits, plane)), radius_m)


def _sites(wanted: Mapping[str, Place], settlements: Iterable[Place], plane: Plane, radius_m: float) -> tuple[list[Place], np.ndarray]:
    """Return one place for each site near enough to shape a cell, with their points on the plane, the largest spoken of first."""
    import numpy as np
    import shapely

    others = [place for place in settlements if place.id not in wanted and place.feature not in _NOT_A_SITE]
    order = [*sorted(wanted.values(), key=_size), *sorted(others, key=_size)]
    points = shapely.get_coordinates(plane.project(shapely.multipoints([lonlat(place.lat, place.lon) for place in order])))
    every = np.asarray(shapely.points(points))
    tree = shapely.STRtree(every)
    asked = np.arange(len(wanted))
    near = set(asked.tolist()) | set(tree.query(every[asked], predicate="dwithin", distance=_REACH * radius_m)[1].tolist())
    twins = tree.query(every, predicate="dwithin", distance=_SAME_SITE_M)
    second = set(twins[0][twins[0] > twins[1]].tolist())
    kept = [number for number in sorted(near) if number not in second]
    return [order[number] for number in kept], points[kept]


def _size(place: Place) -> tuple[int, str]:
    return (-place.population, place.id)


def _voronoi(points: np.ndarray, wanted: Sequence[int]) -> dict[int, Polygon]:
    """Return the Voronoi cells, on the plane, of the wanted ones among points."""
    import shapely

    if len(points) == 1:
        return {0: shapely.box(*(points[0] - _BEYOND_M), *(points[0] + _BEYOND_M))}
    frame = shapely.box(*(points.min(axis=0) - _BEYOND_M), *(points.max(axis=0) + _BEYOND_M))
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=frame))
    inside, number = shapely.STRtree(cells).query(shapely.points(points[list(wanted)]), predicate="intersects")
    return {wanted[at]: cells[cell] for at, cell in zip(inside.tolist(), number.tolist(), strict=True)}


def _limit(place: Place, plane: Plane, radius_m: float, land: Geometry | None) -> Geometry:
    """Return what a settlement's cell is cut to, on the plane: the circle about it, and land where it stands on it."""
    import shapely

    around = circle(place.lat, place.lon, radius_m)
    ashore = around.intersection(land) if land is not None else around
    return plane.project(ashore if shapely.intersects_xy(ashore, *lonlat(place.lat, place.lon)) else around)


def _edges(raw: Mapping[int, Polygon], sites: Sequence[Place], limits: Mapping[int, Geometry], plane: Plane) -> Iterator[Edge]:
    """Yield the borders between cells: the sides that two uncut cells have in common, cut as the cells are."""
    import shapely

    owners: dict[tuple[float, float, float, float], list[int]] = {}
    for number in sorted(raw):
        corners = [(x, y) for x, y in shapely.get_coordinates(raw[number].exterior).tolist()]
        for start, end in itertools.pairwise(corners):
            low, high = sorted((start, end))
            owners.setdefault((round(low[0], 2), round(low[1], 2), round(high[0], 2), round(high[1], 2)), []).append(number)
    for (west, south, east, north), pair in sorted(owners.items()):
        if len(pair) != 2:
            continue
        one, other = sorted((sites[number] for number in pair), key=lambda place: place.id)
        line = shapely.LineString([(west, south), (east, north)]).intersection(limits[pair[0]]).intersection(limits[pair[1]])
        lines = [part for part in shapely.get_parts(line) if part.geom_type == "LineString" and part.length > 1.0]
        for part in lines:
            yield Edge(one.id, other.id, plane.unproject(part), geodesic_m(one.lat, one.lon, other.lat, other.lon))
