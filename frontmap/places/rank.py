"""Resolve place mentions: rank the namesakes by everything that the text offers, and say why in words.

1. Each name is asked for once per document: one name, one place, unless the words beside it differ, or a sentence's
   certain places lie by a namesake.
2. Names with one candidate, or one that outweighs all others, are *anchors*: the rest is ranked by how near it lies to
   them, by the regions named beside it or anywhere, and by remarks such as "(northwest of Kreminna)".
3. The score is the chosen candidate's share among all candidates and the possibility that the right one is missing.
   Below `Settings.min_place_score` the mention is unplaced: doubt is shown and not guessed away.
"""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING

from frontmap.config import Settings
from frontmap.gazetteer.names import is_cyrillic
from frontmap.geodesy import distance_m
from frontmap.places.answers import answer, refuse
from frontmap.places.apart import tell_apart
from frontmap.places.candidates import Focus, Option
from frontmap.places.company import kept_company
from frontmap.places.distances import metres_between
from frontmap.places.evidence import gather
from frontmap.places.front import front_of
from frontmap.places.objections import contains, is_landmark
from frontmap.places.offices import offices_in
from frontmap.places.quarters import quarters_of
from frontmap.places.questions import Names, Question, anchors_beside, areas_beside, neighbours_of, questions_of
from frontmap.places.weights import ALONE, Beside, agreement, company
from frontmap.records import Document, Mention, Place, Placement, Role
from frontmap.theatres.load import Theatre

if TYPE_CHECKING:
    from frontmap.gazetteer.index import Gazetteer

__all__ = ["place_mentions"]

_MISSING = -1.5  # log-odds that the right place is in no gazetteer
_ANCHOR_SHARE = 0.75
_INSIDE, _OUTSIDE = 5.0, -6.0  # a region beside the name agrees or does not
_DISTRICT_M = 60_000.0  # from the seat of a district to its farthest village
_SAME_M = 6_000.0  # two names in brackets mean one place
_FUZZY_LEAST = 1.5  # what must speak for a near spelling beyond its prior: a place near by, its region, a remark
_WORLD_CITY, _BESIDE_M, _OUTDONE = 3_000_000, 25_000.0, -4.0
_AXIS, _HAMLET = 1.0, 300  # directions are called after towns, and after the larger of two namesakes, never after a quarter of a city
_CITY, _AWAY_M, _NEXT_M, _UNLISTED = 50_000, 250_000.0, 100_000.0, -5.0
_REMOTE_M = 150_000.0
_UNINFLECTED = -3.0  # after a word that asks for a case, a name in the nominative that another candidate would have inflected
_REMARK_PULL = 5.0
_OFFICE = 3.0  # whoever governs a region tells of its places


def place_mentions(document: Document, mentions: Sequence[Mention], gazetteer: Gazetteer, theatre: Theatre, settings: Settings) -> list[Placement]:
    """Return a placement for each mention whose role is place, in order.

    Parameters
    ----------
    document : Document
        Its whole text is evidence.
    mentions : sequence of Mention
        As `find_mentions` gives them; other roles are passed over.
    gazetteer : Gazetteer
        The candidates.
    theatre : Theatre
        Home countries and extent.
    settings : Settings
        `min_place_score` is the threshold of doubt; `control_map` shows where the fighting is.

    Returns
    -------
    list of Placement
        `place` is None, and `reason` says why, for what no gazetteer knows and for what stays in doubt.
    """
    places = [mention for mention in mentions if mention.role is Role.PLACE]
    evidence = gather(document, places, offices_in(document, mentions, gazetteer, theatre))
    questions = questions_of(places, evidence, gazetteer, Focus.of(theatre))
    reading = Names.of(evidence, questions, front_of(document, settings.control_map))
    for question in questions:
        _weigh(question, reading, anchors=frozenset(), regions=frozenset())
    open_ones = [question for question in questions if not question.areal]  # nothing speaks for or against an area
    before: tuple[object, ...] = ()
    for _ in range(2):
        anchors = frozenset(question for question in questions if question.shares and _is_anchor(question))
        regions = frozenset(place.name for question in reading.regional if (place := _area(question)) is not None)
        if before == (before := (anchors, regions, [question.best for question in questions])):
            break  # nothing new to weigh them by
        for question in open_ones:
            _weigh(question, reading, anchors, regions)
    questions, reading = tell_apart(questions, reading, anchors, functools.partial(_weigh, regions=regions))
    _let_doubtful_agree(questions, reading, anchors)
    reading = replace(reading, quarters=quarters_of(places, reading, gazetteer))
    refuse(questions, reading.asked)
    landmarks: dict[str, int] = {}
    for question in questions:
        if question in anchors and is_landmark(question.shares[0][1]):
            place_id = question.shares[0][1].place.id
            landmarks[place_id] = max(question.mentions[-1], landmarks.get(place_id, 0))
    certain = {index: reading.asked[index].shares[0][1].place for index in landmarks.values()}
    return [answer(index, mention, reading, certain, settings) for index, mention in enumerate(places)]


