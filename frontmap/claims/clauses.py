"""Cut a sentence into clauses, each with what opens it.

There is no parser here: a clause ends at a conjunction, a relative pronoun, a semicolon, a dash, at the verb of saying
whose content begins, and at an "and" or a comma that a verb or a new subject follows.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from frontmap.claims.actors import AGENTS, ActorRef
from frontmap.claims.grammar import Grammar
from frontmap.lexicon.scan import Hit

__all__ = ["Clause", "clause_at", "head_of", "is_participle", "is_relative", "is_verb", "split_clauses"]

_MARKS = re.compile(r"[;\n]|:(?!\d\d\b)|\s[—–-]\s|—|\s[\u2600-\u27bf\U0001f300-\U0001faff]+\ufe0f?(?=\s)")
_COMMA = re.compile(r",\s*")
_MARK = re.compile(r"[,;:()—–]")
_FRONTED = re.compile(r"[a-z]+(?: [a-z]+)?(?: [A-Z][\w’'-]*)+(?: (?:[a-z][\w-]*|\d+))+ ")  # "in Antonivka two people were"
_NAME = re.compile(r"\s*(?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,2}\s")
_OBJECT = re.compile(r" (?:(?:the|a|an|it|them|its|their|his|her|this|that|these|those)\b|[A-Z])")
_QUOTES = " \t\"'“”«»„"
_LOOK_BACK = 40  # characters before a word that tell whether it is a noun
_SUBJECT_WORDS = 3  # between an "and" and the subject that it brings
_VERB_WORDS = 6  # between that subject and its verb
_OWN_VERB = 8  # words between a side's adjective and the auxiliary of its deed
_START = attrgetter("start")
_THAT = 6  # characters before reported content in which its "that" stands


@dataclass(slots=True)
class Clause:
    """A stretch of a sentence with one verb at most.

    `opener` is `start`, `sub`, `rel`, `coord`, `participle`, `content`, `mark`, or `resume` for one that goes on behind a
    relative clause with what stands before that.
    """

    start: int
    end: int
    opener: str


def is_participle(word: str, grammar: Grammar) -> bool:
    """Whether a word can be a past form."""
    return grammar.is_all("past", word)


def is_verb(text: str, hit: Hit, actors: Sequence[ActorRef], grammar: Grammar) -> bool:  # noqa: PLR0911 - a ladder: the first form that tells
    """Whether a cue is a verb where it stands: "they attack" and not "an attack"."""
    form = hit.get("form", "verb")
    words = hit.text.split()
    if form != "mixed":
        bare = not grammar.forms and not is_participle(words[0], grammar) and not grammar.is_all("gerund", words[0])
        described = bare and any(ref.role == "adjective" and ref.end + 1 == hit.start and not ref.possessive for ref in actors)  # "it was Ukrainian sabotage"
        return bool(form == "verb") and not described
    if len(words) > 1 and grammar.is_all("hedging", words[0]):
        return False  # "confirmed gains"
    if is_participle(words[0], grammar):
        return True
    if len(words) == 1 and grammar.is_all("gerund", words[0]) and grammar.begins("gerund-object", text[hit.end : hit.end + 5]):
        return False
    before = text[max(0, hit.start - _LOOK_BACK) : hit.start]
    if len(words) == 1 and grammar.is_all("gerund", words[0]) and grammar.ends("gerund-lead", before) and _OBJECT.match(text, hit.end):
        return True  # "before bombarding it", "after shelling X"
    if grammar.ends("noun-lead", before):
        return False
    ref = next((ref for ref in actors if ref.end <= hit.start and not text[ref.end : hit.start].strip()), None)
    if ref is not None:
        return ref.role in AGENTS and not ref.possessive and ref.role != "weapon"
    return grammar.ends("verb-lead", before)


def split_clauses(
    text: str,
    start: int,
    end: int,
    hits: Sequence[Hit],
    actors: Sequence[ActorRef],
    contents: Sequence[tuple[int, int]],
    grammar: Grammar,
    is_verb: Callable[[Hit], bool],
) -> list[Clause]:
    """Return the clauses of `text[start:end]` in reading order; together they cover it.

    Parameters
    ----------
    contents : sequence of (start, end)
        Spans of reported content: each begins a clause and what follows it begins another.
    is_verb : callable
        Tells whether a cue is a verb where it stands.
    """
    cutter = _Cutter(text, start, end, hits, actors, grammar, is_verb)
    cuts: dict[int, str] = {start: "start"}
    for at, opener in sorted([*cutter.at_words(), *cutter.at_marks(), *cutter.at_commas()]):
        if start < at < end:
            cuts.setdefault(at, opener)
    for begin, finish in contents:
        if start < begin < end:
            for at in [at for at in cuts if begin - _THAT < at < begin and at > start]:
                del cuts[at]  # the "that" before it opens the same clause
            cuts[begin] = "content"
        if start < finish < end:
            cuts.setdefault(finish, "mark")
    starts = sorted(cuts)
    return [Clause(at, after, cuts[at]) for at, after in zip(starts, [*starts[1:], end], strict=True)]


def clause_at(clauses: Sequence[Clause], offset: int) -> int:
    """Return the index of the clause that holds an offset."""
    return (bisect_right(clauses, offset, key=_START) or len(clauses)) - 1


def head_of(clauses: Sequence[Clause], at: int) -> int:
    """Return the index of the clause with which a resumed clause goes on, its own of any other."""
    relative = next((index for index in range(at, 0, -1) if clauses[index].opener == "rel"), at) if clauses[at].opener == "resume" else at
    return max(relative - 1, 0) if relative != at else at


def is_relative(text: str, clause: Clause, grammar: Grammar) -> bool:
    """Whether a clause describes a noun: "the town which they took", and not "it is clear that they took it"."""
    if clause.opener != "rel":
        return False
    if not grammar.begins("that", text[clause.start : clause.end]):
        return True
    lead = text[max(0, clause.start - _LOOK_BACK) : clause.start].rstrip()
    return not (lead.endswith(",") or grammar.ends("that-taker", lead))  # a "that" behind a comma goes on with a list of contents


@dataclass
class _Cutter:
    """Finds where the clauses of one sentence begin."""

    text: str
    start: int
    end: int
    hits: Sequence[Hit]
    actors: Sequence[ActorRef]
    grammar: Grammar
    is_verb: Callable[[Hit], bool]

    @functools.cached_property
    def cues(self) -> list[Hit]:
        """What may be claimed."""
        return [hit for hit in self.hits if hit.topic == "kinds"]

    @functools.cached_property
    def told(self) -> int:
        """Where the first verb that claims or repels something ends, behind the sentence where none does."""
        repels = (hit.end for hit in self.hits if self.grammar.forms and hit.topic == "modality" and hit.role == "repel")  # «наши отбили атаку, враг отошёл»
        return min([hit.end for hit in self.cues if self.is_verb(hit)] + [*repels], default=self.end + 1)

    def at_words(self) -> Iterator[tuple[int, str]]:
        """Yield the conjunctions and relative pronouns that open a clause."""
        for hit in self.hits:
            if hit.topic != "clauses":
                continue
            role = hit.role
            if role != "coord" or hit.get("strong") or self._brings_verb(hit.end):
                yield hit.start, role

    def at_marks(self) -> Iterator[tuple[int, str]]:
        """Yield what follows semicolons, colons and dashes."""
        for mark in _MARKS.finditer(self.text, self.start, self.end):
            yield mark.end(), "mark"

    def at_commas(self) -> Iterator[tuple[int, str]]:
        """Yield the commas before a verb: ", cut the road", ", damaging two lines"."""
        verbs = {hit.start: hit for hit in self.hits if hit.topic in ("kinds", "attribution") and hit.get("form", "verb") != "noun" and not (hit.role == "pronoun" and self.grammar.is_all("relative", hit.text))}
        for comma in _COMMA.finditer(self.text, self.start, self.end):
            if self._resumes(comma):
                yield comma.end(), "resume"
                continue
            hit = verbs.get(self.grammar.after("filler", self.text, comma.end())) or verbs.get(comma.end())
            if hit is not None and self._finite(hit) and not self._closes_aside(comma.start()):
                yield comma.end(), "participle" if self.grammar.is_all("gerund", hit.text.split()[0]) else "coord"
            elif self._told_before(comma.start()) and (self._opens_clause(comma.end()) if self.grammar.forms else self._fronted(comma.end())):
                yield comma.end(), "mark"
            elif self._told_before(comma.start()) and self._closes_first(comma):
                yield comma.end(), "coord"

    def _resumes(self, comma: re.Match[str]) -> bool:
        """Whether a finite verb behind a comma goes on with the clause that a relative clause parted: "X, which did A, was B"."""
        told = {hit.end + 1 for hit in self.hits if hit.topic == "attribution" and not self.grammar.forms}  # "X, who said that A, did B"
        relative = next((hit for hit in reversed(self.hits) if hit.role == "rel" and hit.topic == "clauses" and hit.end <= comma.start() and hit.start not in told), None)
        if self.grammar.forms or relative is None or not self.grammar.without("preposition", self.text[self.start : relative.start]).rstrip().endswith(",") or self.grammar.begins("that", relative.text):
            return False
        at = self.grammar.after("manner", self.text, comma.end())
        auxiliary = self.grammar.begins("finite", self.text[at : at + _LOOK_BACK])
        verb = next((hit for hit in self.cues if hit.start == at and self.is_verb(hit)), None)
        finite = auxiliary or (verb is not None and not self.grammar.is_all("gerund", verb.text.split()[0]))
        return finite and not any(self._is_finite_at(other.end()) for other in _COMMA.finditer(self.text, relative.end, comma.start()))

    def _is_finite_at(self, at: int) -> bool:
        return self.grammar.begins("finite", self.text[self.grammar.after("manner", self.text, at) :][:_LOOK_BACK])

    def _opens_clause(self, at: int) -> bool:
        """Whether a clause without conjunction begins: a subject with its verb, or a verb close behind an adverbial, before the next comma."""
        if self.grammar.begins("goes-on-verb", self.text[at : at + _LOOK_BACK]):
            return True
        end = self._next_mark(at)
        verb = next((hit for hit in self.cues if at <= hit.start < end and self.is_verb(hit)), None)
        if verb is None and self.grammar.begins("preposition", self.text[at:end]) and (goes := self.grammar.find("goes-on-verb", self.text[at:end])) is not None:
            return len(self.text[at : at + goes.start()].split()) <= _VERB_WORDS  # «за X идут бои»
        if verb is None or any(self.grammar.is_all(form, verb.text.split()[0]) for form in ("gerund", "infinitive", "modifier")):
            return False
        subject = any(at <= ref.start and ref.end <= verb.start and ref.role in (*AGENTS, "equipment") and "nominative" in self.grammar.cases(ref.text) for ref in self.actors)
        adverbial = self.grammar.begins("preposition", self.text[at : verb.start]) and len(self.text[at : verb.start].split()) <= _VERB_WORDS
        return subject or adverbial or self._is_deed_done(at, verb)

    def _is_deed_done(self, at: int, verb: Hit) -> bool:
        """Whether a deed opens the clause as the subject of a passive: «пытались прорваться у X, атаки у Y отбиты»."""
        deed = next((hit for hit in self.cues if hit.get("form") == "noun" and not self.text[at : hit.start].strip()), None)
        done = any(self.grammar.is_all("passive", word) for word in verb.text.split())
        return deed is not None and deed.end <= verb.start and done and "nominative" in self.grammar.cases(deed.text.split()[0])

    def _fronted(self, at: int) -> bool:
        """Whether a place stands first in a clause with subject and verb: ", in Antonivka two were wounded"."""
        if not self.grammar.begins("fronted", self.text[at : at + _LOOK_BACK]):
            return False
        end = self._next_mark(at)
        verb = next((hit for hit in self.cues if at <= hit.start < end and self.is_verb(hit)), None)
        if verb is None:
            return False
        lead = self.text[at : verb.start]
        return _FRONTED.fullmatch(lead) is not None and not self.grammar.ends("noun-lead", lead)

    def _closes_first(self, comma: re.Match[str]) -> bool:
        """Whether a comma closes the clause that opens a sentence, and a subject with its verb follows: "After A was taken, the road to B was open"."""
        opening = next((hit for hit in self.hits if hit.topic == "clauses" and hit.role == "sub"), None)
        if self.grammar.forms or opening is None or self.text[self.start : opening.start].strip(_QUOTES):
            return False
        mark = self._next_mark(comma.end())
        words = self.text[comma.end() : mark].split()
        verb = next((at for at, word in enumerate(words) if self.grammar.is_all("finite", word) or self.grammar.is_all("past", word)), 0)
        listed = mark < self.end and any(self.grammar.is_all("and", word) for word in words[:verb])  # "A, B and the villages taken before, they"
        return verb > 0 and (not listed or self.grammar.is_all("finite", words[verb]))

    def _next_mark(self, at: int) -> int:
        return next((mark.start() for mark in _MARK.finditer(self.text, at, self.end)), self.end)

    def _closes_aside(self, comma: int) -> bool:
        """Whether a comma only closes what parts an auxiliary from its verb: "would, where necessary, withdraw"."""
        asides = (self.text[hit.end : comma] for hit in self.hits if hit.topic == "modality" and hit.end < comma)
        return any(aside.startswith(",") and aside.count(",") == 1 and len(aside.split()) <= _SUBJECT_WORDS for aside in asides)

    def _finite(self, hit: Hit) -> bool:
        return hit.topic != "kinds" or self.is_verb(hit)

    def _told_before(self, at: int) -> bool:
        return self.told <= at

    def _does_before(self, at: int) -> bool:
        """Whether a verb that claims nothing by itself does so by its noun: "did not conduct assaults and continued"."""
        done = any(cue.end <= at for cue in self.cues)
        return done and not self.grammar.forms and any(self.grammar.has(part, self.text[self.start : at]) for part in ("finite", "light-past"))

    def _follows(self, at: int, hit: Hit) -> bool:
        """Whether a verb stands close behind, with a subject of small letters: "and part of a rocket fell on"."""
        words = self.text[at : hit.start].split()
        if self.grammar.forms and "," in self.text[at : hit.start]:
            return False
        return 0 < len(words) <= _VERB_WORDS and all(word[:1].islower() or word[:1].isdigit() for word in words) and self._finite(hit)

    def _unknown_verb(self, at: int) -> bool:
        """Whether a verb that no rule knows stands behind an "and": "took A and headed for B"."""
        words = self.text[at : at + _LOOK_BACK].split()
        if len(words) <= 1 or not words[0].islower() or not words[1].islower():
            return False
        return self.grammar.is_all("plural-past" if self.grammar.forms else "past", words[0])

    def _has_own_verb(self, at: int) -> bool:
        """Whether a side's deed with an auxiliary stands behind ", and": "A is spent, and Russian attacks in B are culminating"."""
        before = self.text[self.start : at].rsplit(None, 1)[0].rstrip()
        opening = next((ref for ref in self.actors if at <= ref.start and not self.text[at : ref.start].strip()), None)
        if self.grammar.forms or opening is None or opening.role != "adjective" or not before.endswith(",") or not self._does_before(at):
            return False
        after = self.text[opening.end : self._next_mark(opening.end)].split()[:_OWN_VERB]
        return any(self.grammar.is_all("finite", word) for word in after)

    def _has_place_for_subject(self, at: int) -> bool:
        """Whether a name with its verb stands behind an "and" that follows another verb: "A was shelled and B was captured"."""
        name = _NAME.match(self.text, at, self.end) if self._told_before(at) and not self.grammar.forms else None
        return name is not None and self.grammar.begins("finite", self.text[name.end() : name.end() + _LOOK_BACK])

    def _is_listed(self, at: int, subject: ActorRef) -> bool:
        """Whether what stands between an "and" and a subject goes on with a list: "around A and B, with Russia claiming", «По A и B враг бил»."""
        between = self.text[at : subject.start]
        return "," in between.lstrip(" ,") if not self.grammar.forms else between.strip().istitle() and not self._told_before(at)

    def _brings_verb(self, at: int) -> bool:  # noqa: PLR0911 - a ladder: the first sign that tells
        """Whether a verb, or a subject with a verb after it, stands behind an "and"."""
        if not self.grammar.forms and self.grammar.begins("finite", self.text[at : at + _LOOK_BACK]):
            return True  # "made attacks near A and did not move towards B"
        after = self.grammar.after("filler", self.text, at)
        verbs = [hit for hit in self.hits if hit.topic in ("kinds", "attribution", "modality") and hit.start >= at]
        if any(hit.start in (after, at + 1) and self._finite(hit) and hit.role not in ("noun", "exhibit") for hit in verbs):
            return True
        if (self._told_before(at) or self._does_before(at)) and (self.grammar.begins("light-past", self.text[at : at + _LOOK_BACK]) or (self._told_before(at) and self._unknown_verb(at))):
            return True
        if (self._told_before(at) and any(self._follows(at, hit) for hit in verbs if hit.topic == "kinds")) or self._has_own_verb(at):
            return True
        subject = next((ref for ref in self.actors if at <= ref.start and len(self.text[at : ref.start].split()) <= _SUBJECT_WORDS), None)
        if subject is not None and self._is_listed(at, subject):
            return False
        if self._has_place_for_subject(at):
            return True
        if subject is None or subject.role not in AGENTS or any(self.grammar.is_all(part, word) for part in ("and-word", "finite") for word in self.text[at : subject.start].split()):
            return False
        behind = self.text[subject.end : subject.end + _LOOK_BACK]
        if not self.grammar.forms and (self.grammar.begins("finite", behind) or (self._told_before(at) and self.grammar.begins("light-past", behind))):
            return True  # "took A, and Russian forces conducted attacks"
        verb = next((hit for hit in verbs if hit.start >= subject.end), None)
        if verb is not None and self.grammar.forms and ("," in self.text[subject.end : verb.start] or "nominative" not in self.grammar.cases(subject.text)):
            return False
        return verb is not None and len(self.text[subject.end : verb.start].split()) <= _VERB_WORDS and self._finite(verb)
