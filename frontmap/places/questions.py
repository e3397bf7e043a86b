"""The names of a document, each asked for once: its mentions, its candidates, and what stands beside it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from frontmap.gazetteer.inflect import namesakes_of_adjective, seats_of_district
from frontmap.gazetteer.names import normalise
from frontmap.geodesy import distance_m
from frontmap.places.candidates import Focus, Option, is_seat, near_options, options
from frontmap.places.evidence import Evidence
from frontmap.places.front import Front
from frontmap.places.weights import ALONE, Beside
from frontmap.records import Mention, Place, Placement, Relation, RelationKind

if TYPE_CHECKING:
    from frontmap.gazetteer.index import Gazetteer

__all__ = ["REGIONS", "Names", "Neighbours", "Question", "anchors_beside", "areas_beside", "neighbours_of", "questions_of"]

REGIONS = ("ADM1", "RGN")
_WINDOW = 8  # mentions before and after one that may be anchors
_LOOKED_AT = 5  # mentions of one name whose surroundings are read
_GOVERNING = (RelationKind.NEAR, RelationKind.SIDE, RelationKind.OFFSET, RelationKind.BETWEEN)
_TOWN = 5_000  # inhabitants from which on a town has plants that are called after it
_SEAT, _DISTRICT_M = 2.0, 60_000.0  # how much likelier a district with a row is, and how far its own seat lies from its middle at most
_SETTLED = ("village", "hamlet", "city")
_UNITS = {"region": "oblast", "district": "raion"}  # under which name the gazetteer has an area that the text calls otherwise


@dataclass(slots=True, eq=False)
class Question:
    """One name of a document: its mentions, its candidates and what was decided."""

    options: tuple[Option, ...]
    fuzzy: bool
    region: bool = False  # whether some candidate is a region
    areal: bool = False  # whether all of them are regions, districts or countries
    sort: str = ""  # what the words beside it call for
    refused: str = ""  # the id of a place that the text rules out
    doubted: bool = False  # whether it takes a neighbour to believe in the best candidate
    axes: list[int] = field(default_factory=list)  # the mentions that give its name to a direction of the front
    governed: bool = False  # whether a word before some mention asks for a case other than the nominative
    mentions: list[int] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    told: list[Evidence] = field(default_factory=list)  # what says of its own place where it lies
    weighed_with: tuple[object, ...] = ()  # what the document said beside that when the shares were last made
    shares: list[tuple[float, Option]] = field(default_factory=list)
    why: dict[str, str] = field(default_factory=dict)
    marks: dict[tuple[object, ...], Placement] = field(default_factory=dict)  # one for all mentions of it that are alike

    @property
    def best(self) -> Option | None:
        """The likeliest candidate so far."""
        return self.shares[0][1] if self.shares else None

    @property
    def around(self) -> str:
        """What is meant where only its town was found: "district" or "facility", "" where the place itself is meant."""
        best = self.best if self.sort else None
        if best is None or not best.place.feature.startswith("PPL") or best.place.feature == "PPLX":
            return ""
        return "facility" if self.sort == "facility" else "district" if self.sort in _UNITS else ""


@dataclass(slots=True)
class Neighbours:
    """The names beside one: of the same sentence, of the next one, farther off.

    `regional` are those of its sentences that may name the region in which it lies, `axial` those that there name a direction of the
    front, which may be a region's by its seat.
    """

    same: AbstractSet[Question]
    next: AbstractSet[Question]
    farther: AbstractSet[Question]
    regional: AbstractSet[Question]
    axial: AbstractSet[Question]


@dataclass(frozen=True, slots=True)
class Names:
    """A document's names: the evidence for each mention, its question, and which may name a region, and which name directions of the front.

    `neighbours` stand here and not in the questions: names that held one another would be freed only by the garbage collector's search.
    """

    evidence: Sequence[Evidence]
    asked: Sequence[Question]
    regional: AbstractSet[Question]
    axial: Sequence[Question]
    quarters: Mapping[int, tuple[float, Option] | str] = field(default_factory=dict)  # the city of a district named without it, or why none is meant
    front: Front | None = None  # where the fighting is at the document's date, if a map of control is given
    neighbours: dict[Question, Neighbours] = field(default_factory=dict, repr=False)  # of those that were asked for

    @classmethod
    def of(cls, evidence: Sequence[Evidence], questions: Sequence[Question], front: Front | None = None) -> Names:
        """Return the reading of the questions' mentions."""
        by_mention = {index: question for question in questions for index in question.mentions}
        regional, axial = frozenset(question for question in questions if question.region), [question for question in questions if question.axes]
        return cls(evidence, [by_mention[index] for index in range(len(by_mention))], regional, axial, front=front)


