"""Which places a cue speaks of, who acts in it, and who suffers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from frontmap.claims.actors import AGENTS, ENEMY, OWN, ActorRef
from frontmap.claims.clauses import clause_at, is_participle, is_verb
from frontmap.claims.reading import Reading
from frontmap.claims.sites import Site
from frontmap.lexicon.scan import Hit

__all__ = ["actor_of", "sites_of", "subject_of", "victims_of"]

_SELF = ActorRef("", 0, 0, OWN, "force", "")  # whoever speaks
_ORIGIN = re.compile(r"\bfrom(?:\s+(?:the|occupied|neighbou?ring|inside|within|an?|oil|refinery|direction|of|territory|area|in|recently|captured|city|town|village|\w+-captured))*\s*$", re.IGNORECASE)
_TOWARDS = re.compile(r"\btowards?\s+(?:the\s+)?$", re.IGNORECASE)
_BE = re.compile(r"\b(?:is|are|was|were|be|been|being|get|got|gets)\s+(?:(?:also|now|still|currently|reportedly|allegedly|not|once again|again|mostly|largely|\w+ly)\s+)*$", re.IGNORECASE)
_BY = re.compile(r"\s+(?:\w+\s+){0,6}?by\s+", re.IGNORECASE)
_LISTED = re.compile(r"\b(?:and|or|as well as|и|та|і|й|або|а также|а також)\b")
_LISTED_CHARS = 40
_LIST_LEAD = 5
_LIGHT_WORDS = 7
_NEAR_WORDS = 6


def sites_of(reading: Reading, cue: Hit) -> list[Site]:
    """Return the sites at which a cue's claim sits, empty where the sentence names none for it."""
    at = clause_at(reading.clauses, cue.start)
    named = [site for site in reading.sites if not site.gloss and not site.title]
    usable = [site for site in named if not _is_origin(reading, site, cue)]
    bound = _within(reading, cue, [site for site in usable if clause_at(reading.clauses, site.start) == at])
    bound = [*bound, *_list_after(reading, usable, at)]
    if not bound and reading.clauses[at].opener == "rel":
        bound = [site for site in usable if site.start < reading.clauses[at].start][-1:]
    if cue.get("place") in ("direct", "near"):
        return _direct(reading, cue, bound)
    bound = bound or _shared(reading, cue, usable, at) or _neighbouring(reading, cue, usable, at)
    if not bound and cue.get("kind") == "assault":
        bound = named
    return _finest(reading, bound)


def _list_after(reading: Reading, usable: Sequence[Site], at: int) -> list[Site]:
    """The sites of a list behind a colon or a dash: "attacks in this direction: near A, B and C"."""
    if at + 1 >= len(reading.clauses) or reading.clauses[at + 1].opener != "mark":
        return []
    clause = reading.clauses[at + 1]
    listed = [site for site in usable if clause.start <= site.start < clause.end]
    verbs = any(hit.topic in ("kinds", "attribution") and clause.start <= hit.start < clause.end for hit in reading.hits)
    return [] if verbs or not listed or len(reading.between(clause.start, listed[0].start).split()) > _LIST_LEAD else listed


def _is_origin(reading: Reading, site: Site, cue: Hit) -> bool:
    """Whether a site is where something comes from: "missiles from Belarus"; one withdraws from a place itself."""
    if cue.get("kind") in ("withdrawal", "civilians", "encirclement"):
        return False
    lead = reading.between(max(reading.start, site.start - 60), site.placement.mention.start)
    left = any(hit.get("kind") in ("withdrawal", "civilians") and cue.end <= hit.start < site.start for hit in reading.topic("kinds"))
    if cue.get("kind") in ("strike", "damage", "casualties", "destroy", "losses") and _TOWARDS.search(lead):
        return True
    return not left and _ORIGIN.search(lead) is not None


def _within(reading: Reading, cue: Hit, own: Sequence[Site]) -> list[Site]:
    """The clause's sites behind the cue; those before it where none or only areas follow."""
    after = [site for site in own if site.start >= cue.start]
    before = [site for site in own if site.start < cue.start]
    if any(site.fine for site in after) or not before:
        return after
    return before if any(site.fine for site in before) or not after else after


