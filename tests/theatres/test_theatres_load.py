"""A theatre file that says what it must not is refused, with file, key and what was expected."""

import re

import pytest

from frontmap.errors import ConfigError
from frontmap.records import Reliability
from frontmap.theatres.load import THEATRES_FOLDER, load_theatre, shipped_theatres

WAR = """
name = "A war"
first_day = 2022-02-24
home = ["UA"]
extent = [21.5, 44.0, 41.0, 52.5]
[sides.red]
label = "Reds"
colour = "#c2452d"
[sides.blue]
label = "Blues"
colour = "#1f6fb2"
[[actors]]
name = "The Red Army"
side = "red"
type = "military"
[[outlets]]
name = "Blue Wire"
side = "blue"
reliability = "B"
"""


def load(tmp_path, text):
    path = tmp_path / "war.toml"
    path.write_text(text, encoding="utf-8")
    return load_theatre(path)


def test_a_war_may_begin_with_the_mark_of_windows_editors(tmp_path):
    assert load(tmp_path, f"\ufeff{WAR.strip()}").name == "A war"


def test_a_war_needs_no_more_than_this(tmp_path):
    war = load(tmp_path, WAR)
    assert (war.id, war.name, war.title) == ("war", "A war", "A war")
    assert [(actor.name, actor.type, str(actor.reliability)) for actor in war.actors] == [("The Red Army", "military", "F"), ("Blue Wire", "outlet", "B")]
    assert war.side("red").label == "Reds"
    with pytest.raises(KeyError):
        war.side("green")


@pytest.mark.parametrize(
    ("line", "instead", "says"),
    [
        ('name = "A war"', "", "lacks 'name'"), ('name = "A war"', "name = 5", "name of a theatre is 5"), ('name = "A war"', 'name = "A"\ntitle = []', "title of a theatre"), ('name = "A war"', 'nam = "A war"', "nam"),
        ("first_day = 2022-02-24", 'first_day = "2022-02-24"', "first_day is"), ('home = ["UA"]', 'home = "UA"', "home of a theatre"), ('home = ["UA"]', "home = [1]", "expected a list of texts"),
        ("extent = [21.5, 44.0, 41.0, 52.5]", "extent = 5", "expected four numbers"), ("extent = [21.5, 44.0, 41.0, 52.5]", "extent = [1, 2, 3]", "expected four numbers"),
        ("extent = [21.5, 44.0, 41.0, 52.5]", "extent = [1, 2, 3, nan]", "expected four numbers"), ("extent = [21.5, 44.0, 41.0, 52.5]", 'extent = [1, 2, 3, "4"]', "expected four numbers"),
        ('label = "Reds"', "", "side 'red' lacks 'label'"), ('label = "Reds"', 'label = "Reds"\ncapitals = 5', "capitals of side 'red'"), ('label = "Reds"', 'label = "Reds"\ncapital = []', "capital"),
        ("[sides.red]", "[sides]\nred = 5\n[sides.green]", "side 'red' is 5"), ('side = "red"', 'side = "green"', "expected one of blue, red"), ('side = "red"', "", "lacks 'side'"), ('side = "red"', "side = []", "expected a text"),
        ('type = "military"', 'type = "army"', "has type 'army'"), ('reliability = "B"', 'reliability = "G"', "has reliability 'G'"), ('reliability = "B"', "reliability = {}", "has reliability"),
        ("[[outlets]]", "[outlets]", "outlets of a theatre"), ('name = "A war"', "= =", "is no TOML"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_file(tmp_path, line, instead, says):
    with pytest.raises(ConfigError, match=re.escape(says)) as told:
        load(tmp_path, WAR.replace(line, instead, 1))
    assert "war.toml" in str(told.value)


def test_a_theatre_that_is_not_there_is_told_with_the_nearest_one(tmp_path):
    with pytest.raises(ConfigError, match="did you mean 'ukraine'"):
        load_theatre("ukrain")
    with pytest.raises(ConfigError, match="shipped ones are"):
        load_theatre("zzz")
    with pytest.raises(ConfigError, match="no such theatre file"):
        load_theatre(tmp_path / "gone.toml")
    assert set(shipped_theatres()) == {path.stem for path in THEATRES_FOLDER.glob("*.toml")}


def test_names_are_asked_for_exactly_and_whatever_their_case(tmp_path):
    war = load(tmp_path, WAR)
    actor = next(actor for actor in war.actors if actor.names)
    assert war.side("red").label == "Reds"
    with pytest.raises(KeyError, match="green"):
        war.side("green")
    assert war.side_of_publisher(actor.names[0].upper()) == actor.side
    assert [war.side_of_publisher(name) for name in (None, "", f"{actor.names[0]} and more")] == [None] * 3


def test_a_grade_is_that_of_the_actor_of_this_name(tmp_path):
    war = load(tmp_path, WAR)
    assert [war.reliability_of(name) for name in ("blue WIRE", "The Red Army", "Nobody", "", None)] == [Reliability.B, *[Reliability.F] * 4]
