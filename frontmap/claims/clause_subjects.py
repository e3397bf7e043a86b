"""Who stands as the subject of a cue's clause: named there, owner of the deed, or carried on from the clause before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from frontmap.claims.actors import AGENTS, ENEMY, OWN, SELF, ActorRef
from frontmap.claims.antecedents import antecedent, owner_of_attempt, stands_for_other
from frontmap.claims.cases import can_be_subject
from frontmap.claims.clauses import Clause, clause_at, head_of, is_participle
from frontmap.claims.frames import Frame
from frontmap.claims.passives import is_passive
from frontmap.claims.reading import Reading
from frontmap.claims.word_order import elliptical, fronted_object, is_bare
from frontmap.lexicon.scan import Hit

__all__ = ["BARE_WORDS", "GAINS", "INTRANSITIVE", "described", "is_of_pronoun", "subject_of", "visitor"]

_ROUND = 2  # clauses before one that goes on round an aside
BARE_WORDS = 2  # with which a clause still has no subject of its own
GAINS = frozenset({"control", "advance", "encirclement"})
INTRANSITIVE = frozenset({"advance", "withdrawal", "presence"})
_HARM = frozenset({"strike", "damage", "civilians", "casualties", "destroy"})
_TOLD_OF_ONESELF = GAINS | {"withdrawal", "losses", "strike"}
_COMBAT = frozenset({"advance", "withdrawal", "assault", "strike", "encirclement", "losses", "presence"})
_UNFIT = frozenset({"civilian", "official", "media", "blogger", "observer", "route"})
_NOUN_WORDS = 7  # of a subject that an adjective opens: "Ukrainian efforts to advance"


def subject_of(reading: Reading, cue: Hit) -> ActorRef | None:
    """Return the actor before the first verb of the cue's clause, or of the clause that it goes on from."""
    if (doing := described(reading, cue)) is not None or _is_noun_before(reading, cue):
        return doing or _of_noun_before(reading, cue)
    at = clause_at(reading.clauses, cue.start)
    while at >= 0:
        clause = reading.clauses[at]
        if _is_inserted(reading, clause, cue):
            at -= 1
            continue
        limit = _first_verb(reading, clause, cue)
        found = _in_clause(reading, clause, limit, cue) or _of_next(reading, clause, cue)
        if found is not None:
            return found
        if clause.opener == "resume" and head_of(reading.clauses, at) < at:
            at = head_of(reading.clauses, at)
            continue
        if _goes_round(reading, at):
            at -= 2
            continue
        if clause.opener == "rel":
            return _before_relative(reading, clause)
        if clause.opener == "content":
            return _before_source(reading, clause, at, cue) or _before_speaker(reading, clause, at, cue) or _of_claim(reading, clause, cue) or _of_speaker(reading, clause, cue)
        own = reading.grammar.is_all("gerund", cue.text.split()[0]) and cue.get("actor") == "subject"  # "after losing two tanks"
        led = not own and any(hit.role in ("weapon", "civilian", "equipment") and clause.start <= hit.start < max(limit, min(cue.end, clause.end)) for hit in reading.topic("actors"))
        words = reading.between(clause.start, limit).split()
        shared = any(reading.grammar.is_all("gerund", word) for word in words[1:BARE_WORDS])  # "after conducting several"
        during = not reading.is_verb(cue) and reading.grammar.begins("during", reading.between(clause.start, limit))
        bare = not led and (len(words) <= BARE_WORDS or shared or during)
        told_of = clause.opener == "sub" and not during and _is_given(reading, clause, cue)
        if clause.opener == "start" or told_of or (clause.opener in ("sub", "mark") and not bare):
            return None
        at -= 1
    return None


def _is_noun_before(reading: Reading, cue: Hit) -> bool:
    """Whether a participle behind a comma describes who or what stands before that: «подбит танк ВСУ, стрелявший по селу»."""
    if not reading.grammar.forms or not reading.grammar.is_all("participle", cue.text.split()[0]):
        return False
    start = reading.clause_of(cue.start).start
    heads = (hit for hit in reading.topic("actors") if hit.role in ("force", "equipment", "weapon", "civilian", "victim", "enemy") and hit.end <= start)
    return any(reading.between(hit.end, start).strip() == "," for hit in heads) or _of_noun_before(reading, cue) is not None


