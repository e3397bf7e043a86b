"""The numbered rules of docs/control.md and those that the code names are the same."""

import re
from pathlib import Path

import frontmap.control

DOCS = Path(__file__).parents[2] / "docs" / "control.md"


def numbers_in_code() -> set[int]:
    found: set[int] = set()
    for path in Path(frontmap.control.__file__).parent.glob("*.py"):
        for first, word, last in re.findall(r"\brules? (\d+)(?: (to|and) (\d+))?", path.read_text(encoding="utf-8")):
            found |= set(range(int(first), int(last) + 1)) if word == "to" else {int(number) for number in (first, last) if number}
    return found


def test_every_rule_is_told_once_in_order_and_named_where_it_is_applied():
    told = [int(number) for number in re.findall(r"^(\d+)\. ", DOCS.read_text(encoding="utf-8"), re.MULTILINE)]
    assert told == list(range(1, len(told) + 1))
    assert numbers_in_code() == set(told)


def test_the_documented_options_exist():
    from typer.main import get_command

    from frontmap.cli.main import app

    known = {option for verb in ("control", "diff", "build") for parameter in get_command(app).commands[verb].params for option in parameter.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z-]+", DOCS.read_text(encoding="utf-8"))) <= known
