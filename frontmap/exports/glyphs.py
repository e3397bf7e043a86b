"""The shape of each kind of claim, for pictures that the page's script does not draw: filled is asserted, hollow is denied.

Shapes lie in the square from -1 to 1, y upwards. They are those of the page: control is a square, advance an arrowhead,
withdrawal one turned back, encirclement a broken ring, assault crossed strokes, strike a burst, presence a disc, losses a minus,
damage a gable, civilians a hexagon, a visit a pin.
"""

from __future__ import annotations

import math
import struct
import zlib
from typing import TYPE_CHECKING

from frontmap.records import Kind

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["glyph", "png_icon"]

_LINE, _THIN_LINE = 0.26, 0.12  # of a hollow shape, and of one that is itself made of strokes
_STROKES = frozenset({Kind.ENCIRCLEMENT, Kind.ASSAULT, Kind.LOSSES, Kind.STRIKE})
_ICON_PIXELS, _SAMPLES = 48, 4
_REACH = 1.1  # of the icon's edge: a little air around the shape


def glyph(kind: Kind, *, hollow: bool = False) -> BaseGeometry:
    """Return a kind's shape as a polygon; `hollow` leaves its outline alone."""
    shape = _shape(kind)
    if not hollow:
        return shape
    return shape.difference(shape.buffer(-(_THIN_LINE if kind in _STROKES else _LINE), join_style="mitre"))


def _shape(kind: Kind) -> BaseGeometry:  # noqa: PLR0911 - one line a kind reads best
    import shapely
    from shapely import affinity

    if kind is Kind.CONTROL:
        return shapely.box(-0.82, -0.82, 0.82, 0.82)
    if kind in {Kind.ADVANCE, Kind.WITHDRAWAL}:
        head = shapely.Polygon([(0, 1), (0.86, -0.85), (0, -0.4), (-0.86, -0.85)])
        return head if kind is Kind.ADVANCE else affinity.rotate(head, 180, origin=(0, 0))
    if kind is Kind.ENCIRCLEMENT:
        ring = shapely.Point(0, 0).buffer(0.98).difference(shapely.Point(0, 0).buffer(0.58))
        return ring.difference(shapely.box(-0.22, 0, 0.22, 1)).difference(shapely.box(-0.22, -1, 0.22, 0))
    if kind is Kind.ASSAULT:
        stroke = shapely.box(-1.0, -0.26, 1.0, 0.26)
        return affinity.rotate(stroke, 45, origin=(0, 0)).union(affinity.rotate(stroke, -45, origin=(0, 0)))
    if kind is Kind.STRIKE:
        return shapely.Polygon(_star(16, 1.0, 0.52))
    if kind is Kind.PRESENCE:
        return shapely.Point(0, 0).buffer(0.84)
    if kind is Kind.LOSSES:
        return shapely.box(-0.92, -0.32, 0.92, 0.32)
    if kind is Kind.DAMAGE:
        return shapely.Polygon([(-0.8, -0.82), (0.8, -0.82), (0.8, 0.1), (0, 0.95), (-0.8, 0.1)])
    if kind is Kind.CIVILIANS:
        return shapely.Polygon(_star(6, 0.95, 0.95))
    return shapely.Point(0, 0.3).buffer(0.66).union(shapely.Polygon([(-0.6, 0.02), (0, -1), (0.6, 0.02)]))


def _star(corners: int, outer: float, inner: float) -> list[tuple[float, float]]:
    """Return the corners of a star, or of a regular polygon where both radii are one."""
    turns = [2 * math.pi * corner / corners for corner in range(corners)]
    return [(math.sin(turn) * (outer, inner)[corner % 2], math.cos(turn) * (outer, inner)[corner % 2]) for corner, turn in enumerate(turns)]


def png_icon(kind: Kind, *, hollow: bool = False) -> bytes:
    """Return a kind's shape as a PNG, white on nothing, so that a viewer can tint it."""
    import numpy as np
    import shapely

    steps = (np.arange(_ICON_PIXELS * _SAMPLES) + 0.5) / (_ICON_PIXELS * _SAMPLES) * 2 - 1
    x, y = np.meshgrid(steps * _REACH, -steps * _REACH)
    inside = shapely.contains_xy(glyph(kind, hollow=hollow), x, y)
    cover = inside.reshape(_ICON_PIXELS, _SAMPLES, _ICON_PIXELS, _SAMPLES).mean(axis=(1, 3))
    pixels = np.full((_ICON_PIXELS, _ICON_PIXELS, 2), 255, dtype=np.uint8)
    pixels[..., 1] = np.round(cover * 255)
    return _png(b"".join(b"\0" + row.tobytes() for row in pixels))


def _png(rows: bytes) -> bytes:
    """Return a PNG of grey with opacity from its rows, each with its filter's byte before it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", _ICON_PIXELS, _ICON_PIXELS, 8, 4, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
