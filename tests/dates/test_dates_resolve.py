"""From expressions to days, and the day of a document."""

import datetime as dt
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontmap.dates.expressions import find
from frontmap.dates.resolve import date_document, resolve
from frontmap.records import Basis, DateSpan, Document
from frontmap.theatres.load import load_theatre

THEATRE = load_theatre("ukraine")
WEDNESDAY = "2023-04-19"

# language, document's date, text, days (EDTF), basis
RESOLVED = [
    ("en", None, "18 April 2023", "2023-04-18", "text"),
    ("en", None, "Apr. 18, 2023", "2023-04-18", "text"),
    ("en", None, "2023-01-13", "2023-01-13", "text"),
    ("en", None, "January 13 and 14, 2025", "2025-01-13/2025-01-14", "text"),
    ("en", None, "31 December 2022 to 1 January 2023", "2022-12-31/2023-01-01", "text"),
    ("en", None, "31-1 January 2023", "2022-12-31/2023-01-01", "text"),
    ("en", None, "January 31-1, 2023", "2023-01-31/2023-02-01", "text"),
    ("en", None, "on 5–5 May 2023", "2023-05-05", "text"),
    ("en", None, "in March 2022", "2022-03", "text"),
    ("en", None, "in late December 2024", "2024-12-21~/2024-12-31~", "text"),
    ("en", None, "in 2023", "2023", "text"),
    ("en", None, "the winter of 2022-2023", "2022-12-01~/2023-02-28~", "text"),
    ("en", None, "the 324th day of the war", "2023-01-13", "war-day"),
    ("en", None, "on the first day of its 2022 invasion", "2022-02-24", "war-day"),
    ("en", None, "between 24th February 2022 and 6th February 2023", "2022-02-24/2023-02-06", "text"),
    ("en", None, "Friday, 13th January", "2023-01-13", "weekday"),
    ("en", None, "Saturday, 13th January", "2024-01-13", "weekday"),
    ("en", None, "Friday, 30 January", "2026-01-30", "weekday"),  # the one of the war's first five years that is a Friday
    ("en", None, "Thursday, 24th February", "2022-02-24", "weekday"),  # the day on which it began is one of them
    ("en", "2022-03-10", "on 1 July", "2022-07-01", "text"),  # the July before lies before the war
    ("en", WEDNESDAY, "in the past two weeks", "2023-04-05/2023-04-19", "relative"),
    ("en", WEDNESDAY, "the next two weeks", "2023-04-19~/2023-05-03~", "relative"),
    ("en", WEDNESDAY, "April 18th", "2023-04-18", "text"),
    ("en", WEDNESDAY, "24th November", "2022-11-24", "text"),
    ("en", "2023-01-13", "24th February", "2022-02-24", "text"),
    ("en", "2023-01-13", "between 24th February and 13th January", "2022-02-24/2023-01-13", "text"),
    ("en", "2023-01-13", "officials are set to meet on 2nd February", "2023-02-02", "text"),
    ("en", WEDNESDAY, "will remain until at least 29th May", "2023-05-29", "text"),
    ("en", "2024-04-14", "was tasked with capturing the city by May 9", "2024-05-09", "text"),
    ("en", "2023-05-22", "will leave from May 25 to June 1", "2023-05-25/2023-06-01", "text"),
    ("en", "2025-01-20", "on the night of January 17 to 18", "2025-01-17/2025-01-18", "text"),
    ("en", "2025-01-20", "on the night of January 17", "2025-01-17/2025-01-18", "text"),
    ("en", "2025-01-11", "in late December", "2024-12-21~/2024-12-31~", "text"),
    ("en", "2023-02-06", "a possible offensive in February", "2023-02", "text"),
    ("en", "2022-10-25", "since late September", "2022-09-21~/2022-10-25~", "text"),
    ("en", WEDNESDAY, "on Tuesday", "2023-04-18", "weekday"),
    ("en", WEDNESDAY, "on Wednesday", "2023-04-19", "weekday"),
    ("en", WEDNESDAY, "last Wednesday", "2023-04-12", "weekday"),
    ("en", WEDNESDAY, "next Friday", "2023-04-21", "weekday"),
    ("en", WEDNESDAY, "from Monday to Tuesday", "2023-04-17/2023-04-18", "weekday"),
    ("en", "2023-01-13", "on Thursday", "2023-01-12", "weekday"),
    ("en", WEDNESDAY, "today", "2023-04-19", "relative"),
    ("en", WEDNESDAY, "yesterday", "2023-04-18", "relative"),
    ("en", WEDNESDAY, "overnight", "2023-04-18/2023-04-19", "relative"),
    ("en", WEDNESDAY, "last week", "2023-04-10/2023-04-16", "relative"),
    ("en", WEDNESDAY, "over the weekend", "2023-04-15/2023-04-16", "relative"),
    ("en", WEDNESDAY, "earlier this month", "2023-04-01/2023-04-19", "relative"),
    ("en", WEDNESDAY, "this month", "2023-04", "relative"),
    ("en", WEDNESDAY, "last month", "2023-03", "relative"),
    ("en", WEDNESDAY, "last year", "2022", "relative"),
    ("en", WEDNESDAY, "two days ago", "2023-04-17", "relative"),
    ("en", WEDNESDAY, "three weeks ago", "2023-03-27~/2023-04-02~", "relative"),
    ("en", WEDNESDAY, "in the past 24 hours", "2023-04-18/2023-04-19", "relative"),
    ("en", WEDNESDAY, "in recent days", "2023-04-12~/2023-04-19~", "relative"),
    ("en", WEDNESDAY, "last winter", "2022-12-01~/2023-02-28~", "text"),
    ("uk", "2024-07-10", "у ніч на 9 липня", "2024-07-08/2024-07-09", "text"),
    ("uk", "2024-07-10", "за минулу добу", "2024-07-09/2024-07-10", "relative"),
    ("uk", "2023-12-28", "відвоювали влітку", "2023-06-01~/2023-08-31~", "text"),
    ("uk", None, "на 104-ту добу повномасштабної війни", "2022-06-07", "war-day"),
    ("ru", "2024-07-03", "в конце июня", "2024-06-21~/2024-06-30~", "text"),
    ("ru", "2024-07-10", "в течение минувших суток", "2024-07-09/2024-07-10", "relative"),
    ("ru", "2022-10-31", "с конца сентября", "2022-09-21~/2022-10-31~", "text"),
    ("ru", "2024-07-10", "в среду", "2024-07-10", "weekday"),
]


