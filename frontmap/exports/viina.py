"""Claims in the columns of VIINA's event data, one a place, day and initiator: `events.toml` holds the mapping, docs/formats.md its limits.

Indicators are 1 or 0; those that nothing in a claim tells of (arrests, cyber operations, sanctions) stay empty, for they were not judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from frontmap.exports.csv import table_lines
from frontmap.exports.events import Event, event_id, mapping, mentions, one_per_day
from frontmap.records import Claim, Counted, Kind, content_id
from frontmap.theatres.load import Theatre

__all__ = ["COLUMNS", "viina_lines"]

_ABOUT = (
    "event_id_1pd", "report_id", "date", "time", "geonameid", "feature_code", "asciiname", "ADM1_NAME", "ADM2_NAME", "longitude", "latitude",
    "GEO_PRECISION", "GEO_API", "location", "address", "source", "lang", "url", "text",
)  # fmt: skip
_NOT_JUDGED = ("a_civ_b", "t_arrest_b", "t_cyber_b", "t_san_b", "t_nmil_b")
_PEOPLE = {Counted.KILLED, Counted.WOUNDED, Counted.CASUALTIES}
_CIVILIANS = ("civil", "people", "child", "resident")


def _strikes_with(words: str) -> Callable[[Claim], bool]:
    return lambda claim: claim.kind is Kind.STRIKE and mentions(claim, words)


_INDICATORS: Mapping[str, Callable[[Claim], bool]] = MappingProxyType({
    "t_mil_b": lambda _: True,
    "t_loc_b": lambda _: True,
    "t_aad_b": lambda claim: mentions(claim, "intercept") or any(quantity.what is Counted.SHOT_DOWN for quantity in claim.quantities),
    "t_airstrike_b": _strikes_with("air"),
    "t_uav_b": lambda claim: mentions(claim, "uav"),
    "t_armor_b": lambda claim: claim.kind in {Kind.ASSAULT, Kind.ADVANCE} and mentions(claim, "armour"),
    "t_artillery_b": lambda claim: claim.kind is Kind.STRIKE and (mentions(claim, "artillery") or not mentions(claim, "air")),
    "t_control_b": lambda claim: claim.kind is Kind.CONTROL,
    "t_occupy_b": lambda claim: claim.kind is Kind.CONTROL and claim.actor_side == "ru",
    "t_firefight_b": lambda claim: claim.kind is Kind.ASSAULT,
    "t_raid_b": lambda claim: mentions(claim, "raid"),
    "t_ied_b": _strikes_with("mine"),
    "t_retreat_b": lambda claim: claim.kind is Kind.WITHDRAWAL,
    "t_property_b": lambda claim: claim.kind is Kind.DAMAGE,
    "t_hospital_b": lambda claim: claim.kind in {Kind.STRIKE, Kind.DAMAGE} and mentions(claim, "hospital"),
    "t_milcas_b": lambda claim: claim.kind is Kind.LOSSES,
    "t_civcas_b": lambda claim: claim.kind is Kind.CIVILIANS and any(quantity.what in _PEOPLE and quantity.of.startswith(_CIVILIANS) for quantity in claim.quantities),
})  # fmt: skip
_INITIATORS = ("a_rus_b", "a_ukr_b", "a_other_b")
COLUMNS = (*_ABOUT, *_INITIATORS, *_INDICATORS, *_NOT_JUDGED, "n_reports", "frontmap_claims", "frontmap_status")


def viina_lines(claims: Iterable[Claim], theatre: Theatre) -> Iterator[bytes]:
    """Yield a table in UTF-8, a row an event: one a place, day and initiator."""
    del theatre  # VIINA is of one war, whose sides its columns name
    return table_lines(COLUMNS, map(_row, one_per_day(claims, lambda claim: (claim.actor_side or "",))))


def _row(event: Event) -> dict[str, Any]:
    tables, lead, place = mapping()["viina"], event.lead, event.place
    side = lead.actor_side or ""
    precision = lead.placement.precision.value if lead.placement and lead.placement.precision else ""
    source, _, number = place.id.partition(":")
    told = {
        "event_id_1pd": event_id("fm", event, side),
        "report_id": lead.doc_id,
        "date": event.day.strftime("%Y%m%d"),
        "geonameid": number if source == "geonames" else None,
        "feature_code": place.feature,
        "asciiname": place.name,
        "ADM1_NAME": place.admin1,
        "longitude": event.lon,
        "latitude": event.lat,
        "GEO_PRECISION": tables["precision"].get(precision),
        "GEO_API": "frontmap",
        "location": content_id(place.id),
        "address": ", ".join(part for part in (place.name, place.admin1, place.country) if part),
        "source": event.joined(lambda claim: claim.publisher),
        "lang": tables["languages"].get(lead.language, lead.language),
        "url": event.joined(lambda claim: claim.url),
        "text": event.joined(lambda claim: " ".join(claim.evidence.text.split())),
        "n_reports": len({claim.doc_id for claim in event.claims}),
        "frontmap_claims": " ".join(claim.id for claim in event.claims),
        "frontmap_status": event.status.value,
        "a_rus_b": int(side == "ru"),
        "a_ukr_b": int(side == "ua"),
        "a_other_b": int(side == "other"),
    }
    told |= {name: int(any(map(holds, event.claims))) for name, holds in _INDICATORS.items()}
    return {column: told.get(column) for column in COLUMNS}
