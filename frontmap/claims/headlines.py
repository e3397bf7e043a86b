"""Who speaks in a headline, where no verb says so: "Ministry: town taken", "Town taken — ministry"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from frontmap.claims.actors import SPEAKERS, ActorRef
from frontmap.claims.grammar import Grammar
from frontmap.claims.speakers import Speaker
from frontmap.lexicon.scan import Hit

__all__ = ["Headline", "Resolve", "headline_in"]

_EDGE_CHARS = 25  # characters that may stand between a headline's edge and whom it names
_TAIL_WORDS = 6  # of whoever speaks behind a dash
_SHORT_TAIL = 3  # words of a tail that names an office somewhere in it
_DASH = re.compile(r"\s[—–−-]\s")
_BEFORE_DASH = re.compile(r"\s[—–−-]\s(?:\S+\s+){0,4}$")
_LISTED = re.compile(r",\s*[\w’'-]+$")  # what a comma parts from the rest, with a dash behind it: a place, and its country follows
_COLON = re.compile(r"[^:,.]{0,40}:\s|[^:.]{0,80}:\s*(?=[«“\"])")
_OFFICES = frozenset({"official", "blogger", "media", "observer", "force"})
_CONTENT = frozenset({"kinds", "clauses", "modality"})


class Resolve(Protocol):
    """Tells whom the subject in a stretch of text names: right before a verb, or behind it (`after`).

    `verb_end` is where a verb ends behind which an addressee may stand.
    """

    def __call__(self, start: int, end: int, *, after: bool = False, verb_end: int | None = None) -> tuple[Speaker, ...]:
        """Return the speakers."""
        ...


@dataclass(slots=True)
class Headline:
    """What a headline says from `start` to `end`; the words that name who says it begin at `head`."""

    start: int
    end: int
    speakers: tuple[Speaker, ...]
    head: int
    cue: Hit


def headline_in(text: str, start: int, end: int, hits: Sequence[Hit], actors: Sequence[ActorRef], resolve: Resolve, grammar: Grammar) -> Headline | None:  # noqa: PLR0911 - a ladder: the first form that fits
    """Return the attribution that punctuation alone makes in `text[start:end]`, None where it makes none."""
    cue = next((hit for hit in hits if hit.topic == "kinds"), None)
    if cue is None:
        return None
    dash = max((mark.end() for mark in _DASH.finditer(text, start, end)), default=end)
    if cue.end <= dash < end and _names_office(text[dash:end], dash, hits):
        speakers = resolve(dash, end, after=True)
        if speakers:
            return Headline(start, dash, speakers, dash, cue)
    alone = cue.end <= dash < end and not text[end:].strip() and not any(hit.topic in _CONTENT and dash <= hit.start for hit in hits)
    if alone and text[dash:end].strip().istitle() and grammar.is_all("surname", text[dash:end]):
        known = resolve(dash, end, after=True) if any(dash <= ref.start for ref in actors) else ()
        return Headline(start, dash, known or (Speaker(text[dash:end].strip(" .!\n"), None, "local"),), dash, cue)  # «… – Гончаренко»
    named = [ref for ref in actors if ref.role in SPEAKERS and ref.side not in ("own", "enemy") and not _is_fighting(ref, hits)]
    if not named:
        return None
    first, last = named[0], named[-1]
    colon = _COLON.match(text, first.end, end) if first.start - start <= _EDGE_CHARS else None
    if colon is not None and colon.end() <= cue.start:
        column = grammar.has("column", text[start : colon.end()])  # "Ukraine war: missile hits port"
        return Headline(colon.end(), end, () if column else resolve(start, first.end), start, cue)
    tail = _BEFORE_DASH.search(text[start : last.start])
    listed = tail is not None and ("," in text[last.end : end] or (last.role == "state" and _LISTED.search(text[start : start + tail.start()])))  # «Курськ, Орел – РФ, Чауда – Крим»
    if tail is not None and not listed and cue.end <= start + tail.start() and end - last.end <= _EDGE_CHARS:
        return Headline(start, start + tail.start(), resolve(last.start, last.end, after=True), start + tail.start(), cue)
    return None


def _names_office(tail: str, start: int, hits: Sequence[Hit]) -> bool:
    """Whether a headline's end names nothing but whoever speaks: "regional governor", "Russian military"."""
    tail = tail.rstrip(" .\n")
    if len(tail.split()) > _TAIL_WORDS or any(hit.topic in _CONTENT and start <= hit.start for hit in hits):
        return False
    heads = [hit for hit in hits if hit.topic == "actors" and hit.role in _OFFICES and start <= hit.start]
    return bool(heads) and (heads[0].start == start or heads[-1].end >= start + len(tail) or len(tail.split()) <= _SHORT_TAIL)


def _is_fighting(ref: ActorRef, hits: Sequence[Hit]) -> bool:
    """Whether a name is of troops, who do not speak in headlines: "Russian and proxy forces: ..."."""
    ends = {hit.end for hit in hits if hit.topic == "actors" and hit.role == "force"}
    return ref.role == "force" and ref.end in ends
