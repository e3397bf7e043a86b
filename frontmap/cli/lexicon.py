"""`frontmap lexicon`: the linguist's check of the rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["app"]

app = typer.Typer(help="The words of each language, as rules with examples.", no_args_is_help=True)


@app.callback()
def _lexicon() -> None:
    pass


@app.command("check")
def check(
    files: Annotated[list[Path] | None, typer.Argument(metavar="[FILE.toml]...", help="Lexicon files of one's own; without them all that is shipped.")] = None,
    language: Annotated[str, typer.Option("--language", metavar="CODE", help="Language of the files given.")] = "en",
) -> None:
    """Run every rule over its own examples; exit code 1 where one is not borne out.

    Example: frontmap lexicon check my-claims.toml
    """
    from frontmap.cli.console import DONE, SOME_FAILED, complain, table
    from frontmap.lexicon.check import example_faults
    from frontmap.lexicon.load import languages, load_rules, read_rules, topics

    if files:
        rules = [rule for path in files for rule in read_rules(path, language)]
    else:
        rules = [rule for each in languages() for topic in topics(each) for rule in load_rules(each, topic)]
    faults = [fault for rule in rules for fault in example_faults(rule)]
    for fault in faults:
        complain(f"{fault.rule}: {fault.example!r} {fault.why}")
    examples = sum(len(rule.match) + len(rule.reject) for rule in rules)
    table({"rules": len(rules), "examples": examples, "faults": len(faults)})
    raise typer.Exit(SOME_FAILED if faults else DONE)
