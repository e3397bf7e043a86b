"""Who is named in a sentence: forces, states, officials, outlets, each with the side that it belongs to.

A name comes from the theatre (its actors, countries, seats of power) or is put together from a side's adjective and a head
noun of the lexicon ("Russian-backed" ... "authorities").
"""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from frontmap.lexicon.inflect import name_forms
from frontmap.lexicon.memo import Memo
from frontmap.lexicon.scan import Hit
from frontmap.lexicon.tokens import Tokens
from frontmap.theatres.load import Side, Theatre

__all__ = ["AGENTS", "ENEMY", "FOE", "OWN", "SELF", "SPEAKERS", "ActorNames", "ActorRef", "actor_names", "find_actors"]

AGENTS = frozenset({"force", "weapon", "state", "person", "official", "blogger"})
SPEAKERS = frozenset({"official", "blogger", "person", "state", "media", "force", "observer"})

_TYPE_ROLES = {
    "government": "official",
    "military": "force",
    "official": "person",
    "person": "person",
    "proxy": "force",
    "unit": "force",
    "weapon": "weapon",
    "group": "force",
    "observer": "media",
    "organisation": "official",
    "outlet": "media",
    "branch": "force",
}
_AND = re.compile(r"\s+(?:and|or|и|или|і|й|та|або)\s+")
_WORD = re.compile(r"[\w’'-]+")
_LETTERS = re.compile(r"[^\W_]+")
_PHRASE_END = re.compile(r"[,;:.()\[\]—–\n!?]|\s-\s")
_TELLING, _TOLD_OF = frozenset({"kinds", "attribution", "modality", "polarity"}), frozenset({"exhibit", "pronoun", "noun"})  # what ends a phrase, and does not
_HEAD_ROLES = AGENTS | {"media", "observer", "equipment", "civilian", "victim"}
_APOSTROPHES = ("'", "’", "ʼ", "‘")
_OWNING = tuple(apostrophe + letter for apostrophe in _APOSTROPHES for letter in ("", "s"))
_CYRILLIC = re.compile(r"[«\"]?[А-Яа-яІіЇїЄєҐґЁё]")
_ENDING = re.compile(r"(?:[иыіо]й|[ая]я|[аяоеєіиыьй])$")
_ENDED = re.compile(r"\s*(?:[.,;:!?)»”—–\n]|$)")
_ADJECTIVE = re.compile(r"(?:[иыіо]й|[иыі]х|[иыі]ми?|о[гм][оу]|е[гм][оу]|ь[ої][гм]?[оу]?|[аяоеуюи][яюе]|\w{2}[аяеєіуюиї]|[оье]ю|наш|\d-\w+)$", re.IGNORECASE)
_PAST = re.compile(r"\w[аеиоуяюы]ли$", re.IGNORECASE)  # «наши подавили расчёт»
_STEM = 4  # letters by which an inflected word that no table lists is looked up
_REACH = 9  # words between a side's adjective and the last head noun of its phrase
OWN, ENEMY = "own", "enemy"
_WE = frozenset({"we", "мы", "ми"})


@dataclass(slots=True, unsafe_hash=True)
class ActorRef:
    """A name of somebody who acts, speaks or suffers: `text` stands at `start` to `end`.

    `side` is a side's id, `own` or `enemy` where it depends on the speaker, None where nothing tells. `role` is `force`,
    `weapon`, `official`, `blogger`, `media`, `person`, `state`, `equipment`, or `adjective` where a side's adjective has
    no head noun ("Russian shelling"). `possessive` tells that it ends with an apostrophe ("Moscow's").
    """

    text: str
    start: int = field(compare=False)
    end: int = field(compare=False)
    side: str | None
    role: str
    name: str
    possessive: bool = False


SELF = ActorRef("", 0, 0, OWN, "force", "")  # whoever speaks
FOE = ActorRef("", 0, 0, ENEMY, "force", "")  # whoever the speaker fights


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    side: str
    role: str
    canonical: str
    branch: bool = False


