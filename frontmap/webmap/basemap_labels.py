"""The names on the base map: settlements from the gazetteer by weight, and countries, regions and waters from a table.

A name comes in at the first zoom at which nothing weightier stands where it would stand: a lone town early, a town beside
a city late, so that the map is evenly filled at every zoom and the page draws few names that it has to drop again.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import takewhile
from pathlib import Path

from frontmap.errors import GazetteerError
from frontmap.gazetteer.index import Gazetteer
from frontmap.gazetteer.rows import data_folder
from frontmap.records import Place

__all__ = ["MAX_ZOOM", "Label", "Rank", "label_rows", "labels", "table_labels"]

MAX_ZOOM = 12
"""The zoom from which all names are wanted; a page may go further in."""

_BOX = (76, 24)  # pixels that a name takes, with the air around it
_UNKNOWN = 700  # inhabitants taken for a village of which no number is known
_FLOORS = ((100_000, 6), (30_000, 7), (10_000, 8), (3_000, 9), (700, 10))  # inhabitants, first zoom
_CENTRE = 50_000  # inhabitants that make the largest settlement of a region its centre
_LEAST = {"home": (0, 150_000), "nearby": (1_000, 150_000), "other": (5_000, 1_000_000)}  # named from so many inside, and outside the extent
_COLUMNS = ["name", "rank", "lat", "lon", "minzoom", "maxzoom"]


class Rank(IntEnum):
    """What a label names; settlements come first, weightiest first, then names that stand for an area."""

    CAPITAL = 0
    CENTRE = 1
    CITY = 2
    TOWN = 3
    VILLAGE = 4
    COUNTRY = 5
    REGION = 6
    WATER = 7


@dataclass(frozen=True, slots=True)
class Label:
    """A name at a point (degrees), shown from `minzoom` to `maxzoom`, both included."""

    name: str
    lat: float
    lon: float
    rank: Rank
    minzoom: int
    maxzoom: int = 99


def labels(
    gazetteer: Gazetteer, extent: tuple[float, float, float, float], home: Collection[str] = (), nearby: Collection[str] = (), limit: int = 6000
) -> list[Label]:
    """Return the labels of a map: all names of the table, and at most `limit` settlements, weightiest first.

    Parameters
    ----------
    gazetteer : Gazetteer
        Gives the settlements.
    extent : tuple of float
        West, south, east, north in degrees: where settlements are named in full.
    home, nearby : collection of str
        ISO codes of countries, as a theatre has them. Within the extent all settlements of the home countries are
        named, of the nearby ones those from 1,000 inhabitants, of others from 5,000; outside it cities only.
    limit : int
        How many settlements the page can afford.

    Raises
    ------
    GazetteerError
        If the table of the other names cannot be read.
    """
    great = takewhile(lambda place: place.population >= _LEAST["other"][0], gazetteer.settlements())  # they come largest first
    close = gazetteer.settlements(*sorted({*home, *nearby})) if home or nearby else ()
    places = {place.id: place for place in (*great, *close)}.values()
    kinds = {**dict.fromkeys(nearby, "nearby"), **dict.fromkeys(home, "home")}
    west, south, east, north = extent
    wanted = []
    for place in places:
        inside = west <= place.lon <= east and south <= place.lat <= north
        if place.feature == "PPLC" or place.population >= _LEAST[kinds.get(place.country, "other")][0 if inside else 1]:
            wanted.append((place, inside))
    ranked = sorted(_ranked(wanted, home, gazetteer), key=lambda entry: (entry[2], -_inhabitants(entry[0]), entry[0].id))
    return [*table_labels(), *_spaced(ranked[:limit])]


def label_rows(found: Iterable[Label]) -> list[tuple[str, float, float, int, int, int]]:
    """Return labels as the page takes them: name, lat, lon, rank, minzoom, maxzoom; coordinates to 1e-3 degree (100 m)."""
    return [(label.name, round(label.lat, 3), round(label.lon, 3), int(label.rank), label.minzoom, label.maxzoom) for label in found]


def table_labels(path: Path | None = None) -> list[Label]:
    """Return the names of countries, regions and waters, in the order of the table `gazetteer/basemap/labels.csv`.

    Raises
    ------
    GazetteerError
        If the table cannot be read, or a line is not of its form.
    """
    path = path or data_folder() / "basemap" / "labels.csv"
    try:
        rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    except (OSError, UnicodeDecodeError) as error:
        raise GazetteerError(f"the table of labels cannot be read: {error}", path=path) from None
    if not rows or rows[0] != _COLUMNS:
        raise GazetteerError(f"has the columns {rows[0] if rows else []}: expected {_COLUMNS}", path=path, line=1)
    found = []
    for number, row in enumerate(rows[1:], 2):
        try:
            name, rank, lat, lon, minzoom, maxzoom = row
            found.append(Label(name, float(lat), float(lon), Rank[rank.upper()], int(minzoom), int(maxzoom)))
        except (KeyError, ValueError) as error:
            raise GazetteerError(f"is no label ({error}): expected {', '.join(_COLUMNS)}; rank is country, region or water", path=path, line=number) from None
    return found


def _inhabitants(place: Place) -> int:
    return place.population or _UNKNOWN


def _ranked(places: Iterable[tuple[Place, bool]], home: Collection[str], gazetteer: Gazetteer) -> Iterator[tuple[Place, Rank, int]]:
    """Yield each place with its rank and the zoom before which it is not wanted; the flag is whether it lies in the extent.

    A region's largest settlement is its centre, but for the regions around a capital.
    """
    largest = sorted(places, key=lambda entry: (-entry[0].population, entry[0].id))
    parts = _parts([place for place, inside in largest if inside], gazetteer)
    capitals = {(place.country, place.name.split()[0]) for place, _ in largest if place.feature == "PPLC"}
    regions: set[tuple[str, str]] = set()
    for place, inside in largest:
        inhabitants, region = _inhabitants(place), (place.country, place.admin1)
        floor = next((zoom for least, zoom in _FLOORS if inhabitants >= least), MAX_ZOOM - 1) + (place.country not in home)
        around_capital = (place.country, place.admin1.split(" ")[0]) in capitals
        if place.feature == "PPLC":
            rank, floor = Rank.CAPITAL, 4 if inhabitants >= _FLOORS[0][0] else 6
        elif place.id in parts:
            yield place, Rank.VILLAGE, MAX_ZOOM
            continue
        elif inside and inhabitants >= _CENTRE and region not in regions and not around_capital:
            rank, floor = Rank.CENTRE, 5 if place.country in home else 6
        else:
            rank = Rank.CITY if inhabitants >= _FLOORS[0][0] else Rank.TOWN if inhabitants >= _FLOORS[2][0] else Rank.VILLAGE
        regions.add(region)
        yield place, rank, min(floor, MAX_ZOOM)


def _parts(places: Sequence[Place], gazetteer: Gazetteer) -> set[str]:
    """Return the ids of the settlements that are parts of a city: those that the gazetteer knows as such (PPLX), and more.

    Of two on the same ground, a square kilometre for 5,000 inhabitants, the one with at least twice as many names is the
    city: numbers of inhabitants do not tell, they are of different years, and a district's may be the greater one.
    """
    cities = _Grid(0.25, 0.25)
    for place in places:
        if place.population >= _CENTRE:
            cities.add(place.lon, place.lat, place)
    parts = {place.id for place in places if place.feature == "PPLX"}
    for place in places:
        for city in cities.near(place.lon, place.lat):
            if place.id != city.id and _share_ground(place, city):
                known, own = len(gazetteer.names(city.id)), len(gazetteer.names(place.id))
                parts.update([place.id] if known >= 2 * own else [city.id] if own >= 2 * known else [])
    return parts


def _share_ground(place: Place, city: Place) -> bool:
    reach = math.sqrt(max(place.population, city.population) / 5_000 / math.pi) / 111.2
    return math.hypot((place.lon - city.lon) * math.cos(math.radians(place.lat)), place.lat - city.lat) < reach


class _Grid:
    """Things by the cell they lie in; a cell is `width` by `height` degrees."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.cells: dict[tuple[int, int], list[Place]] = {}

    def add(self, x: float, y: float, place: Place) -> None:
        self.cells.setdefault((math.floor(x / self.width), math.floor(y / self.height)), []).append(place)

    def near(self, x: float, y: float) -> Iterator[Place]:
        """Yield what lies in the cell of a point and in the eight around it."""
        column, row = math.floor(x / self.width), math.floor(y / self.height)
        for i in (column - 1, column, column + 1):
            for j in (row - 1, row, row + 1):
                yield from self.cells.get((i, j), ())


