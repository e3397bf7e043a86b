"""The day of a document, and of the expressions of time in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from frontmap.dates.days import resolve
from frontmap.dates.expressions import TimeExpression, TimeKind, find, in_sentence, names_own_day
from frontmap.dates.grammar import load_grammar
from frontmap.records import Basis, DateSpan, Document
from frontmap.theatres.load import Theatre

__all__ = ["date_document", "resolve"]

_HEAD_LINES, _HEAD_CHARS = 8, 2000
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)")
_CLOCK = r"\d{1,2}(?:[:.]\d{2}){1,2}|\d{1,2}(?=\s*[ap]\.?m)"
_CLOCK_FIRST = re.compile(rf"[,|\s]*(?:{_CLOCK})(?!\d)")
# "KYIV, " before the date and "(Reuters) - ", ". /ТАСС/" or ", «Вісник» — " after it; a headline that ends in ", January 13, 2023".
_PLACE = re.compile(r"(?:[A-ZА-ЯІЇЄҐ][\w.’'-]*[,/]?\s+){0,6}")
_OUTLET = re.compile(r"\s*(?:\([^()\n]{2,40}\)\s*[-–—:.]?|[-–—]\s|[,.]?\s*/[^/\n]{2,40}/|,?\s*[«“\"][^»”\"\n]{2,40}[»”\"]\s*[-–—])")
_HEADLINE_END = re.compile(r"[,:;(|–—-]\s*\Z")
# How far a day that the text names may lie from the day that the war's count gives.
_NEAR = dt.timedelta(days=45)
# Days named within one document lie close together, or they do not tell its own.
_CLOSE = dt.timedelta(days=31)
_TODAY_BEFORE, _TODAY_AFTER = 80, 0
_LEAD_CHARS = 12


def date_document(document: Document, theatre: Theatre) -> DateSpan | None:
    """Return a document's own date with its basis, None where nothing tells it.

    In this order: the input's own field (`metadata`); a full date that stands alone at the head, or in a dateline
    (`dateline`); a count of the war's days that is said to be today's (`war-day`); a weekday with day and month, which
    agree in one year of the war alone (`weekday`). A year or a full date that happens to stand in the text never dates it.
    """
    if document.published is not None:
        return DateSpan(document.published, document.published, Basis.METADATA)
    day = next(_datelines(document, theatre), None)
    if day is not None:
        return DateSpan(day, day, Basis.DATELINE)
    if not names_own_day(document.text, document.language):
        return None
    expressions = find(document.text, document.language)
    war_days = {span.first for one in expressions if _counts_today(one, document) and (span := resolve(one, None, theatre)) is not None}
    if war_days:
        return _checked(war_days.pop(), expressions, theatre) if len(war_days) == 1 else None
    days = sorted(_weekday_dates(expressions, None, theatre))
    return DateSpan(days[-1], days[-1], Basis.WEEKDAY) if days and days[-1] - days[0] <= _CLOSE else None


def _datelines(document: Document, theatre: Theatre) -> Iterator[dt.date]:
    """Yield the dates that stand alone in the first lines, or in the dateline of the first paragraphs."""
    lines = [line.strip() for line in document.text[:_HEAD_CHARS].split("\n")]
    for number, line in enumerate([line for line in lines if line][:_HEAD_LINES]):
        day = _compact(line) or next(
            (
                span.first
                for one in find(line, document.language, end=min(len(line), 200))
                if one.kind is TimeKind.DAY and not one.parts.last_day and _is_dateline(line, one, document.language, first=number == 0)
                for span in (resolve(one, None, theatre),)
                if span is not None
            ),
            None,
        )
        if day is not None:
            yield day


def _compact(line: str) -> dt.date | None:
    found = _COMPACT.fullmatch(line)
    try:
        return dt.date(int(found["year"]), int(found["month"]), int(found["day"])) if found else None
    except ValueError:
        return None


def _is_dateline(line: str, expression: TimeExpression, language: str, *, first: bool) -> bool:
    """Whether a date in a line of the head is the document's, and not one that the text speaks of."""
    before, after = line[: expression.start], line[expression.end :]
    beside = re.sub(_CLOCK, " ", load_grammar(language).dateline.sub(" ", f"{before} {after}"))
    if not re.search(r"\w", beside):
        return True
    if _PLACE.fullmatch(before) and _OUTLET.match(after):
        return True
    return first and bool((not after.strip(" .)") and _HEADLINE_END.search(before)) or (not before and _CLOCK_FIRST.match(after)))


def _counts_today(expression: TimeExpression, document: Document) -> bool:
    """Whether a day of the war is said to be today's, or opens the headline or the text."""
    if expression.kind is not TimeKind.WAR_DAY or expression.parts.war_day == 1:
        return False
    if in_sentence(load_grammar(document.language).today, document.text, expression, _TODAY_BEFORE, _TODAY_AFTER):
        return True
    return len(document.text[: expression.start].strip()) <= _LEAD_CHARS


def _checked(day: dt.date, expressions: list[TimeExpression], theatre: Theatre) -> DateSpan:
    """Return the war's day; where the text names weekdays with day and month and none agrees with it, as approximate."""
    span = DateSpan(day, day, Basis.WAR_DAY)
    named = [one for one in expressions if one.parts.weekday is not None and one.parts.day and not one.parts.year and not one.parts.future]
    agrees = any(abs(other - day) <= _NEAR for other in _weekday_dates(expressions, span, theatre))
    return span if agrees or not named else DateSpan(day, day, Basis.WAR_DAY, approximate=True)


def _weekday_dates(expressions: list[TimeExpression], document_date: DateSpan | None, theatre: Theatre) -> Iterator[dt.date]:
    """Yield the days of the expressions that name weekday, day and month without a year, and do not look ahead."""
    for one in expressions:
        if one.kind is TimeKind.DAY and one.parts.weekday is not None and one.parts.year is None and not one.parts.future:
            span = resolve(one, document_date, theatre)
            if span is not None:
                yield span.last
