"""The whole path on one screen: documents in, claims out."""

from __future__ import annotations

import dataclasses
import datetime as dt
import gc
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from frontmap.claims.extract import extract_claims
from frontmap.claims.grades import graded
from frontmap.config import Settings
from frontmap.corrections.apply import Applied, Rejected, apply_to_claims, apply_to_placements
from frontmap.corrections.load import Corrections
from frontmap.corrections.load import load as load_corrections
from frontmap.dates.resolve import date_document
from frontmap.documents.dedupe import Duplicate, drop_exact_duplicates
from frontmap.documents.formats import document_from_fields
from frontmap.documents.reader import Failure
from frontmap.documents.reader import read as read_files
from frontmap.errors import FrontmapError, InputError
from frontmap.gazetteer.index import Gazetteer
from frontmap.ledger.threads import thread_claims
from frontmap.mentions.match import find_mentions
from frontmap.places.rank import place_mentions
from frontmap.records import Claim, Document, Mention, Placement, Role
from frontmap.theatres.load import Theatre, load_theatre

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

__all__ = ["InputWarning", "Reading", "Tools", "extract", "fault_of", "geoparse_document", "ledger", "read", "read_document", "read_documents", "read_inputs", "settle"]


class InputWarning(UserWarning):
    """An input that could not be read; the others were."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What every stage is handed: settings, theatre, gazetteer and corrections."""

    settings: Settings
    theatre: Theatre
    gazetteer: Gazetteer
    corrections: Corrections = field(default_factory=Corrections)

    @classmethod
    def open(cls, settings: Settings | None = None, gazetteers: Iterable[Path] = ()) -> Tools:
        """Open the theatre, the gazetteer (with further files, for this once) and the corrections that `settings` name."""
        settings = settings or Settings()
        gazetteer = Gazetteer.open(*gazetteers)
        corrections = load_corrections(settings.corrections, gazetteer) if settings.corrections else Corrections()
        return cls(settings, load_theatre(settings.theatre), gazetteer, corrections)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document gave: its mentions, a placement for each that names a place, its claims, and what corrections did to them."""

    document: Document
    mentions: tuple[Mention, ...]
    placements: tuple[Placement, ...]
    claims: tuple[Claim, ...]
    applied: tuple[Applied, ...] = ()
    rejected: tuple[Rejected, ...] = ()

    @property
    def unplaced(self) -> tuple[Placement, ...]:
        """The place mentions that no place was found for, each with its reason."""
        return tuple(placement for placement in self.placements if placement.place is None)

    def placed_mentions(self) -> Iterator[tuple[Mention, Placement | None]]:
        """Yield every mention with its placement, None where the mention names no place."""
        placements = iter(self.placements)
        for mention in self.mentions:
            yield mention, next(placements) if mention.role is Role.PLACE else None


def settle() -> None:
    """Let a process that reads much spare its garbage collector: what is open stays, and records hold no cycles.

    Looking for them among a million records would cost a fifth of the time. It is the process's to decide, so that commands,
    workers and benchmarks call this, and the library never does. Called again, it leaves out what was made meanwhile: frozen garbage
    would never go.
    """
    if not gc.get_freeze_count():
        gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def read_inputs(paths: Iterable[Path | str], settings: Settings) -> Iterator[Document | Duplicate | Failure]:
    """Yield the documents of files and folders (`-` is standard input), exact duplicates and failures among them."""
    return drop_exact_duplicates(read_files(paths, settings))


def geoparse_document(document: Document, tools: Tools) -> Reading:
    """Take one document through dates, mentions and places, corrections last: a reading without claims, in a small part of the time."""
    theatre, gazetteer = tools.theatre, tools.gazetteer
    document = dataclasses.replace(document, date=date_document(document, theatre))
    mentions = find_mentions(document, gazetteer, theatre)
    placements = place_mentions(document, mentions, gazetteer, theatre, tools.settings)
    placements, applied = apply_to_placements(document, mentions, placements, tools.corrections)
    return Reading(document, tuple(mentions), tuple(placements), (), tuple(applied))


def read_document(document: Document, tools: Tools) -> Reading:
    """Take one document through dates, mentions, places and claims, corrections last in each."""
    placed = geoparse_document(document, tools)
    found = graded(extract_claims(placed.document, placed.mentions, placed.placements, tools.theatre), tools.theatre)
    claims, rejected = apply_to_claims(found, tools.corrections)
    return dataclasses.replace(placed, claims=tuple(claims), rejected=tuple(rejected))


def read_documents(items: Iterable[Document | Duplicate | Failure], tools: Tools) -> Iterator[Reading | Duplicate | Failure]:
    """Take each document through all stages up to claims; what is no document passes through.

    A document that a fault of ours stops becomes a failure that names it; the others go on.
    """
    for item in items:
        if not isinstance(item, Document):
            yield item
            continue
        try:
            reading = read_document(item, tools)
        except FrontmapError:
            raise  # a lexicon or gazetteer that cannot be read is no matter of this document
        except Exception as error:  # noqa: BLE001 - one document must not take the others with it; the failure is told
            yield fault_of(item, error)
        else:
            yield reading


def fault_of(document: Document, error: Exception) -> Failure:
    """Return the failure of a document that a fault of ours stops."""
    return Failure(document.source, None, f"stopped the reading ({type(error).__name__}: {error}): a fault of frontmap's, please report it with this document")


def ledger(readings: Iterable[Reading]) -> list[Claim]:
    """Return the claims of all readings, with thread, origin and status."""
    return thread_claims([claim for reading in readings for claim in reading.claims])


def read(
    paths: Iterable[Path | str] | Path | str, settings: Settings | None = None, *, on_failure: Callable[[Failure], None] | None = None
) -> Iterator[Document]:
    """Read documents from files and folders, exact duplicates dropped.

    Parameters
    ----------
    paths : path or iterable of paths
        Files or folders; a folder is read recursively, in sorted order.
    settings : Settings, optional
        Limits and language.
    on_failure : callable, optional
        Called with each input that could not be read; without it an InputWarning is issued. The others go on.

    Yields
    ------
    Document
        With text, title, publisher, url and, where known, publication date.
    """
    paths = [paths] if isinstance(paths, (str, Path)) else list(paths)
    for item in read_inputs(paths, settings or Settings()):
        if isinstance(item, Document):
            yield item
        elif isinstance(item, Duplicate):
            continue
        elif on_failure is not None:
            on_failure(item)
        else:
            warnings.warn(str(item), InputWarning, stacklevel=2)


def extract(documents: Iterable[Document] | pd.DataFrame, settings: Settings | None = None) -> gpd.GeoDataFrame:
    """Return the claims of documents as a table, of which `claims.frontmap` answers questions (`frontmap.ClaimsDesk`).

    Parameters
    ----------
    documents : iterable of Document, or DataFrame
        As `frontmap.read` yields them; or a table with the columns `text` and, where known, `title`, `published`, `url`, `publisher`,
        `language` and `id`.
    settings : Settings, optional
        Theatre, language and thresholds.

    Returns
    -------
    GeoDataFrame
        One row a claim, EPSG:4326; `geometry` is a point (lon, lat), None for what could not be placed.

    Raises
    ------
    InputError
        If a row of the table is no document; the message names it.
    """
    from frontmap.desk import register
    from frontmap.exports.frame import claims_to_frame

    register()
    tools = Tools.open(settings)
    return claims_to_frame(ledger(read_document(document, tools) for document in _documents_of(documents, tools.settings)))


def _documents_of(documents: Iterable[Document] | pd.DataFrame, settings: Settings) -> Iterator[Document]:
    """Yield documents, whether handed as records or as a table."""
    to_dict = getattr(documents, "to_dict", None)
    if to_dict is None:
        yield from cast("Iterable[Document]", documents)
        return
    rows: list[dict[str, Any]] = to_dict("records")
    for number, row in enumerate(rows):
        told = {name: cell.date().isoformat() if isinstance(cell, dt.datetime) else cell for name, cell in row.items() if cell == cell and cell is not None}  # noqa: PLR0124 - not-a-number alone differs from itself
        try:
            yield document_from_fields(told, f"row {number} of the table", settings)
        except InputError as error:
            raise InputError(error.message, path=f"row {number} of the table") from None
