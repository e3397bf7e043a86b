"""What other systems do otherwise: drives, files that are held, folders that cannot be synced."""

import ntpath
import os
from pathlib import Path

import pytest

from frontmap.atomic import writing
from frontmap.batch.folder import OutputFolder
from frontmap.batch.report import written
from frontmap.batch.sources import Sources
from frontmap.errors import OutputError


def test_inputs_on_another_drive_count_by_their_whole_name(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("Soledar.")
    sources = Sources((path,), (), ())
    near = sources.fingerprint(tmp_path)
    with pytest.raises(ValueError, match=r"drive|mount"):
        ntpath.relpath("D:\\a.txt", "C:\\recipes")
    monkeypatch.setattr(os.path, "relpath", lambda path, start: ntpath.relpath(f"D:{path}", f"C:{start}"))
    far = sources.fingerprint(tmp_path)
    assert far != near
    path.write_text("Soledar stands.")
    assert sources.fingerprint(tmp_path) != far


def test_names_count_alike_with_either_separator(tmp_path, monkeypatch):
    path = tmp_path / "articles" / "a.txt"
    path.parent.mkdir()
    path.write_text("Soledar.")
    near = Sources((path,), (), ()).fingerprint(tmp_path)
    monkeypatch.setattr(os.path, "relpath", lambda path, start: os.fspath(Path(path).relative_to(start)))
    assert Sources((path,), (), ()).fingerprint(tmp_path) == near


def held(*_, **__):
    raise PermissionError(13, "The process cannot access the file because it is being used by another process")


def test_a_file_that_another_program_holds_is_told_and_nothing_is_left_beside_it(tmp_path, monkeypatch):
    path = tmp_path / "claims.csv"
    path.write_text("old")
    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(OutputError, match=r"claims\.csv: cannot be written \(The process cannot access .*\): choose another place"), writing(path) as file:
        file.write(b"new")
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("claims.csv", "old")]


def test_a_stale_file_that_another_program_holds_ends_no_build(tmp_path, monkeypatch):
    (tmp_path / "old.html").write_text("old")
    folder = OutputFolder(tmp_path)
    stale = folder.stale([written(tmp_path / "old.html")], ())
    folder.note(*stale)
    monkeypatch.setattr(Path, "unlink", held)
    folder.clear(stale)
    assert (tmp_path / "old.html").exists()


def test_a_folder_that_cannot_be_opened_is_written_all_the_same(tmp_path, monkeypatch):
    opened = os.open

    def refuse(path, flags, *given, **named):
        if Path(path).is_dir():
            raise PermissionError(13, "Permission denied")
        return opened(path, flags, *given, **named)

    monkeypatch.setattr(os, "open", refuse)
    with writing(tmp_path / "a.txt") as file:
        file.write(b"whole")
    assert (tmp_path / "a.txt").read_bytes() == b"whole"
    assert not list(tmp_path.glob(".*"))
