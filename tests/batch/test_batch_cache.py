"""The cache: what is put comes back, and whatever is wrong with the file is told and lived with."""

import multiprocessing
import sqlite3
import sys

import pytest

from frontmap.batch import cache as cache_module
from frontmap.batch.cache import Cache
from frontmap.cli.main import main


@pytest.fixture
def path(tmp_path):
    return tmp_path / "readings.sqlite"


@pytest.fixture
def told():
    return []


def test_what_is_put_comes_back(path):
    with Cache.open(path) as cache:
        cache.put("k", "", ("bakhmut", "soledar"), b"value")
        cache.put("k", "r", (), b"other")
        assert cache.get("x") is None
    with Cache.open(path) as cache:
        assert cache.get("k") == b"value"
        assert cache.get("k", "r") == b"other"
        assert cache.get("k", "s") is None
        assert cache.names("k") == ("bakhmut", "soledar")
        assert cache.names("x") is None
        assert cache.info().entries == 2


def test_a_damaged_entry_is_told_and_put_aside(path, told):
    with Cache.open(path) as cache:
        cache.put("k", "", (), b"value")
        cache.put("l", "", (), b"value")
    with sqlite3.connect(path) as db:
        db.execute("UPDATE reading SET value = ? WHERE key = 'k'", (b"valuE",))
    db.close()
    with Cache.open(path, tell=told.append) as cache:
        assert cache.get("k") is None
        assert len(told) == 1
        assert "damaged" in told[0]
        assert cache.get("l") == b"value"
        assert cache.info().entries == 1


@pytest.mark.parametrize(("kept", "filler"), [(0, b"no database"), (100, b"\x00"), (8192, b"\xff")])
def test_a_damaged_file_is_told_put_aside_and_made_anew(path, told, kept, filler):
    with Cache.open(path) as cache:
        for number in range(100):
            cache.put(f"k{number}", "", (), b"x" * 200)
    data = path.read_bytes()
    path.write_bytes(data[:kept] + filler * (len(data) - kept))
    with Cache.open(path, tell=told.append) as cache:
        cache.verify()
        for number in range(100):
            assert cache.get(f"k{number}") in (None, b"x" * 200)
        cache.put("new", "", (), b"value")
    assert told
    assert all("damaged" in line for line in told)
    with Cache.open(path) as cache:
        assert cache.get("new") == b"value"
        assert cache.verify().broken == 0


def test_a_folder_that_cannot_be_written_leaves_the_run_without_a_cache(tmp_path, told):
    (tmp_path / "file").write_text("")
    with Cache.open(tmp_path / "file" / "readings.sqlite", tell=told.append) as cache:
        cache.put("k", "", (), b"value")
        assert cache.get("k") is None
        assert not cache.on
        assert (cache.prune(0), cache.info().entries, cache.verify().checked) == (0, 0, 0)
    assert len(told) == 1
    assert "without it" in told[0]


def test_a_full_disk_leaves_the_run_without_a_cache(path, told):
    with Cache.open(path, tell=told.append) as cache:
        cache.put("k", "", (), b"value")
        cache.flush()
        cache._db.execute("PRAGMA max_page_count = 30")
        for number in range(100):
            cache.put(f"k{number}", "", (), bytes(10_000))
        cache.flush()
        assert not cache.on
    assert len(told) == 1
    assert "full" in told[0]
    with Cache.open(path) as cache:
        assert cache.get("k") == b"value"


def test_what_was_not_used_for_longest_goes_first(path, monkeypatch):
    with Cache.open(path) as cache:
        for hour, key in enumerate("abcd"):
            monkeypatch.setattr(cache_module, "_now", lambda hour=hour: 1000 + hour)
            cache.put(key, "", (), bytes(1000))
    monkeypatch.setattr(cache_module, "_now", lambda: 2000)
    with Cache.open(path) as cache:
        assert cache.get("a")
    with Cache.open(path) as cache:
        assert cache.prune(0.003) == 2
        assert [key for key in "abcd" if cache.get(key)] == ["a", "d"]
        assert cache.prune(0) == 2


def test_a_run_keeps_to_the_limit(path):
    with Cache.open(path, limit_mb=0.1) as cache:
        for number in range(500):
            cache.put(f"k{number}", "", (), bytes(1000))
            cache._flushed = 0.0  # as if half a second were over
        assert cache.info().size < 120_000
    with Cache.open(path) as cache:
        assert cache.info().size <= 100_000
        assert cache.get("k499")


def test_prune_gives_the_room_back(path):
    with Cache.open(path) as cache:
        for number in range(200):
            cache.put(f"k{number}", "", (), bytes(range(256)) * 40)
    before = path.stat().st_size
    with Cache.open(path) as cache:
        cache.prune(0)
    assert path.stat().st_size < before / 10


def _fill(path, name, together):
    together.wait()
    with Cache.open(path, tell=sys.exit) as cache:
        for number in range(200):
            cache.put(f"{name}{number}", "", (), f"{name}{number}".encode() * 50)
            assert cache.get(f"{name}{number - 100}") in (None, f"{name}{number - 100}".encode() * 50)
            cache._flushed = 0.0


def test_several_processes_use_one_cache(path):
    context = multiprocessing.get_context("fork")  # this test's own processes, started before anything has threads
    together = context.Barrier(3)
    processes = [context.Process(target=_fill, args=(path, name, together)) for name in "abc"]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    with Cache.open(path) as cache:
        assert cache.verify() == cache_module.Verdict(600, 0)


def test_the_command_tells_prunes_and_checks(monkeypatch, capfd, tmp_path):
    monkeypatch.setenv("FRONTMAP_HOME", str(tmp_path))

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["frontmap", "cache", *words])
        with pytest.raises(SystemExit) as stop:
            main()
        return stop.value.code or 0, dict(line.split(maxsplit=1) for line in capfd.readouterr().out.splitlines())

    with Cache.open() as cache:
        for number in range(3):
            cache.put(f"k{number}", "", (), bytes(1000))
    code, said = run("info")
    assert (code, said["path"], said["readings"]) == (0, str(cache_module.cache_path()), "3")
    assert run("verify") == (0, {"checked": "3", "broken": "0"})
    with sqlite3.connect(cache_module.cache_path()) as db:
        db.execute("UPDATE reading SET value = ? WHERE key = 'k1'", (b"",))
    db.close()
    assert run("verify") == (1, {"checked": "3", "broken": "1"})
    assert run("prune") == (0, {"dropped": "2", "readings": "0", "megabytes": "0.0"})
