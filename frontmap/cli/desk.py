"""What the verbs of the analyst's desk share: the two clocks, days, tables on screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from frontmap.records import Claim, Document

__all__ = ["AsHappened", "AsKnown", "Clocks", "day_of", "show_table"]

AsKnown = Annotated[str | None, typer.Option("--as-known", metavar="DATE", help="Only claims published by this day, with the statuses they had then.")]
AsHappened = Annotated[str | None, typer.Option("--as-happened", metavar="DATE", help="Only claims about what had happened by this day.")]

_SHOWN = 40  # rows on screen
_LEAST_WIDTH = 6  # letters of a column that a narrow terminal still shows


@dataclass(frozen=True, slots=True)
class Clocks:
    """The days that `--as-known` and `--as-happened` name, None for none."""

    known: dt.date | None
    happened: dt.date | None

    @classmethod
    def of(cls, as_known: str | None, as_happened: str | None) -> Clocks:
        """Read both options; ConfigError if one is no day."""
        return cls(day_of(as_known, "--as-known"), day_of(as_happened, "--as-happened"))

    def seen(self, claims: list[Claim]) -> list[Claim]:
        """Return the ledger as it stood by these clocks."""
        from frontmap.ledger.clocks import as_of

        return as_of(claims, known=self.known, happened=self.happened)

    def knew(self, document: Document) -> bool:
        """Whether a document had been published."""
        return self.known is None or (document.date is not None and document.date.last <= self.known)


def day_of(text: str | None, option: str) -> dt.date | None:
    """Return the day that an option names, None for none.

    Raises
    ------
    ConfigError
        If it is no date.
    """
    from frontmap.errors import ConfigError

    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"{option} is {text!r}: expected a day such as 2022-11-12") from None


def show_table(columns: Sequence[str], rows: Sequence[Sequence[object]], *, rest: str = "-o writes all") -> None:
    """Print columns of even width: the first rows, and how many more there are. A terminal gets lines that it has room for, a file or pipe all of them."""
    from frontmap.cli.console import printable, room

    cells = [[printable("" if cell is None else cell) for cell in row] for row in (columns, *rows[:_SHOWN])]
    widths = [max(len(row[at]) for row in cells) for at in range(len(columns))]
    widths = _fitting(widths, room())
    for row in cells:
        shown = (cell if len(cell) <= width else f"{cell[: width - 1]}…" for cell, width in zip(row, widths, strict=True))
        print("  ".join(f"{cell:<{width}}" for cell, width in zip(shown, widths, strict=True)).rstrip())
    if len(rows) > _SHOWN:
        print(f"... and {len(rows) - _SHOWN} more: {rest}")


def _fitting(widths: Sequence[int], most: int | None) -> list[int]:
    """Return the widths of columns that fit `most` letters together, taken from the widest; a few letters of each stay."""
    fitting = list(widths)
    while most is not None and sum(fitting) + 2 * (len(fitting) - 1) > most and max(fitting) > _LEAST_WIDTH:
        fitting[fitting.index(max(fitting))] -= 1
    return fitting
