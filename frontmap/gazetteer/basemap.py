"""The base map's lines and areas, as shipped in `gazetteer/basemap/basemap.json`; its form is told in `frontmap.webmap.basemap`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontmap.errors import GazetteerError
from frontmap.gazetteer.rows import data_folder

__all__ = ["FORMAT", "Layer", "basemap_path", "layers", "load"]

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Layer:
    """One decoded layer: each shape a ring or a line, a list of (lon, lat) in degrees."""

    name: str
    type: str
    detail: int
    minzoom: int
    shapes: list[list[tuple[float, float]]]


def basemap_path() -> Path:
    """Return where the document lies among the shipped data."""
    return data_folder() / "basemap" / "basemap.json"


def load(path: Path | None = None) -> dict[str, Any]:
    """Return the document, ready to be put into a page.

    Raises
    ------
    GazetteerError
        If there is no such file, or it is no base map of the format that this version reads.
    """
    path = path or basemap_path()
    try:
        document: dict[str, Any] = json.loads(path.read_bytes())
    except OSError as error:
        raise GazetteerError(f"the base map cannot be read ({error.strerror}): reinstall frontmap, or run scripts/build-basemap", path=path) from None
    except ValueError as error:
        raise GazetteerError(f"is no JSON ({error}): run scripts/build-basemap", path=path) from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise GazetteerError(f"is no base map of format {FORMAT}: run scripts/build-basemap", path=path)
    return document


def layers(document: dict[str, Any] | None = None) -> tuple[Layer, ...]:
    """Decode a document, the shipped one by default, into degrees: for drawing it elsewhere than on the page."""
    return tuple(
        Layer(each["name"], each["type"], each["detail"], each["minzoom"], [list(_points(shape, each["scale"])) for shape in each["shapes"]])
        for each in (document or load())["layers"]
    )


def _points(steps: list[int], scale: int) -> Iterator[tuple[float, float]]:
    lon = lat = 0
    for i in range(0, len(steps), 2):
        lon, lat = lon + steps[i], lat + steps[i + 1]
        yield lon / scale, lat / scale
