"""How far a build is, for whoever looks on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

__all__ = ["Meter", "Progress", "Silence"]


class Progress(Protocol):
    """Is told how far a build is."""

    def read(self, documents: int, share: float) -> None:
        """So many documents are done, and about this share (0 to 1) of the input."""

    def drawn(self, maps: int, of: int) -> None:
        """So many maps are drawn, or found to be as they would be drawn, of so many."""


class Silence:
    """Nobody looks on."""

    def read(self, documents: int, share: float) -> None:
        """Say nothing."""

    def drawn(self, maps: int, of: int) -> None:
        """Say nothing."""


class Meter:
    """Tells which share of the input has been read: whole files by their size, the one under way by the text that came of it."""

    def __init__(self, files: Sequence[Path], progress: Progress) -> None:
        self._progress = progress
        self._sizes = {file: _size(file) for file in files} if not isinstance(progress, Silence) else {}
        self._total = sum(self._sizes.values())
        self._before = self._now = self._under_way = 0
        self._documents = 0

    def passing(self, files: Iterable[Path]) -> Iterator[Path]:
        """Yield the files, one after the other, as the reader takes them."""
        for file in files:
            self._before, self._now, self._under_way = self._before + self._under_way, 0, self._sizes.get(file, 0)
            yield file
        self._before, self._under_way = self._total, 0

    def count(self, characters: int) -> None:
        """Note that a document with so many characters is done."""
        self._documents += 1
        self._now += characters
        if self._total:
            self._progress.read(self._documents, min(1.0, (self._before + min(self._now, self._under_way)) / self._total))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
