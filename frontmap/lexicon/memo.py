"""What is worked out once for a word and remembered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

__all__ = ["Memo"]

K = TypeVar("K")
V = TypeVar("V")

_MOST = 50_000  # answers kept: a stream of any length needs no more memory than these


class Memo(dict[K, V]):
    """Answers by question: `memo[key]` is `answer(key)`, asked for once and remembered while there is room.

    As a mapping it is looked up in native code; the words of a language are few, and most of a text is made of them.
    """

    def __init__(self, answer: Callable[[K], V], most: int = _MOST) -> None:
        super().__init__()
        self.answer, self.most = answer, most

    def __missing__(self, key: K) -> V:
        """Work the answer out; where there is no room left, forget all that was known."""
        if len(self) >= self.most:
            self.clear()
        value = self[key] = self.answer(key)
        return value
