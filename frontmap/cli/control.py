"""`frontmap control`: who is claimed to hold what on a day, and how that compares with a published map of control."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frontmap.cli.desk import AsKnown, day_of, show_table
from frontmap.cli.options import ConfigFile, ControlMap, CorrectionsFile, TheatreName
from frontmap.cli.sources import claims_or_documents, settings_for

if TYPE_CHECKING:
    from frontmap.control.reference import Reference
    from frontmap.control.settlements import Control
    from frontmap.records import Claim
    from frontmap.theatres.load import Theatre

__all__ = ["control"]

Day = Annotated[str | None, typer.Option("--as-happened", "--on", metavar="DATE", help="The day asked about: what is said of later days is left out; the last day without it.")]


def control(
    inputs: Annotated[list[str], typer.Argument(metavar="CLAIMS|INPUT...", help="claims.jsonl, a recipe.toml, a folder that it was built into, or documents.")],
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="control.csv, .geojson (cells and the front line) or .json.")] = None,
    as_known: AsKnown = None,
    as_happened: Day = None,
    radius: Annotated[float, typer.Option("--radius", metavar="KM", min=0.1, max=50.0, help="How far a cell reaches from its settlement.")] = 5.0,
    reference: Annotated[Path | None, typer.Option("--reference", metavar="GEOJSON", help="A published map of control to compare with.")] = None,
    reference_date: Annotated[str | None, typer.Option("--reference-date", metavar="DATE", help="The day that it shows.")] = None,
    reference_sides: Annotated[
        str | None, typer.Option("--reference-sides", metavar="SIDES", help="Whose its polygons are: ru | ru,rest=ua | PROPERTY:value=ru,value=ua.")
    ] = None,
    later: Annotated[Path | None, typer.Option("--later", metavar="GEOJSON", help="A second one, of a later day, to test claims by.")] = None,
    later_date: Annotated[str | None, typer.Option("--later-date", metavar="DATE", help="The day that it shows.")] = None,
    config: ConfigFile = None,
    corrections: CorrectionsFile = None,
    control_map: ControlMap = None,
    theatre: TheatreName = None,
) -> None:
    """Tell who is claimed to hold each settlement on a day, with its doubt: claimed by a side, disputed, or unclaimed.

    Example: frontmap control claims.jsonl --on 2022-11-12 -o control.geojson
    """
    from frontmap.atomic import ensure_writable
    from frontmap.cli.console import NOTHING_DONE, complain
    from frontmap.cli.control_files import check_ending, write_control
    from frontmap.control.settlements import control_on
    from frontmap.theatres.load import load_theatre

    if output is not None:
        check_ending(output)
        ensure_writable(output)
    settings = settings_for(inputs, config, theatre=theatre, corrections=corrections, control_map=control_map)
    war = load_theatre(settings.theatre)
    day, known = day_of(as_happened, "--on or --as-happened"), day_of(as_known, "--as-known")
    references = _references(war, (reference, reference_date, later, later_date), reference_sides)
    claims, code = claims_or_documents(inputs, settings)
    controls = control_on(claims, war, as_happened=day, as_known=known)
    if not controls:
        complain("no claim tells who holds a settlement by that day: nothing to show")
        raise typer.Exit(NOTHING_DONE)
    _show(controls, war)
    comparison = _compared(claims, war, references, known) if references else {}
    if output is not None:
        write_control(output, controls, war, comparison, radius * 1000)
    raise typer.Exit(code)


def _references(war: Theatre, given: tuple[Path | None, str | None, Path | None, str | None], sides: str | None) -> list[Reference]:
    """Read the references that were given: none, one, or an earlier and a later one."""
    from frontmap.control.reference import read_reference
    from frontmap.errors import ConfigError

    earlier, earlier_date, later, later_date = given
    if later is not None and earlier is None:
        raise ConfigError("--later tests claims that are later than a reference: give --reference and --reference-date too")
    found = []
    for path, date, option in ((earlier, earlier_date, "--reference"), (later, later_date, "--later")):
        day = day_of(date, f"{option}-date")
        if path is not None and day is None:
            raise ConfigError(f"{option} shows one day, which the file does not tell: give {option}-date")
        if path is not None and day is not None:
            found.append(read_reference(path, day, war, sides))
    return found


def _compared(claims: Sequence[Claim], war: Theatre, references: Sequence[Reference], known: dt.date | None) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the comparison with published maps, and show their tables."""
    from frontmap.control.reference import changes_since, outcomes, tally
    from frontmap.control.table import TALLY_COLUMNS, change_row, outcome_row, tally_row
    from frontmap.ledger.clocks import published_by

    claims = claims if known is None else published_by(claims, known)
    changes = [change_row(change) for change in changes_since(claims, war, references[0])]
    print(f"\nClaimed beyond {references[0].source} of {references[0].day}: {len(changes)} claims")
    shown = [(row["place_name"], row["side"], row["day"], row["beyond_km"], row["held_by"], row["claimant"] or row["publisher"]) for row in changes]
    show_table(("place", "claimed by", "day", "km beyond", "held by", "says who"), shown)
    found = {"changes": changes}
    if len(references) > 1:
        told = outcomes(claims, war, *references)
        tallies = [tally_row(row) for row in tally(told)]
        print(f"\nBorne out by {references[1].source} of {references[1].day}: each claimant's first claim of a place")
        show_table(TALLY_COLUMNS, [tuple(row[name] for name in TALLY_COLUMNS) for row in tallies])
        print("Both maps are claims too; 'confirmed' says that they agree, within so many days at most. Few cases: see low and high (95 %).")
        found |= {"outcomes": [outcome_row(outcome) for outcome in told], "tally": tallies}
    return found


def _show(controls: Sequence[Control], war: Theatre) -> None:
    """Print who holds what: those that changed last first."""
    from frontmap.cli.console import table
    from frontmap.control.opinions import fighting_sides
    from frontmap.control.settlements import State

    counts: dict[str, object] = {"day": controls[0].day, "settlements": len(controls)}
    counts |= {f"claimed by {side}": sum(control.side == side for control in controls) for side in fighting_sides(war)}
    counts |= {state.value: sum(control.state is state for control in controls) for state in (State.DISPUTED, State.UNCLAIMED)}
    table(counts)
    print()
    ages = [f"{side} last" for side in fighting_sides(war)]
    ordered = sorted(controls, key=lambda control: (-control.since.toordinal(), control.place.name, control.place.id))
    show_table(("settlement", "state", "since", *ages, "why"), [_screen_row(control, war) for control in ordered])


def _screen_row(control: Control, war: Theatre) -> tuple[object, ...]:
    from frontmap.control.opinions import fighting_sides

    told = {last.side: f"{last.day} ({last.age_days} d)" for last in control.last}
    state = f"{control.side}, in part" if control.partial and control.side else control.side or control.state.value
    return (control.place.name, state, control.since, *(told.get(side, "") for side in fighting_sides(war)), control.reason)
