"""The noun phrase in front of a verb of saying (or behind it): who speaks, without the adjuncts and clauses around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from frontmap.claims.grammar import Grammar
from frontmap.lexicon.scan import Hit

__all__ = ["Phrase", "phrase_after", "phrase_before"]

_STRIP = " \t\n,;:“”\"'‘’«»—–-([]"
_COMMA = re.compile(r",(?=[\s\"”’»])")
_PARENTHESIS = re.compile(r"\([^()]*\)|\[\d+\]")
_NAME = re.compile(r"(?:[A-ZА-ЯІЇЄҐ][\w'’ʼ.-]*\s*){1,4}")
_WORD = re.compile(r"[\w'’ʼ-]+")
_LONGEST = 18  # words of a noun phrase that still names somebody


@dataclass(slots=True)
class Phrase:
    """The span of a subject; `around` is the span with its appositions ("X, governor of Y,")."""

    start: int
    end: int
    around: tuple[int, int]


def phrase_before(text: str, start: int, end: int, hits: Sequence[Hit], dates: Sequence[tuple[int, int]], grammar: Grammar) -> Phrase | None:
    """Return the subject that stands in `text[start:end]`, right before a verb; None where no noun phrase does.

    Parameters
    ----------
    hits : sequence of Hit
        The sentence's; those of the topic `clauses` open clauses.
    dates : sequence of (start, end)
        Time expressions, which are no part of a subject.
    """
    end = start + len(_without_auxiliaries(text[start:end], grammar))
    segments = list(_segments(text, start, end))
    if not segments:
        return None
    last = len(segments) - 1
    at = last
    if text[start:end].rstrip().endswith(","):
        while at > 0 and (not _is_head(text, segments[at], grammar) or _is_name(text, segments[at - 1])):
            at -= 1
        if at > 0 and _is_name(text, segments[at]) and grammar.begins("definite", _trim_lead(text, segments[at - 1], dates, grammar)[2]):
            at -= 1  # "the governor of X, Pavlo Kyrylenko, said"
    low, high, _ = _trim_lead(text, segments[at], dates, grammar)
    low, high = _after_clause(text, low, high, hits, grammar)
    low, high, words = _trim_lead(text, (low, high), dates, grammar)
    if grammar.begins("preposition", words):
        low = _after_adjunct(text, low, high, grammar)
    phrase = text[low:high].split()
    if not phrase or len(phrase) > _LONGEST:
        return None
    return Phrase(low, high, (low, max(high, segments[last][1]) if at < last else high))


def phrase_after(text: str, start: int, end: int, dates: Sequence[tuple[int, int]], grammar: Grammar) -> Phrase | None:
    """Return the subject at the head of `text[start:end]`, behind an inverted verb or "according to"."""
    segments = list(_segments(text, start, end))
    if not segments:
        return None
    low, high, words = _trim_lead(text, segments[0], dates, grammar)
    low, high, words = _trim_lead(text, (grammar.after("agent", text, low, high), high), dates, grammar)
    if not words:
        return None
    return Phrase(low, high, (low, segments[-1][1]))


def _without_auxiliaries(subject: str, grammar: Grammar) -> str:
    return grammar.without("adverb", grammar.without("catenative", grammar.without("unsaid", subject))) if not subject.rstrip().endswith(",") else subject


def _segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what stands between commas, parentheses left out of account."""
    masked = _PARENTHESIS.sub(lambda found: "\x00" * len(found.group()), text[start:end])
    low = 0
    for cut in [*(found.start() for found in _COMMA.finditer(masked)), len(masked)]:
        part = masked[low:cut].replace("\x00", " ")
        if part.strip(_STRIP):
            yield start + low, start + cut
        low = cut + 1


def _is_name(text: str, segment: tuple[int, int]) -> bool:
    return _NAME.fullmatch(text[slice(*segment)].strip(_STRIP)) is not None


def _is_head(text: str, segment: tuple[int, int], grammar: Grammar) -> bool:
    """Whether a segment can be the subject itself and no apposition, relative clause or participle behind it."""
    words = text[slice(*segment)].strip(_STRIP)
    return words[:1].isupper() or grammar.begins("definite", words) or grammar.begins("lead-in", words)


def _trim_lead(text: str, segment: tuple[int, int], dates: Sequence[tuple[int, int]], grammar: Grammar) -> tuple[int, int, str]:
    """Strip conjunctions, marks and dates from both ends of a segment."""
    low, high = segment
    while True:
        part = text[low:high]
        low += len(part) - len(part.lstrip(_STRIP))
        high -= len(part) - len(part.rstrip(_STRIP))
        high = max(high, low) + _closes(text, low, high)
        if high <= low:
            return low, low, ""
        after = grammar.after("opening", text, low, high)
        first = next((date for date in dates if low <= date[0] < high and grammar.is_all("before-date", text[low : date[0]])), None)
        last = next((date for date in dates if low < date[0] and date[1] <= high and not text[date[1] : high].strip(_STRIP)), None)
        if first is not None:
            after = first[1]
            after = max(after, grammar.after("day-part", text, after, high))
        elif last is not None:
            lead = grammar.without("before-date", text[low : last[0]])
            if lead.strip():
                high = low + len(lead.rstrip())
                continue
        if after <= low:
            return low, high, text[low:high]
        low = after


def _closes(text: str, low: int, high: int) -> int:
    """1 where what follows a span closes quotation marks that the span opens, else 0: the «Dnipro» group."""
    mark, inside = text[high : high + 1], text[low:high]
    return int((mark == "»" and inside.count("«") > inside.count("»")) or (mark == "”" and inside.count("“") > inside.count("”")) or (mark == '"' and inside.count('"') % 2 == 1))


def _after_clause(text: str, low: int, high: int, hits: Sequence[Hit], grammar: Grammar) -> tuple[int, int]:
    """Leave out a clause that stands before the subject or describes it: "A said x and B", "a man who lives there"."""
    for hit in hits:
        if hit.topic != "clauses" or not low < hit.start < high:
            continue
        if hit.role == "rel":
            return low, hit.start
        before = text[low : hit.start]
        told = any(other.topic in ("kinds", "attribution") and low <= other.start < hit.start and other.get("form") != "noun" for other in hits)
        if hit.role == "sub" or told or any(grammar.is_all("finite", word) for word in _WORD.findall(before)):
            return _after_clause(text, hit.end, high, hits, grammar)
    return low, high


def _after_adjunct(text: str, low: int, high: int, grammar: Grammar) -> int:
    """Where the subject begins behind "In a statement on Telegram the ministry": at the last article that no preposition leads."""
    starts = [found.start() for found in _WORD.finditer(text, low, high) if grammar.is_all("article", found.group()) and not grammar.ends("preposition", text[low : found.start()])]
    return starts[-1] if starts else low
