"""Claims that were extracted before, as a command is handed them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from frontmap.records import Claim

__all__ = ["claims_from"]


def claims_from(claims_file: str) -> tuple[list[Claim], int]:
    """Return the claims of a file (`-` is standard input) and how many of its lines are none; each of these is named.

    Raises
    ------
    MissingInputError, InputError
        If there is no such file, or it cannot be read.
    typer.Exit
        With code 2, if it has lines and none is a claim.
    """
    from frontmap.cli.console import NOTHING_DONE, complain
    from frontmap.errors import InputError, MissingInputError
    from frontmap.exports.jsonl import read_claims

    try:
        if claims_file == "-":
            found = list(read_claims(sys.stdin.buffer, "standard input"))
        else:
            with Path(claims_file).open("rb") as lines:
                found = list(read_claims(lines, claims_file))
    except FileNotFoundError:
        raise MissingInputError("no such claims file: write one with `frontmap extract INPUT... -o claims.jsonl`", path=claims_file) from None
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", path=claims_file) from None
    faults = [item for item in found if isinstance(item, InputError)]
    for fault in faults:
        complain(fault)
    if faults and len(faults) == len(found):
        raise typer.Exit(NOTHING_DONE)
    return [item for item in found if not isinstance(item, InputError)], len(faults)
