"""Resolve place mentions: rank the namesakes by everything that the text offers, and say why in words.

1. Each name is asked for once per document: one name, one place, unless the words beside it differ.
2. Names with one candidate, or one that outweighs all others, are *anchors*: the rest is ranked by how near it lies to
   them, by the regions named beside it or anywhere, and by remarks such as "(northwest of Kreminna)".
3. The score is the chosen candidate's share among all candidates and the possibility that the right one is missing.
   Below `Settings.min_place_score` the mention is unplaced: doubt is shown and not guessed away.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from frontmap.config import Settings
from frontmap.geodesy import bearing, distance_m
from frontmap.places.candidates import Focus, Option, is_area, near_options, options
from frontmap.places.evidence import Evidence, gather
from frontmap.places.marks import Resolved, placement, unplaced
from frontmap.places.objections import contains, far_from_all, is_host, is_landmark, is_little_known, lies_in_city, outside_told
from frontmap.records import Document, Mention, Place, Placement, Relation, RelationKind, Role
from frontmap.theatres.load import Theatre

if TYPE_CHECKING:
    from frontmap.gazetteer.index import Gazetteer

__all__ = ["place_mentions"]

_MISSING = -1.5  # log-odds that the right place is in no gazetteer
_ANCHOR_SHARE = 0.75
_WINDOW = 8  # mentions before and after one that may be anchors
_INSIDE, _OUTSIDE = 5.0, -6.0  # a region beside the name agrees or does not
_SENTENCE_REGION, _NAMED_REGION = 2.5, 1.0  # a region named in the same sentence, or elsewhere in the document, agrees
_SAME_M = 6_000.0  # two names in brackets mean one place
_LOOKED_AT = 5  # mentions of one name whose surroundings are read
_FAR_M, _FAR = 150_000.0, -2.5  # nothing of its sentence lies near it
_FUZZY_LEAST = 1.5  # what must speak for a near spelling beyond its prior: a place near by, its region, a remark
_HOSTED, _HOMELESS = 2.0, -4.0  # a city's district beside its city, and without it
_WORLD_CITY, _BESIDE_M, _OUTDONE = 3_000_000, 25_000.0, -4.0
_UNINFLECTED = -3.0  # after a word that asks for a case, a name in the nominative that another candidate would have inflected
_KNOWN_BY_ITSELF = 50_000  # inhabitants: such a city is named beside places far from it
# How a certain place pulls, and how far that reaches in metres: of the same sentence, of the next one, of the document.
_PULL = ((4.0, 45_000.0), (3.0, 60_000.0), (2.0, 80_000.0))
_REMARK_PULL = 5.0
_GOVERNING = (RelationKind.NEAR, RelationKind.SIDE, RelationKind.OFFSET, RelationKind.BETWEEN)
_UNITS = {"region": "oblast", "district": "raion"}  # under which name the gazetteer has an area that the text calls otherwise


@dataclass(slots=True)
class _Question:
    """One name of a document: its mentions, its candidates and what was decided."""

    options: tuple[Option, ...]
    fuzzy: bool
    around: str = ""  # "district" or "facility" where the gazetteer knows only its town
    refused: str = ""  # the id of a place that the text rules out
    governed: bool = False  # whether a word before some mention asks for a case other than the nominative
    mentions: list[int] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    sentences: dict[int, int] = field(default_factory=dict)  # mention: its sentence
    around_it: dict[int, int] = field(default_factory=dict)  # other mentions: how many sentences away
    shares: list[tuple[float, Option]] = field(default_factory=list)
    why: dict[str, str] = field(default_factory=dict)

    @property
    def best(self) -> Option | None:
        """The likeliest candidate so far."""
        return self.shares[0][1] if self.shares else None


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
        `min_place_score` is the threshold of doubt.

    Returns
    -------
    list of Placement
        `place` is None, and `reason` says why, for what no gazetteer knows and for what stays in doubt.
    """
    places = [mention for mention in mentions if mention.role is Role.PLACE]
    evidence = gather(document, places)
    questions = _questions(places, evidence, gazetteer, Focus.of(theatre))
    asked = {index: question for question in questions for index in question.mentions}
    for question in questions:
        _weigh(question, asked, anchors=frozenset(), regions=frozenset())
    for _ in range(2):
        anchors = frozenset(index for index in range(len(places)) if asked[index].shares and _is_anchor(asked[index]))
        regions = frozenset(place.name for question in questions if (place := _area(question)) is not None)
        for question in questions:
            _weigh(question, asked, anchors, regions)
    _refuse(questions, asked)
    landmarks = {asked[index].shares[0][1].place.id: index for index in sorted(anchors) if is_landmark(asked[index].shares[0][1])}
    return [_answer(index, mention, asked, tuple(landmarks.values()), settings) for index, mention in enumerate(places)]


