"""Names that are a neighbour's, and those that only look so."""

import pytest

from frontmap.gazetteer.neighbours import neighbours_names
from frontmap.gazetteer.rows import Name, Row, data_folder, read_rows
from frontmap.records import Place


def row(place_id, name, *names, lat=48.0, country="UA"):
    return Row(Place(place_id, name, lat, 37.8, country, "", "PPL"), tuple(Name(text) for text in names))


def found(rows, metres=60_000.0):
    return [(hit.row.place.id, hit.name.text, hit.other.id) for hit in neighbours_names(rows, rows, lambda _place, _other: metres)]


def test_the_russian_form_of_a_neighbour_s_name_is_the_neighbour_s():
    rows = [row("x:1", "Donetsk", "Aleksandrovka", "Donezk"), row("x:2", "Oleksandrivka", lat=48.2)]
    assert found(rows) == [("x:1", "Aleksandrovka", "x:2")]
    assert found(rows, 10_000.0) == []


def test_a_form_of_the_own_name_stays():
    rows = [row("x:1", "Beryozovsky", "Берёзовский", country="RU"), row("x:2", "Berezovsky", lat=48.2, country="RU")]
    assert found(rows) == []


def test_the_nearest_bearer_is_told():
    rows = [row("x:1", "Kurakhove", "Petrovka"), row("x:2", "Petrivka", lat=48.3), row("x:3", "Petrivka", lat=48.2)]
    assert found(rows) == [("x:1", "Petrovka", "x:3")]


@pytest.mark.parametrize(
    ("place_id", "name"),
    [("geonames:709717", "Aleksandrovka"), ("geonames:693020", "Кременчук"), ("geonames:693658", "Олександрія"), ("geonames:554233", "Калининград")],
)
def test_the_shipped_rows_leave_names_to_neighbours_and_to_larger_towns(place_id, name):
    (shipped,) = [row for row in read_rows(data_folder() / "rows" / "settlements.tsv.gz") if row.place.id == place_id]
    assert name not in {other.text for other in shipped.names}


@pytest.mark.parametrize(("place_id", "name"), [("geonames:515012", "Oryol"), ("geonames:367972", "Rufaa"), ("geonames:483166", "Tyotkino")])
def test_russian_and_sudanese_settlements_go_by_plain_letters(place_id, name):
    names = {row.place.id: row.place.name for row in read_rows(data_folder() / "rows" / "settlements.tsv.gz")}
    assert names[place_id] == name
