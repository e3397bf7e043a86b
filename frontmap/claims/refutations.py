"""What is denied without "denied that": an aside, a passive, a verdict on what was told before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from frontmap.claims.actors import SPEAKERS
from frontmap.claims.frames import Frame
from frontmap.claims.headlines import Resolve
from frontmap.claims.surroundings import Surroundings
from frontmap.lexicon.scan import Hit

__all__ = ["Refutations"]


@dataclass(slots=True)
class Refutations(Surroundings):
    """Reads the denials that stand behind what they deny; `resolve` tells who a stretch of text names."""

    resolve: Resolve

    def _aside(self, hit: Hit) -> Frame | None:
        """A denial of all that stands before: "..., which Kyiv denied", "..., a claim that the brigade rejected"."""
        before = self.grammar.find_all("aside", self.text[self.start : hit.start])
        begin = self.start + before[-1].end() if before else hit.start
        near = begin < hit.start and "," not in self.text[begin : hit.start] and not any(h.topic == "kinds" and begin <= h.start < hit.start for h in self.hits)
        told_behind = self.grammar.forms and any(h.topic == "kinds" and h.start >= hit.end for h in self.hits)  # «сказав, що ЗСУ заперечують відхід»
        if not near or told_behind or not any(h.topic == "kinds" and h.end <= begin for h in self.hits):
            return None
        agent = self.grammar.after("by", self.text, hit.end)  # "a claim denied by Kyiv"
        agent = self._behind(hit) if self.grammar.forms and not self._names_speaker(begin, hit.start) else agent  # «що спростував Генштаб»
        speakers = self.resolve(agent, self._break(agent), after=True) if agent > hit.end + 1 or (self.grammar.forms and agent > hit.end) else self.resolve(begin, hit.start)
        return Frame(hit.end, hit.end, "deny", speakers, begin, hit, refers=True)

    def _passive(self, hit: Hit) -> Frame | None:
        """"The claims were refuted by Kyiv", "the claim was denied"."""
        lead = self.grammar.without("manner", self.text[max(self.start, hit.start - 40) : hit.start])
        if not self.grammar.ends("be", lead):
            return None
        if hit.role == "deny" and not hit.get("refers") and (denied := self._denied_before(hit)) is not None:
            return denied
        if not self.grammar.begins("by", self.text[hit.end : hit.end + 20]):
            unnamed = hit.role == "deny" and not self.grammar.forms and not hit.get("refers")
            return Frame(hit.end, hit.end, hit.role, (), hit.start, hit, refers=True) if unnamed else None
        begin = hit.end + len(self.text[hit.end : self.end].split()[0]) + 1
        if hit.role == "accuse":
            named = next((ref for ref in self.actors if begin <= ref.start and ref.role in SPEAKERS), None)
            speakers = self.resolve(named.start, named.end) if named is not None else ()
            return Frame(named.end, self.end, "accuse", speakers, hit.start, hit) if named is not None and speakers else None
        speakers = self.resolve(begin, self._break(begin), after=True)
        return Frame(hit.end, hit.end, hit.role, speakers, hit.start, hit, refers=hit.role == "deny") if speakers else None

    def _denied_before(self, hit: Hit) -> Frame | None:
        """What a passive denies that nobody's words tell: "the capture of X was denied by Kyiv", "reports of shelling in X were denied"."""
        noun = next((frame for frame in reversed(self.earlier) if frame.role == "noun"), None)
        start, after = self._sibling(hit.start), self.text[hit.end : self.end]
        object_follows = re.match(r"\W*$|\s*[^\w\s]", after) is None and not self.grammar.begins("preposition", after.lstrip())  # "were denied entry"
        if self.grammar.forms or object_follows or (noun is not None and noun.speakers):
            return None
        deeds = (h for h in self.hits if h.topic == "kinds" and start <= h.start < hit.start and self.grammar.ends("noun-lead", self.text[start : h.start]))
        if noun is None and (not self.grammar.is_all("denied-deed", hit.text) or next(deeds, None) is None):
            return None
        agent = self.grammar.after("by", self.text, hit.end)
        speakers = self.resolve(agent, self._break(agent), after=True) if agent > hit.end + 1 else ()
        if noun is not None and speakers:
            return None  # what was told before is denied
        return Frame(noun.start if noun is not None else start, hit.start, "deny", speakers, hit.start, hit)

    def _verdict(self, hit: Hit) -> Frame | None:
        """What a speaker finds false of what was said before: "said that reports of x are false, but that y"."""
        told = next((frame for frame in reversed(self.earlier) if frame.role == "say" and frame.start < hit.start < frame.end), None)
        if told is None or not hit.get("refers") or not self.grammar.begins("be", hit.text):
            return None
        return Frame(hit.end, hit.end, hit.role, told.speakers, hit.start, hit, refers=True)
