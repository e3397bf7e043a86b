"""The claims about one matter at one place in one stretch of days, and what they do to each other.

Nothing here depends on the order of the claims: a thread is known by its matter, its place and its first day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from frontmap.ledger.origins import origins_of
from frontmap.ledger.status import status_of
from frontmap.records import Claim, DateSpan, Kind, content_id

__all__ = ["matter_of", "thread_claims"]

_MATTERS = {
    Kind.CONTROL: "ground",
    Kind.ADVANCE: "ground",
    Kind.WITHDRAWAL: "ground",
    Kind.ENCIRCLEMENT: "encirclement",
    Kind.ASSAULT: "fighting",
    Kind.STRIKE: "fire",
    Kind.DAMAGE: "fire",
    Kind.CIVILIANS: "civilians",
    Kind.LOSSES: "losses",
    Kind.PRESENCE: "presence",
    Kind.VISIT: "visit",
}
_GAPS = {"ground": 14, "encirclement": 14, "presence": 14}  # days without a claim after which another thread begins
_GAP = 3


def matter_of(kind: Kind) -> str:
    """Return the matter that a kind of claim is about: who holds the ground, fighting, fire, ..."""
    return _MATTERS[kind]


def thread_claims(claims: Sequence[Claim]) -> list[Claim]:
    """Return the same claims, in the same order, with `thread`, `origin` and `status`.

    Parameters
    ----------
    claims : sequence of Claim
        Of any number of documents, in any order.
    """
    threads: dict[str, list[Claim]] = {}
    for (matter, place), group in sorted(_by_matter(claims).items()):
        for claim in (claim for claim in group if _is_background(claim)):
            threads[content_id("thread", matter, place, claim.id)] = [claim]
        for stretch in _stretches(group, _GAPS.get(matter, _GAP)):
            first = min((span.first for claim in stretch if (span := _when(claim)) is not None), default=None)
            threads.setdefault(content_id("thread", matter, place, first), []).extend(stretch)
    told: dict[str, Claim] = {}
    for thread, members in threads.items():
        origins = origins_of(members)
        for claim in members:
            others = [other for other in members if other.id != claim.id and _same_days(claim, other)]
            told[claim.id] = replace(claim, thread=thread, origin=origins[claim.id], status=status_of(claim, others, origins))
    return [told[claim.id] for claim in claims]


def _by_matter(claims: Iterable[Claim]) -> dict[tuple[str, str], list[Claim]]:
    groups: dict[tuple[str, str], dict[str, Claim]] = {}
    for claim in claims:
        groups.setdefault((matter_of(claim.kind), _place_key(claim)), {})[claim.id] = claim
    return {key: [members[claim_id] for claim_id in sorted(members)] for key, members in groups.items()}


def _place_key(claim: Claim) -> str:
    """The place's id; claims without a place meet only where the same document tells them."""
    place = claim.placement.place if claim.placement is not None else None
    return place.id if place is not None else f"unplaced:{claim.doc_id}:{claim.place_text or ''}"


def _when(claim: Claim) -> DateSpan | None:
    return claim.event or claim.stated or claim.published


def _is_background(claim: Claim) -> bool:
    """Whether a claim of a dated document is of another time that the text does not tell."""
    return claim.event is None and claim.published is not None


def _same_days(one: Claim, other: Claim) -> bool:
    """Whether two claims of a thread lie close enough in time to be about one event; those of undated documents do."""
    first, second = _when(one), _when(other)
    if first is None or second is None:
        return True
    reach = dt.timedelta(days=_GAPS.get(matter_of(one.kind), _GAP))
    return first.first <= second.last + reach and second.first <= first.last + reach


def _stretches(claims: Sequence[Claim], gap: int) -> list[list[Claim]]:
    """Cut claims into stretches of days; those without a date join the only stretch, or stay by themselves."""
    dated = sorted(((span, claim) for claim in claims if not _is_background(claim) and (span := _when(claim)) is not None), key=lambda pair: (pair[0].first, pair[0].last, pair[1].id))
    undated = [claim for claim in claims if _when(claim) is None]
    stretches: list[list[Claim]] = []
    reach: dt.date | None = None
    for span, claim in dated:
        if reach is None or span.first > reach + dt.timedelta(days=gap):
            stretches.append([])
            reach = span.last
        stretches[-1].append(claim)
        reach = max(reach, span.last)
    if undated and len(stretches) == 1:
        stretches[0].extend(undated)
    elif undated:
        stretches.append(undated)
    return stretches
