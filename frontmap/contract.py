"""Records to the JSON that other programs rely on, and back.

One claim or mention is one JSON object; fields that are not known are null, never left out, so that every line has the
same keys. Dates are EDTF. `claim_from_json(claim_to_json(claim)) == claim` holds for every claim.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from frontmap.errors import InputError, RecordError
from frontmap.records import (
    Basis,
    Claim,
    Counted,
    Credibility,
    Cue,
    DateSpan,
    Kind,
    Mention,
    Modality,
    Place,
    Placement,
    Polarity,
    Precision,
    Quantity,
    Relation,
    RelationKind,
    Reliability,
    Role,
    RunnerUp,
    Span,
    Status,
    Verification,
)

__all__ = ["claim_from_json", "claim_to_json", "mention_to_json", "placement_to_json", "runner_up_to_json"]

Json = dict[str, Any]
E = TypeVar("E", bound=StrEnum)
_LARGEST = 1e15  # no number of a claim is larger, infinities and what is no number among them


def claim_to_json(claim: Claim) -> Json:
    """Return the contract's JSON object of a claim."""
    placed = claim.placement is not None and claim.placement.place is not None
    return {
        "id": claim.id,
        "doc_id": claim.doc_id,
        "kind": claim.kind.value,
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "actor": claim.actor,
        "actor_side": claim.actor_side,
        "claimant": claim.claimant,
        "claimant_side": claim.claimant_side,
        "publisher": claim.publisher,
        "verification": claim.verification.value if claim.verification else None,
        "reliability": claim.reliability.value,
        "credibility": claim.credibility.value,
        "status": claim.status.value,
        "thread": claim.thread,
        "origin": claim.origin,
        "score": round(claim.score, 3),
        "place": placement_to_json(claim.placement) if placed and claim.placement else None,
        "place_text": claim.place_text,
        "unplaced_reason": claim.unplaced_reason,
        "event_date": claim.event.edtf if claim.event else None,
        "date_basis": (claim.event.basis if claim.event else Basis.NONE).value,
        "stated": claim.stated.edtf if claim.stated else None,
        "published": claim.published.edtf if claim.published else None,
        "published_basis": (claim.published.basis if claim.published else Basis.NONE).value,
        "title": claim.title,
        "url": claim.url,
        "language": claim.language,
        "evidence": _span_to_json(claim.evidence),
        "cues": [{"text": cue.text, "start": cue.start, "end": cue.end, "rule": cue.rule} for cue in claim.cues],
        "quantities": [_quantity_to_json(quantity) for quantity in claim.quantities],
        "background": claim.background,
    }


def placement_to_json(placement: Placement) -> Json | None:
    """Return the contract's `place` object, None where nothing was placed."""
    place, mention = placement.place, placement.mention
    if place is None or placement.lat is None or placement.lon is None or placement.precision is None:
        return None
    return {
        "id": place.id,
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "feature": place.feature,
        "lat": round(placement.lat, 6),
        "lon": round(placement.lon, 6),
        "place_lat": round(place.lat, 6),
        "place_lon": round(place.lon, 6),
        "precision": placement.precision.value,
        "radius_m": None if placement.radius_m is None else round(placement.radius_m),
        "score": round(placement.score, 3),
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        "relation": _relation_to_json(mention.relation),
        "runners_up": [runner_up_to_json(other) for other in placement.runners_up],
        "reason": placement.reason,
    }


def runner_up_to_json(other: RunnerUp) -> Json:
    """Return the contract's JSON object of a place that was considered and not chosen."""
    return {
        "id": other.id,
        "name": other.name,
        "admin1": other.admin1,
        "country": other.country,
        "lat": round(other.lat, 6),
        "lon": round(other.lon, 6),
        "score": round(other.score, 3),
        "distance_m": None if other.distance_m is None else round(other.distance_m),
    }


