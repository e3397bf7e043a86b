"""How the rows of several sources become one list: one settlement is one place, with all its names.

Three rules keep two settlements apart. A row joins the place of its own id only where it lies by it, and no namesake of its
own source lies nearer: sources mix ids up, of a town and the village beside it most of all.
A row of another id joins a place near it only where one's main name is among the other's names, and only if no other row of
the same source is that place already. And each place takes one row of a source, the nearest, save for doubles at one spot.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from frontmap.gazetteer.curated import Correction, ExtraName
from frontmap.gazetteer.names import compact, normalise, skeleton
from frontmap.gazetteer.rows import Name, Row
from frontmap.gazetteer.whole import whole_countries
from frontmap.geodesy import distance_m
from frontmap.records import Place

__all__ = ["Joined", "Merged", "Merger", "is_settlement", "label_of"]

_SAME_ID_M = 10_000.0  # as far apart as two sources put one settlement whose id and name agree
_ABROAD_M = 3_000.0  # the same where the regions do not agree
_SAME_NAME_M = 4_000.0  # the same where the name agrees and the id does not
_AT_ONE_SPOT_M = 1_000.0  # the same where the regions differ too, or one is a city's district; and where only the id agrees
_AREA_M = 60_000.0  # districts and regions, by their middles
_DOUBLE_M = 500.0  # two rows of one name in one source that are one settlement
_KNOWN_FROM = 1_000  # inhabitants from which a settlement of a country shipped entire is no new one; the shipped rows begin at 500
_CODE = re.compile(r"[A-Z0-9]{1,4}|\d+")


@dataclass(frozen=True, slots=True)
class Joined:
    """A row of a source that was taken for a place that is there: how far apart the two lie, and whether the ids are one."""

    row: Row
    place: Place
    metres: float
    by_id: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of a source's rows: which joined a place; which bear the id of another one, so that theirs was changed."""

    rows: int
    joined: tuple[Joined, ...]
    strangers: tuple[Row, ...]


