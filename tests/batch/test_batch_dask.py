"""A real scheduler with worker processes gives what this process gives, to the byte, whatever becomes of a worker."""

import dataclasses
import json
import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from batch.harness import Trouble, Unready, command, own_home, story, write_stories

from frontmap.batch.engines import Done, LocalEngine
from frontmap.batch.outcomes import Outcome, ReadJob, outcomes
from frontmap.config import Settings
from frontmap.documents.reader import Failure
from frontmap.errors import FrontmapError
from frontmap.pipeline import Tools, read_inputs
from frontmap.records import Document

pytest.importorskip("distributed", reason="the extra frontmap[dask] is not installed")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]


def documents(*texts):
    return [Document(f"d{number}", text, source=f"in:{number}") for number, text in enumerate(texts)]


@pytest.fixture(scope="module")
def cluster():
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as found:
        yield found


@pytest.fixture
def engine(cluster):
    from frontmap.batch.dask import DaskEngine

    return DaskEngine(cluster.scheduler_address)


def results(found):
    return [item.result if isinstance(item, Done) else item for item in found]


def test_results_come_in_order_and_what_is_no_document_passes_through(engine):
    items = [item for number, document in enumerate(documents(*(f"text {number}" for number in range(700)))) for item in (document, number)]
    found = results(engine.run(Trouble(), items))
    assert found == [item for number in range(700) for item in (f"TEXT {number}", number)]


def test_it_takes_only_a_little_ahead_and_stops_when_its_reader_stops(engine):
    taken = []

    def endless():
        for number in range(10**9):
            taken.append(number)
            yield Document(f"d{number}", "text")

    found = engine.run(Trouble(), endless())
    assert next(found).result == "TEXT"
    found.close()
    assert len(taken) < 1000


def test_a_document_that_raises_or_takes_too_long_becomes_a_failure(engine):
    found = results(dataclasses.replace(engine, timeout_s=3).run(Trouble(), documents("a", "raise", "spin", "b")))
    assert [found[0], found[3]] == ["A", "B"]
    assert all(isinstance(each, Failure) for each in found[1:3])
    assert "ZeroDivisionError" in found[1].reason
    assert "took longer than 3 s" in found[2].reason


def test_what_stops_all_is_raised(engine):
    with pytest.raises(FrontmapError, match="the lexicon is broken"):
        list(engine.run(Unready(), documents("a")))


def test_a_scheduler_that_is_not_there_is_told(monkeypatch):
    from frontmap.batch.dask import DaskEngine

    monkeypatch.setattr("frontmap.batch.dask._CONNECT_SECONDS", 1)
    with pytest.raises(FrontmapError, match="cannot be reached"):
        list(DaskEngine("tcp://127.0.0.1:9").run(Trouble(), documents("a")))


def test_nothing_is_started_where_nothing_is_to_be_done():
    from frontmap.batch.dask import DaskEngine

    assert list(DaskEngine("tcp://127.0.0.1:9").run(Trouble(), [1, 2])) == [1, 2]


def test_a_document_that_kills_its_workers_is_found_and_named():
    """The cluster is the engine's own: four workers and more die of it."""
    from frontmap.batch.dask import DaskEngine

    found = results(DaskEngine(jobs=2).run(Trouble(), documents("a", "die", "b", "c")))
    assert [found[0], *found[2:]] == ["A", "B", "C"]
    assert "took several workers" in found[1].reason


@pytest.mark.parametrize("texts", [["die", "a"], ["a", "die", "b", "die"], ["die", *("a" * 40), "die"]], ids=["two", "four", "many"])
def test_what_waited_beside_it_is_not_blamed(texts):
    """One worker: what waits there dies with it, and the scheduler blames it all."""
    from frontmap.batch.dask import DaskEngine

    found = results(DaskEngine(jobs=1).run(Trouble(), documents(*texts)))
    assert [each if isinstance(each, str) else each.source for each in found] == [f"in:{at}" if text == "die" else text.upper() for at, text in enumerate(texts)]


def test_a_worker_that_is_killed_in_the_middle_changes_no_byte(cluster, engine, tmp_path):
    path = write_stories(tmp_path / "in.jsonl", 400)
    tools = Tools.open(Settings())
    expected = list(LocalEngine(1).run(ReadJob.of(tools), read_inputs([path], tools.settings)))
    killed = []

    def kill():
        time.sleep(1.5)
        killed.append(next(iter(cluster.workers.values())).pid)
        os.kill(killed[0], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    found = engine.run(ReadJob.of(tools), read_inputs([path], tools.settings))
    first = next(found)
    killer.start()
    rest = list(found)
    killer.join()
    assert killed
    assert [(item.document, item.result) for item in (first, *rest)] == [(item.document, item.result) for item in expected]


def test_outcomes_are_those_of_this_process(engine, tmp_path):
    path = write_stories(tmp_path / "in.jsonl", 40)
    tools = Tools.open(Settings())
    alone = [repr(item) for item in outcomes(read_inputs([path], tools.settings), tools) if isinstance(item, Outcome)]
    shared = [repr(item) for item in outcomes(read_inputs([path], tools.settings), tools, engine=engine) if isinstance(item, Outcome)]
    assert len(alone) == 40
    assert shared == alone


def test_a_batch_over_a_scheduler_and_two_workers_of_their_own_writes_the_same_maps(tmp_path):
    """As a person would run them: three processes that share nothing but an address."""
    home = own_home(tmp_path / "home")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "in.jsonl").write_text("".join(json.dumps(story(number)) + "\n" for number in range(60)))
    recipe = tmp_path / "recipe.toml"
    text = 'output = "{}"\n[inputs]\ndocuments = ["articles/*"]\n[[map]]\nname = "all"\nexports = ["jsonl"]\n'
    address = tmp_path / "scheduler.json"
    start = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(address)]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(address), "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1"]
    quiet = {"env": home, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    processes = [subprocess.Popen(start, **quiet)]
    try:
        for _ in range(300):
            if address.exists():
                break
            time.sleep(0.1)
        processes += [subprocess.Popen(worker, **quiet) for _ in range(2)]
        tcp = json.loads(address.read_text())["address"]
        for folder, flags in {"alone": (), "cluster": ("--engine", "dask", "--scheduler", tcp)}.items():
            recipe.write_text(text.format(folder))
            done = subprocess.run(command("batch", recipe, "--no-cache", *flags), env=home, capture_output=True, text=True, check=False, timeout=300)
            assert done.returncode == 0, done.stderr
    finally:
        for process in reversed(processes):
            process.terminate()
        for process in processes:
            process.wait(20)
    for name in ("all.html", "all.jsonl", "index.html"):
        assert (tmp_path / "alone" / name).read_bytes() == (tmp_path / "cluster" / name).read_bytes()
