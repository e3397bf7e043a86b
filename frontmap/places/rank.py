"""Resolve place mentions: rank the namesakes by everything that the text offers, and say why in words.

1. Each name is asked for once per document: one name, one place, unless the words beside it differ.
2. Names with one candidate, or one that outweighs all others, are *anchors*: the rest is ranked by how near it lies to
   them, by the regions named beside it or anywhere, and by remarks such as "(northwest of Kreminna)".
3. The score is the chosen candidate's share among all candidates and the possibility that the right one is missing.
   Below `Settings.min_place_score` the mention is unplaced: doubt is shown and not guessed away.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from frontmap.config import Settings
from frontmap.geodesy import distance_m
from frontmap.places.candidates import Focus, Option, near_options, options
from frontmap.places.company import kept_company
from frontmap.places.evidence import Evidence, gather
from frontmap.places.front import Front, front_of
from frontmap.places.marks import Resolved, is_gloss, placement, same_mark, unplaced
from frontmap.places.objections import contains, far_from_all, is_landmark, is_little_known, lies_in_city, none_near, outside_told
from frontmap.places.weights import KNOWN_BY_ITSELF, agreement, hosted, metres_between, named_regions, pull
from frontmap.records import Document, Mention, Place, Placement, RelationKind, Role
from frontmap.theatres.load import Theatre

if TYPE_CHECKING:
    from frontmap.gazetteer.index import Gazetteer

__all__ = ["place_mentions"]

_MISSING = -1.5  # log-odds that the right place is in no gazetteer
_ANCHOR_SHARE = 0.75
_WINDOW = 8  # mentions before and after one that may be anchors
_INSIDE, _OUTSIDE = 5.0, -6.0  # a region beside the name agrees or does not
_DISTRICT_M = 60_000.0  # from the seat of a district to its farthest village
_SAME_M = 6_000.0  # two names in brackets mean one place
_LOOKED_AT = 5  # mentions of one name whose surroundings are read
_FUZZY_LEAST = 1.5  # what must speak for a near spelling beyond its prior: a place near by, its region, a remark
_NOT_NEAR_M = 30_000.0  # from here on nobody calls a village near
_WORLD_CITY, _BESIDE_M, _OUTDONE = 3_000_000, 25_000.0, -4.0
_AXIS, _HAMLET = 1.0, 300  # directions are called after towns, and after the larger of two namesakes
_CITY, _AWAY_M, _NEXT_M, _UNLISTED = 50_000, 250_000.0, 100_000.0, -5.0
_UNINFLECTED = -3.0  # after a word that asks for a case, a name in the nominative that another candidate would have inflected
_REMARK_PULL = 5.0
_GOVERNING = (RelationKind.NEAR, RelationKind.SIDE, RelationKind.OFFSET, RelationKind.BETWEEN)
_REGIONS = ("ADM1", "RGN")
_SEAT = "PPLA"  # the town after which a region is called: its direction is the region's
_UNITS = {"region": "oblast", "district": "raion"}  # under which name the gazetteer has an area that the text calls otherwise


@dataclass(slots=True, eq=False)
class _Question:
    """One name of a document: its mentions, its candidates and what was decided."""

    options: tuple[Option, ...]
    fuzzy: bool
    around: str = ""  # "district" or "facility" where the gazetteer knows only its town
    refused: str = ""  # the id of a place that the text rules out
    doubted: bool = False  # whether it takes a neighbour to believe in the best candidate
    axis: bool = False  # whether some mention gives its name to a direction of the front
    governed: bool = False  # whether a word before some mention asks for a case other than the nominative
    mentions: list[int] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    rings: tuple[set[_Question], ...] = ()  # the names beside its own: of the same sentence, of the next one, farther off
    told: list[Evidence] = field(default_factory=list)  # what says of its own place where it lies
    weighed_with: tuple[object, ...] = ()  # what the document said beside that when the shares were last made
    shares: list[tuple[float, Option]] = field(default_factory=list)
    why: dict[str, str] = field(default_factory=dict)
    marks: dict[tuple[object, ...], Placement] = field(default_factory=dict)  # one for all mentions of it that are alike

    @property
    def best(self) -> Option | None:
        """The likeliest candidate so far."""
        return self.shares[0][1] if self.shares else None


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document's names: the evidence for each mention, its question, and which mentions may name a region."""

    evidence: Sequence[Evidence]
    questions: Sequence[_Question]
    asked: Sequence[_Question]
    regional: Sequence[int]
    front: Front | None = None  # where the fighting is at the document's date, if a map of control is given

    @classmethod
    def of(cls, evidence: Sequence[Evidence], questions: Sequence[_Question], front: Front | None = None) -> _Reading:
        """Return the reading of the questions' mentions."""
        by_mention = {index: question for question in questions for index in question.mentions}
        asked = [by_mention[index] for index in range(len(by_mention))]
        regional = [index for index, question in enumerate(asked) if any(option.place.feature in _REGIONS for option in question.options)]
        return cls(evidence, questions, asked, regional, front)


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
    evidence = gather(document, places)
    questions = _questions(places, evidence, gazetteer, Focus.of(theatre))
    reading = _Reading.of(evidence, questions, front_of(document, settings.control_map))
    for question in questions:
        _weigh(question, reading, anchors=frozenset(), regions=frozenset())
    for _ in range(2):
        anchors = frozenset(question for question in questions if question.shares and _is_anchor(question))
        regions = frozenset(place.name for question in questions if (place := _area(question)) is not None)
        for question in questions:
            _weigh(question, reading, anchors, regions)
    _let_doubtful_agree(questions, reading, anchors)
    _refuse(questions, reading.asked)
    landmarks = {}
    for index, question in enumerate(reading.asked):
        if question in anchors and is_landmark(question.shares[0][1]):
            landmarks[question.shares[0][1].place.id] = index
    return [_answer(index, mention, reading, tuple(landmarks.values()), settings) for index, mention in enumerate(places)]


