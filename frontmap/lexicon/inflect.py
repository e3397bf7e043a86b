"""The inflected forms of a lexicon's verbs and nouns: regular rules here, irregular ones and whole tables in `inflection.toml`.

The forms of theatres' names stand in `names.toml`: a text in any language may hold them, so that they are read for each.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from frontmap.faults import parse_toml

__all__ = ["NAMES", "WORDS", "form_groups", "lemmas_of", "name_forms", "noun_forms", "verb_forms"]

WORDS, NAMES = "inflection.toml", "names.toml"

_FOLDER = Path(__file__).parent
_VOWELS = "aeiou"


@functools.cache
def _tables(language: str, name: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the tables of a file, none where the language has no such file."""
    path = _FOLDER / language / name
    if not path.exists():
        return {}
    return parse_toml(path.read_text(encoding="utf-8"), path)


def _groups(entry: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the forms of a table's entry by group: its stem with each ending, - for none."""
    stem = entry["stem"]
    return {group: tuple(stem + ("" if end == "-" else end.replace("_", " ")) for end in ends.split()) for group, ends in entry.items() if group != "stem"}


def _listed(table: str, lemma: str, language: str) -> tuple[str, ...] | None:
    """Return the forms that a language's tables give: a list of forms, or a stem with endings by group."""
    entry = _tables(language, NAMES if table == "names" else WORDS).get(table, {}).get(lemma)
    if entry is None or isinstance(entry, list):
        return None if entry is None else tuple(entry)
    return tuple(form for forms in _groups(entry).values() for form in forms)


@functools.cache
def verb_forms(lemma: str, language: str = "en") -> tuple[str, ...]:
    """Return all forms of a verb; of "take over" the first word is inflected.

    Languages without regular rules here have only what their `inflection.toml` lists.
    """
    head, _, tail = lemma.partition(" ")
    listed = _listed("verbs", head, language)
    forms = (head, *listed) if listed is not None else (_regular_verb(head) if language == "en" else (head,))
    return tuple(f"{form} {tail}".strip() for form in forms)


@functools.cache
def noun_forms(lemma: str, language: str = "en") -> tuple[str, ...]:
    """Return singular and plural of a noun; of "glide bomb" the last word is inflected."""
    front, _, head = lemma.rpartition(" ")
    listed = _listed("nouns", head, language)
    forms = (head, *listed) if listed is not None else ((head, _plural(head)) if language == "en" else (head,))
    return tuple(f"{front} {form}".strip() for form in forms)


@functools.cache
def name_forms(name: str) -> tuple[str, ...]:
    """Return the case forms of a theatre's name in all languages that inflect names, the name itself first."""
    return tuple(dict.fromkeys((name, *(form for language in _with_names() for form in _listed("names", name, language) or ()))))


@functools.cache
def _with_names() -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in _FOLDER.glob(f"*/{NAMES}")))


@functools.cache
def form_groups(language: str) -> Mapping[str, frozenset[str]]:
    """Return what each inflected form can be, by form in small letters, empty where a language's table tells no groups.

    Groups are `nominative`, `instrumental` and `oblique` of nouns and names; `infinitive`, `past`, `present`, `future`,
    `passive`, `modifier` (a passive participle in an oblique case), `participle` and `gerund` of verbs.
    """
    found: dict[str, set[str]] = {}
    for table in (*_tables(language, WORDS).values(), *_tables(language, NAMES).values()):
        for entry in table.values():
            if isinstance(entry, Mapping):
                for group, forms in _groups(entry).items():
                    for form in forms:
                        found.setdefault(form.casefold(), set()).add(group)
    return {form: frozenset(groups) for form, groups in found.items()}


@functools.cache
def lemmas_of(language: str) -> Mapping[str, tuple[tuple[str, frozenset[str]], ...]]:
    """Return the nouns of which each form can be, by form in small letters: the lemma and the groups of the form (see `form_groups`)."""
    found: dict[str, dict[str, set[str]]] = {}
    for lemma, entry in _tables(language, WORDS).get("nouns", {}).items():
        for group, forms in _groups(entry).items() if isinstance(entry, Mapping) else ():
            for form in forms:
                found.setdefault(form.casefold(), {}).setdefault(lemma, set()).add(group)
    return {form: tuple((lemma, frozenset(groups)) for lemma, groups in readings.items()) for form, readings in found.items()}


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
