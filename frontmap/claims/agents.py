"""Who acts in what a cue tells, and who suffers it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from frontmap.claims.actors import AGENTS, ENEMY, FOE, OWN, SELF, ActorRef
from frontmap.claims.antecedents import (
    antecedent,
    owner_of_attempt,
    owner_of_heading,
    owner_of_own,
    stands_for_other,
    subject_behind,
    weapon_before,
)
from frontmap.claims.attribution import Frame
from frontmap.claims.cases import agent_behind, can_be_subject, instrumental_of, is_object
from frontmap.claims.clauses import Clause, clause_at, is_participle
from frontmap.claims.reading import Reading
from frontmap.claims.word_order import elliptical, fronted_object, is_bare, is_repeller, is_subjectless, launcher, with_head
from frontmap.lexicon.scan import Hit

__all__ = ["actor_of", "is_passive", "loser_of", "subject_of", "victims_of"]

_UNNAMED = {"own": SELF, "enemy": FOE}  # whom a passive without agent means: "liberated" is one's own doing
_INTRANSITIVE = frozenset({"advance", "withdrawal", "presence"})
_BY_WORDS = 7  # between a passive verb and its agent
_UNFIT = frozenset({"civilian", "official", "media", "blogger", "observer", "route"})
_NOUN_WORDS = 4  # between a side's adjective and the noun that it describes
_DATED_WORDS = 4  # between a verb of saying and the noun of what it announces, with a date
_LISTED_CHARS = 40  # between words of one list of victims
_BARE_WORDS = 2  # with which a clause still has no subject of its own
_HARM = frozenset({"strike", "damage", "civilians", "casualties", "destroy"})
_GAINS = frozenset({"control", "advance", "encirclement"})
_TOLD_OF_ONESELF = _GAINS | {"withdrawal", "losses", "strike"}
_OWN_MOVES = _GAINS | {"withdrawal"}
_FIRE = frozenset({"strike", "assault"})
_COMBAT = frozenset({"advance", "withdrawal", "assault", "strike", "encirclement", "losses", "presence"})
_VICTIMS = frozenset({"victim", "equipment", "civilian"})


def subject_of(reading: Reading, cue: Hit) -> ActorRef | None:
    """Return the actor before the first verb of the cue's clause, or of the clause that it goes on from."""
    at = clause_at(reading.clauses, cue.start)
    while at >= 0:
        clause = reading.clauses[at]
        limit = _first_verb(reading, clause, cue)
        found = _in_clause(reading, clause, limit, cue)
        if found is not None:
            return found
        if clause.opener == "rel":
            return next((ref for ref in reversed(reading.actors) if ref.end <= clause.start and ref.role in AGENTS), None)
        if clause.opener == "content":
            return SELF if any(frame.start == clause.start and _speaks_of_itself(reading, frame, cue) for frame in reading.frames) else None
        led = any(hit.role in ("weapon", "civilian", "equipment") and clause.start <= hit.start < max(limit, min(cue.end, clause.end)) for hit in reading.topic("actors"))
        words = reading.between(clause.start, limit).split()
        shared = any(reading.grammar.is_all("gerund", word) for word in words[1:_BARE_WORDS])  # "after conducting several"
        during = not reading.is_verb(cue) and reading.grammar.begins("during", reading.between(clause.start, limit))
        bare = not led and (len(words) <= _BARE_WORDS or shared or during)
        if clause.opener == "start" or (clause.opener in ("sub", "mark") and not bare):
            return None
        at -= 1
    return None


def _first_verb(reading: Reading, clause: Clause, cue: Hit) -> int:
    limit = cue.start if clause.start <= cue.start < clause.end else clause.end
    verbs = [hit for hit in reading.hits if hit.topic in ("kinds", "modality") and clause.start <= hit.start < limit and reading.is_verb(hit)]
    verbs = verbs[1:] if clause.opener == "sub" and verbs and verbs[0].start == clause.start and " " not in verbs[0].text else verbs  # "if"
    if verbs and limit == cue.start and reading.grammar.is_all("gerund", verbs[0].text.split()[0]) and len(reading.between(clause.start, verbs[0].start).split()) <= 1:
        verbs = verbs[1:]  # "By capturing X the Russians have cut Y"
    return min([limit, *(hit.start for hit in verbs)])


