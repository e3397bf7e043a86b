"""Who a noun phrase beside a verb of saying is, and on which side: from the theatre, a title's place, or what was told before.

A side is never guessed: where the phrase does not tell it and nobody of that description was named before, it is None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from frontmap.claims.actors import SPEAKERS, ActorRef
from frontmap.claims.claimants import clipped, told_as
from frontmap.claims.grammar import Grammar
from frontmap.claims.sites import Site
from frontmap.claims.subjects import Phrase
from frontmap.lexicon.inflect import name_forms
from frontmap.lexicon.scan import Hit
from frontmap.records import Place
from frontmap.theatres.load import Theatre

__all__ = ["Discourse", "Naming", "Speaker", "side_of_country", "side_of_place"]

_NAME = re.compile(r"(?<![\w.])[A-ZА-ЯІЇЄҐ][\w'’ʼ-]+(?:\s+[A-ZА-ЯІЇЄҐ][\w'’ʼ-]+)*")
_HOLDER = re.compile(r"\s[A-Z][\w'’-]+ [A-Z][\w'’-]+$")
_OFFICE = re.compile(r" (?:[A-Z][\w’'-]+ |of |the ){0,8}[A-Z][\w’'-]+ [A-Z][a-z][\w’'-]+(?=[ ,.’'(])")
_STEM = 4  # letters that a country shares with its adjective
_SEAT_WORDS = 2  # a preposition and the name
_STRIP = " \t\n,;:“”\"'‘’«»—–-."
_HEADS = frozenset({"official", "blogger", "media", "force", "person", "observer"})
_GAIN_CHARS = 40  # between troops and the gain that they made
_TOLD = 3  # words between a verb of saying and whom it is said to
_DEPENDENT = (None, "own", "enemy")


@dataclass(slots=True, unsafe_hash=True)
class Speaker:
    """Somebody who says something; `side` is None where nothing tells it, `role` is `local` where the place may tell, `soldier` where the foe may."""

    name: str
    side: str | None
    role: str = "official"


@dataclass(slots=True)
class Discourse:
    """What a document has told so far: who spoke or acted last, and whom it has named by which noun and surname."""

    last: tuple[Speaker, ...] = ()
    subject: Speaker | None = None
    person: Speaker | None = None
    named: dict[str, Speaker] = field(default_factory=dict)
    people: dict[str, Speaker] = field(default_factory=dict)
    spoke: bool = False  # whether those who come last spoke, and did not only act
    voice: str | None = None  # whose soldiers those of no side told are: of the country whose language the text is in

    def remember(self, speakers: Sequence[Speaker], heads: Sequence[str] = ()) -> None:
        """Keep those who speak as the last, under the nouns that describe them and their surnames."""
        if not speakers:
            return
        self.last, self.spoke = tuple(speakers), True
        self.person = next((speaker for speaker in speakers if speaker.role in ("person", "official", "local")), self.person)
        for speaker in speakers:
            self.name(speaker, heads)

    def name(self, speaker: Speaker, heads: Sequence[str]) -> None:
        """Keep somebody of a known side under the nouns that describe them ("ministry") and their surname."""
        if speaker.side is None and speaker.role != "local":
            return
        names = _NAME.findall(speaker.name)
        surname = names[-1].split()[-1:] if names and speaker.role in ("official", "person", "local") and len(names[-1].split()) > 1 else []
        self.named.update((head.casefold(), speaker) for head in heads)
        self.people.update((name.casefold(), speaker) for name in surname)


def side_of_country(theatre: Theatre, code: str | None) -> str | None:
    """Return the side whose local officials a country's are."""
    return next((side.id for side in theatre.sides if code and code in side.codes), None)


def side_of_place(theatre: Theatre, place: Place) -> str | None:
    """Return the side whose local officials a place's are: of its country, or of whoever held it before the war began."""
    held = {place.admin1, f"{place.name}, {place.admin1}"}
    return next((side.id for side in theatre.sides if not held.isdisjoint(side.held)), None) or side_of_country(theatre, place.country)


