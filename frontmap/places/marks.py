"""From a resolved place to a mark: its point, precision and radius, and the reason in words that a person understands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frontmap.config import Settings
from frontmap.geodesy import offset
from frontmap.places.candidates import Option, is_area, precision_of, radius_of
from frontmap.places.distances import metres_between
from frontmap.records import Mention, Place, Placement, Precision, Relation, RelationKind, RunnerUp

__all__ = ["Resolved", "is_gloss", "placement", "same_mark", "unplaced"]

_SHOWN = 5  # runners-up kept
_OFFSET_ERROR = 0.15  # of the distance told: people round
_FUZZY_MOST = 0.6  # a near spelling is never certain
# How far beyond the settlement's own radius the truth may lie, in metres.
_WIDER = {
    RelationKind.NEAR: 5_000.0,
    RelationKind.SIDE: 8_000.0,
    RelationKind.DIRECTION: 15_000.0,
    RelationKind.BETWEEN: 10_000.0,
    RelationKind.INSIDE_AREA: 10_000.0,
}
_PART_FACTOR, _PART_M = 1.5, 1_000.0  # "the eastern part" has no bounds that a gazetteer knows
_DISTRICT_M = 25_000.0
_FACILITY_M = 5_000.0  # a plant lies in or near the town that it is named for


@dataclass(slots=True)
class Resolved:
    """The chosen candidate with its share, the others with theirs, what spoke for it, whether its name is only near.

    `around` is "district", "quarter" (of a city) or "facility" where the gazetteer knows only its town.
    """

    best: Option
    share: float
    others: Sequence[tuple[float, Option]]
    why: str = ""
    fuzzy: bool = False
    around: str = ""


def unplaced(mention: Mention, reason: str, *, score: float = 0.0, runners_up: tuple[RunnerUp, ...] = ()) -> Placement:
    """Return the placement of a mention that goes to the unplaced tray."""
    return Placement(mention, None, score=score, runners_up=runners_up, reason=reason)


def is_gloss(mention: Mention) -> bool:
    """Whether a mention only says where another place lies."""
    return mention.reason.startswith("gloss")


def same_mark(mention: Mention, other: Placement) -> Placement:
    """Return the placement of a mention that differs from another one of its document in nothing but where it stands."""
    return Placement(mention, other.place, other.lat, other.lon, other.precision, other.radius_m, other.score, other.runners_up, other.reason)


def placement(mention: Mention, resolved: Resolved, settings: Settings, objection: str = "") -> Placement:
    """Return the mark of a resolved mention, or its place in the tray: for an objection, or a score below the threshold."""
    place = resolved.best.place
    score = min(resolved.share, _FUZZY_MOST) if resolved.fuzzy else resolved.share
    runners_up = tuple([_runner_up(place, share, option) for share, option in resolved.others[:_SHOWN]]) if resolved.others else ()
    if objection:
        return unplaced(mention, objection, score=0.0, runners_up=(_runner_up(place, score, resolved.best), *runners_up))
    if score < settings.min_place_score:
        return unplaced(mention, f"too doubtful: it could be {_choices(place, runners_up[:2])}", score=score, runners_up=(_runner_up(place, resolved.share, resolved.best), *runners_up))
    lat, lon, precision, radius = _mark(mention, place)
    if resolved.around == "district":
        precision, radius = Precision.DISTRICT, _DISTRICT_M
    elif resolved.around == "facility":
        radius += _FACILITY_M
    return Placement(mention, place, lat, lon, precision, radius, round(score, 4), runners_up, _reason(mention, resolved, runners_up))


def _choices(place: Place, others: Sequence[RunnerUp]) -> str:
    """Name the places that a doubtful mention could be, so that two of one name and region can be told apart."""
    words = [f"{place.name} ({place.admin1 or place.country})"]
    for other in others:
        alike = (other.name, other.admin1) == (place.name, place.admin1)
        far = f", {other.distance_m / 1000:.0f} km from it" if alike and other.distance_m else ""
        words.append(f"{'another ' if alike else ''}{other.name} ({other.admin1 or other.country}{far})")
    return " or ".join(words)


def _runner_up(chosen: Place, share: float, option: Option) -> RunnerUp:
    place = option.place
    metres = metres_between(chosen.lat, chosen.lon, place.lat, place.lon)
    return RunnerUp(place.id, place.name, place.admin1, place.country, place.lat, place.lon, round(share, 4), round(metres, 1))


def _mark(mention: Mention, place: Place) -> tuple[float, float, Precision, float]:
    relation, radius, precision = mention.relation, radius_of(place), precision_of(place)
    if relation is None or is_gloss(mention) or is_area(place):
        return place.lat, place.lon, precision, radius
    if relation.kind is RelationKind.OFFSET and relation.distance_m is not None and relation.bearing is not None:
        lat, lon = offset(place.lat, place.lon, relation.bearing, relation.distance_m)
        return lat, lon, Precision.VICINITY, radius + _OFFSET_ERROR * relation.distance_m
    if relation.kind is RelationKind.OFFSET:
        return place.lat, place.lon, Precision.VICINITY, radius + (relation.distance_m or 0.0)
    if relation.kind is RelationKind.PART:
        return place.lat, place.lon, precision, radius * _PART_FACTOR + _PART_M
    return place.lat, place.lon, Precision.VICINITY, radius + _WIDER[relation.kind]


def _reason(mention: Mention, resolved: Resolved, runners_up: Sequence[RunnerUp]) -> str:
    best = resolved.best
    place = best.place
    where = ", ".join([part for part in (place.name, place.admin1 if place.admin1 != place.name else "", place.country) if part])
    parts = [_name_words(mention, resolved, where, alone=not runners_up)]
    if resolved.around == "quarter":
        parts.append(f"{mention.text!r} has no row of its own: its city is marked")
    elif resolved.around == "facility":
        parts.append(f"{mention.text!r} has no row of its own: its town is marked")
    elif resolved.around:
        parts.append(f"{mention.text!r} has no row of its own: the land around {place.name} is marked")
    if resolved.why:
        parts.append(resolved.why)
    if mention.relation is not None and not is_gloss(mention):
        parts.append(_relation_words(mention.relation, place))
    if runners_up:
        other = runners_up[0]
        far = f", {other.distance_m / 1000:.0f} km away" if other.distance_m else ""
        parts.append(f"not: {other.name}, {other.admin1 or other.country}{far}")
    return "; ".join(parts)


def _name_words(mention: Mention, resolved: Resolved, where: str, *, alone: bool) -> str:
    """Say which place it is, and what the text's name is to it where it is not its own."""
    best = resolved.best
    if resolved.fuzzy:
        return f"no row is called {mention.text!r}; nearly so: {where}"
    if best.kind in ("former", "historic"):
        until = f" (until {best.until[:4]})" if best.until else ""
        return f"text said {mention.text}, a former name of {where}{until}"
    if best.kind == "occupation":
        return f"text said {mention.text}, an occupation name of {where}"
    if best.kind == "generated" and not best.own:
        return f"text said {mention.text}, which is near {best.name}, a name of {where}"
    if not best.own and best.place.feature.startswith("PPL"):
        return f"text said {mention.text}, another name of {where}"
    return f"only {where} in the gazetteer" if alone else where


def _relation_words(relation: Relation, place: Place) -> str:
    words = " ".join(relation.text.split())
    if is_area(place):
        return f"the text says {words!r}: the whole of it is marked"
    if relation.kind is RelationKind.OFFSET and relation.bearing is not None:
        return f"{words!r}: counted from its middle"
    return f"{words!r}: the mark is wider than the place"