def _of_noun_before(reading: Reading, cue: Hit) -> ActorRef | None:
    start = reading.clause_of(cue.start).start
    return next((ref for ref in reading.actors if ref.end <= start and reading.between(ref.end, start).strip() == "," and ref.role in (*AGENTS, "equipment")), None)


def _goes_round(reading: Reading, at: int) -> bool:
    """Whether a verb goes on with the main clause behind one that commas set off: "took A, as footage shows, and advanced in B"."""
    clauses = reading.clauses
    while at > 0 and clauses[at].opener == "content":
        at -= 1
    if reading.grammar.forms or at < _ROUND or clauses[at].opener != "coord":
        return False
    aside = next((one for one in reversed(clauses[:at]) if one.opener != "content"), clauses[0])
    parted = all(reading.between(reading.start, one.start).rstrip().endswith(",") for one in (clauses[at], aside))
    return parted and aside.opener == "sub" and clauses[at - 1] is aside


def _before_relative(reading: Reading, clause: Clause) -> ActorRef | None:
    """Whom a relative clause without a subject of its own describes: the last who can act before it, and not "reporters who entered X"."""
    heads = [hit for hit in reading.topic("actors") if hit.role in _UNFIT and hit.end <= clause.start and not reading.between(hit.end, clause.start).strip(" ,")]
    bystander = not reading.grammar.forms and any(not any(ref.end == hit.end for ref in reading.actors) for hit in heads)
    if bystander or _describes_place(reading, clause):
        return None
    return next((ref for ref in reversed(reading.actors) if ref.end <= clause.start and ref.role in AGENTS), None)


def described(reading: Reading, cue: Hit) -> ActorRef | None:
    """Return whom a participle right behind a name describes: "hit a hub of the Ukrainian forces operating in X"."""
    head = cue.text.split()[0]
    moved = cue.get("kind") in INTRANSITIVE and reading.grammar.is_all("past", head)  # "strike Russian forces massed in X"
    if reading.grammar.forms or not (moved or reading.grammar.is_all("gerund", head)):
        return None
    return next((ref for ref in reading.actors if ref.end + 1 == cue.start and ref.role == "force"), None)


def _says(reading: Reading, ref: ActorRef, clause: Clause) -> bool:
    """Whether a name before a clause only tells who says it: «Аналітик: те, що сталося, – це не прорив»."""
    return bool(reading.grammar.forms) and any(frame.role == "say" and ref.end <= frame.start <= clause.start and frame.head <= ref.start for frame in reading.frames)


def is_of_pronoun(reading: Reading, cue: Hit) -> bool:
    """Whether "he" or "she" is the subject of a cue's clause: «До этого он побывал на командном пункте»."""
    start = reading.clause_of(cue.start).start
    pronouns = (hit for hit in reading.topic("attribution") if hit.role == "pronoun" and start <= hit.start and hit.end <= cue.start)
    return bool(reading.grammar.forms) and any(reading.grammar.is_all("personal", hit.text) for hit in pronouns)


def visitor(reading: Reading, cue: Hit) -> ActorRef | None:
    """Who was somewhere, if nobody is named: whoever tells of it, or "he" of whom the sentence before tells."""
    if cue.get("kind") != "visit" or any(frame.role == "say" and frame.head < frame.start <= cue.start < frame.end for frame in reading.frames):
        return SELF if cue.get("kind") == "visit" else None
    behind = next((frame.speakers[0].side for frame in reading.frames if frame.end <= frame.hit.start < cue.start and frame.speakers), None)  # «сообщил Сырский, побывавший в городе»
    side = behind or (reading.acted if is_of_pronoun(reading, cue) else None)
    return replace(SELF, side=side) if side is not None and reading.grammar.forms else None


