"""Claims as a GeoPackage for QGIS and its like: claims, places, control (cells and claimed front line) and the unplaced, a layer each.

SQLite and GDAL write the same bytes for the same claims in the same versions; the file's date of change is the claims' last day.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frontmap.control.cells import RADIUS_M, land_within, mesh_of, settlements_around
from frontmap.control.frontline import front_line
from frontmap.control.opinions import fighting_sides
from frontmap.control.settlements import control_on, last_day
from frontmap.control.table import features
from frontmap.exports.csv import flat_row
from frontmap.exports.schema import DAYS, FLAT, Column, FieldType, days_of
from frontmap.exports.spooled import through_file
from frontmap.gazetteer.basemap import layers
from frontmap.gazetteer.index import Gazetteer
from frontmap.geodesy import lonlat
from frontmap.records import Claim, Kind
from frontmap.theatres.load import Theatre

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["PLACE_COLUMNS", "gpkg_chunks"]

_UNDATED = dt.date(1970, 1, 1)
PLACE_COLUMNS = (
    Column("place_id", FieldType.TEXT, "the gazetteer's id"),
    Column("name", FieldType.TEXT, "its name"),
    Column("country", FieldType.TEXT, "ISO 3166 code"),
    Column("admin1", FieldType.TEXT, "first-level region"),
    Column("claims", FieldType.INTEGER, "how many claims speak of it"),
    Column("origins", FieldType.INTEGER, "how many statements of their own these are"),
    Column("disputed", FieldType.INTEGER, "how many of them are disputed"),
    Column("kind", FieldType.TEXT, "the most weighty kind among them"),
    Column("sides", FieldType.TEXT, "claims by side of the claimant"),
    Column("event_first", FieldType.DAY, "first day that a claim tells of"),
    Column("event_last", FieldType.DAY, "last day that a claim tells of"),
)
Row = Mapping[str, Any]


def gpkg_chunks(claims: Iterable[Claim], theatre: Theatre) -> Iterator[bytes]:
    """Yield a GeoPackage in EPSG:4326.

    `claims` holds a point for each placed claim with the columns of the CSV, `unplaced` the others without geometry, `places`
    the places that claims speak of, `control` the cells of settlements that a side is claimed to hold on the claims' last day,
    and `front` the claimed front line.
    """
    kept = list(claims)
    return through_file(lambda path: _write(kept, theatre, path), "claims.gpkg")


def _write(claims: Sequence[Claim], theatre: Theatre, path: Path) -> None:
    import pyogrio

    day = max((span.last for claim in claims for span in (claim.event, claim.published) if span), default=_UNDATED)
    stamp = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{day.isoformat()}T00:00:00.000Z"})
    try:
        for name, table, kind in _layers(claims, theatre):
            spatial = {"geometry_type": kind} if kind else {}
            options = {"DESCRIPTION": f"frontmap: {name}. Claims, not verified."}
            pyogrio.write_dataframe(table, path, layer=name, driver="GPKG", append=path.exists(), layer_options=options, **spatial)
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": stamp})


def _layers(claims: Sequence[Claim], theatre: Theatre) -> Iterator[tuple[str, pd.DataFrame, str | None]]:
    """Yield name, table and type of geometry of each layer."""
    from shapely import Point

    columns = (*FLAT, *DAYS)
    rows = [{**flat_row(claim), **days_of(claim)} for claim in claims]
    placed = [row for row in rows if row["place_id"] is not None]
    yield "claims", _table(columns, placed, [Point(lonlat(row["place_lat"], row["place_lon"])) for row in placed]), "Point"
    places = list(_places(claims))
    yield "places", _table(PLACE_COLUMNS, [row for row, _ in places], [Point(lonlat(*at)) for _, at in places]), "Point"
    yield from _control(claims, theatre)
    yield "unplaced", _table(columns, [row for row in rows if row["place_id"] is None]), None


def _table(columns: Iterable[Column], rows: Sequence[Row], geometry: Sequence[Any] | None = None) -> pd.DataFrame:
    """Return rows as a table whose columns are of the types told, with EPSG:4326 where there are geometries."""
    import geopandas as gpd
    import pandas as pd

    types = {FieldType.NUMBER: "float64", FieldType.INTEGER: "Int64", FieldType.FLAG: "boolean"}
    cells = {column.name: [_cell(row[column.name]) for row in rows] for column in columns}
    typed = {column.name: pd.Series(cells[column.name], dtype=types.get(column.type, "object")) for column in columns}
    for column in columns:
        if column.type is FieldType.DAY:
            typed[column.name] = pd.to_datetime(typed[column.name]).astype("datetime64[ms]")
    table = pd.DataFrame(typed)
    return table if geometry is None else gpd.GeoDataFrame(table, geometry=gpd.GeoSeries(list(geometry), crs="EPSG:4326"))


def _cell(value: Any) -> Any:
    """Return a value that SQLite can hold: no halves of letters, no NULs."""
    return value.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\N{REPLACEMENT CHARACTER}") if isinstance(value, str) else value


def _places(claims: Iterable[Claim]) -> Iterator[tuple[Row, tuple[float, float]]]:
    """Yield each place that claims speak of with its own point (lat, lon), by id."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.placement is not None and claim.placement.place is not None:
            found.setdefault(claim.placement.place.id, []).append(claim)
    weight = list(Kind)
    for place_id, group in sorted(found.items()):
        placement = group[0].placement
        place = placement.place if placement else None
        if place is None:
            continue
        days = [day for claim in group if claim.event for day in (claim.event.first, claim.event.last)]
        sides = Counter(claim.claimant_side or "publisher" for claim in group)
        yield (
            {
                "place_id": place_id,
                "name": place.name,
                "country": place.country,
                "admin1": place.admin1,
                "claims": len(group),
                "origins": len({claim.origin or claim.id for claim in group}),
                "disputed": sum(claim.status.value == "disputed" for claim in group),
                "kind": min((claim.kind for claim in group), key=weight.index).value,
                "sides": ", ".join(f"{side} {number}" for side, number in sorted(sides.items())),
                "event_first": min(days, default=None),
                "event_last": max(days, default=None),
            },
            (place.lat, place.lon),
        )


