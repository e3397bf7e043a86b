"""The nominative of a noun phrase that stands in another case: «українського проєкту» is told as «український проєкт».

Nouns and given names come from the inflection tables of the lexicon, adjectives, ordinals and surnames from the endings of
`nominative.toml`. What no table and no ending tells stays as it is written: a phrase is set in the nominative as a whole or not at all.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontmap.faults import parse_toml
from frontmap.lexicon.inflect import lemmas_of

__all__ = ["ENDINGS", "nominative"]

ENDINGS = "nominative.toml"

_FOLDER = Path(__file__).parent
_VOWEL = re.compile(r"[аеёиоуыэюяіїє]$")
_ORDINAL = re.compile(r"(?P<number>\d+)-\w{1,3}$")
_CASES, _GENDERS = frozenset({"nominative", "instrumental", "oblique"}), frozenset("mfnp")
_NEUTER = ("о", "е", "є", "ё", "ння", "ття")
_SOFT_MASCULINE = ("тель", "арь", "ль", "день")


@dataclass(frozen=True, slots=True)
class _Noun:
    """A reading of a form: its lemma, the cases and the gender (`m`, `f`, `n`, or `p` for any plural) that the form can have."""

    lemma: str
    cases: frozenset[str]
    gender: str


def nominative(phrase: str, language: str, *, governed: bool) -> str | None:
    """Return a noun phrase in the nominative, None where the tables do not tell it or it stands there already.

    Parameters
    ----------
    governed : bool
        Whether something asks for another case ("according to"): forms that can also be a nominative are none then.

    Examples
    --------
    >>> nominative("українського проєкту DeepState", "uk", governed=True)
    'український проєкт DeepState'
    """
    words = phrase.split()
    rules = _rules(language)
    if rules is None or not words:
        return None
    if words[0].casefold().startswith(tuple(rules["nouns"]["unchanged"])):
        return " ".join([words[0], *_person(words[1:], language)])
    at = next((index for index in range(len(words)) if _is_head(words, index, language)), None)
    if at is None:
        return None
    readings = _readings(words[at], language)
    if not governed and any("nominative" in noun.cases for noun in readings):
        return None
    noun = readings[0]
    head = _in_nominative(words[at], noun, language)
    if head is None or not all(_agree(_marks(word, language), noun.cases | {noun.gender}) for word in words[:at]):
        return None
    lead = [_adjective(word, noun.gender, language) for word in words[:at]]
    return " ".join([*lead, head, *_person(words[at + 1 :], language)])


@functools.cache
def _rules(language: str) -> Mapping[str, Any] | None:
    """Return the endings of a language, None where it does not inflect nouns."""
    path = _FOLDER / language / ENDINGS
    return parse_toml(path.read_text(encoding="utf-8"), path) if path.exists() else None


@functools.cache
def _ends(language: str) -> Mapping[str, frozenset[str]]:
    """Return the cases and genders of each ending of an adjective, the longest ending first."""
    rules = _rules(language) or {}
    ends = rules["adjectives"]["ends"]
    return {end: frozenset(ends[end].split()) for end in sorted(ends, key=len, reverse=True)}


def _is_head(words: Sequence[str], index: int, language: str) -> bool:
    """Whether a word is the head: a noun of the tables, or an adjective that stands for one («военный», «командующего войсками»)."""
    rules, known = _rules(language) or {}, _readings(words[index], language)
    if not known or known[0].lemma in rules["possessives"]:
        return False
    if not all(noun.lemma.endswith(_masculine_ends(language)) for noun in known) or index + 1 == len(words):
        return True
    following = _marks(words[index + 1], language)
    return not following or not _agree(_marks(words[index], language), following)


@functools.cache
def _masculine_ends(language: str) -> tuple[str, ...]:
    return tuple(end for end, marks in _ends(language).items() if {"nominative", "m"} <= marks)


def _readings(word: str, language: str) -> Sequence[_Noun]:
    """Return the common nouns of which a word can be a form, the likeliest first: «речниці» is of «речниця» before it is of «речник»."""
    known = (reading for reading in lemmas_of(language).get(word.casefold(), ()) if reading[0][:1].islower())
    return [_Noun(lemma, cases, _gender_of(word.casefold(), lemma, cases, language)) for lemma, cases in sorted(known, key=lambda reading: -len(reading[1]))]


def _gender_of(form: str, lemma: str, cases: frozenset[str], language: str) -> str:
    """Return the gender of a noun's form, `p` for a plural."""
    rules, gender = _rules(language) or {}, _gender(lemma, language)
    if lemma.endswith(_masculine_ends(language)):
        marks = _ending(form, language)[1]
        return "p" if "p" in marks and (not marks & {"m"} or form == lemma) else gender if gender in marks else next(iter(sorted(marks & _GENDERS)), gender)
    if "instrumental" in cases and form.endswith(("ей", "ой", "ою", "ею", "ом", "ем", "ью")):
        return gender
    bare = not _VOWEL.search(form) and bool(_VOWEL.search(lemma))
    return "p" if form.endswith(tuple(rules["nouns"]["plural"])) or bare or (gender == "f" and lemma.endswith("ь") and form.endswith("ей")) else gender


