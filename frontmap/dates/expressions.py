"""Find expressions of time in text: what is written, not yet which day it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from frontmap.dates.grammar import Grammar, load_grammar
from frontmap.dates.vocabulary import Vocabulary

__all__ = ["Parts", "TimeExpression", "TimeKind", "find", "in_sentence", "names_own_day"]

# An expression's other words stand at most this far from the word that gives it away.
_BEFORE, _AFTER = 40, 48
# How far, within the sentence, words reach that let a date lie ahead.
_FUTURE_BEFORE, _FUTURE_AFTER = 120, 60
_LEAD = 24  # characters before an expression in which its "since" or "by" stands
_BREAK = re.compile(r"[.!?…]\s|\n")


class TimeKind(StrEnum):
    """What sort of expression it is."""

    DAY = "day"  # 18 April 2023, January 13 and 14
    MONTH = "month"  # March 2022, late December
    YEAR = "year"  # in 2023
    SEASON = "season"  # last spring
    WEEKDAY = "weekday"  # on Tuesday
    RELATIVE = "relative"  # yesterday, two weeks ago
    WAR_DAY = "war-day"  # the 324th day of the war
    RANGE = "range"  # from May 25 to June 1


@dataclass(slots=True, unsafe_hash=True)
class Parts:
    """What an expression says; None, False or "" is what it leaves open.

    Attributes
    ----------
    year, month, day, last_day : int or None
        A date, or the days `day` to `last_day`, which is the next month's where it is the smaller one.
    weekday : int or None
        0 is Monday.
    third : str
        `early`, `mid` or `late`.
    months : int
        How many months a season has, from `month` on.
    two_years : bool
        A winter with both its years, of which `year` is the first.
    unit, first, last : str, int, int
        A stretch counted from the document's day: `first` to `last` in units `day`, `week`, `weekend`, `month`, `year`.
    to_date : bool
        A stretch that ends with the document's day at the latest ("earlier this month").
    war_day : int or None
        Day of the war, the first is 1.
    nights : tuple of int
        Days to add before and after, for a night that begins or ends on the date.
    lead : str
        `last`, `this` or `next` before a weekday, month or season.
    since : bool
        The stretch goes on to the document's day.
    past, future : bool
        The date lies behind the document's, or the sentence speaks of what is to come, so that a date without a year may lie ahead.
    approximate : bool
        The bounds are a rule of thumb.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    third: str = ""
    months: int = 1
    two_years: bool = False
    unit: str = ""
    first: int = 0
    last: int = 0
    to_date: bool = False
    war_day: int | None = None
    nights: tuple[int, int] = (0, 0)
    lead: str = ""
    since: bool = False
    past: bool = False
    future: bool = False
    approximate: bool = False


@dataclass(slots=True, unsafe_hash=True)
class TimeExpression:
    """Words that tell a time: `document.text[start:end] == text`.

    `bounds` are the two expressions of a range.
    """

    text: str
    kind: TimeKind
    parts: Parts = field(default_factory=Parts)
    bounds: tuple[TimeExpression, ...] = ()
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


def find(text: str, language: str = "en", start: int = 0, end: int | None = None) -> list[TimeExpression]:
    """Return the expressions of time in `text[start:end]`, in order, none overlapping; offsets count from the start of `text`.

    A language without words of time in its lexicon still has dates in digits (2023-01-13, 13.01.2023).
    """
    grammar = load_grammar(language)
    stop = len(text) if end is None else end
    found: list[TimeExpression] = []
    for sort, windows in _windows(text, start, stop, grammar).items():
        for left, right in windows:
            found.extend(_expressions(sort, text, left, right, grammar))
    return _joined(_without_overlaps(found), text, grammar)


def names_own_day(text: str, language: str) -> bool:
    """Whether a text counts a day of the war, or names a weekday with its date: nothing else in it tells its own day, and few have either."""
    grammar = load_grammar(language)
    windows = _windows(text, 0, len(text), grammar)
    counts = any(grammar.finders["war_day"].search(text, *window) for window in windows.get("war_day", ()))
    return counts or any(date["weekday"] for window in windows.get("date", ()) for date in grammar.finders["date"].finditer(text, *window))


def _windows(text: str, start: int, stop: int, grammar: Grammar) -> dict[str, list[tuple[int, int]]]:
    """Return, for each sort of expression, the stretches where one can stand: around the words that give it away."""
    part = text[start:stop]
    lower = part.lower()
    if len(lower) != len(part):  # a few letters, such as İ, grow when they are made small
        lower = "".join(small if len(small := char.lower()) == 1 else char for char in part)
    windows: dict[str, list[tuple[int, int]]] = {}
    for word, left, right in grammar.automaton.find_matches_as_indexes(lower):
        # Part of a longer word, or "may" and "march" that are no months.
        if (left and part[left - 1].isalpha()) or part[right : right + 1].isalpha() or (grammar.capital[word] and not part[left].isupper()):
            continue
        a, b = max(0, left - _BEFORE) + start, min(len(part), right + _AFTER) + start
        while b < stop and text[b].isalnum():
            b += 1
        for sort in grammar.triggers[word]:
            stretches = windows.setdefault(sort, [])
            if stretches and a <= stretches[-1][1]:
                stretches[-1] = (stretches[-1][0], b)
            else:
                stretches.append((a, b))
    return windows


