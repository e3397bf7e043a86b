"""From a sentence that has been read to the claims it makes, before they are put at a document's disposal."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from frontmap.claims.actors import ENEMY, OWN, ActorRef
from frontmap.claims.binding import sites_of
from frontmap.claims.claimants import told_as
from frontmap.claims.clauses import clause_at, is_relative
from frontmap.claims.dating import stated_of
from frontmap.claims.frames import Frame, frame_at
from frontmap.claims.modality import Mood, heading_of, read_mood
from frontmap.claims.passing import claims_something
from frontmap.claims.reading import Reading
from frontmap.claims.senses import senses_of
from frontmap.claims.sides import implied_side, local_speaker, on_own_ground, opponent, other_side, soldier, struck_at_home
from frontmap.claims.sites import Site
from frontmap.claims.speakers import Speaker
from frontmap.lexicon.scan import Hit
from frontmap.records import DateSpan, Kind, Modality, Polarity, Quantity, Verification
from frontmap.theatres.load import Theatre

__all__ = ["Draft", "draft_claims"]

_HEADING = 14  # words of a line that may be a heading
_PREVENTED = 25  # characters behind "prevent X from" in which the verb that it prevents begins
_AIMS = frozenset({"control", "advance", "encirclement", "withdrawal"})
_GAINS = frozenset({Kind.CONTROL, Kind.ADVANCE, Kind.ENCIRCLEMENT, Kind.PRESENCE, Kind.ASSAULT})
_OPENING, _CLOSING = ("«", "“", '"', "„"), ("»", "”", '"', "“")
_INFLICTED = frozenset({Kind.STRIKE, Kind.DAMAGE, Kind.CIVILIANS})
_BLAMED_WORDS = 3  # between "blaming" and whom


@dataclass(slots=True)
class Draft:
    """A claim in the making: `site` is None where the sentence names no place for it."""

    kind: Kind
    polarity: Polarity
    modality: Modality
    site: Site | None
    actor: str | None
    actor_side: str | None
    speaker: Speaker | None
    start: int
    end: int
    cues: tuple[Hit, ...]
    event: DateSpan | None = None
    elsewhen: bool = False
    stated: DateSpan | None = None
    verdict: Verification | None = None
    score: float = 0.9
    leaning: bool = False
    quantities: tuple[Quantity, ...] = ()
    recalled: bool = False

    @property
    def place_key(self) -> str:
        """What tells its place from others, "" without one."""
        return self.site.key if self.site is not None else ""


@dataclass(slots=True)
class _Telling:
    """One who tells a cue's content, and whether as a denial; `claimed_by` is whose own words are denied, and who says "our" in them."""

    speaker: Speaker | None
    denied: bool = False
    verdict: Verification | None = None
    actor_side: str | None = None
    claimed_by: Speaker | None = None


def _is_heading(reading: Reading) -> bool:
    """Whether a line only names what follows: "Counteroffensives—the east"."""
    line = reading.between(reading.start, reading.end)
    if reading.frames or len(line.split()) > _HEADING or re.search(r"[.!?]", line):
        return False
    marked = line.endswith(",") or reading.grammar.has("heading-mark", line)
    nouns = not any(reading.is_verb(hit) for hit in reading.topic("kinds"))
    return marked and nouns


def draft_claims(reading: Reading, quoted: tuple[Speaker, ...], publisher_side: str | None, theatre: Theatre) -> list[Draft]:
    """Return the claims of a sentence.

    Parameters
    ----------
    quoted : tuple of Speaker
        Who speaks where the sentence stands in a longer quotation, or goes on with what was reported before.
    publisher_side : str or None
        The side of whoever publishes, for "the enemy" in its own voice.
    """
    drafts: list[Draft] = []
    mood: Mood | None = None
    prevented = [(hit.start, hit.end + _PREVENTED) for hit in reading.topic("modality") if hit.role == "prevented"]
    if not (reading.frames or reading.topic("kinds")) or _is_heading(reading):
        return []
    cues = [hit for hit in reading.topic("kinds") if claims_something(reading, hit) and not any(start < hit.start <= end for start, end in prevented)]
    cues = [hit for hit in cues if not any(frame.role == "unsaid" for frame in frame_at(reading.frames, hit.start)[:1])]
    cues = [hit for at, hit in enumerate(cues) if not _repeats(reading, hit, cues[:at])]
    for cue in cues:
        mood = read_mood(reading, cue, mood)
        if cue.get("kind") not in _AIMS and any(hit.get("title") for hit in heading_of(reading, cue)):
            continue  # "Effort—South (Objective: secure rear areas against strikes)"
        if mood.modality is not Modality.ACTUAL and reading.grammar.is_all("defend", cue.text):
            continue  # "in an effort to defend its supply lines": nobody attacks yet
        drafts.extend(_of_cue(reading, cue, cues, mood, quoted, publisher_side, theatre))
    drafts.extend(_shown(reading, cues, publisher_side, theatre))
    return _merged(_with_agents(_of_our_people(_blamed(reading, _denied(reading, drafts, publisher_side, theatre)), theatre)))


