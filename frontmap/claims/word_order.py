"""What free word order and dropped subjects tell about who acts, in languages that inflect.

Languages whose lexicon tells no cases have none of what is asked for here.
"""

from __future__ import annotations

import re
from dataclasses import replace

from frontmap.claims.actors import AGENTS, ActorRef
from frontmap.claims.cases import can_be_subject
from frontmap.claims.clauses import Clause, clause_at
from frontmap.claims.reading import Reading
from frontmap.lexicon.scan import Hit

__all__ = ["elliptical", "fronted_object", "is_bare", "is_managed", "is_parted", "is_repelled", "is_repeller", "is_subjectless", "launcher", "troops_behind", "with_head"]

_SOURCE = 60  # characters behind "according to" in which a clause goes on from that before it
_SMALL = ("adverb", "filler", "manner", "opening", "day-part", "that")  # parts of speech that leave a clause without a subject


def elliptical(reading: Reading, clause: Clause, limit: int) -> ActorRef | None:
    """The side whose adjective is all that is left of a subject: «российские войска потеряли …, а украинские продвинулись»."""
    sided = (ref for ref in reversed(reading.actors) if ref.role == "adjective" and clause.start <= ref.start and ref.end <= limit)
    ref = next(sided, None)
    if ref is None or not reading.grammar.forms or not can_be_subject(reading, ref):
        return None
    alone = is_bare(reading, reading.between(clause.start, ref.start)) and is_bare(reading, reading.between(ref.end, limit))
    return ref if alone else None


def fronted_object(reading: Reading, clause: Clause, cue: Hit) -> bool:
    """Whether a place that no preposition leads, or a road, stands before its verb: «город удерживают подразделения»."""
    if any(hit.role == "route" and clause.start <= hit.start < cue.start for hit in reading.topic("actors")):
        return True
    source = next((frame.hit for frame in reading.frames if frame.hit.role == "according" and frame.hit.end <= clause.start <= frame.hit.end + _SOURCE), None)
    start = reading.clause_of(source.start - 3).start if source is not None and source.start > reading.start + 3 else clause.start  # «місто, за його словами, контролюють підрозділи»
    before = [site for site in reading.sites if start <= site.start and site.end <= cue.start]
    return bool(before) and not reading.grammar.ends("preposition", reading.between(start, before[-1].start))


def troops_behind(reading: Reading, clause: Clause, cue: Hit) -> bool:
    """Whether troops of no side told are the subject behind a verb whose object stands first: «Торське тримають підрозділи»."""
    if not reading.grammar.forms or not fronted_object(reading, clause, cue):
        return False
    heads = (hit for hit in reading.topic("actors") if hit.role == "force" and cue.end <= hit.start < clause.end and not any(ref.start <= hit.start < ref.end for ref in reading.actors))
    return any(not reading.between(cue.end, hit.start).strip() and "nominative" in reading.grammar.cases(hit.text) for hit in heads)


def is_bare(reading: Reading, lead: str) -> bool:
    """Whether only adverbs stand before a verb: «по-прежнему удерживает»."""
    return all(any(reading.grammar.is_all(part, word) for part in _SMALL) for word in re.findall(r"[\w-]+", lead))


def is_managed(reading: Reading, clause: Clause, cue: Hit) -> bool:
    """Whether an infinitive goes on from a success of nobody named: «удалось освободить село»."""
    lead = reading.between(clause.start, cue.start)
    named = any(clause.start <= ref.start < clause.end and ref.role in AGENTS for ref in reading.actors)
    return bool(reading.grammar.forms) and not named and reading.grammar.ends("managed", lead) and reading.grammar.is_all("infinitive", cue.text.split()[0])


def is_parted(reading: Reading, cue: Hit) -> bool:
    """Whether what commas set off parts an infinitive from the verb that governs it: «ворогу не вдалося, за словами речника, зайти»."""
    lead = reading.between(reading.start, cue.start).rstrip()
    return bool(reading.grammar.forms) and lead.endswith(",") and lead.count(",") > 1 and reading.grammar.is_all("infinitive", cue.text.split()[0])


def is_repeller(reading: Reading, ref: ActorRef, cue: Hit) -> bool:
    """Whether a name right before an attack is the subject that repels it: «українські воїни атаки зупинили»."""
    if not reading.grammar.forms or ref.role != "force" or reading.grammar.cases(ref.text.split()[-1]) == {"oblique"}:
        return False
    end = reading.clause_of(cue.start).end
    return any(hit.role == "repel" and cue.end <= hit.start < end for hit in reading.topic("modality"))


def is_repelled(reading: Reading, cue: Hit) -> bool:
    """Whether what a verb tells is repelled by the subject of its clause: «відбили спробу перейти кордон»."""
    start = reading.clause_of(cue.start).start
    return bool(reading.grammar.forms) and any(hit.role == "repel" and start <= hit.start and hit.end <= cue.start for hit in reading.topic("modality"))


def launcher(reading: Reading, cue: Hit) -> ActorRef | None:
    """Whose weapons are the subject, where the cue takes in weapon and verb: «дроны СБУ поразили»."""
    if not any(hit.role == "weapon" and hit.start == cue.start for hit in reading.topic("actors")):
        return None
    return next((ref for ref in reading.actors if cue.start < ref.start and ref.end < cue.end and ref.role in AGENTS), None)


def is_subjectless(reading: Reading, clause: Clause, cue: Hit) -> bool:
    """Whether a plural verb stands without a subject, as it does of one's own: «Ночью отработали по складу»."""
    lead = reading.between(clause.start, cue.start)
    arms = (hit for hit in reading.topic("actors") if hit.role == "weapon")  # «ФАБами отработали»
    places = ((site.start, site.end) for site in reading.sites)  # «В Новомихайловку зашли»
    for start, end in [*((date.start, date.end) for date in reading.dates), *((hit.start, hit.end) for hit in arms), *places]:
        if clause.start <= start and end <= cue.start:
            lead = lead.replace(reading.between(start, end), "")
    head = cue.text.split()[0]
    return is_bare(reading, lead) and (reading.grammar.is_all("plural-past", head) or reading.grammar.is_all("first-plural", head))


def with_head(reading: Reading, cue: Hit) -> Clause:
    """The cue's clause, with the one before a relative clause where the cue goes on behind that: «группы врага, которые зашли туда, уничтожены»."""
    at = clause_at(reading.clauses, cue.start)
    clause = reading.clauses[at]
    bare = reading.grammar.forms and at > 1 and reading.clauses[at - 1].opener == "rel" and not reading.between(clause.start, cue.start).strip()
    return replace(clause, start=reading.clauses[at - 2].start) if bare else clause