def _questions(places: Sequence[Mention], evidence: Sequence[Evidence], gazetteer: Gazetteer, focus: Focus) -> list[_Question]:
    grouped: dict[tuple[object, ...], _Question] = {}
    names = [mention.key or mention.text for mention in places]
    for index, mention in enumerate(places):
        item = evidence[index]
        sort, told = item.sort, tuple(sorted({names[area] for area in item.inside}))
        key = (names[index], sort if sort in _UNITS else "", told)
        if key not in grouped and told and (names[index], key[1], ()) in grouped:
            key = (names[index], key[1], ())  # the first mention spoke of no region: the same place, told more closely
        if key not in grouped:
            grouped[key] = _ask(mention, sort, gazetteer, focus)
        question = grouped[key]
        question.governed |= mention.relation is not None and mention.relation.kind in _GOVERNING and mention.relation.start < mention.start
        question.axis |= _names_axis(mention)
        question.mentions.append(index)
        question.evidence.append(item)
        if item.region or item.inside or item.near:
            question.told.append(item)
    return list(grouped.values())


def _names_axis(mention: Mention) -> bool:
    """Whether a mention gives its name to a direction of the front: «на Новопавлівському напрямку»."""
    return mention.relation is not None and mention.relation.kind is RelationKind.DIRECTION and mention.relation.start >= mention.end


