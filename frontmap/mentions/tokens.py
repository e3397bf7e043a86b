"""A text as words and signs, with their offsets: what all rules of this room look at."""

from __future__ import annotations

import contextlib
import functools
import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

__all__ = ["GLUED", "Tokens", "in_title_case", "next_word", "tokenize", "word_before"]

_SMALL, _LARGE = "a-zа-яіїєґё", "A-ZА-ЯІЇЄҐЁ"
_LETTER = r"[^\W\d_]"
_BREAK, _BLANK_LINE = r"(?!\s*\n)", r"(?=[ \t\r]*\n)(?!\s*\n\s*\n)"  # the end of a line that counts, by what stands behind it
# Lines that go on in small letters: their ends mean nothing. Like the next but one, it begins with what is rare in a text.
_WRAPPED = re.compile(rf"\n(?:(?<=[{_SMALL},]\n)|(?<=[{_SMALL},]\r\n))[{_SMALL}]")
GLUED = re.compile(rf"(?<!{_LETTER})[{_SMALL}]{{2,}}(?=[{_LARGE}][{_SMALL}]{{2}})")  # "fromChelyabinsk"
_JOINT = re.compile(rf"[{_LARGE}](?<=[{_SMALL}]{{2}}[{_LARGE}])[{_SMALL}]{{2}}")  # where a glued name begins, if the small letters are a word
# Each begins with any character but a blank, so that blanks are passed over at once; then letters that a bitmap tells: they are nearly all.
_TOKENS = {
    (wrapped, glued): re.compile(
        rf"({f'{GLUED.pattern}|' if glued else ''}[\S\n](?:(?<=[{_SMALL}{_LARGE}])[{_SMALL}{_LARGE}]*(?!{_LETTER})"
        rf"|(?<=[^\w\s])|(?<=\d)\d*|(?<={_LETTER}){_LETTER}*|(?<=_)|(?<=\n){_BLANK_LINE if wrapped else _BREAK}))"
    )
    for wrapped in (False, True)
    for glued in (False, True)
}
_APOSTROPHES = "’ʼ‘`"
_FEW = 3  # words that are sought one by one more quickly than all at once
_SENTENCE_ENDS = frozenset(".!?…\n•")
_HEADLINE, _HEADLINE_WORDS = 24, 4  # tokens to either side that a headline may have, and the fewest words
_LISTING = frozenset(",-")
_SHORT = 3  # letters of words that headlines leave small: "for", "and"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words, numbers and signs of a text.

    `raw` holds them as written (apostrophes of every sort as `'`), `lower` in small letters; `starts` and `ends` are
    their offsets. `words` and `small` are the different ones among them: what is not there need not be looked for in the text.
    Hyphens and apostrophes are signs of their own: "Kyiv's" is three tokens. So is the end of a line, unless the
    text is wrapped, and then that of a paragraph: no phrase reaches over it. A name glued to the word before it stands alone.
    """

    text: str
    raw: tuple[str, ...]
    lower: tuple[str, ...]
    starts: Sequence[int]
    ends: Sequence[int]
    words: AbstractSet[str]
    small: frozenset[str]
    glued: bool = False  # whether some name is glued to the word before it

    def __len__(self) -> int:
        return len(self.raw)

    def first_at(self, offset: int) -> int:
        """Return the index of the first token that starts at or after `offset`."""
        return bisect_left(self.starts, offset)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the first token that starts at or after `start`, and the one after the last that starts before `end`."""
        starts = self.starts
        first = stop = bisect_left(starts, start)
        while stop < len(starts) and starts[stop] < end:  # a few words: quicker than to look for the end as well
            stop += 1
        return first, stop

    def among(self, words: Iterable[str]) -> list[int]:
        """Return the indexes of the tokens that are, in small letters, among `words`."""
        wanted, lower = self.small.intersection(words), self.lower
        if len(wanted) > _FEW:
            return list(itertools.compress(range(len(lower)), map(wanted.__contains__, lower)))
        found: list[int] = []
        for word in wanted:
            at = -1
            with contextlib.suppress(ValueError):
                while True:
                    at = lower.index(word, at + 1)
                    found.append(at)
        return sorted(found)

    def capitalised(self, wanted: Mapping[str, bool]) -> Iterator[int]:
        """Yield the indexes of the tokens that are not written in small letters and of which `wanted` holds."""
        found = set(filter(wanted.__getitem__, self.words - self.small))
        return itertools.compress(range(len(self.raw)), map(found.__contains__, self.raw))

    def begins_sentence(self, index: int) -> bool:
        """Whether the token stands first in the text, in a line or after the end of a sentence (opening quotes do not count)."""
        while index > 0 and self.raw[index - 1] in "\"'“«„(":
            index -= 1
        if index <= 0:
            return True
        gap = self.text[self.ends[index - 1] : self.starts[index]]
        return "\n" in gap or self.raw[index - 1] in _SENTENCE_ENDS


