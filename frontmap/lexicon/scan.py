"""All rules of a language in one pass over a text.

Each rule knows the tokens with which its matches can begin; the scanner looks every token of the text up once and tries
only the rules that can begin there. Its cost grows with the text, hardly with the number of rules.
"""

from __future__ import annotations

import functools
import itertools
import operator
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from frontmap.lexicon.load import UNDO_REACH, Rule, load_rules
from frontmap.lexicon.memo import Memo
from frontmap.lexicon.phrases import ANY, NUMBER, STEM, compiled
from frontmap.lexicon.tokens import Tokens

__all__ = ["Hit", "Scanner", "scanner"]

_NEAR = 24  # tokens on each side of a match in which what undoes it can begin


@dataclass(slots=True, unsafe_hash=True)
class Hit:
    """Words in a text that a rule of a topic knows: `text[start:end]`.

    `role` is the rule's own, "" where it has none; `get` returns one value of the rule's `set` table, or a default.
    """

    topic: str
    rule: Rule
    text: str
    start: int
    end: int
    role: str = field(compare=False)
    get: Callable[..., Any] = field(compare=False, repr=False)


class _Listed(NamedTuple):
    """A phrase as a first token leads to it: its topic, its rule, which of the rule's phrases it is in their order, what must follow the token.

    `lasts` are the tokens with which it can end, None where it can with others too.
    """

    topic: str
    rule: Rule
    order: int
    seconds: _Seconds | None
    lasts: frozenset[str] | None


class _Seconds(NamedTuple):
    """The tokens of which one must follow: whole ones (`#` for any number), and the stems of others."""

    words: frozenset[str]
    stems: tuple[str, ...]

    @classmethod
    def of(cls, tokens: set[str]) -> _Seconds | None:
        """Return what must follow, None where anything may."""
        return None if ANY in tokens else cls(frozenset(tokens), tuple(sorted(token[:-1] for token in tokens if token.endswith(STEM))))

    def hold(self, token: str) -> bool:
        """Whether a token is one of them."""
        return token in self.words or (token[:1].isdigit() and NUMBER in self.words) or (bool(self.stems) and token.startswith(self.stems))


# Of each rule to try: the tokens of which one must stand in the text for it to match, its topic, itself, how it matches, and the tokens of which one
# must stand near for it to be undone; None in place of tokens where any may do.
_Candidates = tuple[tuple[frozenset[str] | None, str, Rule, Callable[..., re.Match[str] | None], frozenset[str] | None], ...]
_Found = tuple[int, int, str, str, Rule, str]  # start, end, topic and the rule's id, by which hits are sorted; the rule, the words


@dataclass(frozen=True, slots=True)
class Scanner:
    """The rules of some topics, indexed by the tokens with which their matches begin.

    `by_token` gives, for a first token, each phrase that it can begin; `starts` remembers, for each token of a text and the one
    behind it, the rules to try, with the phrases that can stand there and no others. For most tokens that is `elsewhere`: what can
    begin with any token at all. `firsts` remembers of each token whether a match can begin with it, `topics` of each, as it is written,
    which topics may be in a text that holds it.
    """

    by_token: Mapping[str, Sequence[_Listed]] = field(repr=False)
    starts: Memo[str, Memo[str, _Candidates]] = field(repr=False, compare=False)
    elsewhere: Memo[str, _Candidates] = field(repr=False, compare=False)
    topics: Memo[str, frozenset[str]] = field(repr=False, compare=False)
    firsts: Memo[str, bool] = field(repr=False, compare=False)

    @classmethod
    def of(cls, topics: Mapping[str, Sequence[Rule]]) -> Scanner:
        """Build a scanner from rules by topic."""
        by_token: dict[str, list[_Listed]] = {}
        for topic, rules in topics.items():
            for rule in rules:
                for order, phrase in enumerate(rule.parts):
                    seconds: dict[str, set[str]] = {}
                    for head in phrase.heads:
                        seconds.setdefault(head[0], set()).add(head[1] if len(head) > 1 else ANY)
                    lasts = None if any(token in (ANY, NUMBER) or STEM in token for token in phrase.tails) else phrase.tails
                    for token, after in seconds.items():
                        by_token.setdefault(token, []).append(_Listed(topic, rule, order, _Seconds.of(after), lasts))
        stems = sorted({len(token) - 1 for token in by_token if token.endswith(STEM) and len(token) > 1})
        endings = sorted({len(token) - 1 for token in by_token if token.startswith(STEM) and len(token) > 1})
        listed = functools.partial(_listed, by_token, stems, endings)
        anywhere = by_token.get(ANY, ())
        elsewhere = Memo(functools.partial(_followed_by, anywhere))

        def starting(token: str) -> Memo[str, _Candidates]:
            found = listed(token)
            return Memo(functools.partial(_followed_by, (*found, *anywhere))) if found else elsewhere

        return cls(by_token, Memo(starting), elsewhere, Memo(functools.partial(_topics, listed, anywhere)), Memo(lambda token: bool(anywhere) or bool(listed(token))))

    def may_begin(self, token: str) -> bool:
        """Whether a match of some rule can begin with a token in small letters."""
        return self.firsts[token]

    def beginnings(self, small: Sequence[str]) -> Iterator[int]:
        """Yield the indexes of the tokens with which a match of some rule can begin."""
        if ANY in self.by_token:
            return itertools.compress(itertools.count(), self._candidates(small))
        first = itertools.compress(itertools.count(), map(self.firsts.__getitem__, small))
        return (index for index in first if self.starts[small[index]]["".join(small[index + 1 : index + 2])])

    def _candidates(self, small: Sequence[str]) -> Iterator[_Candidates]:
        """Yield what to try at each token."""
        return map(operator.getitem, map(self.starts.__getitem__, small), itertools.chain(itertools.islice(small, 1, None), ("",)))

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """Return the hits in `text[start:end]` in reading order; of one topic's hits that overlap the longest stays."""
        return self.hits(Tokens.of(text, start, end))

    def hits(self, tokens: Tokens) -> list[Hit]:
        """Return the hits in a stretch of text that has been cut into tokens."""
        text, stop, offsets, small = tokens.text, tokens.end, tokens.offsets, tokens.small
        present = frozenset(small)
        found: list[_Found] = []
        candidates = list(self._candidates(small))
        for index in itertools.compress(range(len(candidates)), candidates):
            at = offsets[index]
            for lasts, topic, rule, match, undoing in candidates[index]:
                if lasts is not None and lasts.isdisjoint(present):
                    continue
                words = match(text, at, stop)
                if words is None or words.end() == at:
                    continue
                finish = words.end()
                if undoing is None or not undoing.isdisjoint(present):
                    low = max(0, index - _NEAR, bisect_left(offsets, at - UNDO_REACH))
                    high = min(index + _NEAR, bisect_left(offsets, finish))
                    near = small[low:high]
                    if (undoing is None or not undoing.isdisjoint(near)) and rule.is_undone(text, at, finish, stop, offsets[low:high], near):
                        continue
                found.append((at, finish, topic, rule.id, rule, words.group()))
        return [Hit(topic, rule, words, at, finish, rule.get("role", ""), rule.get) for at, finish, topic, _, rule, words in _longest(found)]


