"""Whether a cue tells of what is done, planned or only possible, and whether it is denied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frontmap.claims.clauses import Clause, head_of
from frontmap.claims.negation import denials_of
from frontmap.claims.reading import Reading
from frontmap.lexicon.scan import Hit
from frontmap.records import Modality, Polarity

__all__ = ["Mood", "heading_of", "read_mood"]

_ROLES = ("planned", "possible", "attempt", "actual")
_AIMS = frozenset({"control", "encirclement", "assault", "strike", "withdrawal", "advance"})
_HARM = frozenset({"damage", "losses", "casualties"})
_OUTCOMES = frozenset({"control", "encirclement", "withdrawal"})
_ARTICLE = 3  # words before a noun among which its article stands
_VERB_PHRASE = 70  # characters of the verb phrase behind "efforts to"
_GOVERNS = 12  # characters between "plans to" and the infinitive that it governs
_MARKS = (",", ";", ":", ")", "—", "–")  # behind which the sentence under a heading begins
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
    negations = denials_of(reading, cue)
    mood = _modality(reading, cue, before)
    denied = bool(negations) != (cue.get("polarity") == "denied")
    denied = denied or any(hit.get("polarity") == "denied" and not _is_to_hinder(reading, hit, cue) for hit in mood.words)
    return Mood(mood.modality, Polarity.DENIED if denied else Polarity.ASSERTED, mood.attempt, (*mood.words, *negations[-1:]))


def _is_to_hinder(reading: Reading, doubt: Hit, cue: Hit) -> bool:
    """Whether a doubt is of hindering what the cue tells: "too weak to prevent advances"."""
    return not reading.grammar.forms and reading.grammar.has("hinder", reading.between(doubt.end, cue.start))


def _modality(reading: Reading, cue: Hit, before: Mood | None) -> Mood:  # noqa: C901, PLR0911 - a ladder: the first reading that fits
    clause, verb = reading.clause_of(cue.start), reading.is_verb(cue)
    modal = _modals(reading, cue, clause, verb=verb)
    lead = reading.between(clause.start, cue.start)
    bare = verb and reading.grammar.is_all("infinitive", cue.text.split()[0]) and not reading.grammar.is_all("impersonal", cue.text.split()[0])  # «чути вибухи»
    infinitive = bare or (verb and reading.grammar.ends("infinitive", lead) and not reading.grammar.is_all("gerund", cue.text.split()[0]))
    if _is_given(reading, cue, modal, lead, verb=verb, infinitive=infinitive):
        return Mood()
    if bare and not modal and before is not None and before.words and clause.opener in ("coord", "participle"):
        return before  # "пытаются окружить город и захватить трассу"
    governed = bool(modal) and infinitive and cue.start - modal[-1].end <= _GOVERNS
    wishes = [hit for hit in modal if hit.role in ("planned", "possible")]
    attempts = [hit for hit in modal if hit.role == "attempt"]
    if governed and modal[-1].role in ("planned", "possible"):
        doubt = [hit for hit in wishes[:-1] if hit.role == "possible" and (hit.get("polarity") != "denied" or not reading.between(hit.end, modal[-1].start).strip())]
        return _of([*doubt[:1], modal[-1]] if modal[-1].role == "possible" else [modal[-1]])
    used = governed and modal[-1].role == "actual" and not (attempts and modal[-1].start - attempts[-1].end <= 1)  # and not "tried to use X to enter Y"
    if attempts and (infinitive or cue.start - attempts[-1].end < _TRIES) and not used and (governed or not _is_purpose(reading, cue, attempts[-1], lead)):
        near = [hit for hit in wishes if reading.grammar.forms or "," not in reading.between(hit.end, attempts[-1].start)]
        later = reading.grammar.forms and not near and reading.grammar.is_all("future", attempts[-1].text.split()[0])  # «спробує взяти»
        return Mood(Modality.PLANNED if later else _of(near[-1:]).modality, attempt=True, words=tuple(attempts))
    if governed and not wishes and modal[-1].get("object") and before is not None and _bare(reading, modal[-1]) and clause.opener == "coord":
        return Mood(before.modality, words=before.words)  # "to seize A and force B to withdraw"
    if governed:
        return _of(wishes[-1:])
    if wishes:
        ready = wishes[-1].role == "planned" and bool(reading.grammar.forms) and not verb and cue.start - wishes[-1].end <= _GOVERNS  # «імовірно, ворог готує наступ»
        return _of(([] if ready else [hit for hit in wishes if hit.role == "possible"][:1]) or wishes[-1:])
    if not verb and cue.get("kind") in _AIMS and (meant := _ahead(reading, reading.between(max(reading.start, cue.start - _VERB_PHRASE), cue.start))) is not None:
        return Mood(meant)
    unmade = _without_modal(reading, cue, lead, verb=verb) if not modal else None
    if unmade is not None:
        return unmade
    if verb and _follows(reading, cue, clause) and not modal and before is not None and before.modality is not Modality.ACTUAL:
        return Mood(before.modality)  # "may capture A, cutting B off"
    if (infinitive and (not bare or _is_undone(reading, clause))) or (verb and reading.grammar.is_all("future", cue.text.split()[0]) and not reading.grammar.is_all("passive", cue.text.split()[0])):
        return Mood(Modality.PLANNED)
    goes_on = _bare(reading, cue) and reading.grammar.is_all("and", lead) if verb else not reading.grammar.forms and _goes_on_bare(reading, cue, clause)
    if before is not None and (before.modality is not Modality.ACTUAL or before.attempt) and goes_on:
        return Mood(before.modality, attempt=before.attempt, words=before.words)
    return Mood()


def _is_purpose(reading: Reading, cue: Hit, attempt: Hit, lead: str) -> bool:
    """Whether an infinitive tells what the thing tried is for: "attempting to gather the men to seize X"."""
    second = reading.grammar.ends("infinitive", attempt.text) and reading.grammar.ends("infinitive", lead) and reading.grammar.has("infinitive", reading.between(attempt.end, cue.start))
    return second and not reading.grammar.forms and cue.start - attempt.end > _GOVERNS


def _is_given(reading: Reading, cue: Hit, modal: Sequence[Hit], lead: str, *, verb: bool, infinitive: bool) -> bool:
    """Whether what a cue tells has come about, whatever is wished around it: "intend to exploit the seizure of X", "used positions to shell X"."""
    noun = not verb or (not reading.grammar.forms and reading.grammar.ends("definite", lead))  # "leverage their control of X"
    if noun and cue.get("kind") in _AIMS and reading.grammar.leads("presupposing", _up_to(reading, cue)):
        return True
    wished = any(hit.role != "actual" for hit in modal)
    fired = infinitive and not wished and cue.get("kind") == "strike" and reading.grammar.has("used-to", lead)  # "used S-300 systems in a ground role to strike X"
    return fired or (bool(modal) and _is_described(reading, cue, modal[-1]))  # "the capability to strike Russian forces massed in X"


def _is_described(reading: Reading, cue: Hit, modal: Hit) -> bool:
    """Whether a participle only tells of the troops that are the object of what a modal governs."""
    if reading.grammar.forms or not any(reading.grammar.is_all(form, cue.text.split()[0]) for form in ("gerund", "past")):
        return False
    troops = next((ref for ref in reading.actors if ref.end + 1 == cue.start and ref.role == "force"), None)
    return troops is not None and reading.grammar.ends("infinitive", modal.text) and bool(reading.between(modal.end, troops.start).strip())


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


def _without_modal(reading: Reading, cue: Hit, lead: str, *, verb: bool) -> Mood | None:
    """Return how a cue is meant that only its place in the phrase tells: "the importance of capturing X", "to extend their control of X"."""
    if verb and reading.grammar.is_all("gerund", cue.text.split()[0]) and reading.grammar.ends("prospect", lead) and not denials_of(reading, cue):
        return Mood(Modality.POSSIBLE)
    if verb and (ahead := _awaited(reading, cue, lead)) is not None:
        return Mood(ahead)
    aim = not verb and cue.get("kind") in _AIMS and reading.grammar.leads("purpose", lead)
    return Mood(Modality.PLANNED) if aim or (verb and _shares_infinitive(reading, cue)) else None


def _awaited(reading: Reading, cue: Hit, lead: str) -> Modality | None:
    """How a present is meant of what is still to come: "until they take X"; and, where the sentence looks ahead, "after they take X"."""
    grammar, head = reading.grammar, cue.text.split()[0]
    opening = grammar.without("manner", lead)  # nothing is left of "once again"
    perfect = grammar.ends("present", opening) and not grammar.ends("being", opening)
    present = perfect or not (grammar.is_all("past", head) or grammar.is_all("gerund", head))
    if grammar.forms or not present or "," in opening:
        return None
    wish = next((hit.role for hit in reading.topic("modality") if hit.role in ("planned", "possible")), "")
    awaited = grammar.begins("awaiting", opening) or (wish and grammar.begins("awaiting-next", opening))
    return Modality(wish or "planned") if awaited else None


def _ahead(reading: Reading, lead: str) -> Modality | None:
    """How a noun is meant that somebody prepares for or is exposed to: "in preparation for attacks", "vulnerable to a counteroffensive"."""
    if reading.grammar.leads("preparing", lead):
        return None if reading.grammar.leads("blame-for", lead) else Modality.PLANNED
    return Modality.POSSIBLE if reading.grammar.leads("exposed", lead) else None


def _subjunctive(reading: Reading, cue: Hit, clause: Clause) -> list[Hit]:
    """The «бы» within a cue of several words, or right behind it: «дорога была бы перерезана», «взяли бы город»."""
    within = (hit for hit in reading.topic("modality") if clause.start <= hit.start and cue.start < hit.start <= cue.end + 1 and hit.role == "possible")
    return [hit for hit in within if reading.grammar.forms and reading.grammar.is_all("hypothetical", hit.text)][:1]


def _foretold(reading: Reading, cue: Hit) -> list[Hit]:
    """The "will be" within a cue of several words, possible where an "if" opens the sentence: «якщо X впаде, дорогу буде перерізано»."""
    within = [hit for hit in reading.topic("modality") if reading.grammar.forms and cue.start < hit.start and hit.end <= cue.end and hit.role == "planned"]
    wish = [hit for hit in reading.topic("modality") if within and hit.end <= cue.start and hit.start - reading.start <= 1 and hit.role == "possible"]
    return wish or within


def _governs(reading: Reading, hit: Hit, cue: Hit, *, verb: bool) -> bool:
    """Whether "efforts to" still reaches a noun, and "risk of" anything: not past a comma or far behind its own verb."""
    between = reading.between(hit.end, cue.start)
    if not reading.grammar.forms and reading.grammar.ends("open-end", hit.text) and "," in between:
        return False
    if verb and reading.grammar.forms and reading.grammar.is_all("threat", hit.text) and any(0 <= other.start - hit.end <= 1 and other.end <= cue.start for other in reading.topic("kinds")):
        return False  # «через загрозу оточення війська відведено»
    return verb or not reading.grammar.ends("infinitive", hit.text) or ("," not in between and len(between) <= _VERB_PHRASE)


def _modals(reading: Reading, cue: Hit, clause: Clause, *, verb: bool) -> list[Hit]:
    """Return the words of wish, doubt and attempt that can reach a cue: before it, behind it if a noun, or of the heading."""
    governing = [hit for hit in reading.topic("modality") if (hit.role == "possible" or hit.get("that")) and _opens(reading, hit, clause)]
    if governing and not any(hit.role == "planned" and reading.grammar.ends("infinitive", hit.text) and clause.start <= hit.start and hit.end <= cue.start for hit in reading.topic("modality")):
        return governing  # and not "warned that they plan to cross"
    modal = [hit for hit in reading.topic("modality") if clause.start <= hit.start <= cue.start and hit.end <= cue.end and hit.role in _ROLES]
    modal = modal or [hit for hit in reading.topic("modality") if hit.start < clause.start < hit.end <= cue.start <= hit.end + _GOVERNS and hit.role in _ROLES]  # "tasked with taking X"
    modal = modal or _subjunctive(reading, cue, clause) or _foretold(reading, cue)
    modal = [hit for hit in modal if _governs(reading, hit, cue, verb=verb)]
    modal = modal or (_shared_modal(reading, cue, clause) if not reading.grammar.forms else [])
    modal = modal or (_condition(reading, clause) or _ahead_of(reading, cue, clause) if not reading.grammar.forms else [])
    modal = modal or (_after_subject(reading, cue, clause) if verb else _after_noun(reading, cue))
    modal = [hit for hit in modal if not hit.get("present") or (verb and _is_present(reading, cue))]
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
    """The "seek to" of the clause before, where a bare verb goes on with it: "sought to identify and destroy", "and complete the capture of X"."""
    if clause.opener != "coord" or not _goes_on_bare(reading, cue, clause):
        return []
    before = [hit for hit in reading.topic("modality") if hit.end <= clause.start and reading.clause_of(hit.start).end == clause.start and hit.role in _ROLES]
    last = before[-1:]
    told = any(last[0].end <= hit.start < clause.start for hit in reading.topic("kinds")) if last else True
    return [] if told or not reading.grammar.ends("infinitive", last[0].text) else last


def _goes_on_bare(reading: Reading, cue: Hit, clause: Clause) -> bool:
    """Whether a bare verb behind "and" opens a clause: the cue itself, or the verb whose object a noun is."""
    lead = reading.between(clause.start, cue.start)
    if reading.is_verb(cue):
        single = " " not in cue.text or cue.get("form") != "mixed"  # and not "missile and artillery strikes"
        return single and _bare(reading, cue) and reading.grammar.is_all("and", lead)
    joiner, _, phrase = lead.strip().partition(" ")
    return bool(phrase) and reading.grammar.is_all("and", joiner) and _is_bare_word(reading, phrase.split()[0]) and reading.grammar.begins("light-verb", phrase)


def _shares_infinitive(reading: Reading, cue: Hit) -> bool:
    """Whether a bare verb shares the "to" of a verb that claims nothing: "to compel its surrender or destroy it"."""
    clause = reading.clause_of(cue.start)
    if reading.grammar.forms or clause.opener != "coord" or not _goes_on_bare(reading, cue, clause):
        return False
    before = reading.clauses[reading.clauses.index(clause) - 1]
    to = reading.grammar.find_all("infinitive", reading.between(before.start, before.end))
    if not to:
        return False
    at = before.start + to[-1].start()
    done = (hit for hit in reading.hits if hit.topic in ("kinds", "modality") and before.start <= hit.start and at < hit.end <= before.end)
    return not any(hit.topic == "kinds" or hit.role == "actual" for hit in done)


def _ahead_of(reading: Reading, cue: Hit, clause: Clause) -> list[Hit]:
    """The wish or doubt of the main clause, which what comes before its deed shares: "will likely encircle X before bombarding it"."""
    at = reading.clauses.index(clause)
    gerund = reading.grammar.is_all("gerund", cue.text.split()[0]) and reading.grammar.is_all("ahead-of", reading.between(clause.start, cue.start))
    if at == 0 or clause.opener != "sub" or not gerund:
        return []
    main = reading.clauses[at - 1]
    return [hit for hit in reading.topic("modality") if main.start <= hit.start < main.end and hit.role in ("planned", "possible")][-1:]


def _is_present(reading: Reading, cue: Hit) -> bool:
    return not any(reading.grammar.is_all(form, word) for word in cue.text.split()[:1] for form in ("past", "gerund"))


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
    after = [hit for hit in after if hit.topic != "kinds" or reading.grammar.forms or (reading.is_verb(hit) and not reading.grammar.is_all("gerund", hit.text.split()[0]))]
    wished = {hit.start - 1 for hit in after if reading.grammar.forms and reading.grammar.is_all("hypothetical", hit.text)}
    after = [hit for hit in after if hit.role != "actual" or hit.end not in wished]  # «потеря X стала бы ударом»
    first = next((hit for hit in after if hit.topic != "attribution" or hit.role == "say"), None)
    if first is not None and first.topic == "kinds" and reading.grammar.forms:  # «падіння міста відкрило б ворогу шлях на X»
        first = next((hit for hit in after if hit.role == "possible" and first.start <= hit.start <= first.end + 1 and (hit.start == first.start or reading.grammar.is_all("hypothetical", hit.text))), first)
    wish = first is not None and first.topic == "modality" and first.role in ("planned", "possible")
    if first is not None and wish and (reading.grammar.leads("preparing", reading.between(clause.start, cue.start)) or _has_been(reading, cue, first)):
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
    lost = reading.grammar.has("falling", cue.text) and reading.grammar.begins("negative", reading.between(wish.end, wish.end + _TRIES).lstrip())  # "the fall of X will not change Y"
    if reading.grammar.forms or (cue.get("kind") in _OUTCOMES and not lost) or reading.grammar.is_all("gerund", cue.text.split()[0]) or reading.grammar.is_all("hypothetical", wish.text):
        return False
    lead = " ".join(reading.between(reading.clause_of(cue.start).start, cue.start).split()[-_ARTICLE:])
    told = wish.get("polarity") == "denied" or (wish.role == "planned" and reading.grammar.is_all("modal", wish.text))
    follows = reading.grammar.without("manner", reading.between(wish.end, wish.end + _TRIES)).lstrip()
    given = reading.grammar.has("definite", lead) or (lost and reading.grammar.begins("definite", cue.text)) or (cue.get("kind") in _HARM and not reading.grammar.has("indefinite", lead))
    return told and given and not any(reading.grammar.begins("occurs", text) for text in (follows, follows.removeprefix("to ")))


def _is_of_event(reading: Reading, doubt: Hit) -> bool:
    """Whether a doubt behind a noun is about the event itself ("is unlikely to begin"), and not about what comes of it ("to affect X")."""
    verb = reading.grammar.after("infinitive", reading.text, doubt.end)
    governs = verb > doubt.end + 1 or reading.grammar.ends("infinitive", doubt.text)
    return not governs or reading.grammar.begins("occurs", reading.between(verb, verb + _TRIES))


def _bare(reading: Reading, cue: Hit) -> bool:
    """Whether a verb stands in its bare form, as an infinitive that shares its "to" does."""
    head = cue.text.split()[0]
    return reading.grammar.is_all("infinitive", head) if reading.grammar.forms else _is_bare_word(reading, head)


def _is_bare_word(reading: Reading, head: str) -> bool:
    return not (reading.grammar.is_all("past", head) or reading.grammar.is_all("gerund", head) or (head.endswith("s") and not head.endswith("ss")))
