"""What differs between two ledgers: claims that are new, gone, moved, dated otherwise, of another status.

Two builds of one folder, or two days of one claims file. Claims are matched by their id; what is left is matched where document,
kind and place agree and the sentences overlap, then where the place alone differs: a claim that moved keeps its sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from frontmap.contract import claim_to_json
from frontmap.geodesy import geodesic_m
from frontmap.records import Claim, DateSpan, Status

__all__ = ["Compared", "Difference", "DifferenceKind", "compare_claims", "counts", "difference_to_json", "side_by_side"]

_MOVED_M = 1.0  # less is rounding


class DifferenceKind(StrEnum):
    """What happened to a claim; the order is that in which differences are told."""

    NEWLY_DISPUTED = "newly disputed"
    STATUS = "changed status"
    MOVED = "moved"
    DATE = "changed date"
    NEW = "new"
    GONE = "gone"


_ORDER = tuple(DifferenceKind)


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: the claim as it was and as it is, None where there is none.

    `before` and `after` say in words what changed; `moved_m` is the distance in metres along the ellipsoid between the two
    marks of a claim that moved, None where one of them is unplaced.
    """

    kind: DifferenceKind
    old: Claim | None
    new: Claim | None
    before: str | None = None
    after: str | None = None
    moved_m: float | None = None

    @property
    def claim(self) -> Claim:
        """The claim as it is, or as it was where it is gone."""
        claim = self.new or self.old
        if claim is None:  # pragma: no cover - compare_claims gives at least one
            raise AssertionError
        return claim


@dataclass(frozen=True, slots=True)
class Compared:
    """A claim of two ledgers, for a page that shows both.

    `kind` is the weightiest difference, None where the claim is as it was; `before` and `after` tell all of them. Of a claim that changed there
    are two: as it is, and, `former`, as it was.
    """

    claim: Claim
    kind: DifferenceKind | None = None
    before: str | None = None
    after: str | None = None
    former: bool = False

    @property
    def in_old(self) -> bool:
        """Whether the old ledger holds it so."""
        return self.kind in {None, DifferenceKind.GONE} or self.former

    @property
    def in_new(self) -> bool:
        """Whether the new ledger holds it so."""
        return self.kind is not DifferenceKind.GONE and not self.former


def side_by_side(old: Sequence[Claim], new: Sequence[Claim]) -> list[Compared]:
    """Return the claims of two ledgers: those there are, in the order of the pairs, then the new, the gone, and the changed ones as they were."""
    pairs, gone, added = _matched(old, new)
    found, former = [], []
    for one, other in pairs:
        told = sorted(_differences(one, other), key=lambda difference: _ORDER.index(difference.kind))
        if not told:
            found.append(Compared(other))
            continue
        before, after = ("; ".join(words[at] or "" for words in ((each.before, each.after) for each in told)) for at in (0, 1))
        found.append(Compared(other, told[0].kind, before, after))
        former.append(Compared(one, told[0].kind, before, after, former=True))
    found += [Compared(claim, DifferenceKind.NEW) for claim in added]
    found += [Compared(claim, DifferenceKind.GONE) for claim in gone]
    return [*found, *former]


def compare_claims(old: Sequence[Claim], new: Sequence[Claim]) -> list[Difference]:
    """Return what differs between two ledgers, by kind of difference, then in the order of the claims.

    A claim can give several differences: one that moved may be disputed now.
    """
    pairs, gone, added = _matched(old, new)
    found = [difference for one, other in pairs for difference in _differences(one, other)]
    found += [Difference(DifferenceKind.NEW, None, claim, after=_where(claim)) for claim in added]
    found += [Difference(DifferenceKind.GONE, claim, None, before=_where(claim)) for claim in gone]
    return sorted(found, key=lambda difference: _ORDER.index(difference.kind))


def difference_to_json(difference: Difference) -> dict[str, Any]:
    """Return a difference as JSON; `old` and `new` are the contract's claims."""
    return {
        "difference": difference.kind.value,
        "before": difference.before,
        "after": difference.after,
        "moved_m": None if difference.moved_m is None else round(difference.moved_m),
        "old": None if difference.old is None else claim_to_json(difference.old),
        "new": None if difference.new is None else claim_to_json(difference.new),
    }