@functools.lru_cache(maxsize=2)  # two stages read one text, one after the other
def tokenize(text: str) -> Tokens:
    """Cut a text into words, numbers and signs."""
    level = text
    for sign in _APOSTROPHES:
        level = level.replace(sign, "'")
    wrapped = _WRAPPED.search(level) is not None
    parts, raw, words = _cut(level, _TOKENS[wrapped, False])
    distinct = " ".join(words)
    glued = _JOINT.search(distinct) is not None and GLUED.search(distinct) is not None
    if glued:
        parts, raw, words = _cut(level, _TOKENS[wrapped, True])
    bounds = tuple(itertools.accumulate(map(len, parts)))
    words = dict(zip(words, map(str.lower, words), strict=True))
    return Tokens(text, raw, tuple(map(words.__getitem__, raw)), bounds[:-1:2], bounds[1::2], words.keys(), frozenset(words.values()), glued)


def _cut(text: str, pattern: re.Pattern[str]) -> tuple[list[str], tuple[str, ...], dict[str, str]]:
    """Return what lies between the tokens of a text and the tokens by turns; the tokens, one string for each different one; and the different ones."""
    parts, words = pattern.split(text), dict[str, str]()
    written = parts[1::2]
    return parts, tuple(map(words.setdefault, written, written)), words  # a text is gone through many times


def in_title_case(tokens: Tokens, index: int) -> bool:
    """Whether the sentence around a token is a headline that has its words in capitals, "Army Retakes Sudzha in Border Region": they tell nothing there."""
    first, stop = index, index + 1
    while first > max(0, index - _HEADLINE) and not tokens.begins_sentence(first):
        first -= 1
    while stop < min(len(tokens), index + _HEADLINE) and not tokens.begins_sentence(stop):
        stop += 1
    words = [at for at in range(first, stop) if len(tokens.raw[at]) > _SHORT and tokens.raw[at].isalpha()]
    small = sum(tokens.raw[at].islower() for at in words)
    listed = sum(at > first and tokens.lower[at - 1] in _LISTING for at in words)  # "Clashes near Lyman, Terny, Zarichne" has its capitals from names
    return len(words) - small - listed >= _HEADLINE_WORDS and small * 5 < len(words)


def next_word(tokens: Tokens, stop: int) -> int:
    """Return the index of the capitalised word that goes on with a name: right after a space or hyphen; -1 where there is none."""
    hyphen = stop < len(tokens) and tokens.raw[stop] == "-" and tokens.starts[stop] == tokens.ends[stop - 1]
    at = stop + hyphen
    if at >= len(tokens) or not _is_title(tokens.raw[at]):
        return -1
    gap = tokens.text[tokens.ends[at - 1] : tokens.starts[at]]
    return at if (gap == "" if hyphen else gap in (" ", "\u00a0")) else -1


def word_before(tokens: Tokens, first: int) -> int:
    """Return the index of the capitalised word that a name goes on with; -1 where there is none, or where it begins a sentence."""
    hyphen = first > 0 and tokens.raw[first - 1] == "-" and tokens.ends[first - 1] == tokens.starts[first]
    at = first - 1 - hyphen
    if at < 0 or not _is_title(tokens.raw[at]) or tokens.begins_sentence(at):
        return -1
    gap = tokens.text[tokens.ends[at] : tokens.starts[at + 1]]
    return at if (gap == "" if hyphen else gap in (" ", "\u00a0")) else -1


def _is_title(word: str) -> bool:
    """Whether a word is capitalised."""
    return len(word) > 2 and not word.isupper() and not word.islower() and word[-1].islower()