def _control(claims: Sequence[Claim], theatre: Theatre) -> Iterator[tuple[str, pd.DataFrame, str]]:
    """Yield cells and claimed front line as they stand on the claims' last day."""
    import shapely

    controls = control_on(claims, theatre) if last_day(claims) else []
    rows: list[Row] = []
    if controls:
        places = [control.place for control in controls]
        land = land_within((ring for layer in layers() if layer.name == "land" for ring in layer.shapes), places)
        mesh = mesh_of(places, settlements_around(places, Gazetteer.open(), RADIUS_M), land=land)
        rows = list(features(controls, fighting_sides(theatre), mesh, front_line(mesh, controls)))
    for name, told, kind in (("control", "cell", "MultiPolygon"), ("front", "front", "MultiLineString")):
        mine = [row for row in rows if row["properties"]["layer"] == told]
        shapes = [_many(shapely.from_geojson(json.dumps(row["geometry"]))) for row in mine]
        yield name, _table(_columns_of([row["properties"] for row in mine]), [_joined(row["properties"]) for row in mine], shapes), kind


def _columns_of(rows: Sequence[Row]) -> tuple[Column, ...]:
    """Return the columns of some rows, numbers and flags by what stands in them."""

    def type_of(name: str) -> FieldType:
        values = [row[name] for row in rows if row[name] is not None]
        if values and all(isinstance(value, bool) for value in values):
            return FieldType.FLAG
        return FieldType.NUMBER if values and all(isinstance(value, int | float) for value in values) else FieldType.TEXT

    return tuple(Column(name, type_of(name), "") for name in (rows[0] if rows else ()) if name != "layer")


def _joined(row: Row) -> Row:
    return {name: ", ".join(map(str, value)) if isinstance(value, list) else value for name, value in row.items()}


def _many(shape: Any) -> Any:
    """Return a geometry as one of many parts, so that a layer's are all of one type."""
    import shapely

    parts = list(shapely.get_parts(shape))
    return shapely.MultiPolygon(parts) if shape.geom_type.endswith("Polygon") else shapely.MultiLineString(parts)
