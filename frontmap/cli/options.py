"""The arguments and options that several verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from frontmap.config import Settings

__all__ = ["ConfigFile", "CorrectionsFile", "Inputs", "Jobs", "Language", "NoCache", "TheatreName", "Tiles", "UiLanguage", "settings_from"]

Inputs = Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files or folders; - reads standard input.")]
ConfigFile = Annotated[Path | None, typer.Option("--config", "-c", metavar="FILE", help="Settings as TOML; flags win over it.")]
CorrectionsFile = Annotated[str | None, typer.Option("--corrections", metavar="FILE", help="corrections.toml: what a person knows better.")]
Tiles = Annotated[str | None, typer.Option("--tiles", metavar="NAME|URL", help="Tiles from the internet over the base map: osm, an xyzservices name, a URL template.")]
UiLanguage = Annotated[str | None, typer.Option("--ui-language", metavar="CODE", help="Language of the page's own words: en, uk, ru, de.")]
TheatreName = Annotated[str | None, typer.Option("--theatre", metavar="NAME", help="A shipped theatre, or the path of a .toml file.")]
Language = Annotated[str | None, typer.Option("--language", metavar="CODE", help="Language of all documents (en, uk, ru); detected without it.")]

Jobs = Annotated[int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes that read; without it one a core where there is more than a megabyte to read.")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Read every document anew, and keep nothing for the next run.")]


def settings_from(config: Path | None, **overrides: object) -> Settings:
    """Return the settings of a file, or the defaults, with the flags that were given."""
    given = {key: value for key, value in overrides.items() if value is not None}
    return Settings.from_toml(config, **given) if config is not None else Settings(**given)  # type: ignore[arg-type] # typer checked the types
