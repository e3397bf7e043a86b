"""What the page is told: one frozen context whose fields document themselves."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from typing import Any

from frontmap.corrections.apply import Rejected
from frontmap.errors import ConfigError
from frontmap.gazetteer.index import Gazetteer
from frontmap.ledger.compare import Compared
from frontmap.records import Claim, Document, Placement
from frontmap.theatres.load import Theatre, load_theatre
from frontmap.webmap import columns
from frontmap.webmap.basemap import load as load_basemap
from frontmap.webmap.basemap_labels import label_rows
from frontmap.webmap.basemap_labels import labels as find_labels
from frontmap.webmap.phrases import LANGUAGES, Phrases, load_messages
from frontmap.webmap.tiles import TileContext, tile_context

__all__ = ["Counts", "PageContext", "SideContext", "page_context", "shared_data", "side_contexts"]

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_WIDE = dt.timedelta(days=92)


@dataclass(frozen=True, slots=True)
class SideContext:
    """A side as the page shows it.

    Attributes
    ----------
    id : str
        As in a claim's `claimant_side`.
    label : str
        "Russian side".
    colour : str
        Six hexadecimal digits after `#`.
    """

    id: str
    label: str
    colour: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of everything the header and the trays tell.

    Attributes
    ----------
    claims : int
        All claims, placed or not.
    documents : int
        Documents that were read; without a build's word for it, those that carry a claim.
    origins : int
        Independent origins among the claims; claims without one count by document.
    claimants : int
        Different claimants; a publisher's own voice is none.
    mentions : int
        Place mentions that were not placed.
    unplaced : int
        Claims without a point on the map.
    undated : int
        Claims without an event date.
    places : int
        Different places that carry a claim.
    rejected : int
        Claims that a correction leaves out.
    """

    claims: int = 0
    documents: int = 0
    origins: int = 0
    claimants: int = 0
    mentions: int = 0
    unplaced: int = 0
    undated: int = 0
    places: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class PageContext:
    """All that a page is rendered from; equal contexts give equal bytes.

    Attributes
    ----------
    title : str
        Heading and window title.
    subtitle : str
        One line below it; may be empty.
    sides : tuple of SideContext
        The theatre's sides, in its order.
    counts : Counts
        Figures of the header.
    first_day, last_day : date or None
        First and last day on which a claim's event or publication falls, stretches of more than three months left aside.
    extent : tuple of float
        Where the map opens if no claim is placed: west, south, east, north in degrees.
    tables : mapping
        The claims' columns, as `columns.claim_columns` gives them.
    basemap : mapping
        Layers of the offline base map.
    labels : sequence
        Names on the base map: (name, lat, lon, rank, first zoom, last zoom), as `basemap_labels.label_rows` gives them.
    credits : tuple of str
        Who made the gazetteer's rows and the base map's lines, one sentence each.
    notes : tuple of str
        Limits of the method that the reader must know, one paragraph each.
    version : str
        frontmap's version.
    language : str
        Language of the interface.
    messages : mapping
        The interface's words.
    tiles : TileContext or None
        Tiles from the internet that fade in over the base map.
    shared : Shared or None
        Base map, labels and words as `shared_data` gives them, where several pages are rendered with the same.
    control : mapping or None
        Who is claimed to hold which ground day by day, as `frontmap.control.columns.control_layer` gives it.
    control_before : mapping or None
        The same of the ledger that was, on a page of two.
    compared : bool
        Whether the tables hold two ledgers.
    as_known, as_happened : date or None
        The clocks by which the claims were chosen.
    """

    title: str
    subtitle: str
    sides: tuple[SideContext, ...]
    counts: Counts
    first_day: dt.date | None
    last_day: dt.date | None
    extent: tuple[float, float, float, float]
    tables: Mapping[str, Any]
    basemap: Mapping[str, Any]
    labels: Sequence[Sequence[Any]]
    credits: tuple[str, ...]
    notes: tuple[str, ...]
    version: str
    language: str
    messages: Mapping[str, str]
    tiles: TileContext | None = None
    shared: columns.Shared | None = None
    control: Mapping[str, Any] | None = None
    control_before: Mapping[str, Any] | None = None
    compared: bool = False
    as_known: dt.date | None = None
    as_happened: dt.date | None = None

    def say(self, key: str, **values: object) -> str:
        """Return a phrase of the interface with its values filled in; KeyError if there is none."""
        return Phrases(self.language, self.messages).say(key, **values)

    def count(self, key: str, number: int) -> str:
        """Return a phrase in the plural form of a number, with the number filled in."""
        return Phrases(self.language, self.messages).count(key, number)

    def label(self, text: str) -> str:
        """Return the title of a theatre or side in the interface's language where it is one that the page knows."""
        return self.messages.get(f"label.{text}", text)

    @property
    def languages(self) -> Mapping[str, str]:
        """The languages that the reader can choose from, each by its own name."""
        return LANGUAGES

    def payload(self) -> dict[str, Any]:
        """Return what the page's script reads."""
        return {**self._own(), **shared_data(self.basemap, self.labels).data}

    def packed(self) -> str:
        """Return the payload as the page carries it; the bytes do not depend on whether `shared` was given."""
        return columns.pack(self._own(), self.shared or shared_data(self.basemap, self.labels))

    def _own(self) -> dict[str, Any]:
        return {
            **self.tables,
            **{name: dict(layer) for name, layer in (("control", self.control), ("control_before", self.control_before)) if layer is not None},
            "meta": {
                "title": self.title,
                "version": self.version,
                "sides": [{"id": side.id, "label": side.label, "colour": side.colour} for side in self.sides],
                "first": columns.day_number(self.first_day),
                "last": columns.day_number(self.last_day),
                "extent": list(self.extent),
                "kinds": [kind.value for kind in columns.KINDS],
                "modalities": [modality.value for modality in columns.MODALITIES],
                "statuses": [status.value for status in columns.STATUSES],
                "precisions": [precision.value for precision in columns.PRECISIONS],
                "bases": [basis.value for basis in columns.BASES],
                **({"changes": [kind.name.lower() if kind else "same" for kind in columns.CHANGES]} if self.compared else {}),
                "tiles": {"url": self.tiles.url, "credit": self.tiles.credit, "zoom": self.tiles.zoom} if self.tiles else None,
            },
            "language": self.language,
        }


