"""A build's progress on standard error, for a person who looks on: bars with rate and time left."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from frontmap.batch.progress import Progress, Silence

__all__ = ["shown_progress"]


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Give what a build tells its progress to; silent where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield Silence()
        return
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"), TimeElapsedColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        yield _Bars(bars)


class _Bars:
    """Two bars: documents by their share of the input, maps by their number."""

    def __init__(self, bars: Any) -> None:
        self._bars = bars
        self._reading = bars.add_task("reading", total=1.0, told="")
        self._drawing: Any = None

    def read(self, documents: int, share: float) -> None:
        """Move the first bar."""
        elapsed = self._bars.tasks[0].elapsed or 0.0
        rate = f", {documents / elapsed:,.0f} a second" if elapsed > 1 else ""
        self._bars.update(self._reading, completed=share, told=f"{documents:,} documents{rate}")

    def drawn(self, maps: int, of: int) -> None:
        """Finish the first bar, and move the second."""
        if self._drawing is None:
            self._bars.update(self._reading, completed=1.0)
            self._drawing = self._bars.add_task("drawing", total=of, told="")
        self._bars.update(self._drawing, completed=maps, total=of, told=f"{maps:,} of {of:,} maps")
