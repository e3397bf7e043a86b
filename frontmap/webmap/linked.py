"""What a page says of itself to programs: schema.org's vocabulary as JSON-LD, a data block in the page's head that nothing runs.

Each thread is a `Claim`, never a `ClaimReview`: a review gives a verdict, and frontmap gives none. Who denies a claim is told by
claims of their own in `subjectOf`. The block is bounded: the most weighty threads, a few appearances of each, long texts cut.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from frontmap.geodesy import lonlat
from frontmap.records import Claim, DateSpan, Kind, Polarity, Status

__all__ = ["MOST_THREADS", "linked_data"]

MOST_THREADS = 100
_MOST_APPEARANCES, _MOST_DENIALS, _MOST_CHARS = 5, 2, 300
_ESCAPES = MappingProxyType({ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})
_DESCRIPTION = "Claims about a war as reports carry them: who says what of which place, and who denies it. Not verified; a claim is not a fact."
Json = dict[str, Any]


def linked_data(claims: Sequence[Claim], name: str, *, version: str) -> str:
    """Return the block's text: JSON in which nothing can end a script element or be taken for markup.

    Parameters
    ----------
    claims : sequence of Claim
        All that the page shows.
    name : str
        The page's title.
    version : str
        frontmap's version.
    """
    days = [day for claim in claims if claim.event for day in (claim.event.first, claim.event.last)]
    threads = _threads(claims)
    data = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": _cut(name),
        "description": _DESCRIPTION,
        "creator": {"@type": "SoftwareApplication", "name": "frontmap", "softwareVersion": version},
        "size": f"{len(claims)} claims in {len(threads)} threads",
        "temporalCoverage": f"{min(days)}/{max(days)}" if days else None,
        "hasPart": [_thread(thread) for thread in threads[:MOST_THREADS]],
    }
    return json.dumps(_known(data), ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _threads(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Return the threads by weight: the kind first, then what is disputed, then how many origins tell of it."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.thread or claim.id, []).append(claim)
    kinds = list(Kind)

    def weight(group: Sequence[Claim]) -> tuple[Any, ...]:
        origins = len({claim.origin or claim.id for claim in group})
        return min(kinds.index(claim.kind) for claim in group), not any(claim.status is Status.DISPUTED for claim in group), -origins, min(claim.id for claim in group)

    return sorted(groups.values(), key=weight)


def _thread(claims: Sequence[Claim]) -> Json:
    asserted = [claim for claim in claims if claim.polarity is Polarity.ASSERTED] or list(claims)
    denials = [claim for claim in claims if claim.polarity is Polarity.DENIED and claim is not asserted[0]]
    told = _claim(asserted[0], asserted)
    return {**told, "subjectOf": [_claim(denial, [denial]) for denial in _first_by_claimant(denials)]}


def _first_by_claimant(claims: Iterable[Claim]) -> list[Claim]:
    return list({claim.claimant or claim.publisher: claim for claim in reversed(list(claims))}.values())[:_MOST_DENIALS]


def _claim(lead: Claim, same: Sequence[Claim]) -> Json:
    denied = ", denied" if lead.polarity is Polarity.DENIED else ""
    return {
        "@type": "Claim",
        "identifier": lead.id,
        "text": _cut(lead.evidence.text),
        "keywords": f"{lead.kind.value}{denied}, {lead.modality.value}",
        "creativeWorkStatus": lead.status.value,
        "inLanguage": lead.language,
        "author": {"@type": "Organization", "name": _cut(lead.claimant)} if lead.claimant else None,
        "temporalCoverage": _day(lead.event),
        "spatialCoverage": _place(lead),
        "appearance": list(_appearances(same)),
    }


def _place(claim: Claim) -> Json | None:
    placement = claim.placement
    if placement is None or placement.place is None or placement.lat is None or placement.lon is None:
        return None
    lon, lat = lonlat(round(placement.lat, 5), round(placement.lon, 5))
    point = {"@type": "GeoCoordinates", "latitude": lat, "longitude": lon}
    if placement.radius_m:
        point = {"@type": "GeoCircle", "geoMidpoint": point, "geoRadius": round(placement.radius_m)}
    return {"@type": "Place", "name": _cut(placement.place.name), "geo": point}


def _appearances(claims: Iterable[Claim]) -> Iterator[Json]:
    """Yield the documents that carry a claim, each once."""
    documents = {claim.doc_id or claim.id: claim for claim in reversed(list(claims))}
    for claim in list(reversed(documents.values()))[:_MOST_APPEARANCES]:
        yield {
            "@type": "CreativeWork",
            "headline": _cut(claim.title),
            "url": claim.url if claim.url and claim.url.startswith(("http://", "https://")) else None,
            "datePublished": _day(claim.published),
            "publisher": {"@type": "Organization", "name": _cut(claim.publisher)} if claim.publisher else None,
        }


def _day(span: DateSpan | None) -> str | None:
    """Return a day, or a stretch as ISO 8601 writes it."""
    if span is None:
        return None
    return span.first.isoformat() if span.first == span.last else f"{span.first}/{span.last}"


def _cut(text: str | None) -> str | None:
    """Return a text on one line, cut where it is long."""
    line = " ".join((text or "").split())
    return (line if len(line) <= _MOST_CHARS else f"{line[: _MOST_CHARS - 1]}…") or None


def _known(data: Mapping[str, Any]) -> Json:
    """Return an object without what is not known, in which schema.org's vocabulary has no word for nothing."""
    kept: Json = {}
    for key, value in data.items():
        plain = _known(value) if isinstance(value, dict) else [_known(each) for each in value] if isinstance(value, list) else value
        if plain is not None and plain != []:
            kept[key] = plain
    return kept
