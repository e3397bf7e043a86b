"""Why a sentence was read as it was: its names with their roles and places, its claims with the rules behind them.

What a linguist needs to mend the lexicon: of each sentence the cue words that made a claim, those that fired and made none,
and those that would have fired if an `unless` phrase had not undone them.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from frontmap.claims.reading import TOPICS
from frontmap.documents.sentences import sentences
from frontmap.lexicon.load import load_rules
from frontmap.lexicon.scan import Hit, scanner
from frontmap.pipeline import Reading
from frontmap.records import Claim, Cue, Mention, Placement, Span

__all__ = ["SentenceNote", "explain"]


@dataclass(frozen=True, slots=True)
class SentenceNote:
    """What was found in one sentence.

    Attributes
    ----------
    sentence : Span
        Its words and where they stand.
    mentions : tuple of (Mention, Placement or None)
        Its names; a placement for each that stands for a place.
    claims : tuple of Claim
        The claims whose evidence it is.
    idle : tuple of Cue
        Cue words of a kind of claim that fired and made no claim here.
    undone : tuple of Cue
        Cue words that an `unless` phrase of their rule undid.
    """

    sentence: Span
    mentions: tuple[tuple[Mention, Placement | None], ...]
    claims: tuple[Claim, ...]
    idle: tuple[Cue, ...]
    undone: tuple[Cue, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing at all was found in the sentence."""
        return not (self.mentions or self.claims or self.idle or self.undone)


def explain(reading: Reading) -> Iterator[SentenceNote]:
    """Yield a note for each sentence of a document that was read, in order."""
    text, language = reading.document.text, reading.document.language
    names = list(reading.placed_mentions())
    starts = [mention.start for mention, _ in names]
    lexicon = scanner(language, TOPICS)
    for sentence in sentences(text):
        first, stop = bisect.bisect_left(starts, sentence.start), bisect.bisect_left(starts, sentence.end)
        claims = tuple(claim for claim in reading.claims if claim.evidence.start == sentence.start)
        hits = [hit for hit in lexicon.scan(text, sentence.start, sentence.end) if hit.topic == "kinds"]
        yield SentenceNote(sentence, tuple(names[first:stop]), claims, _idle(hits, claims), _undone(text, sentence, language))


def _idle(hits: Sequence[Hit], claims: Sequence[Claim]) -> tuple[Cue, ...]:
    used = {(cue.start, cue.end) for claim in claims for cue in claim.cues}
    return tuple(Cue(hit.text, hit.rule.id, hit.start, hit.end) for hit in hits if (hit.start, hit.end) not in used)


def _undone(text: str, sentence: Span, language: str) -> tuple[Cue, ...]:
    found = []
    for rule in load_rules(language, "kinds"):
        if rule.unless is None:
            continue
        kept = {match.start() for match in rule.find(text, sentence.start, sentence.end)}
        found += [
            Cue(match.group(), rule.id, match.start(), match.end())
            for match in rule.regex.finditer(text, sentence.start, sentence.end)
            if match.start() not in kept
        ]
    return tuple(sorted(found, key=lambda cue: (cue.start, cue.rule)))