def _direct(reading: Reading, cue: Hit, bound: Sequence[Site]) -> list[Site]:
    """Sites that stand next to the cue with no other cue or actor between; with `near` they may also stand before it."""
    if cue.get("place") == "near":
        return _finest(reading, bound)
    kept: list[Site] = []
    for site in sorted(bound, key=lambda site: site.start):
        start = kept[-1].end if kept else cue.end
        between = reading.between(start, site.start)
        blocked = not kept and any(hit.topic == "kinds" and start <= hit.start < site.start for hit in reading.hits)
        if site.start < cue.end or blocked or ")" in between or len(between.split()) > _NEAR_WORDS or "," in between.strip(" ,"):
            continue
        people = [hit for hit in reading.topic("actors") if hit.get("role") in ("civilian", "victim", "force")]
        if not kept and any(start <= word.start < site.start for word in (*(ref for ref in reading.actors if ref.role != "adjective"), *people)):
            continue
        kept.append(site)
    passive = [site for site in bound if site.end <= cue.start] if not kept and _BE.search(reading.between(reading.start, cue.start)) else []
    return _finest(reading, kept or passive)


def _shared(reading: Reading, cue: Hit, usable: Sequence[Site], at: int) -> list[Site]:
    """The sites of the next clause where the cue shares its object: "shelled and stormed X"."""
    if at + 1 >= len(reading.clauses) or reading.clauses[at + 1].opener != "coord":
        return []
    if len(reading.between(cue.end, reading.clauses[at + 1].start).split()) > 1:
        return []
    return [site for site in usable if clause_at(reading.clauses, site.start) == at + 1]


def _neighbouring(reading: Reading, cue: Hit, usable: Sequence[Site], at: int) -> list[Site]:
    """The sites of the nearest clause: first those before within the same content, then those after."""
    frames = [frame for frame in reading.frames if frame.start <= cue.start < frame.end]
    low = max((frame.start for frame in frames), default=reading.start)
    high = min((frame.end for frame in frames), default=reading.end)
    usable = [site for site in usable if site.level != "country"]
    for index in (*range(at - 1, -1, -1), *range(at + 1, len(reading.clauses))):
        found = [site for site in usable if clause_at(reading.clauses, site.start) == index and low <= site.start < high]
        if found and (index < at or reading.clauses[index].opener in ("sub", "rel", "participle", "coord")):
            fine = [site for site in found if site.fine]
            return fine[-1:] if index < at and len(fine) > 1 and reading.clauses[at].opener == "rel" else found
    outside = [site for site in usable if site.start < low and site.fine]
    nearest = max((clause_at(reading.clauses, site.start) for site in outside), default=-1)
    return [site for site in outside if clause_at(reading.clauses, site.start) == nearest]


def _finest(reading: Reading, sites: Sequence[Site]) -> list[Site]:
    """Drop areas where something finer is named, countries beside regions, water beside settlements.

    An area that is listed beside a settlement ("in A, as well as in B and C oblasts") stays.
    """
    kept = [site for site in sites if site.fine]
    listed = False
    for before, site in itertools.pairwise(sites):
        between = reading.between(before.end, site.start)
        listed = not site.fine and (bool(_LISTED.search(between)) if before.fine else listed)
        if listed:
            kept.append(site)
    dry = [site for site in kept if site.level != "water"]
    regions = [site for site in sites if site.level == "region"]
    chosen = dry or kept or regions or list(sites)
    unique = {site.key: site for site in reversed(chosen)}
    return sorted(unique.values(), key=lambda site: site.start)


def subject_of(reading: Reading, cue: Hit) -> ActorRef | None:
    """Return the actor before the first verb of the cue's clause, or of the clause that it goes on from."""
    at = clause_at(reading.clauses, cue.start)
    while at >= 0:
        clause = reading.clauses[at]
        limit = cue.start if clause.start <= cue.start < clause.end else clause.end
        verbs = [hit.start for hit in reading.hits if hit.topic in ("kinds", "modality") and clause.start <= hit.start < limit and is_verb(reading.text, hit, reading.actors)]
        limit = min([limit, *verbs])
        inside = [ref for ref in reading.actors if clause.start <= ref.start and ref.end <= limit and ref.role in AGENTS and not (ref.possessive and ref.role == "state")]
        causative = any(hit.get("object") and clause.start <= hit.start < cue.start for hit in reading.topic("modality"))
        caused = [ref for ref in reading.actors if clause.start <= ref.start and ref.end <= cue.start and ref.role in AGENTS] if causative else []
        if caused:
            return caused[-1]
        owner = _owner_of_attempt(reading, clause.start, cue.start)
        if owner is not None:
            return owner
        if inside:
            return _head_of(reading, inside)
        if _generic(reading, clause.start, limit):
            return _antecedent(reading, cue, clause.start)
        if _pronoun(reading, clause.start, limit):
            return _antecedent(reading, cue, clause.start)
        if clause.opener == "rel" and at > 0:
            before = [ref for ref in reading.actors if ref.end <= clause.start and ref.role in AGENTS]
            return before[-1] if before else None
        if clause.opener == "content" and any(frame.start == clause.start and _has_gerund(reading, frame.start, cue) for frame in reading.frames):
            return _SELF
        if clause.opener not in ("coord", "participle", "sub", "mark") or (clause.opener in ("sub", "mark") and not _no_subject(reading, clause.start, limit)):
            return None
        at -= 1
    return None


