"""`frontmap doctor`: whether frontmap works on this machine, and with what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from frontmap.gazetteer.index import Gazetteer

__all__ = ["doctor"]

# Two sides, a quotation, a denial, a place that many share a name with: what every part of the path has something to do on.
_STORY = (
    "Russian forces captured the town of Soledar, the Russian Ministry of Defence said on Friday. "
    "Ukraine's military denied that Soledar was taken. Shelling hit Bakhmut overnight."
)
_REQUIREMENT = re.compile(r"([\w.-]+)[^;]*(?:;.*extra\s*==\s*['\"]([\w-]+)['\"])?")


def doctor(as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False) -> None:
    """Say what frontmap runs with, and whether it works: versions, gazetteer, cache, optional parts, and a self-test.

    Exit code 1 where something fails.

    Example: frontmap doctor
    """
    import json

    from frontmap.cli.console import DONE, SOME_FAILED, table

    rows, faults = {**_versions()}, []
    for name, check in (("gazetteer", _gazetteer), ("cache", _cache), ("self-test", _self_test)):
        try:
            rows |= check()
        except Exception as error:  # noqa: BLE001 - whatever is wrong here is what the verb is asked for
            rows[name] = f"FAILED: {type(error).__name__}: {error}"
            faults.append(name)
    if as_json:
        print(json.dumps({"rows": rows, "failed": faults}))
    else:
        table(rows)
    raise typer.Exit(SOME_FAILED if faults else DONE)


def _versions() -> dict[str, str]:
    """Return the versions of frontmap, Python and the libraries that it needs, and of those that are optional, by their extra."""
    import platform
    from importlib import metadata

    found = {"frontmap": metadata.version("frontmap"), "Python": f"{platform.python_version()} on {platform.system()} {platform.machine()}"}
    extras: dict[str, list[str]] = {}
    needed: list[str] = []
    for name, extra in _requirements():
        try:
            told = f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            told = f"{name} is not installed"
        (extras.setdefault(extra, []) if extra else needed).append(told)
    found["needs"] = ", ".join(needed)
    for extra, libraries in sorted(extras.items()):
        hint = f" (pip install 'frontmap[{extra}]')" if any("not installed" in library for library in libraries) else ""
        found[f"extra {extra}"] = ", ".join(libraries) + hint
    return found


def _requirements() -> Iterator[tuple[str, str]]:
    """Yield the libraries that the installed package names, each with its extra, "" for those that it cannot do without."""
    from importlib import metadata

    for line in metadata.requires("frontmap") or ():
        found = _REQUIREMENT.match(line)
        if found and found[1] != "frontmap":
            yield found[1], found[2] or ""


def _gazetteer() -> dict[str, str]:
    """Return what the gazetteer holds, source by source."""
    held = _opened().info()
    rows = {"gazetteer": f"{held.places:,} places, {held.names:,} names", "index": f"{held.path} ({held.size / 1e6:.1f} MB)"}
    return rows | {f"source {source.name}": f"{source.rows:,} rows, {source.licence}" for source in held.sources}


def _cache() -> dict[str, str]:
    """Return where readings are kept and how large they have grown."""
    from frontmap.batch.cache import Cache

    told: list[str] = []
    with Cache.open(tell=told.append) as cache:
        held = cache.info()
    note = f"; {told[0]}" if told else ""
    return {"cache": f"{held.path}: {held.entries:,} readings, {held.size / 1e6:.1f} MB{note}"}


def _self_test() -> dict[str, str]:
    """Take a document of our own through the whole path, up to a page in memory.

    Raises
    ------
    ValueError
        If a stage gives what it should not; the message says which.
    """
    import time

    from frontmap.ledger.threads import thread_claims
    from frontmap.pipeline import Tools, read_document
    from frontmap.records import Document
    from frontmap.webmap.page import page_context
    from frontmap.webmap.render import render_page

    begun = time.monotonic()
    gazetteer = _opened()
    reading = read_document(Document("doctor", _STORY, language="en"), Tools.open())
    claims = thread_claims(list(reading.claims))
    said = {(claim.kind.value, claim.polarity.value, claim.placement.place.name) for claim in claims if claim.placement is not None and claim.placement.place is not None}
    for wanted in (("control", "asserted", "Soledar"), ("control", "denied", "Soledar"), ("strike", "asserted", "Bakhmut")):
        if wanted not in said:
            raise ValueError(f"the built-in document should give {' '.join(wanted)}, and gives {sorted(said)}: install frontmap anew")
    if any(_STORY[claim.evidence.start : claim.evidence.end] != claim.evidence.text for claim in claims):
        raise ValueError("a claim's sentence is not where it says: install frontmap anew")
    html = render_page(page_context(claims, gazetteer=gazetteer))
    return {"self-test": f"passed: {len(claims)} claims, a page of {len(html) / 1e6:.1f} MB, {time.monotonic() - begun:.1f} s"}


def _opened() -> Gazetteer:
    from frontmap.gazetteer.index import Gazetteer

    return Gazetteer.open()
