"""`frontmap watch` builds what changed, from folders and feeds, and ends at Ctrl-C."""

import datetime as dt
import gc
import json
import os
import signal
import subprocess
import time

import pytest
from batch.harness import command, own_home, story
from batch.test_batch_feeds import FEED, rss, server

from frontmap.batch.build import build
from frontmap.batch.recipe import Inputs, MapRecipe, Recipe
from frontmap.cli.batch import means_for
from frontmap.cli.watch import _seconds
from frontmap.config import Settings
from frontmap.gazetteer.index import Gazetteer
from frontmap.pipeline import settle

__all__ = ["server"]  # the fixture


@pytest.fixture
def home(tmp_path):
    return own_home(tmp_path / "home")


def watch(*words, env, cwd):
    return subprocess.run(command("watch", *words, "--once"), env=env, cwd=cwd, capture_output=True, text=True, check=False)


def counts(folder):
    return json.loads((folder / "build.json").read_text())["counts"]


def test_folders_and_feeds_make_one_map_and_only_what_is_new_is_told(server, home, tmp_path):
    (tmp_path / "articles [new]").mkdir()
    (tmp_path / "articles [new]" / "a.jsonl").write_text(json.dumps(story(1)))
    server.answers["/feed"] = (200, {"ETag": '"1"'}, FEED)
    done = watch("articles [new]", f"{server.url}/feed", env=home, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "drew all" in done.stderr
    assert counts(tmp_path / "site")["documents"] == 3
    done = watch("articles [new]", f"{server.url}/feed", env=home, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert server.paths().count("/feed") == 1  # asked a moment ago


def test_a_recipe_can_name_its_feeds_and_one_that_fails_is_told(server, home, tmp_path):
    server.answers["/feed"] = (200, {}, rss(soledar="Ukraine denied that Soledar was taken."))
    (tmp_path / "recipe.toml").write_text(f'[inputs]\nfeeds = ["{server.url}/feed", "{server.url}/gone"]\n[[map]]\nname = "all"\n')
    done = watch("--recipe", "recipe.toml", "-o", "elsewhere", env=home, cwd=tmp_path)
    assert done.returncode == 1
    assert "/gone: the server answered 404" in done.stderr
    assert counts(tmp_path / "elsewhere") | {"documents": 1, "failed": 1} == counts(tmp_path / "elsewhere")


def test_it_looks_again_and_ends_at_ctrl_c(home, tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.jsonl").write_text(json.dumps(story(1)))
    process = subprocess.Popen(command("watch", "articles", "--every", "1s"), env=home, cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        assert "drew all" in process.stderr.readline()
        (tmp_path / "articles" / "b.jsonl").write_text(json.dumps(story(2)))
        assert "from 2 documents" in process.stderr.readline()
        time.sleep(0.3)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=20)
    finally:
        process.kill()
    assert process.returncode in {0, 130}  # between two looks, or in one
    assert "Traceback" not in said
    assert counts(tmp_path / "site")["documents"] == 2


@pytest.mark.parametrize("words", [(), ("missing",), (".", "--every", "soon"), (".", "--every", "0m")])
def test_what_cannot_be_watched_is_told(home, tmp_path, words):
    done = watch(*words, env=home, cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_intervals():
    assert [_seconds(told) for told in ("30s", "15m", "2h", "1d")] == [30, 900, 7200, 86400]


def test_looking_again_and_again_opens_one_gazetteer_and_freezes_no_garbage(tmp_path, monkeypatch):
    monkeypatch.setenv("FRONTMAP_HOME", str(own_home(tmp_path / "home")["FRONTMAP_HOME"]))
    settle()
    opened = []
    init = Gazetteer.__init__
    monkeypatch.setattr(Gazetteer, "__init__", lambda self, *given: (opened.append(given), init(self, *given))[1])
    frozen = gc.get_freeze_count()
    for number in range(3):
        (tmp_path / "a.jsonl").write_text(json.dumps(story(number)))
        recipe = Recipe(tmp_path / "watch", Settings(), Inputs((str(tmp_path / "a.jsonl"),)), (MapRecipe("all"),), output=tmp_path / "site")
        with means_for(recipe, 1, keep=True) as means:
            assert build(recipe, means=means, now=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)).drawn == ("all",)
    assert len(opened) <= 1
    assert gc.get_freeze_count() <= frozen
