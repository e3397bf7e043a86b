"""Case forms of Ukrainian and Russian place names, undone: Бахмуті, Авдіївкою, Великой Новоселки back to the nominative.

The rules are endings, not words: each oblique ending lists the nominative endings that it may stand for, in either
language. They give more than there is (Бахмута could come of a Бахмуто); the gazetteer knows which of them are names.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

__all__ = ["is_adjective", "is_oblique", "namesakes_of_adjective", "nominatives", "seats_of_district"]

_LEAST_STEM = 2
_WHOLE_WORD = 4  # letters from which an ending may be a word of its own (Розі is Ріг)
_MOST_FORMS = 96

# Oblique ending: nominative endings, in both languages; "" is the bare stem (Бахмут, Сум).
_ENDINGS: dict[str, tuple[str, ...]] = {
    # feminine nouns: Авдіївка, Макіївка, Попасная, Вугледарка; Ольга -зі, Пасха -сі
    "и": ("а", "я", "ь", "о"), "ы": ("а",), "у": ("а", "", "о", "ий"), "ю": ("я", "ь", "й", "е", "є", "ье", "о"), "ою": ("а", "ая"),
    "ею": ("я", "а"), "єю": ("я",), "ой": ("а", "ая", "ой"), "ей": ("я", "а", "яя", "ь"), "ці": ("ка", "ець", "ці", "ця", "к"), "зі": ("га", "г"),
    "сі": ("ха", "са", "с"), "ии": ("ия", "ие"), "ию": ("ия",), "ией": ("ия",), "ії": ("ія",), "ію": ("ія",), "ією": ("ія",), "ої": ("а",),
    "ій": ("а", "я"), "ьої": ("я",), "ую": ("ая",), "юю": ("яя",),
    # masculine and neuter nouns: Бахмут, Часів Яр, Торецьк, Курахове; Тернопіль, Кривий Ріг, Донець
    "а": ("", "о"), "я": ("ь", "й", "е", "є", "ье"), "ом": ("", "о", "ое", "ый", "ий", "ої"), "ем": ("ь", "е", "", "ое", "ее", "й"), "єм": ("й", "є", "їв"),
    "ям": ("я", "і", "и"), "ові": ("", "ів", "ово"), "еві": ("ь",), "єві": ("й", "їв"), "і": ("", "а", "ь", "я", "о", "е", "и"), "ї": ("й", "я", "є"),
    "е": ("", "а", "я", "о", "ь", "й", "ье"), "ова": ("ів",), "ову": ("ів",), "овом": ("ів",), "ева": ("ів",), "єва": ("їв",), "єву": ("їв",),
    "євом": ("їв",), "поля": ("піль",), "полю": ("піль",), "полем": ("піль",), "полі": ("піль",), "рогу": ("ріг",), "розі": ("ріг",),
    "рогом": ("ріг",), "ця": ("ець",), "цю": ("ець",), "цем": ("ець",), "ца": ("ец",), "цу": ("ец",), "цом": ("ец",), "це": ("ец", "ка", "ца"),
    "осту": ("іст",), "ості": ("іст",), "остом": ("іст",), "остами": ("ости",),
    "льця": ("лець",), "льцю": ("лець",), "льцем": ("лець",), "льці": ("лець",), "льца": ("лец",), "льцу": ("лец",), "льцом": ("лец",), "льце": ("лец",),
    "ка": ("ок",), "ку": ("ок",), "ком": ("ок",), "ке": ("ок", "ка"), "ня": ("ень",), "ью": ("ье", "ь"), "ья": ("ье",), "ьем": ("ье",),
    # adjectives: Роботине, Нью-Йоркський, Попасная, Красный Лиман, Часового Яру, Жовтих Вод
    "ого": ("е", "ий", "ое", "ый", "ой", ""), "ому": ("е", "ий", "ое", "ый", "ой"), "им": ("е", "ий", "і", "ое", "ие", "ее", ""), "ім": ("е", "є", "ій"),
    "ым": ("ое", "ый", "ые", ""), "ього": ("є", "ій"), "ьому": ("є", "ій"), "его": ("ее", "ий"), "ему": ("ее", "ий"), "ового": ("ів",), "овому": ("ів",),
    "овим": ("ів",), "их": ("і", "ие"), "ых": ("ые",), "ими": ("і", "ие"), "ыми": ("ые",),
    # plurals: Суми, Черкаси, Сватове; Великі Копані
    "ам": ("и", "ы", "а"), "ами": ("и", "ы", "а"), "ах": ("и", "ы", "а"), "ями": ("і", "и", "я"), "ях": ("і", "и", "я", "ь"), "ів": ("и", "і"), "їв": ("ї",),
    "ов": ("ы", "и"), "ев": ("и", "ы"), "ок": ("ки", "ка"), "ек": ("ки", "ка"), "": ("и", "ы", "а"),
    # third declension, Казанню; vowels that come and go: Ірпеня, Єльця, Ельца, Орла; plurals in -ей, Барановичей, Люберец
    "нню": ("нь",), "ттю": ("ть",), "ллю": ("ль",), "ені": ("інь",), "еня": ("інь",), "еню": ("інь",), "енем": ("інь",),
    "орла": ("орел",), "орлу": ("орел",), "орлом": ("орел",), "орле": ("орел",), "орлі": ("орел",), "чей": ("чи",), "шей": ("ши",), "ерец": ("ерцы",),
    "иря": ("ир",), "ирю": ("ир",), "ирем": ("ир",), "ирі": ("ир",), "цеві": ("ць", "ець"), "шеві": ("ш",), "жеві": ("ж",), "чеві": ("ч",),
}  # fmt: skip
_SURE: dict[str, tuple[str, ...]] = {  # endings that stand for these nominatives alone: Ukrainian has -ське, and in -ським, Russian -ское
    "ске": ("ск", "ска"), "цке": ("цк", "цка"), "ськом": ("ськ", "сько"), "цьком": ("цьк", "цько"), "зьком": ("зьк", "зько"),
}  # fmt: skip
_LONGEST = max(len(ending) for ending in _ENDINGS)
_SURE_ENDING = re.compile("(?:" + "|".join(_SURE) + ")$")


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
        places = [stem.removesuffix("ль") + "лля", *places, stem.removesuffix("піль") + "поле"]
    if stem.endswith(("ів", "їв")):  # Курахівський, Київський; Куп'янський and Сватівський say -ове, -ова, -ів
        places += [stem[:-2] + {"ів": "ов", "їв": "єв"}[stem[-2:]] + ending for ending in ("е", "а", "о")]
    if _POSSESSIVE.search(stem):
        places += [stem[:-2] + ending for ending in _AFTER_POSSESSIVE]
    return tuple(f"{before} {place}".strip() for place in dict.fromkeys(places))


_LOCATIVE = re.compile(r"(?:ськ|цьк|зьк)(?:у|ом)$|(?:ск|цк)[еу]$")


_ROMANISED = re.compile(r"^(.{2,}?)(sk|tsk|zk)(?:yi|yj|iy|ij|yy|y|i|a|aya|oye|oe|e|oi|oho|ogo|omu|im|om)$")
_SEAT_ENDINGS = ("", "е", "ое", "о", "а", "ая"), ("", "e", "oye", "o", "a", "aya")
_AFTER_TS = {"цьк": ("ць", "ця", "ці"), "цк": ("ц", "ца", "цы"), "tsk": ("ts", "tsia", "tsi")}  # Марганецька, Вінницька
_SEAT_IN_OVA = (("ів", "їв"), ("ова", "ове", "ово")), (("iv", "yiv"), ("ova", "ove", "ovo"))


def seats_of_district(key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the keys of the places that the adjective of a district may be of, in either script: Межівська (громада), Pokrovskyi (district).

    Returns
    -------
    tuple of (tuple of str, tuple of str)
        Names that are such adjectives, or end like them (Покровськ, Покровське), and those that the adjective is made of (Межова, Нікополь).

    Examples
    --------
    >>> "межова" in seats_of_district("межівській")[1], "pokrovske" in seats_of_district("pokrovskyi")[0]
    (True, True)
    """
    before, _, word = key.rpartition(" ")
    romanised = _ROMANISED.match(word)
    match = romanised or _ADJECTIVE.match(word)
    if match is None:
        return (), ()
    stem, suffix = match.groups()
    endings, (closings, openings) = _SEAT_ENDINGS[romanised is not None], _SEAT_IN_OVA[romanised is not None]
    alike = (*((key,) if romanised else ()), *(f"{before} {stem}{suffix}{ending}".strip() for ending in endings))
    made = [f"{before} {stem}{ending}".strip() for ending in ("", "ka", "e", "y", "i", "a")] if romanised else list(namesakes_of_adjective(key))
    made += [f"{before} {stem}{ending}".strip() for ending in _AFTER_TS.get(suffix, ())]
    for closing in closings:
        if stem.endswith(closing):
            made += [f"{before} {stem.removesuffix(closing)}{opening}".strip() for opening in openings]
    return alike, tuple(name for name in dict.fromkeys(made) if name not in alike)


def is_adjective(key: str, *, located: bool = False) -> bool:
    """Return whether the last word of a Cyrillic key may be an adjective in -ськ- or -ск-.

    Parameters
    ----------
    key : str
        A key as `normalise` gives it.
    located : bool
        Whether a preposition says that something is located there: у Вовчанську is the town and no adjective then.

    Examples
    --------
    >>> is_adjective("львівська"), is_adjective("бахмутом"), is_adjective("вовчанську", located=True)
    (True, False, False)
    """
    word = key.rpartition(" ")[2]
    return _ADJECTIVE.match(word) is not None and not (located and _LOCATIVE.search(word))


def is_oblique(key: str) -> bool:
    """Whether the ending of a Cyrillic key is never a nominative's: Брянске, Красноярськом.

    Examples
    --------
    >>> is_oblique("брянске"), is_oblique("брянське")
    (True, False)
    """
    return _SURE_ENDING.search(key) is not None


def _nominatives_of_word(word: str) -> tuple[str, ...]:
    sure = _SURE_ENDING.search(word)
    if sure is not None and sure.start() >= _LEAST_STEM:
        return tuple(word[: sure.start()] + nominative for nominative in _SURE[sure.group()])
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