class Merger:
    """Places by id, each with its names, the ones that count more first.

    Parameters
    ----------
    regions : mapping of str to str
        Codes of first-level regions ("UA.05") with the regions' names, which take the codes' place.
    """

    def __init__(self, regions: Mapping[str, str]) -> None:
        self._regions = regions
        self._places: dict[str, Place] = {}
        self._names: dict[str, list[Name]] = {}

    def __contains__(self, place_id: object) -> bool:
        return place_id in self._places

    def add(self, rows: Iterable[Row]) -> int:
        """Take rows whose ids are new; return how many."""
        count = 0
        for row in rows:
            self._places[row.place.id] = self._settled(row.place)
            self._names[row.place.id] = list(row.names)
            count += 1
        return count

    def override(self, rows: Iterable[Row]) -> int:
        """Take curated rows: they win over a row of the same id, whose names stay as others; return how many."""
        count = 0
        for row in rows:
            place, old = self._settled(row.place), self._places.get(row.place.id)
            before = [] if old is None else [Name(old.name), *self._names[old.id]]
            if old is not None:
                empty = [field for field in ("admin1", "feature", "population", "radius_m") if not getattr(row.place, field)]
                place = dataclasses.replace(place, **{field: getattr(old, field) for field in empty})
            self._places[place.id] = place
            self._names[place.id] = [*row.names, *before]
            count += 1
        return count

    def rename(self, names: Iterable[ExtraName], *, first: bool = False) -> int:
        """Add names to places that are there; return how many. `first` ones win over what their spellings were until now."""
        given: dict[str, list[Name]] = defaultdict(list)
        count = 0
        for extra in names:
            if extra.place_id in self._names:
                given[extra.place_id].append(extra.name)
                count += 1
        for place_id, extra_names in given.items():
            known = self._names[place_id]
            self._names[place_id] = [*extra_names, *known] if first else [*known, *extra_names]
        return count

    def merge(self, rows: Sequence[Row], label: str) -> Merged:
        """Take a source's rows: those of a place that is there add their names to it, the others are new places.

        Parameters
        ----------
        rows : sequence of Row
            All rows of the source.
        label : str
            What its rows' ids begin with where their own is another place's.
        """
        joined, rest, strangers = [], [], []
        namesakes: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in rows:
            namesakes[_bearing(row)].append(row)
        for row in rows:
            place = self._places.get(row.place.id)
            if place is None:
                rest.append(row)
            elif self._is_where(row, place, namesakes[_bearing(Row(place))]):
                joined.append(self._joined(row, place, by_id=True))
            else:
                strangers.append(row)
                rest.append(self._own(row, label))
        near = self._nearest(rest, {hit.place.id for hit in joined})
        for hit in joined:
            self._join(hit)
        seen: dict[tuple[str, str], list[Joined]] = defaultdict(list)  # the source's own rows, to know its doubles by
        for hit in joined:
            seen[_bearing(hit.row)].append(hit)
        for row in rest:
            match = near.get(row.place.id) or self._double(row, seen[_bearing(row)])
            if match is not None:
                joined.append(match)
                self._join(match)
            else:
                self.add([self._sober(row)])
                match = Joined(row, self._places[row.place.id], 0.0, by_id=True)
            seen[_bearing(row)].append(match)
        return Merged(len(rows), tuple(joined), tuple(strangers))

    def correct(self, corrections: Iterable[Correction]) -> int:
        """Carry out corrections; one of a place that is not there waits for the source that brings it. Return how many were."""
        count = 0
        for correction in corrections:
            place = self._places.get(correction.place_id)
            if place is None:
                continue
            count += 1
            if correction.field == "drop":
                del self._places[place.id], self._names[place.id]
            elif correction.field == "drop_name":
                key = compact(normalise(correction.value))
                self._names[place.id] = [name for name in self._names[place.id] if compact(normalise(name.text)) != key]
            else:
                value: object = correction.value
                if correction.field == "name":
                    self._names[place.id].append(Name(place.name))  # it is still a spelling
                if correction.field in ("lat", "lon", "population"):
                    value = float(correction.value) if correction.field != "population" else int(float(correction.value))
                self._places[place.id] = dataclasses.replace(place, **{correction.field: value})  # type: ignore[arg-type]
        return count

    def rows(self) -> list[Row]:
        """Return the places with their names, sorted by id."""
        return [Row(self._places[place_id], tuple(self._names[place_id])) for place_id in sorted(self._places)]

    def _settled(self, place: Place) -> Place:
        """Return a place with a feature code and its region's name."""
        place = self._regional(place)
        return place if place.feature else dataclasses.replace(place, feature="PPL")

    def _regional(self, place: Place) -> Place:
        """Return a place with its region's name in place of a code; a code without a name is left out."""
        name = self._regions.get(f"{place.country}.{place.admin1}", "" if _CODE.fullmatch(place.admin1) else place.admin1)
        return place if name == place.admin1 else dataclasses.replace(place, admin1=name)

    def _keys(self, place: Place) -> set[str]:
        return _keys(place.name, self._names[place.id])

    def _is_where(self, row: Row, place: Place, namesakes: Iterable[Row]) -> bool:
        """Whether a row lies where the place of its id does, as far as sources differ, and none of the place's namesakes lies nearer."""
        if not _group(row.place) == _group(place) == "settlement":
            return _group(row.place) == _group(place)
        metres = distance_m(row.place.lat, row.place.lon, place.lat, place.lon)
        if not _AT_ONE_SPOT_M < metres <= _SAME_ID_M:
            return metres <= _SAME_ID_M
        if any(distance_m(other.place.lat, other.place.lon, place.lat, place.lon) < metres for other in namesakes):
            return False
        region = self._regional(row.place).admin1
        abroad = bool(region and place.admin1 and region != place.admin1)
        return skeleton(normalise(row.place.name)) in self._keys(place) and (not abroad or metres <= _ABROAD_M)

    def _own(self, row: Row, label: str) -> Row:
        """Return a row that bears another place's id with one of its own, without the other place's names and inhabitants."""
        other = self._places[row.place.id]
        foreign = self._keys(other) - {skeleton(normalise(row.place.name))}
        names = tuple(name for name in row.names if skeleton(normalise(name.text)) not in foreign)
        population = 0 if row.place.population == other.population else row.place.population
        return Row(dataclasses.replace(row.place, id=f"{label}:{row.place.id.partition(':')[2]}", population=population), names)

    @staticmethod
    def _sober(row: Row) -> Row:
        """Return a new place without its inhabitants, where so many of them would have had it shipped: they are a namesake's."""
        place = row.place
        if place.population < _KNOWN_FROM or place.country not in whole_countries() or not is_settlement(place) or place.feature == "PPLX":
            return row
        return Row(dataclasses.replace(place, population=0), row.names)

    def _join(self, hit: Joined) -> None:
        place, row = self._settled(hit.row.place), hit.row
        old = self._places[hit.place.id]
        filled = {field: getattr(place, field) for field in ("country", "admin1", "population") if not getattr(old, field)}
        if filled:
            self._places[old.id] = dataclasses.replace(old, **filled)
        self._names[old.id] += [Name(place.name), *row.names]

    @staticmethod
    def _joined(row: Row, place: Place, *, by_id: bool) -> Joined:
        return Joined(row, place, distance_m(row.place.lat, row.place.lon, place.lat, place.lon), by_id)

    def _nearest(self, rows: Iterable[Row], taken: set[str]) -> dict[str, Joined]:
        """Return row id -> join for the rows that are a place known by another id; each place joins one row, the nearest pairs first."""
        rows = [Row(self._settled(row.place), row.names) for row in rows]
        countries = {row.place.country for row in rows}
        known: dict[str, list[Place]] = defaultdict(list)
        for place in self._places.values():
            if place.country in countries and place.id not in taken:
                for key in self._keys(place):
                    known[key].append(place)
        pairs = []
        for row in rows:
            keys = _keys(row.place.name, row.names)
            for place in {place.id: place for key in keys for place in known.get(key, ())}.values():
                hit = self._joined(row, place, by_id=False)
                if hit.metres <= _reach(row.place, place) and self._share_main_name(row, place, keys):
                    pairs.append(hit)
        found: dict[str, Joined] = {}
        for hit in sorted(pairs, key=lambda hit: (hit.metres, hit.row.place.id, hit.place.id)):
            if hit.row.place.id not in found and hit.place.id not in taken:
                found[hit.row.place.id] = hit
                taken.add(hit.place.id)
        return found

    def _share_main_name(self, row: Row, place: Place, keys: set[str]) -> bool:
        return skeleton(normalise(place.name)) in keys or skeleton(normalise(row.place.name)) in self._keys(place)

    def _double(self, row: Row, seen: Iterable[Joined]) -> Joined | None:
        """Return the join of a row with a place that another row of its source, of the same name and spot, is already."""
        if not is_settlement(row.place):
            return None
        point = row.place.lat, row.place.lon
        twins = (hit for hit in seen if is_settlement(hit.row.place) and distance_m(*point, hit.row.place.lat, hit.row.place.lon) <= _DOUBLE_M)
        twin = next(twins, None)
        return None if twin is None else self._joined(row, twin.place, by_id=False)