def _expressions(sort: str, text: str, left: int, right: int, grammar: Grammar) -> Iterator[TimeExpression]:
    for match in grammar.finders[sort].finditer(text, left, right):
        expression = _READERS[sort](match, grammar)
        if expression is not None:
            yield expression


def _expression(match: re.Match[str], kind: TimeKind, parts: Parts, start: int | None = None) -> TimeExpression:
    start = match.start() if start is None else start
    end = match.end() - match.group().endswith(".")  # the sentence's, or of an abbreviation that ends it
    return TimeExpression(match.string[start:end], kind, parts, start=start, end=end)


def _numeric(match: re.Match[str], _: Grammar) -> TimeExpression:
    year, month, day = (int(match[f"{name}1"] or match[f"{name}2"]) for name in "ymd")
    return _expression(match, TimeKind.DAY, Parts(year=year, month=month, day=day))


def _date(match: re.Match[str], grammar: Grammar) -> TimeExpression:
    words = grammar.vocabulary
    groups = match.groupdict()
    form = next(number for number in (1, 2, 3, 5) if groups[f"m{number}"])
    year, weekday, lead = groups.get(f"y{form}") or groups["y4"], groups["weekday"], groups["lead"]
    parts = Parts(
        year=int(year) if year else None,
        month=int(words.values("month", groups[f"m{form}"])["number"]),
        third=str(words.values("part", groups["part3"])["third"]) if groups["part3"] else "",
        weekday=_weekday_number(weekday, words) if weekday else None,
        lead=_lead(lead, words),
    )
    if not (groups["d1"] or groups["d2"]):
        start = match.start("m5") if form == 5 and not lead else match.start()
        return _hedged(_expression(match, TimeKind.MONTH, parts, start), match.string, grammar)
    day, last_day = int(groups[f"d{form}"]), int(groups[f"e{form}"] or 0)
    if form == 1 and 0 < last_day < day:  # "31 to 1 February": the month named is the last day's
        month, year_before = (parts.month or 1) - 1 or 12, parts.month == 1
        parts = replace(parts, month=month, year=parts.year - 1 if parts.year and year_before else parts.year)
    before = match.string[max(0, match.start() - 32) : match.start()] if not last_day else ""
    nights = (0, 1) if grammar.night_of.search(before) else (-1, 0) if grammar.night_to.search(before) else (0, 0)
    parts = replace(parts, day=day, last_day=last_day or None, nights=nights)
    return _hedged(_expression(match, TimeKind.DAY, parts), match.string, grammar)


def _weekday(match: re.Match[str], grammar: Grammar) -> TimeExpression | None:
    if match["no"]:
        return None
    number = _weekday_number(match["weekday"], grammar.vocabulary)
    return _hedged(_expression(match, TimeKind.WEEKDAY, Parts(weekday=number, lead=_lead(match["lead"], grammar.vocabulary))), match.string, grammar)


def _weekday_number(word: str, words: Vocabulary) -> int:
    return int((words.values("weekday", word) or words.values("weekday_short", word))["number"])


def _lead(word: str | None, words: Vocabulary) -> str:
    return next((kind for kind in ("last", "this", "next") if words.values(kind, word)), "") if word else ""


def _season(match: re.Match[str], grammar: Grammar) -> TimeExpression:
    words, groups = grammar.vocabulary, match.groupdict()
    form = next(number for number in range(1, 5) if groups[f"s{number}"])
    season = words.values("season", groups[f"s{form}"]) or words.values("season_in", groups[f"s{form}"])
    year, part = groups.get(f"y{form}"), groups.get(f"part{form}")
    parts = Parts(
        year=int(year) if year else None,
        month=int(season["first"]),
        months=int(season["months"]),
        two_years=bool(groups["next_year"]),
        third=str(words.values("part", part)["third"]) if part else "",
        lead=_lead(groups["lead"], words),
        approximate=True,
    )
    return _hedged(_expression(match, TimeKind.SEASON, parts, match.start(f"s{form}") if form == 3 else None), match.string, grammar)


