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
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from frontmap.config import reject_unknown_keys
from frontmap.errors import ConfigError
from frontmap.lexicon.inflect import noun_forms, verb_forms
from frontmap.records import content_id

__all__ = ["LEXICON_FOLDER", "UNDO_REACH", "Rule", "compile_phrase", "fingerprint", "languages", "load_rules", "read_rules", "topics"]

LEXICON_FOLDER = Path(__file__).parent

_RULE_KEYS = ("id", "phrases", "unless", "set", "match", "reject", "note")
# All repetitions are bounded, so that a run of ten thousand signs or numbers takes no longer than ten thousand words.
# Nor can one run be parted in many ways: a word begins and ends with a letter, so that its apostrophes are no gap.
_GAP = r"(?:\W{1,12}\w{1,60}(?:[’'-]\w{1,60}){0,3}){0,3}?\W{1,12}"
_SPACE = r"\s+"
UNDO_REACH = 60  # characters on each side of a match in which an `unless` phrase that overlaps it can begin or end
_NUMBER = r"\d+(?:[.,  ]\d+){0,5}"
ANY = ""  # a first token that can be any
NUMBER = "#"  # a first token that begins with a digit
STEM = "~"  # ends the stem of a first token, begins the ending of one
_TOKEN = re.compile(r"<[^<>]+>|\[[^\[\]]+\]|[()|]|\*|#|\?|[^\s()|<>\[\]*#?]+")
_FIRST = re.compile(r"\w+|[^\w\s]")
_MOST_BRACKETS = 50  # in one phrase, so that reading it ends
_HEAD = 2  # tokens by which a phrase is looked up
_APOSTROPHES = frozenset("'’ʼ‘`")
_LINKS = "-'’"  # signs that hold one word together, so that a token of it may end otherwise than the word does


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a lexicon.

    `values` is the rule's `set` table; `match` and `reject` are its examples. `find` yields the matches that no `unless`
    phrase undoes. `first` holds the tokens, in small letters, with which a match can begin: words and single signs, stems
    that end with `~`, endings that begin with it, `#` for any number, "" for anything. `heads` tells the same with the token that must follow, where
    one must; `undoing_first` and `undoing_stems` are what an `unless` phrase begins with.
    """

    id: str
    phrases: tuple[str, ...]
    pattern: str = field(compare=False, repr=False)
    undoing: str | None = field(compare=False, repr=False)
    values: Mapping[str, Any] = field(compare=False)
    match: tuple[str, ...] = field(compare=False)
    reject: tuple[str, ...] = field(compare=False)
    first: frozenset[str] = field(compare=False)
    heads: frozenset[tuple[str, ...]] = field(compare=False, default=frozenset(), repr=False)
    last: frozenset[str] = field(compare=False, default=frozenset({ANY}), repr=False)
    undoing_first: frozenset[str] = field(compare=False, default=frozenset(), repr=False)
    undoing_stems: tuple[str, ...] = field(compare=False, default=(), repr=False)
    get: Callable[..., Any] = field(compare=False, default={}.get, repr=False)  # `values.get`, which is asked a hundred times a sentence

    @property
    def regex(self) -> re.Pattern[str]:
        """The rule's regular expression, compiled when it is first asked for: most texts need few of the rules."""
        return _compiled(self.pattern)

    @property
    def unless(self) -> re.Pattern[str] | None:
        """The regular expression of what undoes a match."""
        return _compiled(self.undoing) if self.undoing is not None else None

    @property
    def undoing_words(self) -> frozenset[str] | None:
        """The tokens with which what undoes a match begins, none where nothing does, None where it may begin with others too."""
        told = not self.undoing_stems and ANY not in self.undoing_first and NUMBER not in self.undoing_first
        return self.undoing_first if told else None

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Yield the rule's matches in `text[start:end]`, offsets counted from the start of `text`."""
        stop = len(text) if end is None else end
        undone = [(m.start(), m.end()) for m in self.unless.finditer(text, start, stop)] if self.unless else []
        for found in self.regex.finditer(text, start, stop):
            if not any(a < found.end() and found.start() < b for a, b in undone):
                yield found

    def is_undone(self, text: str, start: int, end: int, limit: int, offsets: Sequence[int], tokens: Sequence[str]) -> bool:
        """Whether an `unless` phrase overlaps the match `text[start:end]`; `tokens` are those near it, `offsets` where they begin."""
        unless = self.unless
        if unless is None:
            return False
        if ANY in self.undoing_first:
            nearby = unless.finditer(text, max(0, start - UNDO_REACH), min(limit, end + UNDO_REACH))
            return any(m.start() < end and start < m.end() for m in nearby)
        first, stems, numbers = self.undoing_first, self.undoing_stems, NUMBER in self.undoing_first
        for at, token in zip(offsets, tokens, strict=True):
            if token in first or (stems and token.startswith(stems)) or (numbers and token[0].isdigit()):
                found = unless.match(text, at, limit)
                if found is not None and found.end() > start:
                    return True
        return False


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
    """A piece of a phrase: its pattern, and the first one or two tokens and the last one of its matches (see `Rule`).

    A head of one token is all there is of the part, so that what follows the part follows the token.
    """

    pattern: str
    heads: frozenset[tuple[str, ...]]
    tails: frozenset[str]
    optional: bool = False


