"""Whether a cue tells of what is done, planned or only possible, and whether it is denied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from frontmap.claims.clauses import Clause
from frontmap.lexicon.scan import Hit
from frontmap.records import Modality, Polarity

__all__ = ["Mood", "read_mood"]

_TO = re.compile(r"\bto\s+(?:\w+ly\s+|also\s+|further\s+|once again\s+|then\s+)?$", re.IGNORECASE)
_AND = re.compile(r"^\W*(?:and|or)\s+(?:then\s+|also\s+|to\s+)?$", re.IGNORECASE)
_COPULA = re.compile(r"^[^,;]*\b(?:is|are|was|were|has|have|did|does)\s*$")
_NEAR = 7  # words between a negation and the verb that it denies


@dataclass(frozen=True, slots=True)
class Mood:
    """How a cue is meant; `attempt` marks what is tried ("tried to storm") and so is fighting, whatever its aim."""

    modality: Modality = Modality.ACTUAL
    polarity: Polarity = Polarity.ASSERTED
    attempt: bool = False
    words: tuple[Hit, ...] = ()


def read_mood(text: str, cue: Hit, clause: Clause, hits: Sequence[Hit], before: Mood | None, *, verb: bool) -> Mood:
    """Return how a cue of a clause is meant.

    Parameters
    ----------
    before : Mood or None
        The mood of the cue before it, which a coordinated infinitive shares ("to seize A and force B").
    verb : bool
        Whether the cue is a verb where it stands.
    """
    inside = [hit for hit in hits if clause.start <= hit.start and hit.end <= cue.end and hit.start < cue.start + 1]
    modal = [hit for hit in inside if hit.topic == "modality" and hit.get("role") in ("planned", "possible", "attempt", "actual")]
    if not verb and not modal:
        modal = _after_noun(text, cue, clause, hits)
    negations = [hit for hit in inside if hit.topic == "polarity"]
    negations += [hit for hit in hits if hit.topic == "polarity" and hit.get("scope") == "sentence" and hit.end <= cue.start and hit not in negations]
    polarity = Polarity.DENIED if _denied(text, cue, negations, hits, verb=verb) else Polarity.ASSERTED
    if not verb and any(hit.topic == "polarity" and cue.end <= hit.start < clause.end and _COPULA.search(text[cue.end : hit.start]) for hit in hits):
        polarity = Polarity.DENIED
    if cue.get("polarity") == "denied":
        polarity = Polarity.ASSERTED if polarity is Polarity.DENIED else Polarity.DENIED
    modality, attempt, words = _modality(text, cue, clause, modal, before, verb=verb)
    if any(hit.get("polarity") == "denied" for hit in words):
        polarity = Polarity.DENIED
    return Mood(modality, polarity, attempt, (*words, *negations[-1:]) if polarity is Polarity.DENIED else words)


def _modality(text: str, cue: Hit, clause: Clause, modal: Sequence[Hit], before: Mood | None, *, verb: bool) -> tuple[Modality, bool, tuple[Hit, ...]]:
    lead = text[clause.start : cue.start]
    infinitive = verb and _TO.search(lead) is not None
    last = modal[-1] if modal else None
    attempts = tuple(hit for hit in modal if hit.get("role") == "attempt")
    if last is not None and infinitive and cue.start - last.end <= 12:
        role = last.get("role")
        if role == "attempt":
            wishes = [hit for hit in modal if hit.get("role") in ("planned", "possible")]
            return _of(wishes[-1]) if wishes else Modality.ACTUAL, True, attempts
        outer = [hit for hit in modal[:-1] if hit.get("role") in ("planned", "possible")]
        if role == "actual":
            return (_of(outer[-1]), False, tuple(outer[-1:])) if outer else (Modality.ACTUAL, False, ())
        doubtful = any(hit.get("role") == "possible" for hit in outer)
        return Modality.POSSIBLE if doubtful and role == "possible" else _of(last), False, (last,)
    wishes = [hit for hit in modal if hit.get("role") in ("planned", "possible")]
    if attempts and (infinitive or cue.start - attempts[-1].end < 40):
        return (_of(wishes[-1]) if wishes else Modality.ACTUAL), True, attempts
    if wishes:
        possible = next((hit for hit in wishes if hit.get("role") == "possible"), None)
        return _of(possible or wishes[-1]), False, (possible or wishes[-1],)
    if infinitive:
        return Modality.PLANNED, False, ()
    if verb and before is not None and before.modality is not Modality.ACTUAL and _bare(cue) and _AND.match(lead + " "):
        return before.modality, before.attempt, before.words
    return Modality.ACTUAL, False, ()


def _after_noun(text: str, cue: Hit, clause: Clause, hits: Sequence[Hit]) -> list[Hit]:
    """The wish or doubt behind a noun: "strikes could take place", "the capture of X will give"."""
    after = [hit for hit in hits if cue.end <= hit.start < clause.end and hit.topic in ("kinds", "attribution", "modality")]
    first = next((hit for hit in after if hit.topic != "attribution" or hit.get("role") == "say"), None)
    return [first] if first is not None and first.topic == "modality" and first.get("role") in ("planned", "possible") and not first.text.endswith(" to") else []


def _bare(cue: Hit) -> bool:
    """Whether a verb stands in its bare form, as an infinitive that shares its "to" does."""
    return not re.search(r"(?:ed|ing|s)$", cue.text.split()[0], re.IGNORECASE)


def _of(hit: Hit) -> Modality:
    return Modality(hit.get("role"))


def _denied(text: str, cue: Hit, negations: Sequence[Hit], hits: Sequence[Hit], *, verb: bool) -> bool:
    negations = negations if verb else [hit for hit in negations if not hit.text.lower().endswith(" to")]
    for negation in negations:
        if negation.get("scope") == "sentence":
            return True
        between = text[negation.end : cue.start]
        blocked = any(hit.topic in ("kinds", "attribution") and negation.end <= hit.start < cue.start and hit.get("form", "verb") == "verb" and hit is not cue for hit in hits)
        if len(between.split()) <= _NEAR and not blocked and "," not in between:
            return True
    return False
