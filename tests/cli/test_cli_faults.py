"""What a person gets wrong on the command line: one line that says what was found, what was expected and what to do; never a traceback."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

STORY = {"text": "Russian forces captured Soledar, the Russian Ministry of Defence said.", "published": "2023-01-13"}


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.jsonl"
    path.write_text(json.dumps(STORY) + "\n", encoding="utf-8")
    return path


def only_line(err):
    (line,) = err.splitlines()
    assert line.startswith("frontmap: ")
    return line


@pytest.mark.parametrize("name", ["map.xyz", "map.jsonl", "-", "map"])
def test_a_map_is_written_as_a_page_and_as_nothing_else(run, story, tmp_path, name):
    for verb in ("build", "map"):
        code, _, err = run(verb, story, "-o", name if name == "-" else tmp_path / name)
        assert code == 2
        assert "ends in .html" in only_line(err)
    assert not (tmp_path / name).exists()


def test_a_file_in_the_way_of_a_folder_is_named(run, story, tmp_path):
    (tmp_path / "site").write_text("mine")
    code, _, err = run("build", story, "-o", tmp_path / "site" / "map.html")
    assert code == 2
    assert f"{tmp_path / 'site'} is a file and no folder" in only_line(err)


def test_claims_that_are_given_as_documents_say_which_command_takes_them(run, story, tmp_path):
    run("extract", story, "-o", tmp_path / "claims.jsonl")
    code, _, err = run("build", tmp_path / "claims.jsonl", "-o", tmp_path / "map.html")
    assert code == 2
    assert "is a claim and no document: make a map of claims with `frontmap map`" in err
    assert not (tmp_path / "map.html").exists()


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".XLSX"])
def test_office_files_are_skipped_with_advice(run, story, tmp_path, ending):
    (tmp_path / "in").mkdir()
    story.rename(tmp_path / "in" / "story.jsonl")
    (tmp_path / "in" / f"report{ending}").write_bytes(b"%PDF-1.4 broken")
    code, _, err = run("build", tmp_path / "in", "-o", tmp_path / "map.html")
    assert code == 1
    assert "save it as text or HTML" in only_line(err)
    assert (tmp_path / "map.html").exists()


def test_a_table_without_a_head_is_told_so(run, tmp_path):
    (tmp_path / "table.csv").write_text("2023-01-01,Russian forces captured Soledar\n2023-01-02,Ukraine denied it\n")
    code, _, err = run("read", tmp_path / "table.csv")
    assert code == 2
    assert "the first line must name the columns" in err


def test_a_line_cut_in_the_middle_costs_that_line_alone(run, story, tmp_path):
    run("extract", story, "-o", tmp_path / "claims.jsonl")
    whole = (tmp_path / "claims.jsonl").read_text(encoding="utf-8")
    (tmp_path / "cut.jsonl").write_text(whole + whole[: len(whole) // 2], encoding="utf-8")
    code, _, err = run("map", tmp_path / "cut.jsonl", "-o", tmp_path / "map.html")
    assert code == 1
    assert f"cut.jsonl:{len(whole.splitlines()) + 1}: is no JSON (" in only_line(err)
    assert "at at" not in err
    assert " at column " in err


def test_a_recipe_that_is_a_folder_or_no_text(run, tmp_path):
    code, _, err = run("batch", tmp_path)
    assert code == 2
    assert "is a folder: expected a recipe" in only_line(err)
    (tmp_path / "recipe.toml").write_bytes(b"\xff\xfe")
    code, _, err = run("batch", tmp_path / "recipe.toml")
    assert code == 2
    assert "is no UTF-8 text" in only_line(err)


def test_a_theatre_that_is_not_there_or_has_a_colour_that_is_none(run, story, tmp_path):
    code, _, err = run("build", story, "-o", tmp_path / "map.html", "--theatre", tmp_path / "war.toml")
    assert code == 2
    assert "no such theatre file: check the path" in only_line(err)
    from frontmap.theatres.load import THEATRES_FOLDER

    war = (THEATRES_FOLDER / "sudan.toml").read_text(encoding="utf-8").replace("#1f6fb2", "blue")
    (tmp_path / "war.toml").write_text(war, encoding="utf-8")
    code, _, err = run("build", story, "-o", tmp_path / "map.html", "--theatre", tmp_path / "war.toml")
    assert code == 2
    assert only_line(err).startswith(f"frontmap: {tmp_path / 'war.toml'}: the colour of ")


def test_an_empty_name_is_no_place(run):
    code, out, err = run("geocode", " ")
    assert (code, out) == (2, "")
    assert "an empty name was given" in only_line(err)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_behind_standard_output_is_told(story):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-m", "frontmap", "extract", story, "-o", "-"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert "standard output: No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX locales")
def test_a_system_without_utf8_says_how_to_get_it(tmp_path):
    recipe = tmp_path / "recipe.toml"
    recipe.write_text('output = "сайт"\n[inputs]\ndocuments = ["story.jsonl"]\n[[map]]\nname = "a"\n', encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "frontmap", "batch", recipe], env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"}, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "set PYTHONUTF8=1" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_terminal_of_few_letters_ends_nothing_and_what_programs_read_is_utf8_all_the_same(story, tmp_path):
    """As on Windows, where what is piped is cp1252 or cp866."""
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(f'output = "мапа й 🗺"\n[inputs]\ndocuments = ["{story.name}"]\n[[map]]\nname = "a"\n', encoding="utf-8")
    for encoding in ("cp1252", "cp866"):
        environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
        told = subprocess.run([sys.executable, "-m", "frontmap", "batch", recipe, "--dry-run", "--json"], env=environment, capture_output=True, check=True).stdout
        assert Path(json.loads(told.decode("utf-8"))["folder"]).name == "мапа й 🗺"
        shown = subprocess.run([sys.executable, "-m", "frontmap", "geocode", "Бахмут"], env=environment, capture_output=True, check=True).stdout.decode(encoding)
        assert "48.59" in shown
        assert ("Бахмут" if encoding == "cp866" else r"\u0411\u0430\u0445\u043c\u0443\u0442") in shown


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("after", [0.3, 0.6])
def test_ctrl_c_while_it_starts_ends_quietly(story, tmp_path, after):
    process = subprocess.Popen([sys.executable, "-m", "frontmap", "build", story, "-o", tmp_path / "map.html"], stderr=subprocess.PIPE, text=True)
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert "Traceback" not in said
    assert process.returncode in {130, -signal.SIGINT, 0}


def test_a_table_fits_the_terminal(monkeypatch, capsys):
    from frontmap.cli import console, desk

    rows = [("2023-01-13", "a" * 80, "b" * 30), ("2023-01-14", "c", "d")]
    monkeypatch.setattr(console, "room", lambda: 40)
    desk.show_table(("day", "title", "place"), rows)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 40
    assert "…" in lines[1]
    monkeypatch.setattr(console, "room", lambda: None)
    desk.show_table(("day", "title", "place"), rows)
    assert "a" * 80 in capsys.readouterr().out
