"""A lexicon with a fault is refused, naming file, rule and key; phrases mean what the documentation says."""

import re
from pathlib import Path

import pytest

from frontmap.errors import ConfigError
from frontmap.lexicon.inflect import noun_forms, verb_forms
from frontmap.lexicon.load import read_rules
from frontmap.lexicon.phrases import compile_phrase
from frontmap.lexicon.scan import Scanner

RULE = '[[rule]]\nid = "capture"\nphrases = ["<capture>"]\nmatch = ["they captured it"]\nreject = ["they left it"]\n'


def write(folder: Path, text: str) -> Path:
    path = folder / "kinds.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_rule_is_read_with_its_full_id(tmp_path: Path) -> None:
    (rule,) = read_rules(write(tmp_path, RULE), "en")
    assert rule.id == "en.kinds.capture"
    assert [found.group() for found in rule.find("Captured, then capturing")] == ["Captured", "capturing"]


def test_rules_may_begin_with_the_mark_of_windows_editors(tmp_path: Path) -> None:
    assert read_rules(write(tmp_path, f"\ufeff{RULE}"), "en")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (RULE.replace("phrases", "phrase"), "did you mean 'phrases'"),
        (RULE.replace('match = ["they captured it"]\n', ""), "lacks 'match'"),
        (RULE.replace('reject = ["they left it"]\n', ""), "lacks 'reject'"),
        (RULE + RULE, "stands twice"),
        (RULE.replace("<capture>", "(a|b"), "bracket that it does not close"),
        (RULE.replace("<capture>", "a)"), "closes a bracket"),
        (RULE.replace("<capture>", "(a)?"), "empty alternative"),
        (RULE.replace("[[rule]]", "[[rules]]"), "unknown key 'rules'"),
        ("id = ", "is no TOML"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, text: str, says: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError, match=re.escape(says)) as caught:
        read_rules(path, "en")
    assert caught.value.path == path


@pytest.mark.parametrize(
    ("phrase", "text", "matches"),
    [
        ("<take> control of", "took control of", True),
        ("<take> control of", "control of", False),
        ("[attack] on", "attacks on", True),
        ("(heavy|fierce) fighting", "fierce  fighting", True),
        ("fighting (near)? there", "fighting there", True),
        ("fired * at", "fired 20 shells at", True),
        ("lost # men", "lost 1,200 men", True),
        ("AP", "ap", False),
        ("don't", "don’t", True),
        ("захоп~", "захопили", True),
        ("захоп~", "перехопили", False),
        ("~ly", "reportedly", True),
        ("~ly", "lying", False),
    ],
)
def test_phrases_mean_what_they_say(phrase: str, text: str, matches: bool) -> None:
    assert (re.search(compile_phrase(phrase), text) is not None) is matches


def test_an_unless_phrase_undoes_a_match(tmp_path: Path) -> None:
    text = RULE.replace('match = ["they', 'unless = ["captured on camera"]\nmatch = ["they')
    (rule,) = read_rules(write(tmp_path, text), "en")
    assert not list(rule.find("captured on camera"))
    scanner = Scanner.of({"kinds": (rule,)})
    assert scanner.scan("it was captured on camera") == []
    assert [hit.text for hit in scanner.scan("they captured the town")] == ["captured"]


def test_a_rule_is_tried_only_where_its_second_word_follows_too(tmp_path: Path) -> None:
    (rule,) = read_rules(write(tmp_path, RULE.replace('"<capture>"', '"(the|a)? big town", "took # towns", "of~ *  men"')), "en")
    assert {head for phrase in rule.parts for head in phrase.heads} >= {("the", "big"), ("a", "big"), ("big", "town"), ("took", "#")}
    assert [hit.text for hit in Scanner.of({"kinds": (rule,)}).scan("a big town, the bigger town, they took 3 towns, of1,351 fine men")] == ["a big town", "took 3 towns", "of1,351 fine men"]


def test_of_the_phrases_that_a_word_begins_the_one_with_more_words_is_tried_first(tmp_path: Path) -> None:
    (rule,) = read_rules(write(tmp_path, RULE.replace('"<capture>"', '"took", "took (the)? town", "took the town back", "left"')), "en")
    scanner = Scanner.of({"kinds": (rule,)})
    assert [hit.text for hit in scanner.scan("took it, took town, took the town, took the town back, left")] == ["took", "took town", "took the town", "took the town back", "left"]


def test_of_overlapping_hits_the_longest_stays(tmp_path: Path) -> None:
    text = RULE + RULE.replace('"capture"', '"control"').replace("<capture>", "captured it")
    hits = Scanner.of({"kinds": read_rules(write(tmp_path, text), "en")}).scan("they captured it")
    assert [hit.rule.id for hit in hits] == ["en.kinds.control"]


def test_stems_and_numbers_are_found_by_their_first_token(tmp_path: Path) -> None:
    text = RULE.replace("<capture>", "захоп~").replace("they captured it", "вони захопили")
    text += RULE.replace('"capture"', '"count"').replace("<capture>", "# killed").replace("they captured it", "12 killed")
    scanner = Scanner.of({"kinds": read_rules(write(tmp_path, text), "en")})
    assert [hit.text for hit in scanner.scan("Захопили село, 1,200 killed")] == ["Захопили", "1,200 killed"]


@pytest.mark.parametrize(
    ("lemma", "form"), [("capture", "capturing"), ("carry", "carried"), ("stop", "stopped"), ("take over", "took over"), ("control", "controlled")]
)
def test_verbs_are_inflected(lemma: str, form: str) -> None:
    assert form in verb_forms(lemma)


@pytest.mark.parametrize(("lemma", "form"), [("casualty", "casualties"), ("glide bomb", "glide bombs"), ("video", "videos"), ("clash", "clashes")])
def test_nouns_have_plurals(lemma: str, form: str) -> None:
    assert form in noun_forms(lemma)
