"""Ukrainian paradigms: the forms of verbs, nouns and names by rules of declension and conjugation.

A build step like `frontmap.lexicon.inflection_build`, which asks here. What an ending does not tell stands in
`uk_paradigms.toml`. A form that nobody uses does no harm in a table of forms to look for; one that is missing does.
"""

from __future__ import annotations

import functools
import itertools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from frontmap.errors import ConfigError

__all__ = ["Groups", "name", "noun", "verb"]

Groups = dict[str, set[str]]

_VOWELS = "аеєиіїоуюя"
_SIBILANTS = "жчшщ"
_E, _J = ("у", "еш", "е", "ем", "емо", "ете", "уть"), ("ю", "єш", "є", "єм", "ємо", "єте", "ють")
_I, _IH, _YI = ("иш", "ить", "им", "имо", "ите", "ять"), ("иш", "ить", "им", "имо", "ите", "ать"), ("їш", "їть", "їм", "їмо", "їте", "ять")
_KINDS = {"e": _E, "j": _J, "i": _I, "ih": _IH, "ї": _YI}
_SYNTHETIC = ("му", "меш", "ме", "мем", "мемо", "мете", "муть")
_HARD = {"nominative": "ий а е і", "instrumental": "им ою ими", "oblique": "ого ому ім ої ій у их им е ий і"}
_SOFT = {"nominative": "ій я є і", "instrumental": "ім ьою іми", "oblique": "ього ьому ім ьої ій ю іх ім є ій і"}
_MUTATED = {"д": "дж", "т": "ч", "з": "ж", "с": "ш", "ст": "щ", "зд": "ждж", "б": "бл", "п": "пл", "в": "вл", "м": "мл", "ф": "фл"}
_VELAR = {"г": "з", "к": "ц", "х": "с"}
_CASE_NAMES = ("nominative", "genitive", "dative", "accusative", "instrumental", "locative")
_UKRAINIAN = re.compile(r"[А-ЯІЇЄҐа-яіїєґ'’ʼ-]{3,}")


@functools.cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "uk_paradigms.toml").read_text(encoding="utf-8"))


def _with(stem: str, endings: str | Iterable[str]) -> set[str]:
    return {stem + ending for ending in (endings.split() if isinstance(endings, str) else endings)}


def verb(lemma: str) -> Groups:
    """Return the forms of a verb with its participles, by group.

    Raises
    ------
    ConfigError
        If the lemma is no infinitive.
    """
    groups = _conjugation(lemma)
    if lemma in _data()["verbs"]["always_v"]:
        return groups
    return {group: forms | {f"у{form[1:]}" for form in forms if form[0] == "в" and form[1] not in _VOWELS} for group, forms in groups.items()}  # «взято», «узято»


def _conjugation(lemma: str) -> Groups:
    reflexive = lemma.endswith("ся")
    base = lemma.removesuffix("ся")
    if not base.endswith("ти"):
        raise ConfigError(f"uk: {lemma!r} is no infinitive: check its spelling, or write it without brackets")
    present, past, participles = _conjugated(base)
    going_on = _goes_on(lemma)
    masculine, rest = past
    groups: Groups = {
        "infinitive": {base} if base[-3:-2] in "сзкг" else {base, f"{base[:-1]}ь"} - set(present),  # "виходить" is "goes out" first, "to go out" in speech alone
        "past": {masculine, *_with(rest, ("а", "о", "и"))},
        "gerund": {f"{masculine}ши"} | ({f"{form[:-2]}чи" for form in present if form.endswith(("уть", "ють", "ать", "ять"))} if going_on else set()),
        "present" if going_on else "future": set(present),
    }
    if base.endswith("нути") and base[-5] not in _VOWELS:
        short = ("",) if lemma in _data()["verbs"]["masculine_past_without_suffix"] else ()
        groups["past"] |= _with(base[:-4], (*short, "ла", "ло", "ли"))
    if going_on:
        groups["future"] = _with(base, _SYNTHETIC)
    if reflexive:
        return {group: {f"{form}сь" for form in forms} if group == "gerund" else set(_reflexive(forms)) for group, forms in groups.items()}
    for stem in participles:
        groups.setdefault("passive", set()).update(_with(stem, "ий а е і о"))
        groups.setdefault("modifier", set()).update(_with(stem, "ого ому ім ої ій у ою их им ими"))
    return groups


