"""`frontmap export`: claims that were extracted before, in another form."""

from __future__ import annotations

from typing import Annotated

import typer

from frontmap.cli.desk import AsHappened, AsKnown, Clocks
from frontmap.cli.options import Acled, ConfigFile, TheatreName, Viina, layout_of, settings_from

__all__ = ["export"]


def export(
    claims_file: Annotated[str, typer.Argument(metavar="CLAIMS", help="claims.jsonl, as `frontmap extract` writes it; - reads standard input.")],
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help=".jsonl, .geojson, .csv, .parquet, .gpkg, .kml or .kmz; - for standard output.")],
    acled: Acled = False,
    viina: Viina = False,
    as_known: AsKnown = None,
    as_happened: AsHappened = None,
    config: ConfigFile = None,
    theatre: TheatreName = None,
) -> None:
    """Write claims for other programs: the ending of -o names the form.

    Example: frontmap export claims.jsonl -o claims.gpkg
    Example: frontmap export claims.jsonl -o events.csv --acled
    """
    import sys

    from frontmap.atomic import ensure_writable
    from frontmap.cli.claims_file import claims_from
    from frontmap.cli.console import DONE, SOME_FAILED, table
    from frontmap.exports.write import format_of, write_claims
    from frontmap.theatres.load import load_theatre

    layout = layout_of(output, acled=acled, viina=viina)
    clocks = Clocks.of(as_known, as_happened)
    war = load_theatre(settings_from(config, theatre=theatre).theatre)
    if output != "-":
        format_of(output, layout=layout)
    ensure_writable(output)
    found, failed = claims_from(claims_file)
    claims = clocks.seen(found)
    write_claims(claims, output, theatre=war, layout=layout, stream=sys.stdout.buffer)
    table({"claims": len(claims), "unplaced": sum(not claim.placed for claim in claims), "failed": failed, "written to": output}, to_stderr=True)
    raise typer.Exit(SOME_FAILED if failed else DONE)
