"""Claims as a build would give them: made up, but of the kinds, doubts and gaps that real reports have."""

from __future__ import annotations

import datetime as dt
from typing import Any

from frontmap.records import (
    Basis,
    Claim,
    Cue,
    DateSpan,
    Kind,
    Mention,
    Modality,
    Place,
    Placement,
    Polarity,
    Precision,
    Relation,
    RelationKind,
    Role,
    RunnerUp,
    Span,
    Status,
    Verification,
    content_id,
)

SOLEDAR = f"geonames:{content_id('Soledar')}"
"""The id of the place that most of these claims speak of, and dispute."""

PLACES: dict[str, tuple[float, float, str]] = {
    "Soledar": (48.68, 38.09, "Donetsk Oblast"),
    "Bakhmut": (48.5956, 37.9999, "Donetsk Oblast"),
    "Avdiivka": (48.1394, 37.7497, "Donetsk Oblast"),
    "Pokrovsk": (48.282, 37.1758, "Donetsk Oblast"),
    "Myrnohrad": (48.2972, 37.2575, "Donetsk Oblast"),
    "Dobropillia": (48.4611, 37.0853, "Donetsk Oblast"),
    "Kupiansk": (49.7106, 37.6157, "Kharkiv Oblast"),
    "Kupiansk-Vuzlovyi": (49.6546, 37.6679, "Kharkiv Oblast"),
    "Novouspenivske": (47.7392, 36.2497, "Zaporizhzhia Oblast"),
    "Huliaipole": (47.6644, 36.2561, "Zaporizhzhia Oblast"),
    "Orikhiv": (47.5677, 35.7858, "Zaporizhzhia Oblast"),
    "Vovchansk": (50.2906, 36.9411, "Kharkiv Oblast"),
    "Kherson": (46.6558, 32.6178, "Kherson Oblast"),
    "Krasnohorivka": (48.0069, 37.5146, "Donetsk Oblast"),
    "Chasiv Yar": (48.5872, 37.8328, "Donetsk Oblast"),
    "Sumy": (50.9216, 34.8003, "Sumy Oblast"),
}
SENTENCES: dict[Kind, tuple[str, str]] = {
    Kind.CONTROL: ("{who} said its troops had captured {place} after heavy fighting.", "had captured"),
    Kind.ADVANCE: ("{who} said assault groups had entered the eastern part of {place}.", "had entered"),
    Kind.WITHDRAWAL: ("{who} said units had pulled back from {place} to prepared positions.", "pulled back"),
    Kind.ENCIRCLEMENT: ("{who} said the last road into {place} had been cut.", "had been cut"),
    Kind.ASSAULT: ("{who} said eleven assaults were repelled near {place} over the past day.", "assaults were repelled"),
    Kind.STRIKE: ("{who} reported two glide bombs on {place} overnight.", "glide bombs"),
    Kind.PRESENCE: ("{who} said reserves were gathering around {place}.", "were gathering"),
    Kind.LOSSES: ("{who} said forty soldiers were killed at {place}.", "were killed"),
    Kind.DAMAGE: ("{who} said most apartment blocks in {place} lie in ruins.", "lie in ruins"),
    Kind.CIVILIANS: ("{who} said 559 civilians remained trapped in {place}.", "remained trapped"),
    Kind.VISIT: ("{who} said the president visited troops in {place}.", "visited"),
}
SPEAKERS = {"ru": "Russian Ministry of Defence", "ua": "General Staff of the Armed Forces of Ukraine", "other": "Institute for the Study of War"}
OUTLETS = ("Reuters", "BTA", "TASS", "Ukrinform")


def make_claim(
    place: str | None,
    kind: Kind,
    side: str | None,
    day: dt.date | None,
    *,
    denied: bool = False,
    modality: Modality = Modality.ACTUAL,
    verification: Verification | None = None,
    status: Status = Status.CLAIMED,
    precision: Precision = Precision.SETTLEMENT,
    point: tuple[float, float] | None = None,
    radius_m: float = 2000,
    relation: Relation | None = None,
    last: dt.date | None = None,
    text: str | None = None,
    publisher: str = "Reuters",
    reason: str | None = None,
    **more: Any,
) -> Claim:
    who = SPEAKERS.get(side or "")
    pattern, cue = SENTENCES[kind]
    sentence = text or pattern.format(who=who or "Our reporter", place=place or "the sector")
    if denied and text is None:
        sentence, cue = f"{who} denied that {place} had been taken and said fighting went on.", "denied"
    start = 100
    at = sentence.find(place or "\0")
    doc_id = content_id(publisher, day, side)
    span = DateSpan(day, last or day, Basis.WEEKDAY) if day else None
    placement = None
    if (place is not None and place in PLACES) or point:
        lat, lon, admin1 = PLACES.get(place or "", (*(point or (0.0, 0.0)), ""))
        mark = point or (lat, lon)
        placement = Placement(
            Mention(place or "", Role.PLACE, relation=relation, doc_id=doc_id, start=start + at, end=start + at + len(place or "")),
            Place(f"geonames:{content_id(place)}", place or "", lat, lon, "UA", admin1, "ADM1" if precision is Precision.REGION else "PPL"),
            mark[0],
            mark[1],
            precision,
            radius_m,
            0.91,
            (RunnerUp("geonames:x", place or "", "Kherson Oblast", "UA", 46.9, 33.1, 0.31, 212_400.0),) if kind is Kind.CONTROL else (),
            "the only settlement of this name that lies near the document's other places",
        )
    return Claim(
        id=content_id(place, kind, side, day, denied, modality, sentence, publisher),
        kind=kind,
        polarity=Polarity.DENIED if denied else Polarity.ASSERTED,
        modality=modality,
        evidence=Span(sentence, start, start + len(sentence)),
        actor="Russian forces",
        actor_side="ru",
        claimant=who,
        claimant_side=side,
        publisher=publisher,
        verification=verification,
        placement=placement,
        place_text=None if placement else place,
        unplaced_reason=reason if placement is None else None,
        event=span,
        stated=None,
        published=DateSpan(day + dt.timedelta(days=1), day + dt.timedelta(days=1), Basis.METADATA) if day else None,
        cues=(Cue(cue, f"{kind.value}.example", start + sentence.find(cue), start + sentence.find(cue) + len(cue)),) if cue in sentence else (),
        score=0.9,
        status=status,
        thread=content_id("thread", place, kind if not denied else Kind.CONTROL),
        origin=content_id("origin", side, place, kind, day),
        title=f"Fighting near {place or 'the front'}",
        url=f"https://example.org/{doc_id}",
        doc_id=doc_id,
        **more,
    )


