"""What is said of a place, by whom, with the words that say it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from frontmap.errors import RecordError
from frontmap.records.places import Placement
from frontmap.records.spans import DateSpan, Span
from frontmap.records.vocabulary import Counted, Credibility, Kind, Modality, Polarity, Reliability, Status, Verification

__all__ = ["Claim", "Cue", "Quantity"]


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that made a claim, and the lexicon rule that knows them."""

    text: str
    rule: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a claim gives, from `low` to `high`, both included.

    "At least 20" has no `high`, "up to 20" no `low`; `approximate` marks "about", "more than", "dozens". `of` is the class
    of what is counted ("soldiers", "drones"), the noun as written where the lexicon knows no class, "" where none stands.
    `total` marks a sum since the war or the year began, which is no day's event.

    Raises
    ------
    RecordError
        If there is neither `low` nor `high`, one is negative or no number, or `low` lies above `high`.
    """

    what: Counted
    of: str = ""
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    total: bool = False
    text: str = ""
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        """Refuse bounds that bound nothing."""
        bounds = [bound for bound in (self.low, self.high) if bound is not None]
        if not bounds or not all(0 <= bound < math.inf for bound in bounds) or bounds != sorted(bounds):
            raise RecordError(f"a quantity cannot run from {self.low} to {self.high}: expected numbers from 0, low not above high, one of them at least")


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that something holds, held or will hold at a place.

    `event`, `stated` and `published` are three dates that are never mixed: when it happened, when the claimant said it,
    when the document appeared. `placement` is None, or without a place, where the claim is unplaced; `place_text` then
    says what was written and `unplaced_reason` why. `background` marks what the document only recalls ("the town, which
    they took in 2023"): it is no news of the document's day. `reliability` grades the source, `credibility` what it says, each by
    itself: nothing is graded unless a person does, in the theatre's file or a correction.
    """

    id: str
    kind: Kind
    polarity: Polarity
    modality: Modality
    evidence: Span
    actor: str | None = None
    actor_side: str | None = None
    claimant: str | None = None
    claimant_side: str | None = None
    publisher: str | None = None
    verification: Verification | None = None
    placement: Placement | None = None
    place_text: str | None = None
    unplaced_reason: str | None = None
    event: DateSpan | None = None
    stated: DateSpan | None = None
    published: DateSpan | None = None
    cues: tuple[Cue, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    background: bool = False
    score: float = 1.0
    reliability: Reliability = Reliability.F
    credibility: Credibility = Credibility.UNJUDGED
    status: Status = Status.CLAIMED
    thread: str = ""
    origin: str = ""
    title: str | None = None
    url: str | None = None
    language: str = "en"
    doc_id: str = field(default="", compare=False)

    @property
    def placed(self) -> bool:
        """Whether the claim has a point on the map."""
        return self.placement is not None and self.placement.place is not None

    @property
    def total(self) -> bool:
        """Whether the claim gives nothing but sums over the war or the year, which are drawn on no day."""
        return bool(self.quantities) and all(quantity.total for quantity in self.quantities)

    @property
    def apart(self) -> bool:
        """Whether the claim is none of its document's days, so that no thread joins it with others.

        That is background, a sum over the war, and what a dated document tells of another time without saying which.
        """
        return self.background or self.total or (self.event is None and self.published is not None)
