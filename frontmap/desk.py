"""The analyst's desk in a notebook: `claims.frontmap`, on the table of claims that `extract` and `open_claims` return.

Every method takes the table as it stands, whole or filtered, and gives a table, a map or a picture. Days are dates or ISO texts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frontmap.errors import ConfigError, InputError
from frontmap.records import Claim
from frontmap.theatres.load import Theatre, load_theatre

if TYPE_CHECKING:
    import folium
    import geopandas as gpd
    import pandas as pd

    from frontmap.control.cells import Mesh
    from frontmap.control.reference import Reference
    from frontmap.control.settlements import Control
    from frontmap.ledger.compare import Difference

__all__ = ["ClaimsDesk", "Picture", "open_claims", "register"]

_NAME = "frontmap"
_DIFFERENCE_COLUMNS = ("difference", "place", "kind", "claimant", "before", "after", "moved_km", "sentence", "id")
_THREAD_COLUMNS = ("thread", "matter", "place", "first", "last", "articles", "origins", "claims", "statuses")
_LOG_COLUMNS = ("day", "place", "matter", "kind", "becomes", "because", "sentence", "by_sentence", "claim", "by")
Day = dt.date | str


def register() -> None:
    """Give every pandas and geopandas table the accessor `frontmap`; `extract` and `open_claims` do so by themselves."""
    import pandas as pd

    if not hasattr(pd.DataFrame, _NAME):
        pd.api.extensions.register_dataframe_accessor(_NAME)(ClaimsDesk)


def open_claims(path: Path | str) -> gpd.GeoDataFrame:
    """Return claims that were written before as a table.

    Parameters
    ----------
    path : path
        A `.jsonl` or `.parquet` file, as `frontmap extract` writes it.

    Returns
    -------
    GeoDataFrame
        As `extract` returns it.

    Raises
    ------
    InputError
        If it cannot be read, or a line is no claim.
    """
    from frontmap.exports.frame import claims_from_frame, claims_to_frame
    from frontmap.exports.jsonl import read_claims

    register()
    path = Path(path)
    try:
        if path.suffix.lower() == ".parquet":
            import geopandas as gpd

            return claims_to_frame(claims_from_frame(gpd.read_parquet(path)))
        with path.open("rb") as lines:
            found = list(read_claims(lines, str(path)))
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror or error}): expected claims as `frontmap extract` writes them", path=path) from None
    for item in found:
        if isinstance(item, InputError):
            raise item
    return claims_to_frame(item for item in found if isinstance(item, Claim))


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure, which a notebook shows by itself."""

    png: bytes

    def _repr_png_(self) -> bytes:
        return self.png


