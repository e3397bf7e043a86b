"""Near copies: found where one report carries another's words, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger.copied_pairs import APART, COPIES

from frontmap.ledger.copies import are_copies, copies, wording_of


@pytest.mark.parametrize(("one", "other"), COPIES)
def test_a_report_that_carries_another_s_words_is_a_copy(one, other):
    assert are_copies(wording_of(one), wording_of(other))
    assert are_copies(wording_of(other), wording_of(one))


@pytest.mark.parametrize(("one", "other"), APART)
def test_reports_that_only_sound_alike_are_none(one, other):
    assert not are_copies(wording_of(one), wording_of(other))


@given(st.lists(st.sampled_from([text for pair in (*COPIES, *APART) for text in pair]), max_size=12))
def test_all_pairs_that_are_copies_are_found_once(texts):
    said = [wording_of(text) for text in texts]
    pairs = list(copies(said))
    assert sorted(pairs) == [(one, other) for one in range(len(said)) for other in range(one + 1, len(said)) if are_copies(said[one], said[other])]
