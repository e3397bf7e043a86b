"""Distances between places, each worked out once: reports name the same neighbours again and again."""

from __future__ import annotations

import functools

from frontmap.geodesy import distance_m

__all__ = ["metres_between", "metres_from"]

_MOST_REMEMBERED = 4096  # points, and distances from each


class _Metres(dict[tuple[float, float], float]):
    """Distances from a point, by (lat, lon) of the other."""

    def __init__(self, lat: float, lon: float) -> None:
        super().__init__()
        self._lat, self._lon = lat, lon

    def __missing__(self, other: tuple[float, float]) -> float:
        """Work the distance of a point out; where there is no room left, forget all that was known."""
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        metres = self[other] = distance_m(self._lat, self._lon, *other)
        return metres


metres_from = functools.lru_cache(maxsize=_MOST_REMEMBERED)(_Metres)
"""Return the distances from the point of a latitude and longitude, in metres, by (lat, lon) of the other."""


def metres_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance of two points in metres."""
    return metres_from(lat, lon)[other_lat, other_lon]
