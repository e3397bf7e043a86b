"""Country areas from border lines, and outlines of first-level regions from the points of their settlements.

No open set of region outlines comes in a package, but each settlement of the gazetteer carries its region's code: a
region is where the nearest settlement is its own. The cells of the points (Voronoi) are joined by code, their shared
edges simplified and rounded as lines, so that neighbours keep one line in common, and cut to the country. Geometries are
(lon, lat) in degrees. Used by the recipe `basemap_build` only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shapely import Geometry, LineString

__all__ = ["Settlement", "bridges", "country_areas", "joined_borders", "region_lines", "region_of"]

_BRIDGE = 0.05  # degrees: the gap that is closed between a border's end and the coast or the next border
_GRID = 1e-5  # degrees: lines that miss each other by less than this meet
_EXCLAVE = 0.2  # a piece of a region smaller than this share of it is taken for a slip of the gazetteer, or not worth a line
_CORNER = 0.8  # degrees: a shorter line from shore to shore only clips a bay
_SIMPLIFY = 0.06  # degrees: zigzags of the cells below this are straightened
_ROUNDS = 3  # of corner cutting


@dataclass(frozen=True, slots=True)
class Settlement:
    """A point in degrees with its country's ISO code and the code of its first-level region."""

    lon: float
    lat: float
    country: str
    admin1: str


# Regions too small or too entangled for an outline of this kind: cities are drawn with the region around them, Adygea, which
# lies in Krasnodar Krai in pieces, with that. Country and code of the one, code of the other.
_DRAWN_WITH = {("BY", "04"): "05", ("RU", "01"): "38", ("RU", "48"): "47", ("RU", "66"): "42", ("UA", "12"): "13", ("UA", "20"): "11"}


def region_of(settlement: Settlement) -> str:
    """Return the code of the region whose outline holds the settlement: for Kyiv that of the oblast around it."""
    return _DRAWN_WITH.get((settlement.country, settlement.admin1), settlement.admin1)


def joined_borders(borders: Sequence[LineString], coast: Geometry) -> Geometry:
    """Return the border lines with their loose ends led on to the nearest border or coast, where one lies within 0.05°."""
    import shapely

    lines = list(shapely.get_parts(shapely.line_merge(shapely.union_all(borders))))
    return shapely.line_merge(shapely.union_all([*lines, *bridges(lines, [*lines, coast], _BRIDGE)], grid_size=_GRID))


def bridges(lines: Sequence[LineString], targets: Sequence[Geometry], reach: float) -> list[LineString]:
    """Return the links from the loose ends of lines to the nearest target, where one lies within `reach` degrees."""
    import shapely

    ends = Counter(end for line in lines for end in (line.coords[0], line.coords[-1]))
    tree = shapely.STRtree(targets)
    links = []
    for line in lines:
        for end in (line.coords[0], line.coords[-1]):
            point = shapely.Point(end)
            near = [targets[i] for i in sorted(tree.query(point, predicate="dwithin", distance=reach)) if targets[i] is not line]
            if near and ends[end] == 1:
                link = min((shapely.shortest_line(point, target) for target in near), key=lambda each: float(each.length))
                links += [_lengthened(link)] if link.length else []
    return links


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


def region_lines(settlements: Iterable[Settlement], country: str, area: Any, codes: Collection[str] = ()) -> list[LineString]:
    """Return the lines between the first-level regions of a country, cut to its area, each line once.

    Parameters
    ----------
    settlements : iterable of Settlement
        Those of the country; others are passed over.
    country : str
        ISO code.
    area : Geometry
        The country's area.
    codes : collection of str, optional
        The regions to outline; all without it.
    """
    import shapely

    own = {(each.lon, each.lat): region_of(each) for each in settlements if each.country == country}
    pieces = _cells(own, area)
    slips = [piece for parts in pieces.values() for piece in parts if piece.area < _EXCLAVE * sum(part.area for part in parts)]
    strays = shapely.union_all(slips)
    regions = _cells({point: code for point, code in own.items() if not strays.contains(shapely.Point(point))}, area)
    simple = shapely.coverage_simplify([shapely.multipolygons(regions[code]) for code in regions], _SIMPLIFY, simplify_boundary=False)
    hull = shapely.union_all(simple).boundary
    wanted = [region.boundary for region, code in zip(simple, regions, strict=True) if not codes or code in codes]
    edges = shapely.line_merge(shapely.difference(shapely.union_all(wanted), hull))
    smooth = shapely.multilinestrings([_rounded(edge) for edge in shapely.get_parts(edges)])
    lines = shapely.get_parts(shapely.line_merge(shapely.intersection(smooth, area)))
    return [line for line in lines if line.geom_type == "LineString" and not _cuts_a_corner(line, area)]


def _cuts_a_corner(line: LineString, area: Any) -> bool:
    """Whether a line only clips a shore: a region's cells may reach over a bay on to the other side."""
    import shapely

    return float(line.length) < _CORNER and all(shapely.Point(end).distance(area.boundary) < 1e-6 for end in (line.coords[0], line.coords[-1]))


def _cells(own: Mapping[tuple[float, float], str], area: Geometry) -> dict[str, list[Any]]:
    """Return the pieces of each region, by code in order: the cells of its points, joined where they touch."""
    import shapely

    points = sorted(own)
    cells = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=area, ordered=True).geoms
    by_region: dict[str, list[Geometry]] = defaultdict(list)
    for cell, point in zip(cells, points, strict=True):
        by_region[own[point]].append(cell)
    return {code: list(shapely.get_parts(shapely.coverage_union_all(by_region[code]))) for code in sorted(by_region)}


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