def _describes_place(reading: Reading, clause: Clause) -> bool:
    """Whether a relative clause is of the place right before it, and its pronoun the subject: «до Снігурівки, яка лежить за 50 км від Херсона»."""
    lead = reading.between(clause.start, clause.end).split()[:1]
    placed = any(not reading.between(site.end, clause.start).strip(" ,") for site in reading.sites if site.end <= clause.start)
    return placed and bool(lead) and reading.grammar.is_all("which-is", lead[0])


def _of_speaker(reading: Reading, clause: Clause, cue: Hit) -> ActorRef | None:
    return SELF if any(frame.start == clause.start and frame.hit.role != "according" and _speaks_of_itself(reading, frame, cue) for frame in reading.frames) else None


def _is_given(reading: Reading, clause: Clause, cue: Hit) -> bool:
    """Whether a noun with "the" is only what the main clause follows on, whoever did it: "trains were late after the strike"."""
    if reading.grammar.forms or reading.is_verb(cue) or cue.get("actor") == "opponent" or not clause.start <= cue.start < clause.end:
        return False
    words = reading.between(clause.start, cue.start).split()
    if reading.grammar.is_all("gerund", cue.text):
        return cue.get("kind") == "strike" and len(words) == 1  # "after shelling cut the line"
    return any(reading.grammar.is_all("definite", word) for word in words[1:]) and not any(reading.grammar.is_all("gerund", word) for word in words[1:])


def _is_inserted(reading: Reading, clause: Clause, cue: Hit) -> bool:
    """Whether a clause only names who tells what stands on both sides of it: «ВСУ, утверждает ведомство, потеряли»."""
    if not reading.grammar.forms or clause.start <= cue.start < clause.end or clause.opener == "start":
        return False
    return any(frame.role == "say" and frame.start < clause.start <= frame.hit.start < clause.end and not reading.between(clause.start, frame.hit.start).strip() for frame in reading.frames)


def _tells(reading: Reading, ref: ActorRef) -> bool:
    """Whether a name stands right behind the verb of saying whose speaker it is: «, уточнив Синєгубов, »."""
    verbs = (frame.hit for frame in reading.frames if frame.role == "say" and frame.start < frame.hit.start)
    return any(verb.end <= ref.start and "," not in reading.between(verb.end, ref.start) and len(reading.between(verb.end, ref.start).split()) <= BARE_WORDS for verb in verbs)


def _of_next(reading: Reading, clause: Clause, cue: Hit) -> ActorRef | None:
    """The subject of the main clause behind a gerund or a "before" with which the sentence opens: «потеряв взвод, противник отступил»."""
    lead = reading.between(clause.start, cue.start)
    if not reading.grammar.forms or clause.start > reading.start + len(lead) or "," in lead.strip(" ,"):
        return None
    adverbial = reading.grammar.is_all("gerund", cue.text.split()[0]) or (reading.grammar.is_all("infinitive", cue.text.split()[0]) and reading.grammar.ends("before-doing", lead))
    comma = reading.text.find(",", cue.end, reading.end)
    if not adverbial or comma < 0:
        return None
    behind = next((ref for ref in reading.actors if comma < ref.start and ref.role in AGENTS), None)
    return behind if behind is not None and can_be_subject(reading, behind) and "," not in reading.between(comma + 1, behind.start) else None


def _before_source(reading: Reading, clause: Clause, at: int, cue: Hit) -> ActorRef | None:
    """The subject from which a source that is named between commas parts its verb: «Россия, по данным разведки, готовит»."""
    frame = next((frame for frame in reading.frames if frame.start == clause.start and frame.hit.role == "according"), None)
    if frame is None or not reading.grammar.forms or not reading.between(reading.start, frame.hit.start).rstrip().endswith(","):
        return None
    leads = [one for one in reading.clauses[:at] if one.end <= frame.hit.start]
    return _in_clause(reading, leads[-1], leads[-1].end, cue) if leads and len(reading.between(leads[-1].start, leads[-1].end).split()) <= _NOUN_WORDS else None


