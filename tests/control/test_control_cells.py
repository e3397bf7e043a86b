"""Cells, the claimed front line and the page's columns, among made-up villages."""

import datetime as dt
import json
from dataclasses import replace

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from frontmap.control.cells import land_within, mesh_of
from frontmap.control.columns import control_columns, control_layer
from frontmap.control.frontline import PartKind, front_line
from frontmap.control.opinions import opinions_by_place
from frontmap.control.settlements import control_intervals, control_on, known_intervals
from frontmap.control.table import columns_of, control_row, features, to_geojson
from frontmap.geodesy import area_m2, circle, geodesic_m, length_m
from frontmap.records import Kind, Place

WEST, MIDDLE, EAST = (Place(f"t:{number}", name, 48.0, lon, "UA") for number, name, lon in ((1, "Westhof", 37.90), (2, "Mitte", 37.98), (3, "Osthof", 38.06)))
FAR = Place("t:4", "Fernau", 48.0, 39.0, "UA")


def test_a_lone_settlement_s_cell_is_the_circle_about_it():
    mesh = mesh_of([FAR], [FAR])
    assert area_m2(mesh.cells["t:4"].area) == pytest.approx(3.14159 * 5000**2, rel=0.003)
    assert mesh.edges == ()


def test_neighbours_halve_the_ground_between_them():
    mesh = mesh_of([WEST, MIDDLE], [WEST, MIDDLE, FAR])
    (edge,) = mesh.edges
    lons = shapely.get_coordinates(edge.line)[:, 0]
    assert lons == pytest.approx(37.94, abs=1e-4)
    assert edge.distance_m == pytest.approx(geodesic_m(48, 37.9, 48, 37.98))
    assert shapely.intersection(mesh.cells["t:1"].area, mesh.cells["t:2"].area).area == pytest.approx(0, abs=1e-9)


def test_nobody_s_village_shapes_its_neighbours_but_has_no_cell():
    mesh = mesh_of([WEST, EAST], [WEST, MIDDLE, EAST])
    assert set(mesh.cells) == {"t:1", "t:3"}
    assert mesh.edges == ()
    assert not shapely.intersects_xy(mesh.cells["t:1"].area, 37.96, 48.0)


def test_rows_of_one_site_give_one_cell():
    twins = [replace(MIDDLE, id="t:21"), replace(MIDDLE, id="t:22", lat=48.0001), replace(MIDDLE, id="t:20", population=900)]
    mesh = mesh_of(twins, [*twins, WEST])
    assert set(mesh.cells) == {"t:20"}
    assert area_m2(mesh.cells["t:20"].area) > 4e7


def test_cells_end_at_the_shore_except_for_who_lives_off_it():
    ring = [(37.0, 47.0), (37.91, 47.0), (37.91, 49.0), (37.0, 49.0), (37.0, 47.0)]
    land = land_within([ring], [WEST, FAR])
    mesh = mesh_of([WEST, FAR], [], land=land)
    assert shapely.bounds(mesh.cells["t:1"].area)[2] == pytest.approx(37.91, abs=1e-4)
    assert area_m2(mesh.cells["t:4"].area) > 7.8e7


@given(st.lists(st.tuples(st.integers(-40, 40), st.integers(-40, 40)), min_size=1, max_size=25))
def test_a_cell_holds_what_is_nearest_and_within_reach(steps):
    places = [Place(f"p:{number:02}", "x", 48 + lat / 500, 37 + lon / 500, "UA") for number, (lat, lon) in enumerate(steps)]
    mesh = mesh_of(places, places, radius_m=2000)
    spread = [cell for _, cell in sorted(mesh.cells.items())]
    assert len(spread) == len({(place.lat, place.lon) for place in places})
    for cell in spread:
        assert shapely.is_valid(cell.area)
        assert not shapely.difference(cell.area, shapely.buffer(circle(cell.place.lat, cell.place.lon, 2000), 1e-6)).area
        inside = cell.area.representative_point()
        here = geodesic_m(inside.y, inside.x, cell.place.lat, cell.place.lon)
        assert here <= min(geodesic_m(inside.y, inside.x, other.place.lat, other.place.lon) for other in spread) * 1.002 + 1


@pytest.fixture
def front(theatre):
    """Return a function that draws the front line of claims about the villages."""

    def draw(*claims):
        mesh = mesh_of([WEST, MIDDLE, EAST, FAR], [WEST, MIDDLE, EAST, FAR])
        return front_line(mesh, control_on(claims, theatre, as_happened=dt.date(2023, 3, 1)))

    return draw


def test_the_line_runs_between_the_two_sides_and_its_doubt_is_how_far_they_lie_apart(front, say):
    (part,) = front(say("red", "Westhof", 1), say("blue", "Mitte", 1))
    assert part.kind is PartKind.BETWEEN
    assert part.sides == ("red", "blue")
    assert part.width_m == pytest.approx(geodesic_m(48, 37.9, 48, 37.98) + 2 * 1000)
    assert length_m(part.line) == pytest.approx(2 * (5000**2 - 2985**2) ** 0.5, rel=0.01)  # the chord of the circles


def test_no_line_where_one_side_holds_both_or_nobody_spoke(front, say):
    assert front(say("red", "Westhof", 1), say("red", "Mitte", 1)) == []
    assert front(say("red", "Westhof", 1), say("blue", "Osthof", 1)) == []


