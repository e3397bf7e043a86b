"""What holds of the reading whatever stands in the documents."""

import dataclasses
import io
import json
import re

import pytest
from batch.harness import PLACES, SENTENCES
from hypothesis import given
from hypothesis import strategies as st
from noise import LANGUAGES, anything, heavy, ramblings

from frontmap.config import Settings
from frontmap.dates.expressions import find
from frontmap.dates.resolve import date_document
from frontmap.documents.formats import clean
from frontmap.documents.reader import read_stream
from frontmap.ledger.threads import thread_claims
from frontmap.pipeline import Tools, read_document
from frontmap.records import Document
from frontmap.theatres.load import THEATRES_FOLDER, load_theatre

SETTINGS = Settings()
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
TOPICS = ("kinds", "attribution", "modality", "relations", "quantities", "dates", "roles")


@pytest.fixture(scope="module")
def tools(gazetteer):
    return Tools(SETTINGS, load_theatre("ukraine"), gazetteer)


@st.composite
def stories(draw, noise=True):
    """Return sentences of war reporting, one language after the other, with whatever may stand between them."""
    language = draw(st.sampled_from(LANGUAGES))
    report = st.tuples(st.sampled_from(SENTENCES), st.sampled_from(PLACES)).map(lambda pair: pair[0].format(place=pair[1]))
    pieces = [report, ramblings(language, *TOPICS, most=6)] + ([anything] if noise else [])
    return draw(st.sampled_from((" ", "\n", "\n\n", ""))).join(draw(st.lists(st.one_of(*pieces), min_size=1, max_size=4)))


documents = st.fixed_dictionaries({"text": stories()}, optional={"title": anything, "publisher": anything, "url": anything, "language": st.sampled_from((*LANGUAGES, "de", "xx")), "published": st.dates().map(str)})


def from_reader(fields):
    """Return the documents that a line of JSON gives: lone surrogates and NULs are the reader's to take away."""
    line = json.dumps(fields).encode("ascii")
    return [item for item in read_stream(io.BytesIO(line), "<stream>", SETTINGS) if isinstance(item, Document)]


@heavy(60)
@given(fields=documents)
def test_any_text_is_read_and_every_span_is_where_it_says(tools, fields):
    for document in from_reader(fields):
        reading = read_document(document, tools)
        for mention in reading.mentions:
            assert document.text[mention.start : mention.end] == mention.text
        for claim in reading.claims:
            assert claim.evidence.text
            assert document.text[claim.evidence.start : claim.evidence.end] == claim.evidence.text
            for cue in claim.cues:
                assert document.text[cue.start : cue.end] == cue.text
            for quantity in claim.quantities:
                assert document.text[quantity.start : quantity.end] == quantity.text
            if claim.placement is not None:
                mention = claim.placement.mention
                assert document.text[mention.start : mention.end] == mention.text
                assert claim.placement.radius_m is None or claim.placement.radius_m > 0


def alone(claims):
    """Return what a document's own reading says of its claims: without what other documents do to them."""
    return sorted((dataclasses.replace(claim, thread="", origin="", status=claim.status.__class__.CLAIMED) for claim in claims), key=lambda claim: claim.id)


@heavy(25)
@given(texts=st.lists(stories(noise=False), min_size=2, max_size=4, unique=True), data=st.data())
def test_neither_order_nor_company_changes_a_document_s_claims(tools, texts, data):
    group = [Document(f"d{number}", clean(text), publisher=f"Wire {number}") for number, text in enumerate(texts) if text.strip()]
    read_ones = {document.id: list(read_document(document, tools).claims) for document in group}
    for document in data.draw(st.permutations(group)):
        assert list(read_document(document, tools).claims) == read_ones[document.id]
    together = thread_claims([claim for claims in read_ones.values() for claim in claims])
    for document in group:
        assert alone(claim for claim in together if claim.doc_id == document.id) == alone(thread_claims(read_ones[document.id]))
    shuffled = thread_claims([claim for document in data.draw(st.permutations(group)) for claim in read_ones[document.id]])
    assert sorted(shuffled, key=lambda claim: (claim.doc_id, claim.id)) == sorted(together, key=lambda claim: (claim.doc_id, claim.id))


@pytest.fixture(scope="module")
def mirrored(tools, tmp_path_factory):
    """Return the tools with the theatre's two sides swapped in its file: names, capitals, adjectives, actors and all."""
    swap = {"ru": "ua", "ua": "ru"}
    path = tmp_path_factory.mktemp("theatre") / "ukraine.toml"
    told = (THEATRES_FOLDER / "ukraine.toml").read_text(encoding="utf-8")
    path.write_text(re.sub(r'(?m)^(\[sides\.|side = ")(ru|ua)\b', lambda found: found[1] + swap[found[2]], told), encoding="utf-8")
    return dataclasses.replace(tools, theatre=load_theatre(path))


@heavy(25)
@given(text=stories(noise=False))
def test_swapping_the_sides_of_the_theatre_swaps_them_in_the_claims_and_nothing_else(tools, mirrored, text):
    swap = {"ru": "ua", "ua": "ru"}
    document = Document("d", clean(text) or ".")
    claims, others = read_document(document, tools).claims, read_document(document, mirrored).claims
    swapped = [dataclasses.replace(claim, actor_side=swap.get(claim.actor_side, claim.actor_side), claimant_side=swap.get(claim.claimant_side, claim.claimant_side)) for claim in claims]
    assert [dataclasses.replace(claim, id="") for claim in others] == [dataclasses.replace(claim, id="") for claim in swapped]


@heavy(60)
@given(language=st.sampled_from(LANGUAGES), data=st.data())
def test_an_undated_document_gets_no_year_that_it_does_not_tell(tools, language, data):
    (document,) = from_reader({"text": data.draw(ramblings(language, "dates", most=10)) + " .", "language": language}) or (None,)
    if document is None:
        return
    date = date_document(document, tools.theatre)
    if date is None:
        return
    told = {int(year) for year in YEAR.findall(document.text)}
    told |= {expression.parts.year for expression in find(document.text, language) if expression.parts.year}
    war_days = any(expression.parts.war_day for expression in find(document.text, language))
    assert war_days or re.search(r"\d{6,8}", document.text) or {date.first.year, date.last.year} & told, (date, told)
