"""A stretch of a sentence that somebody reports, denies or claims, or that an exhibit shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from frontmap.claims.actors import ActorRef
from frontmap.claims.grammar import Grammar
from frontmap.claims.speakers import Speaker
from frontmap.lexicon.scan import Hit

__all__ = ["Frame", "cut_short", "frame_at", "going_on", "vouched"]


@dataclass(slots=True)
class Frame:
    """Content `start` to `end` that a sentence attributes.

    `role` is `say`, `deny`, `accuse`, `unsaid` ("did not confirm that"), `noun` ("the claim that") or `evidence` ("footage
    shows"); `head` to `start` are the
    words of the attribution itself. `refers` marks a denial of what was claimed before; `mutual` one by each of two sides
    against the other; `verdict` what an exhibit proves; `false` marks what is "falsely claimed"; `names` tells whether an accusation names anybody ("blamed the army", and not "blamed a fire").
    """

    start: int
    end: int
    role: str
    speakers: tuple[Speaker, ...]
    head: int
    hit: Hit
    refers: bool = False
    mutual: bool = False
    verdict: str | None = None
    false: bool = False
    names: bool = True


def frame_at(frames: Sequence[Frame], offset: int) -> list[Frame]:
    """Return the frames whose content holds an offset, the innermost first."""
    holding = [frame for frame in frames if frame.start <= offset < frame.end]
    return sorted(holding, key=lambda frame: (frame.end - frame.start, -frame.start, -frame.hit.start))


def cut_short(text: str, earlier: Frame, later: Frame, grammar: Grammar) -> Frame:
    """End an earlier frame where a sibling with a subject of its own begins: "A said x, while B said y"."""
    if not earlier.start < later.head < earlier.end or (later.role == "evidence" and earlier.role != "deny"):
        return earlier
    between = text[earlier.start : later.head].rstrip()
    joined = between.endswith((",", ";", "—", "–")) or grammar.ends("sibling", between)
    return replace(earlier, end=later.head) if joined else earlier


def going_on(text: str, frames: Sequence[Frame], end: int, *, forms: bool) -> list[Frame]:
    """What a speaker named behind the first part says in a second, behind a semicolon, or a colon where words are declined (`forms`): "X is taken, said Y; Z is damaged"."""
    last = frames[-1]
    semicolon = text.find(";", last.hit.end, end)
    colon = text.find(": ", last.hit.end, end) if forms else -1  # «“Фейк”, – відповіли у штабі: центр міста …»
    semicolon = colon if colon >= 0 and not 0 <= semicolon < colon else semicolon
    if last.role != "say" or semicolon < 0 or not last.start < last.hit.start or last.end > last.hit.start:
        return []
    return [replace(last, start=semicolon + 1, end=end, head=semicolon + 1)]


def vouched(frames: Sequence[Frame], hits: Sequence[Hit], actors: Sequence[ActorRef]) -> list[Frame]:
    """Give a source of no side told that of the outlet that cites it: "Bild, citing a source, writes"."""
    outlet = next((ref for ref in actors if ref.role == "media" and ref.side not in (None, "own", "enemy")), None)
    sources = tuple(hit.text for hit in hits if hit.get("sort") == "source")
    if outlet is None or not sources:
        return list(frames)

    def known(speaker: Speaker) -> Speaker:
        unknown = speaker.side is None and any(source in speaker.name for source in sources)
        return replace(speaker, side=outlet.side) if unknown else speaker

    return [replace(frame, speakers=tuple(map(known, frame.speakers))) for frame in frames]
