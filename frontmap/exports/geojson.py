"""Claims as GeoJSON (RFC 7946): WGS 84, (lon, lat), null geometry for what could not be placed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from frontmap.contract import claim_to_json
from frontmap.geodesy import lonlat
from frontmap.records import Claim

__all__ = ["geojson_chunks"]


def geojson_chunks(claims: Iterable[Claim]) -> Iterator[bytes]:
    """Yield a FeatureCollection with a feature a claim, whose properties are the contract's fields."""
    yield b'{"type": "FeatureCollection", "features": ['
    for number, claim in enumerate(claims):
        properties = claim_to_json(claim)
        place = properties["place"]
        geometry = None if place is None else {"type": "Point", "coordinates": list(lonlat(place["lat"], place["lon"]))}
        feature = {"type": "Feature", "id": claim.id, "geometry": geometry, "properties": properties}
        yield (b",\n" if number else b"\n") + json.dumps(feature, ensure_ascii=False, allow_nan=False).encode("utf-8", "backslashreplace")
    yield b"\n]}\n"
