"""`frontmap geocode`: which places bear a name, and which of them is meant; which places lie about a point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frontmap.cli.options import ConfigFile, TheatreName, settings_from

if TYPE_CHECKING:
    from frontmap.gazetteer.online import OnlineGeocoder, OnlineHit
    from frontmap.pipeline import Tools
    from frontmap.records import Placement

__all__ = ["geocode"]

_ABOUT_M, _MOST = 25_000.0, 10  # how far about a point places are told, and how many


def geocode(
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME...", help="Names of places, in any spelling.")] = None,
    reverse: Annotated[list[str] | None, typer.Option("--reverse", metavar="LAT,LON", help="Tell the places within 25 km of a point instead, nearest first; may be given again.")] = None,
    context: Annotated[str | None, typer.Option("--context", metavar="TEXT", help="Words that the name stood among.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a name.")] = False,
    online: Annotated[str | None, typer.Option("--online", metavar="SERVICE", help="Ask a service (nominatim) too; nothing is sent without this.")] = None,
    online_url: Annotated[str | None, typer.Option("--online-url", metavar="URL", help="A server of that service of your own.")] = None,
    config: ConfigFile = None,
    theatre: TheatreName = None,
) -> None:
    """Rank the places that bear a name, with the reason in words; or tell what lies about a point. Exit code 1 where nothing is known.

    Example: frontmap geocode Ivanivka --context "near Bakhmut"

    Example: frontmap geocode --reverse 48.595,38.000
    """
    from frontmap.cli.console import DONE, SOME_FAILED
    from frontmap.errors import ConfigError
    from frontmap.gazetteer.online import OnlineGeocoder
    from frontmap.pipeline import Tools

    if reverse and (names or context or online):
        raise ConfigError("--reverse was given beside a name, --context or --online: expected a point alone, such as --reverse 48.595,38.000")
    if not reverse and not names:
        raise ConfigError("no name was given: expected names of places, such as Bakhmut, or --reverse LAT,LON")
    if not all(name.strip() for name in names or ()):
        raise ConfigError("an empty name was given: expected names of places, such as Bakhmut")
    tools = Tools.open(settings_from(config, theatre=theatre))
    service = OnlineGeocoder(online, online_url) if online else None
    known = _tell_points(reverse, tools, as_json=as_json) if reverse else _tell_names(names or [], context, tools, service, as_json=as_json)
    raise typer.Exit(DONE if known else SOME_FAILED)


def _tell_points(points: Sequence[str], tools: Tools, *, as_json: bool) -> bool:
    """Tell the settlements and facilities about each point, nearest first; return whether there are some about each."""
    import sys

    from frontmap.cli.console import printable
    from frontmap.exports.jsonl import json_lines
    from frontmap.gazetteer.geocoder import address_of, point_of

    lonely = 0
    for lat, lon in [point_of(point) for point in points]:
        found = tools.gazetteer.within(lat, lon, _ABOUT_M)[:_MOST]
        lonely += not found
        if as_json:
            places = [
                {"id": place.id, "name": place.name, "admin1": place.admin1, "country": place.country, "lat": place.lat, "lon": place.lon, "distance_m": round(metres)}
                for place, metres in found
            ]
            sys.stdout.buffer.writelines(json_lines([{"lat": lat, "lon": lon, "places": places}]))
            continue
        print(f"{lat:.4f}, {lon:.4f} (lat, lon): " + (f"{len(found)} nearest places" if found else f"no place is known within {_ABOUT_M / 1000:.0f} km"))
        for place, metres in found:
            print(printable(f"  {metres / 1000:5.1f} km  {address_of(place)}  {place.lat:.4f}, {place.lon:.4f}  {place.id}"))
    return not lonely


def _tell_names(names: Sequence[str], context: str | None, tools: Tools, service: OnlineGeocoder | None, *, as_json: bool) -> bool:
    """Tell which places bear each name, and which is meant; return whether all are known."""
    import sys
    from dataclasses import asdict

    from frontmap.documents.formats import clean
    from frontmap.exports.jsonl import json_lines
    from frontmap.places.ask import place_name

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
    return not unknown


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
