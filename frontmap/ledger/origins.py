"""How many have really said it: seven articles that carry one statement are one origin.

An origin is a voice: a claimant, or a publisher that speaks for itself. Within a thread, voices of one side whose
sentences are near copies of each other, as agency reports are, are one origin too.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from frontmap.ledger.statements import Stance, Statement
from frontmap.records import Kind, content_id

__all__ = ["origins_of", "same_statement"]

_COPY = 0.6  # share of three-word runs that two sentences have in common, from which one is a copy

Runs = frozenset[tuple[str, ...]]
Said = tuple[str, str | None, Runs]
"""Voice, actor's side and runs of a statement: whatever else it has does not decide its origin."""


def same_statement(one: Stance, other: Stance) -> bool:
    """Whether two claims of a thread say the same: kind, polarity, modality and no other actor."""
    return one[:3] == other[:3] and _same_actor(one.kind, one.actor_side, other.actor_side)


def _same_actor(kind: Kind, one: str | None, other: str | None) -> bool:
    return one == other or (None in (one, other) and kind is not Kind.CONTROL)  # whose it is, is the matter there


def origins_of(statements: Sequence[Statement]) -> dict[str, str]:
    """Return the origin of each statement of a thread, by its id."""
    voices = _Voices()
    groups: dict[tuple[object, ...], dict[Said, None]] = defaultdict(dict)
    for each in sorted(statements, key=lambda each: each.id):
        groups[each.claimant_side, each.kind, each.polarity, each.modality][each.voice, each.actor_side, _runs(each.text)] = None
    for (_, kind, *_), said in groups.items():
        if len({voice for voice, _, _ in said}) > 1:
            for one, other in _copies(list(said)):
                if _same_actor(kind, one[1], other[1]):  # type: ignore[arg-type] # the group's key holds a kind there
                    voices.join(one[0], other[0])
    return {each.id: content_id("origin", voices.root(each.voice)) for each in statements}


class _Voices:
    """Voices that were found to be one; the first by alphabet stands for all."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, voice: str) -> str:
        while (parent := self._parent.get(voice, voice)) != voice:
            self._parent[voice] = self._parent.get(parent, parent)
            voice = parent
        return voice

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        if first != second:
            self._parent[second] = first


def _copies(said: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    """Yield the pairs whose sentences are near copies of each other, each once.

    Two sentences that share six tenths of the shorter one's runs share one of any four tenths (and one more) of them: only those
    that have one of the shorter one's rarest runs need to be compared with it.
    """
    common = Counter(run for _, _, runs in said for run in runs)
    holders: dict[tuple[str, ...], list[Said]] = defaultdict(list)
    for one in sorted(said, key=lambda each: -len(each[2])):  # those who are at least as long stand in `holders` already
        runs = one[2]
        needed = math.ceil(_COPY * len(runs))
        rarest = sorted(runs, key=lambda run: (common[run], run))[: len(runs) - needed + 1]
        near = dict.fromkeys(other for run in rarest for other in holders[run])
        yield from ((one, other) for other in near if other[0] != one[0] and len(runs & other[2]) >= _COPY * len(runs))
        for run in runs:
            holders[run].append(one)


def _runs(text: str) -> Runs:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(tuple(words[at : at + 3]) for at in range(max(1, len(words) - 2)))
