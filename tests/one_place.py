"""What a text tells of the one place that it names, without a gazetteer."""

import datetime as dt

from frontmap.claims.extract import extract_claims
from frontmap.records import DateSpan, Document, Mention, Place, Placement, Precision, Role
from frontmap.theatres.load import load_theatre

DAY = DateSpan(dt.date(2025, 3, 4), dt.date(2025, 3, 4))


def told_of(language: str, text: str, name: str) -> set[tuple[str, ...]]:
    """Return (kind, polarity, side of the actor, side of the claimant) of each claim about `name`; "-" for no side."""
    at = text.index(name)
    mention = Mention(name, Role.PLACE, name, start=at, end=at + len(name))
    placement = Placement(mention, Place("test:1", name, 48.0, 38.0, "UA"), 48.0, 38.0, Precision.SETTLEMENT, 2000.0, 0.9)
    claims = extract_claims(Document("d1", text, language=language, date=DAY), [mention], [placement], load_theatre("ukraine"))
    return {(claim.kind.value, claim.polarity.value, claim.actor_side or "-", claim.claimant_side or "-") for claim in claims if claim.placed}
