"""Numbers of two claims: whether they can both be right, and whether one brings the other up to date."""

from __future__ import annotations

import math

from frontmap.ledger.statements import Statement
from frontmap.records import Counted, Quantity

__all__ = ["disagree", "raised"]

_ABOUT = 0.2  # how far off "about" may be
_TOLL = frozenset({Counted.KILLED, Counted.WOUNDED, Counted.CASUALTIES, Counted.MISSING, Counted.CAPTURED})


def disagree(one: Statement, other: Statement) -> bool:
    """Whether two statements count the same and no count of the one can be the other's."""
    pairs = _pairs(one, other)
    return bool(pairs) and not any(_meet(first, second) for first, second in pairs)


def raised(later: Statement, earlier: Statement) -> bool:
    """Whether a later statement of the same days tells a higher toll than an earlier one."""
    if later.days is None or later.days != earlier.days or later.doc_id == earlier.doc_id:
        return False
    return any(first.what in _TOLL and _least(first) > _most(second) for first, second in _pairs(later, earlier))


def _pairs(one: Statement, other: Statement) -> list[tuple[Quantity, Quantity]]:
    counted = [(first, second) for first in one.quantities for second in other.quantities if not first.total and not second.total]
    return [(first, second) for first, second in counted if first.what is second.what and (first.of == second.of or "" in (first.of, second.of))]


def _meet(one: Quantity, other: Quantity) -> bool:
    return _least(one) <= _most(other) and _least(other) <= _most(one)


def _least(number: Quantity) -> float:
    low = 0.0 if number.low is None else number.low
    return low * (1 - _ABOUT) if number.approximate else low


def _most(number: Quantity) -> float:
    high = math.inf if number.high is None else number.high
    return high * (1 + _ABOUT) if number.approximate else high
