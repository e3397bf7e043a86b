"""The sheet on which a figure is drawn: paper, base map, marks, names, legend, scale bar, north arrow and caption."""

from __future__ import annotations

import datetime as dt
import math
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from frontmap.exports.ground import GROUND_LOOKS, Held, draw_front, draw_held
from frontmap.exports.scene import PUBLISHER, Frame, Mark, Scene
from frontmap.exports.shapes import outline_of, shapes_within
from frontmap.extras import load_extra
from frontmap.gazetteer.basemap import layers
from frontmap.geodesy import offset
from frontmap.records import Kind
from frontmap.theatres.load import Theatre

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.path import Path as Outline
    from shapely.geometry.base import BaseGeometry

    from frontmap.control.frontline import FrontPart

__all__ = ["PAGE_INCHES", "Sheet", "shape_of_map"]

PAGE_INCHES = (11.69, 8.27)  # A4, lying
_MAP = (0.022, 0.105, 0.775, 0.785)  # left, bottom, width, height of the map, as parts of the page
_LEGEND = (0.812, 0.105, 0.17, 0.785)
_INK, _QUIET, _PAPER = "#26231e", "#6f6a61", "#ffffff"
_LAND, _WATER, _SHORE, _BORDER, _REGION, _RIVER, _NAME = "#f6f3ec", "#d9e5ea", "#a9c3cf", "#7d766a", "#c4bcad", "#b3ccd6", "#8a8377"
_PUBLISHER_COLOUR = "#6b7280"
_POINTS = 1 / 72
_RC: Mapping[str, Any] = {"font.family": "DejaVu Sans", "svg.hashsalt": "frontmap", "svg.fonttype": "path", "pdf.fonttype": 42, "text.parse_math": False, "path.simplify": False}
_KIND_WORDS: Mapping[Kind, str] = {
    Kind.CONTROL: "control of a place", Kind.ADVANCE: "advance", Kind.WITHDRAWAL: "withdrawal", Kind.ENCIRCLEMENT: "encirclement",
    Kind.ASSAULT: "ground fighting", Kind.STRIKE: "fire from afar", Kind.PRESENCE: "forces are there", Kind.LOSSES: "soldiers, equipment lost",
    Kind.DAMAGE: "damage", Kind.CIVILIANS: "civilians", Kind.VISIT: "visit",
}  # fmt: skip
_MOST_NAMES = 90
_SETTLEMENTS, _COUNTRIES, _WATERS = range(5), range(5, 6), range(7, 8)  # ranks of names on the base map


def shape_of_map() -> float:
    """Return width by height of the map on the page."""
    return _MAP[2] * PAGE_INCHES[0] / (_MAP[3] * PAGE_INCHES[1])