def test_a_part_widens_the_doubt_to_what_is_held_firmly(front, say):
    between = front(say("red", "Westhof", 1), say("blue", "Mitte", 1, part=True), say("blue", "Osthof", 1))
    (part,) = [part for part in between if "t:1" in part.places]
    assert part.firm == ("t:1", "t:3")
    assert part.width_m == pytest.approx(geodesic_m(48, 37.9, 48, 38.06) + 2 * 1000)


def test_the_line_runs_through_disputed_ground_only_where_both_sides_touch_it(front, say):
    dispute = [say("red", "Mitte", 1, voice="red"), say("blue", "Mitte", 2, voice="blue")]
    parts = front(say("red", "Westhof", 1), *dispute, say("blue", "Osthof", 1))
    assert [(part.kind, part.sides) for part in parts] == [(PartKind.DISPUTED, ("red", "blue")), (PartKind.DISPUTED, ("blue", "red"))]
    assert [part.width_m for part in parts] == pytest.approx([geodesic_m(48, 37.9, 48, 38.06) + 2000] * 2)
    assert front(say("red", "Westhof", 1), *dispute, say("red", "Osthof", 1)) == []


def test_geojson_holds_cells_line_and_the_settlement_s_row(theatre, say):
    claims = [say("red", "Westhof", 1, voice="red"), say("blue", "Mitte", 1)]
    controls = control_on(claims, theatre)
    mesh = mesh_of([WEST, MIDDLE], [WEST, MIDDLE])
    sides = ("red", "blue")
    data = json.loads(b"".join(to_geojson(features(controls, sides, mesh, front_line(mesh, controls)))))
    layers = [each["properties"]["layer"] for each in data["features"]]
    assert layers == ["cell", "cell", "front"]
    first = data["features"][0]
    assert first["properties"]["red_last_claimant"] == "red ministry"
    assert first["properties"]["standing"] == claims[0].id
    assert shapely.is_ccw(shapely.LinearRing(first["geometry"]["coordinates"][0]))
    assert set(control_row(controls[0], sides)) == set(columns_of(sides))
    bare = list(features(controls, sides))
    assert bare[0]["geometry"] == {"type": "Point", "coordinates": [37.9, 48.0]}


def test_the_page_s_columns_tell_each_shape_once_and_each_stretch_of_days(theatre, say):
    claims = [say("red", "Westhof", 1), say("blue", "Westhof", 9), say("blue", "Mitte", 1), say("blue", "Fernau", 3, kind=Kind.WITHDRAWAL)]
    mesh = mesh_of([WEST, MIDDLE, FAR], [WEST, MIDDLE, FAR])
    opinions = {place.id: told for place, told in opinions_by_place([*claims, say("red", "Mitte", 5, kind=Kind.ASSAULT)], theatre).items()}
    data = control_columns(mesh, control_intervals(claims, theatre), theatre, known=known_intervals([claims[0]], theatre), opinions=opinions)
    assert data["cells"]["radius_m"] == [1000, 1000, 1000]
    assert data["known"]["cell"] == [0]
    assert data == json.loads(json.dumps(data))
    assert data["cells"]["name"] == ["Westhof", "Mitte", "Fernau"]
    epoch = dt.date(2023, 1, 2).toordinal() - dt.date(1970, 1, 1).toordinal()
    spans = list(zip(*(data["intervals"][name] for name in ("cell", "first", "last", "state", "side", "partial")), strict=True))
    assert spans == [(0, epoch, epoch + 7, 0, 0, 0), (0, epoch + 8, None, 0, 1, 0), (1, epoch, None, 0, 1, 0), (2, epoch + 2, None, 2, None, 0)]
    assert data["cells"]["told"] == data["cells"]["told_known"] == [[epoch, epoch + 8], [epoch], [epoch + 2]]  # an attack is no word on who holds a place
    assert (data["edges"]["one"], data["edges"]["other"]) == ([0], [1])
    (ring,) = data["cells"]["rings"][0]
    lons, lats = [ring[0]], [ring[1]]
    for at in range(2, len(ring), 2):
        lons.append(lons[-1] + ring[at])
        lats.append(lats[-1] + ring[at + 1])
    drawn = shapely.Polygon([(lon / data["scale"], lat / data["scale"]) for lon, lat in zip(lons, lats, strict=True)])
    assert drawn.symmetric_difference(mesh.cells["t:1"].area).area < 0.02 * drawn.area


def test_the_layer_of_real_villages_is_cut_by_their_neighbours_and_small(theatre, say):
    from frontmap.gazetteer.index import Gazetteer

    gazetteer = Gazetteer.open()
    soledar = next(found for found in gazetteer.settlements("UA") if found.name == "Soledar")
    claim = say("red", "Mitte", 1)
    claim = replace(claim, placement=replace(claim.placement, place=soledar, lat=soledar.lat, lon=soledar.lon))
    land = [[(30.0, 40.0), (45.0, 40.0), (45.0, 55.0), (30.0, 55.0), (30.0, 40.0)]]
    data = control_layer([claim], theatre, gazetteer, land)
    assert data["cells"]["name"] == ["Soledar"]
    (ring,) = data["cells"]["rings"][0]
    assert 3 <= len(ring) / 2 < 200
    assert control_layer([], theatre, gazetteer, land) is None
