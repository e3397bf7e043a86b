"""A text as words and signs: what the rules of the lexicon are looked up by."""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from frontmap.lexicon.memo import Memo

__all__ = ["Tokens", "small_of"]

_TOKEN = re.compile(r"(\w+|[^\w\s])")
_SMALL: Memo[str, str] = Memo(str.lower)  # one and the same small word each time it stands in a text: tables are looked up by it quicker


@dataclass(slots=True)
class Tokens:
    """The words and single signs of `text[start:end]`, as `written` and in `small` letters, with the `offsets` at which they begin.

    Offsets count from the start of `text`.
    """

    text: str
    start: int
    end: int
    written: Sequence[str]
    small: Sequence[str]
    offsets: Sequence[int]

    @classmethod
    def of(cls, text: str, start: int = 0, end: int | None = None) -> Tokens:
        """Cut a text, or a stretch of it, into tokens."""
        stop = len(text) if end is None else end
        parts = _TOKEN.split(text[start:stop])  # what lies between tokens, and the tokens, by turns
        written = parts[1::2]
        return cls(text, start, stop, written, list(map(_SMALL.__getitem__, written)), list(itertools.accumulate(map(len, parts), initial=start))[1::2])

    def within(self, start: int, end: int) -> Tokens:
        """Return the tokens of a shorter stretch."""
        first, last = self.span(start, end)
        if self._cuts(first, start) or self._cuts(last, end):
            return Tokens.of(self.text, start, end)  # a sentence of 2,000 letters in a row
        return Tokens(self.text, start, end, self.written[first:last], self.small[first:last], self.offsets[first:last])

    def of_words(self, words: str, start: int, end: int) -> tuple[Sequence[str], Sequence[int], int]:
        """Return the tokens of `words` in small letters, where they begin, and where that counts from: mostly they stand in `text[start:end]`, and need no cutting."""
        at = self.text.find(words, start, end)
        stop = at + len(words)
        first, last = self.span(at, stop)
        if at < 0 or self._cuts(first, at) or self._cuts(last, stop):
            return small_of(words)
        return self.small[first:last], self.offsets[first:last], at

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the first token that begins at or after `start`, and the one after the last that begins before `end`."""
        return bisect_left(self.offsets, start), bisect_left(self.offsets, end)

    def _cuts(self, index: int, offset: int) -> bool:
        """Whether an offset lies inside the token before `index`."""
        return index > 0 and self.offsets[index - 1] + len(self.written[index - 1]) > offset


@functools.lru_cache(maxsize=1024)
def small_of(words: str) -> tuple[Sequence[str], Sequence[int], int]:
    """Return the tokens of a few words in small letters, where they begin, and where that counts from."""
    tokens = Tokens.of(words)
    return tokens.small, tokens.offsets, 0
