"""Who a name in front of a verb of saying is, and on which side: from the theatre, a title's place, or the sentence before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from frontmap.claims.actors import SPEAKERS, ActorRef
from frontmap.claims.grammar import Grammar
from frontmap.claims.sites import Site
from frontmap.lexicon.scan import Hit
from frontmap.theatres.load import Theatre

__all__ = ["Discourse", "Speaker", "resolve_speakers", "side_of_country"]

_NAME = re.compile(r"(?<![\w.])[A-ZА-ЯІЇЄҐ][\w'’ʼ-]+(?:\s+[A-ZА-ЯІЇЄҐ][\w'’ʼ-]+)*")
_NAME_WORDS = 14
_STRIP = " \t\n,;:“”\"'‘’«»—–-("


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who says something; `side` is None where nothing tells it."""

    name: str
    side: str | None
    role: str = "official"


@dataclass(slots=True)
class Discourse:
    """What a document has told so far: who spoke last, and the side of people whom it introduced."""

    last: tuple[Speaker, ...] = ()
    people: dict[str, Speaker] = field(default_factory=dict)

    def remember(self, speakers: Sequence[Speaker]) -> None:
        """Keep the speakers as the last, and their surnames."""
        if not speakers or all(speaker.side is None and speaker.role != "local" for speaker in speakers):
            return
        self.last = tuple(speakers)
        for speaker in speakers:
            names = _NAME.findall(speaker.name)
            if speaker.side is not None and speaker.role in ("official", "person") and names and len(names[-1].split()) > 1:
                self.people[names[-1].split()[-1]] = speaker


def side_of_country(theatre: Theatre, code: str | None) -> str | None:
    """Return the side whose local officials a country's are."""
    return next((side.id for side in theatre.sides if code and code in side.codes), None)


def resolve_speakers(  # noqa: PLR0911 - a ladder: the first way of naming that fits
    text: str,
    start: int,
    end: int,
    *,
    actors: Sequence[ActorRef],
    sites: Sequence[Site],
    hits: Sequence[Hit],
    discourse: Discourse,
    theatre: Theatre,
    grammar: Grammar,
) -> tuple[Speaker, ...]:
    """Return those whom `text[start:end]`, the subject of a verb of saying, names; two where both sides speak."""
    subject = text[start:end].strip(_STRIP)
    tail = text[start:end].rpartition(",")[2]
    if text[start:end].strip(_STRIP) != tail.strip(_STRIP) and _is_pronoun(tail, hits, end - len(tail), end):
        return discourse.last
    if grammar.begins("possessive", text[start:end].lstrip(_STRIP)):
        owner = next((ref for ref in actors if ref.end <= start and ref.role in ("person", "official", "state") and ref.side not in ("own", "enemy")), None)
        if owner is not None:
            return (Speaker(owner.name, owner.side, owner.role),)
    inside = [ref for ref in actors if start <= ref.start and ref.end <= end]
    named = [ref for ref in inside if ref.role in SPEAKERS and ref.side not in (None, "own", "enemy")]
    named = [ref for ref in named if not ref.possessive or ref.role != "state"] or named
    if named:
        comma = text.rfind(",", start, named[0].start)
        return _of_refs(text[comma + 1 : end].strip(_STRIP) if comma >= 0 else subject, named, theatre, grammar)
    adjective = next((ref for ref in inside if ref.role == "adjective"), None)
    official = any(hit.topic == "actors" and hit.get("role") == "official" and start <= hit.start < end for hit in hits)
    place = next((site for site in sites if start <= site.start and site.start < end), None)
    if adjective is not None and (official or place is None):
        return (Speaker(_short(subject, grammar), adjective.side),)
    known = next((discourse.people[word] for name in _NAME.findall(subject) for word in reversed(name.split()) if word in discourse.people), None)
    if known is not None:
        return (known,)
    if official and place is not None:
        country = place.placement.place.country if place.placement.place is not None else None
        return (Speaker(_short(subject, grammar), side_of_country(theatre, country)),)
    if _is_pronoun(subject, hits, start, end) or grammar.begins("definite", subject):
        return discourse.last or ((Speaker(_short(subject, grammar), None, "local"),) if official else ())
    unnamed = bool(discourse.last) and discourse.last[0].role == "local"
    return (Speaker(_short(subject, grammar), None, "local" if official or unnamed else "official"),) if subject else ()


def _of_refs(subject: str, refs: Sequence[ActorRef], theatre: Theatre, grammar: Grammar) -> tuple[Speaker, ...]:
    refs = [ref for ref in refs if ref.role != "media"] or refs
    first = refs[0]
    person = next((ref for ref in refs if ref.role == "person" and ref.side == first.side), first)
    speakers = [Speaker(_display(subject, person, grammar), person.side, person.role)]
    fighting = {side.id for side in theatre.sides if side.id != "other"}
    second = next((ref for ref in refs if ref.side != first.side and {first.side, ref.side} <= fighting and ref.role == first.role), None)
    if second is not None and _joined(subject, first, second, grammar):
        speakers.append(Speaker(second.name, second.side, second.role))
    return tuple(speakers)


def _joined(subject: str, first: ActorRef, second: ActorRef, grammar: Grammar) -> bool:
    at, to = subject.find(first.text), subject.find(second.text)
    return 0 <= at < to and grammar.is_all("and-word", subject[at + len(first.text) : to])


def _display(subject: str, ref: ActorRef, grammar: Grammar) -> str:
    """A readable name: the canonical one, with the words beside it where a person has no title in the theatre."""
    return ref.name if ref.role in ("person", "media", "state") or len(subject) > 80 or not subject else _short(subject, grammar)


def _short(subject: str, grammar: Grammar) -> str:
    """The subject without leading articles and what stands behind a comma too far away to be a name."""
    words = subject[grammar.after("lead-in", subject, 0) :].split()
    return " ".join(words[:_NAME_WORDS]).strip(_STRIP)


def _is_pronoun(subject: str, hits: Iterable[Hit], start: int, end: int) -> bool:
    words = subject.split()
    return len(words) <= 3 and any(hit.get("role") == "pronoun" and start <= hit.start < end for hit in hits)