def shared_data(basemap: Mapping[str, Any], labels: Sequence[Sequence[Any]]) -> columns.Shared:
    """Return what pages with the same base map and labels carry alike."""
    messages = {language: dict(load_messages(language)) for language in LANGUAGES}
    return columns.Shared({"basemap": dict(basemap), "labels": [list(label) for label in labels], "messages": messages})


def page_context(
    claims: Sequence[Claim],
    *,
    theatre: Theatre | None = None,
    title: str | None = None,
    subtitle: str = "",
    documents: Iterable[Document] = (),
    unplaced: Iterable[Placement] = (),
    rejected: Iterable[Rejected] = (),
    basemap: Mapping[str, Any] | None = None,
    labels: Sequence[Sequence[Any]] | None = None,
    credits: Sequence[str] | None = None,  # noqa: A002 - the page's own word for it
    gazetteer: Gazetteer | None = None,
    language: str = "en",
    tiles: str | None = None,
    shared: columns.Shared | None = None,
    control: Mapping[str, Any] | None = None,
    control_before: Mapping[str, Any] | None = None,
    comparison: Sequence[Compared] = (),
    as_known: dt.date | None = None,
    as_happened: dt.date | None = None,
) -> PageContext:
    """Return the context of a page; the claims alone are enough for a full one.

    Parameters
    ----------
    claims : sequence of Claim
        As extracted, or as read from a claims file.
    theatre : Theatre, optional
        Sides, colours and the extent to open at; the shipped `ukraine` without it.
    title, subtitle : str, optional
        Heading of the page; the theatre's title without it.
    documents : iterable of Document, optional
        All documents of the build, so that those without a date or a claim are told.
    unplaced : iterable of Placement, optional
        Place mentions of the build that no place was found for.
    rejected : iterable of Rejected, optional
        Claims of the build that a correction leaves out; a tray tells of them.
    basemap : mapping, optional
        Layers of the base map; the shipped one without it.
    labels : sequence, optional
        Names on the base map, as `basemap_labels.label_rows` gives them; those of the gazetteer without it.
    credits : sequence of str, optional
        Who made the rows and the lines; the gazetteer's and the base map's credits without it.
    gazetteer : Gazetteer, optional
        Gives names and credits where they are not given; the shipped one without it.
    language : str
        Language of the interface when the page opens, one of `phrases.LANGUAGES`; the reader may choose another.
    tiles : str, optional
        Tiles from the internet over the base map, as `tiles.tile_context` takes them; none without it.
    shared : Shared, optional
        What `shared_data` gives for the same base map and labels, so that it is packed once for many pages.
    control : mapping, optional
        The layer of claimed control, as `control_layer` gives it; none without it.
    control_before : mapping, optional
        With `comparison`, the layer of the ledger that was; it is drawn on the map of what was, where there is a `control` too.
    comparison : sequence of Compared, optional
        What became of each claim between two ledgers, as `frontmap.ledger.compare.side_by_side` gives it; `claims` are then those of its rows.
    as_known, as_happened : date, optional
        The clocks by which the claims were chosen, as `frontmap.ledger.clocks.as_of` takes them; the heading tells them.

    Raises
    ------
    ConfigError
        If a side's colour is none, there are no messages in `language`, or `tiles` cannot be had.
    """
    theatre = theatre or load_theatre("ukraine")
    documents, unplaced, rejected = tuple(documents), tuple(unplaced), tuple(rejected)
    days = _days(claims)
    messages = load_messages(language)
    if labels is None or credits is None:
        gazetteer = gazetteer or Gazetteer.open()
        labels = label_rows(find_labels(gazetteer, theatre.extent, theatre.home, theatre.nearby)) if labels is None else labels
        credits = (*_credits(gazetteer, messages), messages["about.basemap"]) if credits is None else credits  # noqa: A001 - as above
    return PageContext(
        title=title or theatre.title,
        subtitle=subtitle,
        sides=side_contexts(theatre),
        counts=_counts([each.claim for each in comparison if not each.former] if comparison else claims, documents, unplaced, rejected),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        extent=theatre.extent,
        tables=columns.claim_columns(claims, theatre=theatre, documents=documents, unplaced=unplaced, rejected=rejected, comparison=comparison),
        basemap=load_basemap() if basemap is None else basemap,
        labels=labels,
        credits=tuple(credits),
        notes=tuple(text for key, text in sorted(messages.items()) if key.startswith("about.limit.")),
        version=metadata.version("frontmap"),
        language=language,
        messages=messages,
        tiles=tile_context(tiles) if tiles else None,
        shared=shared,
        control=control,
        control_before=control_before,
        compared=bool(comparison),
        as_known=as_known,
        as_happened=as_happened,
    )


