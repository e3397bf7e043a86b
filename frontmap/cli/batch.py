"""`frontmap batch` and `frontmap init`: many maps from one recipe, and a first recipe to start from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontmap.cli.options import Jobs, NoCache

if TYPE_CHECKING:
    from frontmap.batch.build import Built, Means
    from frontmap.batch.engines import Engine
    from frontmap.batch.recipe import Recipe

__all__ = ["EngineName", "batch", "init", "means_for"]

_STARTER = Path(__file__).parents[1] / "batch" / "templates" / "recipe.toml"


class EngineName(StrEnum):
    """Who reads the documents."""

    LOCAL = "local"
    DASK = "dask"


def batch(
    recipe_file: Annotated[Path, typer.Argument(metavar="RECIPE.toml", help="What to build; `frontmap init` writes a first one.")],
    only: Annotated[list[str] | None, typer.Option("--only", metavar="NAME", help="Build this map alone, and leave the others as they are; may be given again.")] = None,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    engine: Annotated[EngineName, typer.Option(help="Who reads: processes of this machine, or a Dask cluster.")] = EngineName.LOCAL,
    scheduler: Annotated[str | None, typer.Option(metavar="ADDRESS", help="The cluster's scheduler, such as tcp://10.0.0.1:8786; without it a cluster on this machine.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be read and drawn, and write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The summary as one JSON object.")] = False,
) -> None:
    """Build the maps of a recipe, with a gallery, a feed of what is new and a record; only what changed is made again.

    Example: frontmap init && frontmap batch recipe.toml
    """
    import datetime as dt

    from frontmap.batch.build import build
    from frontmap.batch.recipe import load
    from frontmap.cli.console import DONE, NOTHING_DONE, SOME_FAILED, STOPPED, say

    recipe = load(recipe_file)
    try:
        with means_for(recipe, jobs, keep=not no_cache, engine=engine, scheduler=scheduler) as means:
            if dry_run:
                _rehearse(recipe, only or (), means, as_json=as_json)
                raise typer.Exit(DONE)
            done = build(recipe, only or (), means=means, now=dt.datetime.now(dt.UTC))
    except KeyboardInterrupt:
        kept = "" if no_cache else ", readings are kept"
        say(f"frontmap: stopped; the maps that stand are whole{kept}: the same command goes on from there")
        raise typer.Exit(STOPPED) from None
    _summary(recipe, done, as_json=as_json)
    if not done.record.counts["documents"] and not done.record.counts["claims"]:
        raise typer.Exit(NOTHING_DONE)
    raise typer.Exit(SOME_FAILED if done.record.failures else DONE)


@contextmanager
def means_for(
    recipe: Recipe, jobs: int | None, *, keep: bool, engine: EngineName = EngineName.LOCAL, scheduler: str | None = None
) -> Iterator[Means]:
    """Give engine, cache and progress for builds of a recipe."""
    from frontmap.batch.build import Means
    from frontmap.batch.cache import Cache
    from frontmap.batch.feeds import FeedShelf
    from frontmap.cli.console import complain
    from frontmap.cli.progress import shown_progress
    from frontmap.pipeline import settle

    settings = recipe.settings
    settle()
    with ExitStack() as stack:
        cache = stack.enter_context(Cache.open(limit_mb=settings.cache_mb, tell=complain)) if keep and settings.cache_mb else None
        progress = stack.enter_context(shown_progress())
        yield Means(_engine(recipe, jobs, engine, scheduler), cache, complain, progress, FeedShelf(settings=settings))


def _engine(recipe: Recipe, jobs: int | None, name: EngineName, scheduler: str | None) -> Engine:
    from frontmap.batch.engines import LocalEngine
    from frontmap.batch.sources import find_sources
    from frontmap.cli.run import jobs_for
    from frontmap.extras import load_extra

    seconds = recipe.settings.max_document_seconds
    if name is EngineName.DASK or scheduler is not None:
        load_extra("distributed", "dask", "clusters")
        from frontmap.batch.dask import DaskEngine

        return DaskEngine(scheduler, jobs or 2, seconds)
    return LocalEngine(jobs or jobs_for([str(path) for path in find_sources(recipe).documents]), seconds)


def _rehearse(recipe: Recipe, only: Sequence[str], means: Means, *, as_json: bool) -> None:
    """Print which files would be read and which maps drawn; a place or side that cannot be told is an error here too."""
    from frontmap.batch.build import rehearse
    from frontmap.cli.console import print_json, table

    found = rehearse(recipe, only, means=means)
    told = {"folder": str(recipe.output), "documents": len(found.sources.documents), "claims": len(found.sources.claims), "drawn": found.drawn, "kept": found.kept}
    if as_json:
        print_json(told)
        return
    rows: list[tuple[str, object]] = [("files of documents", told["documents"]), ("files of claims", told["claims"]), ("folder", recipe.output)]
    rows += (("would be drawn", f"{name}.html") for name in found.drawn)
    rows += (("stands already", f"{name}.html") for name in found.kept)
    table(rows)


def _summary(recipe: Recipe, done: Built, *, as_json: bool) -> None:
    from frontmap.cli.console import print_json, table

    record, gallery = done.record, recipe.output / recipe.gallery
    if as_json:
        told = {
            "folder": str(recipe.output),
            "gallery": str(gallery),
            "counts": dict(record.counts),
            "cached": done.cached,
            "drawn": done.drawn,
            "kept": done.kept,
            "removed": done.removed,
            "failures": record.failures,
            "times": dict(record.times),
        }
        print_json(told)
        return
    rows = {**record.counts, "drawn anew": len(done.drawn), "left as they were": len(done.kept), "files taken away": len(done.removed), "gallery": gallery}
    table({name: value for name, value in rows.items() if value or name not in {"files taken away", "rejected"}})


def init(
    path: Annotated[Path, typer.Argument(metavar="RECIPE.toml", help="The file to write.")] = Path("recipe.toml"),
) -> None:
    """Write a first recipe, with a word on everything that it can say.

    Example: frontmap init
    """
    from frontmap.atomic import writing
    from frontmap.cli.console import say
    from frontmap.errors import OutputError

    if path.exists():
        raise OutputError("is there already: choose another name, so that nothing is written over", path=path)
    with writing(path) as file:
        file.write(_STARTER.read_bytes())
    say(f"wrote {path}: put documents into articles/, then run `frontmap batch {path}`")
