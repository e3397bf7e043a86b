"""The gazetteer a program opens: names in text, places by name, places by point.

The compiled index lies in `cache_folder()/gazetteer`, under a name that is the hash of the rows and of the code that
compiles them; whoever opens it first compiles it. A `Gazetteer` may be pickled to other processes: they open the same file.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import math
import os
import sqlite3
import weakref
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from frontmap.config import cache_folder
from frontmap.errors import GazetteerError, UnknownPlaceError
from frontmap.gazetteer import added, compiler, curated, dumps, geocoder, inflect, merge, names, rows, sieve, sources, tables, variants
from frontmap.gazetteer.added import added_files
from frontmap.gazetteer.compiler import CYRILLIC_COUNTRIES, LEAST_SKELETON, band_of, compile_index
from frontmap.gazetteer.inflect import namesakes_of_adjective, nominatives
from frontmap.gazetteer.names import compact, is_cyrillic, normalise, skeleton
from frontmap.gazetteer.rows import KINDS
from frontmap.gazetteer.scan import NameHit, Scanner, skeletons_of
from frontmap.gazetteer.sources import Source, content_hash, gather, shipped_files
from frontmap.geodesy import EARTH_RADIUS_M, distance_m
from frontmap.records import Place

if TYPE_CHECKING:
    from geopy import Location

__all__ = ["Candidate", "Gazetteer", "GazetteerInfo", "NameHit"]

_CODE = (added, compiler, curated, dumps, inflect, merge, names, rows, sieve, sources, tables, variants)  # what they say decides what stands in the index
_PLACE = "p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.feature, p.population, p.radius_m"
_NAME = "n.name, n.since, n.until"
_TOWN = ("ск", "цк", "ськ", "цьк")  # endings of towns that look like adjectives
_CITY = " city"  # Kherson City is Kherson
# How much a kind of name takes from a place's renown, in powers of ten of its population.
_DISTRICT_DOUBT = 1.5  # a city's district bears the name of many a village
_DOUBT = {"main": 0.0, "alternate": 0.3, "press": 0.3, "occupation": 0.3, "historic": 0.6, "exonym": 0.6, "generated": 1.0, "fuzzy": 2.0}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean: `name` is the gazetteer's own spelling that matched, `name_kind` what it is to the place.

    `name_kind` is one of main, alternate, press, occupation, historic, exonym, generated (only the romanisation's
    skeleton agrees) and fuzzy (only nearly so). `name_from` and `name_until` are the ISO date or year from and to which
    the place bore that name, empty where that is not known: Bakhmut was Artemivsk from 1924 until 2016-02-04.
    """

    place: Place
    name: str
    name_kind: str
    name_from: str = ""
    name_until: str = ""


@dataclass(frozen=True, slots=True)
class GazetteerInfo:
    """What a gazetteer holds: its sources with their licences and credits, its places and names, its index file."""

    sources: tuple[Source, ...]
    places: int
    names: int
    path: Path
    size: int
    fingerprint: str


