"""Ask a person about the doubtful claims, and turn the answers into entries of a corrections file.

`review` gives a row a doubtful claim, with two cells to fill: `decision` and `why`. `decide` reads the filled rows against
the same claims; `entries` writes what follows from them as TOML, to be added to what a file holds already.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from frontmap.corrections.apply import BY_CORRECTION
from frontmap.corrections.load import ClaimRule, Corrections, PlaceRule
from frontmap.errors import InputError, UnknownPlaceError
from frontmap.gazetteer.names import normalise
from frontmap.records import Claim, Document, Place, RunnerUp

if TYPE_CHECKING:
    from frontmap.gazetteer.index import Gazetteer

Rule = PlaceRule | ClaimRule

__all__ = ["COLUMNS", "Answer", "decide", "doubts", "entries", "review"]

COLUMNS = (
    "claim_id", "document", "title", "url", "text", "sentence", "placed_at", "place_id", "admin1", "score", "why_doubtful",
    "runners_up", "decision", "why",
)  # fmt: skip

_LONGEST = 2_000  # characters of a cell: a spreadsheet holds no more than 32,767, and nobody reads them
_NAMESAKES = 8
_LOW = 0.6
_CLOSE = 0.5  # of the chosen place's score
_NEARLY, _FORMER = re.compile(r"\bnearly so: "), re.compile(r", (?:a former|an occupation) name of ")  # the words of a placement's reason
_RIGHT = "right as it stands"
_DECISIONS = "ok, never, reject or the id of a place"


@dataclass(frozen=True, slots=True)
class Answer:
    """A filled row: which claim, what was decided and why; `path` and `line` tell where it stands."""

    claim_id: str
    decision: str
    why: str
    path: Path | None = field(default=None, compare=False)
    line: int | None = field(default=None, compare=False)


def review(claims: Iterable[Claim], gazetteer: Gazetteer | None = None) -> Iterator[dict[str, object]]:
    """Yield a row for each doubtful claim, with the keys of `COLUMNS`; `decision` and `why` are empty.

    A claim whose place a correction has settled is doubtful only where the reading of its sentence is.

    Parameters
    ----------
    claims : iterable of Claim
        As extracted, or as read from a claims file.
    gazetteer : Gazetteer, optional
        Names the places that an unplaced claim could be about: a claims file does not carry them.
    """
    for claim in claims:
        found = doubts(claim)
        if found:
            yield _row(claim, found, gazetteer)


def doubts(claim: Claim) -> tuple[str, ...]:
    """Return why a claim is doubtful, in words; nothing where it is not.

    Doubtful are a score below 0.6, a runner-up with more than half the chosen place's score, a near spelling, a former
    name, and a claim without a place.
    """
    placement = claim.placement
    if placement is None or placement.place is None:
        reason = claim.unplaced_reason or (placement.reason if placement is not None else "")
        return () if reason.startswith(BY_CORRECTION) else (f"unplaced: {reason}" if reason else "unplaced",)
    if placement.reason.startswith(BY_CORRECTION):
        return (f"low score: {claim.score:.2f} for the reading",) if claim.score < _LOW else ()
    found = []
    if placement.score < _LOW:
        found.append(f"low score: {placement.score:.2f} for the place")
    elif claim.score < _LOW:
        found.append(f"low score: {claim.score:.2f} for place and reading together")
    close = max(placement.runners_up, key=lambda other: other.score, default=None)
    if close is not None and close.score > _CLOSE * placement.score:
        found.append(f"close runner-up: {_where(close)} with {close.score:.2f} against {placement.score:.2f}")
    if _NEARLY.search(placement.reason):
        found.append("near spelling")
    if _FORMER.search(placement.reason):
        found.append("former name")
    return tuple(found)


def _row(claim: Claim, found: Iterable[str], gazetteer: Gazetteer | None) -> dict[str, object]:
    placement = claim.placement
    name = claim.place_text or (placement.mention.text if placement is not None else "")
    others = [f"{other.id} {_where(other)}" for other in placement.runners_up] if placement is not None else []
    if not claim.placed and not others and gazetteer is not None:
        others = _namesakes(name, gazetteer)
    place = placement.place if placement is not None else None
    words = {
        "document": claim.doc_id,
        "title": claim.title or "",
        "url": claim.url or "",
        "text": name,
        "sentence": claim.evidence.text,
        "placed_at": f"{place.name}, {place.country} (lat {place.lat:.4f}, lon {place.lon:.4f})" if place is not None else "",
        "place_id": place.id if place is not None else "",
        "admin1": place.admin1 if place is not None else "",
        "why_doubtful": "; ".join(found),
        "runners_up": " | ".join(others),
        "decision": "",
        "why": "",
    }
    score = round(placement.score if placement is not None and place is not None else claim.score, 3)
    cells = {name: text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…" for name, text in words.items()}
    return {name: cells.get(name) for name in COLUMNS} | {"claim_id": claim.id, "score": score}


def _namesakes(name: str, gazetteer: Gazetteer) -> list[str]:
    """Return the places that bear a name, or else those that nearly do, with their ids."""
    found = [candidate.place for candidate in gazetteer.candidates(name)] or [candidate.place for candidate, _ in gazetteer.near(name)]
    return [", ".join(part for part in (f"{place.id} {place.name}", place.admin1 or place.country) if part) for place in found[:_NAMESAKES]]


def _where(other: RunnerUp) -> str:
    away = f"{other.distance_m / 1000:.0f} km" if other.distance_m is not None else ""
    return ", ".join(part for part in (other.name, other.admin1 or other.country, away) if part)


def decide(
    answers: Iterable[Answer], claims: Iterable[Claim], corrections: Corrections, gazetteer: Gazetteer
) -> tuple[list[tuple[Rule, Claim]], list[InputError]]:
    """Return the new rules that follow from answers, each with the claim that it came of, and an error for each refused answer.

    Parameters
    ----------
    answers : iterable of Answer
        Those without a decision are passed over. `ok` says that the claim is right as it stands, `never` that its name is
        no place to be shown, `reject` that the claim is left out; the id of a place says where it lies.
    claims : iterable of Claim
        The claims that were asked about; document and name are taken from them, not from the row.
    corrections : Corrections
        What the file says already: said again it gives no new rule, contradicted it refuses the answer.
    gazetteer : Gazetteer
        Must hold every id decided for.
    """
    by_id = {claim.id: claim for claim in claims}
    desk = _Desk(corrections, gazetteer)
    refused: list[InputError] = []
    for answer in answers:
        try:
            desk.take(answer, by_id.get(answer.claim_id))
        except InputError as error:
            refused.append(InputError(error.message, path=answer.path, line=answer.line))
    return desk.made, refused


@dataclass(slots=True)
class _Desk:
    """Takes one answer after another, and holds each new one against what was said before."""

    corrections: Corrections
    gazetteer: Gazetteer
    made: list[tuple[Rule, Claim]] = field(default_factory=list)
    told: dict[tuple[str, ...], tuple[Rule, int | None]] = field(default_factory=dict)

    def take(self, answer: Answer, claim: Claim | None) -> None:
        """Make the rules that an answer calls for.

        Raises
        ------
        InputError
            If the answer cannot be used; says why.
        """
        decision = answer.decision.lower()
        if not decision:
            if answer.why:
                raise InputError(f"has a why and no decision: write {_DECISIONS}, or empty both cells")
            return
        if claim is None:
            raise InputError(f"claim_id is {answer.claim_id!r}, which no claim has: review the same claims, and keep the column as text")
        wanted = [self._narrowed(rule, claim) for rule in self._rules(answer, decision, claim)]
        if decision != "ok" and not answer.why:
            raise InputError(f"decision {answer.decision!r} lacks a why: write who says so and why")
        known = [self._said_before(rule, claim, answer) for rule in wanted]  # all are looked at before any is made
        for rule, old in zip(wanted, known, strict=True):
            for each in (rule, _in_sentence(rule, claim)):
                self.told.setdefault(_subject(each), (each, answer.line))
            if not old:
                self.made.append((rule, claim))

    def _narrowed(self, rule: Rule, claim: Claim) -> Rule:
        """Let a rule hold in the claim's sentence only, where the document's other mentions of the name are told to lie elsewhere."""
        old, _ = self._old(rule, claim)
        return rule if old is None or _ruling(old) == _ruling(rule) else _in_sentence(rule, claim)

    def _rules(self, answer: Answer, decision: str, claim: Claim) -> Iterator[Rule]:
        why = answer.why or _RIGHT
        if decision == "reject":
            yield ClaimRule(claim.id, reject=True, why=why)
            return
        placement = claim.placement if claim.placed else None
        name = claim.place_text or (placement.mention.text if placement is not None else "")
        if decision == "ok" and (not name or (placement is not None and claim.score < _LOW * placement.score)):
            yield ClaimRule(claim.id, reject=False, why=why)
        if decision == "ok" and (not name or (placement is not None and placement.reason.startswith(BY_CORRECTION))):
            return
        document = claim.doc_id or claim.url or claim.title
        if not normalise(name) or not document:
            raise InputError(f"decision is {answer.decision!r}, and the claim names no place or document that an entry could name: reject it, or leave it")
        place = self._place(answer.decision) if decision not in ("ok", "never") else None
        if decision == "ok" and placement is not None and placement.place is not None:
            place = self._place(placement.place.id)
        rule = PlaceRule("never" if place is None else "place", (name,), place, why, document)
        yield _in_sentence(rule, claim) if decision == "ok" else rule  # what is right here may be wrong elsewhere in the document

    def _place(self, place_id: str) -> Place:
        try:
            return self.gazetteer.place(place_id)
        except UnknownPlaceError:
            raise InputError(f"decision is {place_id!r}, which is no id of the gazetteer: expected {_DECISIONS}") from None

    def _said_before(self, rule: Rule, claim: Claim, answer: Answer) -> bool:
        """Whether the file or an earlier answer says the same already.

        Raises
        ------
        InputError
            If it says something else.
        """
        old, where = self._old(rule, claim)
        if old is None:
            return False
        if _ruling(old) != _ruling(rule):
            about = "the claim" if isinstance(rule, ClaimRule) else f"{rule.names[0]!r} in the same {'sentence' if rule.sentence else 'document'}"
            raise InputError(f"decision {answer.decision!r} contradicts {where}, which speaks of {about}: keep one of the two")
        return True

    def _old(self, rule: Rule, claim: Claim) -> tuple[Rule | None, str]:
        """Return what the file, or else an earlier answer, says on the subject of a rule, and where."""
        old: Rule | None
        if isinstance(rule, ClaimRule):
            old = self.corrections.rule_for_claim(rule.id)
        else:
            document = Document(claim.doc_id, "", title=claim.title, url=claim.url)
            rules = self.corrections.rules_for(rule.names[0], "", document)
            old = next((each for each in rules if each.document is not None and each.at is None and each.sentence == rule.sentence), None)
        if old is not None:
            name = self.corrections.path.name if self.corrections.path is not None else "the corrections"
            return old, f"{name}:{old.line}" if old.line else name
        old, line = self.told.get(_subject(rule), (None, None))
        return old, f"line {line}"


def _in_sentence(rule: Rule, claim: Claim) -> Rule:
    """Return a rule that speaks of the claim's sentence only, if the name stands there."""
    if isinstance(rule, ClaimRule) or rule.names[0] not in claim.evidence.text:
        return rule
    return replace(rule, sentence=" ".join(claim.evidence.text.split()))


