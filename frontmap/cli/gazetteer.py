"""`frontmap gazetteer`: what the gazetteer holds."""

from __future__ import annotations

import typer

__all__ = ["app"]

app = typer.Typer(help="What the gazetteer holds and where it comes from.", no_args_is_help=True)


@app.callback()
def _gazetteer() -> None:
    pass


@app.command("info")
def info() -> None:
    """Print the sources, their licences, how many places and names, and where the compiled index lies."""
