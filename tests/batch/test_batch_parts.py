"""Small parts of a build: how far it is, the journal of its folder, addresses that lead nowhere, and documents that take too long."""

import threading

import pytest

from frontmap.batch import files, sources
from frontmap.batch.engines import _time_limit
from frontmap.batch.folder import OutputFolder
from frontmap.batch.progress import Meter, Silence
from frontmap.batch.remote import mirrored, store
from frontmap.errors import InputError, OutputError


class Told:
    """Keeps what it is told."""

    def __init__(self):
        self.shares = []

    def read(self, documents, share):
        self.shares.append((documents, share))

    def drawn(self, maps, of):
        raise AssertionError(f"nothing is drawn while files are read: {maps} of {of}")


def test_progress_counts_whole_files_by_their_size_and_the_one_under_way_by_its_text(tmp_path):
    one, two, gone = tmp_path / "one", tmp_path / "two", tmp_path / "gone"
    one.write_bytes(b"x" * 60)
    two.write_bytes(b"x" * 40)
    told = Told()
    meter = Meter([one, two, gone], told)
    for _ in meter.passing([one, two, gone]):
        meter.count(30)
        meter.count(90)
    assert told.shares == [(1, 0.3), (2, 0.6), (3, 0.9), (4, 1.0), (5, 1.0), (6, 1.0)]


def test_nobody_is_told_of_what_nobody_looks_at(tmp_path):
    meter = Meter([tmp_path / "gone"], Silence())
    assert list(meter.passing([tmp_path / "gone"])) == [tmp_path / "gone"]
    meter.count(1)


def test_a_journal_names_what_a_killed_build_left_and_its_halves_are_taken_away(tmp_path):
    (tmp_path / "[a].html").write_text("whole")
    (tmp_path / ".[a].html.123.part").write_text("half")
    first = OutputFolder(tmp_path)
    assert not first.left_behind
    first.note("[a].html", "b.html")
    first.note("b.html")
    second = OutputFolder(tmp_path)
    assert second.left_behind
    assert not (tmp_path / ".[a].html.123.part").exists()
    assert second.stale([], keep=["b.html"]) == ["[a].html"]
    second.clear(["[a].html"])
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    folder = OutputFolder(tmp_path / "none")
    with pytest.raises(OutputError, match="cannot be written"):
        folder.note("a.html")


def test_a_file_that_is_written_as_it_stands_is_left_alone(tmp_path):
    folder = OutputFolder(tmp_path)
    folder.put("a.txt", b"one")
    before = (tmp_path / "a.txt").stat().st_mtime_ns
    folder.clear([])
    folder.put("a.txt", b"one")
    assert (tmp_path / "a.txt").stat().st_mtime_ns == before
    assert not folder.left_behind


def test_an_address_that_leads_nowhere_is_told():
    pytest.importorskip("fsspec", reason="the extra frontmap[remote] is not installed")
    with pytest.raises(InputError, match="nowhere://bucket/x"):
        store("nowhere://bucket/x")


def test_a_library_that_an_address_needs_is_named(monkeypatch):
    core = pytest.importorskip("fsspec.core", reason="the extra frontmap[remote] is not installed")

    def missing(_):
        raise ImportError("no s3fs")

    monkeypatch.setattr(core, "url_to_fs", missing)
    with pytest.raises(InputError, match=r"needs a library that is not installed \(no s3fs\)"):
        list(mirrored("s3://bucket/*.jsonl"))


def test_a_store_that_cannot_be_read_is_told(monkeypatch, tmp_path):
    core = pytest.importorskip("fsspec.core", reason="the extra frontmap[remote] is not installed")

    class Broken:
        def glob(self, _):
            raise OSError("the store is away")

    monkeypatch.setattr(core, "url_to_fs", lambda _: (Broken(), "bucket/*"))
    with pytest.raises(InputError, match="the store is away"):
        list(mirrored("s3://bucket/*", tmp_path))


def test_a_library_that_is_not_installed_has_no_version():
    assert files._version("no-such-library") is None
    assert files._version("pytest").startswith("pytest ")


def test_a_file_that_cannot_be_read_has_no_digest(tmp_path):
    assert sources._content(tmp_path / "gone") == "unreadable"


def test_out_of_the_main_thread_no_time_is_limited():
    reached = []

    def work():
        with _time_limit(0.0):
            reached.append(threading.current_thread())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert reached == [thread]