def _count(match: re.Match[str], grammar: Grammar) -> TimeExpression | None:
    words, groups = grammar.vocabulary, match.groupdict()
    form = next(number for number in range(1, 4) if groups[f"u{number}"])
    count = words.number(groups[f"n{form}"]) if groups[f"n{form}"] else 1
    unit = str(words.values("unit", groups[f"u{form}"])["unit"])
    if not count:
        return None
    if unit == "hour":
        unit, count = "day", 0 if form == 1 and count < 12 else -(-count // 24)
    if form == 3:
        parts = Parts(unit="day", first=0, last=_in_days(unit, count), future=True, approximate=unit != "day")
    elif form == 2:
        parts = Parts(unit="day", first=-_in_days(unit, count), last=0, approximate=unit in ("month", "year"))
    else:
        parts = Parts(unit=unit, first=-count, last=-count, approximate=unit != "day")
    return _expression(match, TimeKind.RELATIVE, parts)


def _in_days(unit: str, count: int) -> int:
    return count * {"day": 1, "week": 7, "month": 30, "year": 365}[unit]


def _war_day(match: re.Match[str], grammar: Grammar) -> TimeExpression | None:
    number = grammar.vocabulary.number(match["n1"] or match["n2"])
    return _expression(match, TimeKind.WAR_DAY, Parts(war_day=number)) if number else None


def _year(match: re.Match[str], grammar: Grammar) -> TimeExpression:
    groups = match.groupdict()
    part, form = groups["part1"], 1 if groups["y1"] else 2
    third = str(grammar.vocabulary.values("part", part)["third"]) if part else ""
    start = match.start() if part else match.start(f"y{form}")
    return _hedged(_expression(match, TimeKind.YEAR, Parts(year=int(groups[f"y{form}"]), third=third), start), match.string, grammar)


def _relative(match: re.Match[str], grammar: Grammar) -> TimeExpression | None:
    rule = grammar.relatives[int((match.lastgroup or "r0")[1:])]
    if rule.unless and any(
        undo.start() < match.end() and match.start() < undo.end() for undo in rule.unless.finditer(match.string, max(0, match.start() - _BEFORE), match.end() + _AFTER)
    ):
        return None
    values = rule.values
    if values["kind"] == "first_day":
        return _expression(match, TimeKind.WAR_DAY, Parts(war_day=1))
    parts = Parts(
        unit=str(values["unit"]),
        first=int(values["first"]),
        last=int(values["last"]),
        to_date=values.get("until") == "document",
        approximate=bool(values.get("approximate")),
    )
    return _hedged(_expression(match, TimeKind.RELATIVE, parts), match.string, grammar)


_READERS = {
    "numeric": _numeric,
    "date": _date,
    "weekday": _weekday,
    "season": _season,
    "count": _count,
    "war_day": _war_day,
    "year": _year,
    "relative": _relative,
}


def _hedged(expression: TimeExpression, text: str, grammar: Grammar) -> TimeExpression:
    """Return the expression with what the words around it change: "since", and whether it may lie ahead."""
    lead = text[max(0, expression.start - _LEAD) : expression.start]
    since = bool(grammar.since.search(lead))
    future = expression.parts.year is None and bool(grammar.until.search(lead) or in_sentence(grammar.future, text, expression, _FUTURE_BEFORE, _FUTURE_AFTER))
    return replace(expression, parts=replace(expression.parts, since=since, past=since, future=future and not since)) if since or future else expression


def in_sentence(pattern: re.Pattern[str], text: str, expression: TimeExpression, before: int, after: int) -> re.Match[str] | None:
    """Return a match of `pattern` within so many characters before or after an expression, in its own sentence."""
    left = text[max(0, expression.start - before) : expression.start]
    left = left[max((found.end() for found in _BREAK.finditer(left)), default=0) :]
    right = text[expression.end : expression.end + after]
    stop = _BREAK.search(right)
    return pattern.search(left) or pattern.search(right[: stop.start()] if stop else right)


def _without_overlaps(found: list[TimeExpression]) -> list[TimeExpression]:
    """Keep the longest of expressions that overlap, the first of equally long ones."""
    kept: list[TimeExpression] = []  # in order, none over another, so that only the neighbours can lie over one more
    for expression in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        at = bisect_left(kept, expression.start, key=_start)
        if all(expression.end <= other.start or other.end <= expression.start for other in kept[max(0, at - 1) : at + 1]):
            kept.insert(at, expression)
    return kept


def _start(expression: TimeExpression) -> int:
    return expression.start


def _joined(found: list[TimeExpression], text: str, grammar: Grammar) -> list[TimeExpression]:
    """Make ranges of neighbours: "from A to B", "A – B", "between A and B"."""
    joined: list[TimeExpression] = []
    for expression in found:
        first = joined[-1] if joined else None
        if first is not None and first.kind is not TimeKind.RANGE and expression.start - first.end < 24:
            gap = text[first.end : expression.start]
            if grammar.through.fullmatch(gap) or (grammar.conjunction.fullmatch(gap) and grammar.between.search(text[max(0, first.start - 24) : first.start])):
                bounds = (replace(first, parts=replace(first.parts, since=False)), expression)
                joined[-1] = TimeExpression(text[first.start : expression.end], TimeKind.RANGE, bounds=bounds, start=first.start, end=expression.end)
                continue
        joined.append(expression)
    return joined