_Listed = tuple[tuple[_Name, re.Pattern[str]], ...]
ActorNames = Memo[str, Memo[str, _Listed] | None]


@functools.cache
def actor_names(theatre: Theatre) -> ActorNames:
    """Return the theatre's names by a word with which they begin, as it is written, and the word behind it, longest first, each with its pattern."""
    named = [_Name(word, side.id, role, word) for side in theatre.sides for role, words in _side_words(side) for word in words]
    named += [_Name(name, actor.side, _TYPE_ROLES[actor.type], actor.name, actor.type == "branch") for actor in theatre.actors for name in actor.names]
    index: dict[str, dict[_Name, None]] = {}
    for name in named:
        for form in name_forms(name.text):
            index.setdefault(_head(form, stem=_by_stem(name.text)), {})[name] = None
            if name.role == "adjective" and form.isascii():
                index.setdefault(f"{_head(form, stem=False)}s", {})[name] = None  # "the Russians"
    by_head = {head: tuple(sorted(names, key=lambda name: (-len(name.text), name.text))) for head, names in index.items()}

    def beginning(word: str) -> Memo[str, _Listed] | None:
        head = word.casefold()
        listed = by_head.get(head, ()) if head.isascii() else (*by_head.get(head, ()), *by_head.get(f"{head[:_STEM]}~", ()))
        return Memo(lambda after: tuple((name, _pattern(name.text)) for name in listed if _goes_on(name.text, after))) if listed else None

    return Memo(beginning)


def _goes_on(name: str, after: str) -> bool:
    """Whether a name can go on with a word, which may be in the plural, or has but one."""
    seconds, word = _seconds(name), after.split("ʼ", maxsplit=1)[0].casefold()
    return seconds is None or word in seconds or word.removesuffix("s") in seconds


@functools.cache
def _seconds(name: str) -> frozenset[str] | None:
    """Return the second words of a name's forms, None where some form has none, or no table lists them."""
    seconds = [_LETTERS.findall(form.casefold())[1:2] for form in name_forms(name)]
    return None if _by_stem(name) or [] in seconds else frozenset(word for words in seconds for word in words)


def _side_words(side: Side) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("state", side.countries), ("state", side.capitals), ("adjective", side.adjectives)


def _by_stem(name: str) -> bool:
    """Whether a name is inflected, and no table of the lexicon lists its forms."""
    return _CYRILLIC.match(name) is not None and not name.isupper() and len(name_forms(name)) == 1


def _head(name: str, *, stem: bool) -> str:
    found = _WORD.match(name.lstrip('«"'))
    word = re.split(r"['’-]", found.group())[0].casefold() if found else name.casefold()
    return f"{word[:_STEM]}~" if stem else word


def find_actors(tokens: Tokens, hits: Sequence[Hit], names: ActorNames, places: Sequence[tuple[int, int]]) -> list[ActorRef]:
    """Return the actors named in a sentence in reading order.

    Parameters
    ----------
    hits : sequence of Hit
        The lexicon's hits in the sentence; those of the topic `actors` are head nouns.
    names : ActorNames
        The theatre's, from `actor_names`.
    places : sequence of (start, end)
        Spans that stand for a place and so for no actor.
    """
    text, end = tokens.text, tokens.end
    heads = [hit for hit in hits if hit.topic == "actors"]
    stops = [hit.start for hit in hits if hit.topic == "clauses" or (hit.topic in _TELLING and hit.role not in _TOLD_OF) or (hit.role == OWN and hit.text.isascii())]  # "troops dumped their tanks"
    refs: list[ActorRef] = []
    named = list(_markers(tokens, names, places))
    markers = list(_owned(text, [marker for marker in named if not marker[1].branch]))
    for index, (marker, name) in enumerate(markers):
        limit = markers[index + 1][0].start() if index + 1 < len(markers) else end
        refs.append(_phrase(text, marker.start(), marker.end(), limit, name, heads, stops))
    units = (ActorRef(found.group(), found.start(), found.end(), name.side, name.role, name.canonical) for found, name in named if name.branch)
    refs.extend(unit for unit in list(units) if not any(ref.start < unit.end and unit.start < ref.end for ref in refs))
    refs.extend(_relative(text, end, heads, stops, refs))
    return _share_heads(text, sorted(refs, key=lambda ref: ref.start))


