"""Claimed control on a figure: who is claimed to hold the ground around settlements on a day, and the claimed front line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontmap.control.cells import base_land, land_within, mesh_of, settlements_around
from frontmap.control.frontline import FrontPart, PartKind, front_line
from frontmap.control.settlements import State, control_intervals, control_on
from frontmap.records import Claim
from frontmap.theatres.load import Theatre

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from shapely import Geometry

    from frontmap.control.cells import Mesh
    from frontmap.control.settlements import Control
    from frontmap.exports.scene import Frame
    from frontmap.gazetteer.index import Gazetteer

__all__ = ["GROUND_LOOKS", "Ground", "Held", "draw_front", "draw_held", "ground_of"]

GROUND_LOOKS = {"claimed": "claimed by a side, paler with age", "part": "claimed in part", "disputed": "disputed", "front": "claimed front line"}
_AGES = ((31, 1.0), (92, 0.8), (366, 0.62))  # up to so many days after the last claim ground is so strong; as on the page
_OLDEST = 0.45
_WHOLE, _LINES = 0.32, 0.55  # how strong a side's colour is where it fills ground, and in lines
_INK, _PAPER = "#26231e", "#f6f3ec"
_DASHES: Mapping[PartKind, tuple[float, tuple[float, float]]] = {PartKind.BETWEEN: (0, (4, 3)), PartKind.DISPUTED: (0, (1, 2.5))}


@dataclass(frozen=True, slots=True)
class Held:
    """Ground of one settlement: a Polygon or MultiPolygon, (lon, lat) in degrees; `side` is None where it is disputed, `strength` falls with the age of the last claim."""

    area: Geometry
    side: str | None
    partial: bool
    strength: float


@dataclass(frozen=True, slots=True)
class Ground:
    """The cells of the settlements that claims speak of, and the claims that tell who holds them."""

    claims: Sequence[Claim]
    theatre: Theatre
    mesh: Mesh

    def on(self, day: dt.date) -> tuple[list[Held], list[FrontPart]]:
        """Return what is claimed of the ground on a day, in hindsight, and the parts of the front line."""
        controls = control_on(self.claims, self.theatre, as_happened=day)
        held = [
            Held(self.mesh.cells[control.place.id].area, control.side, control.partial, _strength(control))
            for control in controls
            if control.state is not State.UNCLAIMED and control.place.id in self.mesh.cells
        ]
        return held, front_line(self.mesh, controls)


def ground_of(claims: Sequence[Claim], theatre: Theatre, gazetteer: Gazetteer) -> Ground | None:
    """Return the ground of which claims say who holds it; None where none does.

    Parameters
    ----------
    claims : sequence of Claim
        All that is known, of whatever day: nothing that was claimed lapses by itself.
    theatre : Theatre
        Its fighting sides can hold.
    gazetteer : Gazetteer
        Its settlements shape the cells.
    """
    places = list({interval.place.id: interval.place for interval in control_intervals(claims, theatre)}.values())
    if not places:
        return None
    return Ground(claims, theatre, mesh_of(places, settlements_around(places, gazetteer), land=land_within(base_land(), places)))


def _strength(control: Control) -> float:
    age = min((last.age_days for last in control.last), default=0)
    return next((strength for days, strength in _AGES if age <= days), _OLDEST)


def draw_held(axes: Axes, area: Geometry, colours: Sequence[str], strength: float, gap: float, *, partial: bool = False) -> Iterator[Artist]:
    """Draw an area of a plane in a side's colour; in lines where it is disputed (two colours) or held in part, `gap` apart."""
    import shapely
    from matplotlib.collections import LineCollection

    if len(colours) == 1 and not partial:
        for part in shapely.get_parts(area):
            if part.geom_type == "Polygon":
                yield from axes.fill(*part.exterior.xy, facecolor=colours[0], alpha=_WHOLE * strength, linewidth=0, zorder=3)
        return
    for turn, colour in enumerate(colours):
        lines = shapely.intersection(area, shapely.multilinestrings(_slanted(tuple(shapely.bounds(area).tolist()), gap * len(colours), turn * gap, rises=len(colours) > 1)))
        segments = [shapely.get_coordinates(line) for line in shapely.get_parts(lines) if line.geom_type == "LineString"]
        yield axes.add_collection(LineCollection(segments, colors=colour, linewidths=0.8, alpha=_LINES * strength, zorder=3), autolim=False)


def _slanted(bounds: tuple[float, ...], step: float, first: float, *, rises: bool) -> list[list[tuple[float, float]]]:
    """Return lines at 45 degrees across a box; they lie on one grid, so that they run on from area to area."""
    west, south, east, north = bounds
    high = north - south
    offset = south if rises else -north  # where a line of the grid crosses the box's edge
    start = (west - high - offset - first) // step * step + first + offset
    count = int((east - start) // step) + 1
    ends = (south, north) if rises else (north, south)
    return [[(start + number * step, ends[0]), (start + number * step + high, ends[1])] for number in range(count)]


def draw_front(axes: Axes, frame: Frame, parts: Sequence[FrontPart]) -> Iterator[Artist]:
    """Draw the claimed front line: dashed, its disputed parts dotted."""
    for part in parts:
        xs, ys = frame.plane.project(part.line).xy
        yield axes.plot(xs, ys, color=_PAPER, linewidth=2.6, zorder=7, solid_capstyle="round")[0]
        yield axes.plot(xs, ys, color=_INK, linewidth=1.2, linestyle=_DASHES[part.kind], zorder=7.1)[0]
