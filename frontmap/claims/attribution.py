"""Who says what: the stretches of a sentence that somebody reports, denies, claims, or that an exhibit shows.

Publisher, relay and claimant are three things: in "Reuters reported that the ministry said ..." the innermost frame counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from frontmap.claims.actors import SPEAKERS, ActorRef
from frontmap.claims.frames import Frame, cut_short, going_on, vouched
from frontmap.claims.grammar import Grammar
from frontmap.claims.headlines import Resolve, headline_in
from frontmap.claims.refutations import Refutations
from frontmap.claims.speakers import Speaker
from frontmap.claims.surroundings import ASIDE_WORDS, INVERTED_WORDS, REPORT_CHARS
from frontmap.lexicon.scan import Hit

__all__ = ["Resolve", "frames_in"]

_QUALIFIERS = 2  # words between "about" and what is told of: «про масований удар», «про загрозу оточення»
_TURN = 3  # characters before "according to" in which a colon stands, before other words in which a comma does
_ASIDE_CHARS = 25  # between a comma and the exhibit that shows what stands before it
_OPENERS = ("(", "—", "–", "-", ",", ";")


def frames_in(text: str, start: int, end: int, hits: Sequence[Hit], actors: Sequence[ActorRef], resolve: Resolve, grammar: Grammar) -> list[Frame]:
    """Return the frames of `text[start:end]` in the order of their verbs.

    Parameters
    ----------
    resolve : Resolve
        Tells who a stretch of text names.
    """
    frames: list[Frame] = []
    verbs = [hit for hit in hits if hit.topic == "attribution" and hit.role not in ("exhibit", "pronoun")]
    for hit in verbs:
        reader = _Reader(text, start, end, hits, actors, grammar, frames, resolve)
        frame = reader.read(hit)
        if frame is None or (hit.get("party") and not any(speaker.side not in (None, "other") for speaker in frame.speakers)):
            continue
        if frame.role != "noun" and frame.head > start and frame.start > hit.start:
            frames[:] = [cut_short(text, earlier, frame, grammar) for earlier in frames]
        frames.append(replace(frame, false=True) if hit.get("lie") else frame)
        colon = re.search(r":\s", text[frame.start : min(end, frame.end + 1)]) if frame.role == "deny" else None
        if colon is not None:  # "Kyiv denied this: the town holds"
            frames[-1] = replace(frame, end=frame.start + colon.start())
            frames.append(replace(frame, start=frame.start + colon.end(), end=end, role="say", refers=False))
    reported = bool(grammar.forms) and all(frame.role == "noun" or frame.false for frame in frames)  # «Трегубов: заяви росіян про взяття міста — неправда»
    told = headline_in(text, start, end, hits, actors, resolve, grammar) if reported or not frames else None
    if told is not None:
        frames = [replace(frame, end=min(frame.end, told.end)) for frame in frames]
    headed = [Frame(told.start, told.end, "say", told.speakers, told.head, told.cue)] if told is not None else []
    return [*headed, *vouched(frames, hits, actors), *going_on(text, frames, end, forms=bool(grammar.forms))] if frames else headed


@dataclass(slots=True)
class _Reader(Refutations):
    """Reads the frame of one verb or noun of reporting."""

    def read(self, hit: Hit) -> Frame | None:  # noqa: C901, PLR0911 - a ladder: the first role that fits
        """Return the frame of a verb or noun of reporting, None where it attributes nothing."""
        role = hit.role
        if role == "according":
            return self._according(hit)
        if self.grammar.is_all("modifier", hit.text) or self.grammar.is_all("participle", hit.text):
            return None  # «обвиняемому по делу»
        if role == "noun" or (hit.get("inner") and self._is_owned(hit)):
            if not self._is_finite(hit):
                return self._noun(hit)
            role = "say"
        left = self._left(hit)
        if role == "say" and self.grammar.is_all("gerund", hit.text.split()[0]) and self._describes(left, hit):
            beside = self._beside(left, hit)
            opening = self._opening(left, hit) if self.grammar.begins("that", self.text[hit.end : self.end].lstrip()) else None
            begin, finish = (beside, hit.start) if beside >= 0 else (opening.start, opening.end) if opening is not None else (0, 0)
            return self._leading(hit, role, left if beside < 0 else beside, self.resolve(begin, finish)) if finish else None  # "a journalist reporting from X said"
        exhibit = self._exhibit(left, hit.start)
        if role == "evidence":
            if exhibit is None:
                return None
            owner = next((ref for ref in self.actors if left <= ref.start and ref.end <= exhibit.start and not self.text[ref.end : exhibit.start].strip()), None)
            if exhibit.get("drawn") and owner is not None and owner.side not in (None, "own", "enemy"):
                return self._leading(hit, "say", left, (Speaker(self.text[owner.start : exhibit.end], owner.side),))
            begin = self.text.rfind(",", self.start, exhibit.start)
            if begin >= self.start and exhibit.start - begin <= _ASIDE_CHARS and self._closes(hit, begin):  # "they hold X, satellite images show"
                return Frame(self._sibling(begin), begin, "evidence", (), begin + 1, hit, verdict=exhibit.get("verdict"))
            return Frame(self._content_start(hit), self.end, "evidence", (), left, hit, verdict=exhibit.get("verdict"))
        if hit.get("weak") and (exhibit is not None or self.grammar.is_all("gerund", hit.text.split()[0])):
            return None  # "footage confirms", ", suggesting that": no speaker of its own
        if exhibit is not None and not any(left <= ref.start < hit.start and ref.role in SPEAKERS for ref in self.actors):
            return None  # "footage posted online"
        if hit.get("weak") and (self._of_thing(left, hit) or self._of_fact(hit)):
            return None  # "Patrushev's restatement of the aims indicates that"
        return self._speech(hit, role, left)

    def _closes(self, hit: Hit, comma: int) -> bool:
        """Whether a verb of showing behind a comma ends what it shows, with at most a date or a participle behind it."""
        after = self.text[hit.end : self.end]
        told = any(h.topic == "kinds" and h.end <= comma for h in self.hits)
        short = len(re.split(r"[,;]", after)[0].split()) <= INVERTED_WORDS and not self.grammar.begins("that", after.lstrip())
        return told and short and not self.grammar.forms and not any(h.topic == "kinds" and hit.end <= h.start < hit.end + len(re.split(r"[,;]", after)[0]) for h in self.hits)

    def _of_thing(self, left: int, hit: Hit) -> bool:
        """Whether whoever the subject names only owns what it is about, or it names an event: "heavy shelling of X may indicate"."""
        named = [ref for ref in self.actors if left <= ref.start and ref.end <= hit.start and ref.role in SPEAKERS]
        heads = [ref.start for ref in named if not ref.possessive]
        heads += [h.start for h in self.hits if h.topic == "actors" and h.role in ("official", "blogger", "media", "observer", "civilian") and left <= h.start < hit.start]
        heads = [at for at in heads if not any(found.start() for found in self.grammar.find_all("preposition", self.text[left:at].rsplit(",", 1)[-1].lstrip()))]
        words = self.grammar.without("adverb", self.text[left : hit.start]).split()
        common = any(word.islower() and not self.grammar.is_all("lead-in", word) for word in words)
        return not self.grammar.forms and not heads and ((bool(named) and all(ref.possessive for ref in named)) or common)

    def _within_relative(self, hit: Hit, left: int) -> bool:
        """Whether a speaker stands between a relative pronoun and its verb: "a fire that the governor said was quickly put out"."""
        word = self.text[self.start : left].rsplit(None, 1)
        opened = bool(word) and self.grammar.is_all("which-object", word[-1].strip(", ")) and any(h.topic == "clauses" and h.end == left for h in self.hits)
        return opened and not self.grammar.forms and self.grammar.begins("finite", self.text[hit.end : self.end].lstrip())

    def _beside(self, left: int, hit: Hit) -> int:
        """Where whoever speaks stands in ", with its deputy mayor saying that"; -1 where nobody does."""
        comma = self.text.rfind(",", left, hit.start)
        led = comma >= 0 and not self.grammar.forms and self.grammar.begins("beside-whom", self.text[comma + 1 : hit.start].lstrip())
        begin = self.grammar.after("beside-whom", self.text, comma + 1, hit.start) if led else -1
        return begin if led and len(self.text[begin : hit.start].split()) <= ASIDE_WORDS else -1

    def _of_fact(self, hit: Hit) -> bool:
        """Whether what is told before indicates it: "they moved a battalion there, which indicates that"."""
        lead = self.grammar.without("adverb", self.text[self.start : hit.start]).rstrip()
        return not self.grammar.forms and self.grammar.ends("which-object", lead) and lead.rpartition(" ")[0].rstrip().endswith(",")

    def _speech(self, hit: Hit, role: str, left: int) -> Frame | None:  # noqa: C901, PLR0911, PLR0912 - a ladder: the first form that fits
        closed = self._passive(hit) or self._verdict(hit)
        if closed is not None:
            return closed
        if role == "say" and self._is_told(hit):
            return None  # "residents were told to leave"
        if hit.get("about"):
            begin = self._behind(hit)
            active = not self.grammar.forms and not any(self.grammar.is_all("be", word) for word in self.text[left : hit.end].split())
            speakers = self.resolve(left, hit.start) if active else self.resolve(begin, self._break(begin), after=True)
            return Frame(hit.end, hit.end, role, speakers, hit.start, hit, refers=True) if speakers else None
        what = self.grammar.find_all("what", self.text[left : hit.start])
        left = left + what[-1].end() if what and not self.grammar.forms else left  # "hit in what officials said was a strike"
        left = next((h.start for h in self.hits if h.role == "pronoun" and left <= h.start < hit.start and not self.text[h.end : hit.start].strip()), left)
        subject = self.text[left : hit.start]
        if hit.get("negated") and self._unsaid(hit, left):
            role = hit.get("negated")  # "did not believe that": a denial
        elif role in ("say", "deny", "accuse") and self._unsaid(hit, left):
            if not self.grammar.forms and self.grammar.ends("be", self.grammar.without("manner", subject)):
                return None  # "reports that X fell have not been confirmed": by nobody
            nouns = (h.start for h in self.hits if h.topic == "kinds" and h.get("form") == "noun" and left <= h.start < hit.start and role == "say" and self.grammar.forms)
            begin = next(nouns, self._content_start(hit))  # «у Генштабі про втрату міста не заявляли»
            return Frame(begin, self.end, "unsaid", self.resolve(left, hit.start), left, hit)
        if self.grammar.ends("infinitive", subject) and not self.grammar.ends("catenative", subject):
            return None  # "an attempt to claim", "it was impossible to confirm"
        if self.grammar.is_all("infinitive", hit.text.split()[0]) and not self._names_speaker(left, hit.start):
            return None  # «рано говорити про оточення», «варто сказати, що»
        bare = self.grammar.without("adverb", self.grammar.without("catenative", subject))
        apposed = bare.rstrip().endswith(",") and bare.count(",") > 1 and not self.grammar.is_all("gerund", hit.text.split()[0]) and not self._inverted(hit, left)
        officer = self._officer_behind(hit.start) if apposed else -1
        closes = apposed and (officer > left or self._named_behind(left, hit.start)) and self._trailing(hit)  # "it fell, the mayor, X, said"
        if officer > left and closes and any(h.topic == "kinds" and h.end <= officer for h in self.hits):
            speakers = self.resolve(officer, hit.start, verb_end=hit.end)
            return Frame(self._sibling(hit.start), officer, role, speakers, officer, hit) if speakers else None
        first = self.text.find(",", left)
        did = self.grammar.forms and any(h.topic == "kinds" and h.get("form") != "noun" and left <= h.start < first for h in self.hits)  # «війська просунулися, взявши X, визнали в ISW»
        if apposed and self._told_of(left) and not closes and not did:
            speakers = self.resolve(left, hit.start, verb_end=hit.end)
            if speakers:
                return self._leading(hit, role, left, speakers)
        if role == "deny" and (aside := self._aside(hit)) is not None:
            return aside
        if not closes and (not bare.strip(' ,;“”"') or bare.rstrip().endswith(_OPENERS) or self.grammar.ends("joiner", bare)):
            return self._without_subject(hit, role, left)
        if role == "say" and self._within_relative(hit, left):
            return self._leading(hit, role, left, self.resolve(left, hit.start, verb_end=hit.end))
        refers = role == "deny" and (bool(hit.get("refers")) or self._refers(hit))
        answers = refers and any(frame.role == "say" for frame in self.earlier)  # «заявило про X, у штабі кажуть, що це неправда»
        if (role == "deny" or (role == "say" and not refers)) and not answers and (fronted := self._fronted(hit, left, role)) is not None:
            return fronted
        if not refers and self._trailing(hit):
            begin = self._trailing_subject(left, hit.start)
            speakers = self.resolve(begin, hit.start)
            low = self._sibling(hit.start, "[;\n]" if self.earlier else "\n")  # "A was hit; two were hurt, the mayor said"
            stop = self.text.find(";", hit.end, self.end)
            inserted = any(h.topic == "kinds" and hit.end <= h.start < (stop if stop >= 0 else self.end) for h in self.hits)  # "x, it said, y"
            return Frame(low, self.end if inserted else begin, role, speakers, begin, hit) if speakers and begin > low else None
        speakers = self.resolve(left, left + len(self.grammar.without("aspect", subject)), verb_end=hit.end)
        return self._leading(hit, role, left, speakers) if speakers or role == "deny" else None  # "he denied that": a denial, whoever he is

    def _opening(self, left: int, hit: Hit) -> ActorRef | None:
        """Who acts first in the clause before a participle that reports: "X gave a speech announcing that"."""
        before = (ref for ref in self.actors if left <= ref.start and ref.end <= hit.start and ref.role in SPEAKERS and ref.side not in ("own", "enemy", None))
        return next((ref for ref in before if not ref.possessive), None)

    def _describes(self, left: int, hit: Hit) -> bool:
        """Whether a participle stands right behind the noun that it describes."""
        lead = self.grammar.without("adverb", self.text[left : hit.start])
        return bool(lead.strip()) and not lead.rstrip().endswith((",", ";", ":", "—", "–")) and not self.grammar.ends("be", self.grammar.without("manner", lead)) and not self.grammar.ends("joiner", lead) and not self.grammar.ends("aspect", lead)

    def _unsaid(self, hit: Hit, left: int) -> bool:
        """Whether the verb says that nothing was said: "did not confirm", "declined to say"."""
        lead = self.text[left : hit.start]
        if not self.grammar.may_have("unsaid") or lead.rstrip().endswith(","):
            return False  # «взяти місто не вдалося, заявив Сирський»
        return self.grammar.ends("unsaid", lead) or self.grammar.ends("unsaid", " ".join(lead.split()[:-1]))

    def _fronted(self, hit: Hit, left: int, role: str) -> Frame | None:
        """What is told or denied where it stands before whoever does: «захват X ВСУ отрицают», «про взяття X повідомив Y», «дані про втрату X спростував Y»."""
        semicolon = self.text.find(";", hit.end, self.end)
        turns = (h.start for h in self.hits if h.topic == "clauses" and h.get("strong") and h.start > hit.end)  # «власти опровергли, а в X …»
        colon = self.text.find(": ", hit.end, self.end)
        stop = min([semicolon if semicolon >= 0 else self.end, colon if colon >= 0 else self.end, *turns])
        told = [h for h in self.hits if h.topic == "kinds" and left <= h.start < stop]
        if not self.grammar.forms or not told or told[-1].end > hit.start or told[0].get("form") != "noun":
            return None
        lead = self.text[left : told[0].start].split()
        if role == "say" and not any(self.grammar.ends("told-of", " ".join(lead[: len(lead) - cut])) for cut in range(_QUALIFIERS + 1)):
            return None
        begin, behind = self._behind(hit), told[-1].end
        places = self._speakers()
        if any(begin <= at and len(self.text[begin:at].split()) < INVERTED_WORDS for at in places):
            speakers = self.resolve(begin, self._break(begin), after=True)
        elif (at := min((at for at in places if behind <= at < hit.start and not self.grammar.ends("by", self.text[behind:at])), default=None)) is not None:
            speakers = self.resolve(at, hit.start)
        else:
            named = [ref for ref in self.actors if left <= ref.start and ref.end <= hit.start and ref.role in (*SPEAKERS, "adjective") and ref.side not in ("own", "enemy")]
            claims = next((frame.hit.start for frame in self.earlier if frame.role == "noun" and frame.hit.end <= told[0].start), None)
            named = named or [ref for ref in self.actors if claims is not None and ref.end <= claims and ref.role in SPEAKERS and "nominative" in self.grammar.cases(ref.text)][-1:]
            named = [ref for ref in named if role == "deny" and self.grammar.cases(ref.text) != {"instrumental"}]
            speakers = self.resolve(named[-1].start, max(named[-1].end, hit.start if named[-1].start > behind else 0)) if named else ()
        before = self.text[left : told[0].start]
        if role == "deny" and self.grammar.ends("apart", before) and not self.grammar.ends("told-of", before):
            return None  # «після обстрілу X влада спростувала чутки»
        unnamed = role == "deny" and (self.grammar.ends("told-of", before) or self.grammar.ends("behind", before) or not self.grammar.ends("preposition", before))  # «дані про взяття X спростовано»
        return Frame(told[0].start, hit.start, role, speakers, hit.start, hit) if speakers or unnamed else None

    def _leading(self, hit: Hit, role: str, left: int, speakers: tuple[Speaker, ...]) -> Frame:
        begin = hit.start if hit.get("inner") else self._content_start(hit)
        mutual = role == "accuse" and (len(speakers) > 1 or self.grammar.begins("mutual", self.text[hit.end : hit.end + 30]) or self.grammar.has("mutual", hit.text))
        refers = role == "deny" and (bool(hit.get("refers")) or self._refers(hit))
        stop = re.compile(r"[;:]" if role in ("deny", "accuse") else ";").search(self.text, begin + 1, self.end)
        false = self.grammar.ends("falsely", self.text[left : hit.start])
        turns = (h.start for h in self.hits if (false or hit.get("inner")) and not self.grammar.forms and h.topic == "clauses" and h.get("strong") and h.start > begin)
        end = min([stop.end() if stop else self.end, self._resumed(hit, begin), *turns])  # "falsely claimed to have taken X, but Y": Y is nobody's lie
        names = self.grammar.forms or mutual or any(begin <= ref.start < end for ref in self.actors)
        return Frame(begin, end, role, speakers, left, hit, refers=refers, mutual=mutual, false=false, names=bool(names))

    def _resumed(self, hit: Hit, begin: int) -> int:
        """Where the main clause goes on behind what a relative clause reports: "Russia, which denies A, struck B"."""
        lead = self.grammar.without("adverb", self.text[self.start : hit.start]).rstrip()
        aside = not self.grammar.forms and self.grammar.ends("relative", lead) and lead.rpartition(" ")[0].rstrip().endswith(",")
        for comma in re.finditer(r",\s", self.text[begin : self.end]) if aside else ():
            at = self.grammar.after("manner", self.text, begin + comma.end())
            told = any(h.start == at and h.topic in ("kinds", "attribution") and h.get("form") != "noun" and not self.grammar.is_all("gerund", h.text.split()[0]) for h in self.hits)
            if told or self.grammar.begins("finite", self.text[at : self.end]):
                return begin + comma.start()
        return self.end

    def _without_subject(self, hit: Hit, role: str, left: int) -> Frame | None:
        """", claiming that ...", "and stated that ...": the speaker is the sentence's last."""
        if self._inverted(hit, left):
            begin = self._behind(hit)
            speakers = self.resolve(begin, self._break(begin), after=True)
            return Frame(self._sibling(hit.start), hit.start, role, speakers, hit.start, hit) if speakers else None
        if (inserted := self._inserted(hit, role)) is not None:
            return inserted
        turn = max((word.start for word in self.hits if word.topic == "clauses" and word.get("strong") and word.start < hit.start), default=None)
        said = min((frame.start for frame in self.earlier if turn is not None and turn <= frame.head), default=hit.start)  # "but denied that A took X and reported"
        turned = [ref for ref in self.actors if turn is not None and turn <= ref.start and ref.end <= min(said, hit.start) and ref.role in SPEAKERS and ref.side not in ("own", "enemy", None)]
        if turned:  # "but Russia refused, saying"
            return self._leading(hit, role, hit.start, self.resolve(turned[-1].start, turned[-1].end))
        spoken = [frame for frame in self.earlier if frame.role not in ("noun", "evidence") and frame.speakers]
        if spoken:
            return self._leading(hit, role, hit.start, spoken[-1].speakers)
        refs = [ref for ref in self.actors if ref.end <= hit.start and ref.role in SPEAKERS and ref.side not in ("own", "enemy")]
        refs = [ref for ref in refs if not self._is_oblique(ref)]
        if not refs or role == "evidence":
            return None
        opening = next((ref for ref in refs if not ref.possessive and len(self.text[self.start : ref.start].split()) <= 1), refs[-1]) if not self.grammar.forms else refs[-1]
        return self._leading(hit, role, hit.start, self.resolve(opening.start, opening.end))

    def _inserted(self, hit: Hit, role: str) -> Frame | None:
        """What a speaker tells who is named between two commas: «у X, стверджують окупанти, загинув Y»."""
        comma = self.text.find(",", hit.end, self.end)
        begin = self._behind(hit)
        short = comma > 0 and len(self.text[begin:comma].split()) <= ASIDE_WORDS and self.text[max(0, hit.start - _TURN) : hit.start].rstrip().endswith(",")
        if not self.grammar.forms or not short or role != "say" or not self._names_speaker(begin, comma):
            return None
        speakers = self.resolve(begin, comma, after=True)
        return Frame(self._sibling(hit.start), self.end, role, speakers, hit.start, hit) if speakers else None

    def _is_told(self, hit: Hit) -> bool:
        """Whether the subject of a passive verb of saying only hears it."""
        lead = self.grammar.without("manner", self.text[max(self.start, hit.start - 40) : hit.start])
        ordered = self.grammar.begins("infinitive", self.text[hit.end : self.end])
        return ordered and not self.grammar.forms and self.grammar.begins("told-to", hit.text) and self.grammar.ends("be", lead)

    def _according(self, hit: Hit) -> Frame | None:
        end = self._break(hit.end)
        named = next((ref for ref in self.actors if ref.role == "person" and ref.start >= end and self.text[end : ref.start].strip() == ","), None)
        if named is not None and not self.grammar.forms and self.text[named.end : named.end + 1] == ",":
            end = named.end  # "According to the commander, Oleksandr Syrskyi, the town is taken"
        spoken = [frame for frame in self.earlier if hit.get("last") and self.grammar.forms and frame.role not in ("noun", "evidence") and frame.speakers]
        exhibit = self._exhibit(hit.end, end)
        proven = exhibit.get("verdict") if exhibit is not None else None
        name = hit.end + len(self.grammar.without("list", self.text[hit.end : exhibit.start])) if exhibit is not None and proven else end  # "officials and videos verified by Z"
        speakers = self.resolve(hit.start, hit.end) if hit.get("last") else self.resolve(hit.end, name, after=True)
        speakers = spoken[-1].speakers if spoken else speakers  # «мер назвав неправдою заяви росіян про X: за його словами, …»
        if not speakers and exhibit is not None:
            return Frame(end, self.end, "evidence", (), self.start, hit, verdict=exhibit.get("verdict"))  # «судя по видео с геолокацией, …»
        if not speakers:
            return None
        if not self.text[self.start : hit.start].strip(' ,“”"—–-('):
            return Frame(end, self.end, "say", speakers, self.start, hit, verdict=proven)
        told = [h.start for h in self.hits if h.topic == "kinds" and self._sibling(hit.start) <= h.start]
        if self.grammar.forms and told and min(told) > end and self.text[end : end + 1] == ",":
            return Frame(end, self.end, "say", speakers, self.start, hit)  # «На фронте, по данным ведомства, взят посёлок»
        turn = max([self.start, *(mark.end() + hit.start - _TURN for mark in re.finditer(r":\s", self.text[max(self.start, hit.start - _TURN) : hit.start]))])
        if self.grammar.forms and turn > self.start and self.text[end : end + 1] == "," and not self.text[turn : hit.start].strip():
            return Frame(end, self.end, "say", speakers, turn, hit)  # «дрони атакували порт: за даними ГУР, уражено склад»
        return Frame(self._sibling(hit.start), hit.start, "say", speakers, hit.start, hit, verdict=proven)

    def _noun(self, hit: Hit) -> Frame | None:
        """"the ministry's January 20 claim that", "claims from bloggers that"."""
        that = self.grammar.find("that", self.text[hit.start : min(self.end, hit.end + REPORT_CHARS)])
        that_start, that_end = (hit.start + that.start(), hit.start + that.end()) if that is not None else (None, hit.end)
        if hit.get("known") and (that_start is None or self.text[hit.end : that_start].strip()):
            return None
        begin = max(that_end, hit.end)
        before = [ref for ref in self.actors if ref.end <= hit.start and len(self.text[ref.end : hit.start].split()) <= 4 and ref.role in (*SPEAKERS, "adjective") and ref.side not in ("own", "enemy")]
        after = [ref for ref in self.actors if hit.start <= ref.start and ref.end <= begin and ref.role in SPEAKERS]
        verb = next((frame.hit for frame in reversed(self.earlier)), None)
        before = [ref for ref in before if verb is None or ref.start >= verb.end]
        if self.grammar.forms:  # whose claims they are stands behind them: «Генштаб заяви про захоплення X спростовує»
            before = [ref for ref in before if ref.role == "adjective" or "nominative" not in self.grammar.cases(ref.text)]
        named = after or before
        speakers = self.resolve(named[-1].start, named[-1].end) if named else ()
        aside = self.grammar.ends("despite", self.text[self.start : hit.start])  # «попри запевнення Москви, що X взято, …»
        colon = self.text.find("," if aside else ": ", begin, self.end)
        if hit.get("inner"):
            begin = self.text.rfind(" ", hit.start, hit.end)  # "claims to have taken X": before its "to"
        if colon < 0 and hit.get("inner") and not self.grammar.forms:  # "despite claims to have taken X, as Y came to Z"
            colon = next((h.start for h in self.hits if h.topic == "clauses" and h.role == "sub" and h.start > hit.end and self.text[max(0, h.start - _TURN) : h.start].rstrip().endswith(",")), -1)
        return Frame(begin, colon if colon >= 0 else self._end_of_report(hit, begin), "deny" if hit.get("denies") else "noun", speakers, hit.start, hit)


    def _end_of_report(self, hit: Hit, begin: int) -> int:
        """Where a noun ends what it is about: before a clause with a verb of its own («сообщения о взятии X преждевременны, наши закрепились в Y»)."""
        if not self.grammar.forms or not self.grammar.ends("told-of", hit.text):
            return self.end
        for comma in re.finditer(r",\s+", self.text[begin : self.end]):
            at = begin + comma.end()
            stop = next((mark.start() for mark in re.compile(r"[,;:.]").finditer(self.text, at, self.end)), self.end)
            verbs = (h for h in self.hits if h.topic == "kinds" and at <= h.start < stop and h.get("form", "verb") == "verb")
            verb = next((h for h in verbs if not any(self.grammar.is_all(form, h.text.split()[0]) for form in ("gerund", "infinitive", "modifier", "participle"))), None)
            opened = any(h.topic == "clauses" and h.role in ("rel", "sub") and at <= h.start < stop for h in self.hits)
            if verb is not None and not opened:
                return begin + comma.start()
        return self.end

    def _is_owned(self, hit: Hit) -> bool:
        """Whether "claims to" is a noun: behind whose they are, or an article."""
        owner = next((ref for ref in self.actors if ref.end <= hit.start and not self.text[ref.end : hit.start].strip()), None)
        return (owner is not None and (owner.possessive or owner.role == "adjective")) or self.grammar.ends("noun-lead", self.text[max(self.start, hit.start - _ASIDE_CHARS) : hit.start])

    def _is_finite(self, hit: Hit) -> bool:
        """Whether "claim that" is a verb here: behind "to" or right behind its subject; where nouns are declined none is."""
        if self.grammar.forms:
            return False
        if self.earlier and self.earlier[-1].role == "deny" and self.earlier[-1].start >= hit.end:
            return False  # "denied on Friday milblogger claims that": the denial is of what they claim
        if self.grammar.ends("claims-verb", self.text[max(self.start, hit.start - 12) : hit.start]):
            return True
        before = next((ref for ref in self.actors if ref.end <= hit.start and not self.text[ref.end : hit.start].strip()), None)
        if before is not None and self.grammar.ends("governing", self.text[max(self.start, before.start - _ASIDE_CHARS) : before.start]):
            return False  # "despite Kremlin claims that"
        return before is not None and before.role in SPEAKERS and not before.possessive