def _before_speaker(reading: Reading, clause: Clause, at: int, cue: Hit) -> ActorRef | None:
    """The subject from which a speaker that is named between commas parts its verb: "Russian forces, she said, are shelling X"."""
    frame = next((frame for frame in reading.frames if frame.start == clause.start and frame.role == "say"), None)
    if frame is None or reading.grammar.forms or not reading.between(clause.start, clause.end).lstrip().startswith(","):
        return None
    lead = next((one for one in reading.clauses[:at] if one.end == frame.head and reading.between(one.start, one.end).rstrip().endswith(",")), None)
    return _in_clause(reading, lead, lead.end, cue) if lead is not None and len(reading.between(lead.start, lead.end).split()) <= _NOUN_WORDS else None


def _first_verb(reading: Reading, clause: Clause, cue: Hit) -> int:
    limit = cue.start if clause.start <= cue.start < clause.end else clause.end
    verbs = [hit for hit in reading.hits if hit.topic in ("kinds", "modality") and clause.start <= hit.start < limit and reading.is_verb(hit)]
    verbs = [hit for hit in verbs if reading.grammar.forms or hit.topic != "modality" or hit.start > reading.start]  # "Should X widen, the garrison may"
    verbs = verbs[1:] if clause.opener == "sub" and verbs and verbs[0].start == clause.start and " " not in verbs[0].text else verbs  # "if"
    if verbs and limit == cue.start and reading.grammar.is_all("gerund", verbs[0].text.split()[0]) and len(reading.between(clause.start, verbs[0].start).split()) <= 1:
        verbs = verbs[1:]  # "By capturing X the Russians have cut Y"
    return min([limit, *(hit.start for hit in verbs)])


def _in_clause(reading: Reading, clause: Clause, limit: int, cue: Hit) -> ActorRef | None:
    """The subject that stands in the clause itself, as a name, the owner of an attempt, or a pronoun."""
    moves = reading.grammar.forms or cue.get("kind") in INTRANSITIVE
    roles = (*AGENTS, "equipment") if moves else AGENTS  # a nominative that strikes can be a helicopter, and vehicles advance
    agents = [ref for ref in reading.actors if clause.start <= ref.start and ref.role in roles]
    cause = next((hit for hit in reading.topic("modality") if hit.get("object") and clause.start <= hit.start < cue.start), None)
    caused = [ref for ref in agents if cause is not None and cause.start <= ref.start and ref.end <= cue.start]
    caused = caused or [ref for ref in agents if _is_for(reading, ref, cue)]
    if caused:
        return caused[0]
    owner = owner_of_attempt(reading, clause.start, cue.start)
    if owner is not None:
        return owner
    subjects = [ref for ref in agents if not (ref.possessive and ref.role == "state") and can_be_subject(reading, ref)]
    subjects = [ref for ref in subjects if not (reading.grammar.forms and _tells(reading, ref))]
    subjects = [ref for ref in subjects if not (ref.side == "other" and ref.role == "official")]  # who counts the dead killed nobody
    subjects = [ref for ref in subjects if reading.grammar.forms or not reading.grammar.ends("governs-noun", reading.between(clause.start, ref.start))]
    if cue.get("kind") in _COMBAT:
        subjects = [ref for ref in subjects if not reading.grammar.ends("talker", ref.name)]  # "sources named three areas of fighting"
    inside = [ref for ref in subjects if ref.end <= limit]
    deed = _of_opening_deed(reading, clause, limit) if inside and cue.get("kind") in _HARM else None
    inside = [deed] if deed is not None and deed.end < inside[0].start else inside
    if inside:
        return next((ref for ref in inside if ref.side is not None), inside[0])
    inverted = _behind_verb(reading, clause, cue, subjects) or elliptical(reading, clause, limit)
    if inverted is not None:
        return inverted
    if stands_for_other(reading, clause.start, limit):
        return antecedent(reading, cue, clause.start)
    return _of_deed(reading, clause, limit)


def _is_for(reading: Reading, ref: ActorRef, cue: Hit) -> bool:
    """Whether an infinitive is what somebody is to do: "made it easier for Russia to push towards X"."""
    behind = reading.between(ref.end, cue.start)
    return bool(behind.strip()) and reading.grammar.is_all("infinitive", behind) and reading.grammar.ends("for-whom", reading.between(reading.start, ref.start))


