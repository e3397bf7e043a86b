"""Romanisations that no list carries: how the press writes a Ukrainian name through its Russian form, or halfway.

Horlivka is Gorlovka, Robotyne is Robotino, Oleksiivka is Alekseevka. The rules work on skeletons, where g and h, y and i are
one already, so that each is a change of stem, of ending or of a common first word.
"""

from __future__ import annotations

import re

from frontmap.gazetteer.names import normalise, skeleton

__all__ = ["russian_skeletons"]

_STEMS = (
    ("oleks", "aleks"), ("mikola", "nikola"), ("kostiant", "konstant"), ("volodimir", "vladimir"), ("dnipro", "dnepro"), ("pid", "pod"),
    ("hannivka", "annovka"), ("hlib", "hleb"), ("bilo", "belo"), ("uvat", "ovat"), ("sil", "sel"),
)  # fmt: skip
_ENDINGS = (
    (re.compile(r"ivka$"), ("ovka", "evka")),
    (re.compile(r"ivsk(e?)$"), (r"ovsk\1", r"evsk\1")),
    (re.compile(r"(?<=[bcdfhklmnprstvz])(ov|ev|in)e$"), (r"\1o",)),
    (re.compile(r"(?<=[bdhklmnprstvz])e$"), ("oe",)),
    (re.compile(r"pilia$"), ("pole",)),
    (re.compile(r"pil$"), ("pol",)),
)
_WORDS = {
    "velika": ("velikaia",), "mala": ("malaia",), "nova": ("novaia",), "stara": ("staraia",), "verhnia": ("verhniaia",), "nizhnia": ("nizhniaia",),
    "velike": ("velikoe",), "male": ("maloe",), "nove": ("novoe",), "stare": ("staroe",), "verhne": ("verhnee",), "nizhne": ("nizhnee",),
    "bila": ("belaia",), "bile": ("beloe",), "seredna": ("sredniaia",), "suha": ("suhaia",), "kamianka": ("kamenka",), "krasna": ("krasnaia",),
}  # fmt: skip


def russian_skeletons(name: str) -> tuple[str, ...]:
    """Return the skeletons of Russian-like forms of a Ukrainian name in Latin letters, without the name's own.

    Examples
    --------
    >>> russian_skeletons("Horlivka"), russian_skeletons("Bakhmut")
    (('horlovka', 'horlevka'), ())
    """
    words = [skeleton(word) for word in normalise(name).split(" ")]
    if not all(word.isascii() and word for word in words):
        return ()
    *heads, last = words
    prefixes = [""]
    for head in heads:
        prefixes = [prefix + form for prefix in prefixes for form in (head, *_WORDS.get(head, ()))]
    found = dict.fromkeys(skeleton(prefix + tail) for prefix in prefixes for tail in _tails(last))
    found.pop(skeleton("".join(words)), None)
    return tuple(found)


def _tails(last: str) -> list[str]:
    """Return the forms of a name's last word, itself first."""
    stems = [last]
    for ukrainian, russian in _STEMS:
        if ukrainian in last:
            stems.append(stems[-1].replace(ukrainian, russian))
    tails = [*stems, *_WORDS.get(last, ())]
    for stem in dict.fromkeys(stems):
        for pattern, replacements in _ENDINGS:
            if pattern.search(stem):
                tails += [pattern.sub(replacement, stem) for replacement in replacements]
    return tails
