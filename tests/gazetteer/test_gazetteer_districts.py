"""The districts of cities: of which cities one is called so, in any spelling and case."""

import pytest

from frontmap.errors import GazetteerError
from frontmap.gazetteer.curated import read_city_districts
from frontmap.gazetteer.districts import cities_of
from frontmap.gazetteer.index import Gazetteer
from frontmap.gazetteer.rows import data_folder

KHARKIV, KYIV, MARIUPOL, VORONEZH = "geonames:706483", "geonames:703448", "geonames:701822", "geonames:472045"


@pytest.mark.parametrize("name", ["Saltivskyi", "Saltivsky", "Салтівському", "Салтовского", "Московский", "Moskovskyi"])
def test_a_district_is_known_in_any_spelling_and_case(name):
    assert cities_of(name) == (KHARKIV,)


def test_a_name_may_be_that_of_districts_of_several_cities():
    assert {KHARKIV, KYIV} <= set(cities_of("Шевченковский"))
    assert cities_of("Левобережный") == (MARIUPOL, VORONEZH)
    assert cities_of("Shevchenkove") == ()


def test_all_rows_are_of_cities_that_the_gazetteer_knows():
    gazetteer = Gazetteer.open()
    rows = list(read_city_districts(data_folder() / "curated" / "city_districts.csv"))
    assert len(rows) > 100
    assert {city for city, _ in rows if city not in gazetteer} == set()


def test_a_row_without_its_source_is_refused(tmp_path):
    path = tmp_path / "city_districts.csv"
    path.write_text("city_id,city,name,names_en,names_uk,names_ru,source\ngeonames:706483,Kharkiv,Saltivskyi,,,,\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match="column source"):
        list(read_city_districts(path))
