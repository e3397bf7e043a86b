"""`frontmap map`: a map from claims that were extracted before."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from frontmap.cli.desk import AsHappened, AsKnown, Clocks
from frontmap.cli.options import ConfigFile, ControlLayer, TheatreName, Tiles, UiLanguage, check_map_file, settings_from

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
    as_known: AsKnown = None,
    as_happened: AsHappened = None,
    control: ControlLayer = False,
) -> None:
    """Draw claims from a file as a map.

    Example: frontmap extract articles/ -o - | frontmap map - -o map.html
    """
    from frontmap.cli.claims_file import claims_from
    from frontmap.cli.console import DONE, SOME_FAILED, table
    from frontmap.cli.open_ import open_in_browser
    from frontmap.control.columns import control_layer
    from frontmap.gazetteer.index import Gazetteer
    from frontmap.theatres.load import load_theatre
    from frontmap.webmap.render import write_map

    check_map_file(output)
    settings = settings_from(config, theatre=theatre, title=title, ui_language=ui_language, tiles=tiles)
    clocks = Clocks.of(as_known, as_happened)
    found, failed = claims_from(claims_file)
    claims = clocks.seen(found)
    war, gazetteer = load_theatre(settings.theatre), Gazetteer.open()
    layer = control_layer(claims, war, gazetteer) if control else None
    write_map(claims, output, theatre=war, title=settings.title, language=settings.ui_language, tiles=settings.tiles, gazetteer=gazetteer, control=layer, as_known=clocks.known, as_happened=clocks.happened)
    table({"claims": len(claims), "unplaced": sum(not claim.placed for claim in claims), "failed": failed, "written to": output})
    if show:
        open_in_browser(output)
    raise typer.Exit(SOME_FAILED if failed else DONE)
