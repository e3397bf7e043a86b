"""Where stretches of time begin and end, what is too far away to be meant, and what tells a document's day."""

import datetime as dt

import pytest

from frontmap.dates.expressions import find
from frontmap.dates.resolve import date_document, resolve
from frontmap.records import DateSpan, Document
from frontmap.theatres.load import load_theatre

THEATRE = load_theatre("ukraine")
WEDNESDAY = "2023-04-19"


def days(text: str, document: str | None, language: str = "en") -> str | None:
    (expression,) = find(text, language)
    found = resolve(expression, DateSpan.from_edtf(document) if document else None, THEATRE)
    return found and found.edtf


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # weeks and weekends
        ("last week", "2023-04-10/2023-04-16"),
        ("this week", "2023-04-17/2023-04-23"),
        ("next week", "2023-04-24/2023-04-30"),
        ("last weekend", "2023-04-15/2023-04-16"),
        # months and years
        ("next month", "2023-05"),
        ("this year", "2023"),
        ("next year", "2024"),
        ("last March", "2023-03"),
        ("last April", "2022-04"),
        ("last May", "2022-05"),
        ("this March", "2023-03"),
        ("this April", "2023-04"),
        ("next March", "2024-03"),
        ("next April", "2024-04"),
        ("next May", "2023-05"),
        # seasons
        ("last spring", "2022-03-01~/2022-05-31~"),
        ("this spring", "2023-03-01~/2023-05-31~"),
        ("next spring", "2024-03-01~/2024-05-31~"),
        ("last summer", "2022-06-01~/2022-08-31~"),
        ("this summer", "2023-06-01~/2023-08-31~"),
        ("next summer", "2023-06-01~/2023-08-31~"),
        ("winter 2021", "2021-12-01~/2022-02-28~"),
        ("winter 2023", "2022-12-01~/2023-02-28~"),
        ("summer 2022", "2022-06-01~/2022-08-31~"),
        # thirds
        ("early March 2022", "2022-03-01~/2022-03-10~"),
        ("mid-March 2022", "2022-03-11~/2022-03-20~"),
        ("late February 2023", "2023-02-21~/2023-02-28~"),
        ("early 2023", "2023-01-01~/2023-04-30~"),
        ("mid-2023", "2023-05-01~/2023-08-31~"),
        ("late 2023", "2023-09-01~/2023-12-31~"),
        ("early spring 2023", "2023-03~"),
        ("mid-spring 2023", "2023-04~"),
        ("late spring 2023", "2023-05~"),
        ("early winter 2022", "2022-12~"),
        # counts
        ("tomorrow", "2023-04-20"),
        ("100 days ago", "2023-01-09"),
        ("two months ago", "2023-02~"),
        ("two years ago", "2021~"),
        ("in the next three days", "2023-04-19/2023-04-22"),
        ("in the past two months", "2023-02-18~/2023-04-19~"),
        ("in the past 12 hours", "2023-04-18/2023-04-19"),
        ("in the past five hours", "2023-04-18/2023-04-19"),
        ("in the past week", "2023-04-12/2023-04-19"),
        ("in the past 36 hours", "2023-04-17/2023-04-19"),
        ("five hours ago", "2023-04-19"),
        ("12 hours ago", "2023-04-18"),
        ("48 hours ago", "2023-04-17"),
        ("1st day of the war", "2022-02-24"),
        # weekdays
        ("last Thursday", "2023-04-13"),
        ("on Thursday", "2023-04-13"),
        ("next Wednesday", "2023-04-26"),
        ("from Friday to Monday", "2023-04-14/2023-04-17"),
        # nights and ranges
        ("on the night of 31 December", "2022-12-31/2023-01-01"),
        ("24-25 April 2023", "2023-04-24/2023-04-25"),
        ("28 February to 2 March", "2023-02-28/2023-03-02"),
        ("from late March to 5 April", "2023-03-21~/2023-04-05~"),
        ("from 5 March to late April", "2023-03-05~/2023-04-30~"),
        ("from December 30 to January 2", "2022-12-30/2023-01-02"),
        # up to the document's day
        ("since Monday", "2023-04-17/2023-04-19"),
        ("since March", "2023-03-01/2023-04-19"),
        ("since 2022", "2022-01-01/2023-04-19"),
        ("since yesterday", "2023-04-18/2023-04-19"),
        ("since 19 April 2023", "2023-04-19"),
        ("since 20 April 2023", "2023-04-20"),  # it has not begun
    ],
)
def test_stretches_begin_and_end_where_the_words_say(text, wanted):
    assert days(text, WEDNESDAY) == wanted


