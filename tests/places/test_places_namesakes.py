"""Which of two namesakes a text means: what it says in brackets, what lies beside it, where the front runs."""

import datetime as dt
import json
import re

import pytest
from small_gazetteer import Candidate, SmallGazetteer

from frontmap.places.front import front_of, read_fronts
from frontmap.records import Basis, DateSpan, Document, Place

HERE = Place("p:here", "Krasne", 48.62, 38.03, "UA", "Donetsk Oblast", "PPL", 3_000)  # 4 km from Bakhmut
THERE = Place("p:there", "Krasne", 50.98, 34.2, "UA", "Sumy Oblast", "PPL", 3_000)
NORTHWEST = Place("p:northwest", "Nevske", 49.15, 38.05, "UA", "Luhansk Oblast", "PPL", 300)  # of Kreminna
SOUTHEAST = Place("p:southeast", "Nevske", 48.95, 38.39, "UA", "Luhansk Oblast", "PPL", 300)
SUMY = Place("p:sumy-oblast", "Sumy Oblast", 51.0, 34.0, "UA", "Sumy Oblast", "ADM1", 0, 100_000.0)
NEW_YORK = Place("p:new-york", "New York", 40.7, -74.0, "US", "New York", "PPL", 8_000_000)
NIU_YORK = Place("p:niu-york", "New York", 48.5, 38.0, "UA", "Donetsk Oblast", "PPL", 10_000)


class Rows(SmallGazetteer):
    """The small gazetteer and more places, by their own names."""

    def __init__(self, *places: Place) -> None:
        super().__init__()
        for place in places:
            self.names.setdefault(place.name.lower(), []).append(Candidate(place, place.name, "main"))
        spellings = sorted({candidate.name for found in self.names.values() for candidate in found}, key=len, reverse=True)
        self._pattern = re.compile(rf"\b(?:{'|'.join(spellings)})\b")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("They took Krasne (Bakhmut).", "p:here"),
        ("They took Krasne near Bakhmut.", "p:here"),
        ("They took Krasne and Terny in Sumy Oblast.", "p:there"),
        ("They took Krasne (Sumy Oblast). Bakhmut burned.", "p:there"),
        ("They took Krasne in Sumy Oblast.", "p:there"),
        ("They took Krasne. Bakhmut burned.", "p:here"),
        ("Krasne, Bakhmut and Donetsk burned.", "p:here"),
    ],
)
def test_of_two_villages_the_one_is_meant_that_the_words_beside_it_tell(place, text, meant):
    assert place(text, gazetteer=Rows(HERE, THERE, SUMY))["Krasne"].place.id == meant


def test_of_two_equal_villages_neither_is_meant_where_nothing_tells(place):
    found = place("They took Krasne.", gazetteer=Rows(HERE, THERE))["Krasne"]
    if found.place is None:
        assert "too doubtful" in found.reason
    assert {other.id for other in found.runners_up} & {"p:here", "p:there"}


@pytest.mark.parametrize(
    ("remark", "meant"),
    [("northwest of Kreminna", "p:northwest"), ("southeast of Kreminna", "p:southeast"), ("15 km northwest of Kreminna", "p:northwest"), ("16 km southeast of Kreminna", "p:southeast")],
)
def test_a_remark_in_brackets_tells_which(place, remark, meant):
    found = place(f"They took Nevske ({remark}).", gazetteer=Rows(NORTHWEST, SOUTHEAST))["Nevske"]
    assert found.place.id == meant
    assert f"said to lie {remark}" in found.reason


def test_the_region_in_which_it_is_said_to_lie_stands_in_the_reason(place):
    found = place("They took Krasne (Sumy Oblast).", gazetteer=Rows(HERE, THERE, SUMY))["Krasne"]
    assert "said to lie in Sumy Oblast" in found.reason


def test_a_region_without_a_place_of_that_name_leaves_it_unplaced_and_says_so(place):
    found = place("They took Krasne (Kharkiv Oblast).", gazetteer=Rows(HERE, THERE))["Krasne"]
    assert found.place is None
    assert {other.id for other in found.runners_up} == {"p:here", "p:there"}


