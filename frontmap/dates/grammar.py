"""The grammar of dates: what numbers, days and years do around a language's words of time, as regular expressions."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from frontmap.dates.vocabulary import Vocabulary, load_vocabulary
from frontmap.lexicon.load import Rule

__all__ = ["Grammar", "load_grammar"]

DAY = r"(?:3[01]|[12]\d|0?[1-9])"
YEAR = r"(?:19|20)\d\d"
_ORDINAL = r"(?:st|nd|rd|th|-?(?:го|ого|е|ое|те|ше|ге|й|ий|ій|у|ю|му|ому|ту|шу|гу|та))?"
_NUMBER = r"\d{1,4}|\d,\d{3}"
# Numbers that begin a year; a year, an ISO date and a date in digits all hold one.
_YEAR_HEADS = frozenset(f"{century}{decade}" for century in (19, 20) for decade in range(10))


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language's expressions of time.

    `finders` names each sort of expression with its pattern; `triggers` says which sorts a word in small letters makes
    worth looking for; `automaton` finds the words in one pass, `capital` are those that count with a capital only.
    """

    vocabulary: Vocabulary
    finders: Mapping[str, re.Pattern[str]]
    relatives: tuple[Rule, ...]
    words: tuple[str, ...]
    capital: tuple[bool, ...]
    triggers: tuple[tuple[str, ...], ...]
    automaton: AhoCorasick
    since: re.Pattern[str]
    night_of: re.Pattern[str]
    night_to: re.Pattern[str]
    between: re.Pattern[str]
    through: re.Pattern[str]
    conjunction: re.Pattern[str]
    future: re.Pattern[str]
    until: re.Pattern[str]
    today: re.Pattern[str]
    dateline: re.Pattern[str]


@functools.cache
def load_grammar(language: str) -> Grammar:
    """Return the grammar of a language, compiled once."""
    words = load_vocabulary(language)
    relatives = (*words.rules.get("relative", ()), *words.rules.get("first_day", ()))
    the = _article(words)
    sorts: dict[str, set[str]] = {}
    small: set[str] = set()
    for sort, triggers in (
        ("date", words.triggers("month")),
        ("weekday", words.triggers("weekday")),
        ("relative", words.triggers("relative", "first_day")),
        ("count", words.triggers("unit")),
        ("season", words.triggers("season", "season_in")),
        ("war_day", words.triggers("day")),
        ("numeric", _YEAR_HEADS),
        ("year", _YEAR_HEADS),
    ):
        for word in triggers:
            sorts.setdefault(word.lower(), set()).add(sort)
            if word == word.lower():
                small.add(word)
    keys = tuple(sorted(sorts))
    return Grammar(
        vocabulary=words,
        finders={
            "numeric": re.compile(_numeric()),
            "date": re.compile(_date(words), re.VERBOSE),
            "war_day": re.compile(_war_day(words)),
            "season": re.compile(_season(words)),
            "weekday": re.compile(_weekday(words)),
            "count": re.compile(_count(words)),
            "year": re.compile(_year(words)),
            "relative": re.compile(r"(?<!\w)(?=\w)(?:" + ("|".join(f"(?P<r{number}>{rule.pattern})" for number, rule in enumerate(relatives)) or "(?!)") + ")"),
        },
        relatives=relatives,
        words=keys,
        capital=tuple(word not in small for word in keys),
        triggers=tuple(tuple(sorted(sorts[word])) for word in keys),
        automaton=AhoCorasick(list(keys) or ["\x00"], matchkind=MatchKind.LeftmostLongest),
        since=re.compile(rf"{words.pattern('since')}\s+{the}\Z"),
        night_of=re.compile(rf"{words.pattern('night_of')}\s+\Z"),
        night_to=re.compile(rf"{words.pattern('night_to')}\s+\Z"),
        between=re.compile(rf"{words.pattern('between')}\s+{the}\Z"),
        through=re.compile(rf"\s*(?:[-–—]|(?:,\s*)?{words.pattern('through')})\s*{the}"),
        conjunction=re.compile(rf"\s*{words.pattern('and')}\s+{the}"),
        future=re.compile(rf"(?<!\w)(?=\w){words.pattern('future')}"),
        until=re.compile(rf"{words.pattern('until')}\s+{the}\Z"),
        today=re.compile(rf"(?<!\w)(?=\w){words.pattern('today')}"),
        dateline=re.compile(words.pattern("dateline")),
    )


def _article(words: Vocabulary) -> str:
    return rf"(?:{words.pattern('article')}\s+)?"


def _numeric() -> str:
    iso = r"(?P<y1>(?:19|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)"
    dotted = r"(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>(?:19|20)\d\d)"
    return rf"(?<![\w./-])(?:{iso}|{dotted})(?![\w/-])(?!\.\d)"


