"""The short ways in which a grammar tells its parts give what the parts' own patterns give."""

import re

import pytest

from frontmap.claims.grammar import load_grammar
from frontmap.lexicon.load import load_rules

RULES = [(language, rule) for language in ("en", "ru", "uk") for rule in load_rules(language, "grammar")]
SAID = {language: [text for tongue, rule in RULES if tongue == language for text in (*rule.match, *rule.reject, *rule.phrases)] for language in ("en", "ru", "uk")}


@pytest.mark.parametrize(("language", "rule"), RULES, ids=[rule.id for _, rule in RULES])
def test_a_part_is_told_by_its_tokens_as_by_its_pattern(language, rule):
    grammar, part = load_grammar(language), rule.id.rpartition(".")[2]
    ending, anywhere = re.compile(rf"(?:{rule.pattern})\s*$"), re.compile(rule.pattern)
    for text in SAID[language]:
        for said in (text, f"{text} ", f"{text},", f"12 {text.upper()} 12"):
            assert grammar.ends(part, said) == (ending.search(said[-70:]) is not None), said
            assert grammar.has(part, said) == (anywhere.search(said) is not None), said