def _shown(reading: Reading, cues: Sequence[Hit], publisher_side: str | None, theatre: Theatre) -> Iterator[Draft]:
    """What an exhibit shows to be there, though no verb says so: "footage shows Ukrainian armour on the road to X"."""
    for frame in reading.frames:
        if frame.role != "evidence" or any(frame.start <= cue.start < frame.end for cue in cues):
            continue
        there = next((ref for ref in reading.actors if frame.start <= ref.start < frame.end and ref.role in ("force", "equipment", "weapon")), None)
        side = _side(reading, there, None, publisher_side, theatre, flipped=False)
        if there is None or side is None:
            continue
        timing = reading.timing(frame.hit, [frame])
        for site in reading.sites:
            if frame.start <= site.start < frame.end and site.fine and not site.gloss and not site.title:
                verdict = Verification(frame.verdict) if frame.verdict else None
                yield Draft(
                    Kind.PRESENCE, Polarity.ASSERTED, Modality.ACTUAL, site, there.text, side, None, reading.start, reading.end,
                    (frame.hit,), timing.span, timing.elsewhen, stated_of(reading.dates, [frame]), verdict, 0.6, site.leaning,
                )


def _repeats(reading: Reading, cue: Hit, before: Sequence[Hit]) -> bool:
    """Whether a cue only goes on with the one before: "killed or wounded"."""
    clause = reading.clause_of(cue.start)
    if any((other.start, other.end, other.get("kind")) == (cue.start, cue.end, cue.get("kind")) for other in before):
        return True  # two rules that know one word
    if cue.get("kind") == "casualties" and any(other.get("kind") == "losses" and clause.start <= other.start for other in before):
        return True
    if cue.get("kind") == "casualties" and not reading.grammar.forms and any(other.get("kind") == "losses" for other in before) and reading.grammar.is_all("some-more", reading.grammar.without("manner", reading.between(clause.start, cue.start))):
        return True  # "suffered 900 dead, with many more seriously injured"
    return any(other.rule.id == cue.rule.id and reading.between(other.end, cue.start).strip() in ("or", "and", "and/or", ",") for other in before[-1:])


