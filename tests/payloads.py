"""Text that means to do harm: the corpus of `hostile/payloads.jsonl`, and claims and pages all of whose fields are made of it."""

from __future__ import annotations

import dataclasses
import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sample_claims import sample_claims

from frontmap.corrections.apply import Rejected
from frontmap.records import (
    Claim,
    Counted,
    Cue,
    Document,
    Mention,
    Place,
    Placement,
    Quantity,
    Relation,
    RelationKind,
    Role,
    RunnerUp,
    Span,
)
from frontmap.theatres.load import load_theatre

CORPUS = Path(__file__).parent / "hostile" / "payloads.jsonl"


@dataclass(frozen=True)
class Payload:
    """One hostile text; `long` ones are generated, never stored."""

    id: str
    text: str
    long: bool = False

    @property
    def family(self) -> str:
        """What it tries: the id without its number."""
        return self.id.rpartition("-")[0]


@functools.cache
def payloads() -> tuple[Payload, ...]:
    """Return the whole corpus, in its order."""
    lines = [json.loads(line) for line in CORPUS.read_text(encoding="ascii").splitlines()]
    return tuple(Payload(line["id"], line["text"] + line.get("repeat", "") * line.get("times", 0), "repeat" in line) for line in lines)


def short_payloads() -> tuple[Payload, ...]:
    """Return the payloads that can stand in a title."""
    return tuple(payload for payload in payloads() if not payload.long)


def poisoned(claim: Claim, bad: str) -> Claim:
    """Return the claim with `bad` in each of its texts, its place's, its relation's, its runners-up's and its numbers'."""
    place = Place(bad, bad, 48.6, 38.0, bad, bad, bad)
    mention = Mention(bad, Role.PLACE, relation=Relation(RelationKind.NEAR, bad, other=bad), start=claim.evidence.start, end=claim.evidence.start + len(bad))
    placement = claim.placement and Placement(mention, place, 48.6, 38.0, claim.placement.precision, 2000.0, 0.5, (RunnerUp(bad, bad, bad, bad, 1.0, 1.0, 0.1, 5.0),), bad)
    return dataclasses.replace(
        claim,
        id=bad + claim.id,
        doc_id=bad,
        evidence=Span(bad + " " + claim.evidence.text, claim.evidence.start, claim.evidence.end),
        actor=bad,
        claimant=bad,
        publisher=bad,
        placement=placement,
        place_text=bad,
        unplaced_reason=bad,
        cues=(Cue(bad, bad, claim.evidence.start, claim.evidence.start + len(bad)),),
        quantities=(Quantity(Counted.KILLED, bad, 5.0, 6.0, text=bad),),
        thread=bad,
        origin=bad,
        title=bad,
        url=bad,
        language=bad,
    )


def page_options(bad: str) -> dict[str, Any]:
    """Return what a page is told beside its claims, `bad` in every text: theatre, sides, titles, documents, trays, credits."""
    theatre = load_theatre("ukraine")
    theatre = dataclasses.replace(theatre, title=bad, sides=tuple(dataclasses.replace(side, label=bad) for side in theatre.sides))
    mention = Placement(Mention(bad, Role.PLACE, doc_id=bad), None, reason=bad)
    return {"theatre": theatre, "title": bad, "subtitle": bad, "documents": [Document(bad, bad, bad, url=bad, publisher=bad)], "unplaced": [mention], "rejected": [Rejected(poisoned(sample_claims()[0], bad), bad)], "credits": [bad]}
