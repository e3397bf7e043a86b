"""Read the lexicon: the words of a language, as data, each rule with its examples.

A lexicon file is TOML, one per topic and language (`en/claims.toml`, `uk/dates.toml`), made of `[[rule]]` tables::

    [[rule]]
    id = "capture"                       # unique in its file; the full id is en.claims.capture
    phrases = ["<capture>", "took control of"]
    set = {kind = "control"}             # what the rule says: free keys, checked by the stage that uses them
    match = ["Russian forces captured the village"]
    reject = ["captured on video"]

Phrases are written in words, not in regular expressions:

===============  ==========================================================================
`word`           the word, in any case; a word with a capital letter matches only with that capital
`<capture>`      a verb in any of its inflected forms (regular rules, irregular ones from `inflection.toml`)
`[attack]`       a noun, singular or plural
`(a|an|the)`     one of these words (or phrases)
`(the)?`         may be left out
`*`              up to three words of any sort
`#`              a number in digits, with thousands separators and decimals
===============  ==========================================================================

A rule may also give `unless = [phrases]`: a match of one of these that overlaps the rule's own match undoes it. The test
suite runs every rule over its `match` and `reject` examples.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from frontmap.config import reject_unknown_keys
from frontmap.errors import ConfigError
from frontmap.lexicon.inflect import noun_forms, verb_forms
from frontmap.records import content_id

__all__ = ["LEXICON_FOLDER", "Rule", "compile_phrase", "fingerprint", "languages", "load_rules", "read_rules", "topics"]

LEXICON_FOLDER = Path(__file__).parent

_RULE_KEYS = ("id", "phrases", "unless", "set", "match", "reject", "note")
_GAP = r"(?:\W+[\w’'-]+){0,3}?\W+"
_NUMBER = r"\d+(?:[.,  ]\d+)*"
_TOKEN = re.compile(r"<[^<>]+>|\[[^\[\]]+\]|[()|]|\*|#|\?|[^\s()|<>\[\]*#?]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a lexicon.

    `values` is the rule's `set` table; `match` and `reject` are its examples. `find` yields the matches that no `unless`
    phrase undoes.
    """

    id: str
    phrases: tuple[str, ...]
    regex: re.Pattern[str] = field(compare=False)
    unless: re.Pattern[str] | None = field(compare=False)
    values: Mapping[str, Any] = field(compare=False)
    match: tuple[str, ...] = field(compare=False)
    reject: tuple[str, ...] = field(compare=False)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Yield the rule's matches in `text[start:end]`, offsets counted from the start of `text`."""
        stop = len(text) if end is None else end
        undone = [(m.start(), m.end()) for m in self.unless.finditer(text, start, stop)] if self.unless else []
        for found in self.regex.finditer(text, start, stop):
            if not any(a < found.end() and found.start() < b for a, b in undone):
                yield found


def compile_phrase(phrase: str, language: str = "en") -> str:
    """Return the regular expression of a phrase (see the module's docstring for its signs).

    Raises
    ------
    ConfigError
        If brackets do not close or an alternative is empty.
    """
    tokens = _TOKEN.findall(phrase)
    if not tokens or "".join(tokens) != re.sub(r"\s+", "", phrase):
        # Multi-word marks such as <carry out> hold spaces; compare without them.
        if "".join(tokens).replace(" ", "") != re.sub(r"\s+", "", phrase):
            raise ConfigError(f"phrase {phrase!r} has a sign that is not closed: expected words, <verb>, [noun], (a|b), (a)?, * or #")
    pattern, rest = _sequence(tokens, language)
    if rest:
        raise ConfigError(f"phrase {phrase!r} closes a bracket that it did not open")
    return pattern


def _sequence(tokens: list[str], language: str) -> tuple[str, list[str]]:
    """Compile tokens up to a closing bracket or bar; return the pattern and what is left."""
    parts: list[tuple[str, bool]] = []  # pattern, optional
    while tokens and tokens[0] not in ("|", ")"):
        token, tokens = tokens[0], tokens[1:]
        if token == "(":
            inner, tokens = _alternatives(tokens, language)
        else:
            inner = _atom(token, language)
        optional = bool(tokens) and tokens[0] == "?"
        parts.append((inner, optional))
        tokens = tokens[1:] if optional else tokens
    if not parts:
        raise ConfigError("a phrase has an empty alternative: write a word or use (…)?")
    return _join(parts), tokens


def _alternatives(tokens: list[str], language: str) -> tuple[str, list[str]]:
    options = []
    while True:
        option, tokens = _sequence(tokens, language)
        options.append(option)
        if not tokens:
            raise ConfigError("a phrase opens a bracket that it does not close")
        mark, tokens = tokens[0], tokens[1:]
        if mark == ")":
            return f"(?:{'|'.join(options)})", tokens


