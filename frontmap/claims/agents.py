"""Who acts in what a cue tells."""

from __future__ import annotations

import re
from dataclasses import replace

from frontmap.claims.actors import AGENTS, ENEMY, FOE, OWN, SELF, ActorRef
from frontmap.claims.announcements import announced
from frontmap.claims.antecedents import antecedent, owner_of_attempt, owner_of_heading, owner_of_own, subject_behind, weapon_before
from frontmap.claims.cases import agent_behind, can_be_subject, instrumental_of, is_object, only_stands_near
from frontmap.claims.clause_subjects import BARE_WORDS, GAINS, INTRANSITIVE, subject_of, visitor
from frontmap.claims.clauses import is_participle
from frontmap.claims.fire import arrived, follows_fire, from_side, going_on, under_fire_of
from frontmap.claims.frames import frame_at
from frontmap.claims.passives import by_agent, is_passive, sender
from frontmap.claims.reading import Reading
from frontmap.claims.word_order import is_managed, is_parted, is_repelled, is_repeller, is_subjectless, launcher, troops_behind, with_head
from frontmap.lexicon.scan import Hit

__all__ = ["actor_of"]

_UNNAMED = {"own": SELF, "enemy": FOE}  # whom a passive without agent means: "liberated" is one's own doing
_BEHIND = 60  # characters before an explosion in which stands who is behind it
_NEAR_WORDS = 7  # between a side and the gain that is its own
_TRIED = 12  # characters between "attempts to" and the verb
_NOUN_WORDS = 4  # between a side's adjective and the noun that it describes
_TROOPS_CHARS = 40  # between an encirclement and the troops in it
_OWN_MOVES = GAINS | {"withdrawal"}
_FIRE = frozenset({"strike", "assault"})


def actor_of(reading: Reading, cue: Hit) -> tuple[ActorRef | None, bool]:
    """Return the actor of a cue, and whether the opposite side of it is meant ("repelled attacks")."""
    actor, flipped = _named_actor(reading, cue)
    if actor is not None and actor.role == "blogger":
        return None, False  # who only tells of it
    if actor is not None and only_stands_near(reading, actor, cue):
        return SELF, False
    return (owner_of_own(reading, actor, cue) if actor is not None and actor.side == OWN else actor), flipped


def _named_actor(reading: Reading, cue: Hit) -> tuple[ActorRef | None, bool]:  # noqa: C901, PLR0911, PLR0912 - a ladder: the first way of naming that fits
    where = cue.get("actor", "")
    if where == "none":
        return _of_participle(reading, cue) or _owned_up(reading, cue), False
    if where == "them":
        return antecedent(reading, cue, reading.clause_of(cue.start).start), False  # «їх уже знищили»
    if where == "inside":
        return next((ref for ref in reading.actors if cue.start <= ref.start and ref.end <= cue.end), SELF), False  # "X remains Ukrainian", "X is ours"
    if _defends(reading, cue):
        return subject_of(reading, cue), True  # "defended X against attacks": the other side attacks
    if cue.get("kind") == "strike" and reading.grammar.is_all("gerund", cue.text) and (led := weapon_before(reading, cue)) is not None:
        return next((ref for ref in reading.actors if ref.role == "weapon" and ref.end == led.end), None), False  # "missiles targeting X"
    if where == "subject":
        return subject_of(reading, cue) or _attribute(reading, cue) or (SELF if _of_nobody(reading, cue) else None), False
    if where in ("after", "object"):
        return _object(reading, cue, where)
    if where == "against":
        foe = _object(reading, cue, "after")[0]
        return foe, foe is not None  # «очистили посёлок от боевиков»: whoever fights against them
    if where == "opponent" and (shot := _armed(reading, cue) or sender(reading, cue)) is not None:
        return shot, False  # «ППО збила 23 «шахеди»»: theirs are the drones that are shot down
    if (holder := _moved(reading, cue) or _moving(reading, cue) or _holder(reading, cue) or launcher(reading, cue)) is not None:
        return holder, False
    if (before := _listed_before(reading, cue) or _told_before(reading, cue)) is not None:
        return actor_of(reading, before)
    if (behind := agent_behind(reading, cue)) is not None and not (cue.get("genitive") == "object" and subject_of(reading, cue) is not None):
        return behind, where == "opponent" or cue.get("kind") == "encirclement"  # "the encirclement of X": X suffers it
    found = _of_verb(reading, cue, where) if reading.is_verb(cue) else _of_noun(reading, cue)
    warned = _warned_of(reading, cue, found[0])
    if warned is not None or found[0] is not None:
        return warned or found[0], warned is None and (found[1] or where == "opponent")
    meant = _unable(reading, cue) or subject_behind(reading, cue) or owner_of_heading(reading, cue)
    told = reading.is_verb(cue) and any(reading.grammar.is_all("first-plural", word) and (at == 0 or reading.grammar.is_all("present", word)) for at, word in enumerate(cue.text.split()))
    own = SELF if told or _against_enemy(reading, cue) or _of_nobody(reading, cue) else None
    if own is not None and is_repelled(reading, cue):
        own = FOE  # «прикордонники відбили спробу ДРГ перейти кордон»
    lost = own is SELF and where == "opponent" and meant is None  # «За сутки потеряли Степное»: the enemy holds it
    return meant or own or _UNNAMED.get(cue.get("default", "")) or _told_above(reading, cue) or visitor(reading, cue) or going_on(reading, cue), lost