def _goes_on(lemma: str) -> bool:
    data, base = _data()["verbs"], lemma.removesuffix("ся")
    if lemma in data["imperfective"] or base in data["imperfective"]:
        return True
    if lemma in data["perfective"] or base in data["perfective"]:
        return False
    return base.endswith(("ати", "яти"))


def _conjugated(base: str) -> tuple[list[str], tuple[str, str], list[str]]:
    """Return the forms of the present, the masculine and the stem of the past, and the stems of participles."""
    roots: Mapping[str, Mapping[str, str]] = _data()["verbs"]["roots"]
    prefixed = (known for known in roots if base.endswith(known.removesuffix("ся")) and base.removesuffix(known.removesuffix("ся")) in _data()["verbs"]["prefixes"])
    root = max(prefixed, key=len, default="")
    if root:
        entry, prefix = roots[root], base.removesuffix(root.removesuffix("ся"))
        past = entry["past"].split()
        lead = f"{prefix}і" if root == "бити" and prefix and prefix[-1] not in _VOWELS and prefix not in ("в", "у") else prefix  # відіб'ють
        return [lead + form for form in _present(entry["present"].split())], (prefix + past[0], prefix + past[1]), [prefix + entry["participle"]] if "participle" in entry else []
    stem = base[:-2]
    past_forms = (f"{stem}в", f"{stem}л")
    if base.endswith(("увати", "ювати")):
        short, vowel = base[:-5], base[-5]
        return list(_with(short + vowel, _J)), past_forms, [f"{short}{vowel}ван", f"{short}{'ьо' if vowel == 'ю' and short[-1] not in _VOWELS else 'йо' if vowel == 'ю' else 'о'}ван"]
    if base.endswith("нути"):
        return list(_with(base[:-3], _E)), past_forms, [f"{stem}т", f"{base[:-3]}ен"]
    if base.endswith(("ити", "їти")):
        return _second(base[:-3]), past_forms, [f"{_softened(base[:-3])}{'є' if base.endswith('їти') else 'е'}н"]
    return list(_with(stem, _J)), past_forms, [f"{stem}н"]


def _present(parts: list[str]) -> Iterator[str]:
    if parts[-1] not in _KINDS:
        yield from parts
        return
    *first, stem, kind = parts
    yield from first
    yield from sorted(_with(stem, _KINDS[kind]))


def _second(stem: str) -> list[str]:
    """The second conjugation: ставити, ставлю, ставиш, ставлять."""
    if stem[-1] in _VOWELS:
        return [f"{stem}ю", *_with(stem, _YI)]
    soft = _softened(stem)
    first = f"{soft}у" if soft[-1] in _SIBILANTS or soft.endswith("дж") else f"{soft}ю"
    third = f"{stem}ать" if stem[-1] in _SIBILANTS else (f"{soft}ять" if soft.endswith("л") and soft != stem else f"{stem}ять")
    return [first, *_with(stem, _I[:-1]), third]


def _softened(stem: str) -> str:
    for length in (2, 1):
        if stem[-length:] in _MUTATED:
            return stem[:-length] + _MUTATED[stem[-length:]]
    return stem


def _reflexive(forms: Iterable[str]) -> Iterator[str]:
    for form in forms:
        if form.endswith(("е", "є")) and not form.endswith("те"):
            yield f"{form}ться"
            continue
        yield f"{form}ся"
        if form[-1] in _VOWELS or form.endswith("в"):
            yield f"{form}сь"


