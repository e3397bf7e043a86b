"""`frontmap ledger`: threads of claims, who really said them, and which claim changed what and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from frontmap.cli.desk import AsHappened, AsKnown, Clocks, show_table
from frontmap.cli.options import ConfigFile, ControlMap, CorrectionsFile, TheatreName
from frontmap.cli.sources import claims_or_documents, settings_for

if TYPE_CHECKING:
    from frontmap.ledger.book import Page

__all__ = ["ledger"]

_TOLD = 3  # threads that are told in full on the screen


def ledger(
    inputs: Annotated[list[str], typer.Argument(metavar="CLAIMS|INPUT...", help="claims.jsonl, a recipe.toml, a folder that it was built into, or documents.")],
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="ledger.jsonl: a thread a line; - for standard output.")] = None,
    thread: Annotated[str | None, typer.Option("--thread", metavar="ID", help="Only the thread with this id, or the start of it.")] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="NAME", help="Only threads at a place of this name or id.")] = None,
    as_known: AsKnown = None,
    as_happened: AsHappened = None,
    config: ConfigFile = None,
    corrections: CorrectionsFile = None,
    control_map: ControlMap = None,
    theatre: TheatreName = None,
) -> None:
    """Tell, thread by thread, how many articles and origins there are, and which claim changed whose standing, and when.

    Example: frontmap ledger claims.jsonl --place Soledar
    """
    import sys

    from frontmap.atomic import ensure_writable
    from frontmap.cli.console import NOTHING_DONE, complain
    from frontmap.exports.jsonl import json_lines
    from frontmap.exports.write import write_chunks
    from frontmap.ledger.book import book_of, page_to_json, pages_about

    if output not in {None, "-"}:
        ensure_writable(output)
    settings = settings_for(inputs, config, theatre=theatre, corrections=corrections, control_map=control_map)
    clocks = Clocks.of(as_known, as_happened)
    claims, code = claims_or_documents(inputs, settings)
    pages = pages_about(book_of(clocks.seen(claims)), thread=thread, place=place)
    if not pages:
        complain("no thread is left of these claims: give another place, thread or day")
        raise typer.Exit(NOTHING_DONE)
    if output is not None:
        write_chunks(json_lines(map(page_to_json, pages)), output, stream=sys.stdout.buffer)
    if output != "-":
        _show(pages, in_full=thread is not None or place is not None)
    raise typer.Exit(code)


def _show(pages: Sequence[Page], *, in_full: bool) -> None:
    from frontmap.cli.console import table
    from frontmap.records import Status

    claims = [claim for page in pages for claim in page.claims]
    counts: dict[str, object] = {"threads": len(pages), "claims": len(claims), "articles": len({claim.doc_id for claim in claims}), "origins": sum(len(page.origins) for page in pages)}
    table(counts | {status.value: sum(claim.status is status for claim in claims) for status in Status})
    print()
    columns = ("thread", "matter", "place", "first", "last", "articles", "origins", "statuses")
    show_table(columns, [_row(page) for page in pages], rest="--place NAME, --thread ID or -o tell of them")
    for page in pages[:_TOLD] if in_full else ():
        _tell(page)


def _row(page: Page) -> tuple[object, ...]:
    statuses = ", ".join(f"{number} {status.value}" for status, number in page.statuses.items())
    return (page.id, page.matter, page.place, page.first, page.last, page.articles, len(page.origins), statuses)


def _tell(page: Page) -> None:
    """Print a thread: its origins, then its log."""
    print(f"\n{page.place}, {page.matter}, thread {page.id}")
    said = [(origin, " ".join(origin.claims[0].evidence.text.split())) for origin in page.origins]
    show_table(("origin", "side", "articles", "first said"), [(origin.name, origin.claims[0].claimant_side or "own voice", origin.articles, words[:90]) for origin, words in said])
    print()
    rows = [
        (entry.day, entry.claim.kind.value, entry.change.status.value, entry.change.why.value, entry.claim.id, entry.by.id if entry.by.id != entry.claim.id else "")
        for entry in page.log
    ]
    show_table(("day", "claim", "becomes", "because", "id", "by"), rows)
