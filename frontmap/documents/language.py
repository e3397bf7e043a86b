"""Which of the three languages a text is written in."""

from __future__ import annotations

import re

__all__ = ["detect_language"]

_SAMPLE_CHARS = 20_000
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")
# Letters that only one of the two alphabets has, and small words that only one of the two languages has. A Ukrainian
# name in a Russian text brings its letters along, so neither kind of sign decides alone.
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]|(?<![а-яёіїєґ’'])(?:та|що|це|щодо|від|але|або|також)(?![а-яёіїєґ])")
_RUSSIAN = re.compile("[ыэъёЫЭЪЁ]|(?<![а-яёіїєґ’'])(?:и|что|это|как|или|но|из|также|был|были)(?![а-яёіїєґ])")


def detect_language(text: str) -> str:
    """Return `en`, `uk` or `ru`, by script, letters and small words of the head of `text`.

    A text with no letter of either alphabet counts as English.
    """
    head = text[:_SAMPLE_CHARS]
    if len(_CYRILLIC.findall(head)) <= len(_LATIN.findall(head)):
        return "en"
    return "uk" if len(_UKRAINIAN.findall(head)) > len(_RUSSIAN.findall(head)) else "ru"
