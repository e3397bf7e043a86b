"""The library as a notebook uses it."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

import frontmap
from frontmap.config import Settings
from frontmap.documents.reader import Failure
from frontmap.pipeline import InputWarning, Tools, geoparse_document, ledger, read_document
from frontmap.records import Document

STORY = "Russian forces captured Klishchiivka, the Russian Ministry of Defence said.\nUkraine's military denied that Klishchiivka was taken.\n"
OTHER = "A spokesman for the Ukrainian military said Russian drones struck Kupiansk and Vovchansk overnight, wounding two civilians."


@pytest.fixture(scope="session")
def tools():
    return Tools.open(Settings())


def documents(*texts):
    import datetime as dt

    return [Document(id=f"d{number}", text=text, published=dt.date(2023, 9, 15 + number), publisher="Eastern Wire") for number, text in enumerate(texts)]


def test_a_folder_becomes_a_table_and_the_table_a_map(tmp_path):
    (tmp_path / "story.txt").write_text(f"KYIV, Sept 15, 2023 - {STORY}", encoding="utf-8")
    claims = frontmap.extract(frontmap.read(tmp_path))
    assert claims.crs.to_epsg() == 4326
    control = claims[claims.kind == "control"]
    assert set(control.polarity) == {"asserted", "denied"}
    assert set(control.place_name) == {"Klishchiivka"}
    assert control.geometry.iloc[0].x == pytest.approx(37.97, abs=0.05)  # (lon, lat)
    import folium

    folium_map = frontmap.claim_map(claims)
    assert isinstance(folium_map, folium.Map)


def test_our_layer_goes_on_anybody_s_map(tools):
    import folium

    claims = ledger(read_document(document, tools) for document in documents(STORY))
    mine = folium.Map([48.6, 37.9], zoom_start=8)
    frontmap.ClaimTimeline(claims).add_to(mine)
    assert "Klishchiivka" not in mine.get_root().render().split("<script")[0]


def test_what_cannot_be_read_is_a_warning_and_the_rest_goes_on(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "story.txt").write_text(STORY)
    with pytest.warns(InputWarning, match=r"empty\.txt"):
        (document,) = frontmap.read(tmp_path)
    assert "Klishchiivka" in document.text
    failures = []
    assert len(list(frontmap.read(tmp_path, on_failure=failures.append))) == 1
    assert [type(failure) for failure in failures] == [Failure]


def told(claims):
    """Claims without what other documents make of them."""
    return sorted((dataclasses.replace(claim, status="claimed", thread="", origin="") for claim in claims), key=lambda claim: claim.id)


def test_geoparsing_gives_the_reading_without_its_claims_and_reads_none(tools, monkeypatch):
    from frontmap import pipeline

    (document,) = documents(STORY)
    whole = read_document(document, tools)
    monkeypatch.setattr(pipeline, "extract_claims", lambda *_: pytest.fail("claims were read that nobody asked for"))
    assert whole.claims
    assert geoparse_document(document, tools) == dataclasses.replace(whole, claims=())


def test_a_reading_leaves_nothing_to_the_garbage_collector(tools):
    import gc

    document, again = documents(f"{STORY}{OTHER}", f"{OTHER}\n{STORY}")
    read_document(document, tools)  # what is made once a process may hold cycles
    gc.collect()
    gc.disable()
    try:
        assert read_document(again, tools).placements
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_another_document_changes_no_claim_of_this_one(tools):
    first, second = documents(STORY, OTHER)
    alone = told(ledger([read_document(first, tools)]))
    together = ledger([read_document(second, tools), read_document(first, tools)])
    assert told(claim for claim in together if claim.doc_id == first.id) == alone


def test_shuffled_documents_give_the_same_claims(tools):
    readings = [read_document(document, tools) for document in documents(STORY, OTHER, f"{OTHER} {STORY}")]
    assert sorted(ledger(readings), key=lambda claim: claim.id) == sorted(ledger(reversed(readings)), key=lambda claim: claim.id)


@given(st.text(max_size=300) | st.lists(st.sampled_from(STORY.split() + OTHER.split() + ["“", "”", "\n", "(", ")", "\u2028", "[1]"]), max_size=40).map(" ".join))
def test_no_text_breaks_the_path_and_every_span_is_exact(text):
    tools = Tools.open(Settings())
    (document,) = documents(text)
    reading = read_document(document, tools)
    for mention in reading.mentions:
        assert text[mention.start : mention.end] == mention.text
    for claim in reading.claims:
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.text
        for cue in claim.cues:
            assert text[cue.start : cue.end] == cue.text


def test_a_fault_of_ours_in_one_document_is_told_and_the_others_go_on(tools, monkeypatch):
    from frontmap import pipeline

    good, bad = documents(STORY, OTHER)
    real = pipeline.find_mentions
    monkeypatch.setattr(pipeline, "find_mentions", lambda document, *rest: real(document, *rest) if document.id == good.id else 1 / 0)
    failure, reading = pipeline.read_documents([dataclasses.replace(bad, source="bad.txt"), good], tools)
    assert isinstance(failure, Failure)
    assert "bad.txt" in str(failure)
    assert "ZeroDivisionError" in str(failure)
    assert reading.claims
