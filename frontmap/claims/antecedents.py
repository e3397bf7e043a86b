"""Whom a verb without a subject of its own means: the owner of an aim, the subject of the main clause, whom a pronoun stands for."""

from __future__ import annotations

import re
from dataclasses import replace

from frontmap.claims.actors import AGENTS, FOE, SELF, ActorRef
from frontmap.claims.cases import can_be_subject, is_governed
from frontmap.claims.clauses import is_participle
from frontmap.claims.frames import Frame
from frontmap.claims.reading import Reading
from frontmap.lexicon.scan import Hit

__all__ = ["antecedent", "owner_of_attempt", "owner_of_heading", "owner_of_own", "stands_for_other", "subject_behind", "weapon_before"]

_BARE_WORDS = 2  # with which a clause still has no subject of its own
_OWNER_CHARS = 30  # between an attempt and the verb that is attempted
_OPERATION = re.compile(r" [a-z-]+(?: [a-z-]+)? to (?:\w+ly )?(?:[a-z-]+ ){0,2}")  # between a side and what its operation aims at
_QUOTED = re.compile(r"[\s:,]*[\"«“„]")
_WISHES = frozenset({"attempt", "planned"})


def owner_of_attempt(reading: Reading, start: int, end: int) -> ActorRef | None:
    """Whose attempt it is: "repulsed a Russian attempt to capture X"."""
    for hit in reversed(reading.topic("modality")):
        if hit.role in _WISHES and start <= hit.start and hit.end <= end <= hit.end + _OWNER_CHARS:
            owner = next((ref for ref in reading.actors if ref.role == "adjective" and ref.end <= hit.start and len(reading.between(ref.end, hit.start).split()) <= 1), None)
            behind = next((ref for ref in reading.actors if hit.end <= ref.start <= end and len(reading.between(hit.end, ref.start).split()) <= _BARE_WORDS), None)
            if owner is not None or (behind is not None and (is_governed(reading, behind) or reading.grammar.is_all("by", reading.between(hit.end, behind.start)))):
                return owner or behind
    return _owner_of_operation(reading, start, end)


def _owner_of_operation(reading: Reading, start: int, end: int) -> ActorRef | None:
    """The side whose operation has an aim: "to disrupt Russian operations to encircle X"."""
    if reading.grammar.forms:
        return None
    means = next((hit for hit in reversed(reading.topic("modality")) if start <= hit.start and hit.end <= end <= hit.end + _OWNER_CHARS), None)
    within = next((ref for ref in reading.actors if means is not None and not means.get("object") and means.start < ref.start and ref.end < means.end and ref.side not in (None, "own", "enemy")), None)
    if within is not None:
        return within  # "the ability of Russian artillery to"
    sides = (ref for ref in reversed(reading.actors) if ref.role == "adjective" and start < ref.start and ref.end < end)
    return next((ref for ref in sides if _OPERATION.fullmatch(reading.between(ref.end, end))), None)


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
    sources = [hit.end for hit in reading.topic("attribution") if hit.role == "according" and hit.start >= cue.end]
    limit = min([limit, *sources]) if not reading.grammar.forms else limit  # "killing two, according to X"
    spoken = [(frame.end, frame.hit.start) for frame in reading.frames if frame.role == "say" and frame.start < frame.end <= frame.hit.start and not reading.grammar.forms]  # "wounding two, the mayor said"
    behind = [ref for ref in reading.actors if low <= ref.start and ref.end <= limit and not any(a <= ref.start < b for a, b in spoken) and ref.role in AGENTS and not ref.possessive and can_be_subject(reading, ref)]
    return behind[0] if behind else None


def _is_finite(reading: Reading, hit: Hit) -> bool:
    """Whether a hit is a verb with a subject of its own."""
    word = hit.text.split()[0]
    return (hit.topic != "kinds" or reading.is_verb(hit)) and not any(reading.grammar.is_all(form, word) for form in ("gerund", "infinitive", "modifier"))


