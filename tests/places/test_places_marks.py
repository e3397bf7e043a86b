"""What a mark looks like for what the words say: its point, precision and radius, and the reason that a person reads."""

import dataclasses

import pytest

from frontmap.config import Settings
from frontmap.geodesy import bearing, distance_m
from frontmap.places.candidates import Option, is_seat, precision_of
from frontmap.places.marks import Resolved, placement
from frontmap.records import Mention, Place, Precision, Relation, RelationKind, Role

TOWN = Place("x:1", "Town", 48.0, 37.0, "UA", "Donetsk Oblast", "PPL", 10_000)  # 1,900 m by its people
REGION = Place("x:2", "Donetsk Oblast", 48.1, 37.7, "UA", "Donetsk Oblast", "ADM1", 0, 120_000.0)
TWIN = Place("x:3", "Town", 48.0, 38.0, "UA", "Donetsk Oblast", "PPL", 500)
ABROAD = Place("x:4", "Town", 52.0, 20.0, "PL", "", "PPL", 500)


def option(place: Place = TOWN, name: str = "Town", kind: str = "main", **more: object) -> Option:
    return Option(place, name, kind, 0.0, **more)


def mark(best: Option | None = None, *, relation: Relation | None = None, share: float = 0.9, others=(), text: str = "Town", **more: object):
    resolved = Resolved(best or option(), share, others, **more)
    return placement(Mention(text, Role.PLACE, relation=relation), resolved, Settings())


def test_without_a_relation_the_point_and_radius_are_the_place_s_own():
    found = mark()
    assert (found.lat, found.lon, found.precision, found.radius_m) == (48.0, 37.0, Precision.SETTLEMENT, 1_900.0)
    assert found.reason == "only Town, Donetsk Oblast, UA in the gazetteer"


@pytest.mark.parametrize(
    ("kind", "precision", "radius"),
    [
        (RelationKind.NEAR, Precision.VICINITY, 6_900.0),
        (RelationKind.SIDE, Precision.VICINITY, 9_900.0),
        (RelationKind.DIRECTION, Precision.VICINITY, 16_900.0),
        (RelationKind.BETWEEN, Precision.VICINITY, 11_900.0),
        (RelationKind.PART, Precision.SETTLEMENT, 3_850.0),
    ],
)
def test_words_of_nearness_widen_the_mark_and_leave_it_where_it_is(kind, precision, radius):
    found = mark(relation=Relation(kind, "by\n the  words"))
    assert (found.lat, found.lon, found.precision, found.radius_m) == (48.0, 37.0, precision, radius)
    assert found.reason.endswith("'by the words': the mark is wider than the place")


def test_an_offset_is_counted_from_the_middle_and_its_error_grows_with_the_distance():
    found = mark(relation=Relation(RelationKind.OFFSET, "6 km south of", 6_000.0, 180.0))
    assert distance_m(48.0, 37.0, found.lat, found.lon) == pytest.approx(6_000, rel=0.01)
    assert bearing(48.0, 37.0, found.lat, found.lon) == pytest.approx(180, abs=0.5)
    assert (found.precision, found.radius_m) == (Precision.VICINITY, 1_900 + 900)
    assert found.reason.endswith("'6 km south of': counted from its middle")


def test_a_distance_without_a_direction_is_all_around_the_place():
    found = mark(relation=Relation(RelationKind.OFFSET, "6 km from", 6_000.0))
    assert (found.lat, found.lon, found.precision, found.radius_m) == (48.0, 37.0, Precision.VICINITY, 7_900.0)
    assert mark(relation=Relation(RelationKind.OFFSET, "north of", None, 0.0)).radius_m == 1_900.0


def test_of_an_area_all_is_marked_whatever_the_relation():
    found = mark(option(REGION, "Donetsk Oblast"), relation=Relation(RelationKind.OFFSET, "10 km east of", 10_000.0, 90.0))
    assert (found.lat, found.lon, found.precision, found.radius_m) == (48.1, 37.7, Precision.REGION, 120_000.0)
    assert found.reason == "only Donetsk Oblast, UA in the gazetteer; the text says '10 km east of': the whole of it is marked"