def _of_cue(
    reading: Reading, cue: Hit, cues: Sequence[Hit], mood: Mood, quoted: tuple[Speaker, ...], publisher_side: str | None, theatre: Theatre
) -> Iterator[Draft]:
    sites = [site for site in sites_of(reading, cue) if not _is_struck_by(reading, cue, site)]
    if cue.get("place") and not sites:
        return
    frames = frame_at(reading.frames, cue.start) if not _describes(reading, cue) else []
    refuted = reading.refuted[0] <= cue.start < reading.refuted[1]
    frames = [frame for frame in frames if not (refuted and frame.refers) and not _concedes(reading, cue, frame)]
    timing = reading.timing(cue, frames)
    stated = stated_of(reading.dates, frames)
    for kind, actor, flipped, modality in senses_of(reading, cue, cues, mood):
        for telling in _tellings(frames, quoted, refuted=refuted):
            speaker = soldier(local_speaker(telling.speaker, sites, publisher_side, theatre), actor, kind, theatre, flipped=flipped)
            side = telling.actor_side or _side(reading, actor, telling.claimed_by or speaker, publisher_side, theatre, flipped=flipped)
            if telling.speaker is not None and telling.speaker.role == "local" and speaker is not None and kind is Kind.STRIKE and side == speaker.side is not None and modality is Modality.ACTUAL:
                speaker = replace(speaker, side=reading.voice)  # a mayor of the country whose own troops strike: theirs, or the occupier's
            denied = (mood.polarity is Polarity.DENIED) != telling.denied
            if speaker is not None:
                at_home = on_own_ground(speaker, sites, theatre) and not reading.grammar.has("held-by-foe", reading.between(reading.start, reading.end))
                at_home = at_home or (telling.denied and reading.grammar.begins("undergo", cue.text))  # "denied that the base had come under attack"
                side = other_side(kind, side, speaker, frames, theatre, denies=telling.denied, denied=denied, at_home=at_home and not cue.get("blast"))
            speaker = _unless_turned(reading, cue, frames, speaker, side) if denied and kind in _GAINS else speaker or _in_doubt(reading, cue, actor, side, theatre)
            if side is None and actor is None and (modality is Modality.ACTUAL or not cue.get("taken")):
                side = implied_side(reading, cue, kind, speaker, sites, theatre)
            if speaker is None and not telling.denied and [frame.role for frame in frames[:2]] == ["noun", "deny"]:
                if side is None or kind not in _GAINS:
                    continue  # a report that is denied, and nobody is named for it
                speaker = Speaker("", side)  # a gain that the other side denies is claimed by the one that gains
            told = speaker is not None or actor is not None or modality is not Modality.ACTUAL or bool(cue.get("blast"))
            side = side or struck_at_home(kind, None if told else publisher_side, sites, theatre)
            draft = functools.partial(
                Draft,
                kind=kind,
                polarity=Polarity.DENIED if denied else Polarity.ASSERTED,
                modality=modality,
                actor=told_as(actor.text, reading.text, actor.start, [actor], reading.grammar, theatre) or None if actor is not None and not flipped else None,
                actor_side=side,
                speaker=speaker,
                start=reading.start,
                end=reading.end,
                cues=(cue, *mood.words, *(frame.hit for frame in frames[:1])),
                event=None if timing.said and modality is not Modality.ACTUAL else timing.span,
                elsewhen=timing.elsewhen,
                recalled=timing.recalled,
                stated=stated,
                verdict=telling.verdict,
            )
            yield from (draft(site=site, leaning=site.leaning, score=0.7 if site.leaning else 0.9) for site in sites)
            if not sites:
                yield draft(site=None, score=0.5)


def _is_struck_by(reading: Reading, cue: Hit, site: Site) -> bool:
    """Whether a place is only what the object of a cue fires at: «поразили гаубицу, бившую по Горловке»."""
    start = reading.clause_of(site.start).start
    if not reading.grammar.forms or start <= cue.start:
        return False
    fires = (hit for hit in reading.topic("kinds") if hit.start == start and hit.get("kind") == "strike")
    return any(reading.grammar.is_all("participle", hit.text.split()[0]) for hit in fires)


def _concedes(reading: Reading, cue: Hit, frame: Frame) -> bool:
    """Whether a clause goes on in the voice of whoever writes after a denial: "denied that A, although B"."""
    if frame.role != "deny":
        return False
    clause = reading.clause_of(cue.start)
    return frame.start < clause.start and reading.grammar.begins("concession", reading.between(clause.start, clause.end))


def _unless_turned(reading: Reading, cue: Hit, frames: Sequence[Frame], speaker: Speaker | None, side: str | None) -> Speaker | None:
    """The speaker, or nobody where a clause turns against what a side says of itself: «заявляють, що взяли A, проте до B навіть не наблизилися»."""
    clause = reading.clause_of(cue.start)
    told = bool(frames) and frames[0].role == "say" and frames[0].head < frames[0].start < clause.start
    turned = told and bool(reading.grammar.forms) and reading.grammar.begins("concession", reading.between(clause.start, clause.end))
    return None if turned and speaker is not None and side is not None and side == speaker.side else speaker


def _in_doubt(reading: Reading, cue: Hit, actor: ActorRef | None, side: str | None, theatre: Theatre) -> Speaker | None:
    """Whoever alone calls a gain so, where the word stands in quotation marks or is only alleged: «росіяни вкотре "взяли" місто», «ВСУ якобы взяли»."""
    marked = reading.text[cue.start - 1 : cue.start] in _OPENING and reading.text[cue.end : cue.end + 1] in _CLOSING and " " not in cue.text
    at = clause_at(reading.clauses, cue.start)
    begin = reading.clauses[at - 1 if at and reading.clauses[at].opener == "coord" else at].start  # «якобы вошёл в X и закрепился»
    alleged = reading.grammar.has("allegedly", reading.between(begin, cue.start))
    if not (marked or alleged) or cue.get("kind") not in (*_GAINS, "withdrawal") or actor is None or not actor.text or side is None:
        return None
    if cue.get("kind") == "withdrawal":
        return Speaker("", opponent(theatre, side)) if alleged and reading.grammar.forms else None  # «ЗСУ нібито відійшли»: the foe says so
    return Speaker(told_as(actor.text, reading.text, actor.start, [actor], reading.grammar, theatre) or actor.text, side)


