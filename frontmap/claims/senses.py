"""Which kinds of claim a cue makes, and of whom: "destroyed" is losses or damage, "killed" losses or civilians, "tried to take" an assault."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from frontmap.claims.actors import SELF, ActorRef
from frontmap.claims.agents import actor_of
from frontmap.claims.clause_subjects import subject_of
from frontmap.claims.modality import Mood
from frontmap.claims.passives import is_passive
from frontmap.claims.reading import Reading
from frontmap.claims.sufferers import fallen_of, loser_of, of_war, victims_of
from frontmap.lexicon.scan import Hit
from frontmap.records import Kind, Modality

__all__ = ["senses_of"]

_CIVIL = frozenset({"civilians", "casualties", "damage"})
_GROUND = frozenset({"assault", "advance", "control", "withdrawal", "encirclement"})
_ARTICLE = 3  # words before "attack" among which its article stands: "the most massive attack"
_MEANS = 60  # characters behind a clause in which "with drones" can begin
_ARMED = 5  # characters between a weapon and the attack that it makes


def senses_of(reading: Reading, cue: Hit, cues: Sequence[Hit], mood: Mood) -> Iterator[tuple[Kind, ActorRef | None, bool, Modality]]:
    """Yield kind, actor, whether the actor's opponent is meant, and modality: a cue may tell of more than one thing."""
    kind = cue.get("kind")
    if kind == "casualties":
        yield from _casualties(reading, cue, cues, mood)
        return
    if kind == "destroy":
        yield from _destruction(reading, cue, cues, mood)
        return
    if cue.get("troops") and (trapped := _trapped(reading, cue)) is not None:
        yield from ((Kind(cue.get("troops")), ref, True, mood.modality) for ref in trapped)
        return
    if mood.attempt and cue.get("actor") == "object" and kind == "withdrawal" and not is_passive(reading, cue):
        yield Kind.ASSAULT, subject_of(reading, cue), False, mood.modality  # "tried to push us out of X"
        return
    actor, flipped = loser_of(reading, cue) if cue.get("actor") == "losses" else actor_of(reading, cue)
    kind = _kind_of(reading, cue, cues, actor)
    if mood.attempt and cue.get("held"):
        yield Kind(kind), actor, flipped, mood.modality if mood.modality is not Modality.ACTUAL else Modality.PLANNED  # "struggle to hold X"
        return
    if mood.attempt and kind in ("control", "advance", "encirclement"):
        if kind != "advance":
            yield Kind(kind), actor, flipped, mood.modality if reading.grammar.forms and mood.modality is Modality.POSSIBLE else Modality.PLANNED
        trying = bool(mood.words) and not reading.grammar.forms and reading.grammar.is_all("gerund", mood.words[-1].text.split()[0])
        if kind != "encirclement" or not trying:  # "are trying to surround X": nobody attacks X yet
            yield Kind.ASSAULT, actor, flipped, mood.modality
        return
    yield Kind(kind), actor, flipped, mood.modality


def _trapped(reading: Reading, cue: Hit) -> list[ActorRef] | None:
    """The troops, if any, of whom a cue is told that else is told of civilians: "a small Ukrainian rearguard is trapped in X"."""
    subject = subject_of(reading, cue)
    if subject is not None and subject.role in ("force", "state") and not subject.possessive:
        return [subject]
    unsided = victims_of(reading, cue)[1] or any(hit.role == "force" and hit.end + 1 == cue.start for hit in reading.topic("actors"))
    return [] if unsided else None


def _kind_of(reading: Reading, cue: Hit, cues: Sequence[Hit], actor: ActorRef | None) -> str:
    """The kind of a cue whose word may mean fire or fighting, by its means and by what it goes on with."""
    kind = str(cue.get("kind"))
    if cue.get("generic") and any(other.get("kind") in _CIVIL for other in cues):
        kind = "strike"
    armed = any(hit.role == "weapon" and 0 <= cue.start - hit.end <= _ARMED for hit in reading.topic("actors"))
    if kind == "assault" and cue.get("generic") and (_same_fire(reading, cue) or armed or _by_weapons(reading, cue) or _on_town(reading, cue, cues)):
        return "strike"  # "a depot was hit. The SBU carried out the attack", "drones in attacks on X"
    if kind == "advance" and (actor.role == "weapon" if actor is not None else _led_by_weapon(reading, cue)):
        return "strike"  # "drones reached X"
    before = next((other for other in reversed(cues) if other.end <= cue.start), None) if cue.get("follows") else None
    follows = before is not None and before.get("kind") == "assault" and reading.grammar.is_all("gerund", cue.text.split()[0])
    own = before is not None and any(before.end <= ref.start < cue.start and ref.role == "force" for ref in reading.actors)
    return "assault" if follows and not own else kind  # "launched assaults, targeting X"


def _on_town(reading: Reading, cue: Hit, cues: Sequence[Hit]) -> bool:
    """Whether one attack is told of a whole town, or after which something is told of it, and no ground is fought for: «після атаки на Чернігів»."""
    if not reading.grammar.forms or reading.is_verb(cue) or not reading.grammar.is_all("one-attack", cue.text):
        return False
    if any(hit.role in ("repel", "attempt", "planned") for hit in reading.topic("modality")) or any(other is not cue and other.get("kind") in _GROUND for other in cues):
        return False
    site = next((site for site in reading.sites if cue.end <= site.start and not site.leaning), None)
    several = reading.grammar.is_all("several-attacks", cue.text)  # «атаки на Степове не вщухають», and yet «після атаки»
    onto = not several and site is not None and site.fine and site.placement.mention.relation is None and reading.grammar.is_all("inside", reading.between(cue.end, site.start).strip())
    return onto or reading.grammar.leads("because", reading.between(reading.clause_of(cue.start).start, cue.start))


