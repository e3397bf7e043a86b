"""Read a recipe: which inputs, and which maps to make of them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

from frontmap.batch.remote import is_remote
from frontmap.batch.selection import Each, Selection
from frontmap.config import Settings, nearest
from frontmap.errors import ConfigError, MissingInputError
from frontmap.exports.write import FORMATS
from frontmap.faults import parse_toml, read_text
from frontmap.records import Kind, Status, content_id

__all__ = ["RESERVED", "Inputs", "MapRecipe", "Recipe", "load"]

_NAME = re.compile(r"[\w][\w.-]*(?:\{key\}[\w.-]*)?|\{key\}[\w.-]*")
RESERVED = re.compile(r"(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?:\..*)?$", re.IGNORECASE)  # what Windows takes for devices
_TEXT, _TEXTS, _DAY, _NUMBER, _SWITCH = "text in quotes", "a list of texts", "a date such as 2025-11-12, without quotes", "a number", "true or false"
_SETTINGS = MappingProxyType({"theatre": _TEXT, "language": _TEXT, "min_place_score": _NUMBER, "corrections": _TEXT, "control_map": _TEXT, "tiles": _TEXT, "ui_language": _TEXT})
_TOP = MappingProxyType({**_SETTINGS, "title": _TEXT, "text": _TEXT, "output": _TEXT, "gallery": _TEXT, "dataset": _TEXT, "gazetteers": _TEXTS, "inputs": None, "defaults": None, "map": None})
_INPUTS = MappingProxyType({"documents": _TEXTS, "claims": _TEXTS, "feeds": _TEXTS})
_DEFAULTS = MappingProxyType({"exports": _TEXTS, "ui_language": _TEXT, "tiles": _TEXT, "control": _SWITCH})
_LISTS = MappingProxyType(dict.fromkeys(("regions", "sides", "kinds", "statuses", "languages", "publishers"), _TEXTS))  # of which a claim's value is one
_CLOCKS = MappingProxyType(dict.fromkeys(("as_known", "as_happened"), _DAY))
_MAP = MappingProxyType({
    **_DEFAULTS, **_LISTS, **_CLOCKS, "name": _TEXT, "title": _TEXT, "text": _TEXT, "near": _TEXT, "within_km": _NUMBER, "from": _DAY, "to": _DAY, "each": _TEXT,
})  # fmt: skip
_CLOSED: Mapping[str, Sequence[str]] = MappingProxyType({
    "kinds": [kind.value for kind in Kind],
    "statuses": [status.value for status in Status],
    "each": [each.value for each in Each],
    "exports": [ending.removeprefix(".") for ending in FORMATS],
})
_NEAR_KM = 30.0


@dataclass(frozen=True, slots=True)
class Inputs:
    """Where claims come from: patterns of documents and of claims files below the recipe's folder, and feeds by their address."""

    documents: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MapRecipe:
    """One map, or a series of them, as the recipe tells it; `line` is where it stands.

    The name of a series holds `{key}`, for which the day, week, month or region is put; so may title and text. `asked` is what the
    map asks of its claims, but for the point that `near` names, which only a gazetteer knows.
    """

    name: str
    title: str | None = None
    text: str = ""
    near: str | None = None
    asked: Selection = field(default_factory=Selection)
    each: Each | None = None
    exports: tuple[str, ...] = ()
    control: bool = False
    ui_language: str | None = None
    tiles: str | None = None
    line: int | None = field(default=None, compare=False)

    @property
    def shows_all(self) -> bool:
        """Whether nothing is asked of the claims."""
        return self.near is None and self.asked == Selection()

    @property
    def fingerprint(self) -> str:
        """A hash of all that the recipe says of this map."""
        return content_id(*(value for name, value in zip(self.__slots__, dataclasses.astuple(self), strict=True) if name != "line"))


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that a batch is told: settings, inputs, gazetteers and maps. Paths are seen from the recipe's own folder."""

    path: Path
    settings: Settings
    inputs: Inputs
    maps: tuple[MapRecipe, ...]
    title: str = "Claims"
    text: str = ""
    output: Path = Path("out")
    gallery: str = "index.html"
    dataset: str | None = None
    gazetteers: tuple[Path, ...] = ()

    def only(self, names: Sequence[str]) -> Recipe:
        """Return the recipe with the maps of these names alone.

        Raises
        ------
        ConfigError
            If no map has such a name; the nearest one is named.
        """
        known = {each.name: each for each in self.maps}
        for name in names:
            if name not in known:
                near = nearest(name, known)
                raise ConfigError(f"no map is named {name!r}: {f'did you mean {near!r}?' if near else 'expected one of ' + ', '.join(known)}", path=self.path)
        return dataclasses.replace(self, maps=tuple(known[name] for name in dict.fromkeys(names)))


