"""Claims of the ledger's tests: on which day who said that a side holds a place, left it, or does not hold it."""

import datetime as dt
from dataclasses import replace

from frontmap.records import Claim, DateSpan, Kind, Mention, Modality, Place, Placement, Polarity, Precision, Role, Span, content_id

PLACEMENT = Placement(Mention("Orlivka", Role.PLACE), Place("test:1", "Orlivka", 48.0, 38.0, "UA"), 48.0, 38.0, Precision.SETTLEMENT, 2000.0, 0.9)


def on(day: int) -> DateSpan:
    date = dt.date(2023, 1, 1) + dt.timedelta(days=day)
    return DateSpan(date, date)


def say(day: int, claimant: str | None, side: str | None, *, holder: str | None = None, left: str | None = None, denied: str | None = None, **changes: object) -> Claim:
    """Return a claim of a day that a side holds the place, left it, or does not hold it."""
    text = f"{claimant} on day {day}: {holder} {left} {denied} {sorted(changes)}"
    claim = Claim(
        id="", kind=Kind.WITHDRAWAL if left else Kind.CONTROL, polarity=Polarity.DENIED if denied else Polarity.ASSERTED, modality=Modality.ACTUAL, evidence=Span(text, 0, 5),
        actor_side=holder or left or denied, claimant=claimant, claimant_side=side, placement=PLACEMENT, event=on(day), published=on(day), doc_id=f"{claimant}-{day}", publisher=f"paper {claimant}",
    )  # fmt: skip
    claim = replace(claim, **changes)
    return replace(claim, id=content_id(text, claim))