def _listed(by_token: Mapping[str, Sequence[_Listed]], stems: Sequence[int], endings: Sequence[int], token: str) -> list[_Listed]:
    """Return the rules that a token can begin."""
    found = [*by_token.get(token, ())] if token else []
    for length in stems:
        if length <= len(token):
            found.extend(by_token.get(token[:length] + STEM, ()))
    for length in endings:
        if length <= len(token):
            found.extend(by_token.get(STEM + token[-length:], ()))
    if token[:1].isdigit():
        found.extend(by_token.get(NUMBER, ()))
    return found


def _topics(listed: Callable[[str], list[_Listed]], anywhere: Sequence[_Listed], token: str) -> frozenset[str]:
    """Return the topics of the rules that a token, as it is written, can begin, or can follow the first token of."""
    token = token.lower()
    behind = (one.topic for one in anywhere if one.seconds is None or one.seconds.hold(token))
    return frozenset((*(one.topic for one in listed(token)), *behind))


def _followed_by(found: Sequence[_Listed], after: str) -> _Candidates:
    """Return the rules that can match where phrases may begin, by the token behind the first, "" at the end of the text."""
    fitting: dict[tuple[str, Rule], dict[int, frozenset[str] | None]] = {}
    for one in found:
        if one.seconds is None or one.seconds.hold(after):
            fitting.setdefault((one.topic, one.rule), {})[one.order] = one.lasts
    return tuple((_any_of(lasts.values()), topic, rule, _alternatives(rule, sorted(lasts)).match, rule.undoing_words) for (topic, rule), lasts in fitting.items())


def _any_of(words: Collection[frozenset[str] | None]) -> frozenset[str] | None:
    """Return all of some sets of tokens, None where one of them is not known."""
    known = [tokens for tokens in words if tokens is not None]
    return frozenset().union(*known) if len(known) == len(words) else None


def _alternatives(rule: Rule, orders: Sequence[int]) -> re.Pattern[str]:
    """Return the pattern of some of a rule's phrases, in the order in which they are tried."""
    return compiled("|".join(rule.parts[order].pattern for order in orders))


def _longest(found: list[_Found]) -> list[_Found]:
    """Sort hits, and drop those that lie within or across a longer one of their topic; equal spans of several rules all stay."""
    found.sort()
    last: dict[str, _Found] = {}
    crossing: set[str] = set()
    for one in found:
        before = last.get(one[2])
        if before is not None and one[0] < before[1] and one[:2] != before[:2]:
            crossing.add(one[2])
        last[one[2]] = one
    if not crossing:
        return found
    kept: dict[str, list[_Found]] = {topic: [] for topic in crossing}
    for one in sorted((one for one in found if one[2] in crossing), key=lambda one: (one[0] - one[1], one[0], one[3])):
        same = kept[one[2]]
        if all(one[1] <= other[0] or other[1] <= one[0] or one[:2] == other[:2] for other in same):
            same.append(one)
    return [one for one in found if one[2] not in crossing or one in kept[one[2]]]


@functools.cache
def scanner(language: str, topics: tuple[str, ...]) -> Scanner:
    """Return the scanner over some topics of a language's lexicon; topics that the language lacks are empty."""
    return Scanner.of({topic: load_rules(language, topic) for topic in topics})
