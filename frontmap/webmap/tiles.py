"""Tiles from the internet, on top of our own base map and never in its place."""

from __future__ import annotations

import difflib
import html
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from frontmap.errors import ConfigError

__all__ = ["TileContext", "tile_context"]

_SHORT = {"osm": "OpenStreetMap.Mapnik"}
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?|\[[0-9A-Fa-f:]+\](:\d+)?")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class TileContext:
    """Where tiles come from.

    Attributes
    ----------
    url : str
        Address with `{z}`, `{x}` and `{y}`.
    origin : str
        Scheme and host, which is all that the page's policy lets through.
    credit : str
        Who made them, as plain text.
    zoom : int
        The last zoom that there are tiles for.
    """

    url: str
    origin: str
    credit: str
    zoom: int


def tile_context(tiles: str) -> TileContext:
    """Return where tiles come from.

    Parameters
    ----------
    tiles : str
        `osm`, a name that xyzservices knows (`CartoDB.Positron`), or an address with `{z}`, `{x}` and `{y}`.

    Raises
    ------
    ConfigError
        If it is none of them, or names a service that wants a key.
    """
    if "{" in tiles or "://" in tiles:
        return _from_address(tiles, "", 19)
    from xyzservices import providers  # type: ignore[import-untyped]  # it has no types

    name = _SHORT.get(tiles.casefold(), tiles)
    try:
        provider = providers.query_name(name)
    except ValueError:
        near = difflib.get_close_matches(name, list(providers.flatten()), n=3, cutoff=0.4)
        hint = f", such as {' or '.join(near)}" if near else ""
        raise ConfigError(f"there are no tiles called {tiles!r}: expected osm, a name that xyzservices knows{hint}, or an address with {{z}}, {{x}} and {{y}}") from None
    if provider.requires_token():
        raise ConfigError(f"the tiles {provider.name} want a key of your own: give their whole address, key included, with {{z}}, {{x}} and {{y}}")
    credit = html.unescape(_TAG.sub("", provider.get("html_attribution", provider.get("attribution", ""))))
    return _from_address(provider.build_url(), credit, int(provider.get("max_zoom", 19)))


def _from_address(url: str, credit: str, zoom: int) -> TileContext:
    url = url.replace("{s}", "a").replace("{r}", "")
    missing = [part for part in ("{z}", "{x}", "{y}") if part not in url]
    parts = urlsplit(url)
    if missing or parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc):
        raise ConfigError(f"the tiles' address {url!r} cannot be used: expected one such as https://tiles.example.org/{{z}}/{{x}}/{{y}}.png")
    return TileContext(url, f"{parts.scheme}://{parts.netloc}", credit or parts.netloc, zoom)
