"""All claims as a data set that other programs read, here or in a store that speaks S3; documents come from there, too."""

import dataclasses
import datetime as dt
import io
import json
import os
import socket

import pytest
from batch.harness import story

from frontmap.batch.build import Means, build
from frontmap.batch.dataset import DataSet
from frontmap.batch.recipe import load
from frontmap.batch.remote import mirrored
from frontmap.errors import InputError, OutputError
from frontmap.records import DateSpan

pytest.importorskip("pyarrow", reason="the extra frontmap[parquet] is not installed")
NOW = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)


@pytest.fixture
def claims(claim):
    day = dt.date(2025, 11, 12)
    return [claim, dataclasses.replace(claim, id="c2", event=DateSpan(day, day)), dataclasses.replace(claim, id="c3", event=None, placement=None)]


@pytest.fixture(scope="module")
def s3():
    """A store of this machine that speaks S3."""
    server_module = pytest.importorskip("moto.server", reason="moto is not installed")
    pytest.importorskip("s3fs", reason="the extra frontmap[remote] is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = server_module.ThreadedMotoServer("127.0.0.1", port, verbose=False)
    server.start()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", "AWS_DEFAULT_REGION": "us-east-1"}.items():
            patch.setenv(name, value)
        import s3fs

        store = s3fs.S3FileSystem()
        store.mkdir("news")
        yield store
    server.stop()


def months(folder):
    return sorted(path.parent.name for path in folder.glob("month=*/claims.parquet"))


def test_a_data_set_has_a_file_a_month_that_geopandas_and_duckdb_read(claims, tmp_path):
    import geopandas as gpd

    data = DataSet(str(tmp_path / "claims"))
    assert data.write(claims, "s", "v") == 3
    assert months(tmp_path / "claims") == ["month=2023-01", "month=2025-11", "month=undated"]
    frame = gpd.read_parquet(tmp_path / "claims" / "month=2023-01" / "claims.parquet")
    assert [round(frame.geometry[0].x, 4), round(frame.geometry[0].y, 4)] == [38.0897, 48.6797]
    whole = gpd.read_parquet(tmp_path / "claims")
    assert sorted(whole["id"]) == ["c1", "c2", "c3"]
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as db:
        table = db.read_parquet(f"{tmp_path}/claims/*/*.parquet", hive_partitioning=True)
        rows = sorted(table.aggregate("month, count(*)").fetchall())
    assert rows == [("2023-01", 1), ("2025-11", 1), ("undated", 1)]


def test_only_months_that_changed_are_written_and_those_that_are_gone_are_taken_away(claims, tmp_path):
    data = DataSet(str(tmp_path / "claims"))
    data.write(claims, "s", "v")
    (tmp_path / "claims" / "notes.txt").write_text("mine")
    before = (tmp_path / "claims" / "month=2023-01" / "claims.parquet").stat().st_mtime_ns
    assert data.stands("s")
    assert not data.stands("t")
    assert data.write([claims[0], dataclasses.replace(claims[1], score=0.5)], "t", "v") == 1
    assert months(tmp_path / "claims") == ["month=2023-01", "month=2025-11"]
    assert (tmp_path / "claims" / "month=2023-01" / "claims.parquet").stat().st_mtime_ns == before
    assert (tmp_path / "claims" / "notes.txt").read_text() == "mine"
    (tmp_path / "claims" / "month=2023-01" / "claims.parquet").unlink()
    assert not data.stands("t")
    assert data.write(claims[:2], "t", "v") == 2


def test_equal_claims_give_equal_bytes_and_a_list_from_elsewhere_is_not_trusted(claims, tmp_path):
    for name in ("a", "b"):
        DataSet(str(tmp_path / name)).write(claims, "s", "v")
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file())
    assert all((tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes() for file in files)
    (tmp_path / "precious").write_text("mine")
    (tmp_path / "a" / "_frontmap.json").write_text(json.dumps({"state": "s", "files": {"month=x/../../precious": ""}}))
    DataSet(str(tmp_path / "a")).write(claims, "s", "v")
    assert (tmp_path / "precious").read_text() == "mine"


def test_a_place_that_cannot_be_written_is_told(claims, tmp_path):
    (tmp_path / "claims").write_text("a file")
    with pytest.raises(OutputError, match="cannot be written"):
        DataSet(str(tmp_path / "claims")).write(claims, "s", "v")


def test_files_at_an_address_are_copied_once_and_again_when_they_change(tmp_path):
    source = tmp_path / "store"
    source.mkdir()
    (source / "a.jsonl").write_text(json.dumps(story(1)))
    (source / "b.txt").write_text("not asked for")
    pattern = f"file://{source}/*.jsonl"
    (copy,) = mirrored(pattern, tmp_path / "here")
    first = copy.stat().st_mtime_ns
    assert list(mirrored(pattern, tmp_path / "here")) == [copy]
    assert copy.stat().st_mtime_ns == first
    (source / "a.jsonl").write_text(json.dumps(story(2)) + "\n\n")
    os.utime(source / "a.jsonl", ns=(1, 1))
    assert json.loads(next(mirrored(pattern, tmp_path / "here")).read_text())["id"] == "d2"
    with pytest.raises(InputError, match=r"nosuch|cannot be opened"):
        list(mirrored("nosuch://x/*.jsonl"))


def test_a_recipe_reads_from_and_writes_to_a_store_that_speaks_s3(s3, tmp_path):
    import pandas as pd

    with s3.open("news/articles/a.parquet", "wb") as file:
        pd.DataFrame([story(number) for number in range(6)]).to_parquet(file)
    (tmp_path / "recipe.toml").write_text('dataset = "s3://news/claims"\n[inputs]\ndocuments = ["s3://news/articles/*.parquet"]\n[[map]]\nname = "all"\n')
    recipe = load(tmp_path / "recipe.toml")
    said = []
    done = build(recipe, means=Means(tell=said.append), now=NOW)
    assert said == []
    assert done.record.counts["documents"] == 6
    s3.invalidate_cache()
    names = [name.removeprefix("news/claims/") for name in s3.find("news/claims")]
    assert names[0] == "_frontmap.json"
    assert "month=2023-01/claims.parquet" in names
    tables = [pd.read_parquet(io.BytesIO(s3.cat(f"news/claims/{name}"))) for name in names[1:]]
    assert sum(map(len, tables)) == done.record.counts["claims"]
    assert build(recipe, now=NOW).drawn == ()
    local = tmp_path / "local"
    local.mkdir()
    (local / "in.jsonl").write_text("".join(json.dumps(story(number)) + "\n" for number in range(6)))
    (local / "recipe.toml").write_text('dataset = "claims"\n[inputs]\ndocuments = ["in.jsonl"]\n[[map]]\nname = "all"\n')
    build(load(local / "recipe.toml"), now=NOW)
    assert all((local / "claims" / name).read_bytes() == s3.cat(f"news/claims/{name}") for name in names[1:])


def test_a_rehearsal_writes_no_data_set(tmp_path):
    from frontmap.batch.build import rehearse

    (tmp_path / "in.jsonl").write_text(json.dumps(story(1)))
    (tmp_path / "recipe.toml").write_text('dataset = "claims"\n[inputs]\ndocuments = ["in.jsonl"]\n[[map]]\nname = "all"\n')
    assert rehearse(load(tmp_path / "recipe.toml")).drawn == ("all",)
    assert not (tmp_path / "claims").exists()
