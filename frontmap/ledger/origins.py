"""How many have really said it: seven articles that carry one statement are one origin.

An origin is a voice: a claimant, or a publisher that speaks for itself; whoever relays it adds none. Within a thread, voices of
one side are one origin too where one carries the other's words (`frontmap.ledger.copies`), or tells in another language the
same numbers of the same days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from frontmap.ledger.copies import Wording, copies, wording_of
from frontmap.ledger.statements import GROUND, Stance, Statement
from frontmap.records import Kind, content_id

__all__ = ["origins_of", "same_statement", "translations"]

_NUMBERS = 2  # as many equal numbers are no chance


def same_statement(one: Stance, other: Stance) -> bool:
    """Whether two claims of a thread say the same: kind, polarity, modality, no other actor, and of ground, as much of it."""
    return one[:3] == other[:3] and _same_actor(one.kind, one.actor_side, other.actor_side) and (one.kind not in GROUND or one.extent == other.extent)


def _same_actor(kind: Kind, one: str | None, other: str | None) -> bool:
    return one == other or (None in (one, other) and kind is not Kind.CONTROL)  # whose it is, is the matter there


def origins_of(statements: Sequence[Statement]) -> dict[str, str]:
    """Return the origin of each statement of a thread, by its id."""
    voices = _Voices()
    if len({each.voice for each in statements}) == 1:
        return dict.fromkeys((each.id for each in statements), content_id("origin", statements[0].voice))
    groups: dict[tuple[str | None, Kind, Hashable], list[Statement]] = defaultdict(list)
    for each in sorted(statements, key=lambda each: each.id):
        groups[each.claimant_side, each.kind, (each.polarity, each.modality)].append(each)
    for (_, kind, _), members in groups.items():
        if len({each.voice for each in members}) > 1:
            for one, other in _one_origin(members):
                if _same_actor(kind, one.actor_side, other.actor_side):
                    voices.join(one.voice, other.voice)
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


def _one_origin(members: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Yield pairs of statements of different voices that are one's word: copies, then translations."""
    first: dict[tuple[str, str | None, Wording], Statement] = {}
    for each in members:
        first.setdefault((each.voice, each.actor_side, wording_of(each.text)), each)
    said = list(first.items())
    for at, to in copies([wording for (_, _, wording), _ in said]):
        if said[at][1].voice != said[to][1].voice:
            yield said[at][1], said[to][1]
    yield from translations(members)


def translations(members: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Yield pairs that tell the same numbers of the same days in different languages, where no two claimants are named."""
    alike: dict[Hashable, list[Statement]] = defaultdict(list)
    for each in members:
        numbers = frozenset((number.what, number.low, number.high) for number in each.quantities if not number.total)
        if len(numbers) >= _NUMBERS and each.days is not None:
            alike[each.days, numbers, each.actor_side].append(each)
    for group in alike.values():
        for language in sorted({each.language for each in group}):
            own = next(each for each in group if each.language == language)
            others = [each for each in group if each.language != language and not (each.named and own.named)]
            yield from ((own, other) for other in others)
