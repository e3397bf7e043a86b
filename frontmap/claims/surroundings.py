"""What stands around a verb or noun of reporting: where its clause and its content begin, who stands before and behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from frontmap.claims.actors import SPEAKERS, ActorRef
from frontmap.claims.frames import Frame
from frontmap.claims.grammar import Grammar
from frontmap.lexicon.scan import Hit

__all__ = ["ASIDE_WORDS", "INVERTED_WORDS", "REPORT_CHARS", "Surroundings"]

INVERTED_WORDS = 3  # words between a verb of saying and the speaker behind it
ASIDE_WORDS = 6  # words of a subject or a date that a comma sets off
_ADJUNCTS = 14  # words that may follow a verb of saying that ends its sentence: "said on Telegram on Monday"
_QUOTES = '“”"«»„'
REPORT_CHARS = 80  # behind a denial in which the claim that it denies is named
_THAT_CHARS = 90  # behind a verb of saying in which its "that" stands
_OFFICES = frozenset({"official", "blogger", "media", "observer"})
_OFFICER = re.compile(r",\s(?P<office>(?:the|a|an|its)\s[^,;:.]{3,60}),\s(?:[A-Z][\w’'-]+\s?){2,3},\s*$")
_QUOTED = re.compile(r"[»”\"],?\s*[—–-]\s*$")
_CUT = re.compile(rf"[,{_QUOTES}]|\s[—–-]\s")
_BREAK = re.compile(r"[;:\n]|\s[—–-]\s|—")


@dataclass(slots=True)
class Surroundings:
    """The sentence `text[start:end]` with the words and actors that are known in it, and the frames that were read `earlier`."""

    text: str
    start: int
    end: int
    hits: Sequence[Hit]
    actors: Sequence[ActorRef]
    grammar: Grammar
    earlier: Sequence[Frame]

    def _left(self, hit: Hit) -> int:
        """Where the subject's clause begins: after the last conjunction or mark that follows a verb."""
        floor = max((frame.start for frame in self.earlier if frame.start <= hit.start and frame.role != "noun"), default=self.start)
        floor = max(floor, max((frame.hit.end for frame in self.earlier if frame.hit.end <= hit.start), default=self.start))
        marks = [mark.end() for mark in _BREAK.finditer(self.text, floor, hit.start)]
        floor = max([floor, *marks, *(h.end for h in self.hits if h.get("weak") and h.end <= hit.start and self.grammar.is_all("gerund", h.text.split()[0]))])
        if self.text[floor : hit.start].rstrip().endswith(","):
            return max([floor, *(word.end for word in self.hits if word.topic == "clauses" and word.role == "sub" and word.get("subject") and floor <= word.start < hit.start)])
        for word in self.hits:
            if word.topic != "clauses" or not floor <= word.start < hit.start or not word.get("subject"):
                continue
            between = [h for h in self.hits if h.topic in ("kinds", "attribution") and floor <= h.start < word.start and h.role not in ("exhibit", "pronoun")]
            if between or word.role == "sub" or not self.text[floor : word.start].strip(" ,"):
                floor = word.end
        return floor

    def _behind(self, hit: Hit) -> int:
        """Where the speaker behind an inverted verb begins: after "on Thursday", "on Telegram", "in"."""
        return self.grammar.after("said-when", self.text, hit.end, self.end)

    def _break(self, start: int) -> int:
        text = self.text[start : self.end]
        mark = re.search(r"[,;\n]|(?<!\b\w)\.|\s[—–-]\s|[”\"](?=\s|$)", text)
        word = self.grammar.find("relation-word", text)
        return start + min((found.start() for found in (mark, word) if found is not None), default=len(text))

    def _sibling(self, offset: int, marks: str = "[;\n]") -> int:
        """Where the main clause that ends at an offset begins: after a semicolon or a "while"."""
        before = self.text[self.start : offset]
        breaks = [mark.end() for mark in (*re.finditer(marks, before), *self.grammar.find_all("main", before))]
        return self.start + max(breaks, default=0)

    def _content_start(self, hit: Hit) -> int:
        """After the verb, its dates and its "that"."""
        that = self.grammar.find("that", self.text[hit.end : min(self.end, hit.end + _THAT_CHARS)])
        if that is None:
            return hit.end
        blocked = any(h.topic in ("kinds", "attribution") and hit.end <= h.start < hit.end + that.start() and h.role != "noun" for h in self.hits)
        return hit.end if blocked else hit.end + that.end()

    def _trailing(self, hit: Hit) -> bool:
        """Whether what is said stands before the verb."""
        semicolon = self.text.find(";", hit.end, self.end)
        stop = semicolon if semicolon >= 0 else self.end
        after = self.text[hit.end : stop]
        that = self.grammar.find("that", after)
        told = that is not None and any((h.topic == "kinds" or h.role == "say") and hit.end <= h.start < hit.end + that.start() for h in self.hits)
        if self.grammar.begins("aside-that", after) and not self.grammar.begins("aside", after) and not told:
            return False  # "said, on the contrary, that", and not "said, adding that"
        if after.lstrip().startswith(":") or self.grammar.begins("that", after.lstrip(" ,")) or re.match(rf"\s*,?\s*[{_QUOTES}]", after):
            return False
        if any(h.topic == "kinds" and hit.end <= h.start < stop for h in self.hits):
            comma = after.find(",")
            short = comma > 0 and len(after[:comma].split()) <= ASIDE_WORDS and not any(h.topic == "kinds" and hit.end <= h.start < hit.end + comma for h in self.hits)
            if short and self._ends_with_name(hit):
                return True  # "..., the army said on Thursday, a day after ..."
            return after.lstrip().startswith((",", ".")) and not self.grammar.begins("relay", after.lstrip(" ,"))
        if len(after.split()) > _ADJUNCTS:
            return False
        return any(h.topic == "kinds" and h.end <= hit.start for h in self.hits) or bool(re.search(rf"[{_QUOTES},]", self.text[self.start : hit.start]))

    def _trailing_subject(self, left: int, end: int) -> int:
        """Where the subject of a trailing verb begins: after the last comma, quote or dash that leaves a name behind it."""
        cuts = [mark.end() for mark in _CUT.finditer(self.text, max(0, self.start - 1), end) if mark.end() > left]
        for cut in reversed(cuts):
            names = [ref for ref in self.actors if cut <= ref.start and ref.end <= end and ref.role in SPEAKERS]
            words = self.text[cut:end].strip()
            if names or self.grammar.begins("lead-in", words) or self._pronoun(cut, end) or (words[:1].isupper() and len(words) > 1):
                return cut
        return cuts[-1] if cuts else left

    def _ends_with_name(self, hit: Hit) -> bool:
        """Whether only a subject stands between the last comma and the verb, and a cue before that."""
        comma = self.text.rfind(",", self.start, hit.start)
        return comma > 0 and len(self.text[comma : hit.start].split()) <= ASIDE_WORDS and any(h.topic == "kinds" and h.end <= comma for h in self.hits)

    def _inverted(self, hit: Hit, left: int) -> bool:
        """Whether verb and speaker follow what is said: "..., said Syrskyi"."""
        lead = self.text[left : hit.start].strip() or self.text[self.start : left].rstrip()
        if not lead.endswith((",", "—", "–", "-", "”", "»", '"')) or self.grammar.is_all("gerund", hit.text.split()[0]):
            return False
        if not self.grammar.forms and self.text[hit.end : self.end].lstrip().startswith(","):
            return False  # "the mayor, X, said, blaming Y"
        stop = next((mark.start() for mark in re.compile(r"[;\n]|:\s").finditer(self.text, hit.end, self.end)), self.end)
        stop = min([stop, *(h.start for h in self.hits if h.topic == "clauses" and h.role == "rel" and hit.end < h.start)])  # ", said X, who was in Y"
        quoted = bool(self.grammar.forms) and _QUOTED.search(self.text, self.start, hit.start) is not None  # «Фейк», – відповіли у штабі
        told = (quoted or any(h.topic == "kinds" and h.end <= hit.start for h in self.hits)) and not any(h.topic == "kinds" and hit.end <= h.start < stop for h in self.hits)
        begin = self._behind(hit)
        offices = [h.start for h in self.hits if h.topic == "actors" and h.role in _OFFICES and self.grammar.begins("article", self.text[begin:h.start])]
        return told and any(at >= begin and len(self.text[begin:at].split()) <= INVERTED_WORDS for at in (*self._speakers(), *offices))

    def _speakers(self) -> list[int]:
        """Where those stand who can speak: where inversion is the rule, any office will do."""
        named = [ref.start for ref in self.actors if ref.role in SPEAKERS and ref.side not in ("own", "enemy")]
        if self.grammar.forms:
            named += [h.start for h in self.hits if h.topic == "actors" and h.role in ("official", "blogger", "media", "observer", "force")]
            named += [h.start for h in self.hits if h.role == "pronoun"]  # «додав він»
        return named

    def _names_speaker(self, start: int, end: int) -> bool:
        return any(start <= at < end for at in self._speakers())

    def _named_behind(self, left: int, end: int) -> bool:
        """Whether a speaker stands behind the first comma."""
        return any(self.text.find(",", left) < ref.start and ref.end <= end and ref.role in SPEAKERS for ref in self.actors)

    def _officer_behind(self, end: int) -> int:
        """Where an office with the name of its holder begins that stands between commas before a verb: ", the mayor, Ihor Ivanov, said"; -1 where none does."""
        named = _OFFICER.search(self.text[self.start : end])
        if named is None or self.grammar.forms:
            return -1
        begin = self.start + named.start() + 1
        held = any(h.topic == "actors" and h.role in _OFFICES and begin <= h.start < self.start + named.end("office") for h in self.hits)
        return begin if held else -1

    def _pronoun(self, start: int, end: int) -> bool:
        return any(hit.role == "pronoun" and start <= hit.start < end for hit in self.hits)

    def _exhibit(self, start: int, end: int) -> Hit | None:
        exhibits = [hit for hit in self.hits if hit.role == "exhibit" and start <= hit.start and hit.end <= end]
        return max(exhibits, key=lambda hit: hit.get("verdict") is not None, default=None)

    def _is_oblique(self, ref: ActorRef) -> bool:
        """Whether a name's case keeps it from being a subject, and no head noun stands before it: not «бойцы корпуса»."""
        headed = any(h.topic == "actors" and h.end <= ref.start and not self.text[h.end : ref.start].strip(' «"“„') for h in self.hits)
        return bool(self.grammar.forms) and not headed and "nominative" not in self.grammar.cases(ref.text)

    def _told_of(self, left: int) -> bool:
        """Whether a speaker stands before the comma in front of the verb, with an apposition or a relative clause between."""
        first = self.text.find(",", left)
        return any(left <= ref.start and ref.end <= first and ref.role in SPEAKERS for ref in self.actors) or any(
            h.topic == "actors" and h.role in ("official", "blogger", "observer") and left <= h.start and h.end <= first for h in self.hits
        )

    def _refers(self, hit: Hit) -> bool:
        """Whether a denial is of what was said before: "denied the report"."""
        after = self.text[hit.end : min(self.end, hit.end + REPORT_CHARS)]
        if not after.strip(" .,;") or after.lstrip()[:1] in (".", ",", ";"):
            return self.grammar.ends("report", self.text[self.start : hit.start])
        if not self.grammar.begins("report", after):
            return False
        return not self.grammar.begins("report-content", after[self.grammar.after("report", after, 0) :])