class ClaimsDesk:
    """What can be asked of a table of claims.

    Parameters
    ----------
    claims : GeoDataFrame
        As `extract` returns it, whole or filtered.

    Examples
    --------
    >>> import frontmap
    >>> claims = frontmap.extract([])
    >>> len(claims.frontmap.as_known("2025-11-12"))
    0
    """

    def __init__(self, claims: gpd.GeoDataFrame) -> None:
        self._frame = claims

    @property
    def records(self) -> list[Claim]:
        """The claims as records; InputError if the table is none of claims."""
        from frontmap.exports.frame import claims_from_frame

        return claims_from_frame(self._frame)

    def as_known(self, day: Day) -> gpd.GeoDataFrame:
        """Return the claims that were published by the end of a day, with the statuses they had then."""
        from frontmap.ledger.clocks import known_on

        return _table(known_on(self.records, _day(day)))

    def as_happened(self, day: Day) -> gpd.GeoDataFrame:
        """Return the claims about what had happened by the end of a day, in hindsight."""
        from frontmap.ledger.clocks import happened_by

        return _table(happened_by(self.records, _day(day)))

    def explore(self, *, control: bool = False, theatre: str = "ukraine", **page: Any) -> folium.Map:
        """Return the map with timeline, list and ledger, for the cell.

        Parameters
        ----------
        control : bool
            Colour the ground by who is claimed to hold it.
        theatre : str
            Name or path of the theatre.
        **page
            What `frontmap.claim_map` takes.
        """
        from frontmap.control.columns import control_layer
        from frontmap.gazetteer.index import Gazetteer
        from frontmap.webmap.timeline import claim_map

        claims, war = self.records, load_theatre(theatre)
        layer = control_layer(claims, war, Gazetteer.open()) if control else None
        return claim_map(claims, theatre=war, control=layer, **page)

    def still(self, *, title: str | None = None, box: tuple[float, float, float, float] | None = None, dpi: int = 100, theatre: str = "ukraine") -> Picture:
        """Return a figure for print: base map, marks, legend, scale; `box` is west, south, east and north in degrees."""
        from frontmap.exports.still import Style, still_png
        from frontmap.gazetteer.index import Gazetteer
        from frontmap.webmap.basemap import label_rows, labels, load

        war, gazetteer = load_theatre(theatre), Gazetteer.open()
        names = label_rows(labels(gazetteer, war.extent, war.home, war.nearby))
        return Picture(still_png(self.records, Style(war, title, names, f"Base map: {load()['credit']}", box, dpi)))

    def threads(self) -> pd.DataFrame:
        """Return a row a thread: the matter, place and days, in how many articles and origins it stands, and how its claims stand."""
        from frontmap.ledger.book import book_of

        rows = [
            (page.id, page.matter, page.place, page.first, page.last, page.articles, len(page.origins), len(page.claims), ", ".join(f"{number} {status.value}" for status, number in page.statuses.items()))
            for page in book_of(self.records)
        ]
        return _rows(rows, _THREAD_COLUMNS)

    def log(self) -> pd.DataFrame:
        """Return a row a change of status: which claim became what, on which day, because of which other claim."""
        from frontmap.ledger.book import book_of

        rows = [
            (entry.day, page.place, page.matter, entry.claim.kind.value, entry.change.status.value, entry.change.why.value, entry.claim.evidence.text, entry.by.evidence.text, entry.claim.id, entry.by.id)
            for page in book_of(self.records)
            for entry in page.log
            if entry.by is not entry.claim
        ]
        return _rows(rows, _LOG_COLUMNS).sort_values("day", kind="stable", ignore_index=True)

    def control(self, day: Day | None = None, *, as_known: Day | None = None, radius_km: float = 5.0, theatre: str = "ukraine") -> gpd.GeoDataFrame:
        """Return a row for each settlement of which somebody said who holds it, with its cell.

        Parameters
        ----------
        day : date or str, optional
            The day asked about, as it happened; the last day without it.
        as_known : date or str, optional
            Only claims published by then count.
        radius_km : float
            How far a cell reaches from its settlement.
        theatre : str
            Name or path of the theatre.
        """
        from frontmap.control.opinions import fighting_sides
        from frontmap.control.table import columns_of, control_row
        from frontmap.geodesy import area_m2

        war, controls, mesh = self._control(day, as_known, radius_km, theatre)
        cells = [mesh.cells[control.place.id].area if control.place.id in mesh.cells else None for control in controls]
        rows = [control_row(control, fighting_sides(war)) for control in controls]
        areas = [None if cell is None else round(area_m2(cell) / 1e6, 2) for cell in cells]
        return _geo(rows, columns_of(fighting_sides(war)), cells, area_km2=areas)

    def front(self, day: Day | None = None, *, as_known: Day | None = None, radius_km: float = 5.0, theatre: str = "ukraine") -> gpd.GeoDataFrame:
        """Return a row a part of the claimed front line, with the width of its doubt; arguments as those of `control`."""
        from frontmap.control.frontline import front_line
        from frontmap.geodesy import length_m

        _, controls, mesh = self._control(day, as_known, radius_km, theatre)
        parts = front_line(mesh, controls)
        names = {control.place.id: control.place.name for control in controls}
        rows = [
            {"kind": part.kind.value, "sides": " / ".join(part.sides), "between": " / ".join(names[place] for place in part.places), "width_m": part.width_m, "length_m": length_m(part.line)}
            for part in parts
        ]
        return _geo(rows, ("kind", "sides", "between", "width_m", "length_m"), [part.line for part in parts])

    def beyond(self, reference: Path | str | gpd.GeoDataFrame, day: Day, sides: str | None = None, *, theatre: str = "ukraine") -> pd.DataFrame:
        """Return the claims of hold beyond the line of a published map, with how far beyond it they lie.

        Parameters
        ----------
        reference : path or GeoDataFrame
            Polygons of control.
        day : date or str
            The day that they show.
        sides : str, optional
            Whose they are, as `frontmap control --reference-sides` has it.
        theatre : str
            Name or path of the theatre.
        """
        from frontmap.control.reference import changes_since
        from frontmap.control.table import CHANGE_COLUMNS, change_row

        war = load_theatre(theatre)
        return _rows([change_row(change) for change in changes_since(self.records, war, _reference(reference, day, war, sides))], CHANGE_COLUMNS)

    def borne_out(
        self,
        reference: Path | str | gpd.GeoDataFrame,
        day: Day,
        later: Path | str | gpd.GeoDataFrame,
        later_day: Day,
        sides: str | None = None,
        *,
        each: bool = False,
        theatre: str = "ukraine",
    ) -> pd.DataFrame:
        """Return how often, and how soon, claims of hold were borne out by a later map: a row a claimant, side and kind.

        Parameters
        ----------
        reference, later : path or GeoDataFrame
            Polygons of control, on `day` and on `later_day`.
        sides : str, optional
            Whose they are, as `frontmap control --reference-sides` has it.
        each : bool
            A row a claim instead.
        theatre : str
            Name or path of the theatre.
        """
        from frontmap.control.reference import outcomes, tally
        from frontmap.control.table import OUTCOME_COLUMNS, TALLY_COLUMNS, outcome_row, tally_row

        war = load_theatre(theatre)
        found = outcomes(self.records, war, _reference(reference, day, war, sides), _reference(later, later_day, war, sides))
        return _rows(map(outcome_row, found), OUTCOME_COLUMNS) if each else _rows(map(tally_row, tally(found)), TALLY_COLUMNS)

    def differences(self, newer: gpd.GeoDataFrame) -> pd.DataFrame:
        """Return a row for each difference to a newer table: new, gone, moved, newly disputed, of another status or date."""
        from frontmap.ledger.compare import compare_claims

        return _rows([_difference(each) for each in compare_claims(self.records, ClaimsDesk(newer).records)], _DIFFERENCE_COLUMNS)

    def save(self, path: Path | str, *, theatre: str = "ukraine") -> Path:
        """Write the claims in the form that the ending of `path` names: .jsonl, .geojson, .csv, .parquet, .gpkg, .kml or .kmz."""
        from frontmap.exports.write import write_claims

        write_claims(self.records, path, theatre=load_theatre(theatre))
        return Path(path)

    def _control(self, day: Day | None, as_known: Day | None, radius_km: float, theatre: str) -> tuple[Theatre, list[Control], Mesh]:
        from frontmap.control.cells import base_land, land_within, mesh_of, settlements_around
        from frontmap.control.settlements import control_on
        from frontmap.gazetteer.index import Gazetteer

        war, radius_m = load_theatre(theatre), radius_km * 1000
        controls = control_on(self.records, war, as_happened=_day(day) if day else None, as_known=_day(as_known) if as_known else None)
        places = [control.place for control in controls]
        land = land_within(base_land(), places) if places else None
        return war, controls, mesh_of(places, settlements_around(places, Gazetteer.open(), radius_m), radius_m=radius_m, land=land)


