"""Every form is read back by a reader that is not ours, and all say the same, claim for claim."""

import dataclasses
import io
import json
import sys
import zipfile

import pytest
import shapely
from exports import foreign
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from lxml import etree
from sample_claims import sample_claims
from strategies import claims as any_claims

from frontmap.contract import claim_from_json, claim_to_json
from frontmap.errors import MissingExtraError
from frontmap.exports import write
from frontmap.exports.frame import claims_from_frame
from frontmap.exports.gpkg import gpkg_chunks
from frontmap.exports.kml import kml_chunks, kmz_chunks
from frontmap.exports.parquet import parquet_chunks
from frontmap.records import Span
from frontmap.theatres.load import load_theatre

THEATRE = load_theatre("ukraine")
HOSTILE = "<script>alert(1)</script> ]]> &amp; &lt; $[name] %s \x00\x0b\ufffe =1+1 ' \" \N{HEAVY BLACK HEART}"


@pytest.fixture(scope="module")
def claims():
    return sample_claims()


@pytest.fixture(scope="module")
def folder(tmp_path_factory, claims):
    folder = tmp_path_factory.mktemp("exports")
    for ending in write.FORMATS:
        write.write_claims(claims, folder / f"claims{ending}", theatre=THEATRE)
    return folder


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("geojson", foreign.geojson),
        ("csv", foreign.table),
        ("parquet", foreign.geopandas),
        ("parquet", foreign.duckdb),
        ("gpkg", foreign.sqlite),
        ("kml", lambda path: foreign.fastkml(path.read_bytes())),
        ("kmz", lambda path: foreign.fastkml(zipfile.ZipFile(path).read("doc.kml"))),
    ],
)
def test_every_form_tells_the_same_claims(folder, claims, name, read):
    assert sorted(read(folder / f"claims.{name}")) == foreign.told_by(claims)


@pytest.mark.parametrize("ending", [".parquet", ".gpkg", ".kml", ".kmz", ".geojson", ".csv"])
def test_the_same_claims_give_the_same_bytes(tmp_path, folder, claims, ending):
    write.write_claims(claims, tmp_path / f"again{ending}", theatre=THEATRE)
    assert (tmp_path / f"again{ending}").read_bytes() == (folder / f"claims{ending}").read_bytes()


# --- GeoParquet


