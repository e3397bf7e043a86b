"""When it happened and when it was said: the time expressions of a sentence, each given to the cue that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frontmap.claims.attribution import Frame
from frontmap.claims.clauses import Clause, clause_at
from frontmap.dates.expressions import find
from frontmap.dates.resolve import resolve
from frontmap.records import Basis, DateSpan, Document
from frontmap.theatres.load import Theatre

__all__ = ["Dated", "dates_in", "event_of", "stated_of"]


_NEIGHBOURS = 2  # clauses between a cue and the expression that dates it
_VAGUE = 300  # days: a year dates only its own clause


@dataclass(frozen=True, slots=True)
class Dated:
    """A time expression with the days that it means."""

    start: int
    end: int
    span: DateSpan


def dates_in(document: Document, start: int, end: int, theatre: Theatre) -> list[Dated]:
    """Return the time expressions of `document.text[start:end]` that can be turned into days."""
    dated: list[Dated] = []
    for expression in find(document.text, document.language, start, end):
        span = resolve(expression, document.date, theatre)
        if span is not None:
            dated.append(Dated(expression.start, expression.end, span))
    return dated


def event_of(cue: int, clauses: Sequence[Clause], dates: Sequence[Dated], frames: Sequence[Frame]) -> tuple[DateSpan | None, bool]:
    """Return when what a cue tells happened, and whether the sentence says so itself.

    The expression of the cue's own clause comes first, then that of a neighbouring clause of the same content, then that
    of the words that report it: a claim made on a day about what has just happened takes that day.
    """
    inner = frames[0] if frames else None
    heads = [(frame.head, frame.start) for frame in frames] + [(frame.hit.start, frame.hit.end) for frame in frames]
    content = [date for date in dates if not any(a <= date.start < b for a, b in heads)]
    if inner is not None:
        content = [date for date in content if inner.start <= date.start < inner.end]
    at = clause_at(clauses, cue)
    best = min(content, key=lambda date: (abs(clause_at(clauses, date.start) - at), abs(date.start - cue)), default=None)
    reach = 0 if best is not None and (best.span.last - best.span.first).days > _VAGUE else _NEIGHBOURS
    if best is not None and abs(clause_at(clauses, best.start) - at) <= reach:
        return best.span, True
    stated = stated_of(dates, frames)
    return stated, stated is not None


def stated_of(dates: Sequence[Dated], frames: Sequence[Frame]) -> DateSpan | None:
    """Return when the claimant said it, None where the sentence does not tell."""
    for frame in frames:
        low, high = min(frame.head, frame.hit.start), max(frame.start, frame.hit.end)
        trailing = frame.start < frame.head
        said = [date for date in dates if (frame.head <= date.start if trailing else low <= date.start < high)]
        if said:
            return said[0].span
    return None


def of_document(document: Document) -> DateSpan | None:
    """Return the document's date as the date of what it tells in present or perfect tense."""
    if document.date is None:
        return None
    return DateSpan(document.date.first, document.date.last, Basis.DOCUMENT, document.date.approximate)
