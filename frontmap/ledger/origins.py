"""How many have really said it: seven articles that carry one statement are one origin.

An origin is a voice: a claimant, or a publisher that speaks for itself. Within a thread, voices of one side whose
sentences are near copies of each other, as agency reports are, are one origin too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from frontmap.records import Claim, Kind, content_id

__all__ = ["claimant_key", "origins_of", "same_statement"]

_IDLE = frozenset({"the", "a", "an", "of", "in", "and", "for", "s", "has", "have"})
_STEM = 6  # letters by which "Russia's" and "Russian" are one
_COPY = 0.6  # share of three-word runs that two sentences have in common, from which one is a copy


def claimant_key(claim: Claim) -> str:
    """Return who stands behind a claim: the claimant's words in any order and form, else the publisher, else the document."""
    if claim.claimant:
        words = re.findall(r"\w+", claim.claimant.casefold().replace("defense", "defence"))
        return " ".join(sorted({word[:_STEM] for word in words if word not in _IDLE}))
    if claim.claimant_side:
        return f"side:{claim.claimant_side}"
    return f"publisher:{(claim.publisher or '').casefold() or claim.doc_id}"


def same_statement(one: Claim, other: Claim) -> bool:
    """Whether two claims of a thread say the same: kind, polarity, modality and no other actor."""
    same = (one.kind, one.polarity, one.modality) == (other.kind, other.polarity, other.modality)
    unknown = None in (one.actor_side, other.actor_side) and one.kind is not Kind.CONTROL  # whose it is, is the matter
    return same and (one.actor_side == other.actor_side or unknown)


def origins_of(claims: Sequence[Claim]) -> dict[str, str]:
    """Return the origin of each claim of a thread, by the claim's id."""
    ordered = sorted(claims, key=lambda claim: claim.id)
    runs = {claim.id: _runs(claim.evidence.text) for claim in ordered}
    voices = {claim.id: claimant_key(claim) for claim in ordered}
    parent = {voice: voice for voice in voices.values()}

    def root(voice: str) -> str:
        while parent[voice] != voice:
            voice = parent[voice]
        return voice

    for index, one in enumerate(ordered):
        for other in ordered[index + 1 :]:
            first, second = sorted((root(voices[one.id]), root(voices[other.id])))
            if first != second and one.claimant_side == other.claimant_side and same_statement(one, other) and _alike(runs[one.id], runs[other.id]):
                parent[second] = first
    return {claim.id: content_id("origin", root(voices[claim.id])) for claim in ordered}


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(tuple(words[at : at + 3]) for at in range(max(1, len(words) - 2)))


def _alike(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    return len(one & other) >= _COPY * min(len(one), len(other))
