"""The records that pass from stage to stage.

All are frozen and slotted. Where a record came from (document, offsets) never takes part in equality: two mentions of
the same words are equal wherever they stand. Points are kept as `lat` and `lon` in degrees, WGS 84; distances are metres.
"""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import math
from dataclasses import dataclass, field
from enum import StrEnum

from frontmap.errors import RecordError

__all__ = [
    "Basis",
    "Claim",
    "Counted",
    "Credibility",
    "Cue",
    "DateSpan",
    "Document",
    "Kind",
    "Mention",
    "Modality",
    "Place",
    "Placement",
    "Polarity",
    "Precision",
    "Quantity",
    "Relation",
    "RelationKind",
    "Reliability",
    "Role",
    "RunnerUp",
    "Span",
    "Status",
    "Verification",
    "content_id",
]


class Role(StrEnum):
    """What a name in a text stands for."""

    PLACE = "place"
    ACTOR = "actor"
    UNIT = "unit"
    PERSON = "person"
    OUTLET = "outlet"
    ORGANISATION = "organisation"
    OTHER = "other"


class Kind(StrEnum):
    """What a claim says of a place; the order is the weight with which the map shows it."""

    CONTROL = "control"
    ADVANCE = "advance"
    WITHDRAWAL = "withdrawal"
    ENCIRCLEMENT = "encirclement"
    ASSAULT = "assault"
    STRIKE = "strike"
    PRESENCE = "presence"
    LOSSES = "losses"
    DAMAGE = "damage"
    CIVILIANS = "civilians"
    VISIT = "visit"


class Polarity(StrEnum):
    """Whether the claimant says that it is so or that it is not."""

    ASSERTED = "asserted"
    DENIED = "denied"


class Modality(StrEnum):
    """Whether it is said to be, to be intended, or only to be possible."""

    ACTUAL = "actual"
    PLANNED = "planned"
    POSSIBLE = "possible"


class Verification(StrEnum):
    """What the publisher says of a claim's proof."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"


class Status(StrEnum):
    """What the other claims on the same matter do to a claim."""

    CLAIMED = "claimed"
    DISPUTED = "disputed"
    CORROBORATED = "corroborated"
    RETRACTED = "retracted"
    SUPERSEDED = "superseded"


class Reliability(StrEnum):
    """How far a source is trusted, as the Admiralty system grades it; F: not judged."""

    A = "A"  # completely reliable
    B = "B"  # usually reliable
    C = "C"  # fairly reliable
    D = "D"  # not usually reliable
    E = "E"  # unreliable
    F = "F"  # cannot be judged


class Credibility(StrEnum):
    """How likely an information is true, as the Admiralty system grades it; 6: not judged."""

    CONFIRMED = "1"
    PROBABLE = "2"
    POSSIBLE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    UNJUDGED = "6"


class Precision(StrEnum):
    """How exactly a placement is known, finest first."""

    EXACT = "exact"
    SETTLEMENT = "settlement"
    VICINITY = "vicinity"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"


class Basis(StrEnum):
    """What a date rests on."""

    METADATA = "metadata"  # the file's or feed's own field
    DATELINE = "dateline"  # a date that stands at the head of the text
    WAR_DAY = "war-day"  # "the 324th day of the war"
    TEXT = "text"  # a full date in the sentence
    WEEKDAY = "weekday"  # a weekday, with or without a day and month, that agrees with the year chosen
    RELATIVE = "relative"  # "overnight", "last week": counted from the document's date
    DOCUMENT = "document"  # no expression of its own: the document's date
    NONE = "none"


class RelationKind(StrEnum):
    """How a mention's location relates to the place that it names."""

    OFFSET = "offset"  # 6 km south of X
    NEAR = "near"  # near X, on the outskirts of X
    SIDE = "side"  # south of X, no distance told
    PART = "part"  # the eastern part of X, eastern X
    DIRECTION = "direction"  # the X direction, the X axis
    BETWEEN = "between"  # between X and Y
    INSIDE_AREA = "area"  # the X area, the X region seen as surroundings of a town


class Counted(StrEnum):
    """What a number of a claim counts or measures; distances are metres, areas square kilometres, shares percent."""

    KILLED = "killed"
    WOUNDED = "wounded"
    CAPTURED = "captured"  # prisoners
    CASUALTIES = "casualties"  # dead and hurt together
    MISSING = "missing"
    EVACUATED = "evacuated"
    DESTROYED = "destroyed"
    DAMAGED = "damaged"
    LAUNCHED = "launched"  # drones, missiles, bombs, shells sent
    SHOT_DOWN = "shot_down"
    DISTANCE = "distance_m"
    AREA = "area_km2"
    SHARE = "share"  # percent of a territory or settlement
    ATTACKS = "attacks"  # assaults, clashes, shellings
    SETTLEMENTS = "settlements"  # villages taken, struck or left
    FORCE = "force"  # troops and vehicles that are there or take part


