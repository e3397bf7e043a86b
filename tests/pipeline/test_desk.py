"""`claims.frontmap`: what a notebook asks of a table of claims is what the command line tells."""

import datetime as dt

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from sample_claims import make_claim

import frontmap
from frontmap.control.settlements import control_on
from frontmap.errors import ConfigError, InputError
from frontmap.exports.frame import claims_to_frame
from frontmap.ledger.clocks import as_of
from frontmap.ledger.threads import thread_claims
from frontmap.records import Kind
from frontmap.theatres.load import load_theatre

REPORTS = pd.DataFrame({
    "text": [
        "The Wagner group claimed that its fighters had captured Soledar. Ukraine's military denied that Soledar was taken.",
        "The Russian Defence Ministry said its forces had captured Klishchiivka. Ukrainian forces hold Ivanivske, Ukraine's General Staff said.",
        "Ukraine's military acknowledged that its troops had withdrawn from Soledar.",
    ],
    "published": pd.to_datetime(["2023-01-12", "2023-01-20", "2023-01-25"]),
    "publisher": ["Eastern Wire", None, "Meridian Press"],
})


@pytest.fixture(scope="module")
def claims():
    return frontmap.extract(REPORTS)


def test_a_table_of_reports_gives_a_table_of_claims(claims):
    assert isinstance(claims, gpd.GeoDataFrame)
    assert claims.crs.to_epsg() == 4326
    assert claims.published.tolist() == ["2023-01-12"] * 2 + ["2023-01-20"] * 2 + ["2023-01-25"]
    assert set(claims.publisher.dropna()) == {"Eastern Wire", "Meridian Press"}


def test_a_row_that_is_no_report_is_named():
    with pytest.raises(InputError, match=r"row 1 of the table.*no text"):
        frontmap.extract(pd.DataFrame({"text": ["Russian forces captured Soledar.", "  "]}))
    with pytest.raises(InputError, match="lacks 'text'"):
        frontmap.extract(pd.DataFrame({"title": ["A"]}))


def test_both_clocks_are_those_of_the_ledger(claims):
    for told, days in ((claims.frontmap.as_known("2023-01-12"), {"known": dt.date(2023, 1, 12)}), (claims.frontmap.as_happened(dt.date(2023, 1, 20)), {"happened": dt.date(2023, 1, 20)})):
        assert told.frontmap.records == as_of(claims.frontmap.records, **days)
    assert set(claims.frontmap.as_known("2023-01-12").status) == {"claimed", "disputed"}
    assert claims.frontmap.as_known("2023-01-12").frontmap.as_known("2023-01-01").empty
    with pytest.raises(ConfigError, match="is no day"):
        claims.frontmap.as_known("12 Jan")


def test_threads_and_their_log(claims):
    threads = claims.frontmap.threads()
    soledar = threads[threads.place == "Soledar"].iloc[0]
    assert (soledar.matter, soledar.articles, soledar.origins, soledar.claims) == ("ground", 2, 2, 3)
    log = claims.frontmap.log()
    assert log.day.is_monotonic_increasing
    assert set(log.place) == {"Soledar"}
    assert "disputed" in set(log.becomes)


def test_control_is_what_the_verb_tells_with_cells(claims):
    control = claims.frontmap.control("2023-01-24", as_known="2023-01-24")
    told = control_on(claims.frontmap.records, load_theatre("ukraine"), as_happened=dt.date(2023, 1, 24), as_known=dt.date(2023, 1, 24))
    assert control.place_id.tolist() == [each.place.id for each in told]
    assert control.state.tolist() == [each.state.value for each in told]
    assert control.crs.to_epsg() == 4326
    assert set(control.geom_type) <= {"Polygon", "MultiPolygon"}
    assert control.area_km2.between(1, 79).all()  # never more than the circle of five kilometres
    soledar = claims.frontmap.control().set_index("place_name").loc["Soledar"]
    assert (soledar.state, soledar.side) == ("claimed", "ru")


def test_the_front_runs_between_neighbours_with_its_doubt(claims):
    (part,) = claims.frontmap.front("2023-01-24").itertuples()
    assert (part.kind, part.sides, set(part.between.split(" / "))) == ("between", "ru / ua", {"Klishchiivka", "Ivanivske"}) or part.sides == "ua / ru"
    assert part.width_m > 5_000
    assert part.geometry.geom_type == "LineString"
    assert claims.frontmap.front("2023-01-13").empty


def test_references_may_be_tables_in_any_projection(claims, tmp_path):
    before, after = (gpd.GeoDataFrame({"side": ["ru"]}, geometry=[shapely.box(west, 48.3, 38.6, 49.0)], crs="EPSG:4326") for west in (38.11, 38.01))
    beyond = claims.frontmap.beyond(before.to_crs("EPSG:3857"), "2023-01-08", "ru,rest=ua")
    assert set(beyond.place_name) == {"Soledar", "Klishchiivka"}
    told = claims.frontmap.borne_out(before, "2023-01-08", after, "2023-02-20", "ru,rest=ua", each=True).set_index("place_name").verdict
    assert told.to_dict() == {"Soledar": "confirmed", "Klishchiivka": "contradicted", "Ivanivske": "held before"}
    after.to_file(tmp_path / "after.geojson")
    table = claims.frontmap.borne_out(before, "2023-01-08", tmp_path / "after.geojson", "2023-02-20", "ru,rest=ua")
    row = table[(table.claimant == "all") & (table.side == "ru")].iloc[0]
    assert (row.tested, row.confirmed, row.share) == (2, 1, 0.5)


def test_differences_between_two_days(claims):
    then = claims.frontmap.as_known("2023-01-12")
    found = then.frontmap.differences(claims)
    assert (found.difference == "new").sum() == len(claims) - len(then)
    assert then.frontmap.differences(then).empty


@pytest.mark.parametrize("ending", ["jsonl", "parquet"])
def test_claims_are_written_and_opened_again(claims, tmp_path, ending):
    pytest.importorskip("pyarrow")
    path = claims.frontmap.save(tmp_path / f"claims.{ending}")
    assert frontmap.open_claims(path).frontmap.records == claims.frontmap.records


def test_what_holds_no_claims_is_named(tmp_path):
    (tmp_path / "bad.jsonl").write_text('{"kind": 1}\n', encoding="utf-8")
    for name in ("bad.jsonl", "none.jsonl", "none.parquet"):
        with pytest.raises(InputError, match=name.replace(".", r"\.")):
            frontmap.open_claims(tmp_path / name)
    with pytest.raises(InputError, match="lacks the columns"):
        _ = pd.DataFrame({"a": [1]}).frontmap.records


def test_the_map_has_the_control_layer_where_it_is_asked_for(claims):
    import folium

    plain, coloured = claims.frontmap.explore(), claims.frontmap.explore(control=True)
    assert isinstance(coloured, folium.Map)
    assert len(coloured.get_root().render()) > len(plain.get_root().render())


def test_a_figure_shows_itself():
    pytest.importorskip("matplotlib")
    claims = claims_to_frame(thread_claims([make_claim("Bakhmut", Kind.CONTROL, "ru", dt.date(2023, 1, 13))]))
    assert claims.frontmap.still(dpi=50)._repr_png_().startswith(b"\x89PNG")
