"""Bulletins: a body tells of the day in sentences of which the first alone names it.

«Подразделения освободили X, сообщили в Минобороны. Военнослужащие отразили пять контратак. Ликвидирован склад боеприпасов.»
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from frontmap.claims.drafts import Draft
from frontmap.claims.reading import Reading
from frontmap.claims.sides import opponent
from frontmap.claims.speakers import Speaker
from frontmap.records import Kind, Modality, Polarity
from frontmap.theatres.load import Theatre

__all__ = ["go_on", "may_go_on"]

_DEEDS = frozenset({Kind.CONTROL, Kind.ADVANCE})  # of those who tell of them
_SUFFERED = frozenset({Kind.LOSSES, Kind.ASSAULT})  # losses and attacks of the other side
_HARM = frozenset({Kind.DAMAGE, Kind.CIVILIANS})  # which a governor counts place by place
_VOICES = frozenset({"official", "media", "state", "blogger", "observer"})


def may_go_on(reading: Reading, before: Sequence[Speaker], theatre: Theatre, publisher_side: str | None) -> bool:
    """Whether a sentence can go on with what the one before told: a party spoke alone, and this one names no other voice.

    Where order tells the parts of a sentence, only in the pages of that party (`publisher_side`).
    """
    party = len(before) == 1 and opponent(theatre, before[0].side) is not None and before[0].role != "media"
    loyal = bool(reading.grammar.forms) or (bool(before) and before[0].side == publisher_side and before[0].role in ("official", "force"))
    return party and loyal and not reading.frames and not any(ref.role in _VOICES and not ref.possessive for ref in reading.actors)


def go_on(draft: Draft, speaker: Speaker, theatre: Theatre) -> Draft:
    """Give a draft that is nobody's to the speaker, if it tells what that side would, with whom it then must mean."""
    foe = opponent(theatre, speaker.side)
    wanted = {speaker.side} if draft.kind in _DEEDS else {foe} if draft.kind in _SUFFERED else {speaker.side, foe} if draft.kind is Kind.STRIKE else set()
    told = draft.speaker is None and draft.polarity is Polarity.ASSERTED and draft.modality is Modality.ACTUAL
    unsided = draft.actor_side is None and draft.kind in (Kind.STRIKE, Kind.LOSSES)  # and no "fighting goes on", no gain of whom nobody tells
    if told and draft.kind in _HARM and speaker.role != "force":
        return replace(draft, speaker=speaker)
    named = draft.actor_side in wanted and not (draft.kind in _DEEDS and draft.actor is None)
    if not told or not (unsided or named):
        return draft
    meant = foe if draft.kind is Kind.LOSSES or draft.cues[0].get("actor") == "opponent" else None
    return replace(draft, speaker=speaker, actor_side=draft.actor_side or meant)
