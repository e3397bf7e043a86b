"""Whether a cue claims anything where it stands, or is only told in passing, as the time, the means or the topic of something else."""

from __future__ import annotations

import re

from frontmap.claims.actors import SPEAKERS
from frontmap.claims.clause_subjects import described, is_of_pronoun, subject_of
from frontmap.claims.clauses import is_participle
from frontmap.claims.offtopic import is_offtopic
from frontmap.claims.passives import by_agent, is_passive
from frontmap.claims.reading import Reading
from frontmap.claims.word_order import is_bare, is_parted, is_subjectless
from frontmap.lexicon.scan import Hit

__all__ = ["claims_something"]

_NAMED = 30  # characters behind "the battle of" in which its place begins
_DESCRIBING = frozenset({"control", "withdrawal", "damage", "destroy", "presence", "encirclement"})
_POWERS = frozenset({"force", "state", "weapon", "own", "enemy"})
_MARK = re.compile(r"\s*(?:[.,;:!?)”\"»—–\n]|$)")
_OWNED = re.compile(r"\w[’']s\s*$")
_LOWER_NOUN = re.compile(r" (?!and\b|or\b|but\b|that\b|who\b|which\b|as\b)[a-z][a-z-]+")


def claims_something(reading: Reading, cue: Hit) -> bool:
    """Whether a cue can make a claim where it stands."""
    if any(undoes(reading, cue) for undoes in (_in_passing, _is_instead, _is_adjunct, _is_untold, _is_judged, _is_unproven, _is_asked, _is_lull, _is_repulse, _is_ranked, _is_made_up_for, _is_defender, is_offtopic, _is_of_place, _is_means, _goes_on)):
        return False
    if cue.get("kind") == "assault" and reading.grammar.ends("open-end", cue.text) and not any(0 <= site.start - cue.end <= _NAMED for site in reading.sites):
        return False  # "the Battle of", of what is no place here
    needs = cue.get("needs")
    if needs is None:
        return True
    if needs == "person":
        clause = reading.clause_of(cue.start)
        titles = any(hit.role == "official" and clause.start - 60 <= hit.start < cue.start for hit in reading.topic("actors"))
        titles = titles or _is_of_teller(reading, cue)
        titles = titles or (reading.acted is not None and is_of_pronoun(reading, cue))
        return titles or any(ref.role in ("person", "official") and clause.start - 60 <= ref.start < cue.start for ref in reading.actors)
    subject = subject_of(reading, cue) or by_agent(reading, cue)
    if subject is not None and (subject.role in _POWERS or subject.role == "person"):
        return True
    clause = reading.clause_of(cue.start)
    start = reading.start if is_parted(reading, cue) else _start_of_shared(reading, cue)
    behind = reading.grammar.is_all("infinitive", cue.text.split()[0]) or (cue.get("kind") == "presence" and bool(reading.grammar.forms))
    end = clause.end if behind else cue.end  # «зайти в місто ворогу не вдалося», «у місті перебуває 200 солдатів»
    heads = [hit for hit in reading.topic("actors") if hit.role in ("force", "victim", "weapon", "enemy") and start <= hit.start < end]
    people = [hit.start for hit in reading.topic("actors") if hit.role == "civilian"]
    sided = (ref for ref in reading.actors if ref.role in ("adjective", "equipment") and start <= ref.start < cue.start)
    ours = not reading.frames and bool(reading.grammar.forms) and cue.get("kind") == "advance" and is_subjectless(reading, clause, cue)
    return bool(heads) or ours or any(not any(ref.end <= at < cue.start and len(reading.between(ref.end, at).split()) <= 1 for at in people) for ref in sided)


def _is_of_teller(reading: Reading, cue: Hit) -> bool:
    """Whether somebody tells of where they have been: «напомнил, что в январе сам побывал под Марьинкой»."""
    start = reading.clause_of(cue.start).start
    told = any(frame.role == "say" and frame.speakers and frame.head < frame.start <= start + 1 for frame in reading.frames)
    return told and bool(reading.grammar.forms) and not any(start <= ref.start < cue.start for ref in reading.actors)


def _start_of_shared(reading: Reading, cue: Hit) -> int:
    """Where the clause begins whose subject a cue has: the one before an "and" with a verb right behind it, where words stand freely."""
    at = reading.clauses.index(reading.clause_of(cue.start))
    clause = reading.clauses[at]
    shares = at > 0 and clause.opener == "coord" and reading.grammar.forms and is_bare(reading, reading.between(clause.start, cue.start).strip(" ,").removeprefix("и "))
    return reading.clauses[at - 1].start if shares else clause.start


def _goes_on(reading: Reading, cue: Hit) -> bool:
    """Whether words follow a cue that only counts at the end of what is said: "remains Ukrainian", and not "remains Ukrainian policy"."""
    return bool(cue.get("final")) and not _MARK.match(reading.text, cue.end) and not reading.grammar.begins("behind-final", reading.between(cue.end, cue.end + _NAMED).lstrip())


