"""The command `frontmap`: its verbs, and the one place where an error ends the program."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import Annotated

import typer

import frontmap
from frontmap.cli import (
    batch,
    build,
    cache,
    control,
    diff,
    doctor,
    evaluate,
    explain,
    export,
    extract,
    gazetteer,
    geocode,
    geoparse,
    ledger,
    lexicon,
    map_,
    open_,
    read,
    review,
    still,
    watch,
)
from frontmap.cli.console import NOTHING_DONE, complain
from frontmap.errors import FrontmapError

__all__ = ["app", "main"]

app = typer.Typer(
    name="frontmap",
    help="From a folder of war reporting to a dated map of who claims what, where, and who denies it. A claim is not a fact.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("build")(build.build)
app.command("batch")(batch.batch)
app.command("init")(batch.init)
app.command("watch")(watch.watch)
app.command("extract")(extract.extract)
app.command("export")(export.export)
app.command("geoparse")(geoparse.geoparse)
app.command("geocode")(geocode.geocode)
app.command("map")(map_.map_claims)
app.command("read")(read.read)
app.command("still")(still.still)
app.command("review")(review.review)
app.command("explain")(explain.explain)
app.command("evaluate")(evaluate.evaluate)
app.command("ledger")(ledger.ledger)
app.command("control")(control.control)
app.command("diff")(diff.diff)
app.command("open")(open_.open_map)
app.command("doctor")(doctor.doctor)
app.add_typer(gazetteer.app, name="gazetteer")
app.add_typer(lexicon.app, name="lexicon")
app.add_typer(cache.app, name="cache")


def _version(wanted: bool) -> None:
    if wanted:
        print(f"frontmap {frontmap.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line; an error of ours is one line and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a name in letters that the terminal lacks is told by their numbers
    try:
        app()
    except FrontmapError as error:
        complain(error)
        sys.exit(NOTHING_DONE)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(NOTHING_DONE)
    except UnicodeEncodeError as error:
        complain(f"this system's text is {error.encoding}, which cannot name {error.object!r}: set PYTHONUTF8=1, or a locale such as C.UTF-8")
        sys.exit(NOTHING_DONE)
    except OSError as error:  # what no command told better: a disk that is full, a device that is gone
        complain(f"{error.filename or 'standard output'}: {error.strerror or error}: free the disk, or choose another place")
        _forget_output()
        sys.exit(NOTHING_DONE)


def _forget_output() -> None:
    """Let what is still to be written to standard output go, so that Python does not try once more as it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
