"""Which words of denial reach a cue: before it in its clause, over the whole sentence, within it, or behind a noun."""

from __future__ import annotations

import functools
import re

from frontmap.claims.reading import Reading
from frontmap.claims.word_order import is_parted
from frontmap.lexicon.scan import Hit

__all__ = ["denials_of"]

_NEAR = 7  # words between a negation and the verb that it denies
_VERB_PHRASE = 70  # characters of the phrase before a noun
_ASIDE = re.compile(r",[^,]*,")  # what commas set off: «, за попередніми даними,»


def denials_of(reading: Reading, cue: Hit) -> list[Hit]:
    """Return the negations that reach a cue: before it in its clause, over the whole sentence, within it, or behind a noun."""
    verb = reading.is_verb(cue)
    framed = [(frame.hit, frame.role == "deny") for frame in reading.frames]  # "called it a lie", "refuted claims": the denial is the frame's
    free = (hit for hit in reading.topic("polarity") if not any(one.start <= hit.start and (hit.end <= one.end or (denies and hit.start < one.end)) for one, denies in framed))
    start, verdict = reading.refuted
    told = (hit for hit in free if not (start <= cue.start < verdict <= hit.start))  # «слухи про прорив не варті уваги»: the verdict's own
    return [hit for hit in told if _denies(reading, hit, cue, verb=verb)]


def _splits(reading: Reading, hit: Hit, cue: Hit) -> bool:
    """Whether a negation within a cue's words denies it: "has not fallen", "made no gains", «флаг над X не подняли»."""
    if not cue.start < hit.start < hit.end <= cue.end:
        return False
    if not reading.grammar.forms:
        return reading.grammar.is_all("negative", hit.text)
    return hit.get("scope") == "clause" and reading.is_verb(cue) and len(reading.between(hit.end, cue.end).split()) == 1


def _denies(reading: Reading, hit: Hit, cue: Hit, *, verb: bool) -> bool:  # noqa: PLR0911 - a ladder: the first way of denying that fits
    if _splits(reading, hit, cue):
        return bool(cue.get("polarity") != "denied")
    if hit.get("scope") in ("sentence", "phrase", "next"):
        return _spans(reading, hit, cue)
    if hit.get("scope") == "movement":
        return not verb and cue.get("kind") == "advance" and _halts(reading, hit, cue)
    if _belongs_to_other(reading, hit, cue):
        return False
    clause = reading.clause_of(cue.start)
    if cue.end <= hit.start:
        return _denied_behind(reading, hit, cue, verb=verb) if reading.grammar.forms else _undone(reading, hit, cue, verb=verb)
    if reading.grammar.forms and cue.start <= hit.start and hit.end <= cue.end:
        own = cue.get("polarity") == "denied" or hit.text.split()[0].casefold() in _words_of(cue.rule.phrases)
        return not own  # «до села вони не дійшли»; «більше не існує» says it itself
    if reading.grammar.forms and cue.get("polarity") == "denied" and any(cue.start <= other.start < cue.end for other in reading.topic("polarity")):
        return False  # «без жертв» is a denial by itself, and so is «ніяких росіян немає»
    start = reading.start if is_parted(reading, cue) else clause.start
    return start <= hit.start < cue.start + 1 and hit.end <= cue.end and _reaches(reading, hit, cue, verb=verb)


def _belongs_to_other(reading: Reading, hit: Hit, cue: Hit) -> bool:
    """Whether a negation stands in the words of another cue, which it denies: "made no progress in assaults on X", and not "made no gains or advances"."""
    if reading.grammar.forms:
        return False
    other = next((one for one in reading.topic("kinds") if one.start < hit.start and hit.end <= one.end <= cue.start), None)
    return other is not None and not reading.grammar.is_all("and-word", reading.between(other.end, cue.start))


@functools.cache
def _words_of(phrases: tuple[str, ...]) -> frozenset[str]:
    """Return the words that a rule's phrases spell out."""
    return frozenset(word for phrase in phrases for word in re.findall(r"\w+", phrase))


def _spans(reading: Reading, hit: Hit, cue: Hit) -> bool:
    """Whether a denial that says itself how far it reaches reaches a cue behind it."""
    between = reading.between(hit.end, cue.start)
    if hit.get("scope") == "next":  # "far from being surrounded", "stopped attacking"
        return hit.start < cue.start and (cue.start < hit.end or reading.grammar.is_all("being", between))
    if hit.get("scope") == "phrase":
        return hit.end <= cue.start and "," not in between  # «попри заяви про захоплення міста, …»
    if reading.grammar.forms and ("»" in between or (between.startswith(",") and not reading.grammar.begins("that", between.lstrip(" ,")))):
        return False  # «це неправда, обидва села під нами», «“Фейк”, – відповіли у штабі: центр …»
    return hit.end <= cue.start and not reading.grammar.has("anew", between)


