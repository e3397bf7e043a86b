"""What other systems do otherwise: drives, names, files that are held, folders that cannot be synced."""

import ntpath
import os
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from frontmap.atomic import writing
from frontmap.batch.folder import OutputFolder
from frontmap.batch.pool import Pool
from frontmap.batch.recipe import load
from frontmap.batch.remote import mirrored
from frontmap.batch.report import written
from frontmap.batch.sources import Sources, find_sources
from frontmap.errors import ConfigError, OutputError


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


def test_on_windows_a_file_that_a_virus_scanner_holds_for_a_moment_is_waited_for(tmp_path, monkeypatch):
    path, replaces, held_for = tmp_path / "claims.csv", Path.replace, iter(range(3))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(time, "sleep", lambda _: None)
    monkeypatch.setattr(Path, "replace", lambda beside, place: replaces(beside, place) if next(held_for, None) is None else held())
    with writing(path) as file:
        file.write(b"new")
    assert path.read_bytes() == b"new"
    assert next(held_for, None) is None


def test_what_cannot_be_taken_away_beside_a_file_hides_no_fault(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(Path, "unlink", held)
    with pytest.raises(OutputError, match="cannot be written"), writing(tmp_path / "claims.csv") as file:
        file.write(b"new")


@pytest.mark.parametrize(("system", "most"), [("win32", 60), ("linux", 200)])
def test_there_are_no_more_workers_than_a_system_can_wait_for(system, most, monkeypatch):
    monkeypatch.setattr(sys, "platform", system)
    assert Pool(None, 200, 1.0)._jobs == most


def recipe_in(folder, pattern):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "recipe.toml"
    path.write_text(f'[inputs]\ndocuments = ["{pattern}"]\n[[map]]\nname = "all"\n', encoding="utf-8")
    return load(path)


@pytest.mark.parametrize(("named", "asked"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_name_is_found_whether_its_letters_are_composed_or_not(named, asked, tmp_path):
    """A Mac takes both for one name; what a folder there tells may be either."""
    path = tmp_path / unicodedata.normalize(named, "Київ-й.txt")
    path.write_text("Soledar.")
    found = find_sources(recipe_in(tmp_path, unicodedata.normalize(asked, "Київ-й*.txt")))
    assert (found.documents, found.missing) == ((path,), ())


def test_a_recipe_s_folder_may_be_called_what_would_be_a_pattern(tmp_path):
    recipe = recipe_in(tmp_path / "war [2024]", "*.txt")
    (recipe.path.parent / "a.txt").write_text("Soledar.")
    assert find_sources(recipe).documents == (recipe.path.parent / "a.txt",)


def test_a_folder_is_no_recipe_on_windows_either(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "read_bytes", held)
    with pytest.raises(ConfigError, match="is a folder"):
        load(tmp_path)


def test_a_copy_of_a_file_has_a_name_that_windows_takes(tmp_path):
    (tmp_path / "2024-05-01T10:00 a?.txt").write_text("Soledar.")
    (copy,) = mirrored(f"file://{tmp_path}/*.txt", tmp_path / "here")
    assert (copy.name, copy.read_text()) == ("2024-05-01T10-00 a-.txt", "Soledar.")


def test_a_stale_file_that_another_program_holds_ends_no_build(tmp_path, monkeypatch):
    (tmp_path / "old.html").write_text("old")
    folder = OutputFolder(tmp_path)
    stale = folder.stale([written(tmp_path / "old.html")], ())
    folder.note(*stale)
    monkeypatch.setattr(Path, "unlink", held)
    folder.clear(stale)
    assert (tmp_path / "old.html").exists()


def test_a_map_that_was_renamed_in_case_alone_is_not_taken_away(tmp_path):
    """Where case does not count, both names are one file, as with a hard link here."""
    for name in ("Kyiv.html", "Lviv.html"):
        (tmp_path / name).write_text("page")
    before = [written(tmp_path / "Kyiv.html"), written(tmp_path / "Lviv.html")]
    (tmp_path / "kyiv.html").hardlink_to(tmp_path / "Kyiv.html")
    (tmp_path / "lviv.html").write_text("page")
    assert OutputFolder(tmp_path).stale(before, {"kyiv.html", "lviv.html"}) == ["Lviv.html"]
    OutputFolder(tmp_path).note("Kyiv.html", "Lviv.html")  # a build that was killed
    assert OutputFolder(tmp_path).stale((), {"kyiv.html", "lviv.html"}) == ["Lviv.html"]


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