def _warned_of(reading: Reading, cue: Hit, named: ActorRef | None) -> ActorRef | None:
    """The enemy of whoever warns of an attack or an advance by nobody else named: "warned that a push towards X was possible"."""
    if reading.is_verb(cue) or cue.get("kind") not in ("assault", "advance", "encirclement"):
        return None
    inner = next(iter(frame_at(reading.frames, cue.start)), None)
    warns = inner is not None and bool(inner.speakers) and reading.grammar.has("warning", inner.hit.text)
    return FOE if warns and inner is not None and (named is None or not inner.start <= named.start < inner.end) else None


def _told_above(reading: Reading, cue: Hit) -> ActorRef | None:
    """Whoever fired by what stands before a colon, behind which the fire is told one by one: «завдали 50 ударів: дрони атакували X»."""
    colon = reading.text.rfind(": ", reading.start, cue.start)
    if colon < 0 or cue.get("kind") != "strike" or not reading.grammar.forms or not reading.is_verb(cue):
        return None
    above = next((hit for hit in reading.topic("kinds") if hit.end <= colon and hit.get("kind") == "strike"), None)
    actor = actor_of(reading, above)[0] if above is not None else None
    return actor if actor is not None and actor.side is not None else None


def _moving(reading: Reading, cue: Hit) -> ActorRef | None:
    """Whom a participle describes that stands before them: "to slow advancing Ukrainian forces"."""
    if cue.get("kind") not in INTRANSITIVE or reading.grammar.forms or not reading.grammar.is_all("gerund", cue.text):
        return None
    return next((ref for ref in reading.actors if ref.start == cue.end + 1 and ref.role == "force"), None)


def _moved(reading: Reading, cue: Hit) -> ActorRef | None:
    """Whose forces a noun of movement takes in: "the commitment of DNR forces along the frontline"."""
    if cue.get("kind") not in INTRANSITIVE or reading.is_verb(cue) or (cue.get("kind") != "presence" and not reading.grammar.forms):
        return None
    return next((ref for ref in reading.actors if cue.start < ref.start < cue.end and ref.role in ("force", "adjective")), None)


def _of_participle(reading: Reading, cue: Hit) -> ActorRef | None:
    """The subject of what is a noun elsewhere: "Russian troops are fighting in X", and not "fighting goes on"."""
    lead = reading.grammar.without("manner", reading.between(reading.clause_of(cue.start).start, cue.start))
    if not reading.grammar.is_all("gerund", cue.text.split()[0]) or not reading.grammar.ends("be", lead):
        return None
    subject = subject_of(reading, cue)
    return subject if subject is not None and len(reading.between(subject.end, cue.start).split()) <= BARE_WORDS else None


def _told_before(reading: Reading, cue: Hit) -> Hit | None:
    """The event that a noun with "the" takes up from the same sentence: "they shelled X, and the shelling killed Y"."""
    before = (hit for hit in reversed(reading.topic("kinds")) if hit.end <= cue.start and hit.get("kind") == cue.get("kind"))
    event = next((hit for hit in before if reading.is_verb(hit)), None)
    return event if event is not None and reading.grammar.ends("definite", reading.between(reading.start, cue.start)) else None


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
    start = reading.start if is_parted(reading, cue) else clause.start
    refs = (ref for ref in reading.actors if start <= ref.start < clause.end and ref.role in AGENTS and is_object(reading, ref))
    return next((ref for ref in refs if not reading.grammar.ends("owned", reading.between(reading.start, ref.start))), None)  # not «обійшовши позиції ЗСУ, спробували»


