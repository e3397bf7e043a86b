"""The small words of a language by the part that they play in a clause: "by", "from", "and also", forms of "be".

They are data too: the topic `grammar` of the lexicon, one rule for each part. A language that lacks a part has no words for
it, and the test for it is false.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from frontmap.lexicon.inflect import form_groups
from frontmap.lexicon.load import load_rules

__all__ = ["Grammar", "load_grammar"]

_NEVER = "(?!)"
_REACH = 70  # characters at the end of a text in which the words of a part that ends it stand
_CASES = frozenset({"nominative", "instrumental", "oblique"})
_NO_CASE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns of a language's small words, by part, and what its inflected forms can be."""

    patterns: Mapping[str, str] = field(repr=False)
    forms: Mapping[str, frozenset[str]] = field(repr=False, default_factory=dict)

    def ends(self, part: str, text: str) -> bool:
        """Whether `text` ends with words of a part."""
        return _ending(self.patterns.get(part, _NEVER), text[-_REACH:]) is not None

    def begins(self, part: str, text: str) -> bool:
        """Whether `text` begins with words of a part."""
        return self._compiled("begin", part).match(text) is not None

    def has(self, part: str, text: str) -> bool:
        """Whether words of a part stand in `text`."""
        return self._compiled("any", part).search(text) is not None

    def is_all(self, part: str, text: str) -> bool:
        """Whether `text` is nothing but words of a part, or one inflected form that is it ("passive")."""
        return part in self.forms.get(text.strip().casefold(), ()) or self._compiled("all", part).fullmatch(text) is not None

    def cases(self, text: str) -> frozenset[str]:
        """Return the cases in which a name or a phrase can stand, as far as its first words agree; all where they do not tell."""
        words = text.casefold().split()
        cases = self.forms.get(" ".join(words), _NO_CASE) & _CASES
        if cases:
            return cases
        cases = _CASES
        for word in words:
            narrowed = cases & self.forms.get(word, _NO_CASE)
            if not narrowed:
                break
            cases = narrowed
        return cases

    def after(self, part: str, text: str, at: int) -> int:
        """Return where a run of words of a part that begins at `at` ends."""
        found = self._compiled("run", part).match(text, at)
        return found.end() if found else at

    def without(self, part: str, text: str) -> str:
        """Return `text` without the run of words of a part at its end."""
        pattern, cut = self.patterns.get(part, _NEVER), len(text)
        while (start := _ending(pattern, text[max(0, cut - _REACH) : cut])) is not None:
            cut = max(0, cut - _REACH) + start
        return text[:cut]

    def find(self, part: str, text: str) -> re.Match[str] | None:
        """Return the first words of a part in `text`."""
        return self._compiled("any", part).search(text)

    def find_all(self, part: str, text: str) -> list[re.Match[str]]:
        """Return all words of a part in `text`."""
        return list(self._compiled("any", part).finditer(text))

    def _compiled(self, shape: str, part: str) -> re.Pattern[str]:
        return _compile(shape, self.patterns.get(part, _NEVER))


_SHAPES = {
    "end": r"(?:{0})\s*$",
    "begin": r"\s*(?:{0})",
    "any": r"(?:{0})",
    "all": r"\W*(?:(?:{0})\W*)*",
    "run": r"(?:\s*(?:{0}))*\s*",
}


@functools.lru_cache(maxsize=8192)
def _ending(pattern: str, text: str) -> int | None:
    """Return where the words of a pattern that end a text begin."""
    found = _compile("end", pattern).search(text)
    return found.start() if found is not None else None


@functools.lru_cache(maxsize=512)
def _compile(shape: str, pattern: str) -> re.Pattern[str]:
    return re.compile(_SHAPES[shape].replace("{0}", pattern))


@functools.cache
def load_grammar(language: str) -> Grammar:
    """Return the grammar of a language, empty where its lexicon has none."""
    return Grammar({rule.id.rpartition(".")[2]: rule.pattern for rule in load_rules(language, "grammar")}, form_groups(language))
