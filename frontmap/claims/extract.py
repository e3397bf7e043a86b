"""The claims of a document: who says that what holds, held or will hold where, with the sentence that says so."""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from frontmap.claims.actors import ENEMY, SPEAKERS, ActorRef, actor_names, find_actors
from frontmap.claims.ahead import foretold, opening_harm
from frontmap.claims.answers import (
    asks,
    blamed_for_earlier,
    denials_of_earlier,
    nationwide,
    of_office,
    one_place,
    same_voice,
    scene_of,
    seat_of,
    shared_place,
)
from frontmap.claims.attribution import Resolve, frames_in
from frontmap.claims.bulletins import go_on, may_go_on
from frontmap.claims.dating import Dated, Times
from frontmap.claims.drafts import Draft, draft_claims
from frontmap.claims.frames import Frame
from frontmap.claims.grammar import Grammar, load_grammar
from frontmap.claims.quantities import with_quantities
from frontmap.claims.reading import TOPICS, Reading
from frontmap.claims.record import LONG_DAYS, of_this_war, recorded, worth_keeping
from frontmap.claims.sides import local_speaker, opponent
from frontmap.claims.sites import Site, mark_titles, sites_between, stand_ins
from frontmap.claims.speakers import Discourse, Naming, Speaker, side_of_country
from frontmap.claims.subjects import Phrase, phrase_after, phrase_before
from frontmap.claims.topics import topic_of
from frontmap.claims.verification import verdict_in
from frontmap.documents.sentences import sentences
from frontmap.lexicon.scan import Hit, Scanner, scanner
from frontmap.lexicon.tokens import Tokens
from frontmap.records import (
    Claim,
    Document,
    Kind,
    Mention,
    Modality,
    Placement,
    Role,
    Span,
    Verification,
)
from frontmap.theatres.load import Theatre

__all__ = ["extract_claims"]

_QUOTE = re.compile(r"“[^“”\n]*(?:”|$)|«[^»\n]*»?|(?<!\w)\"[^\"\n]*\"(?!\w)", re.MULTILINE)
_MEMORY = 40  # sentences with places that a word such as "the city" can look back over
_RECENT = 2  # sentences that "the attack" looks back over
_OPENING = 3  # words before the subject of a sentence that opens with it
_OPENS_WITH = 40  # characters before a place with which a sentence opens
_NESTED = 3  # quotations that can reach into one sentence
_LEAD = 4  # sentences at the head of a text that go on with what the headline attributes
_LETTER_APOSTROPHE = "\u02bc"  # which is a letter to whoever cuts a text into words: «бʼють»
_BEFORE_QUOTE = 200  # characters between a speaker's verb and the quotation that it opens
_GAINED = frozenset({Kind.CONTROL, Kind.ADVANCE, Kind.ENCIRCLEMENT, Kind.WITHDRAWAL})
_SCENES = 3  # places of the sentence before that can share its harm
_HARM = frozenset({Kind.CIVILIANS, Kind.LOSSES, Kind.DAMAGE})


def extract_claims(document: Document, mentions: Sequence[Mention], placements: Sequence[Placement], theatre: Theatre) -> list[Claim]:
    """Return the claims of a document in the order of its text.

    Parameters
    ----------
    document : Document
        With `date` set where it is known, and a language that has a lexicon; another gives no claims.
    mentions, placements : sequence of Mention, of Placement
        Of this document; offsets count code points of `document.text`.
    theatre : Theatre
        Its sides and actors.
    """
    lexicon = scanner(document.language, TOPICS)
    if not lexicon.by_token:
        return []
    level = document.text.replace(_LETTER_APOSTROPHE, "’")
    story = _Story(document if level == document.text else replace(document, text=level), mentions, placements, theatre, lexicon)
    for sentence in sentences(document.text):
        story.tell(sentence)
    return recorded(document, list(zip(story.readings, story.told, strict=True)), theatre, story.grammar)


