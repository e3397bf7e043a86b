"""Expressions of time in text: what is found, where, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontmap.dates.expressions import TimeKind, find
from frontmap.lexicon.load import languages, load_rules

FOUND = [
    ("en", "obtained on Friday, 13th January, along", "Friday, 13th January", TimeKind.DAY),
    ("en", "on Sunday, Feb. 05, 2023. (photo)", "Sunday, Feb. 05, 2023", TimeKind.DAY),
    ("en", "the 13th of January", "13th of January", TimeKind.DAY),
    ("en", "on January 13 and 14.", "January 13 and 14", TimeKind.DAY),
    ("en", "on March 19-20.", "March 19-20", TimeKind.DAY),
    ("en", "(2023-01-13)", "2023-01-13", TimeKind.DAY),
    ("en", "in mid-May. Then", "mid-May", TimeKind.MONTH),
    ("en", "the brand stopped exports in March 2022.", "March 2022", TimeKind.MONTH),
    ("en", "said in early 2023 that", "early 2023", TimeKind.YEAR),
    ("en", "a 2015 decree declaring", "2015", TimeKind.YEAR),
    ("en", "struck at dawn on Tuesday morning", "Tuesday morning", TimeKind.WEEKDAY),
    ("en", "around dawn Tuesday and", "Tuesday", TimeKind.WEEKDAY),
    ("en", "Earlier today, the governor", "Earlier today", TimeKind.RELATIVE),
    ("en", "in the past 24 hours", "in the past 24 hours", TimeKind.RELATIVE),
    ("en", "three weeks ago", "three weeks ago", TimeKind.RELATIVE),
    ("en", "the 1,000th day of the war", "1,000th day of the war", TimeKind.WAR_DAY),
    ("en", "Day 420 of the full-scale war:", "Day 420 of the full-scale war", TimeKind.WAR_DAY),
    ("en", "will leave from May 25 to June 1", "May 25 to June 1", TimeKind.RANGE),
    ("en", "between Monday and Wednesday", "Monday and Wednesday", TimeKind.RANGE),
    ("en", "in the winter of 2022-2023.", "winter of 2022-2023", TimeKind.SEASON),
    ("uk", "У ніч з 13 на 14 січня 2023 року ворог", "13 на 14 січня 2023 року", TimeKind.DAY),
    ("uk", "на 104-ту добу повномасштабної війни", "104-ту добу повномасштабної війни", TimeKind.WAR_DAY),
    ("uk", "протягом минулої доби", "протягом минулої доби", TimeKind.RELATIVE),
    ("uk", "які відвоювали влітку", "влітку", TimeKind.SEASON),
    ("ru", "К началу суток 8 июля на", "8 июля", TimeKind.DAY),
    ("ru", "В конце июня министерство", "В конце июня", TimeKind.MONTH),
    ("ru", "в 2014 году", "2014 году", TimeKind.YEAR),
    ("ru", "в пятницу, 13 января,", "пятницу, 13 января", TimeKind.DAY),
    ("de", "am 13.01.2023 um", "13.01.2023", TimeKind.DAY),
]


@pytest.mark.parametrize(("language", "text", "words", "kind"), FOUND)
def test_expression_is_found_with_its_bounds(language, text, words, kind):
    (expression,) = find(text, language)
    assert (expression.text, expression.kind) == (words, kind)
    assert text[expression.start : expression.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "the 1486th Motorized Rifle Regiment",
        "article-10700105 and 20220408",
        "lost about 114,130 personnel and 3,098 tanks",
        "from the 136th Reconnaissance Battalion",
        "Russian forces may have entered",
        "troops march on the town",
        "the Sunday Times and Black Friday",
        "up to 2000 soldiers, from 2022 positions",
        "a height of 2014.5 metres, item 2022-01-150",
        "the town will fall, falling",
        "the day before the attack",
        "the Mariupol front, the Mayor, Marchenko",
        "The Sun reported",
        "T-0504 and T-0406 highways",
        "version 1.2.2023.4",
        "https://example.org/2023-01-13/x",
        "three weeks of fighting",
    ],
)
def test_what_is_no_time_is_not_found(text):
    assert find(text) == []


def test_expressions_come_in_order_and_do_not_overlap():
    text = "On Monday, 2 January 2023, and again on 5 January, forces attacked; two days ago they left. In 2014 it was calm."
    found = find(text)
    assert [one.text for one in found] == ["Monday, 2 January 2023", "5 January", "two days ago", "2014"]


def test_part_of_a_text_is_searched_with_offsets_of_the_whole():
    text = "On Monday they left. On Tuesday they came. On Friday they left."
    start = text.index("On Tuesday")
    found = find(text, "en", start, start + 22)
    assert [(one.text, text[one.start : one.end]) for one in found] == [("Tuesday", "Tuesday")]


def test_words_that_change_a_date_are_noticed():
    (since,) = find("in the area since late October")
    assert since.parts.since
    (future,) = find("officials are set to meet on 2nd February")
    assert future.parts.future
    (plain,) = find("They will stay. He came on 2nd February. It will rain.")
    assert not plain.parts.future, "the words of another sentence count for nothing"


def test_letters_that_grow_when_made_small_do_not_shift_offsets():
    text = "İİİ İstanbul on 13 January 2023"
    (one,) = find(text)
    assert text[one.start : one.end] == one.text == "13 January 2023"


WORDS = ["on", "Monday", ",", "13", "th", "January", "2023", "to", "and", "since", "the", "324th", "day of the war", "last", "week", "in", "-", "31", "ago", "two", "days"]
WORDS += ["у", "ніч на", "січня", "13.01.2023", "2023-02-30", "минулого тижня", "\n", "winter", "early", "of", "between", "next", "overnight", "№"]


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=80), st.sampled_from(["en", "uk", "ru", "xx"]))
def test_offsets_slice_to_the_text(text, language):
    end = 0
    for one in find(text, language):
        assert text[one.start : one.end] == one.text != ""
        assert one.start >= end
        end = one.end


RULES = [rule for language in languages() for topic in ("dates", "sentences") for rule in load_rules(language, topic)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_finds_its_examples_and_not_its_counterexamples(rule):
    assert all(list(rule.find(text)) for text in rule.match)
    assert not [text for text in rule.reject if list(rule.find(text))]


def test_a_range_is_joined_to_the_time_just_before_it():
    found = find("On Sunday it rained all day in the city. They will leave from May 25 to June 1, the mayor said.", "en")
    assert [one.text for one in found] == ["Sunday", "May 25 to June 1"]