def _of_nobody(reading: Reading, cue: Hit) -> bool:
    """Whether troops of whom no side is told gain ground in the voice of whoever publishes: they are its own."""
    clause = reading.clause_of(cue.start)
    own = cue.get("kind") in _OWN_MOVES or (cue.get("passive") == OWN and cue.get("actor") in (None, "subject"))
    if not own or not reading.is_verb(cue) or is_passive(reading, cue):
        return False
    if cue.get("kind") == "control" and (troops_behind(reading, clause, cue) or is_managed(reading, clause, cue)):
        return True
    if reading.frames and cue.get("passive") != OWN:
        return False
    lead = reading.between(reading.start, clause.start).rstrip()
    start = reading.start if lead.endswith(",") and lead.count(",") > 1 else clause.start  # «группировка, продолжив продвижение, освободила»
    heads = [hit for hit in reading.topic("actors") if hit.role != "weapon" and start <= hit.start < cue.start and "nominative" in reading.grammar.cases(hit.text)]
    return any(hit.role == "force" for hit in heads) or (not heads and is_subjectless(reading, clause, cue))


def _against_enemy(reading: Reading, cue: Hit) -> bool:
    """Whether a verb's object is the enemy's, so that its subject, whoever it is, fights on the speaker's side."""
    clause = reading.clause_of(cue.start)
    deeds = {hit.start for hit in reading.topic("kinds")}  # «внаслідок ворожих ударів»
    return reading.is_verb(cue) and any(ref.side == ENEMY and cue.end <= ref.start < clause.end and ref.end + 1 not in deeds and is_object(reading, ref) for ref in reading.actors)


def _object(reading: Reading, cue: Hit, where: str) -> tuple[ActorRef | None, bool]:
    clause = with_head(reading, cue)
    described = ("adjective", "force") if reading.grammar.forms and is_passive(reading, cue) else ("adjective",)  # «ворожі диверсанти помічені»
    after = [ref for ref in reading.actors if (cue.start < ref.end or (ref.role in described and ref.end + 1 == cue.start)) and ref.start < clause.end and ref.role in (*AGENTS, "adjective", "equipment")]
    objects = [ref for ref in reading.actors if clause.start <= ref.start < clause.end and is_object(reading, ref) and ref.role in AGENTS]
    if objects:
        return objects[0], False
    if after:
        return after[0], False
    subject = subject_of(reading, cue)
    if where == "object" and reading.grammar.forms and reading.grammar.is_all("possessive", reading.between(reading.start, cue.start).rpartition(",")[2].strip() or "-"):
        return subject or antecedent(reading, cue, clause.start), False  # «ВСУ остановлены, их выдавливают из X»
    active = where == "object" and not is_passive(reading, cue)
    if subject is SELF and not active and is_passive(reading, cue) and not reading.grammar.forms:
        return FOE, False  # "said that the saboteurs had been driven back"
    return subject or _UNNAMED.get(cue.get("passive", "")), active and subject is not None


def _of_verb(reading: Reading, cue: Hit, where: str) -> tuple[ActorRef | None, bool]:  # noqa: PLR0911 - a ladder: the first way of naming that fits
    passive = is_passive(reading, cue)
    by = by_agent(reading, cue) or (instrumental_of(reading, cue) or under_fire_of(reading, cue) if passive else None)
    if (foiled := _foiled(reading, cue) or _caught(reading, cue) or (_taken_from(reading, cue) if passive and by is None else None)) is not None:
        return foiled, True
    if not passive:
        subject = by or _within(reading, cue) or subject_of(reading, cue) or _attribute(reading, cue)
        return subject or instrumental_of(reading, cue) or arrived(reading, cue), where == "opponent"  # «прострілюється артилерією»
    suffers = subject_of(reading, cue) if by is None and cue.get("kind") in _FIRE else None
    if suffers is not None and suffers.role == "force":
        return suffers, True  # "their troops were shelled"
    if by is None and cue.get("kind") == "encirclement":
        suffers = _of_denier(reading, cue, subject_of(reading, cue))
        if not reading.grammar.forms:
            suffers = suffers or _trapped(reading, cue)
        elif suffers is None or suffers.end <= reading.clause_of(cue.start).start:
            suffers = _trapped(reading, cue)  # and not whom the clause before is about: «якщо ворог закріпиться, дорогу буде перерізано»
        return suffers, suffers is not None
    if by is None and cue.get("kind") == "presence" and not reading.grammar.forms:
        return subject_of(reading, cue), False  # "troops were deployed to X"
    if by is None and cue.get("kind") == "withdrawal" and where != "opponent":
        return _attribute(reading, cue) or subject_of(reading, cue) or SELF, False  # «війська відведено на інший рубіж»: one's own
    return by or _gathered(reading, cue) or _UNNAMED.get(cue.get("passive", "")), where == "opponent"