def questions_of(places: Sequence[Mention], evidence: Sequence[Evidence], gazetteer: Gazetteer, focus: Focus) -> list[Question]:
    """Return the names of a document, each once, in the order in which the text brings them up."""
    grouped: dict[tuple[object, ...], Question] = {}
    names = [mention.key or mention.text for mention in places]
    for index, mention in enumerate(places):
        item = evidence[index]
        sort, told = item.sort, tuple(sorted({names[area] for area in item.inside})) if item.inside else ()
        key = (names[index], sort if sort in _UNITS else "", told)
        if key not in grouped and told and (names[index], key[1], ()) in grouped:
            key = (names[index], key[1], ())  # the first mention spoke of no region: the same place, told more closely
        if key not in grouped:
            grouped[key] = _ask(mention, sort, gazetteer, focus)
        question = grouped[key]
        if mention.relation is not None:
            question.governed |= mention.relation.kind in _GOVERNING and mention.relation.start < mention.start
            question.axes += [index] if _names_axis(mention, mention.relation) else []
        question.mentions.append(index)
        question.evidence.append(item)
        if item.region or item.inside or item.near:
            question.told.append(item)
    return list(grouped.values())


def _names_axis(mention: Mention, relation: Relation) -> bool:
    """Whether a mention gives its name to a direction of the front: «на Новопавлівському напрямку»."""
    return relation.kind is RelationKind.DIRECTION and relation.start >= mention.end


def _ask(mention: Mention, sort: str, gazetteer: Gazetteer, focus: Focus) -> Question:
    found = options(gazetteer, focus, mention.key, sort) if mention.key else ()
    if not found and sort in _UNITS and mention.key:
        found = _first(options(gazetteer, focus, f"{name} {_UNITS[sort]}", sort) for name in (mention.key, _bare(mention.text)) if name)
    if sort == "district":
        found = _with_seats(found, normalise(_adjective(mention.text)), gazetteer, focus)
    if sort == "facility":
        found = _with_owners(found, normalise(_adjective(mention.text)), gazetteer, focus)
    if not found and mention.text != mention.key:
        found = options(gazetteer, focus, mention.text, sort)
    if not found and sort in ("city", "district", "region"):  # Moscow City; of a district without a row of its own, the seat
        found = _first(options(gazetteer, focus, name, "city") for name in (mention.key, _bare(mention.text)) if name)
    if not found and sort in _SETTLED:  # «населені пункти Харківщини»: the words tell what lies there
        found = tuple(option for option in options(gazetteer, focus, mention.key, "") if option.area and option.place.feature in REGIONS)
    if found or sort in _UNITS:
        areas = [option for option in found if option.area]
        region = bool(areas) and any(option.place.feature in REGIONS for option in areas)
        return Question(found, fuzzy=False, region=region, areal=len(areas) == len(found), sort=sort)
    return Question(near_options(gazetteer, focus, mention.text), fuzzy=True)


def _first(found: Iterable[tuple[Option, ...]]) -> tuple[Option, ...]:
    return next((options for options in found if options), ())


def _with_seats(rows: tuple[Option, ...], adjective: str, gazetteer: Gazetteer, focus: Focus) -> tuple[Option, ...]:
    """Return the rows of a district, and behind them the towns elsewhere that a district of that name may be called after."""
    if rows and not all(option.area for option in rows):
        return rows
    for names in seats_of_district(adjective):
        known = {option.place.id: option for name in reversed(names) for option in options(gazetteer, focus, name, "city") if option.kind != "generated" and option.place.country in (*focus.home, *focus.nearby)}
        seats = [option for option in known.values() if not any(_is_of_seat(row.place, option.place) for row in rows)]
        if seats and rows:
            lower = min(row.prior for row in rows) - _SEAT - math.log(sum(math.exp(option.prior) for option in seats))
            seats = [replace(option, prior=option.prior + lower) for option in seats]
        if seats:
            return (*rows, *sorted(seats, key=lambda option: (-option.prior, option.place.id)))
    return rows


