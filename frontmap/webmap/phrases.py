"""The interface's words in each language that the page speaks; no claim is ever translated."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from pathlib import Path

from frontmap.errors import ConfigError

__all__ = ["LANGUAGES", "load_messages", "plural_form"]

LANGUAGES: Mapping[str, str] = {"en": "English", "uk": "Українська", "ru": "Русский", "de": "Deutsch"}

_FOLDER = Path(__file__).parent / "messages"


@functools.cache
def load_messages(language: str) -> Mapping[str, str]:
    """Return the interface's words in a language.

    Raises
    ------
    ConfigError
        If there are none; the message names the languages there are.
    """
    if language not in LANGUAGES:
        raise ConfigError(f"the page does not speak {language!r}: expected one of {', '.join(LANGUAGES)}")
    words: dict[str, str] = json.loads((_FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return words


def plural_form(language: str, number: int) -> str:
    """Return the Unicode plural category of a whole number: `one`, `few`, `many` or `other`.

    Examples
    --------
    >>> plural_form("uk", 22), plural_form("ru", 11), plural_form("de", 1)
    ('few', 'many', 'one')
    """
    if language not in ("uk", "ru"):
        return "one" if number == 1 else "other"
    if number % 10 == 1 and number % 100 != 11:
        return "one"
    return "few" if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else "many"
