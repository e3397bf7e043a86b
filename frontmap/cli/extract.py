"""`frontmap extract`: the claims of documents, one a line."""

from __future__ import annotations

from typing import Annotated

import typer

from frontmap.cli.desk import AsHappened, AsKnown, Clocks
from frontmap.cli.options import (
    Acled,
    ConfigFile,
    ControlMap,
    CorrectionsFile,
    Inputs,
    Jobs,
    Language,
    NoCache,
    TheatreName,
    Viina,
    layout_of,
    settings_from,
)

__all__ = ["extract"]


def extract(
    inputs: Inputs,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="claims.jsonl, .geojson, .csv, .parquet, .gpkg, .kml or .kmz; - for standard output.")],
    config: ConfigFile = None,
    corrections: CorrectionsFile = None,
    control_map: ControlMap = None,
    theatre: TheatreName = None,
    language: Language = None,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    acled: Acled = False,
    viina: Viina = False,
    as_known: AsKnown = None,
    as_happened: AsHappened = None,
) -> None:
    """Extract claims: who says what of which place.

    Example: frontmap extract articles/ -o claims.jsonl
    """
    import sys

    from frontmap.atomic import ensure_writable
    from frontmap.cli.run import Run
    from frontmap.exports.write import format_of, write_claims
    from frontmap.ledger.clocks import happened_by, published_by
    from frontmap.ledger.spool import Spool
    from frontmap.theatres.load import load_theatre

    layout = layout_of(output, acled=acled, viina=viina)
    clocks = Clocks.of(as_known, as_happened)
    if output != "-":
        format_of(output, layout=layout)
    ensure_writable(output)
    settings = settings_from(config, theatre=theatre, language=language, corrections=corrections, control_map=control_map)
    with Run.over(inputs, settings, jobs=jobs, keep=not no_cache) as run, Spool() as spool:
        for outcome in run.outcomes():
            spool.add(outcome.claims if clocks.known is None else published_by(outcome.claims, clocks.known))
        run.stop_if_nothing_was_read()
        claims = spool.threaded() if clocks.happened is None else happened_by(spool.threaded(), clocks.happened)
        write_claims(claims, output, theatre=load_theatre(settings.theatre), layout=layout, stream=sys.stdout.buffer)
    run.summary(output, to_stderr=True)
    raise typer.Exit(run.exit_code)
