import datetime as dt

import pytest
from hypothesis import given
from strategies import date_spans

from frontmap.errors import RecordError
from frontmap.records import Counted, DateSpan, Mention, Quantity, Role, Span, content_id


@given(date_spans())
def test_a_date_span_survives_edtf(span):
    assert DateSpan.from_edtf(span.edtf) == span


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023-01-13", (2023, 1, 13), (2023, 1, 13)),
        ("2023-02", (2023, 2, 1), (2023, 2, 28)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2023", (2023, 1, 1), (2023, 12, 31)),
        ("2022-02-24/2023-01-13", (2022, 2, 24), (2023, 1, 13)),
    ],
)
def test_edtf_is_read_and_written_as_it_stands(text, first, last):
    span = DateSpan.from_edtf(text)
    assert (span.first, span.last) == (dt.date(*first), dt.date(*last))
    assert span.edtf == text


def test_an_approximate_month_keeps_its_mark():
    assert DateSpan.from_edtf("2022-04~").approximate
    assert DateSpan.from_edtf("2022-04~").edtf == "2022-04~"


@pytest.mark.parametrize("text", ["", "yesterday", "2023-13", "2023-02-30", "2023-01-01/2023-01-02/2023-01-03", "13.01.2023"])
def test_what_is_no_date_is_refused_by_name(text):
    with pytest.raises(RecordError, match="no date"):
        DateSpan.from_edtf(text)


def test_a_span_that_runs_backwards_is_refused():
    with pytest.raises(RecordError, match="before it begins"):
        DateSpan(dt.date(2023, 1, 2), dt.date(2023, 1, 1))


def test_where_a_record_came_from_is_no_part_of_what_it_is():
    assert Span("Soledar", 3, 10) == Span("Soledar", 30, 37)
    assert Mention("Soledar", Role.PLACE, doc_id="a", start=3, end=10) == Mention("Soledar", Role.PLACE, doc_id="b", start=0, end=7)


def test_content_ids_depend_on_where_parts_end():
    assert content_id("ab", "c") != content_id("a", "bc")
    assert content_id("a", None) == content_id("a", None)
    assert len(content_id("x")) == 16
    assert content_id("a\ud800")  # a lone surrogate is text too


@pytest.mark.parametrize(("low", "high"), [(None, None), (3, 2), (-1, None), (None, float("inf")), (float("nan"), None)])
def test_a_quantity_has_bounds(low, high):
    with pytest.raises(RecordError, match="cannot run from"):
        Quantity(Counted.KILLED, "soldiers", low, high)
