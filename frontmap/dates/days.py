"""From expressions of time to days.

No date is ever guessed. What comes out is written in the text, follows from the document's own date, or from the day of
the war that the text counts; everything else is None.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from frontmap.dates.expressions import Parts, TimeExpression, TimeKind
from frontmap.records import Basis, DateSpan
from frontmap.theatres.load import Theatre

__all__ = ["resolve"]

_DAY = dt.timedelta(days=1)
# A dispatch dated in one time zone tells of a day that has begun in another.
_CLOCK_SLACK = _DAY
# A year, taken from the document, that puts a date before the war gives way to one that lies at most so far ahead.
_HALF_YEAR = dt.timedelta(days=183)
# So long ago a date would be written with its year, so near one without: if both hold, nobody knows which is meant.
_LONG_PAST, _SOON = dt.timedelta(days=300), dt.timedelta(days=60)
# A weekday, day and month fall together again after five years at the soonest: within so many years one year at most agrees.
_WAR_YEARS = 5
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_YEAR_THIRDS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}


def resolve(expression: TimeExpression, document_date: DateSpan | None, theatre: Theatre) -> DateSpan | None:
    """Return the days that an expression stands for, None where they cannot be known.

    Parameters
    ----------
    expression : TimeExpression
        What `expressions.find` found.
    document_date : DateSpan or None
        The document's own date. Without it, "today", "Monday" and "13 January" stand for no day; "Friday, 13 January"
        stands for the one such day of the war's first five years.
    theatre : Theatre
        The war, whose first day counts its days.

    Returns
    -------
    DateSpan or None
        With basis `text` (a date), `weekday`, `relative` or `war-day`; never before 1900.
    """
    if expression.kind is TimeKind.RANGE:
        return _range(expression, document_date, theatre)
    try:
        span = _RESOLVERS[expression.kind](expression.parts, document_date, theatre)
    except (ValueError, OverflowError):  # 31 February, or a day beyond the calendar
        return None
    if span is None or not _FIRST_YEAR <= span.first.year <= _LAST_YEAR:
        return None
    if expression.parts.since and document_date is None:
        return None
    if expression.parts.since and document_date is not None and document_date.last >= span.first:
        return DateSpan(span.first, document_date.last, span.basis, span.approximate)
    return span


def _range(expression: TimeExpression, document_date: DateSpan | None, theatre: Theatre) -> DateSpan | None:
    first, last = expression.bounds
    end = resolve(last, document_date, theatre)
    if end is None:
        return None
    # What begins a range lies before its end: "between 24th February and 13th January", "May 25 to 1 June 2023".
    open_year = first.parts.year is None and first.kind in (TimeKind.DAY, TimeKind.MONTH, TimeKind.WEEKDAY)
    first = replace(first, parts=replace(first.parts, past=True, future=False))
    begin = resolve(first, end if open_year else document_date, theatre)
    if begin is None or begin.first > end.last:
        return None
    return DateSpan(begin.first, end.last, end.basis, begin.approximate or end.approximate)


def _day(parts: Parts, document_date: DateSpan | None, theatre: Theatre) -> DateSpan | None:
    if parts.year:
        years: Iterable[int] = (parts.year,)
    elif document_date is not None:
        years = range(document_date.last.year - 8, document_date.last.year + 2)
    elif parts.weekday is not None:
        years = range(theatre.first_day.year, theatre.first_day.year + _WAR_YEARS + 1)
    else:
        return None
    days = [day for year in years if (day := _of_year(parts, year)) is not None and parts.weekday in (None, day.weekday())]
    if document_date is None and not parts.year:
        days = [day for day in days if 0 <= (day - theatre.first_day).days < _WAR_YEARS * 365]
    first = days[0] if len(days) == 1 else _nearest(days, parts, document_date, theatre)
    if first is None:
        return None
    last = first
    if parts.last_day:
        last = (first if parts.last_day >= first.day else _month_end(first, 1) + _DAY).replace(day=parts.last_day)
    before, after = parts.nights
    basis = Basis.WEEKDAY if parts.weekday is not None and parts.year is None else Basis.TEXT
    return DateSpan(first + before * _DAY, last + after * _DAY, basis)


def _of_year(parts: Parts, year: int) -> dt.date | None:
    try:
        return dt.date(year, parts.month or 1, parts.day or 1)
    except ValueError:  # 29 February
        return None


def _nearest(days: Sequence[dt.date], parts: Parts, document_date: DateSpan | None, theatre: Theatre) -> dt.date | None:
    """Return the day that is meant by a date without a year: the latest up to the document's.

    Where the sentence looks ahead, the nearest. None where the last such day is long past and the next one is near, so
    that either may be meant, unless it is the day on which the war began; and where it lies before the war and the next
    one far.
    """
    if document_date is None or not days:
        return None
    anchor = document_date.last
    if parts.future:
        return min(days, key=lambda day: abs(day - anchor))
    past = max((day for day in days if day <= anchor + _CLOCK_SLACK), default=None)
    ahead = min((day for day in days if day > anchor + _CLOCK_SLACK), default=None)
    soon = ahead is not None and ahead - anchor <= _SOON
    if past is not None and (past >= (theatre.first_day if parts.day else theatre.first_day.replace(day=1)) or anchor - past <= _HALF_YEAR):
        either = soon and anchor - past > _LONG_PAST and not parts.past and not _war_begins(past, parts, theatre)
        return None if either else past
    return ahead if ahead is not None and ahead - anchor <= _HALF_YEAR and not parts.past else None


def _war_begins(day: dt.date, parts: Parts, theatre: Theatre) -> bool:
    start = theatre.first_day
    return (day.year, day.month) == (start.year, start.month) and (parts.day is None or day == start)


def _month(parts: Parts, document_date: DateSpan | None, theatre: Theatre) -> DateSpan | None:
    """Return a month, a season, or a third of one."""
    first = _first_month(parts, document_date, theatre)
    if first is None:
        return None
    if parts.third and parts.months == 1:
        begin, stop = _THIRDS[parts.third]
        return DateSpan(first.replace(day=begin), first.replace(day=min(stop, _month_end(first, 1).day)), Basis.TEXT, approximate=True)
    if parts.third:  # a third of a season is one of its months
        month = first if parts.third == "early" else _month_end(first, 1 if parts.third == "mid" else 2) + _DAY
        return DateSpan(month, _month_end(month, 1), Basis.TEXT, approximate=True)
    return DateSpan(first, _month_end(first, parts.months), Basis.TEXT, parts.approximate)


def _first_month(parts: Parts, document_date: DateSpan | None, theatre: Theatre) -> dt.date | None:
    """Return the first day of the month or season that is meant."""
    month = parts.month or 1
    if parts.year:
        first = dt.date(parts.year, month, 1)
        if month + parts.months <= 13 or parts.two_years:
            return first
        # "Winter 2023" may begin or end in that year.
        return min((first, first.replace(year=parts.year - 1)), key=lambda day: abs(day - document_date.last)) if document_date else None
    if document_date is None:
        return None
    this_month = document_date.last.replace(day=1)
    firsts = [dt.date(year, month, 1) for year in range(this_month.year - 2, this_month.year + 3)]
    running = max(first for first in firsts if first <= this_month)
    within = _month_end(running, parts.months) >= document_date.last
    if parts.lead:
        return {
            "last": max(first for first in firsts if first < (running if within else this_month)),
            "this": running if within else this_month.replace(month=month),
            "next": min(first for first in firsts if first > this_month),
        }[parts.lead]
    return running if within else _nearest(firsts, parts, document_date, theatre)


def _month_end(first: dt.date, months: int) -> dt.date:
    """Return the last day of the `months` months that begin with `first`."""
    month = first.month - 1 + months - 1
    year, month = first.year + month // 12, month % 12 + 1
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _year(parts: Parts, document_date: DateSpan | None, theatre: Theatre) -> DateSpan | None:
    del document_date, theatre
    if parts.year is None:
        return None
    if parts.third:
        begin, stop = _YEAR_THIRDS[parts.third]
        return DateSpan(dt.date(parts.year, begin, 1), _month_end(dt.date(parts.year, stop, 1), 1), Basis.TEXT, approximate=True)
    return DateSpan(dt.date(parts.year, 1, 1), dt.date(parts.year, 12, 31), Basis.TEXT)


def _weekday(parts: Parts, document_date: DateSpan | None, theatre: Theatre) -> DateSpan | None:
    """Return the latest such day up to the document's, its own included; the one after it for "next"."""
    del theatre
    if document_date is None or parts.weekday is None:
        return None
    anchor = document_date.last
    back = (anchor.weekday() - parts.weekday) % 7
    ahead = 7 - back if parts.lead == "next" else -(back or 7) if parts.lead == "last" else -back
    day = anchor + ahead * _DAY
    return DateSpan(day, day, Basis.WEEKDAY, document_date.approximate)


