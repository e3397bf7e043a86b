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

_COUNTRY = Verdict(Role.ACTOR, "a country, and no word says that something is located there")
_SEAT = Verdict(Role.ACTOR, "a seat of government, and no word says that something is located there")
_FAR_TOWN = Verdict(Role.OTHER, "a town far from the theatre, and no word says that something is located there")
_PLAIN_PLACE = Verdict(Role.PLACE, "")


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the gazetteer and the theatre know of a name by itself."""

    power: str  # "country", "capital" or ""
    area: bool  # a region, district or country
    near: bool  # some place of this name lies in the theatre's home countries or beside them
    population: int
    small: bool  # only villages and small towns are spelt so: it may be a surname, or half a longer name
    facility: bool = False  # the name is that of a plant, a bridge or the like


_WORDED = _Standing("", area=False, near=True, population=0, small=False)  # of a name to which words, or the theatre, give its sort


class Powers:
    """What the gazetteer and the theatre know of a name by itself; make one with `of`."""

    def __init__(self, gazetteer: Gazetteer, theatre: Theatre) -> None:
        self._gazetteer = gazetteer
        self._countries = frozenset((*theatre.home, *theatre.nearby))
        self._seats = frozenset(name.casefold() for side in theatre.sides for name in side.capitals)
        self._states = frozenset(name.casefold() for side in theatre.sides for name in side.countries)
        self._known = functools.lru_cache(maxsize=65536)(self._look_up)

    @classmethod
    @functools.lru_cache(maxsize=8)
    def of(cls, gazetteer: Gazetteer, theatre: Theatre) -> Powers:
        """Return what is known of names in this theatre."""
        return cls(gazetteer, theatre)

    def _standing(self, name: Name) -> _Standing:
        return _WORDED if name.actor is not None or name.sort else self._known(name.key)

    def sort(self, name: Name) -> str:
        """Return "country" or "capital" where the name is one and no word makes it a region, else ""."""
        return self._standing(name).power

    def is_area(self, name: Name) -> bool:
        """Whether the name is that of a region, district or country."""
        return name.sort in {"region", "district"} or self._standing(name).area

    def is_small(self, name: Name) -> bool:
        """Whether the name is known only as that of villages and small towns, so that it may be a surname or half a name."""
        return self._standing(name).small

    def is_facility(self, name: Name) -> bool:
        """Whether the name is known as that of a plant, an airfield, a bridge or the like."""
        return self._standing(name).facility

    def may_be_surname(self, name: Name) -> bool:
        """Whether a verb of speaking after the name makes it a person: a small place's name, or one far from the theatre."""
        standing = self._standing(name)
        return standing.small or not standing.near

    def default(self, tokens: Tokens, name: Name, power: str, reader: RoleReader) -> Verdict:
        """Return what a name is when the words beside it are silent."""
        if power == "country":
            return _COUNTRY
        known = self._known(name.key)
        if power == "capital":
            return _SEAT
        if not known.near and known.population < _KNOWN_ALONE and not name.sort and not reader.locates(tokens, name):
            return _FAR_TOWN
        return _PLAIN_PLACE

    def _look_up(self, key: str) -> _Standing:
        candidates = self._gazetteer.candidates(key)
        places = [candidate.place for candidate in candidates]
        near = not places or any(place.country in self._countries for place in places)
        largest = max((place.population for place in places if place.feature.startswith("PPL")), default=0)
        exact = max((found.place.population for found in candidates if found.name_kind != "generated" and found.place.feature.startswith("PPL")), default=0)
        if key.casefold() in self._states or any(place.feature.startswith("PCL") for place in places[:3]):
            return _Standing("country", area=True, near=near, population=largest, small=False)
        if key.casefold() in self._seats or any(place.feature == "PPLC" and place.population == largest for place in places):
            return _Standing("capital", area=False, near=near, population=largest, small=False)
        area = bool(places) and places[0].feature.startswith(("ADM", "RGN"))
        facility = bool(places) and not area and not places[0].feature.startswith("PPL")
        return _Standing("", area=area, near=near, population=largest, small=not area and exact < _SMALL, facility=facility)
