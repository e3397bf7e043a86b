"""The faults that a gazetteer's rows may have."""

from frontmap.gazetteer.added import AddedSource
from frontmap.gazetteer.check import FAULTS, check_ids, check_rows
from frontmap.gazetteer.curated import ExtraName
from frontmap.gazetteer.rows import Name, Row
from frontmap.records import Place

HERE = Row(Place("x:1", "Here", 48.5, 38.0, "UA", "", "PPL"))


def row(place_id, name, lat=48.5, lon=38.0, names=(), country="UA"):
    return Row(Place(place_id, name, lat, lon, country, "", "PPL"), tuple(names))


def sorts(*rows):
    return [(fault.sort, fault.place_id) for fault in check_rows(rows)]


def test_sound_rows_have_no_fault():
    assert sorts(HERE, row("x:2", "There", 48.6)) == []


def test_swapped_coordinates_are_told_with_the_right_ones():
    [fault] = check_rows([row("x:1", "Here", 38.0, 48.5)])
    assert fault.sort == "swapped coordinates"
    assert "48.5000, 38.0000" in fault.remedy


def test_points_abroad_and_at_sea():
    assert sorts(row("x:1", "Here", 52.2, 21.0), row("x:2", "There", 0.0, 0.0)) == [("outside its country", "x:1"), ("outside its country", "x:2")]


def test_a_village_in_the_wilderness_is_no_fault():
    assert sorts(row("x:1", "Far", 70.5, 105.0, country="RU")) == []
    assert sorts(row("x:1", "Nowhere", 10.0, 10.0, country="XX")) == []


def test_an_id_that_comes_twice():
    assert sorts(HERE, row("x:1", "There", 48.7)) == [("duplicate id", "x:1")]


def test_a_neighbour_s_name_is_one_that_a_settlement_close_by_goes_by():
    alias = [Name("Yonder")]
    assert sorts(row("x:1", "Here", names=alias), row("x:2", "Yonder", 48.6)) == [("a neighbour's name", "x:1")]
    assert sorts(row("x:1", "Here", names=alias), row("x:2", "Yonder", 48.9)) == []
    assert sorts(row("x:1", "Here", names=alias), row("x:2", "Yonder", 48.505)) == []
    assert sorts(row("x:1", "Here", names=[Name("Yonder", "historic")]), row("x:2", "Yonder", 48.6)) == []


def test_ids_of_other_places_and_of_none():
    known = {"x:1": HERE.place}
    stranger = row("x:1", "Else", 50.0)
    [fault] = check_ids(AddedSource("own", "places", (stranger,)), [stranger], known)
    assert (fault.sort, fault.found) == ("another place's id", "bears the id of Here in UA, 166.8 km away")
    names = AddedSource("own", "names", (), (ExtraName("x:1", Name("A"), 1), ExtraName("x:3", Name("B"), 2), ExtraName("x:3", Name("C"), 3)))
    assert [(fault.sort, fault.place_id, fault.name) for fault in check_ids(names, (), known)] == [("missing id", "x:3", "B")]


def test_every_sort_is_named():
    assert {"duplicate id", "missing id", "another place's id", "a neighbour's name", "swapped coordinates", "outside its country"} == set(FAULTS)
