"""Read the lexicon: the words of a language, as data, each rule with its examples.

A lexicon file is TOML, one per topic and language (`en/claims.toml`, `uk/dates.toml`), made of `[[rule]]` tables::

    [[rule]]
    id = "capture"                       # unique in its file; the full id is en.claims.capture
    phrases = ["<capture>", "took control of"]
    set = {kind = "control"}             # what the rule says: free keys, checked by the stage that uses them
    match = ["Russian forces captured the village"]
    reject = ["captured on video"]

Phrases are written in words, not in regular expressions: `frontmap.lexicon.phrases` has the table of their signs. Words that
stand in many phrases together are listed once, as a class (`frontmap.lexicon.classes`).

A rule may also give `unless = [phrases]`: a match of one of these that overlaps the rule's own match undoes it. The test
suite runs every rule over its `match` and `reject` examples.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from frontmap.config import reject_unknown_keys
from frontmap.errors import ConfigError
from frontmap.faults import parse_toml, read_text
from frontmap.lexicon.classes import CLASSES
from frontmap.lexicon.inflect import NAMES, WORDS
from frontmap.lexicon.memo import Memo
from frontmap.lexicon.nominative import ENDINGS
from frontmap.lexicon.phrases import ANY, NUMBER, STEM, Phrase, compiled, parse_phrase
from frontmap.records import content_id

__all__ = ["LEXICON_FOLDER", "UNDO_REACH", "Rule", "fingerprint", "languages", "load_rules", "read_rules", "topics"]

LEXICON_FOLDER = Path(__file__).parent

_RULE_KEYS = ("id", "phrases", "unless", "set", "match", "reject", "note")
UNDO_REACH = 60  # characters on each side of a match in which an `unless` phrase that overlaps it can begin or end


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a lexicon.

    `values` is the rule's `set` table; `match` and `reject` are its examples. `find` yields the matches that no `unless`
    phrase undoes. `parts` are its phrases as they are tried, `first` and `last` the tokens with which a match can begin and end
    (see `Phrase`); `undoing_first` and `undoing_stems` are what an `unless` phrase begins with, `undoers` the `unless` phrases that begin with a token.
    """

    id: str
    phrases: tuple[str, ...] = field(compare=False)
    parts: tuple[Phrase, ...] = field(compare=False, repr=False)
    pattern: str = field(compare=False, repr=False)
    undoing: str | None = field(compare=False, repr=False)
    values: Mapping[str, Any] = field(compare=False)
    match: tuple[str, ...] = field(compare=False)
    reject: tuple[str, ...] = field(compare=False)
    first: frozenset[str] = field(compare=False)
    last: frozenset[str] = field(compare=False, repr=False)
    undoing_first: frozenset[str] = field(compare=False, repr=False)
    undoing_stems: tuple[str, ...] = field(compare=False, repr=False)
    undoers: Memo[str, re.Pattern[str]] = field(compare=False, repr=False)
    get: Callable[..., Any] = field(compare=False, repr=False)  # `values.get`, which is asked a hundred times a sentence

    @property
    def regex(self) -> re.Pattern[str]:
        """The rule's regular expression, compiled when it is first asked for: most texts need few of the rules."""
        return compiled(self.pattern)

    @property
    def unless(self) -> re.Pattern[str] | None:
        """The regular expression of what undoes a match."""
        return compiled(self.undoing) if self.undoing is not None else None

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
        if ANY in self.undoing_first and self.unless is not None:
            nearby = self.unless.finditer(text, max(0, start - UNDO_REACH), min(limit, end + UNDO_REACH))
            return any(m.start() < end and start < m.end() for m in nearby)
        first, stems, numbers = self.undoing_first, self.undoing_stems, NUMBER in self.undoing_first
        told: Iterable[object] = map(first.__contains__, tokens)
        if stems or numbers:
            told = (token in first or (stems and token.startswith(stems)) or (numbers and token[0].isdigit()) for token in tokens)
        for at, token in itertools.compress(zip(offsets, tokens, strict=True), told):
            found = self.undoers[token].match(text, at, limit)
            if found is not None and found.end() > start:
                return True
        return False


def read_rules(path: Path, language: str) -> tuple[Rule, ...]:
    """Read a lexicon file.

    Raises
    ------
    ConfigError
        If the file is no TOML, a key is not known, an id stands twice, or a rule lacks phrases or examples; the message
        names file, rule and key.
    """
    data = parse_toml(read_text(path, ConfigError("no such lexicon file: check the path", path=path)), path)
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
        parts = tuple(parse_phrase(phrase, language) for phrase in sorted(table["phrases"], key=lambda phrase: -len(phrase.split())))
        undo = table.get("unless")
        undone = [parse_phrase(phrase, language) for phrase in undo or ()]
    except ConfigError as error:
        raise ConfigError(f"rule {full_id!r}: {error.message}", path=path) from None
    undone_first = frozenset(head[0] for part in undone for head in part.heads)
    values = dict(table.get("set", {}))
    return Rule(
        id=full_id,
        phrases=tuple(table["phrases"]),
        parts=parts,
        pattern="|".join(f"(?:{part.pattern})" for part in parts),
        undoing="|".join(f"(?:{part.pattern})" for part in undone) or None,
        values=MappingProxyType(values),
        get=values.get,
        match=tuple(table["match"]),
        reject=tuple(table["reject"]),
        first=frozenset(head[0] for part in parts for head in part.heads),
        last=frozenset().union(*(part.tails for part in parts)),
        undoing_first=undone_first,
        undoing_stems=tuple(sorted(token.removesuffix(STEM) for token in undone_first if token.endswith(STEM) and len(token) > 1)),
        undoers=Memo(functools.partial(_beginning, tuple(undone)), most=1000),
    )


def _beginning(phrases: Sequence[Phrase], token: str) -> re.Pattern[str]:
    """Return the pattern of the phrases that a token can begin; one of them can."""
    return compiled("|".join(phrase.pattern for phrase in phrases if phrase.may_begin(token)))


def languages() -> tuple[str, ...]:
    """Return the languages that have a lexicon, sorted."""
    return tuple(sorted(folder.name for folder in LEXICON_FOLDER.iterdir() if folder.is_dir() and any(folder.glob("*.toml"))))


def topics(language: str) -> tuple[str, ...]:
    """Return the topics of a language's lexicon, sorted; tables of forms, of endings and classes of words are none."""
    return tuple(sorted(path.stem for path in (LEXICON_FOLDER / language).glob("*.toml") if path.name not in (CLASSES, ENDINGS, NAMES, WORDS)))


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
