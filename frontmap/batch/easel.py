"""Draws the sheets of one build, with gallery and feed; what did not change since the build before stays as it is."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from frontmap.batch.cache import Cache
from frontmap.batch.feed import KEPT, News, atom
from frontmap.batch.folder import OutputFolder
from frontmap.batch.gallery import GalleryContext, card_of, render_gallery
from frontmap.batch.gathered import Gathered
from frontmap.batch.picture import draw, ground
from frontmap.batch.plan import Sheet
from frontmap.batch.recipe import Recipe
from frontmap.batch.report import BuildRecord, MapRecord, written
from frontmap.batch.shown import Shown, mark_of, shown_file, write_shown
from frontmap.control.columns import control_layer
from frontmap.exports.write import write_claims
from frontmap.packing import pack
from frontmap.pipeline import Tools
from frontmap.records import Claim, Polarity, content_id
from frontmap.webmap.basemap import Layer
from frontmap.webmap.basemap import load as load_basemap
from frontmap.webmap.basemap_labels import label_rows, labels
from frontmap.webmap.page import shared_data, side_contexts
from frontmap.webmap.render import write_map

__all__ = ["FEED", "Easel"]

FEED = "feed.xml"
_TOLD = 20  # new claims that a feed entry names


@dataclass
class Easel:
    """What the sheets of one build are drawn with.

    Parameters
    ----------
    recipe, tools, gathered
        What is asked for, and what the inputs gave.
    before : BuildRecord or None
        The build before.
    known : mapping
        What each map showed in the build before.
    paint : str
        A hash of all that every page depends on but its own claims.
    cache : Cache or None
        Where the names on the base map are kept.
    """

    recipe: Recipe
    tools: Tools
    gathered: Gathered
    before: BuildRecord | None
    known: Mapping[str, Shown]
    paint: str
    cache: Cache | None = None
    drawn: list[str] = field(default_factory=list)
    _prints: dict[int, str] = field(default_factory=dict)

    @cached_property
    def _common(self) -> dict[str, Any]:
        """What all pages are written with; made once there is a page to draw."""
        theatre, gazetteer = self.tools.theatre, self.tools.gazetteer
        basemap, names = load_basemap(), self._labels()
        return {"theatre": theatre, "gazetteer": gazetteer, "basemap": basemap, "labels": names, "shared": shared_data(basemap, names)}

    def _labels(self) -> Sequence[Sequence[Any]]:
        """Return the names on the base map, which depend on gazetteer and theatre alone and take half a second to choose."""
        theatre, gazetteer = self.tools.theatre, self.tools.gazetteer
        key = content_id("labels", self.paint)
        kept = self.cache.get(key) if self.cache is not None else None
        if kept is not None:
            rows: Sequence[Sequence[Any]] = json.loads(kept)
            return rows
        found = label_rows(labels(gazetteer, theatre.extent, theatre.home, theatre.nearby))
        if self.cache is not None:
            self.cache.put(key, "", (), json.dumps(found).encode())
        return found

    @cached_property
    def _ground(self) -> Mapping[str, Sequence[Layer]]:
        return ground()

    def fingerprint(self, sheet: Sheet) -> str:
        """Return a hash of all that a sheet's page and exports depend on."""
        documents, unplaced, rejected = self.gathered.of(sheet)
        return content_id(sheet.fingerprint(self._print), self.paint, *map(self._print, (*documents, *unplaced, *rejected)))

    def _print(self, record: Any) -> str:
        """Return a record's hash, made once for all sheets that show it; all of them outlive the easel."""
        known = self._prints.get(id(record))
        if known is None:
            known = self._prints[id(record)] = hashlib.blake2b(pack(record), digest_size=16).hexdigest()
        return known

    def standing(self, sheet: Sheet, fingerprint: str) -> MapRecord | None:
        """Return the record of the build before, if the sheet is drawn as it would be drawn."""
        old = next((each for each in self.before.maps if each.name == sheet.name), None) if self.before is not None else None
        same = old is not None and old.fingerprint == fingerprint and all(file.stands(self.recipe.output) for file in old.files)
        return old if same else None

    def map(self, sheet: Sheet, folder: OutputFolder) -> MapRecord:
        """Write a sheet's page and exports, unless they stand there as they would be written."""
        fingerprint = self.fingerprint(sheet)
        old = self.standing(sheet, fingerprint)
        if old is not None:
            return dataclasses.replace(old, recipe=sheet.recipe.name)
        documents, unplaced, rejected = self.gathered.of(sheet)
        names = [f"{sheet.name}.{ending}" for ending in ("html", *sheet.recipe.exports)]
        page, *exports = [folder.path / name for name in names]
        folder.note(*names)
        write_map(
            sheet.claims,
            page,
            title=sheet.title,
            subtitle=sheet.text,
            language=sheet.recipe.ui_language or self.tools.settings.ui_language,
            tiles=sheet.recipe.tiles or self.tools.settings.tiles,
            documents=documents,
            unplaced=unplaced,
            rejected=rejected,
            as_known=sheet.recipe.asked.as_known,
            as_happened=sheet.recipe.asked.as_happened,
            control=control_layer(sheet.claims, self.tools.theatre, self.tools.gazetteer) if sheet.recipe.control else None,
            **self._common,
        )
        for path in exports:
            write_claims(sheet.claims, path, theatre=self.tools.theatre)
        self.drawn.append(sheet.name)
        return MapRecord(sheet.name, sheet.recipe.name, sheet.title, fingerprint, len(sheet.claims), tuple(written(path) for path in (page, *exports)))

    def shown(self, sheet: Sheet, record: MapRecord) -> Shown:
        """Return what a sheet shows; its card is that of the build before where the sheet was not drawn anew."""
        marks = tuple(sorted(map(mark_of, sheet.claims)))
        old = self.known.get(sheet.name)
        if old is not None and sheet.name not in self.drawn:
            return Shown(sheet.name, old.card, marks)
        page, *exports = record.files
        picture = draw(sheet.claims, self.tools.theatre.extent, self._ground)
        return Shown(sheet.name, card_of(page.name, sheet.title, sheet.text, sheet.claims, [each.name for each in exports], picture), marks)

    def news(self, sheets: Iterable[Sheet], state: str, now: dt.datetime) -> tuple[News, ...]:
        """Return what is new on each map since the build before, with the news of the builds before that."""
        older = self.before.news if self.before is not None else ()
        found: list[News] = []
        for sheet in sheets:
            known = frozenset(self.known[sheet.name].marks) if sheet.name in self.known else frozenset()
            fresh = [claim for claim in sheet.claims if mark_of(claim) not in known]
            if not fresh:
                continue
            told = [_in_words(claim) for claim in fresh[:_TOLD]]
            rest = [f"and {len(fresh) - _TOLD} more"] if len(fresh) > _TOLD else []
            title = f"{sheet.title}: {len(fresh)} new or changed"
            found.append(News(content_id("news", state, sheet.name), title, now.isoformat(timespec="seconds"), f"{sheet.name}.html", (*told, *rest)))
        return (*found, *(each for each in older if each.id not in {one.id for one in found}))[:KEPT]

    def frame(self, record: BuildRecord, shown: Sequence[Shown], folder: OutputFolder) -> BuildRecord:
        """Write gallery, feed and what the maps show; return the record with them."""
        context = GalleryContext(
            title=self.recipe.title,
            text=self.recipe.text,
            cards=[each.card for each in shown],
            claims=record.counts["claims"],
            documents=record.counts["documents"],
            failures=len(record.failures),
            sides=side_contexts(self.tools.theatre),
            credit=str(load_basemap()["credit"]),
            version=record.frontmap,
            language=self.tools.settings.ui_language,
        )
        updated = record.news[0].updated if record.news else record.times["ended"]
        files = {
            self.recipe.gallery: render_gallery(context).encode("utf-8", "replace"),
            FEED: atom(self.recipe.title, content_id("feed", self.recipe.path.name, self.recipe.title), record.news, updated),
            shown_file(record.state): write_shown(shown),
        }
        return dataclasses.replace(record, beside=tuple(folder.put(name, data) for name, data in files.items()))


def _in_words(claim: Claim) -> str:
    """A claim on one line: day, matter, place, who says so, and the sentence."""
    place = claim.placement.place.name if claim.placement is not None and claim.placement.place is not None else claim.place_text or "no place"
    day = claim.event.edtf if claim.event is not None else "undated"
    what = f"{claim.kind.value}{' denied' if claim.polarity is Polarity.DENIED else ''}, {claim.modality.value}"
    voice = claim.claimant or claim.publisher or "nobody named"
    return f"{day} · {place} · {what} · {voice} · {claim.status.value}: {' '.join(claim.evidence.text.split())}"
