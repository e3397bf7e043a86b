"""The page's context and words."""

import dataclasses
import datetime as dt
import inspect
import re
from pathlib import Path

import pytest
from sample_claims import sample_claims

import frontmap.webmap
from frontmap.errors import ConfigError
from frontmap.records import Document, Kind, Mention, Placement, Role, Status
from frontmap.theatres.load import load_theatre
from frontmap.webmap.page import Counts, PageContext, SideContext, page_context
from frontmap.webmap.phrases import load_messages
from frontmap.webmap.tiles import TileContext

FOLDER = Path(frontmap.webmap.__file__).parent


@pytest.mark.parametrize("kind", [PageContext, Counts, SideContext, TileContext])
def test_every_field_is_documented(kind):
    told = re.findall(r"^(\w[\w, ]*) : ", inspect.cleandoc(kind.__doc__), re.MULTILINE)  # Python 3.13 has taken the margin away
    assert [name for line in told for name in line.split(", ")] == [field.name for field in dataclasses.fields(kind)]


def test_claims_alone_give_a_full_context():
    page = page_context(sample_claims(), labels=(), credits=())
    assert page.title == "War in Ukraine"
    assert page.counts == Counts(claims=64, documents=42, origins=64, claimants=3, mentions=0, unplaced=3, undated=2, places=18)
    assert (page.first_day, page.last_day) == (dt.date(2025, 11, 1), dt.date(2025, 11, 21))
    assert page.basemap["layers"][0]["name"] == "land"


def test_the_build_adds_what_only_it_knows():
    unplaced = [Placement(Mention("Ivanivka", Role.PLACE), None, reason="forty of them")]
    page = page_context(sample_claims(), documents=[Document("silent", "")], unplaced=unplaced, labels=(), credits=())
    assert page.counts.documents == 43
    assert page.counts.mentions == 1


def test_no_claims_give_a_context_too():
    page = page_context([], labels=(), credits=())
    assert page.counts == Counts()
    assert page.last_day is None


def test_names_and_credits_come_from_the_gazetteer():
    page = page_context([])
    assert {"Kyiv", "Soledar", "Ukraine"} <= {label[0] for label in page.labels}
    assert any("GeoNames" in credit and "CC BY 4.0" in credit for credit in page.credits)


def test_a_side_without_a_colour_is_refused():
    theatre = load_theatre("ukraine")
    sides = (dataclasses.replace(theatre.sides[0], colour="red; background: url(x)"),)
    with pytest.raises(ConfigError, match="six hexadecimal digits"):
        page_context([], theatre=dataclasses.replace(theatre, sides=sides), labels=(), credits=())


def test_every_phrase_that_the_page_says_is_there():
    messages = load_messages("en")
    sources = "\n".join(path.read_text(encoding="utf-8") for folder in ("static", "templates") for path in sorted((FOLDER / folder).iterdir()))
    plain = set(re.findall(r'(?:say\(|block\(|fact\(|group\(|data-say[a-z-]*=)"([a-z-]+\.[\w.-]+)"(?:[,)]| |>)', sources)) - {"about.count."}
    counted = {key for key in re.findall(r'count(?:\(|=)"([\w.-]+)"', sources) if not key.endswith(".")}
    assert len(plain) > 30
    assert plain <= set(messages)
    assert {f"{key}.{form}" for key in counted for form in ("one", "other")} <= set(messages)
    for kind in Kind:
        assert {f"kind.{kind}", f"noun.{kind}"} <= set(messages)
    for status in Status:
        assert f"status.{status}" in messages


def test_the_page_never_claims_by_itself():
    voices = [text for key, text in load_messages("en").items() if key.startswith("voice.")]
    assert len(voices) == 6
    assert all("{who}" in text for text in voices)
