"""Sentences and paragraphs of a text, as exact spans."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from frontmap.lexicon.load import languages, load_rules
from frontmap.records import Span

__all__ = ["paragraphs", "sentences"]

# Where a sentence may end: its marks and whatever closes with them, before space or the end; a period that lost its space
# between a small letter and a capital; a comma in place of a paragraph's break, as lists of paragraphs are written; a newline.
# A closing mark, or a footnote's number right behind the sentence: "the town.[13] The order".
_CLOSERS = r"(?:[\"'”’»)\]]|\[\d{1,4}\])*"
_GLUE = r"(?:,+|[^\S\n]*,[^\S\n]+,|[^\S\n]+,)"  # commas between paragraphs that lost their break: "taken,The", "taken ,,The", "taken,\xa0,The"
_CANDIDATE = re.compile(
    rf"(?=[.!?…,\n]|(?<!\s)[^\S\n]+,)(?:(?P<marks>[.!?…]+{_CLOSERS})(?P<gap>[^\S\n]+|(?=\n)|\Z)|(?<=[^\W\d_][^\W\d_A-ZА-ЯІЇЄҐ])\.(?=[A-ZА-ЯІЇЄҐ][^\W\d_A-ZА-ЯІЇЄҐ])|(?P<comma>\.{_CLOSERS}(?:,[^\S\n]*)+(?=[“\"\[(]?[A-ZА-ЯІЇЄҐ])|(?<=[^\W\d_]|[)\]”]){_GLUE}(?=[A-ZА-ЯІЇЄҐ][\w’'-]*\s\w+\s\w))|(?P<line>\n[^\S\n]*(?:\n\s*)?))"
)
_LAST_WORD = re.compile(r"[\w’'.№-]+\Z")
_TOKEN_BEFORE = re.compile(r"\S+\Z")
_OPENERS = "\"'“„«‘([{—–-•*"
_BULLET = re.compile(r"[-–—•*·▪●►]\s|\d{1,3}[.)]\s")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
# Lines of about one length are wrapped prose, where a newline ends nothing.
_WRAP_MIN, _WRAP_MAX, _WRAP_SLACK = 50, 120, 24
# No sentence is longer, so that what is compared within one takes bounded time; the longest that a paper printed had half as many characters.
_LONGEST = 2_000
_CLAUSE_END, _SPACE = re.compile(r"[,;:—–-]\s"), re.compile(r"\s")


def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of `text` in order; together they hold every character that is not white space.

    A line is a sentence of its own unless it is one of a paragraph wrapped at a fixed width. Closing quotation marks
    and brackets stay with their sentence; a period that lost the space after it ("the town.Next") still ends one. What
    goes on for more than 2,000 characters is cut where a clause or a word ends.
    """
    return tuple(_spans(text, _bounded(text, _sentence_ends(text))))


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of `text`: what stands between blank lines, or each line where there are none."""
    blank = re.compile(r"\n[^\S\n]*\n\s*|\n(?=[^\S\n]*(?:[-–—•*·▪●►]\s|\d{1,3}[.)]\s))")
    pattern = blank if blank.search(text) or _wrapped_lines(text, 0, len(text)) else re.compile(r"\n")
    return tuple(_spans(text, (found.start() for found in pattern.finditer(text))))


def _spans(text: str, ends: Iterator[int]) -> Iterator[Span]:
    start = 0
    for end in (*ends, len(text)):
        part = text[start:end]
        stripped = part.strip()
        if stripped:
            begin = start + len(part) - len(part.lstrip())
            yield Span(stripped, begin, begin + len(stripped))
        start = end


def _sentence_ends(text: str) -> Iterator[int]:
    start = 0
    wrapped = (-1, False)
    for found in _CANDIDATE.finditer(text):
        if found["marks"]:
            end = found.end("marks")
            if found["gap"] and not _ends_sentence(text, start, found):
                continue
        elif found["comma"]:
            end = found.end()
        elif found["line"]:
            end = found.start()
            if wrapped[0] < end:
                wrapped = _paragraph_wrap(text, end)
            if found["line"].count("\n") == 1 and not _ends_line(text, start, end, found.end(), wrapped=wrapped[1]):
                continue
        else:
            end = found.end()
            if not _glued(text, found.start()):
                continue
        yield end
        start = end


def _bounded(text: str, ends: Iterator[int]) -> Iterator[int]:
    """Yield the ends, and more of them where one is too far from that before it."""
    start = 0
    for end in (*ends, len(text)):
        while end - start > _LONGEST:
            start = _cut(text, start)
            yield start
        yield end
        start = end


def _cut(text: str, start: int) -> int:
    """Return where what begins at `start` and is too long for a sentence ends: with its last clause or word that is not too far."""
    for mark in (_CLAUSE_END, _SPACE):
        ends = [found.end() for found in mark.finditer(text, start + _LONGEST // 2, start + _LONGEST)]
        if ends:
            return ends[-1]
    return start + _LONGEST


def _paragraph_wrap(text: str, newline: int) -> tuple[int, bool]:
    """Return where the paragraph around a newline ends, and whether it is wrapped at a fixed width."""
    start = text.rfind("\n\n", 0, newline) + 1
    end = text.find("\n\n", newline)
    end = len(text) if end < 0 else end
    return end, _wrapped_lines(text, start, end)


def _wrapped_lines(text: str, start: int, end: int) -> bool:
    """Whether all lines but the last are of about one length, and most break off within a sentence."""
    lines = [line.rstrip() for line in text[start:end].strip("\n").split("\n")]
    full = [len(line) for line in lines[:-1]]
    if not full or "" in lines or not _WRAP_MIN <= max(full) <= _WRAP_MAX or min(full) < max(full) - _WRAP_SLACK or len(lines[-1]) > max(full):
        return False
    return len(full) > 1 and sum(line[-1] not in '.!?…:"”' for line in lines[:-1]) * 2 > len(full)


def _ends_line(text: str, start: int, newline: int, after: int, *, wrapped: bool) -> bool:
    """Whether a single newline ends a sentence."""
    following = text[after : after + 8].lstrip()
    if not following or _BULLET.match(following):
        return True
    last = text[newline - 1 : newline]
    if wrapped:
        return False
    return not (following[0].islower() and newline - start >= _WRAP_MIN and (last.isalpha() or last in ",-–—"))


def _glued(text: str, period: int) -> bool:
    """Whether a period between letters is the end of a sentence and not part of an address or a name."""
    before = _TOKEN_BEFORE.search(text, max(0, period - 80), period)
    token = (before.group() if before else "") + text[period : period + 60].split(None, 1)[0]
    return not ("://" in token or "@" in token or "/" in token or token.lower().startswith("www."))


def _ends_sentence(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether marks that white space follows end the sentence that began at `start`."""
    after = text[found.end() : found.end() + 40].lstrip(_OPENERS)
    first = after[:1]
    marks = found["marks"]
    if not first or first == "\n":
        return True
    if first.islower():
        return False
    if marks[0] != "." or (len(marks) > 1 and marks[1] == "."):
        return True
    word = _LAST_WORD.search(text, max(start, found.start() - 24), found.start())
    if word is None:
        return True
    if word.group().isdigit() and not text[start : word.start()].strip():
        return False  # "1. The first item"
    return not _abbreviates(word.group(), text[max(start, word.start() - 8) : word.start()], after)


def _abbreviates(word: str, before: str, after: str) -> bool:
    """Whether the period after `word` marks an abbreviation within a sentence that goes on with `after`."""
    bare = word.lower()
    if bare in _words("end") or (bare in _words("measure") and re.search(r"\d\s*\Z", before)):
        return False
    if bare in _words("title") or (bare in _words("counted") and after[:1].isdigit()):
        return True
    if bare not in _words("either") and not _INITIALS.fullmatch(word):
        return False
    following = re.match(r"[\w’'-]+", after)
    return following is None or following.group().lower() not in _words("starter")


@functools.cache
def _words(kind: str) -> frozenset[str]:
    """Return the words of one kind in all languages: abbreviations of one seldom stand in the way of another."""
    rules = (rule for language in languages() for rule in load_rules(language, "sentences"))
    return frozenset(phrase.lower() for rule in rules if rule.values.get("kind") == kind for phrase in rule.phrases)