def _of_denier(reading: Reading, cue: Hit, suffers: ActorRef | None) -> ActorRef | None:
    """Whose troops "his troops" are, of whom the foe says that they are surrounded: of whoever denies it."""
    if suffers is None or suffers.side != OWN or reading.grammar.forms:
        return suffers
    frames = [frame for frame in reading.frames if frame.start <= cue.start < frame.end]
    denier = next((frame.speakers[0] for frame in frames if frame.role == "deny" and frame.speakers), None)
    return replace(suffers, side=denier.side) if denier is not None and any(frame.role == "noun" for frame in frames) else suffers


def _trapped(reading: Reading, cue: Hit) -> ActorRef | None:
    """The troops behind a passive that tells of their encirclement: «в місті заблоковано понад 200 російських військових»."""
    end = reading.clause_of(cue.start).end
    return next((ref for ref in reading.actors if reading.grammar.forms and cue.end <= ref.start < end and ref.role == "force" and ", " not in reading.between(cue.end, ref.start)), None)


def _within(reading: Reading, cue: Hit) -> ActorRef | None:
    """The subject that a cue takes in between its verb and what that governs: «поцілив ворог по місту»."""
    inside = (ref for ref in reading.actors if cue.start < ref.start and ref.end < cue.end and ref.role in AGENTS)
    return next((ref for ref in inside if reading.grammar.forms and can_be_subject(reading, ref)), None)


def _caught(reading: Reading, cue: Hit) -> ActorRef | None:
    """The troops that a cue itself tells to be surrounded: "some Russian soldiers are trapped in X"."""
    if cue.get("kind") != "encirclement" or reading.grammar.forms:
        return None
    return next((ref for ref in reading.actors if ref.role == "force" and ref.start < cue.end and cue.start < ref.end), None)


def _taken_from(reading: Reading, cue: Hit) -> ActorRef | None:
    """Whoever lost what was taken: "was recaptured from the Russians"."""
    if cue.get("kind") != "control" or reading.grammar.forms:
        return None
    return next((ref for ref in reading.actors if ref.start >= cue.end and reading.grammar.is_all("taken-from", reading.between(cue.end, ref.start))), None)


def _gathered(reading: Reading, cue: Hit) -> ActorRef | None:
    """The troops of whom a passive tells that they are there: «сосредоточено 53 тысячи военных РФ», «переброшены три бригады ВСУ»."""
    end = reading.clause_of(cue.start).end if cue.get("kind") == "presence" else cue.end
    named = (ref for ref in reading.actors if cue.end <= ref.start < end and ref.role in ("force", "state"))
    return next((ref for ref in named if not reading.grammar.has("preposition", reading.between(cue.end, ref.start))), None)


def _foiled(reading: Reading, cue: Hit) -> ActorRef | None:
    """Who foils what is tried, where nobody says whose attempt it is: "repelled attempts to break through", "an attempt to cross was stopped"."""
    clause = reading.clause_of(cue.start)
    tried = next((hit for hit in reversed(reading.topic("modality")) if hit.role == "attempt" and clause.start <= hit.start and 0 <= cue.start - hit.end <= _TRIED), None)
    if tried is None or reading.grammar.forms or owner_of_attempt(reading, clause.start, cue.start) is not None:
        return None
    repels = [hit for hit in reading.topic("modality") if hit.role == "repel" and clause.start <= hit.start < clause.end]
    before = next((hit for hit in repels if hit.end <= tried.start and len(reading.between(hit.end, tried.start).split()) <= _NOUN_WORDS), None)
    if before is not None:
        return next((ref for ref in reading.actors if clause.start <= ref.start and ref.end <= before.start and ref.role in AGENTS and not ref.possessive), None) or SELF
    after = next((hit for hit in repels if cue.end <= hit.start and is_passive(reading, hit)), None)
    return (by_agent(reading, after) or SELF) if after is not None else None


