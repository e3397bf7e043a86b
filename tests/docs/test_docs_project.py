"""The files that tell of the project as a whole agree with each other: citation, versions, pins, classifiers."""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version
from yaml import safe_load

import frontmap

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


def pins():
    """The versions of requirements/ci.txt by name; a library may have several, for several versions of Python."""
    found: dict[str, list[Version]] = {}
    for name, version in PIN.findall((ROOT / "requirements" / "ci.txt").read_text(encoding="utf-8")):
        found.setdefault(name.lower().replace("_", "-"), []).append(Version(version))
    return found


def asked_for():
    """What pyproject.toml names: needs, extras and the groups of developers."""
    groups = PROJECT["dependency-groups"]
    extras = PROJECT["project"]["optional-dependencies"]
    lines = [*PROJECT["project"]["dependencies"], *chain.from_iterable(extras.values()), *(line for name in ("docs", "release", "dev") for line in groups[name] if isinstance(line, str))]
    return [need for need in map(Requirement, lines) if need.name != "frontmap"]


@pytest.mark.parametrize("need", asked_for(), ids=lambda need: need.name)
def test_ci_pins_what_is_asked_for(need):
    versions = pins().get(need.name.lower().replace("_", "-"), [])
    assert versions, "run scripts/lock"
    assert all(need.specifier.contains(version, prereleases=True) for version in versions), "run scripts/lock"


def test_every_pin_has_a_hash_and_no_address():
    text = (ROOT / "requirements" / "ci.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.split("\n", 1)[1])
    assert all("--hash=sha256:" in entry for entry in entries if entry.strip())
    assert "://" not in text


def test_every_library_has_a_lower_bound():
    needs = [Requirement(line) for line in [*PROJECT["project"]["dependencies"], *chain.from_iterable(PROJECT["project"]["optional-dependencies"].values())]]
    assert [need.name for need in needs if need.name != "frontmap" and not any(bound.operator == ">=" for bound in need.specifier)] == []


def test_classifiers_name_the_versions_of_python_that_are_allowed():
    named = [line.rsplit(" ", 1)[1] for line in PROJECT["project"]["classifiers"] if re.fullmatch(r"Programming Language :: Python :: 3\.\d+", line)]
    assert named[0] == PROJECT["project"]["requires-python"].removeprefix(">=")
    assert all(SpecifierSet(PROJECT["project"]["requires-python"]).contains(version) for version in named)


def test_the_citation_is_what_the_format_asks_for():
    """The keys that the Citation File Format 1.2.0 requires, and values of those that it closes."""
    cited = safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    known = {"abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi", "identifiers", "keywords", "license", "license-url", "message", "preferred-citation", "references", "repository", "repository-artifact", "repository-code", "title", "type", "url", "version"}  # fmt: skip
    assert {"authors", "cff-version", "message", "title"} <= set(cited) <= known
    assert cited["cff-version"] == "1.2.0"
    assert cited["type"] in {"software", "dataset"}
    assert cited["license"] == PROJECT["project"]["license"]
    assert all(set(author) <= {"name", "family-names", "given-names", "affiliation", "orcid", "website"} and ("name" in author or "family-names" in author) for author in cited["authors"])


def test_one_version_everywhere():
    version = PROJECT["project"]["version"]
    assert frontmap.__version__ == version
    assert safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["version"] == version
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_pictures_are_light():
    assert {path.name: path.stat().st_size for path in (ROOT / "docs" / "images").iterdir() if path.stat().st_size > 300_000} == {}
