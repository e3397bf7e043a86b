"""What speaks for and against a candidate beyond its name: remarks, regions, distances; each with the words that a person reads."""

import dataclasses
import math

import pytest

from frontmap.geodesy import offset
from frontmap.places.candidates import Option
from frontmap.places.objections import contains, far_from_all, is_host, is_landmark, is_little_known, lies_in_city, none_near, outside_told
from frontmap.places.weights import agreement
from frontmap.records import Place, Relation, RelationKind

FAR_EAST = (60.0, 90.0)  # no reporting of this war has named a place there
VILLAGE = Place("x:1", "Village", *FAR_EAST, "RU", "Sakha Republic", "PPL", 400)
TOWN = dataclasses.replace(VILLAGE, id="x:2", name="Town", population=30_000)
SAKHA = Place("x:3", "Sakha", 63.0, 120.0, "RU", "Sakha", "ADM1", 0)
TULA = Place("x:4", "Tula Oblast", 54.0, 37.5, "RU", "Tula Oblast", "ADM1", 0)
RUSSIA = Place("x:5", "Russia", 60.0, 100.0, "RU", "", "PCLI", 0)


def changed(place: Place, **changes: object) -> Place:
    """Return another place: one row has one id."""
    return dataclasses.replace(place, id=f"{place.id}: {sorted(changes.items())}", **changes)


def option(place: Place, **more: object) -> Option:
    return Option(place, str(more.pop("name", place.name)), str(more.pop("kind", "main")), 0.0, **more)


def away(place: Place, metres: float, degrees: float = 90.0, **changes: object) -> Place:
    lat, lon = offset(place.lat, place.lon, degrees, metres)
    return dataclasses.replace(place, id=f"{place.id}+{metres}", lat=lat, lon=lon, **changes)


# --- what lies in what


def test_a_country_contains_its_places_and_a_region_those_of_its_name_or_part_of_it():
    assert contains(RUSSIA, VILLAGE)
    assert not contains(RUSSIA, changed(VILLAGE, country="UA"))
    assert contains(SAKHA, VILLAGE)
    assert contains(changed(SAKHA, admin1="Sakha Republic (Yakutia)"), VILLAGE)
    assert not contains(TULA, VILLAGE)
    assert not contains(TULA, changed(VILLAGE, admin1=""))


def test_a_city_that_is_a_region_of_its_own_lies_in_the_one_around_it():
    region = Place("x:6", "Kyiv Oblast", 50.3, 30.8, "UA", "Kyiv Oblast", "ADM1", 0)
    city = Place("x:7", "Kyiv", 50.45, 30.52, "UA", "Kyiv City", "PPLC", 2_900_000)
    assert contains(region, city)
    assert not contains(region, away(city, 300_000))
    assert not contains(changed(region, country="BY"), city)


def test_another_area_contains_what_lies_within_its_radius_and_a_little_more():
    district = Place("x:8", "District", *FAR_EAST, "RU", "Sakha Republic", "ADM2", 0, 10_000.0)
    assert contains(district, away(VILLAGE, 12_900))
    assert not contains(district, away(VILLAGE, 13_200))


def test_a_city_has_its_districts_within_thirty_kilometres():
    city, district = changed(TOWN, population=50_000), away(VILLAGE, 29_000, feature="PPLX")
    assert is_host(city, district)
    assert lies_in_city(away(VILLAGE, 17_000, feature="PPLX"), city)
    assert not is_host(changed(city, population=49_999), district)
    assert not is_host(changed(city, feature="PPLX"), district)
    assert not is_host(city, away(VILLAGE, 31_000))
    assert not lies_in_city(away(VILLAGE, 19_000), city)  # a namesake in the next city
    assert lies_in_city(away(VILLAGE, 31_000), SAKHA)


# --- who is known by itself


def test_a_place_known_by_another_name_alone_or_an_unreported_village_is_little_known():
    assert is_little_known(option(VILLAGE))
    assert not is_little_known(option(changed(VILLAGE, population=5_000)))
    assert not is_little_known(option(changed(VILLAGE, feature="BDG")))
    borrowed = changed(VILLAGE, population=19_999)
    assert is_little_known(option(borrowed, own=False))
    assert not is_little_known(option(changed(borrowed, population=20_000), own=False))
    assert not is_little_known(option(borrowed, name="Деревня", kind="alternate", own=False))  # in Russian it has no name of its own
    assert is_little_known(option(borrowed, name="Деревня", kind="generated", own=False))
    assert is_little_known(option(changed(borrowed, feature="PPLX", population=90_000), own=False))


def test_a_village_near_what_reporting_has_named_is_not_little_known():
    reported = Place("x:9", "Village", 50.8184, 29.3368, "UA", "Zhytomyr Oblast", "PPL", 400)  # Riznia, which stands alone
    for metres, known_by_another_name, known_by_its_own in ((1_900, True, True), (2_200, False, True), (14_800, False, True), (15_300, False, False)):
        village = away(reported, metres, 0)
        assert is_little_known(option(village, own=False)) is not known_by_another_name, metres
        assert is_little_known(option(village)) is not known_by_its_own, metres