def stands_for_other(reading: Reading, start: int, end: int) -> bool:
    """Whether the subject is a pronoun, or "the troops" of whom no side is told."""
    if any(hit.role == "pronoun" and start <= hit.start < end for hit in reading.topic("attribution")):
        return True
    heads = [hit for hit in reading.topic("actors") if hit.role in ("force", "victim") and start <= hit.start < end and (not reading.grammar.forms or "nominative" in reading.grammar.cases(hit.text.split()[-1]))]
    return any(len(reading.between(start, head.start).split()) <= _BARE_WORDS for head in heads)


def antecedent(reading: Reading, cue: Hit, before: int) -> ActorRef | None:  # noqa: PLR0911 - a ladder: the first reading that fits
    """Whom "it" and "they" stand for: the agent before in the same content, else whoever speaks."""
    frames = [frame for frame in reading.frames if frame.start <= cue.start < frame.end and frame.role != "evidence"]
    low = max((frame.start for frame in frames), default=reading.start)
    agents = [ref for ref in reading.actors if low <= ref.start and ref.end <= before and ref.role in AGENTS and (ref.role == "force" or not ref.possessive)]
    if agents:
        return agents[-1] if reading.grammar.is_all("relative", _pronoun_of(reading, before)) else agents[0]
    if reading.acted is not None and not frames and not ((meant := _pronoun_of(reading, before)) and reading.grammar.is_all("personal", meant)):
        return ActorRef("", before, before, reading.acted, "force", "")  # of whom the sentence before tells
    told = max(frames, key=lambda frame: frame.start, default=None)
    if told is not None and told.role == "noun" and not reading.grammar.forms:  # "their claims that they hold X": whoever claims
        return replace(SELF, side=told.speakers[0].side) if len(told.speakers) == 1 else None
    if told is not None and told.role == "deny" and (others := _others_before(reading, told)):
        return others[-1]  # "said that Russian troops took X, but denied that they entered Y"
    if not reading.grammar.forms and not _pronoun_of(reading, before) and (sided := _sided_before(reading, before)) is not None:
        return sided
    if told is not None and told.role == "say" and (meant := _pronoun_of(reading, before)) and reading.grammar.is_all("those", meant) and _QUOTED.match(reading.text, told.start):
        return FOE  # «Вони лізуть у місто», каже командир: his own men he calls "we"
    leading = any(frame.head < frame.start for frame in frames)  # "They dug in, it said": not they but it speaks
    return SELF if leading else None


def _others_before(reading: Reading, told: Frame) -> list[ActorRef]:
    """The troops of another side than the speaker's that a sentence names before a frame."""
    sides = {speaker.side for speaker in told.speakers}
    return [ref for ref in reading.actors if ref.end <= told.head and ref.role == "force" and ref.side not in (None, "own", *sides)]


def _sided_before(reading: Reading, before: int) -> ActorRef | None:
    """Of whose troops the same speaker told just before: "denied that Russian forces broke through, noting that small groups got past"."""
    told = [frame for frame in reading.frames if frame.role in ("say", "deny", "noun") and frame.start < before]
    sides = [ref for ref in reading.actors if ref.end <= before and ref.role in ("force", "adjective") and ref.side not in ("own", "enemy", None) and any(frame.start <= ref.start < frame.end for frame in told)]
    return sides[-1] if len({ref.side for ref in sides}) == 1 else None


def _pronoun_of(reading: Reading, start: int) -> str:
    return next((hit.text for hit in reading.topic("attribution") if hit.role == "pronoun" and start <= hit.start), "")


def owner_of_own(reading: Reading, ref: ActorRef, cue: Hit) -> ActorRef:
    """Whose "its" and "their" are: of whoever acts before them in the same content, else of whoever speaks."""
    if not reading.grammar.begins("third-person", ref.text):
        return ref
    low = max((frame.start for frame in reading.frames if frame.start <= cue.start < frame.end), default=reading.start)
    before = [one for one in reading.actors if low <= one.start and one.end <= ref.start and one.role in ("force", "state") and not (one.possessive and one.role == "state")]
    owners = [one for one in before if one.side not in ("own", None) and (one.side != "enemy" or not reading.grammar.forms)]
    return replace(ref, side=owners[-1].side) if owners else ref


def weapon_before(reading: Reading, cue: Hit) -> Hit | None:
    """The weapon right before a participle that tells what it does."""
    return next((hit for hit in reading.topic("actors") if hit.role == "weapon" and hit.end + 1 == cue.start), None)
