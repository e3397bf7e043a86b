"""Whose gain or loss it is that a verb of saying or denying opens with: "claimed full control of X", «О взятии X в Москве объявили»."""

from __future__ import annotations

from dataclasses import replace

from frontmap.claims.actors import SELF, ActorRef
from frontmap.claims.clause_subjects import GAINS
from frontmap.claims.frames import Frame
from frontmap.claims.reading import Reading
from frontmap.lexicon.scan import Hit

__all__ = ["announced"]

_DATED_WORDS = 4  # between a verb of saying and the noun of what it announces, with a date


def announced(reading: Reading, cue: Hit) -> tuple[ActorRef | None, bool]:
    """Whose gain or loss a noun is that a verb of saying or denying opens with."""
    lead = _DATED_WORDS if reading.grammar.forms else 1  # «заявило 12 мая об освобождении»
    opening = [frame for frame in reading.frames if (frame.head < frame.start <= cue.start or _fronts(reading, frame, cue)) and len(reading.between(frame.start, cue.start).split()) <= lead]
    told = {"withdrawal": "owns-up", "strike": "accounts-for"}.get(cue.get("kind", ""), "")
    own = bool(opening and told) and reading.grammar.begins(told, opening[-1].hit.text)  # "admitted a retreat", «отчиталось об ударе»
    if _answered_for(reading, cue):
        return SELF, False
    if opening and opening[-1].role == "deny" and cue.get("actor") == "opponent":
        return SELF, True  # "denied the loss of X"
    if opening and opening[-1].role == "deny" and cue.get("kind") == "withdrawal":
        return SELF, False  # "denied the surrender of X"
    if not opening or (cue.get("kind") not in GAINS and not own) or opening[-1].role == "deny" or reading.grammar.has("falling", cue.text):
        return None, False  # also "admitted the fall of X": not to the speaker
    claimed = next((speaker.side for frame in opening if frame.role == "noun" for speaker in frame.speakers), None)
    if claimed is None and opening[-1].role == "noun" and any(frame.role == "deny" and frame.start <= cue.start < frame.end for frame in reading.frames):
        return None, False  # "called the reports of the capture of X a lie"
    return (SELF if claimed is None else replace(SELF, side=claimed)), False  # "claimed full control of X", "denied Moscow's claim of control"


def _fronts(reading: Reading, frame: Frame, cue: Hit) -> bool:
    """Whether a gain stands before whoever tells of it as their own: «О взятии X в Москве объявили»; a seizure is a foe's, unless they boast of it."""
    if frame.role != "say" or frame.start != cue.start or frame.end > frame.head:
        return False
    boasts = reading.grammar.begins("accounts-for", frame.hit.text) or any(speaker.role == "state" for speaker in frame.speakers)
    return boasts or not reading.grammar.begins("seizing", cue.text)


def _answered_for(reading: Reading, cue: Hit) -> bool:
    """Whether the speaker claims or denies to have done it: "denied responsibility for the strike"."""
    frame = next((frame for frame in reversed(reading.frames) if frame.head < frame.start <= cue.start < frame.end and frame.role in ("say", "deny")), None)
    return frame is not None and reading.grammar.has("answer-for", reading.between(frame.hit.end, cue.start))
