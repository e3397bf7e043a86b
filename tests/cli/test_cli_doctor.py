"""`frontmap doctor` tells what it runs with, and fails where something does."""

import json
from importlib import metadata

from frontmap.cli import doctor


def test_doctor_tells_versions_gazetteer_cache_and_a_self_test(run):
    code, out, err = run("doctor")
    assert (code, err) == (0, "")
    assert metadata.version("frontmap") in out
    assert "places" in out
    assert "readings" in out
    assert "typer" in out
    assert "passed: " in out


def test_doctor_as_json_holds_the_same(run):
    code, out, _ = run("doctor", "--json")
    told = json.loads(out)
    assert (code, told["failed"]) == (0, [])
    assert told["rows"]["self-test"].startswith("passed")


def test_what_fails_is_told_and_the_rest_goes_on(run, monkeypatch):
    monkeypatch.setattr(doctor, "_STORY", "The weather was fine in \x1b[31mSoledar.")
    code, out, _ = run("doctor")
    assert code == 1
    assert "FAILED: ValueError" in out
    assert "readings" in out
    assert "\x1b" not in out


def test_what_is_not_installed_is_told_with_its_remedy(run, monkeypatch):
    monkeypatch.setattr(doctor, "_requirements", lambda: iter([("nonesuch-library", "still"), ("typer", "")]))
    code, out, _ = run("doctor")
    assert code == 0
    assert "nonesuch-library is not installed (pip install 'frontmap[still]')" in out