def _ask(mention: Mention, sort: str, gazetteer: Gazetteer, focus: Focus) -> _Question:
    found = options(gazetteer, focus, mention.key, sort) if mention.key else ()
    if not found and mention.text != mention.key:
        found = options(gazetteer, focus, mention.text, sort)
    if not found and sort in _UNITS and mention.key:
        names = (f"{name} {_UNITS[sort]}" for name in (mention.key, _bare(mention.text)) if name)
        found = next((area for name in names if (area := options(gazetteer, focus, name, sort))), ())
    if not found and sort in ("city", "district", "region"):  # Moscow City; of a district without a row of its own, the seat
        seats = (options(gazetteer, focus, name, "city") for name in (mention.key, _bare(mention.text)) if name)
        found = next((seat for seat in seats if seat), ())
    if found or sort in ("region", "district"):
        return _Question(found, fuzzy=False, around=_around(found, sort))
    return _Question(near_options(gazetteer, focus, mention.text), fuzzy=True)


def _around(found: Sequence[Option], sort: str) -> str:
    """Return the sort of place that is meant where only its town was found."""
    town = bool(found) and found[0].place.feature.startswith("PPL")
    return "" if not town else "facility" if sort == "facility" else "district" if sort in ("region", "district") else ""


def _bare(name: str) -> str:
    """Return a name of several words without its last one ("Oblast", "City")."""
    return name.rpartition(" ")[0]


def _is_anchor(question: _Question) -> bool:
    share, option = question.shares[0]
    return share >= _ANCHOR_SHARE and not option.area and not question.fuzzy and question.around != "district"


def _area(question: _Question) -> Place | None:
    best = question.best
    return best.place if best is not None and best.place.feature == "ADM1" else None


def _weigh(question: _Question, reading: _Reading, anchors: AbstractSet[_Question], regions: frozenset[str]) -> None:
    """Give each candidate its share, from its prior and from what the document says."""
    if not question.options or (question.fuzzy and not anchors):
        return  # a near spelling is looked at only beside places that are certain
    beside = _anchors_beside(question, reading, anchors) if anchors else {}
    areas = _areas_beside(question, reading)
    if question.weighed_with == (beside, areas, regions) and not question.told:
        return
    question.weighed_with = (beside, areas, regions)
    weighed = []
    for option in question.options:
        weight = option.prior
        if not option.area:
            if question.told:
                weight += _told_region(question, option, reading.asked) + _remarks(question, option, reading.asked)
            weight += named_regions(option, areas, regions) + pull(option, beside) + hosted(option, beside) + _inflected(question, option)
            weight += _outdone(question, option, beside) + _unlisted(question, option, beside)
            weight += _AXIS * math.log10(max(option.place.population, _HAMLET)) if question.axis else 0.0
            if reading.front is not None and len(question.options) > 1:
                weight += reading.front.weight(option.place)
                question.why.setdefault(option.place.id, reading.front.words(option.place))
        if not question.fuzzy or weight - option.prior >= _FUZZY_LEAST:
            weighed.append((weight, option))
    if not weighed:
        question.shares = []
        return
    top = max(weight for weight, _ in weighed)
    total = sum(math.exp(weight - top) for weight, _ in weighed) + math.exp(_MISSING - top)
    shares = [(math.exp(weight - top) / total, option) for weight, option in weighed]
    question.shares = sorted(shares, key=lambda pair: (-pair[0], pair[1].place.id)) if len(shares) > 1 else shares


def _let_doubtful_agree(questions: Sequence[_Question], reading: _Reading, anchors: AbstractSet[_Question]) -> None:
    """Rank the candidates of doubtful names that stand together by how near they lie to one another's."""
    doubtful = [question for question in questions if question not in anchors and len(question.shares) > 1 and not question.fuzzy]
    agreed = []
    for question in doubtful if len(doubtful) > 1 else ():
        same, next_ones, _ = question.rings = question.rings or _rings(question, reading)
        beside = [other.shares for other in doubtful if other in same or other in next_ones]
        if beside:
            agreed.append((question, kept_company(question.shares, beside, metres_between)))
    for question, shares in agreed:
        question.shares = shares


