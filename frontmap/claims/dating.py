"""When it happened and when it was said: the time expressions of a sentence, each given to the cue that it belongs to."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from frontmap.claims.clauses import Clause, clause_at, head_of, is_relative
from frontmap.claims.frames import Frame
from frontmap.claims.grammar import Grammar
from frontmap.dates.expressions import TimeExpression, TimeKind, find
from frontmap.dates.resolve import resolve
from frontmap.dates.stories import retold
from frontmap.lexicon.scan import Hit
from frontmap.records import Basis, DateSpan, Document
from frontmap.theatres.load import Theatre

__all__ = ["Dated", "Times", "Timing", "is_recalled", "looks_back", "of_document", "opens_with_date", "stated_of", "timing_of"]


_NEIGHBOURS = 2  # clauses between a cue and the expression that dates it
_VAGUE = 300  # days: a year dates only its own clause
_RECENT = 10  # days from the document's date within which an expression can date more than its own clause
_PAST = 45  # days before the document's date from which a claim only recalls what happened
_HARM = frozenset({"casualties", "civilians", "losses", "damage", "destroy", "strike"})
_CALENDAR = frozenset({TimeKind.DAY, TimeKind.MONTH, TimeKind.SEASON, TimeKind.RANGE})
_LEAD = 40  # characters before a clause in which its measure stands: "three weeks after"


@dataclass(slots=True)
class Dated:
    """A time expression with the days that it means."""

    start: int
    end: int
    span: DateSpan


@dataclass(slots=True)
class Timing:
    """When what a cue tells happened.

    `span` is None where the sentence does not say; `elsewhen` marks what lies apart from the document's own day, by words
    that give no date ("three weeks after they took X", "Bakhmut, which they captured"); `recalled` what is told in passing
    of another time, dated or not; `said` a span that is only when it was reported, which is not when a plan comes true.
    """

    span: DateSpan | None = None
    elsewhen: bool = False
    recalled: bool = False
    said: bool = False


@dataclass
class Times:
    """The time expressions of the sentence `document.text[start:end]`, sought when they are first asked for: many a sentence claims nothing.

    `same_day` are the words that mean the day of the sentence before.
    """

    document: Document
    start: int
    end: int
    theatre: Theatre
    same_day: Sequence[Dated] = ()

    @functools.cached_property
    def expressions(self) -> list[TimeExpression]:
        """All of them."""
        return find(self.document.text, self.document.language, self.start, self.end)

    @functools.cached_property
    def _spans(self) -> list[tuple[TimeExpression, DateSpan | None]]:
        return [(expression, self._resolve(expression)) for expression in self.expressions]

    def _resolve(self, expression: TimeExpression) -> DateSpan | None:
        own = self.document.date
        return retold(expression, resolve(expression, own, self.theatre), lambda: self._before(expression.start), own, self.theatre)

    def _before(self, start: int) -> Sequence[TimeExpression]:
        """The expressions of the paragraph before one of them."""
        text = self.document.text
        return find(text, self.document.language, text.rfind("\n", 0, self.start) + 1, start)

    @functools.cached_property
    def dated(self) -> Sequence[Dated]:
        """Those that can be turned into days."""
        return (*(Dated(expression.start, expression.end, span) for expression, span in self._spans if span is not None), *self.same_day)

    @functools.cached_property
    def open(self) -> Sequence[int]:
        """Where those of the calendar begin that cannot be: in April nobody knows the year of "25 May"."""
        return [expression.start for expression, span in self._spans if span is None and expression.kind in _CALENDAR]


def looks_back(dates: Iterable[Dated], own: DateSpan | None) -> bool:
    """Whether a document tells of days that are long past, as an encyclopaedia does: no expression of its text lies near its date."""
    if own is None:
        return False
    dated = False
    for date in dates:
        if _is_near(date.span, own):
            return False
        dated = True
    return dated


def opens_with_date(text: str, start: int, dates: Sequence[Dated], grammar: Grammar) -> bool:
    """Whether a sentence that begins at `start` opens with its date, as a story told day by day does: "On June 9 ..."."""
    return any(grammar.is_all("before-date", text[start : date.start]) for date in dates)


def _is_near(span: DateSpan, own: DateSpan) -> bool:
    reach = dt.timedelta(days=_RECENT)
    return span.first - reach <= own.last and own.first <= span.last + reach


def is_recalled(span: DateSpan | None, own: DateSpan | None) -> bool:
    """Whether days lie so long before a document's own that it only recalls them: a year or season by its end, a day by weeks."""
    if span is None or own is None:
        return False
    vague = (span.last - span.first).days > _VAGUE
    return span.last < own.first - dt.timedelta(days=0 if vague else _PAST)


