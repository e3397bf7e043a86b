"""The one module that knows coordinate order, distance, bearing and offset.

Records and `geocode` results are (lat, lon); geometries, GeoJSON and shapely are (lon, lat). Only this module converts.
Distances are great-circle metres on the mean Earth sphere (radius 6,371,008.8 m, IUGG mean radius R1), which differ from
the ellipsoid by less than 0.6 %: far below the radius of any placement.
"""

from __future__ import annotations

import math

__all__ = ["EARTH_RADIUS_M", "bearing", "compass_bearing", "distance_m", "lonlat", "offset"]

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
