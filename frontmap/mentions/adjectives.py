"""Places named by their adjective before a direction or a facility: Покровський напрямок, Лисичанскому НПЗ."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from frontmap.gazetteer.inflect import namesakes_of_adjective
from frontmap.gazetteer.names import normalise

if TYPE_CHECKING:
    from frontmap.gazetteer.index import Candidate, Gazetteer

__all__ = ["place_of_adjective"]

_NOT_ITS_NAME = ("generated", "historic")


@functools.lru_cache(maxsize=16384)
def place_of_adjective(gazetteer: Gazetteer, word: str, heads: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> str:
    """Return the name that an adjective comes of, "" where it is none that the gazetteer knows.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows the names.
    word : str
        An adjective in any case, with or without a capital.
    heads : tuple of (str, tuple of str)
        With what an adjective of two words may begin, and the first words that it stands for: краснолиманский, Красный Лиман.
    """
    key = normalise(word)
    found = _best_known(gazetteer, namesakes_of_adjective(key))
    for head, firsts in heads:
        if not found and key.startswith(head):
            rest = namesakes_of_adjective(key.removeprefix(head))
            found = _best_known(gazetteer, tuple(f"{first} {name}".strip() for first in firsts for name in rest))
    return found


def _best_known(gazetteer: Gazetteer, names: Sequence[str]) -> str:
    known = [(name, gazetteer.candidates(name)) for name in names]
    if known and any(candidate.name_kind not in _NOT_ITS_NAME and candidate.place.feature.startswith("PPL") for candidate in known[0][1]):
        return known[0][0].title()  # Покровськ before Покровка, but no Харківськ
    best = [(_rank(candidate), -at, name) for at, (name, found) in enumerate(known) for candidate in found]
    return max(best)[2].title() if best else ""


def _rank(candidate: Candidate) -> tuple[bool, bool, int]:
    """Rank settlements, which directions are called after, before the regions that bear their names, and the names of today first."""
    return candidate.place.feature.startswith("PPL"), candidate.name_kind != "historic", candidate.place.population