def _armed(reading: Reading, cue: Hit) -> ActorRef | None:
    """The weapons of one side that a cue takes in: «атака "шахедів"», «сбили 12 украинских беспилотников»."""
    if not reading.grammar.forms:
        return None
    led = any(hit.role in ("weapon", "equipment") and hit.start == cue.start for hit in reading.topic("actors"))  # «украинский беспилотник сбила ПВО»
    inside = (ref for ref in reading.actors if (cue.start <= ref.start or (led and ref.role == "adjective" and ref.end + 1 == cue.start)) and ref.end <= cue.end)
    return next((ref for ref in inside if ref.role in ("weapon", "equipment", "adjective") and ref.side is not None), None)


def _of_noun(reading: Reading, cue: Hit) -> tuple[ActorRef | None, bool]:  # noqa: PLR0911 - a ladder: the first way of naming that fits
    named = _attribute(reading, cue) or by_agent(reading, cue) or _armed(reading, cue) or from_side(reading, cue)
    if named is not None and not is_repeller(reading, named, cue):
        return named, False
    if (owner := _owned_up(reading, cue)) is not None:
        return owner, False
    clause = reading.clause_of(cue.start)
    repels = [hit for hit in reading.topic("modality") if hit.role == "repel" and clause.start <= hit.start < clause.end and not cue.start <= hit.start < cue.end]
    repels = [hit for hit in repels if reading.grammar.forms or hit.start < cue.start or is_participle(hit.text.split()[0], reading.grammar)]  # "attacks to disrupt"
    repels = repels or [hit for hit in reading.topic("kinds") if clause.start <= hit.start < cue.start and _defends(reading, hit)]
    if (stopped := _stopped_by(reading, cue)) is not None:
        return stopped, True
    if repels and (tried := _tried_before(reading, cue, repels[0])) is not None:
        return actor_of(reading, tried)
    if repels and reading.grammar.forms and all(is_passive(reading, hit) and by_agent(reading, hit) is None and instrumental_of(reading, hit) is None for hit in repels):
        return SELF, True  # «окупанти кинули в бій піхоту, штурм відбито», whoever the clause is about
    suffers = _encircled(reading, cue)
    subject = suffers or (None if _is_end_of(reading, cue) or _after_burning(reading, cue) or _leads_fire(reading, cue, "speaking-of") else subject_of(reading, cue))
    if subject is not None and (suffers is not None or not follows_fire(reading, cue, subject)):
        return subject, bool(suffers or repels or _leads_fire(reading, cue, "undergoing"))
    if repels:
        if (repeller := by_agent(reading, repels[0])) is not None:
            return repeller, True
        behind = next((ref for ref in reading.actors if repels[0].end <= ref.start < clause.end and ref.role in AGENTS and reading.grammar.forms and can_be_subject(reading, ref)), None)
        return behind or SELF, True  # "the attack was repelled", says the one who repelled it
    near = [ref for ref in reading.actors if clause.start <= ref.start and ref.end <= cue.start and ref.role in ("force", "state") and not ref.possessive]
    if near and len(reading.between(near[-1].end, cue.start).split()) <= _NEAR_WORDS and cue.get("kind") in GAINS and cue.get("actor") != "none":
        return near[-1], False  # "give its forces a springboard for an advance"
    return announced(reading, cue)


def _tried_before(reading: Reading, cue: Hit, repelled: Hit) -> Hit | None:
    """The attack of an earlier clause that is told to have been repelled: «ВСУ пытались прорваться у X, атаки у Y отбиты»."""
    if not reading.grammar.forms or not is_passive(reading, repelled):
        return None
    start = reading.clause_of(cue.start).start
    before = next((hit for hit in reversed(reading.topic("kinds")) if hit.end <= start), None)
    return before if before is not None and before.get("kind") in ("assault", "advance") and reading.is_verb(before) else None


def _owned_up(reading: Reading, cue: Hit) -> ActorRef | None:
    """Who is said to be behind what happened: "it was behind the explosion", "claimed responsibility for the blast"."""
    lead = reading.between(max(reading.start, cue.start - _BEHIND), cue.start)
    if cue.get("kind") not in ("strike", "damage", "assault") or not reading.grammar.ends("behind", lead):
        return None
    return (None if reading.grammar.forms else subject_of(reading, cue)) or SELF


