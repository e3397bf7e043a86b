"""Claims are chosen by what they say, and shared out among the maps of a series without guessing a key."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import claims as any_claims

from frontmap.batch.selection import UNDATED, UNPLACED, Each, Selection, share_out
from frontmap.records import DateSpan

SOLEDAR = (48.6797, 38.0897)


def test_an_empty_selection_keeps_all(claim):
    assert Selection().keeps(claim)
    assert Selection().keeps(dataclasses.replace(claim, placement=None, event=None))


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({"kinds": ("control",)}, True),
        ({"kinds": ("strike",)}, False),
        ({"sides": ("ua",)}, True),
        ({"sides": ("ru", "publisher")}, False),
        ({"statuses": ("disputed",)}, True),
        ({"languages": ("uk",)}, False),
        ({"publishers": ("Eastern Wire",)}, True),
        ({"regions": ("Donetsk Oblast",)}, True),
        ({"regions": ("Luhansk Oblast",)}, False),
        ({"centre": SOLEDAR, "within_km": 1.0}, True),
        ({"centre": (49.0, 38.0897), "within_km": 30.0}, False),
        ({"centre": (49.0, 38.0897), "within_km": 40.0}, True),
        ({"first": dt.date(2023, 1, 13)}, True),
        ({"first": dt.date(2023, 1, 14)}, False),
        ({"last": dt.date(2023, 1, 12)}, False),
    ],
)
def test_each_word_of_a_selection_is_asked(claim, asked, kept):
    assert Selection(**asked).keeps(claim) is kept


def test_what_has_no_place_or_day_meets_no_area_and_no_period(claim):
    assert not Selection(regions=("Donetsk Oblast",)).keeps(dataclasses.replace(claim, placement=None))
    assert not Selection(last=dt.date(2030, 1, 1)).keeps(dataclasses.replace(claim, event=None))


def test_a_publisher_s_own_voice_can_be_chosen(claim):
    assert Selection(sides=("publisher",)).keeps(dataclasses.replace(claim, claimant=None, claimant_side=None))


def spanning(claim, first, last):
    return dataclasses.replace(claim, event=DateSpan(dt.date.fromisoformat(first), dt.date.fromisoformat(last)))


def test_an_interval_stands_on_the_map_of_each_of_its_days_weeks_and_months(claim):
    night = spanning(claim, "2022-12-31", "2023-01-02")
    assert list(share_out([night], Each.DAY)) == ["2022-12-31", "2023-01-01", "2023-01-02"]
    assert list(share_out([night], Each.WEEK)) == ["2022-W52", "2023-W01"]
    assert list(share_out([night], Each.MONTH)) == ["2022-12", "2023-01"]


def test_what_tells_no_day_or_lies_in_no_region_is_kept_apart(claim):
    years = spanning(claim, "2014-04-01", "2023-01-01")
    assert list(share_out([dataclasses.replace(claim, event=None), years], Each.MONTH)) == [UNDATED]
    assert list(share_out([claim, dataclasses.replace(claim, placement=None)], Each.OBLAST)) == ["Donetsk Oblast", UNPLACED]


@given(st.lists(any_claims, max_size=6), st.sampled_from(Each))
def test_no_claim_is_lost_by_sharing_out(claims, each):
    shares = share_out(claims, each)
    assert list(shares) == sorted(shares)
    assert {claim.id for share in shares.values() for claim in share} == {claim.id for claim in claims}
