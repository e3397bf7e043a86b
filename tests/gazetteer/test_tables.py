"""A user's own CSV and GeoJSON, by the columns that it is told or finds."""

import json

import pytest

from frontmap.errors import GazetteerError
from frontmap.gazetteer.curated import PLACE_COLUMNS
from frontmap.gazetteer.rows import Name
from frontmap.gazetteer.tables import read_geojson, read_table
from frontmap.records import Place

POINT = {"type": "Point", "coordinates": [38.1, 48.6]}


def table(tmp_path, text, columns=None, **options):
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    return list(read_table(path, "My own", columns or {}, **options))


def collection(tmp_path, *features, columns=None):
    path = tmp_path / "own.geojson"
    features = [{"type": "Feature", "geometry": geometry, "properties": properties} for geometry, properties in features]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return list(read_geojson(path, "own", columns or {}))


def test_columns_of_usual_names_are_found(tmp_path):
    [row] = table(tmp_path, "Name;Latitude;LNG;country_code;oblast;population;names\nHere;48,6;38.1;UA;Donetsk Oblast;12;Тут|Heere;Here\n".replace("|Heere;", "|Heere|"))
    assert row.place.id.startswith("myown:")
    assert row.place == Place(row.place.id, "Here", 48.6, 38.1, "UA", "Donetsk Oblast", "PPL", 12)
    assert row.names == (Name("Тут"), Name("Heere"))


def test_columns_may_be_told(tmp_path):
    [row] = table(tmp_path, "Village,Y,X,no\nHere,48.6,38.1,7\n", {"name": "Village", "lat": "Y", "lon": "X", "country": "UA", "id": "no"})
    assert row.place == Place("myown:7", "Here", 48.6, 38.1, "UA")


def test_ids_that_are_made_depend_on_name_and_point_alone(tmp_path):
    head = "name,lat,lon,country\n"
    one, other = table(tmp_path, f"{head}A,48.6,38.1,UA\nB,48.6,38.1,UA\n")
    assert [row.place.id for row in table(tmp_path, f"{head}B,48.6,38.1,UA\nA,48.6,38.1,UA\n")] == [other.place.id, one.place.id]


def test_the_curated_columns_are_read_as_such(tmp_path):
    [row] = table(tmp_path, ",".join(PLACE_COLUMNS) + "\nfrontmap:here,Here,48.5,38.0,UA,Donetsk Oblast,PPL,12,,Heere,Тут,,Was,a map\n")
    assert row.names[0] == Name("Heere", "alternate", "en")


@pytest.mark.parametrize(
    ("text", "columns", "message"),
    [
        ("name,lat,lon\nA,1,2\n", {}, "own.csv:1: has no column for country: it has name, lat, lon; tell it with --columns country=UA"),
        ("name,lat,lon\nA,1,2\n", {"country": "land"}, "own.csv:1: has no column 'land' (country)"),
        ("name,lat,lon\nA,1,2\n", {"contry": "UA"}, "the field 'contry': expected one of name, lat"),
        ("", {}, "has no column for name, lat, lon, country: it has none"),
        ("name,lat,lon,country\nA,1\n", {}, "own.csv:2: has 2 columns: expected 4"),
        ("name,lat,lon,country\nA,north,2,UA\n", {}, "own.csv:2: column lat is 'north': expected a number from -90 to 90"),
        ("name,lat,lon,country\nA,1,nan,UA\n", {}, "own.csv:2: column lon is 'nan'"),
        ("name,lat,lon,country\n,1,2,UA\n", {}, "own.csv:2: column name is ''"),
        ("name,lat,lon,country\nA,1,2,Ukraine\n", {}, "own.csv:2: column country is 'Ukraine': expected two capital letters"),
        ("name,lat,lon,country,population\nA,1,2,UA,-5\n", {}, "own.csv:2: column population is '-5'"),
        ("name,lat,lon,country,id\nA,1,2,UA,x:1\nB,1,2,UA,x:1\n", {}, "own.csv:3: has the id of line 2, 'x:1': expected one id a place"),
    ],
)
def test_what_is_wrong_is_told_with_line_and_column(tmp_path, text, columns, message):
    with pytest.raises(GazetteerError) as caught:
        table(tmp_path, text, columns)
    assert message in str(caught.value)


def test_repeated_ids_pass_where_they_are_to_be_told(tmp_path):
    assert len(table(tmp_path, "name,lat,lon,country,id\nA,1,2,UA,x:1\nB,1,2,UA,x:1\n", repeats=True)) == 2


def test_a_feature_gives_its_point_an_area_its_middle_and_reach(tmp_path):
    square = {"type": "Polygon", "coordinates": [[[38, 48], [38.2, 48], [38.2, 48.2], [38, 48.2], [38, 48]]]}
    point, area = collection(tmp_path, (POINT, {"name": "Here", "country": "UA", "id": 5, "population": None}), (square, {"name": "There", "country": "UA", "id": 6}))
    assert point.place == Place("own:5", "Here", 48.6, 38.1, "UA")
    assert (area.place.lat, area.place.lon) == (48.1, 38.1)
    assert area.place.radius_m == pytest.approx(13_400, rel=0.02)


@pytest.mark.parametrize(
    ("geometry", "properties", "message"),
    [
        (None, {"name": "A", "country": "UA"}, "feature 1: has no point"),
        ({"type": "Point", "coordinates": [38, 148]}, {"name": "A", "country": "UA"}, "feature 1: lies outside the globe"),
        ({"type": "Point", "coordinates": ["a", "b"]}, {"name": "A", "country": "UA"}, "feature 1: has no point"),
        (POINT, {"name": "A", "country": "Ukraine"}, "feature 1: column country is 'Ukraine'"),
        (POINT, {"title": "A"}, "has no column for country"),
    ],
)
def test_a_wrong_feature_is_told(tmp_path, geometry, properties, message):
    with pytest.raises(GazetteerError) as caught:
        collection(tmp_path, (geometry, properties))
    assert message in str(caught.value)


@pytest.mark.parametrize(("content", "message"), [(b"{\n", ":2: is no JSON"), (b"[]", "has no list of features"), (b"\xff", "is not UTF-8")])
def test_what_is_no_geojson_is_told(tmp_path, content, message):
    path = tmp_path / "own.geojson"
    path.write_bytes(content)
    with pytest.raises(GazetteerError) as caught:
        list(read_geojson(path, "own", {}))
    assert message in str(caught.value)
