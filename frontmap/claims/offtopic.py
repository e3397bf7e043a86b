"""What is no claim of this war though its words are: sport, markets, crime, remembrance, exercises, stories, mishaps."""

from __future__ import annotations

from frontmap.claims.clauses import clause_at
from frontmap.claims.reading import Reading
from frontmap.lexicon.scan import Hit

__all__ = ["is_offtopic"]

_ARMED = frozenset({"force", "weapon", "own", "enemy"})
_NUMBER_OF_FIELDS = 2  # words of other fields that together tell the sentence's


def is_offtopic(reading: Reading, cue: Hit) -> bool:
    """Whether a cue speaks in another field's words: "an assault by short sellers", "lost the ball after an attack".

    Words of another field silence what no armed force does. Strong ones silence also what forces do in their clause ("during
    exercises they stormed a mock village"), and the whole sentence where it opens with them.
    """
    words = reading.topic("offtopic")
    if not words:
        return False
    at = clause_at(reading.clauses, cue.start)
    present = {ref.role for ref in reading.actors} | {hit.role for hit in reading.topic("actors")}
    strong = [hit for hit in words if hit.get("strong") and hit.get("spares") not in present]
    goes_on = at - 1 if reading.clauses[at].opener == "coord" else at  # "the mock enemy tried to land, but was thrown back"
    if len(strong) >= _NUMBER_OF_FIELDS or any(clause_at(reading.clauses, hit.start) in (0, goes_on, at) for hit in strong):
        return True
    return _ARMED.isdisjoint(present)
