"""`frontmap read`: what was read of documents, before anything is made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from frontmap.cli.options import ConfigFile, Inputs, Language, TheatreName, settings_from

if TYPE_CHECKING:
    from frontmap.records import Document
    from frontmap.theatres.load import Theatre

__all__ = ["read"]

_WORDS = 12
_COLUMNS = ("date", "basis", "publisher", "language", "title", "first words", "source")


def read(
    inputs: Inputs,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a document instead of a table.")] = False,
    config: ConfigFile = None,
    theatre: TheatreName = None,
    language: Language = None,
) -> None:
    """Show what was read: title, date and what it rests on, publisher, language, first words.

    Example: frontmap read articles/ crawl.warc.gz result.json
    """
    import sys

    from frontmap.cli.console import DONE, NOTHING_DONE, SOME_FAILED, complain, table
    from frontmap.cli.desk import show_table
    from frontmap.documents.reader import Failure
    from frontmap.exports.jsonl import json_lines
    from frontmap.pipeline import read_inputs
    from frontmap.records import Document
    from frontmap.theatres.load import load_theatre

    settings = settings_from(config, theatre=theatre, language=language)
    war = load_theatre(settings.theatre)
    rows: list[dict[str, Any]] = []
    counts = {"documents": 0, "duplicates": 0, "undated": 0, "failed": 0}
    for item in read_inputs(inputs, settings):
        if isinstance(item, Failure):
            counts["failed"] += 1
            complain(item)
        elif isinstance(item, Document):
            row = _row(item, war)
            counts["documents"] += 1
            counts["undated"] += row["date"] is None
            if as_json:
                sys.stdout.buffer.writelines(json_lines([row]))
            else:
                rows.append(row)
        else:
            counts["duplicates"] += 1
    if rows:
        show_table(_COLUMNS, [[_short(name, row) for name in _COLUMNS] for row in rows], rest="--json prints all")
        print()
    table(counts, to_stderr=as_json)
    raise typer.Exit(NOTHING_DONE if not counts["documents"] else SOME_FAILED if counts["failed"] else DONE)


def _row(document: Document, war: Theatre) -> dict[str, Any]:
    from frontmap.dates.resolve import date_document

    date = date_document(document, war)
    return {
        "id": document.id,
        "title": document.title,
        "date": date.edtf if date else None,
        "basis": date.basis.value if date else "none",
        "publisher": document.publisher,
        "url": document.url,
        "language": document.language,
        "characters": len(document.text),
        "first words": " ".join(document.text.removeprefix(document.title or "").split()[:_WORDS]),
        "source": document.source,
    }


def _short(name: str, row: dict[str, Any]) -> str:
    """Return a cell that leaves room for the others; the end of a source tells most."""
    cell = str("undated" if name == "date" and row[name] is None else row[name] or "")
    width = {"title": 40, "first words": 48, "publisher": 24}.get(name, 60)
    if len(cell) <= width:
        return cell
    return f"…{cell[1 - width :]}" if name == "source" else f"{cell[: width - 1]}…"
