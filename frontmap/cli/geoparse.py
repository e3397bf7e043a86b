"""`frontmap geoparse`: every name in the documents, with its role and place."""

from __future__ import annotations

from typing import Annotated

import typer

from frontmap.cli.options import ConfigFile, ControlMap, CorrectionsFile, Inputs, Jobs, Language, TheatreName, settings_from

__all__ = ["geoparse"]


def geoparse(
    inputs: Inputs,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="mentions.jsonl; - for standard output.")] = "-",
    config: ConfigFile = None,
    corrections: CorrectionsFile = None,
    control_map: ControlMap = None,
    theatre: TheatreName = None,
    language: Language = None,
    jobs: Jobs = None,
) -> None:
    """Find the names in documents: places with their point, actors, units, people, outlets.

    Example: frontmap geoparse report.txt -o mentions.jsonl
    """
    import sys

    from frontmap.atomic import ensure_writable
    from frontmap.cli.run import Run
    from frontmap.exports.write import write_chunks

    ensure_writable(output)
    with Run.over(inputs, settings_from(config, theatre=theatre, language=language, corrections=corrections, control_map=control_map), jobs=jobs) as run:
        write_chunks(run.mention_lines(), output, stream=sys.stdout.buffer)
    run.stop_if_nothing_was_read()
    raise typer.Exit(run.exit_code)
