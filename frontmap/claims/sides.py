"""Which side is meant where no word names it: who is struck at home, from whom a place is taken, whose an official is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from frontmap.claims.actors import ActorRef
from frontmap.claims.frames import Frame
from frontmap.claims.passives import is_passive
from frontmap.claims.reading import Reading
from frontmap.claims.sites import Site
from frontmap.claims.speakers import Speaker, side_of_country, side_of_place
from frontmap.lexicon.scan import Hit
from frontmap.records import Kind
from frontmap.theatres.load import Theatre

__all__ = ["implied_side", "is_home", "local_speaker", "on_own_ground", "opponent", "other_side", "soldier", "struck_at_home"]

_GAINS = frozenset({Kind.CONTROL, Kind.ADVANCE, Kind.ENCIRCLEMENT, Kind.PRESENCE, Kind.ASSAULT})
_PARTIES = frozenset({"force", "state", "person", "official"})
_HOSTILE = frozenset({Kind.ADVANCE, Kind.ASSAULT, Kind.STRIKE})
_TAKEN = frozenset({Kind.CONTROL, Kind.ENCIRCLEMENT})


def opponent(theatre: Theatre, side: str | None) -> str | None:
    """Return the side that fights against a side, None where that is not one alone."""
    fighting = [other.id for other in theatre.sides if other.id != "other"]
    rest = [other for other in fighting if other != side]
    return rest[0] if side in fighting and len(rest) == 1 else None


def other_side(kind: Kind, side: str | None, speaker: Speaker, frames: Sequence[Frame], theatre: Theatre, *, denies: bool, denied: bool, at_home: bool) -> str | None:
    """The side that acts where a speaker must mean the other: who is struck at home, or denies a gain, means the enemy."""
    if side is None and ((kind is Kind.STRIKE and at_home) or (denied and kind in _GAINS and (denies or kind is not Kind.PRESENCE))):
        return opponent(theatre, speaker.side)
    if side is None and frames and frames[0].role == "accuse" and frames[0].names:
        return opponent(theatre, speaker.side)
    if denies and side == speaker.side and kind in _GAINS - {Kind.ASSAULT} and frames and frames[0].start < frames[0].hit.start:
        return opponent(theatre, speaker.side)  # «захват X ВСУ отрицают»
    return side


def implied_side(reading: Reading, cue: Hit, kind: Kind, speaker: Speaker | None, sites: Sequence[Site], theatre: Theatre) -> str | None:  # noqa: PLR0911 - a ladder: the first sign that tells
    """The side that a passive or a fall without agent means: a place is taken from the country to which it belongs, and liberated for it."""
    voice = speaker.side if speaker is not None else None
    if kind is Kind.STRIKE and cue.get("actor") == "opponent":
        return opponent(theatre, voice)  # whoever shoots drones down did not launch them
    if kind is Kind.LOSSES and speaker is not None and speaker.role in _PARTIES and (cue.get("foe") or (reading.is_verb(cue) and is_passive(reading, cue))):
        return opponent(theatre, voice)  # «ликвидирован склад», the ministry says: the enemy's
    if kind is Kind.LOSSES and any(frame.start <= cue.start < frame.end and reading.grammar.has("admitting", frame.hit.text) for frame in reading.frames):
        return voice  # whose losses are admitted
    if cue.get("stands"):
        return next((side_of_country(theatre, site.placement.place.country) for site in sites if site.placement.place is not None), None)  # a place holds out for its country
    party = voice if opponent(theatre, voice) is not None else None
    if kind is Kind.CONTROL and not reading.grammar.forms and (cue.get("held") or (party is not None and reading.is_verb(cue) and not is_passive(reading, cue) and reading.grammar.has("liberating", cue.text))):
        return party  # "the town is held", "allied forces liberated X": in the words of that side
    if kind not in _TAKEN or (reading.grammar.forms and not cue.get("falls")) or not (reading.grammar.ends("remaining", reading.between(reading.start, cue.start)) or cue.get("falls") or cue.get("taken") or is_passive(reading, cue)):
        return None
    owners = {side_of_country(theatre, site.placement.place.country) for site in sites if site.placement.place is not None}
    owner = owners.pop() if len(owners) == 1 else None
    if not reading.grammar.has("liberating", cue.text):
        return opponent(theatre, owner)
    return voice if opponent(theatre, voice) is not None else owner


def local_speaker(speaker: Speaker | None, sites: Sequence[Site], publisher_side: str | None, theatre: Theatre) -> Speaker | None:
    """Give an official of whom no side is told that of the publisher, if it is a party, or of the country that is spoken of."""
    if speaker is None or speaker.role not in ("local", "fighter"):
        return speaker
    if speaker.role == "fighter":
        return replace(speaker, side=publisher_side if publisher_side != "other" else None)  # whom does a soldier tell?
    places = [site.placement.place for site in sites if site.placement.place is not None]
    side = publisher_side if publisher_side not in (None, "other") else next((side_of_place(theatre, place) for place in places), None)
    return replace(speaker, side=side)


def soldier(speaker: Speaker | None, actor: ActorRef | None, kind: Kind, theatre: Theatre, *, flipped: bool) -> Speaker | None:
    """Give a soldier of whom no side is told the one that fights those whose deeds they tell: "a drone pilot said that Russian troops keep coming"."""
    told = actor is not None and actor.text and not flipped and kind in _HOSTILE and actor.role in ("force", "state", "weapon", "adjective")
    if speaker is None or actor is None or not told or speaker.role != "soldier" or speaker.side is not None:
        return speaker
    return replace(speaker, side=opponent(theatre, actor.side))


def on_own_ground(speaker: Speaker, sites: Sequence[Site], theatre: Theatre) -> bool:
    """Whether a party speaks of places of its own country."""
    return is_home(speaker.side, sites, theatre)


def struck_at_home(kind: Kind, publisher_side: str | None, sites: Sequence[Site], theatre: Theatre) -> str | None:
    """The side that strikes a country of which its own press tells it, where nobody is named."""
    foe = opponent(theatre, publisher_side) if kind is Kind.STRIKE else None
    return foe if foe is not None and is_home(publisher_side, sites, theatre) else None


def is_home(side: str | None, sites: Sequence[Site], theatre: Theatre) -> bool:
    """Whether all places are of a side's own country, or were its own before the war."""
    sides = {side_of_place(theatre, site.placement.place) for site in sites if site.placement.place is not None}
    return sides == {side}
