"""The same page on somebody's folium map: a layer that is added, and a map that needs no network.

folium and branca read whatever text they are handed as a template, give random ids and share lists of links between all maps.
So nothing of a claim passes through their templates here: our HTML enters the figure as literal text, names come from the
content, and links are set on one map alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from branca.element import Element, Figure, MacroElement

from frontmap.contract import claim_from_json
from frontmap.errors import RecordError
from frontmap.records import Claim, content_id
from frontmap.webmap import assets
from frontmap.webmap.columns import pack
from frontmap.webmap.page import page_context

if TYPE_CHECKING:
    import folium
    import geopandas as gpd

__all__ = ["ClaimTimeline", "claim_map"]


class ClaimTimeline(MacroElement):
    """Claims with timeline, ledger, trays and legend, on any folium map.

    Leaflet comes inside the map in the place of folium's link to it; what else the map asks for, it still fetches.

    Parameters
    ----------
    claims : iterable of Claim, or GeoDataFrame
        Records, or the table that `frontmap.extract` returns, whole or filtered.
    ground : bool
        Draw our own base map under the claims, which needs no network.
    fit : bool
        Move the map so that all claims show.
    **page
        What `page_context` takes: `theatre`, `title`, `documents` and so on.

    Examples
    --------
    >>> import folium
    >>> chart = ClaimTimeline([]).add_to(folium.Map(tiles=None))
    """

    def __init__(self, claims: Iterable[Claim] | gpd.GeoDataFrame, *, ground: bool = False, fit: bool = False, **page: Any) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca's own is untyped
        if not ground:
            page = {"basemap": {"layers": []}, "labels": (), **page}
        self._context = page_context(_as_claims(claims), **page)
        self._data = pack(self._context.payload())
        self._ground, self._fit = ground, fit
        self._name = "ClaimTimeline"
        self._id = content_id(self._data, ground, fit)

    def render(self, **_: Any) -> str:
        """Put style, markup and script into the figure; branca calls this. Nothing stands where the element itself stands.

        Raises
        ------
        RecordError
            If the timeline was not added to a map.
        """
        figure = self.get_root()
        if not isinstance(figure, Figure) or self._parent is None:
            raise RecordError("a ClaimTimeline shows nothing by itself: call its add_to() with a folium map")
        name = self.get_name()
        leaflet = _part("leaflet.html", style=assets.leaflet_style(), script=assets.leaflet_script(), icons=assets.leaflet_icons())
        # In the place of the map's own link, so that what builds on Leaflet still comes after it.
        figure.header._children["leaflet"] = _Literal(leaflet)  # noqa: SLF001 - add_child would put it last
        figure.header._children.pop("leaflet_css", None)  # noqa: SLF001 - branca has no way to take a child out
        figure.header.add_child(_Literal(_part("style.html", style=assets.engine_style())), name="frontmap_style")
        app = assets.template("app.html").render(page=self._context, say=self._context.say, data=self._data, guest=name, ground=self._ground, fit=self._fit)
        figure.html.add_child(_Literal(app), name=name)
        figure.script.add_child(_Literal(assets.engine_script()), name="frontmap_engine")
        figure.script.add_child(_Literal(_part("mount.js", name=name, map_name=self._parent.get_name())), name=name)
        return ""


def claim_map(claims: Iterable[Claim] | gpd.GeoDataFrame, *, width: str = "100%", height: str = "100%", **page: Any) -> folium.Map:
    """Return a folium map of claims that needs no network and can be added to.

    Plain markers, popups and layer controls work without a network too. What folium's plugins ask for, they fetch.

    Parameters
    ----------
    claims : iterable of Claim, or GeoDataFrame
        Records, or the table that `frontmap.extract` returns.
    width, height : str
        As folium takes them.
    **page
        What `page_context` takes.

    Examples
    --------
    >>> chart = claim_map([])
    >>> chart.get_name().startswith("map_")
    True
    """
    import folium

    layer = ClaimTimeline(claims, ground=True, fit=True, **page)
    chart = folium.Map(location=(48.5, 31.5), zoom_start=6, tiles=None, width=width, height=height, zoom_control=True, attribution_control=False)
    chart.default_js, chart.default_css = [], []
    chart._id = content_id("map", layer._id)  # noqa: SLF001 - branca draws it at random and offers no other way
    layer.add_to(chart)
    return chart


class _Literal(Element):
    """Text that branca puts into a figure as it is: its own elements would read it as a template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def render(self, **_: Any) -> str:
        return self._text


def _part(template: str, /, **values: Any) -> str:
    return assets.template(template).render(**values)


def _as_claims(claims: Iterable[Claim] | gpd.GeoDataFrame) -> list[Claim]:
    """Return records, whether handed records or the table made of them."""
    to_dict = getattr(claims, "to_dict", None)
    if to_dict is None:
        return list(cast("Iterable[Claim]", claims))
    rows: list[dict[str, Any]] = to_dict("records")
    return [claim_from_json({key: None if isinstance(cell, float) and math.isnan(cell) else cell for key, cell in row.items()}) for row in rows]
