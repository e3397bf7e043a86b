"""Reading boundary tables, generalising lines, outlining regions: on small data made here."""

import hypothesis.extra.numpy as npst
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from frontmap.errors import InputError
from frontmap.webmap.basemap_lines import Boundary, Zone, generalise, read_boundaries, river_ranks, tolerances
from frontmap.webmap.basemap_outlines import Settlement, bridges, country_areas, joined_borders, region_lines, region_of

LINES = npst.arrays(np.float64, st.tuples(st.integers(2, 40), st.just(2)), elements=st.floats(0, 5, width=32))


@given(LINES, st.floats(0.01, 2.0))
def test_a_generalised_line_stays_within_its_tolerance(points, tolerance):
    simple = generalise(points, np.full(len(points), tolerance))
    assert np.array_equal(simple[[0, -1]], points[[0, -1]])
    line = shapely.LineString(simple)  # near the equator a degree is a degree
    assert max(line.distance(shapely.Point(point)) for point in points) <= tolerance * 1.02


def test_tolerance_follows_the_zone():
    zone = Zone(0.0, -1.0, 10.0, 1.0, tolerance=0.01, min_area_km2=1.0, river_rank=1)
    lon = np.linspace(-10, 10, 201)
    points = np.column_stack([lon, 0.05 * (np.arange(201) % 2)])
    simple = generalise(points, tolerances(points, (zone,), 0.5))
    assert (simple[:, 0] > 0).sum() > 90
    assert (simple[:, 0] < 0).sum() < 5


def test_a_ring_stays_a_ring():
    angle = np.linspace(0, 2 * np.pi, 200)
    ring = np.column_stack([np.cos(angle), np.sin(angle)])
    ring[-1] = ring[0]
    simple = generalise(ring, np.full(200, 0.1))
    assert np.array_equal(simple[0], simple[-1])
    assert 4 <= len(simple) < 40


def write_table(folder, *lines):
    np.arange(12, dtype="<f4").tofile(folder / "gshhs_h.dat")
    (folder / "gshhsmeta_h.dat").write_text("\n".join(lines) + "\n", encoding="ascii")


def test_a_boundary_table_is_read(tmp_path):
    write_table(tmp_path, "1 50.5 4 1.0 7.0 0 32 0-E", "2 -7.5 2 9.0 11.0 32 16 1")
    land, river = read_boundaries(tmp_path, "gshhs", "h")
    assert (land.level, land.area_km2, land.river) == (1, 50.5, False)
    assert land.points.tolist() == [[0, 1], [2, 3], [4, 5], [6, 7]]
    assert (river.level, river.area_km2, river.river) == (2, 7.5, True)
    assert river.points.tolist() == [[8, 9], [10, 11]]


@pytest.mark.parametrize("line", ["1 50.5 4 1.0", "1 x 4 1.0 7.0 0 32 0", "1 5.0 4 1.0 7.0 32 32 0"])
def test_a_bad_table_is_refused_with_its_line(tmp_path, line):
    write_table(tmp_path, "1 50.5 4 1.0 7.0 0 32 0", line)
    with pytest.raises(InputError, match=r"gshhsmeta_h\.dat:2: .*reinstall"):
        read_boundaries(tmp_path, "gshhs", "h")


def test_the_rank_of_rivers_follows_from_their_order():
    wide = [30.0, -20.0, 60.0, 5.0]
    great = list(np.linspace(70, -30, 60))
    lesser = list(np.linspace(72, -50, 80))
    rivers = [Boundary(-1, -1.0, river=False, points=np.array([[0.0, lat], [1.0, lat]])) for lat in wide + great + lesser]
    assert river_ranks(rivers) == [0] * 4 + [1] * 60 + [2] * 80


def test_loose_ends_are_led_on_to_the_coast():
    coast = shapely.box(0, 0, 4, 4).boundary
    border = shapely.LineString([(0.03, 2), (3.98, 2)])
    joined = joined_borders([border], coast)
    areas = country_areas(joined, coast, [Settlement(2, 1, "AA", "1"), Settlement(2, 3, "BB", "1")])
    assert {country: round(area.area, 2) for country, area in areas.items()} == {"AA": 8.0, "BB": 8.0}


def test_nothing_is_bridged_beyond_reach():
    assert bridges([shapely.LineString([(0, 0), (1, 0)])], [shapely.Point(2, 0)], 0.5) == []


def test_a_region_line_divides_the_settlements_of_two_regions():
    country = shapely.box(0, 0, 10, 10)
    settlements = [Settlement(x + 0.5, y + 0.5, "AA", "west" if x < 5 else "east") for x in range(10) for y in range(10)]
    (line,) = region_lines(settlements, "AA", country)
    assert shapely.hausdorff_distance(line, shapely.LineString([(5, 0), (5, 10)])) < 0.1


def test_a_stray_settlement_makes_no_region_of_its_own():
    country = shapely.box(0, 0, 10, 10)
    settlements = [Settlement(x + 0.5, y + 0.5, "AA", "west" if x < 5 or (x, y) == (8, 5) else "east") for x in range(10) for y in range(10)]
    assert len(region_lines(settlements, "AA", country)) == 1


def test_kyiv_is_drawn_with_the_region_around_it():
    assert region_of(Settlement(30.5, 50.5, "UA", "12")) == "13"
    assert region_of(Settlement(30.5, 50.5, "PL", "12")) == "12"
