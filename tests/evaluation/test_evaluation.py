"""Our figures are those of the reference scorer, and our own passages are read at least as well as before."""

import importlib.util
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from frontmap.config import Settings
from frontmap.contract import mention_to_json
from frontmap.errors import InputError, MissingInputError
from frontmap.evaluation import evaluate, read_gold, score_claims, score_places
from frontmap.pipeline import Tools, ledger, read_document

GOLD = Path(__file__).parents[1] / "gold"
LANGUAGES = ("en", "uk", "ru")
SETS = (*LANGUAGES, *(f"{order}-{language}" for order in ("second", "third", "fourth") for language in LANGUAGES), "fifth-en")


def own_set(passage):
    """Later sets keep their own figures: earlier ones can be read by rules that were mended with them in view."""
    prefix = next((prefix for prefix in ("second-", "third-", "fourth-", "fifth-") if passage["id"].startswith(prefix)), "")
    return prefix + passage["language"]


def own_passages(name=None):
    passages = [passage for path in sorted(GOLD.glob("*.jsonl")) for passage in read_gold(path)]
    return [passage for passage in passages if name in (None, own_set(passage))]


@pytest.fixture(scope="session")
def tools():
    return Tools.open(Settings())


def reference_scorer(shared):
    spec = importlib.util.spec_from_file_location("score", shared / "tools" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["dev-en", "seeds"])
def test_the_figures_are_those_of_the_reference_scorer(shared, tools, name):
    import collections

    from frontmap.contract import claim_to_json
    from frontmap.evaluation import _document

    score, gold = reference_scorer(shared), read_gold(shared / "gold" / f"{name}.jsonl")
    readings = [read_document(_document(passage), tools) for passage in gold]
    mentions = [mention_to_json(*pair) for reading in readings for pair in reading.placed_mentions()]
    claims = [claim_to_json(claim) for claim in ledger(readings)]
    theirs, ours = score.score_places(gold, mentions, collections.defaultdict(list)), score_places(gold, mentions).figures
    assert theirs["mention_f1"] == ours["mention F1"]
    assert theirs["end_to_end_within_5km"] == ours["end to end within 5 km"]
    assert theirs["false_pins_per_100_passages"] == ours["false pins per 100 passages"]
    theirs, ours = score.score_claims(gold, claims, collections.defaultdict(list)), score_claims(gold, claims).figures
    assert (theirs["precision"], theirs["recall"], theirs["f1"]) == (ours["precision"], ours["recall"], ours["F1"])
    assert theirs["clean_negatives"] == ours["clean negatives"]
    for attribute in ("polarity", "modality", "actor_side", "claimant_side", "verification", "event_date"):
        assert theirs[f"agree_{attribute}"] == ours[f"{attribute.replace('_', ' ')} agrees"]


@pytest.mark.parametrize("name", SETS)
def test_our_own_passages_are_read_as_well_as_before(tools, name, show_figures):
    places, claims = evaluate(own_passages(name), tools)
    figures = {**places.figures, **claims.figures}
    show_figures(name, figures)
    bounds = tomllib.loads((GOLD / "floors.toml").read_text())[name]
    under = {name: figures[name] for name, floor in bounds["floors"].items() if figures[name] < floor}
    over = {name: figures[name] for name, ceiling in bounds["ceilings"].items() if figures[name] > ceiling}
    assert not under | over


def test_there_are_passages_enough_to_measure_with():
    counts = Counter(passage["language"] for passage in own_passages())
    assert sum(counts.values()) >= 160
    assert all(counts[language] >= 40 for language in LANGUAGES)


def test_labels_that_are_their_own_prediction_score_one():
    gold = own_passages()
    mentions = [
        {"doc_id": passage["id"], "role": "place", "place": {"lat": place["lat"], "lon": place["lon"]}, **place}
        for passage in gold for place in passage["places"]
    ]  # fmt: skip
    figures = score_places(gold, mentions).figures
    assert figures["mention F1"] == figures["end to end within 5 km"] == 1.0
    assert figures["false pins per 100 passages"] == 0


def test_a_false_pin_and_a_missed_place_are_faults():
    gold = [{"id": "p", "text": "Moscow said Soledar fell.", "places": [{"text": "Soledar", "start": 12, "end": 19, "name": "Soledar", "lat": 48.7, "lon": 38.1,
             "level": "settlement"}], "not_places": [{"text": "Moscow", "start": 0, "end": 6, "role": "actor"}], "claims": []}]  # fmt: skip
    said = [{"doc_id": "p", "role": "place", "text": "Moscow", "start": 0, "end": 6, "place": {"lat": 55.75, "lon": 37.6}}]
    scores = score_places(gold, said)
    assert {fault.sort for fault in scores.faults} == {"false pin", "missed place"}
    assert "actor" in next(fault.what for fault in scores.faults if fault.sort == "false pin")


def test_a_file_that_is_no_gold_names_line_and_key(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "text": "x", "places": []}\n')
    with pytest.raises(InputError, match=r"gold\.jsonl:1: lacks not_places, claims"):
        read_gold(path)
    path.write_text("\n{no json\n")
    with pytest.raises(InputError, match=r"gold\.jsonl:2"):
        read_gold(path)
    path.write_bytes("{}".encode("utf-16"))  # as PowerShell writes what it is given
    with pytest.raises(InputError, match=r"gold\.jsonl: is no UTF-8"):
        read_gold(path)
    with pytest.raises(MissingInputError):
        read_gold(tmp_path / "none.jsonl")


def test_a_gold_file_may_begin_with_a_mark_and_hold_any_sign(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text('\ufeff{"id": "a", "text": "x\u2028y", "places": [], "not_places": [], "claims": []}\r\n', encoding="utf-8")
    assert [passage["text"] for passage in read_gold(path)] == ["x\u2028y"]
