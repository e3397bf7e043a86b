"""Claims about a handful of made-up villages, and a theatre whose sides are not those of Ukraine."""

import datetime as dt
from dataclasses import replace

import pytest

from frontmap import records
from frontmap.theatres.load import load_theatre

FIRST = dt.date(2023, 1, 1)
VILLAGES = {
    "Westhof": records.Place("t:1", "Westhof", 48.0, 37.90, "UA"),
    "Mitte": records.Place("t:2", "Mitte", 48.0, 37.98, "UA"),
    "Osthof": records.Place("t:3", "Osthof", 48.0, 38.06, "UA"),
    "Fernau": records.Place("t:4", "Fernau", 48.0, 39.00, "UA"),
}


def day(number):
    return FIRST + dt.timedelta(days=number)


@pytest.fixture(scope="session")
def theatre():
    """The war of the Reds against the Blues."""
    ukraine = load_theatre("ukraine")
    red, blue, other = ukraine.sides
    return replace(ukraine, sides=(replace(red, id="red"), replace(blue, id="blue"), other))


@pytest.fixture(scope="session")
def say():
    """Return a function that makes a claim: `say("red", "Mitte", 3)` is what an observer says of the Reds' hold on day 3."""

    def make(actor, village, on, *, voice=None, kind=records.Kind.CONTROL, denied=False, part=False, dated=False, known=None, rule="en.kinds.capture", until=None, **more):
        relation = more.pop("relation", records.Relation(records.RelationKind.PART, "the east of") if part else None)
        place = VILLAGES[village]
        event = None if on is None else records.DateSpan(day(on), day(until if until is not None else on), records.Basis.TEXT if dated else records.Basis.DOCUMENT)
        published = records.DateSpan(day(known if known is not None else on or 0), day(known if known is not None else on or 0))
        text = f"{actor} {kind} {village} {on} {voice} {denied} {part} {known}"
        claim = records.Claim(
            id=records.content_id(text, rule, str(more)),
            kind=kind,
            polarity=records.Polarity.DENIED if denied else records.Polarity.ASSERTED,
            modality=records.Modality.ACTUAL,
            evidence=records.Span(text, 0, len(text)),
            actor=f"{actor} forces",
            actor_side=actor,
            claimant=f"{voice} ministry" if voice else None,
            claimant_side=voice,
            placement=records.Placement(records.Mention(village, records.Role.PLACE, relation=relation), place, place.lat, place.lon, records.Precision.SETTLEMENT, 1000.0, 0.9),
            event=event,
            published=published,
            cues=(records.Cue("captured", rule),),
            doc_id=f"d{known if known is not None else on}",
        )
        return replace(claim, **more)

    return make
