"""The inflected forms of a lexicon's verbs and nouns: regular rules here, irregular ones in `inflection.toml`."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path

from frontmap.errors import ConfigError

__all__ = ["noun_forms", "verb_forms"]

_VOWELS = "aeiou"


@functools.cache
def _irregular(language: str) -> Mapping[str, Mapping[str, list[str]]]:
    path = Path(__file__).parent / language / "inflection.toml"
    if not path.exists():
        return {}
    try:
        data: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"is no TOML: {error}", path=path) from None
    return data


@functools.cache
def verb_forms(lemma: str, language: str = "en") -> tuple[str, ...]:
    """Return all forms of a verb; of "take over" the first word is inflected.

    Languages without regular rules here have only what their `inflection.toml` lists.
    """
    head, _, tail = lemma.partition(" ")
    listed = _irregular(language).get("verbs", {}).get(head)
    forms = (head, *listed) if listed is not None else (_regular_verb(head) if language == "en" else (head,))
    return tuple(f"{form} {tail}".strip() for form in forms)


@functools.cache
def noun_forms(lemma: str, language: str = "en") -> tuple[str, ...]:
    """Return singular and plural of a noun; of "glide bomb" the last word is inflected."""
    front, _, head = lemma.rpartition(" ")
    listed = _irregular(language).get("nouns", {}).get(head)
    forms = (head, *listed) if listed is not None else ((head, _plural(head)) if language == "en" else (head,))
    return tuple(f"{front} {form}".strip() for form in forms)


def _regular_verb(verb: str) -> tuple[str, ...]:
    third = _plural(verb)
    if verb.endswith("ie"):
        return verb, third, f"{verb}d", f"{verb[:-2]}ying"
    if verb.endswith("ee"):
        return verb, third, f"{verb}d", f"{verb}ing"
    if verb.endswith("e"):
        return verb, third, f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb, third, f"{verb[:-1]}ied", f"{verb}ing"
    stem = verb + verb[-1] if _doubles(verb) else verb
    return verb, third, f"{stem}ed", f"{stem}ing"


def _doubles(verb: str) -> bool:
    """Whether a final consonant doubles: one syllable, consonant-vowel-consonant (stop, stopped); others are listed."""
    if len(verb) < 3 or verb[-1] in _VOWELS + "wxy" or verb[-2] not in _VOWELS or verb[-3] in _VOWELS:
        return False
    return sum(letter in _VOWELS for letter in verb) == 1


def _plural(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return f"{word[:-1]}ies"
    return f"{word}s"
