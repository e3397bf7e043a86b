"""`frontmap build`: the main job, from documents to a map."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from frontmap.cli.desk import AsHappened, AsKnown, Clocks
from frontmap.cli.options import (
    ConfigFile,
    ControlLayer,
    ControlMap,
    CorrectionsFile,
    Inputs,
    Jobs,
    Language,
    NoCache,
    TheatreName,
    Tiles,
    UiLanguage,
    check_map_file,
    settings_from,
)

__all__ = ["build"]


def build(
    inputs: Inputs,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="MAP.html", help="The map to write.")],
    title: Annotated[str | None, typer.Option("--title", help="Title of the map.")] = None,
    show: Annotated[bool, typer.Option("--open", help="Open the map in a browser.")] = False,
    config: ConfigFile = None,
    corrections: CorrectionsFile = None,
    theatre: TheatreName = None,
    ui_language: UiLanguage = None,
    tiles: Tiles = None,
    language: Language = None,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    control: ControlLayer = False,
    control_map: ControlMap = None,
    as_known: AsKnown = None,
    as_happened: AsHappened = None,
) -> None:
    """Build a map from documents: one HTML file that needs no network.

    Example: frontmap build articles/ -o map.html --open
    """
    from frontmap.cli.open_ import open_in_browser
    from frontmap.cli.run import Run
    from frontmap.control.columns import control_layer
    from frontmap.ledger.threads import thread_claims
    from frontmap.webmap.render import write_map

    check_map_file(output)
    clocks = Clocks.of(as_known, as_happened)
    settings = settings_from(
        config, theatre=theatre, language=language, corrections=corrections, control_map=control_map, title=title, ui_language=ui_language, tiles=tiles
    )
    with Run.over(inputs, settings, jobs=jobs, keep=not no_cache) as run:
        outcomes = list(run.outcomes())
        run.stop_if_nothing_was_read()
        claims = clocks.seen(thread_claims([claim for outcome in outcomes for claim in outcome.claims]))
        outcomes = [outcome for outcome in outcomes if clocks.knew(outcome.document)]
        write_map(
            claims,
            output,
            theatre=run.tools.theatre,
            title=settings.title,
            language=settings.ui_language,
            tiles=settings.tiles,
            documents=[outcome.document for outcome in outcomes],
            unplaced=[placement for outcome in outcomes for placement in outcome.unplaced],
            rejected=run.rejected,
            gazetteer=run.tools.gazetteer,
            control=control_layer(claims, run.tools.theatre, run.tools.gazetteer) if control else None,
            as_known=clocks.known,
            as_happened=clocks.happened,
        )
    run.summary(str(output))
    if show:
        open_in_browser(output)
    raise typer.Exit(run.exit_code)
