"""A corrections file is read whole, and every fault in it is named with its line."""

import pickle
import re
from pathlib import Path

import pytest

from frontmap.corrections.load import Corrections, load
from frontmap.errors import ConfigError, MissingInputError
from frontmap.records import Document

KHERSON_IVANIVKA = "geonames:707453"


def test_every_sort_of_entry_is_read(corrections):
    read = corrections(f"""
# a comment
[[place]]
document = "story-1"
text = "Ivanivka"
other = ["Ivanovka"]
is = "{KHERSON_IVANIVKA}"
why = "the next sentence names its raion"

[[never]]
text = "Peremoha"
why = "a newspaper"

[[new_place]]
text = "Height 202"
lat = 48.1
lon = 37.2
radius_m = 1500
why = "survey map, sheet M-37"

[[claim]]
id = "c1"
reject = true
why = "satire"
""")
    place, never, new = read.places
    assert (place.sort, place.document, place.names, place.place.id, place.line) == ("place", "story-1", ("Ivanivka", "Ivanovka"), KHERSON_IVANIVKA, 3)
    assert (never.sort, never.place, never.at, never.line) == ("never", None, None, 10)
    assert (new.place.lat, new.place.lon, new.place.radius_m) == (48.1, 37.2, 1500.0)
    (claim,) = read.claims
    assert (claim.id, claim.reject, claim.why, claim.line) == ("c1", True, "satire", 21)


def test_a_new_place_takes_country_and_region_from_its_neighbours_unless_told(corrections):
    entry = '[[new_place]]\ntext = "Height 202"\nlat = 48.1\nlon = 37.2\nwhy = "map"\n'
    (lent,) = corrections(entry).places
    assert (lent.place.country, lent.place.admin1) == ("UA", "Donetsk Oblast")
    (told,) = corrections(entry + 'country = "XX"\nname = "Hill"\nfeature = "HLL"\n').places
    assert (told.place.country, told.place.admin1, told.place.name, told.place.feature) == ("XX", "", "Hill", "HLL")


def test_what_is_said_of_one_document_comes_after_what_holds_everywhere(corrections):
    read = corrections(f"""
[[place]]
document = "Two  villages"
text = "ivanivka"
is = "{KHERSON_IVANIVKA}"
why = "x"
[[never]]
text = "Ivanivka"
why = "x"
[[never]]
text = "Ivanivka"
at = "geonames:707414"
why = "x"
""")
    rules = read.rules_for("IVANIVKA", "", Document("d", "", title="Two villages"))
    assert [(rule.sort, rule.at is not None) for rule in rules] == [("never", True), ("never", False), ("place", False)]
    assert [rule.sort for rule in read.rules_for("Ivanivka", "", Document("other", ""))] == ["never", "never"]
    assert read.rules_for("Soledar", "", Document("other", "")) == ()


def test_an_empty_file_and_a_byte_order_mark_are_fine(tmp_path, gazetteer):
    path = tmp_path / "corrections.toml"
    path.write_bytes(b"\xef\xbb\xbf# nothing yet\r\n")
    assert load(path, gazetteer).places == ()


def test_corrections_can_be_sent_to_other_processes(corrections):
    read = corrections('[[never]]\ntext = "Peremoha"\nwhy = "x"\n')
    sent = pickle.loads(pickle.dumps(read))  # noqa: S301 - our own bytes
    assert sent == read
    assert sent.rules_for("Peremoha", "", Document("d", "")) == read.places


def test_the_fingerprint_follows_the_file(corrections):
    entry = '[[never]]\ntext = "Peremoha"\nwhy = "x"\n'
    assert corrections(entry).fingerprint == corrections(entry).fingerprint
    assert corrections(entry).fingerprint != corrections(entry + "# more\n").fingerprint
    assert Corrections().fingerprint == ""