def test_geoparquet_tells_what_its_geometry_is(folder, claims):
    import pyarrow.parquet as pq

    metadata = json.loads(pq.read_metadata(folder / "claims.parquet").metadata[b"geo"])
    assert (metadata["version"], metadata["primary_column"]) == ("1.1.0", "geometry")
    column = metadata["columns"]["geometry"]
    assert (column["encoding"], column["geometry_types"]) == ("WKB", ["Point"])
    lons, lats = zip(*((claim.placement.lon, claim.placement.lat) for claim in claims if claim.placed), strict=True)
    assert column["bbox"] == pytest.approx([min(lons), min(lats), max(lons), max(lats)])
    assert column["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]


def test_geopandas_reads_geoparquet_by_its_box(folder):
    import geopandas as gpd

    near = gpd.read_parquet(folder / "claims.parquet", bbox=(37, 48, 39, 49))
    assert 0 < len(near) < 64
    assert near.crs.equals("OGC:CRS84")
    assert near.geometry.intersects(shapely.box(37, 48, 39, 49)).all()


def test_geoparquet_becomes_claims_again(folder, claims):
    import geopandas as gpd
    import pyarrow.parquet as pq

    assert [claim_from_json(row) for row in pq.read_table(folder / "claims.parquet").to_pylist()] == [claim_from_json(claim_to_json(claim)) for claim in claims]
    assert claims_from_frame(gpd.read_parquet(folder / "claims.parquet")) == claims


@examples(max_examples=25)
@given(st.lists(any_claims, max_size=3))
def test_any_claim_survives_parquet(some):
    import pyarrow.parquet as pq

    rows = pq.read_table(io.BytesIO(b"".join(parquet_chunks(some)))).to_pylist()
    assert [claim_from_json(row) for row in rows] == some


def test_no_claim_makes_an_empty_table():
    import geopandas as gpd

    assert gpd.read_parquet(io.BytesIO(b"".join(parquet_chunks([])))).empty


def test_half_a_letter_is_no_reason_to_fail(claim):
    broken = dataclasses.replace(claim, title="half \ud800")
    import pyarrow.parquet as pq

    assert pq.read_table(io.BytesIO(b"".join(parquet_chunks([broken])))).column("title").to_pylist() == ["half \\ud800"]


def test_without_pyarrow_the_extra_is_named_before_the_work(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(MissingExtraError, match=r"frontmap\[parquet\]"):
        write.format_of(tmp_path / "claims.parquet")


# --- GeoPackage


def test_a_geopackage_has_its_layers(folder, claims):
    import geopandas as gpd
    import pyogrio

    path = folder / "claims.gpkg"
    assert dict(pyogrio.list_layers(path)) == {"claims": "Point", "places": "Point", "control": "MultiPolygon", "front": "MultiLineString", "unplaced": None}
    placed = gpd.read_file(path, layer="claims")
    assert placed.crs.to_epsg() == 4326
    assert sorted(foreign.geopandas(path, "claims")) == foreign.told_by(claim for claim in claims if claim.placed)
    assert str(placed.event_first.dtype).startswith("datetime64")
    places = gpd.read_file(path, layer="places")
    assert places.claims.sum() == len(placed)
    soledar = places[places.name == "Soledar"].iloc[0]
    assert (soledar.kind, soledar.disputed) == ("control", 2)
    unplaced = gpd.read_file(path, layer="unplaced")
    assert set(unplaced.unplaced_reason) == {claim.unplaced_reason for claim in claims if not claim.placed}


def test_a_geopackage_draws_control_as_the_control_verb_tells_it(folder, claims):
    import geopandas as gpd

    from frontmap.control.settlements import control_on

    cells = gpd.read_file(folder / "claims.gpkg", layer="control")
    assert dict(zip(cells.place_id, cells.state, strict=True)) == {each.place.id: each.state.value for each in control_on(claims, THEATRE)}
    assert cells.geometry.is_valid.all()
    assert (cells.to_crs("EPSG:6933").area / 1e6 < 79).all(), "no cell is larger than a circle of five kilometres"


def test_a_geopackage_of_nothing_can_be_opened(tmp_path):
    import pyogrio

    path = tmp_path / "none.gpkg"
    path.write_bytes(b"".join(gpkg_chunks([], THEATRE)))
    assert len(pyogrio.list_layers(path)) == 5


# --- KML


def test_kml_holds_to_its_schema(folder):
    from fastkml.validator import get_schema_parser

    for name in ("claims.kml", "claims.kmz"):
        data = (folder / name).read_bytes() if name.endswith("kml") else zipfile.ZipFile(folder / name).read("doc.kml")
        schema = get_schema_parser()
        assert schema.validate(etree.fromstring(data)), schema.error_log
        assert b"<!DOCTYPE" not in data


def test_kml_has_a_folder_a_side_and_a_day(folder):
    from fastkml import kml

    (document,) = kml.KML.from_string((folder / "claims.kml").read_text(encoding="utf-8").partition("?>")[2]).features
    names = {side.name: [day.name for day in side.features] for side in document.features}
    assert list(names) == ["Russian side", "Ukrainian side", "Others", "In the publisher's own voice"]
    for days in names.values():
        dated = [day for day in days if day[0].isdigit()]
        assert dated == sorted(dated)
        assert days[len(dated) :] == [name for name in ("undated", "not placed") if name in days]


def test_kml_dates_claims_and_draws_areas_as_areas(folder, claims):
    space = {"k": "http://www.opengis.net/kml/2.2"}
    root = etree.parse(folder / "claims.kml")
    stamps, spans = root.xpath("//k:TimeStamp", namespaces=space), root.xpath("//k:TimeSpan", namespaces=space)
    assert len(spans) == sum(claim.event is not None and claim.event.first != claim.event.last for claim in claims)
    assert len(stamps) + len(spans) == sum(claim.event is not None for claim in claims)
    assert len(root.xpath("//k:Polygon", namespaces=space)) == 2, "the region and the country"
    assert set(root.xpath("//k:styleUrl/text()", namespaces=space)) <= {f"#{style}" for style in root.xpath("//k:Style/@id", namespaces=space)}


def test_a_kmz_carries_its_icons_and_asks_no_network(folder):
    archive = zipfile.ZipFile(folder / "claims.kmz")
    root = etree.fromstring(archive.read("doc.kml"))
    icons = set(root.xpath("//k:href/text()", namespaces={"k": "http://www.opengis.net/kml/2.2"}))
    assert icons
    assert icons <= set(archive.namelist())
    assert all(archive.read(icon).startswith(b"\x89PNG") for icon in icons)


@pytest.mark.parametrize("make", [kml_chunks, kmz_chunks])
def test_hostile_text_stays_text_in_kml(claim, make):
    hostile = dataclasses.replace(claim, evidence=Span(HOSTILE, 0, 5), claimant=HOSTILE, title=HOSTILE, url="javascript:alert(1)")
    data = b"".join(make([hostile], THEATRE))
    data = zipfile.ZipFile(io.BytesIO(data)).read("doc.kml") if make is kmz_chunks else data
    root = etree.fromstring(data)
    (balloon,) = root.xpath("//k:Placemark/k:description/text()", namespaces={"k": "http://www.opengis.net/kml/2.2"})
    assert "<script" not in balloon
    assert "&lt;script&gt;" in balloon
    assert "$[" not in balloon
    shown = etree.fromstring(f"<p>{balloon}</p>")
    assert {each.tag for each in shown.iter()} <= {"p", "blockquote", "table", "tr", "td"}
    assert "<script>alert(1)</script>" in "".join(shown.itertext())


# --- all


@pytest.mark.parametrize("ending", [".parquet", ".gpkg", ".kml", ".kmz", ".geojson", ".csv"])
def test_hostile_text_breaks_no_form(tmp_path, claim, ending):
    hostile = dataclasses.replace(claim, id="h", evidence=Span(HOSTILE, 0, 5), claimant=HOSTILE, title="\ud800 half", place_text=HOSTILE, publisher="a\u2028b")
    write.write_claims([hostile, claim], tmp_path / f"claims{ending}", theatre=THEATRE)
    assert (tmp_path / f"claims{ending}").stat().st_size > 100


def test_only_a_table_has_other_columns(tmp_path):
    from frontmap.errors import OutputError

    with pytest.raises(OutputError, match=r"give -o the ending \.csv"):
        write.format_of(tmp_path / "claims.gpkg", layout="acled")