def _owned(text: str, markers: Sequence[tuple[re.Match[str], _Name]]) -> Iterator[tuple[re.Match[str], _Name]]:
    """Give a body that both sides may have the side of its owner: "Russia's General Staff"."""
    owner: tuple[re.Match[str], _Name] | None = None
    for found, name in markers:
        owned = owner is not None and not text[owner[0].end() : found.start()].strip() and name.role not in ("state", "adjective")
        yield (found, replace(name, side=owner[1].side, canonical=text[owner[0].start() : found.end()])) if owned and owner is not None and owner[1].side != name.side else (found, name)
        owner = (found, name) if name.role == "adjective" or (name.role == "state" and found.group("possessive")) else None


def _markers(tokens: Tokens, names: ActorNames, places: Sequence[tuple[int, int]]) -> Iterator[tuple[re.Match[str], _Name]]:
    """Yield every name of the theatre that stands in the text as a word and is no place there."""
    text, taken, end = tokens.text, tokens.start, tokens.end
    words, offsets = _parted(tokens) if text.find("_", taken, end) >= 0 else (tokens.written, tokens.offsets)
    for index, listed in enumerate(map(names.__getitem__, words)):
        if listed is None or offsets[index] < taken:
            continue
        at, after = offsets[index], next(filter(str.isalnum, words[index + 1 :]), "")
        for name, pattern in listed[after]:
            found = pattern.match(text, at, end)
            if found is None:
                continue
            if found.group("possessive") is None and text[found.end() : found.end() + 1] == "-":
                continue  # "Russia-Ukraine frontline"
            if name.role in ("state", "adjective") and any(a < found.end() and found.start() < b for a, b in places):
                break
            taken = found.end()
            yield found, name
            break


def _parted(tokens: Tokens) -> tuple[Sequence[str], Sequence[int]]:
    """Return the words of a stretch and where they begin, with what a handle joins taken apart: "mod_russia"."""
    found = list(_LETTERS.finditer(tokens.text, tokens.start, tokens.end))
    return [word.group() for word in found], [word.start() for word in found]


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    """A name as a whole word in any of its forms, with any apostrophe and a possessive; small letters match any case."""
    forms = [name] if _by_stem(name) else sorted(name_forms(name), key=lambda form: (-len(form), form))
    words = "|".join(r"\s+".join(_any_ending(word) if _by_stem(name) else re.escape(word) for word in form.split()) for form in forms)
    body = words.replace("'", "['’ʼ]").replace("«", '[«"“„]').replace("»", '[»"”“]')
    flags = re.IGNORECASE if name == name.lower() else re.NOFLAG
    return re.compile(rf"(?:{body})(?P<possessive>['’ʼ‘]s?|s['’ʼ‘]?(?!\w))?(?!\w)", flags)


def _any_ending(word: str) -> str:
    if len(word) < _STEM or word.isupper():
        return re.escape(word)
    return rf"{re.escape(_ENDING.sub('', word))}\w{{0,4}}"


def _phrase(text: str, start: int, end: int, limit: int, name: _Name, heads: Sequence[Hit], stops: Sequence[int]) -> ActorRef:
    """Extend a name to the last head noun of its phrase: "Russian" to "Russian drone operators"."""
    plural = text[start:end] == f"{name.text}s"  # "the Russians", or "Russians forces" without its apostrophe
    possessive = text.endswith(_OWNING, start, end) or plural
    if name.role not in ("state", "adjective") and not possessive:
        return ActorRef(text[start:end], start, end, name.side, name.role, name.canonical)
    head = _last_head(text, end, limit, heads, stops, next_only=plural or (name.role == "state" and not possessive))
    joined = _AND.match(text, end, limit)
    if head is None and joined is not None and name.role == "adjective":  # "Russian and proxy forces"
        head = _last_head(text, joined.end(), limit, heads, stops, next_only=False)
    if head is None:
        if plural and name.role == "adjective":
            return ActorRef(text[start:end], start, end, name.side, "state", text[start:end])
        role = "adjective" if possessive and name.role == "state" else name.role
        canonical = name.canonical if name.role != "adjective" else text[start:end]
        return ActorRef(text[start:end], start, end, name.side, role, canonical, possessive)
    role = "force" if head.role == "victim" else head.role
    return ActorRef(text[start : head.end], start, head.end, name.side, role, text[start : head.end], possessive)


