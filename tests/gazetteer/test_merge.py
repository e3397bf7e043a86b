"""One settlement is one place with all its names, and no two settlements are ever one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontmap.gazetteer.merge import Merger, label_of
from frontmap.gazetteer.rows import Name, Row
from frontmap.records import Place

DEGREE_KM = 111.2


def row(place_id, name, north_km=0.0, names=(), *, admin1="Donetsk Oblast", feature="PPL", population=0, country="UA"):
    return Row(Place(place_id, name, 48.0 + north_km / DEGREE_KM, 38.0, country, admin1, feature, population), tuple(Name(text) for text in names))


def merged(known, added):
    merger = Merger({"UA.05": "Donetsk Oblast", "UA.14": "Luhansk Oblast"})
    merger.add(known)
    result = merger.merge(added, "own")
    return {found.place.id: found for found in merger.rows()}, result


def test_a_row_of_a_known_id_gives_its_names_and_inhabitants():
    rows, result = merged([row("x:1", "Bakhmut")], [row("x:1", "Artemivsk", 0.5, ["Bahmut"], admin1="05", population=70)])
    assert rows["x:1"].place == row("x:1", "Bakhmut", population=70).place
    assert [name.text for name in rows["x:1"].names] == ["Artemivsk", "Bahmut"]
    assert [(hit.place.id, hit.by_id) for hit in result.joined] == [("x:1", True)]


@pytest.mark.parametrize(
    ("name", "north_km", "admin1"),
    [("Druzhba", 300, ""), ("Opytne", 12, "05"), ("Opytne", 5, "14"), ("Krynychne", 2, "05")],
    ids=["far away", "beyond what sources differ", "in another region", "of another name"],
)
def test_a_row_of_a_known_id_elsewhere_is_another_place(name, north_km, admin1):
    stranger = row("x:1", name, north_km, ["Opytne", "Zoloto"], admin1=admin1, population=500)
    rows, result = merged([row("x:1", "Opytne", names=["Sloboda"], population=500)], [stranger])
    assert set(rows) == {"x:1", "own:1"}
    assert rows["own:1"].place.population == 0  # it came with the wrong id
    assert "Sloboda" not in {text.text for text in rows["own:1"].names}
    assert "Zoloto" not in {text.text for text in rows["x:1"].names}
    assert result.strangers == (stranger,)


@pytest.mark.parametrize(
    ("other", "one"),
    [
        (row("y:2", "Opytne", 3), True),
        (row("y:2", "Opitne", 3, ["Опитне"]), True),
        (row("y:2", "Nove", 3, ["Opytne"]), True),
        (row("y:2", "Opytne", 5), False),
        (row("y:2", "Opytne", 3, admin1="Luhansk Oblast"), False),
        (row("y:2", "Opytne", 3, feature="PPLX"), False),
        (row("y:2", "Opytne", 3, country="RU", admin1=""), False),
        (row("y:2", "Krynychne", 0.1, ["Sloboda"]), False),
        (row("y:2", "Opytne", 3, feature="DAM"), False),
        (row("y:2", "Opytne", 3, feature="ADM2"), False),
    ],
    ids=["near", "other spelling", "renamed", "too far", "other region", "city's district", "abroad", "alias shared alone", "a dam", "a district"],
)
def test_a_row_of_another_id_joins_its_neighbour_of_that_name_alone(other, one):
    rows, _ = merged([row("x:1", "Opytne", names=["Sloboda"])], [other])
    assert set(rows) == ({"x:1"} if one else {"x:1", "y:2"})


def test_a_place_that_its_own_row_claims_takes_no_namesake():
    rows, _ = merged([row("x:1", "Dobropillia")], [row("y:2", "Dobropillia", 2), row("x:1", "Dobropillia", 0.1)])
    assert set(rows) == {"x:1", "y:2"}


def test_of_two_namesakes_the_nearer_is_the_place():
    rows, result = merged([row("x:1", "Ivanivka")], [row("y:2", "Ivanivka", 3), row("y:3", "Ivanivka", 1)])
    assert set(rows) == {"x:1", "y:2"}
    assert [hit.row.place.id for hit in result.joined] == ["y:3"]


def test_a_village_with_the_id_of_the_town_beside_it_is_no_town():
    town = row("x:1", "Koziatyn", population=23000)
    rows, result = merged([town], [row("x:1", "Koziatyn", 4, population=23000), row("y:2", "Koziatyn", 0.5)])
    assert set(rows) == {"x:1", "own:1"}
    assert rows["own:1"].place.population == 0
    assert [hit.row.place.id for hit in result.joined] == ["y:2"]


def test_a_city_that_no_one_knew_has_no_inhabitants():
    rows, _ = merged([], [row("y:2", "Mykolaiv", population=498_000), row("y:3", "Mala Stratiivka", 50, population=700), row("y:4", "Paris", 90, population=9_000, country="FR")])
    assert [found.place.population for found in rows.values()] == [0, 700, 9_000]


def test_two_rows_of_one_name_at_one_spot_are_one():
    rows, _ = merged([], [row("y:2", "Ivanivka"), row("y:3", "Ivanivka", 0.3), row("y:4", "Ivanivka", 1.5)])
    assert set(rows) == {"y:2", "y:4"}


def test_a_district_joins_the_one_of_its_name_and_region():
    known = [row("x:1", "Pokrovsk Raion", feature="ADM2")]
    assert set(merged(known, [row("y:2", "Pokrovsk Raion", 40, feature="ADM2")])[0]) == {"x:1"}
    assert set(merged(known, [row("y:2", "Pokrovsk Raion", 40, feature="ADM2", admin1="Luhansk Oblast")])[0]) == {"x:1", "y:2"}


def test_a_source_s_name_makes_a_label():
    assert label_of("My-own_2") == "myown2"
    assert label_of("Мої") == "own"


NAMED = st.sampled_from(["Ivanivka", "Ivanovka", "Petrivka", "Opytne"])
SOURCE = st.lists(st.tuples(NAMED, st.floats(0, 30)), max_size=8)


@given(SOURCE, SOURCE)
def test_each_row_is_one_place_and_each_place_takes_one_row_save_for_doubles(known, added):
    before = [row(f"x:{number}", name, north) for number, (name, north) in enumerate(known)]
    rows, result = merged(before, [row(f"y:{number}", name, north) for number, (name, north) in enumerate(added)])
    assert len(rows) == len(before) + len(added) - len(result.joined)
    for hit in result.joined:
        assert hit.metres <= 4_500
    for taken in {hit.place.id for hit in result.joined}:
        lats = [hit.row.place.lat for hit in result.joined if hit.place.id == taken]
        assert max(lats) - min(lats) <= 8 * 0.51 / DEGREE_KM  # a chain of doubles at most