def _matched(old: Sequence[Claim], new: Sequence[Claim]) -> tuple[list[tuple[Claim, Claim]], list[Claim], list[Claim]]:
    """Return the pairs that are one claim, what is left of the old ones, and of the new ones."""
    before = {claim.id: claim for claim in old}
    pairs = [(before.pop(claim.id), claim) for claim in new if claim.id in before]
    known = {claim.id for _, claim in pairs}
    added = list({claim.id: claim for claim in new if claim.id not in known}.values())
    gone = list(before.values())
    for key in (_with_place, _without_place):
        more, gone, added = _joined(gone, added, key)
        pairs += more
    return pairs, gone, added


def _with_place(claim: Claim) -> tuple[object, ...]:
    return (*_without_place(claim), _where(claim))


def _without_place(claim: Claim) -> tuple[object, ...]:
    """What one claim says, but for its place: a document that is not named is known by its address and date."""
    return (claim.doc_id or (claim.url, claim.title, _edtf(claim.published)), claim.kind, claim.polarity, claim.actor_side, claim.claimant_side)


def _joined(old: Sequence[Claim], new: Sequence[Claim], key: Callable[[Claim], tuple[object, ...]]) -> tuple[list[tuple[Claim, Claim]], list[Claim], list[Claim]]:
    """Pair claims that agree in `key` and whose sentences overlap, each with the first that is free."""
    waiting: dict[tuple[object, ...], list[Claim]] = {}
    for claim in old:
        waiting.setdefault(key(claim), []).append(claim)
    pairs, added = [], []
    for claim in new:
        like = waiting.get(key(claim), [])
        match = next((other for other in like if _overlap(other, claim)), None)
        if match is None:
            added.append(claim)
        else:
            like.remove(match)
            pairs.append((match, claim))
    left = {claim.id for claims in waiting.values() for claim in claims}
    return pairs, [claim for claim in old if claim.id in left], added


def _overlap(one: Claim, other: Claim) -> bool:
    """Whether two claims of one document rest on one sentence: the same words, or stretches that overlap."""
    same = one.evidence.text == other.evidence.text
    return same or (one.evidence.start < other.evidence.end and other.evidence.start < one.evidence.end)


def _differences(old: Claim, new: Claim) -> Iterator[Difference]:
    if old.status is not new.status:
        disputed = new.status is Status.DISPUTED
        kind = DifferenceKind.NEWLY_DISPUTED if disputed else DifferenceKind.STATUS
        yield Difference(kind, old, new, old.status.value, new.status.value)
    moved, apart = _moved(old, new)
    if moved:
        yield Difference(DifferenceKind.MOVED, old, new, _where(old), _where(new), apart)
    if _edtf(old.event) != _edtf(new.event):
        yield Difference(DifferenceKind.DATE, old, new, _edtf(old.event), _edtf(new.event))


def _moved(old: Claim, new: Claim) -> tuple[bool, float | None]:
    """Return whether a claim's mark moved, and how far."""
    here, there = _point(old), _point(new)
    if here is None or there is None:
        return here is not there, None
    apart = geodesic_m(*here, *there)
    return apart > _MOVED_M, apart


def _point(claim: Claim) -> tuple[float, float] | None:
    """Return the (lat, lon) of a claim's mark, None where it is unplaced."""
    placement = claim.placement
    if placement is None or placement.lat is None or placement.lon is None:
        return None
    return placement.lat, placement.lon


def _where(claim: Claim) -> str:
    """Name a claim's place: its own name and region, or what the text calls it."""
    place = claim.placement.place if claim.placement is not None else None
    if place is None:
        return f"unplaced: {claim.place_text or 'no place named'}"
    return ", ".join(part for part in (place.name, place.admin1) if part)


def _edtf(span: DateSpan | None) -> str | None:
    return span.edtf if span is not None else None


def counts(differences: Iterable[Difference]) -> Mapping[DifferenceKind, int]:
    """Return how many differences there are of each kind, kinds without one left out."""
    found: dict[DifferenceKind, int] = {}
    for difference in differences:
        found[difference.kind] = found.get(difference.kind, 0) + 1
    return found
