"""`frontmap explain`: why each sentence was read as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from frontmap.cli.options import ConfigFile, ControlMap, CorrectionsFile, Inputs, Language, TheatreName, settings_from

if TYPE_CHECKING:
    from frontmap.explanation import SentenceNote
    from frontmap.records import Claim, Placement

__all__ = ["explain"]


def explain(
    inputs: Inputs,
    everything: Annotated[bool, typer.Option("--all", help="Show the sentences in which nothing was found, too.")] = False,
    config: ConfigFile = None,
    corrections: CorrectionsFile = None,
    control_map: ControlMap = None,
    theatre: TheatreName = None,
    language: Language = None,
) -> None:
    """Print each sentence with its names, roles, places, cue words, claims, and the rules that nearly fired.

    Example: frontmap explain report.txt
    """
    from frontmap.cli.console import printable
    from frontmap.cli.run import Run
    from frontmap.explanation import explain as notes_of

    run = Run.over(inputs, settings_from(config, theatre=theatre, language=language, corrections=corrections, control_map=control_map))
    for reading in run.readings():
        document = reading.document
        day = f"{document.date.edtf} ({document.date.basis})" if document.date else "undated"
        print(printable(f"=== {document.title or document.source or document.id}: {day}, {document.language}"))
        for note in notes_of(reading):
            if everything or not note.empty:
                _tell(note)
    run.stop_if_nothing_was_read()
    raise typer.Exit(run.exit_code)


def _tell(note: SentenceNote) -> None:
    from frontmap.cli.console import printable

    print()
    print(printable(note.sentence.text))
    for mention, placement in note.mentions:
        where = _where(placement) if placement is not None else mention.reason
        print(printable(f"  {mention.role.value:<13}{mention.text}: {where}"))
    for claim in note.claims:
        print(printable(f"  {'claim':<13}{_claim(claim)}"))
    for cue in note.idle:
        print(printable(f"  {'no claim':<13}{cue.text!r} ({cue.rule}): no place, actor or speaker to go with it, or told already"))
    for cue in note.undone:
        print(printable(f"  {'nearly':<13}{cue.text!r} ({cue.rule}): undone by its unless"))


def _where(placement: Placement) -> str:
    place = placement.place
    if place is None:
        return f"not placed, {placement.reason}"
    return f"{place.name}, {place.admin1 or place.country} ({placement.precision}, score {placement.score:.2f}): {placement.reason}"


def _claim(claim: Claim) -> str:
    from frontmap.contract import claim_to_json
    from frontmap.exports.csv import quantity_text

    place = claim.placement.place.name if claim.placement and claim.placement.place else f"no place, {claim.unplaced_reason}"
    cues = ", ".join(f"{cue.text!r} ({cue.rule})" for cue in claim.cues)
    date = f"{claim.event.edtf} ({claim.event.basis})" if claim.event else "undated"
    who = f"by {claim.claimant or 'the publisher'} [{claim.claimant_side or '-'}], actor {claim.actor or '-'} [{claim.actor_side or '-'}]"
    numbers = "".join(f"; {quantity_text(quantity)}" for quantity in claim_to_json(claim)["quantities"])
    background = "; background" if claim.background else ""
    return f"{claim.kind.value} {claim.polarity.value} {claim.modality.value} at {place}; {who}; {date}{background}{numbers}; cues {cues}"
