"""The two clocks: what was known on a day, and what had happened by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from frontmap.ledger.threads import thread_claims
from frontmap.records import Claim

__all__ = ["as_of", "day_known", "happened_by", "known_on", "published_by"]


def day_known(claim: Claim) -> dt.date | None:
    """Return the day from whose end on a claim was known: that of its document, without one the day on which it was stated."""
    span = claim.published or claim.stated
    return None if span is None else span.last


def published_by(claims: Iterable[Claim], day: dt.date) -> list[Claim]:
    """Return the claims that had been published by the end of a day, as they stand in the ledger of all.

    A claim whose document is undated counts from the day on which it was stated; without one it was never known to be known.
    """
    return [claim for claim in claims if (known := day_known(claim)) is not None and known <= day]


def happened_by(claims: Iterable[Claim], day: dt.date) -> Iterator[Claim]:
    """Yield the claims about what had happened by the end of a day, in hindsight; what has no date is left out."""
    return (claim for claim in claims if claim.event is not None and claim.event.last <= day)


def known_on(claims: Iterable[Claim], day: dt.date) -> list[Claim]:
    """Return the ledger as it stood on a day: threads and statuses made anew from the claims that were published by then."""
    return thread_claims(published_by(claims, day))


def as_of(claims: list[Claim], *, known: dt.date | None = None, happened: dt.date | None = None) -> list[Claim]:
    """Return the ledger by either clock or both; all of it without a day.

    With `known` statuses are those of that day; with `happened` alone they are today's.
    """
    seen = claims if known is None else known_on(claims, known)
    return seen if happened is None else list(happened_by(seen, happened))