@pytest.mark.parametrize(
    ("document", "text", "wanted"),
    [
        (WEDNESDAY, "19 April", "2023-04-19"),
        (WEDNESDAY, "20 April", "2023-04-20"),  # it has begun in another time zone
        (WEDNESDAY, "21 April", None),  # a year ago, or the day after tomorrow
        (WEDNESDAY, "18 June", None),
        (WEDNESDAY, "19 June", "2022-06-19"),  # ten months ago: the next one is too far
        (WEDNESDAY, "29 February", None),  # three years ago, before the war, or in a year
        (WEDNESDAY, "will leave on 21 April", "2023-04-21"),
        (WEDNESDAY, "will leave on 18 April", "2023-04-18"),
        ("2022-02-25", "20 February", "2022-02-20"),
        ("2022-02-25", "25 August", "2022-08-25"),
        ("2022-02-25", "27 August", "2021-08-27"),
        ("2023-01-13", "25 February", None),  # eleven months ago or in six weeks
        ("2023-01-13", "24 February", "2022-02-24"),  # the war began
        ("2023-01-13", "in February", "2022-02"),
        ("2024-03-01", "29 February", "2024-02-29"),
        ("2024-03-01", "last month", "2024-02"),
        ("2024-03-01", "yesterday", "2024-02-29"),
        ("2023-01-10", "last December", "2022-12"),
        ("2023-01-10", "this winter", "2022-12-01~/2023-02-28~"),
        ("2023-01-10", "last winter", "2021-12-01~/2022-02-28~"),
        ("2023-01-10", "next winter", "2023-12-01~/2024-02-29~"),
        ("2023-04-16", "over the weekend", "2023-04-15/2023-04-16"),  # a Sunday's weekend is its own
        ("2023-04-15", "over the weekend", "2023-04-15/2023-04-16"),
        ("2023-04-17", "last week", "2023-04-10/2023-04-16"),
        ("2023-04-16", "last week", "2023-04-03/2023-04-09"),
        ("2023-01-15", "in the past two months", "2022-11-16~/2023-01-15~"),
    ],
)
def test_the_day_that_is_meant_without_a_year(document, text, wanted):
    assert days(text, document) == wanted


def test_of_a_document_that_spans_days_the_last_counts():
    assert days("yesterday", "2023-04-17/2023-04-19") == "2023-04-18"
    assert days("on Monday", "2023-04-16/2023-04-19") == "2023-04-17"


def test_what_hangs_on_an_approximate_day_is_approximate():
    for text in ("yesterday", "on Monday"):
        assert days(text, "2023-04-19~").endswith("~")
    assert days("18 April 2023", "2023-04-19~") == "2023-04-18"


def test_what_follows_a_range_is_found_too():
    text = "from May 1 to May 3, on 6 May, and from May 8 to May 9"
    assert [one.text for one in find(text, "en")] == ["May 1 to May 3", "6 May", "May 8 to May 9"]


def test_what_has_lasted_since_a_day_began_before_whatever_is_to_come():
    assert days("will rebuild what was ruined since 20 May", WEDNESDAY) == "2022-05-20/2023-04-19"


def test_offsets_take_no_part_in_equality():
    (one,), (other,) = find("on 6 May 2023", "en"), find("It was on 6 May 2023", "en")
    assert one == other
    assert one.end != other.end


# --- the document's own day


def dated(text: str, **fields: object) -> str | None:
    found = date_document(Document("1", text, **fields), THEATRE)
    return found and found.edtf


def test_a_date_stands_in_the_head_within_its_first_eight_lines():
    lines = [f"Line {number} of the head" for number in range(7)]
    assert dated("\n\n".join([*lines, "8 April 2022"])) == "2022-04-08"
    assert dated("\n".join([*lines, "One more", "8 April 2022"])) is None
    assert dated("word " * 500 + "\n8 April 2022") is None


def test_the_first_dateline_counts():
    assert dated("8 April 2022\n9 April 2022\nText.") == "2022-04-08"
    assert dated("20220230\n20220408\nText.") == "2022-04-08"  # there was no 30 February


def test_only_the_headline_may_end_or_begin_with_its_date():
    assert dated("Assessment, January 13, 2023\nText.") == "2023-01-13"
    assert dated("Assessment\nWhat was said, January 13, 2023\nText.") is None
    assert dated("Title\n23 Jul 2022 18.05 Three people were killed.") is None
    assert dated("Assessment of January 13, 2023 and after\nText.") is None


def test_a_stretch_of_days_is_no_dateline():
    assert dated("8-10 April 2022\nText.") is None


def test_a_count_of_days_dates_a_document_where_it_is_today_s_or_leads():
    assert dated("The 324th day of the war has come and gone, people say.") == "2023-01-13"
    assert dated("It was the 324th day of the war, people say.") == "2023-01-13"
    assert dated("In the town it was the 324th day of the war, people say.") is None
    assert dated("Today is the first day of the war.") is None  # so many speak of it


@pytest.mark.parametrize(
    ("weekday", "wanted"),
    [
        ("Tuesday, 29th November", "2023-01-13"),  # 45 days before
        ("Monday, 28th November", "2023-01-13~"),
        ("Friday, 13th January", "2023-01-13"),
        ("Friday, 13th January 2023", "2023-01-13"),
    ],
)
def test_a_count_is_held_against_the_weekdays_that_stand_near(weekday, wanted):
    assert dated(f"It was seen on {weekday}, they said. Today marks the 324th day of the war.") == wanted


def test_days_of_one_document_lie_within_a_month():
    assert dated("On Monday, 2nd January, he left; on Thursday, 2nd February, he came.") == "2023-02-02"
    assert dated("On Monday, 2nd January, he left; on Friday, 3rd February, he came.") is None
    assert dated("On Friday, 13th January, he left. He will come on Thursday, 2nd February.") == "2023-01-13"


def test_a_weekday_with_its_year_dates_no_document():
    assert dated("It was on Friday, 13 January 2023, in the town.") is None


def test_the_input_s_own_date_counts_first():
    assert dated("8 April 2022\nText.", published=dt.date(2023, 5, 5)) == "2023-05-05"
