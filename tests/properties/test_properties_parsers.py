"""Every parser of ours, fed with nearly right and with wrong input: it answers or refuses with an error of ours, and nothing else."""

import contextlib
import datetime as dt
import json
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from noise import LANGUAGES, NUMBERS, anything, heavy, ramblings, scalars, signs, trees
from sample_claims import sample_claims
from strategies import claims as any_claims
from strategies import days

from frontmap.batch.recipe import load as load_recipe
from frontmap.contract import claim_from_json, claim_to_json
from frontmap.corrections.load import parse as parse_corrections
from frontmap.dates.expressions import find
from frontmap.dates.resolve import resolve
from frontmap.documents.formats import clean
from frontmap.errors import ConfigError, FrontmapError, GazetteerError, InputError, RecordError
from frontmap.exports.csv import csv_lines
from frontmap.exports.geojson import geojson_chunks
from frontmap.exports.jsonl import read_claims
from frontmap.gazetteer.tables import read_geojson, read_table
from frontmap.lexicon.phrases import compile_phrase
from frontmap.mentions.match import find_mentions
from frontmap.packing import pack, unpack
from frontmap.records import Basis, Claim, DateSpan, Document, Placement
from frontmap.theatres.load import load_theatre

THEATRE = load_theatre("ukraine")
MATTERS = st.sampled_from(LANGUAGES)


@st.composite
def toml_values(draw):
    """Return a value as TOML writes it, seldom a wrong one."""
    return draw(
        st.one_of(
            anything.map(lambda text: json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False)),
            st.sampled_from(("true", "false", "nan", "inf", "-inf", "1e400", "2023-02-30", "2023-01-13", "2023-01-13T00:00:00Z", "[]", "{}", "[[]]", "07:32:00")),
            st.sampled_from(NUMBERS),
            st.lists(anything.map(lambda text: json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False)), max_size=3).map(lambda each: f"[{', '.join(each)}]"),
        )
    )


def toml_files(tables, keys):
    """Return a strategy of files with these tables and keys, in any order, now and then with a line of noise."""
    entry = st.tuples(st.sampled_from(keys), toml_values()).map(lambda pair: f"{pair[0]} = {pair[1]}")
    line = st.one_of(st.sampled_from(tables), entry, entry, entry, anything)
    return st.lists(line, max_size=14).map("\n".join)


@heavy(80)
@given(language=MATTERS, data=st.data(), published=st.none() | days, sure=st.booleans())
def test_dates_are_found_within_the_text_and_resolve(language, data, published, sure):
    text = clean(data.draw(ramblings(language, "dates")))
    document_date = DateSpan(published, published, Basis.METADATA, approximate=not sure) if published else None
    for expression in find(text, language):
        assert 0 <= expression.start < expression.end <= len(text)
        assert expression.text == text[expression.start : expression.end]
        span = resolve(expression, document_date, THEATRE)
        assert span is None or span.first <= span.last


@heavy(200)
@given(st.one_of(anything, st.from_regex(r"[0-9]{4}(-[0-9]{2}){0,2}~?(/[0-9]{4}(-[0-9]{2}){0,2}~?)?", fullmatch=True), st.from_regex(r"[-+ \d~/]{4,22}", fullmatch=True)))
@example("+202-01")
@example("2020-W53-7")
@example("٢٠٢٢")
def test_edtf_is_read_as_it_is_written_or_refused(text):
    try:
        span = DateSpan.from_edtf(text)
    except RecordError:
        return
    assert DateSpan.from_edtf(span.edtf) == span


@heavy(60)
@given(language=MATTERS, data=st.data())
def test_relations_stand_where_they_are_written(gazetteer, language, data):
    text = clean(data.draw(ramblings(language, "relations", "place_words", "roles", most=20)))
    for mention in find_mentions(Document("d", text, language=language), gazetteer, THEATRE):
        assert text[mention.start : mention.end] == mention.text
        if mention.relation is not None:
            assert text[mention.relation.start : mention.relation.end] == mention.relation.text


RECIPE_KEYS = ("name", "title", "text", "near", "within_km", "regions", "sides", "kinds", "from", "to", "each", "exports", "documents", "claims", "feeds", "output", "gallery", "theatre", "tiles", "min_place_score", "language", "gazetteers", "inputs", "map", "defaults")  # fmt: skip