def noun(lemma: str) -> Groups:
    """Return the forms of a noun, adjective or numeral by case: nominative, instrumental, and all others as oblique."""
    data = _data()["nouns"]
    if lemma in data["whole"]:
        return {case: set(forms.split()) for case, forms in data["whole"][lemma].items()}
    if lemma in data["fixed"]:
        return {"nominative": {lemma}, "oblique": {lemma}, "instrumental": {lemma}}
    if lemma.endswith("ий"):
        return _declined(lemma[:-2], _HARD)
    if lemma.endswith("ній") and lemma not in data["stems"]:
        return _declined(lemma[:-2], _SOFT)
    return _substantive(lemma, data)


def _declined(stem: str, endings: Mapping[str, str]) -> Groups:
    return {case: _with(stem, ("" if ending == "-" else ending for ending in forms.split())) for case, forms in endings.items()}


def _substantive(lemma: str, data: Mapping[str, Any]) -> Groups:  # noqa: PLR0911 - a ladder: the first declension that fits
    many = data["many"].get(lemma)
    if lemma in data["feminine"]:
        return _third_declension(lemma, data["feminine"][lemma])
    if lemma.endswith("ість"):
        return _third_declension(lemma, f"{lemma[:-4]}ост")
    if lemma.endswith(("ння", "ття", "ддя", "лля", "ззя", "ччя")):
        stem = lemma[:-1]
        return {"nominative": {lemma}, "instrumental": {f"{stem}ям", f"{stem}ями"}, "oblique": {lemma, *_with(stem, "ю і ям ях"), f"{lemma[:-2]}ь"}}
    if lemma.endswith("ія"):
        return _declined(lemma[:-1], {"nominative": "я ї", "instrumental": "єю ями", "oblique": "ї ю й ям ях"})
    if lemma.endswith("я"):
        stem = lemma[:-1]
        return _add(_declined(stem, {"nominative": "я і", "instrumental": "ею ями", "oblique": "і ю ь ям ях"}), many)
    if lemma.endswith("а"):
        return _add(_first_declension(lemma[:-1]), many)
    if lemma.endswith("о"):
        stem = lemma[:-1]
        groups = _declined(stem, {"nominative": "о а", "instrumental": "ом ами", "oblique": "а у ові і о - ам ах"})
        groups["oblique"] |= _fleeting(stem)
        return _add(groups, many)
    if lemma.endswith("е"):
        stem = lemma[:-1]
        return _add(_declined(stem, {"nominative": "е а я", "instrumental": "ем ами ями", "oblique": "а я у ю і е - ам ах ям ях ь"}), many)
    if lemma.endswith(("янин", "янін")):
        return _people(lemma)
    return _masculine(lemma, data["stems"].get(lemma) or _short(lemma))


def _third_declension(lemma: str, stem: str) -> Groups:
    short = lemma.removesuffix("ь")
    doubled = short if short.endswith(("ст", "щ")) else short + short[-1]
    return {"nominative": {lemma, f"{stem}і"}, "instrumental": {f"{doubled}ю", *_with(stem, "ями ами")}, "oblique": {lemma, *_with(stem, "і ей ям ях ам ах")}}


def _first_declension(stem: str) -> Groups:
    if stem[-1] in _SIBILANTS:
        return _declined(stem, {"nominative": "а і", "instrumental": "ею ами", "oblique": "і у - ам ах"})
    groups = _declined(stem, {"nominative": "а и", "instrumental": "ою ами", "oblique": "и у - ам ах"})
    groups["oblique"] |= {f"{stem[:-1]}{_VELAR.get(stem[-1], stem[-1])}і", *_fleeting(stem)}
    return groups


def _fleeting(stem: str) -> set[str]:
    """The genitive of the plural with a vowel between the last two consonants: поїздка, поїздок."""
    if len(stem) > 1 and stem[-1] not in _VOWELS and stem[-2] not in _VOWELS:
        return {f"{stem[:-1].removesuffix('ь')}{vowel}{stem[-1]}" for vowel in "ое"}
    return set()


def _people(lemma: str) -> Groups:
    """Names of people that lose a syllable in the plural: росіянин, росіяни."""
    stem = lemma[:-2]
    return {
        "nominative": {lemma, f"{stem}и"},
        "instrumental": {f"{lemma}ом", f"{stem}ами"},
        "oblique": {*_with(lemma, "а у ові і"), stem, f"{stem}ам", f"{stem}ах"},
    }


