"""The command line's reference, docs/cli.md, as the verbs themselves tell it: `python -m frontmap.cli.reference`."""

from __future__ import annotations

import inspect
import re
import sys
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from typer.models import ArgumentInfo

if typing.TYPE_CHECKING:
    import typer

__all__ = ["Parameter", "cli_reference", "parameters", "verbs"]

_HEAD = """\
# Command line

Made by `scripts/build-docs` from what `frontmap VERB --help` tells; a test compares. Exit codes: 0 done; 1 done, but some inputs failed
(each named, with why, and nothing else lost); 2 nothing could be done; 130 stopped by Ctrl-C.

Data go to standard output, all that is said about them to standard error.
"""
_EXAMPLE = re.compile(r"\s*Example:\s*(.+?)(?=\s*Example:|\s*$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parameter:
    """An argument or option of a verb, as its help shows it.

    Parameters
    ----------
    flags : tuple of str
        What an option is called; empty for an argument.
    value : str
        What stands for its value; empty for a switch.
    help : str
        What it means.
    required, repeated : bool
        Whether it must be given, and may be given again.
    default : str
        What holds without it; empty where there is nothing to tell.
    """

    flags: tuple[str, ...]
    value: str
    help: str
    required: bool
    repeated: bool
    default: str


def verbs() -> dict[str, Callable[..., Any]]:
    """Return the functions behind the verbs by the words that call them, such as `gazetteer add`, in the order of `frontmap --help`."""
    from frontmap.cli.main import app

    return dict(_verbs("", app))


def parameters(verb: Callable[..., Any]) -> list[Parameter]:
    """Return the arguments and options of a verb."""
    hints = typing.get_type_hints(verb, include_extras=True)
    return [_parameter(each.name, hints[each.name], each.default) for each in inspect.signature(verb).parameters.values()]


def cli_reference() -> str:
    """Return the reference in Markdown."""
    return "\n".join(_lines(verbs())) + "\n"


def _verbs(before: str, app: typer.Typer) -> Iterator[tuple[str, Callable[..., Any]]]:
    for command in app.registered_commands:
        if command.callback is not None:
            yield f"{before}{command.name}", command.callback
    for group in app.registered_groups:
        if group.typer_instance is not None:
            yield from _verbs(f"{before}{group.name} ", group.typer_instance)


def _parameter(name: str, hint: Any, default: Any) -> Parameter:
    kind, info = typing.get_args(hint)[:2]
    kinds = [each for each in (typing.get_args(kind) if isinstance(kind, types.UnionType) else [kind]) if each is not type(None)]
    repeated = any(typing.get_origin(each) is list for each in kinds)
    required = default is inspect.Parameter.empty
    if isinstance(info, ArgumentInfo):
        value = info.metavar or name.upper()
        return Parameter((), value if required or value.startswith("[") else f"[{value}]", info.help or "", required, repeated, "")
    switch = kinds == [bool]
    names = [each for each in (info.default, *(info.param_decls or ())) if isinstance(each, str)]  # in an annotation, typer takes the first flag for a default
    return Parameter(
        flags=tuple(sorted(names, key=len)) or (f"--{name.replace('_', '-')}",),
        value="" if switch else info.metavar or _value_of(kinds[0]),
        help=info.help or "",
        required=required,
        repeated=repeated,
        default="" if required or default is None or switch else str(getattr(default, "value", default)),
    )


def _value_of(kind: Any) -> str:
    """Return what stands for a value that nobody has named: the choices, or its sort."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "|".join(str(each.value) for each in kind)
    return {str: "TEXT", int: "N", float: "NUMBER"}.get(kind, "FILE")


def _lines(known: Mapping[str, Callable[..., Any]]) -> Iterator[str]:
    yield _HEAD
    yield "| verb | what it does |"
    yield "|---|---|"
    for name, verb in known.items():
        yield f"| [`{name}`](#{name.replace(' ', '-')}) | {_cell(_said(verb)[0].partition(chr(10) * 2)[0])} |"
    yield ""
    for name, verb in known.items():
        yield from _verb(name, verb)


def _verb(name: str, verb: Callable[..., Any]) -> Iterator[str]:
    told = parameters(verb)
    arguments, options = [each for each in told if not each.flags], [each for each in told if each.flags]
    text, examples = _said(verb)
    yield f"## {name}\n"
    yield "```text"
    yield " ".join([f"frontmap {name}", *(["[OPTIONS]"] if options else []), *(each.value for each in arguments)])
    yield "```\n"
    yield f"{text}\n"
    if examples:
        yield "```console"
        yield from examples
        yield "```\n"
    yield from _table("argument", arguments)
    yield from _table("option", options)


def _table(what: str, rows: list[Parameter]) -> Iterator[str]:
    if not rows:
        return
    yield f"| {what} | meaning |"
    yield "|---|---|"
    for each in rows:
        shown = " ".join(filter(None, [", ".join(each.flags), each.value]))
        yield f"| `{_cell(shown)}` | {_cell(each.help)}{_notes(each)} |"
    yield ""


def _notes(each: Parameter) -> str:
    again = each.flags and each.repeated and "given again" not in each.help
    notes = ["needed" if each.flags and each.required else "", "may be given again" if again else "", f"without it: `{each.default}`" if each.default else ""]
    told = "; ".join(filter(None, notes))
    return f" ({told})" if told else ""


def _said(verb: Callable[..., Any]) -> tuple[str, list[str]]:
    """Return what a verb's help says, and its examples."""
    text = inspect.getdoc(verb) or ""
    return _EXAMPLE.sub("", text).strip(), [" ".join(found.split()) for found in _EXAMPLE.findall(text)]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.buffer.write(cli_reference().encode("utf-8"))
