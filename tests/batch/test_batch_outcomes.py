"""Outcomes are the same to the byte, whoever reads and wherever they come from; and keys change with all that a reading depends on."""

import dataclasses
import datetime as dt
import json
import subprocess
import sys

import pytest
from batch.harness import PLACES, SENTENCES, story
from hypothesis import given
from hypothesis import strategies as st

from frontmap.batch import outcomes as outcomes_module
from frontmap.batch.cache import Cache
from frontmap.batch.engines import LocalEngine
from frontmap.batch.keys import _OF_ALL_LANGUAGES, Keys, lexicon_fingerprint
from frontmap.batch.outcomes import Outcome, outcomes
from frontmap.config import Settings
from frontmap.corrections.load import ClaimRule, Corrections, PlaceRule, parse
from frontmap.documents.reader import Failure
from frontmap.pipeline import Tools, read_document
from frontmap.records import Document


@pytest.fixture(scope="session")
def tools():
    return Tools.open(Settings())


@pytest.fixture
def cache(tmp_path):
    with Cache.open(tmp_path / "readings.sqlite") as cache:
        yield cache


def document(number):
    fields = story(number)
    return Document(**{**fields, "published": dt.date.fromisoformat(fields["published"])}, source=f"s:{number}")


def shown(found):
    return [repr(dataclasses.replace(item, cached=False)) for item in found]


def cached(found):
    return [item.cached for item in found]


def test_outcomes_are_the_same_from_a_cache_and_from_other_processes(tools, cache):
    items = [document(number) for number in range(30)]
    fresh = shown(outcomes(items, tools))
    assert shown(outcomes(items, tools, engine=LocalEngine(2), cache=cache)) == fresh
    cache.flush()
    again = list(outcomes(items, tools, engine=LocalEngine(2), cache=cache))
    assert all(cached(again))
    assert shown(again) == fresh


@given(st.lists(st.sampled_from([sentence.format(place=place) for sentence in SENTENCES for place in PLACES[:3]]) | st.text(max_size=80), max_size=6).map(" ".join))
def test_what_was_kept_is_what_was_read(text):
    tools = Tools.open(Settings())
    item = Document("d1", text, title="A title", published=dt.date(2023, 9, 15), publisher="Wire")
    reading = read_document(item, tools)
    (outcome,) = outcomes([item], tools)
    assert repr(outcome.claims) == repr(reading.claims)
    assert repr(outcome.unplaced) == repr(reading.unplaced)
    assert outcome.mentions == len(reading.mentions)
    assert outcome.document == dataclasses.replace(reading.document, text="")


def test_what_is_no_document_passes_through(tools, cache):
    failure = Failure("x", None, "is broken")
    assert [type(item) for item in outcomes([failure, document(1), "word"], tools, cache=cache)] == [Failure, Outcome, str]


def test_only_the_document_that_changed_is_read_again(tools, cache):
    items = [document(number) for number in range(6)]
    list(outcomes(items, tools, cache=cache))
    cache.flush()
    items[3] = dataclasses.replace(items[3], text=items[3].text + " Shelling hit Soledar.")
    assert cached(outcomes(items, tools, cache=cache)) == [True, True, True, False, True, True]


@pytest.mark.parametrize(
    "change",
    [{"id": "d"}, {"title": "t"}, {"title": ""}, {"published": None}, {"url": "http://x"}, {"publisher": "Other"}, {"language": "uk"}, {"text": "Other."}],
)
def test_every_field_of_a_document_is_in_its_key(tools, change):
    assert Keys(tools).of(dataclasses.replace(document(1), **change)) != Keys(tools).of(document(1))


def test_where_a_document_stands_is_not_in_its_key(tools):
    assert Keys(tools).of(dataclasses.replace(document(1), source="elsewhere")) == Keys(tools).of(document(1))


def test_settings_of_the_reading_are_in_the_key_and_those_of_the_page_are_not(tools):
    def key(**change):
        return Keys(dataclasses.replace(tools, settings=Settings(**change))).of(document(1))

    assert key(min_place_score=0.9) != key()
    assert key(title="T", tiles="osm", ui_language="de", cache_mb=1, max_document_seconds=1.0) == key()
    assert len(dataclasses.fields(Settings)) == 11  # a new setting counts as one of the reading: say in keys.py if it is none


def test_theatre_and_gazetteer_are_in_the_key(tools):
    one = Keys(tools).of(document(1))
    assert Keys(dataclasses.replace(tools, theatre=dataclasses.replace(tools.theatre, fingerprint="other"))).of(document(1)) != one

    class Other:
        fingerprint = "other"

    assert Keys(dataclasses.replace(tools, gazetteer=Other())).of(document(1)) != one


