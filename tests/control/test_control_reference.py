"""Claims against a published map of control: made-up squares, so that every distance is known."""

import datetime as dt
import json

import pytest
import shapely

from frontmap.control.reference import Verdict, changes_since, outcomes, read_reference, tally, wilson
from frontmap.errors import ConfigError, InputError, MissingInputError
from frontmap.geodesy import geodesic_m
from frontmap.records import Kind

FIRST = dt.date(2023, 1, 1)
WEST_OF = [[36.0, 47.0], [37.94, 47.0], [37.94, 49.0], [36.0, 49.0], [36.0, 47.0]]


def day(number):
    return FIRST + dt.timedelta(days=number)


@pytest.fixture
def reference(tmp_path, theatre):
    """Return a function that writes and reads ground west of a meridian, the Reds' as of a day."""

    def make(east, on, sides="red,rest=blue", **properties):
        ring = [[min(lon, east) if lon > 37 else lon, lat] for lon, lat in WEST_OF] if east < 37.94 else [[east if lon > 37 else lon, lat] for lon, lat in WEST_OF]
        path = tmp_path / f"control-{on}.geojson"
        feature = {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
        return read_reference(path, day(on), theatre, sides)

    return make


def test_who_holds_what_and_how_far_beyond_the_line(reference, theatre, say):
    line = reference(37.94, 0)
    (change,) = changes_since([say("red", "Mitte", 5), say("red", "Westhof", 5), say("blue", "Osthof", 5), say("red", "Osthof", 0)], theatre, line)
    assert (change.place.name, change.side, change.held_by) == ("Mitte", "red", "blue")
    assert change.beyond_m == pytest.approx(geodesic_m(48, 37.94, 48, 37.98), rel=1e-3)
    assert change.beyond_m == pytest.approx(2985, rel=0.01)


def test_the_other_side_s_gain_is_measured_from_the_same_line(reference, theatre, say):
    (change,) = changes_since([say("blue", "Westhof", 5)], theatre, reference(37.94, 0))
    assert change.beyond_m == pytest.approx(geodesic_m(48, 37.90, 48, 37.94), rel=1e-3)
    (untold,) = changes_since([say("blue", "Westhof", 5)], theatre, reference(37.94, 0, sides="red"))
    assert (untold.held_by, untold.beyond_m) == ("red", None)


def test_each_claim_is_confirmed_contradicted_or_left_open(reference, theatre, say):
    before, after = reference(37.94, 0), reference(38.055, 100)
    claims = [say("red", "Westhof", 5), say("red", "Mitte", 10), say("red", "Osthof", 20), say("red", "Fernau", 30), say("red", "Mitte", 200)]
    told = {outcome.place.name: (outcome.verdict, outcome.within_days) for outcome in outcomes(claims, theatre, before, after)}
    assert told == {
        "Westhof": (Verdict.HELD_BEFORE, None),
        "Mitte": (Verdict.CONFIRMED, 90),
        "Osthof": (Verdict.NOT_CONFIRMED, None),  # the Reds' ground comes within the mark's kilometre
        "Fernau": (Verdict.CONTRADICTED, None),
    }


def test_ground_of_nobody_named_contradicts_nothing(reference, theatre, say):
    before, after = reference(37.94, 0, sides="red"), reference(37.95, 100, sides="red")
    (outcome,) = outcomes([say("red", "Fernau", 30), say("blue", "Fernau", 30)], theatre, before, after)
    assert (outcome.side, outcome.verdict) == ("red", Verdict.NOT_CONFIRMED)


def test_the_table_counts_each_claimant_s_first_claim_of_a_place(reference, theatre, say):
    before, after = reference(37.94, 0), reference(37.99, 100)
    claims = [
        say("red", "Mitte", 10, voice="red"),
        say("red", "Mitte", 40, voice="red"),
        say("red", "Fernau", 30, voice="red"),
        say("red", "Mitte", 50, voice="blue"),
        say("red", "Osthof", 50, voice="red", kind=Kind.ADVANCE, part=True),
    ]
    rows = {(row.claimant, row.claimant_side, row.kind): row for row in tally(outcomes(claims, theatre, before, after))}
    red = rows["red ministry", "red", "control"]
    assert (red.tested, red.confirmed, red.contradicted, red.not_confirmed) == (2, 1, 1, 0)
    assert (red.share, red.median_days) == (0.5, 90)
    assert red.low == pytest.approx(0.0945, abs=1e-3)
    assert red.high == pytest.approx(0.9055, abs=1e-3)
    assert rows["all", "blue", "control"].confirmed == 1
    assert rows["all", "red", "advance"].contradicted == 1


def test_wilson_stays_within_bounds():
    assert wilson(0, 1)[0] == 0
    assert wilson(5, 5)[1] == 1
    assert wilson(50, 100) == pytest.approx((0.404, 0.596), abs=1e-3)


def test_sides_by_a_property(reference):
    assert reference(37.94, 0, sides="status:occupied=red,freed=blue", status="occupied").areas.keys() == {"red"}
    assert reference(37.94, 0, sides=None, side="blue").areas.keys() == {"blue"}


@pytest.mark.parametrize(
    ("sides", "says"),
    [("reds", "did you mean 'red'"), ("x:y=z", "expected one of red, blue"), ("status:occupied=red", "no polygon is given to a side: the features have status:held"), (None, "--reference-sides red")],
)
def test_sides_that_fit_nothing_are_named(reference, sides, says):
    with pytest.raises(ConfigError, match=says):
        reference(37.94, 0, sides=sides, status="held")


def test_files_that_are_no_reference(tmp_path, theatre):
    with pytest.raises(MissingInputError, match="no such reference"):
        read_reference(tmp_path / "none.geojson", FIRST, theatre, "red")
    bad = tmp_path / "bad.geojson"
    for text, says in (
        ("{", "is no GeoJSON"),
        ('{"type": "FeatureCollection"}', "is no GeoJSON"),
        ('{"type": "Point", "coordinates": [1, 2]}', "holds no polygon"),
        (shapely.to_geojson(shapely.box(3e6, 5e6, 4e6, 6e6)), "expected degrees"),
    ):
        bad.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=says):
            read_reference(bad, FIRST, theatre, "red")


def test_references_in_the_wrong_order(reference, theatre):
    with pytest.raises(ConfigError, match="swap them"):
        outcomes([], theatre, reference(37.94, 9), reference(37.94, 3))


def test_a_published_map_of_control_is_read_as_it_comes(shared):
    from frontmap.records import Place
    from frontmap.theatres.load import load_theatre

    files = sorted((shared / "reference" / "control").glob("*.geojson"))
    if not files:
        pytest.skip("no published control map lies beside the checkout")
    later = read_reference(files[-1], dt.date(2025, 11, 12), load_theatre("ukraine"), "ru,rest=ua")
    donetsk, kyiv = Place("x:1", "Donetsk", 48.0159, 37.8029, "UA"), Place("x:2", "Kyiv", 50.4501, 30.5234, "UA")
    assert (later.holder(donetsk), later.holder(kyiv)) == ("ru", "ua")
    assert later.beyond_m(kyiv, "ru") > 200_000
    assert later.beyond_m(donetsk, "ru") < -10_000