@dataclass(slots=True)
class Naming:
    """Tells who the noun phrases of one sentence name."""

    text: str
    actors: Sequence[ActorRef]
    sites: Sequence[Site]
    hits: Sequence[Hit]
    discourse: Discourse
    theatre: Theatre
    grammar: Grammar
    nouns: Sequence[Hit] = field(init=False, repr=False, compare=False)  # by which a later sentence can speak of somebody

    def __post_init__(self) -> None:
        """Gather the nouns once: they are asked for with each name."""
        self.nouns = [hit for hit in self.hits if hit.topic == "actors" and hit.role in _HEADS]

    def speakers(self, phrase: Phrase, verb_end: int | None = None) -> tuple[Speaker, ...]:
        """Return those whom a subject names, two where both sides speak; `verb_end` is where the verb before an addressee ends."""
        phrase = clipped(self.text, phrase, self.hits, self.actors, self.grammar)
        words = self.text[phrase.start : phrase.end].strip(_STRIP)
        if not words or self.grammar.is_all("no-name", words):
            return ()
        if self._is_pronoun(phrase, words):
            meant = self._pronoun(phrase, words)
            self.discourse.last = meant or self.discourse.last
            return meant
        if self.grammar.is_all("document", self._short(words)):
            return self.discourse.last or (Speaker(self._told_as(phrase, words), None, "official" if self.grammar.forms and self._has("official", phrase) else "local"),)  # "the statement said"
        if self.grammar.is_all("both-sides", words):
            return tuple(Speaker(words, side.id) for side in self.theatre.sides if side.id != "other")
        found = self._by_name(phrase, words, verb_end) or self._by_description(phrase, words)
        self.discourse.remember(found, self.heads(phrase))
        apposed = _NAME.search(self.text[phrase.end : phrase.around[1]])
        if apposed is not None and len(found) == 1 and found[0].side is not None and len(apposed.group().split()) > 1:
            self.discourse.people[apposed.group().split()[-1].casefold()] = found[0]  # "the deputy head of the staff, Oleksii Lys, said"
        return found

    def introduce(self, ref: ActorRef) -> None:
        """Keep the surname of whoever is named in full behind their office: "Russian General Staff Deputy Chief Sergey Rudskoi"."""
        office = _OFFICE.match(self.text, ref.end) if ref.role in ("official", "force") else None
        if office is not None:
            name = office.group().strip()
            self.discourse.people.setdefault(name.split()[-1].casefold(), Speaker(f"{ref.text} {name}", ref.side))

    def heads(self, phrase: Phrase) -> list[str]:
        """Return the nouns by which a later sentence can speak of a phrase: "ministry", "spokesman"."""
        inside = [hit for hit in self.nouns if phrase.start <= hit.start and hit.end <= phrase.end]
        return list(dict.fromkeys(hit.text.casefold().split()[-1] for hit in inside))

    def _by_name(self, phrase: Phrase, words: str, verb_end: int | None) -> tuple[Speaker, ...]:
        """Those whom the theatre, or a side's adjective or possessive, names in the phrase or its apposition."""
        for low, high in ((phrase.start, phrase.end), phrase.around):
            inside = [ref for ref in self.actors if low <= ref.start and ref.end <= high and ref.side not in _DEPENDENT and ref.role in (*SPEAKERS, "adjective", "weapon", "equipment")]
            inside = [ref for ref in inside if not (ref.possessive and ref.role == "state")] or inside
            if inside:
                return self._of_refs(phrase, words, inside, verb_end)
        return ()

    def _of_refs(self, phrase: Phrase, words: str, refs: Sequence[ActorRef], verb_end: int | None) -> tuple[Speaker, ...]:
        refs = [ref for ref in refs if ref.role != "media"] or list(refs)
        first = refs[0]
        holder = next((ref for ref in refs if ref.role == "person" and ref.side not in _DEPENDENT), None) if self._is_common(first) else None
        side = self._addressed(first, verb_end) or (holder.side if holder is not None else None) or self._known(first) or first.side
        people = [ref for ref in refs if ref.role in ("person", "state") and ref.side == first.side]
        person = next((ref for ref in people if "nominative" in self.grammar.cases(ref.text)), None) or next(iter(people), None)  # «советник Зеленского Подоляк»
        alone = person is not None and (person.role == "person" or self._short(words) == person.text)
        outlet = first.role == "media" and any(actor.name == first.name for actor in self.theatre.actors)
        name = person.name if alone and person is not None else (first.name if outlet else self._state_of(first, words) or self._told_as(phrase, words))
        role = first.role if first.role in ("person", "state", "media", "blogger", "force") else "official"
        role = "person" if alone and person is not None and person.role == "person" else role
        if role == "force" and _HOLDER.search(words, max(0, words.find(first.text) + len(first.text))):
            role = "official"  # "General Staff Deputy Chief Oleksiy Hromov": a person, whose surname may follow
        found = [Speaker(name, side, role)]
        fighting = {one.id for one in self.theatre.sides if one.id != "other"}
        other = next((ref for ref in refs if ref.side != first.side and {first.side, ref.side} <= fighting and ref.role == first.role), None)
        if other is not None and self.grammar.is_all("and-word", self.text[first.end : other.start]):
            return Speaker(first.name, side, first.role), Speaker(other.name, other.side, other.role)
        return tuple(found)

    def _addressed(self, ref: ActorRef, verb_end: int | None) -> str | None:
        """The side to whose leaders a body reports that both sides have: "the General Staff told the Kremlin"."""
        if verb_end is None or not self._is_common(ref):
            return None
        to = next((other for other in self.actors if verb_end <= other.start and len(self.text[verb_end : other.start].split()) < _TOLD), None)
        return to.side if to is not None and to.role in ("state", "person") and to.side not in (*_DEPENDENT, "other") else None

    def _known(self, ref: ActorRef) -> str | None:
        """The side of a body that both sides have, where it was named with its side before."""
        known = self.discourse.named.get(ref.text.casefold().split()[-1]) if self._is_common(ref) else None
        return known.side if known is not None else None

    def _is_common(self, ref: ActorRef) -> bool:
        """Whether a name is a body of any state: no word of it tells the side."""
        return ref.role == "force" and any(hit.topic == "actors" and hit.role == "official" and (hit.start, hit.end) == (ref.start, ref.end) for hit in self.hits)

    def _by_description(self, phrase: Phrase, words: str) -> tuple[Speaker, ...]:  # noqa: C901, PLR0911, PLR0912 - a ladder: the first way of naming that fits
        """Those whom the theatre does not know: by an owner, a surname, an office's place, or a noun that named somebody before."""
        heads, name = self.heads(phrase), self._told_as(phrase, words)
        before_all = self.discourse.subject or next(iter(self.discourse.last), None)
        owner = self._owner(phrase) or before_all
        if self.grammar.begins("possessive", words) and heads and owner is not None and owner.side is not None and not self._has("local", phrase):
            return (Speaker(owner.name, owner.side, owner.role),)
        named = self.discourse.named
        people = self.discourse.people
        surname = next((people[word.casefold()] for found in _NAME.findall(words) for word in reversed(found.split()) if word.casefold() in people), None)
        if surname is not None:
            return (surname,)
        if (side := "other" if self._has("observer", phrase) else self._foe(phrase)) is not None:
            return (Speaker(name, side),)
        place = next((site for site in self.sites if phrase.start <= site.start < phrase.around[1]), None)
        seat = self._seat(place, words)
        if seat is not None:
            return (seat,)
        if place is not None and place.placement.place is not None and self._has("official", phrase):
            return (Speaker(name, side_of_place(self.theatre, place.placement.place)),)
        fellow = self._fellow(phrase, heads)
        if fellow is not None:
            return (Speaker(name, fellow.side),)
        if self._has("interlocutor", phrase) and self.discourse.person is not None and self.discourse.person.side is not None:
            return (self.discourse.person,)  # «утверждает собеседник агентства»
        before = next((named[head] for head in heads if head in named), None)
        if self.grammar.begins("definite", words) and before is not None:
            return (before,)
        if self._has("spokesman", phrase) and before_all is not None and place is None:
            return (Speaker(name, before_all.side),)
        if self._has("local", phrase):
            return (Speaker(name, None, "local"),)
        proper = _NAME.search(name) is not None
        unnamed = next((speaker for speaker in self.discourse.last if speaker.role == "local" and not _NAME.search(speaker.name)), None)
        if proper and not heads and unnamed is not None and _NAME.fullmatch(words):
            return (Speaker(name, unnamed.side, "local"),)  # "the regional governor said ... Andriy Raikovych said"
        if self._has("media", phrase) and proper:
            return (Speaker(name, "other", "media"),)  # an outlet that no side is known to run
        if self._speaks_for_troops(phrase) and self.discourse.voice is not None:
            return (Speaker(name, self.discourse.voice),)
        if not self.grammar.forms and not proper and self._has("fighter", phrase):
            return (Speaker(name, None, "soldier"),)
        if self.grammar.forms and self._has("fighter", phrase) and heads:
            return (Speaker(name, None, "fighter"),)
        return (Speaker(name, None),) if heads or proper or self._has("civilian", phrase) or self._has("victim", phrase) else ()

    def _fellow(self, phrase: Phrase, heads: Sequence[str]) -> ActorRef | None:
        """Whom a spokesman speaks for whose body the sentence names in full: "the Azov Brigade left, brigade spokesman X said"."""
        sided = [ref for ref in self.actors if ref.side not in (*_DEPENDENT, "other") and not phrase.start <= ref.start < phrase.end]
        if self._has("source", phrase) and len(heads) > 1:
            bodies = [ref for ref in sided if ref.role == "official"]
            return bodies[0] if len({ref.side for ref in bodies}) == 1 else None  # "SBU drones hit it, sources in the service said"
        fighting = [ref for ref in sided if ref.role == "force"]
        told = [ref for ref in fighting if ref.end <= phrase.start] or fighting
        if not self.grammar.forms and self.grammar.is_all("war-office", self._short(self.text[phrase.start : phrase.end])):
            first = next((ref for ref in sided if ref.role in ("force", "state", "equipment", "weapon", "adjective") and not (ref.possessive and ref.role == "state")), None)
            if first is not None and self._has_gain(first):
                return first  # "Russian troops have captured X, the defence ministry said"
        if self._has("national", phrase) and not self.grammar.forms and len({ref.side for ref in told}) == 1 and self.grammar.has("liberating", self.text[told[0].start : phrase.start]):
            return told[0]  # "the brigade has liberated X, the deputy defence minister announced"
        named = (ref for ref in fighting if ref.text.casefold().split()[-1] in heads)
        return next(named, None) if self._has("spokesman", phrase) else None

    def _has_gain(self, ref: ActorRef) -> bool:
        """Whether the first thing told of troops or their state is that they took ground, or shot down what was sent."""
        first = next((hit for hit in self.hits if hit.topic == "kinds" and hit.start >= ref.end), None)
        return first is not None and (first.get("kind") in ("control", "advance") or first.get("actor") == "opponent") and first.start - ref.end <= _GAIN_CHARS

    def _speaks_for_troops(self, phrase: Phrase) -> bool:
        """Whether a soldier speaks, a brigade's spokesman, or an office that each state has once: in Ukrainian «заступниця міністра» is Ukraine's."""
        if self.grammar.begins("kin", self.text[phrase.start : phrase.end]):
            return False  # «рассказали родственники военных»
        spokesman = self._has("spokesman", phrase) and self._has("force", phrase)
        national = self._has("national", phrase) and not any(site.start >= phrase.start and site.end <= phrase.around[1] for site in self.sites)
        return spokesman or national or self._has("fighter", phrase)

    def _foe(self, phrase: Phrase) -> str | None:
        """The side of "enemy channels": the one against which the country of the text's language fights."""
        enemy = any(ref.side == "enemy" and phrase.start <= ref.start < phrase.end and ref.role in ("official", "blogger", "media", "force") for ref in self.actors)
        rest = [side.id for side in self.theatre.sides if side.id not in ("other", self.discourse.voice)]
        return rest[0] if enemy and self.discourse.voice is not None and len(rest) == 1 else None

    def _owner(self, phrase: Phrase) -> Speaker | None:
        """Whom "his" and "its" stand for within the sentence: the first who acts before."""
        ref = next((ref for ref in self.actors if ref.end <= phrase.start and ref.role in SPEAKERS and not (ref.possessive and ref.role == "state") and ref.side not in _DEPENDENT), None)
        return Speaker(ref.name, ref.side, ref.role) if ref is not None else None

    def _seat(self, place: Site | None, words: str) -> Speaker | None:
        """The side whose seat of power is all that a subject names: «в Москве считают»."""
        if place is None or not self.grammar.begins("preposition", words) or len(words.split()) != _SEAT_WORDS:
            return None
        named = place.placement.mention.text
        return next((Speaker(capital, side.id, "state") for side in self.theatre.sides for capital in side.capitals if named in name_forms(capital)), None)

    def _has(self, role: str, phrase: Phrase) -> bool:
        return any(hit.topic == "actors" and role in (hit.role, hit.get("sort")) and phrase.start <= hit.start and hit.end <= phrase.around[1] for hit in self.hits)

    def _is_pronoun(self, phrase: Phrase, words: str) -> bool:
        if not self.grammar.forms and self.grammar.is_all("relative", words):
            return True
        return len(words.split()) <= 2 and any(hit.role == "pronoun" and phrase.start <= hit.start < phrase.end for hit in self.hits)

    def _pronoun(self, phrase: Phrase, words: str) -> tuple[Speaker, ...]:
        if self.grammar.is_all("first-person", words):
            return ()  # whoever writes
        if self.grammar.is_all("relative", words):
            before = [ref for ref in self.actors if ref.end <= phrase.start and ref.role in SPEAKERS and ref.side not in _DEPENDENT]
            return tuple(Speaker(ref.name, ref.side, ref.role) for ref in before[-1:])
        opening = next((ref for ref in self.actors if ref.end <= phrase.start and ref.role in SPEAKERS and not ref.possessive and ref.side not in _DEPENDENT), None)
        spoken = any(hit.topic == "attribution" and hit.role in ("say", "deny") and hit.end <= phrase.start for hit in self.hits)
        fits = opening is not None and (opening.role in ("person", "official", "blogger") or not self.grammar.is_all("personal", words))
        if opening is not None and fits and not spoken:
            return (Speaker(opening.name, opening.side, opening.role),)
        if self.grammar.is_all("personal", words):
            persons = tuple(speaker for speaker in self.discourse.last if speaker.role not in ("media", "state", "force", "blogger"))
            told = tuple(speaker for speaker in self.discourse.last if self.discourse.spoke or speaker.role != "force")  # troops that only acted are nobody's "he"
            return persons or ((self.discourse.person,) if self.discourse.person is not None else told or (self.discourse.last if self.grammar.forms else ()))
        if self.discourse.last:
            return self.discourse.last
        return (self.discourse.subject,) if self.discourse.subject is not None else ()

    def _state_of(self, ref: ActorRef, words: str) -> str | None:
        """The country whose adjective is all that names a speaker: of "Russian claims" it is Russia that claims."""
        countries = (country for side in self.theatre.sides if side.id == ref.side for country in side.countries)
        return next((country for country in countries if ref.role == "adjective" and words == ref.text and country[:_STEM].casefold() == words[:_STEM].casefold()), None)

    def _told_as(self, phrase: Phrase, words: str) -> str:
        """The phrase as the name of whoever speaks."""
        inside = [ref for ref in self.actors if phrase.start <= ref.start < phrase.end]
        return told_as(self._short(words), self.text, phrase.start, inside, self.grammar, self.theatre)

    def _short(self, words: str) -> str:
        """The phrase without its article."""
        return words[self.grammar.after("lead-in", words, 0) :].strip(_STRIP)