def _last_head(text: str, start: int, limit: int, heads: Sequence[Hit], stops: Sequence[int], *, next_only: bool) -> Hit | None:
    """Return the last head noun after `start` before the phrase ends; `next_only` asks for one that follows at once."""
    stop = bisect_left(stops, start)
    limit = min(limit, stops[stop]) if stop < len(stops) else limit
    inside = [head for head in heads if start <= head.start and head.end <= limit and head.role in _HEAD_ROLES and text[head.end : head.end + 1] not in _APOSTROPHES]
    if not inside:
        return None
    words = list(itertools.islice(_WORD.finditer(text, start, limit), 1 if next_only else _REACH))
    limit = min(limit, words[-1].end()) if words else start
    broken = _PHRASE_END.search(text, start, limit)
    inside = [head for head in inside if head.end <= (broken.start() if broken else limit)]
    if not inside:
        return None
    last = max(inside, key=lambda head: (head.end, head.role != "victim"))
    return last if last.role != "victim" else next((h for h in inside if h.end == last.end and h.role == "force"), last)


def _relative(text: str, end: int, heads: Sequence[Hit], stops: Sequence[int], refs: Sequence[ActorRef]) -> Iterator[ActorRef]:
    """Yield those whose side depends on the speaker: "its forces", "the enemy"."""
    for hit in heads:
        if hit.role not in (OWN, ENEMY) or any(ref.start < hit.end and hit.start < ref.end for ref in refs):
            continue
        head = _last_head(text, hit.end, end, heads, stops, next_only=False)
        if head is not None and not hit.text.isascii() and not _agreeing(text[hit.start : head.start]):
            head = None  # «потери противника составили до 300 военных»
        if head is not None and not any(ref.start < head.end and hit.start < ref.end for ref in refs):
            yield ActorRef(text[hit.start : head.end], hit.start, head.end, hit.role, head.role, text[hit.start : head.end])
        elif hit.role == OWN and " " in hit.text:
            yield ActorRef(hit.text, hit.start, hit.end, OWN, "force", hit.text)  # "his men"
        elif hit.role == OWN and any(hit.end <= stop <= hit.end + 25 for stop in stops) and hit.text.lower() not in _WE:
            yield ActorRef(hit.text, hit.start, hit.end, OWN, "adjective", hit.text)
        elif hit.role == ENEMY or hit.text.lower() in _WE or (not hit.text.isascii() and _ENDED.match(text, hit.end)):  # «заняты нашими»
            yield ActorRef(hit.text, hit.start, hit.end, hit.role, "force", hit.text)


def _agreeing(words: str) -> bool:
    """Whether nothing but words that can be adjectives of one noun stands before it."""
    return all(_ADJECTIVE.search(word) is not None and _PAST.search(word) is None for word in words.split())


def _share_heads(text: str, refs: list[ActorRef]) -> list[ActorRef]:
    """Give the first of "Russian and Ukrainian officials" the head of the second."""
    for index in range(len(refs) - 1):
        ref, after = refs[index], refs[index + 1]
        if ref.role == "adjective" and _AND.fullmatch(text, ref.end, after.start):
            refs[index] = ActorRef(ref.text, ref.start, ref.end, ref.side, after.role, f"{ref.text}{after.text[len(after.text.split()[0]) :]}")
    return refs