def _anchors_beside(question: _Question, reading: _Reading, anchors: AbstractSet[_Question]) -> dict[str, tuple[Place, int]]:
    """Return the anchors beside a name's mentions by their ids, each with how many sentences away it stands, at most two."""
    question.rings = question.rings or _rings(question, reading)
    found: dict[str, tuple[Place, int]] = {}
    for away in (2, 1, 0):
        for other in question.rings[away] & anchors:
            place = other.shares[0][1].place
            found[place.id] = (place, away)
    return found


def _rings(question: _Question, reading: _Reading) -> tuple[set[_Question], ...]:
    """Return the names that stand near the mentions of one: in the same sentence, in the next ones, farther off."""
    asked, evidence = reading.asked, reading.evidence
    same: set[_Question] = set()
    next_ones: set[_Question] = set()
    farther: set[_Question] = set()
    for item in question.evidence[:_LOOKED_AT]:
        low, high = max(0, item.index - _WINDOW), min(len(asked), item.index + _WINDOW + 1)
        first, stop = item.beside.start, item.beside.stop
        if first > 0 and evidence[first - 1].sentence == item.sentence - 1:
            first = evidence[first - 1].beside.start
        if stop < len(asked) and evidence[stop].sentence == item.sentence + 1:
            stop = evidence[stop].beside.stop
        same.update(asked[item.beside.start : item.beside.stop])
        next_ones.update(asked[max(low, first) : min(high, stop)])
        farther.update(asked[low:high])
    same.discard(question)
    next_ones.discard(question)
    farther.discard(question)
    return same, next_ones - same, farther - next_ones - same


def _areas_beside(question: _Question, reading: _Reading) -> list[Place]:
    """Return the regions that the sentences of a name's mentions name beside it."""
    areas = []
    for item in question.evidence[:_LOOKED_AT]:
        for at in range(bisect_left(reading.regional, item.beside.start), bisect_left(reading.regional, item.beside.stop)):
            index = reading.regional[at]
            best = reading.asked[index].best
            if index != item.index and best is not None and best.place.feature in _REGIONS:
                areas.append(best.place)
        areas += [other.best.place for other in reading.asked[item.beside.start : item.beside.stop] if other is not question and other.axis and other.best is not None and other.best.place.feature == _SEAT]
    return areas


def _inflected(question: _Question, option: Option) -> float:
    """Weigh the case: поблизу Бердичів cannot be near Бердичів, whose genitive is Бердичева, but near Бердичі."""
    if not question.governed or not option.nominative:
        return 0.0
    return _UNINFLECTED if any(not other.nominative and other.own for other in question.options) else 0.0


def _outdone(question: _Question, option: Option, beside: Mapping[str, tuple[Place, int]]) -> float:
    """Weigh that a city abroad has a namesake right beside the places of the text: Niu-York lies next to Toretsk."""
    if option.place.population < _WORLD_CITY or len(question.options) == 1:
        return 0.0
    others = (other.place for other in question.options if other is not option and other.place.population < _WORLD_CITY)
    near = any(metres_between(other.lat, other.lon, place.lat, place.lon) < _BESIDE_M for other in others for place, _ in beside.values())
    return _OUTDONE if near else 0.0


def _unlisted(question: _Question, option: Option, beside: Mapping[str, tuple[Place, int]]) -> float:
    """Weigh that a city lies far from all the villages of its sentence, and a namesake among them: Rivne beside Vasiukivka is no city."""
    if option.place.population < _CITY or len(question.options) == 1:
        return 0.0
    villages = [place for place, away in beside.values() if away == 0 and place.population < _CITY and place.feature.startswith("PPL")]
    if len(villages) <= 1 or any(metres_between(option.place.lat, option.place.lon, place.lat, place.lon) < _AWAY_M for place in villages):
        return 0.0
    others = [other.place for other in question.options if other.own and other.place.population < _CITY and not other.area]
    return _UNLISTED if any(metres_between(other.lat, other.lon, place.lat, place.lon) < _NEXT_M for other in others for place in villages) else 0.0


def _told_region(question: _Question, option: Option, asked: Sequence[_Question]) -> float:
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


