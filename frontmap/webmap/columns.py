"""Claims as columns: each string once, each claim a row of small integers, all of it deflated.

The page reads what `pack` writes with `DecompressionStream`. Nothing of a claim stands in the page as markup: base64 holds no
character that HTML or JavaScript could take for its own.

Days are counted from 1 January 1970; an unknown day is null, and so is the day of a sum over the war. Offsets are in UTF-16 code units, as JavaScript counts them, from the
start of the claim's sentence.
"""

from __future__ import annotations

import base64
import datetime as dt
import functools
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from frontmap.corrections.apply import Rejected
from frontmap.ledger.compare import Compared, DifferenceKind
from frontmap.records import (
    Basis,
    Claim,
    DateSpan,
    Document,
    Kind,
    Modality,
    Placement,
    Polarity,
    Precision,
    Quantity,
    RunnerUp,
    Status,
    Verification,
)
from frontmap.theatres.load import Theatre

__all__ = ["Shared", "claim_columns", "day_number", "pack"]

Columns = dict[str, list[Any]]

KINDS = tuple(Kind)
MODALITIES = tuple(Modality)
STATUSES = tuple(Status)
PRECISIONS = tuple(Precision)
BASES = tuple(Basis)
CHANGES = (None, *DifferenceKind)
VERIFICATIONS = (None, Verification.UNVERIFIED, Verification.VERIFIED)

_EPOCH = dt.date(1970, 1, 1).toordinal()


def day_number(day: dt.date | None) -> int | None:
    """Return the days from 1 January 1970 to `day`, None for None."""
    return None if day is None else day.toordinal() - _EPOCH


@dataclass(frozen=True, eq=False)
class Shared:
    """What many pages carry alike (base map, labels, words): written and deflated once for all of them."""

    data: Mapping[str, Any]

    @functools.cached_property
    def start(self) -> tuple[bytes, int]:
        """The start of a zlib stream, up to a byte's end, after which nothing refers back; and the checksum so far."""
        text = _json(self.data)[:-1] + b","
        deflate = zlib.compressobj(6)
        return deflate.compress(text) + deflate.flush(zlib.Z_FULL_FLUSH), zlib.adler32(text)


def pack(data: Mapping[str, Any], shared: Shared | None = None) -> str:
    """Return `data`, with what is `shared` before it, as base64 of zlib-deflated JSON; equal data give equal text.

    Parameters
    ----------
    data : mapping
        Not empty.
    shared : Shared, optional
        Its keys are none of `data`'s.
    """
    text = _json(data)
    if shared is None:
        return base64.b64encode(zlib.compress(text, 6)).decode("ascii")
    start, checksum = shared.start
    deflate = zlib.compressobj(6, wbits=-zlib.MAX_WBITS)  # goes on in the stream that was begun
    rest = text[1:]
    return base64.b64encode(start + deflate.compress(rest) + deflate.flush() + zlib.adler32(rest, checksum).to_bytes(4, "big")).decode("ascii")


