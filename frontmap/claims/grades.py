"""How far the source of a claim is trusted: what the theatre's file says of its claimant, else of its publisher."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from frontmap.records import Claim, Reliability
from frontmap.theatres.load import Theatre

__all__ = ["graded"]


def graded(claims: Iterable[Claim], theatre: Theatre) -> list[Claim]:
    """Return claims with the reliability of their source; who is not graded stays F."""
    if all(actor.reliability is Reliability.F for actor in theatre.actors):
        return list(claims)
    return [replace(claim, reliability=theatre.reliability_of(claim.claimant or claim.publisher)) for claim in claims]
