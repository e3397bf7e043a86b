"""Names in running text: one pass over its capitalised words, each looked up once and then remembered.

A text of a million words has some ten thousand different capitalised ones, so that nearly every look-up is one in a
dictionary, while the names themselves stay in the index file. A word that begins a longer name is tried with the words after
it, the longest first.
"""

from __future__ import annotations

import functools
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from frontmap.gazetteer.compiler import IS_COMMON, IS_LAST_WORD, IS_NAME, IS_SKELETON, LEAST_CASE_SKELETON
from frontmap.gazetteer.inflect import is_oblique, namesakes_of_adjective, nominatives
from frontmap.gazetteer.names import compact, is_cyrillic, normalise, skeleton
from frontmap.gazetteer.sieve import Sieve
from frontmap.lexicon.memo import Memo

__all__ = ["NameHit", "Scanner", "skeletons_of"]

_INSIDE = "\u0300-\u036f\u00ad'’ʼ`´ʹ′"  # what may stand between the letters of one word
_WORD = rf"[^\W\d_]+(?:[{_INSIDE}]+[^\W\d_]+)*"
_SMALL = "a-zß-öø-ÿа-яѐ-џґ"
# A word that begins with no small letter. The pattern begins with that letter, since what stands before it is seldom in question.
_HEAD = re.compile(rf"[^\W\d_{_SMALL}](?<![^\W_][^\W\d_])(?<!\w['’ʼ][^\W\d_])[^\W\d_]*(?:[{_INSIDE}]+[^\W\d_]+)*")
_NEXT = re.compile(rf"(?:\.?[ \u00a0\u2009\u202f]|[-‐‑]|[ \t]*\r?\n[ \t]*)({_WORD})")
_POSSESSIVE = re.compile(r"['’ʼ]s$")
# An adjective is a place's only before such a noun: Покровський напрямок, Купянское направление, Оріхівський район.
_ADJECTIVE_NOUN = re.compile(r"\s+(?:напрям|направлени|район|відтин|участ|ділян|агломерац|плацдарм)")
_SMALL_ADJECTIVE = re.compile(rf"(?<!\w)(?=[{_SMALL}]){_WORD}(?=\s+(?:напрям|направлени))")
_MOST_WORDS = 6
_MOST_REMEMBERED = 100_000
_LONGEST_CODE = 3