def timing_of(text: str, cue: Hit, clauses: Sequence[Clause], times: Times, frames: Sequence[Frame], grammar: Grammar) -> Timing:
    """Return when what a cue tells happened.

    The expression of the cue's own clause comes first. A neighbouring clause of the same content lends its expression only
    where that lies near the document's own date; a relative clause neither lends nor borrows one. Last come the words that
    report it: a claim made on a day about what has just happened takes that day. An expression of its clause that gives no day
    leaves it without one.
    """
    own, dates = times.document.date, times.dated
    heads = [(frame.head, frame.start) for frame in frames] + [(frame.hit.start, frame.hit.end) for frame in frames]

    def told(start: int) -> bool:
        """Whether what begins at an offset is told, and not when it was said."""
        return not any(a <= start < b for a, b in heads) and (not frames or frames[0].start <= start < frames[0].end)

    content = [date for date in dates if told(date.start)]
    at = clause_at(clauses, cue.start)
    head = head_of(clauses, at)
    ranked = sorted(content, key=lambda date: (abs(clause_at(clauses, date.start) - at), abs(date.start - cue.start)))
    mine = next((date for date in ranked if clause_at(clauses, date.start) in (at, head) and not _is_of_other(date, cue, text, own, frames, grammar)), None)
    if mine is not None:
        aside = own is not None and mine.span.last < own.first and not _is_near(mine.span, own) and is_relative(text, clauses[at], grammar)
        return Timing(mine.span, recalled=aside)
    if any(clause_at(clauses, start) in (at, head) and told(start) for start in times.open):
        return Timing(elsewhen=True)
    if _is_background(text, cue, clauses, at, grammar):
        return Timing(elsewhen=True, recalled=True)
    whole = next((date for date in ranked if _frames_sentence(date, text, clauses, grammar)), None)
    if whole is not None:
        return Timing(whole.span)
    lent = next((date for date in ranked if _lends(date, text, clauses, at, own, grammar)), None)
    if lent is not None:
        return Timing(lent.span)
    return Timing(stated_of(dates, frames), said=True)


def _is_of_other(date: Dated, cue: Hit, text: str, own: DateSpan | None, frames: Sequence[Frame], grammar: Grammar) -> bool:
    """Whether a far day belongs to a participle between it and the cue: "reservists mobilised in autumn into an offensive"."""
    if not grammar.forms and grammar.begins("speech-act", text[date.end : date.end + _LEAD]) and not cue.start < date.start < cue.end:
        return True  # "the Kremlin's March 12 announcement"
    said = any(frame.hit.start < date.start and not text[frame.hit.end : date.start].replace("on", "").strip() for frame in frames)
    if own is None or said or _is_near(date.span, own):
        return False
    low, high = min(date.start, cue.end), max(date.start, cue.start)
    words = [word.strip(",.;:()") for word in text[low:high].split()]
    before = text[max(0, date.start - _LEAD) : date.start].split()
    verbs = (word for before_it, word in itertools.pairwise(("", *words)) if word and not grammar.is_all("article", before_it))  # and not "its intended destination"
    return any(grammar.is_all("past", word) for word in verbs) or (date.start < cue.start and any(grammar.is_all("past", word) for word in before[-3:]))


def _is_background(text: str, cue: Hit, clauses: Sequence[Clause], at: int, grammar: Grammar) -> bool:
    """Whether a clause tells of another time than the sentence: "three weeks after ...", "which they captured"."""
    clause = clauses[at]
    if is_relative(text, clause, grammar):
        if cue.get("kind") in _HARM:
            return False  # "a strike on X, which killed two"
        lead = grammar.without("manner", text[clause.start : cue.start])
        return grammar.is_all("past", cue.text.split()[0]) and not grammar.ends("present", lead)
    if grammar.has("formerly", text[clause.start : clause.end]) and not grammar.has("lately", text[clause.start : clause.end]):
        return True
    if grammar.ends("contact", text[clause.start : cue.start]) and grammar.is_all("past", cue.text.split()[0]):
        return True  # "the only capital it captured"
    apart = next((c for c in reversed(clauses[: at + 1]) if c.opener == "sub" or c is clauses[0]), clause)
    return apart.opener == "sub" and grammar.ends("measure", text[max(0, apart.start - _LEAD) : apart.start]) and grammar.begins("apart", text[apart.start : apart.end])


def _frames_sentence(date: Dated, text: str, clauses: Sequence[Clause], grammar: Grammar) -> bool:
    """Whether an expression stands at the sentence's edge and so dates all of it: "On June 9 ...", "..., on October 7, 2025."."""
    vague = (date.span.last - date.span.first).days > _VAGUE
    start, end = clauses[0].start, clauses[-1].end
    if vague or grammar.is_all("before-date", text[start : date.start]):
        return not vague
    lead = grammar.without("before-date", text[start : date.start])
    return lead.rstrip().endswith(",") and not text[date.end : end].strip(' .”"]')


def _lends(date: Dated, text: str, clauses: Sequence[Clause], at: int, own: DateSpan | None, grammar: Grammar) -> bool:
    index = clause_at(clauses, date.start)
    clause = clauses[index]
    vague = (date.span.last - date.span.first).days > _VAGUE
    if abs(index - at) > _NEIGHBOURS or vague or is_relative(text, clause, grammar) or is_relative(text, clauses[at], grammar):
        return False
    if clause.opener == "sub" and grammar.begins("apart", text[clause.start : clause.end]):
        return False  # "after the strike on Monday" does not date what came after
    return own is None or _is_near(date.span, own)


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
