"""Spellings of names: one key for what differs only in writing, one skeleton for what differs only in romanisation.

Two foldings, because they cost differently. The *key* (`normalise`) undoes what a keyboard or a typesetter does: case,
apostrophes, hyphens, diacritics. It never makes two words of one language meet and serves for every name on Earth. The
*skeleton* undoes what a romanisation does (kh/h/g, y/i/j, ie/ye, -iyivka/-iivka), in Latin and Cyrillic alike. Names of
other languages would collide under it, so the index keeps skeletons for the countries that write Cyrillic alone.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Literal

__all__ = ["APOSTROPHES", "Scheme", "clean", "compact", "is_cyrillic", "normalise", "script_of", "skeleton", "transliterate"]

APOSTROPHES = "'’‘‛ʼʹʻʽˈ′`´＇ʺ″"

Scheme = Literal["national", "bgn-uk", "bgn-ru", "plain"]

_DROP_APOSTROPHES = str.maketrans("", "", APOSTROPHES)
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "e", "ґ": "г", "ŀ": "l"}
)
_MARKS = re.compile("[\u0300-\u036f]")
_SEPARATORS = re.compile(r"[\W_]+")


@functools.lru_cache(maxsize=10_000)
def normalise(name: str) -> str:
    """Return the key of a name: what stays when case, apostrophes, hyphens and diacritics are folded.

    Words are separated by one space. й and ї are letters, not accents; ё and ґ are folded to е and г.

    Examples
    --------
    >>> normalise("Kupiansk-Vuzlovyi"), normalise("Слов’янськ"), normalise("Zaporižžja")
    ('kupiansk vuzlovyi', 'словянськ', 'zaporizzja')
    """
    text = name.translate(_DROP_APOSTROPHES)
    if text.isascii():
        text = text.lower()
    else:
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = text.replace("и\u0306", "й").replace("і\u0308", "ї")
        text = unicodedata.normalize("NFC", _MARKS.sub("", text).translate(_LETTERS)).translate(_DROP_APOSTROPHES)
    return _SEPARATORS.sub(" ", text).strip()


def compact(key: str) -> str:
    """Return a key without its spaces, so that Novo-Mykhailivka and Novomykhailivka meet."""
    return key.replace(" ", "")


def is_cyrillic(text: str) -> bool:
    """Whether the first letter of `text` is Cyrillic."""
    for char in text:
        if char.isalpha():
            return "\u0400" <= char <= "\u052f"
    return False


def clean(name: str) -> str:
    """Return a name on one line, without the sign that parts names in the shipped rows."""
    return " ".join(name.replace("|", " ").split())


def script_of(name: str) -> str:
    """Return `latin`, `cyrillic` or `other`; nothing for a name without letters or in several scripts."""
    scripts = {"latin" if char < "\u0250" or "\u1e00" <= char < "\u1f00" else "cyrillic" if "\u0400" <= char < "\u0530" else "other" for char in name if char.isalpha()}
    return scripts.pop() if len(scripts) == 1 else ""


_PLAIN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ъ": "", "ы": "i", "э": "e", "ю": "iu", "я": "ia", "ё": "e", "ґ": "h",
}  # fmt: skip
_UKRAINIAN = _PLAIN | {"и": "y", "х": "kh", "ґ": "g"}
_TABLES: dict[str, dict[str, str]] = {
    "plain": _PLAIN,
    "national": _UKRAINIAN,
    "bgn-uk": _UKRAINIAN | {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya", "ь": "’"},
    "bgn-ru": _PLAIN
    | {"г": "g", "й": "y", "х": "kh", "ы": "y", "ь": "’", "ъ": "”", "ю": "yu", "я": "ya", "ё": "yo", "е": "e"},
}
# At the head of a word (national 2010), and for Russian е also after a vowel or a sign (BGN/PCGN).
_INITIAL = {
    "national": {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"},
    "bgn-ru": {"е": "ye"},
}
_RUSSIAN_YE_AFTER = "аеёиоуыэюяйъь"


def transliterate(cyrillic: str, scheme: Scheme = "national") -> str:
    """Return a Cyrillic name in Latin letters; other characters stay.

    Parameters
    ----------
    cyrillic : str
        A Ukrainian (`national`, `bgn-uk`) or Russian (`bgn-ru`) name.
    scheme : {"national", "bgn-uk", "bgn-ru", "plain"}
        Ukraine's national system of 2010, BGN/PCGN for either language, or the plain letters that skeletons are made of.

    Examples
    --------
    >>> transliterate("Часів Яр"), transliterate("Великая Новосёлка", "bgn-ru"), transliterate("Згурівка")
    ('Chasiv Yar', 'Velikaya Novosyolka', 'Zghurivka')
    """
    table, initial = _TABLES[scheme], _INITIAL.get(scheme, {})
    text = cyrillic.translate(_DROP_APOSTROPHES) if scheme != "bgn-uk" else cyrillic
    out: list[str] = []
    before = ""
    for char in unicodedata.normalize("NFC", text):
        low = char.lower()
        latin = table.get(low, low)
        if (not before.isalpha() or (scheme == "bgn-ru" and before in _RUSSIAN_YE_AFTER)) and low in initial:
            latin = initial[low]
        if scheme == "national" and low == "г" and before == "з":
            latin = "gh"
        out.append(latin[:1].upper() + latin[1:] if char != low and latin else latin)
        before = low
    return "".join(out)


_PLAIN_TABLE = str.maketrans(_PLAIN)
_SIMILAR = str.maketrans({"g": "h", "y": "i", "j": "i", "w": "v", "q": "k", "x": "ks"})
_IOTATION = re.compile("i+(?=[eo])")
_REPEATED = re.compile(r"(zh|sh|ch|.)\1+")


@functools.lru_cache(maxsize=10_000)
def skeleton(key: str) -> str:
    """Return what all romanisations of a Ukrainian, Russian or Belarusian name have in common.

    Takes a key as `normalise` gives it, Latin or Cyrillic. Folds kh, gh, g and h; y, i and j; ie, ye and e, io
    and o; doubled letters; hard and soft signs.

    Examples
    --------
    >>> skeleton("kupyansk") == skeleton("купянськ"), skeleton("dobropiliya") == skeleton("dobropillia")
    (True, True)
    """
    text = compact(key)
    if not text.isascii():
        text = text.translate(_PLAIN_TABLE)
    text = text.replace("kh", "h").replace("gh", "h").translate(_SIMILAR)
    text = _REPEATED.sub(r"\1", text)
    return _REPEATED.sub(r"\1", _IOTATION.sub("", text)) if "ie" in text or "io" in text else text
