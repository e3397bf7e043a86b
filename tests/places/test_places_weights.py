"""What the places named beside a name are worth: nearness, the sentence it stands in, the city that hosts a district, regions."""

import dataclasses

import pytest

from frontmap.places.candidates import Option, radius_of
from frontmap.places.weights import ALONE, KNOWN_BY_ITSELF, hosted, named_regions, pull
from frontmap.records import Place

SAME, NEXT, DOCUMENT = 0, 1, 2
TOWN = Place("x:1", "Town", 48.0, 37.0, "UA", "05", "PPL", population=900)


def option(**changes):
    return Option(dataclasses.replace(TOWN, **changes), "Town", "main", 0.0)


def beside(*named):
    """Return places by how many degrees east of the town they lie, and where they are named."""
    return tuple(tuple(dataclasses.replace(TOWN, id=f"y:{number}", lon=37.0 + east) for number, (east, away) in enumerate(named) if away == ring) for ring in (SAME, NEXT, DOCUMENT))


def test_a_name_that_stands_alone_is_pulled_nowhere():
    assert pull(option(), ALONE) == 0.0


@pytest.mark.parametrize("away", [SAME, NEXT, DOCUMENT])
def test_the_nearer_the_stronger_and_the_nearest_counts(away):
    near, middle, far = (pull(option(), beside((east, away))) for east in (0.1, 0.5, 1.5))
    assert near > middle > far > 0
    assert pull(option(), beside((1.5, away), (0.1, away))) == near


def test_the_same_sentence_says_more_than_the_next_and_that_more_than_the_document():
    here = [pull(option(), beside((0.0, away))) for away in (SAME, NEXT, DOCUMENT)]
    assert here == [4.0, 3.0, 2.0]


def test_a_small_place_far_from_all_that_its_sentence_names_is_in_doubt_and_more_so_far_from_two():
    one, two = pull(option(), beside((5.0, SAME))), pull(option(), beside((5.0, SAME), (6.0, SAME)))
    assert two < one < -2
    assert pull(option(), beside((5.0, DOCUMENT))) >= 0, "a document names places far apart"
    assert pull(option(), beside((5.0, NEXT))) >= 0
    assert pull(option(population=KNOWN_BY_ITSELF), beside((5.0, SAME))) >= 0, "a city is named beside anything"
    assert pull(option(population=KNOWN_BY_ITSELF - 1), beside((5.0, SAME))) < -2
    assert pull(option(feature="ADM1"), beside((5.0, SAME))) >= 0
    assert pull(option(), beside((5.0, SAME), (0.1, SAME))) > 3, "one of them lies near"
    assert pull(option(), beside((5.0, DOCUMENT), (5.0, SAME))) == pytest.approx(one, abs=0.1)


def test_a_district_of_a_city_stands_or_falls_with_it():
    district = option(feature="PPLX")
    city = dataclasses.replace(TOWN, id="y:1", name="City", feature="PPLA", population=1_000_000)
    assert hosted(option(), ALONE) == 0.0
    assert hosted(district, ALONE) < -3
    assert hosted(district, ((city,), (), ())) > 1


def test_a_region_that_is_named_speaks_for_what_lies_in_it():
    assert named_regions(option(), (), frozenset()) == 0.0
    assert 0 < named_regions(option(), (), frozenset({"05"})) < 2
    assert named_regions(option(), (), frozenset({"06"})) == 0.0


@pytest.mark.parametrize(("changes", "metres"), [({"population": 0}, 1_000.0), ({"population": 10_000}, 1_900.0), ({"radius_m": 77.0}, 77.0), ({"feature": "ADM1"}, 100_000.0), ({"feature": "PCLI"}, 500_000.0), ({"feature": "ADM2"}, 25_000.0)])
def test_a_radius_is_the_row_s_own_or_grows_with_the_root_of_the_people(changes, metres):
    assert radius_of(dataclasses.replace(TOWN, **changes)) == metres