def _in_clause(reading: Reading, clause: Clause, limit: int, cue: Hit) -> ActorRef | None:
    """The subject that stands in the clause itself, as a name, the owner of an attempt, or a pronoun."""
    roles = (*AGENTS, "equipment") if reading.grammar.forms else AGENTS  # a nominative that strikes can be a helicopter
    agents = [ref for ref in reading.actors if clause.start <= ref.start and ref.role in roles]
    cause = next((hit for hit in reading.topic("modality") if hit.get("object") and clause.start <= hit.start < cue.start), None)
    caused = [ref for ref in agents if cause is not None and cause.start <= ref.start and ref.end <= cue.start]
    if caused:
        return caused[0]
    owner = owner_of_attempt(reading, clause.start, cue.start)
    if owner is not None:
        return owner
    subjects = [ref for ref in agents if not (ref.possessive and ref.role == "state") and can_be_subject(reading, ref)]
    subjects = [ref for ref in subjects if not (ref.side == "other" and ref.role == "official")]  # who counts the dead killed nobody
    if cue.get("kind") in _COMBAT:
        subjects = [ref for ref in subjects if not reading.grammar.ends("talker", ref.text)]  # "sources named three areas of fighting"
    inside = [ref for ref in subjects if ref.end <= limit]
    if inside:
        return next((ref for ref in inside if ref.side is not None), inside[0])
    inverted = _behind_verb(reading, clause, cue, subjects) or elliptical(reading, clause, limit)
    if inverted is not None:
        return inverted
    if stands_for_other(reading, clause.start, limit):
        return antecedent(reading, cue, clause.start)
    return _of_deed(reading, clause, limit)


def _of_deed(reading: Reading, clause: Clause, limit: int) -> ActorRef | None:
    """The side whose deed is the subject: "Russian offensives will end before seizing X"."""
    deeds = [hit.start for hit in reading.topic("kinds") if clause.start < hit.start < limit and not reading.is_verb(hit)]
    sides = (ref for ref in reading.actors if ref.role == "adjective" and clause.start <= ref.start)
    deed = next((ref for ref in sides if any(ref.end <= at and len(reading.between(ref.end, at).split()) <= 1 for at in deeds)), None)
    return deed or _of_unknown(reading, clause, limit)


def _of_unknown(reading: Reading, clause: Clause, limit: int) -> ActorRef | None:
    """The side that a subject of an unknown noun names: "Russian drone crews hit X", "Ukrainian efforts to advance made no progress"."""
    opening = next((ref for ref in reading.actors if clause.start <= ref.start and ref.end < limit), None)
    if reading.grammar.forms or opening is None or opening.role != "adjective" or opening.side in (OWN, ENEMY):
        return None
    lead, noun = reading.between(clause.start, opening.start), reading.between(opening.end, limit)
    heads = any(opening.end <= hit.start < limit and hit.role in _UNFIT for hit in reading.topic("actors"))
    near = (not lead.strip() or reading.grammar.is_all("lead-in", lead.strip())) and 0 < len(noun.split()) <= _BY_WORDS
    return opening if near and not heads and not re.search(r"[,;:()]", noun) else None


def _behind_verb(reading: Reading, clause: Clause, cue: Hit, subjects: Sequence[ActorRef]) -> ActorRef | None:
    """The subject right behind its verb, where case or a verb without object tells that it is one: «атаковал противник»."""
    if not reading.grammar.forms or not clause.start <= cue.start < clause.end or not reading.is_verb(cue):
        return None
    for ref in subjects:
        if cue.end <= ref.start < clause.end and len(reading.between(cue.end, ref.start).split()) <= _BARE_WORDS:
            return ref if reading.grammar.cases(ref.text) == {"nominative"} or cue.get("kind") in _INTRANSITIVE or fronted_object(reading, clause, cue) else None
    return None


