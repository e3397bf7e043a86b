"""`frontmap geocode`: which places bear a name, and which of them is meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frontmap.cli.options import ConfigFile, TheatreName, settings_from

if TYPE_CHECKING:
    from frontmap.gazetteer.online import OnlineHit
    from frontmap.records import Placement

__all__ = ["geocode"]


def geocode(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names of places, in any spelling.")],
    context: Annotated[str | None, typer.Option("--context", metavar="TEXT", help="Words that the name stood among.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a name.")] = False,
    online: Annotated[str | None, typer.Option("--online", metavar="SERVICE", help="Ask a service (nominatim) too; nothing is sent without this.")] = None,
    online_url: Annotated[str | None, typer.Option("--online-url", metavar="URL", help="A server of that service of your own.")] = None,
    config: ConfigFile = None,
    theatre: TheatreName = None,
) -> None:
    """Rank the places that bear a name, with the reason in words. Exit code 1 where a name is not known.

    Example: frontmap geocode Ivanivka --context "near Bakhmut"
    """
    import sys
    from dataclasses import asdict

    from frontmap.cli.console import DONE, SOME_FAILED
    from frontmap.documents.formats import clean
    from frontmap.errors import ConfigError
    from frontmap.exports.jsonl import json_lines
    from frontmap.gazetteer.online import OnlineGeocoder
    from frontmap.pipeline import Tools
    from frontmap.places.ask import place_name

    if not all(name.strip() for name in names):
        raise ConfigError("an empty name was given: expected names of places, such as Bakhmut")
    tools = Tools.open(settings_from(config, theatre=theatre))
    service = OnlineGeocoder(online, online_url) if online else None
    unknown = 0
    for name in (clean(name) for name in names):
        placement = place_name(name, context, tools.gazetteer, tools.theatre, tools.settings)
        hits = service.geocode(name) if service else ()
        unknown += placement.place is None and not placement.runners_up and not hits
        if as_json:
            answer = _answer(name, placement) | ({"online": [asdict(hit) for hit in hits]} if service else {})
            sys.stdout.buffer.writelines(json_lines([answer]))
        else:
            _tell(name, placement)
            _tell_online(hits)
    raise typer.Exit(SOME_FAILED if unknown else DONE)


def _answer(name: str, placement: Placement) -> dict[str, Any]:
    """Return the chosen place, if any, and all candidates, the likeliest first."""
    from frontmap.contract import placement_to_json, runner_up_to_json

    place = placement_to_json(placement)
    candidates = [runner_up_to_json(other) for other in placement.runners_up]
    if place is not None:
        candidates.insert(0, {key: place[key] for key in ("id", "name", "admin1", "country", "lat", "lon", "score")} | {"distance_m": 0})
    return {"name": name, "place": place, "reason": placement.reason, "candidates": candidates}


def _tell(name: str, placement: Placement) -> None:
    from frontmap.cli.console import printable

    place = placement.place
    if place is not None and placement.lat is not None and placement.lon is not None:
        where = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
        radius = f", within {placement.radius_m / 1000:.1f} km" if placement.radius_m else ""
        print(printable(f"{name}: {where}  {placement.lat:.4f}, {placement.lon:.4f} (lat, lon{radius})  score {placement.score:.2f}"))
    else:
        print(printable(f"{name}: not placed"))
    print(printable(f"  {placement.reason}"))
    for other in placement.runners_up:
        where = ", ".join(part for part in (other.name, other.admin1, other.country) if part)
        away = f", {other.distance_m / 1000:.0f} km away" if place is not None and other.distance_m is not None else ""
        print(printable(f"  {'not' if place is not None else 'perhaps'}: {where}  {other.lat:.4f}, {other.lon:.4f}{away}  score {other.score:.2f}"))


def _tell_online(hits: Sequence[OnlineHit]) -> None:
    from frontmap.cli.console import printable

    for hit in hits:
        print(printable(f"  online: {hit.address}  {hit.lat:.4f}, {hit.lon:.4f}  {hit.id}"))