def span(text):
    return DateSpan.from_edtf(text) if text else None


@pytest.mark.parametrize(("language", "document", "text", "days", "basis"), RESOLVED)
def test_expression_stands_for_these_days(language, document, text, days, basis):
    (expression,) = find(text, language)
    found = resolve(expression, span(document), THEATRE)
    assert found is not None
    assert (found.edtf, found.basis) == (days, Basis(basis))


@pytest.mark.parametrize("text", ["today", "on Monday", "yesterday", "13 January", "in February", "since May", "overnight", "last week", "last winter", "winter 2023"])
def test_without_a_document_date_nothing_is_guessed(text):
    assert [resolve(one, None, THEATRE) for one in find(text)] == [None]


@pytest.mark.parametrize(
    ("document", "text"),
    [
        (WEDNESDAY, "31 February 2023"),
        (WEDNESDAY, "30 February"),
        (None, "Sunday, 13 February"),  # no year of the war has it
        (WEDNESDAY, "on May 25"),  # eleven months ago or next month: either may be meant
        (WEDNESDAY, "2023-02-30"),
        (WEDNESDAY, "between 5 May 2023 and 1 May 2023"),
        (None, "January 31-30, 2023"),
        (None, "June 30-31, 2023"),
    ],
)
def test_impossible_and_open_dates_are_none(document, text):
    assert [resolve(one, span(document), THEATRE) for one in find(text)] == [None]


DAYS = st.dates(dt.date(2022, 2, 24), dt.date(2026, 12, 31))

def test_a_weekday_before_the_war_tells_no_year():
    """23 February was a Wednesday in 2022, a day before the war, and in none of its years."""
    (expression,) = find("Wednesday, 23rd February", "en")
    assert resolve(expression, None, THEATRE) is None


@pytest.mark.parametrize(("text", "words"), [("in the winter it froze", "winter"), ("In the autumn of 2022 it", "autumn of 2022")])
def test_a_season_stands_where_its_own_word_begins(text, words):
    assert [expression.text for expression in find(text, "en")] == [words]


WORDS = [*sorted({row[2] for row in RESOLVED}), "31 February", "29 February", "99999th day of the war", "999 years ago", "999 months ago", "in the next 999 years", "in 1900"]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), DAYS | st.none(), st.sampled_from(["en", "uk", "ru"]))
def test_no_year_is_invented(words, day, language):
    text = ", ".join(words)
    document = DateSpan(day, day, Basis.METADATA) if day else None
    for one in find(text, language):
        found = resolve(one, document, THEATRE)
        if found is None:
            continue
        assert found.first.year >= 1900
        assert DateSpan.from_edtf(found.edtf) == found
        written = re.search(r"(?:19|20)\d\d", one.text)
        assert written or document or found.basis in (Basis.WAR_DAY, Basis.WEEKDAY)


