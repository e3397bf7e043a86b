"""Settings: one frozen object, from defaults, a TOML file and flags, handed down to every stage."""

from __future__ import annotations

import dataclasses
import difflib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontmap.errors import ConfigError, MissingInputError
from frontmap.faults import parse_toml, read_text
from frontmap.records import content_id

__all__ = ["Settings", "cache_folder", "nearest", "reject_unknown_keys"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can set; every field is a key of the TOML file and a flag of the command line.

    Attributes
    ----------
    theatre : str
        Name of a shipped theatre, or path of a theatre file.
    language : str or None
        Language of all documents; None detects each one's.
    min_place_score : float
        Below this score, 0 to 1, a mention is unplaced rather than guessed.
    max_document_chars : int
        A longer document is refused, so that one file cannot take the memory of all.
    title : str or None
        Title of the map.
    ui_language : str
        Language in which the page speaks until its reader chooses another: en, uk, ru or de.
    tiles : str or None
        Map tiles from the internet over our base map: "osm", an xyzservices name or a URL template; none without it.
    corrections : str or None
        Path of a corrections file.
    control_map : str or None
        Path of a dated map of control (GeoJSON): of two namesakes the one nearer to its line is likelier.
    max_document_seconds : float
        A document that takes longer is left out and named, so that one text cannot hold up all.
    cache_mb : int
        Megabytes that the readings kept between runs may take; 0 keeps none.
    """

    theatre: str = "ukraine"
    language: str | None = None
    min_place_score: float = 0.35
    max_document_chars: int = 5_000_000
    title: str | None = None
    ui_language: str = "en"
    tiles: str | None = None
    corrections: str | None = None
    control_map: str | None = None
    max_document_seconds: float = 120.0
    cache_mb: int = 2000

    @classmethod
    def from_toml(cls, path: Path | str, **overrides: Any) -> Settings:
        """Read settings from a TOML file; `overrides` that are not None win.

        Raises
        ------
        MissingInputError
            If there is no such file.
        ConfigError
            If it is no TOML, or a key or a value's type is not known; the nearest known key is named.
        """
        path = Path(path)
        data = parse_toml(read_text(path, MissingInputError("no such settings file: check the path given to --config", path=path)), path)
        known = {field.name: field for field in dataclasses.fields(cls)}
        reject_unknown_keys(data, known, path, "settings")
        defaults = cls()
        for key, value in data.items():
            wanted = type(getattr(defaults, key)) if getattr(defaults, key) is not None else str
            if not isinstance(value, (wanted, int) if wanted is float else wanted) or (isinstance(value, bool) and wanted is not bool):
                raise ConfigError(f"{key} is {value!r}: expected {wanted.__name__}", path=path)
        return cls(**{**data, **{key: value for key, value in overrides.items() if value is not None}})

    @property
    def fingerprint(self) -> str:
        """A hash of all values, for cache keys."""
        return content_id(*dataclasses.astuple(self))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is nearest to `word`, None where none is near."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def reject_unknown_keys(data: Mapping[str, Any], known: Iterable[str], path: Path, what: str) -> None:
    """Raise ConfigError for the first key of `data` that is not known, naming the nearest one and its line."""
    known = list(known)
    for key in data:
        if key not in known:
            near = nearest(key, known)
            hint = f"did you mean {near!r}?" if near else f"known keys are {', '.join(sorted(known))}"
            raise ConfigError(f"unknown key {key!r} in {what}: {hint}", path=path, line=_line_of_key(path, key))


def _line_of_key(path: Path, key: str) -> int | None:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    for number, line in enumerate(lines, 1):
        head = line.strip()
        if head.partition("=")[0].strip() == key or head.strip("[] ").split(".")[-1] == key:
            return number
    return None


def cache_folder() -> Path:
    """Return the folder for added gazetteers, compiled indexes and caches.

    `FRONTMAP_HOME` names it; without it the platform's user cache folder serves.
    """
    home = os.environ.get("FRONTMAP_HOME")
    if home:
        return Path(home)
    from platformdirs import user_cache_path

    return user_cache_path("frontmap", appauthor=False)
