"""Names found in a text before their roles are known: places of the gazetteer, actors of the theatre."""

from __future__ import annotations

import functools
import operator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from frontmap.mentions.tokens import Tokens
from frontmap.theatres.load import Actor, Theatre

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

__all__ = ["Name", "actor_names", "longest"]


@dataclass(slots=True)  # not frozen, as nothing is that a text has by the hundred: that would take six times as long to make
class Name:
    """A name in a text: its tokens `first` to before `stop`, its key in the gazetteer, or the actor it names.

    `sort` is what words that belong to it make of it ("region" in "Kherson Oblast"), `bare` the token after the name
    without them.
    """

    start: int
    end: int
    first: int
    stop: int
    key: str = ""
    actor: Actor | None = None
    sort: str = ""
    bare: int = 0

    @classmethod
    def at(cls, tokens: Tokens, first: int, stop: int, *, key: str = "", actor: Actor | None = None, sort: str = "") -> Name:
        """Return the name of these tokens."""
        return cls(tokens.starts[first], tokens.ends[stop - 1], first, stop, key, actor, sort, stop)

    def until(self, tokens: Tokens, stop: int, *, key: str, sort: str) -> Name:
        """Return the name with the words up to `stop` that belong to it."""
        return replace(self, end=tokens.ends[stop - 1], stop=stop, key=key, sort=sort)


@functools.lru_cache(maxsize=8)
def _automaton(theatre: Theatre) -> tuple[AhoCorasick, tuple[Actor, ...]]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    names: dict[str, Actor] = {}
    for actor in theatre.actors:
        for name in actor.names:
            names.setdefault(name.replace("’", "'"), actor)
    return AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest), tuple(names.values())


def actor_names(tokens: Tokens, theatre: Theatre) -> list[Name]:
    """Return the theatre's actors, outlets and people that the text names as whole words, in order."""
    if not theatre.actors:
        return []
    automaton, actors = _automaton(theatre)
    found, starts, ends = [], tokens.starts, tokens.ends
    for index, start, end in automaton.find_matches_as_indexes(tokens.text.replace("’", "'")):
        first, stop = tokens.span(start, end)
        if first < stop and starts[first] == start and ends[stop - 1] == end:
            found.append(Name(start, end, first, stop, "", actors[index], "", stop))
    return found


def longest(names: list[Name]) -> list[Name]:
    """Return the names without those that overlap a longer one; of two equal ones the actor stays. Sorted by start."""
    kept: list[Name] = []
    for name in sorted(names, key=operator.attrgetter("start")):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
        elif name.end - name.start > kept[-1].end - kept[-1].start or (name.end == kept[-1].end and _outranks(name, kept[-1])):
            kept[-1] = name
    return kept


def _outranks(name: Name, other: Name) -> bool:
    """Whether a name stays and not another one of the same words: an actor, or one whose sort is told."""
    return name.start == other.start and (name.actor is not None, name.sort != "") > (other.actor is not None, other.sort != "")
