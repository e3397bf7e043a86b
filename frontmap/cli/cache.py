"""`frontmap cache`: what is kept between runs."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["app"]

app = typer.Typer(help="The readings kept between runs, so that only what changed is read again.", no_args_is_help=True)


@app.callback()
def _cache() -> None:
    pass


@app.command("info")
def info() -> None:
    """Say where the cache lies and what it holds.

    Example: frontmap cache info
    """
    from frontmap.batch.cache import Cache
    from frontmap.cli.console import say, table

    with Cache.open(tell=say) as cache:
        found = cache.info()
    table({"path": found.path, "readings": found.entries, "megabytes": f"{found.size / 1e6:.1f}", "on disk": f"{found.file_size / 1e6:.1f}"})


@app.command("prune")
def prune(
    keep: Annotated[float, typer.Option("--keep", metavar="MB", min=0, help="Megabytes to keep; without it all goes.")] = 0,
) -> None:
    """Drop readings, those first that were not used for longest.

    Example: frontmap cache prune --keep 500
    """
    from frontmap.batch.cache import Cache
    from frontmap.cli.console import say, table

    with Cache.open(tell=say) as cache:
        gone = cache.prune(keep)
        left = cache.info()
    table({"dropped": gone, "readings": left.entries, "megabytes": f"{left.size / 1e6:.1f}"})


@app.command("verify")
def verify() -> None:
    """Check every reading against its hash; exit code 1 where one was broken (it is dropped, and read again when it is asked for).

    Example: frontmap cache verify
    """
    from frontmap.batch.cache import Cache
    from frontmap.cli.console import DONE, SOME_FAILED, complain, table

    problems: list[str] = []
    with Cache.open(tell=problems.append) as cache:
        verdict = cache.verify()
    for problem in problems:
        complain(problem)
    table({"checked": verdict.checked, "broken": verdict.broken})
    raise typer.Exit(SOME_FAILED if verdict.broken or problems else DONE)
