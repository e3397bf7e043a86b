"""Cut a sentence into clauses, each with what opens it.

There is no parser here: a clause ends at a conjunction, a relative pronoun, a semicolon, a dash, at the verb of saying
whose content begins, and at an "and" or a comma that a verb or a new subject follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from frontmap.claims.actors import AGENTS, ActorRef
from frontmap.lexicon.scan import Hit

__all__ = ["Clause", "clause_at", "is_participle", "is_verb", "split_clauses"]

_MARKS = re.compile(r"[;:\n]|\s[—–-]\s|—")
_COMMA = re.compile(r",\s*")
_FILLER = re.compile(
    r"(?:\s*(?:also|then|now|still|further|subsequently|later|even|thus|thereby|soon|temporarily|reportedly|allegedly|likely|recently|actively"
    r"|have|has|had|are|is|was|were|been|being|will|to|be|not|did|does|do|may|might|could|would|continue[sd]?|began|started|attempted|tried"
    r"|successfully|unsuccessfully|completely|partially|marginally|fully|severely|quickly|repeatedly|reach\w*|that)\b)*\s*"
)
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:a|an|the|of|in|on|by|from|with|for|his|her|its|their|our|this|that|these|those|no|any|some|such|several|many|more|two|three|four|five|\d+"
    r"|heavy|intense|massive|new|recent|single|latest|further|fierce|potential|possible|air|drone|missile|artillery|rocket|ground|after|amid|during"
    r"|conduct(?:ed|ing|s)?|launch(?:ed|ing|es)?|carr(?:y|ied|ying)(?: out)?|repel(?:s|led|ling)?|repuls(?:e|ed|es|ing)|resum(?:e|ed|es|ing)"
    r"|intensif(?:y|ied|ying)|into|under|against|as|[\w-]+['’]s)|,\s*\w+)\s+$",
    re.IGNORECASE,
)
_PAST = re.compile(r"(?:\w+ed|struck|took|taken|seized|fell|fallen|held|hit|shot|lost|left|broke|broken|withdrew|withdrawn|retook|fought|drove|driven|blown|came)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence with one verb at most; `opener` is `start`, `sub`, `rel`, `coord`, `participle`, `content` or `mark`."""

    start: int
    end: int
    opener: str


def is_verb(text: str, hit: Hit, actors: Sequence[ActorRef]) -> bool:
    """Whether a cue is a verb where it stands: "they attack" and not "an attack"."""
    form = hit.get("form", "verb")
    if form != "mixed":
        return bool(form == "verb")
    first = hit.text.split()[0]
    if _PAST.fullmatch(first):
        return True
    if first.lower().endswith("ing") and len(hit.text.split()) == 1 and re.match(r"\s+(?:of|in|on)\b", text[hit.end : hit.end + 5]):
        return False
    before = text[max(0, hit.start - 40) : hit.start]
    if _NOUN_BEFORE.search(before):
        return False
    ref = next((ref for ref in actors if ref.end <= hit.start and not text[ref.end : hit.start].strip()), None)
    if ref is not None:
        return ref.role in AGENTS and not ref.possessive and ref.role != "weapon"
    return bool(re.search(r"\b(?:to|and|also|not|will|would|may|could|who|which|they|he|she|it|forces|troops|are|is|were|was|be|been)\s+$|ly\s+$", before, re.IGNORECASE))


def is_participle(word: str) -> bool:
    """Whether a word can be a past participle."""
    return _PAST.fullmatch(word) is not None


def split_clauses(text: str, start: int, end: int, hits: Sequence[Hit], actors: Sequence[ActorRef], contents: Sequence[tuple[int, int]]) -> list[Clause]:
    """Return the clauses of `text[start:end]` in reading order; together they cover it.

    Parameters
    ----------
    contents : sequence of (start, end)
        Spans of reported content: each begins a clause and what follows it begins another.
    """
    cuts: dict[int, str] = {start: "start"}
    for at, opener in sorted([*_at_words(text, hits, actors), *_at_marks(text, start, end), *_at_verbs(text, start, end, hits, actors)]):
        if start < at < end:
            cuts.setdefault(at, opener)
    for begin, finish in contents:
        if start < begin < end:
            for at in [at for at in cuts if begin - len("that ") <= at < begin and at > start]:
                del cuts[at]  # the "that" before it opens the same clause
            cuts[begin] = "content"
        if start < finish < end:
            cuts.setdefault(finish, "mark")
    starts = sorted(cuts)
    return [Clause(at, after, cuts[at]) for at, after in zip(starts, [*starts[1:], end], strict=True)]


def clause_at(clauses: Sequence[Clause], offset: int) -> int:
    """Return the index of the clause that holds an offset."""
    return next((index for index, clause in enumerate(clauses) if clause.start <= offset < clause.end), len(clauses) - 1)


def _at_words(text: str, hits: Sequence[Hit], actors: Sequence[ActorRef]) -> Iterator[tuple[int, str]]:
    for hit in hits:
        if hit.topic != "clauses":
            continue
        role = hit.get("role")
        if role != "coord":
            yield hit.start, role
        elif hit.text.lower() in ("but", "however", "yet", "therefore", "instead", "но", "однако", "але", "проте", "а"):
            yield hit.start, "coord"
        elif _begins_clause(hit.end, text, hits, actors):
            yield hit.start, "coord"


def _at_marks(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for mark in _MARKS.finditer(text, start, end):
        yield mark.end(), "mark"


def _at_verbs(text: str, start: int, end: int, hits: Sequence[Hit], actors: Sequence[ActorRef]) -> Iterator[tuple[int, str]]:
    """Cut at a comma before a verb: ", cut the road", ", damaging two lines"."""
    verbs = {hit.start: hit for hit in hits if hit.topic in ("kinds", "attribution") and hit.get("form", "verb") != "noun"}
    for comma in _COMMA.finditer(text, start, end):
        at = _FILLER.match(text, comma.end(), end)
        hit = verbs.get(at.end() if at else comma.end()) or verbs.get(comma.end())
        if hit is not None and (hit.topic != "kinds" or is_verb(text, hit, actors)):
            yield comma.end(), "participle" if hit.text.split()[0].lower().endswith("ing") else "coord"


def _begins_clause(at: int, text: str, hits: Sequence[Hit], actors: Sequence[ActorRef]) -> bool:
    """Whether a verb, or a subject with a verb after it, stands behind an "and"."""
    filler = _FILLER.match(text, at)
    after = filler.end() if filler else at
    verbs = [hit for hit in hits if hit.topic in ("kinds", "attribution", "modality") and hit.start >= at]
    for hit in verbs:
        if hit.start in (after, at + 1) and (hit.topic != "kinds" or is_verb(text, hit, actors)) and hit.get("role") not in ("noun", "exhibit"):
            return True
    subject = next((ref for ref in actors if at <= ref.start and len(text[at : ref.start].split()) <= 3), None)
    if subject is None or subject.role not in AGENTS:
        return False
    verb = next((hit for hit in verbs if hit.start >= subject.end), None)
    return verb is not None and len(text[subject.end : verb.start].split()) <= 6 and (verb.topic != "kinds" or is_verb(text, verb, actors))