class Gazetteer:
    """Names and places of the shipped rows, the curated rows and whatever the user added.

    Make one with `Gazetteer.open`. All its answers are deterministic; it is safe to use from several threads and to
    pickle.

    Examples
    --------
    >>> gazetteer = Gazetteer.open()
    >>> [gazetteer.candidates(hit.key)[0].place.name for hit in gazetteer.find("Fighting near Kupyansk and Soledar")]
    ['Kupiansk', 'Soledar']
    """

    def __init__(self, path: Path, fingerprint: str, extra: tuple[Path, ...] = ()) -> None:
        self.fingerprint = fingerprint
        self._path = path
        self._extra = extra
        self._db = sqlite3.connect(_read_only(path), uri=True, check_same_thread=False)
        weakref.finalize(self, self._db.close)  # Python 3.13 warns of a database that is only forgotten
        self._scanner = Scanner(self._db)
        self._matches = functools.lru_cache(maxsize=50_000)(self._look_up)
        self._neighbours = functools.lru_cache(maxsize=10_000)(self._look_near)

    @classmethod
    def open(cls, *extra: Path) -> Gazetteer:
        """Open the gazetteer, compiling its index where this content has none yet; what is open already is given again.

        Parameters
        ----------
        *extra : Path
            Further files, for this once: GeoNames files (`.txt`, `.zip`), CSV or GeoJSON.

        Raises
        ------
        GazetteerError
            If a file is broken (names file, line and column), or the index cannot be written.
        """
        further = (*added_files(), *(Path(path) for path in extra))
        code = [Path(module.__file__) for module in _CODE if module.__file__]
        fingerprint = content_hash((*shipped_files(), *further, *code))
        path = (cache_folder() / "gazetteer" / f"index-{fingerprint}.sqlite").absolute()
        if not _is_whole(path):
            try:
                compile_index(*gather(further), path)
            except GazetteerError:  # on Windows a file that is open is not replaced: another process compiled the same meanwhile, and has it open
                if not _is_whole(path):
                    raise
        return _opened(path, fingerprint, tuple(Path(path).absolute() for path in extra))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as the call that opens it again."""
        return (Gazetteer.open, self._extra)

    def find(self, text: str) -> list[NameHit]:
        """Return the gazetteer's names in a text, leftmost and longest first, none overlapping another.

        A name stands between word bounds and begins with a capital, in scripts that have them. A possessive ending
        ("Bakhmut's") is left out of the hit; a case ending (у Бахмуті) is part of it.

        Parameters
        ----------
        text : str
            Any text; offsets of hits count its code points.
        """
        return self._scanner.find(text)

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Return the places that a name may mean, best-known first.

        Parameters
        ----------
        name : str
            A name in any spelling, or the `key` of a hit.

        Returns
        -------
        tuple of Candidate
            Sorted by population, less so much as the kind of name leaves in doubt, then by id. Empty for no such name.
        """
        return self._matches(normalise(name))

    def _look_up(self, key: str) -> tuple[Candidate, ...]:
        """Return the candidates of a key: as it stands, out of a case, by its skeleton, as an adjective."""
        found = self._by_keys([key])
        if is_cyrillic(key):
            found = self._by_keys(nominatives(key)) | found
        noun = any(hit.name.endswith(_TOWN) for hit in found.values())
        found = self._by_skeletons(skeletons_of(key)) | found
        if is_cyrillic(key) and not noun:  # Брянск comes of no Брянка
            found = {row: dataclasses.replace(hit, name_kind="generated") for row, hit in self._by_keys(namesakes_of_adjective(key)).items()} | found
        if not found and key.endswith(_CITY):
            return self._look_up(key.removesuffix(_CITY))
        return tuple(sorted(found.values(), key=_renown))

    def _by_keys(self, keys: Iterable[str]) -> dict[int, Candidate]:
        """Return row -> candidate for names with one of the given keys."""
        found: dict[int, Candidate] = {}
        spellings = [spelling for spelling in dict.fromkeys(map(compact, keys)) if spelling in self._scanner.sieve]
        if not spellings:
            return found
        marks = ",".join("?" * len(spellings))
        query = f"SELECT n.row, n.kind, {_NAME}, {_PLACE} FROM name n JOIN place p ON p.row = n.row WHERE n.key IN ({marks}) ORDER BY n.kind, n.key"  # noqa: S608 - only question marks
        for row, kind, name, since, until, *place in self._db.execute(query, spellings):
            found.setdefault(row, Candidate(Place(*place), name, KINDS[kind], since, until))
        return found

    def _by_skeletons(self, bones: Iterable[str]) -> dict[int, Candidate]:
        """Return row -> candidate for names with one of the given skeletons, in the countries that have them."""
        found: dict[int, Candidate] = {}
        wanted = [bone for bone in dict.fromkeys(bones) if len(bone) >= LEAST_SKELETON and bone in self._scanner.sieve]
        if not wanted:
            return found
        query = f"SELECT key FROM skeleton WHERE skeleton IN ({','.join('?' * len(wanted))})"  # noqa: S608 - only question marks
        keys = list(dict.fromkeys((*wanted, *(key for (key,) in self._db.execute(query, wanted)))))
        marks = ",".join("?" * len(keys))
        query = f"SELECT n.row, {_NAME}, {_PLACE} FROM name n JOIN place p ON p.row = n.row WHERE n.key IN ({marks}) ORDER BY n.kind, n.key"  # noqa: S608 - only question marks
        for row, name, since, until, *place in self._db.execute(query, keys):
            if place[4] in CYRILLIC_COUNTRIES:
                found.setdefault(row, Candidate(Place(*place), name, "generated", since, until))
        return found

    def near(self, name: str, limit: int = 5, head: int = 0) -> tuple[tuple[Candidate, float], ...]:
        """Return places whose names are spelt nearly so and begin with the same `head` letters, nearest first, each with its similarity from 0 to 1.

        Similarity is that of the skeletons (Levenshtein, normalised). Only names of Ukraine, Russia, Belarus and Moldova
        are compared; the name itself, in any of its romanisations, is not among them.
        """
        return self._neighbours(skeleton(normalise(name)), limit, head)

    def _look_near(self, bone: str, limit: int, head: int) -> tuple[tuple[Candidate, float], ...]:
        """Return what `near` returns, for a skeleton."""
        from rapidfuzz import fuzz, process

        if len(bone) < LEAST_SKELETON:
            return ()
        alike = slice(bisect_left(self._bones, bone[:head]), bisect_right(self._bones, bone[:head], key=lambda other: other[:head]))
        near = process.extract(bone, self._bones[alike], scorer=fuzz.ratio, score_cutoff=75.0, limit=limit * 4)
        found: dict[str, tuple[Candidate, float]] = {}
        for other, score, _ in sorted(near, key=lambda hit: (-hit[1], hit[0])):
            for candidate in sorted(self._by_skeletons([other]).values(), key=_renown) if other != bone else ():
                fuzzy = dataclasses.replace(candidate, name_kind="fuzzy")
                found.setdefault(candidate.place.id, (fuzzy, round(score / 100, 4)))
        return tuple(found.values())[:limit]

    @functools.cached_property
    def _bones(self) -> list[str]:
        """All skeletons of the countries that have them, sorted."""
        (packed,) = self._db.execute("SELECT bones FROM about").fetchone()
        return zlib.decompress(packed).decode().split("\n")

    def place(self, place_id: str) -> Place:
        """Return the place of an id.

        Raises
        ------
        UnknownPlaceError
            If no row has that id.
        """
        found = self._db.execute(f"SELECT {_PLACE} FROM place p WHERE p.id = ?", (place_id,)).fetchone()  # noqa: S608 - only constants
        if found is None:
            raise UnknownPlaceError(f"no place has the id {place_id!r}: expected one such as geonames:713174, as candidates() gives them")
        return Place(*found)

    def names(self, place_id: str) -> tuple[str, ...]:
        """Return the names of a place: the main one first, then by kind and alphabet.

        Raises
        ------
        UnknownPlaceError
            If no row has that id.
        """
        query = "SELECT n.name FROM name n JOIN place p ON p.row = n.row WHERE p.id = ? ORDER BY n.kind, n.name"
        found = tuple(name for (name,) in self._db.execute(query, (place_id,)))
        return found or (self.place(place_id).name,)

    def within(self, lat: float, lon: float, radius_m: float) -> list[tuple[Place, float]]:
        """Return the settlements and facilities within `radius_m` metres of a point, nearest first, with their distances.

        Regions and countries are areas, and left out.
        """
        reach = math.degrees(radius_m / EARTH_RADIUS_M)
        wide = reach / max(0.01, math.cos(math.radians(min(89.0, abs(lat) + reach))))
        query = (
            f"SELECT {_PLACE} FROM place p WHERE p.band BETWEEN ? AND ? AND p.lon BETWEEN ? AND ? "  # noqa: S608 - only constants
            "AND p.feature NOT LIKE 'ADM%' AND p.feature <> 'PCLI'"
        )
        found = []
        for turn in (-360.0, 0.0, 360.0):  # a circle may reach over the 180th meridian
            west, east = lon + turn - wide, lon + turn + wide
            if west <= 180 and east >= -180:
                found += [Place(*values) for values in self._db.execute(query, (band_of(lat - reach), band_of(lat + reach), west, east))]
        distances = ((place, distance_m(lat, lon, place.lat, place.lon)) for place in dict.fromkeys(found))
        return sorted((hit for hit in distances if hit[1] <= radius_m), key=lambda hit: (hit[1], hit[0].id))

    def __contains__(self, place_id: object) -> bool:
        """Whether a place has that id."""
        return self._db.execute("SELECT 1 FROM place WHERE id = ?", (place_id,)).fetchone() is not None

    def settlements(self, *countries: str) -> Iterator[Place]:
        """Yield the settlements of the given countries (ISO codes), or of all, largest first."""
        where = f"AND p.country IN ({','.join('?' * len(countries))})" if countries else ""
        query = f"SELECT {_PLACE} FROM place p WHERE p.feature LIKE 'PPL%' {where} ORDER BY p.population DESC, p.id"  # noqa: S608 - only question marks
        for values in self._db.execute(query, countries):
            yield Place(*values)

    def geocode(self, query: str, exactly_one: bool = True, **options: Any) -> Location | list[Location] | None:  # noqa: FBT001, FBT002 - geopy's signature
        """Return the place of a name as a geopy `Location`: see `frontmap.gazetteer.geocoder.geocode`."""
        return geocoder.geocode(self, query, exactly_one=exactly_one, **options)

    def reverse(self, query: Any, exactly_one: bool = True, **options: Any) -> Location | list[Location] | None:  # noqa: FBT001, FBT002 - geopy's signature
        """Return the settlement nearest to a (lat, lon) as a geopy `Location`: see `frontmap.gazetteer.geocoder.reverse`."""
        return geocoder.reverse(self, query, exactly_one=exactly_one, **options)

    def info(self) -> GazetteerInfo:
        """Return what the gazetteer holds."""
        found = tuple(Source(*values) for values in self._db.execute("SELECT name, rows, licence, credit, joined, apart FROM source"))
        places, count = self._db.execute("SELECT places, names FROM about").fetchone()
        return GazetteerInfo(found, places, count, self._path, self._path.stat().st_size, self.fingerprint)


@functools.lru_cache(maxsize=2)
def _opened(path: Path, fingerprint: str, extra: tuple[Path, ...]) -> Gazetteer:
    """Open an index once a process: the stages remember what they asked of a gazetteer, and would hold every one that was ever opened."""
    return Gazetteer(path, fingerprint, extra)


def _read_only(path: PurePath) -> str:
    """Return the address under which SQLite reads a file that nobody changes: without a host, since it knows none, a server's share too."""
    name = path.as_posix()
    return f"file://{'' if name.startswith('/') else '/'}{quote(os.fsencode(name), safe='/:')}?mode=ro&immutable=1"


def _is_whole(path: Path) -> bool:
    """Whether a file is an index that can be read: a full disk or a crash may leave another."""
    if not path.is_file():
        return False
    try:
        with contextlib.closing(sqlite3.connect(_read_only(path), uri=True)) as db:
            return db.execute("SELECT places FROM about").fetchone() is not None
    except sqlite3.DatabaseError:
        return False


def _renown(candidate: Candidate) -> tuple[float, str]:
    place = candidate.place
    district = _DISTRICT_DOUBT if place.feature == "PPLX" else 0.0
    return (_DOUBT[candidate.name_kind] + district - math.log10(place.population + 10), place.id)
