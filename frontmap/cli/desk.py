"""What the verbs of the analyst's desk share: claims from files of either sort, days, tables on screen."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from frontmap.config import Settings
    from frontmap.records import Claim

__all__ = ["AsHappened", "AsKnown", "claims_or_documents", "day_of", "show_table"]

AsKnown = Annotated[str | None, typer.Option("--as-known", metavar="DATE", help="Only claims published by this day, with the statuses they had then.")]
AsHappened = Annotated[str | None, typer.Option("--as-happened", metavar="DATE", help="Only claims about what had happened by this day.")]

_SHOWN = 40  # rows on screen


def claims_or_documents(inputs: Sequence[str], settings: Settings) -> tuple[list[Claim], int]:
    """Return the claims of claims files, or of documents, and the exit code that tells whether all could be read.

    The files are claims files if each of them is a `.jsonl` whose first line is a claim; otherwise all are documents.
    """
    from frontmap.cli.claims_file import claims_from
    from frontmap.cli.console import DONE, SOME_FAILED
    from frontmap.cli.run import Run
    from frontmap.ledger.threads import thread_claims

    if all(map(_holds_claims, inputs)):
        read = [claims_from(path) for path in inputs]
        return [claim for claims, _ in read for claim in claims], SOME_FAILED if any(faults for _, faults in read) else DONE
    with Run.over(inputs, settings, jobs=None, keep=True) as run:
        claims = [claim for outcome in run.outcomes() for claim in outcome.claims]
    run.stop_if_nothing_was_read()
    return thread_claims(claims), run.exit_code


def _holds_claims(path: str) -> bool:
    """Whether a file's first line that is not empty is a claim, as the contract has it; `-` is taken for claims."""
    if path == "-":
        return True
    if Path(path).suffix.lower() != ".jsonl" or not Path(path).is_file():
        return False
    with Path(path).open("rb") as lines:
        first = next((line for line in islice(lines, 100) if line.strip()), b"{}")
    try:
        data = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and {"kind", "evidence"} <= data.keys()


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
    """Print columns of even width: the first rows, and how many more there are."""
    from frontmap.cli.console import printable

    cells = [[printable("" if cell is None else cell) for cell in row] for row in (columns, *rows[:_SHOWN])]
    widths = [max(len(row[at]) for row in cells) for at in range(len(columns))]
    for row in cells:
        print("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())
    if len(rows) > _SHOWN:
        print(f"... and {len(rows) - _SHOWN} more: {rest}")
