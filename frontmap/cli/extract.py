"""`frontmap extract`: the claims of documents, one a line."""

from __future__ import annotations

from typing import Annotated

import typer

from frontmap.cli.options import ConfigFile, CorrectionsFile, Inputs, Language, TheatreName, settings_from

__all__ = ["extract"]


def extract(
    inputs: Inputs,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="claims.jsonl, .geojson or .csv; - for standard output.")],
    config: ConfigFile = None,
    corrections: CorrectionsFile = None,
    theatre: TheatreName = None,
    language: Language = None,
) -> None:
    """Extract claims: who says what of which place.

    Example: frontmap extract articles/ -o claims.jsonl
    """
    import sys

    from frontmap.atomic import ensure_writable
    from frontmap.cli.run import Run
    from frontmap.exports.write import format_of, write_claims
    from frontmap.pipeline import ledger

    if output != "-":
        format_of(output)
    ensure_writable(output)
    run = Run.over(inputs, settings_from(config, theatre=theatre, language=language, corrections=corrections))
    claims = ledger(run.readings())
    run.stop_if_nothing_was_read()
    write_claims(claims, output, stream=sys.stdout.buffer)
    run.summary(claims, output, to_stderr=True)
    raise typer.Exit(run.exit_code)
