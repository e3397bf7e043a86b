"""What the phrases of the lexicon mean.

Phrases are written in words, not in regular expressions:

===============  ==========================================================================
`word`           the word, in any case; a word with a capital letter matches only with that capital
`<capture>`      a verb in any of its inflected forms (regular rules, irregular ones from `inflection.toml`)
`[attack]`       a noun, singular or plural
`{drone}`        any word or phrase of a class (`classes.toml` of the language, see `frontmap.lexicon.classes`)
`(a|an|the)`     one of these words (or phrases)
`(the)?`         may be left out
`захоп~`         a word that begins with these letters (the stem of an inflected language)
`~ly`            a word that ends with these letters
`*`              up to three words of any sort; in languages that inflect, with no comma or stop between them;
                 two gaps side by side are refused, for neither would leave the other a space
`*,`             up to three words, whatever stands between them
`#`              a number in digits, with thousands separators and decimals
===============  ==========================================================================
"""

from __future__ import annotations

import functools
import itertools
import os.path
import re
from collections.abc import Sequence
from dataclasses import dataclass

from frontmap.errors import ConfigError
from frontmap.lexicon.classes import class_members
from frontmap.lexicon.inflect import noun_forms, verb_forms

__all__ = ["ANY", "NUMBER", "STEM", "Phrase", "compile_phrase", "compiled", "parse_phrase"]

# All repetitions are bounded, so that a run of ten thousand signs or numbers takes no longer than ten thousand words.
# Nor can one run be parted in many ways: a word begins and ends with a letter, so that its apostrophes are no gap.
_GAP = r"(?:\W{1,12}\w{1,60}(?:[’'-]\w{1,60}){0,3}){0,3}?\W{1,12}"
_INNER = r"(?:[^\w,;:.!?()]{1,12}\w{1,60}(?:[’'-]\w{1,60}){0,3}){0,3}?[^\w,;:.!?()]{1,12}"  # within one clause: words stand freely there
_GAPS = frozenset((_GAP, _INNER))
_WIDE = frozenset({"en"})  # languages in which order tells what belongs together, so that a gap may cross a comma
_SPACE = r"\s+"
_NUMBER = r"\d+(?:[.,  ]\d+){0,5}"
ANY = ""  # a first token that can be any
NUMBER = "#"  # a first token that begins with a digit
STEM = "~"  # ends the stem of a first token, begins the ending of one
_TOKEN = re.compile(r"<[^<>]+>|\[[^\[\]]+\]|\{[^{}]*\}|[()|]|\*,?|#|\?|[^\s()|<>\[\]{}*#?]+")
_GLUED = re.compile(r"[^\s(|][<\[{(]|[>\]})][^\s)|?]")  # words of a phrase are parted by spaces, so that these would never be found
_FIRST = re.compile(r"\w+|[^\w\s]")
_MOST_BRACKETS = 50  # in one phrase, so that reading it ends
_HEAD = 2  # tokens by which a phrase is looked up
_MOST_HEADS = 400  # pairs of tokens with which a phrase can begin that are worth keeping apart
_APOSTROPHES = frozenset("'’ʼ‘`")
_LINKS = "-'’"  # signs that hold one word together, so that a token of it may end otherwise than the word does


