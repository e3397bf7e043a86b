"""Strategies of text that means to do harm, or that no writer would write: what the parsers of frontmap must live with."""

from __future__ import annotations

import functools
import os

from hypothesis import settings
from hypothesis import strategies as st

from frontmap.lexicon.load import load_rules

LANGUAGES = ("en", "uk", "ru")
# Signs that parsers stumble over: bidi and zero-width marks, odd digits, spaces, line ends, halves of characters, marks of our own phrase language.
ODD = (
    "\x00", "\x1b[31m", "\x85", "\x9b", "\xa0", "\xad", "\u0301", "\u0130", "\u0660", "\u1680", "\u200b", "\u200d", "\u2028", "\u2029", "\u202e", "\u2066",
    "\u3000", "\ud83d", "\udc80", "\ufeff", "\uff11", "\ufffd", "\U0001f1fa\U0001f1e6", "\U000e0041", "²", "½", "ß", "İ", "ǆ", "ﬁ", "﷽", "\U0001d7d9",
    "(", ")", "[", "]", "<", ">", "|", "~", "*", "#", "?", "'", '"', "\\", "/", "-", "–", ".", ",", ";", ":", "%", "«", "»", "…",
)  # fmt: skip
NUMBERS = ("0", "-1", "31", "32", "1e309", "nan", "inf", "00", "9" * 30, "1.5", "1,000", "24", "2022", "99999", "1st", "0th", "12.2022", "2022-02-30", "29.02.2023")

anything = st.text(st.characters(), max_size=60)  # lone surrogates among them
signs = st.sampled_from(ODD)
gaps = st.sampled_from((" ", " ", " ", "\n", "", "\u00a0", "-", ", ", ". ", "\t", "\r\n"))


def heavy(examples: int) -> settings:
    """Return settings of so many examples; `FRONTMAP_FUZZ` names how many instead, new ones each time."""
    wanted = os.environ.get("FRONTMAP_FUZZ")
    return settings(max_examples=int(wanted), derandomize=False, deadline=None) if wanted else settings(max_examples=examples)


@functools.cache
def words_of(language: str, *topics: str) -> tuple[str, ...]:
    """Return the words of the examples of some topics of the lexicon, and whole examples, sorted."""
    examples = {example for topic in topics for rule in load_rules(language, topic) for example in (*rule.match, *rule.reject)}
    return tuple(sorted(examples | {word for example in examples for word in example.split()}))


@st.composite
def ramblings(draw, language, *topics, most=12):
    """Return text that begins to make sense, again and again: words of the lexicon, numbers and odd signs in any order."""
    word = st.one_of(st.sampled_from(words_of(language, *topics)), st.sampled_from(NUMBERS), st.integers(0, 9999).map(str), signs, anything)
    pieces = draw(st.lists(st.tuples(word, gaps), min_size=1, max_size=most))
    return "".join(piece for pair in pieces for piece in pair)


# What JSON and TOML can hold, nested a little.
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), anything, st.sampled_from(NUMBERS), st.integers(-(10**30), 10**30))
trees = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(anything, inner, max_size=3), max_leaves=6)
