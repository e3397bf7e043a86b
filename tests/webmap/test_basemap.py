"""The shipped base map: its form, its size, and that land is land."""

import base64
import json
import zlib

import pytest
import shapely

from frontmap.errors import GazetteerError
from frontmap.webmap import basemap

ON_LAND = {
    "Kyiv": (50.455, 30.524), "Odesa": (46.486, 30.730), "Mariupol": (47.095, 37.541), "Kherson": (46.640, 32.614), "Sevastopol": (44.585, 33.522),
    "Kerch": (45.356, 36.474), "Enerhodar": (47.499, 34.656), "Nikopol": (47.571, 34.391), "Soledar": (48.677, 38.090), "Henichesk": (46.177, 34.799),
    "Moscow": (55.752, 37.616), "Engels": (51.485, 46.126), "Murmansk": (68.959, 33.085), "Taganrog": (47.221, 38.915), "Khartoum": (15.552, 32.532),
    "El Fasher": (13.629, 25.349), "Berlin": (52.524, 13.411), "Washington": (38.895, -77.037), "Beijing": (39.907, 116.397),
}  # fmt: skip
IN_WATER = {
    "Black Sea": (43.5, 34.0), "Sea of Azov": (46.1, 36.5), "Kerch Strait": (45.22, 36.53), "Karkinit Bay": (45.85, 32.9), "off Odesa": (46.4, 30.9),
    "Baltic Sea": (57.5, 19.8), "Caspian Sea": (42.0, 50.5), "Red Sea": (20.0, 38.5), "Atlantic": (30.0, -40.0), "Syvash": (45.95, 34.70),
    "Kyiv Reservoir": (50.85, 30.52), "Kremenchuk Reservoir": (49.25, 32.75), "Dnipro at Dnipro": (48.45, 35.09),
}  # fmt: skip
DRAINED = {"off Nikopol": (47.53, 34.36), "off Enerhodar": (47.57, 34.63), "off Beryslav": (46.84, 33.52)}


@pytest.fixture(scope="module")
def layers():
    return basemap.layers()


@pytest.fixture(scope="module")
def areas(layers):
    """The filled area of each polygon layer: rings combined by the even-odd rule, as the page fills them."""
    found = {}
    for name in ("land", "lakes", "drained"):
        rings = sorted((shapely.Polygon(ring) for layer in layers if layer.name == name for ring in layer.shapes), key=lambda ring: -ring.area)
        tree = shapely.STRtree(rings)
        depth = [sum(rings[i].area > ring.area for i in tree.query(ring.representative_point(), predicate="within")) for ring in rings]
        outer = [ring for ring, level in zip(rings, depth, strict=True) if level % 2 == 0]
        holes = [ring for ring, level in zip(rings, depth, strict=True) if level % 2]
        found[name] = (shapely.STRtree(outer), shapely.STRtree(holes))
    return found


def inside(area, lat, lon):
    outer, holes = area
    point = shapely.Point(lon, lat)
    return len(outer.query(point, predicate="within")) > len(holes.query(point, predicate="within"))


@pytest.mark.parametrize("name", ON_LAND)
def test_towns_lie_on_land(areas, name):
    assert inside(areas["land"], *ON_LAND[name])
    assert not inside(areas["lakes"], *ON_LAND[name])
    assert not inside(areas["drained"], *ON_LAND[name])


@pytest.mark.parametrize("name", IN_WATER)
def test_seas_and_reservoirs_are_water(areas, name):
    assert not inside(areas["land"], *IN_WATER[name]) or inside(areas["lakes"], *IN_WATER[name])


@pytest.mark.parametrize("name", DRAINED)
def test_the_drained_reservoir_is_no_lake(areas, name):
    assert inside(areas["drained"], *DRAINED[name])
    assert not inside(areas["lakes"], *DRAINED[name])


def test_layers_are_those_that_the_page_draws_lowest_first(layers):
    drawn = [(layer.name, layer.type, layer.detail) for layer in layers]
    rivers = [("rivers", "line", detail) for detail in (4, 3, 2, 1)]
    lakes = [("lakes", "polygon", 1), ("lakes", "polygon", 2)]
    assert drawn == [("land", "polygon", 1), *rivers, ("drained", "polygon", 1), *lakes, ("regions", "line", 1), ("borders", "line", 1)]
    assert all(layer.shapes for layer in layers)


def test_rings_are_closed_and_valid_and_lines_have_two_points(layers):
    for layer in layers:
        for shape in layer.shapes:
            if layer.type == "polygon":
                assert shape[0] == shape[-1]
                assert len(shape) >= 4
                assert shapely.Polygon(shape).is_valid
            else:
                assert len(shape) >= 2


def test_coordinates_are_on_the_globe(layers):
    points = [point for layer in layers for shape in layer.shapes for point in shape]
    assert min(lon for lon, _ in points) >= -180.0
    assert max(lon for lon, _ in points) <= 180.0
    assert min(lat for _, lat in points) >= -60.0
    assert max(lat for _, lat in points) <= 84.0


def test_the_page_can_afford_it():
    packed = zlib.compress(json.dumps(basemap.load(), separators=(",", ":")).encode(), 9)
    assert len(base64.b64encode(packed)) < 300_000


def test_crimea_lies_in_ukraine(layers):
    """No border crosses the isthmus, and the region line that does is there."""
    isthmus = shapely.box(33.4, 45.95, 34.0, 46.3)
    crossing = {layer.name for layer in layers if layer.type == "line" for shape in layer.shapes if shapely.LineString(shape).intersects(isthmus)}
    assert "regions" in crossing
    assert "borders" not in crossing


def test_borders_run_where_they_are_recognised(layers):
    """From Kharkiv to Belgorod one crosses a border once, from Donetsk to Simferopol never."""
    borders = shapely.union_all([shapely.LineString(shape) for layer in layers if layer.name == "borders" for shape in layer.shapes])
    assert shapely.get_num_geometries(borders.intersection(shapely.LineString([(36.25, 49.98), (36.60, 50.60)]))) == 1
    assert borders.intersection(shapely.LineString([(37.80, 48.02), (35.3, 47.0), (34.4, 46.2), (34.11, 44.96)])).is_empty


def test_a_missing_base_map_says_what_to_do(tmp_path):
    with pytest.raises(GazetteerError, match="run scripts/build-basemap"):
        basemap.load(tmp_path / "basemap.json")


@pytest.mark.parametrize("text", ["[]", "{", '{"format": 2, "layers": []}'])
def test_another_format_is_refused(tmp_path, text):
    path = tmp_path / "basemap.json"
    path.write_text(text)
    with pytest.raises(GazetteerError, match="run scripts/build-basemap"):
        basemap.load(path)


@pytest.mark.slow
def test_the_recipe_gives_the_shipped_bytes():
    import importlib.metadata

    from frontmap.webmap import basemap_build

    recorded = basemap.load()["sources"]
    for package, version in recorded.items():
        try:
            installed = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            pytest.skip(f"{package} is not installed: pip install {package}=={version}")
        if installed != version:
            pytest.skip(f"{package} is {installed}, the base map was built with {version}")
    assert basemap_build.build() == basemap.basemap_path().read_bytes()