@functools.cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern compiled, when it is first asked for: most texts need few of them."""
    return re.compile(pattern)


def compile_phrase(phrase: str, language: str = "en") -> str:
    """Return the regular expression of a phrase (see the module's docstring for its signs).

    Raises
    ------
    ConfigError
        If brackets do not close or an alternative is empty.
    """
    return parse_phrase(phrase, language).pattern


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase, or a piece of one: its regular expression, and the tokens with which its matches begin and end.

    `heads` are the first one or two tokens, `tails` the last one, all in small letters: words and single signs, stems that end
    with `~`, endings that begin with it, `#` for any number, "" for anything. A head of one token is all there is of the piece,
    so that what follows the piece follows the token.
    """

    pattern: str
    heads: frozenset[tuple[str, ...]]
    tails: frozenset[str]
    optional: bool = False

    def may_begin(self, token: str) -> bool:
        """Whether a token can be the first of the phrase; one whose first token can be any is not asked for."""
        firsts = {head[0] for head in self.heads}
        return token in firsts or (token[0].isdigit() and NUMBER in firsts) or any(first.endswith(STEM) and token.startswith(first[:-1]) for first in firsts)


def parse_phrase(phrase: str, language: str) -> Phrase:
    """Return what a phrase means.

    Raises
    ------
    ConfigError
        If brackets do not close or an alternative is empty.
    """
    tokens = _TOKEN.findall(phrase)
    # Marks such as <carry out> hold spaces, so both are compared without them.
    if not tokens or re.sub(r"\s+", "", "".join(tokens)) != re.sub(r"\s+", "", phrase):
        raise ConfigError(f"phrase {phrase!r} has a sign that is not closed: expected words, <verb>, [noun], {{class}}, (a|b), (a)?, * or #")
    if glued := _GLUED.search(phrase):
        raise ConfigError(f"phrase {phrase!r} joins a bracket to what stands beside it ({glued.group()}): set a space between, or write the word out")
    if tokens.count("(") > _MOST_BRACKETS:
        raise ConfigError(f"phrase {phrase!r:.60} has {tokens.count('(')} brackets: expected at most {_MOST_BRACKETS}, part it into several")
    tokens.reverse()
    part = _sequence(tokens, language)
    if tokens:
        raise ConfigError(f"phrase {phrase!r} closes a bracket that it did not open")
    return part


def _sequence(tokens: list[str], language: str) -> Phrase:
    """Take tokens, of which the last comes first, up to a closing bracket or bar, and compile them."""
    parts: list[Phrase] = []
    while tokens and tokens[-1] not in ("|", ")"):
        sign = tokens.pop()
        part = _alternatives(tokens, language) if sign == "(" else _atom(sign, language)
        if tokens and tokens[-1] == "?":
            tokens.pop()
            part = Phrase(part.pattern, part.heads, part.tails, optional=True)
        if part.pattern in _GAPS and _after_gap(parts):
            raise ConfigError("a phrase has two gaps side by side (* *): one is enough")
        parts.append(part)
    if not parts or all(part.optional for part in parts):
        raise ConfigError("a phrase has an empty alternative: write a word or use (…)?")
    return parts[0] if len(parts) == 1 else Phrase(_join(parts), _heads(parts), _tails(parts))


def _after_gap(parts: list[Phrase]) -> bool:
    """Whether a gap stands before what comes next, with nothing between them that must be there."""
    before = next((part for part in reversed(parts) if not part.optional), None)
    return before is not None and before.pattern in _GAPS


def _heads(parts: list[Phrase]) -> frozenset[tuple[str, ...]]:
    """Return the first two tokens with which a sequence of parts can begin."""
    heads: set[tuple[str, ...]] = {()}
    for part in parts:
        open_heads = {head for head in heads if len(head) < _HEAD}
        if not open_heads:
            break
        many = len(open_heads) * len(part.heads) > _MOST_HEADS  # of a class behind a class the first tokens tell enough
        longer = {(*head, *more)[:_HEAD] for head in open_heads for more in ({(ANY,)} if many and head else part.heads)}
        heads = (heads - open_heads) | longer | (open_heads if part.optional else set())
    return frozenset(head for head in heads if head)


def _tails(parts: list[Phrase]) -> frozenset[str]:
    """Return the tokens with which a sequence of parts can end."""
    tails: set[str] = set()
    for part in reversed(parts):
        tails |= part.tails
        if not part.optional:
            break
    return frozenset(tails)


def _alternatives(tokens: list[str], language: str) -> Phrase:
    options: list[Phrase] = []
    mark = "|"
    while mark == "|":
        options.append(_sequence(tokens, language))
        if not tokens:
            raise ConfigError("a phrase opens a bracket that it does not close")
        mark = tokens.pop()
    return _union(options)


def _union(options: Sequence[Phrase]) -> Phrase:
    """Return the phrase that is any of some."""
    pattern = "|".join(option.pattern for option in options)
    heads, tails = (frozenset().union(*ends) for ends in zip(*((option.heads, option.tails) for option in options), strict=True))
    return Phrase(f"(?:{pattern})", heads, tails)


def _join(parts: list[Phrase]) -> str:
    """Join word patterns with white space; an optional word takes its space with it."""
    out = ""
    pending = False  # whether a required word stands before, so that a separator is due
    for index, part in enumerate(parts):
        if part.pattern in _GAPS:
            out, pending = out + part.pattern, False
        elif not part.optional:
            out, pending = out + (_SPACE if pending else "") + part.pattern, True
        elif pending:
            out += rf"(?:{_SPACE}{part.pattern})?"
        else:
            out += rf"(?:{part.pattern}{_SPACE})?" if index + 1 < len(parts) else rf"(?:{part.pattern})?"
    return out


@functools.lru_cache(maxsize=8192)  # the small words stand in every other phrase
def _atom(sign: str, language: str) -> Phrase:
    if sign in ("*", "*,"):
        gap = _GAP if sign == "*," or language in _WIDE else _INNER
        return Phrase(gap, frozenset({(ANY, ANY)}), frozenset({ANY}))
    if sign == "#":
        return Phrase(_NUMBER, frozenset({(NUMBER, ANY)}), frozenset({NUMBER}))
    if sign.startswith("<"):
        return _any_of(verb_forms(sign[1:-1], language))
    if sign.startswith("["):
        return _any_of(noun_forms(sign[1:-1], language))
    if sign.startswith("{"):
        return _class(sign[1:-1], language)
    return _word(sign)


def _class(name: str, language: str) -> Phrase:
    """Compile a class; the forms of its single words go together, so that a class of a hundred forms is tried as quickly as one word."""
    forms: list[str] = []
    others: list[Phrase] = []
    for member in class_members(name, language):
        if _TOKEN.fullmatch(member) and member[0] not in "{*#" and STEM not in member:
            forms += verb_forms(member[1:-1], language) if member[0] == "<" else noun_forms(member[1:-1], language) if member[0] == "[" else [member]
        else:
            others.append(parse_phrase(member, language))
    cased = [form for form in forms if form != form.lower()]
    small = tuple(form for form in forms if form == form.lower())
    return _union([*([_any_of(small)] if small else []), *map(_word, cased), *others])


def _any_of(forms: tuple[str, ...]) -> Phrase:
    """Compile the forms of one word; what they begin with alike is written once, so that a hundred forms stay quick."""
    if any(form != form.lower() or not (form[:1].isalnum() and form[-1:].isalnum()) for form in forms):
        words = [_word(form) for form in sorted(set(forms), key=lambda form: (-len(form), form))]
        return Phrase(f"(?:{'|'.join(word.pattern for word in words)})", frozenset().union(*(word.heads for word in words)), frozenset(map(_tail, forms)))
    return Phrase(rf"(?i:(?<!\w){_branches(sorted(set(forms)))}(?!\w))", frozenset(map(_head, forms)), frozenset(map(_tail, forms)))


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


def _word(word: str) -> Phrase:
    """Compile a word: any case if written in small letters, else as it stands; any apostrophe for an apostrophe."""
    if word.startswith(STEM) and len(word) > 1:
        pattern = rf"(?i:(?<!\w)[\w'’ʼ-]{{0,60}}{re.escape(word[1:])}(?!\w))"
        if not word[1:].isalpha():
            return Phrase(pattern, frozenset({(ANY, ANY)}), frozenset({ANY}))
        linked = {pair for link in _LINKS for pair in ((ANY, link), (link, ANY))}  # "twenty-fifth" begins with "twenty"
        return Phrase(pattern, frozenset({(word.lower(),), *linked}), frozenset({word.lower()}))
    stem = word.endswith(STEM) and len(word) > 1
    word = word.removesuffix(STEM) if stem else word
    pattern = _literal(word)
    head = _head(word)
    if stem:
        pattern = rf"(?<!\w){pattern}[\w'’ʼ]{{0,60}}"
        head = (head[0] + STEM, ANY) if head == (word.lower(),) else (head[0], ANY)
    elif word[:1].isalnum() and word[-1:].isalnum():
        pattern = f"(?<!\\w){pattern}(?!\\w)"
    return Phrase(f"(?i:{pattern})" if word == word.lower() else pattern, frozenset({head}), frozenset({ANY if stem else _tail(word)}))
