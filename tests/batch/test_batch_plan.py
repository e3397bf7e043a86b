"""A recipe's maps get the claims that they ask for, and a place that cannot be told is refused."""

import dataclasses
import datetime as dt

import pytest
from sample_claims import make_claim

from frontmap.batch.plan import plan
from frontmap.batch.recipe import load
from frontmap.errors import ConfigError
from frontmap.gazetteer.index import Gazetteer
from frontmap.ledger.threads import thread_claims
from frontmap.records import DateSpan, Kind, Polarity, Status
from frontmap.theatres.load import load_theatre

HEAD = '[inputs]\ndocuments = ["*"]\n'


@pytest.fixture(scope="module")
def tools():
    return Gazetteer.open(), load_theatre("ukraine")


@pytest.fixture
def sheets(tools, tmp_path, claim):
    def planned(maps, *claims):
        path = tmp_path / "recipe.toml"
        path.write_text(HEAD + maps, encoding="utf-8")
        return plan(load(path), claims or [claim], *tools)

    return planned


def test_near_is_measured_from_the_place(sheets):
    assert len(sheets('[[map]]\nname = "a"\nnear = "Bakhmut"\nwithin_km = 20')[0].claims) == 1
    assert len(sheets('[[map]]\nname = "a"\nnear = "Bakhmut"\nwithin_km = 5')[0].claims) == 0
    assert len(sheets('[[map]]\nname = "a"\nnear = "geonames:706757"')[0].claims) == 1


@pytest.mark.parametrize(("near", "says"), [("Ivanivka", "write the id"), ("Qwertyville", "no gazetteer knows"), ("geonames:0", "geonames:0")])
def test_a_place_that_cannot_be_told_is_refused(sheets, near, says):
    with pytest.raises(ConfigError, match=says) as fault:
        sheets(f'[[map]]\nname = "a"\nnear = "{near}"')
    assert fault.value.line == 3


def test_a_side_must_be_the_theatre_s(sheets):
    with pytest.raises(ConfigError, match="expected one of ru, ua, other, publisher"):
        sheets('[[map]]\nname = "a"\nsides = ["uk"]')


def test_a_series_has_a_sheet_a_key_with_its_title(sheets, claim):
    later = dataclasses.replace(claim, id="c2", event=DateSpan(dt.date(2023, 1, 14), dt.date(2023, 1, 14)))
    found = sheets('[[map]]\nname = "soledar"\ntitle = "Soledar on {key}"\neach = "day"', later, claim)
    assert [(sheet.name, sheet.title, len(sheet.claims)) for sheet in found] == [
        ("soledar-2023-01-13", "Soledar on 2023-01-13", 1),
        ("soledar-2023-01-14", "Soledar on 2023-01-14", 1),
    ]
    assert [sheet.name for sheet in sheets('[[map]]\nname = "in-{key}"\neach = "oblast"')] == ["in-donetsk-oblast"]


def test_a_map_as_known_has_the_statuses_of_that_day(sheets):
    day = dt.date(2023, 1, 13)
    told = make_claim("Soledar", Kind.CONTROL, "ru", day)
    denied = dataclasses.replace(make_claim("Soledar", Kind.CONTROL, "ua", day + dt.timedelta(days=1)), polarity=Polarity.DENIED, actor_side="ru", claimant="Ukraine's military")
    both = thread_claims([dataclasses.replace(claim, published=DateSpan(on, on)) for claim, on in ((told, day), (denied, day + dt.timedelta(days=1)))])
    maps = '[[map]]\nname = "all"\n[[map]]\nname = "then"\nas_known = 2023-01-13\n[[map]]\nname = "denials"\nas_known = 2023-01-14\nstatuses = ["disputed"]'
    found, then, disputed = sheets(maps, *both)
    assert [claim.status for claim in found.claims] == [Status.DISPUTED, Status.CLAIMED]
    assert [claim.status for claim in then.claims] == [Status.CLAIMED]
    assert [claim.id for claim in disputed.claims] == [told.id]
    assert not then.recipe.shows_all


def test_a_map_as_happened_leaves_later_days_and_the_undated_out(sheets, claim):
    undated, later = dataclasses.replace(claim, id="u", event=None), dataclasses.replace(claim, id="l", event=DateSpan(dt.date(2023, 1, 10), dt.date(2023, 1, 15)))
    (sheet,) = sheets('[[map]]\nname = "a"\nas_happened = 2023-01-13', claim, undated, later)
    assert [each.id for each in sheet.claims] == [claim.id]


def test_a_sheet_s_fingerprint_changes_with_its_claims_and_its_recipe_alone(sheets, claim):
    one, other = sheets('[[map]]\nname = "a"\nkinds = ["control"]\n[[map]]\nname = "b"\nkinds = ["strike"]')
    again, same = sheets('[[map]]\nname = "a"\nkinds = ["control"]\n[[map]]\nname = "b"\nkinds = ["strike"]', dataclasses.replace(claim, score=0.5))
    assert again.fingerprint(repr) != one.fingerprint(repr)
    assert same.fingerprint(repr) == other.fingerprint(repr)
