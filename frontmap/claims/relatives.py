"""Relative clauses: in which a cue stands, which places they describe, and whether their pronoun is the cue's object."""

from __future__ import annotations

from frontmap.claims.clauses import Clause
from frontmap.claims.passives import is_passive
from frontmap.claims.reading import Reading
from frontmap.claims.sites import Site, is_measured
from frontmap.lexicon.scan import Hit

__all__ = ["described_sites", "is_object_of", "relative_of"]

_DOERS = frozenset({"force", "state", "adjective", "own", "enemy"})


def relative_of(reading: Reading, at: int) -> int:
    """The relative clause in which a clause stands or which it goes on, without a comma: "X, which they stormed and want to take"; -1 if in none."""
    last = at
    while at > 0 and reading.clauses[at].opener == "coord" and not reading.grammar.forms and "," not in reading.between(reading.clauses[at].start - 2, reading.clauses[at].start):
        at -= 1
    start = reading.clauses[at].start
    told = at == last or any(not reading.between(site.end, start).strip(" ,") for site in reading.sites if site.end <= start)
    return at if reading.clauses[at].opener == "rel" and told else -1


def is_object_of(reading: Reading, clause: Clause, cue: Hit) -> bool:
    """Whether a relative pronoun is the object of a verb with a subject of its own: "X, which Ukraine left two days later"."""
    if reading.grammar.forms or clause is not reading.clause_of(cue.start) or is_passive(reading, cue) or any(cue.end <= site.start < clause.end for site in reading.sites):
        return False
    subject = reading.grammar.without("manner", reading.between(clause.start, cue.start)).strip()
    opener = next((hit for hit in reading.topic("clauses") if hit.start == clause.start), None)
    acting = any(ref.role in _DOERS and clause.start <= ref.start and ref.end <= cue.start for ref in reading.actors)
    acting = acting or any(hit.role == "pronoun" and clause.start < hit.start < cue.start for hit in reading.topic("attribution"))
    return acting and opener is not None and reading.grammar.begins("which-object", subject)


def described_sites(reading: Reading, end: int) -> list[Site]:
    """The site before a relative clause, with those listed beside it: "A and B, which they took"."""
    found: list[Site] = []
    named = [site for site in reading.sites if site.start < end and not site.title]
    named = [site for site in named if not is_measured(site)] or named  # "A, a town 20 km from B, which"
    if len(named) > 1 and not named[-1].fine and named[-2].fine and reading.grammar.is_all("apposed-in", reading.between(named[-2].end, named[-1].start)):
        return [named[-2]]  # "A, a hilltop town in B region that had resisted"
    for site in reversed(named):
        if found and not reading.grammar.is_all("list", reading.between(site.end, found[-1].start)):
            break
        found.append(site)
    return found[::-1]
