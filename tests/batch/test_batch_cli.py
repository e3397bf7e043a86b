"""The flags that several verbs share, and that what is written lasts."""

import os
import stat

import pytest
from batch.harness import write_stories

from frontmap.atomic import writing
from frontmap.cli.run import jobs_for


@pytest.mark.parametrize(("verb", "ending"), [("extract", "jsonl"), ("extract", "csv"), ("extract", "geojson"), ("geoparse", "jsonl"), ("build", "html")])
def test_two_processes_and_the_cache_give_the_same_bytes(run, tmp_path, verb, ending):
    inputs = write_stories(tmp_path / "in.jsonl", 20)
    (tmp_path / "empty.txt").write_text("")
    flags = {"alone": ("--jobs", 1), "two": ("--jobs", 2), "again": ()}
    if verb != "geoparse":
        flags["fresh"] = ("--no-cache",)
    said = {}
    for name, more in flags.items():
        code, out, err = run(verb, inputs, tmp_path / "empty.txt", "-o", tmp_path / f"{name}.{ending}", *more)
        assert code == 1  # the empty file
        said[name] = (out + err).replace(f"{name}.{ending}", "")
    written = {(tmp_path / f"{name}.{ending}").read_bytes() for name in flags}
    assert len(written) == 1
    assert len(set(said.values())) == 1


def test_small_inputs_are_read_by_one_process_and_large_ones_by_all_cores(tmp_path):
    (tmp_path / "small.txt").write_text("x" * 1000)
    assert jobs_for([str(tmp_path)]) == 1
    assert jobs_for([str(tmp_path / "missing"), "-"]) == 1
    (tmp_path / "large.txt").write_text("x" * 1_100_000)
    assert jobs_for([str(tmp_path)]) == len(os.sched_getaffinity(0))


def test_a_job_number_below_one_is_refused(run, tmp_path):
    code, _, err = run("extract", tmp_path, "-o", "-", "--jobs", "0")
    assert code == 2
    assert "--jobs" in err


def test_a_file_is_on_disk_before_it_is_renamed_and_its_folder_after(tmp_path, monkeypatch):
    events = []
    real_sync, real_replace = os.fsync, type(tmp_path).replace
    monkeypatch.setattr(os, "fsync", lambda number: (events.append("folder" if stat.S_ISDIR(os.fstat(number).st_mode) else "file"), real_sync(number)))
    monkeypatch.setattr(type(tmp_path), "replace", lambda *paths: (events.append("rename"), real_replace(*paths))[1])
    with writing(tmp_path / "out.txt") as file:
        file.write(b"text")
    assert events == ["file", "rename", "folder"]
    assert (tmp_path / "out.txt").read_bytes() == b"text"
