"""The passive: which verbs are, and whom "by" names as the one who acts."""

from __future__ import annotations

from frontmap.claims.actors import ActorRef
from frontmap.claims.clauses import is_participle
from frontmap.claims.reading import Reading
from frontmap.lexicon.scan import Hit

__all__ = ["by_agent", "is_passive", "sender"]

_MOVES = frozenset({"withdrawal", "advance", "presence"})
_BY_WORDS = 7  # between a passive verb and its agent
_VERB_LEAD = 60  # characters before a verb in which its auxiliary stands


def is_passive(reading: Reading, cue: Hit) -> bool:
    """Whether a verb is passive where it stands: "were shelled", "captured by"."""
    lead = reading.grammar.without("manner", reading.between(max(reading.start, cue.start - _VERB_LEAD), cue.start))
    head = cue.text.split()[0]
    if reading.grammar.forms and any(reading.grammar.is_all("passive", word) for word in cue.text.split()):
        return True
    if reading.grammar.is_all("gerund", head):
        return reading.grammar.ends("being", lead)
    passive = is_participle(head, reading.grammar) and (reading.grammar.ends("be", lead) or _shares_passive(reading, cue, lead))
    be = reading.grammar.begins("be", f"{head} ") and (bool(reading.grammar.forms) or any(is_participle(word, reading.grammar) for word in cue.text.split()[1:]))
    return passive or be or reading.grammar.begins("undergo", cue.text) or _has_by(reading, cue)


def _has_by(reading: Reading, cue: Hit) -> bool:
    """Whether "by" stands right behind a verb, and no place behind that: not «контратаковал со стороны Угледара»."""
    if not reading.grammar.begins("by", reading.between(cue.end, cue.end + 20)):
        return False
    return not reading.grammar.forms or not any(reading.grammar.is_all("by", reading.between(cue.end, site.placement.mention.start)) for site in reading.sites if site.placement.mention.start > cue.end)


def _shares_passive(reading: Reading, cue: Hit, lead: str) -> bool:
    """Whether a participle goes on with the one before: "were cut off and surrounded"."""
    before = next((hit for hit in reversed(reading.topic("kinds")) if hit.end <= cue.start), None)
    return before is not None and reading.grammar.ends("and", lead) and reading.is_verb(before) and is_passive(reading, before)


def by_agent(reading: Reading, cue: Hit) -> ActorRef | None:
    """Return whoever "by" names behind a verb in its clause."""
    end = reading.clause_of(cue.start).end
    for ref in reading.actors:
        if cue.end <= ref.start < end:
            between = reading.between(cue.end, ref.start)
            doing = bool(between.split()) and reading.grammar.is_all("gerund", between.split()[-1])  # "by forcing troops out"
            if cue.get("kind") in _MOVES and _is_of_other(reading, between):
                return None
            if "," not in between and len(between.split()) <= _BY_WORDS and reading.grammar.ends("by", between) and not doing and not reading.grammar.has("was", between):
                return ref
    return None


def sender(reading: Reading, cue: Hit) -> ActorRef | None:
    """Who sent what is shot down, told by a participle behind it: "downed 61 of 89 drones launched by Russia"."""
    by = by_agent(reading, cue)
    return by if by is not None and len(reading.between(cue.end, by.start).split()) > 1 else None


def _is_of_other(reading: Reading, between: str) -> bool:
    """Whether the "by" at the end of what stands behind a verb belongs to a participle there: "retreated to a town claimed by X"."""
    before, last = ("", "", *between.casefold().split()[:-1])[-2:]
    return not reading.grammar.forms and bool(last) and reading.grammar.is_all("past", last) and not reading.grammar.ends("and-word", before)