def _is_of_place(reading: Reading, cue: Hit) -> bool:
    """Whether a noun of losses is of a place itself: «потерю Северска»."""
    if cue.get("kind") != "losses" or not reading.grammar.forms or reading.is_verb(cue):
        return False
    return any(cue.end <= site.start and site.start == site.placement.mention.start and not reading.between(cue.end, site.start).strip() for site in reading.sites)


def _is_means(reading: Reading, cue: Hit) -> bool:
    """Whether an attack only tells by what a gain was made: «в результате наступательных действий освободили»."""
    if cue.get("kind") != "assault" or not reading.grammar.ends("means", reading.between(reading.start, cue.start)):
        return False
    clause = reading.clause_of(cue.start)
    if not reading.grammar.forms:  # "retaken in a counteroffensive", and not "advanced in an assault near X"
        at = reading.clauses.index(clause)
        clause = reading.clauses[at - 1] if at > 0 and clause.opener == "sub" else clause  # "after a counteroffensive"
        gains = [hit for hit in reading.topic("kinds") if hit.get("kind") == "control" and clause.start <= hit.start < cue.start]
        return cue.rule.id.endswith("offensive") and bool(gains) and not any(cue.end <= site.start < reading.clause_of(cue.start).end for site in reading.sites)
    return any(hit.get("kind") in ("control", "advance") and clause.start <= hit.start < clause.end and reading.is_verb(hit) for hit in reading.topic("kinds"))


def _is_instead(reading: Reading, cue: Hit) -> bool:
    """Whether the cue tells what was not done, for something else: "withdrew rather than fighting on"."""
    if not reading.grammar.may_have("instead"):
        return False
    words = reading.between(max(reading.start, cue.start - _NAMED - _NAMED), cue.start).split()
    return any(reading.grammar.ends("instead", " ".join(words[: len(words) - cut]) + " ") for cut in (0, 1))


def _is_made_up_for(reading: Reading, cue: Hit) -> bool:
    """Whether losses are only what something else makes up for: "to replenish losses"."""
    return cue.get("kind") == "losses" and reading.grammar.ends("offset", reading.between(reading.start, cue.start))


def _is_adjunct(reading: Reading, cue: Hit) -> bool:
    """Whether an event only tells the time of another: "his first visit since the incursion"."""
    if reading.is_verb(cue) or not reading.grammar.ends("adjunct", reading.between(max(reading.start, cue.start - 30), cue.start)):
        return False
    return not any(cue.end <= site.start and len(reading.between(cue.end, site.start).split()) <= 1 for site in reading.sites)


def _is_untold(reading: Reading, cue: Hit) -> bool:
    """Whether somebody is said to have told nothing of what a noun names: «Генштаб про удар по X не повідомляв»."""
    if reading.is_verb(cue) or not reading.grammar.may_have("says-nothing"):
        return False
    clause = reading.clause_of(cue.start)
    silence = reading.grammar.find("says-nothing", reading.between(cue.end, clause.end))
    spoken = any(hit.role in ("official", "force", "victim", "media", "observer") and clause.start <= hit.start < clause.end for hit in reading.topic("actors"))
    named = any(ref.role in SPEAKERS and clause.start <= ref.start < clause.end for ref in reading.actors)
    return silence is not None and (spoken or named) and "," not in reading.between(cue.end, cue.end + silence.start())


def _is_judged(reading: Reading, cue: Hit) -> bool:
    """Whether the cue stands in what could not be checked: "Neither side's account of the fighting could be verified"."""
    verdict = next((hit for hit in reading.topic("verification") if hit.get("verdict") == "unverified"), None)
    if verdict is None or reading.frames or cue.start > verdict.start:
        return False
    return reading.grammar.has("told", reading.between(reading.clause_of(verdict.start).start, cue.start)) or reading.grammar.begins("question", reading.between(reading.start, cue.start))


def _is_unproven(reading: Reading, cue: Hit) -> bool:
    """Whether the cue tells what somebody gave no proof of: "has not provided evidence of troops striking the plant"."""
    at = reading.clauses.index(reading.clause_of(cue.start))
    within = at > 0 and reading.clauses[at].opener in ("rel", "content") and not reading.grammar.forms
    return reading.grammar.has("unproven", reading.between(reading.clauses[at - within].start, cue.start))


def _is_repulse(reading: Reading, cue: Hit) -> bool:
    """Whether a passive only tells that those who attacked were beaten off: "tried to storm X but were thrown back"."""
    if reading.grammar.forms or not cue.rule.id.endswith("drive-out") or not is_passive(reading, cue) or reading.clause_of(cue.start).opener != "coord":
        return False
    before = next((hit for hit in reversed(reading.topic("kinds")) if hit.end <= cue.start), None)
    attacked = before is not None and (before.get("kind") == "assault" or any(hit.role == "attempt" and hit.end <= before.start for hit in reading.topic("modality")))
    return attacked and not any(cue.end <= site.start for site in reading.sites)