def _spaced(ranked: Iterable[tuple[Place, Rank, int]]) -> Iterator[Label]:
    """Yield labels with the first zoom at which a place's name stands clear of all before it."""
    degrees = {zoom: 360.0 / (256 * 2**zoom) for zoom in range(MAX_ZOOM + 1)}  # a pixel
    grids = {zoom: _Grid(_BOX[0] * pixel, _BOX[1] * pixel) for zoom, pixel in degrees.items()}
    for place, rank, floor in ranked:
        x, y = place.lon, _mercator(place.lat)
        blocked = next((zoom for zoom in range(MAX_ZOOM - 1, floor - 1, -1) if not _clear(x, y, grids[zoom])), floor - 1)
        minzoom = blocked + 1
        for zoom in range(minzoom, MAX_ZOOM + 1):
            grids[zoom].add(x, y, place)
        yield Label(place.name, place.lat, place.lon, rank, minzoom)


def _clear(x: float, y: float, grid: _Grid) -> bool:
    return not any(abs(x - other.lon) < grid.width and abs(y - _mercator(other.lat)) < grid.height for other in grid.near(x, y))


def _mercator(lat: float) -> float:
    """Return the northing of a latitude on the web's map projection, in degrees of longitude."""
    return math.degrees(math.asinh(math.tan(math.radians(max(-85.0, min(85.0, lat))))))
