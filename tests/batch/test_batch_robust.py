"""What happens to whole runs: killed, interrupted, on a full disk, in a folder that cannot be written."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest
from batch.harness import command, killed_at_random, no_process_left, own_home, small_disk, write_stories

from frontmap.batch.cache import Cache


def run(*words, env, **options):
    return subprocess.run(command(*words), env=env, capture_output=True, text=True, check=False, **options)


def files(folder):
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith(".frontmap"))


@pytest.fixture
def home(tmp_path):
    return own_home(tmp_path / "home")


def wait_for_readings(home, least):
    """Wait until a run has kept so many readings."""
    path = Path(home["FRONTMAP_HOME"]) / "readings" / "readings-1.sqlite"
    for _ in range(1200):
        if path.exists():
            with Cache.open(path) as cache:
                if cache.info().entries >= least:
                    return
        time.sleep(0.1)
    pytest.fail("the run keeps nothing")


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_stops_at_once_says_what_is_kept_and_the_next_run_goes_on(tmp_path, home, jobs):
    inputs = write_stories(tmp_path / "in.jsonl", 3000)
    words = ["extract", inputs, "-o", tmp_path / "out" / "claims.jsonl", "--jobs", jobs]
    process = subprocess.Popen(command(*words), env=home, stderr=subprocess.PIPE, text=True, start_new_session=True)
    wait_for_readings(home, 20)
    start = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all processes of the command
    _, said = process.communicate(timeout=60)
    assert time.monotonic() - start < 5  # a second or two; other people's work may share the machine
    assert process.returncode == 130
    assert no_process_left(process.pid, 10)
    assert "stopped, no file was changed" in said
    assert "is kept, the same command goes on from there" in said
    assert "Traceback" not in said
    assert files(tmp_path / "out") == []
    few = write_stories(tmp_path / "few.jsonl", 25)
    shutil.copytree(home["FRONTMAP_HOME"], tmp_path / "copy", symlinks=True)
    assert run("extract", few, "-o", tmp_path / "a.jsonl", env=home).returncode == 0
    assert run("extract", few, "-o", tmp_path / "b.jsonl", "--no-cache", env=home).returncode == 0
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


def test_a_full_disk_keeps_what_was_there_and_says_so(tmp_path, home):
    few, many = write_stories(tmp_path / "few.jsonl", 5), write_stories(tmp_path / "many.jsonl", 300)
    with small_disk(tmp_path / "disk", "256k") as disk:
        assert run("extract", few, "-o", disk / "claims.jsonl", env=home).returncode == 0
        before = (disk / "claims.jsonl").read_bytes()
        done = run("extract", many, "-o", disk / "claims.jsonl", env=home)
        assert done.returncode == 2
        assert "No space left" in done.stderr
        assert "Traceback" not in done.stderr
        assert (disk / "claims.jsonl").read_bytes() == before
        assert files(disk) == ["claims.jsonl"]


def test_a_full_disk_under_the_cache_costs_only_the_cache(tmp_path, home):
    many = write_stories(tmp_path / "many.jsonl", 150)
    with small_disk(tmp_path / "home" / "readings", "160k"):
        done = run("extract", many, "-o", tmp_path / "a.jsonl", env=home)
        assert done.returncode == 0
        assert "documents are read without it" in done.stderr
    assert run("extract", many, "-o", tmp_path / "b.jsonl", "--no-cache", env=home).returncode == 0
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


def test_a_folder_that_cannot_be_written_is_told_before_the_work(tmp_path, home):
    few = write_stories(tmp_path / "few.jsonl", 5)
    with small_disk(tmp_path / "disk", "1m") as disk:
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        done = run("extract", few, "-o", disk / "claims.jsonl", env=home)
    assert done.returncode == 2
    assert "Read-only file system" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_cache_that_cannot_be_written_costs_only_the_cache(tmp_path, home):
    few = write_stories(tmp_path / "few.jsonl", 5)
    with small_disk(tmp_path / "home" / "readings", "1m") as disk:
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        done = run("extract", few, "-o", tmp_path / "a.jsonl", env=home)
    assert done.returncode == 0
    assert "documents are read without it" in done.stderr
    assert (tmp_path / "a.jsonl").stat().st_size


def test_a_worker_that_is_killed_is_named_and_the_rest_is_written(tmp_path, home):
    inputs = write_stories(tmp_path / "in.jsonl", 400)
    process = subprocess.Popen(command("extract", inputs, "-o", tmp_path / "a.jsonl", "--jobs", 2), env=home, stderr=subprocess.PIPE, text=True, start_new_session=True)
    wait_for_readings(home, 5)
    worker = max(_workers(process.pid))
    os.kill(worker, signal.SIGKILL)
    _, said = process.communicate(timeout=300)
    assert process.returncode == 1
    assert said.count("took its worker process with it (ended by SIGKILL)") == 1
    assert "in.jsonl:" in said
    assert run("extract", inputs, "-o", tmp_path / "a.jsonl", env=home).returncode == 0
    assert run("extract", inputs, "-o", tmp_path / "b.jsonl", "--no-cache", env=home).returncode == 0
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


def _workers(parent):
    """The processes that the server forked for `parent`: its grandchildren."""
    children = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            children.setdefault(int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1]), []).append(int(folder.name))
    return [worker for child in children.get(parent, []) for worker in children.get(child, [])]


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_that_is_killed_at_any_moment_leaves_nothing_that_changes_the_next(tmp_path, home, jobs):
    inputs = write_stories(tmp_path / "in.jsonl", 120)
    out = tmp_path / "out" / "claims.jsonl"

    def forget(moment):
        if moment % 3 == 0:
            shutil.rmtree(tmp_path / "home" / "readings", ignore_errors=True)
        if moment % 2 == 0:
            out.unlink(missing_ok=True)

    killed_at_random(
        command("extract", inputs, "-o", out, "--jobs", jobs), out.read_bytes, env=home, moments=15, seed=jobs, before_each=forget,
    )  # fmt: skip
