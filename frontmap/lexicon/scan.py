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
_NEAR = 24  # tokens on each side of a match in which what undoes it can begin


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
    """The rules of some topics, indexed by the tokens with which their matches begin.

    `by_token` gives, for a first token, each rule with the tokens that must follow it, None where any may.
    """

    by_token: Mapping[str, Sequence[tuple[str, Rule, frozenset[str] | None]]] = field(repr=False)
    stem_lengths: tuple[int, ...] = ()
    pairs: dict[tuple[str, str], tuple[tuple[str, Rule], ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, topics: Mapping[str, Sequence[Rule]]) -> Scanner:
        """Build a scanner from rules by topic."""
        by_token: dict[str, list[tuple[str, Rule, frozenset[str] | None]]] = {}
        for topic, rules in topics.items():
            for rule in rules:
                seconds: dict[str, set[str]] = {}
                for head in rule.heads:
                    seconds.setdefault(head[0], set()).add(head[1] if len(head) > 1 else ANY)
                for token, after in seconds.items():
                    by_token.setdefault(token, []).append((topic, rule, None if ANY in after else frozenset(after)))
        lengths = sorted({len(token) - 1 for token in by_token if token.endswith(STEM) and len(token) > 1})
        return cls(by_token, tuple(lengths))

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """Return the hits in `text[start:end]` in reading order; of one topic's hits that overlap the longest stays."""
        stop = len(text) if end is None else end
        tokens = [(found.start(), found.group().lower()) for found in _TOKEN.finditer(text, start, stop)]
        hits: list[Hit] = []
        for index, (at, token) in enumerate(tokens):
            pair = (token, tokens[index + 1][1] if index + 1 < len(tokens) else "")
            rules = self.pairs.get(pair)
            if rules is None:
                rules = self.pairs[pair] = self._rules_at(*pair)
            for topic, rule in rules:
                match = rule.regex.match(text, at, stop)
                if match is None or match.end() == at:
                    continue
                near = tokens[max(0, index - _NEAR) : index + _NEAR]
                if rule.undoing is None or not rule.is_undone(text, at, match.end(), stop, near):
                    hits.append(Hit(topic, rule, match.group(), at, match.end()))
        return _longest(hits)

    def _rules_at(self, token: str, after: str) -> tuple[tuple[str, Rule], ...]:
        """Return the rules that can match where these two tokens stand, the second "" at the end."""
        found = [*self.by_token.get(token, ()), *self.by_token.get(ANY, ())]
        for length in self.stem_lengths:
            if length <= len(token):
                found.extend(self.by_token.get(token[:length] + STEM, ()))
        if token[0].isdigit():
            found.extend(self.by_token.get(NUMBER, ()))
        fitting = ((topic, rule) for topic, rule, seconds in found if seconds is None or _follows(after, seconds))
        return tuple(dict.fromkeys(fitting))


def _follows(token: str, seconds: frozenset[str]) -> bool:
    if token in seconds or (token[:1].isdigit() and NUMBER in seconds):
        return True
    return any(second.endswith(STEM) and token.startswith(second[:-1]) for second in seconds)


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
