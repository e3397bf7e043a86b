"""A recipe is read whole, or refused with the line, what was found and what would do."""

import datetime as dt
from pathlib import Path

import pytest

from frontmap.batch.recipe import load
from frontmap.batch.selection import Each
from frontmap.errors import ConfigError, MissingInputError

RECIPE = """\
title = "The morning's maps"
theatre = "ukraine"
output = "site"

[inputs]
documents = ["articles/**/*.html"]

[defaults]
exports = ["geojson"]

[[map]]
name = "pokrovsk"
near = "Pokrovsk"
within_km = 60
kinds = ["control", "advance"]
from = 2025-11-01

[[map]]
name = "days"
title = "Claims of {key}"
each = "day"
exports = ["csv", "jsonl"]
"""


@pytest.fixture
def recipe(tmp_path):
    def write(text=RECIPE, **replaced):
        for old, new in replaced.items():
            assert old in text, old
            text = text.replace(old, new)
        path = tmp_path / "recipe.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_recipe_is_read_with_its_defaults(recipe, tmp_path):
    found = load(recipe())
    near, days = found.maps
    assert found.output == tmp_path / "site"
    assert found.settings.title == "The morning's maps"
    assert found.inputs.documents == ("articles/**/*.html",)
    assert (near.near, near.asked.within_km, near.asked.kinds, near.asked.first, near.exports) == ("Pokrovsk", 60, ("control", "advance"), dt.date(2025, 11, 1), ("geojson",))
    assert (days.name, days.each, days.exports) == ("days-{key}", Each.DAY, ("csv", "jsonl"))


def faulty(path):
    with pytest.raises(ConfigError) as fault:
        load(path)
    assert fault.value.path == path
    return fault.value.line, fault.value.message


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('output = "site"', 'outptu = "site"', 3, "did you mean 'output'?"),
        ("within_km = 60", "within_miles = 60", 14, "did you mean 'within_km'?"),
        ("within_km = 60", 'within_km = "60"', 14, "expected a number"),
        ("within_km = 60", "within_km = -1", 14, "above 0"),
        ('"advance"', '"advnace"', 15, "did you mean 'advance'?"),
        ('each = "day"', 'each = "days"', 21, "did you mean 'day'?"),
        ('exports = ["csv", "jsonl"]', 'exports = ["xls"]', 22, "expected"),
        ('near = "Pokrovsk"\n', "", 13, "needs near"),
        ('name = "days"', 'name = "../days"', 19, "expected letters"),
        ('name = "pokrovsk"', 'name = "con"', 12, "expected letters"),
        ('name = "days"', 'name = "days"\nfrom = "yesterday"', 20, "expected a date"),
        ('name = "days"', 'name = "days"\nfrom = 2025-11-02\nto = 2025-11-01', 20, "ends"),
        ('documents = ["articles/**/*.html"]', "", 5, "names no inputs"),
        ('[inputs]\ndocuments = ["articles/**/*.html"]', 'inputs = "articles"', 5, "expected a table"),
        ("[[map]]", "[map]", None, "TOML"),
    ],
)
def test_a_fault_is_told_with_its_line(recipe, old, new, line, says):
    found, message = faulty(recipe(**{old: new}))
    assert says in message
    assert line is None or found == line


def test_two_maps_of_one_name_are_refused(recipe):
    line, message = faulty(recipe(**{'name = "days"\ntitle = "Claims of {key}"\neach = "day"': 'name = "pokrovsk"'}))
    assert "two maps" in message
    assert line == 19


def test_a_map_needs_a_name_and_a_recipe_a_map(recipe):
    assert "no name" in faulty(recipe(**{'name = "pokrovsk"\n': ""}))[1]
    assert "no map" in faulty(recipe(RECIPE.split("[[map]]", maxsplit=1)[0]))[1]


def test_only_some_maps_can_be_asked_for(recipe):
    found = load(recipe())
    assert [each.name for each in found.only(["pokrovsk"]).maps] == ["pokrovsk"]
    with pytest.raises(ConfigError, match="did you mean 'pokrovsk'"):
        found.only(["pokrvsk"])


def test_a_map_s_fingerprint_is_what_the_recipe_says_of_it(recipe):
    before = load(recipe()).maps
    moved = load(recipe(**{"[defaults]": "\n\n[defaults]"})).maps
    changed = load(recipe(**{"within_km = 60": "within_km = 61"})).maps
    assert [each.fingerprint for each in moved] == [each.fingerprint for each in before]
    assert changed[0].fingerprint != before[0].fingerprint
    assert changed[1].fingerprint == before[1].fingerprint


def test_a_recipe_that_is_not_there_says_how_to_get_one():
    with pytest.raises(MissingInputError, match="frontmap init"):
        load(Path("nowhere.toml"))
