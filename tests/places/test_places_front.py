import datetime as dt
import json

import pytest

from frontmap.config import Settings
from frontmap.errors import InputError, MissingInputError
from frontmap.places.front import front_fingerprint, front_of, read_fronts
from frontmap.places.rank import place_mentions
from frontmap.records import Basis, DateSpan, Document, Mention, Place, Role
from frontmap.theatres.load import load_theatre


def _square(lat, lon, date=None):
    ring = [[lon, lat], [lon + 1, lat], [lon + 1, lat + 1], [lon, lat + 1], [lon, lat]]
    return {"type": "Feature", "properties": {"date": date} if date else {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


@pytest.fixture
def control_map(tmp_path):
    def write(*features, **members):
        path = tmp_path / "control.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features), **members}), encoding="utf-8")
        return path

    return write


def _document(day):
    return Document(id="d", text="Ivanivka", date=DateSpan(day, day, Basis.METADATA) if day else None)


def test_the_latest_map_before_the_text_is_taken(control_map):
    path = control_map(_square(48, 37, "2025-01-10"), _square(50, 30, "2025-03-10"))
    assert [front.day for front in read_fronts(path)] == [dt.date(2025, 1, 10), dt.date(2025, 3, 10)]
    assert front_of(_document(dt.date(2025, 2, 1)), str(path)).day == dt.date(2025, 1, 10)
    assert front_of(_document(dt.date(2025, 3, 10)), str(path)).day == dt.date(2025, 3, 10)
    for day in (dt.date(2024, 12, 1), dt.date(2026, 1, 1), None):
        assert front_of(_document(day), str(path)) is None
    assert front_of(_document(dt.date(2025, 2, 1)), None) is None


def test_distance_is_to_the_line_and_not_to_its_corners(control_map):
    (front,) = read_fronts(control_map(_square(48, 37), date="2025-01-10"))
    assert front.metres(48.5, 36.9) == pytest.approx(7_370, rel=0.01)  # a tenth of a degree west of the western side
    near, far = (Place("x", "X", 48.5, lon, "UA") for lon in (36.9, 30.0))
    assert front.weight(near) == 0.0
    assert front.weight(far) < -2
    assert front.words(near) == "7 km from the line of control of 2025-01-10"


@pytest.mark.parametrize("content", ["no JSON", "[]", '{"type": "FeatureCollection"}', '{"type": "FeatureCollection", "features": []}'])
def test_what_is_no_map_is_refused(tmp_path, content):
    path = tmp_path / "control.geojson"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"control\.geojson"):
        read_fronts(path)


def test_a_map_without_a_date_is_refused_and_a_missing_one_named(control_map, tmp_path):
    with pytest.raises(InputError, match="2025-01-14"):
        read_fronts(control_map(_square(48, 37)))
    with pytest.raises(MissingInputError, match="control_map"):
        front_fingerprint(str(tmp_path / "none.geojson"))


def test_the_file_s_name_tells_its_day(control_map, tmp_path):
    path = control_map(_square(48, 37)).rename(tmp_path / "map_data_20250110.geojson")
    assert [front.day for front in read_fronts(path)] == [dt.date(2025, 1, 10)]
    with pytest.raises(InputError, match="2025-13-10"):
        read_fronts(path.rename(tmp_path / "map-2025-13-10.geojson"))


def test_of_two_namesakes_the_one_by_the_line_is_likelier(control_map):
    from frontmap.gazetteer.index import Gazetteer

    theatre, document = load_theatre("ukraine"), _document(dt.date(2025, 2, 1))
    mention = Mention("Ivanivka", Role.PLACE, "ivanivka", start=0, end=8)
    settings = Settings(control_map=str(control_map(_square(47.0, 33.45, "2025-01-10"))), min_place_score=0.0)
    (by_line,) = place_mentions(document, [mention], Gazetteer.open(), theatre, settings)
    assert by_line.place.admin1 == "Kherson Oblast"
    assert "km from the line of control of 2025-01-10" in by_line.reason
