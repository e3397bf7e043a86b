"""The ledger as its rules read: each claim of a thread against each other one. Slow, plain, and what the real one must equal.

What two claims are to each other is asked of the same small rules (`contradicts`, `are_copies` ...); how a thread is cut, who is looked at and
in which order, which is where the real one is clever, is done here without any cleverness.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from frontmap.ledger.copies import are_copies, wording_of
from frontmap.ledger.origins import same_statement, translations
from frontmap.ledger.stances import coincide, contradicts, doubts, may_supersede, may_support, overtakes
from frontmap.ledger.statements import Statement, statement_of
from frontmap.ledger.threads import matter_of, place_key
from frontmap.ledger.tolls import disagree, raised
from frontmap.records import Claim, DateSpan, Kind, Modality, Status, content_id

_GAPS = {"ground": 14, "encirclement": 14, "presence": 14}
_GAP = 3


def origins_of(statements: Sequence[Statement]) -> dict[str, str]:
    """Return the origin of each statement of a thread, by its id."""
    ordered = sorted(statements, key=lambda each: each.id)
    parent = {each.voice: each.voice for each in ordered}

    def root(voice: str) -> str:
        while parent[voice] != voice:
            voice = parent[voice]
        return voice

    for index, one in enumerate(ordered):
        for other in ordered[index + 1 :]:
            first, second = sorted((root(one.voice), root(other.voice)))
            same = one.claimant_side == other.claimant_side and one.stance[:3] == other.stance[:3]
            actor = one.actor_side == other.actor_side or (None in (one.actor_side, other.actor_side) and one.kind is not Kind.CONTROL)
            if first != second and same and actor and (are_copies(wording_of(one.text), wording_of(other.text)) or list(translations([one, other]))):
                parent[second] = first
    return {each.id: content_id("origin", root(each.voice)) for each in ordered}


def status_of(claim: Statement, others: Sequence[Statement], origins: dict[str, str], reach: int) -> Status:
    """Return a claim's status among all other claims of its thread."""
    near = [other for other in others if _same_days(claim, other, reach)]
    against = [other for other in near if contradicts(other.stance, claim.stance) and not overtakes(other, claim) and doubts(other, claim, _since(claim, others, other, reach))]
    own = [other for other in against if other.voice == claim.voice and _later(other, claim)]
    if own and claim.named:
        return Status.RETRACTED
    alike = [other for other in near if other.voice == claim.voice and other.claimant_side == claim.claimant_side and same_statement(other.stance, claim.stance)]
    if own or any(_later(other, claim) and raised(other, claim) for other in alike):
        return Status.SUPERSEDED
    if any(_short(other) and may_supersede(other.stance, claim.stance) and overtakes(other, claim) for other in others):
        return Status.SUPERSEDED
    words = [(_day(claim, other), 1, other) for other in against if other.voice != claim.voice]
    words += [
        (_day(claim, other), 0, other)
        for other in near
        if claim.modality is Modality.ACTUAL and may_support(other.stance, claim.stance) and origins[other.id] != origins[claim.id] and coincide(claim, other) and not disagree(claim, other)
        and (claim.doc_id != other.doc_id or None not in (claim.claimant_side, other.claimant_side) or claim.verified or other.verified)
    ]  # fmt: skip
    doubters: set[str] = set()
    for _, doubt, other in sorted(words, key=lambda word: word[:2]):
        speaker = other.voice if other.claimant_side in {None, "other"} else f"side:{other.claimant_side}"
        (doubters.add if doubt else doubters.discard)(speaker)
    return Status.DISPUTED if doubters else Status.CORROBORATED if words else Status.CLAIMED


def _since(claim: Statement, others: Sequence[Statement], doubt: Statement, reach: int) -> int | None:
    """Return since when the claim's side has said the same, within the days of one matter before a doubt."""
    same = [each for each in [claim, *others] if each.stance == claim.stance and _short(each) and each.days and doubt.days and doubt.days[0] - reach <= each.days[0] <= doubt.days[1]]
    return min((each.days[0] for each in same if each.days), default=None)


def _day(claim: Statement, other: Statement) -> int:
    return max((day for day in (claim.known, other.known) if day is not None), default=0)


def _short(statement: Statement) -> bool:
    return statement.days is not None and statement.days[1] - statement.days[0] <= 31


def _later(one: Statement, other: Statement) -> bool:
    return one.told is not None and other.told is not None and one.told[0] > other.told[1]


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
        statements = [statement_of(claim) for claim in members]
        origins = origins_of(statements)
        for claim, statement in zip(members, statements, strict=True):
            others = [other for other in statements if other.id != claim.id]
            status = status_of(statement, others, origins, _GAPS.get(matter_of(claim.kind), _GAP))
            told[claim.id] = replace(claim, thread=thread, origin=origins[claim.id], status=status)
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


def _same_days(one: Statement, other: Statement, reach: int) -> bool:
    """Whether two claims of a thread lie close enough in time to be about one event; those of undated documents do."""
    if one.days is None or other.days is None:
        return True
    return one.days[0] <= other.days[1] + reach and other.days[0] <= one.days[1] + reach


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
