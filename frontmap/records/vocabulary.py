"""The closed vocabularies of the records: what a field may say."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Basis", "Counted", "Credibility", "Kind", "Modality", "Polarity", "Precision", "RelationKind", "Reliability", "Role", "Status", "Verification"]


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
