"""Which kinds of claim a cue makes, and of whom: "destroyed" is losses or damage, "killed" losses or civilians, "tried to take" an assault."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from frontmap.claims.actors import ActorRef
from frontmap.claims.agents import actor_of
from frontmap.claims.clause_subjects import subject_of
from frontmap.claims.modality import Mood
from frontmap.claims.passives import is_passive
from frontmap.claims.reading import Reading
from frontmap.claims.sufferers import loser_of, victims_of
from frontmap.lexicon.scan import Hit
from frontmap.records import Kind, Modality

__all__ = ["senses_of"]

_CIVIL = frozenset({"civilians", "casualties", "damage"})
_ARMED = 5  # characters between a weapon and the attack that it makes


def senses_of(reading: Reading, cue: Hit, cues: Sequence[Hit], mood: Mood) -> Iterator[tuple[Kind, ActorRef | None, bool, Modality]]:
    """Yield kind, actor, whether the actor's opponent is meant, and modality: a cue may tell of more than one thing."""
    kind = cue.get("kind")
    if kind == "casualties":
        yield from _casualties(reading, cue, mood)
        return
    if kind == "destroy":
        yield from _destruction(reading, cue, cues, mood)
        return
    if mood.attempt and cue.get("actor") == "object" and kind == "withdrawal" and not is_passive(reading, cue):
        yield Kind.ASSAULT, subject_of(reading, cue), False, mood.modality  # "tried to push us out of X"
        return
    actor, flipped = loser_of(reading, cue) if cue.get("actor") == "losses" else actor_of(reading, cue)
    if cue.get("generic") and any(other.get("kind") in _CIVIL for other in cues):
        kind = "strike"
    armed = any(hit.role == "weapon" and 0 <= cue.start - hit.end <= _ARMED for hit in reading.topic("actors"))
    if kind == "assault" and cue.get("generic") and armed:
        kind = "strike"  # "drones in attacks on X"
    if kind == "advance" and (actor.role == "weapon" if actor is not None else _led_by_weapon(reading, cue)):
        kind = "strike"  # "drones reached X"
    if mood.attempt and kind in ("control", "advance", "encirclement"):
        if kind != "advance":
            yield Kind(kind), actor, flipped, Modality.PLANNED
        yield Kind.ASSAULT, actor, flipped, mood.modality
        return
    yield Kind(kind), actor, flipped, mood.modality


def _led_by_weapon(reading: Reading, cue: Hit) -> bool:
    """Whether weapons of no side told are the subject: "drones again reached X"."""
    clause = reading.clause_of(cue.start)
    heads = [hit for hit in reading.topic("actors") if clause.start <= hit.start < cue.start and hit.role in ("force", "weapon", "equipment", "official", "civilian")]
    return bool(heads) and all(hit.role in ("weapon", "equipment") for hit in heads)


def _casualties(reading: Reading, cue: Hit, mood: Mood) -> Iterator[tuple[Kind, ActorRef | None, bool, Modality]]:
    victim, military, civilian = victims_of(reading, cue)
    if military or (victim is not None and victim.role == "force"):
        agent, flipped = actor_of(reading, cue)
        known = victim is not None and victim.side is not None
        yield Kind.LOSSES, victim if known else agent, not known and not flipped, mood.modality
    if civilian or not (military or victim is not None):
        actor, flipped = actor_of(reading, cue)
        yield Kind.CIVILIANS, actor, flipped, mood.modality


def _destruction(reading: Reading, cue: Hit, cues: Sequence[Hit], mood: Mood) -> Iterator[tuple[Kind, ActorRef | None, bool, Modality]]:
    victim, military, _ = victims_of(reading, cue)
    actor, flipped = actor_of(reading, cue)
    if victim is not None and victim.role in ("equipment", "victim", "force") and (actor is None or victim.side != actor.side):
        yield Kind.LOSSES, victim, False, mood.modality
        return
    if military and victim is None and (actor is not None or not reading.grammar.forms):
        yield Kind.LOSSES, actor, actor is not None, mood.modality  # "four tanks were burned out"
        return
    yield Kind.DAMAGE, actor, flipped, mood.modality
    if actor is not None and actor.role in ("force", "state", "weapon", "own", "enemy") and not any(other.get("kind") == "strike" for other in cues):
        yield Kind.STRIKE, actor, flipped, mood.modality
