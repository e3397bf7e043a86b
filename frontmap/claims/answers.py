"""What leans on the sentence before: denials ("That is nonsense, Kyiv said"), answers ("Has the town fallen? It has not"), the harm of a strike."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from frontmap.claims.binding import is_origin
from frontmap.claims.drafts import Draft
from frontmap.claims.frames import Frame
from frontmap.claims.reading import Reading
from frontmap.claims.sides import opponent
from frontmap.claims.sites import Site, plain
from frontmap.claims.speakers import Speaker
from frontmap.records import Counted, Kind, Modality, Place, Polarity
from frontmap.theatres.load import Theatre

__all__ = ["asks", "blamed_for_earlier", "denials_of_earlier", "nationwide", "of_office", "one_place", "same_voice", "scene_of", "seat_of", "shared_place"]

_QUOTES = ' "“”„«»\'—–-'
_BLAMED_WORDS = 2  # between "blamed" and whom
_FROM = 20  # characters before a place in which its "from" stands
_SCENES = 3  # places of the sentence before that share its harm
_GAINS = frozenset({Kind.CONTROL, Kind.ADVANCE, Kind.ENCIRCLEMENT, Kind.WITHDRAWAL})
_AT_HOME = frozenset({Kind.STRIKE, Kind.DAMAGE, Kind.CIVILIANS})
_SHOWN = frozenset({Kind.STRIKE, Kind.DAMAGE, Kind.CIVILIANS, Kind.LOSSES})
_HARMFUL = frozenset({Kind.STRIKE, Kind.ASSAULT, Kind.DAMAGE, Kind.CIVILIANS})
_HARMED = frozenset({Kind.STRIKE, Kind.DAMAGE, Kind.CIVILIANS})
_SWARM = 10  # drones that no single place shoots down
_STOP = re.compile(r"\s*(?:[.!?,;:—–”\"»)]|$)")


def asks(reading: Reading) -> bool:
    """Whether a sentence asks whether something is so, and so claims nothing; "why did they withdraw?" takes it as given."""
    line = reading.between(reading.start, reading.end)
    if not line.rstrip(_QUOTES + ")").endswith("?"):
        return False
    return not reading.grammar.begins("asked-for", line.lstrip(_QUOTES)) or reading.grammar.has("rhetorical", line)


def denials_of_earlier(reading: Reading, told: Sequence[Draft], speakers: Callable[[], tuple[Speaker, ...]], *, alone: bool, asked: bool) -> list[Draft]:
    """Return what a sentence makes of the one before, in its own voice.

    Parameters
    ----------
    told : sequence of Draft
        What the sentence before claimed, or asked.
    speakers : callable
        Tells who speaks where no words of speaking frame what is said.
    alone : bool
        Whether the sentence claims nothing of its own, so that it can be an answer.
    asked : bool
        Whether the one before asked: an answer may then affirm it, too.
    """
    for frame in reading.frames:
        told_here = any(hit.end <= frame.hit.start for hit in reading.topic("kinds"))
        if frame.role == "deny" and frame.refers and _of_own_report(reading, frame):
            return []
        if frame.role == "deny" and frame.refers and not (told_here and not reading.grammar.forms):
            cited = [draft for draft in _claimed(told, shown=bool(frame.hit.get("shown"))) if draft.speaker is None or draft.speaker.name not in {speaker.name for speaker in frame.speakers}]
            turned = [_turned(reading, draft, speaker, denied=True) for draft in cited for speaker in frame.speakers or (None,) if draft.polarity is Polarity.ASSERTED]
            own = bool(frame.hit.get("own"))  # "said that its forces were not responsible"
            return [replace(draft, actor_side=draft.speaker.side) if own and draft.actor_side is None and draft.speaker is not None else draft for draft in turned]
    denied = (alone or _is_quoted_no(reading)) and _denies(reading)
    if not denied and not (alone and asked and _affirms(reading)):
        return []
    said = next((frame.speakers for frame in reading.frames if frame.role not in ("noun", "evidence", "unsaid") and frame.speakers and not frame.refers), ()) or speakers()
    voices: tuple[Speaker | None, ...] = said or (None,)
    return [
        _turned(reading, draft, speaker, denied=denied)
        for draft in told
        for speaker in voices
        if draft.polarity is Polarity.ASSERTED and (asked or draft.speaker is None or draft.speaker != speaker)
    ]


def _of_own_report(reading: Reading, frame: Frame) -> bool:
    """Whether a denial is of reports whose content the same sentence tells behind it: "reports, which the army called untrue, that A"."""
    lead = reading.between(reading.start, frame.head).rstrip(", ")
    words = lead.rsplit(" ", 1)
    lead = words[0].rstrip(", ") if reading.grammar.is_all("relative", words[-1]) else lead
    return not reading.grammar.forms and reading.grammar.ends("talk", lead) and reading.grammar.begins("that", reading.between(frame.hit.end, reading.end).lstrip(", "))


def blamed_for_earlier(reading: Reading, told: Sequence[Draft], theatre: Theatre) -> list[Draft]:
    """Return the fire of the sentence before as whoever blames somebody for it tells it: "Kyiv and Moscow blamed each other", "Moscow blamed Ukraine"."""
    frame = next((frame for frame in reading.frames if frame.role == "accuse" and frame.head < frame.start), None)
    fire = [draft for draft in told if draft.kind is Kind.STRIKE and draft.polarity is Polarity.ASSERTED and draft.modality is Modality.ACTUAL]
    if frame is None or reading.grammar.forms or not fire:
        return []
    named = next((ref for ref in reading.actors if frame.start <= ref.start < frame.end and len(reading.between(frame.start, ref.start).split()) <= _BLAMED_WORDS), None)
    blamed = [(speaker, opponent(theatre, speaker.side) if frame.mutual else named.side if named is not None else None) for speaker in frame.speakers]
    turned = ((draft, speaker, side) for draft in fire for speaker, side in blamed if side is not None and opponent(theatre, side) is not None)
    return [replace(_turned(reading, draft, speaker, denied=False), actor=None, actor_side=side) for draft, speaker, side in turned]


def _claimed(told: Sequence[Draft], *, shown: bool) -> Sequence[Draft]:
    """What "denied it" is about: the gains, where the sentence before told of any, and not the fighting for them; `shown`: the harm that was shown."""
    gains = [draft for draft in told if draft.kind in (_SHOWN if shown else _GAINS)]
    return gains or told


def shared_place(draft: Draft, told: Sequence[Draft]) -> list[Draft]:
    """Return a denial that names no place at the places of which the sentence before told or asked the same: "It has not fallen"."""
    same = [earlier for earlier in told if earlier.kind is draft.kind and earlier.site is not None]
    if draft.polarity is not Polarity.DENIED or draft.site is not None:
        return []
    return [
        replace(draft, site=earlier.site, actor=draft.actor or earlier.actor, actor_side=draft.actor_side or earlier.actor_side, leaning=True, score=0.7)
        for earlier in {earlier.place_key: earlier for earlier in same}.values()
    ]


def _opening(reading: Reading) -> str:
    return reading.between(reading.start, reading.end).lstrip(_QUOTES)


def _denies(reading: Reading) -> bool:
    """Whether a sentence says nothing but that it is not so."""
    grammar, line = reading.grammar, _opening(reading)
    no = grammar.find("answer-no", line) if grammar.begins("answer-no", line) else None
    if no is not None and no.start() == 0 and (" " in no.group() or _STOP.match(line, no.end())):
        return True
    if any(_STOP.match(line, found.end()) for found in grammar.find_all("it-has-not", line)):
        return True
    return any(grammar.ends("told-before", line[: found.start()].rstrip(_QUOTES)) for found in grammar.find_all("false", line))


def _is_quoted_no(reading: Reading) -> bool:
    """Whether all that stands in the quotation that opens a sentence is a "no": «“Фейк”, – відповіли у штабі: місто наше»."""
    line = _opening(reading)
    no = reading.grammar.find("answer-no", line) if reading.grammar.begins("answer-no", line) else None
    return no is not None and no.start() == 0 and line[no.end() :].startswith(("»", "”", '"'))


def _affirms(reading: Reading) -> bool:
    yes = reading.grammar.find("answer-yes", _opening(reading))
    return yes is not None and yes.start() == 0 and _STOP.match(_opening(reading), yes.end()) is not None


def _turned(reading: Reading, draft: Draft, speaker: Speaker | None, *, denied: bool) -> Draft:
    """Return a draft of the sentence before as this one denies or affirms it."""
    return replace(
        draft, speaker=speaker, polarity=Polarity.DENIED if denied else Polarity.ASSERTED, start=reading.start, end=reading.end,
        event=None, elsewhen=False, recalled=False, quantities=(), stated=None, verdict=None, leaning=True, score=0.7,
    )


def nationwide(draft: Draft) -> bool:
    """Whether a claim sums up what was shot down in a night, so that it belongs to no place of the sentence before: "61 of 89 drones were downed"."""
    downed = draft.kind is Kind.STRIKE and draft.cues[0].get("actor") == "opponent"
    return downed and any(count.what in (Counted.SHOT_DOWN, Counted.LAUNCHED) and (count.low or 0) >= _SWARM for count in draft.quantities)


def scene_of(reading: Reading, draft: Draft, previous: Sequence[Draft]) -> dict[str, Site]:  # noqa: PLR0911 - a ladder: the first scene that fits
    """The places of the sentence before, where this one names none and denies it, or tells of its fire or the harm of that."""
    if any(not site.gloss and not site.title and not _is_home(reading, site) for site in reading.sites):
        return {}
    if draft.kind in _GAINS and any(frame.role == "deny" and frame.refers for frame in reading.frames):
        return {d.place_key: d.site for d in _claimed(previous, shown=False) if d.site is not None}  # "Kyiv denies it: the Russians withdrew, its spokesman said"
    if draft.kind is Kind.STRIKE and draft.speaker is None:
        return {d.place_key: d.site for d in previous if d.kind is Kind.STRIKE and d.site is not None and (d.speaker is None or (not reading.grammar.forms and draft.modality is Modality.ACTUAL)) and (draft.actor_side == d.actor_side or None in (draft.actor_side, d.actor_side))}
    again = {d.place_key: d.site for d in previous if d.kind is draft.kind and d.site is not None and reading.grammar.forms}
    if draft.kind in (Kind.STRIKE, Kind.CIVILIANS) and len(again) == 1:
        return again  # «В X прогремели взрывы. Глава республики заявил об ударе»
    if draft.kind in (Kind.STRIKE, Kind.LOSSES):
        return _struck(reading, draft, previous)
    if draft.kind not in (Kind.DAMAGE, Kind.CIVILIANS):
        return {}
    sites = {d.place_key: d.site for d in previous if d.site is not None}
    cause = any(d.kind in _HARMFUL and (None in (d.speaker, draft.speaker) or same_voice(d.speaker, draft.speaker)) for d in previous if d.polarity is Polarity.ASSERTED)
    return sites if 1 <= len(sites) <= _SCENES and cause else {}


def _struck(reading: Reading, draft: Draft, previous: Sequence[Draft]) -> dict[str, Site]:
    """The one place that the sentence before tells to be under fire, where order tells the parts of a sentence and this one goes on, whoever speaks."""
    sites = {d.place_key: d.site for d in previous if d.site is not None and d.polarity is Polarity.ASSERTED and (d.kind is Kind.STRIKE or (d.kind is draft.kind and d.leaning) or _of_attackers(d, draft))}
    told = draft.polarity is Polarity.ASSERTED and draft.modality is Modality.ACTUAL and len(sites) == 1 and not reading.grammar.forms
    if draft.kind is Kind.STRIKE:
        return sites if told and not reading.grammar.has("in-general", reading.between(reading.start, reading.end)) else {}
    totals = any(d.kind is Kind.LOSSES and d.site is None for d in previous)
    apart = any("\n\n" in reading.text[d.end : reading.start] for d in previous)
    return sites if told and not totals and not apart and reading.is_verb(draft.cues[0]) else {}


def _of_attackers(earlier: Draft, draft: Draft) -> bool:
    """Whether losses can be of those whom the sentence before tells to have come: "commandos landed in X. The ministry said that all had been killed"."""
    return draft.kind is Kind.LOSSES and earlier.kind in (Kind.ADVANCE, Kind.ASSAULT) and earlier.actor_side is not None and earlier.actor_side == draft.actor_side


def one_place(reading: Reading, draft: Draft, previous: Sequence[Draft]) -> dict[str, Site]:
    """The one town of which the sentence before tells, where this one goes on with what is done there: «Знищено шість танків»."""
    voiced = reading.grammar.forms  # where voices change from sentence to sentence without being told
    sites = {d.place_key: d.site for d in previous if d.site is not None and d.modality is Modality.ACTUAL and (voiced or same_voice(d.speaker, draft.speaker))}
    named = any(not site.gloss and not site.title and not is_origin(reading, site, draft.cues[0]) for site in reading.sites)
    moves = draft.kind is Kind.WITHDRAWAL and reading.is_verb(draft.cues[0]) and not reading.grammar.is_all("gerund", draft.cues[0].text.split()[0])
    if not (reading.grammar.forms or moves) or named or len(sites) != 1 or not all(site.fine for site in sites.values()):
        return {}
    if draft.kind is Kind.CIVILIANS and not any(d.kind in _HARMFUL for d in previous):
        return {}
    return sites if draft.modality is Modality.ACTUAL and not reading.grammar.has("in-all", reading.between(reading.start, reading.end)) else {}


def seat_of(reading: Reading, draft: Draft, leaning: dict[str, Site]) -> dict[str, Site]:
    """The place in the office of whoever tells of fire or harm and names no other: "Kharkiv Mayor Ihor Terekhov said a drone hit a house".

    Places of the sentence before, in `leaning`, stay where they lie in the region of that office.
    """
    if reading.grammar.forms or draft.kind not in _HARMED or draft.speaker is None or any(not site.gloss and not site.title for site in reading.sites):
        return leaning
    framed = [frame for frame in reading.frames if frame.start <= draft.cues[0].start < frame.end and frame.role in ("say", "deny")]
    titles = [site for site in reading.sites if site.title and site.level != "country" and any(not frame.start <= site.start < frame.end for frame in framed)]
    area = next((site.placement.place for site in titles), None)
    if area is None:
        return leaning
    within = {key: site for key, site in leaning.items() if site.placement.place is not None and _region(site.placement.place) == _region(area)}
    return within or {titles[0].key: replace(plain(titles[0]), title=False)}


def _region(place: Place) -> tuple[str, str]:
    return place.country, place.admin1 or place.name


def of_office(reading: Reading, draft: Draft) -> dict[str, Site]:
    """The region whose governor tells of harm there and names no place: «губернатор Курской области сообщил, что эвакуированы»."""
    regions = [plain(site) for site in reading.sites if site.title and site.level == "region"] if reading.grammar.forms and draft.speaker is not None else []
    fits = draft.kind in _AT_HOME and len(regions) == 1 and not any(not site.gloss and not site.title for site in reading.sites)
    return {site.key: site for site in regions} if fits else {}


def _is_home(reading: Reading, site: Site) -> bool:
    """Whether an area only tells whence people come: «погибла пара из Ростовской области»."""
    return bool(reading.grammar.forms) and not site.fine and reading.grammar.ends("origin", reading.between(max(reading.start, site.start - _FROM), site.start))


def same_voice(one: Speaker | None, other: Speaker | None) -> bool:
    """Whether two claims are told by the same, or by two of one side."""
    return one == other or (one is not None and other is not None and one.side is not None and one.side == other.side)
