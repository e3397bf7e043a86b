"""Whether a cue tells of what is done, planned or only possible, and whether it is denied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from frontmap.claims.clauses import Clause, head_of
from frontmap.claims.reading import Reading
from frontmap.claims.word_order import is_parted
from frontmap.lexicon.scan import Hit
from frontmap.records import Modality, Polarity

__all__ = ["Mood", "heading_of", "read_mood"]

_ROLES = ("planned", "possible", "attempt", "actual")
_AIMS = frozenset({"control", "encirclement", "assault", "strike", "withdrawal", "advance"})
_HARM = frozenset({"damage", "losses", "casualties"})
_OUTCOMES = frozenset({"control", "encirclement", "withdrawal"})
_NEAR = 7  # words between a negation and the verb that it denies
_ARTICLE = 3  # words before a noun among which its article stands
_VERB_PHRASE = 70  # characters of the verb phrase behind "efforts to"
_GOVERNS = 12  # characters between "plans to" and the infinitive that it governs
_ADJECTIVES = 2  # between "to conduct" and its object
_MARKS = (",", ";", ":", ")", "—", "–")  # behind which the sentence under a heading begins
_ASIDE = re.compile(r",[^,]*,")  # what commas set off: «, за попередніми даними,»
_TRIES = 40  # characters between "attempt" and what is attempted


@dataclass(slots=True)
class Mood:
    """How a cue is meant; `attempt` marks what is tried ("tried to storm") and so is fighting, whatever its aim."""

    modality: Modality = Modality.ACTUAL
    polarity: Polarity = Polarity.ASSERTED
    attempt: bool = False
    words: tuple[Hit, ...] = ()


def read_mood(reading: Reading, cue: Hit, before: Mood | None) -> Mood:
    """Return how a cue of a sentence is meant.

    Parameters
    ----------
    before : Mood or None
        The mood of the cue before it, which a coordinated infinitive shares ("to seize A and force B").
    """
    negations = _denials(reading, cue)
    mood = _modality(reading, cue, before)
    denied = bool(negations) != (cue.get("polarity") == "denied")
    denied = denied or any(hit.get("polarity") == "denied" for hit in mood.words)
    return Mood(mood.modality, Polarity.DENIED if denied else Polarity.ASSERTED, mood.attempt, (*mood.words, *negations[-1:]))


def _modality(reading: Reading, cue: Hit, before: Mood | None) -> Mood:  # noqa: C901, PLR0911 - a ladder: the first reading that fits
    clause, verb = reading.clause_of(cue.start), reading.is_verb(cue)
    modal = _modals(reading, cue, clause, verb=verb)
    lead = reading.between(clause.start, cue.start)
    bare = verb and reading.grammar.is_all("infinitive", cue.text.split()[0])
    infinitive = bare or (verb and reading.grammar.ends("infinitive", lead) and not reading.grammar.is_all("gerund", cue.text.split()[0]))
    if not verb and cue.get("kind") in _AIMS and _leads(reading, "presupposing", _up_to(reading, cue)):
        return Mood()  # "intend to exploit the seizure of X": it has been seized
    if bare and not modal and before is not None and before.words and clause.opener in ("coord", "participle"):
        return before  # "пытаются окружить город и захватить трассу"
    governed = bool(modal) and infinitive and cue.start - modal[-1].end <= _GOVERNS
    wishes = [hit for hit in modal if hit.role in ("planned", "possible")]
    attempts = [hit for hit in modal if hit.role == "attempt"]
    if governed and modal[-1].role in ("planned", "possible"):
        doubt = [hit for hit in wishes[:-1] if hit.role == "possible" and (hit.get("polarity") != "denied" or not reading.between(hit.end, modal[-1].start).strip())]
        return _of([*doubt[:1], modal[-1]] if modal[-1].role == "possible" else [modal[-1]])
    if attempts and (infinitive or cue.start - attempts[-1].end < _TRIES) and not (governed and modal[-1].role == "actual"):
        return Mood(_of(wishes[-1:]).modality, attempt=True, words=tuple(attempts))
    if governed and not wishes and modal[-1].get("object") and before is not None and _bare(reading, modal[-1]) and clause.opener == "coord":
        return Mood(before.modality, words=before.words)  # "to seize A and force B to withdraw"
    if governed:
        return _of(wishes[-1:])
    if wishes:
        ready = wishes[-1].role == "planned" and bool(reading.grammar.forms) and not verb and cue.start - wishes[-1].end <= _GOVERNS  # «імовірно, ворог готує наступ»
        return _of(([] if ready else [hit for hit in wishes if hit.role == "possible"][:1]) or wishes[-1:])
    if not verb and cue.get("kind") in _AIMS and (meant := _ahead(reading, reading.between(max(reading.start, cue.start - _VERB_PHRASE), cue.start))) is not None:
        return Mood(meant)
    unmade = _without_modal(reading, cue, lead, verb=verb, infinitive=infinitive) if not modal else None
    if unmade is not None:
        return unmade
    if verb and _follows(reading, cue, clause) and not modal and before is not None and before.modality is not Modality.ACTUAL:
        return Mood(before.modality)  # "may capture A, cutting B off"
    if (infinitive and (not bare or _is_undone(reading, clause))) or (verb and reading.grammar.is_all("future", cue.text.split()[0]) and not reading.grammar.is_all("passive", cue.text.split()[0])):
        return Mood(Modality.PLANNED)
    if verb and before is not None and (before.modality is not Modality.ACTUAL or before.attempt) and _bare(reading, cue) and reading.grammar.is_all("and", lead):
        return Mood(before.modality, attempt=before.attempt, words=before.words)
    return Mood()


def _is_undone(reading: Reading, clause: Clause) -> bool:
    """Whether no verb of a clause says that what an infinitive names was done, or not: «надеются взять», and not «взять не удалось»."""
    return bool(reading.grammar.forms) and not any(hit.role == "actual" and clause.start <= hit.start < clause.end for hit in reading.topic("modality"))


def _up_to(reading: Reading, cue: Hit) -> str:
    """The words before a noun, with the possessive with which its cue may begin: "in their seizures of X"."""
    own = cue.text.split()[0]
    end = cue.start + len(own) if reading.grammar.is_all("possessive", own) else cue.start
    return reading.between(max(reading.start, cue.start - _VERB_PHRASE), end)


def _follows(reading: Reading, cue: Hit, clause: Clause) -> bool:
    """Whether a participle tells what comes of the verb before it, or stands beside it: ", cutting B off", "thereby damaging B"."""
    if reading.grammar.forms or not reading.grammar.is_all("gerund", cue.text.split()[0]):
        return False
    lead = reading.grammar.without("manner", reading.between(clause.start, cue.start)).strip()
    return (clause.opener == "participle" and not lead) or reading.grammar.is_all("beside", lead)


def _without_modal(reading: Reading, cue: Hit, lead: str, *, verb: bool, infinitive: bool) -> Mood | None:
    """Return how a cue is meant that only its place in the phrase tells: "the importance of capturing X", "to extend their control of X"."""
    if verb and reading.grammar.is_all("gerund", cue.text.split()[0]) and reading.grammar.ends("prospect", lead) and not _denials(reading, cue):
        return Mood(Modality.POSSIBLE)
    if infinitive and cue.get("kind") == "strike" and reading.grammar.has("used-to", lead):
        return Mood()  # "used S-300 systems in a ground role to strike X"
    aim = not verb and cue.get("kind") in _AIMS and _leads(reading, "purpose", lead)
    return Mood(Modality.PLANNED) if aim else None


def _ahead(reading: Reading, lead: str) -> Modality | None:
    """How a noun is meant that somebody prepares for or is exposed to: "in preparation for attacks", "vulnerable to a counteroffensive"."""
    if _leads(reading, "preparing", lead):
        return None if _leads(reading, "blame-for", lead) else Modality.PLANNED
    return Modality.POSSIBLE if _leads(reading, "exposed", lead) else None


def _leads(reading: Reading, part: str, lead: str) -> bool:
    """Whether words of a part stand before a noun and its adjectives: "to conduct limited attacks" of what somebody does something for."""
    if not reading.grammar.may_have(part):
        return False
    words = lead.split()
    leads = (lead, *(" ".join(words[:-count]) for count in range(1, _ADJECTIVES + 1) if all(word.replace("-", "").isalpha() for word in words[-count:])))
    return any(reading.grammar.ends(part, text) for text in leads)


def _subjunctive(reading: Reading, cue: Hit, clause: Clause) -> list[Hit]:
    """The «бы» within a cue of several words, or right behind it: «дорога была бы перерезана», «взяли бы город»."""
    within = (hit for hit in reading.topic("modality") if clause.start <= hit.start and cue.start < hit.start <= cue.end + 1 and hit.role == "possible")
    return [hit for hit in within if reading.grammar.forms and reading.grammar.is_all("hypothetical", hit.text)][:1]


def _governs(reading: Reading, hit: Hit, cue: Hit) -> bool:
    """Whether "efforts to" still reaches a noun: not past a comma or far behind its own verb."""
    between = reading.between(hit.end, cue.start)
    return not reading.grammar.ends("infinitive", hit.text) or ("," not in between and len(between) <= _VERB_PHRASE)


def _modals(reading: Reading, cue: Hit, clause: Clause, *, verb: bool) -> list[Hit]:
    """Return the words of wish, doubt and attempt that can reach a cue: before it, behind it if a noun, or of the heading."""
    governing = [hit for hit in reading.topic("modality") if (hit.role == "possible" or hit.get("that")) and _opens(reading, hit, clause)]
    if governing and not any(hit.role == "planned" and reading.grammar.ends("infinitive", hit.text) and clause.start <= hit.start and hit.end <= cue.start for hit in reading.topic("modality")):
        return governing  # and not "warned that they plan to cross"
    modal = [hit for hit in reading.topic("modality") if clause.start <= hit.start <= cue.start and hit.end <= cue.end and hit.role in _ROLES]
    modal = modal or _subjunctive(reading, cue, clause)
    modal = [hit for hit in modal if verb or _governs(reading, hit, cue)]
    modal = modal or (_shared_modal(reading, cue, clause) if verb and not reading.grammar.forms else [])
    modal = modal or (_condition(reading, clause) if not reading.grammar.forms else [])
    modal = modal or (_after_subject(reading, cue, clause) if verb else _after_noun(reading, cue))
    doubted = [hit for hit in modal if hit.get("polarity") == "denied" and not _past_plan(reading, hit, modal)]
    return doubted[-1:] or modal or (heading_of(reading, cue) if clause.opener in ("mark", "start") else [])


def _past_plan(reading: Reading, doubt: Hit, modal: Sequence[Hit]) -> bool:
    """Whether a doubt is of another verb, that governs the plan: «навряд чи відмовиться від планів захопити X»."""
    return bool(reading.grammar.forms) and any(hit.role == "planned" and len(reading.between(doubt.end, hit.start).split()) > 1 for hit in modal if hit.start > doubt.start)


def heading_of(reading: Reading, cue: Hit) -> list[Hit]:
    """Return the heading that a cue is part of ("Main Effort—Capture the region"), and not one in front of a sentence of its own."""
    before = [hit for hit in reading.topic("modality") if hit.get("heading") and hit.end <= cue.start]
    subjects = (ref.start for ref in reading.actors if ref.role == "force" and before and before[-1].end <= ref.start and ref.end <= cue.start)
    return [] if any(reading.between(reading.start, start).rstrip().endswith(_MARKS) for start in subjects) else before


def _opens(reading: Reading, hit: Hit, clause: Clause) -> bool:
    """Whether the clause is what a doubt is about: "it is unlikely that they will take X"."""
    gap = reading.between(hit.end, clause.start).strip(" ,")
    return hit.start < clause.start and clause.opener in ("rel", "content", *(("mark", "coord") if hit.get("asks") else ())) and (not gap or reading.grammar.is_all("that", gap))


def _condition(reading: Reading, clause: Clause) -> list[Hit]:
    """The "if" with which the clauses open that a clause goes on from: "if A advances or B collapses and withdraws"."""
    at = reading.clauses.index(clause)
    while at > 0 and reading.clauses[at].opener == "coord" and "," not in reading.between(reading.clauses[at - 1].start, reading.clauses[at].start):
        at -= 1
    opening = reading.clauses[at]
    return [hit for hit in reading.topic("modality") if hit.role == "possible" and hit.start == opening.start and opening.opener in ("sub", "start")] if opening is not clause else []


def _shared_modal(reading: Reading, cue: Hit, clause: Clause) -> list[Hit]:
    """The "seek to" of the clause before, where a bare verb goes on with it: "sought to identify and destroy"."""
    if clause.opener != "coord" or not _bare(reading, cue) or not reading.grammar.is_all("and", reading.between(clause.start, cue.start)):
        return []
    before = [hit for hit in reading.topic("modality") if hit.end <= clause.start and reading.clause_of(hit.start).end == clause.start and hit.role in _ROLES]
    last = before[-1:]
    told = any(last[0].end <= hit.start < clause.start for hit in reading.topic("kinds")) if last else True
    return [] if told or not reading.grammar.ends("infinitive", last[0].text) else last


def _of(hits: Sequence[Hit]) -> Mood:
    return Mood(Modality(hits[0].role), words=(hits[0],)) if hits else Mood()


def _after_subject(reading: Reading, cue: Hit, clause: Clause) -> list[Hit]:
    """The "would" behind a gerund that is the subject: "taking X would bring them closer to Y"."""
    if not reading.grammar.is_all("gerund", cue.text.split()[0]) or reading.between(clause.start, cue.start).strip(" \"'“«"):
        return []
    after = [hit for hit in reading.hits if cue.end <= hit.start < clause.end and hit.topic in ("kinds", "attribution", "modality")]
    first = after[:1]
    supposed = bool(first) and first[0].topic == "modality" and first[0].role in ("planned", "possible") and not reading.grammar.ends("infinitive", first[0].text)
    return first if supposed and "," not in reading.between(cue.end, first[0].start) else []


def _after_noun(reading: Reading, cue: Hit) -> list[Hit]:
    """The wish or doubt behind a noun: "strikes could take place", "the capture of X will give"."""
    clause = reading.clause_of(cue.start)
    after = [hit for hit in reading.hits if cue.end <= hit.start < clause.end and hit.topic in ("kinds", "attribution", "modality")]
    at = reading.clauses.index(clause)
    resumed = next((c for index, c in enumerate(reading.clauses) if index > at == head_of(reading.clauses, index)), None)
    if not after and resumed is not None:  # "the fall of X, which they call Y, may follow"
        after = [hit for hit in reading.topic("modality") if resumed.start <= hit.start < resumed.end]
    first = next((hit for hit in after if hit.topic != "attribution" or hit.role == "say"), None)
    wish = first is not None and first.topic == "modality" and first.role in ("planned", "possible")
    if first is not None and wish and (_leads(reading, "preparing", reading.between(clause.start, cue.start)) or _has_been(reading, cue, first)):
        return []  # "preparations for an offensive are unlikely to be complete", "the explosion will not disrupt supplies"
    if first is not None and wish and (first.get("polarity") == "denied" or first.get("after")):
        return [first] if _is_of_event(reading, first) else []
    if first is None or not wish or reading.grammar.ends("infinitive", first.text):
        return []
    after_wish = reading.between(first.end, first.end + _TRIES)
    lead = " ".join(reading.between(clause.start, cue.start).split()[-_ARTICLE:])
    if first.role == "planned" and not reading.grammar.begins("foretold", first.text):
        return []  # "praised the assaults without setting conditions for talks"
    outcome = cue.get("kind") in _OUTCOMES  # "the capture of X would threaten Y": it has not come about
    supposed = reading.grammar.is_all("hypothetical", first.text) and (outcome or not reading.grammar.has("definite", lead))
    told = first.role == "possible" and not supposed and not reading.grammar.begins("occurs", after_wish) and not reading.grammar.has("indefinite", lead)
    return [] if told else [first]  # "the strike may indicate that": it was


def _has_been(reading: Reading, cue: Hit, wish: Hit) -> bool:
    """Whether what a noun with "the" will or may bring about takes its event as given: "the explosion will not disrupt supplies"."""
    if reading.grammar.forms or cue.get("kind") in _OUTCOMES or reading.grammar.is_all("gerund", cue.text.split()[0]) or reading.grammar.is_all("hypothetical", wish.text):
        return False
    lead = " ".join(reading.between(reading.clause_of(cue.start).start, cue.start).split()[-_ARTICLE:])
    told = wish.get("polarity") == "denied" or (wish.role == "planned" and reading.grammar.is_all("modal", wish.text))
    follows = reading.grammar.without("manner", reading.between(wish.end, wish.end + _TRIES)).lstrip()
    given = reading.grammar.has("definite", lead) or (cue.get("kind") in _HARM and not reading.grammar.has("indefinite", lead))
    return told and given and not any(reading.grammar.begins("occurs", text) for text in (follows, follows.removeprefix("to ")))


def _is_of_event(reading: Reading, doubt: Hit) -> bool:
    """Whether a doubt behind a noun is about the event itself ("is unlikely to begin"), and not about what comes of it ("to affect X")."""
    verb = reading.grammar.after("infinitive", reading.text, doubt.end)
    governs = verb > doubt.end + 1 or reading.grammar.ends("infinitive", doubt.text)
    return not governs or reading.grammar.begins("occurs", reading.between(verb, verb + _TRIES))


def _bare(reading: Reading, cue: Hit) -> bool:
    """Whether a verb stands in its bare form, as an infinitive that shares its "to" does."""
    head = cue.text.split()[0]
    if reading.grammar.forms:
        return reading.grammar.is_all("infinitive", head)
    return not (reading.grammar.is_all("past", head) or reading.grammar.is_all("gerund", head) or (head.endswith("s") and not head.endswith("ss")))


def _denials(reading: Reading, cue: Hit) -> list[Hit]:
    """The negations that reach a cue: before it in its clause, over the whole sentence, within it, or behind a noun."""
    verb = reading.is_verb(cue)
    framed = [(frame.hit.start, frame.hit.end) for frame in reading.frames]  # "called it a lie": the denial is the frame's
    free = (hit for hit in reading.topic("polarity") if not any(start <= hit.start and hit.end <= end for start, end in framed))
    return [hit for hit in free if _denies(reading, hit, cue, verb=verb)]


def _denies(reading: Reading, hit: Hit, cue: Hit, *, verb: bool) -> bool:
    if cue.start < hit.start and hit.end <= cue.end and not reading.grammar.forms and reading.grammar.is_all("negative", hit.text):
        return bool(cue.get("polarity") != "denied")  # "has not fallen", "made no gains"
    if hit.get("scope") in ("sentence", "phrase", "next"):
        return _spans(reading, hit, cue)
    clause = reading.clause_of(cue.start)
    if cue.end <= hit.start:
        return _denied_behind(reading, hit, cue, verb=verb) if reading.grammar.forms else _undone(reading, hit, cue, verb=verb)
    if reading.grammar.forms and cue.get("polarity") == "denied" and any(cue.start <= other.start < cue.end for other in reading.topic("polarity")):
        return False  # «без жертв» is a denial by itself, and so is «ніяких росіян немає»
    start = reading.start if is_parted(reading, cue) else clause.start
    return start <= hit.start < cue.start + 1 and hit.end <= cue.end and _reaches(reading, hit, cue, verb=verb)


def _spans(reading: Reading, hit: Hit, cue: Hit) -> bool:
    """Whether a denial that says itself how far it reaches reaches a cue behind it."""
    between = reading.between(hit.end, cue.start)
    if hit.get("scope") == "next":  # "far from being surrounded", "stopped attacking"
        return hit.start < cue.start and (cue.start < hit.end or reading.grammar.is_all("being", between))
    if hit.get("scope") == "phrase":
        return hit.end <= cue.start and "," not in between  # «попри заяви про захоплення міста, …»
    return hit.end <= cue.start and not reading.grammar.has("anew", between)


def _undone(reading: Reading, hit: Hit, cue: Hit, *, verb: bool) -> bool:
    """Whether what stands behind a noun says that it did not come about: "attacks were not recorded"."""
    between, end = reading.between(cue.end, hit.start), reading.clause_of(cue.start).end
    if hit.start >= end or "," in between or (verb and not reading.grammar.is_all("infinitive", cue.text.split()[0])):
        return False
    return verb or reading.grammar.begins("undone", reading.between(cue.end + between.rfind(" ", 0, len(between.rstrip())), end))


def _denied_behind(reading: Reading, negation: Hit, cue: Hit, *, verb: bool) -> bool:
    """Whether a negation behind a noun or an infinitive denies it, where words stand freely: «атак не було», «взяти місто, як заявляли, не вдалося»."""
    grammar, between = reading.grammar, _ASIDE.sub(" ", reading.between(cue.end, negation.start))
    asides = [(cue.end + aside.start(), cue.end + aside.end()) for aside in _ASIDE.finditer(reading.between(cue.end, negation.start))]
    inner = [hit for hit in reading.hits if cue.end <= hit.start < negation.start and not any(start <= hit.start < end for start, end in asides)]
    if "," in between or any(hit.topic == "polarity" or hit.role == "actual" or (hit.topic in ("kinds", "modality") and reading.is_verb(hit)) for hit in inner):
        return False
    if verb and not (grammar.is_all("modifier", cue.text) or grammar.is_all("participle", cue.text)):  # «постраждалих немає»: a noun by its use
        wished = any(hit.role == "planned" and hit.end <= cue.start for hit in reading.topic("modality"))
        return grammar.is_all("infinitive", cue.text.split()[0]) and not wished
    lead = reading.between(max(reading.start, cue.start - _VERB_PHRASE), cue.start)
    about = _leads(reading, "told-of", lead)
    if negation.get("scope") == "talk":
        return about
    if about:
        unknown = grammar.has("talk", lead) and grammar.begins("not-come", reading.between(negation.start, reading.end) + ".")
        return unknown or grammar.begins("out-of-question", reading.between(negation.start, reading.end))
    if grammar.ends("preposition", lead):
        return False  # «після атак не було світла»
    after = reading.between(negation.start, min(reading.end, negation.end + _VERB_PHRASE)) + "."
    return grammar.begins("undone", after) or (grammar.begins("not-there", after) and "oblique" in grammar.cases(cue.text.split()[-1]))


def _reaches(reading: Reading, negation: Hit, cue: Hit, *, verb: bool) -> bool:
    between = reading.between(negation.end, cue.start)
    asides = [(negation.end + aside.start(), negation.end + aside.end()) for aside in _ASIDE.finditer(between)] if reading.grammar.forms else []
    between = _ASIDE.sub(" ", between) if asides else between  # «не змогли, попри втрати, оточити»
    other = not verb or (bool(between.strip()) and not reading.grammar.forms and reading.grammar.is_all("gerund", cue.text.split()[0]))
    if other and reading.grammar.ends("infinitive", negation.text):
        return False  # "unable to withstand the attacks", "failed to equip the units fighting there": not denied
    light = not verb and reading.grammar.begins("light-verb", between)
    if not verb and not reading.grammar.forms and reading.grammar.ends("negated-verb", negation.text) and between.split() and not light:
        return False  # "does not reflect the losses" does not deny them
    verbs = [hit for hit in reading.hits if hit.topic in ("kinds", "attribution") and negation.end <= hit.start < cue.start and hit.get("form", "verb") == "verb"]
    verbs = [hit for hit in verbs if not any(start <= hit.start < end for start, end in asides)]
    verbs = [hit for hit in verbs if not light or reading.between(negation.end, hit.start).strip()]  # "did not secure any advances"
    nouns = [hit for hit in reading.topic("kinds") if negation.end <= hit.start and hit.end <= cue.start]
    if nouns and not verb and reading.grammar.has("circumstance", reading.between(nouns[-1].start, cue.start)):
        return False  # "did not make gains in its attacks" does not deny the attacks
    if not verb and reading.grammar.forms and (reading.grammar.has("because", between) or reading.grammar.has("talk", between) or reading.grammar.begins("ceases", between)):
        return False  # «не припинила обстрілів», «автобусы не ходят из-за обстрелов», «не стихають розмови про наступ»
    if negation.get("plain") and reading.grammar.has("question", between):
        return False  # "nobody says how many were killed"
    return len(between.split()) <= _NEAR and not verbs and "," not in between