def _speaks_of_itself(reading: Reading, frame: Frame, cue: Hit) -> bool:
    """Whether the speaker is the subject: "denied targeting X", "claimed on Monday to have taken X"."""
    lead = reading.between(frame.start, cue.start)
    gerund = len(lead.split()) <= 1 and reading.grammar.is_all("gerund", cue.text.split()[0])
    if gerund:
        return frame.role == "deny" or cue.get("kind") not in (*_HARM, "assault")  # not "reported fighting near X"
    if not (lead.strip() or reading.grammar.forms) and frame.role == "say" and frame.start == frame.hit.end and cue.get("kind") in _GAINS:
        return True  # "claimed full control of X"
    named = any(frame.start <= ref.start and ref.end <= cue.start for ref in reading.actors)
    if reading.grammar.forms and frame.role == "say" and frame.head < frame.start and cue.get("kind") in _TOLD_OF_ONESELF and not named:
        return is_bare(reading, lead) and reading.is_verb(cue) and not is_passive(reading, cue)
    meant = any(hit.role != "actual" and frame.start <= hit.start < cue.start for hit in reading.topic("modality"))
    return not named and reading.grammar.ends("infinitive-have", lead) and not meant


def actor_of(reading: Reading, cue: Hit) -> tuple[ActorRef | None, bool]:
    """Return the actor of a cue, and whether the opposite side of it is meant ("repelled attacks")."""
    actor, flipped = _named_actor(reading, cue)
    return (owner_of_own(reading, actor, cue) if actor is not None and actor.side == OWN else actor), flipped


def _named_actor(reading: Reading, cue: Hit) -> tuple[ActorRef | None, bool]:  # noqa: PLR0911 - a ladder: the first way of naming that fits
    where = cue.get("actor", "")
    if where == "none":
        return _of_participle(reading, cue), False
    if _defends(reading, cue):
        return subject_of(reading, cue), True  # "defended X against attacks": the other side attacks
    if cue.get("kind") == "strike" and reading.grammar.is_all("gerund", cue.text) and (led := weapon_before(reading, cue)) is not None:
        return next((ref for ref in reading.actors if ref.role == "weapon" and ref.end == led.end), None), False  # "missiles targeting X"
    if where == "subject":
        return subject_of(reading, cue) or _attribute(reading, cue), False
    if where in ("after", "object"):
        return _object(reading, cue, where)
    holder = _moving(reading, cue) or _holder(reading, cue) or launcher(reading, cue)
    if holder is not None:
        return holder, False
    if (before := _listed_before(reading, cue) or _told_before(reading, cue)) is not None:
        return actor_of(reading, before)
    behind = agent_behind(reading, cue)
    if behind is not None and not (cue.get("genitive") == "object" and subject_of(reading, cue) is not None):
        return behind, cue.get("kind") == "encirclement"  # "the encirclement of X": X suffers it
    found = _of_verb(reading, cue, where) if reading.is_verb(cue) else _of_noun(reading, cue)
    if found[0] is not None:
        return found
    meant = _unable(reading, cue) or subject_behind(reading, cue) or owner_of_heading(reading, cue)
    return (meant, False) if meant is not None else (SELF if _against_enemy(reading, cue) or _of_nobody(reading, cue) else None, False)


def _moving(reading: Reading, cue: Hit) -> ActorRef | None:
    """Whom a participle describes that stands before them: "to slow advancing Ukrainian forces"."""
    if cue.get("kind") not in _INTRANSITIVE or reading.grammar.forms or not reading.grammar.is_all("gerund", cue.text):
        return None
    return next((ref for ref in reading.actors if ref.start == cue.end + 1 and ref.role == "force"), None)


def _of_participle(reading: Reading, cue: Hit) -> ActorRef | None:
    """The subject of what is a noun elsewhere: "Russian troops are fighting in X", and not "fighting goes on"."""
    lead = reading.grammar.without("manner", reading.between(reading.clause_of(cue.start).start, cue.start))
    if not reading.grammar.is_all("gerund", cue.text.split()[0]) or not reading.grammar.ends("be", lead):
        return None
    subject = subject_of(reading, cue)
    return subject if subject is not None and len(reading.between(subject.end, cue.start).split()) <= _BARE_WORDS else None


def _told_before(reading: Reading, cue: Hit) -> Hit | None:
    """The event that a noun with "the" takes up from the same sentence: "they shelled X, and the shelling killed Y"."""
    if not reading.grammar.ends("definite", reading.between(reading.start, cue.start)):
        return None
    before = (hit for hit in reversed(reading.topic("kinds")) if hit.end <= cue.start and hit.get("kind") == cue.get("kind"))
    return next((hit for hit in before if reading.is_verb(hit)), None)