def _is_anchor(question: Question) -> bool:
    share, option = question.shares[0]
    return share >= _ANCHOR_SHARE and not option.area and not question.fuzzy and question.around != "district"


def _area(question: Question) -> Place | None:
    best = question.best
    return best.place if best is not None and best.place.feature == "ADM1" else None


def _weigh(question: Question, reading: Names, anchors: AbstractSet[Question], regions: AbstractSet[str]) -> None:
    """Give each candidate its share, from its prior and from what the document says."""
    options = question.options
    if not options or (question.fuzzy and not anchors):
        return  # a near spelling is looked at only beside places that are certain
    several = len(options) > 1
    districts = several and question.sort == "district"
    if question.areal and not districts:
        question.shares = _shares([(option.prior, option) for option in options])
        return
    neighbours = neighbours_of(question, reading)
    beside = anchors_beside(neighbours, anchors) if anchors else ALONE
    areas = areas_beside(neighbours) if neighbours.regional or neighbours.axial else {}
    told = [reading.asked[index].best for item in question.told for index in (*item.inside, *(near for near, _ in item.near))] if question.told else []
    if question.weighed_with == (beside, areas, regions, told):
        return
    question.weighed_with = (beside, areas, regions, told)
    weighed = []
    for option in options:
        weight = option.prior
        if districts or not option.area:
            if question.told:
                weight += _told_region(question, option, reading.asked) + _remarks(question, option, reading.asked)
            weight += company(option, beside, areas.values(), regions)
            if several:
                weight += _OFFICE if any(item.office == option.place.admin1 for item in question.evidence if item.office) else 0.0
                weight += _among_namesakes(question, option, reading, beside)
            if question.axes and option.kind != "historic":
                weight += _AXIS * math.log10(max(option.place.population, _HAMLET)) if option.place.feature != "PPLX" else _OUTSIDE
        if not question.fuzzy or weight - option.prior >= _FUZZY_LEAST:
            weighed.append((weight, option))
    question.shares = _shares(weighed) if weighed else []


def _shares(weighed: Sequence[tuple[float, Option]]) -> list[tuple[float, Option]]:
    """Return weighed candidates with their shares, the likeliest first; what is missing to 1 is the share of places in no gazetteer."""
    if len(weighed) == 1:
        weight, option = weighed[0]
        return [(1.0 / (1.0 + math.exp(_MISSING - weight)), option)]
    top = max(weighed, key=operator.itemgetter(0))[0]
    odds = [math.exp(weight - top) for weight, _ in weighed]
    total = sum(odds) + math.exp(_MISSING - top)
    shares = [(odd / total, option) for odd, (_, option) in zip(odds, weighed, strict=True)]
    return sorted(shares, key=lambda pair: (-pair[0], pair[1].place.id))


def _let_doubtful_agree(questions: Sequence[Question], reading: Names, anchors: AbstractSet[Question]) -> None:
    """Rank the candidates of doubtful names that stand together by how near they lie to one another's."""
    doubtful = [question for question in questions if question not in anchors and len(question.shares) > 1 and not question.fuzzy]
    agreed = []
    for question in doubtful if len(doubtful) > 1 else ():
        near = neighbours_of(question, reading)
        beside = [other.shares for other in doubtful if other in near.same or other in near.next]
        if beside:
            agreed.append((question, kept_company(question.shares, beside, metres_between)))
    for question, shares in agreed:
        question.shares = shares


