"""The labels of our own passages keep to their form: offsets, names, kinds, sides and dates."""

import itertools
import json
from collections import Counter
from pathlib import Path

import pytest

from frontmap.records import DateSpan

PATHS = sorted((Path(__file__).parents[1] / "gold").glob("*.jsonl"))
PASSAGES = [json.loads(line) for path in PATHS for line in path.read_text(encoding="utf-8").splitlines()]
KINDS = {"control", "advance", "withdrawal", "assault", "strike", "encirclement", "presence", "losses", "damage", "civilians", "visit"}
LEVELS = {"settlement", "facility", "district", "region", "country", "sea_river_other"}
ROLES = {"actor", "unit", "person", "outlet", "organisation", "other"}
SIDES = {"ru", "ua", "other", None}
ANSWERS = {
    "kind": KINDS,
    "actor_side": SIDES,
    "claimant_side": SIDES,
    "polarity": {"asserted", "denied"},
    "modality": {"actual", "planned", "possible"},
    "verification": {"verified", "unverified", None},
}
ALTERNATIVES = {"actor_side": "actor_alt", "claimant_side": "claimant_alt"}
every_passage = pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage["id"])


def answers(claim, name):
    return [claim[name], *claim.get(ALTERNATIVES.get(name, f"{name}_alt"), [])]


def test_no_two_passages_share_an_id_or_a_text():
    for name in ("id", "text"):
        assert max(Counter(passage[name] for passage in PASSAGES).values()) == 1


@every_passage
def test_names_stand_where_the_labels_say(passage):
    spans = sorted((label["start"], label["end"]) for label in (*passage["places"], *passage["not_places"]))
    assert all(passage["text"][label["start"] : label["end"]] == label["text"] for label in (*passage["places"], *passage["not_places"]))
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans)), "labels overlap"
    assert {place["level"] for place in passage["places"]} <= LEVELS
    assert {trap["role"] for trap in passage["not_places"]} <= ROLES
    assert all(-90 <= place["lat"] <= 90 and -180 <= place["lon"] <= 180 for place in passage["places"])


@every_passage
def test_a_name_is_one_point(passage):
    points = {(place["name"], place["lat"], place["lon"], place["level"]) for place in passage["places"]}
    assert len(points) == len({place["name"] for place in passage["places"]})


@every_passage
def test_claims_use_the_words_of_the_contract(passage):
    names = {place["name"] for place in passage["places"]} | {None}
    for claim in passage["claims"]:
        assert set(answers(claim, "place")) <= names
        for name, allowed in ANSWERS.items():
            assert set(answers(claim, name)) <= allowed, name
        for date in answers(claim, "event_date"):
            assert date is None or DateSpan.from_edtf(date).first <= DateSpan.from_edtf(date).last
