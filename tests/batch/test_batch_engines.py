"""What an engine promises, with one process and with several."""

import multiprocessing
import os
import signal
import sys
import threading
import time

import pytest
from batch.harness import Doomed, Trouble, Unready

from frontmap.batch.engines import Done, LocalEngine
from frontmap.documents.reader import Failure
from frontmap.errors import FrontmapError
from frontmap.records import Document


def document(number, text):
    return Document(id=f"d{number}", text=text, source=f"file{number}.txt")


def documents(*texts):
    return [document(number, text) for number, text in enumerate(texts)]


def told(done):
    return [item.result if isinstance(item.result, str) else f"failed: {item.result.source}: {item.result.reason}" for item in done]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_input_and_the_rest_passes_through(jobs):
    items = [document(number, f"text {number}") if number % 3 else number for number in range(200)]
    found = list(LocalEngine(jobs).run(Trouble(), items))
    assert [item.result if isinstance(item, Done) else item for item in found] == [f"TEXT {number}" if number % 3 else number for number in range(200)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_in_one_document_is_told_and_the_others_go_on(jobs):
    found = told(LocalEngine(jobs).run(Trouble(), documents("a", "raise", "b")))
    assert (found[0], found[2]) == ("A", "B")
    assert "file1.txt" in found[1]
    assert "ZeroDivisionError" in found[1]


@pytest.mark.parametrize(("word", "how"), [("die", "SIGKILL"), ("exit", "exit code 3")])
def test_a_worker_that_dies_takes_only_its_document_with_it(word, how):
    found = told(LocalEngine(2).run(Trouble(), documents("a", "b", word, *"cdefghijklmnop", word, "q")))
    assert [item for item in found if not item.startswith("failed")] == list("ABCDEFGHIJKLMNOPQ")
    assert [how in item for item in found if item.startswith("failed")] == [True, True]
    assert "file2.txt" in found[2]


@pytest.mark.parametrize(("jobs", "word"), [(1, "sleep"), (1, "spin"), (2, "sleep"), (2, "spin")])
def test_a_document_that_takes_too_long_is_left_out(jobs, word):
    start = time.monotonic()
    found = told(LocalEngine(jobs, timeout_s=1.0).run(Trouble(), documents("a", word, "b", "c")))
    assert [found[0], *found[2:]] == ["A", "B", "C"]
    assert "file1.txt" in found[1]
    assert "longer than 1 s" in found[1]
    assert time.monotonic() - start < 60


def test_the_time_limit_leaves_the_signal_as_it_was():
    before = signal.getsignal(signal.SIGALRM)
    list(LocalEngine(1, timeout_s=5.0).run(Trouble(), documents("a")))
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


@pytest.mark.parametrize("start", ["spawn", "fork server"])
def test_workers_are_the_same_however_they_start(start, monkeypatch):
    if start == "spawn":  # as on Windows, where there is no other
        monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
        monkeypatch.setattr(multiprocessing, "get_context", lambda method, own=multiprocessing.get_context: own(asked.append(method) or method))
    asked = []
    found = told(LocalEngine(2).run(Trouble(), documents("a", "b", "die", "c")))
    assert [found[0], found[1], found[3]] == ["A", "B", "C"]
    assert "file2.txt" in found[2]
    assert asked == (["spawn"] if start == "spawn" else [])


def test_where_there_are_no_timers_one_process_works_without_a_limit(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delattr(signal, "setitimer")
    monkeypatch.delattr(signal, "SIGALRM")
    assert told(LocalEngine(1, timeout_s=1.0).run(Trouble(), documents("a"))) == ["A"]


def test_one_process_works_in_another_thread_too():
    found = []
    thread = threading.Thread(target=lambda: found.extend(told(LocalEngine(1).run(Trouble(), documents("a")))))
    thread.start()
    thread.join()
    assert found == ["A"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_is_started_where_there_is_nothing_to_do(jobs, tmp_path):
    assert list(LocalEngine(jobs).run(Trouble(tmp_path / "started"), [1, 2, 3])) == [1, 2, 3]
    assert not (tmp_path / "started").exists()


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_input_is_taken_only_a_little_ahead(jobs):
    taken = []

    def endless():
        number = 0
        while True:
            taken.append(number)
            yield document(number, "text")
            number += 1

    results = LocalEngine(jobs).run(Trouble(), endless())
    for _ in range(300):
        next(results)
    results.close()
    assert len(taken) < 300 + 200


def test_closing_the_results_ends_the_workers(tmp_path):
    results = LocalEngine(2).run(Trouble(tmp_path / "started"), documents("a", *["sleep"] * 20))
    assert next(results).result == "A"
    results.close()
    for pid in map(int, (tmp_path / "started").read_text().split()):
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_job_that_cannot_begin_stops_the_run_with_its_reason(jobs):
    with pytest.raises(FrontmapError, match="the lexicon is broken"):
        list(LocalEngine(jobs).run(Unready(), documents("a")))


def test_workers_that_never_begin_stop_the_run():
    with pytest.raises(FrontmapError, match="end before they have begun"):
        list(LocalEngine(2).run(Doomed(), documents("a", "b")))


def test_a_failure_is_told_as_other_failures_are():
    (done,) = LocalEngine(2, timeout_s=60).run(Trouble(), documents("die"))
    assert isinstance(done.result, Failure)
    assert str(done.result).startswith("file0.txt: took its worker process with it")
