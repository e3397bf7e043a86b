"""Claims as GeoParquet 1.1: the contract's own columns, nested as they are, and a point in WKB, longitude first.

Rows are written in groups, so that memory stays bounded. The same claims give the same bytes from the same version of pyarrow,
which writes its name and version into the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from frontmap.contract import claim_to_json
from frontmap.exports.schema import CLAIM, DAYS, Field, FieldType, days_of
from frontmap.exports.spooled import through_file
from frontmap.extras import load_extra
from frontmap.geodesy import lonlat
from frontmap.records import Claim

__all__ = ["parquet_chunks"]

_GROUP_ROWS = 20_000
_EDGES = ("xmin", "ymin", "xmax", "ymax")


def parquet_chunks(claims: Iterable[Claim]) -> Iterator[bytes]:
    """Yield a GeoParquet file with a row a claim.

    Its columns are the contract's fields, `geometry` (null for what could not be placed), `bbox` (its covering) and the days of
    `schema.DAYS`. No `crs` is told: GeoParquet then takes OGC:CRS84, which is longitude and latitude on WGS 84.

    Raises
    ------
    MissingExtraError
        If pyarrow is not installed.
    """
    load_extra("pyarrow.parquet", "parquet", "Parquet files")
    return through_file(lambda path: _write(iter(claims), path), "claims.parquet")


def _write(claims: Iterator[Claim], path: Path) -> None:
    pa, parquet = (load_extra(name, "parquet", "Parquet files") for name in ("pyarrow", "pyarrow.parquet"))
    schema = _schema(pa)
    bounds: list[tuple[float, float]] = []
    with parquet.ParquetWriter(path, schema, compression="zstd", write_statistics=True) as writer:
        for group in iter(lambda: list(islice(claims, _GROUP_ROWS)), []):
            writer.write_table(_table(pa, group, schema))
            bounds = _corners([*bounds, *_points(group)])
        writer.add_key_value_metadata({"geo": json.dumps(_geo(bounds), sort_keys=True)})


def _schema(pa: Any) -> Any:
    return pa.schema([
        *(pa.field(field.name, _arrow_type(pa, field), nullable=field.nullable) for field in CLAIM),
        *(pa.field(column.name, pa.date32()) for column in DAYS),
        pa.field("bbox", pa.struct([pa.field(edge, pa.float64(), nullable=False) for edge in _EDGES])),
        pa.field("geometry", pa.binary()),
    ])


def _arrow_type(pa: Any, field: Field) -> Any:
    if field.type in {FieldType.OBJECT, FieldType.OBJECTS}:
        struct = pa.struct([pa.field(inner.name, _arrow_type(pa, inner), nullable=inner.nullable) for inner in field.fields])
        return struct if field.type is FieldType.OBJECT else pa.list_(pa.field("item", struct, nullable=False))
    plain = {FieldType.INTEGER: pa.int64(), FieldType.NUMBER: pa.float64(), FieldType.FLAG: pa.bool_()}
    return plain.get(field.type, pa.string())


def _table(pa: Any, claims: Sequence[Claim], schema: Any) -> Any:
    rows = [{**claim_to_json(claim), **days_of(claim), **_geometry(claim)} for claim in claims]
    try:
        return pa.Table.from_pylist(rows, schema=schema)
    except UnicodeEncodeError:  # halves of letters, which a claims file from elsewhere can hold
        return pa.Table.from_pylist([_whole_letters(row) for row in rows], schema=schema)


def _whole_letters(value: Any) -> Any:
    """Return a value whose texts are all UTF-8, halves of surrogate pairs written as escapes."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {key: _whole_letters(inner) for key, inner in value.items()}
    return [_whole_letters(inner) for inner in value] if isinstance(value, list) else value


def _points(claims: Iterable[Claim]) -> Iterator[tuple[float, float]]:
    for claim in claims:
        place = claim_to_json(claim)["place"] if claim.placed else None
        if place is not None:
            yield lonlat(place["lat"], place["lon"])


def _geometry(claim: Claim) -> dict[str, Any]:
    from shapely import Point, to_wkb

    point = next(_points([claim]), None)
    if point is None:
        return {"geometry": None, "bbox": None}
    return {"geometry": to_wkb(Point(point), byte_order=1), "bbox": dict(zip(_EDGES, (*point, *point), strict=True))}


def _corners(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the south-western and north-eastern corner of some points, nothing for none."""
    if not points:
        return []
    lons, lats = zip(*points, strict=True)
    return [(min(lons), min(lats)), (max(lons), max(lats))]


def _geo(bounds: Sequence[tuple[float, float]]) -> dict[str, Any]:
    """Return the metadata that make a Parquet file GeoParquet."""
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": ["Point"],
        "covering": {"bbox": {edge: ["bbox", edge] for edge in _EDGES}},
    }
    if bounds:
        column["bbox"] = [*bounds[0], *bounds[-1]]
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