class _Story:
    """Reads a document's sentences in order and keeps what a later one leans on."""

    def __init__(self, document: Document, mentions: Sequence[Mention], placements: Sequence[Placement], theatre: Theatre, lexicon: Scanner) -> None:
        self.document, self.theatre, self.lexicon = document, theatre, lexicon
        self.tokens = Tokens.of(document.text)
        self.grammar = load_grammar(document.language)
        self.spread = self.grammar.over(self.tokens)
        self.placements = sorted(placements, key=lambda placement: placement.mention.start)
        self.places = sorted((mention.start, mention.end) for mention in mentions if mention.role is Role.PLACE)
        self.names = actor_names(theatre)
        self.publisher_side, self.publisher_names = _publisher(theatre, document.publisher)
        quotes = (found for found in _QUOTE.finditer(document.text) if found[0][0] != "«" or found[0][-1] == "»")  # an open one is looked for once
        self.quotes = [(found.start(), found.end()) for found in quotes]
        self.discourse = Discourse()
        self.headline: tuple[Speaker, ...] = ()
        domain = (document.publisher or "").rpartition(".")[2].upper()  # an outlet of a country speaks of its troops as its own
        self.voice = side_of_country(theatre, domain) or next((side.id for side in theatre.sides if document.language in side.languages), None)
        self.discourse.voice = self.voice
        self.bulletin = False  # whether the sentence before goes on with what a body told
        self.sworn = any(document.language in side.only_languages for side in theatre.sides)  # or else whether the text calls one side invaders
        self.earlier: list[list[Site]] = []
        self.told: list[list[Draft]] = []
        self.asked: list[Draft] = []
        self.readings: list[Reading] = []
        self.opening: list[Draft] = []  # the harm of a first sentence that names no place

    def tell(self, sentence: Span) -> None:
        """Read one sentence and keep its drafts."""
        text, start, end = self.document.text, sentence.start, sentence.end
        tokens, grammar = self.tokens.within(start, end), self.spread.within(start, end)
        hits = self.lexicon.hits(tokens)
        actors = find_actors(tokens, hits, self.names, self._places_in(start, end))
        named = [site for site in sites_between(text, self.placements, start, end, grammar) if not _in_name(text, site, actors, grammar)]
        actors = [ref for ref in actors if not any((ref.start, ref.end) == (site.placement.mention.start, site.placement.mention.end) for site in named)]
        own = mark_titles(text, named, hits, grammar)
        self._hear(actors, grammar)
        self.discourse.voice = self.voice
        sites = sorted([*own, *stand_ins(text, hits, own, self.earlier, grammar)], key=lambda site: site.start)
        before, spoke = self.discourse.last, self.discourse.spoke

        times = Times(self.document, start, end, self.theatre, self._same_day(hits))
        naming = Naming(text, actors, own, hits, self.discourse, self.theatre, grammar)
        resolve = self._resolver(naming, times)
        frames = self._without_publisher(frames_in(text, start, end, hits, actors, resolve, grammar))
        reading = Reading(
            text, start, end, tokens, tuple(hits), tuple(actors), tuple(sites), tuple(frames), times, grammar,
            voice=self.voice, acted=self._acted(start), fired=self._fired(),
        )
        quoted = self._quoted(reading, before)
        drafts = draft_claims(reading, quoted, self.publisher_side, self.theatre)
        drafts = foretold(reading, with_quantities(reading, drafts, self.document.language), self.theatre)
        opening = drafts if not self.readings and not reading.sites else []
        drafts = self._leaning(reading, drafts, before)
        drafts = self._told_in_bulletin(reading, drafts, before if spoke else ())
        drafts = of_this_war(reading, self._answered(reading, drafts, quoted), self.theatre)
        self._attribute_earlier(reading)
        self._judge(reading, drafts)
        if self.opening:
            self.told[-1] += opening_harm(self.opening, drafts, self.theatre)
        self.opening = opening
        self.told.append(drafts)
        self.readings.append(reading)
        self._keep_subject(reading, naming)
        topic = topic_of(reading, own, drafts, first=not self.earlier)
        if topic:
            self.earlier = [topic, *self.earlier[: _MEMORY - 1]]

    def _answered(self, reading: Reading, drafts: list[Draft], quoted: tuple[Speaker, ...]) -> list[Draft]:
        """Add what a sentence makes of the one before; put aside what it only asks, for the next to answer."""
        previous, answers = self.asked or self._last_told(), bool(self.asked)
        if not previous and any(frame.role == "deny" and frame.refers for frame in reading.frames):
            previous = next((told for told in reversed(self.told[-_RECENT:]) if told), [])  # "the Russian claim was not true", behind a sentence that claims nothing
        self.asked = drafts if drafts and asks(reading) else []
        if self.asked:
            return []
        if not previous:
            return drafts
        if self.grammar.forms and not answers and not any(draft.kind in _GAINED for draft in previous):
            gained = next((told for told in reversed(self.told[-_RECENT:]) if any(draft.kind in _GAINED for draft in told)), previous)
            previous = gained if any(frame.role == "deny" and frame.refers and not frame.hit.get("shown") for frame in reading.frames) else previous
        said = functools.partial(self._speaker_of, reading.between(reading.start, reading.end), reading.start)
        if not drafts and (blamed := blamed_for_earlier(reading, previous, self.theatre)):
            return blamed
        return [*drafts, *denials_of_earlier(reading, previous, lambda: quoted or said(), alone=not drafts, asked=answers)]

    def _acted(self, start: int) -> str | None:
        """The one side that acts in the sentence before, or in the one before that if that claims nothing; none in a quotation that has told of both: its "they" can be either."""
        opened = bisect.bisect_left(self.quotes, (start + 1, 0))
        quoted = opened > 0 and start < self.quotes[opened - 1][1]
        told = self.told[-_RECENT:] if quoted or not self._last_told() else self.told[-1:]
        sides = {draft.actor_side for drafts in told for draft in drafts if draft.actor_side is not None}
        return sides.pop() if len(sides) == 1 else None

    def _fired(self) -> bool:
        """Whether the sentence before tells of fire from afar, or of its harm, and of no fighting."""
        last = next((told for told in reversed(self.told[-_RECENT:]) if told), ())
        kinds = {draft.kind for draft in last if draft.modality is Modality.ACTUAL}
        return bool(kinds & {Kind.STRIKE, Kind.DAMAGE, Kind.CIVILIANS}) and Kind.ASSAULT not in kinds

    def _last_told(self) -> list[Draft]:
        """What the sentence before tells; one that only names who told it is passed over: «Об этом сообщил Гладков»."""
        signs = len(self.told) > 1 and not self.told[-1] and any(frame.hit.get("about") for frame in self.readings[-1].frames)
        return self.told[-2] if signs else self.told[-1] if self.told else []

    def _keep_subject(self, reading: Reading, naming: Naming) -> None:
        """Keep whom the sentence is about, and whom it names, for "its spokesman" and "the ministry" in the next."""
        for ref in reading.actors:
            if ref.role in ("official", "person", "blogger", "force") and ref.side not in (None, "own", "enemy"):
                phrase = Phrase(ref.start, ref.end, (ref.start, ref.end))
                self.discourse.name(Speaker(ref.name, ref.side, "person" if ref.role == "person" else "official"), naming.heads(phrase))
                naming.introduce(ref)
        said = next((frame.speakers[0] for frame in reading.frames if frame.role != "noun" and frame.speakers), None)
        first = next((ref for ref in reading.actors if ref.role in SPEAKERS and not (ref.possessive and ref.role == "state")), None)
        opens = first is not None and len(reading.between(reading.start, first.start).split()) <= _OPENING and first.side not in (None, "own", "enemy")
        if said is not None:
            self.discourse.subject = said
            if any(frame.role == "noun" for frame in reading.frames):
                self.discourse.last = (said,)  # and not those whose claims are denied
        elif opens and first is not None:
            self.discourse.subject = Speaker(first.name, first.side, first.role)
            if first.role != "media":
                self.discourse.last, self.discourse.spoke = (self.discourse.subject,), False

    def _resolver(self, naming: Naming, times: Times | None = None) -> Resolve:
        def resolve(start: int, end: int, *, after: bool = False, verb_end: int | None = None) -> tuple[Speaker, ...]:
            dates = [(date.start, date.end) for date in times.dated] if times is not None else []
            if after:
                phrase = phrase_after(naming.text, start, end, dates, naming.grammar)
            else:
                phrase = phrase_before(naming.text, start, end, naming.hits, dates, naming.grammar)
            return naming.speakers(phrase, verb_end) if phrase is not None else ()

        return resolve

    def _places_in(self, start: int, end: int) -> list[tuple[int, int]]:
        return self.places[bisect.bisect_left(self.places, (start, start)) : bisect.bisect_left(self.places, (end, end))]

    def _hear(self, actors: Sequence[ActorRef], grammar: Grammar) -> None:
        """Learn whose "enemy" the text speaks of: a sentence that names one side beside the enemy speaks for that side."""
        foes = {ref.side for ref in actors if grammar.has("foe", ref.text) and opponent(self.theatre, ref.side) is not None}
        foes = foes or {owner.side for ref, owner in itertools.pairwise(actors) if ref.side == ENEMY and owner.start - ref.end == 1 and opponent(self.theatre, owner.side) is not None}  # «боевиков ВСУ»
        if len(foes) == 1:
            self.voice, self.sworn = opponent(self.theatre, foes.pop()), True
            return
        if self.sworn or not any(ref.side == ENEMY for ref in actors):
            return
        if self.voice is None and self.publisher_side is None and any(ref.side == ENEMY and grammar.has("foe", ref.text) for ref in actors):
            self.voice = side_of_country(self.theatre, next(iter(self.theatre.home), None))  # whose country it is calls them invaders
        if self.voice is None:
            self.voice = self._liberator()
        beside = [ref for ref in actors if ref.role != "state" or not self.document.text[max(0, ref.start - 3) : ref.start].rstrip().endswith(("(", "—", "–"))]  # «Курськ (РФ)» only says where it lies
        named = {ref.side for ref in beside if ref.role not in ("weapon", "equipment") and not grammar.ends("held-by", self.document.text[max(0, ref.start - _OPENS_WITH) : ref.start]) and opponent(self.theatre, ref.side) is not None}  # the enemy's are his own «Шахеди»
        named = named or {speaker.side for speaker in self.discourse.last if opponent(self.theatre, speaker.side) is not None}
        if len(named) == 1:
            self.voice = named.pop()

    def _liberator(self) -> str | None:
        """Whose deeds the sentence before calls a liberation: in the voice of that side."""
        return next((draft.actor_side for draft in self._last_told() if draft.speaker is None and self.grammar.has("liberating", draft.cues[0].text)), None)

    def _same_day(self, hits: Sequence[Hit]) -> list[Dated]:
        """The day of the sentence before, where this one says "that day"."""
        day = next((draft.event for told in reversed(self.told[-1:]) for draft in told if draft.event is not None), None)
        if day is None and self.readings and len(self.readings[-1].dates) == 1 and self.grammar.forms:
            day = replace(span := self.readings[-1].dates[0].span, first=span.last)  # «В ночь на 29 июня … А утром этого дня»
        return [Dated(hit.start, hit.end, day) for hit in hits if hit.get("level") == "date"] if day is not None else []

    def _without_publisher(self, frames: Sequence[Frame]) -> list[Frame]:
        """Frames whose speaker is the publisher are its own voice; what it denies stays denied."""
        own = [frame for frame in frames if frame.speakers and all(speaker.name.casefold() in self.publisher_names for speaker in frame.speakers)]
        kept = (frame for frame in frames if frame.role in ("unsaid", "deny") or frame not in own)
        return [replace(frame, speakers=()) if frame.role == "deny" and frame in own else frame for frame in kept]

    def _quoted(self, reading: Reading, before: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
        """Who speaks in a quotation that began before the sentence or ends after it."""
        text = self.document.text
        if not self.readings and reading.frames and reading.frames[0].hit.topic == "kinds":
            self.headline = reading.frames[0].speakers
        if reading.grammar.begins("goes-on", text[reading.start : reading.end]):
            acts = self.grammar.forms and before == (self.discourse.subject,) and before[0].role == "force" and not any(r.frames for r in self.readings)
            return () if acts else before  # who only acted before has said nothing
        last = bisect.bisect_left(self.quotes, (reading.end, reading.end))
        for start, end in self.quotes[max(0, last - _NESTED) : last]:
            inside = min(end, reading.end) - max(start, reading.start)
            if inside > 0 and (start < reading.start or end > reading.end or inside >= 0.9 * (reading.end - reading.start)):
                after = text[end : end + 160].split("\n")[0]
                after = after[: next((line.end for line in sentences(after)), 0)]
                closing = self._speaker_of(after, end) if not after.strip().startswith("\n") else ()
                return closing or (self.discourse.last if start >= reading.start - _BEFORE_QUOTE or before else before)
        return self.headline if len(self.readings) < _LEAD and not reading.frames else ()

    def _speaker_of(self, after: str, offset: int) -> tuple[Speaker, ...]:
        """The speaker named behind a closing quotation mark."""
        text, end = self.document.text, offset + len(after)
        tokens = self.tokens.within(offset, end)
        hits = self.lexicon.hits(tokens)
        verb = next((hit for hit in hits if hit.topic == "attribution" and hit.role in ("say", "according")), None)
        if verb is None or len(after[: verb.start - offset].split()) > 12:
            return ()
        actors = find_actors(tokens, hits, self.names, self._places_in(offset, end))
        resolve = self._resolver(Naming(text, actors, (), hits, self.discourse, self.theatre, self.grammar))
        named = bool(after[: verb.start - offset].strip(' ,”"»)–—-'))  # '..., X, the mayor, said' and '..., said X'
        return resolve(offset, verb.start) if named else resolve(verb.end, end, after=True)

    def _leaning(self, reading: Reading, drafts: list[Draft], before: tuple[Speaker, ...]) -> list[Draft]:
        """Give claims without a place that of the sentence before, where the same speaker goes on; keep the telling others."""
        if all(draft.site is not None for draft in drafts):
            return drafts
        done: list[Draft] = []
        previous = self.asked or self._last_told()
        line = reading.between(reading.start, reading.end)
        habitual = (any(frame.role == "deny" for frame in reading.frames) and reading.grammar.has("habitual", line)) or reading.grammar.has("elsewhere", line)
        for draft in drafts:
            if draft.site is not None:
                done.append(draft)
                continue
            if denied := shared_place(draft, previous):
                done.extend(denied)
                continue
            same = draft.speaker is not None and (draft.speaker in before or draft.speaker.side in {speaker.side for speaker in before if speaker.side is not None})
            same = same or (not self.grammar.forms and draft.speaker is not None and any(earlier.speaker == draft.speaker for earlier in previous))  # a quotation of several sentences
            goes_on = same and not habitual and not any(not site.gloss and not site.title for site in reading.sites)
            total = draft.event is not None and (draft.event.last - draft.event.first).days >= LONG_DAYS
            sites = {d.place_key: d.site for d in previous if d.site is not None and d.site.level != "country" and same_voice(d.speaker, draft.speaker)} if goes_on and not total else {}
            if draft.kind in _HARM and self.grammar.forms and len(sites) > _SCENES:
                sites = {}  # what is told of many places at once has none
            if not sites and not habitual:
                sites = scene_of(reading, draft, previous) or self._headed(reading) or of_office(reading, draft) or one_place(reading, draft, previous)
            sites = seat_of(reading, draft, of_office(reading, draft) if nationwide(draft) else sites)
            if sites:
                placed = (replace(draft, site=site, leaning=True, score=0.55) for site in sites.values())
                done.extend(self._said_by(one, one.speaker) if one.speaker is not None else one for one in placed)
            elif worth_keeping(draft):
                done.append(self._told_on(draft, before))
        return done

    def _told_on(self, draft: Draft, before: tuple[Speaker, ...]) -> Draft:
        """Give the day's totals to the party that told the sentence before: "..., said the ministry. 22 soldiers surrendered"."""
        goes_on = draft.speaker is None and bool(draft.quantities) and self.grammar.forms and bool(self.readings) and any(frame.role == "say" for frame in self.readings[-1].frames)
        party = goes_on and len(before) == 1 and opponent(self.theatre, before[0].side) is not None and "\n\n" not in self.document.text[self.readings[-1].start : draft.start]
        return replace(draft, speaker=before[0]) if party else draft

    def _told_in_bulletin(self, reading: Reading, drafts: list[Draft], before: tuple[Speaker, ...]) -> list[Draft]:
        """Give what a sentence tells in nobody's name to the body whose bulletin the one before told."""
        told = self.readings[-1] if self.readings else None
        said = told is not None and (self.bulletin or any(frame.role == "say" for frame in told.frames))
        self.bulletin = said and told is not None and "\n\n" not in self.document.text[told.start : reading.start] and may_go_on(reading, before, self.theatre, self.publisher_side)
        return [go_on(draft, before[0], self.theatre) for draft in drafts] if self.bulletin else drafts

    def _headed(self, reading: Reading) -> dict[str, Site]:
        """The place that is all the sentence before says, as a heading does: "Huliaipole. Our units have dug in on the edge"."""
        before = self.readings[-1] if self.readings else None
        alone = [site for site in before.sites if not site.leaning] if before is not None else []
        if before is None or len(alone) != 1 or not alone[0].fine or before.topic("kinds") or any(not site.gloss and not site.title for site in reading.sites):
            return {}
        rest = before.between(before.start, alone[0].start) + before.between(alone[0].end, before.end)
        return {alone[0].key: alone[0]} if len(rest.split()) <= 1 and "\n\n" not in reading.between(before.end, reading.start) else {}

    def _attribute_earlier(self, reading: Reading) -> None:
        """Give what the paragraph told in nobody's name to whom this sentence names for it: «Об этом сообщил Гладков»."""
        speakers = next((frame.speakers for frame in reading.frames if frame.hit.get("about") or self._signs(reading, frame)), ())
        if not speakers:
            return
        start = self.document.text.rfind("\n\n", 0, reading.start)
        if start >= 0 and not self.document.text[start : reading.start].strip():
            start = self.document.text.rfind("\n\n", 0, start)  # a paragraph of its own signs the one before
        for index, told in enumerate(self.told):
            self.told[index] = [self._said_by(draft, speakers[0]) if draft.speaker is None and draft.start > start else draft for draft in told]

    def _said_by(self, draft: Draft, speaker: Speaker | None) -> Draft:
        return replace(draft, speaker=local_speaker(speaker, [draft.site] if draft.site is not None else [], self.publisher_side, self.theatre))

    def _signs(self, reading: Reading, frame: Frame) -> bool:
        """Whether a speaker behind a dash closes the whole text: «… – зведення Генштабу»."""
        closes = frame.hit.topic == "kinds" and frame.head >= frame.end and bool(self.readings)
        return closes and not self.document.text[reading.end :].strip()

    def _judge(self, reading: Reading, drafts: list[Draft]) -> None:
        """Put the publisher's verdict on the claims that it reaches."""
        verdict = verdict_in(reading.hits, reading.frames, has_claims=bool(drafts))
        if verdict is None:
            return
        if verdict.scope == "sentence":
            reported = any(frame.role == "noun" for frame in reading.frames)
            drafts[:] = [replace(draft, verdict=draft.verdict or verdict.verification) if draft.speaker is not None or reported or verdict.verification is Verification.VERIFIED else draft for draft in drafts]
            return
        reach = [index for index, told in enumerate(self.told) if told]
        for index in reach[-1:] if verdict.scope == "last" else reach:
            self.told[index] = [replace(draft, verdict=draft.verdict or verdict.verification) if _is_party(draft) else draft for draft in self.told[index]]


@functools.lru_cache(maxsize=256)
def _publisher(theatre: Theatre, publisher: str | None) -> tuple[str | None, frozenset[str]]:
    """Return the side of a publisher, and all its names in small letters."""
    name = (publisher or "").casefold()
    known = (frozenset(alias.casefold() for alias in actor.names) for actor in theatre.actors)
    return theatre.side_of_publisher(publisher), next((names for names in known if name in names), frozenset({name}))


def _in_name(text: str, site: Site, actors: Sequence[ActorRef], grammar: Grammar) -> bool:
    """Whether a place's name is part of the name of somebody who acts: "the Azov corps", and not «в Азове горят резервуары»."""
    mention = site.placement.mention
    if grammar.forms and any((ref.start, ref.end) == (mention.start, mention.end) for ref in actors) and grammar.ends("inside", text[max(0, mention.start - _OPENS_WITH) : mention.start]):
        return False
    return any(ref.role not in ("state", "adjective") and ref.side is not None and ref.start <= mention.start and mention.end <= ref.end and ref.name != ref.text for ref in actors)


def _is_party(draft: Draft) -> bool:
    return draft.speaker is not None and draft.speaker.side not in (None, "other")
