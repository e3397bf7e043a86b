"""Which names are countries and seats of government, which act and speak, and what a name is when no word tells."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontmap.lexicon.memo import Memo
from frontmap.mentions.names import Name
from frontmap.mentions.roles import RoleReader, Verdict
from frontmap.mentions.tokens import Tokens
from frontmap.records import Place, Role
from frontmap.theatres.load import Theatre

if TYPE_CHECKING:
    from frontmap.gazetteer.index import Gazetteer

__all__ = ["Powers", "Standing"]

_KNOWN_ALONE = 900_000  # inhabitants from which a city far from the theatre is known by its name alone
_NO_COUNTRY = "XZ"  # of the seas, in gazetteers
_SMALL = 20_000  # inhabitants: the name of a larger place is no surname, and no part of an unknown longer name

_COUNTRY = Verdict(Role.ACTOR, "a country, and no word says that something is located there")
_SEAT = Verdict(Role.ACTOR, "a seat of government, and no word says that something is located there")
_FAR_TOWN = Verdict(Role.OTHER, "a town far from the theatre, and no word says that something is located there")
_PLAIN_PLACE = Verdict(Role.PLACE, "")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the gazetteer and the theatre know of a name by itself."""

    power: str  # "country", "capital" or ""
    area: bool  # a region, district or country
    near: bool  # some place of this name lies in the theatre's home countries or beside them
    population: int
    small: bool  # only villages and small towns are spelt so: it may be half a longer name
    surname: bool = False  # a verb of speaking after it makes it a person: it is small, or far from the theatre
    facility: bool = False  # the name is that of a plant, a bridge or the like
    sea: bool = False  # it is no country's


_WORDED = Standing("", area=False, near=True, population=0, small=False)  # of a name to which words, or the theatre, give its sort


class Powers:
    """What the gazetteer and the theatre know of a name by itself; make one with `of`."""

    def __init__(self, gazetteer: Gazetteer, theatre: Theatre) -> None:
        self._gazetteer = gazetteer
        self._countries = frozenset((*theatre.home, *theatre.nearby))
        self._seats = frozenset(name.casefold() for side in theatre.sides for name in side.capitals)
        self._states = frozenset(name.casefold() for side in theatre.sides for name in side.countries)
        self._known = Memo(self._look_up)

    @classmethod
    @functools.lru_cache(maxsize=8)
    def of(cls, gazetteer: Gazetteer, theatre: Theatre) -> Powers:
        """Return what is known of names in this theatre."""
        return cls(gazetteer, theatre)

    def standing(self, name: Name) -> Standing:
        """Return what is known of a name by itself."""
        return _WORDED if name.actor is not None or name.sort else self._known[name.key]

    def sort(self, name: Name) -> str:
        """Return "country" or "capital" where the name is one and no word makes it a region, else ""."""
        return self.standing(name).power

    def is_area(self, name: Name) -> bool:
        """Whether the name is that of a region, district or country."""
        return name.sort in {"region", "district"} or self.standing(name).area

    def is_facility(self, name: Name) -> bool:
        """Whether the name is known as that of a plant, an airfield, a bridge or the like."""
        return self.standing(name).facility

    @staticmethod
    def default(tokens: Tokens, name: Name, standing: Standing, reader: RoleReader) -> Verdict:
        """Return what a name is when the words beside it are silent."""
        if standing.power:
            return _COUNTRY if standing.power == "country" else _SEAT
        if not standing.near and standing.population < _KNOWN_ALONE and not reader.locates(tokens, name, article=standing.sea):
            return _FAR_TOWN
        return _PLAIN_PLACE

    def _is_known(self, place: Place) -> bool:
        """Whether a settlement is in the theatre or beside it, or so large that it is known everywhere: Novi in Michigan is not."""
        return place.feature.startswith("PPL") and (place.country in self._countries or place.population >= _KNOWN_ALONE)

    def _look_up(self, key: str) -> Standing:
        candidates = self._gazetteer.candidates(key)
        places = [candidate.place for candidate in candidates]
        near = not places or any(place.country in self._countries for place in places)
        largest = max((place.population for place in places if place.feature.startswith("PPL")), default=0)
        exact = max((found.place.population for found in candidates if found.name_kind != "generated" and self._is_known(found.place)), default=0)
        if key.casefold() in self._states or any(place.feature.startswith("PCL") for place in places[:3]):
            return Standing("country", area=True, near=near, population=largest, small=False, surname=not near)
        if key.casefold() in self._seats or any(place.feature == "PPLC" and place.population == largest for place in places):
            return Standing("capital", area=False, near=near, population=largest, small=False, surname=not near)
        first = next((found.place for found in candidates if found.name_kind != "generated"), places[0] if places else None)
        area = first is not None and first.feature.startswith(("ADM", "RGN"))
        facility = first is not None and not area and not first.feature.startswith("PPL")
        small = not area and exact < _SMALL
        return Standing("", area=area, near=near, population=largest, small=small, surname=small or not near, facility=facility, sea=first is not None and first.country == _NO_COUNTRY)