def _of_opening_deed(reading: Reading, clause: Clause, limit: int) -> ActorRef | None:
    """The side whose fire opens a clause as its subject: "A Ukrainian strike on the headquarters of the Russian fleet killed two"."""
    opening = next((ref for ref in reading.actors if clause.start <= ref.start and ref.role == "adjective"), None)
    if reading.grammar.forms or opening is None or len(reading.between(clause.start, opening.start).split()) > 1:
        return None
    near = (hit for hit in reading.topic("kinds") if opening.end <= hit.start < limit and not reading.is_verb(hit) and hit.get("kind") in ("strike", "assault"))
    return opening if any(len(reading.between(opening.end, hit.start).split()) <= 1 for hit in near) else None


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
    heads = any(opening.end <= hit.start < limit and hit.role in _UNFIT for hit in reading.topic("actors")) or reading.grammar.has("talker", noun)
    near = (not lead.strip() or lead.rstrip().endswith(",") or reading.grammar.is_all("lead-in", lead.strip())) and 0 < len(noun.split()) <= _NOUN_WORDS
    return opening if near and not heads and not re.search(r"[,;:()]", noun) else None


def _behind_verb(reading: Reading, clause: Clause, cue: Hit, subjects: Sequence[ActorRef]) -> ActorRef | None:
    """The subject right behind its verb, where case or a verb without object tells that it is one: «атаковал противник»."""
    if not reading.grammar.forms or not clause.start <= cue.start < clause.end or not reading.is_verb(cue):
        return None
    for ref in subjects:
        if cue.end <= ref.start < clause.end and len(reading.grammar.without("amount", reading.between(cue.end, ref.start)).split()) <= BARE_WORDS:
            return ref if reading.grammar.cases(ref.text) == {"nominative"} or cue.get("kind") in INTRANSITIVE or fronted_object(reading, clause, cue) else None
    return None


def _of_claim(reading: Reading, clause: Clause, cue: Hit) -> ActorRef | None:
    """Whose claim it is to have done what the cue tells: "denied Russia's claim to have taken X", "its claims of having taken X"."""
    frame = next((frame for frame in reading.frames if frame.start == clause.start and frame.role == "noun" and len(frame.speakers) == 1), None)
    lead = reading.between(clause.start, cue.start)
    own = frame is not None and (reading.grammar.is_all("infinitive-have", lead) or reading.grammar.is_all("having", lead))
    return replace(SELF, side=frame.speakers[0].side) if own and frame is not None and lead.strip() else None


def _speaks_of_itself(reading: Reading, frame: Frame, cue: Hit) -> bool:
    """Whether the speaker is the subject: "denied targeting X", "claimed on Monday to have taken X"."""
    lead = reading.between(frame.start, cue.start)
    gerund = len(lead.split()) <= 1 and reading.grammar.is_all("gerund", cue.text.split()[0])
    if gerund:
        return frame.role == "deny" or cue.get("kind") not in (*_HARM, "assault")  # not "reported fighting near X"
    if not (lead.strip() or reading.grammar.forms) and frame.role == "say" and frame.start == frame.hit.end and cue.get("kind") in GAINS:
        return True  # "claimed full control of X"
    named = any(frame.start <= ref.start and ref.end <= cue.start for ref in reading.actors)
    declared = reading.grammar.begins("declare", frame.hit.text) and cue.get("kind") == "control" and is_participle(cue.text.split()[0], reading.grammar)
    if declared and not named and frame.start == frame.hit.end and not is_passive(reading, cue) and frame.role == "say":
        return True  # "Moscow declared X captured"
    if reading.grammar.forms and frame.role in ("say", "deny") and frame.head < frame.start and cue.get("kind") in _TOLD_OF_ONESELF and not named:
        armed = any(hit.role in ("weapon", "equipment") and hit.start == cue.start for hit in reading.topic("actors"))  # «сообщил, что снаряды попали в рынок»
        return is_bare(reading, lead) and reading.is_verb(cue) and not is_passive(reading, cue) and not armed
    meant = any(hit.role != "actual" and frame.start <= hit.start < cue.start for hit in reading.topic("modality"))
    return not named and reading.grammar.ends("infinitive-have", lead) and not meant
