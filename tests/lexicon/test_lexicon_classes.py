"""Classes of words: what stands in one place of many phrases is listed once, and a class with a fault is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from frontmap.errors import ConfigError
from frontmap.lexicon.classes import CLASSES, class_members, read_classes
from frontmap.lexicon.load import LEXICON_FOLDER, languages, read_rules, topics
from frontmap.lexicon.phrases import parse_phrase

WITH_CLASSES = [language for language in languages() if (LEXICON_FOLDER / language / CLASSES).exists()]


@pytest.mark.parametrize(
    ("phrase", "text", "matches"),
    [
        ("<збити> * {drone}", "збили три «Шахеди»", True),
        ("<збити> * {drone}", "збили російський FPV-дрон", True),
        ("<збити> * {drone}", "збили безпілотники", True),
        ("<збити> * {drone}", "збили пішохода", False),
        ("({drone}|[ракета]) * <впасти>", "ракета впала", True),
        ("{town} (наше)?", "село", True),
    ],
)
def test_a_class_stands_for_each_of_its_words(phrase: str, text: str, matches: bool) -> None:
    assert (re.search(parse_phrase(phrase, "uk").pattern, text) is not None) is matches


@pytest.mark.parametrize("language", WITH_CLASSES)
def test_every_class_compiles_and_begins_with_tokens_that_are_known(language: str) -> None:
    for name in read_classes(LEXICON_FOLDER / language / CLASSES):
        phrase = parse_phrase(f"{{{name}}}", language)
        assert phrase.heads
        assert phrase.may_begin(min(head[0] for head in phrase.heads if head[0].isalpha()))


@pytest.mark.parametrize("language", WITH_CLASSES)
def test_a_file_of_classes_is_no_topic(language: str) -> None:
    assert "classes" not in topics(language)


def test_a_class_that_a_rule_misspells_is_named_with_file_and_rule(tmp_path: Path) -> None:
    path = tmp_path / "kinds.toml"
    path.write_text('[[rule]]\nid = "shoot"\nphrases = ["<збити> {dron}"]\nmatch = ["збили дрон"]\nreject = ["село"]\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape("rule 'uk.kinds.shoot': no class {dron} in uk/classes.toml: did you mean {drone}?")) as caught:
        read_rules(path, "uk")
    assert caught.value.path == path


def test_a_language_without_classes_knows_none() -> None:
    with pytest.raises(ConfigError, match="known classes are none"):
        class_members("drone", "xx")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[classes]\ndrone = []\n", "class 'drone' is no list of words"),
        ('[classes]\ndrone = "drone"\n', "class 'drone' is no list of words"),
        ('[classes]\nDrone = ["drone"]\n', "class 'Drone' is no name of a class"),
        ('[classes]\ndrone = ["drone * boat"]\n', "class 'drone' has a gap"),
        ('[classes]\nweapon = ["{drone}"]\ndrone = ["drone"]\n', "takes {drone}, which does not stand above it"),
        ('[class]\ndrone = ["drone"]\n', "unknown key 'class' in a file of classes: did you mean 'classes'?"),
        ("[classes]\ndrone =\n", "is no TOML"),
    ],
)
def test_a_class_with_a_fault_is_refused(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / CLASSES
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape(says)) as caught:
        read_classes(path)
    assert caught.value.path == path


def test_a_class_may_take_those_above_it(tmp_path: Path) -> None:
    path = tmp_path / CLASSES
    path.write_text('[classes]\ndrone = ["UAV"]\nweapon = ["{drone}", "missile"]\n', encoding="utf-8")
    assert read_classes(path) == {"drone": ("UAV",), "weapon": ("{drone}", "missile")}


@pytest.mark.parametrize("phrase", ["took * * prisoners", "took * (some)? * prisoners", "took *, * prisoners"])
def test_two_gaps_side_by_side_are_refused(phrase: str) -> None:
    with pytest.raises(ConfigError, match="two gaps side by side"):
        parse_phrase(phrase, "en")


@pytest.mark.parametrize("phrase", ["<shell>ed", "FPV-[drone]", "the [prosecutor]'s", "(drone|gun)s", "{drone}s"])
def test_a_bracket_joined_to_a_word_is_refused(phrase: str) -> None:
    with pytest.raises(ConfigError, match="joins a bracket to what stands beside it"):
        parse_phrase(phrase, "en")
