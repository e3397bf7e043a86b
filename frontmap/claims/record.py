"""From the drafts of a document's sentences to its claims: each once, of this war, with its dates, place and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from frontmap.claims.dating import is_recalled, looks_back, of_document, opens_with_date
from frontmap.claims.drafts import Draft
from frontmap.claims.grammar import Grammar
from frontmap.claims.reading import Reading
from frontmap.records import Claim, Cue, DateSpan, Document, Kind, Modality, Polarity, Span, content_id
from frontmap.theatres.load import Theatre

__all__ = ["LONG_DAYS", "of_this_war", "recorded", "worth_keeping"]

LONG_DAYS = 60  # a longer span of losses is a total of the war
_GROUND = frozenset({Kind.CONTROL, Kind.ADVANCE, Kind.WITHDRAWAL, Kind.ASSAULT, Kind.ENCIRCLEMENT})
_FIGHTING = frozenset({Kind.ADVANCE, Kind.ASSAULT, Kind.ENCIRCLEMENT})
_LOSING = frozenset({Kind.STRIKE, Kind.LOSSES, Kind.CONTROL, Kind.WITHDRAWAL, Kind.ASSAULT})
_OLD = 10  # years before a war's first day from which what is told is of another war


def recorded(document: Document, told: Sequence[tuple[Reading, Sequence[Draft]]], theatre: Theatre, grammar: Grammar) -> list[Claim]:
    """Return the claims of a document, each once.

    Parameters
    ----------
    told : sequence of (Reading, sequence of Draft)
        What each of its sentences claims, in the order of the text.
    """
    seen: dict[tuple[object, ...], Claim] = {}
    carried: DateSpan | None = None
    past = looks_back((date for reading, _ in told for date in reading.dates), document.date)
    recounts = past and any(opens_with_date(reading.text, reading.start, reading.dates, grammar) for reading, _ in told)
    for reading, drafts in told:
        for draft in drafts:
            if not _in_theatre(draft, theatre):
                continue
            speaker = draft.speaker
            key = (draft.kind, draft.place_key, draft.polarity, draft.modality, speaker.name if speaker else None, speaker.side if speaker else None, draft.actor_side)
            if key not in seen:
                seen[key] = _claim(document, draft, carried, recounts=recounts)
            elif draft.quantities and not draft.elsewhen and not seen[key].quantities and draft.event in (None, seen[key].event):
                seen[key] = replace(seen[key], quantities=draft.quantities)
        if past and opens_with_date(reading.text, reading.start, reading.dates, grammar):
            carried = next((draft.event for draft in reversed(drafts) if draft.event is not None and (draft.event.last - draft.event.first).days < LONG_DAYS), carried)
    return list(seen.values())


def of_this_war(reading: Reading, drafts: list[Draft], theatre: Theatre) -> list[Draft]:
    """Return a sentence's drafts without what it tells without a day of its own beside the date of another war: "in June 1919"."""
    if not any(date.span.last.year < theatre.first_day.year - _OLD for date in (reading.dates if drafts else ())):
        return drafts
    return [draft for draft in drafts if draft.event is not None]


def _in_theatre(draft: Draft, theatre: Theatre) -> bool:
    """Whether the claim is of this war: a place in its countries, or a side of it that acts."""
    place = draft.site.placement.place if draft.site is not None else None
    if draft.kind is Kind.VISIT and place is not None and (place.feature == "PPLC" or (draft.actor_side == "other" and place.country not in theatre.home)):
        return False  # diplomacy
    if place is not None and draft.kind in _GROUND and place.country not in (*theatre.home, *theatre.nearby):
        return False  # no ground of this war
    if place is not None and draft.kind in _FIGHTING and place.feature.startswith("PCL") and place.country in theatre.home and _is_whole(draft):
        return False  # fighting in the whole country is the war itself
    if draft.event is not None and draft.event.last.year < theatre.first_day.year - _OLD:
        return False  # another war
    near = place is not None and (place.country in (*theatre.home, *theatre.nearby) or _is_its_sea(draft, theatre))
    return near or draft.actor_side not in (None, "other")


def _is_its_sea(draft: Draft, theatre: Theatre) -> bool:
    """Whether the claim is of a sea within the war's extent, which is no country's: the Sea of Azov."""
    place = draft.site.placement.place if draft.site is not None else None
    west, south, east, north = theatre.extent
    at_sea = place is not None and draft.site is not None and draft.site.level == "water"
    return at_sea and place is not None and west <= place.lon <= east and south <= place.lat <= north


def _is_whole(draft: Draft) -> bool:
    """Whether a draft's place is named by itself: "in Ukraine", and not "in eastern Ukraine"."""
    return draft.site is not None and draft.site.placement.mention.relation is None


def _claim(document: Document, draft: Draft, carried: DateSpan | None, *, recounts: bool) -> Claim:
    speaker, site = draft.speaker, draft.site
    placement = site.placement if site is not None else None
    event = draft.event or (None if draft.elsewhen else carried or of_document(document))
    unplaced = None if placement is not None and placement.place is not None else (placement.reason if placement is not None else "the passage names no place")
    name = (speaker.name or None) if speaker is not None else None
    side = speaker.side if speaker is not None else None
    where = placement.mention.start if placement is not None else None  # a corrected place keeps the id
    return Claim(
        id=content_id(document.id, draft.kind, draft.polarity, draft.modality, name, side, draft.actor_side, where, draft.start, draft.end),
        kind=draft.kind,
        polarity=draft.polarity,
        modality=draft.modality,
        evidence=Span(document.text[draft.start : draft.end], draft.start, draft.end),
        actor=draft.actor,
        actor_side=draft.actor_side,
        claimant=name,
        claimant_side=side,
        publisher=document.publisher,
        verification=draft.verdict,
        placement=placement,
        place_text=placement.mention.text if placement is not None else None,
        unplaced_reason=unplaced,
        event=event,
        stated=draft.stated,
        published=document.date,
        cues=tuple(Cue(document.text[hit.start : hit.end], hit.rule.id, hit.start, hit.end) for hit in dict.fromkeys(draft.cues)),
        quantities=draft.quantities,
        background=draft.recalled or (not recounts and draft.modality is Modality.ACTUAL and is_recalled(draft.event, document.date)),
        score=round(draft.score * (placement.score if placement is not None and placement.place is not None else 1.0), 3),
        title=document.title,
        url=document.url,
        language=document.language,
        doc_id=document.id,
    )


def worth_keeping(draft: Draft) -> bool:
    """Whether a claim without a place says enough for the tray: who did it, in so many words."""
    told = draft.speaker is not None or draft.kind is Kind.STRIKE or draft.verdict is not None or (draft.modality is not Modality.ACTUAL and draft.event is not None)
    if draft.polarity is Polarity.DENIED and draft.kind is Kind.CIVILIANS:
        return told
    if draft.modality is not Modality.ACTUAL and draft.event is None:
        return False
    if draft.kind is Kind.LOSSES and draft.actor_side not in (None, "other") and draft.quantities:
        return True  # totals of the day
    if draft.kind is Kind.ASSAULT and draft.actor is None:
        return False
    return draft.kind in _LOSING and draft.actor_side not in (None, "other") and told
