"""What a figure is drawn of: the outlines of the marks, and the base map's shapes within a window."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import TYPE_CHECKING

from frontmap.exports.glyphs import glyph
from frontmap.gazetteer.basemap import Layer
from frontmap.records import Kind

if TYPE_CHECKING:
    from matplotlib.path import Path as Outline
    from shapely.geometry.base import BaseGeometry

__all__ = ["outline_of", "shapes_within"]


def outline_of(kind: Kind, *, hollow: bool = False, half: bool = False) -> Outline:
    """Return a kind's shape, or its right half, as matplotlib takes it."""
    import numpy as np
    import shapely
    from matplotlib.path import Path as Outline

    shape = glyph(kind, hollow=hollow)
    if half:
        shape = shape.intersection(shapely.box(0, -1, 1, 1))
    rings = [ring for part in shapely.get_parts(shape) if part.geom_type == "Polygon" for ring in (part.exterior, *part.interiors)]
    outlines = []
    for number, ring in enumerate(rings):
        points = shapely.get_coordinates(shapely.LinearRing(ring.coords))
        hole = number > 0 and any(shapely.Polygon(other.coords).contains(shapely.Polygon(ring.coords)) for other in rings if other is not ring)
        clockwise = shapely.is_ccw(ring) == hole
        outlines.append(Outline(points[::-1] if clockwise else points, closed=True))
    return Outline.make_compound_path(*outlines) if outlines else Outline(np.zeros((1, 2)))


def shapes_within(layer: Layer, window: BaseGeometry) -> list[BaseGeometry]:
    """Return a layer's shapes within a window, in degrees; rings within rings are holes."""
    import shapely

    west, south, east, north = window.bounds
    near = [shape for shape in layer.shapes if _meets(shape, west, south, east, north)]
    if layer.type == "line":
        lines = (shapely.LineString(shape).intersection(window) for shape in near)
        return [line for line in lines if not line.is_empty]
    rings = (shapely.make_valid(shapely.Polygon(shape)).intersection(window) for shape in near)
    nothing: BaseGeometry = shapely.Polygon()
    area = functools.reduce(lambda one, other: one.symmetric_difference(other), rings, nothing)
    return [part for part in shapely.get_parts(area) if part.geom_type == "Polygon" and not part.is_empty]


def _meets(shape: Iterable[tuple[float, float]], west: float, south: float, east: float, north: float) -> bool:
    lons, lats = zip(*shape, strict=True)
    return bool(min(lons) <= east and max(lons) >= west and min(lats) <= north and max(lats) >= south)
