"""Read `corrections.toml`: what a person says of places and claims, with the reason for each entry.

Four sorts of entry: `[[place]]` (this name is that place), `[[never]]` (this name is not to be placed), `[[new_place]]`
(this name lies here, and no gazetteer knows it) and `[[claim]]` (this claim is rejected, or right as it stands).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from frontmap.config import reject_unknown_keys
from frontmap.errors import ConfigError, MissingInputError, UnknownPlaceError
from frontmap.faults import parse_toml, read_text
from frontmap.gazetteer.names import normalise
from frontmap.records import Credibility, Document, Mention, Place, Reliability, content_id

if TYPE_CHECKING:
    from frontmap.gazetteer.index import Gazetteer

__all__ = ["ClaimRule", "Corrections", "PlaceRule", "load", "parse"]

_KEYS: Mapping[str, tuple[str, ...]] = {
    "place": ("document", "sentence", "text", "other", "is", "why"),
    "never": ("document", "sentence", "text", "other", "at", "why"),
    "new_place": ("document", "sentence", "text", "other", "name", "lat", "lon", "radius_m", "country", "admin1", "feature", "why"),
    "claim": ("id", "reject", "reliability", "credibility", "why"),
}
G = TypeVar("G", Reliability, Credibility)
_NEIGHBOURHOOD_M = 50_000.0  # how far off the settlement may lie that lends a new place its country and region
_WIDEST_M = 1_000_000.0


@dataclass(frozen=True, slots=True)
class PlaceRule:
    """What to make of mentions that are written as one of `names`.

    `place` is where they lie, None where they are never placed; `document` is the id, URL or title of the one document
    meant, None for all, and `sentence` the words, or some of them, of the one sentence meant. With `at`, a rule without a
    place speaks only of mentions that the program put at that id. `sort` and `line` tell the entry of the file.
    """

    sort: str
    names: tuple[str, ...]
    place: Place | None
    why: str
    document: str | None = None
    sentence: str | None = None
    at: str | None = None
    line: int | None = field(default=None, compare=False)

    def covers(self, document: Document) -> bool:
        """Whether the rule speaks of this document."""
        return self.document is None or self.document in (_on_one_line(document.id), document.url, _on_one_line(document.title or ""))

    def holds_at(self, text: str, mention: Mention) -> bool:
        """Whether a mention of a document with this text stands in the sentence that the rule speaks of, if it names one."""
        if self.sentence is None:
            return True
        words = re.compile(r"\s+".join(re.escape(word) for word in self.sentence.split()))
        return any(found.start() <= mention.start and mention.end <= found.end() for found in words.finditer(text))


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """What to make of the claim with this id: rejected, or looked at and right as it stands, or graded and no more (`reject` is None)."""

    id: str
    reject: bool | None
    why: str
    line: int | None = field(default=None, compare=False)
    reliability: Reliability | None = None
    credibility: Credibility | None = None


@dataclass(frozen=True, slots=True)
class Corrections:
    """All entries of a file; without any, nothing is changed.

    Attributes
    ----------
    path : Path or None
        The file, for messages.
    places : tuple of PlaceRule
        In the order of the file's sorts: `place`, `never`, `new_place`.
    claims : tuple of ClaimRule
        In the order of the file.
    fingerprint : str
        A hash of the file's bytes, for cache keys.
    """

    path: Path | None = None
    places: tuple[PlaceRule, ...] = ()
    claims: tuple[ClaimRule, ...] = ()
    fingerprint: str = ""
    _by_name: Mapping[str, tuple[PlaceRule, ...]] = field(init=False, repr=False, compare=False)
    _by_claim: Mapping[str, ClaimRule] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the rules by name and by claim."""
        named: dict[str, list[PlaceRule]] = defaultdict(list)
        for rule in self.places:
            for key in dict.fromkeys(normalise(name) for name in rule.names):
                named[key].append(rule)
        object.__setattr__(self, "_by_name", {key: tuple(rules) for key, rules in named.items()})
        object.__setattr__(self, "_by_claim", {rule.id: rule for rule in self.claims})

    def rules_for(self, text: str, key: str, document: Document) -> tuple[PlaceRule, ...]:
        """Return the rules for a name of a document as it is written or as the gazetteer knows it; the last word comes last.

        What holds everywhere comes before what holds in one document, that before what holds in one sentence, and among equals
        a `never` at one place before the rest.
        """
        if not self._by_name:
            return ()
        keys = dict.fromkeys((normalise(text), normalise(key)))
        rules = dict.fromkeys(rule for name in keys for rule in self._by_name.get(name, ()) if rule.covers(document))
        return tuple(sorted(rules, key=_breadth))

    def rule_for_claim(self, claim_id: str) -> ClaimRule | None:
        """Return the rule for a claim, None where there is none."""
        return self._by_claim.get(_on_one_line(claim_id))


