"""Who suffers what a cue tells: the killed and the destroyed, and whose losses they are."""

from __future__ import annotations

from collections.abc import Sequence

from frontmap.claims.actors import SELF, ActorRef
from frontmap.claims.cases import agent_behind, instrumental_of
from frontmap.claims.clause_subjects import BARE_WORDS, subject_of
from frontmap.claims.passives import by_agent, is_passive
from frontmap.claims.reading import Reading
from frontmap.claims.word_order import with_head
from frontmap.lexicon.scan import Hit

__all__ = ["loser_of", "victims_of"]

_VICTIMS = frozenset({"victim", "equipment", "civilian"})
_LISTED_CHARS = 40  # between words of one list of victims
_LOSER_WORDS = 5  # between "losses" and the side that has them


def victims_of(reading: Reading, cue: Hit) -> tuple[ActorRef | None, bool, bool]:
    """Return who suffers a cue of killing or destroying.

    Returns
    -------
    side : ActorRef or None
        The soldiers or equipment with a side that stand where the victim stands.
    military : bool
        Whether soldiers are named there, with or without a side.
    civilian : bool
        Whether civilians are.
    """
    clause = with_head(reading, cue)
    free = reading.grammar.forms  # where case and not place tells who suffers
    passive = cue.get("victims") in ("before", "subject") or is_passive(reading, cue)
    low, high = (clause.start if passive or free else cue.start), (cue.end if passive and not free else clause.end)
    high = min([high, *(frame.end for frame in reading.frames if free and frame.start <= cue.start < frame.end)])  # whoever tells it suffers nothing
    by = (by_agent(reading, cue) or instrumental_of(reading, cue)) if passive else (subject_of(reading, cue) if free else None)
    refs = [ref for ref in reading.actors if low <= ref.start < high and ref.role in ("force", "equipment") and ref is not by]
    suffers = (*_VICTIMS, "force") if not passive and not free else _VICTIMS  # "destroying the units"
    clause_start = reading.clause_of(cue.start).start
    words = [hit for hit in reading.topic("actors") if low <= hit.start < high and hit.role in suffers]
    words = _nearest([hit for hit in words if by is None or by.start < clause_start or not by.start <= hit.start < by.end], cue)
    if not words and passive and any(hit.role == "pronoun" and low <= hit.start < cue.start for hit in reading.topic("attribution")):
        words = [hit for hit in reading.topic("actors") if hit.start < low and hit.role in _VICTIMS][-1:]  # "the gunner … after he was killed"
    words = [hit for hit in words if hit.role != "civilian" or not any(_counts(reading, hit, other) for other in words)]
    told = max((frame.start for frame in reading.frames if frame.start <= cue.start < frame.end), default=reading.start)
    shot = any(hit.role == "weapon" for hit in reading.topic("actors"))
    if not words and free and not shot and is_passive(reading, cue) and cue.get("kind") == "destroy" and (troops := subject_of(reading, cue)) is not None and troops.role == "force" and troops.start >= told:
        return troops, True, False  # «ВСУ пытались высадиться, уничтожены на воде»
    military = any(hit.role != "civilian" for hit in words)
    civilian = any(hit.role == "civilian" for hit in words)
    if civilian and not military:
        return None, False, True
    return (refs[0] if refs else None), military, civilian


def _counts(reading: Reading, hit: Hit, other: Hit) -> bool:
    """Whether a word for people only counts the soldiers behind it: «двох українських військовополонених»."""
    between = reading.between(hit.end, other.start)
    return other.role == "victim" and hit.end <= other.start and len(between.split()) <= BARE_WORDS and all(word.isalpha() for word in between.split())


def _nearest(words: Sequence[Hit], cue: Hit) -> list[Hit]:
    """The victim's word next to the cue, and those listed with it."""
    if not words:
        return []
    nearest = min(words, key=lambda hit: min(abs(hit.start - cue.end), abs(cue.start - hit.end)))
    return [hit for hit in words if abs(hit.start - nearest.start) <= _LISTED_CHARS and (hit.start < cue.start) == (nearest.start < cue.start)]


def loser_of(reading: Reading, cue: Hit) -> tuple[ActorRef | None, bool]:
    """Return who has the losses, and whether it is that one's opponent: "losses on X", "X losses", "X suffers losses"."""
    behind = agent_behind(reading, cue)
    if behind is not None:
        return behind, False
    sides = [ref for ref in reading.actors if ref.role in ("force", "state", "adjective")]
    after = next((ref for ref in sides if cue.start <= ref.start and len(reading.between(cue.end, ref.start).split()) <= _LOSER_WORDS), None)
    if after is not None and reading.grammar.ends("loser", reading.between(cue.start, after.start)):
        return after, False
    before = [ref for ref in reading.actors if ref.end <= cue.start and len(reading.between(ref.end, cue.start).split()) <= BARE_WORDS]
    described = next((ref for ref in reversed(before) if ref.role == "adjective" or ref.possessive), None)
    if described is not None:
        return described, False
    if cue.get("own") and reading.frames:
        return SELF, False  # "admitted the loss of 1,351 soldiers"
    return subject_of(reading, cue), reading.grammar.begins("inflict", cue.text)
