"""From a recipe and the claims to the maps that are to be: one, or one a day, week, month or region, each with its own claims."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from frontmap.batch.recipe import RESERVED, MapRecipe, Recipe
from frontmap.batch.selection import Selection, share_out
from frontmap.config import Settings
from frontmap.errors import ConfigError, FrontmapError
from frontmap.gazetteer.index import Gazetteer
from frontmap.ledger.threads import thread_claims
from frontmap.places.ask import place_name
from frontmap.records import Claim, content_id
from frontmap.theatres.load import Theatre

__all__ = ["Sheet", "plan", "selection_of"]

_MOST_BYTES = 120  # of a key in a file's name; the most that file systems take is 255 for all of it


@dataclass(frozen=True, slots=True)
class Sheet:
    """One map to be: its file's name without ending, what stands over it, and its claims."""

    name: str
    title: str
    text: str
    recipe: MapRecipe
    claims: tuple[Claim, ...]
    key: str | None = None

    def fingerprint(self, print_of: Callable[[Claim], str]) -> str:
        """Return a hash of all that the map is drawn from but frontmap's own code and the base map; `print_of` gives a claim's."""
        return content_id(self.name, self.title, self.text, self.recipe.fingerprint, *map(print_of, self.claims))


def plan(recipe: Recipe, claims: Iterable[Claim], gazetteer: Gazetteer, theatre: Theatre) -> tuple[Sheet, ...]:
    """Return the sheets that a recipe asks for, in its order, those of a series in the order of their keys.

    Parameters
    ----------
    claims : iterable of Claim
        All claims of the batch, with their statuses: a selection never changes who disputes whom. Read once.

    Raises
    ------
    ConfigError
        If a map's `near` is no place that can be told, or a side is none of the theatre's.
    """
    chosen = [(each, selection_of(each, recipe, gazetteer, theatre)) for each in recipe.maps]
    kept: list[list[Claim]] = [[] for _ in chosen]
    for claim in claims:
        for (_, selection), share in zip(chosen, kept, strict=True):
            if selection.knew(claim) if selection.as_known else selection.keeps(claim):
                share.append(claim)
    for (_, selection), share in zip(chosen, kept, strict=True):
        if selection.as_known:  # statuses are made anew from all that was known then, whatever the map shows of it
            share[:] = filter(selection.keeps, thread_claims(share))
    sheets = (sheet for (each, _), share in zip(chosen, kept, strict=True) for sheet in _sheets(each, share, recipe.title))
    return tuple(_named_apart(sheets, {Path(recipe.gallery).stem}))


def _sheets(each: MapRecipe, claims: list[Claim], title: str) -> Iterable[Sheet]:
    if each.each is None:
        yield Sheet(each.name, each.title or title, each.text, each, tuple(claims))
        return
    for key, share in share_out(claims, each.each).items():
        told = each.title or f"{title}: {{key}}"
        yield Sheet(each.name.replace("{key}", _file_part(key)), told.replace("{key}", key), each.text.replace("{key}", key), each, tuple(share), key)


def _named_apart(sheets: Iterable[Sheet], taken: set[str]) -> Iterable[Sheet]:
    """Give a number to a sheet whose file another one has: a map may be named as one of a series is, and regions may differ in signs alone."""
    for sheet in sheets:
        plain = f"map-{sheet.name}" if RESERVED.match(sheet.name) else sheet.name  # in front: what follows a reserved name never frees it
        names = itertools.chain((plain,), (f"{plain}-{number}" for number in itertools.count(2)))
        name = next(name for name in names if name.casefold() not in taken)
        taken.add(name.casefold())
        yield replace(sheet, name=name)


def _file_part(key: str) -> str:
    """A key as part of a file's name: letters, digits and hyphens, no more bytes than any file system takes."""
    part = re.sub(r"[^\w]+", "-", key.casefold())[:_MOST_BYTES].strip("-")
    return part.encode()[:_MOST_BYTES].decode(errors="ignore").strip("-") or "none"


def selection_of(each: MapRecipe, recipe: Recipe, gazetteer: Gazetteer, theatre: Theatre) -> Selection:
    """Return what a map asks of its claims, its `near` resolved to a point.

    Raises
    ------
    ConfigError
        If the place cannot be told, or a side or region is not known; the message says what is.
    """
    sides = [*(side.id for side in theatre.sides), "publisher"]
    for side in each.asked.sides:
        if side not in sides:
            raise ConfigError(f"map {each.name!r} asks for the side {side!r}: expected one of {', '.join(sides)}", path=recipe.path, line=each.line)
    if each.near is None:
        return each.asked
    return replace(each.asked, centre=_point(each, recipe, gazetteer, theatre))


def _point(each: MapRecipe, recipe: Recipe, gazetteer: Gazetteer, theatre: Theatre) -> tuple[float, float]:
    """The (lat, lon) of the place that a map is about: a gazetteer id, or a name that is not in doubt."""
    name = each.near or ""
    if ":" in name:
        try:
            place = gazetteer.place(name)
        except FrontmapError as error:
            raise ConfigError(f"map {each.name!r} is near {name!r}: {error.message}", path=recipe.path, line=each.line) from None
        return place.lat, place.lon
    placement = place_name(name, None, gazetteer, theatre, Settings())
    if placement.place is not None:
        return placement.place.lat, placement.place.lon
    others = "; ".join(f"{other.id} ({other.name}, {other.admin1})" for other in placement.runners_up)
    hint = f"write the id of the one that is meant: {others}" if others else "no gazetteer knows the name; write a place's id, or add a gazetteer that has it"
    raise ConfigError(f"map {each.name!r} is near {name!r}, which cannot be told: {hint}", path=recipe.path, line=each.line)