def _with_owners(found: tuple[Option, ...], adjective: str, gazetteer: Gazetteer, focus: Focus) -> tuple[Option, ...]:
    """Return the candidates of a facility with the towns of which its adjective may be: a refinery of Новошахтинськ is none of Novoshakhtinskiy."""
    if found and not found[0].place.feature.startswith("PPL"):
        return found
    known = {option.place.id for option in found}
    towns = [option for name in namesakes_of_adjective(adjective) for option in options(gazetteer, focus, name, "city") if (option.own or option.kind != "generated") and option.place.population >= _TOWN]
    more = {option.place.id: option for option in reversed(towns) if option.place.id not in known}
    return tuple(sorted((*found, *more.values()), key=lambda option: (-option.prior, option.place.id))) if more else found


def _is_of_seat(district: Place, town: Place) -> bool:
    return distance_m(district.lat, district.lon, town.lat, town.lon) < _DISTRICT_M


def _adjective(name: str) -> str:
    """Return the words of a district's name before those for what it is: "Межівській" of "Межівській селищній громаді"."""
    return " ".join(itertools.takewhile(lambda word: not word.islower(), name.split()))


def _bare(name: str) -> str:
    """Return a name of several words without its last one ("Oblast", "City")."""
    return name.rpartition(" ")[0]


def anchors_beside(beside: Neighbours, anchors: AbstractSet[Question]) -> Beside:
    """Return the places of the anchors beside a name's mentions: each where it stands nearest."""
    rings: list[Sequence[Place]] = []
    seen: set[str] = set()
    for ring in (beside.same, beside.next, beside.farther):
        found = {place.id: place for other in ring & anchors if (place := other.shares[0][1].place).id not in seen}
        seen.update(found)
        rings.append(tuple(found.values()))
    return (rings[0], rings[1], rings[2]) if seen else ALONE


def areas_beside(beside: Neighbours) -> dict[str, Place]:
    """Return the regions, by id, that the sentences of a name's mentions name beside it; the seat of one stands for it where a direction is called after it."""
    areas = {best.place.id: best.place for other in beside.regional if (best := other.best) is not None and best.place.feature in REGIONS}
    return areas | {best.place.id: best.place for other in beside.axial if (best := other.best) is not None and is_seat(best.place)}


def neighbours_of(question: Question, reading: Names) -> Neighbours:
    """Return the names that stand near the mentions of one."""
    found = reading.neighbours.get(question)
    if found is None:
        found = reading.neighbours[question] = _look_around(question, reading)
    return found


def _look_around(question: Question, reading: Names) -> Neighbours:
    asked, evidence = reading.asked, reading.evidence
    size = len(asked)
    same: set[Question] = set()
    next_ones: set[Question] = set()
    farther: set[Question] = set()
    for item in question.evidence[:_LOOKED_AT]:
        low, high = max(0, item.index - _WINDOW), item.index + _WINDOW + 1
        first, stop = item.beside.start, item.beside.stop
        same.update(asked[first:stop])
        if first > 0 and evidence[first - 1].sentence == item.sentence - 1:
            first = evidence[first - 1].beside.start
        if stop < size and evidence[stop].sentence == item.sentence + 1:
            stop = evidence[stop].beside.stop
        next_ones.update(asked[max(low, first) : min(high, stop)])
        farther.update(asked[low:high])
    same.discard(question)
    farther -= next_ones
    farther -= same
    next_ones -= same
    next_ones.discard(question)
    farther.discard(question)
    regional = same & reading.regional if reading.regional else frozenset()
    if question.region and any(item.sentence == other.sentence for item, other in itertools.pairwise(question.evidence[: _LOOKED_AT + 1])):
        regional |= {question}  # "Luhansk in Luhansk", the one and the other
    beside = [item.beside for item in question.evidence[:_LOOKED_AT]] if reading.axial else ()
    axial = {other for other in reading.axial if other is not question and any(at in near for at in other.axes for near in beside)}
    return Neighbours(same, next_ones, farther, regional, axial)