def _short(lemma: str) -> str:
    """The stem of a masculine noun, without the vowel that flees: боєць, будинок, день."""
    for ending, left in (("ець", "ц"), ("єць", "йц"), ("ок", "к"), ("ьок", "ьк")):
        if lemma.endswith(ending) and len(lemma) > len(ending) + 2:
            return lemma[: -len(ending)] + left
    return lemma[:-1] if lemma[-1] in "ьй" else lemma


def _masculine(lemma: str, stem: str) -> Groups:
    if lemma.endswith("й"):
        return {"nominative": {lemma, f"{stem}ї"}, "instrumental": _with(stem, "єм ями"), "oblique": {lemma, *_with(stem, "я ю єві ї їв ям ях")}}
    if lemma.endswith("ь"):
        return {"nominative": {lemma, f"{stem}і"}, "instrumental": _with(stem, "ем ями"), "oblique": {lemma, *_with(stem, "я ю еві і ів ям ях")}}
    if stem[-1] in _SIBILANTS:
        return {"nominative": {lemma, f"{stem}і"}, "instrumental": _with(stem, "ем ами"), "oblique": {lemma, *_with(stem, "а у еві і ів ам ах")}}
    soft = {f"{stem}ям", f"{stem}ях"} if lemma.endswith("ар") else set()
    local = f"{stem[:-1]}{_VELAR.get(stem[-1], stem[-1])}і"
    nominative = {lemma, f"{stem}и"} | ({f"{stem}і"} if lemma.endswith("ар") else set())
    return {"nominative": nominative, "instrumental": _with(stem, "ом ами"), "oblique": {lemma, *nominative - {lemma}, local, *_with(stem, "а у ові ів ам ах"), *soft}}


def _add(groups: Groups, form: str | None) -> Groups:
    if form is not None:
        groups["oblique"].add(form)
    return groups


def name(words: str) -> Groups:
    """Return the forms of a name: its leading adjectives and its first noun change, or both words of a person's; what follows stays."""
    parts = words.split()
    if len(parts) == 1 and words == words.lower():
        return noun(_singular(words))
    declined: list[dict[str, tuple[str, ...]]] = []
    for at, part in enumerate(parts):
        forms = _adjective_cases(part, alone=len(parts) == 1 or at + 1 < len(parts) or bool(declined))
        if forms is not None and (len(parts) > 1 or not part.endswith(("а", "я", "і"))):
            declined.append(forms)
            continue
        if (noun_forms := _noun_cases(part)) is not None:
            declined.append(noun_forms)
            if parts[0] in _data()["names"]["given"] and at == 0:
                continue
        break
    if not declined:
        return {"nominative": {words}}
    tail = parts[len(declined) :]
    groups: Groups = {}
    for case in _CASE_NAMES:
        group = {"nominative": "nominative", "instrumental": "instrumental"}.get(case, "oblique")
        rows = itertools.product(*(forms[case] for forms in declined))
        groups.setdefault(group, set()).update(" ".join([*row, *tail]) for row in rows)
    return groups


def _singular(word: str) -> str:
    """The singular of the name of a group: окупанти, росіяни, українці."""
    if word.endswith("яни"):
        return f"{word[:-1]}ин"
    if word.endswith("ці"):
        return f"{word[:-2]}ець"
    if word.endswith("лі"):
        return f"{word[:-1]}ь"
    return word.removesuffix("и")


def _cases(word: str, stem: str, genitive: str, dative: str, accusative: str, instrumental: str, locative: str) -> dict[str, tuple[str, ...]]:
    """Return a word's forms by case: endings behind a stem, "-" for none, "=" for the word itself."""
    rows = (genitive, dative, accusative, instrumental, locative)
    forms = (tuple(word if ending == "=" else stem + ending.removeprefix("-") for ending in row.split()) for row in rows)
    return {"nominative": (word,), **dict(zip(_CASE_NAMES[1:], forms, strict=True))}


