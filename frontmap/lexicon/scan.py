"""All rules of a language in one pass over a text.

Each rule knows the tokens with which its matches can begin; the scanner looks every token of the text up once and tries
only the rules that can begin there. Its cost grows with the text, hardly with the number of rules.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from frontmap.lexicon.load import ANY, NUMBER, STEM, Rule, load_rules

__all__ = ["Hit", "Scanner", "scanner"]

_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Hit:
    """Words in a text that a rule of a topic knows: `text[start:end]`."""

    topic: str
    rule: Rule
    text: str
    start: int
    end: int

    @property
    def values(self) -> Mapping[str, Any]:
        """What the rule says, its `set` table."""
        return self.rule.values

    def get(self, key: str, default: Any = None) -> Any:
        """Return one value of the rule's `set` table."""
        return self.rule.values.get(key, default)


@dataclass(frozen=True, slots=True)
class Scanner:
    """The rules of some topics, indexed by the tokens with which their matches begin."""

    by_token: Mapping[str, Sequence[tuple[str, Rule]]] = field(repr=False)
    stem_lengths: tuple[int, ...] = ()

    @classmethod
    def of(cls, topics: Mapping[str, Sequence[Rule]]) -> Scanner:
        """Build a scanner from rules by topic."""
        by_token: dict[str, list[tuple[str, Rule]]] = {}
        for topic, rules in topics.items():
            for rule in rules:
                for token in rule.first:
                    by_token.setdefault(token, []).append((topic, rule))
        lengths = sorted({len(token) - 1 for token in by_token if token.endswith(STEM) and len(token) > 1})
        return cls(by_token, tuple(lengths))

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """Return the hits in `text[start:end]` in reading order; of one topic's hits that overlap the longest stays."""
        stop = len(text) if end is None else end
        hits: list[Hit] = []
        anywhere = self.by_token.get(ANY, ())
        for found in _TOKEN.finditer(text, start, stop):
            for topic, rule in (*self._rules_at(found.group().lower()), *anywhere):
                match = rule.match_at(text, found.start(), stop)
                if match is not None and match.end() > match.start():
                    hits.append(Hit(topic, rule, match.group(), match.start(), match.end()))
        return _longest(hits)

    def _rules_at(self, token: str) -> list[tuple[str, Rule]]:
        rules = list(self.by_token.get(token, ()))
        for length in self.stem_lengths:
            if length <= len(token):
                rules.extend(self.by_token.get(token[:length] + STEM, ()))
        if token[0].isdigit():
            rules.extend(self.by_token.get(NUMBER, ()))
        return rules


def _longest(hits: list[Hit]) -> list[Hit]:
    """Drop hits that lie within or across a longer hit of their topic; equal spans of several rules all stay."""
    kept: dict[str, list[Hit]] = {}
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start, hit.rule.id)):
        same = kept.setdefault(hit.topic, [])
        if all(hit.end <= other.start or other.end <= hit.start or (hit.start, hit.end) == (other.start, other.end) for other in same):
            same.append(hit)
    return sorted((hit for same in kept.values() for hit in same), key=lambda hit: (hit.start, hit.end, hit.topic, hit.rule.id))


@functools.cache
def scanner(language: str, topics: tuple[str, ...]) -> Scanner:
    """Return the scanner over some topics of a language's lexicon; topics that the language lacks are empty."""
    return Scanner.of({topic: load_rules(language, topic) for topic in topics})
