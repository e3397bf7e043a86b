"""A person's grade stands on the card, small, and nowhere where nobody graded."""

from dataclasses import replace

import pytest
from opened import opened
from sample_claims import SOLEDAR, sample_claims

from frontmap.records import Credibility, Reliability
from frontmap.webmap.render import write_map

pytestmark = pytest.mark.browser


def test_a_graded_claim_says_so_on_its_card_and_in_tables(browser, tmp_path):
    claims = sample_claims()
    graded = next(claim for claim in claims if claim.placement and claim.placement.place and claim.placement.place.id == SOLEDAR)
    claims = [replace(claim, reliability=Reliability.B, credibility=Credibility.PROBABLE) if claim is graded else claim for claim in claims]
    with opened(browser, write_map(claims, tmp_path / "map.html", labels=(), credits=())) as page:
        page.ask(f"frontmap.select('{SOLEDAR}')")
        assert page.page.locator(".fm-place .fm-grade").all_inner_texts() == [" · grade B2"]