def _listed_before(reading: Reading, cue: Hit) -> Hit | None:
    """The noun with which a noun or a gerund is listed, so that one agent serves both: "Russian attacks and shelling"."""
    before = next((hit for hit in reversed(reading.topic("kinds")) if hit.end <= cue.start), None)
    listed = before is not None and not reading.is_verb(before) and reading.grammar.is_all("and-word", reading.between(before.end, cue.start))
    noun = not reading.is_verb(cue) or reading.grammar.is_all("gerund", cue.text.split()[0])
    return before if listed and noun and not reading.grammar.forms else None


def _defends(reading: Reading, cue: Hit) -> bool:
    """Whether a verb of defence names the attack: "defends X from shelling"."""
    if not reading.grammar.is_all("defend", cue.text):
        return False
    end = reading.clause_of(cue.start).end
    attack = next((hit for hit in reading.topic("kinds") if cue.end <= hit.start < end and not reading.is_verb(hit)), None)
    return attack is not None and reading.grammar.has("against", reading.between(cue.end, attack.start))


def _unable(reading: Reading, cue: Hit) -> ActorRef | None:
    """Whoever stands in the clause of an infinitive in an oblique case, as those do who manage or fail: «взяти місто ворогу не вдалося»."""
    clause = reading.clause_of(cue.start)
    if not reading.grammar.is_all("infinitive", cue.text.split()[0]):
        return None
    return next((ref for ref in reading.actors if clause.start <= ref.start < clause.end and ref.role in AGENTS and is_object(reading, ref)), None)


def _of_nobody(reading: Reading, cue: Hit) -> bool:
    """Whether troops of whom no side is told gain ground in the voice of whoever publishes: they are its own."""
    clause = reading.clause_of(cue.start)
    own = cue.get("kind") in _OWN_MOVES or (cue.get("passive") == OWN and not cue.get("actor"))
    if (reading.frames and cue.get("passive") != OWN) or not own or not reading.is_verb(cue) or is_passive(reading, cue):
        return False
    heads = [hit for hit in reading.topic("actors") if hit.role != "weapon" and clause.start <= hit.start < cue.start and "nominative" in reading.grammar.cases(hit.text)]
    return any(hit.role == "force" for hit in heads) or (not heads and is_subjectless(reading, clause, cue))


def _against_enemy(reading: Reading, cue: Hit) -> bool:
    """Whether a verb's object is the enemy's, so that its subject, whoever it is, fights on the speaker's side."""
    clause = reading.clause_of(cue.start)
    return reading.is_verb(cue) and any(ref.side == ENEMY and cue.end <= ref.start < clause.end and is_object(reading, ref) for ref in reading.actors)


def _object(reading: Reading, cue: Hit, where: str) -> tuple[ActorRef | None, bool]:
    clause = reading.clause_of(cue.start)
    after = [ref for ref in reading.actors if cue.start <= ref.start < clause.end and ref.role in (*AGENTS, "adjective", "equipment")]
    objects = [ref for ref in reading.actors if clause.start <= ref.start < clause.end and is_object(reading, ref) and ref.role in AGENTS]
    if objects:
        return objects[0], False
    if after:
        return after[0], False
    subject = subject_of(reading, cue)
    active = where == "object" and not is_passive(reading, cue)
    return subject or _UNNAMED.get(cue.get("passive", "")), active and subject is not None


def _of_verb(reading: Reading, cue: Hit, where: str) -> tuple[ActorRef | None, bool]:
    passive = is_passive(reading, cue)
    by = _by(reading, cue) or (instrumental_of(reading, cue) if passive else None)
    if not passive:
        subject = by or subject_of(reading, cue) or _attribute(reading, cue)
        return subject or instrumental_of(reading, cue), where == "opponent"  # «прострілюється артилерією»
    suffers = subject_of(reading, cue) if by is None and cue.get("kind") in _FIRE else None
    if suffers is not None and suffers.role == "force":
        return suffers, True  # "their troops were shelled"
    if by is None and cue.get("kind") == "encirclement":
        suffers = subject_of(reading, cue)
        return suffers, suffers is not None
    if by is None and cue.get("kind") == "presence" and not reading.grammar.forms:
        return subject_of(reading, cue), False  # "troops were deployed to X"
    return by or _UNNAMED.get(cue.get("passive", "")), where == "opponent"