def _is_ranked(reading: Reading, cue: Hit) -> bool:
    """Whether an infinitive only ranks a place among others: "the second village near X to be recaptured", "the last city to be held"."""
    lead = reading.between(reading.clause_of(cue.start).start, cue.start)
    return not reading.grammar.forms and reading.grammar.ends("to-be", lead) and reading.grammar.has("ranking", lead.rsplit(",", 1)[-1])


def _is_lull(reading: Reading, cue: Hit) -> bool:
    """Whether what a noun tells has just ended: "a lull in the fighting"."""
    return cue.get("kind") in ("assault", "strike") and reading.grammar.ends("lull", reading.between(max(reading.start, cue.start - _NAMED), cue.start))


def _is_asked(reading: Reading, cue: Hit) -> bool:
    """Whether the cue is only what somebody is asked: "asked whether X had fallen, she said"."""
    asked = reading.grammar.find_all("asked", reading.between(reading.start, cue.start))
    return bool(asked) and "," not in reading.between(reading.start + asked[-1].end(), cue.start)


def _is_defender(reading: Reading, cue: Hit) -> bool:
    """Whether a participle only tells which troops are meant: "assaults on the forces defending X"."""
    return reading.grammar.is_all("defend", cue.text) and described(reading, cue) is not None


def _has_own_day(reading: Reading, cue: Hit) -> bool:
    """Whether a participle behind a comma brings its day: «місту, захопленому у червні 2022 року»."""
    behind = reading.between(reading.start, cue.start).rstrip().endswith(",")
    return behind and any(cue.end <= date.start and len(reading.between(cue.end, date.start).split()) <= 1 for date in reading.dates)


def _traps(reading: Reading, cue: Hit) -> bool:
    """Whether a modifier tells of troops that they are surrounded: «деблокировать окружённую роту»."""
    return cue.get("kind") == "encirclement" and any(hit.role == "force" and not reading.between(cue.end, hit.start).strip() for hit in reading.topic("actors") if hit.start > cue.end)


def _in_passing(reading: Reading, cue: Hit) -> bool:
    """Whether control is told by a modifier alone: "the recently captured city", "Russian-occupied"."""
    joined = reading.text[cue.start - 1 : cue.start] == "-" and (reading.is_verb(cue) or cue.get("kind") == "control")  # and not "high-precision strikes"
    if joined or _describes_noun(reading, cue):
        return True
    if cue.get("form") != "noun" and reading.grammar.is_all("modifier", cue.text.split()[0]):
        return not _has_own_day(reading, cue) and not _traps(reading, cue)  # «разрушенных домов»
    lead = reading.between(max(reading.start, cue.start - 30), cue.start)
    if cue.get("kind") != "control" or not is_participle(cue.text, reading.grammar):
        return False
    told = not reading.grammar.forms and reading.grammar.ends("be", reading.grammar.without("manner", lead))  # "is currently occupied by"
    return (reading.grammar.ends("attributive", lead) and not _has_subject(reading, cue) and not told) or _holds_none(reading, cue)


def _has_subject(reading: Reading, cue: Hit) -> bool:
    """Whether only adverbs stand between a force and the verb: "Russian forces recently seized X"."""
    lead = reading.grammar.without("manner", reading.between(reading.start, cue.start)).rstrip()
    return not reading.grammar.forms and any(ref.role in _POWERS and not ref.possessive and ref.end == reading.start + len(lead) for ref in reading.actors)


def _holds_none(reading: Reading, cue: Hit) -> bool:
    """Whether "occupied" only describes the place behind it: "annex occupied Kherson", and not "troops occupied Kherson"."""
    if reading.grammar.forms or not reading.grammar.is_all("held", cue.text) or not any(site.start - cue.end == 1 for site in reading.sites):
        return False
    lead = reading.grammar.without("manner", reading.between(reading.start, cue.start)).rstrip()
    acting = any(ref.end == reading.start + len(lead) for ref in reading.actors) or any(reading.start + len(lead) == hit.end for hit in reading.topic("actors"))
    return not acting and not reading.grammar.ends("taking", lead)


def _describes_noun(reading: Reading, cue: Hit) -> bool:
    """Whether a participle only describes the noun behind it: "in abandoned homes", "rotating damaged units into X"."""
    if cue.get("kind") not in _DESCRIBING or " " in cue.text or not is_participle(cue.text, reading.grammar) or reading.grammar.forms:
        return False
    if any(hit.end + 1 == cue.start and not reading.is_verb(hit) for hit in reading.topic("kinds")):
        return False  # "shelling damaged eleven houses"
    if cue.get("kind") in ("damage", "destroy") and any(frame.role == "evidence" and frame.start <= cue.start < frame.end for frame in reading.frames):
        return False  # "photos show a destroyed bridge in X"
    if not _LOWER_NOUN.match(reading.between(cue.end, cue.end + _NAMED)) or reading.grammar.begins("preposition", reading.between(cue.end, cue.end + _NAMED)):
        return False
    lead = reading.between(max(reading.start, cue.start - _NAMED), cue.start)
    return reading.grammar.ends("describing", lead) or _OWNED.search(lead) is not None  # "through X's flattened streets"