def test_the_lexicon_of_a_language_is_its_own():
    assert len({lexicon_fingerprint(language) for language in ("en", "uk", "ru", "fr")}) == 4
    assert lexicon_fingerprint("..") == lexicon_fingerprint("fr")


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_a_reading_opens_no_lexicon_but_that_of_its_language(language):
    """This is what lets one language's documents stay in the cache when another's rules change."""
    texts = {
        "en": "Russian forces took Bakhmut on Friday, 6 km south of Soledar, Ukraine's General Staff denied. It killed 100 soldiers.",
        "uk": "Російські війська захопили Бахмут у п'ятницю, повідомив Генштаб. На Покровському напрямку тривають бої, 100 загиблих.",
        "ru": "Российские войска взяли Бахмут в пятницу, сообщил Генштаб. На купянском направлении идут бои, 100 погибших.",
    }
    script = (
        "import sys, json\n"
        "from pathlib import Path\n"
        "import tomllib\n"
        "opened = set()\n"
        "sys.addaudithook(lambda event, args: opened.add(str(args[0])) if event == 'open' else None)\n"
        "from frontmap.pipeline import Tools, read_document\n"
        "from frontmap.records import Document\n"
        "reading = read_document(Document('d', sys.argv[1], language=sys.argv[2]), Tools.open())\n"
        "assert reading.claims\n"
        "print(json.dumps(sorted(Path(name).parent.name + '/' + Path(name).name for name in opened if '/lexicon/' in name and name.endswith('.toml'))))\n"
    )
    done = subprocess.run([sys.executable, "-c", script, texts[language], language], capture_output=True, text=True, check=True)
    opened = {tuple(name.split("/")) for name in json.loads(done.stdout)}
    assert opened
    assert {folder for folder, name in opened if name not in _OF_ALL_LANGUAGES} == {language}


# ----- corrections

KLISHCHIIVKA = """
[[never]]
text = "Klishchiivka"
why = "a test"
"""


def corrected(tools, text, path):
    return dataclasses.replace(tools, corrections=parse(text, path, tools.gazetteer))


def told(found):
    return [(item.claims, item.unplaced, item.applied, item.rejected) for item in found]


def test_a_correction_reads_only_the_documents_again_that_name_its_place(tools, cache, tmp_path):
    items = [document(number) for number in range(12)]
    list(outcomes(items, tools, cache=cache))
    cache.flush()
    mended = corrected(tools, KLISHCHIIVKA, tmp_path / "corrections.toml")
    found = list(outcomes(items, mended, cache=cache))
    assert cached(found) == ["Klishchiivka" not in item.text for item in items]
    assert told(found) == told(outcomes(items, mended))
    assert any(outcome.applied for outcome in found)
    cache.flush()
    again = list(outcomes(items, mended, cache=cache))
    assert all(cached(again))
    assert told(again) == told(found)
    assert all(cached(outcomes(items, tools, cache=cache)))  # and what was read without it is still there


def test_a_correction_of_one_document_touches_no_other(tools, cache, tmp_path):
    items = [document(number) for number in range(12) if "Klishchiivka" in document(number).text]
    list(outcomes(items, tools, cache=cache))
    cache.flush()
    mended = corrected(tools, KLISHCHIIVKA + f'document = "{items[1].id}"\n', tmp_path / "corrections.toml")
    assert cached(outcomes(items, mended, cache=cache)) == [item is not items[1] for item in items]


def test_a_correction_of_a_claim_needs_no_reading(tools, cache):
    items = [document(number) for number in range(4)]
    first, *_ = [claim for outcome in outcomes(items, tools, cache=cache) for claim in outcome.claims]
    cache.flush()
    mended = dataclasses.replace(tools, corrections=Corrections(claims=(ClaimRule(first.id, reject=True, why="a test"),)))
    found = list(outcomes(items, mended, cache=cache))
    assert all(cached(found))
    assert [each.claim.id for outcome in found for each in outcome.rejected] == [first.id]
    assert first.id not in {claim.id for outcome in found for claim in outcome.claims}


def test_where_an_entry_stands_in_its_file_changes_nothing(tools):
    rule = PlaceRule("never", ("Soledar",), None, "why", line=3)
    moved = dataclasses.replace(rule, line=9)
    keys = [Keys(dataclasses.replace(tools, corrections=Corrections(places=(each,)))).rules(document(1), ["soledar"]) for each in (rule, moved)]
    assert keys[0] == keys[1] != ""


# ----- what changes in the middle


def test_a_gazetteer_that_changes_during_the_run_stops_it(tools):
    from frontmap.errors import FrontmapError

    job = dataclasses.replace(outcomes_module.ReadJob.of(tools), gazetteer="other")
    with pytest.raises(FrontmapError, match="changed during the run"):
        job.open()
