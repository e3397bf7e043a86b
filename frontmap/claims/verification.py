"""What the publisher says of the proof: of the claims of a sentence, or of those that stand before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frontmap.claims.frames import Frame
from frontmap.lexicon.scan import Hit
from frontmap.records import Verification

__all__ = ["Verdict", "verdict_in"]


@dataclass(slots=True)
class Verdict:
    """A verdict and how far it reaches: `sentence`, `last` (the claims told last) or `all` (the parties' claims so far)."""

    verification: Verification
    scope: str
    hit: Hit


def verdict_in(hits: Sequence[Hit], frames: Sequence[Frame], *, has_claims: bool) -> Verdict | None:
    """Return the sentence's verdict on claims, None where it gives none.

    Parameters
    ----------
    has_claims : bool
        Whether the sentence makes claims itself; if not, its verdict is on what was told before.
    """
    verdicts = [hit for hit in hits if hit.topic == "verification" and hit.get("verdict")]
    shown = [hit for hit in verdicts if hit.get("verdict") == "verified" and any(frame.role == "evidence" for frame in frames)]
    verdicts = [hit for hit in verdicts if hit not in shown and not _of_party(hit, frames)]
    if not verdicts:
        return None
    hit = next((hit for hit in verdicts if hit.get("verdict") == "unverified"), verdicts[0])
    verification = Verification(hit.get("verdict"))
    if has_claims:
        return Verdict(verification, "sentence", hit)
    if verification is Verification.VERIFIED:
        return None  # that a place or an image was recognised proves nothing that was told before
    single = any(other.topic == "verification" and other.get("scope") == "last" and (other.start > hit.start or " " in other.text) for other in hits)  # "the claim could not be", and not "it could not"
    return Verdict(verification, "last" if single else "all", hit)


def _of_party(hit: Hit, frames: Sequence[Frame]) -> bool:
    """Whether a side only keeps silent: "Russia has not confirmed the loss"."""
    silent = (frame for frame in frames if frame.role == "unsaid" and frame.head <= hit.start and hit.end >= frame.hit.start)
    return any(speaker.side not in (None, "other") for frame in silent for speaker in frame.speakers)