def mention_to_json(mention: Mention, placement: Placement | None) -> Json:
    """Return the JSON object of a mention, one line of `frontmap geoparse`."""
    return {
        "doc_id": mention.doc_id,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "role": mention.role.value,
        "reason": (placement.reason if placement is not None else "") or mention.reason,
        "place": placement_to_json(placement) if placement is not None else None,
    }


def _span_to_json(span: Span) -> Json:
    return {"text": span.text, "start": span.start, "end": span.end}


def _quantity_to_json(quantity: Quantity) -> Json:
    return {
        "what": quantity.what.value,
        "of": quantity.of,
        "low": _plain_number(quantity.low),
        "high": _plain_number(quantity.high),
        "approximate": quantity.approximate,
        "total": quantity.total,
        "text": quantity.text,
        "start": quantity.start,
        "end": quantity.end,
    }


def _plain_number(number: float | None) -> float | None:
    """Return a whole number as one, so that twenty is written 20 and not 20.0."""
    return int(number) if number is not None and number == int(number) else number


def _relation_to_json(relation: Relation | None) -> Json | None:
    if relation is None:
        return None
    return {
        "kind": relation.kind.value,
        "text": relation.text,
        "distance_m": relation.distance_m,
        "bearing": relation.bearing,
        "other": relation.other,
        "start": relation.start,
        "end": relation.end,
    }


def claim_from_json(data: Mapping[str, Any]) -> Claim:
    """Return the claim that a JSON object of the contract tells of.

    Keys that frontmap does not know are passed over, so that files enriched by other programs can be read.

    Raises
    ------
    InputError
        If a key is missing that a claim cannot do without, or a value is none that the key allows; the message names the key.
    """
    evidence = _need(data, "evidence")
    place = data.get("place")
    return Claim(
        id=str(_need(data, "id")),
        doc_id=str(data.get("doc_id") or ""),
        kind=_enum(Kind, data, "kind"),
        polarity=_enum(Polarity, data, "polarity"),
        modality=_enum(Modality, data, "modality"),
        evidence=Span(str(evidence["text"]), _offset(evidence, "start"), _offset(evidence, "end")),
        actor=_text(data, "actor"),
        actor_side=_text(data, "actor_side"),
        claimant=_text(data, "claimant"),
        claimant_side=_text(data, "claimant_side"),
        publisher=_text(data, "publisher"),
        verification=_enum(Verification, data, "verification") if data.get("verification") else None,
        reliability=_enum(Reliability, data, "reliability") if data.get("reliability") else Reliability.F,
        credibility=_enum(Credibility, data, "credibility") if data.get("credibility") else Credibility.UNJUDGED,
        status=_enum(Status, data, "status") if data.get("status") else Status.CLAIMED,
        thread=str(data.get("thread") or ""),
        origin=str(data.get("origin") or ""),
        score=_number(data, "score", 1.0),
        placement=_placement_from_json(place, str(data.get("doc_id") or "")) if place else None,
        place_text=_text(data, "place_text"),
        unplaced_reason=_text(data, "unplaced_reason"),
        event=_date(data, "event_date", "date_basis"),
        stated=_date(data, "stated", None),
        published=_date(data, "published", "published_basis"),
        title=_text(data, "title"),
        url=_text(data, "url"),
        language=str(data.get("language") or "en"),
        cues=tuple(Cue(_text(cue, "text") or "", _text(cue, "rule") or "", _offset(cue, "start"), _offset(cue, "end")) for cue in data.get("cues") or ()),
        quantities=tuple(map(_quantity_from_json, data.get("quantities") or ())),
        background=bool(data.get("background")),
    )


def _quantity_from_json(data: Mapping[str, Any]) -> Quantity:
    try:
        return Quantity(
            what=_enum(Counted, data, "what"),
            of=str(data.get("of") or ""),
            low=_number_or_none(data, "low"),
            high=_number_or_none(data, "high"),
            approximate=bool(data.get("approximate")),
            total=bool(data.get("total")),
            text=str(data.get("text") or ""),
            start=_offset(data, "start"),
            end=_offset(data, "end"),
        )
    except RecordError as error:
        raise InputError(f"quantities: {error.message}") from None