def sample_claims() -> list[Claim]:
    """Return 64 claims of all kinds, sides, doubts and gaps."""
    day = dt.date
    november = [day(2025, 11, 1) + dt.timedelta(days=number) for number in range(20)]
    claims = [
        make_claim("Soledar", Kind.CONTROL, "ru", day(2025, 11, 8), status=Status.DISPUTED, verification=Verification.UNVERIFIED, publisher="BTA"),
        make_claim("Soledar", Kind.CONTROL, "ua", day(2025, 11, 8), denied=True, status=Status.DISPUTED),
        make_claim("Soledar", Kind.CIVILIANS, "ua", day(2025, 11, 9)),
        make_claim("Soledar", Kind.STRIKE, "ua", day(2025, 11, 9), publisher="Ukrinform"),
        make_claim("Soledar", Kind.LOSSES, "ua", day(2025, 11, 9), publisher="Ukrinform"),
        make_claim("Pokrovsk", Kind.ADVANCE, "ru", day(2025, 11, 12), verification=Verification.UNVERIFIED),
        make_claim("Pokrovsk", Kind.ASSAULT, "ua", day(2025, 11, 12), verification=Verification.VERIFIED),
        make_claim("Pokrovsk", Kind.ENCIRCLEMENT, "ru", day(2025, 11, 13), modality=Modality.POSSIBLE),
        make_claim("Kupiansk", Kind.ADVANCE, "ru", day(2025, 11, 12), verification=Verification.UNVERIFIED),
        make_claim("Kupiansk", Kind.CONTROL, "ua", day(2025, 11, 14), denied=True),
        make_claim("Kupiansk-Vuzlovyi", Kind.ASSAULT, "other", day(2025, 11, 15)),
        make_claim("Novouspenivske", Kind.CONTROL, "ru", day(2025, 11, 12), publisher="TASS"),
        make_claim("Avdiivka", Kind.VISIT, None, day(2025, 11, 3)),
        make_claim("Vovchansk", Kind.ASSAULT, "ru", day(2025, 11, 18), modality=Modality.PLANNED),
        make_claim("Chasiv Yar", Kind.WITHDRAWAL, "ua", day(2025, 11, 16)),
        make_claim("Krasnohorivka", Kind.DAMAGE, None, day(2025, 11, 6), verification=Verification.VERIFIED),
        make_claim("Huliaipole", Kind.PRESENCE, "other", day(2025, 11, 10), last=day(2025, 11, 16)),
        make_claim("Bakhmut", Kind.CONTROL, "ru", day(2025, 11, 2), denied=False),
        make_claim("Kherson", Kind.STRIKE, "ua", None),
        make_claim("Orikhiv", Kind.STRIKE, "ua", None, publisher="BTA"),
        make_claim("Donetsk Oblast", Kind.ASSAULT, "ua", day(2025, 11, 11), precision=Precision.REGION, point=(48.0, 37.8), radius_m=95_000),
        make_claim("Ukraine", Kind.STRIKE, "ru", day(2025, 11, 11), precision=Precision.COUNTRY, point=(49.0, 31.4), radius_m=480_000, modality=Modality.POSSIBLE),
        make_claim(None, Kind.CONTROL, "ru", day(2025, 11, 8), verification=Verification.UNVERIFIED, reason="the passage names no place"),
        make_claim(None, Kind.LOSSES, "ua", day(2025, 11, 8), reason="the passage names no place"),
        make_claim("Ivanivka", Kind.ASSAULT, "ua", day(2025, 11, 17), reason="forty settlements bear this name and nothing near it tells which"),
        make_claim(
            "Bakhmut", Kind.ADVANCE, "ru", day(2025, 11, 5), point=(48.542, 37.9999), precision=Precision.VICINITY, radius_m=1500,
            relation=Relation(RelationKind.OFFSET, "6 km south of", 6000.0, 180.0),
        ),
    ]  # fmt: skip
    kinds, names = tuple(Kind), tuple(PLACES)
    for number in range(38):
        side = ("ru", "ua", "ua", "ru", "other")[number % 5]
        place = names[(number * 7) % len(names)]
        kind = kinds[3 + (number * 5) % 6] if number % 4 else kinds[number % 3]
        claims.append(make_claim(place, kind, side, november[(number * 11) % 20], publisher=OUTLETS[number % 4]))
    return claims
