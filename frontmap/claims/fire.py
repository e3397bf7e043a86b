"""Whose fire it is where the verb names nobody: told of in the sentence before, or where it comes from."""

from __future__ import annotations

from dataclasses import replace

from frontmap.claims.actors import SELF, ActorRef
from frontmap.claims.clause_subjects import BARE_WORDS
from frontmap.claims.reading import Reading
from frontmap.lexicon.scan import Hit

__all__ = ["arrived", "follows_fire", "from_side", "going_on", "under_fire_of"]

_WEAPON_CHARS = 60  # between weapons and what they do
_INFLICTED = frozenset({"strike", "damage", "destroy", "casualties"})
_ARTICLE = 3  # words before "barrage" with which "the" opens its clause


def going_on(reading: Reading, cue: Hit) -> ActorRef | None:
    """Whoever fired in the sentence before, where this one tells what came under fire: «Под обстрел попали X и Y»."""
    if not reading.fired or reading.acted is None:
        return None
    under = reading.grammar.begins("undergo", cue.text) or (bool(reading.grammar.forms) and reading.is_verb(cue) and cue.get("actor") is None and _is_armed(reading, cue))
    under = under or (bool(reading.grammar.forms) and not reading.is_verb(cue) and _is_suffered(reading, cue))
    told = cue.get("kind") == "strike" and under and not reading.frames
    return replace(SELF, side=reading.acted) if told or _of_same_fire(reading, cue) or _in_its_course(reading, cue) else None


def _in_its_course(reading: Reading, cue: Hit) -> bool:
    """Whether a noun of fire with no place of its own takes up the fire told of before: «В результате атаки погибли двое»."""
    if not reading.grammar.forms or reading.is_verb(cue) or cue.get("kind") not in ("strike", "assault") or cue.get("blast"):
        return False
    lead = reading.between(reading.clause_of(cue.start).start, cue.start)
    return reading.grammar.has("because", lead) and not any(not site.leaning and not site.title for site in reading.sites)


def _of_same_fire(reading: Reading, cue: Hit) -> bool:
    """Whether "the barrage" that opens a clause takes up the fire that the sentence before tells of: "The overnight barrage also hit X"."""
    if reading.grammar.forms or cue.get("kind") not in _INFLICTED:
        return False
    start = reading.clause_of(cue.start).start
    fire = next((hit for hit in reading.topic("kinds") if start <= hit.start <= cue.start and hit.get("kind") == "strike" and not reading.is_verb(hit)), None)
    lead = reading.between(start, fire.start).split() if fire is not None else []
    opens = fire is not None and start == reading.start and not lead  # "Air strikes hit X": those told of before
    return opens or (fire is not None and bool(lead) and len(lead) <= _ARTICLE and reading.grammar.is_all("definite", lead[0]))


def _is_suffered(reading: Reading, cue: Hit) -> bool:
    """Whether places undergo the fire that a noun names: «сім авіаударів зазнали X та Y», «обстрілів зазнали понад 30 сіл»."""
    behind = reading.between(cue.end, reading.clause_of(cue.start).end)
    return reading.grammar.begins("undergo", behind.lstrip()) and not any(ref.side is not None for ref in reading.actors)


def _is_armed(reading: Reading, cue: Hit) -> bool:
    """Whether weapons of no side told are the subject of a verb of fire, within it or right before it: «534 БПЛА атакували X»."""
    return any(hit.role == "weapon" and cue.start - _WEAPON_CHARS <= hit.start < cue.end for hit in reading.topic("actors")) and not any(ref.side is not None for ref in reading.actors)


def from_side(reading: Reading, cue: Hit) -> ActorRef | None:
    """From whose side fire comes: "shelling from the Ukrainian side"."""
    if cue.get("kind") != "strike" or reading.grammar.forms:
        return None
    return next((ref for ref in reading.actors if cue.end <= ref.start and ref.role != "state" and reading.between(cue.end, ref.start).strip() and reading.grammar.is_all("fire-from", reading.between(cue.end, ref.start))), None)


def under_fire_of(reading: Reading, cue: Hit) -> ActorRef | None:
    """Whose fire it is under which somebody comes: "came under Russian fire", "under heavy fire from Ukrainian forces"."""
    if cue.get("kind") != "strike" or reading.grammar.forms or not reading.grammar.begins("undergo", cue.text):
        return None
    inside = next((ref for ref in reading.actors if cue.start < ref.start and ref.end <= cue.end), None)
    return inside or next((ref for ref in reading.actors if cue.end <= ref.start and reading.grammar.is_all("fire-from", reading.between(cue.end, ref.start))), None)


def arrived(reading: Reading, cue: Hit) -> ActorRef | None:
    """The weapons behind a verb of fire that say whose they are: «прилетело несколько "Гераней"»."""
    if cue.get("kind") != "strike" or not reading.grammar.forms:
        return None
    end = reading.clause_of(cue.start).end
    return next((ref for ref in reading.actors if ref.role == "weapon" and cue.start < ref.start < end and len(reading.between(cue.end, ref.start).split()) <= BARE_WORDS), None)


def follows_fire(reading: Reading, cue: Hit, subject: ActorRef) -> bool:
    """Whether a body or a country only does something after an attack: «Следственный комитет возбудил дело после удара по Макеевке»."""
    if not reading.grammar.forms or cue.get("kind") not in ("strike", "assault") or subject.role not in ("official", "state", "person") or subject.end > cue.start:
        return False
    lead = reading.between(subject.end, cue.start)
    return any(reading.grammar.ends("because", words) for words in (lead, lead.rstrip().rpartition(" ")[0]))