def _parse(phrase: str, language: str) -> _Part:
    tokens = _TOKEN.findall(phrase)
    # Marks such as <carry out> hold spaces, so both are compared without them.
    if not tokens or re.sub(r"\s+", "", "".join(tokens)) != re.sub(r"\s+", "", phrase):
        raise ConfigError(f"phrase {phrase!r} has a sign that is not closed: expected words, <verb>, [noun], (a|b), (a)?, * or #")
    if tokens.count("(") > _MOST_BRACKETS:
        raise ConfigError(f"phrase {phrase!r:.60} has {tokens.count('(')} brackets: expected at most {_MOST_BRACKETS}, part it into several")
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
        parts.append(_Part(inner.pattern, inner.heads, inner.tails, optional))
        tokens = tokens[1:] if optional else tokens
    if not parts or all(part.optional for part in parts):
        raise ConfigError("a phrase has an empty alternative: write a word or use (…)?")
    return _Part(_join(parts), _heads(parts), _tails(parts)), tokens


def _heads(parts: list[_Part]) -> frozenset[tuple[str, ...]]:
    """Return the first two tokens with which a sequence of parts can begin."""
    heads: set[tuple[str, ...]] = {()}
    for part in parts:
        open_heads = {head for head in heads if len(head) < _HEAD}
        if not open_heads:
            break
        longer = {(*head, *more)[:_HEAD] for head in open_heads for more in part.heads}
        heads = (heads - open_heads) | longer | (open_heads if part.optional else set())
    return frozenset(head for head in heads if head)


def _tails(parts: list[_Part]) -> frozenset[str]:
    """Return the tokens with which a sequence of parts can end."""
    tails: set[str] = set()
    for part in reversed(parts):
        tails |= part.tails
        if not part.optional:
            break
    return frozenset(tails)


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
            heads, tails = (frozenset().union(*ends) for ends in zip(*((option.heads, option.tails) for option in options), strict=True))
            return _Part(f"(?:{pattern})", heads, tails), tokens


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
        return _Part(_GAP, frozenset({(ANY, ANY)}), frozenset({ANY}))
    if sign == "#":
        return _Part(_NUMBER, frozenset({(NUMBER, ANY)}), frozenset({NUMBER}))
    if sign.startswith("<"):
        return _any_of(verb_forms(sign[1:-1], language))
    if sign.startswith("["):
        return _any_of(noun_forms(sign[1:-1], language))
    return _word(sign)


def _any_of(forms: tuple[str, ...]) -> _Part:
    """Compile the forms of one word; what they begin with alike is written once, so that a hundred forms stay quick."""
    if any(form != form.lower() or not (form[:1].isalnum() and form[-1:].isalnum()) for form in forms):
        words = [_word(form) for form in sorted(set(forms), key=lambda form: (-len(form), form))]
        return _Part(f"(?:{'|'.join(word.pattern for word in words)})", frozenset().union(*(word.heads for word in words)), frozenset(map(_tail, forms)))
    return _Part(rf"(?i:(?<!\w){_branches(sorted(set(forms)))}(?!\w))", frozenset(map(_head, forms)), frozenset(map(_tail, forms)))


def _head(word: str) -> tuple[str, ...]:
    """Return the first one or two tokens of a word; any sign stands for an apostrophe, which is written in many ways."""
    tokens = _FIRST.findall(word.lower()) or [ANY]
    return tuple(ANY if token in _APOSTROPHES else token for token in tokens[:_HEAD])


def _tail(word: str) -> str:
    """Return the last token of a word, `#` for one that ends with a digit."""
    tail = (_FIRST.findall(word.lower()) or [ANY])[-1]
    return ANY if tail in _APOSTROPHES else NUMBER if tail[-1:].isdigit() else tail


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
        pattern = rf"(?i:(?<!\w)[\w'’ʼ-]{{0,60}}{re.escape(word[1:])}(?!\w))"
        if not word[1:].isalpha():
            return _Part(pattern, frozenset({(ANY, ANY)}), frozenset({ANY}))
        linked = {pair for link in _LINKS for pair in ((ANY, link), (link, ANY))}  # "twenty-fifth" begins with "twenty"
        return _Part(pattern, frozenset({(word.lower(),), *linked}), frozenset({word.lower()}))
    stem = word.endswith(STEM) and len(word) > 1
    word = word.removesuffix(STEM) if stem else word
    pattern = _literal(word)
    head = _head(word)
    if stem:
        pattern = rf"(?<!\w){pattern}[\w'’ʼ]{{0,60}}"
        head = (head[0] + STEM, ANY) if head == (word.lower(),) else (head[0], ANY)
    elif word[:1].isalnum() and word[-1:].isalnum():
        pattern = f"(?<!\\w){pattern}(?!\\w)"
    return _Part(f"(?i:{pattern})" if word == word.lower() else pattern, frozenset({head}), frozenset({ANY if stem else _tail(word)}))


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
    except (OSError, ValueError, RecursionError) as error:
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
        undone = [_parse(phrase, language) for phrase in undo or ()]
    except ConfigError as error:
        raise ConfigError(f"rule {full_id!r}: {error.message}", path=path) from None
    undone_first = frozenset(head[0] for part in undone for head in part.heads)
    values = dict(table.get("set", {}))
    return Rule(
        id=full_id,
        phrases=tuple(table["phrases"]),
        pattern="|".join(f"(?:{part.pattern})" for part in parts),
        undoing="|".join(f"(?:{part.pattern})" for part in undone) or None,
        values=MappingProxyType(values),
        get=values.get,
        match=tuple(table["match"]),
        reject=tuple(table["reject"]),
        first=frozenset(head[0] for part in parts for head in part.heads),
        heads=frozenset().union(*(part.heads for part in parts)),
        last=frozenset().union(*(part.tails for part in parts)),
        undoing_first=undone_first,
        undoing_stems=tuple(sorted(token.removesuffix(STEM) for token in undone_first if token.endswith(STEM) and len(token) > 1)),
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
