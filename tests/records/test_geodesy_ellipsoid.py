"""Measures on the ellipsoid, held against published values and against each other."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from frontmap.geodesy import Plane, area_m2, circle, distance_m, geodesic_m, length_m

LATS, LONS = st.floats(-70, 70), st.floats(-170, 170)


def test_geodesic_of_geoscience_australia():
    flinders_peak, buninyong = (-37.95103341666667, 144.42486788888888), (-37.65282113888889, 143.92649552777777)
    assert geodesic_m(*flinders_peak, *buninyong) == pytest.approx(54972.271, abs=0.01)


def test_a_degree_of_latitude_and_its_square():
    assert length_m(shapely.LineString([(37, 48), (37, 49)])) == pytest.approx(111_210, rel=2e-4)
    square = shapely.box(37, 48, 37.1, 48.1)
    assert area_m2(square) == pytest.approx(11_120 * 7_460, rel=3e-3)
    holed = shapely.Polygon(square.exterior, [shapely.box(37.02, 48.02, 37.04, 48.04).exterior])
    assert area_m2(holed) == pytest.approx(area_m2(square) - area_m2(shapely.box(37.02, 48.02, 37.04, 48.04)))
    assert area_m2(shapely.reverse(square)) == area_m2(square)
    assert area_m2(shapely.LineString([(1, 1), (2, 2)])) == 0


@given(LATS, LONS, st.floats(10, 50_000))
def test_every_point_of_a_circle_lies_at_its_radius(lat, lon, radius):
    for x, y in shapely.get_coordinates(circle(lat, lon, radius)).tolist():
        assert geodesic_m(lat, lon, y, x) == pytest.approx(radius, rel=1e-6, abs=1e-3)


@given(LATS, LONS, LATS, LONS)
def test_sphere_and_ellipsoid_agree_to_six_in_a_thousand(lat1, lon1, lat2, lon2):
    assert geodesic_m(lat1, lon1, lat2, lon2) == pytest.approx(distance_m(lat1, lon1, lat2, lon2), rel=0.006, abs=1)


@given(LATS, LONS, st.floats(-2, 2), st.floats(-2, 2))
def test_a_plane_and_back(lat, lon, north, east):
    plane, point = Plane(lat, lon), shapely.Point(lon + east, lat + north)
    there = plane.project(point)
    assert (there.x**2 + there.y**2) ** 0.5 == pytest.approx(geodesic_m(lat, lon, lat + north, lon + east), rel=1e-6, abs=1e-2)
    back = plane.unproject(there)
    assert (back.x, back.y) == pytest.approx((point.x, point.y), abs=1e-7)
