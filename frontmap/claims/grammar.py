"""The small words of a language by the part that they play in a clause: "by", "from", "and also", forms of "be".

They are data too: the topic `grammar` of the lexicon, one rule for each part. A language that lacks a part has no words for
it, and the test for it is false.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from frontmap.lexicon.inflect import form_groups
from frontmap.lexicon.load import Rule, load_rules
from frontmap.lexicon.memo import Memo
from frontmap.lexicon.phrases import ANY, NUMBER, STEM, compiled
from frontmap.lexicon.scan import Scanner
from frontmap.lexicon.tokens import Tokens, small_of

__all__ = ["Grammar", "Spread", "load_grammar"]

_REACH = 70  # characters at the end of a text in which the words of a part that ends it stand
_ADJECTIVES = 2  # between "to conduct" and its object
_AROUND = 100  # characters before and behind a sentence at which its readers look, too
_SHORT = 40  # characters of a text of which is remembered what it is
_CASES = frozenset({"nominative", "instrumental", "oblique"})
_NO_CASE: frozenset[str] = frozenset()
_NEXT = re.compile(r"\s*(\w+|[^\w\s])")
_GLUED = re.compile(r"[A-ZА-ЯІЇЄҐ](?<=[a-zа-яіїєґё][A-ZА-ЯІЇЄҐ])")  # a name that a slip glued to the word before it: "fromChelyabinsk"
_Cut = Callable[[str], tuple[Sequence[str], Sequence[int], int]]  # gives a text's tokens as `Tokens.of_words` does
_NOWHERE, _SPACE = r"(?!)", re.compile(r"\s*")


@dataclass(frozen=True)
class _Part:
    """The words of one part in the shapes in which they are asked for, each compiled when it first is.

    `scanner` tells at which tokens of a text they can begin, None where they may begin anywhere, `opens` remembers it of each
    token as it is written; `last` holds the tokens with which they can end, None where any may, `endings` are letters with which
    their last word ends: most texts are told from their tokens alone.
    """

    words: str
    scanner: Scanner | None
    opens: Memo[str, bool]
    last: frozenset[str] | None
    endings: tuple[str, ...]

    @classmethod
    def of(cls, rule: Rule | None) -> _Part:
        """Return the part of a rule; None is one without words."""
        if rule is None:
            return cls(_NOWHERE, Scanner.of({}), Memo(lambda _: False), frozenset(), ())
        endings = tuple(sorted(token[1:] for token in rule.last if token.startswith(STEM)))
        scanner = None if _may_begin_anywhere(rule) else Scanner.of({"grammar": [rule]})
        opens: Memo[str, bool] = Memo(lambda token: scanner is None or scanner.may_begin(token.lower()))
        return cls(rule.pattern, scanner, opens, None if ANY in rule.last else rule.last, endings)

    @functools.cached_property
    def begin(self) -> re.Pattern[str]:
        """What begins with the words."""
        return compiled(rf"\s*(?:{self.words})")

    @functools.cached_property
    def end(self) -> re.Pattern[str]:
        """What ends with them."""
        return compiled(rf"(?:{self.words})\s*$")

    @functools.cached_property
    def anywhere(self) -> re.Pattern[str]:
        """The words."""
        return compiled(f"(?:{self.words})")

    @functools.cached_property
    def whole(self) -> re.Pattern[str]:
        """What is nothing but the words, with signs between them."""
        return compiled(rf"\W*(?:(?:{self.words})\W*)*")

    @functools.cached_property
    def run(self) -> re.Pattern[str]:
        """One after the other, and white space."""
        return compiled(rf"(?:\s*(?:{self.words}))*\s*")

    def ending(self, text: str, cut: _Cut) -> int | None:
        """Return where the words of the part that end a text begin."""
        if self.last is not None and (chunks := text.rsplit(None, 1)):
            last = _last_of[chunks[-1]]
            if last not in self.last and not (self.endings and last.endswith(self.endings)):
                return None
        found = next(self.matches(self.end, text, cut), None)
        return found.start() if found is not None else None

    def begins(self, text: str, at: int, stop: int) -> bool:
        """Whether the token behind an offset and before `stop`, with any white space before it, can be the first of the part."""
        if self.scanner is None:
            return True
        following = _NEXT.match(text, at, stop)
        return following is not None and self.opens[following[1]]

    def in_text(self, text: str, cut: _Cut) -> Iterator[re.Match[str]]:
        """Yield the words of the part in a text."""
        free = 0
        for found in self.matches(self.anywhere, text, cut):
            if found.start() >= free:
                free = found.end()
                yield found

    def matches(self, shape: re.Pattern[str], text: str, cut: _Cut) -> Iterator[re.Match[str]]:
        """Yield what matches at the tokens with which the part can begin, overlapping matches too; `cut` gives the tokens of a text."""
        if self.scanner is None:
            yield from shape.finditer(text)
            return
        small, offsets, origin = cut(text)
        for index in self.scanner.beginnings(small):
            found = shape.match(text, offsets[index] - origin)
            if found is not None:
                yield found


def _may_begin_anywhere(rule: Rule) -> bool:
    return NUMBER in rule.first or any((ANY, ANY) in phrase.heads for phrase in rule.parts)


def _last_token(chunk: str) -> str:
    """Return the last token of what stands between white space in small letters, `#` for one that ends with a digit."""
    last = Tokens.of(chunk).small[-1]
    return NUMBER if last[-1].isdigit() else last


_last_of: Memo[str, str] = Memo(_last_token, most=8192)


@dataclass(slots=True)
class Grammar:
    """A language's small words, by part, and what its inflected forms can be.

    `present` holds the parts that can stand in the one sentence for which it was made (see `Spread`), None where it is for any;
    `cut` gives the tokens of a text, which mostly is a part of that sentence.
    """

    parts: Mapping[str, _Part] = field(repr=False)
    forms: Mapping[str, frozenset[str]] = field(repr=False)
    index: Memo[str, frozenset[str]] = field(repr=False)  # by a word, the parts that may be in a text that holds it
    short: Memo[tuple[str, str], bool] = field(repr=False)  # what is known of short texts: whether they are all of a part
    present: frozenset[str] | None = None
    language: str = ""
    cut: _Cut = field(default=small_of, repr=False, compare=False)

    def over(self, tokens: Tokens) -> Spread:
        """Return what tells which parts can stand in which sentence of a document."""
        return Spread(self, tokens, list(map(self.index.__getitem__, tokens.written)))

    def may_have(self, part: str) -> bool:
        """Whether words of a part can stand in the sentence: a quick no for many."""
        return self.present is None or part in self.present

    def ends(self, part: str, text: str) -> bool:
        """Whether `text` ends with words of a part."""
        if self.present is not None and part not in self.present:
            return False
        return self.parts[part].ending(text[-_REACH:], self.cut) is not None

    def leads(self, part: str, text: str) -> bool:
        """Whether `text` ends with words of a part, with at most two adjectives behind them: "to conduct limited" before "attacks"."""
        if not self.may_have(part):
            return False
        words = text.split()
        cuts = (count for count in range(1, _ADJECTIVES + 1) if all(word.replace("-", "").isalpha() for word in words[-count:]))
        return self.ends(part, text) or any(self.ends(part, " ".join(words[:-count])) for count in cuts)

    def begins(self, part: str, text: str) -> bool:
        """Whether `text` begins with words of a part."""
        if self.present is not None and part not in self.present:
            return False
        words = self.parts[part]
        return words.begins(text, 0, len(text)) and words.begin.match(text) is not None

    def has(self, part: str, text: str) -> bool:
        """Whether words of a part stand in `text`."""
        return self.find(part, text) is not None

    def is_all(self, part: str, text: str) -> bool:
        """Whether `text` is nothing but words of a part, or one inflected form that is it ("passive")."""
        return self.short[part, text] if len(text) <= _SHORT else self.short.answer((part, text))

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

    def after(self, part: str, text: str, at: int, end: int | None = None) -> int:
        """Return where a run of words of a part that begins at `at` ends, `end` at most."""
        words, stop = self.parts[part], len(text) if end is None else end
        found = (words.run if self.may_have(part) and words.begins(text, at, stop) else _SPACE).match(text, at, stop)
        return found.end() if found else at

    def without(self, part: str, text: str) -> str:
        """Return `text` without the run of words of a part at its end."""
        if not self.may_have(part):
            return text
        words, cut = self.parts[part], len(text)
        while (start := words.ending(text[max(0, cut - _REACH) : cut], self.cut)) is not None:
            cut = max(0, cut - _REACH) + start
        return text[:cut]

    def find(self, part: str, text: str) -> re.Match[str] | None:
        """Return the first words of a part in `text`."""
        if self.present is not None and part not in self.present:
            return None
        words = self.parts[part]
        return next(words.matches(words.anywhere, text, self.cut), None)

    def find_all(self, part: str, text: str) -> Sequence[re.Match[str]]:
        """Return all words of a part in `text`."""
        return list(self.parts[part].in_text(text, self.cut)) if self.may_have(part) else ()


@dataclass(frozen=True, slots=True)
class Spread:
    """A grammar over a document: for each of its tokens the parts that may be where it stands."""

    grammar: Grammar
    tokens: Tokens
    parts: Sequence[frozenset[str]]

    def within(self, start: int, end: int) -> Grammar:
        """Return the grammar for what stands in a sentence and close around it: most parts are not there."""
        grammar, tokens = self.grammar, self.tokens
        low, high = max(0, start - _AROUND), end + _AROUND
        first, last = tokens.span(low, high)
        return Grammar(
            grammar.parts, grammar.forms, grammar.index, grammar.short, grammar.index[""].union(*set(self.parts[first:last])), grammar.language,
            functools.partial(tokens.of_words, start=low, end=high),
        )


@functools.cache
def load_grammar(language: str) -> Grammar:
    """Return the grammar of a language, empty where its lexicon has none."""
    rules = {rule.id.rpartition(".")[2]: rule for rule in load_rules(language, "grammar")}
    parts: Memo[str, _Part] = Memo(lambda part: _Part.of(rules.get(part)))
    forms = form_groups(language)

    def is_all(asked: tuple[str, str]) -> bool:
        part, text = asked
        return part in forms.get(text.strip().casefold(), ()) or parts[part].whole.fullmatch(text) is not None

    topics = Scanner.of({part: [rule] for part, rule in rules.items()}).topics
    index: Memo[str, frozenset[str]] = Memo(lambda word: topics[""].union(*map(topics.__getitem__, _GLUED.sub(r" \g<0>", word).split())))
    return Grammar(parts, forms, index, Memo(is_all), language=language)
