"""The lexicon's phrases as tries over tokens, so that the words beside a name are looked up and not searched for."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from frontmap.errors import ConfigError
from frontmap.lexicon.inflect import noun_forms, verb_forms
from frontmap.lexicon.load import Rule
from frontmap.mentions.tokens import Tokens, tokenize

__all__ = ["Found", "PhraseTrie", "expand"]

_SIGN = re.compile(r"<[^<>]+>|\[[^\[\]]+\]|[()|?]|[^\s()|<>\[\]?]+")
_RULE = ""  # the key of a node under which its rule stands: no token is empty


@dataclass(slots=True)
class Found:
    """A phrase that stands in a text: its rule and its tokens, `first` to before `stop`."""

    rule: Rule
    first: int
    stop: int


def expand(phrase: str, language: str) -> tuple[tuple[str, ...], ...]:
    """Return every sequence of words that a phrase of the lexicon stands for.

    Raises
    ------
    ConfigError
        If the phrase holds `*` or `#`, which stand for no finite list, or a bracket that is not closed.
    """
    signs = _SIGN.findall(phrase)
    if "*" in signs or "#" in signs:
        raise ConfigError(f"phrase {phrase!r} holds * or #: rules for the words beside a name need plain words")
    sequences, rest = _sequences(signs, language)
    if rest:
        raise ConfigError(f"phrase {phrase!r} closes a bracket that it did not open")
    return tuple(tuple(itertools.chain.from_iterable(map(_tokens_of, sequence))) for sequence in sequences)


@functools.lru_cache(maxsize=4096)
def _tokens_of(words: str) -> tuple[str, ...]:
    return (words,) if words.isalpha() and words[1:].islower() else tokenize(words).raw  # nearly all are one plain word


def _sequences(signs: list[str], language: str) -> tuple[list[list[str]], list[str]]:
    done: list[list[str]] = [[]]
    while signs and signs[0] not in ("|", ")"):
        sign, signs = signs[0], signs[1:]
        if sign == "(":
            options, signs = _options(signs, language)
        elif sign.startswith("<"):
            options = [[form] for form in verb_forms(sign[1:-1], language)]
        elif sign.startswith("["):
            options = [[form] for form in noun_forms(sign[1:-1], language)]
        else:
            options = [[sign]]
        if signs and signs[0] == "?":
            options, signs = [*options, []], signs[1:]
        done = [head + tail for head in done for tail in options]
    return done, signs


def _options(signs: list[str], language: str) -> tuple[list[list[str]], list[str]]:
    options: list[list[str]] = []
    while True:
        inner, signs = _sequences(signs, language)
        options += inner
        if not signs:
            raise ConfigError("a phrase opens a bracket that it does not close")
        mark, signs = signs[0], signs[1:]
        if mark == ")":
            return options, signs


@dataclass(frozen=True)
class PhraseTrie:
    """Phrases of many rules, looked up forwards or backwards from a token; the longest one wins.

    A word of a phrase that is written in small letters stands for any case, one with a capital only for itself. Each way is built
    when it is first gone: most tries are gone one way only.
    """

    rules: Sequence[Rule] = field(default=(), repr=False)
    language: str = ""

    @functools.cached_property
    def phrases(self) -> Sequence[tuple[tuple[str, ...], Rule]]:
        """The words of every phrase, with its rule."""
        return [(words, rule) for rule in self.rules for phrase in rule.phrases for words in expand(phrase, self.language)]

    @functools.cached_property
    def forwards(self) -> dict[str, Any]:
        """The trie from the first word on; of two rules with one phrase the first keeps it."""
        return _trie(self.phrases)

    @functools.cached_property
    def backwards(self) -> dict[str, Any]:
        """The trie from the last word on."""
        return _trie([(words[::-1], rule) for words, rule in self.phrases])

    @functools.cached_property
    def heads(self) -> frozenset[str]:
        """The first words of all phrases, in small letters: most words begin no phrase."""
        return frozenset(map(str.lower, self.forwards))

    @functools.cached_property
    def tails(self) -> frozenset[str]:
        """The last words of all phrases, in small letters."""
        return frozenset(map(str.lower, self.backwards))

    @functools.cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words of all phrases, in small letters: what a phrase holds is among them."""
        return frozenset(word.lower() for words, _ in self.phrases for word in words)

    @functools.cached_property
    def _openings(self) -> list[tuple[str, frozenset[str]]]:
        """The first word of each phrase with those that may follow it, in small letters; with none where it is a phrase by itself."""
        return [(word.lower(), frozenset() if _RULE in node else frozenset(map(str.lower, node))) for word, node in self.forwards.items()]

    def words(self) -> frozenset[str]:
        """Return the phrases that are one word."""
        return frozenset(word for word, node in self.forwards.items() if _RULE in node)

    def after(self, tokens: Tokens, index: int) -> Found | None:
        """Return the longest phrase that begins with token `index`."""
        lower = tokens.lower
        if index >= len(lower) or lower[index] not in self.heads:
            return None
        raw, rule, best, at = tokens.raw, None, index, index
        node: Any = self.forwards
        while at < len(raw) and (node := node.get(raw[at]) or node.get(lower[at])):
            at += 1
            if _RULE in node:
                rule, best = node[_RULE], at
        return None if rule is None else Found(rule, index, best)

    def everywhere(self, tokens: Tokens) -> list[int]:
        """Return the tokens at which a phrase begins; a word that begins one is not looked for where none stands that may follow it."""
        small = tokens.small
        heads = {word for word, following in self._openings if word in small and (not following or not small.isdisjoint(following))}
        return [at for at in tokens.among(heads) if self.after(tokens, at) is not None]

    def before(self, tokens: Tokens, index: int) -> Found | None:
        """Return the longest phrase whose last token is the one before `index`."""
        lower = tokens.lower
        if index <= 0 or lower[index - 1] not in self.tails:
            return None
        raw, rule, best, at = tokens.raw, None, index, index - 1
        node: Any = self.backwards
        while at >= 0 and (node := node.get(raw[at]) or node.get(lower[at])):
            if _RULE in node:
                rule, best = node[_RULE], at
            at -= 1
        return None if rule is None else Found(rule, best, index)


def _trie(phrases: Iterable[tuple[tuple[str, ...], Rule]]) -> dict[str, Any]:
    root: dict[str, Any] = {}
    for words, rule in phrases:
        _put(root, words, rule)
    _let_capitals_share(root)
    return root


def _put(node: dict[str, Any], words: tuple[str, ...], rule: Rule) -> None:
    for word in words:
        node = node.setdefault(word, {})
    node.setdefault(_RULE, rule)


def _let_capitals_share(node: dict[str, Any]) -> None:
    """Let a word with a capital be followed by whatever may follow its small form, since the small form stands for any case."""
    for word in [word for word in node if not word.islower() and word != (small := word.lower()) and small in node]:
        _merge(node[word], node[word.lower()])
    for word, child in node.items():
        if word != _RULE and (len(child) > 1 or _RULE not in child):  # nothing follows most words
            _let_capitals_share(child)


def _merge(into: dict[str, Any], other: dict[str, Any]) -> None:
    for word, child in other.items():
        if word == _RULE:
            into.setdefault(word, child)
        else:
            _merge(into.setdefault(word, {}), child)
