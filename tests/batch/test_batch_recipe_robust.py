"""What happens to whole batches: killed, interrupted, on a full disk, in a folder that cannot be written, two on one folder."""

import json
import os
import signal
import subprocess
import time
from contextlib import suppress

import pytest
from batch.harness import command, killed_at_random, no_process_left, own_home, small_disk, story, write_stories

from frontmap.batch.lock import LOCK_NAME, folder_lock

RECIPE = """\
output = "site"
[inputs]
documents = ["articles/*"]
[[map]]
name = "all"
exports = ["geojson", "csv"]
[[map]]
name = "day-{key}"
each = "day"
"""


@pytest.fixture
def home(tmp_path):
    return own_home(tmp_path / "home")


@pytest.fixture
def recipe(tmp_path):
    (tmp_path / "articles").mkdir()
    write_stories(tmp_path / "articles" / "many.jsonl", 12)
    (tmp_path / "articles" / "empty.txt").write_text("")
    path = tmp_path / "recipe.toml"
    path.write_text(RECIPE)
    return path


def run(*words, env):
    return subprocess.run(command("batch", *words), env=env, capture_output=True, text=True, check=False)


def result(folder, *, news=True):
    """All that a batch wrote, names and bytes, without the moments of its record and the feed that tells them; without `news` not what came when."""
    found = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name not in {LOCK_NAME, "feed.xml"}}
    record = json.loads(found["build.json"])
    del record["times"]
    record["news"] = [{**each, "updated": ""} for each in record["news"]] if news else []
    record["beside"] = [each for each in record["beside"] if each["name"] != "feed.xml"]
    return repr({**found, "build.json": record}).encode()


def test_the_summary_is_for_people_or_for_machines_and_failures_make_the_exit_code(recipe, home):
    done = run(recipe, "--json", env=home)
    assert done.returncode == 1
    assert "empty.txt" in done.stderr
    told = json.loads(done.stdout)
    assert told["counts"]["documents"] == 12
    assert len(told["drawn"]) == told["counts"]["maps"]
    assert told["failures"]
    done = run(recipe, env=home)
    assert "left as they were" in done.stdout
    assert "drawn anew         0" in done.stdout
    done = run(recipe, "--only", "all", "--dry-run", "--json", env=home)
    assert json.loads(done.stdout)["drawn"] == []
    assert run(recipe, "--only", "al", env=home).returncode == 2


def test_the_starter_recipe_builds(tmp_path, home):
    (tmp_path / "articles").mkdir()
    write_stories(tmp_path / "articles" / "few.jsonl", 3)
    done = subprocess.run(command("init"), env=home, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    done = subprocess.run(command("batch", "recipe.toml"), env=home, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "all.html").is_file()
    done = subprocess.run(command("init"), env=home, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "is there already" in done.stderr


def test_nothing_read_is_told_by_the_exit_code(recipe, home, tmp_path):
    (tmp_path / "articles" / "many.jsonl").unlink()
    assert run(recipe, env=home).returncode == 2


def test_two_builds_on_one_folder_the_second_is_told(recipe, home, tmp_path):
    with folder_lock(tmp_path / "site"):
        done = run(recipe, env=home)
    assert done.returncode == 2
    assert f"is being built by process {os.getpid()}" in done.stderr
    assert run(recipe, env=home).returncode == 1


def test_ctrl_c_says_what_stands_and_the_next_run_goes_on(recipe, home, tmp_path):
    write_stories(tmp_path / "articles" / "many.jsonl", 3000)
    process = subprocess.Popen(command("batch", recipe), env=home, stderr=subprocess.PIPE, text=True, start_new_session=True)
    for _ in range(600):
        if (tmp_path / "home" / "readings").exists():
            break
        time.sleep(0.1)
    time.sleep(1)
    start = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert time.monotonic() - start < 5  # a second or two; other people's work may share the machine
    assert process.returncode == 130
    assert "the same command goes on from there" in said
    assert "Traceback" not in said
    assert no_process_left(process.pid, 10)


def test_a_full_disk_is_told_and_the_next_run_on_a_larger_one_is_as_undisturbed(recipe, home, tmp_path):
    with small_disk(tmp_path / "disk", "2500k") as disk:
        recipe.write_text(RECIPE.replace('"site"', f'"{disk}"'))
        done = run(recipe, env=home)
        assert done.returncode == 2
        assert "No space left" in done.stderr
        assert "Traceback" not in done.stderr
        assert not (disk / "build.json").exists()
        subprocess.run(["mount", "-o", "remount,size=200m", disk], check=True)
        assert run(recipe, env=home).returncode == 1
        disturbed = result(disk)
    recipe.write_text(RECIPE)
    assert run(recipe, env=home).returncode == 1
    assert disturbed == result(tmp_path / "site")


def test_a_folder_that_cannot_be_written_is_told_before_the_work(recipe, home, tmp_path):
    with small_disk(tmp_path / "disk", "1m") as disk:
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        recipe.write_text(RECIPE.replace('"site"', f'"{disk}"'))
        done = run(recipe, env=home)
    assert done.returncode == 2
    assert "Read-only file system" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_batch_that_is_killed_at_any_moment_leaves_nothing_that_changes_the_next(recipe, home, tmp_path):
    """Thirty moments; before each, one document differs, so that maps come and go."""
    site, few = tmp_path / "site", tmp_path / "articles" / "few.jsonl"
    recipe.write_text(RECIPE.replace('"articles/*"', '"articles/*.jsonl"'))

    def before_each(moment):
        if moment % 5 == 0:
            for path in site.iterdir():
                path.unlink()
        few.write_text(json.dumps({**story(61), "published": f"2022-06-{1 + moment:02d}"}) + "\n")
        process = subprocess.Popen(command("batch", recipe), env=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.7 + moment / 10)  # a build of other documents is killed first, so that what it drew has to go
        process.kill()
        process.wait()
        few.write_text("")
        with suppress(FileNotFoundError):
            few.unlink()

    killed_at_random(command("batch", recipe), lambda: result(site, news=False), env=home, moments=30, seed=7, before_each=before_each)
