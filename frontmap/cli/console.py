"""What the verbs share: messages, progress, the summary table, and how an input's failure becomes an exit code.

Data go to standard output, everything said about them to standard error, except the closing table of `build`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

__all__ = ["DONE", "NOTHING_DONE", "SOME_FAILED", "STOPPED", "complain", "counting", "print_json", "printable", "room", "say", "table"]

DONE, SOME_FAILED, NOTHING_DONE = 0, 1, 2
STOPPED = 130  # as a shell tells of Ctrl-C
T = TypeVar("T")


def printable(text: object) -> str:
    """Return `text` on one line without control characters, so that no input can steer the terminal."""
    return "".join(char if char.isprintable() else " " for char in str(text))


def say(text: str) -> None:
    """Print a line about the work to standard error."""
    print(printable(text), file=sys.stderr)


def room() -> int | None:
    """Return how many letters a line of the terminal holds; None where standard output is none."""
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def complain(problem: object) -> None:
    """Print what is wrong to standard error."""
    print(f"frontmap: {printable(problem)}", file=sys.stderr)


def print_json(told: object) -> None:
    """Print an object as one line of JSON without control characters, in UTF-8 whatever the terminal's own encoding: a program reads it."""
    from frontmap.exports.jsonl import json_lines

    sys.stdout.buffer.writelines(json_lines([told]))
    sys.stdout.buffer.flush()


def counting(things: Iterable[T], what: str) -> Iterator[T]:
    """Yield each of `things`, with a progress bar on standard error if a person is looking."""
    if not sys.stderr.isatty():
        yield from things
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        for thing in things:
            yield thing
            progress.advance(task)


def table(rows: Mapping[str, object] | Sequence[tuple[str, object]], *, to_stderr: bool = False) -> None:
    """Print a short two-column table: what, how many."""
    pairs = list(rows.items()) if isinstance(rows, Mapping) else list(rows)
    width = max(len(name) for name, _ in pairs)
    for name, value in pairs:
        print(f"{name:<{width}}  {printable(value)}", file=sys.stderr if to_stderr else sys.stdout)
