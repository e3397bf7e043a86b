"""The small verbs: read, open, cache, evaluate, the version, and what a person at a terminal sees go on."""

import io
import itertools
import json
import webbrowser
from pathlib import Path

import pytest

import frontmap
from frontmap.batch.cache import Cache
from frontmap.cli.console import counting
from frontmap.cli.progress import shown_progress

GOLD = Path(__file__).parents[1] / "gold" / "passages.jsonl"


class Terminal(io.StringIO):
    """Standard error as a person sees it."""

    def isatty(self):
        return True


@pytest.fixture
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("FRONTMAP_HOME", str(tmp_path / "home"))


def test_the_version_is_told(run):
    assert run("--version") == (0, f"frontmap {frontmap.__version__}\n", "")


def test_open_shows_a_map_and_says_where_it_lies_where_there_is_no_browser(run, tmp_path, monkeypatch):
    page = tmp_path / "map.html"
    page.write_text("<p>", encoding="utf-8")
    opened = []
    monkeypatch.setattr(webbrowser, "open", lambda address: not opened.append(address))
    assert run("open", page) == (0, "", "")
    assert opened == [page.as_uri()]
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    code, _, err = run("open", page)
    assert code == 0
    assert f"open {page} by hand" in err
    code, _, err = run("open", tmp_path / "none.html")
    assert code == 2
    assert "no such map" in err


def test_read_tells_documents_their_dates_and_what_failed(run, tmp_path):
    (tmp_path / "dated.txt").write_text("A long headline of this article that goes on and on for more than forty letters\n8 April 2022\nText.", encoding="utf-8")
    (tmp_path / "same.txt").write_text((tmp_path / "dated.txt").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "undated.txt").write_text("They came.", encoding="utf-8")
    code, out, err = run("read", tmp_path)
    assert (code, err) == (0, "")
    counts = dict(line.split() for line in out.splitlines()[-4:])
    assert counts == {"documents": "2", "duplicates": "1", "undated": "1", "failed": "0"}
    assert "2022-04-08" in out
    assert "undated" in out
    code, out, err = run("read", tmp_path / "dated.txt", "--json")
    assert json.loads(out)["date"] == "2022-04-08"
    assert json.loads(out)["basis"] == "dateline"
    assert "documents" in err
    (tmp_path / "broken.jsonl").write_text("{", encoding="utf-8")
    code, _, err = run("read", tmp_path)
    assert code == 1
    assert "broken.jsonl" in err
    assert run("read", tmp_path / "broken.jsonl")[0] == 2


@pytest.mark.usefixtures("own_home")
def test_the_cache_is_told_verified_and_emptied(run, tmp_path):
    story = tmp_path / "story.txt"
    story.write_text("Russian forces captured Soledar.", encoding="utf-8")
    run("build", story, "-o", tmp_path / "map.html")
    code, out, _ = run("cache", "info")
    held = dict(line.split(maxsplit=1) for line in out.replace("on disk", "on_disk").splitlines())
    assert code == 0
    assert set(held) == {"path", "readings", "megabytes", "on_disk"}
    assert run("cache", "verify")[0] == 0
    with Cache.open() as cache:
        readings = cache.info().entries
    code, out, _ = run("cache", "prune")
    assert code == 0
    assert out.splitlines()[0].split() == ["dropped", str(readings)]
    assert out.splitlines()[1].split() == ["readings", "0"]


def test_evaluate_scores_passages_and_prints_faults(run, tmp_path):
    passages = tmp_path / "passages.jsonl"
    with GOLD.open(encoding="utf-8") as lines:
        some = [json.loads(line) for line in itertools.islice(lines, 3)]
    some[0]["claims"] = []
    passages.write_text("".join(json.dumps(passage) + "\n" for passage in some), encoding="utf-8")
    code, out, _ = run("evaluate", passages, "--faults", 2)
    assert code == 0
    assert "\n\n" in out
    code, out, _ = run("evaluate", passages, "--json", "--language", "en")
    assert code == 0
    assert set(json.loads(out)) == {"places", "claims"}


def test_columns_of_two_programs_are_not_written_at_once(run, tmp_path):
    code, _, err = run("export", tmp_path / "claims.jsonl", "--acled", "--viina", "-o", tmp_path / "a.csv")
    assert code == 2
    assert "write one file for each" in err
    code, _, err = run("export", tmp_path / "claims.jsonl", "--acled", "-o", "-")
    assert code == 2
    assert "give -o a name that ends in .csv" in err


def test_bars_are_drawn_for_a_person_and_for_nobody_else(monkeypatch):
    for stream in (io.StringIO(), Terminal()):
        monkeypatch.setattr("sys.stderr", stream)
        assert list(counting("abc", "letters")) == ["a", "b", "c"]
        with shown_progress() as progress:
            progress.read(100, 0.5)
            progress.drawn(1, 2)
            progress.drawn(2, 2)
        assert bool(stream.getvalue()) is stream.isatty()
    assert "2 of 2 maps" in stream.getvalue()