class Sheet:
    """A page with the base map of a frame; scenes are drawn on it one after the other.

    Parameters
    ----------
    frame : Frame
        What the map shows.
    theatre : Theatre
        Sides and their colours.
    names : sequence
        Names on the base map: (name, lat, lon, rank, first zoom, last zoom).
    title, credit, note : str
        Heading, who made the base map, and what stands beside the days.
    """

    def __init__(self, frame: Frame, theatre: Theatre, names: Sequence[tuple[str, float, float, int, int, int]], title: str, credit: str, note: str = "") -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.frame, self._names, self._note = frame, names, note
        self._labels = {**{side.id: side.label for side in theatre.sides}, PUBLISHER: "Publisher's own voice"}
        self._colours = {**{side.id: side.colour for side in theatre.sides}, PUBLISHER: _PUBLISHER_COLOUR}
        self._scene_artists: list[Artist] = []
        self._has_legend = False
        with _manners():
            self._figure = Figure(figsize=PAGE_INCHES, facecolor=_PAPER)
            self._canvas: Any = FigureCanvasAgg(self._figure)
            self._map = self._figure.add_axes(_MAP, facecolor=_WATER)
            self._map.set(xlim=(-frame.half_width, frame.half_width), ylim=(-frame.half_height, frame.half_height), xticks=[], yticks=[], aspect="equal")
            for spine in self._map.spines.values():
                spine.set(color=_BORDER, linewidth=0.8)
            self._figure.text(_MAP[0], 0.946, _shortened(title, 110), size=min(17.0, 1000 / max(1, len(title))), weight="bold", color=_INK, va="center")
            self._figure.text(_MAP[0], 0.018, _wrapped(credit, 210), size=5.2, color=_QUIET, va="bottom", linespacing=1.25)
            self._draw_ground()
            self._name_ground()
            self._draw_scale()
            self._draw_north()

    def save(self, target: BytesIO, *, form: str, dpi: int, metadata: Mapping[str, Any]) -> None:
        """Write the page as it stands."""
        with _manners():
            self._figure.savefig(target, format=form, dpi=dpi, metadata=dict(metadata), facecolor=_PAPER)

    def draw(self, scene: Scene, *, today: dt.date | None = None, window_days: int = 0, ground: tuple[Sequence[Held], Sequence[FrontPart]] | None = None) -> None:
        """Draw a scene in place of the one before; `today` makes it the picture of a day, on which what is older is paler.

        `ground` is what is claimed of the ground that day, as `ground.Ground.on` gives it.
        """
        with _manners():
            for artist in self._scene_artists:
                artist.remove()
            self._scene_artists = []
            if not self._has_legend:
                self.draw_legend(scene.kinds, scene.sides, ground=ground is not None)
            if ground is not None:
                self._scene_artists.extend(self._held(*ground))
            self._caption(scene, today, window_days)
            for mark in scene.marks:
                fresh = 1.0 if not window_days else max(0.3, 1.0 - 0.7 * mark.age_days / window_days)
                self._scene_artists.extend(self._mark(mark, fresh))
            self._scene_artists.extend(self._place_names(scene))

    # --- ground

    def _draw_ground(self) -> None:
        west, south, east, north = self.frame.box
        import shapely

        window = shapely.box(west, south, east, north)
        wide = self.frame.half_width > 250_000
        styles: Mapping[str, Mapping[str, Any]] = {
            "land": {"facecolor": _LAND, "edgecolor": _SHORE, "linewidth": 0.6},
            "lakes": {"facecolor": _WATER, "edgecolor": _SHORE, "linewidth": 0.5},
            "drained": {"facecolor": "#ebe7da", "edgecolor": _SHORE, "linewidth": 0.4, "linestyle": (0, (2, 2))},
            "rivers": {"color": _RIVER, "linewidth": 0.7},
            "regions": {"color": _REGION, "linewidth": 0.7, "linestyle": (0, (4, 3))},
            "borders": {"color": _BORDER, "linewidth": 1.1},
        }
        for order, layer in enumerate(layers()):
            if layer.name in styles and not (wide and layer.name == "rivers" and layer.detail > 2):
                self._plot(shapes_within(layer, window), zorder=1 + order / 100, **styles[layer.name])

    def _plot(self, shapes: Sequence[BaseGeometry], **style: Any) -> None:
        """Draw shapes in degrees on the plane, by geopandas."""
        import geopandas as gpd

        if shapes:
            gpd.GeoSeries([self.frame.plane.project(shape) for shape in shapes]).plot(ax=self._map, aspect=None, **style)
            self._map.set(xlabel="", ylabel="")

    def _name_ground(self) -> None:
        """Write the names of countries and waters."""
        for name, lat, lon in self._written(_COUNTRIES):
            self._text(*self.frame.point(lat, lon), " ".join(name.upper()), size=8, colour=_BORDER, zorder=4, ha="center", va="center")
        for name, lat, lon in self._written(_WATERS):
            self._map.text(*self.frame.point(lat, lon), name, size=7, color="#6d93a5", style="italic", zorder=4, ha="center", va="center", clip_on=True)

    def _draw_scale(self) -> None:
        """Draw a bar of a round length, about a fifth of the map, in the plane's own metres."""
        wanted = self.frame.half_width * 0.4
        step = 10 ** math.floor(math.log10(wanted))
        length = max(part * step for part in (1, 2, 5) if part * step <= wanted)
        x, y = -self.frame.half_width * 0.95, -self.frame.half_height * 0.93
        for number in range(4):
            colour = _INK if number % 2 == 0 else _PAPER
            self._map.barh(y, length / 4, left=x + number * length / 4, height=self.frame.half_height * 0.012, color=colour, edgecolor=_INK, linewidth=0.6, zorder=30)
        for at, text in ((0.0, "0"), (length / 2, ""), (length, f"{length / 1000:g} km")):
            self._text(x + at, y + self.frame.half_height * 0.02, text, size=7, colour=_INK, ha="center", va="bottom", zorder=30)

    def _draw_north(self) -> None:
        """Draw an arrow towards true north, as it lies where the arrow stands."""
        import shapely

        x, y = self.frame.half_width * 0.95, self.frame.half_height * 0.86
        there = self.frame.plane.unproject(shapely.Point(x, y))
        east, north = self.frame.point(*offset(there.y, there.x, 0.0, 1000.0))
        turn = math.atan2(east - x, north - y)
        reach = self.frame.half_height * 0.085
        tip = (x + math.sin(turn) * reach, y + math.cos(turn) * reach)
        self._map.annotate("", xy=tip, xytext=(x, y), arrowprops={"arrowstyle": "-|>", "color": _INK, "linewidth": 1.0, "mutation_scale": 11}, zorder=30)
        self._text(x, y - self.frame.half_height * 0.01, "N", size=8, colour=_INK, ha="center", va="top", zorder=30, weight="bold")

    def _held(self, held: Iterable[Held], parts: Sequence[FrontPart]) -> Iterator[Artist]:
        """Draw who is claimed to hold the ground, and the claimed front line."""
        fighting = [colour for side, colour in self._colours.items() if side not in {"other", PUBLISHER}]
        for each in held:
            colours = fighting if each.side is None else [self._colours[each.side]]
            yield from draw_held(self._map, self.frame.plane.project(each.area), colours, each.strength, self.frame.half_width / 80, partial=each.partial)
        yield from draw_front(self._map, self.frame, parts)

    # --- marks

    def _mark(self, mark: Mark, fresh: float) -> Iterator[Artist]:
        """Draw a mark: its ring or area, then its shape, split where the sides are at odds."""
        from matplotlib.patches import Circle

        colour = self._colours.get(mark.side, _PUBLISHER_COLOUR)
        size = _size(mark.count)
        metres_a_point = 2 * self.frame.half_width / (_MAP[2] * PAGE_INCHES[0] / _POINTS)
        if mark.area:
            circle = Circle((mark.x, mark.y), mark.radius_m, fill=False, edgecolor=colour, linewidth=0.7, linestyle=(0, (5, 4)), alpha=0.6 * fresh, zorder=8)
            yield self._map.add_patch(circle)
            return
        if mark.radius_m > size * metres_a_point:
            yield self._map.add_patch(Circle((mark.x, mark.y), mark.radius_m, fill=False, edgecolor=colour, linewidth=0.5, alpha=0.7 * fresh, zorder=9))
        order = 10 + 1 / (1 + mark.count)
        alpha = fresh * (0.55 if mark.doubtful else 1.0)
        yield self._glyph(self._map, mark.x, mark.y, outline_of(mark.kind, hollow=mark.denied), size, colour, alpha, order)
        if mark.other_side is not None:
            other = self._colours.get(mark.other_side, _PUBLISHER_COLOUR)
            yield self._glyph(self._map, mark.x, mark.y, outline_of(mark.kind, half=True), size, other, alpha, order + 0.001)

    def _glyph(self, axes: Axes, x: float, y: float, outline: Outline, size: float, colour: str, alpha: float, order: float) -> Artist:
        """Draw a shape `size` points wide with a thin edge of paper, so that shapes stand clear of each other."""
        import numpy as np
        from matplotlib.markers import MarkerStyle

        # matplotlib scales a marker's path by its farthest point; ours lie in the square from -1 to 1, so this undoes that.
        reach = float(np.abs(np.asarray(outline.vertices)).max())
        return axes.scatter([x], [y], s=(size * reach) ** 2, marker=MarkerStyle(outline), facecolor=colour, edgecolor=_PAPER, linewidth=0.5, alpha=alpha, zorder=order, clip_on=True)

    # --- words

    def _text(self, x: float, y: float, text: str, *, size: float, colour: str, zorder: float, **more: Any) -> Artist:
        """Draw words with a halo of the land's colour."""
        from matplotlib import patheffects

        artist = self._map.text(x, y, text, size=size, color=colour, zorder=zorder, clip_on=True, **more)
        artist.set_path_effects([patheffects.withStroke(linewidth=2.0, foreground=_LAND)])
        return artist

    def _place_names(self, scene: Scene) -> Iterator[Artist]:
        """Name the places that are marked, those most spoken of first, then towns of the base map, where there is room."""
        taken = [self._box_about(mark.x, mark.y, _size(mark.count)) for mark in scene.marks if not mark.area]
        taken.extend(self._furniture())
        named = {mark.name for mark in scene.marks}
        wanted = [(mark.name, mark.x, mark.y, 7.2, _INK, _size(mark.count) / 2 + 2) for mark in scene.marks if not mark.area]
        wanted.extend((name, *self.frame.point(lat, lon), 6.2, _NAME, 3.0) for name, lat, lon in self._written(_SETTLEMENTS) if name not in named)
        for mark in scene.marks:
            if mark.area:
                yield from self._area_name(mark, taken)
        drawn = 0
        for name, x, y, size, colour, gap in wanted:
            if drawn >= _MOST_NAMES or not self.frame.holds(x, y):
                continue
            artist = self._fitting(name, x, y, size, colour, gap, taken)
            if artist is not None:
                drawn += 1
                if colour == _NAME:
                    yield self._map.scatter([x], [y], s=4, color=_NAME, zorder=5, linewidth=0)
                yield artist

    def _fitting(self, name: str, x: float, y: float, size: float, colour: str, gap: float, taken: list[Any]) -> Artist | None:
        """Draw a name right, left, above or below its point, wherever it runs into nothing; None where there is no room."""
        to_pixels = self._map.transData
        here = to_pixels.transform((x, y))
        shift = gap * self._figure.dpi * _POINTS
        for right, up, ha, va in ((1, 0, "left", "center_baseline"), (-1, 0, "right", "center_baseline"), (0, 1, "center", "bottom"), (0, -1, "center", "top")):
            at = to_pixels.inverted().transform((here[0] + right * shift, here[1] + up * shift))
            artist = self._text(at[0], at[1], name, size=size, colour=colour, zorder=20 if colour == _INK else 6, ha=ha, va=va)
            if self._takes_room(artist, taken):
                return artist
            artist.remove()
        return None

    def _area_name(self, mark: Mark, taken: list[Any]) -> Iterator[Artist]:
        """Write on its ring what is claimed of a district or region: above, below or at a side, wherever that runs into nothing."""
        words, colour = f"{mark.name}: {mark.kind.value}{' denied' if mark.denied else ''}", self._colours.get(mark.side, _PUBLISHER_COLOUR)
        for right, up in ((0, 1), (0, -1), (-1, 0), (1, 0)):
            at = (mark.x + right * mark.radius_m, mark.y + up * mark.radius_m)
            artist = self._text(*at, words, size=6, colour=colour, zorder=8, ha="center", va="center", style="italic")
            if self._takes_room(artist, taken):
                yield artist
                return
            artist.remove()

    def _takes_room(self, artist: Artist, taken: list[Any]) -> bool:
        """Whether words stand on the map and clear of all others; if so, their room is taken."""
        box, frame = artist.get_window_extent(self._canvas.get_renderer()), self._map.get_window_extent()
        free = frame.x0 + 2 < box.x0 and box.x1 < frame.x1 - 2 and frame.y0 + 2 < box.y0 and box.y1 < frame.y1 - 2 and not any(box.overlaps(other) for other in taken)
        if free:
            taken.append(box)
        return free

    def _furniture(self) -> Iterator[Any]:
        """Yield the boxes of scale bar and north arrow, in pixels: no name runs into them."""
        from matplotlib.transforms import Bbox

        wide, high = self.frame.half_width, self.frame.half_height
        for west, south, east, north in ((-1, -1, -0.5, -0.86), (0.9, 0.78, 1, 1)):
            yield Bbox([self._map.transData.transform((west * wide, south * high)), self._map.transData.transform((east * wide, north * high))])

    def _box_about(self, x: float, y: float, size: float) -> Any:
        from matplotlib.transforms import Bbox

        px, py = self._map.transData.transform((x, y))
        half = size * self._figure.dpi * _POINTS * 0.4
        return Bbox([[px - half, py - half], [px + half, py + half]])

    def _written(self, wanted: range) -> Iterator[tuple[str, float, float]]:
        """Yield the names of some ranks that the page would show at this scale, in its order."""
        metres_a_pixel = self.frame.half_width / 500  # on a screen of a thousand pixels
        zoom = math.log2(156_543 * math.cos(math.radians(self.frame.lat)) / metres_a_pixel)
        for name, lat, lon, rank, first, last in self._names:
            if rank in wanted and first <= zoom <= last:
                yield name, lat, lon

    def _caption(self, scene: Scene, today: dt.date | None, window_days: int) -> None:
        days = _days_in_words(scene.first, scene.last)
        head = f"{today.day} {today:%B %Y}, and paler the {window_days - 1} days before" if today else days
        head = ", ".join(part for part in (head, self._note) if part)
        told = f"{scene.claims:,} {'claim' if scene.claims == 1 else 'claims'} in {scene.documents:,} {'document' if scene.documents == 1 else 'documents'}"
        left = ", ".join(f"{number} {why}" for why, number in sorted(scene.left_out.items()))
        words = "Claims, not verified: a mark says who says what of a place, never what is so."
        self._scene_artists += [
            self._figure.text(_MAP[0], 0.912, head, size=10, color=_INK, va="center"),
            self._figure.text(_MAP[0] + _MAP[2], 0.912, told, size=8, color=_QUIET, va="center", ha="right"),
            self._figure.text(_MAP[0], 0.082, words, size=8, color=_INK, va="center", weight="bold"),
            self._figure.text(_MAP[0] + _MAP[2], 0.082, f"Not drawn: {left}." if left else "", size=7, color=_QUIET, va="center", ha="right"),
        ]

    # --- legend

    def draw_legend(self, kinds: Iterable[Kind], sides: Collection[str], *, ground: bool = False) -> None:
        """Draw the legend of some kinds and sides, and of claimed control; it stays for all scenes that follow."""
        self._has_legend = True
        with _manners():
            axes = self._figure.add_axes(_LEGEND)
            axes.set(xlim=(0, 1), ylim=(0, 1))
            axes.axis("off")
            y, second = 0.985, [*self._colours.values()][1]
            row = 0.028 if ground else 0.033
            for heading, rows in self._legend_rows(kinds, sides):
                axes.text(0, y, heading, size=7.5, weight="bold", color=_INK, va="center")
                y -= row
                for text, kind, colour, size, look in rows:
                    alpha = 0.55 if look == "doubtful" else 1.0
                    self._glyph(axes, 0.06, y, outline_of(kind, hollow=look == "hollow"), size, colour, alpha, 2)
                    if look == "split":
                        self._glyph(axes, 0.06, y, outline_of(kind, half=True), size, second, 1, 3)
                    axes.text(0.14, y, text, size=7.5, color=_INK, va="center")
                    y -= row
                y -= row / 2
            if ground:
                y = self._ground_legend(axes, y, row)
            axes.text(0, y, "Ring: how exactly the place is known.\nDashed ring: a district or region,\nwith no point of its own.", size=6.8, color=_QUIET, va="top", linespacing=1.4)

    def _ground_legend(self, axes: Axes, y: float, row: float) -> float:
        """Draw what the colours of the ground say; return where the legend goes on."""
        import shapely

        axes.text(0, y, "Ground: claimed on the last day", size=7.5, weight="bold", color=_INK, va="center")
        colours = list(self._colours.values())[:2]
        for look, text in GROUND_LOOKS.items():
            y -= row
            if look == "front":
                axes.plot([0.01, 0.11], [y, y], color=_INK, linewidth=1.2, linestyle=(0, (4, 3)))
            else:
                for _ in draw_held(axes, shapely.box(0.01, y - row * 0.36, 0.11, y + row * 0.36), colours if look == "disputed" else colours[:1], 1.0, row / 3.5, partial=look == "part"):
                    pass
            axes.text(0.14, y, text, size=7.5, color=_INK, va="center")
        return y - row * 1.5

    def _legend_rows(self, kinds: Iterable[Kind], sides: Collection[str]) -> Iterator[tuple[str, list[tuple[str, Kind, str, float, str]]]]:
        yield "Colour: who says so", [(self._labels[side], Kind.PRESENCE, colour, 9.0, "") for side, colour in self._colours.items() if side in sides]
        yield "Shape: what is claimed", [(_KIND_WORDS[kind], kind, _INK, 10.0, "") for kind in kinds]
        first = next(iter(self._colours.values()))
        looks = (("denied", _INK, "hollow"), ("disputed between the sides", first, "split"), ("planned or possible", _INK, "doubtful"))
        yield "Look: how it is claimed", [(text, Kind.CONTROL, colour, 10.0, look) for text, colour, look in looks]
        yield "Size: how many claims", [(str(count), Kind.PRESENCE, _QUIET, _size(count), "") for count in (1, 5, 25)]


@contextmanager
def _manners() -> Iterator[None]:
    """Draw with our own settings, and without complaints of letters that the font lacks: they show as boxes."""
    mpl = load_extra("matplotlib", "still", "Figures")
    with mpl.rc_context(dict(_RC)), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        yield


def _size(count: int) -> float:
    """Return how wide a mark is, in points."""
    return min(19.0, 6.5 + 2.3 * math.log2(1 + count))


def _days_in_words(first: dt.date | None, last: dt.date | None) -> str:
    if first is None or last is None:
        return "undated"
    return f"{first.day} {first:%B %Y}" if first == last else f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"


def _shortened(text: str, width: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else f"{line[: width - 1]}…"


def _wrapped(text: str, width: int) -> str:
    import textwrap

    return "\n".join(textwrap.wrap(text, width)[:4])
