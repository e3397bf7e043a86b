"""Grades of the Admiralty system: a source's from the theatre's file, a claim's from a correction."""

from dataclasses import replace

import pytest

from frontmap.claims.grades import graded
from frontmap.contract import claim_from_json, claim_to_json
from frontmap.corrections.apply import apply_to_claims
from frontmap.corrections.load import ClaimRule, Corrections
from frontmap.errors import ConfigError
from frontmap.records import Credibility, Reliability
from frontmap.theatres.load import load_theatre

ACTORS = """
[[actors]]
name = "General Staff"
side = "ua"
type = "military"
aliases = ["Генштаб"]
reliability = "B"

[[outlets]]
name = "Wire"
side = "other"
reliability = "A"
"""


@pytest.fixture
def theatre(tmp_path):
    path = tmp_path / "war.toml"
    sides = "\n".join(f'[sides.{side}]\nlabel = "{side}"\ncolour = "#112233"' for side in ("ua", "other"))
    path.write_text(f'name = "W"\nfirst_day = 2022-02-24\nhome = ["UA"]\nextent = [0, 0, 1, 1]\n{sides}\n{ACTORS}', encoding="utf-8")
    return load_theatre(path)


def test_the_claimant_s_grade_counts_else_the_publisher_s(claim, theatre):
    said, own, unknown = (replace(claim, claimant=claimant, publisher="wire") for claimant in ("Генштаб", None, "a blogger"))
    assert [each.reliability for each in graded([said, own, unknown], theatre)] == [Reliability.B, Reliability.A, Reliability.F]


def test_without_grades_all_stays_as_it_was(claim):
    assert graded([claim], load_theatre("ukraine")) == [claim]
    assert (claim.reliability, claim.credibility) == ("F", "6")


def test_a_theatre_with_an_unknown_grade_is_refused(tmp_path):
    path = tmp_path / "war.toml"
    path.write_text('name = "W"\nfirst_day = 2022-02-24\nhome = []\nextent = [0,0,1,1]\n[sides.ua]\nlabel = "U"\ncolour = "#112233"\n[[outlets]]\nname = "X"\nside = "ua"\nreliability = "Z"', encoding="utf-8")
    with pytest.raises(ConfigError, match="from A"):
        load_theatre(path)


def test_a_correction_grades_a_claim_and_leaves_its_score(claim):
    rule = ClaimRule(claim.id, reject=None, why="seen", credibility=Credibility.PROBABLE)
    ((found,), rejected) = apply_to_claims([claim], Corrections(claims=(rule,)))
    assert found == replace(claim, credibility=Credibility.PROBABLE)
    assert not rejected


def test_the_contract_keeps_both_axes(claim):
    told = replace(claim, reliability=Reliability.C, credibility=Credibility.DOUBTFUL)
    data = claim_to_json(told)
    assert (data["reliability"], data["credibility"]) == ("C", "4")
    assert claim_from_json(data) == told
