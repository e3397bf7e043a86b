"""Claims as readers that are not ours find them in each form: (id, kind, polarity, status, sentence, lon and lat or None)."""

from __future__ import annotations

import csv
import json
from contextlib import closing

TOLD = ("id", "kind", "polarity", "status", "sentence")


def told_by(claims):
    return sorted(_told({"sentence": claim.evidence.text, **{name: getattr(claim, name) for name in TOLD[:4]}}, _point_of(claim)) for claim in claims)


def _point_of(claim):
    return (claim.placement.lon, claim.placement.lat) if claim.placed else None


def _told(row, point):
    return (*(str(row[name]) for name in TOLD), tuple(round(value, 5) for value in point) if point else ())


def geojson(path):
    for feature in json.loads(path.read_bytes())["features"]:
        row = feature["properties"]
        yield _told({**row, "sentence": row["evidence"]["text"]}, feature["geometry"] and feature["geometry"]["coordinates"])


def table(path):
    with path.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield _told(row, (float(row["place_lon"]), float(row["place_lat"])) if row["place_lat"] else None)


def geopandas(path, layer=None):
    import geopandas as gpd

    frame = gpd.read_parquet(path) if layer is None else gpd.read_file(path, layer=layer)
    for row in frame.to_dict("records"):
        point = row.get("geometry")
        sentence = row["sentence"] if "sentence" in row else row["evidence"]["text"]
        yield _told({**row, "sentence": sentence}, (point.x, point.y) if point is not None else None)


def duckdb(path):
    import duckdb

    with duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}) as base:
        rows = base.execute("SELECT id, kind, polarity, status, evidence.text, bbox.xmin, bbox.ymin FROM read_parquet(?)", [str(path)]).fetchall()
    for *values, lon, lat in rows:
        yield _told(dict(zip(TOLD, values, strict=True)), (lon, lat) if lon is not None else None)


def sqlite(path):
    import sqlite3

    with closing(sqlite3.connect(path)) as base:
        for layer in ("claims", "unplaced"):
            for *values, lon, lat in base.execute(f"SELECT id, kind, polarity, status, sentence, place_lon, place_lat FROM {layer}"):  # noqa: S608 - two names of our own
                yield _told(dict(zip(TOLD, values, strict=True)), (lon, lat) if lon is not None else None)


def fastkml(data):
    from fastkml import kml
    from fastkml.utils import find_all

    for mark in find_all(kml.KML.from_string(data.decode().partition("?>")[2]), of_type=kml.Placemark):
        row = {each.name: each.value for each in mark.extended_data.elements}
        yield _told(row, (float(row["place_lon"]), float(row["place_lat"])) if "place_lat" in row else None)