def _relative(parts: Parts, document_date: DateSpan | None, theatre: Theatre) -> DateSpan | None:
    del theatre
    if document_date is None:
        return None
    anchor = document_date.last
    first, last = _counted(parts.unit, parts.first, anchor)[0], _counted(parts.unit, parts.last, anchor)[1]
    if parts.to_date:
        last = min(last, anchor)
    return DateSpan(first, last, Basis.RELATIVE, parts.approximate or document_date.approximate)


def _counted(unit: str, count: int, anchor: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and last day of the unit that lies `count` units from the anchor's own."""
    if unit == "day":
        day = anchor + count * _DAY
        return day, day
    if unit == "week":
        monday = anchor - anchor.weekday() * _DAY + 7 * count * _DAY
        return monday, monday + 6 * _DAY
    if unit == "weekend":
        saturday = anchor - (anchor.weekday() - 5) % 7 * _DAY + 7 * count * _DAY
        return saturday, saturday + _DAY
    if unit == "month":
        month = anchor.year * 12 + anchor.month - 1 + count
        first = dt.date(month // 12, month % 12 + 1, 1)
        return first, _month_end(first, 1)
    return dt.date(anchor.year + count, 1, 1), dt.date(anchor.year + count, 12, 31)


def _war_day(parts: Parts, document_date: DateSpan | None, theatre: Theatre) -> DateSpan | None:
    del document_date
    if not parts.war_day:
        return None
    day = theatre.first_day + (parts.war_day - 1) * _DAY
    return DateSpan(day, day, Basis.WAR_DAY)


_RESOLVERS = {
    TimeKind.DAY: _day,
    TimeKind.MONTH: _month,
    TimeKind.SEASON: _month,
    TimeKind.YEAR: _year,
    TimeKind.WEEKDAY: _weekday,
    TimeKind.RELATIVE: _relative,
    TimeKind.WAR_DAY: _war_day,
}
