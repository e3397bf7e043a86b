"""Draws the sheets of one build, with gallery and feed; what did not change since the build before stays as it is."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from frontmap.atomic import writing
from frontmap.batch.feed import KEPT, News, atom
from frontmap.batch.gallery import Card, GalleryContext, card_of, render_gallery
from frontmap.batch.picture import draw, ground
from frontmap.batch.plan import Sheet
from frontmap.batch.recipe import Recipe
from frontmap.batch.report import BuildRecord, MapRecord, Written, written
from frontmap.corrections.apply import Rejected
from frontmap.exports.write import write_claims
from frontmap.pipeline import Tools
from frontmap.records import Claim, Document, Placement, Polarity, content_id
from frontmap.webmap.basemap import load as load_basemap
from frontmap.webmap.basemap_labels import label_rows, labels
from frontmap.webmap.page import side_contexts
from frontmap.webmap.render import write_map

__all__ = ["Easel", "Gathered"]

GALLERY, FEED = "index.html", "feed.xml"
_TOLD = 20  # new claims that a feed entry names


@dataclass(slots=True)
class Gathered:
    """What the inputs of a build gave beside claims; `tell` is called with each failure as it comes."""

    tell: Callable[[str], None]
    documents: list[Document] = field(default_factory=list)
    unplaced: list[Placement] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    duplicates: int = 0
    cached: int = 0

    def fail(self, failure: object) -> None:
        """Keep and tell what could not be read."""
        self.failures.append(str(failure))
        self.tell(str(failure))

    def of(self, sheet: Sheet) -> tuple[list[Document], list[Placement], list[Rejected]]:
        """Return what belongs on a sheet: all of it if the sheet shows all claims, else that of the documents it tells from."""
        if sheet.key is None and sheet.recipe.shows_all:
            return self.documents, self.unplaced, self.rejected
        ids = {claim.doc_id for claim in sheet.claims}
        return (
            [document for document in self.documents if document.id in ids],
            [placement for placement in self.unplaced if placement.mention.doc_id in ids],
            [each for each in self.rejected if each.claim.doc_id in ids],
        )


@dataclass(slots=True)
class Easel:
    """What the sheets of one build are drawn with.

    `drawn` grows with the names of the maps that had to be written; `known` are the claims that the build before showed, by map.
    """

    recipe: Recipe
    tools: Tools
    gathered: Gathered
    before: BuildRecord | None
    known: Mapping[str, frozenset[str]]
    paint: str
    basemap: Mapping[str, Any]
    labels: Sequence[Sequence[Any]]
    drawn: list[str] = field(default_factory=list)

    @classmethod
    def before_a_build(cls, recipe: Recipe, tools: Tools, gathered: Gathered, before: BuildRecord | None, made_from: Mapping[str, str]) -> Self:
        """Set up for a build: base map, labels, and what the build before showed."""
        theatre = tools.theatre
        paint = content_id(made_from["drawing"], made_from["gazetteer"], made_from["theatre"], tools.settings.ui_language, tools.settings.tiles)
        rows = label_rows(labels(tools.gazetteer, theatre.extent, theatre.home, theatre.nearby))
        return cls(recipe, tools, gathered, before, _read_known(recipe.output, before), paint, load_basemap(), rows)

    @property
    def folder(self) -> Path:
        """Where everything is written."""
        return self.recipe.output

    def map(self, sheet: Sheet) -> MapRecord:
        """Write a sheet's page and exports, unless they stand there as they would be written."""
        documents, unplaced, rejected = self.gathered.of(sheet)
        fingerprint = content_id(sheet.fingerprint, self.paint, *map(repr, (*documents, *unplaced, *rejected)))
        old = next((each for each in self.before.maps if each.name == sheet.name), None) if self.before is not None else None
        if old is not None and old.fingerprint == fingerprint and all(file.stands(self.folder) for file in old.files):
            return old
        page, settings = self.folder / f"{sheet.name}.html", self.tools.settings
        write_map(
            sheet.claims,
            page,
            theatre=self.tools.theatre,
            title=sheet.title,
            subtitle=sheet.text,
            language=sheet.recipe.ui_language or settings.ui_language,
            tiles=sheet.recipe.tiles or settings.tiles,
            documents=documents,
            unplaced=unplaced,
            rejected=rejected,
            gazetteer=self.tools.gazetteer,
            basemap=self.basemap,
            labels=self.labels,
        )
        exports = [self.folder / f"{sheet.name}.{ending}" for ending in sheet.recipe.exports]
        for path in exports:
            write_claims(sheet.claims, path)
        self.drawn.append(sheet.name)
        return MapRecord(sheet.name, sheet.title, fingerprint, len(sheet.claims), tuple(written(path) for path in (page, *exports)))

    def news(self, sheets: Iterable[Sheet], state: str, now: dt.datetime) -> tuple[News, ...]:
        """Return what is new on each map since the build before, with the news of the builds before that."""
        older = self.before.news if self.before is not None else ()
        found: list[News] = []
        for sheet in sheets:
            known = self.known.get(sheet.name, frozenset())
            fresh = [claim for claim in sheet.claims if _mark(claim) not in known]
            if not fresh:
                continue
            told = [_in_words(claim) for claim in fresh[:_TOLD]]
            rest = [f"and {len(fresh) - _TOLD} more"] if len(fresh) > _TOLD else []
            title = f"{sheet.title}: {len(fresh)} new or changed"
            found.append(News(content_id("news", state, sheet.name), title, now.isoformat(timespec="seconds"), f"{sheet.name}.html", (*told, *rest)))
        return (*found, *(each for each in older if each.id not in {one.id for one in found}))[:KEPT]

    def frame(self, record: BuildRecord, sheets: Sequence[Sheet]) -> BuildRecord:
        """Write gallery, feed and the list of known claims; return the record with them."""
        under = ground()
        cards = [self._card(sheet, each, draw(sheet.claims, self.tools.theatre.extent, under)) for sheet, each in zip(sheets, record.maps, strict=True)]
        context = GalleryContext(
            title=self.recipe.title,
            text=self.recipe.text,
            cards=cards,
            claims=record.counts["claims"],
            documents=record.counts["documents"],
            failures=len(record.failures),
            sides=side_contexts(self.tools.theatre),
            credit=str(self.basemap["credit"]),
            version=record.frontmap,
            language=self.tools.settings.ui_language,
        )
        updated = record.news[0].updated if record.news else record.times["ended"]
        known = "".join(f"{sheet.name}\t{mark}\n" for sheet in sheets for mark in sorted(map(_mark, sheet.claims)))
        files = {
            GALLERY: render_gallery(context).encode("utf-8", "replace"),
            FEED: atom(self.recipe.title, content_id("feed", self.recipe.path.name, self.recipe.title), record.news, updated),
            _known_file(record.state): known.encode("utf-8", "replace"),
        }
        return dataclasses.replace(record, beside=tuple(self._put(name, data) for name, data in files.items()))

    def _card(self, sheet: Sheet, record: MapRecord, picture: Any) -> Card:
        page, *exports = record.files
        return card_of(page.name, sheet.title, sheet.text, sheet.claims, [each.name for each in exports], picture)

    def _put(self, name: str, data: bytes) -> Written:
        path = self.folder / name
        if not path.is_file() or path.read_bytes() != data:
            with writing(path) as file:
                file.write(data)
        return written(path)

    def clear(self, record: BuildRecord) -> None:
        """Take away the files of the build before that are none of this one's, if they still are as they were written."""
        names = {file.name for file in record.files()}
        for file in self.before.files() if self.before is not None else ():
            if file.name not in names and file.stands(self.folder):
                (self.folder / file.name).unlink(missing_ok=True)