def _credits(gazetteer: Gazetteer, messages: Mapping[str, str]) -> tuple[str, ...]:
    """Return one sentence for each maker of gazetteer rows, in the order of the sources."""
    makers = dict.fromkeys((source.credit, source.licence) for source in gazetteer.info().sources if source.rows)
    return tuple(messages["about.gazetteer"].replace("{credit}", credit).replace("{licence}", licence) for credit, licence in makers)


def side_contexts(theatre: Theatre) -> tuple[SideContext, ...]:
    """Return a theatre's sides as a page shows them.

    Raises
    ------
    ConfigError
        If a side's colour is none.
    """
    for side in theatre.sides:
        if not _COLOUR.fullmatch(side.colour):
            raise ConfigError(f"the colour of side {side.id!r} is {side.colour!r}: expected six hexadecimal digits such as '#c2452d'")
    return tuple(SideContext(side.id, side.label, side.colour) for side in theatre.sides)


def _days(claims: Sequence[Claim]) -> list[dt.date]:
    """Return first and last days of claims; a stretch of months says little of how far the data go, unless there is nothing else."""
    spans = [span for claim in claims for span in (claim.event, claim.published) if span]
    near = [span for span in spans if span.last - span.first <= _WIDE]
    return [day for span in near or spans for day in (span.first, span.last)]


def _counts(claims: Sequence[Claim], documents: Sequence[Document], unplaced: Sequence[Placement], rejected: Sequence[Rejected]) -> Counts:
    return Counts(
        claims=len(claims),
        documents=len({document.id for document in documents} | {_document_key(claim) for claim in claims}),
        origins=len({claim.origin or _document_key(claim) for claim in claims}),
        claimants=len({claim.claimant for claim in claims if claim.claimant}),
        mentions=len(unplaced),
        unplaced=sum(not claim.placed for claim in claims),
        undated=sum(claim.event is None for claim in claims),
        places=len({claim.placement.place.id for claim in claims if claim.placement and claim.placement.place}),
        rejected=len(rejected),
    )


def _document_key(claim: Claim) -> str:
    return claim.doc_id or claim.url or claim.title or ""
