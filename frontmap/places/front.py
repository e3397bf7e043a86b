"""How far a place lies from the fighting, where the user gives a map of control: of two namesakes the one by the line is likelier.

The map is GeoJSON (RFC 7946, WGS 84) with polygons or lines and a `date`, of the whole file or of each feature ("2025-01-14"), or in the
file's own name. A text is held against the latest map of at most `_OLDEST` days before it; without a date, or without such a map, nothing is weighed.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import itertools
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from frontmap.errors import InputError, MissingInputError
from frontmap.geodesy import distance_m
from frontmap.records import Document, Place

__all__ = ["Front", "front_fingerprint", "front_of", "read_fronts"]

_OLDEST = 92  # days from a map to a text, beyond which it tells nothing of the text's front
_NEAR_M, _REACH_M, _FAR = 25_000.0, 60_000.0, -2.5  # where doubt begins, how fast it grows, and its most, in log-odds
_NAMED = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")  # a day in a file's name
_DEPTH = {"LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}  # how deep the positions of a geometry lie

Point = tuple[float, float]  # lat, lon


@dataclass(frozen=True, slots=True, eq=False)
class Front:
    """The lines of one day's map of control, each a sequence of (lat, lon) in degrees."""

    day: dt.date
    lines: tuple[tuple[Point, ...], ...] = field(repr=False)

    def metres(self, lat: float, lon: float) -> float:
        """Return the metres from a point to the nearest line."""
        return _metres(self, lat, lon)

    def weight(self, place: Place) -> float:
        """Return how much its distance from the line speaks against a place, in log-odds: 0 near it."""
        return _FAR * (1 - math.exp(-max(0.0, self.metres(place.lat, place.lon) - _NEAR_M) / _REACH_M))

    def words(self, place: Place) -> str:
        """Say how far from the line a place lies."""
        return f"{self.metres(place.lat, place.lon) / 1000:.0f} km from the line of control of {self.day.isoformat()}"


@functools.lru_cache(maxsize=65536)
def _metres(front: Front, lat: float, lon: float) -> float:
    shrink = math.cos(math.radians(lat))
    nearest, foot = math.inf, (lat, lon)
    for line in front.lines:
        for (a_lat, a_lon), (b_lat, b_lon) in itertools.pairwise(line):
            ax, ay = (a_lon - lon) * shrink, a_lat - lat
            dx, dy = (b_lon - a_lon) * shrink, b_lat - a_lat
            length = dx * dx + dy * dy
            along = min(1.0, max(0.0, -(ax * dx + ay * dy) / length)) if length else 0.0
            apart = math.hypot(ax + along * dx, ay + along * dy)
            if apart < nearest:
                nearest, foot = apart, (a_lat + along * (b_lat - a_lat), a_lon + along * (b_lon - a_lon))
    return distance_m(lat, lon, *foot) if nearest < math.inf else math.inf


def front_of(document: Document, path: str | None) -> Front | None:
    """Return the lines of control against which a document's places are held, None where no map is given or none is of its time."""
    if path is None or document.date is None:
        return None
    day = document.date.last
    return next((front for front in reversed(read_fronts(Path(path))) if 0 <= (day - front.day).days <= _OLDEST), None)


def front_fingerprint(path: str | None) -> str:
    """Return a hash of the map's content, for cache keys; "" for no map."""
    return hashlib.blake2b(_bytes(Path(path)), digest_size=16).hexdigest() if path is not None else ""


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise MissingInputError("no such map of control: check the path given as control_map", path=path) from None


@functools.lru_cache(maxsize=8)
def read_fronts(path: Path) -> tuple[Front, ...]:
    """Read a map of control: its days in order.

    Parameters
    ----------
    path : Path
        GeoJSON; positions are (lon, lat) in degrees.

    Raises
    ------
    MissingInputError
        If there is no such file.
    InputError
        If it is no GeoJSON, has no polygon or line, or one without a date.
    """
    try:
        data = json.loads(_bytes(path))
        days: dict[dt.date, list[tuple[Point, ...]]] = defaultdict(list)
        for properties, geometry in _features(data):
            lines = [tuple((float(lat), float(lon)) for lon, lat, *_ in line) for line in _lines(geometry)]
            if lines:
                days[_day(properties, data, path)] += lines
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"is no GeoJSON of polygons or lines ({error}): expected a FeatureCollection", path=path) from None
    if not days:
        raise InputError("has no polygon and no line: expected a map of control as GeoJSON", path=path)
    return tuple(Front(day, tuple(days[day])) for day in sorted(days))


def _features(data: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    for feature in data["features"] if data["type"] == "FeatureCollection" else [data]:
        yield feature.get("properties") or {}, (feature.get("geometry") or {}) if feature["type"] == "Feature" else feature


def _lines(geometry: Mapping[str, Any]) -> Sequence[Any]:
    """Return the lines and rings of a geometry."""
    depth = _DEPTH.get(str(geometry.get("type")), 0)
    lines = [geometry["coordinates"]] if depth else []
    for _ in range(depth - 1):
        lines = [line for group in lines for line in group]
    return lines


def _day(properties: Mapping[str, Any], data: Mapping[str, Any], path: Path) -> dt.date:
    named = _NAMED.search(path.stem)
    told = properties.get("date") or data.get("date") or (named and "-".join(named.groups()))
    try:
        return dt.date.fromisoformat(str(told)[:10])
    except ValueError:
        raise InputError(f"has a feature whose date is {told!r}: expected a property date such as 2025-01-14, one of the whole file, or one in its name", path=path) from None
