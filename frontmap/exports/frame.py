"""Claims as a GeoDataFrame, and the way back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from frontmap.contract import claim_from_json, claim_to_json
from frontmap.errors import InputError
from frontmap.exports.csv import quantity_text
from frontmap.exports.schema import CLAIM
from frontmap.geodesy import lonlat
from frontmap.records import Claim

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["claims_from_frame", "claims_to_frame"]

_KEYS = tuple(field.name for field in CLAIM)


def claims_to_frame(claims: Iterable[Claim]) -> gpd.GeoDataFrame:
    """Return one row a claim in EPSG:4326.

    Columns are the contract's fields, `place`, `evidence`, `cues` and `quantities` as its objects, and beside them, flat,
    `place_name`, `precision`, `radius_m` (metres), `sentence` and `numbers` ("killed 20..30 soldiers"). `geometry` is a point (lon, lat), None for what could not be placed.
    """
    import geopandas as gpd
    import numpy as np
    from shapely import Point

    rows: list[dict[str, Any]] = []
    points: list[Point | None] = []
    for claim in claims:
        row = claim_to_json(claim)
        place = row["place"]
        row |= {name: (place or {}).get(key) for name, key in (("place_name", "name"), ("precision", "precision"), ("radius_m", "radius_m"))}
        row["sentence"] = row["evidence"]["text"]
        row["numbers"] = " | ".join(map(quantity_text, row["quantities"]))
        rows.append(row)
        points.append(Point(lonlat(place["lat"], place["lon"])) if place else None)
    columns = [*_KEYS, "place_name", "precision", "radius_m", "sentence", "numbers"]
    geometry = gpd.GeoSeries(np.array(points, dtype=object), crs="EPSG:4326")
    return gpd.GeoDataFrame({name: [row[name] for row in rows] for name in columns}, geometry=geometry)


def claims_from_frame(frame: gpd.GeoDataFrame) -> list[Claim]:
    """Return the claims of a table that `claims_to_frame` made, whole or filtered.

    Raises
    ------
    InputError
        If columns of the contract are missing; the message names them.
    """
    missing = [key for key in ("id", "kind", "polarity", "modality", "place", "evidence") if key not in frame.columns]
    if missing:
        raise InputError(f"the table lacks the columns {', '.join(missing)}: expected what frontmap.extract returns, whole or filtered")
    keys = [key for key in _KEYS if key in frame.columns]
    return [claim_from_json(dict(zip(keys, map(_plain, row), strict=True))) for row in frame[keys].itertuples(index=False, name=None)]


def _plain(cell: Any) -> Any:
    """Return None for the not-a-number with which pandas marks an empty cell, and lists for the arrays that Parquet is read into."""
    if isinstance(cell, float) and cell != cell:  # noqa: PLR0124 - only a not-a-number differs from itself
        return None
    if isinstance(cell, dict):
        return {key: _plain(inner) for key, inner in cell.items()}
    return [_plain(inner) for inner in cell] if getattr(cell, "shape", ()) else cell
