"""Places named by their adjective: Покровський напрямок, Лисичанскому НПЗ, Kurakhivske TPP.

An adjective is undone to the names that it may come of; the gazetteer knows which of them are names.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontmap.gazetteer.index import Gazetteer

__all__ = ["place_of_adjective"]

# Adjectival endings after -ськ, -цьк, -ск, -цк, -sk: what is left is the stem with its suffix (Покровськ, Авдіївськ).
_ADJECTIVE = re.compile(
    r"(?P<stem>\w{2,}?)(?P<suffix>[сцз]ьк|[сцз]к|[st]+k|tsk)"
    r"(?:ий|ого|ому|им|ім|ом|а|ая|ої|ой|ій|у|ую|ою|е|ое|ые|ие|і|их|ых|yi|yy|y|a|aya|e|oye|oe|oho|oyi)",
    re.IGNORECASE,
)
# Ending of the stem: what the name may end in instead ("" is the stem itself). The first that the gazetteer knows, best first.
_STEMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("івк", ("івка",)), ("пільс", ("поле", "піль")), ("піль", ("поле", "піль")),
    ("ів", ("івка", "ів", "ове", "ово")), ("їв", ("ївка", "їв", "єве")), ("ев", ("евка", "ев", "ево")), ("ов", ("овка", "ов", "ово", "ы")),
    ("iv", ("ivka", "ove", "iv")), ("pil", ("pole", "pil")), ("ovs", ("ovka", "ovo")),
)  # fmt: skip
_PLAIN = ("", "ка", "е", "а", "и", "і", "ы", "ь", "о", "ово", "ове", "щина", "ka", "e", "a", "y")


@functools.lru_cache(maxsize=16384)
def place_of_adjective(gazetteer: Gazetteer, word: str) -> str:
    """Return the name that an adjective comes of, "" where it is none that the gazetteer knows.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows the names.
    word : str
        An adjective in any case, with or without a capital.
    """
    found = _ADJECTIVE.fullmatch(word)
    if found is None:
        return ""
    stem, suffix = found["stem"], found["suffix"]
    names = [stem + suffix, *(stem[: -len(ending)] + new for ending, others in _STEMS if stem.endswith(ending) for new in others)]
    names += [stem + ending for ending in _PLAIN]
    known = [(name, gazetteer.candidates(name)) for name in dict.fromkeys(names)]
    best = [(max(candidate.place.population for candidate in candidates), -at, name) for at, (name, candidates) in enumerate(known) if candidates]
    if known[0][1]:
        return names[0].capitalize()  # Покровськ before Покровка
    return max(best)[2].capitalize() if best else ""