def _gender(lemma: str, language: str) -> str:
    rules = _rules(language) or {}
    if lemma in rules["nouns"]["masculine"]:
        return "m"
    if lemma.endswith(_NEUTER):
        return "n"
    if lemma.endswith("ь"):
        return "m" if lemma.endswith(_SOFT_MASCULINE) else "f"
    return "f" if lemma.endswith(("а", "я")) else "m"


def _in_nominative(word: str, noun: _Noun, language: str) -> str | None:
    """Return the nominative of the form's number, None where that is not known or the form is it."""
    text: str | None = noun.lemma
    if noun.gender == "p":
        adjectival = noun.lemma.endswith(_masculine_ends(language))
        plural = [form for form in _nominatives(noun.lemma, language) if form != noun.lemma and (not adjectival or "p" in _ending(form, language)[1])]
        text = plural[0] if plural else None
    if text is None or text == word.casefold():
        return None
    return word[0] + text[1:] if word[0].isupper() else text


@functools.cache
def _nominatives(lemma: str, language: str) -> tuple[str, ...]:
    listed = ((form, groups) for form, readings in lemmas_of(language).items() for known, groups in readings if known == lemma)
    return tuple(form for form, groups in listed if "nominative" in groups)


def _marks(word: str, language: str) -> frozenset[str]:
    """Return the cases and genders that a word can have, as a noun of the tables or by an adjective's ending; none for any other word."""
    if _ORDINAL.match(word):
        return _CASES | _GENDERS
    nouns = _readings(word, language)
    return frozenset().union(_ending(word.casefold(), language)[1], *(noun.cases | {noun.gender} for noun in nouns))


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two words can share a case and a gender."""
    both = one & other
    return bool(both & _CASES) and bool(both & _GENDERS)


def _ending(form: str, language: str) -> tuple[str, frozenset[str]]:
    """Return the adjective's ending of a form, with its cases and genders; an empty one for what is none."""
    return next(((end, marks) for end, marks in _ends(language).items() if form.endswith(end) and len(form) > len(end) + 1), ("", frozenset()))


def _adjective(word: str, gender: str, language: str) -> str:
    """Return an adjective, a possessive or an ordinal in the nominative, so that it agrees."""
    rules = _rules(language) or {}
    if _ORDINAL.match(word):
        number = word.partition("-")[0]
        return f"{number}-{_ordinal(int(number), gender, rules['ordinals'])}"
    owner = next((noun.lemma for noun in _readings(word, language) if noun.lemma in rules["possessives"]), None)
    if owner is not None:
        return str(rules["possessives"][owner][gender])
    forms, end = rules["adjectives"], _ending(word.casefold(), language)[0]
    stem = word.removesuffix(end)
    for letters in ("velar", "hushing"):
        if stem.casefold().endswith(tuple(forms[letters])):
            return stem + str(forms[f"{letters}-nominative"][gender])
    return stem + str(forms["soft-nominative" if end in forms["soft"] else "hard-nominative"][gender])


def _ordinal(number: int, gender: str, ends: Mapping[str, Any]) -> str:
    """Return what is written behind a number: «31-ша», «12-та», «47-я»."""
    teens = 10 < number % 100 < 20  # which end alike
    known = ends.get("feminine", {}) if gender == "f" and not teens else {}
    return str(known.get(str(number % 10), ends["other"][gender]))


def _person(words: Sequence[str], language: str) -> Sequence[str]:
    """Set whoever stands behind an office in the same case, given name and surname, in the nominative."""
    at = next((index for index, word in enumerate(words[:-1]) if _given(word, language) is not None and words[index + 1][:1].isupper()), None)
    if at is None:
        return words
    rules = (_rules(language) or {})["surnames"]
    given = _given(words[at], language) or words[at]
    woman = given.endswith(("а", "я")) and given.casefold() not in rules["men"]
    surname = words[at + 1]
    end, wanted = next(((end, wanted) for end, wanted in rules["of-women" if woman else "of-men"].items() if surname.endswith(end)), ("", ""))
    return [*words[:at], given, surname.removesuffix(end) + wanted, *words[at + 2 :]]


def _given(word: str, language: str) -> str | None:
    """Return the nominative of a given name's form."""
    if not word[:1].isupper():
        return None
    readings: Sequence[tuple[str, frozenset[str]]] = _given_names(language).get(word, ())
    return readings[0][0] if readings else None


@functools.cache
def _given_names(language: str) -> Mapping[str, tuple[tuple[str, frozenset[str]], ...]]:
    """Return the readings of the forms of given names: lemmas that begin with a capital letter."""
    named = {}
    for form, readings in lemmas_of(language).items():
        given = tuple((lemma, groups) for lemma, groups in readings if lemma[:1].isupper())
        if given:
            named[form[:1].upper() + form[1:]] = given
    return named