def _day(day: Day) -> dt.date:
    try:
        return dt.date.fromisoformat(day) if isinstance(day, str) else day
    except ValueError:
        raise ConfigError(f"{day!r} is no day: expected a date, or a text such as '2025-11-12'") from None


def _reference(reference: Path | str | gpd.GeoDataFrame, day: Day, war: Theatre, sides: str | None) -> Reference:
    from frontmap.control.reference import read_reference, reference_of

    if isinstance(reference, (str, Path)):
        return read_reference(reference, _day(day), war, sides)
    degrees = reference.to_crs("EPSG:4326")
    table = degrees.drop(columns=degrees.geometry.name)
    names = [str(name) for name in table.columns]
    features = [(dict(zip(names, row, strict=True)), shape) for row, shape in zip(table.itertuples(index=False, name=None), degrees.geometry, strict=True)]
    return reference_of(features, _day(day), war, sides)


def _difference(difference: Difference) -> tuple[object, ...]:
    claim = difference.claim
    place = claim.placement.place if claim.placement is not None else None
    moved = None if difference.moved_m is None else round(difference.moved_m / 1000, 1)
    return (difference.kind.value, place.name if place else claim.place_text, claim.kind.value, claim.claimant or claim.publisher, difference.before, difference.after, moved, claim.evidence.text, claim.id)


def _table(claims: Iterable[Claim]) -> gpd.GeoDataFrame:
    from frontmap.exports.frame import claims_to_frame

    register()
    return claims_to_frame(claims)


def _rows(rows: Iterable[Any], columns: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(columns))


def _geo(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], shapes: Sequence[Any], **more: Sequence[Any]) -> gpd.GeoDataFrame:
    import geopandas as gpd
    import numpy as np

    table = {name: [row[name] for row in rows] for name in columns} | more
    geometry = np.empty(len(shapes), dtype=object)
    geometry[:] = shapes
    return gpd.GeoDataFrame(table, geometry=gpd.GeoSeries(geometry, crs="EPSG:4326"))
