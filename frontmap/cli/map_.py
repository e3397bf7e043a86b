"""`frontmap map`: a map from claims that were extracted before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontmap.cli.options import ConfigFile, TheatreName, Tiles, UiLanguage, settings_from

if TYPE_CHECKING:
    from frontmap.errors import InputError
    from frontmap.records import Claim

__all__ = ["map_claims"]


def map_claims(
    claims_file: Annotated[str, typer.Argument(metavar="CLAIMS", help="claims.jsonl, as `frontmap extract` writes it; - reads standard input.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="MAP.html", help="The map to write.")],
    title: Annotated[str | None, typer.Option("--title", help="Title of the map.")] = None,
    show: Annotated[bool, typer.Option("--open", help="Open the map in a browser.")] = False,
    config: ConfigFile = None,
    theatre: TheatreName = None,
    ui_language: UiLanguage = None,
    tiles: Tiles = None,
) -> None:
    """Draw claims from a file as a map.

    Example: frontmap extract articles/ -o - | frontmap map - -o map.html
    """
    from frontmap.atomic import ensure_writable
    from frontmap.cli.console import DONE, NOTHING_DONE, SOME_FAILED, complain, table
    from frontmap.cli.open_ import open_in_browser
    from frontmap.errors import InputError
    from frontmap.theatres.load import load_theatre
    from frontmap.webmap.render import write_map

    ensure_writable(output)
    settings = settings_from(config, theatre=theatre, title=title, ui_language=ui_language, tiles=tiles)
    claims, failed = [], 0
    for item in _read(claims_file):
        if isinstance(item, InputError):
            failed += 1
            complain(item)
        else:
            claims.append(item)
    if failed and not claims:
        raise typer.Exit(NOTHING_DONE)
    write_map(claims, output, theatre=load_theatre(settings.theatre), title=settings.title, language=settings.ui_language, tiles=settings.tiles)
    table({"claims": len(claims), "unplaced": sum(not claim.placed for claim in claims), "failed": failed, "written to": output})
    if show:
        open_in_browser(output)
    raise typer.Exit(SOME_FAILED if failed else DONE)


def _read(claims_file: str) -> Iterator[Claim | InputError]:
    import sys

    from frontmap.errors import InputError, MissingInputError
    from frontmap.exports.jsonl import read_claims

    if claims_file == "-":
        yield from read_claims(sys.stdin.buffer, "standard input")
        return
    try:
        with Path(claims_file).open("rb") as lines:
            yield from read_claims(lines, claims_file)
    except FileNotFoundError:
        raise MissingInputError("no such claims file: write one with `frontmap extract INPUT... -o claims.jsonl`", path=claims_file) from None
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", path=claims_file) from None