def _describes(reading: Reading, cue: Hit) -> bool:
    """Whether a relative clause describes who holds a place now, in the voice of whoever writes: "towns which are under X's control"."""
    clause = reading.clause_of(cue.start)
    lead = reading.between(clause.start, cue.start)
    return cue.get("kind") == "control" and is_relative(reading.text, clause, reading.grammar) and reading.grammar.has("state-now", lead)


def _tellings(frames: Sequence[Frame], quoted: tuple[Speaker, ...], *, refuted: bool) -> list[_Telling]:
    """Who tells what stands in these frames, the innermost first; what is `refuted` is claimed by whom a noun names, denied by whoever speaks."""
    verdict = next((Verification(frame.verdict) for frame in frames if frame.verdict), None)
    said = [frame for frame in frames if frame.role != "evidence"]
    said.sort(key=lambda frame: all(speaker.role == "media" for speaker in frame.speakers) and frame.role != "noun")
    if refuted:
        claimed = [_Telling(speaker) for frame in said[:1] if frame.role == "noun" for speaker in frame.speakers]
        voices = next((frame.speakers for frame in said if frame.role != "noun"), quoted)
        return [*claimed, *([_Telling(speaker, denied=True) for speaker in voices] or [_Telling(None, denied=True)])]
    if not said:
        return [_Telling(speaker, verdict=verdict) for speaker in quoted] or [_Telling(None, verdict=verdict)]
    inner = said[0]
    if inner.mutual:
        return _mutual(inner)
    if inner.false and inner.role == "say":
        voices = next((frame.speakers for frame in said[1:] if frame.role != "noun"), ())  # «росіяни збрехали про захоплення, каже речник»: none of theirs
        liar = inner.speakers[0] if len(inner.speakers) == 1 and inner.speakers[0].side is not None else None
        voices = tuple(replace(speaker, side=None) if speaker.side in {liar.side for liar in inner.speakers} else speaker for speaker in voices)
        return [*(_Telling(speaker) for speaker in inner.speakers), *(_Telling(speaker, denied=True, claimed_by=liar) for speaker in voices or (None,))]  # or else who publishes denies it
    if inner.role == "noun":
        outer = said[1] if len(said) > 1 else None
        speakers = inner.speakers or (outer.speakers if outer is not None and outer.role not in ("deny", "unsaid") else ())
        tellings = [_Telling(speaker) for speaker in speakers] or [_Telling(None)]
        if outer is not None and outer.role == "deny":
            claimed_by = speakers[0] if len(speakers) == 1 and speakers[0].side is not None else None
            tellings += [_Telling(speaker, denied=True, claimed_by=claimed_by) for speaker in outer.speakers or (None,)]
        return tellings
    return [_Telling(speaker, denied=inner.role == "deny", verdict=verdict) for speaker in inner.speakers or (None,)]


def _mutual(frame: Frame) -> list[_Telling]:
    """Two sides that accuse each other: each claims it of the other."""
    sides = [speaker for speaker in frame.speakers if speaker.side is not None]
    return [_Telling(speaker, actor_side=other.side) for speaker in sides for other in sides if other is not speaker] or [_Telling(None)]


def _side(reading: Reading, actor: ActorRef | None, speaker: Speaker | None, publisher_side: str | None, theatre: Theatre, *, flipped: bool) -> str | None:
    if actor is None:
        return None
    voice = speaker.side if speaker is not None else publisher_side
    if opponent(theatre, voice) is None and (actor.text or (speaker is None and publisher_side is None and not reading.frames)):
        voice = reading.voice
    if not actor.text and voice == "other" and actor.side in (OWN, ENEMY):
        return None  # whoever tells it takes no part
    side = {OWN: voice, ENEMY: opponent(theatre, voice)}.get(actor.side or "", actor.side)
    if side not in {known.id for known in theatre.sides}:
        side = None
    return opponent(theatre, side) if flipped else side


