"""The arguments and options that several verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from frontmap.config import Settings

__all__ = ["Acled", "ConfigFile", "ControlLayer", "ControlMap", "CorrectionsFile", "Inputs", "Jobs", "Language", "NoCache", "TheatreName", "Tiles", "UiLanguage", "Viina", "check_map_file", "layout_of", "settings_from"]

Inputs = Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files or folders; - reads standard input.")]
ConfigFile = Annotated[Path | None, typer.Option("--config", "-c", metavar="FILE", help="Settings as TOML; flags win over it.")]
CorrectionsFile = Annotated[str | None, typer.Option("--corrections", metavar="FILE", help="corrections.toml: what a person knows better.")]
Tiles = Annotated[str | None, typer.Option("--tiles", metavar="NAME|URL", help="Tiles from the internet over the base map: osm, an xyzservices name, a URL template.")]
UiLanguage = Annotated[str | None, typer.Option("--ui-language", metavar="CODE", help="Language of the page's own words: en, uk, ru, de.")]
ControlLayer = Annotated[bool, typer.Option("--control", help="Colour the ground around settlements by who is claimed to hold it, day by day.")]
ControlMap = Annotated[
    str | None, typer.Option("--control-map", metavar="GEOJSON", help="A dated map of control: of two places of one name the one nearer to its line is likelier.")
]
TheatreName = Annotated[str | None, typer.Option("--theatre", metavar="NAME", help="A shipped theatre, or the path of a .toml file.")]
Language = Annotated[str | None, typer.Option("--language", metavar="CODE", help="Language of all documents (en, uk, ru); detected without it.")]

Jobs = Annotated[int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes that read; without it one a core where there is more than a megabyte to read.")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Read every document anew, and keep nothing for the next run.")]

Acled = Annotated[bool, typer.Option("--acled", help="In a .csv: events in the columns of ACLED, one a place, day, type and side.")]
Viina = Annotated[bool, typer.Option("--viina", help="In a .csv: events in the columns of VIINA, one a place, day and side.")]


def layout_of(output: str, *, acled: bool, viina: bool) -> str | None:
    """Return the columns that the flags ask for, None for our own.

    Raises
    ------
    ConfigError
        If both are given, or `output` is the standard output, which gets JSON lines.
    """
    from frontmap.errors import ConfigError

    if acled and viina:
        raise ConfigError("--acled and --viina were both given: write one file for each")
    if (acled or viina) and output == "-":
        raise ConfigError("--acled and --viina are columns of a table, and standard output gets JSON lines: give -o a name that ends in .csv")
    return "acled" if acled else "viina" if viina else None


def settings_from(config: Path | None, **overrides: object) -> Settings:
    """Return the settings of a file, or the defaults, with the flags that were given."""
    given = {key: value for key, value in overrides.items() if value is not None}
    return Settings.from_toml(config, **given) if config is not None else Settings(**given)  # type: ignore[arg-type] # typer checked the types


def check_map_file(path: Path) -> None:
    """Find out before the work whether a map can be written to `path`.

    Raises
    ------
    OutputError
        If its ending is none of a page's, or it cannot be written.
    """
    from frontmap.atomic import ensure_writable
    from frontmap.errors import OutputError

    if path.suffix.lower() not in {".html", ".htm"}:
        raise OutputError("is no name for a map, which is a page: give -o a name that ends in .html; `frontmap extract` writes claims in other forms", path=path)
    ensure_writable(path)
