"""`frontmap open`: show a map in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["open_in_browser", "open_map"]


def open_map(path: Annotated[Path, typer.Argument(metavar="MAP", help="A map that was built.")]) -> None:
    """Open a built map in the browser.

    Example: frontmap open map.html
    """
    from frontmap.errors import MissingInputError

    if not path.is_file():
        raise MissingInputError("no such map: build one with `frontmap build INPUT... -o map.html`", path=path)
    open_in_browser(path)


def open_in_browser(path: Path) -> None:
    """Open `path` in the user's browser; say where it is if none can be started."""
    import webbrowser

    from frontmap.cli.console import say

    if not webbrowser.open(path.resolve().as_uri()):
        say(f"no browser could be started: open {path.resolve()} by hand")
