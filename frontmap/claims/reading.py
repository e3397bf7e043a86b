"""One sentence, read: its cues, actors, places, clauses, frames and dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from frontmap.claims.actors import ActorRef
from frontmap.claims.attribution import Frame
from frontmap.claims.clauses import Clause, clause_at, is_verb
from frontmap.claims.dating import Dated, Timing, timing_of
from frontmap.claims.grammar import Grammar
from frontmap.claims.sites import Site
from frontmap.lexicon.scan import Hit
from frontmap.records import DateSpan

__all__ = ["TOPICS", "Reading"]

TOPICS = ("actors", "anaphora", "attribution", "clauses", "kinds", "modality", "polarity", "verification")


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentence `text[start:end]` of a document's `text`, with what the lexicon and the theatre find in it; `day` is the document's."""

    text: str
    start: int
    end: int
    hits: tuple[Hit, ...]
    actors: tuple[ActorRef, ...]
    sites: tuple[Site, ...]
    frames: tuple[Frame, ...]
    clauses: tuple[Clause, ...]
    dates: tuple[Dated, ...]
    grammar: Grammar
    voice: str | None = field(default=None, kw_only=True)  # whose "enemy" an enemy is where no speaker or publisher tells
    day: DateSpan | None = None
    by_topic: Mapping[str, list[Hit]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the hits by topic once: every reader asks for them."""
        by_topic: dict[str, list[Hit]] = {}
        for hit in self.hits:
            by_topic.setdefault(hit.topic, []).append(hit)
        object.__setattr__(self, "by_topic", by_topic)

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
        return is_verb(self.text, cue, self.actors, self.grammar)

    def timing(self, cue: Hit, frames: Sequence[Frame]) -> Timing:
        """Return when what a cue in these frames tells happened."""
        return timing_of(self.text, cue, self.clauses, self.dates, frames, self.day, self.grammar)