def test_no_place_of_that_name_near_the_one_that_is_named(place):
    found = place("They took Terny (near Stockholm).", gazetteer=Rows())["Terny"]
    assert found.place is None
    assert found.reason.startswith("no Terny is known near Stockholm; of 2 places of that name the nearest lie")


def test_a_city_of_the_world_is_meant_unless_its_namesake_stands_beside_the_places_of_the_text(place):
    rows = Rows(NEW_YORK, NIU_YORK)
    assert place("They met in New York.", gazetteer=rows)["New York"].place.id == "p:new-york"
    assert place("Clashes went on in New York and Bakhmut.", gazetteer=rows)["New York"].place.id == "p:niu-york"
    assert place("Clashes went on in Kharkiv. They met in New York.", gazetteer=rows)["New York"].place.id == "p:new-york"


def test_two_doubtful_names_that_lie_side_by_side_speak_for_one_another(place):
    beside = Place("p:beside", "Pobieda", 48.66, 38.05, "UA", "Donetsk Oblast", "PPL", 300)
    elsewhere = Place("p:elsewhere", "Pobieda", 47.0, 33.0, "UA", "Kherson Oblast", "PPL", 300)
    found = place("They took Krasne and Pobieda.", gazetteer=Rows(HERE, THERE, beside, elsewhere))
    scores = [next((other.score for other in (*item.runners_up,) if other.id == wrong), 0.0) for item, wrong in ((found["Krasne"], "p:there"), (found["Pobieda"], "p:elsewhere"))]
    for item, right, wrong in zip(found.values(), ("p:here", "p:beside"), scores, strict=True):
        chosen = item.score if item.place else next(other.score for other in item.runners_up if other.id == right)
        assert chosen > wrong


# --- the front


def front(tmp_path, *coordinates):
    path = tmp_path / "control.geojson"
    feature = {"type": "Feature", "properties": {"date": "2025-01-10"}, "geometry": {"type": "LineString", "coordinates": coordinates}}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return path


def test_the_distance_from_a_slanting_line_is_to_its_nearest_point(tmp_path):
    (found,) = read_fronts(front(tmp_path, [37.0, 48.0], [38.0, 49.0]))
    assert found.metres(48.5, 37.5) == pytest.approx(0, abs=1)
    assert found.metres(48.25, 37.25) == pytest.approx(0, abs=1)
    assert found.metres(48.75, 37.25) == pytest.approx(30_700, rel=0.02)
    assert found.metres(47.0, 37.0) == pytest.approx(111_200, rel=0.01)  # beyond its end
    assert found.metres(50.0, 38.0) == pytest.approx(111_200, rel=0.01)


def test_a_line_of_one_point_twice_is_that_point(tmp_path):
    (found,) = read_fronts(front(tmp_path, [37.0, 48.0], [37.0, 48.0]))
    assert found.metres(49.0, 37.0) == pytest.approx(111_200, rel=0.01)


@pytest.mark.parametrize(("days", "known"), [(0, True), (92, True), (93, False), (-1, False)])
def test_a_map_tells_of_the_front_for_three_months(tmp_path, days, known):
    day = dt.date(2025, 1, 10) + dt.timedelta(days=days)
    found = front_of(Document("d", "", date=DateSpan(day, day, Basis.METADATA)), str(front(tmp_path, [37.0, 48.0], [38.0, 49.0])))
    assert (found is not None) is known


def test_doubt_begins_twenty_five_kilometres_from_the_line_and_has_an_end(tmp_path):
    (found,) = read_fronts(front(tmp_path, [30.0, 48.0], [40.0, 48.0]))
    near, beyond, far = (found.weight(Place("x", "X", 48 + metres / 111_200, 35.0, "UA")) for metres in (24_000, 85_000, 2_000_000))
    assert near == 0.0
    assert beyond == pytest.approx(-2.5 * (1 - 0.3679), abs=0.02)
    assert far == pytest.approx(-2.5, abs=0.001)