def content_id(*parts: object) -> str:
    """Return a 16-digit hexadecimal id that depends on `parts` alone (BLAKE2b, unit-separated)."""
    digest = hashlib.blake2b("\x1f".join("" if part is None else str(part) for part in parts).encode("utf-8", "surrogatepass"), digest_size=8)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text: `document.text[start:end] == text`, offsets in code points."""

    text: str
    start: int = field(compare=False)
    end: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The days `first` to `last`, both included, with what they rest on.

    Raises
    ------
    RecordError
        If `last` lies before `first`.
    """

    first: dt.date
    last: dt.date
    basis: Basis = field(default=Basis.NONE, compare=False)
    approximate: bool = False

    def __post_init__(self) -> None:
        """Refuse a span that runs backwards."""
        if self.last < self.first:
            raise RecordError(f"a date span cannot end ({self.last}) before it begins ({self.first}): swap them or drop one")

    @property
    def edtf(self) -> str:
        """The span in Extended Date/Time Format, level 1: a day, month, year or interval, `~` where approximate."""
        first, last = self.first, self.last
        mark = "~" if self.approximate else ""
        if first == last:
            return f"{first.isoformat()}{mark}"
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return f"{first.year:04d}{mark}"
        month_end = calendar.monthrange(last.year, last.month)[1]
        if first.day == 1 and (first.year, first.month) == (last.year, last.month) and last.day == month_end:
            return f"{first.year:04d}-{first.month:02d}{mark}"
        return f"{first.isoformat()}{mark}/{last.isoformat()}{mark}"

    @classmethod
    def from_edtf(cls, text: str, basis: Basis = Basis.NONE) -> DateSpan:
        """Read what `edtf` writes.

        Raises
        ------
        RecordError
            If `text` is no day, month, year or interval of them.
        """
        approximate = "~" in text
        start, _, end = text.replace("~", "").partition("/")
        try:
            first, last = _day_range(start)[0], _day_range(end or start)[1]
        except ValueError:
            raise RecordError(f"{text!r} is no date that frontmap reads: expected 2023-01-13, 2023-01, 2023 or an interval a/b") from None
        return cls(first, last, basis, approximate)


def _day_range(part: str) -> tuple[dt.date, dt.date]:
    if len(part) == 10:
        day = dt.date.fromisoformat(part)
        return day, day
    if len(part) == 7:
        year, month = int(part[:4]), int(part[5:])
        return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
    if len(part) == 4:
        return dt.date(int(part), 1, 1), dt.date(int(part), 12, 31)
    raise ValueError(part)


@dataclass(frozen=True, slots=True)
class Document:
    """One article, post or report.

    `published` is what the file's own metadata say; `date` is what the dates stage makes of metadata and text, None
    where the document stays undated. `source` names the file (and line or entry) it came from.
    """

    id: str
    text: str
    title: str | None = None
    published: dt.date | None = None
    url: str | None = None
    publisher: str | None = None
    language: str = "en"
    date: DateSpan | None = None
    source: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Relation:
    """How a mention's location relates to its place: "6 km south of X" is an offset of 6,000 m at bearing 180.

    `bearing` is in degrees clockwise from north; `other` is the second place name of "between X and Y".
    `start` and `end` are the span of the relation's words.
    """

    kind: RelationKind
    text: str
    distance_m: float | None = None
    bearing: float | None = None
    other: str | None = None
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text, with what it stands for.

    `key` is the name under which the gazetteer knows it ("" where it does not); `reason` says why the role was given.
    """

    text: str
    role: Role
    key: str = field(default="", compare=False)
    relation: Relation | None = None
    reason: str = field(default="", compare=False)
    doc_id: str = field(default="", compare=False)
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the gazetteer: a settlement, facility, district, region or country.

    `feature` is the GeoNames feature code (PPL, PPLA2, ADM1, PCLI ...); `admin1` is the first-level region's name.
    """

    id: str
    name: str
    lat: float
    lon: float
    country: str = ""
    admin1: str = ""
    feature: str = "PPL"
    population: int = field(default=0, compare=False)
    radius_m: float | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """A place that was considered and not chosen; `distance_m` is how far it lies from the chosen one."""

    id: str
    name: str
    admin1: str
    country: str
    lat: float
    lon: float
    score: float
    distance_m: float | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """What a place mention was resolved to; `place` is None where it was not, and `reason` then says why.

    `lat` and `lon` are the mark's point: the place itself, or the offset from it that the mention tells of. `radius_m`
    is how far from that point the truth may lie.
    """

    mention: Mention
    place: Place | None
    lat: float | None = None
    lon: float | None = None
    precision: Precision | None = None
    radius_m: float | None = None
    score: float = 0.0
    runners_up: tuple[RunnerUp, ...] = ()
    reason: str = ""


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
