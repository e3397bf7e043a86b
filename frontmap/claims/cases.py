"""Case as a guide to who acts, in languages that inflect: a nominative can be a subject, a genitive behind a noun its agent.

Languages whose lexicon tells no cases pass every test here and have no agent behind a noun.
"""

from __future__ import annotations

from frontmap.claims.actors import OWN, ActorRef
from frontmap.claims.passives import is_passive
from frontmap.claims.reading import Reading
from frontmap.lexicon.scan import Hit

__all__ = ["agent_behind", "can_be_subject", "instrumental_of", "is_governed", "is_object", "only_stands_near"]

_HEADS = ("force", "weapon", "official", "victim", "equipment", "civilian")
_LEAD = 40  # characters before a name that tell what governs it
_QUOTES = frozenset({'"', "«", "“", "„"})
_BEHIND = 2  # words between a noun and its agent: "the counterattacks of the 47th brigade of X"


def can_be_subject(reading: Reading, ref: ActorRef) -> bool:
    """Whether a name can be a subject where it stands: a nominative that neither a preposition nor a noun governs."""
    if not reading.grammar.forms:
        return True
    if any(site.end + 1 == ref.start for site in reading.sites) and reading.grammar.is_all("lies-in", ref.text):
        return False  # «в районе Константиновки ДНР поражён склад»
    start, cases = _phrase_of(reading, ref)
    lead = reading.between(max(reading.start, start - _LEAD), start)
    if reading.grammar.ends("counted", lead) and (("nominative" not in cases and start < ref.start) or ("oblique" in cases and reading.grammar.ends("part-of-them", lead))):
        return True  # «декілька груп противника», «частина угруповання РФ»
    if reading.grammar.leads("amount", lead):
        return True  # «до двух мотопехотных рот ВСУ пытались войти»
    if "nominative" not in cases or reading.grammar.ends("preposition", lead):
        return False
    governed = reading.grammar.ends("owned", lead) or any(
        hit.end <= start and not reading.between(hit.end, start).strip() and hit.get("form") == "noun" for hit in reading.topic("kinds")
    )
    return cases == {"nominative"} or not governed


def is_object(reading: Reading, ref: ActorRef) -> bool:
    """Whether a name cannot be a subject by its own case."""
    return bool(reading.grammar.forms) and "nominative" not in reading.grammar.cases(ref.text)


def is_governed(reading: Reading, ref: ActorRef) -> bool:
    """Whether a name can be the genitive of a noun before it: «попытки ВСУ»."""
    return bool(reading.grammar.forms) and "oblique" in reading.grammar.cases(ref.text)


def instrumental_of(reading: Reading, cue: Hit) -> ActorRef | None:
    """Return the agent of a passive that stands in the instrumental in the cue's clause."""
    clause = reading.clause_of(cue.start)
    for ref in reading.actors:
        if reading.grammar.forms and clause.start <= ref.start < clause.end and reading.grammar.cases(ref.text) == {"instrumental"}:
            lead = reading.between(max(reading.start, ref.start - _LEAD), ref.start)
            if not reading.grammar.ends("preposition", lead):
                return ref
    return None


def agent_behind(reading: Reading, cue: Hit) -> ActorRef | None:
    """Return whoever stands behind a noun as its agent: «обстрел ВСУ», «атаки російських військ», «захоплення росіянами»."""
    if not reading.grammar.forms or cue.get("form") != "noun":
        return None
    ref = next((ref for ref in reading.actors if cue.end <= ref.start), None)
    if ref is None or ref.role == "adjective" or reading.grammar.cases(ref.text) == {"nominative"}:
        return None
    between = reading.between(cue.end, ref.start)
    words = [word for word in between.split() if word not in _QUOTES]  # «удару «Шахеда»»
    joined = len(words) <= _BEHIND and not any(mark in between for mark in ",;:.()—–") and not any(reading.grammar.is_all("preposition", word) for word in words)
    verbs = any(hit.topic in ("kinds", "attribution", "modality", "clauses") and cue.end <= hit.start < ref.start for hit in reading.hits)
    return ref if joined and not verbs else None


def only_stands_near(reading: Reading, actor: ActorRef, cue: Hit) -> bool:
    """Whether a foe only stands near a liberation that is not theirs: «росіяни захопили X, а в листопаді місто звільнили», «після звільнення X росіяни обстрілюють місто»."""
    if not reading.grammar.forms or reading.frames or reading.voice is None or actor.side in (None, OWN, reading.voice, "other") or not reading.grammar.has("freeing", cue.text):
        return False
    if reading.is_verb(cue):
        return actor.end <= reading.clause_of(cue.start).start and not is_passive(reading, cue)
    return actor.start >= cue.end and "instrumental" not in reading.grammar.cases(actor.text)


def _phrase_of(reading: Reading, ref: ActorRef) -> tuple[int, frozenset[str]]:
    """Return where a name's phrase begins and its cases: those of the head noun that it belongs to («бойцы ВСУ»), if one stands before."""
    head = next(
        (hit for hit in reading.topic("actors") if hit.role in _HEADS and hit.end <= ref.start and not reading.between(hit.end, ref.start).strip(' «"“„')),
        None,
    )
    if head is None:
        return ref.start, reading.grammar.cases(ref.text)
    return head.start, reading.grammar.cases(head.text)
