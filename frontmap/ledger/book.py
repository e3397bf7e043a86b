"""The ledger as a book: a page for each thread, with who said it, in how many articles, and what changed each claim's standing."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from frontmap.ledger.status import Change
from frontmap.ledger.threads import ledger_of, matter_of, place_key
from frontmap.records import Claim, Status

__all__ = ["Entry", "Origin", "Page", "book_of", "page_to_json", "pages_about"]


@dataclass(frozen=True, slots=True)
class Origin:
    """One who has really said it: the claims that go back to it, oldest first, and in how many articles they stand."""

    id: str
    claims: tuple[Claim, ...]

    @property
    def articles(self) -> int:
        """How many documents carry it."""
        return len({_article(claim) for claim in self.claims})

    @property
    def name(self) -> str:
        """Who it is, as the first article names it: the claimant, else the publisher that speaks for itself."""
        return self.claims[0].claimant or self.claims[0].publisher or "no name"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a thread's log: what a claim's status became, on which day, and by which claim."""

    claim: Claim
    change: Change
    by: Claim

    @property
    def day(self) -> dt.date | None:
        """The day on which it became known, None where no date is known."""
        return None if self.change.day is None else dt.date.fromordinal(self.change.day)


@dataclass(frozen=True, slots=True)
class Page:
    """A thread: the claims about one matter at one place in one stretch of days."""

    id: str
    matter: str
    place_id: str | None
    place: str
    first: dt.date | None
    last: dt.date | None
    claims: tuple[Claim, ...]
    origins: tuple[Origin, ...]
    log: tuple[Entry, ...]

    @property
    def articles(self) -> int:
        """How many documents carry its claims."""
        return len({_article(claim) for claim in self.claims})

    @property
    def statuses(self) -> dict[Status, int]:
        """How many claims stand how, in the order of `Status`; those that none has are left out."""
        found = Counter(claim.status for claim in self.claims)
        return {status: found[status] for status in Status if found[status]}


def book_of(claims: Sequence[Claim]) -> list[Page]:
    """Return a page for each thread, those with most origins first.

    Parameters
    ----------
    claims : sequence of Claim
        In any order; threads, origins and statuses are made anew. A claim that stands twice counts once.
    """
    threads: dict[str, list[tuple[Claim, tuple[Change, ...]]]] = defaultdict(list)
    for claim, history in ledger_of(claims):
        threads[claim.thread].append((claim, history))
    return sorted((_page(thread, members) for thread, members in threads.items()), key=_weight)


def _page(thread: str, members: Sequence[tuple[Claim, tuple[Change, ...]]]) -> Page:
    found = {claim.id: claim for claim, _ in members}
    claims = sorted(found.values(), key=_chronology)
    origins: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        origins[claim.origin].append(claim)
    log = [Entry(claim, change, found[change.by]) for claim, history in members for change in history]
    days = [day for claim in claims if claim.event is not None for day in (claim.event.first, claim.event.last)]
    first = claims[0]
    place = first.placement.place if first.placement is not None else None
    return Page(
        id=thread,
        matter=matter_of(first.kind),
        place_id=None if place is None else place_key(first),
        place=place.name if place is not None else first.place_text or "",
        first=min(days, default=None),
        last=max(days, default=None),
        claims=tuple(claims),
        origins=tuple(Origin(origin, tuple(own)) for origin, own in origins.items()),
        log=tuple(sorted(log, key=lambda entry: (entry.change.day or 0, entry.claim.id, entry.change.by != entry.claim.id))),
    )


def _chronology(claim: Claim) -> tuple[dt.date, dt.date, str]:
    known = claim.published or claim.stated or claim.event
    event = claim.event or known
    never = dt.date.max
    return (known.last if known else never, event.first if event else never, claim.id)


def _weight(page: Page) -> tuple[int, int, dt.date, str]:
    return (-len(page.origins), -len(page.claims), page.first or dt.date.max, page.id)


def _article(claim: Claim) -> str:
    return claim.doc_id or claim.url or claim.id


def page_to_json(page: Page) -> dict[str, Any]:
    """Return a thread as JSON; claims are told by their ids, days in ISO form."""
    return {
        "thread": page.id,
        "matter": page.matter,
        "place": {"id": page.place_id, "name": page.place},
        "first": _iso(page.first),
        "last": _iso(page.last),
        "articles": page.articles,
        "statuses": {status.value: number for status, number in page.statuses.items()},
        "origins": [_origin_to_json(origin) for origin in page.origins],
        "log": [_entry_to_json(entry) for entry in page.log],
    }


def _origin_to_json(origin: Origin) -> dict[str, Any]:
    first = origin.claims[0]
    return {
        "origin": origin.id,
        "name": origin.name,
        "side": first.claimant_side,
        "articles": origin.articles,
        "languages": sorted({claim.language for claim in origin.claims}),
        "publishers": sorted({claim.publisher for claim in origin.claims if claim.publisher}),
        "claims": [claim.id for claim in origin.claims],
    }


def _entry_to_json(entry: Entry) -> dict[str, Any]:
    return {
        "day": _iso(entry.day),
        "claim": entry.claim.id,
        "kind": entry.claim.kind.value,
        "polarity": entry.claim.polarity.value,
        "status": entry.change.status.value,
        "by": entry.by.id,
        "why": entry.change.why.value,
        "sentence": entry.claim.evidence.text,
        "by_sentence": entry.by.evidence.text,
    }


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def pages_about(pages: Iterable[Page], *, thread: str | None = None, place: str | None = None) -> list[Page]:
    """Return the threads with this id, or the start of it, and those at a place of this name or id."""
    wanted = (place or "").casefold()
    return [page for page in pages if page.id.startswith(thread or "") and (not wanted or wanted in {page.place.casefold(), (page.place_id or "").casefold()})]