def _breadth(rule: PlaceRule) -> tuple[bool, bool, bool]:
    return (rule.sentence is not None, rule.document is not None, rule.at is None)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def load(path: Path | str, gazetteer: Gazetteer) -> Corrections:
    """Read a corrections file and check every entry.

    Parameters
    ----------
    path : path
        A TOML file, `corrections.toml` by custom.
    gazetteer : Gazetteer
        Must hold every id that the file names.

    Raises
    ------
    MissingInputError
        If there is no such file.
    ConfigError
        If it is no TOML; if an entry has an unknown key, no `why`, an id that no gazetteer row has, or a point off the
        Earth; or if two entries contradict each other. The message names file, line and key.
    """
    path = Path(path)
    return parse(read_text(path, MissingInputError("no such corrections file: check the path, or leave it out", path=path)), path, gazetteer)


def parse(text: str, path: Path, gazetteer: Gazetteer) -> Corrections:
    """Read the text of a corrections file, as `load` does; `path` serves the messages.

    Raises
    ------
    ConfigError
        As `load` says.
    """
    data = parse_toml(text, path)
    reject_unknown_keys(data, _KEYS, path, "a corrections file")
    entries = {sort: _entries(data.get(sort, []), sort, text, path) for sort in _KEYS}
    claims = tuple(_claim_rule(entry) for entry in entries["claim"])
    readers = {"place": _place_rule, "never": _never_rule, "new_place": _new_place_rule}
    places = tuple(read(entry, gazetteer) for sort, read in readers.items() for entry in entries[sort])
    _refuse_contradictions(places, claims, path)
    return Corrections(path, places, claims, content_id(text))


def _entries(tables: Any, sort: str, text: str, path: Path) -> list[_Entry]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ConfigError(f"{sort} is no list of tables: begin each entry with a line [[{sort}]]", path=path)
    header = re.compile(rf"\s*\[\[\s*{sort}\s*\]\]")
    lines: list[int | None] = [number for number, line in enumerate(text.split("\n"), 1) if header.match(line)]
    if len(lines) != len(tables):  # entries written in another of TOML's ways: their lines are not known
        lines = [None] * len(tables)
    return [_Entry(sort, table, path, line) for table, line in zip(tables, lines, strict=True)]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of the file; reads its values, or says what is wrong with them, and in which line the entry begins."""

    sort: str
    table: Mapping[str, Any]
    path: Path
    line: int | None

    def __post_init__(self) -> None:
        """Refuse unknown keys, and an entry without a reason."""
        try:
            reject_unknown_keys(self.table, _KEYS[self.sort], self.path, f"[[{self.sort}]]")
        except ConfigError as error:
            raise self.error(error.message) from None
        self.text("why", "who says so and why")

    def error(self, message: str) -> ConfigError:
        """Return an error that names file and line."""
        return ConfigError(message, path=self.path, line=self.line)

    def text(self, key: str, meaning: str) -> str:
        """Return the words of a key that must be there."""
        found = self.optional(key)
        if found is None:
            raise self.error(f"[[{self.sort}]] lacks {key!r}: write {meaning}")
        return found

    def optional(self, key: str) -> str | None:
        """Return the words of a key, None where it is not given."""
        found = self.table.get(key)
        if found is None:
            return None
        if not isinstance(found, str) or not found.strip():
            raise self.error(f"{key} is {found!r}: expected words in quotes")
        return _on_one_line(found)

    def number(self, key: str, least: float, most: float) -> float:
        """Return a number within bounds, both included."""
        found = self.table.get(key)
        if found is None:
            raise self.error(f"[[{self.sort}]] lacks {key!r}: write a number from {least:g} to {most:g}")
        if isinstance(found, bool) or not isinstance(found, (int, float)) or not least <= found <= most:
            raise self.error(f"{key} is {found!r}: expected a number from {least:g} to {most:g}")
        return float(found)

    def grade(self, key: str, grades: type[G], meaning: str) -> G | None:
        """Return a grade of the Admiralty system, None where none is given; figures may stand without quotes."""
        found = self.table.get(key)
        if found is None:
            return None
        if isinstance(found, bool) or str(found) not in list(grades):
            raise self.error(f"{key} is {found!r}: expected {meaning}")
        return grades(str(found))

    def names(self) -> tuple[str, ...]:
        """Return what the entry's mentions are written as: `text`, then `other`."""
        others = self.table.get("other", [])
        if not isinstance(others, list) or not all(isinstance(other, str) for other in others):
            raise self.error(f'other is {others!r}: expected a list of names such as ["Ivanovka", "Іванівці"]')
        names = (self.text("text", "the name as the document writes it"), *(_on_one_line(other) for other in others))
        for name in names:
            if not normalise(name):
                raise self.error(f"{name!r} is no name: it has neither letters nor digits")
        return names

    def place(self, key: str, gazetteer: Gazetteer) -> Place:
        """Return the gazetteer's place of an id."""
        place_id = self.text(key, "the id of a place, as `frontmap geocode NAME --json` gives it")
        try:
            return gazetteer.place(place_id)
        except UnknownPlaceError:
            hint = "look it up with `frontmap geocode NAME --json`, or write a [[new_place]]"
            raise self.error(f"{key} is {place_id!r}, which no gazetteer row has: {hint}") from None

    def rule(self, place: Place | None, at: str | None = None) -> PlaceRule:
        """Return the entry as a rule that puts its names at `place`, or nowhere."""
        return PlaceRule(self.sort, self.names(), place, self.text("why", ""), self.optional("document"), self.optional("sentence"), at, self.line)


