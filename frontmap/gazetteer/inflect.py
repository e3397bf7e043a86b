"""Case forms of Ukrainian and Russian place names, undone: Бахмуті, Авдіївкою, Великой Новоселки back to the nominative.

The rules are endings, not words: each oblique ending lists the nominative endings that it may stand for, in either
language. They give more than there is (Бахмута could come of a Бахмуто); the gazetteer knows which of them are names.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

__all__ = ["namesakes_of_adjective", "nominatives"]

_LEAST_STEM = 2
_WHOLE_WORD = 4  # letters from which an ending may be a word of its own (Розі is Ріг)
_MOST_FORMS = 96

# Oblique ending: nominative endings, in both languages; "" is the bare stem (Бахмут, Сум).
_ENDINGS: dict[str, tuple[str, ...]] = {
    # feminine nouns: Авдіївка, Макіївка, Попасная, Вугледарка; Ольга -зі, Пасха -сі
    "и": ("а", "я", "ь", "о"), "ы": ("а",), "у": ("а", "", "о", "ий"), "ю": ("я", "ь", "й", "е", "є", "ье", "о"), "ою": ("а", "ая"),
    "ею": ("я", "а"), "єю": ("я",), "ой": ("а", "ая", "ой"), "ей": ("я", "а", "яя", "ь"), "ці": ("ка", "ець", "ці", "ця", "к"), "зі": ("га", "г"),
    "сі": ("ха", "са", "с"), "ии": ("ия",), "ию": ("ия",), "ией": ("ия",), "ії": ("ія",), "ію": ("ія",), "ією": ("ія",), "ої": ("а",),
    "ій": ("а", "я"), "ьої": ("я",), "ую": ("ая",), "юю": ("яя",),
    # masculine and neuter nouns: Бахмут, Часів Яр, Торецьк, Курахове; Тернопіль, Кривий Ріг, Донець
    "а": ("", "о"), "я": ("ь", "й", "е", "є", "ье"), "ом": ("", "о", "ое", "ый", "ий", "ої"), "ем": ("ь", "е", "", "ое", "ее", "й"), "єм": ("й", "є", "їв"),
    "ям": ("я", "і", "и"), "ові": ("", "ів", "ово"), "еві": ("ь",), "єві": ("й", "їв"), "і": ("", "а", "ь", "я", "о", "е", "и"), "ї": ("й", "я", "є"),
    "е": ("", "а", "я", "о", "ь", "й", "ье"), "ова": ("ів",), "ову": ("ів",), "овом": ("ів",), "ева": ("ів",), "єва": ("їв",), "єву": ("їв",),
    "євом": ("їв",), "поля": ("піль",), "полю": ("піль",), "полем": ("піль",), "полі": ("піль",), "рогу": ("ріг",), "розі": ("ріг",),
    "рогом": ("ріг",), "ця": ("ець",), "цю": ("ець",), "цем": ("ець",), "ца": ("ец",), "цу": ("ец",), "цом": ("ец",), "це": ("ец", "ка", "ца"),
    "ка": ("ок",), "ку": ("ок",), "ком": ("ок",), "ке": ("ок", "ка"), "ня": ("ень",), "ью": ("ье", "ь"), "ья": ("ье",), "ьем": ("ье",),
    # adjectives: Роботине, Нью-Йоркський, Попасная, Красный Лиман, Часового Яру, Жовтих Вод
    "ого": ("е", "ий", "ое", "ый", "ой", ""), "ому": ("е", "ий", "ое", "ый", "ой"), "им": ("е", "ий", "і", "ое", "ие", "ее", ""), "ім": ("е", "є", "ій"),
    "ым": ("ое", "ый", "ые", ""), "ього": ("є", "ій"), "ьому": ("є", "ій"), "его": ("ее", "ий"), "ему": ("ее", "ий"), "ового": ("ів",), "овому": ("ів",),
    "овим": ("ів",), "их": ("і", "ие"), "ых": ("ые",), "ими": ("і", "ие"), "ыми": ("ые",),
    # plurals: Суми, Черкаси, Сватове; Великі Копані
    "ам": ("и", "ы", "а"), "ами": ("и", "ы", "а"), "ах": ("и", "ы", "а"), "ями": ("і", "и", "я"), "ях": ("і", "и", "я", "ь"), "ів": ("и", "і"), "їв": ("ї",),
    "ов": ("ы", "и"), "ев": ("и", "ы"), "ок": ("ки", "ка"), "ек": ("ки", "ка"), "": ("и", "ы", "а"),
}  # fmt: skip
_LONGEST = max(len(ending) for ending in _ENDINGS)


def nominatives(key: str) -> tuple[str, ...]:
    """Return the keys that a Cyrillic key may be an oblique case of, each word for itself, without the key itself.

    Parameters
    ----------
    key : str
        A key as `normalise` gives it; its words are separated by spaces.

    Returns
    -------
    tuple of str
        Possible nominatives, likelier first, at most 96. Most of them are no words.

    Examples
    --------
    >>> "бахмут" in nominatives("бахмуті"), "велика новосілка" in nominatives("великої новосілки")
    (True, True)
    """
    forms = [(word, *_nominatives_of_word(word)) for word in key.split(" ")]
    if len(forms) == 1:
        return forms[0][1:]
    joined = (" ".join(words) for words in itertools.islice(_by_changes(forms), _MOST_FORMS))
    return tuple(form for form in dict.fromkeys(joined) if form != key)


_ADJECTIVE = re.compile(r"^(.{2,}?)(ськ|цьк|зьк|ск|цк)(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими|ым|ом|ая|ой|ую|ое|ие)$")
_AFTER_STEM = ("", "ка", "е", "о", "а", "и", "ы", "ь", "і", "я")
_POSSESSIVE = re.compile(r"(?:ов|ев|ів|їв|ин)$")
_AFTER_POSSESSIVE = ("и", "ы", "і", "а", "ці", "цы")


def namesakes_of_adjective(key: str) -> tuple[str, ...]:
    """Return the keys of the places that a Cyrillic adjective may be of: Покровський, Авдіївському, Липцовском.

    Most of what it gives are no words; the gazetteer knows which of them are names. Empty where the last word is no
    adjective in -ськ- or -ск-.

    Examples
    --------
    >>> "авдіївка" in namesakes_of_adjective("авдіївському"), namesakes_of_adjective("бахмут")
    (True, ())
    """
    before, _, word = key.rpartition(" ")
    match = _ADJECTIVE.match(word)
    if match is None:
        return ()
    stem, suffix = match.groups()
    places = [stem + suffix, *(stem + ending for ending in _AFTER_STEM)]
    if suffix == "зьк":
        places += [stem + "жжя", stem + "г"]
    if stem.endswith("піль"):
        places.append(stem.removesuffix("піль") + "поле")
    if _POSSESSIVE.search(stem):
        places += [stem[:-2] + ending for ending in _AFTER_POSSESSIVE]
    return tuple(f"{before} {place}".strip() for place in dict.fromkeys(places))


def _nominatives_of_word(word: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for length in range(min(_LONGEST, len(word)), -1, -1):
        stem, ending = word[: len(word) - length], word[len(word) - length :]
        if len(stem) >= _LEAST_STEM or length >= _WHOLE_WORD:
            for nominative in _ENDINGS.get(ending, ()):
                found[stem + nominative] = None
    found.pop(word, None)
    return tuple(found)


def _by_changes(forms: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield the combinations of the words' forms, first those in which words of one phrase change alike."""
    most = max(2, round(_MOST_FORMS ** (1 / len(forms)) * 2))
    choices = itertools.product(*(range(min(most, len(words))) for words in forms))
    for chosen in sorted(choices, key=sum):
        yield tuple(words[at] for words, at in zip(forms, chosen, strict=True))
