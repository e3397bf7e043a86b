"""All that a text claims, in a few words a claim."""

import datetime as dt

from frontmap.pipeline import Tools, read_document
from frontmap.records import Document


def told(tools: Tools, text: str, day: dt.date) -> set[str]:
    """Claims as "kind place actor-claimant", with "not", "planned" or "possible" where it is so and "?" for a side that is not told."""
    found = set()
    for claim in read_document(Document("d1", text, published=day, language="en"), tools).claims:
        place = claim.placement.place.name if claim.placement is not None and claim.placement.place is not None else "nowhere"
        marks = [mark for mark, plain in (("not", claim.polarity == "asserted"), (str(claim.modality), claim.modality == "actual")) if not plain]
        found.add(" ".join([*marks, claim.kind, place, f"{claim.actor_side or '?'}-{claim.claimant_side or '?'}"]))
    return found
