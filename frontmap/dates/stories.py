"""Dates without a year in a story of another year than the document's: "Lysychansk fell on 3 July 2022. On 14 July ..."."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from frontmap.dates.days import resolve
from frontmap.dates.expressions import TimeExpression, TimeKind
from frontmap.records import DateSpan
from frontmap.theatres.load import Theatre

__all__ = ["retold"]

_CALENDAR = (TimeKind.DAY, TimeKind.MONTH)
_NEWS = dt.timedelta(days=45)  # so near the document's own day a date without a year is this year's, whatever was told before
_FLASHBACK = dt.timedelta(days=120)  # so far a story looks back without naming the year


def retold(expression: TimeExpression, span: DateSpan | None, before: Callable[[], Sequence[TimeExpression]], document_date: DateSpan | None, theatre: Theatre) -> DateSpan | None:
    """Return the days of an expression that goes on with a story whose year the text gave before.

    Parameters
    ----------
    span : DateSpan or None
        What the expression means by itself.
    before : callable
        Gives the expressions of the paragraph before it, in order; asked only where they can matter.
    document_date : DateSpan or None
        The document's own date.
    """
    if document_date is None or not _is_open(expression) or (span is not None and abs(document_date.last - span.last) <= _NEWS):
        return span
    told = next((one for one in reversed(before()) if not _is_open(one)), None)
    if told is None or told.kind not in _CALENDAR or told.parts.year is None or told.parts.since:
        return span
    start = resolve(told, document_date, theatre)
    if start is None or start.first == theatre.first_day or document_date.first - start.last <= _NEWS:
        return span
    days = (resolve(replace(expression, parts=replace(expression.parts, year=year)), document_date, theatre) for year in (start.first.year, start.first.year + 1))
    return next((day for day in days if day is not None and start.first - _FLASHBACK <= day.first and day.last < document_date.first), span)


def _is_open(expression: TimeExpression) -> bool:
    """Whether it is a day or month of some year, said as of the past."""
    parts = expression.parts
    return expression.kind in _CALENDAR and parts.year is None and parts.weekday is None and not parts.lead and not parts.future