def _questions(places: Sequence[Mention], evidence: Sequence[Evidence], gazetteer: Gazetteer, focus: Focus) -> list[_Question]:
    grouped: dict[tuple[object, ...], _Question] = {}
    names = {index: (mention.key or mention.text) for index, mention in enumerate(places)}
    for index, mention in enumerate(places):
        sort = evidence[index].sort
        told = tuple(sorted({names[area] for area in evidence[index].inside}))
        key = (names[index], "region" if sort == "region" else "district" if sort == "district" else "", told)
        if key not in grouped and told and (names[index], key[1], ()) in grouped:
            key = (names[index], key[1], ())  # the first mention spoke of no region: the same place, told more closely
        if key not in grouped:
            grouped[key] = _ask(mention, sort, gazetteer, focus)
        grouped[key].governed |= mention.relation is not None and mention.relation.kind in _GOVERNING and mention.relation.start < mention.start
        grouped[key].mentions.append(index)
        grouped[key].evidence.append(evidence[index])
        grouped[key].sentences[index] = evidence[index].sentence
    return list(grouped.values())


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
    return share >= _ANCHOR_SHARE and not is_area(option.place) and not question.fuzzy and question.around != "district"


def _area(question: _Question) -> Place | None:
    best = question.best
    return best.place if best is not None and best.place.feature == "ADM1" else None


def _weigh(question: _Question, asked: dict[int, _Question], anchors: frozenset[int], regions: frozenset[str]) -> None:
    """Give each candidate its share, from its prior and from what the document says."""
    if not question.options:
        return
    beside = _anchors_beside(question, asked, anchors)
    weighed = []
    if question.fuzzy and not anchors:
        return  # a near spelling is looked at only beside places that are certain
    for option in question.options:
        weight = option.prior
        if not is_area(option.place):
            weight += _told_region(question, option, asked) + _remarks(question, option, asked)
            weight += _named_regions(question, option, asked, regions) + _pull(option, beside) + _hosted(option, beside) + _inflected(question, option)
            weight += _outdone(question, option, beside)
        if not question.fuzzy or weight - option.prior >= _FUZZY_LEAST:
            weighed.append((weight, option))
    if not weighed:
        question.shares = []
        return
    top = max(weight for weight, _ in weighed)
    total = sum(math.exp(weight - top) for weight, _ in weighed) + math.exp(_MISSING - top)
    shares = [(math.exp(weight - top) / total, option) for weight, option in weighed]
    question.shares = sorted(shares, key=lambda pair: (-pair[0], pair[1].place.id))


def _anchors_beside(question: _Question, asked: dict[int, _Question], anchors: frozenset[int]) -> list[tuple[Place, int]]:
    """Return the anchors beside a name's mentions, each with how many sentences away it stands, at most two."""
    found: dict[str, tuple[Place, int]] = {}
    if not anchors:
        return []
    if not question.around_it:
        question.around_it = _neighbours(question, asked)
    for index, away in question.around_it.items():
        if index in anchors:
            place = asked[index].shares[0][1].place
            if place.id not in found or away < found[place.id][1]:
                found[place.id] = (place, away)
    return list(found.values())


