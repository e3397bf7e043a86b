"""The interface's words in each language that the page speaks; no claim is ever translated."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from frontmap.errors import ConfigError

__all__ = ["LANGUAGES", "Phrases", "load_messages", "plural_form"]

LANGUAGES: Mapping[str, str] = {"en": "English", "uk": "Українська", "ru": "Русский", "de": "Deutsch"}

_FOLDER = Path(__file__).parent / "messages"


@functools.cache
def load_messages(language: str, folder: Path = _FOLDER) -> Mapping[str, str]:
    """Return the interface's words in a language: the page's, or those of another page that has a `folder` of its own.

    Raises
    ------
    ConfigError
        If there are none; the message names the languages there are.
    """
    if language not in LANGUAGES:
        raise ConfigError(f"the page does not speak {language!r}: expected one of {', '.join(LANGUAGES)}")
    words: dict[str, str] = json.loads((folder / f"{language}.json").read_text(encoding="utf-8"))
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


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of one language, ready to be said."""

    language: str
    messages: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """Return a phrase with its values filled in.

        Raises
        ------
        KeyError
            If the messages have no such phrase.
        """
        phrase = self.messages[key]
        for name, value in values.items():
            phrase = phrase.replace("{" + name + "}", str(value))
        return phrase

    def count(self, key: str, number: int) -> str:
        """Return a phrase in the plural form of a number, with the number filled in."""
        return self.say(f"{key}.{plural_form(self.language, number)}", n=f"{number:,}")