def _join(parts: list[tuple[str, bool]]) -> str:
    """Join word patterns with white space; an optional word takes its space with it."""
    out = ""
    pending = False  # whether a required word stands before, so that a separator is due
    for index, (pattern, optional) in enumerate(parts):
        if pattern == _GAP:
            out, pending = out + pattern, False
        elif not optional:
            out, pending = out + (r"\s+" if pending else "") + pattern, True
        elif pending:
            out += rf"(?:\s+{pattern})?"
        else:
            out += rf"(?:{pattern}\s+)?" if index + 1 < len(parts) else rf"(?:{pattern})?"
    return out


def _atom(token: str, language: str) -> str:
    if token == "*":
        return _GAP
    if token == "#":
        return _NUMBER
    if token.startswith("<"):
        return _any_of(verb_forms(token[1:-1], language))
    if token.startswith("["):
        return _any_of(noun_forms(token[1:-1], language))
    return _word(token)


def _any_of(forms: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(_word(form) for form in sorted(set(forms), key=lambda form: (-len(form), form)))})"


def _word(word: str) -> str:
    """A word as a pattern: any case if written in small letters, else as it stands; any apostrophe for an apostrophe."""
    pattern = re.sub(r"\s+", r"\\s+", re.escape(word).replace(r"\ ", " "))
    pattern = pattern.replace("'", "['’ʼ‘`]")
    bare = f"(?<!\\w){pattern}(?!\\w)" if word[:1].isalnum() and word[-1:].isalnum() else pattern
    return f"(?i:{bare})" if word == word.lower() else bare


def read_rules(path: Path, language: str) -> tuple[Rule, ...]:
    """Read a lexicon file.

    Raises
    ------
    ConfigError
        If the file is no TOML, a key is not known, an id stands twice, or a rule lacks phrases or examples; the message
        names file, rule and key.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"is no lexicon file: {error}", path=path) from None
    reject_unknown_keys(data, ("rule",), path, "a lexicon file")
    rules: dict[str, Rule] = {}
    for table in data.get("rule", []):
        rule = _rule(table, path, language)
        if rule.id in rules:
            raise ConfigError(f"rule id {rule.id!r} stands twice: ids are unique in a file", path=path)
        rules[rule.id] = rule
    return tuple(rules.values())


def _rule(table: Mapping[str, Any], path: Path, language: str) -> Rule:
    reject_unknown_keys(table, _RULE_KEYS, path, f"rule {table.get('id')!r}")
    for key in ("id", "phrases", "match", "reject"):
        if not table.get(key):
            raise ConfigError(f"rule {table.get('id')!r} lacks {key!r}: each rule has an id, phrases, and examples that match and that do not", path=path)
    full_id = f"{language}.{path.stem}.{table['id']}"
    try:
        regex = re.compile("|".join(f"(?:{compile_phrase(phrase, language)})" for phrase in table["phrases"]))
        undo = table.get("unless")
        unless = re.compile("|".join(f"(?:{compile_phrase(phrase, language)})" for phrase in undo)) if undo else None
    except ConfigError as error:
        raise ConfigError(f"rule {full_id!r}: {error.message}", path=path) from None
    return Rule(
        id=full_id,
        phrases=tuple(table["phrases"]),
        regex=regex,
        unless=unless,
        values=MappingProxyType(dict(table.get("set", {}))),
        match=tuple(table["match"]),
        reject=tuple(table["reject"]),
    )


def languages() -> tuple[str, ...]:
    """Return the languages that have a lexicon, sorted."""
    return tuple(sorted(folder.name for folder in LEXICON_FOLDER.iterdir() if folder.is_dir() and any(folder.glob("*.toml"))))


def topics(language: str) -> tuple[str, ...]:
    """Return the topics of a language's lexicon, sorted; `inflection` is data of the loader and no topic."""
    return tuple(sorted(path.stem for path in (LEXICON_FOLDER / language).glob("*.toml") if path.stem != "inflection"))


@functools.cache
def load_rules(language: str, topic: str) -> tuple[Rule, ...]:
    """Return the rules of a topic, empty where the language has no such file."""
    path = LEXICON_FOLDER / language / f"{topic}.toml"
    return read_rules(path, language) if path.exists() else ()


@functools.cache
def fingerprint() -> str:
    """Return a hash of all lexicon files, for cache keys."""
    files = sorted(LEXICON_FOLDER.glob("*/*.toml"))
    return content_id(*(part for path in files for part in (path.relative_to(LEXICON_FOLDER).as_posix(), path.read_bytes().hex())))