def _of_noun(reading: Reading, cue: Hit) -> tuple[ActorRef | None, bool]:
    named = _attribute(reading, cue) or _by(reading, cue)
    if named is not None and not is_repeller(reading, named, cue):
        return named, False
    clause = reading.clause_of(cue.start)
    repels = [hit for hit in reading.topic("modality") if hit.role == "repel" and clause.start <= hit.start < clause.end and not cue.start <= hit.start < cue.end]
    repels = [hit for hit in repels if reading.grammar.forms or hit.start < cue.start or is_participle(hit.text.split()[0], reading.grammar)]  # "attacks to disrupt"
    repels = repels or [hit for hit in reading.topic("kinds") if clause.start <= hit.start < cue.start and _defends(reading, hit)]
    suffers = _encircled(reading, cue)
    subject = suffers or subject_of(reading, cue)
    if subject is not None:
        return subject, bool(suffers or repels)
    if repels:
        behind = next((ref for ref in reading.actors if repels[0].end <= ref.start < clause.end and ref.role in AGENTS and reading.grammar.forms and can_be_subject(reading, ref)), None)
        return behind or SELF, True  # "the attack was repelled", says the one who repelled it
    near = [ref for ref in reading.actors if clause.start <= ref.start and ref.end <= cue.start and ref.role in ("force", "state") and not ref.possessive]
    if near and len(reading.between(near[-1].end, cue.start).split()) <= _BY_WORDS and cue.get("kind") in _GAINS and cue.get("actor") != "none":
        return near[-1], False  # "give its forces a springboard for an advance"
    return _announced(reading, cue)


def _announced(reading: Reading, cue: Hit) -> tuple[ActorRef | None, bool]:
    """Whose gain or loss a noun is that a verb of saying or denying opens with."""
    lead = _DATED_WORDS if reading.grammar.forms else 1  # «заявило 12 мая об освобождении»
    opening = [frame for frame in reading.frames if frame.start <= cue.start and len(reading.between(frame.start, cue.start).split()) <= lead]
    own = bool(opening) and cue.get("kind") == "withdrawal" and reading.grammar.begins("owns-up", opening[-1].hit.text)  # "admitted a retreat"
    if opening and opening[-1].role == "deny" and cue.get("actor") == "opponent":
        return SELF, True  # "denied the loss of X"
    if not opening or (cue.get("kind") not in _GAINS and not own) or opening[-1].role == "deny":
        return None, False
    claimed = next((speaker.side for frame in opening if frame.role == "noun" for speaker in frame.speakers), None)
    return (SELF if claimed is None else replace(SELF, side=claimed)), False  # "claimed full control of X", "denied Moscow's claim of control"


def _encircled(reading: Reading, cue: Hit) -> ActorRef | None:
    """Whose encirclement a noun tells of: "the encirclement of Ukrainian troops in the pocket"."""
    if cue.get("kind") != "encirclement" or reading.grammar.forms:
        return None
    troops = (ref for ref in reading.actors if ref.role == "force" and abs(ref.start - cue.end) <= _LISTED_CHARS)
    return next((ref for ref in troops if reading.grammar.ends("encirclement-of", reading.between(max(reading.start, ref.start - _LISTED_CHARS), ref.start))), None)


def is_passive(reading: Reading, cue: Hit) -> bool:
    """Whether a verb is passive where it stands: "were shelled", "captured by"."""
    lead = reading.grammar.without("manner", reading.between(max(reading.start, cue.start - 60), cue.start))
    head = cue.text.split()[0]
    if reading.grammar.forms and any(reading.grammar.is_all("passive", word) for word in cue.text.split()):
        return True
    if reading.grammar.is_all("gerund", head):
        return reading.grammar.ends("being", lead)
    passive = is_participle(head, reading.grammar) and (reading.grammar.ends("be", lead) or _shares_passive(reading, cue, lead))
    be = reading.grammar.begins("be", f"{head} ") and (bool(reading.grammar.forms) or any(is_participle(word, reading.grammar) for word in cue.text.split()[1:]))
    return passive or be or reading.grammar.begins("undergo", cue.text) or reading.grammar.begins("by", reading.between(cue.end, cue.end + 20))