@heavy(200)
@given(body=toml_files(("[inputs]", "[defaults]", "[[map]]", "[map]", "[[inputs]]"), RECIPE_KEYS))
@example('[inputs]\ndocuments = ["a"]\n[[map]]\nname = "m"\nnear = "Kyiv"\nwithin_km = nan')
@example('[inputs]\ndocuments = ["a"]\n[[map]]\nname = "m"\nnear = "Kyiv"\nwithin_km = 1e-9\n[[map]]\nname = "week-{key}"\neach = "week"')
@example('min_place_score = nan\n[inputs]\ndocuments = ["a"]\n[[map]]\nname = "m"')
@example("inputs = 1\n[[map]]")
@example("a = " + "[" * 5000)
@example("a = " + "9" * 5000)
def test_recipes_are_read_or_refused(tmp_path_factory, body):
    path = tmp_path_factory.getbasetemp() / "recipe.toml"
    path.write_bytes(body.encode("utf-8", "replace"))
    try:
        recipe = load_recipe(path)
    except ConfigError:
        return
    for each in recipe.maps:
        assert not {"/", "\\", "\x00"} & set(each.name)
        assert each.asked.within_km is None or each.asked.within_km > 0


CORRECTION_KEYS = ("document", "sentence", "text", "other", "is", "why", "at", "name", "lat", "lon", "radius_m", "country", "admin1", "feature", "id", "reject", "reliability", "credibility", "place", "never")  # fmt: skip


@heavy(100)
@given(body=toml_files(("[[place]]", "[[never]]", "[[new_place]]", "[[claim]]", "[place]"), CORRECTION_KEYS))
@example("a = " + "[" * 5000)
@example('[[new_place]]\ntext = "X"\nlat = nan\nlon = 1\nwhy = "w"')
def test_corrections_are_read_or_refused(gazetteer, body):
    try:
        parse_corrections(body, Path("corrections.toml"), gazetteer)
    except ConfigError as error:
        assert "corrections.toml" in str(error)  # noqa: PT017 - which error it is may differ, that it names the file may not


TABLE_HEADER = "name,lat,lon,country,id,admin1,feature,population,radius_m,names"
cells = st.one_of(anything, st.sampled_from(NUMBERS), st.sampled_from(("UA", "ua", "48.5", "37,9", "-181", "a:b", "PPL", "x|y;z", '"', '""')), signs)


@heavy(200)
@given(header=st.sampled_from((TABLE_HEADER, "name;lat;lon;country", "name\tlat\tlon\tcountry", "\ufeffname,lat,lon,country", "name", "")), rows=st.lists(st.lists(cells, max_size=11), max_size=5), end=st.sampled_from(("\n", "\r\n", "\r", "\x85")))
def test_gazetteer_rows_are_read_or_refused(tmp_path_factory, header, rows, end):
    path = tmp_path_factory.getbasetemp() / "own.csv"
    path.write_bytes(end.join([header, *(",".join(row) for row in rows)]).encode("utf-8", "surrogatepass"))
    try:
        for row in read_table(path, "own", {}):
            assert -90 <= row.place.lat <= 90
            assert -180 <= row.place.lon <= 180
            assert re.fullmatch("[A-Z]{2}", row.place.country)
    except GazetteerError as error:
        assert "own.csv" in str(error)  # noqa: PT017 - as above


