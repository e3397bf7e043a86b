"""No verb prints what a terminal would obey, whatever stands in its input, its file names and its arguments."""

import json
import re
import sys

import pytest
from payloads import short_payloads

from frontmap.cli.main import main

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
NAME = "\x1b[2J\x9b31m\u202ename"


@pytest.fixture
def run(monkeypatch, capfd):
    def runs(*words):
        monkeypatch.setattr(sys, "argv", ["frontmap", *map(str, words)])
        with pytest.raises(SystemExit):
            main()
        out, err = capfd.readouterr()
        return out, err

    return runs


@pytest.fixture
def documents(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    lines = [
        json.dumps({"id": text, "text": f"{text} Russian forces captured Soledar, the {text} Russian Ministry of Defence said. {text}", "title": text, "publisher": text, "url": text})
        for text in (payload.text for payload in short_payloads() if payload.family in {"terminal", "control", "bidi", "surrogate"})
    ]
    (folder / f"a{NAME}.jsonl").write_text("\n".join([*lines, "{broken " + NAME, "{}"]) + "\n", encoding="utf-8")
    (folder / f"b{NAME}.pdf").write_text("x", encoding="utf-8")
    return folder


def test_no_verb_steers_the_terminal(run, documents, tmp_path):
    claims, page = tmp_path / "claims.jsonl", tmp_path / "map.html"
    recipe = tmp_path / "recipe.toml"
    recipe.write_text('[inputs]\ndocuments = ["in"]\n[[map]]\nname = "m"\neach = "oblast"\n', encoding="utf-8")
    verbs = [
        ("extract", documents, "-o", claims), ("extract", documents, "-o", "-"), ("geoparse", documents), ("explain", documents), ("build", documents, "-o", page), ("map", claims, "-o", page),
        ("review", claims, "-o", "-"), ("ledger", claims), ("diff", claims, claims), ("control", claims), ("export", claims, "-o", tmp_path / "a.csv"), ("read", documents),
        ("geocode", NAME), ("geocode", NAME, "--json"), ("geocode", "\udcff", "--json"), ("gazetteer", "check", documents / NAME), ("gazetteer", "remove", NAME), ("batch", recipe), ("batch", recipe, "--only", NAME),
        ("extract", NAME, "-o", "-"), ("lexicon", "check", tmp_path / NAME), ("map", claims, "-o", tmp_path / f"{NAME}.html"), ("open", NAME), ("build", documents, "-o", page, "--theatre", NAME), ("extract", documents, "-o", f"x.{NAME}"),
    ]  # fmt: skip
    for words in verbs:
        for told in run(*words):
            found = STEERING.search(told) if words[0] not in {"extract", "geoparse", "ledger", "diff", "control", "review", "read"} and "--json" not in words else re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", told)
            assert not found, (words, told[max(0, found.start() - 60) : found.end() + 20])
