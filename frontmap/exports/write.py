"""Write claims to a file in the form that its ending names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from frontmap.atomic import writing
from frontmap.config import nearest
from frontmap.errors import OutputError
from frontmap.exports.csv import csv_lines
from frontmap.exports.geojson import geojson_chunks
from frontmap.exports.jsonl import claim_lines
from frontmap.records import Claim

__all__ = ["FORMATS", "format_of", "write_chunks", "write_claims"]

Chunks = Callable[[Iterable[Claim]], Iterator[bytes]]
FORMATS: Mapping[str, Chunks] = MappingProxyType({".jsonl": claim_lines, ".geojson": geojson_chunks, ".csv": csv_lines})


def format_of(path: Path | str) -> Chunks:
    """Return the function that turns claims into the bytes of the form that the ending of `path` names.

    Raises
    ------
    OutputError
        If the ending names no form that frontmap writes.
    """
    ending = Path(path).suffix.lower()
    if ending not in FORMATS:
        near = nearest(ending, FORMATS)
        hint = f"did you mean {near}?" if near else f"expected one of {', '.join(FORMATS)}"
        raise OutputError(f"no claims are written as {ending or 'a file without an ending'}: {hint}", path=path)
    return FORMATS[ending]


def write_claims(claims: Iterable[Claim], path: Path | str, *, stream: BinaryIO | None = None) -> None:
    """Write claims to `path`, or as JSON lines to `stream` where `path` is `-`.

    Raises
    ------
    OutputError
        If the ending is not known or the file cannot be written.
    """
    write_chunks(claim_lines(claims) if str(path) == "-" else format_of(path)(claims), path, stream=stream)


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
