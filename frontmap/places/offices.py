"""Of which region somebody speaks who holds office there: «голова Луганської ОВА», "Prokudin". Of namesakes they tell of their own."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from frontmap.gazetteer.inflect import is_adjective
from frontmap.gazetteer.names import normalise
from frontmap.mentions.place_words import PlaceWords
from frontmap.mentions.tokens import tokenize
from frontmap.records import Document, Mention, Role
from frontmap.theatres.load import Theatre

if TYPE_CHECKING:
    from frontmap.gazetteer.index import Gazetteer

__all__ = ["offices_in"]


def offices_in(document: Document, mentions: Sequence[Mention], gazetteer: Gazetteer, theatre: Theatre) -> list[tuple[int, str]]:
    """Return where a text names an office of a region or whoever is known to hold it, and the region's name."""
    ruled = _ruled(theatre)
    people = [(mention.start, ruled[mention.text]) for mention in mentions if mention.role is not Role.PLACE and mention.text in ruled] if ruled else []
    return sorted([*people, *_offices(document, gazetteer)])


def _offices(document: Document, gazetteer: Gazetteer) -> Iterator[tuple[int, str]]:
    """Yield the offices that a region's adjective names: «Луганської ОВА», «Донецкой областной администрации»."""
    words, tokens = PlaceWords.of(document.language), tokenize(document.text)
    for at in tokens.among(words.offices):
        office = words.office(tokens, at)
        if office is None or at == 0 or not is_adjective(normalise(tokens.raw[at - 1])):
            continue
        found = gazetteer.candidates(f"{tokens.raw[at - 1]} {office.rule.values['noun']}")
        region = next((candidate.place.name for candidate in found if candidate.place.feature == "ADM1"), "")
        if region:
            yield tokens.starts[at], region


@functools.lru_cache(maxsize=8)
def _ruled(theatre: Theatre) -> Mapping[str, str]:
    """The regions of those who hold office in one, by each of their names."""
    return {name: actor.region for actor in theatre.actors if actor.region for name in actor.names}
