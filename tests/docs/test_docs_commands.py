"""What README and docs/ show can be typed: every command is one that there is, and those of the guide are run."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from frontmap.cli.reference import cli_reference, parameters, verbs

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "maps").glob("*/README.md")])
GUIDE = sorted((ROOT / "docs" / "guide").glob("*.md"))
FENCE = re.compile(r"^```(\w*)(?: title=\"([^\"]+)\")?[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`(frontmap [a-z][^`]*)`")
PLACEHOLDERS = ("…", "...", "[", "VERB")  # what stands for the reader's own, as in `frontmap batch [--engine …]`


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    language: str
    title: str | None
    text: str


def blocks(page: Path) -> list[Block]:
    return [Block(*found) for found in FENCE.findall(page.read_text(encoding="utf-8"))]


def commands(text: str) -> Iterator[list[str]]:
    """Yield the words of each call of frontmap in a piece of shell: pipes and && part them, # begins a comment."""
    for line in text.replace("\\\n", " ").splitlines():
        lexer = shlex.shlex(line, posix=True, punctuation_chars="|&;<>")
        lexer.whitespace_split = True
        words: list[str] = []
        for word in [*lexer, "|"]:
            if not set(word) <= set("|&;<>"):
                words.append(word)
                continue
            if words and words[0].endswith("frontmap"):
                yield words[1:]
            words = []


def shown(page: Path) -> list[list[str]]:
    fenced = [words for block in blocks(page) if block.language in {"sh", "console", ""} for words in commands(block.text)]
    inline = [words for text in INLINE.findall(FENCE.sub("", page.read_text(encoding="utf-8"))) for words in commands(text.replace("\\|", "|").replace("|", " ").replace("…", ""))]
    return [*fenced, *inline]


def fault(words: list[str]) -> str | None:
    """Return what is wrong with a call: no such verb, no such option, a value that lacks."""
    if words in (["--version"], ["--help"]):
        return None
    known = verbs()
    groups = {name.split()[0] for name in known if " " in name}
    if words[0] in groups:
        name, rest = " ".join(words[:2]), words[2:]
        if len(words) == 1 or name not in known:
            return f"no verb {name!r}"
    else:
        name, rest = words[0], words[1:]
    if name not in known:
        return f"no verb {name!r}"
    flags = {flag: each for each in parameters(known[name]) for flag in each.flags}
    while rest:
        word, rest = rest[0], rest[1:]
        if word in {"--help", "-h"} or not word.startswith("-") or word == "-":
            continue
        if word.strip("[]") not in flags:
            return f"{name} has no option {word!r}"
        values = max(1, len(flags[word].value.split())) if flags[word].value else 0
        if len(rest) < values:
            return f"{name} {word} lacks its value"
        rest = rest[values:]
    return None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_that_is_shown_is_one_that_there_is(page):
    faults = [f"frontmap {' '.join(words)}: {found}" for words in shown(page) if words and not words[0].startswith(PLACEHOLDERS) and (found := fault(words))]
    assert not faults


def test_faults_would_be_found():
    assert fault(["bild", "x"]) == "no verb 'bild'"
    assert fault(["gazetteer", "ad"]) == "no verb 'gazetteer ad'"
    assert fault(["build", "x", "--titel", "y"]) == "build has no option '--titel'"
    assert fault(["build", "x", "-o"]) == "build -o lacks its value"
    assert fault(["build", "x", "-o", "map.html", "--open"]) is None
    assert [*commands("frontmap extract a -o - | frontmap map - -o m.html # so")] == [["extract", "a", "-o", "-"], ["map", "-", "-o", "m.html"]]


def test_the_readme_names_every_verb():
    told = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in verbs() if not re.search(rf"frontmap {name.split()[0]}\b", told)] == []


def test_the_readme_ends_in_the_two_commands():
    *_, last = blocks(ROOT / "README.md")
    assert [line.split()[0] for line in last.text.splitlines()] == ["scripts/demo", "scripts/test"]


def test_scripts_that_pages_name_are_there():
    named = {name for page in PAGES for name in re.findall(r"\b(scripts/[a-z-]+)\b(?!\.)", page.read_text(encoding="utf-8"))}
    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_links_between_pages_lead_somewhere():
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", FENCE.sub("", page.read_text(encoding="utf-8")))
        if "://" not in target and not (page.parent / target).exists() and not (ROOT / "docs" in page.parents and (ROOT / target.lstrip("./")).exists())
    ]
    assert not broken


def test_the_reference_is_the_one_that_the_code_makes():
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == cli_reference(), "run scripts/build-docs"


@pytest.mark.parametrize("verb", verbs())
def test_the_reference_tells_what_help_tells(verb, run):
    code, out, _ = run(*verb.split(), "--help")
    assert code == 0
    for each in parameters(verbs()[verb]):
        for flag in each.flags:
            assert re.search(rf"(^|[\s,]){flag}\b", out, re.MULTILINE), flag


@pytest.mark.parametrize("page", GUIDE, ids=lambda page: page.stem)
def test_what_the_guide_shows_works(page, run, tmp_path, monkeypatch):
    """Files whose title a block bears are written, shell and Python are run, in the order of the page."""
    shutil.copytree(ROOT / "maps" / "demo" / "documents", tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    for block in blocks(page):
        if block.title:
            (tmp_path / block.title).write_text(block.text, encoding="utf-8")
        elif block.language == "sh":
            for words in commands(block.text):
                code, _, err = run(*words)
                assert code == 0, f"frontmap {' '.join(words)}: {err}"
        elif block.language == "python":
            exec(compile(block.text, str(page), "exec"), {})  # noqa: S102 - our own page
