"""The claimed front line: the border between the cells that two sides are claimed to hold, with the width of its doubt.

The line (rule 17) is no survey: it runs halfway between settlements because nothing is claimed of the ground between them. Its
doubt (rule 18) says how far apart the nearest settlements are that one side and the other firmly hold, marks' radii included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from frontmap.control.cells import Edge, Mesh
from frontmap.control.settlements import Control, State
from frontmap.geodesy import geodesic_m

if TYPE_CHECKING:
    from shapely import LineString

__all__ = ["FrontPart", "PartKind", "front_line"]


class PartKind(StrEnum):
    """What lies on the two sides of a part of the line."""

    BETWEEN = "between"  # one side's cell and the other's
    DISPUTED = "disputed"  # one side's cell and a disputed one, beyond which lies the other side's


@dataclass(frozen=True, slots=True)
class FrontPart:
    """A part of the claimed front line: a LineString, (lon, lat) in degrees.

    `places` are the ids of the settlements on its two sides, `sides` the two that face each other, `firm` the ids of the
    nearest settlements that each of these firmly holds (None where it holds none), `width_m` the metres between those two with
    their marks' radii: the front may lie anywhere within. `width_m` is None where a side holds nothing firmly.
    """

    line: LineString
    kind: PartKind
    sides: tuple[str, str]
    places: tuple[str, str]
    firm: tuple[str | None, str | None]
    width_m: float | None


def front_line(mesh: Mesh, controls: Iterable[Control]) -> list[FrontPart]:
    """Return the parts of the claimed front line, in the order of the mesh's borders.

    Parameters
    ----------
    mesh : Mesh
        The cells of the settlements.
    controls : iterable of Control
        Their state on one day, as `control_on` gives it.
    """
    states = {control.place.id: control for control in controls if control.place.id in mesh.cells}
    firm = [control for control in states.values() if control.firm]
    clusters = _disputed_clusters(mesh.edges, states)
    return list(_parts(mesh, states, firm, clusters))


def _parts(mesh: Mesh, states: Mapping[str, Control], firm: Sequence[Control], clusters: Mapping[str, frozenset[str]]) -> Iterator[FrontPart]:
    for edge in mesh.edges:
        one, other = states.get(edge.one), states.get(edge.other)
        if one is None or other is None:
            continue
        if one.side and other.side and one.side != other.side:
            yield _part(edge, PartKind.BETWEEN, (one.side, other.side), firm)
            continue
        for claimed, disputed in ((one, other), (other, one)):
            facing = sorted(clusters.get(disputed.place.id, frozenset()) - {claimed.side})
            if claimed.side and disputed.state is State.DISPUTED and facing and claimed.side in clusters[disputed.place.id]:
                yield _part(edge, PartKind.DISPUTED, (claimed.side, facing[0]), firm)


def _part(edge: Edge, kind: PartKind, sides: tuple[str, str], firm: Sequence[Control]) -> FrontPart:
    """Return a part with its doubt, which is measured from the middle of its line."""
    middle = edge.line.interpolate(0.5, normalized=True)
    nearest = [min((control for control in firm if control.side == side), key=_distance_from(middle.y, middle.x), default=None) for side in sides]
    first, second = nearest
    width = None
    if first is not None and second is not None:
        width = geodesic_m(first.place.lat, first.place.lon, second.place.lat, second.place.lon) + first.radius_m + second.radius_m
    return FrontPart(edge.line, kind, sides, (edge.one, edge.other), (_id(first), _id(second)), width)


def _id(control: Control | None) -> str | None:
    return None if control is None else control.place.id


def _distance_from(lat: float, lon: float) -> Callable[[Control], tuple[float, str]]:
    return lambda control: (geodesic_m(lat, lon, control.place.lat, control.place.lon), control.place.id)


def _disputed_clusters(edges: Iterable[Edge], states: Mapping[str, Control]) -> dict[str, frozenset[str]]:
    """Return, for each disputed settlement, the sides that hold cells around the disputed ones that touch it and each other.

    Where two sides do, the front runs through the cluster; a dispute deep within one side's ground is no front.
    """
    group: dict[str, str] = {place: place for place, control in states.items() if control.state is State.DISPUTED}

    def root(place: str) -> str:
        while group[place] != place:
            place = group[place]
        return place

    touching = [(edge.one, edge.other) for edge in edges if edge.one in states and edge.other in states]
    for one, other in touching:
        if one in group and other in group:
            first, second = sorted((root(one), root(other)))
            group[second] = first
    around: dict[str, set[str]] = {}
    for pair in touching:
        for disputed, neighbour in (pair, pair[::-1]):
            if disputed in group and (side := states[neighbour].side):
                around.setdefault(root(disputed), set()).add(side)
    return {place: frozenset(around.get(root(place), ())) for place in group}
