"""Every rule of every lexicon does what its examples say, by itself and in the scanner."""

import pytest

from frontmap.lexicon.load import Rule, languages, load_rules, topics
from frontmap.lexicon.scan import Scanner

RULES = [rule for language in languages() for topic in topics(language) for rule in load_rules(language, topic)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_its_matches_and_passes_over_its_rejects(rule: Rule) -> None:
    assert [example for example in rule.match if not any(rule.find(example))] == []
    assert [example for example in rule.reject if any(rule.find(example))] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_scanner_finds_what_the_rule_finds(rule: Rule) -> None:
    scanner = Scanner.of({"topic": [rule]})
    for example in rule.match:
        assert scanner.scan(example), f"no first token of {rule.id} stands in {example!r}"


def test_ids_are_unique_over_all_lexicons() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