def _known_file(state: str) -> str:
    """The list has the build's state in its name, so that it becomes the known one in the moment in which the record is written."""
    return f"known-{state}.txt"


def _read_known(folder: Path, before: BuildRecord | None) -> dict[str, frozenset[str]]:
    """Return the claims that each map showed in the build before."""
    if before is None:
        return {}
    try:
        lines = (folder / _known_file(before.state)).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    known: dict[str, set[str]] = {}
    for name, _, mark in (line.partition("\t") for line in lines):
        known.setdefault(name, set()).add(mark)
    return {name: frozenset(marks) for name, marks in known.items()}


def _mark(claim: Claim) -> str:
    return f"{claim.id} {claim.status.value}"


def _in_words(claim: Claim) -> str:
    """A claim on one line: day, matter, place, who says so, and the sentence."""
    place = claim.placement.place.name if claim.placement is not None and claim.placement.place is not None else claim.place_text or "no place"
    day = claim.event.edtf if claim.event is not None else "undated"
    what = f"{claim.kind.value}{' denied' if claim.polarity is Polarity.DENIED else ''}, {claim.modality.value}"
    voice = claim.claimant or claim.publisher or "nobody named"
    return f"{day} · {place} · {what} · {voice} · {claim.status.value}: {' '.join(claim.evidence.text.split())}"
