"""Whom a verb without a subject of its own means: the owner of an aim, the subject of the main clause, whom a pronoun stands for."""

from __future__ import annotations

from dataclasses import replace

from frontmap.claims.actors import AGENTS, SELF, ActorRef
from frontmap.claims.cases import can_be_subject, is_governed
from frontmap.claims.clauses import is_participle
from frontmap.claims.reading import Reading
from frontmap.lexicon.scan import Hit

__all__ = ["antecedent", "owner_of_attempt", "owner_of_heading", "owner_of_own", "stands_for_other", "subject_behind", "weapon_before"]

_BARE_WORDS = 2  # with which a clause still has no subject of its own
_OWNER_CHARS = 30  # between an attempt and the verb that is attempted
_WISHES = frozenset({"attempt", "planned"})


def owner_of_attempt(reading: Reading, start: int, end: int) -> ActorRef | None:
    """Whose attempt it is: "repulsed a Russian attempt to capture X"."""
    for hit in reversed(reading.topic("modality")):
        if hit.role in _WISHES and start <= hit.start and hit.end <= end <= hit.end + _OWNER_CHARS:
            owner = next((ref for ref in reading.actors if ref.role == "adjective" and ref.end <= hit.start and len(reading.between(ref.end, hit.start).split()) <= 1), None)
            behind = next((ref for ref in reading.actors if hit.end <= ref.start <= end and len(reading.between(hit.end, ref.start).split()) <= _BARE_WORDS), None)
            if owner is not None or (behind is not None and (is_governed(reading, behind) or reading.grammar.is_all("by", reading.between(hit.end, behind.start)))):
                return owner or behind
    return None


def owner_of_heading(reading: Reading, cue: Hit) -> ActorRef | None:
    """Whose aim a heading names, for all that it lists behind its colon: "(Russian objective: Encircle X and capture Y)"."""
    aim = next((hit for hit in reversed(reading.topic("modality")) if hit.get("heading") and hit.end <= cue.start), None)
    if aim is None or ")" in reading.between(aim.end, cue.start):
        return None
    return next((ref for ref in reading.actors if ref.role == "adjective" and ref.end <= aim.start and not reading.between(ref.end, aim.start).strip()), None)


def subject_behind(reading: Reading, cue: Hit) -> ActorRef | None:
    """The subject of the main clause, where a verb without its own stands before it: "By capturing X the Russians have cut Y"."""
    head, clause = cue.text.split()[0], reading.clause_of(cue.start)
    lead = reading.between(clause.start, cue.start)
    told = reading.grammar.is_all("gerund", head) or (is_participle(head, reading.grammar) and reading.grammar.is_all("having", lead))
    told = told or (bool(reading.grammar.forms) and cue.get("form") == "noun" and reading.grammar.is_all("after-event", lead))
    if not told or len(lead.split()) > _BARE_WORDS:
        return None
    verbs = [hit.start for hit in reading.hits if hit.start >= cue.end and hit.topic in ("kinds", "attribution", "modality") and _is_finite(reading, hit)]
    limit = min(verbs, default=reading.end)
    comma = reading.text.find(",", cue.end, limit)
    low = comma if comma >= 0 else cue.end
    behind = [ref for ref in reading.actors if low <= ref.start and ref.end <= limit and ref.role in AGENTS and not ref.possessive and can_be_subject(reading, ref)]
    return behind[0] if behind else None


def _is_finite(reading: Reading, hit: Hit) -> bool:
    """Whether a hit is a verb with a subject of its own."""
    word = hit.text.split()[0]
    return (hit.topic != "kinds" or reading.is_verb(hit)) and not any(reading.grammar.is_all(form, word) for form in ("gerund", "infinitive", "modifier"))


def stands_for_other(reading: Reading, start: int, end: int) -> bool:
    """Whether the subject is a pronoun, or "the troops" of whom no side is told."""
    if any(hit.role == "pronoun" and start <= hit.start < end for hit in reading.topic("attribution")):
        return True
    heads = [hit for hit in reading.topic("actors") if hit.role in ("force", "victim") and start <= hit.start < end]
    return any(len(reading.between(start, head.start).split()) <= _BARE_WORDS for head in heads)


def antecedent(reading: Reading, cue: Hit, before: int) -> ActorRef | None:
    """Whom "it" and "they" stand for: the agent before in the same content, else whoever speaks."""
    frames = [frame for frame in reading.frames if frame.start <= cue.start < frame.end and frame.role != "evidence"]
    low = max((frame.start for frame in frames), default=reading.start)
    agents = [ref for ref in reading.actors if low <= ref.start and ref.end <= before and ref.role in AGENTS and not ref.possessive]
    if agents:
        return agents[-1] if reading.grammar.is_all("relative", _pronoun_of(reading, before)) else agents[0]
    if reading.acted is not None and not frames and not reading.grammar.is_all("personal", _pronoun_of(reading, before)):
        return ActorRef("", before, before, reading.acted, "force", "")  # of whom the sentence before tells
    leading = any(frame.head < frame.start for frame in frames)  # "They dug in, it said": not they but it speaks
    return SELF if leading else None


def _pronoun_of(reading: Reading, start: int) -> str:
    return next((hit.text for hit in reading.topic("attribution") if hit.role == "pronoun" and start <= hit.start), "")


def owner_of_own(reading: Reading, ref: ActorRef, cue: Hit) -> ActorRef:
    """Whose "its" and "their" are: of whoever acts before them in the same content, else of whoever speaks."""
    if not reading.grammar.begins("third-person", ref.text):
        return ref
    low = max((frame.start for frame in reading.frames if frame.start <= cue.start < frame.end), default=reading.start)
    before = [one for one in reading.actors if low <= one.start and one.end <= ref.start and one.role in ("force", "state") and not (one.possessive and one.role == "state")]
    owners = [one for one in before if one.side not in ("own", "enemy", None)]
    return replace(ref, side=owners[-1].side) if owners else ref


def weapon_before(reading: Reading, cue: Hit) -> Hit | None:
    """The weapon right before a participle that tells what it does."""
    return next((hit for hit in reading.topic("actors") if hit.role == "weapon" and hit.end + 1 == cue.start), None)