@heavy(200)
@given(st.one_of(trees, st.fixed_dictionaries({"features": st.lists(st.fixed_dictionaries({"geometry": trees, "properties": trees}), max_size=3)}), st.fixed_dictionaries({"features": st.lists(st.fixed_dictionaries({"geometry": st.fixed_dictionaries({"coordinates": trees}), "properties": st.fixed_dictionaries({"name": trees, "country": trees})}), max_size=3)})))  # fmt: skip
@example({"features": [{"geometry": {"coordinates": [10**400, 1]}, "properties": {"name": "a", "country": "UA"}}]})
def test_gazetteers_in_geojson_are_read_or_refused(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "own.geojson"
    path.write_text(json.dumps(data), encoding="utf-8", errors="surrogatepass")
    try:
        for row in read_geojson(path, "own", {}):
            assert -90 <= row.place.lat <= 90
    except GazetteerError:
        pass


SIGNS_OF_PHRASES = st.sampled_from(("<capture>", "[attack]", "(", ")", "|", "?", "*", "#", "~", "захоп~", "~ly", "the", " ", "<", ">", "[", "]", "<carry out>", "don't", "a.b", "\\d", "(?:", "$", "^", "{2}", "+"))  # fmt: skip


@heavy(200)
@given(st.lists(st.one_of(SIGNS_OF_PHRASES, anything), max_size=10).map("".join), MATTERS)
@example("(" * 3000, "en")
def test_phrases_compile_or_are_refused(phrase, language):
    try:
        pattern = compile_phrase(phrase, language)
    except ConfigError:
        return
    re.compile(pattern).search("Russian forces captured the village")


@pytest.fixture(scope="module")
def packed():
    return [pack(claim) for claim in sample_claims()[:8]]


@heavy(100)
@given(st.one_of(st.binary(max_size=200), trees.map(lambda tree: json.dumps(tree).encode("utf-8", "surrogatepass"))))
@example(b"[0,[[0]]]")
@example(b"[" * 100_000)
def test_packed_bytes_are_unpacked_or_refused(data):
    for kind in (Claim, Placement, DateSpan, Document):
        try:
            unpack(kind, data)
        except ValueError:
            continue


@heavy(100)
@given(at=st.integers(0, 10**6), value=trees, which=st.integers(0, 7))
def test_packed_bytes_that_were_damaged_are_refused_or_read(packed, at, value, which):
    tree = json.loads(packed[which])
    spots = [(tree[1], place, number) for place, row in enumerate(tree[1]) for number in range(len(row))]
    spots += [(tree, 0, number) for number in range(len(tree[0]))]
    table, place, number = spots[at % len(spots)]
    table[place][number] = value
    with contextlib.suppress(ValueError):
        unpack(Claim, json.dumps(tree).encode("utf-8", "surrogatepass"))


def paths_in(tree, here=()):
    """Yield the way to every value of a JSON tree."""
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        yield (*here, key)
        yield from paths_in(value, (*here, key))


@heavy(150)
@given(claim=any_claims, at=st.integers(0, 10**6), value=st.one_of(trees, scalars), gone=st.booleans())
def test_claims_of_other_programs_are_read_or_refused_and_written_again(claim, at, value, gone):
    data = json.loads(json.dumps(claim_to_json(claim)))
    ways = list(paths_in(data))
    *way, last = ways[at % len(ways)]
    inner = data
    for key in way:
        inner = inner[key]
    if gone:
        del inner[last]
    else:
        inner[last] = value
    line = json.dumps(data).encode("utf-8", "surrogatepass")
    (found,) = read_claims([line])
    if isinstance(found, InputError):
        return
    written = b"".join(geojson_chunks([found])).decode()
    json.loads(written, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    b"".join(csv_lines([found]))
    assert claim_from_json(json.loads(json.dumps(claim_to_json(found)))).id == found.id


WRONG = (float("inf"), float("nan"), "1e999", "x", {}, [], [1], {"a": 1}, True, None, 10**400, -1, 1.5, "2023-02-30")


def test_whatever_stands_in_one_field_of_a_claim_it_is_refused_or_can_be_written():
    """Not by chance: each field of each sort of claim, those of runners-up and relations among them, with each wrong value."""
    refused, seen = 0, set()
    for sample in sample_claims():
        told = json.dumps(claim_to_json(sample))
        for *way, last in paths_in(json.loads(told)):
            shape = tuple(key for key in (*way, last) if isinstance(key, str))
            for value in () if shape in seen else WRONG:
                data = json.loads(told)
                inner = data
                for key in way:
                    inner = inner[key]
                inner[last] = value
                (found,) = read_claims([json.dumps(data)])
                if isinstance(found, InputError):
                    refused += 1
                    continue
                assert json.dumps(claim_to_json(found), allow_nan=False), (*way, last, value)
                b"".join(csv_lines([found]))
            seen.add(shape)
    assert refused > 300


@heavy(100)
@given(trees)
def test_any_object_is_a_claim_or_refused(data):
    try:
        if isinstance(data, dict):
            claim_from_json(data)
    except (FrontmapError, TypeError, ValueError, KeyError, AttributeError):
        pass  # what `read_claims` turns into the fault of a line
    for found in read_claims([json.dumps(data).encode("utf-8", "surrogatepass")]):
        assert isinstance(found, (Claim, InputError))


def test_a_claims_file_with_a_line_that_nests_too_deeply_or_counts_too_far():
    good = json.dumps(claim_to_json(sample_claims()[0]))
    found = list(read_claims(["[" * 100_000, '{"id": ' + "9" * 5000 + "}", good]))
    assert [isinstance(each, InputError) for each in found] == [True, True, False]


def test_dates_of_the_first_and_last_year_do_not_overflow():
    for text in ("December 31, 9999", "1 January 0001", "three weeks ago", "since May", "next week", "on Monday", "last winter", "for 99999 weeks", "99999 days ago"):
        for day in (dt.date.min, dt.date.max):
            for expression in find(text, "en"):
                resolve(expression, DateSpan(day, day, Basis.METADATA), THEATRE)
