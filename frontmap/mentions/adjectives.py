"""Places named by their adjective before a direction or a facility: Покровський напрямок, Лисичанскому НПЗ."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from frontmap.gazetteer.inflect import namesakes_of_adjective
from frontmap.gazetteer.names import normalise

if TYPE_CHECKING:
    from frontmap.gazetteer.index import Candidate, Gazetteer
    from frontmap.theatres.load import Theatre

__all__ = ["place_of_adjective"]

_NOT_ITS_NAME = ("generated", "historic")


@functools.lru_cache(maxsize=16384)
def place_of_adjective(gazetteer: Gazetteer, word: str, heads: tuple[tuple[str, tuple[str, ...]], ...] = (), theatre: Theatre | None = None) -> str:
    """Return the name that an adjective comes of, "" where it is none that the gazetteer knows.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows the names.
    word : str
        An adjective in any case, with or without a capital.
    heads : tuple of (str, tuple of str)
        With what an adjective of two words may begin, and the first words that it stands for: краснолиманский, Красный Лиман.
    theatre : Theatre, optional
        Whose places go before all others.
    """
    key = normalise(word)
    found = _best_known(gazetteer, namesakes_of_adjective(key), theatre)
    for head, firsts in heads:
        if not found and key.startswith(head):
            rest = namesakes_of_adjective(key.removeprefix(head))
            found = _best_known(gazetteer, tuple(f"{first} {name}".strip() for first in firsts for name in rest), theatre)
    return found


def _best_known(gazetteer: Gazetteer, names: Sequence[str], theatre: Theatre | None) -> str:
    known = [(name, gazetteer.candidates(name)) for name in names]
    near = [(name, tuple(candidate for candidate in found if _lies_in(candidate, theatre))) for name, found in known]
    known = near if any(found for _, found in near) else known  # Мар'їнка, and not Мариинск in Siberia
    if known and any(candidate.name_kind not in _NOT_ITS_NAME and candidate.place.feature.startswith("PPL") and (theatre is None or candidate.place.country in theatre.home) for candidate in known[0][1]):
        return known[0][0].title()  # Покровськ before Покровка, but no Харківськ, and no Константиновск on the Don
    best = [(_rank(candidate), -at, name) for at, (name, found) in enumerate(known) for candidate in found]
    return max(best)[2].title() if best else ""


def _lies_in(candidate: Candidate, theatre: Theatre | None) -> bool:
    """Whether a place lies in the theatre's countries and extent."""
    if theatre is None or candidate.place.country in theatre.home:
        return True
    west, south, east, north = theatre.extent
    return candidate.place.country in theatre.nearby and west <= candidate.place.lon <= east and south <= candidate.place.lat <= north


def _rank(candidate: Candidate) -> tuple[bool, bool, int]:
    """Rank settlements, which directions are called after, before the regions and the city quarters that bear their names, and the names of today first."""
    return candidate.place.feature.startswith("PPL") and candidate.place.feature != "PPLX", candidate.name_kind != "historic", candidate.place.population
