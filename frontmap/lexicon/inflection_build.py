"""Write the inflection tables of Ukrainian and Russian anew: every form of the lemmas that the lexicon and theatres use.

A build step, not part of the program, which reads only what it wrote. Russian forms come from pymorphy3 and its dictionary,
Ukrainian ones from rules (`frontmap.lexicon.ukrainian`). The recorded recipe is `scripts/build-inflection`.
"""

from __future__ import annotations

import os.path
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from frontmap.errors import ConfigError
from frontmap.lexicon import ukrainian
from frontmap.lexicon.classes import CLASSES, read_classes
from frontmap.lexicon.inflect import NAMES, WORDS
from frontmap.lexicon.nominative import ENDINGS

__all__ = ["LANGUAGES", "main", "tables"]

LANGUAGES = ("ru", "uk")
_FOLDER = Path(__file__).parent
_THEATRES = _FOLDER.parent / "theatres"
_FOREIGN = {"uk": re.compile(r"[ыэёъ]", re.IGNORECASE), "ru": re.compile(r"[іїєґ]", re.IGNORECASE)}
_CYRILLIC = re.compile(r"[а-яіїєґё]", re.IGNORECASE)
_NOMINAL = ("NOUN", "ADJF", "PRTF", "NUMR", "NPRO")
_CASES = {"nomn": "nominative", "ablt": "instrumental"}
_FEW_FORMS = 7  # a noun with fewer is guessed to have no plural: another reading comes first
_Groups = dict[str, set[str]]


def main() -> None:
    """Write the tables of each language."""
    for language in LANGUAGES:
        for name, text in tables(language).items():
            (_FOLDER / language / name).write_text(text, encoding="utf-8")


def tables(language: str) -> dict[str, str]:
    """Return the text of a language's tables by file: of the lexicon's words, and of the theatres' names, which texts in any language need.

    Raises
    ------
    ConfigError
        If a lemma of the lexicon is in no dictionary, or no rule declines it: it is misspelt or no lemma.
    """
    verbs, nouns = _lemmas(language)
    morphology: Any = ukrainian if language == "uk" else _Dictionary()
    words = {"verbs": {lemma: morphology.verb(lemma) for lemma in verbs}, "nouns": {lemma: (morphology.name if lemma[0].isupper() else morphology.noun)(lemma) for lemma in nouns}}
    names = {name: forms for name in _names(language) if len(_all(forms := morphology.name(name))) > 1}
    return {WORDS: _toml(words), NAMES: _toml({"names": names})}


def _toml(tables: Mapping[str, Mapping[str, _Groups]]) -> str:
    out = [
        "# Written by scripts/build-inflection from the lemmas of the rules beside and of the theatres: do not edit.",
        "# Every form of a lemma is its stem with an ending (- for none), grouped by what the form is.",
        "",
    ]
    for title, table in tables.items():
        out += [f"[{title}]", *(f'"{lemma}" = {_entry(forms)}' for lemma, forms in table.items()), ""]
    return "\n".join(out)


def _lemmas(language: str) -> tuple[list[str], list[str]]:
    """Return the lemmas in angle and in square brackets of a language's rules."""
    phrases = [phrase for path in sorted((_FOLDER / language).glob("*.toml")) if path.name not in (ENDINGS, NAMES, WORDS) for phrase in _phrases(path)]
    verbs = {mark.split()[0] for phrase in phrases for mark in re.findall(r"<([^<>]+)>", phrase)}
    nouns = {mark.split()[-1] for phrase in phrases for mark in re.findall(r"\[([^\[\]]+)\]", phrase)}
    return sorted(verbs), sorted(nouns)


def _phrases(path: Path) -> Iterable[str]:
    if path.name == CLASSES:
        yield from (member for members in read_classes(path).values() for member in members)
        return
    for rule in tomllib.loads(path.read_text(encoding="utf-8")).get("rule", []):
        yield from (*rule["phrases"], *rule.get("unless", ()))


