"""A language's words of time, from its lexicon, as patterns and tables for the grammar of dates."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from frontmap.lexicon.load import Rule, load_rules
from frontmap.lexicon.phrases import compile_phrase

__all__ = ["Vocabulary", "load_vocabulary"]

# A word that stands in no text, for a kind of word that a language lacks.
_NOTHING = r"(?!)"
_OPTIONAL = re.compile(r"\([^()]*\)\?")
_CHOICE = re.compile(r"\(([^()]*)\)")
_WORD = re.compile(r"[\w’']+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The rules of `<language>/dates.toml`, by kind."""

    language: str
    rules: Mapping[str, tuple[Rule, ...]]

    def pattern(self, *kinds: str) -> str:
        """Return an alternation of all phrases of these kinds, a pattern that matches nothing where there are none."""
        phrases = [phrase for kind in kinds for rule in self.rules.get(kind, ()) for phrase in rule.phrases]
        # Single words in one group: the engine then rejects most places at their first letter.
        words = sorted((phrase for phrase in phrases if phrase.isalpha()), key=lambda word: (-len(word), word))
        names, small = [word for word in words if word != word.lower()], [word for word in words if word == word.lower()]
        patterns = [rf"(?<!\w)(?:{'|'.join(names)})(?!\w)"] if names else []
        patterns += [rf"(?i:(?<!\w)(?:{'|'.join(small)})(?!\w))"] if small else []
        patterns += [compile_phrase(phrase, self.language) for phrase in phrases if not phrase.isalpha()]
        return f"(?:{'|'.join(patterns)})" if patterns else _NOTHING

    def values(self, kind: str, word: str) -> Mapping[str, Any]:
        """Return the `set` table of the rule of this kind that knows `word`, an empty one where none does."""
        return _values(self.language, kind, word)

    def number(self, word: str) -> int | None:
        """Return the number that digits or a word stand for."""
        digits = re.sub(r"[^\d]", "", word)
        value = int(digits) if digits else self.values("number", word).get("value")
        return None if value is None else int(value)

    def triggers(self, *kinds: str) -> frozenset[str]:
        """Return words of which at least one stands in every match of these kinds, as the lexicon writes them."""
        return frozenset(word for kind in kinds for rule in self.rules.get(kind, ()) for phrase in rule.phrases for word in _triggers(phrase))


def _triggers(phrase: str) -> tuple[str, ...]:
    """Return words of which one stands wherever the phrase does: long ones, for long words are rare.

    Either one word that the phrase cannot do without, or one word of each branch of a choice that it must make.
    """
    bare = phrase
    while (shorter := _OPTIONAL.sub(" ", bare)) != bare:
        bare = shorter
    choices = [tuple(_longest(branch) for branch in choice.split("|")) for choice in _CHOICE.findall(bare)]
    needed = _longest(_CHOICE.sub(" ", bare))
    return max([*choices, *([(needed,)] if needed else [])], key=lambda words: min(map(len, words)))


def _longest(words: str) -> str:
    """Return the longest word, the last of equally long ones."""
    return max(reversed(_WORD.findall(words)), key=len, default="")


@functools.cache
def load_vocabulary(language: str) -> Vocabulary:
    """Return the words of time of a language; a language without a lexicon has none."""
    kinds: dict[str, list[Rule]] = {}
    for rule in load_rules(language, "dates"):
        kinds.setdefault(str(rule.values.get("kind")), []).append(rule)
    return Vocabulary(language, {kind: tuple(rules) for kind, rules in kinds.items()})


@functools.lru_cache(maxsize=4096)
def _values(language: str, kind: str, word: str) -> Mapping[str, Any]:
    for rule in load_vocabulary(language).rules.get(kind, ()):
        if rule.regex.fullmatch(word):
            return rule.values
    return {}
