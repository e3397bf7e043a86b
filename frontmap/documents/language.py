"""Which of the three languages a text is written in."""

from __future__ import annotations

import re

__all__ = ["detect_language"]

_SAMPLE_CHARS = 20_000
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")
# Letters that only one of the two alphabets has, and small words that only one of the two languages has. A Ukrainian
# name in a Russian text brings its letters along, so words count for more than letters. What a hyphen holds is none («155-й»).
_LETTERS = {"uk": re.compile("[іїєґІЇЄҐ]"), "ru": re.compile("[ыэъёЫЭЪЁ]")}
_WORDS = {
    "uk": re.compile(r"(?<![\w’'-])(?:та|й|що|щодо|це|від|із|зі|але|або|також|після|біля|який|яка|які|під час)(?![\w’'])", re.IGNORECASE),
    "ru": re.compile(r"(?<![\w’'-])(?:и|что|это|как|или|но|из|от|также|после|который|которые|во время)(?![\w’'])", re.IGNORECASE),
}
_WORD_WEIGHT = 3


def detect_language(text: str) -> str:
    """Return `en`, `uk` or `ru`, by script, letters and small words of the head of `text`.

    A text with no letter of either alphabet counts as English.
    """
    head = text[:_SAMPLE_CHARS]
    if head.isascii() or len(_CYRILLIC.findall(head)) <= len(_LATIN.findall(head)):
        return "en"
    weight = {name: len(_LETTERS[name].findall(head)) + _WORD_WEIGHT * len(_WORDS[name].findall(head)) for name in ("uk", "ru")}
    return "uk" if weight["uk"] > weight["ru"] else "ru"