def _neighbours(question: _Question, asked: dict[int, _Question]) -> dict[int, int]:
    """Return the mentions near those of a name, each with how many sentences away it stands, at most two."""
    near: dict[int, int] = {}
    for item in question.evidence[:_LOOKED_AT]:
        for index in (*item.beside, *range(item.index - _WINDOW, item.index + _WINDOW + 1)):
            other = asked.get(index)
            if other is not None and other is not question:
                away = min(2, abs(other.sentences[index] - item.sentence))
                near[index] = min(away, near.get(index, away))
    return near


@functools.lru_cache(maxsize=65536)
def _metres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Remember distances: reports name the same neighbours again and again."""
    return distance_m(lat, lon, other_lat, other_lon)


def _pull(option: Option, beside: Sequence[tuple[Place, int]]) -> float:
    """Weigh how near a candidate lies to the places named beside it; a small place far from all of them is doubtful."""
    best, nearest, same = 0.0, math.inf, 0
    for place, away in beside:
        metres = _metres(option.place.lat, option.place.lon, place.lat, place.lon)
        strength, reach = _PULL[away]
        best = max(best, strength * math.exp(-metres / reach))
        if away == 0:
            nearest, same = min(nearest, metres), same + 1
    if same and nearest > _FAR_M and option.place.population < _KNOWN_BY_ITSELF and option.place.feature.startswith("PPL"):
        best += _FAR if same == 1 else 1.5 * _FAR
    return best


def _inflected(question: _Question, option: Option) -> float:
    """Weigh the case: поблизу Бердичів cannot be near Бердичів, whose genitive is Бердичева, but near Бердичі."""
    if not question.governed or not option.nominative:
        return 0.0
    return _UNINFLECTED if any(not other.nominative and other.own for other in question.options) else 0.0


def _outdone(question: _Question, option: Option, beside: Sequence[tuple[Place, int]]) -> float:
    """Weigh that a city abroad has a namesake right beside the places of the text: Niu-York lies next to Toretsk."""
    if option.place.population < _WORLD_CITY or len(question.options) == 1:
        return 0.0
    others = (other.place for other in question.options if other is not option and other.place.population < _WORLD_CITY)
    near = any(_metres(other.lat, other.lon, place.lat, place.lon) < _BESIDE_M for other in others for place, _ in beside)
    return _OUTDONE if near else 0.0


def _hosted(option: Option, beside: Sequence[tuple[Place, int]]) -> float:
    """Weigh whether the city is named that a district belongs to."""
    if option.place.feature != "PPLX":
        return 0.0
    return _HOSTED if any(is_host(place, option.place) for place, _ in beside) else _HOMELESS


def _named_regions(question: _Question, option: Option, asked: dict[int, _Question], regions: frozenset[str]) -> float:
    """Weigh regions that the same sentence, or the document, names without saying that the place lies there."""
    weight = _NAMED_REGION if option.place.admin1 in regions else 0.0
    for item in question.evidence[:_LOOKED_AT]:
        named = [best.place for index in item.beside if (best := asked[index].best) is not None and best.place.feature in ("ADM1", "RGN")]
        if named and any(contains(area, option.place) for area in named):
            return weight + _SENTENCE_REGION
    return weight


def _told_region(question: _Question, option: Option, asked: dict[int, _Question]) -> float:
    """Weigh "in Zaporizhzhia region" beside the name."""
    weight = 0.0
    for item in question.evidence:
        if item.region:
            weight += _INSIDE if item.region == option.place.admin1 else 0.0
        for index in item.inside:
            area = asked[index].best
            if area is None:
                continue
            if not is_area(area.place):  # another name of it, in brackets
                there = area.place
                weight += _INSIDE if distance_m(there.lat, there.lon, option.place.lat, option.place.lon) < _SAME_M else 0.0
                continue
            agrees = contains(area.place, option.place)
            weight += _INSIDE if agrees else _OUTSIDE
            if agrees:
                question.why[option.place.id] = f"said to lie in {area.place.name}"
    return max(weight, _OUTSIDE)


def _remarks(question: _Question, option: Option, asked: dict[int, _Question]) -> float:
    """Weigh "(northwest of Kreminna)" and the like."""
    weight = 0.0
    for item in question.evidence:
        for index, relation in item.near:
            reference = asked[index].best
            if reference is None or asked[index] is question or is_area(reference.place):
                continue
            agreement = _agreement(option, reference, relation)
            weight += _REMARK_PULL * agreement
            if agreement > 0.3:
                question.why[option.place.id] = f"said to lie {' '.join(relation.text.split())} {reference.place.name}".replace(" of the ", " of ")
    return max(-_REMARK_PULL, min(weight, 2 * _REMARK_PULL))


def _agreement(option: Option, reference: Option, relation: Relation) -> float:
    """Return how well a candidate fits a remark, from 1 (just there) to -1 (somewhere else)."""
    here, there = option.place, reference.place
    metres = distance_m(here.lat, here.lon, there.lat, there.lon)
    reach = relation.distance_m * 1.5 + 5_000 if relation.distance_m else 60_000.0
    if metres > reach:
        return -1.0
    off = 0.0
    if relation.bearing is not None and metres > 3_000:
        off = abs((bearing(there.lat, there.lon, here.lat, here.lon) - relation.bearing + 180) % 360 - 180)
    if relation.kind is RelationKind.NEAR:
        return math.exp(-metres / 20_000)
    turn = max(-1.0, 1 - max(0.0, off - 30) / 45)
    if relation.distance_m:
        return turn * math.exp(-abs(metres - relation.distance_m) / (0.3 * relation.distance_m + 3_000))
    return turn * math.exp(-metres / 50_000)


def _answer(index: int, mention: Mention, asked: dict[int, _Question], landmarks: Sequence[int], settings: Settings) -> Placement:
    question = asked[index]
    city = question.evidence[question.mentions.index(index)].city
    host = asked[city].shares[:1] if city >= 0 and not asked[city].fuzzy else []
    if host and not (question.shares and lies_in_city(question.shares[0][1].place, host[0][1].place)):
        return placement(mention, Resolved(host[0][1], host[0][0], (), around="quarter"), settings)
    if not question.shares:
        return unplaced(mention, f"no gazetteer row is called {mention.text!r}")
    share, best = question.shares[0]
    resolved = Resolved(best, share, question.shares[1:], question.why.get(best.place.id, ""), question.fuzzy, question.around)
    return placement(mention, resolved, settings, _objection(index, mention, asked, landmarks))


def _refuse(questions: Sequence[_Question], asked: dict[int, _Question]) -> None:
    """Mark the names of which the text says somewhere that they lie in another region than the best candidate does."""
    for question in questions:
        tolds = [asked[item.told].best for item in question.evidence if item.told >= 0]
        if question.shares and any(told is not None and outside_told("", question.shares[0][1].place, told.place) for told in tolds):
            question.refused = question.shares[0][1].place.id


def _objection(index: int, mention: Mention, asked: dict[int, _Question], landmarks: Sequence[int]) -> str:
    """Return why the best candidate cannot be meant here, "" if nothing speaks against it."""
    question = asked[index]
    item, best = question.evidence[question.mentions.index(index)], question.shares[0][1]
    if question.refused == best.place.id and item.told < 0:
        return f"elsewhere the text says of another {mention.text} where it lies, and no other is known"
    if item.told < 0 and item.listed < 0 and not is_little_known(best):
        return ""
    around = {other: asked[other].shares[0][1].place for other in (*landmarks, *item.beside) if asked[other] is not question and asked[other].shares}
    said = item.told if item.told >= 0 else item.listed if best.place.population < _KNOWN_BY_ITSELF else -1
    told = asked[said].best if said >= 0 else None
    regions = [around[other] for other in item.beside if other in around and around[other].feature in ("ADM1", "RGN")]
    towns = [place for other, place in around.items() if other in landmarks or place.population >= _KNOWN_BY_ITSELF]
    if told is not None and (objection := outside_told(mention.text, best.place, told.place)):
        return objection
    return far_from_all(mention.text, best, [place for place in towns if place.feature.startswith("PPL") and place.feature != "PPLC"], regions)