def _shares_passive(reading: Reading, cue: Hit, lead: str) -> bool:
    """Whether a participle goes on with the one before: "were cut off and surrounded"."""
    before = next((hit for hit in reversed(reading.topic("kinds")) if hit.end <= cue.start), None)
    return before is not None and reading.grammar.ends("and", lead) and reading.is_verb(before) and is_passive(reading, before)


def _holder(reading: Reading, cue: Hit) -> ActorRef | None:
    """Whoever is named within the cue or right behind its "of" or "by": "under Ukrainian control", "under control of X"."""
    if not reading.grammar.begins("part-of", cue.text):
        return None
    inside = next((ref for ref in reading.actors if cue.start <= ref.start and ref.end <= cue.end and ref.side != OWN), None)
    if inside is None and any(hit.role == OWN and cue.start <= hit.start and hit.end <= cue.end for hit in reading.topic("actors")):
        return SELF  # "under its control"
    if inside is not None or not reading.grammar.is_all("held-by", cue.text):
        return inside
    return next((ref for ref in reading.actors if cue.end <= ref.start and len(reading.between(cue.end, ref.start).split()) <= _BARE_WORDS), None)


def _by(reading: Reading, cue: Hit) -> ActorRef | None:
    end = reading.clause_of(cue.start).end
    for ref in reading.actors:
        if cue.end <= ref.start < end:
            between = reading.between(cue.end, ref.start)
            if "," not in between and len(between.split()) <= _BY_WORDS and reading.grammar.ends("by", between):
                return ref
    return None


def _attribute(reading: Reading, cue: Hit) -> ActorRef | None:
    """The side's adjective, possessive or weapon before a noun: "Russian drone strikes", "their shelling"."""
    ref = next((ref for ref in reversed(reading.actors) if ref.start <= cue.start and (ref.end <= cue.start or cue.start < ref.end)), None)
    if ref is None:
        return None
    between = reading.between(ref.end, cue.start)
    near = len(between.split()) <= _NOUN_WORDS and not re.search(r"[,;.:()]", between) and not reading.grammar.has("link", between)
    return ref if near and (ref.role in ("adjective", "weapon") or ref.possessive or not between.strip()) else None


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
    by = (_by(reading, cue) or instrumental_of(reading, cue)) if passive else (subject_of(reading, cue) if free else None)
    refs = [ref for ref in reading.actors if low <= ref.start < high and ref.role in ("force", "equipment") and ref is not by]
    suffers = (*_VICTIMS, "force") if not passive and not free else _VICTIMS  # "destroying the units"
    words = _nearest([hit for hit in reading.topic("actors") if low <= hit.start < high and hit.role in suffers], cue)
    if not words and passive and any(hit.role == "pronoun" and low <= hit.start < cue.start for hit in reading.topic("attribution")):
        words = [hit for hit in reading.topic("actors") if hit.start < low and hit.role in _VICTIMS][-1:]  # "the gunner … after he was killed"
    military = any(hit.role != "civilian" for hit in words)
    civilian = any(hit.role == "civilian" for hit in words)
    if civilian and not military:
        return None, False, True
    return (refs[0] if refs else None), military, civilian


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
    after = next((ref for ref in sides if cue.start <= ref.start and len(reading.between(cue.end, ref.start).split()) <= _NOUN_WORDS + 1), None)
    if after is not None and reading.grammar.ends("loser", reading.between(cue.start, after.start)):
        return after, False
    before = [ref for ref in reading.actors if ref.end <= cue.start and len(reading.between(ref.end, cue.start).split()) <= _BARE_WORDS]
    described = next((ref for ref in reversed(before) if ref.role == "adjective" or ref.possessive), None)
    if described is not None:
        return described, False
    if cue.get("own") and reading.frames:
        return SELF, False  # "admitted the loss of 1,351 soldiers"
    return subject_of(reading, cue), reading.grammar.begins("inflict", cue.text)