def _denied(reading: Reading, drafts: list[Draft], publisher_side: str | None, theatre: Theatre) -> list[Draft]:
    """Add the denials of what the same sentence told before: "X claimed A, but Y refuted this claim"; a report that is nobody's gives way to its denial."""
    for frame in reading.frames:
        if frame.refers and frame.role == "deny" and not reading.refuted[1]:
            speakers: tuple[Speaker | None, ...] = frame.speakers or (None,)
            before = [draft for draft in drafts if draft.cues[0].end <= frame.hit.end and draft.speaker not in speakers]
            hearsay = [draft for draft in before if draft.speaker is None and _is_hearsay(reading, draft)]
            aside = frame.head < frame.hit.start and frame.start == frame.end  # "..., which Kyiv denied": also what nobody else is named for
            told = [draft for draft in before if draft.speaker is not None or (aside and draft not in hearsay)] + hearsay
            drafts = [draft for draft in drafts if draft not in hearsay]
            for draft, speaker in itertools.product(told, speakers):
                denier = local_speaker(speaker, [draft.site] if draft.site is not None else [], publisher_side, theatre)
                drafts.append(replace(draft, speaker=denier, polarity=_other(draft.polarity), cues=(draft.cues[0], frame.hit), verdict=None))
    return drafts


def _is_hearsay(reading: Reading, draft: Draft) -> bool:
    """Whether a draft is what a report says that nobody is named for: "claims that A were refuted by Y"."""
    return any(frame.role == "noun" and not frame.speakers for frame in frame_at(reading.frames, draft.cues[0].start)[:1])


def _other(polarity: Polarity) -> Polarity:
    return Polarity.ASSERTED if polarity is Polarity.DENIED else Polarity.DENIED


def _with_agents(drafts: list[Draft]) -> list[Draft]:
    """Give damage and civilian harm the side whose strike or attack the same sentence tells of at the same place."""
    causes = [draft for draft in drafts if draft.kind in (Kind.STRIKE, Kind.ASSAULT) and draft.actor_side is not None]
    done: list[Draft] = []
    for draft in drafts:
        cause = None
        if draft.kind in (Kind.DAMAGE, Kind.CIVILIANS) and draft.actor_side is None:
            cause = next((c for c in causes if c.place_key == draft.place_key and c.speaker == draft.speaker), None)
        done.append(replace(draft, actor=cause.actor, actor_side=cause.actor_side) if cause is not None else draft)
    return done


def _of_our_people(drafts: list[Draft], theatre: Theatre) -> list[Draft]:
    """Give fire of which nobody is named the foe of the party that tells whom it killed: «при обстреле погибли двое, сообщил глава ВГА»."""
    mourned = {(draft.speaker, draft.place_key) for draft in drafts if draft.kind is Kind.CIVILIANS and draft.cues[0].get("kind") == "casualties" and draft.polarity is Polarity.ASSERTED}
    done: list[Draft] = []
    for draft in drafts:
        told = draft.kind is Kind.STRIKE and draft.actor_side is None and draft.actor is None and not draft.cues[0].get("blast") and (draft.speaker, draft.place_key) in mourned
        foe = opponent(theatre, draft.speaker.side) if told and draft.speaker is not None else None
        done.append(replace(draft, actor_side=foe) if foe is not None else draft)
    return done


def _blamed(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Give fire and harm of which nobody is named the side that whoever tells it blames: "shells hit X, the mayor said, blaming Ukraine"."""
    for frame in reading.frames:
        behind = frame.start < frame.end <= frame.hit.start  # "shelling that Kyiv blamed on Moscow"
        if frame.role != "accuse" or (not behind and any(frame.start <= draft.cues[0].start < frame.end for draft in drafts)):
            continue
        low = frame.hit.end if behind else frame.start
        blamed = next((ref for ref in reading.actors if low <= ref.start < max(frame.end, reading.end) and ref.side not in (None, OWN, ENEMY)), None)
        if blamed is None or len(reading.between(low, blamed.start).split()) > _BLAMED_WORDS:
            continue
        drafts = [
            replace(draft, actor=blamed.text, actor_side=blamed.side) if draft.kind in _INFLICTED and (behind or draft.actor_side is None) and draft.speaker in frame.speakers else draft
            for draft in drafts
        ]
    return drafts


def _merged(drafts: Sequence[Draft]) -> list[Draft]:
    """Keep one draft for each kind, place, polarity, modality, speaker and side; one without side gives way."""
    best: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        key = (draft.kind, draft.place_key, draft.polarity, draft.modality, draft.speaker, draft.actor_side)
        best.setdefault(key, draft)
    sided = {key[:-1] for key in best if key[-1] is not None}
    placed = {(draft.kind, draft.polarity, draft.modality, draft.speaker, draft.actor_side) for draft in best.values() if draft.site is not None}
    drafts = [draft for key, draft in best.items() if key[-1] is not None or key[:-1] not in sided]
    return [draft for draft in drafts if draft.site is not None or (draft.kind, draft.polarity, draft.modality, draft.speaker, draft.actor_side) not in placed]
