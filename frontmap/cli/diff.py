"""`frontmap diff`: what differs between two builds, or between two days of one claims file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontmap.cli.desk import AsHappened, day_of, show_table
from frontmap.cli.options import ConfigFile, ControlLayer, ControlMap, CorrectionsFile, TheatreName
from frontmap.cli.sources import claims_or_documents, settings_for

if TYPE_CHECKING:
    from frontmap.config import Settings
    from frontmap.ledger.compare import Difference
    from frontmap.records import Claim

__all__ = ["diff"]


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="What was: claims.jsonl, a recipe.toml, a folder that it was built into, or documents.")],
    new: Annotated[str | None, typer.Argument(metavar="NEW", help="What is, of any of these sorts; left out with --as-known.")] = None,
    as_known: Annotated[tuple[str, str] | None, typer.Option("--as-known", metavar="DAY1 DAY2", help="Compare what was known on two days.")] = None,
    as_happened: AsHappened = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="diff.html: a map with old and new side by side; .jsonl: a difference a line.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a difference instead of a table.")] = False,
    control: ControlLayer = False,
    config: ConfigFile = None,
    corrections: CorrectionsFile = None,
    control_map: ControlMap = None,
    theatre: TheatreName = None,
) -> None:
    """Tell what differs: claims that are new, gone, moved, newly disputed, of another status or date.

    Example: frontmap diff monday.jsonl tuesday.jsonl -o diff.html
    Example: frontmap diff recipe.toml --as-known 2025-11-10 2025-11-12
    Example: frontmap diff claims.jsonl --as-known 2025-11-10 2025-11-12
    """
    import sys

    from frontmap.errors import ConfigError
    from frontmap.exports.jsonl import json_lines
    from frontmap.ledger.clocks import as_of, known_on
    from frontmap.ledger.compare import compare_claims, difference_to_json

    if (new is None) is (as_known is None):
        raise ConfigError("two sides are needed: OLD and NEW, or OLD alone with --as-known DAY1 DAY2")
    _check(output)
    happened = day_of(as_happened, "--as-happened")
    settings = settings_for([old], config, theatre=theatre, corrections=corrections, control_map=control_map)
    first, code = claims_or_documents([old], settings)
    if as_known is not None:
        days = [day for text in as_known if (day := day_of(text, "--as-known")) is not None]
        first, second = (known_on(first, day) for day in days)
    elif new is not None:
        second, other_code = claims_or_documents([new], settings)
        code = max(code, other_code)
    first, second = (as_of(claims, happened=happened) for claims in (first, second))
    found = compare_claims(first, second)
    if output is not None:
        _write(output, first, second, found, settings, title=f"What changed, {as_known[0]} to {as_known[1]}" if as_known else "What changed", control=control)
    if as_json:
        sys.stdout.buffer.writelines(json_lines(map(difference_to_json, found)))
    else:
        _show(found, len(first), len(second))
    raise typer.Exit(code)


def _check(output: Path | None) -> None:
    """Refuse before the work is done what could not be written after it."""
    from frontmap.atomic import ensure_writable
    from frontmap.errors import OutputError

    if output is None:
        return
    if output.suffix.lower() not in {".html", ".jsonl"}:
        raise OutputError("differences are written as .html (a map) or .jsonl: give -o one of these endings", path=output)
    ensure_writable(output)


def _write(output: Path, old: Sequence[Claim], new: Sequence[Claim], found: Sequence[Difference], settings: Settings, *, title: str, control: bool) -> None:
    from frontmap.control.columns import control_layer
    from frontmap.exports.jsonl import json_lines
    from frontmap.exports.write import write_chunks
    from frontmap.gazetteer.index import Gazetteer
    from frontmap.ledger.compare import difference_to_json, side_by_side
    from frontmap.theatres.load import load_theatre
    from frontmap.webmap.render import write_map

    if output.suffix.lower() == ".jsonl":
        write_chunks(json_lines(map(difference_to_json, found)), output)
        return
    rows = side_by_side(old, new)
    claims = [row.claim for row in rows]
    theatre = load_theatre(settings.theatre)
    now, before = (control_layer(ledger, theatre, Gazetteer.open()) if control else None for ledger in (new, old))
    write_map(
        claims, output, theatre=theatre, title=settings.title or title, language=settings.ui_language, tiles=settings.tiles, comparison=rows, control=now, control_before=before,
    )


def _show(found: Sequence[Difference], old: int, new: int) -> None:
    from frontmap.cli.console import table
    from frontmap.ledger.compare import counts

    table({"claims before": old, "claims now": new, **{kind.value: number for kind, number in counts(found).items()}})
    if found:
        print()
        show_table(("difference", "place", "claim", "before", "now", "sentence"), [_row(difference) for difference in found], rest="--json prints all")


def _row(difference: Difference) -> tuple[object, ...]:
    claim = difference.claim
    place = claim.placement.place if claim.placement is not None else None
    words = " ".join(claim.evidence.text.split())
    what = f"{claim.kind.value}{', denied' if claim.polarity.value == 'denied' else ''} ({claim.claimant or claim.publisher or 'no name'})"
    return (difference.kind.value, place.name if place else claim.place_text, what, difference.before, difference.after, words[:60])
