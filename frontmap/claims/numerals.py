"""Numbers in a sentence: digits and words, ranges and bounds, and what is a number only by its looks.

A unit's number, a weapon's name, a date, an hour, an age and a sum of money are none: "93rd Brigade", "S-300", "24.02.22",
"14:30", "a 68-year-old", "$5". Words and their roles are data, the topic `quantities` of the lexicon.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from frontmap.lexicon.load import load_rules
from frontmap.lexicon.scan import Hit, Scanner
from frontmap.lexicon.tokens import Tokens

__all__ = ["Numeral", "holds_numerals", "may_hold_numerals", "numerals_in"]

_DIGITS = re.compile(
    r"(?<![\w№#$€£₴^[])(?<![^\W\d][-–—.])(?<!\d[.,:/])(?<![$€£₴№] )(?<!\s-)"  # no weapon's name, version, hour, price
    r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)*)(?![\d°]|[.:/]\d)"
)
_NAMED = re.compile(r"(?:\b[Nn]o\.?|№|#|\b[Nn]umber)\s*$")
_RANGE = re.compile(r"\s?[-–—]\s?")
_GLUE = re.compile(r"\s+|-|\s+and\s+")
_ENDING = re.compile(r"[^\W\d]+")
_THOUSANDS = {"en": ","}  # the sign that parts thousands; elsewhere the comma parts decimals, and a space thousands
_SCALES = 100  # from which a number in words multiplies what stands before it


@dataclass(slots=True)
class Numeral:
    """A number as written, `text[start:end]`, with its bounds; `weak` marks a lone "one", which may be a pronoun."""

    start: int
    end: int
    low: float | None
    high: float | None
    approximate: bool = False
    weak: bool = False


@dataclass(slots=True)
class _Atom:
    """One piece of a numeral: a value, a scale that multiplies, or a vague lower bound that can be a scale: "two dozens"."""

    start: int
    end: int
    role: str
    value: float
    scale: float = 0.0


@functools.cache
def _quick(language: str) -> re.Pattern[str]:
    heads = {token.rstrip("~") for rule in load_rules(language, "quantities") if rule.values.get("role") in ("number", "vague") for token in rule.first}
    return re.compile(rf"\d|\b(?:{'|'.join(sorted(map(re.escape, heads)))})", re.IGNORECASE)


def may_hold_numerals(text: str, language: str, start: int, end: int) -> bool:
    """Whether digits or a word of number stand in `text[start:end]`: a look that costs next to nothing."""
    return _quick(language).search(text, start, end) is not None


@functools.cache
def _words_of_number(language: str) -> Scanner:
    return Scanner.of({"quantities": [rule for rule in load_rules(language, "quantities") if rule.values.get("role") in ("number", "scale", "vague")]})


def holds_numerals(tokens: Tokens, language: str, barred: Sequence[tuple[int, int]]) -> bool:
    """Whether digits that count something, or words of number, stand in a sentence outside the spans that are barred."""
    if next(_words_of_number(language).beginnings(tokens.small), None) is not None:
        return True
    return any(not any(a < atom.end and atom.start < b for a, b in barred) for atom in _digits(tokens.text, language, tokens.start, tokens.end))


def numerals_in(text: str, language: str, start: int, end: int, hits: Sequence[Hit], barred: Sequence[tuple[int, int]]) -> list[Numeral]:
    """Return the numbers of `text[start:end]` in order.

    Parameters
    ----------
    hits : sequence of Hit
        Of the topic `quantities`.
    barred : sequence of (start, end)
        Spans whose numbers count nothing: dates, the distances of places.
    """
    atoms = sorted([*_digits(text, language, start, end), *_words(hits)], key=lambda atom: (atom.start, -atom.end))
    atoms = [atom for atom in atoms if not any(a < atom.end and atom.start < b for a, b in barred)]
    plain = list(_numbers(text, atoms))
    joiners = {hit.start: hit for hit in hits if hit.get("role") == "to"}
    bounds = {hit.end: hit for hit in hits if hit.get("role") in ("bound", "from")}
    found: list[Numeral] = []
    at = 0
    while at < len(plain):
        one = plain[at]
        other = plain[at + 1] if at + 1 < len(plain) else None
        if other is not None and one.low is not None and other.high is not None and one.low <= other.high and _joined(text, one, other, joiners):
            one = replace(one, end=other.end, high=other.high, approximate=one.approximate or other.approximate, weak=False)
            at += 1
        found.append(_bounded(text, one, bounds))
        at += 1
    return found


def _digits(text: str, language: str, start: int, end: int) -> Iterator[_Atom]:
    for found in _DIGITS.finditer(text, start, end):
        if _NAMED.search(text[max(start, found.start() - 8) : found.start()]):
            continue
        after = text[found.end() : found.end() + 12]
        ending = _ENDING.match(after)
        if (ending and not _is_unit(ending.group(), language)) or (after[:1] in "-–" and after[1:2].isalpha()):
            continue
        value = _value(found.group(), language)
        if value is not None:
            yield _Atom(found.start(), found.end(), "number", value)


@functools.lru_cache(maxsize=256)
def _is_unit(letters: str, language: str) -> bool:
    """Whether letters that cling to a number are a unit of measure: "16km"."""
    rules = load_rules(language, "quantities")
    return any(rule.values.get("factor") and rule.regex.fullmatch(letters) for rule in rules)


def _value(digits: str, language: str) -> float | None:
    """Return the value of a number in digits, None where its signs tell of a date or a version: "24.02.22"."""
    thousands = _THOUSANDS.get(language)
    digits = re.sub(r"\s", "", digits)
    if thousands and re.fullmatch(rf"\d{{1,3}}(?:{thousands}\d{{3}})+(?:\.\d+)?", digits):
        return float(digits.replace(thousands, ""))
    if len(re.findall(r"[.,]", digits)) > 1 or len(digits) > 12:
        return None
    return float(digits.replace(",", "."))


def _words(hits: Sequence[Hit]) -> Iterator[_Atom]:
    for hit in hits:
        role = hit.get("role")
        if role in ("number", "scale"):
            yield _Atom(hit.start, hit.end, role, float(hit.get("value")))
        elif role == "vague":
            yield _Atom(hit.start, hit.end, role, float(hit.get("low")), float(hit.get("scale", 0)))


def _numbers(text: str, atoms: Sequence[_Atom]) -> Iterator[Numeral]:
    """Put pieces that stand together into numbers: "twenty-five", "1.2 million", "several hundred"."""
    at = 0
    while at < len(atoms):
        run = [atoms[at]]
        while at + len(run) < len(atoms) and _goes_on(text, run, atoms[at + len(run)]):
            after = atoms[at + len(run)]
            run.append(replace(after, role="scale", value=after.scale) if after.scale else after)
        at += len(run)
        value = 0.0
        part = 0.0
        for piece in run:
            if piece.role != "scale":
                part += piece.value
            elif piece.value > _SCALES:
                value, part = value + (part or 1.0) * piece.value, 0.0
            else:
                part = (part or 1.0) * piece.value
        vague = run[0].role == "vague"
        number = math.fsum((value, part))
        weak = len(run) == 1 and number == 1 and not text[run[0].start].isdigit()
        yield Numeral(run[0].start, run[-1].end, number, None if vague else number, vague, weak)


def _goes_on(text: str, run: Sequence[_Atom], after: _Atom) -> bool:
    last = run[-1]
    if not _GLUE.fullmatch(text[last.end : after.start]):
        return False
    if after.role == "scale" or (after.scale and last.role == "number"):
        return "and" not in text[last.end : after.start]
    if after.role == "vague" or last.role == "vague" or text[after.start].isdigit():
        return False
    if last.role == "scale":
        return after.value < last.value and not text[run[0].start].isdigit()
    return not text[last.start].isdigit() and after.value < _lowest(last.value) and "and" not in text[last.end : after.start]


def _lowest(value: float) -> float:
    """Return the place of a number's last digit that is not nothing: 100 of 300, 10 of 20."""
    return next((place for place in (100.0, 10.0) if value >= place and value % place == 0), 1.0)


