"""One sentence, read: its cues, actors, places, clauses, frames and dates."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from frontmap.claims.actors import ActorRef
from frontmap.claims.clauses import Clause, clause_at, is_verb, split_clauses
from frontmap.claims.dating import Dated, Times, Timing, timing_of
from frontmap.claims.frames import Frame
from frontmap.claims.grammar import Grammar
from frontmap.claims.sites import Site
from frontmap.lexicon.scan import Hit
from frontmap.lexicon.tokens import Tokens

__all__ = ["TOPICS", "Reading"]

_UNQUOTED = str.maketrans(dict.fromkeys('"“”„«»‘', " "))  # "talk of it is “enemy propaganda”"
_TALK_WORDS = 4  # between "no truth to" and the claim
_REFUTED = 320  # characters between "reports that" and "are false"

TOPICS = ("actors", "anaphora", "attribution", "clauses", "kinds", "modality", "offtopic", "polarity", "verification")


@dataclass
class Reading:
    """The sentence `text[start:end]` of a document's `text`, with what the lexicon and the theatre find in it.

    Its dates and clauses are worked out when they are first asked for: many a sentence claims nothing.
    """

    text: str
    start: int
    end: int
    tokens: Tokens = field(repr=False, compare=False)
    hits: tuple[Hit, ...]
    actors: tuple[ActorRef, ...]
    sites: tuple[Site, ...]
    frames: tuple[Frame, ...]
    times: Times = field(repr=False, compare=False)
    grammar: Grammar
    voice: str | None = field(default=None, kw_only=True)  # whose "enemy" an enemy is where no speaker or publisher tells
    fired: bool = field(default=False, kw_only=True)  # whether the sentence before tells of fire or its harm, and of no fighting
    acted: str | None = field(default=None, kw_only=True)  # the one side that acts in the sentence before
    by_topic: Mapping[str, list[Hit]] = field(init=False, repr=False, compare=False)
    verbs: dict[tuple[int, int, str], bool] = field(init=False, repr=False, compare=False, default_factory=dict)  # what is known of cues

    def __post_init__(self) -> None:
        """Sort the hits by topic once: every reader asks for them."""
        by_topic: dict[str, list[Hit]] = {}
        for hit in self.hits:
            by_topic.setdefault(hit.topic, []).append(hit)
        self.by_topic = by_topic

    @property
    def dates(self) -> Sequence[Dated]:
        """The time expressions that can be turned into days."""
        return self.times.dated

    @functools.cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses, in reading order; together they cover the sentence."""
        contents = [(frame.start, frame.end) for frame in self.frames]
        return tuple(split_clauses(self.text, self.start, self.end, self.hits, self.actors, contents, self.grammar, self.is_verb))

    @functools.cached_property
    def refuted(self) -> tuple[int, int]:
        """The stretch of what "talk of ... is nonsense" says is false, empty where the sentence says no such thing."""
        if not self.grammar.may_have("talk"):
            return 0, 0
        line = self.text[self.start : self.end].translate(_UNQUOTED)
        empty = self.grammar.find("baseless", line)
        if empty is not None and (about := next((found for found in self.grammar.find_all("talk", line) if found.start() >= empty.end()), None)) is not None:
            return (self.start + about.end(), self.end) if len(line[empty.end() : about.start()].split()) <= _TALK_WORDS else (0, 0)  # "there is no truth to the claim that"
        verdict = self.grammar.find("false", line)
        said = [hit.start - self.start for hit in self.topic("attribution") if hit.role in ("say", "deny")]
        told = [found for found in self.grammar.find_all("talk", line[: verdict.start()]) if found.start() not in said] if verdict is not None else []  # a noun, and not «заявили про»
        if verdict is None or not told or verdict.start() - told[-1].end() > _REFUTED:
            return 0, 0
        return self.start + told[-1].end(), self.start + verdict.start()

    def topic(self, name: str) -> list[Hit]:
        """Return the hits of a topic."""
        return self.by_topic.get(name, [])

    def clause_of(self, offset: int) -> Clause:
        """Return the clause that holds an offset."""
        return self.clauses[clause_at(self.clauses, offset)]

    def between(self, start: int, end: int) -> str:
        """Return the text between two offsets."""
        return self.text[start:end]

    def is_verb(self, cue: Hit) -> bool:
        """Whether a cue is a verb where it stands."""
        key = cue.start, cue.end, cue.rule.id
        known = self.verbs.get(key)
        if known is None:
            known = self.verbs[key] = is_verb(self.text, cue, self.actors, self.grammar)
        return known

    def timing(self, cue: Hit, frames: Sequence[Frame]) -> Timing:
        """Return when what a cue in these frames tells happened."""
        return timing_of(self.text, cue, self.clauses, self.times, frames, self.grammar)