def _placement_from_json(data: Mapping[str, Any], doc_id: str) -> Placement:
    relation = data.get("relation")
    lat, lon = _point(data, "lat", "lon")
    place_lat, place_lon = _point({"place_lat": lat, "place_lon": lon} | dict(data), "place_lat", "place_lon")
    return Placement(
        mention=Mention(
            text=str(data.get("text") or data.get("name") or ""),
            role=Role.PLACE,
            relation=_relation_from_json(relation) if relation else None,
            doc_id=doc_id,
            start=_offset(data, "start"),
            end=_offset(data, "end"),
        ),
        place=Place(
            id=str(_need(data, "id")),
            name=str(_need(data, "name")),
            lat=place_lat,
            lon=place_lon,
            country=str(data.get("country") or ""),
            admin1=str(data.get("admin1") or ""),
            feature=str(data.get("feature") or "PPL"),
        ),
        lat=lat,
        lon=lon,
        precision=_enum(Precision, data, "precision"),
        radius_m=_number_or_none(data, "radius_m"),
        score=_number(data, "score", 0.0),
        runners_up=tuple(map(_runner_up_from_json, data.get("runners_up") or ())),
        reason=str(data.get("reason") or ""),
    )


def _relation_from_json(data: Mapping[str, Any]) -> Relation:
    return Relation(
        kind=_enum(RelationKind, data, "kind"),
        text=str(_need(data, "text")),
        distance_m=_number_or_none(data, "distance_m"),
        bearing=_number_or_none(data, "bearing"),
        other=_text(data, "other"),
        start=_offset(data, "start"),
        end=_offset(data, "end"),
    )


def _runner_up_from_json(data: Mapping[str, Any]) -> RunnerUp:
    lat, lon = _point(data, "lat", "lon")
    id_, name, admin1, country = (_text(data, key) or "" for key in ("id", "name", "admin1", "country"))
    return RunnerUp(id_, name, admin1, country, lat, lon, _number(data, "score", 0.0), _number_or_none(data, "distance_m"))


def _point(data: Mapping[str, Any], lat_key: str, lon_key: str) -> tuple[float, float]:
    """Return latitude and longitude in degrees."""
    lat, lon = (_number({key: _need(data, key)}, key, 0.0) for key in (lat_key, lon_key))
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise InputError(f"place has lat {lat} and lon {lon}: expected degrees, lat from -90 to 90 and lon from -180 to 180")
    return lat, lon


def _text(data: Mapping[str, Any], key: str) -> str | None:
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise InputError(f"{key} is {value!r:.40}: expected text")
    return value


def _number(data: Mapping[str, Any], key: str, default: float) -> float:
    value = _number_or_none(data, key)
    return default if value is None else value


def _number_or_none(data: Mapping[str, Any], key: str) -> float | None:
    value = data.get(key)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= _LARGEST):
        raise InputError(f"{key} is {value!r:.40}: expected a number")
    return None if value is None else float(value)


def _offset(data: Mapping[str, Any], key: str) -> int:
    return int(_number(data, key, 0.0))


def _need(data: Mapping[str, Any], key: str) -> Any:
    if data.get(key) is None:
        raise InputError(f"lacks {key!r}, which a claim cannot do without: write claims with `frontmap extract`")
    return data[key]


def _enum(kind: type[E], data: Mapping[str, Any], key: str) -> E:
    value = _need(data, key)
    try:
        return kind(value)
    except ValueError:
        allowed = ", ".join(member.value for member in kind)
        raise InputError(f"{key} is {value!r}: expected one of {allowed}") from None


def _date(data: Mapping[str, Any], key: str, basis_key: str | None) -> DateSpan | None:
    if not data.get(key):
        return None
    basis = Basis(data.get(basis_key) or "none") if basis_key else Basis.NONE
    try:
        return DateSpan.from_edtf(data[key], basis)
    except RecordError as error:
        raise InputError(f"{key}: {error.message}") from None
