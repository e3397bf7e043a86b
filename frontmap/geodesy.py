"""The one module that knows coordinate order, distance, bearing and offset.

Records and `geocode` results are (lat, lon); geometries, GeoJSON and shapely are (lon, lat). Only this module converts.
Distances are great-circle metres on the mean Earth sphere (radius 6,371,008.8 m, IUGG mean radius R1), which differ from
the ellipsoid by less than 0.6 %: far below the radius of any placement. What is told to a reader as a measure of ground (who
claims how far beyond which line) is measured on the WGS 84 ellipsoid instead: `geodesic_m`, `length_m`, `area_m2`.
"""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from pyproj import Geod
    from shapely import Geometry, Polygon

    G = TypeVar("G", bound=Geometry)

__all__ = [
    "EARTH_RADIUS_M",
    "Plane",
    "area_m2",
    "bearing",
    "circle",
    "compass_bearing",
    "distance_m",
    "geodesic_m",
    "length_m",
    "lonlat",
    "offset",
]

EARTH_RADIUS_M = 6_371_008.8

_COMPASS = {
    "n": 0.0, "nne": 22.5, "ne": 45.0, "ene": 67.5, "e": 90.0, "ese": 112.5, "se": 135.0, "sse": 157.5,
    "s": 180.0, "ssw": 202.5, "sw": 225.0, "wsw": 247.5, "w": 270.0, "wnw": 292.5, "nw": 315.0, "nnw": 337.5,
}  # fmt: skip


def lonlat(lat: float, lon: float) -> tuple[float, float]:
    """Return the (lon, lat) of a (lat, lon): the only place where the order changes."""
    return (lon, lat)


def distance_m(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance in metres between two points in degrees (haversine)."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((phi2 - phi1) / 2) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(half)))


def bearing(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the initial bearing from the first to the second point, degrees clockwise from north, 0 to 360."""
    phi1, phi2, dlon = math.radians(lat1), math.radians(lat2), math.radians(lon2 - lon1)
    east = math.sin(dlon) * math.cos(phi2)
    north = math.cos(phi1) * math.sin(phi2) - math.sin(phi1) * math.cos(phi2) * math.cos(dlon)
    return math.degrees(math.atan2(east, north)) % 360.0


def offset(lat: float, lon: float, bearing_deg: float, metres: float) -> tuple[float, float]:
    """Return the (lat, lon) that lies `metres` from a point at `bearing_deg` (direct great-circle problem)."""
    phi, lam, theta, delta = math.radians(lat), math.radians(lon), math.radians(bearing_deg), metres / EARTH_RADIUS_M
    phi2 = math.asin(math.sin(phi) * math.cos(delta) + math.cos(phi) * math.sin(delta) * math.cos(theta))
    lam2 = lam + math.atan2(math.sin(theta) * math.sin(delta) * math.cos(phi), math.cos(delta) - math.sin(phi) * math.sin(phi2))
    return math.degrees(phi2), (math.degrees(lam2) + 540.0) % 360.0 - 180.0


def compass_bearing(point: str) -> float | None:
    """Return the bearing of a compass point written as its letters ("nw", "SSE"), None where it is none."""
    return _COMPASS.get(point.lower())


@functools.cache
def _ellipsoid() -> Geod:
    from pyproj import Geod

    return Geod(ellps="WGS84")


def geodesic_m(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the distance in metres between two points in degrees along the WGS 84 ellipsoid."""
    return float(_ellipsoid().inv(lon1, lat1, lon2, lat2)[2])


def length_m(line: Geometry) -> float:
    """Return the length in metres of a line in (lon, lat) degrees along the WGS 84 ellipsoid."""
    return float(_ellipsoid().geometry_length(line))


def area_m2(geometry: Geometry) -> float:
    """Return the area in square metres of polygons in (lon, lat) degrees on the WGS 84 ellipsoid, holes left out."""
    import shapely

    def ring_m2(ring: Geometry) -> float:
        return abs(float(_ellipsoid().geometry_area_perimeter(ring)[0]))  # the sign tells the ring's direction only

    polygons = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    return sum(ring_m2(part.exterior) - sum(map(ring_m2, part.interiors)) for part in polygons)


def circle(lat: float, lon: float, radius_m: float, points: int = 96) -> Polygon:
    """Return the polygon, (lon, lat) in degrees, of the points that lie `radius_m` metres from a point along the ellipsoid."""
    import numpy as np
    from shapely import Polygon

    turns = np.linspace(0.0, 360.0, points, endpoint=False)
    lons, lats, _ = _ellipsoid().fwd(np.full(points, lon), np.full(points, lat), turns, np.full(points, radius_m))
    return Polygon(list(zip(lons, lats, strict=True)))


class Plane:
    """A plane in metres around a point, for geometry that degrees would distort: azimuthal equidistant on WGS 84.

    Distances from the centre are exact; between points within 500 km of it they are right to 0.15 %.

    Parameters
    ----------
    lat, lon : float
        The centre, in degrees.
    """

    def __init__(self, lat: float, lon: float) -> None:
        from pyproj import Transformer

        self._there = Transformer.from_crs("EPSG:4326", f"+proj=aeqd +lat_0={lat!r} +lon_0={lon!r} +datum=WGS84 +units=m", always_xy=True)

    def project(self, geometry: G) -> G:
        """Return a geometry in (lon, lat) degrees on the plane, in metres."""
        return self._moved(geometry, "FORWARD")

    def unproject(self, geometry: G) -> G:
        """Return a geometry on the plane in (lon, lat) degrees."""
        return self._moved(geometry, "INVERSE")

    def _moved(self, geometry: G, direction: str) -> G:
        import numpy as np
        import shapely

        def move(points: np.ndarray) -> np.ndarray:
            return np.column_stack(self._there.transform(points[:, 0], points[:, 1], direction=direction))

        return shapely.transform(geometry, move)