def _adjective_cases(word: str, *, alone: bool) -> dict[str, tuple[str, ...]] | None:  # noqa: PLR0911 - a ladder: the first ending that fits
    """Return the cases of an adjective: of a masculine one by its ending, of another by the suffix before that."""
    if any(letter.isupper() for letter in word[1:]) or not word[-1].isalpha() or word in _data()["names"]["many"]:
        return None
    stem = word[:-1]
    if word.endswith(("ий", "ій")) and word not in _data()["names"]["given"]:
        soft = word.endswith("ій") and word.endswith(("ній", "тій"))
        stem = word[:-2]
        return _cases(word, stem, "ього" if soft else "ого", "ьому" if soft else "ому", "= ього" if soft else "= ого", "ім" if soft else "им", "ьому ім" if soft else "ому ім")
    if not alone or not stem.endswith(tuple(_data()["names"]["suffixes"])):
        return None
    if word.endswith("а"):
        return _cases(word, stem, "ої", "ій", "у", "ою", "ій")
    if word.endswith("я"):
        return _cases(word, stem, "ьої", "ій", "ю", "ьою", "ій")
    if word.endswith("і"):
        return _cases(word, stem, "их", "им", "= их", "ими", "их")
    return _cases(word, stem, "ого", "ому", "=", "им", "ому") if word.endswith("е") else None


def _noun_cases(word: str) -> dict[str, tuple[str, ...]] | None:  # noqa: C901, PLR0911, PLR0912 - a ladder: the first declension that fits
    """Return the cases of a noun in its own number, None for a word that does not change."""
    data = _data()["names"]
    if any(letter.isupper() for letter in word[1:]) or not word[-1].isalpha() or word in data["fixed"] or not _UKRAINIAN.fullmatch(word):
        return None
    stem = data["stems"].get(word, word)
    if word in data["many"]:
        plural = word[:-1]
        return _cases(word, plural, f"-{data['many'][word][len(plural):]}" if len(data["many"][word]) > len(plural) else "-", "ам", "=", "ами", "ах")
    if word in data["soft"]:
        return _cases(word, word[:-1], "ей", "ям", "=", "ями", "ях")
    if word.endswith("яни"):
        return _cases(word, word[:-1], "-", "ам", "-", "ами", "ах")
    if word.endswith("ці"):
        return _cases(word, word[:-1], "ів", "ям", "ів", "ями", "ях")
    if word.endswith(("и", "і")):
        return _cases(word, word[:-1], "ів", "ам", "= ів", "ами", "ах")
    if word.endswith(("ння", "ття")):
        return _cases(word, word[:-1], "я", "ю", "=", "ям", "і ю")
    if word.endswith(("ія", "ея")):
        return _cases(word, word[:-1], "ї", "ї", "ю", "єю", "ї")
    if word.endswith("я"):
        return _cases(word, word[:-1], "і", "і", "ю", "ею", "і")
    if word.endswith("а"):
        local = f"{word[:-2]}{_VELAR.get(word[-2], word[-2])}і"
        forms = _cases(word, word[:-1], "и", "и", "у", "ою", "и")
        return {**forms, "dative": (local,), "locative": (local,)}
    if word.endswith("о"):
        return _cases(word, word[:-1], "а", "у ові", "= а", "ом", "і ові у")
    if word.endswith("е"):
        return _cases(word, word[:-1], "а", "у", "=", "ем", "і")
    if word.endswith("й"):
        return _cases(word, word[:-1], "я ю", "ю єві", "= я", "єм", "ї єві")
    if word.endswith("ь"):
        return _cases(word, word[:-1], "я ю", "ю еві", "= я", "ем", "і еві ю")
    if word in data["soft_on_r"]:
        return _cases(word, word, "я", "ю еві", "я", "ем", "і еві ю")
    if word[-1] in _SIBILANTS:
        return _cases(word, stem, "а у", "у еві", "= а", "ем", "і еві")
    surname = word[:1].isupper() and word.endswith(("ов", "ев", "єв", "ін", "їн", "ин"))
    return _cases(word, stem, "а у", "у ові", "= а", "им ом" if surname else "ом", "і ові у")