def test_a_landmark_is_a_settlement_but_no_city_of_the_nation():
    assert is_landmark(option(TOWN))
    assert is_landmark(option(changed(TOWN, population=199_999)))
    for changes in ({"population": 200_000}, {"feature": "PPLX"}, {"feature": "ADM1"}):
        assert not is_landmark(option(changed(TOWN, **changes))), changes
    assert not is_landmark(option(VILLAGE, own=False))


# --- objections


def test_who_is_said_to_lie_in_another_region_is_refused():
    assert outside_told("Village", VILLAGE, TULA) == "no Village is known in Tula Oblast: Village lies in Sakha Republic"
    assert outside_told("Village", VILLAGE, SAKHA) == ""
    assert outside_told("Village", VILLAGE, RUSSIA) == ""
    assert outside_told("Village", changed(VILLAGE, admin1=""), TULA) == ""
    assert outside_told("Sakha", SAKHA, TULA) == ""


def test_namesakes_that_do_not_lie_near_what_the_text_names_are_told_by_distance():
    one, two, three, four = (away(VILLAGE, metres) for metres in (40_000, 50_000, 60_000, 70_000))
    assert none_near("Village", TOWN, [one]).startswith("no Village is known near Town; the only place of that name lies 40 km off (Sakha Republic, at ")
    told = none_near("Village", TOWN, [one, two, three, four])
    assert "of 4 places of that name the nearest lie 40 km off" in told
    assert "50 km off" in told
    assert " and 60 km off" in told
    assert "70 km" not in told


def test_a_little_known_place_far_from_all_that_the_text_names_is_refused():
    weak = option(VILLAGE, own=False)
    near, far, very_far = (away(TOWN, metres) for metres in (79_000, 81_000, 151_000))
    assert far_from_all("Name", weak, [near], ()) == ""
    assert far_from_all("Name", weak, [far], ()) == "'Name' is known only as another name of Village, Sakha Republic, 81 km from Town, of which the text speaks"
    assert far_from_all("Name", weak, [far, near], ()) == ""
    assert far_from_all("Village", option(VILLAGE), [far], ()) == ""
    assert far_from_all("Village", option(VILLAGE), [very_far], ()) == "the Village of Sakha Republic lies 151 km from Town, of which the text speaks"
    assert far_from_all("Town", option(TOWN), [away(TOWN, 900_000)], ()) == "", "a town is known by itself"


def test_a_region_that_the_sentence_names_vouches_for_it_or_speaks_against_it():
    weak, far = option(VILLAGE, own=False), away(TOWN, 200_000)
    assert far_from_all("Name", weak, [far], [SAKHA]) == ""
    assert far_from_all("Name", weak, [far], [TULA, SAKHA]) == ""
    assert far_from_all("Name", weak, [], [TULA]) == "'Name' is known only as another name of Village, Sakha Republic, and the text speaks of Tula Oblast"
    assert far_from_all("Name", weak, [], []) == ""
    assert far_from_all("Village", option(VILLAGE), [], [TULA]) == ""


# --- remarks


def near(metres: float, degrees: float = 90.0) -> Option:
    return option(away(VILLAGE, metres, degrees))


def test_a_distance_told_fits_the_better_the_nearer_it_comes_and_not_at_all_far_off():
    told = Relation(RelationKind.OFFSET, "20 km east of", 20_000.0, 90.0)
    there, short, behind = (agreement(near(metres, degrees), option(VILLAGE), told) for metres, degrees in ((20_000, 90), (14_000, 90), (20_000, 270)))
    assert there == pytest.approx(1, abs=0.01)
    assert 0.4 < short < 0.6
    assert behind < -0.9
    assert agreement(near(34_000), option(VILLAGE), told) > 0
    assert agreement(near(36_000), option(VILLAGE), told) == -1.0  # half as far again, and five kilometres


@pytest.mark.parametrize(("degrees", "fits"), [(0, 1.0), (30, 1.0), (52.5, 0.5), (75, 0.0), (97.5, -0.5), (120, -1.0), (180, -1.0), (330, 1.0), (285, 0.0)])
def test_a_direction_told_leaves_thirty_degrees_and_turns_against_it_beyond_seventy_five(degrees, fits):
    told = Relation(RelationKind.SIDE, "north of", None, 0.0)
    metres = 10_000
    assert agreement(near(metres, degrees), option(VILLAGE), told) == pytest.approx(fits * math.exp(-metres / 50_000), abs=0.02)


def test_so_near_a_place_no_direction_is_told():
    told = Relation(RelationKind.SIDE, "north of", None, 0.0)
    assert agreement(near(2_900, 180), option(VILLAGE), told) > 0.9
    assert agreement(near(3_100, 180), option(VILLAGE), told) < -0.9


def test_near_is_near_and_sixty_kilometres_are_the_end_of_it():
    told = Relation(RelationKind.NEAR, "near")
    assert agreement(near(0), option(VILLAGE), told) == 1.0
    assert agreement(near(20_000), option(VILLAGE), told) == pytest.approx(math.exp(-1), abs=0.01)
    assert agreement(near(59_000), option(VILLAGE), told) > 0
    assert agreement(near(61_000), option(VILLAGE), told) == -1.0
