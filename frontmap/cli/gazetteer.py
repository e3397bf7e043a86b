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
    from frontmap.cli.console import printable, table
    from frontmap.gazetteer.index import Gazetteer

    held = Gazetteer.open().info()
    table(
        {
            "places": f"{held.places:,}",
            "names": f"{held.names:,}",
            "index": f"{held.path} ({held.size / 1e6:.1f} MB)",
            "fingerprint": held.fingerprint,
        }
    )
    for source in held.sources:
        print()
        print(printable(f"{source.name}: {source.rows:,} rows, {source.licence}"))
        print(printable(f"  {source.credit}"))