def load(path: Path | str) -> Recipe:
    """Read a recipe file.

    Raises
    ------
    MissingInputError
        If there is no such file.
    ConfigError
        If it is no TOML, or a key or value is not known: the message names the line, what was found and the nearest that is known.
    """
    path = Path(path)
    if path.is_dir():
        raise ConfigError("is a folder: expected a recipe such as `frontmap init` writes; `frontmap build` makes one map of a folder", path=path)
    text = read_text(path, MissingInputError("no such recipe: write a first one with `frontmap init`", path=path))
    return _Reading(path, text.splitlines()).recipe(parse_toml(text, path))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A recipe on its way from TOML to a checked `Recipe`, with the lines that faults are told by."""

    path: Path
    lines: Sequence[str]

    def recipe(self, data: Mapping[str, Any]) -> Recipe:
        self.check(data, _TOP, "the recipe")
        inputs, defaults, maps = data.get("inputs", {}), data.get("defaults", {}), data.get("map", [])
        self.check(self.table(inputs, "inputs"), _INPUTS, "[inputs]", "inputs")
        if not any(inputs.values()):
            self.fail("names no inputs: expected [inputs] with documents, claims or feeds", "inputs")
        for feed in inputs.get("feeds", ()):
            if not feed.startswith(("http://", "https://")):
                self.fail(f"feeds holds {feed!r}: expected an address that begins with http:// or https://; a feed in a file is a document", "feeds")
        self.check(self.table(defaults, "defaults"), _DEFAULTS, "[defaults]", "defaults")
        if not isinstance(maps, list) or not maps:
            self.fail("names no map: expected at least one [[map]] with a name", "map")
        folder = self.path.parent
        settings = {key: data[key] for key in _SETTINGS if key in data}
        for key in ("corrections", "control_map", "theatre"):  # a theatre's name is no path, unless it ends like one
            if key in settings and (key != "theatre" or settings[key].endswith(".toml")):
                settings[key] = str(folder / settings[key])
        return Recipe(
            path=self.path,
            settings=Settings(**{**settings, **({"title": data["title"]} if "title" in data else {})}),
            inputs=Inputs(**{key: tuple(value) for key, value in inputs.items()}),
            maps=self.maps(maps, defaults, data.get("gallery", "index.html")),
            title=data.get("title", "Claims"),
            text=data.get("text", ""),
            output=folder / data.get("output", "out"),
            gallery=self.gallery(data.get("gallery", "index.html")),
            dataset=None if "dataset" not in data else data["dataset"] if is_remote(data["dataset"]) else str(folder / data["dataset"]),
            gazetteers=tuple(folder / each for each in data.get("gazetteers", ())),
        )

    def gallery(self, name: str) -> str:
        if not name.endswith(".html") or not _NAME.fullmatch(name) or RESERVED.match(name):
            self.fail(f"gallery is {name!r}: expected the name of a file in the output folder, such as 'index.html'", "gallery")
        return name

    def maps(self, tables: Sequence[Any], defaults: Mapping[str, Any], gallery: str) -> tuple[MapRecipe, ...]:
        found: list[MapRecipe] = []
        for number, table in enumerate(tables):
            map_recipe = self.map(self.table(table, "map"), defaults, self.line_of_map(number))
            if map_recipe.name in {other.name for other in found}:
                self.fail(f"two maps are named {map_recipe.name!r}: each file needs a name of its own", "name", map_recipe.line)
            if f"{map_recipe.name}.html" == gallery:
                self.fail(f"a map is named {map_recipe.name!r} as the gallery is: name it otherwise, or give the gallery another name", "name", map_recipe.line)
            found.append(map_recipe)
        return tuple(found)

    def map(self, table: Mapping[str, Any], defaults: Mapping[str, Any], line: int | None) -> MapRecipe:
        self.check(table, _MAP, "[[map]]", "map", line)
        values = {**defaults, **table}
        if "name" not in table:
            self.fail('a map has no name: expected name = "...", which its file is called by', "map", line)
        each = Each(values["each"]) if "each" in values else None
        name = values["name"] if each is None or "{key}" in values["name"] else f"{values['name']}-{{key}}"
        if not _NAME.fullmatch(name) or RESERVED.match(name) or (each is None and "{key}" in name):
            self.fail(f"a map is named {values['name']!r}: expected letters, digits, - . and _, with {{key}} in a series alone", "name", line)
        if "within_km" in values and "near" not in values:
            self.fail("within_km needs near: the place it is measured from", "within_km", line)
        if values.get("within_km", 1) <= 0:
            self.fail(f"within_km is {values['within_km']}: expected a distance above 0", "within_km", line)
        first, last = values.pop("from", None), values.pop("to", None)
        if first is not None and last is not None and last < first:
            self.fail(f"the period ends ({last}) before it begins ({first})", "from", line)
        told: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
        within_km = told.pop("within_km", _NEAR_KM) if "near" in told else None
        told["asked"] = Selection(within_km=within_km, first=first, last=last, **{key: told.pop(key) for key in (*_LISTS, *_CLOCKS) if key in told})
        return MapRecipe(**{**told, "name": name, "each": each, "line": line})

    def table(self, value: Any, key: str) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            self.fail(f"{key} is {value!r}: expected a table", key)
        return value

    def check(self, data: Mapping[str, Any], known: Mapping[str, str | None], what: str, table: str | None = None, line: int | None = None) -> None:
        """Refuse keys that are not known, values of another sort, and values that no claim has."""
        for key, value in data.items():
            if key not in known:
                near = nearest(key, known)
                self.fail(f"unknown key {key!r} in {what}: {f'did you mean {near!r}?' if near else 'known keys are ' + ', '.join(sorted(known))}", key, line or self.line_of(table))
            wanted = known[key]
            if wanted is not None and not _fits(value, wanted):
                self.fail(f"{key} is {value!r}: expected {wanted}", key, line or self.line_of(table))
            for one in (value if isinstance(value, list) else [value]) if key in _CLOSED else ():
                if one not in _CLOSED[key]:
                    near = nearest(one, _CLOSED[key])
                    self.fail(f"{key} holds {one!r}: {f'did you mean {near!r}?' if near else 'expected ' + ', '.join(_CLOSED[key])}", key, line or self.line_of(table))

    def fail(self, message: str, key: str, after: int | None = None) -> NoReturn:
        """Raise a ConfigError at the line on which `key` stands, from the line `after` on."""
        raise ConfigError(message, path=self.path, line=self.line_of(key, after or 1) or after)

    def line_of(self, key: str | None, start: int = 1) -> int | None:
        """Return the first line from `start` on that gives the key or opens the table."""
        wanted = re.compile(rf"\s*(?:\[+\s*{re.escape(key)}\s*\]+|\"?{re.escape(key)}\"?\s*[=.])") if key else None
        return next((number for number, line in enumerate(self.lines[start - 1 :], start) if wanted is not None and wanted.match(line)), None)

    def line_of_map(self, number: int) -> int | None:
        heads = [at for at, line in enumerate(self.lines, 1) if re.match(r"\s*\[\[\s*map\s*\]\]", line)]
        return heads[number] if number < len(heads) else None


def _fits(value: Any, wanted: str) -> bool:
    if wanted == _TEXTS:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if wanted == _SWITCH:
        return isinstance(value, bool)
    if wanted == _NUMBER:
        return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    if wanted == _DAY:
        return isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    return isinstance(value, str)