def _joined(text: str, one: Numeral, other: Numeral, joiners: dict[int, Hit]) -> bool:
    """Whether two numbers are a range: "20-30", "20 to 30", "від 5 до 7"."""
    between = text[one.end : other.start]
    between = between.lstrip("%")  # "30% to 50%"
    if _RANGE.fullmatch(between):
        return True
    joiner = joiners.get(other.start - len(between.lstrip()))
    return joiner is not None and joiner.end + 1 == other.start


def _bounded(text: str, numeral: Numeral, bounds: dict[int, Hit]) -> Numeral:
    """Return the number with what stands before it: "at least", "up to", "more than", "about"."""
    while (hit := bounds.get(_before(text, numeral.start))) is not None:
        side = hit.get("side")
        span = numeral.low is not None and numeral.high is not None and numeral.low < numeral.high
        numeral = replace(numeral, start=hit.start, weak=False)
        if side in ("low", "over") and not span:
            numeral = replace(numeral, high=None, approximate=numeral.approximate or side == "over")
        elif side in ("high", "below") and not span and numeral.high is not None:
            numeral = replace(numeral, low=None, approximate=numeral.approximate or side == "below")
        elif side == "about":
            numeral = replace(numeral, approximate=True)
    return numeral


def _before(text: str, at: int) -> int:
    """Return where the words before an offset end."""
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return at