def _remarks(question: _Question, option: Option, asked: Sequence[_Question]) -> float:
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


def _answer(index: int, mention: Mention, reading: _Reading, landmarks: Sequence[int], settings: Settings) -> Placement:
    question, item = reading.asked[index], reading.evidence[index]
    host = reading.asked[item.city].shares[:1] if item.city >= 0 and not reading.asked[item.city].fuzzy else []
    if host and not (question.shares and lies_in_city(question.shares[0][1].place, host[0][1].place)):
        return placement(mention, Resolved(host[0][1], host[0][0], (), around="quarter"), settings)
    if not question.shares:
        return unplaced(mention, f"no gazetteer row is called {mention.text!r}")
    nearest = _none_near(item, reading)
    if nearest:
        reference, shares = nearest
        words = none_near(mention.text, reference.place, [option.place for _, option in shares])
        return placement(mention, Resolved(shares[0][1], shares[0][0], shares[1:]), settings, words)
    share, best = question.shares[0]
    objection = _objection(mention, item, reading, landmarks)
    alike = (mention.text, mention.relation, is_gloss(mention), objection)
    if alike in question.marks:
        return same_mark(mention, question.marks[alike])
    resolved = Resolved(best, share, question.shares[1:], question.why.get(best.place.id, ""), question.fuzzy, question.around)
    question.marks[alike] = made = placement(mention, resolved, settings, objection)
    return made


def _none_near(item: Evidence, reading: _Reading) -> tuple[Option, list[tuple[float, Option]]] | None:
    """Return what the text says a place lies near, and its candidates by distance, where none of them lies near; None if one does."""
    question = reading.asked[item.index]
    for index, relation in item.near:
        reference = reading.asked[index].best
        if relation.kind is not RelationKind.NEAR or reference is None or reference.area or reading.asked[index] is question:
            continue
        there = reference.place
        near = sorted((metres_between(there.lat, there.lon, option.place.lat, option.place.lon), option.place.id, share, option) for share, option in question.shares if not option.area)
        if near and near[0][0] > _NOT_NEAR_M:
            return reference, [(share, option) for _, _, share, option in near]
    return None


def _refuse(questions: Sequence[_Question], asked: Sequence[_Question]) -> None:
    """Mark the names of which the text says somewhere that they lie in another region than the best candidate does; and the doubtful ones."""
    for question in questions:
        best = question.best
        if best is None:
            continue
        question.doubted = is_little_known(best)
        tolds = [asked[item.told].best for item in question.evidence if item.told >= 0]
        if any(told is not None and outside_told("", best.place, told.place) for told in tolds):
            question.refused = best.place.id


def _objection(mention: Mention, item: Evidence, reading: _Reading, landmarks: Sequence[int]) -> str:
    """Return why the best candidate cannot be meant here, "" if nothing speaks against it."""
    asked = reading.asked
    question = asked[item.index]
    best = question.shares[0][1]
    if question.refused == best.place.id and item.told < 0:
        return f"elsewhere the text says of another {mention.text} where it lies, and no other is known"
    if item.told < 0 and item.listed < 0 and not question.doubted:
        return ""
    around = {other: asked[other].shares[0][1].place for other in (*landmarks, *item.beside) if asked[other] is not question and asked[other].shares}
    said = item.told if item.told >= 0 else item.listed if best.place.population < KNOWN_BY_ITSELF else -1
    told = asked[said].best if said >= 0 else None
    regions = [around[other] for other in item.beside if other in around and around[other].feature in _REGIONS]
    towns = [place for other, place in around.items() if other in landmarks or place.population >= KNOWN_BY_ITSELF]
    if told is not None and (objection := outside_told(mention.text, best.place, told.place)):
        return objection
    return far_from_all(mention.text, best, [place for place in towns if place.feature.startswith("PPL") and place.feature != "PPLC"], regions)
