"""From the ranked candidates of a name to a placement of each of its mentions, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from frontmap.config import Settings
from frontmap.places.candidates import Option, radius_of
from frontmap.places.distances import metres_between
from frontmap.places.evidence import Evidence
from frontmap.places.marks import Resolved, is_gloss, placement, same_mark, unplaced
from frontmap.places.objections import far_from_all, is_little_known, lies_in_city, none_near, outside_told
from frontmap.places.questions import REGIONS, Names, Question
from frontmap.places.weights import KNOWN_BY_ITSELF
from frontmap.records import Mention, Place, Placement, RelationKind

__all__ = ["answer", "refuse"]

_NOT_NEAR_M = 30_000.0  # from here on nobody calls a village near, nor errs so much in how far off it is
_MASCULINE = ("yi", "iy", "yy", "ий", "ый", "ій")  # the adjective of a district, and no village after which one may be called
_NEVER_NEAR_M = 300_000.0  # and from here on of no town either
_TOWN = 5_000  # inhabitants from which on a place is known without a distance, which the text may have wrong


def answer(index: int, mention: Mention, reading: Names, landmarks: Mapping[int, Place], settings: Settings) -> Placement:
    """Return what the mention at `index` stands for; `landmarks` are the settlements that are certain, by one of their mentions."""
    question, item = reading.asked[index], reading.evidence[index]
    seat = reading.quarters.get(index)
    if item.city >= 0 and (host := reading.asked[item.city]).shares and not host.fuzzy and not host.shares[0][1].area:
        seat = host.shares[0]
    if isinstance(seat, str):
        return unplaced(mention, seat)
    if seat is not None:
        share, city = seat
        has_row = bool(question.shares) and (question.around != "district" or question.shares[0][1].name.endswith(_MASCULINE))
        if not (has_row and lies_in_city(question.shares[0][1].place, city.place)):
            return placement(mention, Resolved(city, share, (), around="quarter"), settings)
    if not question.shares:
        return unplaced(mention, f"no gazetteer row is called {mention.text!r}")
    if item.near and (nearest := _none_near(item, reading)):
        reference, shares = nearest
        words = none_near(mention.text, reference.place, [option.place for _, option in shares])
        return placement(mention, Resolved(shares[0][1], shares[0][0], shares[1:]), settings, words)
    share, best = question.shares[0]
    questioned = seat is None and (item.told >= 0 or item.listed >= 0 or question.doubted or question.refused)
    objection = _objection(mention, item, reading, landmarks) if questioned else ""
    alike = (mention.text, mention.relation, is_gloss(mention), objection)
    marked = question.marks.get(alike)
    if marked is not None:
        return same_mark(mention, marked)
    resolved = Resolved(best, share, question.shares[1:], question.why.get(best.place.id, ""), question.fuzzy, question.around)
    question.marks[alike] = made = placement(mention, resolved, settings, objection)
    return made


def _none_near(item: Evidence, reading: Names) -> tuple[Option, list[tuple[float, Option]]] | None:
    """Return what the text says a place lies near, and its candidates by distance, where none of them lies near; None if one does."""
    question = reading.asked[item.index]
    for index, relation in item.near:
        reference = reading.asked[index].best
        measured = relation.kind is RelationKind.OFFSET and len(item.near) == 1
        near_by = relation.kind is RelationKind.NEAR
        best = question.shares[0][1].place
        village = best.population < _TOWN and best.feature.startswith("PPL")  # a river reaches far
        if not (near_by or (measured and village)) or reference is None or reference.area or reading.asked[index] is question:
            continue
        there = reference.place
        near = sorted((_metres(there, option.place), option.place.id, share, option) for share, option in question.shares if not option.area)
        most = _NOT_NEAR_M + radius_of(there) + (relation.distance_m or 0.0) if village else _NEVER_NEAR_M
        if near and near[0][0] > most:
            return reference, [(share, option) for _, _, share, option in near]
    return None


def _metres(reference: Place, place: Place) -> float:
    """Return how far a place begins from another one: a river reaches far from the point that stands for it."""
    return max(0.0, metres_between(reference.lat, reference.lon, place.lat, place.lon) - (place.radius_m or 0.0))


def refuse(questions: Sequence[Question], asked: Sequence[Question]) -> None:
    """Mark the names of which the text says somewhere that they lie in another region than the best candidate does; and the doubtful ones."""
    for question in questions:
        best = question.best
        if best is None:
            continue
        question.doubted = is_little_known(best) and not (best.kind == "press" and len(question.options) == 1)  # a spelling of the press that nothing else bears
        for item in question.evidence:
            if item.told >= 0 and (told := asked[item.told].best) is not None and outside_told("", best.place, told.place):
                question.refused = best.place.id


def _objection(mention: Mention, item: Evidence, reading: Names, landmarks: Mapping[int, Place]) -> str:
    """Return why the best candidate cannot be meant here, "" if nothing speaks against it."""
    asked = reading.asked
    question = asked[item.index]
    best = question.shares[0][1]
    if question.refused == best.place.id and item.told < 0:
        return f"elsewhere the text says of another {mention.text} where it lies, and no other is known"
    if item.told < 0 and item.listed < 0 and not question.doubted:
        return ""
    near = mention.relation is not None and mention.relation.kind is RelationKind.NEAR  # "near Kherson in Mykolaiv Oblast" is not wrong
    said = item.told if item.told >= 0 and not near else max(item.told, item.listed) if best.place.population < KNOWN_BY_ITSELF else -1
    told = asked[said].best if said >= 0 else None
    if told is not None and (objection := outside_told(mention.text, best.place, told.place)):
        return objection
    beside = [asked[other].shares[0][1].place for other in item.beside if asked[other] is not question and asked[other].shares]
    towns = [place for other, place in landmarks.items() if asked[other] is not question] + [place for place in beside if place.population >= KNOWN_BY_ITSELF]
    regions = [place for place in beside if place.feature in REGIONS]
    return far_from_all(mention.text, best, [place for place in towns if place.feature.startswith("PPL") and place.feature != "PPLC"], regions)
