"""The ledger as its rules read: each claim of a thread against each other one. Slow, plain, and what the real one must equal."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from frontmap.ledger.statements import claimant_key
from frontmap.ledger.threads import matter_of, place_key
from frontmap.records import Claim, DateSpan, Kind, Modality, Polarity, Status, content_id

_GAPS = {"ground": 14, "encirclement": 14, "presence": 14}
_GAP = 3
_COPY = 0.6


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


def status_of(claim: Claim, others: Sequence[Claim], origins: Mapping[str, str]) -> Status:
    """Return a claim's status among the other claims of its thread.

    Parameters
    ----------
    origins : mapping of claim id to origin
        As `frontmap.ledger.origins.origins_of` gives it.
    """
    against = [other for other in others if contradicts(other, claim)]
    if any(claim.claimant and claimant_key(other) == claimant_key(claim) and _later(other, claim) for other in against):
        return Status.RETRACTED
    if any(claimant_key(other) != claimant_key(claim) for other in against):
        return Status.DISPUTED
    agreeing = [other for other in others if same_statement(claim, other) and origins[other.id] != origins[claim.id]]
    if claim.modality is Modality.ACTUAL and any(_independent(claim, other) for other in agreeing):
        return Status.CORROBORATED
    return Status.CLAIMED


def _independent(one: Claim, other: Claim) -> bool:
    """Whether two claims come from sources that do not lean on each other: different sides, or another document's own voice.

    An article is not independent of those whom it quotes, nor its headline of it.
    """
    if one.claimant_side == other.claimant_side:
        return False
    return one.doc_id != other.doc_id or None not in (one.claimant_side, other.claimant_side)


def contradicts(denial: Claim, claim: Claim) -> bool:
    """Whether one claim says that another is not so.

    A denial contradicts what it denies; that one side holds a place contradicts that the other does, where different
    sides say so.
    """
    if denial.modality is not Modality.ACTUAL or claim.modality is not Modality.ACTUAL or denial.kind is not claim.kind:
        return False
    same_voice = denial.claimant_side == claim.claimant_side
    compatible = denial.actor_side == claim.actor_side or (None in (denial.actor_side, claim.actor_side) and not same_voice)
    if denial.polarity is Polarity.DENIED:
        return claim.polarity is Polarity.ASSERTED and compatible
    both_hold = denial.kind is Kind.CONTROL and claim.polarity is Polarity.ASSERTED and None not in (denial.actor_side, claim.actor_side) and not compatible
    return both_hold and None not in (denial.claimant_side, claim.claimant_side) and denial.claimant_side != claim.claimant_side


def _later(one: Claim, other: Claim) -> bool:
    first = one.stated or one.published or one.event
    second = other.stated or other.published or other.event
    return first is not None and second is not None and first.first > second.last


def plain_thread_claims(claims: Sequence[Claim]) -> list[Claim]:
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
        groups.setdefault((matter_of(claim.kind), place_key(claim)), {})[claim.id] = claim
    return {key: [members[claim_id] for claim_id in sorted(members)] for key, members in groups.items()}


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