def _same_fire(reading: Reading, cue: Hit) -> bool:
    """Whether "the attack" takes up what the sentence before tells of fire."""
    if not reading.fired or reading.is_verb(cue):
        return False
    if reading.grammar.forms:
        return bool(reading.frames) and not any(not site.leaning and not site.title for site in reading.sites)  # «заявили, что атака отражена»
    if any(hit.get("kind") == "assault" and not hit.get("generic") and hit.end <= cue.start for hit in reading.topic("kinds")):
        return False  # "may launch an offensive, but nobody knows when that attack will begin"
    lead = " ".join(reading.between(reading.clause_of(cue.start).start, cue.start).split()[-_ARTICLE:])
    return reading.grammar.has("definite", lead) and not any(cue.end <= site.start < cue.end + _MEANS and not site.leaning for site in reading.sites)


def _by_weapons(reading: Reading, cue: Hit) -> bool:
    """Whether the means behind an attack are weapons that strike from afar: "attacked the port with drones"."""
    clause = reading.clause_of(cue.start)
    means = (hit for hit in reading.topic("actors") if hit.role == "weapon" and cue.end <= hit.start < clause.end + _MEANS)
    means = (hit for hit in means if not reading.grammar.has("backing", reading.between(hit.end, hit.end + _MEANS).split(",")[0]))
    meant = [hit.start for hit in reading.topic("modality")]
    return any(reading.grammar.has("by-means", between) and "," not in between for between in (reading.between(cue.end, hit.start) for hit in means if not any(cue.end <= at < hit.start for at in meant)))


def _led_by_weapon(reading: Reading, cue: Hit) -> bool:
    """Whether weapons of no side told are the subject: "drones again reached X"."""
    clause = reading.clause_of(cue.start)
    heads = [hit for hit in reading.topic("actors") if clause.start <= hit.start < cue.start and hit.role in ("force", "weapon", "equipment", "official", "civilian")]
    return any(hit.role == "weapon" for hit in heads) and all(hit.role in ("weapon", "equipment") for hit in heads)


def _shot(reading: Reading, cue: Hit) -> bool:
    """Whether a weapon stands right before a verb of killing, as its subject."""
    return any(hit.role == "weapon" and cue.start - hit.end >= 0 and len(reading.between(hit.end, cue.start).split()) <= 1 for hit in reading.topic("actors"))


def _casualties(reading: Reading, cue: Hit, cues: Sequence[Hit], mood: Mood) -> Iterator[tuple[Kind, ActorRef | None, bool, Modality]]:
    victim, military, civilian = victims_of(reading, cue)
    if cue.get("soldiers") and not civilian:
        yield Kind.LOSSES, fallen_of(reading, cue) or SELF, False, mood.modality  # of whom no side is told: one's own
        return
    if military or (victim is not None and victim.role == "force"):
        agent, flipped = actor_of(reading, cue)
        known = victim is not None and victim.side is not None
        yield Kind.LOSSES, victim if known else agent, not known and not flipped, mood.modality
    if civilian or not (military or victim is not None):
        actor, flipped = actor_of(reading, cue)
        yield Kind.CIVILIANS, actor, flipped, mood.modality
        if not reading.grammar.forms and reading.is_verb(cue) and not is_passive(reading, cue) and not any(other.get("kind") == "strike" for other in cues) and _shot(reading, cue):
            yield Kind.STRIKE, actor, flipped, mood.modality  # "a mortar shell killed two"


def _is_object_alone(reading: Reading, cue: Hit, actor: ActorRef) -> bool:
    """Whether the only name beside a verb in the plural is what it does something to: «ворожі групи, що зайшли в місто, знищують»."""
    if not reading.grammar.forms or not actor.text or actor.side is None:
        return False
    either = {"nominative", "oblique"} <= reading.grammar.cases(actor.text.split()[-1]) and reading.grammar.is_all("subjectless", cue.text.split()[0])
    return either and not any(cue.end <= hit.start for hit in reading.topic("actors") if hit.start < reading.clause_of(cue.start).end)


def _destruction(reading: Reading, cue: Hit, cues: Sequence[Hit], mood: Mood) -> Iterator[tuple[Kind, ActorRef | None, bool, Modality]]:
    victim, military, _ = victims_of(reading, cue)
    actor, flipped = actor_of(reading, cue)
    if victim is not None and victim.role in ("equipment", "victim", "force") and (actor is None or victim.side != actor.side):
        yield Kind.LOSSES, victim, False, mood.modality
        if actor is not None and actor.role == "weapon" and not reading.grammar.forms and not any(other.get("kind") == "strike" for other in cues):
            yield Kind.STRIKE, actor, flipped, mood.modality  # "naval drones damaged two boats"
        return
    if military and victim is None and actor is not None and actor.role == "force" and _is_object_alone(reading, cue, actor):
        yield Kind.LOSSES, actor, False, mood.modality
        return
    if military and victim is None and (actor is not None or not reading.grammar.forms or of_war(reading, cue)):
        yield Kind.LOSSES, actor, actor is not None, mood.modality  # "four tanks were burned out"
        return
    yield Kind.DAMAGE, actor, flipped, mood.modality
    if actor is not None and actor.role in ("force", "state", "weapon", "own", "enemy") and not any(other.get("kind") == "strike" for other in cues):
        yield Kind.STRIKE, actor, flipped, mood.modality
