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
`захоп~`         a word that begins with these letters (the stem of an inflected language)
`~ly`            a word that ends with these letters
`*`              up to three words of any sort
`#`              a number in digits, with thousands separators and decimals
===============  ==========================================================================

A rule may also give `unless = [phrases]`: a match of one of these that overlaps the rule's own match undoes it. The test
suite runs every rule over its `match` and `reject` examples.
"""

from __future__ import annotations

import functools
import itertools
import os.path
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
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
_SPACE = r"\s+"
_REACH = 60  # characters on each side of a match in which an `unless` phrase that overlaps it can begin or end
_NUMBER = r"\d+(?:[.,  ]\d+)*"
ANY = ""  # a first token that can be any
NUMBER = "#"  # a first token that begins with a digit
STEM = "~"  # ends the stem of a first token
_TOKEN = re.compile(r"<[^<>]+>|\[[^\[\]]+\]|[()|]|\*|#|\?|[^\s()|<>\[\]*#?]+")
_FIRST = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a lexicon.

    `values` is the rule's `set` table; `match` and `reject` are its examples. `find` yields the matches that no `unless`
    phrase undoes. `first` holds the tokens, in small letters, with which a match can begin: words and single signs, stems
    that end with `~`, `#` for any number, "" for anything.
    """

    id: str
    phrases: tuple[str, ...]
    pattern: str = field(compare=False, repr=False)
    undoing: str | None = field(compare=False, repr=False)
    values: Mapping[str, Any] = field(compare=False)
    match: tuple[str, ...] = field(compare=False)
    reject: tuple[str, ...] = field(compare=False)
    first: frozenset[str] = field(compare=False)

    @property
    def regex(self) -> re.Pattern[str]:
        """The rule's regular expression, compiled when it is first asked for: most texts need few of the rules."""
        return _compiled(self.pattern)

    @property
    def unless(self) -> re.Pattern[str] | None:
        """The regular expression of what undoes a match."""
        return _compiled(self.undoing) if self.undoing is not None else None

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Yield the rule's matches in `text[start:end]`, offsets counted from the start of `text`."""
        stop = len(text) if end is None else end
        undone = [(m.start(), m.end()) for m in self.unless.finditer(text, start, stop)] if self.unless else []
        for found in self.regex.finditer(text, start, stop):
            if not any(a < found.end() and found.start() < b for a, b in undone):
                yield found

    def match_at(self, text: str, at: int, end: int) -> re.Match[str] | None:
        """Return the match that begins at `at` and ends by `end`, None where there is none or an `unless` phrase undoes it."""
        found = self.regex.match(text, at, end)
        if found is None or self.unless is None:
            return found
        nearby = self.unless.finditer(text, max(0, at - _REACH), min(end, found.end() + _REACH))
        return None if any(m.start() < found.end() and at < m.end() for m in nearby) else found


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def compile_phrase(phrase: str, language: str = "en") -> str:
    """Return the regular expression of a phrase (see the module's docstring for its signs).

    Raises
    ------
    ConfigError
        If brackets do not close or an alternative is empty.
    """
    return _parse(phrase, language).pattern


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a phrase: its pattern, and the tokens with which its matches can begin (see `Rule.first`)."""

    pattern: str
    first: frozenset[str]
    optional: bool = False


def _parse(phrase: str, language: str) -> _Part:
    tokens = _TOKEN.findall(phrase)
    # Marks such as <carry out> hold spaces, so both are compared without them.
    if not tokens or re.sub(r"\s+", "", "".join(tokens)) != re.sub(r"\s+", "", phrase):
        raise ConfigError(f"phrase {phrase!r} has a sign that is not closed: expected words, <verb>, [noun], (a|b), (a)?, * or #")
    part, rest = _sequence(tokens, language)
    if rest:
        raise ConfigError(f"phrase {phrase!r} closes a bracket that it did not open")
    return part


def _sequence(tokens: list[str], language: str) -> tuple[_Part, list[str]]:
    """Compile tokens up to a closing bracket or bar; return the part and what is left."""
    parts: list[_Part] = []
    while tokens and tokens[0] not in ("|", ")"):
        sign, tokens = tokens[0], tokens[1:]
        if sign == "(":
            inner, tokens = _alternatives(tokens, language)
        else:
            inner = _atom(sign, language)
        optional = bool(tokens) and tokens[0] == "?"
        parts.append(_Part(inner.pattern, inner.first, optional))
        tokens = tokens[1:] if optional else tokens
    if not parts or all(part.optional for part in parts):
        raise ConfigError("a phrase has an empty alternative: write a word or use (…)?")
    required = next(index for index, part in enumerate(parts) if not part.optional)
    return _Part(_join(parts), frozenset().union(*(part.first for part in parts[: required + 1]))), tokens


def _alternatives(tokens: list[str], language: str) -> tuple[_Part, list[str]]:
    options: list[_Part] = []
    while True:
        option, tokens = _sequence(tokens, language)
        options.append(option)
        if not tokens:
            raise ConfigError("a phrase opens a bracket that it does not close")
        mark, tokens = tokens[0], tokens[1:]
        if mark == ")":
            pattern = "|".join(option.pattern for option in options)
            return _Part(f"(?:{pattern})", frozenset().union(*(option.first for option in options))), tokens


def _join(parts: list[_Part]) -> str:
    """Join word patterns with white space; an optional word takes its space with it."""
    out = ""
    pending = False  # whether a required word stands before, so that a separator is due
    for index, part in enumerate(parts):
        if part.pattern == _GAP:
            out, pending = out + part.pattern, False
        elif not part.optional:
            out, pending = out + (_SPACE if pending else "") + part.pattern, True
        elif pending:
            out += rf"(?:{_SPACE}{part.pattern})?"
        else:
            out += rf"(?:{part.pattern}{_SPACE})?" if index + 1 < len(parts) else rf"(?:{part.pattern})?"
    return out


def _atom(sign: str, language: str) -> _Part:
    if sign == "*":
        return _Part(_GAP, frozenset({ANY}))
    if sign == "#":
        return _Part(_NUMBER, frozenset({NUMBER}))
    if sign.startswith("<"):
        return _any_of(verb_forms(sign[1:-1], language))
    if sign.startswith("["):
        return _any_of(noun_forms(sign[1:-1], language))
    return _word(sign)


def _any_of(forms: tuple[str, ...]) -> _Part:
    """Compile the forms of one word; what they begin with alike is written once, so that a hundred forms stay quick."""
    if any(form != form.lower() or not (form[:1].isalnum() and form[-1:].isalnum()) for form in forms):
        words = [_word(form) for form in sorted(set(forms), key=lambda form: (-len(form), form))]
        return _Part(f"(?:{'|'.join(word.pattern for word in words)})", frozenset().union(*(word.first for word in words)))
    first = frozenset(found.group() for form in forms if (found := _FIRST.match(form)) is not None)
    return _Part(rf"(?i:(?<!\w){_branches(sorted(set(forms)))}(?!\w))", first)


def _branches(words: Sequence[str]) -> str:
    """Return the pattern of sorted words, the longer first, with their common beginnings set before the bracket."""
    stem = os.path.commonprefix(words)  # noqa: RUF071 - letters that words share, no paths
    rest = [word[len(stem) :] for word in words]
    groups = [list(group) for _, group in itertools.groupby((word for word in rest if word), key=lambda word: word[0])]
    pattern = "|".join(_branches(group) if len(group) > 1 else _literal(group[0]) for group in groups)
    if not pattern:
        return _literal(stem)
    return f"{_literal(stem)}(?:{pattern}){'?' if '' in rest else ''}"


def _literal(word: str) -> str:
    """Escape a word: any white space for a space, any apostrophe for an apostrophe."""
    return re.sub(r"\s+", r"\\s+", re.escape(word).replace(r"\ ", " ")).replace("'", "['’ʼ‘`]")


def _word(word: str) -> _Part:
    """Compile a word: any case if written in small letters, else as it stands; any apostrophe for an apostrophe."""
    if word.startswith(STEM) and len(word) > 1:
        return _Part(rf"(?i:(?<!\w)[\w'’ʼ-]*{re.escape(word[1:])}(?!\w))", frozenset({ANY}))
    stem = word.endswith(STEM) and len(word) > 1
    word = word.removesuffix(STEM) if stem else word
    pattern = _literal(word)
    first = _FIRST.match(word.lower())
    begins = first.group() if first else ANY
    if stem:
        pattern, begins = rf"(?<!\w){pattern}[\w'’ʼ]*", begins + STEM if begins == word.lower() else begins
    elif word[:1].isalnum() and word[-1:].isalnum():
        pattern = f"(?<!\\w){pattern}(?!\\w)"
    return _Part(f"(?i:{pattern})" if word == word.lower() else pattern, frozenset({begins}))


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
        # Of phrases that begin alike the one with more words is tried first: "general staff" before "general".
        parts = [_parse(phrase, language) for phrase in sorted(table["phrases"], key=lambda phrase: -len(phrase.split()))]
        undo = table.get("unless")
        undoing = "|".join(f"(?:{compile_phrase(phrase, language)})" for phrase in undo) if undo else None
    except ConfigError as error:
        raise ConfigError(f"rule {full_id!r}: {error.message}", path=path) from None
    return Rule(
        id=full_id,
        phrases=tuple(table["phrases"]),
        pattern="|".join(f"(?:{part.pattern})" for part in parts),
        undoing=undoing,
        values=MappingProxyType(dict(table.get("set", {}))),
        match=tuple(table["match"]),
        reject=tuple(table["reject"]),
        first=frozenset().union(*(part.first for part in parts)),
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
