"""The small words of a language by the part that they play in a clause: "by", "from", "and also", forms of "be".

They are data too: the topic `grammar` of the lexicon, one rule for each part. A language that lacks a part has no words for
it, and the test for it is false.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from frontmap.lexicon.inflect import form_groups
from frontmap.lexicon.load import ANY, NUMBER, STEM, Rule, load_rules
from frontmap.lexicon.memo import Memo

__all__ = ["Grammar", "load_grammar"]

_REACH = 70  # characters at the end of a text in which the words of a part that ends it stand
_CASES = frozenset({"nominative", "instrumental", "oblique"})
_NO_CASE: frozenset[str] = frozenset()
_TOKENS = re.compile(r"\w+|[^\w\s]")
_LAST = re.compile(r"\w+\Z")


@dataclass(frozen=True, slots=True)
class _Part:
    """The words of one part in the shapes in which they are asked for.

    `first` holds the tokens with which they can begin, `last` those with which they can end, None where any may; `endings` are
    letters with which their last word ends. Most texts are told from their tokens alone.
    """

    begin: re.Pattern[str]
    end: re.Pattern[str]
    anywhere: re.Pattern[str]
    whole: re.Pattern[str]
    run: re.Pattern[str]
    first: frozenset[str] | None
    last: frozenset[str] | None
    endings: tuple[str, ...]

    @classmethod
    def of(cls, rule: Rule | None) -> _Part:
        """Compile a part; None is one without words."""
        begin, end, anywhere, whole, run = (re.compile(shape % (rule.pattern if rule is not None else "(?!)")) for shape in _SHAPES)
        first, last = (rule.first, rule.last) if rule is not None else (frozenset[str](), frozenset[str]())
        told = not any(token in (ANY, NUMBER) or token.endswith(STEM) for token in first)
        endings = tuple(sorted(token[1:] for token in last if token.startswith(STEM)))
        return cls(begin, end, anywhere, whole, run, first if told else None, None if ANY in last else last, endings)

    def ending(self, text: str) -> int | None:
        """Return where the words of the part that end a text begin."""
        if self.last is not None:
            token = _last_token(text)
            if token not in self.last and not token.endswith(self.endings):
                return None
        found = self.end.search(text)
        return found.start() if found is not None else None

    def in_text(self, text: str) -> re.Match[str] | None:
        """Return the first words of the part in a text."""
        if self.first is not None and self.first.isdisjoint(_TOKENS.findall(text.lower())):
            return None
        return self.anywhere.search(text)


_SHAPES = (r"\s*(?:%s)", r"(?:%s)\s*$", r"(?:%s)", r"\W*(?:(?:%s)\W*)*", r"(?:\s*(?:%s))*\s*")  # as the fields of `_Part` stand


def _last_token(text: str) -> str:
    """Return the last word or sign of a text in small letters, `#` for one that ends with a digit."""
    text = text.rstrip()
    sign = text[-1:]
    if not sign.isalnum() and sign != "_":
        return sign
    found = _LAST.search(text.rsplit(None, 1)[-1])
    return NUMBER if sign.isdigit() or found is None else found.group().lower()


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language's small words, by part, and what its inflected forms can be."""

    parts: Mapping[str, _Part] = field(repr=False)
    forms: Mapping[str, frozenset[str]] = field(repr=False, default_factory=dict)

    def ends(self, part: str, text: str) -> bool:
        """Whether `text` ends with words of a part."""
        return self.parts[part].ending(text[-_REACH:]) is not None

    def begins(self, part: str, text: str) -> bool:
        """Whether `text` begins with words of a part."""
        return self.parts[part].begin.match(text) is not None

    def has(self, part: str, text: str) -> bool:
        """Whether words of a part stand in `text`."""
        return self.parts[part].in_text(text) is not None

    def is_all(self, part: str, text: str) -> bool:
        """Whether `text` is nothing but words of a part, or one inflected form that is it ("passive")."""
        return part in self.forms.get(text.strip().casefold(), ()) or self.parts[part].whole.fullmatch(text) is not None

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
        found = self.parts[part].run.match(text, at)
        return found.end() if found else at

    def without(self, part: str, text: str) -> str:
        """Return `text` without the run of words of a part at its end."""
        words, cut = self.parts[part], len(text)
        while (start := words.ending(text[max(0, cut - _REACH) : cut])) is not None:
            cut = max(0, cut - _REACH) + start
        return text[:cut]

    def find(self, part: str, text: str) -> re.Match[str] | None:
        """Return the first words of a part in `text`."""
        return self.parts[part].in_text(text)

    def among(self, part: str, tokens: AbstractSet[str]) -> bool:
        """Whether words of a part can begin with one of a text's `tokens`, in small letters: a quick no for many texts."""
        first = self.parts[part].first
        return first is None or not first.isdisjoint(tokens)

    def find_all(self, part: str, text: str) -> Sequence[re.Match[str]]:
        """Return all words of a part in `text`."""
        return list(self.parts[part].anywhere.finditer(text)) if self.has(part, text) else ()


@functools.cache
def load_grammar(language: str) -> Grammar:
    """Return the grammar of a language, empty where its lexicon has none."""
    rules = {rule.id.rpartition(".")[2]: rule for rule in load_rules(language, "grammar")}
    return Grammar(Memo(lambda part: _Part.of(rules.get(part))), form_groups(language))
