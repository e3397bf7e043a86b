"""Harm that is told before the place where it was done: "Two dead, seven hurt: Russians struck X", "Three wounded. The army shelled X"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from frontmap.claims.drafts import Draft
from frontmap.claims.reading import Reading
from frontmap.claims.sides import opponent
from frontmap.records import Kind, Modality, Polarity
from frontmap.theatres.load import Theatre

__all__ = ["foretold", "opening_harm"]

_HARM = frozenset({Kind.CIVILIANS, Kind.DAMAGE, Kind.LOSSES})
_CAUSES = frozenset({Kind.STRIKE, Kind.DAMAGE, Kind.CIVILIANS})
_MARKS = (":", " —", " –", " -")
_SCENES = 2  # places that share one harm


def foretold(reading: Reading, drafts: list[Draft], theatre: Theatre) -> list[Draft]:
    """Give the harm that a headline tells before its colon or dash the place of the fire behind it."""
    if not any(draft.site is None and draft.kind in _HARM for draft in drafts):
        return drafts
    done: list[Draft] = []
    for draft in drafts:
        behind = [cause for cause in drafts if cause.kind in _CAUSES and cause.cues[0].start > draft.cues[0].end and _is_parted(reading, draft.cues[0].end, cause.cues[0].start)]
        done.extend(_placed(draft, behind, theatre) or [draft] if draft.site is None else [draft])
    return done


def opening_harm(harm: Sequence[Draft], drafts: Sequence[Draft], theatre: Theatre) -> list[Draft]:
    """Return the harm with which a text opens, without a place, at that of the fire of which the next sentence tells."""
    return [placed for draft in harm for placed in _placed(draft, drafts, theatre)]


def _placed(draft: Draft, causes: Sequence[Draft], theatre: Theatre) -> list[Draft]:
    """Return a draft of harm at the one or two places of what caused it, by whoever did that; none where those are many or it is told there, too."""
    if draft.kind not in _HARM or draft.polarity is not Polarity.ASSERTED or draft.modality is not Modality.ACTUAL or draft.elsewhen or draft.recalled:
        return []
    found = {cause.place_key: cause for cause in causes if cause.kind in _CAUSES and cause.site is not None and _is_told(cause)}
    if not 1 <= len(found) <= _SCENES or any(cause.kind is draft.kind for cause in causes):
        return []
    return [_done_by(replace(draft, site=cause.site, leaning=True, score=0.55, speaker=draft.speaker or cause.speaker, event=draft.event or cause.event), cause, theatre) for cause in found.values()]


def _done_by(draft: Draft, cause: Draft, theatre: Theatre) -> Draft:
    """Give harm of which nobody is named to whoever caused it, and soldiers that fell to the side that did not."""
    if draft.actor_side is not None:
        return draft
    if draft.kind is Kind.LOSSES:
        return replace(draft, actor_side=opponent(theatre, cause.actor_side))
    return replace(draft, actor=cause.actor, actor_side=cause.actor_side)


def _is_told(cause: Draft) -> bool:
    return cause.polarity is Polarity.ASSERTED and cause.modality is Modality.ACTUAL and not cause.elsewhen and not cause.recalled


def _is_parted(reading: Reading, start: int, end: int) -> bool:
    return any(mark in reading.between(start, end) for mark in _MARKS)
