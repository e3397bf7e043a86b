"""A small picture of a map for the gallery: land, borders and a dot for each place, in the colours of those who speak of it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from frontmap.records import Claim, Precision
from frontmap.webmap.basemap import Layer, layers

__all__ = ["HEIGHT", "WIDTH", "Dot", "Name", "Picture", "draw", "ground"]

WIDTH, HEIGHT = 320, 200
_LEAST_DEGREES = 1.2  # the least height of what is shown
_MARGIN = 0.15
_AREAS = frozenset({Precision.REGION, Precision.COUNTRY})
_PUBLISHER = "publisher"
_DRAWN = ("land", "lakes", "rivers", "regions", "borders")
_NAMES = 4  # of the places most spoken of
_NAME_BOX = (90, 16)  # pixels that a name takes beside its dot
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Dot:
    """A place: its middle and radius in pixels, and the side that says most of it."""

    x: float
    y: float
    radius: float
    side: str


@dataclass(frozen=True, slots=True)
class Name:
    """A place's name beside its dot; `before` where it stands to the left of it."""

    x: float
    y: float
    text: str
    before: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """Paths in the words of SVG, in pixels from the upper left corner; over them the dots, the greatest first, and a few names."""

    land: str
    lakes: str
    rivers: str
    regions: str
    borders: str
    dots: tuple[Dot, ...]
    names: tuple[Name, ...]


def ground() -> dict[str, list[Layer]]:
    """Return the layers of the base map that pictures are drawn on, by name; decoded once for all pictures of a build."""
    return {name: [layer for layer in layers() if layer.name == name and (layer.detail == 1 or name == "regions")] for name in _DRAWN}


def draw(claims: Sequence[Claim], extent: _Box, under: Mapping[str, Sequence[Layer]]) -> Picture:
    """Draw claims over the base map.

    Parameters
    ----------
    extent : tuple of float
        What is shown where no claim has a point: west, south, east, north in degrees.
    under : mapping
        What `ground` gives.
    """
    frame = _Frame.around(_points(claims), extent)
    return Picture(
        land=_path(frame, under["land"], closed=True),
        lakes=_path(frame, under["lakes"], closed=True),
        rivers=_path(frame, under["rivers"], closed=False),
        regions=_path(frame, under["regions"], closed=False),
        borders=_path(frame, under["borders"], closed=False),
        dots=tuple(_dots(claims, frame)),
        names=tuple(_names(claims, frame)),
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is shown, in degrees, and how a point of it becomes pixels (plate carrée, true to scale at the middle)."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, points: Sequence[tuple[float, float]], extent: _Box) -> _Frame:
        """Return the frame about points (lat, lon), of the picture's shape and with air around them."""
        if points:
            lats, lons = zip(*points, strict=True)
            south, north, west, east = min(lats), max(lats), min(lons), max(lons)
        else:
            west, south, east, north = extent
        lat, lon = (south + north) / 2, (west + east) / 2
        squeeze = max(0.1, math.cos(math.radians(lat)))
        high = max(_LEAST_DEGREES, (north - south) * (1 + 2 * _MARGIN), (east - west) * (1 + 2 * _MARGIN) * squeeze * HEIGHT / WIDTH)
        wide = high * WIDTH / HEIGHT / squeeze
        return cls(lon - wide / 2, lat - high / 2, lon + wide / 2, lat + high / 2)

    def pixel(self, lon: float, lat: float) -> tuple[float, float]:
        return round((lon - self.west) / (self.east - self.west) * WIDTH, 1), round((self.north - lat) / (self.north - self.south) * HEIGHT, 1)


def _points(claims: Iterable[Claim]) -> list[tuple[float, float]]:
    found = (claim.placement for claim in claims if claim.placement is not None and claim.placement.precision not in _AREAS)
    return [(placement.lat, placement.lon) for placement in found if placement.lat is not None and placement.lon is not None]


def _dots(claims: Iterable[Claim], frame: _Frame) -> Iterator[Dot]:
    voices: dict[tuple[float, float], Counter[str]] = {}
    for claim in claims:
        for lat, lon in _points([claim]):
            voices.setdefault(frame.pixel(lon, lat), Counter())[claim.claimant_side or _PUBLISHER] += 1
    for (x, y), sides in sorted(voices.items(), key=lambda item: (-item[1].total(), item[0])):
        yield Dot(x, y, round(2 + math.log2(1 + sides.total()), 1), max(sorted(sides), key=lambda side: sides[side]))


def _names(claims: Iterable[Claim], frame: _Frame) -> Iterator[Name]:
    """Yield the names of the places most spoken of, where none runs into another or out of the picture."""
    spoken = Counter((claim.placement.place.name, claim.placement.place.lat, claim.placement.place.lon) for claim in claims if claim.placement and claim.placement.place and _points([claim]))
    set_down: list[tuple[float, float]] = []
    for name, lat, lon in sorted(spoken, key=lambda place: (-spoken[place], place)):
        x, y = frame.pixel(lon, lat)
        before = x + _NAME_BOX[0] > WIDTH
        left = x - _NAME_BOX[0] if before else x
        if left < 0 or not _NAME_BOX[1] < y < HEIGHT - _NAME_BOX[1] or any(abs(left - one) < _NAME_BOX[0] and abs(y - other) < _NAME_BOX[1] for one, other in set_down):
            continue
        set_down.append((left, y))
        yield Name(x, y, name, before)
        if len(set_down) == _NAMES:
            return


def _path(frame: _Frame, drawn: Iterable[Layer], *, closed: bool) -> str:
    """Return the shapes inside the frame as SVG path data; rings fill by the even-odd rule."""
    import shapely

    window = shapely.box(frame.west, frame.south, frame.east, frame.north)
    parts: list[str] = []
    for layer in drawn:
        for shape in layer.shapes:
            lons, lats = zip(*shape, strict=True)
            if max(lons) < frame.west or min(lons) > frame.east or max(lats) < frame.south or min(lats) > frame.north:
                continue
            whole = shapely.Polygon(shape) if closed else shapely.LineString(shape)
            cut = shapely.intersection(whole if whole.is_valid else shapely.make_valid(whole), window)
            lines = shapely.get_parts(shapely.boundary(cut) if closed else cut)
            parts.extend(_line([frame.pixel(*point) for point in shapely.get_coordinates(line)], closed=closed) for line in lines)
    return "".join(parts)


def _line(pixels: Sequence[tuple[float, float]], *, closed: bool) -> str:
    """Return a line in whole pixels, without the points that fall together."""
    whole = [(round(x), round(y)) for x, y in pixels]
    kept = [point for number, point in enumerate(whole) if not number or point != whole[number - 1]]
    if len(kept) < (3 if closed else 2):
        return ""
    return "M" + "L".join(f"{x} {y}" for x, y in kept) + ("Z" if closed else "")
