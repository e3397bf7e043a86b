"""`frontmap extract`: the claims of documents, one a line."""

from __future__ import annotations

from typing import Annotated

import typer

from frontmap.cli.options import (
    Acled,
    ConfigFile,
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
    theatre: TheatreName = None,
    language: Language = None,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    acled: Acled = False,
    viina: Viina = False,
) -> None:
    """Extract claims: who says what of which place.

    Example: frontmap extract articles/ -o claims.jsonl
    """
    import sys

    from frontmap.atomic import ensure_writable
    from frontmap.cli.run import Run
    from frontmap.exports.write import format_of, write_claims
    from frontmap.ledger.spool import Spool
    from frontmap.theatres.load import load_theatre

    layout = layout_of(output, acled=acled, viina=viina)
    if output != "-":
        format_of(output, layout=layout)
    ensure_writable(output)
    settings = settings_from(config, theatre=theatre, language=language, corrections=corrections)
    with Run.over(inputs, settings, jobs=jobs, keep=not no_cache) as run, Spool() as spool:
        for outcome in run.outcomes():
            spool.add(outcome.claims)
        run.stop_if_nothing_was_read()
        write_claims(spool.threaded(), output, theatre=load_theatre(settings.theatre), layout=layout, stream=sys.stdout.buffer)
    run.summary(output, to_stderr=True)
    raise typer.Exit(run.exit_code)
