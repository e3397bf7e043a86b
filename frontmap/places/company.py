"""Names that are all ambiguous speak for one another: Novomykhailivka, Pobieda and Heorhiivka lie side by side only once."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from frontmap.places.candidates import Option

__all__ = ["Shares", "kept_company"]

Shares = Sequence[tuple[float, Option]]

_STRENGTH, _REACH_M = 3.0, 20_000.0  # in log-odds, how much a neighbour speaks that is certain; and how far that reaches
_LOOKED_AT = 6  # the likeliest candidates of a neighbour


def kept_company(shares: Shares, neighbours: Sequence[Shares], metres: Callable[[float, float, float, float], float]) -> list[tuple[float, Option]]:
    """Return the shares of a name's candidates, raised where candidates of the names beside it lie near.

    Parameters
    ----------
    shares : sequence of (float, Option)
        The candidates with their shares; what is missing to 1 is the share of places in no gazetteer.
    neighbours : sequence of such sequences
        Those of the names of the same and the next sentences that are in doubt, too.
    metres : callable
        Distance in metres of (lat, lon, lat, lon).

    Returns
    -------
    list of (float, Option)
        The likeliest first.
    """
    raised = []
    for share, option in shares:
        lat, lon = option.place.lat, option.place.lon
        support = (
            sum(other * math.exp(-metres(lat, lon, near.place.lat, near.place.lon) / _REACH_M) for other, near in beside[:_LOOKED_AT] if not near.area)
            for beside in neighbours
        )
        raised.append((share * math.exp(_STRENGTH * max(support, default=0.0)), option))
    total = sum(share for share, _ in raised) + max(0.0, 1 - sum(share for share, _ in shares))
    return sorted(((share / total, option) for share, option in raised), key=lambda pair: (-pair[0], pair[1].place.id))