def is_settlement(place: Place) -> bool:
    """Whether a place is a settlement, not an area or a facility."""
    return not place.feature or place.feature.startswith("PPL")


def label_of(name: str) -> str:
    """Return the small letters and digits of a source's name, which its own ids begin with."""
    return "".join(char for char in name.lower() if char.isascii() and char.isalnum()) or "own"


def _group(place: Place) -> str:
    if is_settlement(place):
        return "settlement"
    return place.feature if place.feature.startswith(("ADM", "PCL")) else "other"


def _bearing(row: Row) -> tuple[str, str]:
    return skeleton(normalise(row.place.name)), row.place.country


def _keys(name: str, others: Iterable[Name]) -> set[str]:
    return {skeleton(normalise(text)) for text in (name, *(other.text for other in others))}


def _reach(one: Place, other: Place) -> float:
    """Return how far apart two places of one name may lie and be one, in metres; negative if they never are."""
    if one.country != other.country or _group(one) != _group(other):
        return -1.0
    abroad = bool(one.admin1 and other.admin1 and one.admin1 != other.admin1)
    if one.feature.startswith("ADM"):
        return -1.0 if abroad else _AREA_M
    district = (one.feature == "PPLX") != (other.feature == "PPLX")
    return _AT_ONE_SPOT_M if abroad or district else _SAME_NAME_M
