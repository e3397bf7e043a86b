"""Which names are countries and seats of government, which act and speak, and what a name is when no word tells."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontmap.mentions.names import Name
from frontmap.mentions.roles import RoleReader, Verdict
from frontmap.mentions.tokens import Tokens
from frontmap.records import Role
from frontmap.theatres.load import Theatre

if TYPE_CHECKING:
    from frontmap.gazetteer.index import Gazetteer

__all__ = ["Powers"]

_KNOWN_ALONE = 900_000  # inhabitants from which a city far from the theatre is known by its name alone
_SMALL = 20_000  # inhabitants: the name of a larger place is no surname, and no part of an unknown longer name


@dataclass(frozen=True, slots=True)
class _Sort:
    power: str  # "country", "capital" or ""
    area: bool  # a region, district or country
    near: bool  # some place of this name lies in the theatre's home countries or beside them
    population: int
    exact: int  # the same, of places whose own spelling this is


@dataclass(frozen=True, slots=True)
class Powers:
    """What the gazetteer and the theatre know of a name by itself; make one with `of`."""

    gazetteer: Gazetteer
    countries: frozenset[str]
    seats: frozenset[str]
    states: frozenset[str]

    @classmethod
    def of(cls, gazetteer: Gazetteer, theatre: Theatre) -> Powers:
        """Return what is known of names in this theatre."""
        seats = frozenset(name.casefold() for side in theatre.sides for name in side.capitals)
        states = frozenset(name.casefold() for side in theatre.sides for name in side.countries)
        return cls(gazetteer, frozenset((*theatre.home, *theatre.nearby)), seats, states)

    def _known(self, key: str) -> _Sort:
        return _sort(self.gazetteer, self.countries, self.seats, self.states, key)

    def sort(self, name: Name) -> str:
        """Return "country" or "capital" where the name is one and no word makes it a region, else ""."""
        return "" if name.actor is not None or name.sort else self._known(name.key).power

    def is_area(self, name: Name) -> bool:
        """Whether the name is that of a region, district or country."""
        return name.sort in {"region", "district"} or (not name.sort and self._known(name.key).area)

    def is_small(self, name: Name) -> bool:
        """Whether the name is known only as that of villages and small towns, so that it may be a surname or half a name."""
        known = self._known(name.key)
        return name.actor is None and not (name.sort or known.power or known.area) and known.exact < _SMALL

    def may_be_surname(self, name: Name) -> bool:
        """Whether a verb of speaking after the name makes it a person: a small place's name, or one far from the theatre."""
        return self.is_small(name) or (name.actor is None and not name.sort and not self._known(name.key).near)

    def default(self, tokens: Tokens, name: Name, power: str, reader: RoleReader) -> Verdict:
        """Return what a name is when the words beside it are silent."""
        if power == "country":
            return Verdict(Role.ACTOR, "a country, and no word says that something is located there")
        known = self._known(name.key)
        if power == "capital" and known.near:
            return Verdict(Role.ACTOR, "a seat of government, and no word says that something is located there")
        if power == "capital" and _opens_clause(tokens, name):
            return Verdict(Role.ACTOR, "a seat of government that begins its sentence")
        if not known.near and known.population < _KNOWN_ALONE and not name.sort and not reader.locates(tokens, name):
            return Verdict(Role.OTHER, "a town far from the theatre, and no word says that something is located there")
        return Verdict(Role.PLACE, "")


def _opens_clause(tokens: Tokens, name: Name) -> bool:
    """Whether a name begins a sentence and a word in small letters goes on: "Budapest blocked the loan"."""
    return tokens.begins_sentence(name.first) and name.stop < len(tokens) and tokens.raw[name.stop].islower()


@functools.lru_cache(maxsize=65536)
def _sort(gazetteer: Gazetteer, countries: frozenset[str], seats: frozenset[str], states: frozenset[str], key: str) -> _Sort:
    candidates = gazetteer.candidates(key)
    places = [candidate.place for candidate in candidates]
    near = not places or any(place.country in countries for place in places)
    largest = max((place.population for place in places if place.feature.startswith("PPL")), default=0)
    exact = max((found.place.population for found in candidates if found.name_kind != "generated" and found.place.feature.startswith("PPL")), default=0)
    if key.casefold() in states or any(place.feature.startswith("PCL") for place in places[:3]):
        return _Sort("country", area=True, near=near, population=largest, exact=exact)
    if key.casefold() in seats or any(place.feature == "PPLC" and place.population == largest for place in places):
        return _Sort("capital", area=False, near=near, population=largest, exact=exact)
    return _Sort("", area=bool(places) and places[0].feature.startswith(("ADM", "RGN")), near=near, population=largest, exact=exact)
