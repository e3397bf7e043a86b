import csv
import io
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import claims

from frontmap.errors import InputError, OutputError
from frontmap.exports.csv import COLUMNS, csv_lines, quantity_text
from frontmap.exports.frame import claims_from_frame, claims_to_frame
from frontmap.exports.geojson import geojson_chunks
from frontmap.exports.jsonl import claim_lines, read_claims
from frontmap.exports.write import FORMATS, write_claims

many = st.lists(claims, max_size=4)


@given(many)
def test_json_lines_are_read_back(some):
    assert list(read_claims(b"".join(claim_lines(some)).split(b"\n"))) == some


@given(many)
def test_geojson_says_the_same_as_the_claims(some):
    collection = json.loads(b"".join(geojson_chunks(some)))
    assert collection["type"] == "FeatureCollection"
    assert [feature["id"] for feature in collection["features"]] == [claim.id for claim in some]
    for feature, claim in zip(collection["features"], some, strict=True):
        if claim.placed:
            assert feature["geometry"]["coordinates"] == [claim.placement.lon, claim.placement.lat]
        else:
            assert feature["geometry"] is None


@given(many)
def test_csv_has_a_row_a_claim_and_no_formula(some):
    text = b"".join(csv_lines(some)).decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == len(some)
    for row, claim in zip(rows, some, strict=True):
        assert tuple(row) == COLUMNS
        for name, cell in row.items():
            assert not cell.startswith(("=", "+", "@", "\t", "\r")), name
            assert not cell.startswith("-") or name in ("place_lat", "place_lon"), name
        assert row["kind"] == claim.kind


@pytest.mark.parametrize("bad", ['=HYPERLINK("http://x")', "+1", "-1+1", "@SUM(A1)", "\t=1"])
def test_a_formula_is_made_harmless(bad, claim):
    import dataclasses

    (row,) = csv.DictReader(io.StringIO(b"".join(csv_lines([dataclasses.replace(claim, title=bad)])).decode(), newline=""))
    assert row["title"] == f"'{bad}"


@given(many)
def test_a_table_is_turned_back_into_its_claims(some):
    frame = claims_to_frame(some)
    assert frame.crs.to_epsg() == 4326
    assert claims_from_frame(frame) == some


def test_a_filtered_table_is_still_good(claim):
    frame = claims_to_frame([claim, claim])
    assert claims_from_frame(frame[frame.kind == claim.kind].head(1)) == [claim]
    assert math.isclose(frame.geometry.iloc[0].x, claim.placement.lon)


def test_a_table_of_something_else_is_refused(claim):
    with pytest.raises(InputError, match=r"lacks the columns.*evidence"):
        claims_from_frame(claims_to_frame([claim]).drop(columns=["evidence"]))


def test_a_bad_line_is_named_and_the_others_go_on(claim):
    good = b"".join(claim_lines([claim]))
    lines = [good, b"{not json", b"[1]", b'{"id": "1"}', b"", good]
    found = list(read_claims(lines, "claims.jsonl"))
    assert [isinstance(item, InputError) for item in found] == [False, True, True, True, False]
    assert [item.line for item in found if isinstance(item, InputError)] == [2, 3, 4]
    assert "claims.jsonl:2" in str(found[1])


def test_what_windows_programs_make_of_claims_is_read_or_told_once(claim):
    text = b"".join(claim_lines([claim] * 3)).decode("utf-8").replace("\n", "\r\n")
    assert list(read_claims(text.encode("utf-8-sig").splitlines(keepends=True))) == [claim] * 3
    for encoding, mark in (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
        (told,) = read_claims((mark + text.encode(encoding)).split(b"\n"), "claims.jsonl")
        assert str(told).startswith("claims.jsonl: is UTF-16 text")


def test_each_ending_writes_a_file(tmp_path, claim):
    for ending in FORMATS:
        write_claims([claim], tmp_path / f"claims{ending}")
        assert (tmp_path / f"claims{ending}").stat().st_size > 100
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"claims{ending}" for ending in FORMATS)


def test_an_unknown_ending_names_the_nearest(tmp_path, claim):
    with pytest.raises(OutputError, match=r"did you mean \.geojson"):
        write_claims([claim], tmp_path / "claims.geojsn")
    assert not list(tmp_path.iterdir())


def test_a_write_that_fails_leaves_the_old_file_whole(tmp_path, claim):
    path = tmp_path / "claims.jsonl"
    write_claims([claim], path)
    before = path.read_bytes()

    def breaks():
        yield claim
        raise RuntimeError("the disk caught fire")

    with pytest.raises(RuntimeError):
        write_claims(breaks(), path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["claims.jsonl"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path, claim):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"cannot be written.*-o"):
        write_claims([claim], tmp_path / "file" / "claims.jsonl")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        write_claims([claim], tmp_path / "folder.csv")


def test_a_place_that_cannot_be_written_is_known_before_the_work(tmp_path):
    from frontmap.atomic import ensure_writable

    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        ensure_writable(tmp_path / "file" / "map.html")
    ensure_writable(tmp_path / "new" / "map.html")
    ensure_writable("-")
    assert not list((tmp_path / "new").iterdir())


@pytest.mark.parametrize(
    ("low", "high", "flags", "text"),
    [(20, None, {}, "killed 20.. soldiers"), (20, 20, {"approximate": True}, "killed ~20 soldiers"), (None, 5, {"total": True}, "killed ..5 soldiers total"), (2, 3, {}, "killed 2..3 soldiers")],
)
def test_a_number_is_told_in_one_cell(low, high, flags, text):
    assert quantity_text({"what": "killed", "of": "soldiers", "low": low, "high": high, "approximate": False, "total": False} | flags) == text
