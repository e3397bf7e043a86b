"""Country areas from border lines, and outlines of first-level regions from the points of their settlements.

No open set of region outlines comes in a package, but each settlement of the gazetteer carries its region's code: a
region is where the nearest settlement is its own. The cells of the points (Voronoi) are joined by code, their shared
edges simplified and rounded as lines, so that neighbours keep one line in common, and cut to the country. Geometries are
(lon, lat) in degrees. Used by the recipe `basemap_build` only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shapely import Geometry, LineString

__all__ = ["Settlement", "country_areas", "joined_borders", "region_lines", "region_of"]

_BRIDGE = 0.05  # degrees: the gap that is closed between a border's end and the coast or the next border
_GRID = 1e-5  # degrees: lines that miss each other by less than this meet
_NEIGHBOURS = 6  # a point whose nearest ones all belong to another region is taken for a slip of the gazetteer
_SIMPLIFY = 0.06  # degrees: zigzags of the cells below this are straightened
_ROUNDS = 3  # of corner cutting


@dataclass(frozen=True, slots=True)
class Settlement:
    """A point in degrees with its country's ISO code and the code of its first-level region."""

    lon: float
    lat: float
    country: str
    admin1: str


# Cities that are regions of their own in name only: on a map of this scale they belong to the region around them.
_CITY_REGIONS = {("UA", "12"): "13", ("UA", "20"): "11", ("BY", "04"): "05", ("RU", "48"): "47", ("RU", "66"): "42"}


def region_of(settlement: Settlement) -> str:
    """Return the code of the region whose outline holds the settlement: for Kyiv that of the oblast around it."""
    return _CITY_REGIONS.get((settlement.country, settlement.admin1), settlement.admin1)


def joined_borders(borders: Sequence[LineString], coast: Geometry) -> Geometry:
    """Return the border lines with their loose ends led on to the nearest border or coast, where one lies within 0.05°."""
    import shapely

    lines = shapely.get_parts(shapely.line_merge(shapely.union_all(borders)))
    ends = Counter(end for line in lines for end in (line.coords[0], line.coords[-1]))
    tree = shapely.STRtree(lines)
    bridges = []
    for index, line in enumerate(lines):
        for end in (line.coords[0], line.coords[-1]):
            if ends[end] > 1:
                continue
            point = shapely.Point(end)
            near = [lines[i] for i in sorted(tree.query(point, predicate="dwithin", distance=_BRIDGE)) if i != index]
            link = min((shapely.shortest_line(point, other) for other in (*near, coast)), key=lambda each: float(each.length))
            if 0.0 < link.length <= _BRIDGE:
                bridges.append(_lengthened(link))
    return shapely.line_merge(shapely.union_all([*lines, *bridges], grid_size=_GRID))


def _lengthened(link: Any) -> LineString:
    """Draw the two-point line a hundredth further, so that it surely meets what it leads to."""
    import shapely

    (x1, y1), (x2, y2) = link.coords
    return shapely.LineString([(x1, y1), (x2 + (x2 - x1) / 100, y2 + (y2 - y1) / 100)])


def country_areas(borders: Geometry, coast: Geometry, settlements: Iterable[Settlement]) -> dict[str, Geometry]:
    """Return the area of each country: of the faces between borders and coast, those where most settlements are its own."""
    import shapely

    faces = list(shapely.polygonize([shapely.union_all([borders, coast], grid_size=_GRID)]).geoms)
    tree = shapely.STRtree(faces)
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    listed = list(settlements)
    points = shapely.points([(each.lon, each.lat) for each in listed])
    for index, face in zip(*tree.query(points, predicate="within"), strict=True):
        votes[int(face)][listed[index].country] += 1
    parts: dict[str, list[Geometry]] = defaultdict(list)
    for face in sorted(votes):
        country = min(votes[face].items(), key=lambda item: (-item[1], item[0]))[0]
        parts[country].append(faces[face])
    return {country: shapely.union_all(parts[country]) for country in sorted(parts)}


def region_lines(settlements: Sequence[Settlement], country: str, area: Geometry) -> list[LineString]:
    """Return the lines between the first-level regions of a country, cut to its area, each line once.

    Parameters
    ----------
    settlements : sequence of Settlement
        Those of the country; others are passed over.
    country : str
        ISO code.
    area : Geometry
        The country's area, or the part of it in which lines are wanted.
    """
    import shapely

    own = _without_slips(sorted({(each.lon, each.lat): region_of(each) for each in settlements if each.country == country}.items()))
    points = [point for point, _ in own]
    cells = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=area, ordered=True).geoms
    by_region: dict[str, list[Geometry]] = defaultdict(list)
    for cell, (_, region) in zip(cells, own, strict=True):
        by_region[region].append(cell)
    regions = [shapely.coverage_union_all(by_region[code]) for code in sorted(by_region)]
    simple = shapely.coverage_simplify(regions, _SIMPLIFY, simplify_boundary=False)
    hull = shapely.union_all(simple).boundary
    edges = shapely.line_merge(shapely.difference(shapely.union_all([region.boundary for region in simple]), hull))
    smooth = shapely.multilinestrings([_rounded(edge) for edge in shapely.get_parts(edges)])
    cut = shapely.get_parts(shapely.intersection(smooth, area))
    return [line for line in cut if line.geom_type == "LineString"]


def _without_slips(own: list[tuple[tuple[float, float], str]]) -> list[tuple[tuple[float, float], str]]:
    """Drop the points that no near neighbour agrees with about the region."""
    import numpy as np

    points = np.array([point for point, _ in own])
    codes = np.array([code for _, code in own])
    scaled = points * [np.cos(np.radians(points[:, 1].mean())), 1.0]
    kept = []
    for index, entry in enumerate(own):
        gaps = ((scaled - scaled[index]) ** 2).sum(axis=1)
        near = np.argsort(gaps, kind="stable")[1 : _NEIGHBOURS + 1]
        if (codes[near] == codes[index]).any():
            kept.append(entry)
    return kept


def _rounded(edge: LineString) -> LineString:
    """Cut the corners of a line (Chaikin), its ends fixed; a ring is rounded all round."""
    import numpy as np
    import shapely

    points = shapely.get_coordinates(edge)
    closed = np.array_equal(points[0], points[-1])
    for _ in range(_ROUNDS):
        before, after = points[:-1], points[1:]
        cut = np.stack([0.75 * before + 0.25 * after, 0.25 * before + 0.75 * after], axis=1).reshape(-1, 2)
        points = np.vstack([cut, cut[:1]]) if closed else np.vstack([points[:1], cut, points[-1:]])
    return shapely.LineString(points)