# --- the document's own date


def document(text, **fields):
    return Document("1", text, **fields)


@pytest.mark.parametrize(
    ("text", "date", "basis"),
    [
        ("A title\n20220408\nhttps://example.org/article-10700105/x\nText in 2015.", "2022-04-08", "dateline"),
        ("A title\n8 April 2022\nText.", "2022-04-08", "dateline"),
        ("A title\nPublished: Friday, 8 April 2022, 15:30 GMT\nText.", "2022-04-08", "dateline"),
        ("2022-04-08\nText.", "2022-04-08", "dateline"),
        ("KYIV, Jan 13, 2023 (Reuters) - Ukrainian forces held on.", "2023-01-13", "dateline"),
        ("KYIV, Ukraine, 13 January 2023 — Ukrainian forces held on.", "2023-01-13", "dateline"),
        ("ДНІПРО, 13 січня 2023 року, «Хвиля Дніпра» — Сили оборони стоять.", "2023-01-13", "dateline"),
        ("Offensive campaign assessment, January 13, 2023\n\nText.", "2023-01-13", "dateline"),
        ("23 Jul 2022 18.05 Three people were killed.", "2022-07-23", "dateline"),
        ("Текст.\n13 січня 2023 року\nЩе текст, і це він.", "2023-01-13", "dateline"),
        ("Russia invaded on 24th February. Today marks the 324th day of the war.", "2023-01-13", "war-day"),
        ("Day 324 of the war: what we know\nText of 2014.", "2023-01-13", "war-day"),
        ("Сьогодні триває 324-й день війни, і це довго.", "2023-01-13", "war-day"),
        ("The images were obtained on Friday, 13th January. Today marks the 324th day of the war.", "2023-01-13", "war-day"),
        ("The images were obtained on Friday, 13th January, it said.", "2023-01-13", "weekday"),
        ("On Thursday, 12th January, he left; on Friday, 13th January, he came.", "2023-01-13", "weekday"),
    ],
)
def test_date_of_a_document(text, date, basis):
    language = "uk" if "і" in text else "en"
    found = date_document(document(text, language=language), THEATRE)
    assert found is not None
    assert (found.edtf, found.basis) == (date, Basis(basis))


@pytest.mark.parametrize(
    "text",
    [
        "Bakhmut fell in 2023. Russia invaded Ukraine on 24 February 2022.",
        "The footage was released on Tuesday, Apr. 18, 2023. (photo)",
        "What happened on 24 February 2022\nText.",
        "Russia said today that its forces entered the town. They posted a video on Monday.",
        "On the first day of the war they came. By the 100th day of the war they had left.",
        "On Friday, 13th January, he came; on Monday, 1 May, he left.",
        "On Friday, 14th January, he came.",
        "Today marks the 324th day of the war. Today marks the 400th day of the war.",
        "13 January 2023 was the day on which the town fell, people say.",
        "20229999\nText.",
        "",
    ],
)
def test_stray_dates_never_date_a_document(text):
    assert date_document(document(text), THEATRE) is None


def test_metadata_win_over_all():
    found = date_document(document("20220408\nToday marks the 324th day of the war.", published=dt.date(2023, 5, 5)), THEATRE)
    assert found is not None
    assert (found.edtf, found.basis) == ("2023-05-05", Basis.METADATA)


def test_war_day_that_the_weekdays_contradict_is_approximate():
    found = date_document(document("On Tuesday, 13th January, it was. Today marks the 324th day of the war."), THEATRE)
    assert found is not None
    assert found.edtf == "2023-01-13~"


@given(st.text(max_size=300))
def test_dating_never_raises(text):
    date_document(document(text), THEATRE)


def test_dates_of_the_seed_articles(shared):
    from frontmap.documents.reader import read

    wanted = [json.loads(line) for line in (shared / "gold" / "seeds.jsonl").read_text(encoding="utf-8").splitlines()]
    found = [date_document(item, THEATRE) for item in read([shared / "seeds"])]
    assert [one.edtf if one else None for one in found] == [article["expected_date"] for article in wanted]
    assert [one.basis if one else None for one in found][:4] == [Basis.WAR_DAY, Basis.WAR_DAY, Basis.WAR_DAY, Basis.DATELINE]
