"""Romanisations that no list carries: how the press writes a Ukrainian name through its Russian form, or halfway.

Horlivka is Gorlovka, Robotyne is Robotino, Velyka Novosilka is Velikaya Novoselka. The rules work on skeletons, where
g and h, y and i are one already, so each is a change of ending or of a common first word.
"""

from __future__ import annotations

import re

from frontmap.gazetteer.names import normalise, skeleton

__all__ = ["russian_skeletons"]

_ENDINGS = (
    (re.compile(r"(?<=[aeiou])ivka$"), ("evka",)),
    (re.compile(r"iivka$"), ("eevka", "eivka")),
    (re.compile(r"ivka$"), ("ovka", "evka")),
    (re.compile(r"ivsk(e?)$"), (r"ovsk\1", r"evsk\1")),
    (re.compile(r"(?<=[bcdfhklmnprstvz])(ov|ev|in)e$"), (r"\1o",)),
    (re.compile(r"(sk|tsk|n|l|ov|ev|in|r|t|v)e$"), (r"\1oe",)),
    (re.compile(r"pilia$"), ("pole",)),
    (re.compile(r"pil$"), ("pol",)),
    (re.compile(r"silka$"), ("selka",)),
    (re.compile(r"(?<=[bcdfhklmnprstvz])ka$"), ("ka",)),
    (re.compile(r"(?<=[nlrdtsvk])ia$"), ("e",)),
)
_WORDS = {
    "velika": ("velikaia",), "mala": ("malaia",), "nova": ("novaia",), "stara": ("staraia",), "verhnia": ("verhniaia",), "nizhnia": ("nizhniaia",),
    "velike": ("velikoe",), "male": ("maloe",), "nove": ("novoe",), "stare": ("staroe",), "verhne": ("verhnee",), "nizhne": ("nizhnee",),
    "chervona": ("krasnaia",), "chervone": ("krasnoe",), "chervoni": ("krasni",), "bila": ("belaia",), "bile": ("beloe",), "bilii": ("beli",),
    "seredna": ("sredniaia",), "suha": ("suhaia",), "kamianka": ("kamenka",), "krasna": ("krasnaia",),
}  # fmt: skip
_BILO = re.compile(r"^bil(?=o)")


def russian_skeletons(name: str) -> tuple[str, ...]:
    """Return the skeletons of Russian-like forms of a Ukrainian name in Latin letters, without the name's own.

    Examples
    --------
    >>> "horlovka" in russian_skeletons("Horlivka"), russian_skeletons("Bakhmut")
    (True, ())
    """
    words = [skeleton(word) for word in normalise(name).split(" ")]
    if not all(word.isascii() and word for word in words):
        return ()
    own = "".join(words)
    heads: list[tuple[str, ...]] = [(word, *_WORDS.get(word, ())) for word in words[:-1]]
    last = words[-1]
    tails = [last, *_WORDS.get(last, ())]
    for pattern, replacements in _ENDINGS:
        tails += [pattern.sub(replacement, last) for replacement in replacements if pattern.search(last)]
    if len(words) == 1:
        tails += [_BILO.sub("bel", tail) for tail in tails]
    prefixes = [""]
    for head in heads:
        prefixes = [prefix + form for prefix in prefixes for form in head]
    found = dict.fromkeys(skeleton(prefix + tail) for prefix in prefixes for tail in tails)
    found.pop(own, None)
    return tuple(found)