def _names(language: str) -> list[str]:
    """Return the Cyrillic names of all theatres that can be of a language."""
    found: set[str] = set()
    for path in sorted(_THEATRES.glob("*.toml")):
        theatre: Mapping[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        tables = [*theatre["sides"].values(), *theatre.get("actors", ()), *theatre.get("outlets", ())]
        for table in tables:
            for key in ("countries", "capitals", "adjectives", "aliases"):
                found.update(table.get(key, ()))
            found.add(table.get("name", ""))
    return sorted(name for name in found if _CYRILLIC.search(name) and not _FOREIGN[language].search(name))


def _entry(groups: _Groups) -> str:
    stem = os.path.commonprefix(sorted(_all(groups)))  # noqa: RUF071 - letters that forms share, no paths
    parts = [f'stem = "{stem}"']
    for group, forms in sorted(groups.items()):
        endings = " ".join(form[len(stem) :].replace(" ", "_") or "-" for form in sorted(forms))
        parts.append(f'{group} = "{endings}"')
    return "{" + ", ".join(parts) + "}"


def _all(groups: _Groups) -> set[str]:
    return set().union(*groups.values()) if groups else set()


class _Dictionary:
    """The forms of Russian words, as pymorphy3 knows them."""

    def __init__(self) -> None:
        import pymorphy3  # type: ignore[import-untyped, unused-ignore]

        self.analyser = pymorphy3.MorphAnalyzer(lang="ru")

    def verb(self, lemma: str) -> _Groups:
        """Return the forms of a verb with its participles, by group."""
        first = self._parse(lemma, ("INFN", "VERB"))
        alike = [parse for parse in self.analyser.parse(lemma) if (parse.tag.POS, parse.normal_form) == (first.tag.POS, first.normal_form)]
        groups: _Groups = {}
        for form in (form for parse in alike for form in parse.lexeme):
            tag = str(form.tag)
            if "impr" not in tag:
                _add(groups, _verb_group(tag), form.word)
        for group, stronger in (("future", "present"), ("modifier", "passive")):  # a verb of two aspects is read as going on
            groups[group] = groups.get(group, set()) - groups.get(stronger, set())
        return {group: forms for group, forms in groups.items() if forms}

    def noun(self, lemma: str) -> _Groups:
        """Return the forms of a noun, adjective, participle or numeral by case."""
        parse = self._parse(lemma, _NOMINAL)
        return _by_case(form for form in parse.lexeme if (form.tag.POS, form.tag.voice, form.tag.tense) == (parse.tag.POS, parse.tag.voice, parse.tag.tense))

    def name(self, name: str) -> _Groups:
        """Return the forms of a name: its leading adjectives and its first noun change, what follows stays."""
        words = name.split()
        parses = [self._nominative(word) for word in words]
        last = next((at for at, parse in enumerate(parses) if parse is None or "NOUN" in parse.tag), len(words) - 1)
        if parses[last] is None and last == 0:
            return {"nominative": {name}}
        if len(words) == 1 and name == name.lower():
            return _by_case(parses[0].lexeme)
        head = parses[: last + 1] if parses[last] is not None else parses[:last]
        groups: _Groups = {}
        for case in ("nomn", "gent", "datv", "accs", "ablt", "loct"):
            number = {"plur"} if "plur" in head[-1].tag else set()
            forms = [parse.inflect({case} | number) for parse in head]
            if all(form is not None for form in forms):
                inflected = [_like(word, form.word) for word, form in zip(words, forms, strict=False)]
                _add(groups, _CASES.get(case, "oblique"), " ".join([*inflected, *words[len(head) :]]))
        return groups or {"nominative": {name}}

    def _nominative(self, word: str) -> Any:
        """Return the reading of a word as a nominative, None where it does not change."""
        bare = word.strip('«»"')
        if bare != word or any(letter.isupper() for letter in bare[1:]) or not _CYRILLIC.search(bare):
            return None
        parses = [p for p in self.analyser.parse(bare) if p.tag.POS in ("NOUN", "ADJF") and "nomn" in p.tag and "Fixd" not in p.tag]
        adjective = bare.endswith(("ий", "ій", "ый", "ой", "ая", "ые", "ие"))
        wanted = [p for p in parses if ("ADJF" in p.tag) is adjective] or parses
        surname = [p for p in wanted if "Surn" in p.tag]
        return (surname if bare[:1].isupper() and surname else wanted or [None])[0]

    def _parse(self, lemma: str, parts: tuple[str, ...]) -> Any:
        parses = [parse for parse in self.analyser.parse(lemma) if parse.tag.POS in parts]
        parses.sort(key=lambda parse: (any(mark in parse.tag for mark in ("Name", "Surn")), len({form.word for form in parse.lexeme}) < _FEW_FORMS))
        for parse in parses:
            if lemma in (parse.normal_form, parse.normal_form.replace("ё", "е")) or ("nomn" in parse.tag and parse.tag.POS == "PRTF"):
                return parse
        raise ConfigError(f"ru: {lemma!r} is no lemma that the dictionary knows ({'/'.join(parts)}): check its spelling, or write it without brackets")


def _verb_group(tag: str) -> str:
    if "pssv" in tag or "Impe" in tag:
        return "passive" if any(mark in tag for mark in ("PRTS", "nomn", "Impe")) else "modifier"
    for mark, group in (("GRND", "gerund"), ("PRTF", "participle"), ("INFN", "infinitive"), ("infn", "infinitive"), ("past", "past"), ("futr", "future")):
        if mark in tag:
            return group
    return "present"


def _by_case(lexeme: Iterable[Any]) -> _Groups:
    groups: _Groups = {}
    for form in lexeme:
        if "voct" not in form.tag:
            _add(groups, _CASES.get(str(form.tag.case), "oblique"), form.word)
    return groups


def _add(groups: _Groups, group: str, form: str) -> None:
    groups.setdefault(group, set()).update({form, form.replace("ё", "е"), form.replace("Ё", "Е")})


def _like(word: str, form: str) -> str:
    return form[:1].upper() + form[1:] if word[:1].isupper() else form


if __name__ == "__main__":
    main()
