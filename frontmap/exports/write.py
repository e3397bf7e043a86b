"""Write claims to a file in the form that its ending names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from frontmap.atomic import writing
from frontmap.config import nearest
from frontmap.errors import OutputError
from frontmap.exports.acled import acled_lines
from frontmap.exports.csv import csv_lines
from frontmap.exports.geojson import geojson_chunks
from frontmap.exports.gpkg import gpkg_chunks
from frontmap.exports.jsonl import claim_lines
from frontmap.exports.kml import kml_chunks, kmz_chunks
from frontmap.exports.parquet import parquet_chunks
from frontmap.exports.viina import viina_lines
from frontmap.extras import load_extra
from frontmap.records import Claim
from frontmap.theatres.load import Theatre, load_theatre

__all__ = ["FORMATS", "LAYOUTS", "format_of", "write_chunks", "write_claims"]

Chunks = Callable[[Iterable[Claim]], Iterator[bytes]]
Writer = Callable[[Iterable[Claim], Theatre], Iterator[bytes]]


def _of_any_war(chunks: Chunks) -> Writer:
    """Return the writer of a form in which sides have neither names nor colours."""
    return lambda claims, _: chunks(claims)


FORMATS: Mapping[str, Writer] = MappingProxyType({
    ".jsonl": _of_any_war(claim_lines),
    ".geojson": _of_any_war(geojson_chunks),
    ".csv": _of_any_war(csv_lines),
    ".parquet": _of_any_war(parquet_chunks),
    ".gpkg": gpkg_chunks,
    ".kml": kml_chunks,
    ".kmz": kmz_chunks,
})  # fmt: skip
LAYOUTS: Mapping[str, Writer] = MappingProxyType({"acled": acled_lines, "viina": viina_lines})
"""Columns that a CSV can have in place of our own: events as other data sets count them."""
_NEEDS = MappingProxyType({".parquet": ("pyarrow.parquet", "parquet", "Parquet files")})


def format_of(path: Path | str, *, theatre: Theatre | None = None, layout: str | None = None) -> Chunks:
    """Return the function that turns claims into the bytes of the form that the ending of `path` names.

    Parameters
    ----------
    path : path
        Its ending counts.
    theatre : Theatre, optional
        Names the sides and their colours; the shipped `ukraine` without it.
    layout : str, optional
        For a CSV, the columns of another data set: a key of `LAYOUTS`.

    Raises
    ------
    OutputError
        If the ending names no form that frontmap writes, or `layout` is given for another than `.csv`.
    MissingExtraError
        If the form needs a library that is not installed.
    """
    ending = Path(path).suffix.lower()
    if ending not in FORMATS:
        near = nearest(ending, FORMATS)
        hint = f"did you mean {near}?" if near else f"expected one of {', '.join(FORMATS)}"
        raise OutputError(f"no claims are written as {ending or 'a file without an ending'}: {hint}", path=path)
    if layout is not None and ending != ".csv":
        raise OutputError(f"the columns of {layout} are those of a table: give -o the ending .csv, not {ending}", path=path)
    if ending in _NEEDS:
        load_extra(*_NEEDS[ending])
    write = FORMATS[ending] if layout is None else LAYOUTS[layout]
    return lambda claims: write(claims, theatre or load_theatre("ukraine"))


def write_claims(
    claims: Iterable[Claim], path: Path | str, *, theatre: Theatre | None = None, layout: str | None = None, stream: BinaryIO | None = None
) -> None:
    """Write claims to `path`, or as JSON lines to `stream` where `path` is `-`.

    Parameters
    ----------
    theatre, layout
        As `format_of` takes them.

    Raises
    ------
    OutputError
        If the ending is not known or the file cannot be written.
    MissingExtraError
        If the form needs a library that is not installed.
    """
    write_chunks(claim_lines(claims) if str(path) == "-" else format_of(path, theatre=theatre, layout=layout)(claims), path, stream=stream)


def write_chunks(chunks: Iterable[bytes], path: Path | str, *, stream: BinaryIO | None = None) -> None:
    """Write bytes to `path` as one atomic step, or to `stream` where `path` is `-`."""
    if str(path) == "-":
        if stream is None:
            raise OutputError("- stands for standard output, and no stream was given: pass stream=")
        for chunk in chunks:
            stream.write(chunk)
        stream.flush()
        return
    with writing(path) as file:
        file.writelines(chunks)