class NameHit(NamedTuple):
    """`text[start:end]` is a name that the gazetteer knows; `key` is that slice, normalised."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class _Word:
    """What is known of a word: how many of its characters are a name, its key, whether only as an adjective; longest name."""

    length: int = 0
    key: str = ""
    adjective: bool = False
    words: int = 0


_NO_NAME = _Word()


def skeletons_of(key: str) -> tuple[str, ...]:
    """Return the skeletons by which a key may be known: its own first, then those of the cases it may be, if they are long enough."""
    cases = [skeleton(case) for case in nominatives(key)] if is_cyrillic(key) else []
    own = () if is_cyrillic(key) and is_oblique(key) else (skeleton(key),)
    return (*own, *(bone for bone in dict.fromkeys(cases) if len(bone) >= LEAST_CASE_SKELETON))


class Scanner:
    """Finds names in texts.

    Parameters
    ----------
    db : sqlite3.Connection
        The index; its table `spelling` says what is a name, and how many words the names have that begin with a word.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._words: Memo[str, _Word] = Memo(lambda raw: _NO_NAME if raw[0].islower() else self._recognise(raw), _MOST_REMEMBERED)
        self._phrases = Memo(self._recognise_phrase, _MOST_REMEMBERED)
        self._ends_names = functools.lru_cache(maxsize=50_000)(self._look_up_last)

    def find(self, text: str) -> list[NameHit]:
        """Return the names in `text`, leftmost and longest first, none overlapping another."""
        hits: list[NameHit] = []
        words, free = self._words, 0
        for match in _HEAD.finditer(text):
            start, end = match.span()
            if start < free:
                continue
            known = words[match[0]]
            if known.words > 1 and end - start > 1 and (longer := self._longer(text, start, end, known.words)) is not None:
                hits.append(longer)
                free = longer.end
            elif known.length and (not known.adjective or _ADJECTIVE_NOUN.match(text, end)):
                free = start + known.length
                hits.append(NameHit(start, free, known.key))
        if "напр" in text:
            taken = {hit.start for hit in hits}
            hits += [hit for hit in self._small_adjectives(text) if hit.start not in taken]
            hits.sort(key=lambda hit: hit.start)
        return hits

    def _small_adjectives(self, text: str) -> Iterable[NameHit]:
        """Yield the place adjectives that Russian writes small: на купянском направлении."""
        for match in _SMALL_ADJECTIVE.finditer(text):
            key = normalise(match.group())
            if self._any(namesakes_of_adjective(key)):
                yield NameHit(match.start(), match.end(), key)

    def _recognise(self, raw: str) -> _Word:
        """Look a word or phrase up, without its possessive ending first."""
        possessive = _POSSESSIVE.search(raw)
        found = _NO_NAME
        for length in (possessive.start(), len(raw)) if possessive else (len(raw),):
            found = self._look_up(normalise(raw[:length]), length, raw)
            if found.length:
                break
        return found

    def _look_up(self, key: str, length: int, raw: str) -> _Word:
        spelling = compact(key)
        if not spelling:
            return _NO_NAME
        cases = nominatives(key) if is_cyrillic(key) else ()
        bones = skeletons_of(key)
        rows = self._spellings((spelling, *map(compact, cases), *bones))
        if not rows and not cases:
            return _NO_NAME
        words = max((count for _, count in rows.values()), default=0)
        flags = rows.get(spelling, (0, 0))[0]
        named = any(rows.get(compact(form), (0, 0))[0] & IS_NAME for form in (key, *cases))
        named = named or any(rows.get(form, (0, 0))[0] & IS_SKELETON for form in bones)
        single = " " not in key
        if single and (flags & IS_COMMON or (raw.isupper() and len(spelling) <= _LONGEST_CODE and not self._is_country(spelling))):
            return _Word(words=min(words, _MOST_WORDS))
        adjective = single and not named and bool(cases) and self._any(namesakes_of_adjective(key))
        found = length if named or adjective else 0
        return _Word(found, key if found else "", adjective, min(words, _MOST_WORDS))

    def _spellings(self, keys: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Return key -> (flags, words) for those of the keys that are spellings."""
        keys = [key for key in dict.fromkeys(keys) if key in self.sieve]
        if not keys:
            return {}  # as of most phrases
        query = f"SELECT key, flags, words FROM spelling WHERE key IN ({','.join('?' * len(keys))})"  # noqa: S608 - only question marks
        return {key: (flags, words) for key, flags, words in self._db.execute(query, keys)}

    @functools.cached_property
    def sieve(self) -> Sieve:
        """Passes every key of a name and every skeleton that stands in the index, and hardly any other spelling."""
        (bits,) = self._db.execute("SELECT spellings FROM about").fetchone()
        return Sieve(bits)

    def _any(self, keys: Iterable[str]) -> bool:
        return any(flags & IS_NAME for flags, _ in self._spellings(compact(key) for key in keys).values())

    def _is_country(self, spelling: str) -> bool:
        query = "SELECT 1 FROM name n JOIN place p ON p.row = n.row WHERE n.key = ? AND p.feature = 'PCLI'"
        return self._db.execute(query, (spelling,)).fetchone() is not None

    def _longer(self, text: str, start: int, end: int, words: int) -> NameHit | None:
        """Return the longest name of several words that begins at `start`, whose first word ends at `end`."""
        phrases: list[str] = []
        while words > 1 and (following := _NEXT.match(text, end)) is not None and (end - start <= _LONGEST_CODE or text[end] != "."):
            end = following.end()
            phrases.append(text[start:end])
            words -= 1
        for phrase in reversed(phrases):
            known = self._phrases[phrase]
            if known.length:
                return NameHit(start, start + known.length, known.key)
        return None

    def _recognise_phrase(self, raw: str) -> _Word:
        last = raw.rsplit(maxsplit=1)[-1]
        small = last[0].islower()
        # Most phrases are a capitalised word and what follows it ("The head", "Kyiv has"): one look-up of each last word settles them.
        found = self._recognise(raw) if not small or is_cyrillic(raw) or self._ends_names(last) else _NO_NAME
        return _NO_NAME if found.length and small and not self._is_spaced_so(found.key) else found

    def _look_up_last(self, word: str) -> bool:
        """Whether a word, or what its possessive ending leaves of it, is the last of some name of several words."""
        keys = (normalise(form).rpartition(" ")[2] for form in (word, _POSSESSIVE.sub("", word)))
        return any(flags & IS_LAST_WORD for flags, _ in self._spellings(keys).values())

    def _is_spaced_so(self, key: str) -> bool:
        """Whether a name has its spaces where `key` has them: "In a" is not Ina, "Kherson region" is a name."""
        keys = [key, *(nominatives(key) if is_cyrillic(key) else ())]
        query = f"SELECT name FROM name WHERE key IN ({','.join('?' * len(keys))})"  # noqa: S608 - only question marks
        return any(normalise(name) in keys for (name,) in self._db.execute(query, [compact(key) for key in keys]))
