"""`frontmap watch`: reads again at an interval, and builds what changed."""

from __future__ import annotations

import ctypes
import dataclasses
import gc
import glob
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontmap.cli.batch import means_for
from frontmap.cli.options import Jobs, NoCache

if TYPE_CHECKING:
    from frontmap.batch.build import Built, Means
    from frontmap.batch.recipe import Recipe

__all__ = ["watch"]

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def watch(
    inputs: Annotated[list[str] | None, typer.Argument(metavar="FOLDER|FEED...", help="Folders, files, and addresses of feeds.")] = None,
    recipe_file: Annotated[Path | None, typer.Option("--recipe", "-r", metavar="RECIPE.toml", help="What to build; without it one map of all claims.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FOLDER", help="Where to; the recipe's own folder, or site, without it.")] = None,
    every: Annotated[str, typer.Option(metavar="TIME", help="How long to wait between two looks: 30s, 15m, 2h, 1d.")] = "15m",
    once: Annotated[bool, typer.Option("--once", help="Look once, and stop.")] = False,
    jobs: Jobs = None,
    no_cache: NoCache = False,
) -> None:
    """Build at once, and again whenever files or feeds have something new; Ctrl-C ends it.

    Example: frontmap watch articles/ https://example.org/feed.xml --every 15m
    """
    from frontmap.cli.console import DONE, complain, say
    from frontmap.errors import FrontmapError

    seconds = _seconds(every)
    recipe = _recipe(recipe_file, inputs or [], output)
    code, told = DONE, frozenset[str]()
    try:
        while True:
            said: list[str] = []
            with means_for(recipe, jobs, keep=not no_cache) as means:
                try:
                    code = _look(recipe, dataclasses.replace(means, tell=said.append))
                except FrontmapError as error:
                    if once:
                        raise
                    said.append(str(error))
            for sentence in said:
                if sentence not in told:  # what was wrong an hour ago, and is so still, is not said again
                    complain(sentence)
            told = frozenset(said)
            if once:
                raise typer.Exit(code)
            _tidy()
            time.sleep(seconds)
    except KeyboardInterrupt:
        say("frontmap: no longer watching; what was built stands")
        raise typer.Exit(DONE) from None


def _tidy() -> None:
    """Give back what a look needed: cycles, which are sought too seldom by themselves (see `settle`), and what the C library keeps for later."""
    gc.collect()
    with suppress(AttributeError, OSError, TypeError):  # other systems have no such call
        ctypes.CDLL(None).malloc_trim(0)


def _look(recipe: Recipe, means: Means) -> int:
    """Build once, say what was drawn, and return the exit code."""
    import datetime as dt

    from frontmap.batch.build import build
    from frontmap.cli.console import DONE, SOME_FAILED, say

    now = dt.datetime.now(dt.UTC)
    done = build(recipe, means=means, now=now)
    if done.drawn:
        say(f"{now:%Y-%m-%d %H:%M} {_in_words(done)}: {recipe.output / recipe.gallery}")
    return SOME_FAILED if done.record.failures else DONE


def _in_words(done: Built) -> str:
    more = f" and {len(done.drawn) - 5} more" if len(done.drawn) > 5 else ""
    return f"drew {', '.join(done.drawn[:5])}{more}; {done.record.counts['claims']} claims from {done.record.counts['documents']} documents"


def _recipe(path: Path | None, inputs: list[str], output: Path | None) -> Recipe:
    """Return the recipe with the inputs added to it; without a file, one map of all claims."""
    from frontmap.batch.recipe import Inputs, MapRecipe, Recipe, load
    from frontmap.config import Settings
    from frontmap.errors import MissingInputError

    feeds = tuple(each for each in inputs if each.startswith(("http://", "https://")))
    files = tuple(each for each in inputs if each not in feeds)
    for each in files:
        if "://" not in each and not Path(each).exists():
            raise MissingInputError("no such file or folder: check the path", path=each)
    patterns = tuple(each if "://" in each else glob.escape(str(Path(each).absolute())) for each in files)
    if path is None:
        if not inputs:
            raise MissingInputError("nothing to watch: name folders, files or feeds, or a recipe with --recipe")
        return Recipe(Path.cwd() / "watch", Settings(), Inputs(patterns, feeds=feeds), (MapRecipe("all"),), output=output or Path("site"))
    recipe = load(path)
    own = recipe.inputs
    added = dataclasses.replace(own, documents=(*own.documents, *patterns), feeds=(*own.feeds, *feeds))
    return dataclasses.replace(recipe, inputs=added, output=output or recipe.output)


def _seconds(told: str) -> float:
    found = re.fullmatch(r"(\d+)\s*([smhd])", told.strip())
    if not found or not int(found[1]):
        raise typer.BadParameter(f"is {told!r}: expected a number with s, m, h or d, such as 15m", param_hint="--every")
    return float(int(found[1]) * _UNITS[found[2]])
