"""`frontmap review`: ask a person about the doubtful claims, and turn the answers into a corrections file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontmap.cli.desk import AsHappened, AsKnown, Clocks

if TYPE_CHECKING:
    from frontmap.corrections.review import Answer
    from frontmap.records import Claim

__all__ = ["review"]

_DELIMITERS = ",;\t"  # spreadsheets of some countries save with semicolons
_NEEDED = ("claim_id", "decision", "why")


def review(
    claims_file: Annotated[str, typer.Argument(metavar="CLAIMS", help="claims.jsonl, as `frontmap extract` writes it; - reads standard input.")],
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="review.csv; with --apply the corrections.toml to add to.")],
    answers: Annotated[Path | None, typer.Option("--apply", metavar="REVIEW.csv", help="A filled review to turn into corrections.")] = None,
    as_known: AsKnown = None,
    as_happened: AsHappened = None,
) -> None:
    """Write the doubtful claims to a CSV that a person fills in, or turn a filled one into corrections.

    In the column `decision` write ok, never, reject or the id of a place, and in `why` who says so and why.

    Example: frontmap review claims.jsonl -o review.csv
    Example: frontmap review claims.jsonl --apply review.csv -o corrections.toml
    """
    from frontmap.cli.claims_file import claims_from
    from frontmap.cli.console import DONE, SOME_FAILED, table

    clocks = Clocks.of(as_known, as_happened)
    found, failed = claims_from(claims_file)
    claims = clocks.seen(found)
    if answers is None:
        rows = _ask(claims, output)
    else:
        rows, refused = _answer(claims, answers, output)
        failed += refused
    table({"claims": len(claims), **rows, "failed": failed, "written to": "standard output" if output == "-" else output}, to_stderr=output == "-")
    raise typer.Exit(SOME_FAILED if failed else DONE)


def _ask(claims: list[Claim], output: str) -> dict[str, int]:
    """Write the questions; an answered file is never written over."""
    import sys

    from frontmap.corrections.review import COLUMNS, doubts
    from frontmap.corrections.review import review as questions
    from frontmap.errors import InputError, OutputError
    from frontmap.exports.csv import table_lines
    from frontmap.exports.write import write_chunks
    from frontmap.gazetteer.index import Gazetteer

    if output != "-" and Path(output).suffix.lower() != ".csv":
        raise OutputError("a review is written as .csv: give -o review.csv, or --apply REVIEW.csv to make corrections", path=output)
    if output != "-" and Path(output).is_file():
        try:
            answered = any(answer.decision or answer.why for answer in _answers(Path(output), claims))
        except InputError:
            answered = False
        if answered:
            raise OutputError("holds answers already: apply them with --apply, or choose another name", path=output)
    write_chunks(table_lines(COLUMNS, questions(claims, Gazetteer.open())), output, stream=sys.stdout.buffer)
    return {"doubtful": sum(bool(doubts(claim)) for claim in claims)}


def _answer(claims: list[Claim], answers: Path, output: str) -> tuple[dict[str, int], int]:
    """Add what follows from the answers to a corrections file; return counts and how many answers were refused."""
    import sys

    from frontmap.atomic import writing
    from frontmap.cli.console import complain
    from frontmap.corrections.load import Corrections, load, parse
    from frontmap.corrections.review import decide, entries
    from frontmap.gazetteer.index import Gazetteer

    gazetteer, path = Gazetteer.open(), Path(output)
    there = output != "-" and path.exists()
    corrections = load(path, gazetteer) if there else Corrections(path)
    given = list(_answers(answers, claims))
    rules, refused = decide(given, claims, corrections, gazetteer)
    for fault in refused:
        complain(fault)
    added = entries(rules).encode()
    if output == "-":
        sys.stdout.buffer.write(added)
        sys.stdout.buffer.flush()
    elif added:
        before = path.read_bytes() if there else b""
        whole = before + (b"\n" if before and not before.endswith(b"\n") else b"") + (added if before else added.lstrip())
        parse(whole.decode("utf-8-sig"), path, gazetteer)  # what cannot be read again is not written
        with writing(path) as file:
            file.write(whole)
    return {"answers": sum(bool(answer.decision) for answer in given), "entries": len(rules)}, len(refused)


def _answers(path: Path, claims: list[Claim]) -> Iterator[Answer]:
    """Yield the rows of a filled review; a spreadsheet may have changed its delimiter and added a byte order mark."""
    import csv
    import io

    from frontmap.corrections.review import Answer
    from frontmap.errors import InputError, MissingInputError
    from frontmap.exports.csv import spreadsheet_safe

    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise MissingInputError("no such review: write one with `frontmap review CLAIMS -o review.csv`", path=path) from None
    except UnicodeDecodeError as error:
        raise InputError(f"is not in UTF-8 ({error.reason} at byte {error.start}): save it as CSV UTF-8", path=path) from None
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", path=path) from None
    header = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=header.count)
    ids = {str(spreadsheet_safe(claim.id)): claim.id for claim in claims}
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restval="")
    missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        raise InputError(f"lacks the column {missing[0]!r}: expected a review as `frontmap review` writes it", path=path, line=1)
    line = rows.line_num + 1
    try:
        for row in rows:
            claim_id, decision, why = (row[name].strip() for name in _NEEDED)
            yield Answer(ids.get(row["claim_id"], claim_id), decision, " ".join(why.split()), path, line)
            line = rows.line_num + 1
    except csv.Error as error:
        raise InputError(f"is no CSV: {error}", path=path, line=line) from None
