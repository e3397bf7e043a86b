"""What each map of a build showed: its card in the gallery and its claims, so that the next build can tell what is new on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from frontmap.batch.gallery import Card
from frontmap.packing import pack, unpack
from frontmap.records import Claim

__all__ = ["Shown", "mark_of", "read_shown", "shown_file", "write_shown"]


@dataclass(frozen=True, slots=True)
class Shown:
    """One map: its name, its card, and the marks of its claims, sorted."""

    name: str
    card: Card
    marks: tuple[str, ...]


def mark_of(claim: Claim) -> str:
    """Return what a claim is known by: it is news when the claim is new, or its status is another."""
    return f"{claim.id} {claim.status.value}"


def shown_file(state: str) -> str:
    """Return the name of the list: it holds the build's state, so that it becomes the known one in the moment in which the record is written."""
    return f"shown-{state}.jsonl"


def write_shown(shown: Iterable[Shown]) -> bytes:
    """Return the list, a map a line."""
    return b"".join(pack(each) + b"\n" for each in shown)


def read_shown(path: Path) -> Mapping[str, Shown]:
    """Return what each map showed, by its name; a line that cannot be read is left out."""
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError:
        return {}
    found: dict[str, Shown] = {}
    for line in lines:
        try:
            each = unpack(Shown, line)
        except ValueError:
            continue
        found[each.name] = each
    return found