def _stopped_by(reading: Reading, cue: Hit) -> ActorRef | None:
    """Whose move is stopped by the fire that a cue names: «наступление ВСУ остановлено ударами авиации»."""
    start = reading.clause_of(cue.start).start
    words = reading.between(start, cue.start).split()
    means = reading.grammar.forms.get(cue.text.split()[0].casefold(), frozenset()) == {"instrumental"} and any("passive" in reading.grammar.forms.get(word.casefold(), ()) for word in words)
    named = (ref for ref in reading.actors if start <= ref.start and ref.end <= cue.start and ref.role in ("force", "adjective", "state"))
    return next(named, None) if means else None


def _leads_fire(reading: Reading, cue: Hit, part: str) -> bool:
    """Whether words of a part stand before an attack that their subject does not make: "comment on the strike", "suffered an attack"."""
    storming = cue.get("kind") == "assault" and reading.grammar.is_all("gerund", cue.text.split()[0])
    lead = reading.between(reading.clause_of(cue.start).start, cue.start)
    if cue.get("kind") not in _FIRE or storming:
        return False
    return reading.grammar.has(part, lead) if reading.grammar.forms else reading.grammar.leads(part, lead)


def _is_end_of(reading: Reading, cue: Hit) -> bool:
    """Whether an attack is that in which the subject suffers: "POWs were killed in the attack"."""
    verb = next((hit for hit in reversed(reading.topic("kinds")) if hit.end <= cue.start and reading.is_verb(hit)), None)
    if verb is None or reading.grammar.forms or verb.get("kind") not in ("casualties", "destroy", "damage") or verb.start < reading.clause_of(cue.start).start:
        return False
    return is_passive(reading, verb) and reading.grammar.has("circumstance", reading.between(verb.end, cue.start))


def _after_burning(reading: Reading, cue: Hit) -> bool:
    """Whether an attack is that after which the subject burns: «штаб флоту горить після ракетного удару»."""
    before = next((hit for hit in reversed(reading.topic("kinds")) if hit.end <= cue.start), None)
    burns = before is not None and before.get("kind") == "damage" and before.get("actor") == "none" and reading.is_verb(before)
    return burns and bool(reading.grammar.forms) and reading.grammar.leads("because", reading.between(reading.clause_of(cue.start).start, cue.start))


def _encircled(reading: Reading, cue: Hit) -> ActorRef | None:
    """Whose encirclement a noun tells of: "the encirclement of Ukrainian troops in the pocket"."""
    if cue.get("kind") != "encirclement" or reading.grammar.forms:
        return None
    troops = (ref for ref in reading.actors if ref.role == "force" and abs(ref.start - cue.end) <= _TROOPS_CHARS)
    return next((ref for ref in troops if reading.grammar.ends("encirclement-of", reading.between(max(reading.start, ref.start - _TROOPS_CHARS), ref.start))), None)


def _holder(reading: Reading, cue: Hit) -> ActorRef | None:
    """Whoever is named within the cue or right behind its "of" or "by": "under Ukrainian control", "under control of X"."""
    if not reading.grammar.begins("part-of", cue.text) and not reading.grammar.ends("held-in", cue.text) and not reading.grammar.ends("held-by", cue.text):
        return None
    inside = next((ref for ref in reading.actors if cue.start <= ref.start and ref.end <= cue.end and ref.side != OWN), None)
    if inside is None and any(hit.role == OWN and cue.start <= hit.start and hit.end <= cue.end for hit in reading.topic("actors")):
        return SELF  # "under its control"
    if inside is not None or not reading.grammar.ends("held-by", cue.text):
        return inside
    return next((ref for ref in reading.actors if cue.end <= ref.start and len(reading.between(cue.end, ref.start).split()) <= BARE_WORDS), None)


def _attribute(reading: Reading, cue: Hit) -> ActorRef | None:
    """The side's adjective, possessive or weapon before a noun: "Russian drone strikes", "their shelling"."""
    ref = next((ref for ref in reversed(reading.actors) if ref.start <= cue.start and (ref.end <= cue.start or cue.start < ref.end)), None)
    if ref is None:
        return None
    between = reading.between(ref.end, cue.start)
    near = len(between.split()) <= _NOUN_WORDS and not re.search(r"[,;.:()]", between) and not reading.grammar.has("link", between)
    near = near and not any(hit.role == "repel" and ref.end <= hit.start < cue.start for hit in reading.topic("modality"))  # «наші відбили потужний штурм»
    return ref if near and (ref.role in ("adjective", "weapon") or ref.possessive or not between.strip()) else None