NEVER = '# first\n[[never]]\ntext = "Peremoha"\nwhy = "x"\n'


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('\n[[place]]\ntext = "Ivanivka"\nis = "geonames:707453"\n', 2, "why"),
        ('[[place]]\ntext = "Ivanivka"\nis = "geonames:707453"\nwhy = "  "\n', 1, "why"),
        (NEVER + '[[place]]\ntext = "Ivanivka"\nis = "geonames:0"\nwhy = "x"\n', 5, "geonames:0"),
        (NEVER + '[[never]]\ntext = "Ivanivka"\nat = "geonames:0"\nwhy = "x"\n', 5, "at is 'geonames:0'"),
        (NEVER + '[[place]]\ntext = "Ivanivka"\nwhy = "x"\n', 5, "lacks 'is'"),
        (NEVER + '[[place]]\nis = "geonames:707453"\nwhy = "x"\n', 5, "lacks 'text'"),
        (NEVER + '[[place]]\ntext = 5\nis = "geonames:707453"\nwhy = "x"\n', 5, "text is 5"),
        (NEVER + '[[place]]\ntext = "…"\nis = "geonames:707453"\nwhy = "x"\n', 5, "no name"),
        (NEVER + '[[never]]\ntext = "Ivanivka"\nother = "Ivanovka"\nwhy = "x"\n', 5, "list of names"),
        (NEVER + '[[never]]\ntxt = "Ivanivka"\nwhy = "x"\n', 5, "did you mean 'text'?"),
        (NEVER + '[[nevr]]\ntext = "Ivanivka"\nwhy = "x"\n', 5, "did you mean 'never'?"),
        (NEVER + '[[new_place]]\ntext = "H"\nlat = 91\nlon = 37\nwhy = "x"\n', 5, "lat is 91"),
        (NEVER + '[[new_place]]\ntext = "H"\nlat = 48\nlon = nan\nwhy = "x"\n', 5, "lon is nan"),
        (NEVER + '[[new_place]]\ntext = "H"\nlat = "48"\nlon = 37\nwhy = "x"\n', 5, "lat is '48'"),
        (NEVER + '[[new_place]]\ntext = "H"\nlat = true\nlon = 37\nwhy = "x"\n', 5, "lat is True"),
        (NEVER + '[[new_place]]\ntext = "H"\nlat = 48\nwhy = "x"\n', 5, "lacks 'lon'"),
        (NEVER + '[[new_place]]\ntext = "H"\nlat = 48\nlon = 37\nradius_m = 0\nwhy = "x"\n', 5, "radius_m is 0"),
        (NEVER + '[[new_place]]\ntext = "H"\nlat = -50\nlon = -140\nwhy = "x"\n', 5, "country"),
        (NEVER + '[[claim]]\nid = "c1"\nwhy = "x"\n', 5, "reject is None"),
        (NEVER + '[[claim]]\nid = "c1"\nreject = "yes"\nwhy = "x"\n', 5, "reject is 'yes'"),
        (NEVER + '[[claim]]\nreject = true\nwhy = "x"\n', 5, "lacks 'id'"),
        (NEVER + '[[claim]]\nid = "c"\nreject = true\nwhy = "x"\n[[claim]]\nid = "c"\nreject = false\nwhy = "x"\n', 9, "line 5"),
        (NEVER + '[[place]]\ntext = "peremoha"\nis = "geonames:707453"\nwhy = "x"\n', 5, "line 2"),
        (NEVER + '[[new_place]]\ntext = "P"\nother = ["Peremoha"]\nlat = 48\nlon = 37\nwhy = "x"\n', 5, "line 2"),
        ('[place]\ntext = "Ivanivka"\n', None, "[[place]]"),
        ("[[place]\n", None, "no TOML"),
    ],
)
def test_a_fault_is_named_with_file_and_line(corrections, text, line, said):
    with pytest.raises(ConfigError) as fault:
        corrections(text)
    assert fault.value.path.name == "corrections.toml"
    assert fault.value.line == line
    assert said in fault.value.message


def test_a_file_that_is_not_there_or_not_text(tmp_path, gazetteer):
    with pytest.raises(MissingInputError, match=r"none\.toml"):
        load(tmp_path / "none.toml", gazetteer)
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="UTF-8"):
        load(tmp_path / "bytes.toml", gazetteer)
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path, gazetteer)


def test_the_examples_of_the_documentation_are_one_file_that_can_be_read(corrections):
    page = (Path(__file__).parents[2] / "docs" / "corrections.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```toml\n(.*?)^```", page, flags=re.DOTALL | re.MULTILINE)
    read = corrections("\n".join(examples))
    assert {rule.sort for rule in read.places} == {"place", "never", "new_place"}
    assert {rule.reject for rule in read.claims} == {True, False, None}


def test_a_claim_can_be_graded_and_nothing_else(corrections):
    (rule,) = corrections('[[claim]]\nid = "c1"\nreliability = "B"\ncredibility = 2\nwhy = "footage seen"\n').claims
    assert (rule.reject, rule.reliability, rule.credibility) == (None, "B", "2")


@pytest.mark.parametrize("grade", ['reliability = "G"', "credibility = 7", "credibility = true", "reliability = 2"])
def test_a_grade_that_is_none_is_refused(corrections, grade):
    with pytest.raises(ConfigError, match="expected a"):
        corrections(f'[[claim]]\nid = "c1"\n{grade}\nwhy = "seen"\n')