def _among_namesakes(question: Question, option: Option, reading: Names, beside: Beside) -> float:
    """Weigh what tells one of several namesakes from the others, and nothing where there is but one."""
    weight = _inflected(question, option)
    if option.area:
        weight += _far_district(question, option, beside)
    if option.place.population >= _CITY:
        weight += _outdone(question, option, beside) + _unlisted(question, option, beside)
    if reading.front is not None:
        weight += reading.front.weight(option.place)
        question.why.setdefault(option.place.id, reading.front.words(option.place))
    return weight


def _inflected(question: Question, option: Option) -> float:
    """Weigh the case: поблизу Бердичів cannot be near Бердичів, whose genitive is Бердичева, but near Бердичі."""
    if not question.governed or not option.nominative:
        return 0.0
    return _UNINFLECTED if any(not other.nominative and other.own for other in question.options) else 0.0


def _outdone(question: Question, option: Option, beside: Beside) -> float:
    """Weigh that a city abroad has a namesake right beside the places of the text: Niu-York lies next to Toretsk."""
    if option.place.population < _WORLD_CITY:
        return 0.0
    others = (other.place for other in question.options if other is not option and other.place.population < _WORLD_CITY)
    near = any(metres_between(other.lat, other.lon, place.lat, place.lon) < _BESIDE_M for other in others for places in beside for place in places)
    return _OUTDONE if near else 0.0


def _unlisted(question: Question, option: Option, beside: Beside) -> float:
    """Weigh that a city lies far from all the villages of its sentence, and a namesake among them: Rivne beside Vasiukivka is no city."""
    villages = [place for place in beside[0] if place.population < _CITY and place.feature.startswith("PPL")]
    if len(villages) <= 1 or any(metres_between(option.place.lat, option.place.lon, place.lat, place.lon) < _AWAY_M for place in villages):
        return 0.0
    borne = [other for other in question.options if other.own or (not option.own and other.kind != "generated" and is_cyrillic(other.name))]  # in Russian no name is its own
    others = [other.place for other in borne if other.place.population < _CITY and not other.area]
    return _UNLISTED if any(metres_between(other.lat, other.lon, place.lat, place.lon) < _NEXT_M for other in others for place in villages) else 0.0


def _far_district(question: Question, option: Option, beside: Beside) -> float:
    """Weigh that a district lies far from every town of its sentence, and the seat of a namesake right beside one: Покровська громада beside Nikopol is none of Pokrovsk."""
    if not option.area or not beside[0] or any(metres_between(option.place.lat, option.place.lon, place.lat, place.lon) < _REMOTE_M for place in beside[0]):
        return 0.0
    others = (other.place for other in question.options if not other.area)
    return _UNLISTED if any(metres_between(other.lat, other.lon, place.lat, place.lon) < _BESIDE_M for other in others for place in beside[0]) else 0.0


def _told_region(question: Question, option: Option, asked: Sequence[Question]) -> float:
    """Weigh "in Zaporizhzhia region" beside the name."""
    weight = 0.0
    for item in question.told:
        if item.region:
            weight += _INSIDE if item.region == option.place.admin1 else 0.0
        for index in item.inside:
            area = asked[index].best
            if area is None:
                continue
            if asked[index].around == "district":
                there, agrees = area.place, distance_m(area.place.lat, area.place.lon, option.place.lat, option.place.lon) < _DISTRICT_M
                weight += _INSIDE if agrees else _OUTSIDE
                continue
            if not area.area:  # another name of it, in brackets
                there = area.place
                weight += _INSIDE if distance_m(there.lat, there.lon, option.place.lat, option.place.lon) < _SAME_M else 0.0
                continue
            agrees = contains(area.place, option.place)
            weight += _INSIDE if agrees else _OUTSIDE
            if agrees:
                question.why[option.place.id] = f"said to lie in {area.place.name}"
    return max(weight, _OUTSIDE)


def _remarks(question: Question, option: Option, asked: Sequence[Question]) -> float:
    """Weigh "(northwest of Kreminna)" and the like."""
    weight = 0.0
    for item in question.told:
        for index, relation in item.near:
            reference = asked[index].best
            if reference is None or asked[index] is question or reference.area:
                continue
            agrees = agreement(option, reference, relation)
            weight += _REMARK_PULL * agrees
            if agrees > 0.3:
                question.why[option.place.id] = f"said to lie {' '.join(relation.text.split())} {reference.place.name}".replace(" of the ", " of ")
    return max(-_REMARK_PULL, min(weight, 2 * _REMARK_PULL))
