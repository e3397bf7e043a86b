"""`frontmap batch` and `frontmap init`: many maps from one recipe, and a first recipe to start from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontmap.cli.options import Jobs, NoCache

if TYPE_CHECKING:
    from frontmap.batch.build import Built
    from frontmap.batch.recipe import Recipe

__all__ = ["batch", "init"]

_STARTER = Path(__file__).parents[1] / "batch" / "templates" / "recipe.toml"


def batch(
    recipe_file: Annotated[Path, typer.Argument(metavar="RECIPE.toml", help="What to build; `frontmap init` writes a first one.")],
    only: Annotated[list[str] | None, typer.Option("--only", metavar="NAME", help="Build this map alone; may be given again.")] = None,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be read and built, and write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The summary as one JSON object.")] = False,
) -> None:
    """Build the maps of a recipe, with a gallery, a feed of what is new and a record; only what changed is made again.

    Example: frontmap init && frontmap batch recipe.toml
    """
    import datetime as dt

    from frontmap.batch.build import build
    from frontmap.batch.cache import Cache
    from frontmap.batch.engines import LocalEngine
    from frontmap.batch.recipe import load
    from frontmap.cli.console import DONE, NOTHING_DONE, SOME_FAILED, complain

    recipe = load(recipe_file)
    if only:
        recipe = recipe.only(only)
    if dry_run:
        _rehearse(recipe)
        raise typer.Exit(DONE)
    engine = LocalEngine(jobs or 1, recipe.settings.max_document_seconds)
    now = dt.datetime.now(dt.UTC)
    if no_cache or not recipe.settings.cache_mb:
        done = build(recipe, engine=engine, now=now, tell=complain)
    else:
        with Cache.open(limit_mb=recipe.settings.cache_mb, tell=complain) as cache:
            done = build(recipe, engine=engine, cache=cache, now=now, tell=complain)
    _summary(recipe, done, as_json=as_json)
    if not done.record.counts["documents"] and not done.record.counts["claims"]:
        raise typer.Exit(NOTHING_DONE)
    raise typer.Exit(SOME_FAILED if done.record.failures else DONE)


def _rehearse(recipe: Recipe) -> None:
    """Print which files fit the patterns and which maps there would be; a place or side that cannot be told is an error here too."""
    from frontmap.batch.plan import selection_of
    from frontmap.batch.sources import find_sources
    from frontmap.cli.console import complain, table
    from frontmap.pipeline import Tools

    tools = Tools.open(recipe.settings, recipe.gazetteers)
    sources = find_sources(recipe)
    for missing in sources.missing:
        complain(missing)
    rows: list[tuple[str, object]] = [("files of documents", len(sources.documents)), ("files of claims", len(sources.claims)), ("folder", recipe.output)]
    for each in recipe.maps:
        selection_of(each, recipe, tools.gazetteer, tools.theatre)
        rows.append(("series" if each.each else "map", f"{each.name}.html" + (f", one a {each.each.value}" if each.each else "")))
    table(rows)


def _summary(recipe: Recipe, done: Built, *, as_json: bool) -> None:
    import json

    from frontmap.cli.console import table

    record = done.record
    if as_json:
        told = {"folder": str(recipe.output), "counts": dict(record.counts), "drawn": done.drawn, "kept": done.kept, "failures": record.failures}
        print(json.dumps(told, ensure_ascii=False))
        return
    table({**record.counts, "drawn anew": len(done.drawn), "left as they were": len(done.kept), "gallery": recipe.output / "index.html"})


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
