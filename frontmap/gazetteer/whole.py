"""The countries whose settlements are shipped entire: those of the theatres, and their neighbours (`recipe/whole.tsv`)."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from frontmap.errors import GazetteerError
from frontmap.gazetteer.rows import data_folder

__all__ = ["WholeCountry", "recipe_table", "whole_countries"]


@dataclass(frozen=True, slots=True)
class WholeCountry:
    """How a country's settlements are named.

    `scripts` are those in which they keep their other names; where none is told, they keep what settlements elsewhere do.
    `naming` is `ukrainian` where they go by the Ukrainian national romanisation, `plain` where by GeoNames' main name without
    its diacritics, and empty where by that name as it is.
    """

    scripts: frozenset[str]
    naming: str


@functools.cache
def whole_countries() -> Mapping[str, WholeCountry]:
    """Return the countries by ISO code.

    Raises
    ------
    GazetteerError
        If the recipe file is broken.
    """
    lines = recipe_table(data_folder() / "recipe" / "whole.tsv", 3)
    return {iso: WholeCountry(frozenset(filter(None, scripts.split("|"))), naming) for iso, scripts, naming in lines}


def recipe_table(path: Path, columns: int) -> Iterator[list[str]]:
    """Yield the values of each line of a tab-separated file, its header left out.

    Raises
    ------
    GazetteerError
        If a line has other than `columns` values.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], 2):
        values = line.split("\t")
        if len(values) != columns:
            raise GazetteerError(f"has {len(values)} columns: expected {columns}, separated by tabs", path=path, line=number)
        yield values
