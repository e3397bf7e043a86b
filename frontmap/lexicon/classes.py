"""Classes of words: what may stand in one place of many phrases, listed once.

`classes.toml` of a language names them; a phrase takes one by its name in braces::

    [classes]
    drone = ["[drone]", "UAV", "loitering munition"]
    weapon = ["{drone}", "[missile]"]       # a class may take those above it

`"<shoot> down * {drone}"` is then the verb with any of these, in any of their forms. Members are phrases without gaps, so that a
class stands where a word does.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from frontmap.config import nearest, reject_unknown_keys
from frontmap.errors import ConfigError
from frontmap.faults import parse_toml

__all__ = ["CLASSES", "class_members", "read_classes"]

CLASSES = "classes.toml"

_FOLDER = Path(__file__).parent
_USED = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[a-z][a-z-]*")
_GAP = re.compile(r"(?<!\S)\*")


def class_members(name: str, language: str) -> tuple[str, ...]:
    """Return the phrases of a language's class.

    Raises
    ------
    ConfigError
        If the language has no such class.
    """
    classes = _classes(language)
    if name not in classes:
        raise ConfigError(f"no class {{{name}}} in {language}/{CLASSES}: {_hint(name, classes)}")
    return classes[name]


def read_classes(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the classes of a file, by name.

    Raises
    ------
    ConfigError
        If the file is no TOML, has another table, or a class is empty, ill named, holds a gap, or takes one that does not stand above it;
        the message names the class.
    """
    data = parse_toml(path.read_text(encoding="utf-8"), path)
    reject_unknown_keys(data, ("classes",), path, "a file of classes")
    classes: dict[str, tuple[str, ...]] = {}
    for name, members in data.get("classes", {}).items():
        for fault in _faults(name, members, classes):
            raise ConfigError(f"class {name!r} {fault}", path=path)
        classes[name] = tuple(members)
    return classes


def _faults(name: str, members: object, above: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield what is wrong with a class."""
    if _NAME.fullmatch(name) is None:
        yield "is no name of a class: expected small Latin letters and hyphens"
    if not isinstance(members, list) or not members or not all(isinstance(member, str) and member for member in members):
        yield "is no list of words: expected at least one phrase"
    else:
        for used in (used for member in members for used in _USED.findall(member)):
            if used not in above:
                yield f"takes {{{used}}}, which does not stand above it: {_hint(used, above)}"
        for member in members:
            if _GAP.search(member):
                yield f"has a gap in {member!r}: write the gap into the phrases that take the class"


def _hint(name: str, classes: Mapping[str, tuple[str, ...]]) -> str:
    near = nearest(name, list(classes))
    return f"did you mean {{{near}}}?" if near else f"known classes are {', '.join(sorted(classes)) or 'none'}"


@functools.cache
def _classes(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return a language's classes, none where it has no such file."""
    path = _FOLDER / language / CLASSES
    return read_classes(path) if path.exists() else {}