def _nearest(words: Sequence[Hit], cue: Hit) -> list[Hit]:
    """The victim's word next to the cue, and those listed with it."""
    if not words:
        return []
    nearest = min(words, key=lambda hit: min(abs(hit.start - cue.end), abs(cue.start - hit.end)))
    return [hit for hit in words if abs(hit.start - nearest.start) <= _LISTED_CHARS]


def _owner_of_attempt(reading: Reading, start: int, end: int) -> ActorRef | None:
    """Whose attempt it is: "repulsed a Russian attempt to capture X"."""
    for hit in reading.topic("modality"):
        if start <= hit.start and hit.end <= end <= hit.end + 30 and hit.text.split()[0].lower().startswith(("attempt", "effort", "plan", "campaign")):
            owner = next((ref for ref in reading.actors if ref.role == "adjective" and ref.end <= hit.start and len(reading.between(ref.end, hit.start).split()) <= 1), None)
            if owner is not None:
                return owner
    return None


def _generic(reading: Reading, start: int, end: int) -> bool:
    """Whether the subject is "the troops" or "our fighters" of whom no side is told."""
    return any(hit.get("role") in ("force", "victim", "weapon") and start <= hit.start < end and len(reading.between(start, hit.start).split()) <= 2 for hit in reading.topic("actors"))


def _pronoun(reading: Reading, start: int, end: int) -> bool:
    return any(hit.get("role") == "pronoun" and start <= hit.start < end for hit in reading.topic("attribution"))


def _antecedent(reading: Reading, cue: Hit, before: int) -> ActorRef | None:
    """Whom "it" and "they" stand for: the agent before in the same content, else whoever speaks."""
    frames = [frame for frame in reading.frames if frame.start <= cue.start < frame.end and frame.role != "evidence"]
    low = max((frame.start for frame in frames), default=reading.start)
    agents = [ref for ref in reading.actors if low <= ref.start and ref.end <= before and ref.role in AGENTS and not ref.possessive]
    if agents:
        return agents[0]
    return _SELF if frames else None


def _has_gerund(reading: Reading, start: int, cue: Hit) -> bool:
    """Whether the speaker is the subject: "denied targeting X", "claimed to have taken X"."""
    lead = reading.between(start, cue.start)
    return len(lead.split()) <= 1 and cue.text.split()[0].endswith("ing") or re.match(r"\s*\w+\s+to\b", lead) is not None


def _head_of(reading: Reading, refs: Sequence[ActorRef]) -> ActorRef:
    """The first agent that is no mere attribute of the next: "a member of a Ukrainian brigade", "strikes by X"."""
    for ref in refs:
        if ref.side is not None:
            return ref
    return refs[0]


def _no_subject(reading: Reading, start: int, end: int) -> bool:
    """Whether a subordinate clause starts with its verb: "after suffering losses"."""
    words = reading.between(start, end).split()
    return len(words) <= 2


