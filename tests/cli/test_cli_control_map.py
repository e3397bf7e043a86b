"""A dated map of control that tells namesakes apart, on the command line and in a recipe."""

import json

import pytest

RING = [[33.45, 47.0], [34.45, 47.0], [34.45, 48.0], [33.45, 48.0], [33.45, 47.0]]  # in Kherson Oblast


@pytest.fixture
def folder(tmp_path):
    """Return a folder with a report of a name that many villages bear, and a map of control three weeks older."""
    report = {"text": "Russian forces captured Ivanivka, the Russian Ministry of Defence said.", "published": "2025-02-01", "publisher": "Eastern Wire"}
    (tmp_path / "report.jsonl").write_text(json.dumps(report) + "\n", encoding="utf-8")
    (tmp_path / "control.geojson").write_text(json.dumps({"type": "Polygon", "coordinates": [RING], "date": "2025-01-10"}), encoding="utf-8")
    (tmp_path / "settings.toml").write_text("min_place_score = 0.0\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("verb", ["build", "extract", "geoparse", "explain", "ledger", "control", "diff"])
def test_each_reading_verb_takes_it(run, verb):
    assert "--control-map" in run(verb, "--help")[1]


@pytest.mark.parametrize("verb", ["extract", "geoparse"])
def test_of_namesakes_the_one_by_the_line_is_taken_and_the_reason_says_so(run, folder, verb):
    told = []
    for options in ((), ("--control-map", folder / "control.geojson")):
        code, out, err = run(verb, folder / "report.jsonl", "-o", "-", "--config", folder / "settings.toml", *options)
        assert code == 0, err
        told += [row["place"] for row in map(json.loads, out.splitlines()) if row["place"]]
    assert "line of control" not in told[0]["reason"]
    assert "km from the line of control of 2025-01-10" in told[1]["reason"]
    assert told[1]["admin1"] == "Kherson Oblast"


def test_a_map_that_is_not_there_is_named(run, folder):
    code, _, err = run("extract", folder / "report.jsonl", "-o", "-", "--control-map", folder / "none.geojson")
    assert code == 2
    assert "no such map of control" in err


def test_a_recipe_names_it_and_is_built_anew_when_it_changes(run, folder):
    (folder / "recipe.toml").write_text(
        'output = "site"\nmin_place_score = 0.0\ncontrol_map = "control.geojson"\n[inputs]\ndocuments = ["report.jsonl"]\n[[map]]\nname = "all"\nexports = ["jsonl"]\n', encoding="utf-8"
    )
    run("batch", folder / "recipe.toml")
    claims = folder / "site" / "all.jsonl"
    assert "line of control of 2025-01-10" in claims.read_text(encoding="utf-8")
    control = folder / "control.geojson"
    control.write_text(control.read_text(encoding="utf-8").replace("2025-01-10", "2025-01-20"), encoding="utf-8")
    run("batch", folder / "recipe.toml")
    assert "line of control of 2025-01-20" in claims.read_text(encoding="utf-8")