def _subject(rule: Rule) -> tuple[str, ...]:
    return ("claim", rule.id) if isinstance(rule, ClaimRule) else ("place", rule.document or "", rule.sentence or "", normalise(rule.names[0]))


def _ruling(rule: Rule) -> object:
    if isinstance(rule, ClaimRule):
        return rule.reject
    return rule.place.id if rule.place is not None else None


def entries(rules: Iterable[tuple[Rule, Claim]]) -> str:
    """Return new rules as TOML, each under a comment with the sentence that it came of; "" where there are none."""
    return "".join(f"\n{_comment(claim)}\n{_entry(rule)}" for rule, claim in rules)


def _comment(claim: Claim) -> str:
    source = " ".join(part for part in (claim.title, claim.url) if part)
    words = f"# {source}: “{claim.evidence.text}”" if source else f"# “{claim.evidence.text}”"
    return _writable("".join(char if char.isprintable() else " " for char in " ".join(words.split())))


def _entry(rule: Rule) -> str:
    if isinstance(rule, ClaimRule):
        return _table("claim", {"id": rule.id, "reject": bool(rule.reject), "why": rule.why})
    values: dict[str, str | bool] = {"document": rule.document or ""}
    if rule.sentence is not None:
        values["sentence"] = rule.sentence
    values["text"] = rule.names[0]
    if rule.place is not None:
        values["is"] = rule.place.id
    return _table(rule.sort, {**values, "why": rule.why})


def _table(sort: str, values: Mapping[str, str | bool]) -> str:
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return _writable("\n".join([f"[[{sort}]]", *lines, ""]).replace("\x7f", "\\u007f"))


def _writable(text: str) -> str:
    """Return text that UTF-8 can hold: half of a surrogate pair is no character."""
    return text.encode("utf-8", "replace").decode("utf-8")
