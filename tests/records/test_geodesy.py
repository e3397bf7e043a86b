import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontmap.geodesy import bearing, compass_bearing, distance_m, lonlat, offset

LAT, LON = st.floats(-80, 80), st.floats(-179, 179)


@given(LAT, LON, st.floats(0, 359), st.floats(1, 500_000))
def test_an_offset_lies_as_far_and_in_the_direction_it_was_told(lat, lon, degrees, metres):
    there = offset(lat, lon, degrees, metres)
    assert distance_m(lat, lon, *there) == pytest.approx(metres, rel=1e-6, abs=0.1)
    turn = (bearing(lat, lon, *there) - degrees + 180) % 360 - 180
    assert abs(math.sin(math.radians(turn))) * metres < max(1.0, metres * 1e-4)


@given(LAT, LON, LAT, LON)
def test_distance_is_the_same_both_ways(lat1, lon1, lat2, lon2):
    assert distance_m(lat1, lon1, lat2, lon2) == pytest.approx(distance_m(lat2, lon2, lat1, lon1))


def test_bakhmut_lies_about_ten_kilometres_south_west_of_soledar():
    metres = distance_m(48.5956, 38.0, 48.6797, 38.0897)
    assert 10_000 < metres < 12_500
    assert 200 < bearing(48.6797, 38.0897, 48.5956, 38.0) < 225


def test_geometry_is_lon_lat():
    assert lonlat(48.6, 38.0) == (38.0, 48.6)


def test_compass_points():
    assert [compass_bearing(point) for point in ("N", "se", "WNW", "up")] == [0.0, 135.0, 292.5, None]
