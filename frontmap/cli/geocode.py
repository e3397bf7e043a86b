"""`frontmap geocode`: which places bear a name, and which of them is meant."""

from __future__ import annotations

from typing import Annotated

import typer

from frontmap.cli.options import ConfigFile, TheatreName, settings_from

__all__ = ["geocode"]


def geocode(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names of places, in any spelling.")],
    context: Annotated[str | None, typer.Option("--context", metavar="TEXT", help="Words that the name stood among.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a name.")] = False,
    config: ConfigFile = None,
    theatre: TheatreName = None,
) -> None:
    """Rank the places that bear a name, with the reason in words.

    Example: frontmap geocode Ivanivka --context "near Bakhmut"
    """