def actor_of(reading: Reading, cue: Hit) -> tuple[ActorRef | None, bool]:
    """Return the actor of a cue, and whether the opposite side of it is meant ("repelled attacks")."""
    where = cue.get("actor", "subject")
    verb = is_verb(reading.text, cue, reading.actors)
    clause = reading.clause_of(cue.start)
    if where == "none":
        return None, False
    if cue.get("actor") == "subject":
        return subject_of(reading, cue) or _attribute(reading, cue), False
    if where in ("after", "object"):
        after = [ref for ref in reading.actors if cue.start <= ref.start < clause.end and ref.role in (*AGENTS, "adjective", "equipment", "victim")]
        if after:
            return after[0], False
        if where == "object" and _passive(reading, cue):
            return subject_of(reading, cue), False
        subject = subject_of(reading, cue)
        return subject, where == "object" and subject is not None
    by = _by(reading, cue, clause.end)
    holder = _holder(reading, cue)
    if holder is not None:
        return holder, False
    if not verb:
        attribute = _attribute(reading, cue)
        if attribute is not None or by is not None:
            return attribute or by, False
        repels = [hit for hit in reading.topic("modality") if hit.get("role") == "repel" and clause.start <= hit.start < clause.end]
        subject = subject_of(reading, cue)
        if subject is None and repels and repels[0].start > cue.end:
            return _SELF, True  # "the attack was repelled", says the one who repelled it
        gains = cue.get("kind") in ("control", "advance", "encirclement")
        if subject is None and gains and any(frame.start <= cue.start and len(reading.between(frame.start, cue.start).split()) <= 1 for frame in reading.frames):
            return _SELF, False  # "claimed full control of X"
        return subject, bool(repels) and subject is not None
    if _passive(reading, cue):
        if by is None and cue.get("kind") == "encirclement":
            suffers = subject_of(reading, cue)
            return suffers, suffers is not None
        return by, where == "opponent"
    return by or subject_of(reading, cue) or _attribute(reading, cue), where == "opponent"


def _holder(reading: Reading, cue: Hit) -> ActorRef | None:
    """Whoever is named within the cue or right behind its "of" or "by": "under Ukrainian control", "under control of X"."""
    inside = next((ref for ref in reading.actors if cue.start <= ref.start and ref.end <= cue.end and ref.side not in (OWN, ENEMY)), None)
    if not re.match(r"(?:in|under|controlled)\b", cue.text, re.IGNORECASE):
        return None
    if inside is not None or not re.match(r"(?:under|controlled)\b.*\b(?:of|by)$", cue.text, re.IGNORECASE):
        return inside
    return next((ref for ref in reading.actors if cue.end <= ref.start and len(reading.between(cue.end, ref.start).split()) <= 2), None)


def _passive(reading: Reading, cue: Hit) -> bool:
    lead = reading.between(max(reading.start, cue.start - 60), cue.start)
    head = cue.text.split()[0].lower()
    if head.endswith("ing"):
        return re.search(r"\bbeing\s+$", lead) is not None
    return (is_participle(head) and _BE.search(lead) is not None) or re.match(r"(?:is|are|was|were|be|been)\b", head) is not None or _BY.match(reading.between(cue.end, cue.end + 12)) is not None


def _by(reading: Reading, cue: Hit, end: int) -> ActorRef | None:
    for ref in reading.actors:
        if cue.end <= ref.start < end:
            between = reading.between(cue.end, ref.start)
            if re.search(r"\bby\s+(?:the\s+|a\s+|an\s+|elements of the\s+|\w+\s+){0,2}$", between) and len(between.split()) <= _LIGHT_WORDS and "," not in between:
                return ref
    return None


def _attribute(reading: Reading, cue: Hit) -> ActorRef | None:
    """The side's adjective, possessive or weapon before a noun: "Russian drone strikes", "their shelling"."""
    for ref in reversed([ref for ref in reading.actors if ref.end <= cue.start or ref.start <= cue.start < ref.end]):
        between = reading.between(ref.end, cue.start)
        if len(between.split()) <= 4 and not re.search(r"[,;.:()]|\b(?:that|and|in|on|of|to|by|from|with|for|is|are|was|were|has|have|had|said|under|against|repelled|repulsed|conducted|launched)\b", between):
            if ref.role in ("adjective", "weapon") or ref.possessive or not between.strip():
                return ref
        return None
    return None


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
    clause = reading.clause_of(cue.start)
    passive = _passive(reading, cue) or cue.text.lower() in ("dead", "died", "dies", "dying", "die")
    low, high = (clause.start, cue.end) if passive else (cue.start, clause.end)
    refs = [ref for ref in reading.actors if low <= ref.start < high and ref.role in ("force", "equipment", "victim", "adjective", "weapon")]
    if passive:
        by = _by(reading, cue, clause.end)
        refs = [ref for ref in refs if ref is not by]
    words = _nearest([hit for hit in reading.topic("actors") if low <= hit.start < high and hit.get("role") in ("victim", "equipment", "civilian")], cue)
    military = any(hit.get("role") in ("victim", "equipment") for hit in words)
    civilian = any(hit.get("role") == "civilian" for hit in words)
    if civilian and not military:
        return None, False, True
    named = next((ref for ref in refs if ref.role in ("force", "equipment", "victim")), None) if military or refs else None
    return named, military, civilian
