"""The names on the base map."""

import csv
import json
import math
import zlib

import pytest

from frontmap.errors import GazetteerError
from frontmap.gazetteer.index import Gazetteer
from frontmap.theatres.load import load_theatre
from frontmap.webmap.basemap import Rank, label_rows, labels
from frontmap.webmap.basemap_labels import MAX_ZOOM, table_labels


@pytest.fixture(scope="module")
def found():
    theatre = load_theatre("ukraine")
    return labels(Gazetteer.open(), theatre.extent, theatre.home, theatre.nearby)


def near(found, lat, lon):
    """The settlement label nearest to a point."""
    return min((label for label in found if label.rank <= Rank.VILLAGE), key=lambda label: math.hypot(label.lat - lat, label.lon - lon))


def test_ranks_come_from_what_a_place_is(found):
    ranks = {point: near(found, *point).rank for point in [(50.455, 30.524), (49.982, 36.255), (47.095, 37.541), (48.677, 38.090)]}
    assert list(ranks.values()) == [Rank.CAPITAL, Rank.CENTRE, Rank.CITY, Rank.TOWN]


def test_weighty_names_come_first(found):
    kyiv, kharkiv, soledar = (near(found, *point).minzoom for point in [(50.455, 30.524), (49.982, 36.255), (48.677, 38.090)])
    assert kyiv < kharkiv < soledar <= 9


def test_a_district_does_not_stand_for_its_city(found):
    """Mariupol's right bank has more inhabitants in the gazetteer than the city has."""
    mariupol = near(found, 47.0951, 37.5413)
    others = [label for label in found if label.name in {"Pravyi Bereh", "Tsentralnyi"} and math.hypot(label.lat - 47.1, label.lon - 37.56) < 0.05]
    assert mariupol.name == "Mariupol"
    assert mariupol.minzoom <= 7
    assert all(label.minzoom >= MAX_ZOOM for label in others)


def test_pins_far_away_have_a_name_beside_them(found):
    for lat, lon in [(55.752, 37.616), (51.485, 46.126), (68.979, 33.092), (15.552, 32.532)]:
        label = near(found, lat, lon)
        assert math.hypot(label.lat - lat, label.lon - lon) < 0.2


def test_names_stand_clear_of_weightier_ones(found):
    """At zoom 8 no two settlement names are nearer than the box of a name."""
    pixel = 360 / (256 * 2**8)
    shown = [
        (label.lon / pixel, math.degrees(math.asinh(math.tan(math.radians(label.lat)))) / pixel)
        for label in found
        if label.rank <= Rank.VILLAGE and label.minzoom <= 8
    ]
    shown.sort()
    crowded = [(a, b) for i, a in enumerate(shown) for b in shown[i + 1 : i + 60] if b[0] - a[0] < 75 and abs(a[1] - b[1]) < 23]
    assert len(shown) > 500
    assert crowded == []


def test_the_page_can_afford_them(found):
    assert sum(label.rank <= Rank.VILLAGE for label in found) <= 6000
    assert len(zlib.compress(json.dumps(label_rows(found), ensure_ascii=False).encode(), 9)) * 4 / 3 < 130_000


def test_rows_are_what_the_page_reads(found):
    name, lat, lon, rank, minzoom, maxzoom = label_rows([near(found, 50.455, 30.524)])[0]
    assert (name, rank, maxzoom) == ("Kyiv", 0, 99)
    assert minzoom <= 4
    assert (lat, lon) == (round(lat, 3), round(lon, 3))


def test_the_table_holds_seas_rivers_regions_and_countries():
    by_rank = {rank: {label.name for label in table_labels() if label.rank is rank} for rank in Rank}
    assert {"Black Sea", "Sea of Azov", "Dnipro", "Kakhovka Reservoir (drained 2023)"} <= by_rank[Rank.WATER]
    assert {"Donetsk Oblast", "Crimea", "Belgorod Oblast"} <= by_rank[Rank.REGION]
    assert {"Ukraine", "Russia", "Belarus", "Moldova", "Sudan"} <= by_rank[Rank.COUNTRY]
    assert all(label.minzoom <= label.maxzoom for label in table_labels())


@pytest.mark.parametrize(
    ("row", "line"), [(["name"], 1), (["Black Sea", "sea", "43", "34", "4", "8"], 2), (["Black Sea", "water", "x", "34", "4", "8"], 2), (["Black Sea"], 2)]
)
def test_a_bad_table_names_its_line(tmp_path, row, line):
    path = tmp_path / "labels.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([row] if line == 1 else [["name", "rank", "lat", "lon", "minzoom", "maxzoom"], row])
    with pytest.raises(GazetteerError) as error:
        table_labels(path)
    assert error.value.line == line
