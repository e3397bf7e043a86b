"""What leans on the sentence before: denials ("That is nonsense, Kyiv said"), answers ("Has the town fallen? It has not"), the harm of a strike."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from frontmap.claims.drafts import Draft
from frontmap.claims.reading import Reading
from frontmap.claims.sites import Site
from frontmap.claims.speakers import Speaker
from frontmap.records import Kind, Polarity

__all__ = ["asks", "denials_of_earlier", "same_voice", "scene_of", "shared_place"]

_QUOTES = ' "“”„«»\'—–-'
_SCENES = 3  # places of the sentence before that share its harm
_GAINS = frozenset({Kind.CONTROL, Kind.ADVANCE, Kind.ENCIRCLEMENT, Kind.WITHDRAWAL})
_HARMFUL = frozenset({Kind.STRIKE, Kind.ASSAULT, Kind.DAMAGE, Kind.CIVILIANS})
_STOP = re.compile(r"\s*(?:[.!?,;:—–”\"»)]|$)")


def asks(reading: Reading) -> bool:
    """Whether a sentence asks whether something is so, and so claims nothing; "why did they withdraw?" takes it as given."""
    line = reading.between(reading.start, reading.end)
    if not line.rstrip(_QUOTES + ")").endswith("?"):
        return False
    return not reading.grammar.begins("asked-for", line.lstrip(_QUOTES)) or reading.grammar.has("rhetorical", line)


def denials_of_earlier(reading: Reading, told: Sequence[Draft], speakers: Callable[[], tuple[Speaker, ...]], *, alone: bool, asked: bool) -> list[Draft]:
    """Return what a sentence makes of the one before, in its own voice.

    Parameters
    ----------
    told : sequence of Draft
        What the sentence before claimed, or asked.
    speakers : callable
        Tells who speaks where no words of speaking frame what is said.
    alone : bool
        Whether the sentence claims nothing of its own, so that it can be an answer.
    asked : bool
        Whether the one before asked: an answer may then affirm it, too.
    """
    for frame in reading.frames:
        told_here = any(hit.end <= frame.hit.start for hit in reading.topic("kinds"))
        if frame.role == "deny" and frame.refers and not (told_here and not reading.grammar.forms):
            cited = [draft for draft in _claimed(told) if draft.speaker is None or draft.speaker.name not in {speaker.name for speaker in frame.speakers}]
            return [_turned(reading, draft, speaker, denied=True) for draft in cited for speaker in frame.speakers or (None,) if draft.polarity is Polarity.ASSERTED]
    denied = alone and _denies(reading)
    if not denied and not (alone and asked and _affirms(reading)):
        return []
    said = next((frame.speakers for frame in reading.frames if frame.role not in ("noun", "evidence", "unsaid") and frame.speakers and not frame.refers), ()) or speakers()
    voices: tuple[Speaker | None, ...] = said or (None,)
    return [
        _turned(reading, draft, speaker, denied=denied)
        for draft in told
        for speaker in voices
        if draft.polarity is Polarity.ASSERTED and (asked or draft.speaker is None or draft.speaker != speaker)
    ]


def _claimed(told: Sequence[Draft]) -> Sequence[Draft]:
    """What "denied it" is about: the gains, where the sentence before told of any, and not the fighting for them."""
    gains = [draft for draft in told if draft.kind in _GAINS]
    return gains or told


def shared_place(draft: Draft, told: Sequence[Draft]) -> list[Draft]:
    """Return a denial that names no place at the places of which the sentence before told or asked the same: "It has not fallen"."""
    same = [earlier for earlier in told if earlier.kind is draft.kind and earlier.site is not None]
    if draft.polarity is not Polarity.DENIED or draft.site is not None:
        return []
    return [
        replace(draft, site=earlier.site, actor=draft.actor or earlier.actor, actor_side=draft.actor_side or earlier.actor_side, leaning=True, score=0.7)
        for earlier in {earlier.place_key: earlier for earlier in same}.values()
    ]


def _opening(reading: Reading) -> str:
    return reading.between(reading.start, reading.end).lstrip(_QUOTES)


def _denies(reading: Reading) -> bool:
    """Whether a sentence says nothing but that it is not so."""
    grammar, line = reading.grammar, _opening(reading)
    no = grammar.find("answer-no", line) if grammar.begins("answer-no", line) else None
    if no is not None and no.start() == 0 and (" " in no.group() or _STOP.match(line, no.end())):
        return True
    if any(_STOP.match(line, found.end()) for found in grammar.find_all("it-has-not", line)):
        return True
    return any(grammar.ends("told-before", line[: found.start()].rstrip(_QUOTES)) for found in grammar.find_all("false", line))


def _affirms(reading: Reading) -> bool:
    yes = reading.grammar.find("answer-yes", _opening(reading))
    return yes is not None and yes.start() == 0 and _STOP.match(_opening(reading), yes.end()) is not None


def _turned(reading: Reading, draft: Draft, speaker: Speaker | None, *, denied: bool) -> Draft:
    """Return a draft of the sentence before as this one denies or affirms it."""
    return replace(
        draft, speaker=speaker, polarity=Polarity.DENIED if denied else Polarity.ASSERTED, start=reading.start, end=reading.end,
        event=None, elsewhen=False, recalled=False, quantities=(), stated=None, verdict=None, leaning=True, score=0.7,
    )


def scene_of(reading: Reading, draft: Draft, previous: Sequence[Draft]) -> dict[str, Site]:
    """The places of fire or fighting in the sentence before, where this one tells of its harm, or of the same fire, and names no place."""
    if any(not site.gloss for site in reading.sites):
        return {}
    if draft.kind is Kind.STRIKE and draft.speaker is None:
        return {d.place_key: d.site for d in previous if d.kind is Kind.STRIKE and d.site is not None and d.speaker is None and draft.actor_side in (None, d.actor_side)}
    if draft.kind not in (Kind.DAMAGE, Kind.CIVILIANS):
        return {}
    sites = {d.place_key: d.site for d in previous if d.site is not None}
    cause = any(d.kind in _HARMFUL and (None in (d.speaker, draft.speaker) or same_voice(d.speaker, draft.speaker)) for d in previous if d.polarity is Polarity.ASSERTED)
    return sites if 1 <= len(sites) <= _SCENES and cause else {}


def same_voice(one: Speaker | None, other: Speaker | None) -> bool:
    """Whether two claims are told by the same, or by two of one side."""
    return one == other or (one is not None and other is not None and one.side is not None and one.side == other.side)
