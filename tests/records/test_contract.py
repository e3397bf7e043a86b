import json

import pytest
from hypothesis import given
from strategies import claims

from frontmap.contract import claim_from_json, claim_to_json
from frontmap.errors import InputError


@given(claims)
def test_a_claim_survives_json(claim):
    assert claim_from_json(json.loads(json.dumps(claim_to_json(claim)))) == claim


@given(claims)
def test_offsets_survive_json(claim):
    back = claim_from_json(claim_to_json(claim))
    assert (back.evidence.start, back.evidence.end) == (claim.evidence.start, claim.evidence.end)
    assert [(cue.start, cue.end) for cue in back.cues] == [(cue.start, cue.end) for cue in claim.cues]
    assert [(number.start, number.end) for number in back.quantities] == [(number.start, number.end) for number in claim.quantities]


@given(claims)
def test_every_line_has_the_same_keys(claim):
    assert list(claim_to_json(claim)) == list(claim_to_json(claim_from_json(claim_to_json(claim))))


BARE = {"id": "1", "kind": "control", "polarity": "asserted", "modality": "actual", "evidence": {"text": "x", "start": 0, "end": 1}}


def test_a_bare_claim_is_enough():
    assert claim_from_json(BARE).kind == "control"


@pytest.mark.parametrize("key", list(BARE))
def test_a_missing_key_is_named(key):
    with pytest.raises(InputError, match=key):
        claim_from_json({name: value for name, value in BARE.items() if name != key})


@pytest.mark.parametrize(("key", "value"), [("kind", "capture"), ("polarity", "yes"), ("modality", ""), ("event_date", "Friday")])
def test_a_value_that_is_not_allowed_is_named_with_its_key(key, value):
    with pytest.raises(InputError, match=key):
        claim_from_json({**BARE, key: value})


def test_a_point_off_the_earth_is_refused():
    place = {"id": "x", "name": "X", "lat": 137.0, "lon": 48.0, "precision": "settlement"}
    with pytest.raises(InputError, match="lat 137"):
        claim_from_json({**BARE, "place": place})


def test_a_whole_number_is_written_as_one():
    claim = claim_from_json({**BARE, "quantities": [{"what": "killed", "low": 20.0}]})
    assert json.dumps(claim_to_json(claim)["quantities"][0]).startswith('{"what": "killed", "of": "", "low": 20, "high": null')


@pytest.mark.parametrize(
    ("quantity", "says"),
    [({"what": "dead", "low": 1}, "what is 'dead'"), ({"what": "killed"}, "quantities: .* from None to None"), ({"what": "killed", "low": 3, "high": 2}, "from 3.0 to 2.0")],
)
def test_a_number_that_bounds_nothing_is_refused(quantity, says):
    with pytest.raises(InputError, match=says):
        claim_from_json({**BARE, "quantities": [quantity]})
