"""Claims in the columns of ACLED's event data, for those who merge with it: `events.toml` holds the mapping, docs/formats.md its limits.

Columns that nothing in a claim tells of (`admin2`, `source_scale`, `timestamp` ...) stay empty. Three columns of our own close the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from frontmap.exports.csv import table_lines
from frontmap.exports.events import Event, event_id, least_number, mapping, mentions, one_per_day
from frontmap.records import Claim, Counted, Kind
from frontmap.theatres.load import Side, Theatre

__all__ = ["COLUMNS", "acled_lines"]

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1",
    "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2",
    "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
    "frontmap_claims", "frontmap_claimants", "frontmap_status",
)  # fmt: skip
_STATE, _FOREIGN = "State forces", "External/Other forces"
_VIOLENT = "Political violence"


def acled_lines(claims: Iterable[Claim], theatre: Theatre) -> Iterator[bytes]:
    """Yield a table in UTF-8, a row an event: one a place, day, sub-event type and acting side."""
    return table_lines(COLUMNS, (_row(event, theatre) for event in one_per_day(claims, lambda claim: _matter(claim, theatre))))


def _matter(claim: Claim, theatre: Theatre) -> tuple[str, str, str] | None:
    """Return event type, sub-event type and acting side; None for a kind that makes no event."""
    tables = mapping()["acled"]
    if claim.kind.value not in tables["kinds"]:
        return None
    event_type, sub_type = tables["kinds"][claim.kind.value]
    side = claim.actor_side or ""
    if claim.kind is Kind.CONTROL:
        if not side:
            return None
        sub_type = tables["control"]["home" if _is_home(side, theatre) else "other"]
    elif claim.kind is Kind.STRIKE:
        sub_type = next((name for words, name in tables["strike"].items() if words != "none" and mentions(claim, words)), tables["strike"]["none"])
    return event_type, sub_type, side


def _row(event: Event, theatre: Theatre) -> dict[str, Any]:
    tables = mapping()["acled"]
    event_type, sub_type, side = _matter(event.lead, theatre) or ("", "", "")
    others = [each.id for each in theatre.sides if each.id not in {side, "other"}]
    first, second = _force(side, theatre), _force(others[0], theatre) if event_type == "Battles" and side and len(others) == 1 else ("", "")
    iso, country, region = tables["countries"].get(event.place.country, ("", event.place.country, ""))
    told = {
        "event_id_cnty": event_id("FM", event, event_type, sub_type, side),
        "event_date": event.day.isoformat(),
        "year": event.day.year,
        "time_precision": event.time_precision,
        "disorder_type": tables["disorder"].get(event_type, _VIOLENT),
        "event_type": event_type,
        "sub_event_type": sub_type,
        "actor1": first[0],
        "inter1": first[1],
        "actor2": second[0],
        "inter2": second[1],
        "interaction": "-".join(part for part in (first[1], second[1]) if part),
        "iso": iso,
        "region": region,
        "country": country,
        "admin1": event.place.admin1,
        "location": event.place.name,
        "latitude": event.lat,
        "longitude": event.lon,
        "geo_precision": event.geo_precision,
        "source": event.joined(lambda claim: claim.publisher),
        "notes": event.joined(lambda claim: " ".join(claim.evidence.text.split())),
        "fatalities": least_number(event, Counted.KILLED),
        "frontmap_claims": " ".join(claim.id for claim in event.claims),
        "frontmap_claimants": event.joined(lambda claim: claim.claimant),
        "frontmap_status": event.status.value,
    }
    return {column: told.get(column) for column in COLUMNS}


def _force(side: str, theatre: Theatre) -> tuple[str, str]:
    """Return ACLED's name for a side's forces and the type of actor they are in the theatre's home country."""
    found = next((each for each in theatre.sides if each.id == side), None)
    if found is None or side == "other":
        return "", ""
    names = mapping()["acled"]["actors"]
    name = next((names[code] for code in found.codes if code in names), found.label)
    return name, _STATE if _has_home(found, theatre) else _FOREIGN


def _is_home(side: str, theatre: Theatre) -> bool:
    return any(each.id == side and _has_home(each, theatre) for each in theatre.sides)


def _has_home(side: Side, theatre: Theatre) -> bool:
    return bool(set(side.codes) & set(theatre.home))