@pytest.mark.parametrize(
    ("around", "precision", "radius", "words"),
    [
        ("district", Precision.DISTRICT, 25_000.0, "the land around Town is marked"),
        ("facility", Precision.SETTLEMENT, 6_900.0, "its town is marked"),
        ("quarter", Precision.SETTLEMENT, 1_900.0, "its city is marked"),
    ],
)
def test_what_has_no_row_of_its_own_is_marked_by_its_town_and_says_so(around, precision, radius, words):
    found = mark(around=around, text="Town thing")
    assert (found.precision, found.radius_m) == (precision, radius)
    assert f"'Town thing' has no row of its own: {words}" in found.reason


def test_a_score_below_the_threshold_is_unplaced_and_tells_the_choices():
    least = Settings().min_place_score
    assert mark(share=least).place is not None
    found = mark(share=least - 0.001, others=((0.3, option(TWIN)), (0.1, option(ABROAD)), (0.05, option(REGION, "Donetsk Oblast"))))
    assert (found.place, found.lat, found.score) == (None, None, least - 0.001)
    assert found.reason == "too doubtful: it could be Town (Donetsk Oblast) or another Town (Donetsk Oblast, 74 km from it) or Town (PL)"
    assert [other.id for other in found.runners_up] == ["x:1", "x:3", "x:4", "x:2"]
    assert [other.score for other in found.runners_up][1:] == [0.3, 0.1, 0.05]


def test_the_likeliest_other_is_named_and_five_are_kept():
    others = tuple((0.01 * (9 - number), option(dataclasses.replace(TWIN, id=f"y:{number}"))) for number in range(7))
    found = mark(others=others, share=0.6)
    assert [other.id for other in found.runners_up] == [f"y:{number}" for number in range(5)]
    assert found.runners_up[0].distance_m == pytest.approx(distance_m(48.0, 37.0, 48.0, 38.0), abs=0.1)
    assert found.reason == "Town, Donetsk Oblast, UA; not: Town, Donetsk Oblast, 74 km away"
    assert mark(others=((0.1, option(ABROAD)),)).reason.endswith("not: Town, PL, 1290 km away")


def test_a_near_spelling_is_never_certain():
    found = mark(option(kind="fuzzy", own=False), share=0.95, text="Towm", fuzzy=True)
    assert found.score == 0.6
    assert found.reason == "no row is called 'Towm'; nearly so: Town, Donetsk Oblast, UA"
    assert mark(option(kind="fuzzy"), share=0.58, fuzzy=True).score == 0.58


@pytest.mark.parametrize(
    ("best", "words"),
    [
        (option(kind="former", until="2016-02-04", own=False), "text said Said, a former name of Town, Donetsk Oblast, UA (until 2016)"),
        (option(kind="historic", own=False), "text said Said, a former name of Town, Donetsk Oblast, UA"),
        (option(kind="occupation", own=False), "text said Said, an occupation name of Town, Donetsk Oblast, UA"),
        (option(name="Taun", kind="generated", own=False), "text said Said, which is near Taun, a name of Town, Donetsk Oblast, UA"),
        (option(kind="generated"), "only Town, Donetsk Oblast, UA in the gazetteer"),
        (option(kind="alternate", own=False), "text said Said, another name of Town, Donetsk Oblast, UA"),
        (option(REGION, kind="alternate", own=False), "only Donetsk Oblast, UA in the gazetteer"),
    ],
)
def test_the_reason_says_what_the_text_s_name_is_to_the_place(best, words):
    assert mark(best, text="Said").reason == words


@pytest.mark.parametrize(
    ("feature", "precision"),
    [("PCLI", Precision.COUNTRY), ("ADM1", Precision.REGION), ("RGN", Precision.REGION), ("ADM2", Precision.DISTRICT), ("ADM3", Precision.DISTRICT), ("ADM4", Precision.DISTRICT), ("PPL", Precision.SETTLEMENT), ("PPLX", Precision.SETTLEMENT), ("BDG", Precision.EXACT)],
)
def test_precision_is_told_by_the_sort_of_place(feature, precision):
    assert precision_of(dataclasses.replace(TOWN, feature=feature)) is precision


def test_a_city_after_which_its_region_is_called_is_its_seat():
    seat = dataclasses.replace(TOWN, name="Donetsk", population=50_000)
    assert is_seat(seat)
    assert not is_seat(dataclasses.replace(seat, population=49_999))
    assert not is_seat(dataclasses.replace(seat, name="Bakhmut"))
    assert not is_seat(dataclasses.replace(seat, feature="ADM1"))
