"""Claims as a flat table for spreadsheets.

A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, in wide signs too, or with white space that
it drops) gets an apostrophe before it; numbers of our own, such as a longitude, stay numbers. Control characters, which could
steer a terminal, become the replacement character.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from frontmap.contract import claim_to_json
from frontmap.records import Claim

__all__ = ["COLUMNS", "csv_lines", "flat_row", "quantity_text", "spreadsheet_safe", "table_lines"]

_PLACE_COLUMNS = ("id", "name", "country", "admin1", "lat", "lon", "precision", "radius_m", "score", "text", "reason")
COLUMNS = (
    "id", "doc_id", "kind", "polarity", "modality", "actor", "actor_side", "claimant", "claimant_side", "publisher",
    "verification", "reliability", "credibility", "status", "thread", "origin", "score", *(f"place_{name}" for name in _PLACE_COLUMNS), "unplaced_reason",
    "event_date", "date_basis", "stated", "published", "published_basis", "title", "url", "language", "sentence",
    "sentence_start", "sentence_end", "cues", "quantities", "background",
)  # fmt: skip

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def flat_row(claim: Claim) -> dict[str, Any]:
    """Return a claim as a flat mapping with the keys of `COLUMNS`; `cues` and `quantities` are joined by a bar."""
    row = claim_to_json(claim)
    place = row.pop("place") or {}
    written = row.pop("place_text")
    row |= {f"place_{name}": place.get(name) for name in _PLACE_COLUMNS}
    row["place_text"] = row["place_text"] or written
    evidence = row.pop("evidence")
    row |= {"sentence": evidence["text"], "sentence_start": evidence["start"], "sentence_end": evidence["end"]}
    row["cues"] = " | ".join(cue["text"] for cue in row["cues"])
    row["quantities"] = " | ".join(quantity_text(quantity) for quantity in row["quantities"])
    return {name: row[name] for name in COLUMNS}


def quantity_text(quantity: Mapping[str, Any]) -> str:
    """Return a number of the contract in words: "killed 20..30 soldiers", "~" for an approximate and "total" for a summed one."""
    low, high = ("" if bound is None else f"{bound}" for bound in (quantity["low"], quantity["high"]))
    number = ("~" if quantity["approximate"] else "") + (low if low == high else f"{low}..{high}")
    return " ".join(part for part in (quantity["what"], number, quantity["of"], "total" if quantity["total"] else "") if part)


def csv_lines(claims: Iterable[Claim]) -> Iterator[bytes]:
    """Yield the table in UTF-8 with a header line."""
    return table_lines(COLUMNS, (flat_row(claim) for claim in claims))


def table_lines(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """Yield any table in UTF-8: a header line, then the cells of each row, none of them a formula."""
    yield _line(columns)
    for row in rows:
        yield _line(spreadsheet_safe(row[name]) for name in columns)


def _line(cells: Iterable[Any]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC).writerow(cells)
    return buffer.getvalue().encode("utf-8", "backslashreplace")


def spreadsheet_safe(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula, and no terminal for a command: words that begin like one get an apostrophe before them."""
    if not isinstance(cell, str):
        return cell
    cell = _STEERING.sub("\N{REPLACEMENT CHARACTER}", cell)
    return f"'{cell}" if _FORMULA.match(cell) else cell
