"""Rules that do not say what their examples say, phrases that do not close, and words of rarer patterns."""

import dataclasses

import pytest

from frontmap.errors import ConfigError
from frontmap.lexicon import ukrainian
from frontmap.lexicon.check import example_faults
from frontmap.lexicon.inflect import verb_forms
from frontmap.lexicon.load import load_rules
from frontmap.lexicon.phrases import parse_phrase


def test_examples_that_a_rule_does_not_bear_out_are_told_with_why():
    rule = next(rule for rule in load_rules("en", "kinds") if rule.match and rule.reject)
    assert list(example_faults(rule)) == []
    wrong = dataclasses.replace(rule, match=rule.reject, reject=rule.match)
    assert [(fault.rule, fault.example, fault.why) for fault in example_faults(wrong)] == [
        *((rule.id, example, "stands under match, and the rule does not find it") for example in rule.reject),
        *((rule.id, example, "stands under reject, and the rule finds it") for example in rule.match),
    ]


@pytest.mark.parametrize("phrase", ["", "<storm", "(a|b", "storm]"])
def test_a_phrase_that_does_not_close_is_refused(phrase):
    with pytest.raises(ConfigError, match="phrase"):
        parse_phrase(phrase, "en")


def test_a_phrase_of_too_many_brackets_is_refused():
    with pytest.raises(ConfigError, match="brackets: expected at most"):
        parse_phrase("(a|b) " * 200, "en")


@pytest.mark.parametrize(("verb", "forms"), [("agree", "agree agrees agreed agreeing"), ("die", "die dies died dying"), ("take", "take takes took taken taking"), ("carry", "carry carries carried carrying")])
def test_an_english_verb_of_a_rarer_pattern(verb, forms):
    assert set(verb_forms(verb, "en")) == set(forms.split())


def test_ukrainian_stems_that_end_in_a_vowel_or_softly():
    assert {"клею", "клеїш", "клеять"} <= ukrainian.verb("клеїти")["future"]
    assert ukrainian.noun("дальній")["instrumental"] == {"дальньою", "дальнім", "дальніми"}