def _halts(reading: Reading, hit: Hit, cue: Hit) -> bool:
    """Whether a movement is said to have been halted: "halted the advance", "the advance was halted"; not that somebody tries to."""
    first, last = sorted((hit, cue), key=lambda one: one.start)
    clause, between = reading.clause_of(cue.start), reading.between(first.end, last.start)
    apart = not clause.start <= hit.start < clause.end or "," in between or any(first.end <= other.start < last.start for other in reading.topic("kinds"))
    return not apart and not reading.grammar.ends("infinitive", reading.between(clause.start, hit.start))


def _undone(reading: Reading, hit: Hit, cue: Hit, *, verb: bool) -> bool:
    """Whether what stands behind a noun says that it did not come about: "attacks were not recorded"."""
    between, end = reading.between(cue.end, hit.start), reading.clause_of(cue.start).end
    if hit.start >= end or "," in between or (verb and not reading.grammar.is_all("infinitive", cue.text.split()[0])):
        return False
    starts = (cue.end + between.rfind(" ", 0, len(between.rstrip())), hit.start)  # "were not recorded", "never came"
    return verb or any(reading.grammar.begins("undone", reading.between(start, end)) for start in starts)


def _describes(reading: Reading, cue: Hit, between: str) -> bool:
    """Whether a gerund behind a negated verb only describes that one's object."""
    done = reading.grammar.without("be", reading.grammar.without("manner", between)).strip()
    return bool(done) and reading.grammar.is_all("gerund", cue.text.split()[0]) and reading.grammar.is_all("past", done.split()[0]) and not reading.grammar.begins("light-verb", done)


def _denied_behind(reading: Reading, negation: Hit, cue: Hit, *, verb: bool) -> bool:
    """Whether a negation behind a noun or an infinitive denies it, where words stand freely: «атак не було», «взяти місто, як заявляли, не вдалося»."""
    grammar, between = reading.grammar, _ASIDE.sub(" ", reading.between(cue.end, negation.start))
    asides = [(cue.end + aside.start(), cue.end + aside.end()) for aside in _ASIDE.finditer(reading.between(cue.end, negation.start))]
    inner = [hit for hit in reading.hits if cue.end <= hit.start < negation.start and not any(start <= hit.start < end for start, end in asides)]
    turned = any(hit.topic == "clauses" and hit.get("strong") and cue.end <= hit.start < negation.start for hit in reading.hits)  # «продовжує штурмувати X, Y, але успіху не має»
    if "," in between or turned or any(hit.topic == "polarity" or hit.role == "actual" or (hit.topic in ("kinds", "modality") and reading.is_verb(hit)) for hit in inner):
        return False
    if verb and not (grammar.is_all("modifier", cue.text) or grammar.is_all("participle", cue.text)):  # «постраждалих немає»: a noun by its use
        wished = any(hit.role == "planned" and hit.end <= cue.start for hit in reading.topic("modality"))
        return grammar.is_all("infinitive", cue.text.split()[0]) and not wished
    lead = reading.between(max(reading.start, cue.start - _VERB_PHRASE), cue.start)
    about = reading.grammar.leads("told-of", lead)
    if negation.get("scope") == "talk":
        return about
    if about:
        unknown = grammar.has("talk", lead) and grammar.begins("not-come", reading.between(negation.start, reading.end) + ".")
        return unknown or grammar.begins("out-of-question", reading.between(negation.start, reading.end))
    if grammar.ends("preposition", lead):
        return False  # «після атак не було світла»
    after = reading.between(negation.start, min(reading.end, negation.end + _VERB_PHRASE)) + "."
    return grammar.begins("undone", after) or (grammar.begins("not-there", after) and "oblique" in grammar.cases(cue.text.split()[-1]))


def _denies_another(reading: Reading, negation: Hit, cue: Hit, between: str, *, verb: bool, light: bool) -> bool:
    """Whether the verb that a negation denies is another one, which has the cue as its object."""
    grammar = reading.grammar
    other = not verb or (bool(between.strip()) and not grammar.forms and grammar.is_all("gerund", cue.text.split()[0]))
    if other and grammar.ends("infinitive", negation.text):
        return True  # "unable to withstand the attacks", "failed to equip the units fighting there"
    if not grammar.forms and grammar.ends("negated-verb", negation.text):
        described = verb and _describes(reading, cue, between)  # "have not paid workers digging trenches"
        if described or (not verb and bool(between.split()) and not light):
            return True  # "does not reflect the losses"
    return not verb and any(hit.role == "repel" and negation.end <= hit.start < cue.start for hit in reading.topic("modality"))  # "not able to halt the attack"


def _reaches(reading: Reading, negation: Hit, cue: Hit, *, verb: bool) -> bool:
    between = reading.between(negation.end, cue.start)
    asides = [(negation.end + aside.start(), negation.end + aside.end()) for aside in _ASIDE.finditer(between)] if reading.grammar.forms else []
    between = _ASIDE.sub(" ", between) if asides else between  # «не змогли, попри втрати, оточити»
    light = reading.grammar.begins("light-verb", between) and not verb
    if _denies_another(reading, negation, cue, between, verb=verb, light=light):
        return False
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