def _place_rule(entry: _Entry, gazetteer: Gazetteer) -> PlaceRule:
    return entry.rule(entry.place("is", gazetteer))


def _never_rule(entry: _Entry, gazetteer: Gazetteer) -> PlaceRule:
    return entry.rule(None, at=entry.place("at", gazetteer).id if "at" in entry.table else None)


def _new_place_rule(entry: _Entry, gazetteer: Gazetteer) -> PlaceRule:
    name = entry.optional("name") or entry.names()[0]
    lat, lon = entry.number("lat", -90, 90), entry.number("lon", -180, 180)
    country, admin1 = entry.optional("country"), entry.optional("admin1")
    if country is None or admin1 is None:
        near = next((place for place, _ in gazetteer.within(lat, lon, _NEIGHBOURHOOD_M)), None)
        if near is None and country is None:
            raise entry.error(f"lies far from every settlement known (lat {lat:g}, lon {lon:g}): check the two, or say its country")
        lends = near is not None and country in (None, near.country)
        country, admin1 = country or (near.country if near else ""), admin1 or (near.admin1 if near and lends else "")
    place = Place(
        id=f"correction:{content_id(name, lat, lon)}",
        name=name,
        lat=lat,
        lon=lon,
        country=country,
        admin1=admin1,
        feature=entry.optional("feature") or "PPL",
        radius_m=entry.number("radius_m", 1, _WIDEST_M) if "radius_m" in entry.table else None,
    )
    return entry.rule(place)


def _claim_rule(entry: _Entry) -> ClaimRule:
    reject = entry.table.get("reject")
    reliability = entry.grade("reliability", Reliability, "a letter from A (completely reliable) to F (cannot be judged)")
    credibility = entry.grade("credibility", Credibility, "a number from 1 (confirmed) to 6 (cannot be judged)")
    if not isinstance(reject, bool) and (reject is not None or (reliability is None and credibility is None)):
        raise entry.error(f"reject is {reject!r}: expected true (leave the claim out) or false (it is right as it stands), or a grade instead")
    claim_id = entry.text("id", "the claim's id, as `frontmap extract` writes it")
    return ClaimRule(claim_id, reject, entry.text("why", ""), entry.line, reliability, credibility)


def _refuse_contradictions(places: Iterable[PlaceRule], claims: Iterable[ClaimRule], path: Path) -> None:
    """Refuse two entries that speak of the same: the order of a file should decide nothing."""
    spoken: list[tuple[tuple[str | None, ...], PlaceRule | ClaimRule, str]] = [(("claim", rule.id), rule, f"claim {rule.id!r}") for rule in claims]
    for place in places:
        words = f"{place.names[0]!r} {'in this sentence' if place.sentence else 'in this document' if place.document else 'everywhere'}"
        keys = dict.fromkeys(normalise(name) for name in place.names)
        spoken.extend((("place", place.document, place.sentence, key, place.at), place, words) for key in keys)
    seen: dict[tuple[str | None, ...], int | None] = {}
    for subject, rule, words in sorted(spoken, key=lambda each: each[1].line or 0):
        if subject in seen:
            first = f"the entry of line {seen[subject]}" if seen[subject] else "another entry"
            raise ConfigError(f"{first} speaks of {words} already: keep one of the two", path=path, line=rule.line)
        seen[subject] = rule.line