def _json(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8", "replace")


def claim_columns(
    claims: Sequence[Claim],
    *,
    theatre: Theatre,
    documents: Iterable[Document] = (),
    unplaced: Iterable[Placement] = (),
    rejected: Iterable[Rejected] = (),
    comparison: Sequence[Compared] = (),
) -> dict[str, Any]:
    """Return the page's tables: `strings`, `documents`, `spots`, `runners`, `claims`, `mentions` and `rejected`.

    Parameters
    ----------
    claims : sequence of Claim
        In any order; the tables keep it.
    theatre : Theatre
        Its sides number the column `side`; its actors' aliases find the speaker in a sentence.
    documents : iterable of Document
        All documents that were read, so that those without a claim or without a date can be told.
    unplaced : iterable of Placement
        Place mentions that no place was found for.
    rejected : iterable of Rejected
        Claims that a correction leaves out.
    comparison : sequence of Compared
        What became of each of the claims, in their order, where two ledgers are shown.
    """
    tables = _Tables(theatre)
    for document in documents:
        tables.add_document(document)
    for claim in claims:
        tables.add_claim(claim)
    for each in comparison:
        tables.add_compared(each)
    for placement in unplaced:
        tables.add_mention(placement)
    for claim_left_out in rejected:
        tables.add_rejected(claim_left_out)
    return tables.as_data()


class _Tables:
    """The tables while they grow."""

    def __init__(self, theatre: Theatre) -> None:
        self._sides = {side.id: number for number, side in enumerate(theatre.sides)}
        self._names = {name.casefold(): actor.names for actor in theatre.actors for name in actor.names}
        self._speakers: dict[str, list[str]] = {}
        self._strings: dict[str, int] = {}
        self._documents: dict[str, int] = {}
        self._spots: dict[tuple[Any, ...], int] = {}
        self._runners: dict[RunnerUp, int] = {}
        self._threads: dict[str, int] = {"": 0}
        self._origins: dict[str, int] = {"": 0}
        self.documents = _Table()
        self.spots = _Table()
        self.runners = _Table()
        self.claims = _Table()
        self.compared = _Table()
        self.mentions = _Table()
        self.rejected = _Table()

    def as_data(self) -> dict[str, Any]:
        """Return all tables; a table without a row has no columns."""
        return {
            "strings": list(self._strings),
            "documents": self.documents.columns(),
            "spots": self.spots.columns(),
            "runners": self.runners.columns(),
            "claims": {**self.claims.columns(), **self.compared.columns()},
            "mentions": self.mentions.columns(),
            "rejected": self.rejected.columns(),
        }

    def add_document(self, document: Document) -> None:
        key = document.id or document.url or document.title or ""
        if key in self._documents:
            return
        self._documents[key] = len(self._documents)
        self.documents.append(
            title=self._string(document.title),
            publisher=self._string(document.publisher),
            url=self._string(document.url),
            **_span("date", document.date),
        )

    def add_mention(self, placement: Placement) -> None:
        mention = placement.mention
        self.mentions.append(
            text=self._string(mention.text),
            reason=self._string(placement.reason or mention.reason),
            document=self._documents.get(mention.doc_id, -1),
        )

    def add_rejected(self, rejected: Rejected) -> None:
        claim = rejected.claim
        place = claim.placement.place if claim.placement else None
        self.rejected.append(
            kind=KINDS.index(claim.kind),
            denied=int(claim.polarity is Polarity.DENIED),
            side=self._sides.get(claim.claimant_side or "", -1),
            place=self._string(place.name if place else claim.place_text),
            text=self._string(claim.evidence.text),
            why=self._string(rejected.why),
            document=self._claim_document(claim),
        )

    def add_compared(self, compared: Compared) -> None:
        self.compared.append(
            change=CHANGES.index(compared.kind),
            era=int(compared.in_old) + 2 * int(compared.in_new),
            former=int(compared.former),
            before=self._string(compared.before),
            after=self._string(compared.after),
        )

    def add_claim(self, claim: Claim) -> None:
        placement = claim.placement if claim.placed else None
        mention = placement.mention if placement else None
        relation = mention.relation if mention else None
        self.claims.append(
            id=self._string(claim.id),
            kind=KINDS.index(claim.kind),
            denied=int(claim.polarity is Polarity.DENIED),
            modality=MODALITIES.index(claim.modality),
            verification=VERIFICATIONS.index(claim.verification),
            status=STATUSES.index(claim.status),
            side=self._sides.get(claim.claimant_side or "", -1),
            actor_side=self._sides.get(claim.actor_side or "", -1),
            claimant=self._string(claim.claimant),
            actor=self._string(claim.actor),
            publisher=self._string(claim.publisher),
            document=self._claim_document(claim),
            spot=self._spot(placement) if placement else -1,
            radius=round(placement.radius_m) if placement and placement.radius_m else 0,
            place_score=round(placement.score, 2) if placement else 0,
            place_reason=self._string(placement.reason if placement else claim.unplaced_reason),
            place_text=self._string(mention.text if mention else claim.place_text),
            relation=self._string(relation.text if relation else None),
            runners=[self._runner(other) for other in placement.runners_up] if placement else [],
            score=round(claim.score, 2),
            grade=self._string(_grade(claim)),
            text=self._string(claim.evidence.text),
            cues=[[*span, self._string(cue.rule)] for cue in claim.cues if (span := _within(claim, cue.start, cue.end, cue.text))],
            mention=_within(claim, mention.start, mention.end, mention.text) if mention else None,
            speaker=self._speaker(claim),
            thread=_number(self._threads, claim.thread),
            origin=_number(self._origins, claim.origin),
            background=int(claim.background),
            quantities=[self._quantity(quantity) for quantity in claim.quantities],
            **_span("event", None if claim.total else claim.event),
            **_span("stated", claim.stated),
            **_span("published", claim.published),
        )

    def _quantity(self, quantity: Quantity) -> list[Any]:
        """Return what is counted, its noun, both bounds, and whether it is approximate and a total."""
        return [quantity.what.value, self._string(quantity.of), quantity.low, quantity.high, int(quantity.approximate), int(quantity.total)]

    def _claim_document(self, claim: Claim) -> int:
        key = claim.doc_id or claim.url or claim.title or ""
        if key not in self._documents:
            self.add_document(Document(key, "", title=claim.title, url=claim.url, publisher=claim.publisher, date=claim.published))
        return self._documents[key]

    def _spot(self, placement: Placement) -> int:
        """Return the number of the mark: a place, or a point told relative to it."""
        place = placement.place
        if place is None or placement.lat is None or placement.lon is None or placement.precision is None:
            return -1
        lat, lon = round(placement.lat, 5), round(placement.lon, 5)
        area = placement.precision in (Precision.REGION, Precision.COUNTRY, Precision.DISTRICT)
        key = (place.id, lat, lon, placement.precision if area else None)
        if key not in self._spots:
            self._spots[key] = len(self._spots)
            moved = abs(lat - place.lat) > 1e-4 or abs(lon - place.lon) > 1e-4
            self.spots.append(
                place=self._string(place.id),
                name=self._string(place.name),
                country=self._string(place.country),
                admin1=self._string(place.admin1),
                feature=self._string(place.feature),
                lat=lat,
                lon=lon,
                precision=PRECISIONS.index(placement.precision),
                moved=int(moved),
            )
        return self._spots[key]

    def _runner(self, other: RunnerUp) -> int:
        if other not in self._runners:
            self._runners[other] = len(self._runners)
            self.runners.append(
                name=self._string(other.name),
                admin1=self._string(other.admin1),
                country=self._string(other.country),
                score=round(other.score, 2),
                distance=None if other.distance_m is None else round(other.distance_m),
            )
        return self._runners[other]

    def _speaker(self, claim: Claim) -> list[int] | None:
        """Return the claimant's words in the sentence: the longest of its names that stands there."""
        if not claim.claimant:
            return None
        text = claim.evidence.text.casefold()
        if len(text) != len(claim.evidence.text):
            return None
        if claim.claimant not in self._speakers:
            names = {name.casefold() for name in (claim.claimant, *self._names.get(claim.claimant.casefold(), ()))}
            self._speakers[claim.claimant] = sorted(names, key=lambda name: (-len(name), name))
        for name in self._speakers[claim.claimant]:
            start = text.find(name)
            if start >= 0:
                return _utf16(claim.evidence.text, start, start + len(name))
        return None

    def _string(self, text: str | None) -> int:
        return self._strings.setdefault(text or "", len(self._strings))


def _number(known: dict[str, int], name: str) -> int:
    """Return a number for a name of which the page only needs to know whether it is the same."""
    return known.setdefault(name, len(known))


class _Table:
    """Rows of one shape that become columns at the end."""

    def __init__(self) -> None:
        self._names: tuple[str, ...] = ()
        self._rows: list[tuple[Any, ...]] = []

    def append(self, **row: Any) -> None:
        self._names = self._names or tuple(row)
        self._rows.append(tuple(row.values()))

    def columns(self) -> Columns:
        return dict(zip(self._names, map(list, zip(*self._rows, strict=True)), strict=True))


def _span(name: str, span: DateSpan | None) -> dict[str, Any]:
    """Return the columns of a date: first and last day, basis and whether it is approximate."""
    if span is None:
        return {f"{name}_first": None, f"{name}_last": None, f"{name}_basis": BASES.index(Basis.NONE), f"{name}_about": 0}
    return {
        f"{name}_first": day_number(span.first),
        f"{name}_last": day_number(span.last),
        f"{name}_basis": BASES.index(span.basis),
        f"{name}_about": int(span.approximate),
    }


def _grade(claim: Claim) -> str:
    """Return a claim's grade by the Admiralty system, such as B2; nothing where nobody graded it."""
    grade = f"{claim.reliability}{claim.credibility}"
    return "" if grade == "F6" else grade


def _within(claim: Claim, start: int, end: int, words: str) -> list[int] | None:
    """Return a document span as offsets in the claim's sentence; None where the sentence does not hold it."""
    sentence = claim.evidence.text
    start, end = start - claim.evidence.start, end - claim.evidence.start
    if 0 <= start < end <= len(sentence) and sentence[start:end] == words:
        return _utf16(sentence, start, end)
    found = sentence.find(words) if words else -1
    return _utf16(sentence, found, found + len(words)) if found >= 0 else None


def _utf16(text: str, start: int, end: int) -> list[int]:
    """Return code-point offsets as UTF-16 offsets."""
    if text.isascii():
        return [start, end]
    return [len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2 for offset in (start, end)]
