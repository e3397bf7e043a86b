"""Names in running text: one pass over its capitalised words, each looked up once and then remembered.

A text of a million words has some ten thousand different capitalised ones, so that nearly every look-up is one in a
dictionary; the names themselves stay in the index file. A word that begins a longer name is tried with the words after it,
the longest first.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from frontmap.gazetteer.inflect import nominatives
from frontmap.gazetteer.names import is_cyrillic, normalise, skeleton

__all__ = ["NameHit", "Scanner"]

_INSIDE = "\u0300-\u036f\u00ad'’ʼ`´ʹ′"  # what may stand between the letters of one word
_WORD = rf"[^\W\d_]+(?:[{_INSIDE}]+[^\W\d_]+)*"
_SMALL = "a-zß-öø-ÿа-яѐ-џґ"
_HEAD = re.compile(rf"(?<![^\W_])(?<!\w['’ʼ])(?![{_SMALL}]){_WORD}")
_NEXT = re.compile(rf"(?:\.?[ \u00a0\u2009\u202f]|[-‐‑]|[ \t]*\r?\n[ \t]*)({_WORD})")
_POSSESSIVE = re.compile(r"['’ʼ]s$")
_MOST_WORDS = 6
_MOST_REMEMBERED = 100_000


@dataclass(frozen=True, slots=True)
class NameHit:
    """`text[start:end]` is a name that the gazetteer knows; `key` is that slice, normalised."""

    start: int
    end: int
    key: str


class Scanner:
    """Finds names in texts.

    Parameters
    ----------
    db : sqlite3.Connection
        The index; its table `head` says how many words the names have that begin with a word.
    candidates : callable
        Takes a key and gives the places of that name, or nothing.
    """

    def __init__(self, db: sqlite3.Connection, candidates: Callable[[str], Sequence[object]]) -> None:
        self._db = db
        self._candidates = candidates
        self._heads: dict[str, tuple[int, int, str]] = {}
        self._phrases: dict[str, tuple[int, str]] = {}

    def find(self, text: str) -> list[NameHit]:
        """Return the names in `text`, leftmost and longest first, none overlapping another."""
        hits: list[NameHit] = []
        heads, free = self._heads, 0
        for match in _HEAD.finditer(text):
            start = match.start()
            if start < free:
                continue
            word = match.group()
            known = heads.get(word)
            if known is None:
                known = self._learn(word)
            words, length, key = known
            hit = self._longer(text, start, match.end(), words) if words > 1 else None
            if hit is None and length:
                hit = NameHit(start, start + length, key)
            if hit is not None:
                hits.append(hit)
                free = hit.end
        return hits

    def _learn(self, word: str) -> tuple[int, int, str]:
        """Return (words of the longest name that begins so, letters of the word that are a name, its key)."""
        if len(self._heads) >= _MOST_REMEMBERED:
            self._heads.clear()
        if word[0].islower():
            self._heads[word] = (0, 0, "")
            return self._heads[word]
        length, key = self._recognise(word)
        self._heads[word] = (self._words_after(word), length, key)
        return self._heads[word]

    def _recognise(self, raw: str) -> tuple[int, str]:
        """Return how many characters of `raw` are a name, and its key; 0 for none."""
        possessive = _POSSESSIVE.search(raw)
        for length in (possessive.start(), len(raw)) if possessive else (len(raw),):
            key = normalise(raw[:length])
            if self._candidates(key):
                return length, key
        return 0, ""

    def _words_after(self, word: str) -> int:
        key = normalise(word)
        forms = {key, skeleton(key)}
        if is_cyrillic(key):
            forms.update(nominatives(key))
        marks = ",".join("?" * len(forms))
        found = self._db.execute(f"SELECT max(words) FROM head WHERE word IN ({marks})", sorted(forms)).fetchone()  # noqa: S608 - only question marks
        return min(found[0] or 0, _MOST_WORDS)

    def _longer(self, text: str, start: int, end: int, words: int) -> NameHit | None:
        """Return the longest name of several words that begins at `start`, whose first word ends at `end`."""
        ends = [end]
        while len(ends) < words:
            following = _NEXT.match(text, ends[-1])
            if following is None or (text[ends[-1]] == "." and ends[-1] - start > 3):
                break
            ends.append(following.end())
        phrases = self._phrases
        for stop in reversed(ends[1:]):
            raw = text[start:stop]
            known = phrases.get(raw)
            if known is None:
                if len(phrases) >= _MOST_REMEMBERED:
                    phrases.clear()
                known = phrases[raw] = self._recognise(raw)
            if known[0]:
                return NameHit(start, start + known[0], known[1])
        return None
