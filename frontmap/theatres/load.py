"""Read a theatre: a war, as data.

A theatre is one TOML file. It names the sides, who belongs to them, when the war began and where it is fought; no line
of Python knows any of it. `ukraine.toml` beside this module shows every key.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from frontmap.config import nearest, reject_unknown_keys
from frontmap.errors import ConfigError
from frontmap.faults import parse_toml, read_text
from frontmap.records import Reliability, content_id

__all__ = ["Actor", "Side", "Theatre", "load_theatre", "shipped_theatres"]

THEATRES_FOLDER = Path(__file__).parent
_KEYS = ("name", "title", "first_day", "home", "nearby", "extent", "sides", "actors", "outlets")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_SIDE_KEYS = ("label", "colour", "countries", "capitals", "adjectives", "codes", "languages", "only_languages", "held")
_ACTOR_KEYS = ("name", "side", "type", "aliases", "region", "reliability")
_ACTOR_TYPES = ("government", "military", "official", "person", "proxy", "unit", "weapon", "group", "observer", "organisation", "branch")


@dataclass(frozen=True, slots=True)
class Side:
    """A party to the war, or `other` for all that are none.

    `countries` are the names under which its states act ("Russia said"), `capitals` the seats of power that speak for it
    ("Moscow claims"), `adjectives` the words that make forces its own ("Russian"), `codes` the ISO 3166 codes of the
    countries whose local officials are its own, `held` the regions, or towns with their region, of another country that
    were its own before the first day, `languages` those in which "the enemy", said by nobody known, is the
    other side's, `only_languages` those of them in which nobody else writes, whoever a sentence names beside the enemy.
    """

    id: str
    label: str
    colour: str
    countries: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    only_languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or speaks: a ministry, a force, a person, an outlet. `type` is `outlet` for outlets.

    `region` is where somebody holds office, as the gazetteer names it: of namesakes they tell of their own.
    `reliability` is how far whoever keeps the file trusts it as a source; nobody is graded unless they do.
    """

    name: str
    side: str
    type: str
    aliases: tuple[str, ...] = ()
    region: str = ""
    reliability: Reliability = Reliability.F

    @property
    def names(self) -> tuple[str, ...]:
        """The name and all aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Theatre:
    """A war: its sides, actors, first day, home countries and extent (west, south, east, north in degrees).

    It is the key under which much is remembered: its hash leaves out what is long, which equality does not.
    """

    id: str
    name: str
    title: str
    first_day: dt.date
    home: tuple[str, ...]
    nearby: tuple[str, ...]
    extent: tuple[float, float, float, float]
    sides: tuple[Side, ...] = field(hash=False)
    actors: tuple[Actor, ...] = field(hash=False)
    fingerprint: str = field(default="", compare=False)

    def side(self, side_id: str) -> Side:
        """Return a side by its id.

        Raises
        ------
        KeyError
            If there is no such side.
        """
        for side in self.sides:
            if side.id == side_id:
                return side
        raise KeyError(side_id)

    def reliability_of(self, source: str | None) -> Reliability:
        """Return the grade of a claimant or publisher with exactly this name, F where the theatre gives none."""
        wanted = (source or "").casefold()
        grades = (actor.reliability for actor in self.actors if actor.reliability is not Reliability.F and any(name.casefold() == wanted for name in actor.names))
        return next(grades, Reliability.F)

    def side_of_publisher(self, publisher: str | None) -> str | None:
        """Return the side of an outlet or actor with exactly this name, None where the theatre does not know it."""
        wanted = (publisher or "").casefold()
        for actor in self.actors:
            if any(name.casefold() == wanted for name in actor.names):
                return actor.side
        return None


def shipped_theatres() -> tuple[str, ...]:
    """Return the names of the theatres that come with frontmap, sorted."""
    return tuple(sorted(path.stem for path in THEATRES_FOLDER.glob("*.toml")))


@functools.cache
def load_theatre(name: str | Path) -> Theatre:
    """Read a shipped theatre by name, or a theatre file by its path.

    Raises
    ------
    ConfigError
        If there is none, or a key, side or type in it is not known; the message names file, key and the nearest known.
    """
    path = Path(name)
    if path.suffix != ".toml":
        path = THEATRES_FOLDER / f"{name}.toml"
        if not path.exists():
            near = nearest(str(name), shipped_theatres())
            hint = f"did you mean {near!r}?" if near else f"shipped ones are {', '.join(shipped_theatres())}, or give the path of a .toml file"
            raise ConfigError(f"no theatre is called {str(name)!r}: {hint}")
    text = read_text(path, ConfigError("no such theatre file: check the path, or name one that is shipped", path=path))
    return _theatre(parse_toml(text, path), path, content_id(text.encode().hex()))


def _theatre(data: Mapping[str, Any], path: Path, fingerprint: str) -> Theatre:
    reject_unknown_keys(data, _KEYS, path, "a theatre")
    for key in ("name", "first_day", "home", "extent", "sides"):
        if key not in data:
            raise ConfigError(f"a theatre lacks {key!r}: see ukraine.toml for every key", path=path)
    if not isinstance(data["first_day"], dt.date):
        raise ConfigError(f"first_day is {data['first_day']!r}: expected a date such as 2022-02-24, without quotes", path=path)
    extent = data["extent"]
    if not isinstance(extent, list) or len(extent) != 4 or not all(isinstance(degree, int | float) and abs(degree) <= 180 for degree in extent):
        raise ConfigError(f"extent is {extent!r:.60}: expected four numbers of degrees: west, south, east, north", path=path)
    what = "a theatre"
    sides = tuple(_side(side_id, table, path) for side_id, table in _table(data["sides"], "sides", path).items())
    known = {side.id for side in sides}
    actors = [_actor(table, kind, known, path) for key, kind in (("actors", None), ("outlets", "outlet")) for table in _list(data, key, what, path)]
    name = _text(data, "name", what, path)
    west, south, east, north = (float(degree) for degree in extent)
    return Theatre(
        id=path.stem,
        name=name,
        title=_text(data, "title", what, path) if "title" in data else name,
        first_day=data["first_day"],
        home=_texts(data, "home", what, path),
        nearby=_texts(data, "nearby", what, path),
        extent=(west, south, east, north),
        sides=sides,
        actors=tuple(actors),
        fingerprint=fingerprint,
    )


def _side(side_id: str, table: Any, path: Path) -> Side:
    what = f"side {side_id!r}"
    reject_unknown_keys(_table(table, what, path), _SIDE_KEYS, path, what)
    return Side(
        id=side_id,
        label=_text(table, "label", what, path),
        colour=_colour(table, what, path),
        countries=_texts(table, "countries", what, path),
        capitals=_texts(table, "capitals", what, path),
        adjectives=_texts(table, "adjectives", what, path),
        codes=_texts(table, "codes", what, path),
        held=_texts(table, "held", what, path),
        languages=_texts(table, "languages", what, path),
        only_languages=_texts(table, "only_languages", what, path),
    )


def _actor(table: Any, kind: str | None, sides: set[str], path: Path) -> Actor:
    what = f"actor {_table(table, 'an actor', path).get('name')!r}"
    reject_unknown_keys(table, _ACTOR_KEYS, path, what)
    name, side = _text(table, "name", what, path), _text(table, "side", what, path)
    if side not in sides:
        raise ConfigError(f"{what} has side {side!r}: expected one of {', '.join(sorted(sides))}", path=path)
    kind = kind or table.get("type")
    if kind != "outlet" and kind not in _ACTOR_TYPES:
        raise ConfigError(f"{what} has type {kind!r}: expected one of {', '.join(_ACTOR_TYPES)}", path=path)
    reliability = table.get("reliability", "F")
    if reliability not in list(Reliability):
        raise ConfigError(f"{what} has reliability {reliability!r}: expected a letter from A (completely reliable) to F (cannot be judged)", path=path)
    region = _text(table, "region", what, path) if "region" in table else ""
    return Actor(name=name, side=side, type=str(kind), aliases=_texts(table, "aliases", what, path), region=region, reliability=Reliability(reliability))


def _table(value: Any, what: str, path: Path) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(f"{what} is {value!r:.60}: expected a table; see ukraine.toml", path=path)
    return value


def _list(table: Mapping[str, Any], key: str, what: str, path: Path) -> list[Any]:
    value = table.get(key, [])
    if not isinstance(value, list):
        raise ConfigError(f"{key} of {what} is {value!r:.60}: expected a list", path=path)
    return value


def _texts(table: Mapping[str, Any], key: str, what: str, path: Path) -> tuple[str, ...]:
    value = _list(table, key, what, path)
    if not all(isinstance(each, str) for each in value):
        raise ConfigError(f"{key} of {what} is {value!r:.60}: expected a list of texts", path=path)
    return tuple(value)


def _colour(table: Mapping[str, Any], what: str, path: Path) -> str:
    colour = _text(table, "colour", what, path)
    if not _COLOUR.fullmatch(colour):
        raise ConfigError(f"the colour of {what} is {colour!r}: expected six hexadecimal digits such as '#c2452d'", path=path)
    return colour


def _text(table: Mapping[str, Any], key: str, what: str, path: Path) -> str:
    value = table.get(key)
    if not isinstance(value, str):
        raise ConfigError(f"{what} lacks {key!r}" if value is None else f"{key} of {what} is {value!r:.60}: expected a text", path=path)
    return value