def _date(words: Vocabulary) -> str:
    """Days and months: day first, month first, part of a month, month with a year, month after a preposition."""
    month, weekday = words.pattern("month"), words.pattern("weekday", "weekday_short")
    joint = rf"(?:\s*[-–—/]\s*|\s+{words.pattern('and', 'through')}\s+)"
    of = words.pattern("of")
    year_word = rf"(?:\s*{words.pattern('year_word')}\.?)?"
    year = rf"(?:,?\s+(?:{of}\s+)?(?P<y%d>{YEAR})(?![\w,.]?\d){year_word})"
    the = _article(words)
    return rf"""
    (?<![\w.,№#-])(?=\w)
    (?:(?P<weekday>{weekday})\.?,?\s+{the})?
    (?:
        (?P<d1>{DAY}){_ORDINAL} (?:{joint}(?P<e1>{DAY}){_ORDINAL})? \s+ (?:{of}\s+)? (?P<m1>{month})\.? {year % 1}?
      | (?P<m2>{month})(?:
            \.?\s+(?P<d2>{DAY}){_ORDINAL}(?![\w:%]|[,.]\d)
            (?: (?:,\s+{DAY}{_ORDINAL})*(?:,)?{joint}(?P<e2>{DAY}){_ORDINAL}(?![\w:%]|[,.]\d) )? {year % 2}?
          | \.? {year % 4}
        )
      | (?P<part3>{words.pattern('part')})[\s-]+(?P<m3>{month})\.? {year % 3}?
      | (?:(?P<lead>{words.pattern('last', 'next', 'this')})|{words.pattern('in_month')})\s+(?P<m5>{month})(?!\.?,?\s+(?:{DAY}(?!\d)|{YEAR}))
    )
    (?!\w)
    """


def _weekday(words: Vocabulary) -> str:
    lead, daytime = words.pattern("last", "next", "this"), words.pattern("daytime")
    return rf"(?P<no>{words.pattern('no_weekday')})|(?:(?P<lead>{lead})\s+)?(?P<weekday>{words.pattern('weekday')})(?:\s+{daytime})?(?!\w)"


def _season(words: Vocabulary) -> str:
    season, lead = words.pattern("season"), words.pattern("last", "next", "this")
    part = rf"(?:(?P<part%d>{words.pattern('part')})[\s-]+{_article(words)})?"
    of = words.pattern("of")
    year = rf"(?:{of}\s+)?(?P<y%d>{YEAR})(?:[-–/](?P<next_year>(?:20)?\d\d)(?!\d)|(?![\w,.]?\d))(?:\s*{words.pattern('year_word')})?"
    return (
        rf"{part % 1}(?P<s1>{words.pattern('season', 'season_in')})\s+{year % 1}"
        rf"|{part % 2}(?P<lead>{lead})\s+(?P<s2>{words.pattern('season', 'season_in')})(?!\w)"
        rf"|(?:{words.pattern('in_season')})\s+(?P<s3>{season})(?!\w)(?!\s+(?:{of}\s+)?{YEAR})(?!\s+{of}\s)"
        rf"|(?P<s4>{words.pattern('season_in')})"
    )


def _count(words: Vocabulary) -> str:
    """Numbers of days or weeks: "two days ago", "the past 24 hours", "the next three days"."""
    number = rf"(?:(?P<n%d>\d{{1,3}}(?!\d)|{words.pattern('number')})\s+)"
    unit = rf"(?P<u%d>{words.pattern('unit')})"
    return (
        rf"(?<![\w.,-])(?=\w)(?:{number % 1}{unit % 1}\s+{words.pattern('ago')}"
        rf"|{words.pattern('past')}\s+{number % 2}{unit % 2}"
        rf"|(?P<coming>{words.pattern('coming')})\s+{number % 3}{unit % 3})"
    )


def _war_day(words: Vocabulary) -> str:
    before, after = (
        "|".join(rule.pattern for rule in words.rules.get("war_day", ()) if rule.values.get("number") == side) or "(?!)" for side in ("before", "after")
    )
    return rf"(?<![\w.,])(?P<n1>{_NUMBER}){_ORDINAL}\s+(?:{before})|{words.pattern('day')}\s+(?P<n2>{_NUMBER})\s+(?:{after})"


def _year(words: Vocabulary) -> str:
    """Years that stand alone: after a preposition, before the word for year, or before what happened in them."""
    year = rf"(?P<y%d>{YEAR})(?![\w’'%%]|[-,.:]\d)"
    # "from 2000 metres" is no year: a plural follows it.
    alone = rf"(?!\s+(?!{words.pattern('after_year')})[a-z-]+s\b)"
    if "year_word" in words.rules:
        part = rf"(?:(?P<part1>{words.pattern('part')})[\s-]+)?"
        return rf"(?<![\w.,-]){part}{year % 1}(?:-?\w{{1,3}})?\s+{words.pattern('year_word')}(?!\.?\s*{words.pattern('made_in_year')})"
    lead = rf"(?:(?P<part1>{words.pattern('part')})|{words.pattern('in_year')})[\s-]+"
    return (
        rf"(?<![\w.,-]){lead}{year % 1}{alone}"
        rf"|(?<![\w.,-]){words.pattern('attributive')}\s+{year % 2}(?=\s+[a-z]{{3,}}(?<!s)\b)"
    )
