"""Near copies: sentences that carry each other's words, as agency reports do, and those that quote the same words.

Two sentences are copies if the shorter one's three-word runs stand in the other to six tenths, or its words to seven tenths in
the same order (by `rapidfuzz`'s longest common subsequence), or if they quote the same words; unless their figures differ. The measure is
of the shorter one, because a relay adds "agencies report"; MinHash and SimHash estimate how much of *both* is shared.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Wording", "are_copies", "copies", "wording_of"]

Run = tuple[str, ...]

_RUNS = 0.6  # share of the shorter sentence's runs from which it is a copy
_WORDS = 0.7  # share of its words, in their order
_SOME_RUNS = 0.4  # share of its runs without which nobody looks at the words
_LEAST = 6  # words: in fewer, order says little
_QUOTED = 4  # words of a quotation that are no chance
_QUOTES = re.compile(r"[“«„\"]([^“”«»„\"]+)[”»“\"]")


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence's words, case folded, and those that it quotes."""

    words: Run
    quoted: tuple[Run, ...]

    @property
    def figures(self) -> frozenset[str]:
        """The numbers that stand in figures."""
        return frozenset(word for word in self.words if word.isdigit())


@lru_cache(maxsize=10_000)
def wording_of(text: str) -> Wording:
    """Return a sentence's words."""
    quoted = (_words(found[1]) for found in _QUOTES.finditer(text))
    return Wording(_words(text), tuple(words for words in quoted if len(words) >= _QUOTED))


def _words(text: str) -> Run:
    return tuple(re.findall(r"\w+", text.casefold()))


def are_copies(one: Wording, other: Wording) -> bool:
    """Whether one of two sentences carries the other's words."""
    if _same_words(one.words, other.words) and not _figures_differ(one, other):
        return True
    return any(_same_words(said, also) for said in one.quoted for also in other.quoted)


def _figures_differ(one: Wording, other: Wording) -> bool:
    return not (one.figures <= other.figures or other.figures <= one.figures)


def _same_words(one: Run, other: Run) -> bool:
    few, many = sorted((_runs(one), _runs(other)), key=len)
    shared = len(few & many)
    if shared >= _RUNS * len(few):
        return True
    short = min(len(one), len(other))
    if short < _LEAST or shared < _SOME_RUNS * len(few):
        return False
    from rapidfuzz.distance import LCSseq

    return LCSseq.similarity(one, other) >= _WORDS * short


def copies(said: Sequence[Wording]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of sentences that are copies, by their places in `said`, each once."""
    whole = [((at, at), _runs(each.words)) for at, each in enumerate(said)]
    quoted = [((at, number), _runs(words)) for at, each in enumerate(said) for number, words in enumerate(each.quoted)]
    pairs = dict.fromkeys(pair for entries in (whole, quoted) for pair in _candidates(entries))
    yield from (pair for pair in pairs if are_copies(said[pair[0]], said[pair[1]]))


def _candidates(entries: Sequence[tuple[tuple[int, int], frozenset[Run]]]) -> Iterator[tuple[int, int]]:
    """Yield pairs of sentences that share enough runs to be worth a look.

    Two that share four tenths of the shorter one's runs share one of any six tenths (and one more) of them: only those that have one of
    the shorter one's rarest runs need to be compared with it.
    """
    common = Counter(run for _, runs in entries for run in runs)
    holders: dict[Run, list[int]] = defaultdict(list)
    for (at, _), runs in sorted(entries, key=lambda entry: (-len(entry[1]), entry[0])):  # those at least as long stand in `holders` already
        needed = math.ceil(_SOME_RUNS * len(runs))
        rarest = sorted(runs, key=lambda run: (common[run], run))[: len(runs) - needed + 1]
        near = dict.fromkeys(other for run in rarest for other in holders[run] if other != at)
        yield from ((min(at, other), max(at, other)) for other in near)
        for run in runs:
            holders[run].append(at)


@lru_cache(maxsize=10_000)
def _runs(words: Run) -> frozenset[Run]:
    return frozenset(words[at : at + 3] for at in range(max(1, len(words) - 2)))
