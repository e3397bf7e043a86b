"""Control as rows, GeoJSON features and JSON objects, for the screen and for files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from frontmap.control.cells import Mesh
from frontmap.control.frontline import FrontPart
from frontmap.control.reference import Change, Outcome, Tally
from frontmap.control.settlements import Control
from frontmap.geodesy import area_m2, length_m, lonlat

if TYPE_CHECKING:
    from shapely import Geometry

__all__ = ["CHANGE_COLUMNS", "OUTCOME_COLUMNS", "TALLY_COLUMNS", "change_row", "columns_of", "control_row", "features", "outcome_row", "tally_row", "to_geojson"]

Row = dict[str, Any]
_LAST = ("last_day", "last_age_days", "last_part", "last_claimant", "last_claim")
CHANGE_COLUMNS = ("place_id", "place_name", "admin1", "side", "part", "day", "held_by", "beyond_km", "claimant", "claimant_side", "publisher", "claim", "sentence")
OUTCOME_COLUMNS = ("place_id", "place_name", "admin1", "side", "part", "day", "verdict", "within_days", "claimant", "claimant_side", "publisher", "claim", "sentence")
TALLY_COLUMNS = ("claimant", "claimant_side", "side", "kind", "tested", "confirmed", "share", "low", "high", "median_days", "not_confirmed", "contradicted", "held_before")


def columns_of(sides: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of `control_row` for a theatre's fighting sides."""
    last = tuple(f"{side}_{name}" for side in sides for name in _LAST)
    return ("place_id", "place_name", "country", "admin1", "lat", "lon", "radius_m", "day", "state", "side", "partial", "since", "reason", *last, "standing")


def control_row(control: Control, sides: Sequence[str]) -> Row:
    """Return a settlement's control as a flat row; `standing` are the ids of the claims that make the state."""
    place = control.place
    row: Row = {
        "place_id": place.id,
        "place_name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "lat": round(place.lat, 6),
        "lon": round(place.lon, 6),
        "radius_m": round(control.radius_m),
        "day": control.day.isoformat(),
        "state": control.state.value,
        "side": control.side,
        "partial": control.partial,
        "since": control.since.isoformat(),
        "reason": control.reason,
    }
    told = {last.side: last for last in control.last}
    for side in sides:
        last = told.get(side)
        claim = last.claim if last else None
        values = (last.day.isoformat(), last.age_days, last.part, claim.claimant or claim.publisher, claim.id) if last and claim else (None,) * len(_LAST)
        row |= {f"{side}_{name}": value for name, value in zip(_LAST, values, strict=True)}
    row["standing"] = " ".join(claim.id for claim in control.standing)
    return row


def change_row(change: Change) -> Row:
    """Return a change against a reference as a flat row."""
    return {
        **_told(change),
        "held_by": change.held_by,
        "beyond_km": None if change.beyond_m is None else round(change.beyond_m / 1000, 1),
    }


def outcome_row(outcome: Outcome) -> Row:
    """Return what became of a claim as a flat row."""
    return {**_told(outcome), "verdict": outcome.verdict.value, "within_days": outcome.within_days}


def _told(item: Change | Outcome) -> Row:
    """What a change and an outcome have in common: which claim, of which place."""
    return {
        "place_id": item.place.id,
        "place_name": item.place.name,
        "admin1": item.place.admin1,
        "side": item.side,
        "part": item.part,
        "day": item.day.isoformat(),
        "claimant": item.claim.claimant,
        "claimant_side": item.claim.claimant_side,
        "publisher": item.claim.publisher,
        "claim": item.claim.id,
        "sentence": item.claim.evidence.text,
    }


def tally_row(row: Tally) -> Row:
    """Return a row of the table of outcomes, shares rounded to hundredths."""
    return {name: round(value, 2) if isinstance(value, float) else value for name, value in asdict(row).items()}


def features(controls: Iterable[Control], sides: Sequence[str], mesh: Mesh | None = None, line: Iterable[FrontPart] = ()) -> Iterator[Row]:
    """Yield control as GeoJSON features: each settlement's cell, its point where there is no mesh, then the parts of the line.

    A cell's `area_km2` and a part's `length_m` and `width_m` are measured on the ellipsoid.
    """
    for control in controls:
        properties = {"layer": "settlement", **control_row(control, sides)}
        cell = mesh.cells.get(control.place.id) if mesh is not None else None
        if cell is None:
            yield _feature({"type": "Point", "coordinates": list(lonlat(properties["lat"], properties["lon"]))}, properties)
        else:
            yield _feature(_geometry(cell.area), {**properties, "layer": "cell", "area_km2": round(area_m2(cell.area) / 1e6, 2)})
    for part in line:
        properties = {
            "layer": "front",
            "kind": part.kind.value,
            "sides": list(part.sides),
            "places": list(part.places),
            "firm": list(part.firm),
            "width_m": None if part.width_m is None else round(part.width_m),
            "length_m": round(length_m(part.line)),
        }
        yield _feature(_geometry(part.line), properties)


def _feature(geometry: Mapping[str, Any], properties: Row) -> Row:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _geometry(geometry: Geometry) -> Row:
    """Return a geometry as GeoJSON to a millionth of a degree, outer rings anticlockwise as RFC 7946 has them."""
    import shapely

    clockwise = shapely.normalize(shapely.set_precision(geometry, 1e-6))
    found: Row = json.loads(shapely.to_geojson(shapely.reverse(clockwise)))
    return found


def to_geojson(found: Iterable[Row]) -> Iterator[bytes]:
    """Yield a FeatureCollection, a feature a line."""
    yield b'{"type": "FeatureCollection", "features": ['
    for number, feature in enumerate(found):
        yield (b",\n" if number else b"\n") + json.dumps(feature, ensure_ascii=False, allow_nan=False).encode("utf-8", "backslashreplace")
    yield b"\n]}\n"
