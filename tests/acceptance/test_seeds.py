"""The five real articles, row by row: what must appear, what must never be a pin, what belongs in the tray.

The articles and their labels stand in the sibling folder `shared`, which a user's machine does not have; there the tests
are skipped, saying so.
"""

import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared"
SEEDS = SHARED / "gold" / "seeds.jsonl"
ATTRIBUTES = ("polarity", "modality", "claimant_side", "event_date")
# Rows that are not read yet, each with its cause. Strict: a row that appears must leave this list.
NOT_YET = {
    ("seed-003", 3): "an unplaced presence of which only 'the unit' is told does not reach the tray",
    ("seed-003", 12): "'among the dead is' with a name and a rank is no rule",
}


def labels():
    return [json.loads(line) for line in SEEDS.read_text(encoding="utf-8").splitlines()] if SEEDS.exists() else []


def rows():
    """Every required claim of every article, with a name that tells which it is."""
    for article in labels():
        for number, wanted in enumerate(article["claims"]):
            if not wanted.get("optional"):
                place = wanted["place"] or "no place"
                why = NOT_YET.get((article["id"], number))
                marks = [pytest.mark.xfail(strict=True, reason=why)] if why else []
                yield pytest.param(article["id"], wanted, marks=marks, id=f"{article['id']}-{number:02d}-{wanted['kind']}-{place}".replace(" ", "_"))


@dataclass(frozen=True)
class Seeds:
    score: object  # the module that holds the definitions of a hit
    articles: dict
    claims: dict  # article id -> its claims as JSON


@pytest.fixture(scope="session")
def seeds(shared):
    from frontmap.config import Settings
    from frontmap.contract import claim_to_json
    from frontmap.pipeline import Tools, ledger, read_document, read_inputs
    from frontmap.records import Document

    spec = importlib.util.spec_from_file_location("score", shared / "tools" / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    tools = Tools.open(Settings())
    articles = {article["text"]: article for article in labels()}
    documents = [item for item in read_inputs([shared / "seeds"], tools.settings) if isinstance(item, Document)]
    by_id = {}
    for document in documents:
        # A scraped head (address, date line) may be taken off the text; the body is the same.
        article = next(a for text, a in articles.items() if document.text.strip()[-300:] == text.strip()[-300:])
        by_id[document.id] = article["id"]
    claims = {article["id"]: [] for article in articles.values()}
    for claim in ledger(read_document(document, tools) for document in documents):
        claims[by_id[claim.doc_id]].append(claim_to_json(claim))
    return Seeds(score, {article["id"]: article for article in articles.values()}, claims)


def fits(seeds, article, wanted, said):
    kinds = {wanted["kind"], *wanted.get("kind_alt", ())}
    places = seeds.score.gold_places(article, [wanted])
    return (
        said["kind"] in kinds
        and seeds.score.same_place(places, seeds.score.point(said["place"]))
        and all(seeds.score.right(article, wanted, name, said[name]) for name in ATTRIBUTES)
    )


@pytest.mark.parametrize(("article_id", "wanted"), list(rows()))
def test_a_row_that_must_appear_appears(seeds, article_id, wanted):
    article = seeds.articles[article_id]
    if article["published"] is None and article["expected_date"]:
        article = {**article, "published": article["expected_date"]}
    assert any(fits(seeds, article, wanted, said) for said in seeds.claims[article_id]), wanted.get("quote")


@pytest.mark.parametrize("article_id", [article["id"] for article in labels()])
def test_no_word_that_is_no_place_becomes_a_mark(seeds, article_id):
    article = seeds.articles[article_id]
    traps = [(trap["text"], trap["role"]) for trap in article["not_places"]]
    places = {place["text"] for place in article["places"]}
    for said in seeds.claims[article_id]:
        if said["place"]:
            assert said["place"]["text"] in places, (said["place"]["text"], traps)


@pytest.mark.parametrize("article_id", [article["id"] for article in labels()])
def test_countries_and_regions_are_areas(seeds, article_id):
    areas = {place["text"] for place in seeds.articles[article_id]["places"] if place["level"] in ("region", "country")}
    for said in seeds.claims[article_id]:
        if said["place"] and said["place"]["text"] in areas:
            assert said["place"]["precision"] in ("region", "country"), said["place"]["text"]
            assert said["place"]["radius_m"] >= 40_000


def marks(seeds, article_id, name):
    return [said for said in seeds.claims[article_id] if said["place"] and said["place"]["name"] == name]


def test_soledar_is_disputed(seeds):
    control = [said for said in marks(seeds, "seed-000", "Soledar") if said["kind"] == "control" and said["actor_side"] == "ru"]
    assert {said["polarity"] for said in control} == {"asserted", "denied"}
    assert {said["status"] for said in control if said["polarity"] == "asserted"} == {"disputed"}
    assert len({said["thread"] for said in control}) == 1


def test_novouspenivske_lies_in_zaporizhzhia_region_and_is_no_namesake(seeds):
    (said,) = [said for said in seeds.claims["seed-004"] if said["place"] and said["place"]["text"].startswith("Novouspenivske")]
    assert seeds.score.km((said["place"]["lat"], said["place"]["lon"]), (47.736, 36.392)) < 5
    assert "Zaporizhzhia" in said["place"]["admin1"]


def test_kupyansk_vazlovy_is_one_mark_at_kupiansk_vuzlovyi(seeds):
    found = [said for said in seeds.claims["seed-004"] if said["place"] and "Vazlovy" in said["place"]["text"]]
    assert found
    assert {said["place"]["name"] for said in found} == {"Kupiansk-Vuzlovyi"}


def test_pokrovsk_is_never_shown_as_captured(seeds):
    for said in marks(seeds, "seed-004", "Pokrovsk"):
        if said["kind"] == "control" and said["actor_side"] == "ru":
            assert said["polarity"] == "denied" or said["modality"] != "actual"


def test_kupiansk_is_taken_only_in_its_eastern_part(seeds):
    for said in marks(seeds, "seed-004", "Kupiansk"):
        if said["kind"] == "control":
            assert said["place"]["radius_m"] >= 4_000
            assert "eastern part" in said["place"]["relation"]["text"]


def test_kramatorsk_and_sloviansk_are_neither_attacked_nor_taken(seeds):
    for name in ("Kramatorsk", "Sloviansk"):
        for said in marks(seeds, "seed-004", name):
            assert (said["kind"], said["actor_side"]) == ("control", "ua") or (said["kind"], said["modality"]) == ("advance", "planned")


def test_the_article_without_a_date_is_undated(seeds):
    assert {said["published"] for said in seeds.claims["seed-004"]} == {None}
    assert {said["event_date"] for said in seeds.claims["seed-004"]} <= {None, "2023"}


@pytest.mark.parametrize(("article_id", "day", "basis"), [(a["id"], a["expected_date"], a["date_basis"]) for a in labels()])
def test_each_article_has_its_day_and_what_it_rests_on(seeds, article_id, day, basis):
    said = {(claim["published"], claim["published_basis"]) for claim in seeds.claims[article_id]}
    assert said == {(day, basis)}
